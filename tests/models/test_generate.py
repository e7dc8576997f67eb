"""The generator of made-up data gives what the bench says it measures, the same each time."""

import msgspec

from models.apply import quotes_of
from models.case_file import CaseFile, decode_case_file
from models.text import words_in
from tests.support.generate import caseload, fingerprint, full_review, predecessors, section_ids


def test_that_the_full_review_is_as_large_as_the_design_says() -> None:
    opened = full_review(7)
    review, quotes = opened.the_review, quotes_of(opened)
    written = {record.id for record in review.sections if record.notes and record.minutes}
    assert len(section_ids()) == 14
    assert written >= set(section_ids())
    assert len(review.head.attendance) == len(opened.child.people) == 12
    assert len(review.head.recommendations) == 15
    words = (words_in((*s.notes, *s.minutes), quotes) for s in review.sections)
    assert sum(words) == 6_000


def test_that_the_same_seed_gives_the_same_values_and_another_gives_others() -> None:
    assert fingerprint(full_review(7)) == fingerprint(full_review(7)) != fingerprint(full_review(8))
    small = [fingerprint(entry) for entry in caseload(7, children=3)]
    assert small == [fingerprint(entry) for entry in caseload(7, children=3)]


def test_that_the_values_are_the_same_on_every_machine() -> None:
    opened = full_review(7)
    texts = [line.text for record in opened.the_review.sections for line in record.minutes]
    assert fingerprint([opened.child.legal_name, texts]) == "11a1b920788a3765"


def test_that_what_is_generated_makes_a_valid_case_file() -> None:
    opened = full_review(3, words=400, people=4, recommendations=5)
    reviews = (*predecessors(3, opened.child, count=2), opened.the_review)
    case = CaseFile(format="heard-case", version=1, child=opened.child, reviews=reviews)
    assert decode_case_file(msgspec.json.encode(case)) == case


def test_that_a_caseload_has_a_row_and_a_body_for_each_child_and_no_id_twice() -> None:
    entries = list(caseload(5, children=40))
    assert len({entry.child.id for entry in entries}) == 40
    assert len({entry.review.id for entry in entries}) == 40
    assert all(entry.child_row.id == entry.child.id for entry in entries)
    assert all(entry.review_row.child_id == entry.review.child_id for entry in entries)
