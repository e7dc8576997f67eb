"""What the play asks of its documents: the whole case file stands in them, letter for letter."""

from pathlib import Path

import msgspec
import pytest

from desktop.demo.check import lacking_in, lacking_in_letter, lacking_on_page
from export.documents import document, recipient_of
from export.reading import visible_text
from models.agenda import worded
from models.calendar import long_date
from models.case_file import read_case_file
from models.edits import Opened
from models.review import NextReview, SectionRecord, with_section
from models.text import Line, Mark, Quote
from models.wording import Wording
from tests.support.documents import RULES, exported
from tests.support.sample import MUM, TODAY, sample_child, sample_review

CHILD = sample_child()
WORDS = "I like it  here,\nby the pond"
NEXT = NextReview(planned=TODAY.replace(year=2027), midway=TODAY.replace(year=2027, month=3))
REVIEW = with_section(
    sample_review(completed_on=TODAY, next_review=NEXT),
    SectionRecord(
        id="home",
        minutes=(
            Line(id="h1", text="Two  spaces stay two."),
            Line(id="h2", mark=Mark.WORDS, quote="hq"),
        ),
        quotes=(Quote(id="hq", text=WORDS),),
    ),
)
AGENDA = worded(RULES.agenda, Wording(name=CHILD.preferred_name, pronouns=CHILD.pronouns))
MINUTES = visible_text(exported("minutes", CHILD, REVIEW))
DECISIONS = visible_text(exported("recommendations", CHILD, REVIEW))


def lacking(minutes: str = MINUTES, decisions: str = DECISIONS) -> list[str]:
    return lacking_in(minutes, decisions, Opened(child=CHILD, review=REVIEW), AGENDA)


def test_that_documents_with_all_of_it_lack_nothing() -> None:
    assert lacking() == []


MEETING = REVIEW.head.meetings[0].on
PAPER = next(paper.on for paper in REVIEW.head.papers if paper.on)
MUMS_NAME = next(person.name for person in CHILD.people if person.id == MUM)
ALTERED = [
    ("Two  spaces", "Two spaces", "paragraph 1 of section home"),
    ("here,\nby", "here, by", "quotation"),
    ("it  here", "it here", "quotation"),
    (AGENDA.sections[3].heading, "Home", f"the heading of section {AGENDA.sections[3].id}"),
    (long_date(MEETING), "", "the day of a meeting"),
    (long_date(PAPER), "", "the day of a paper"),
    (long_date(NEXT.planned or TODAY), "", "the day of the next review"),
    (long_date(NEXT.midway or TODAY), "", "the day of the midway check"),
    (MUMS_NAME, "Her mother", "the name of person"),
]


@pytest.mark.parametrize(("was", "became", "told"), ALTERED, ids=[told for *_, told in ALTERED])
def test_that_what_a_document_lost_or_changed_is_told(was: str, became: str, told: str) -> None:
    assert was in MINUTES
    assert any(said.startswith(told) for said in lacking(MINUTES.replace(was, became)))


def test_that_a_recommendation_must_stand_in_both_records() -> None:
    what = REVIEW.head.recommendations[0].what
    assert "recommendation 1 in the recommendations" in lacking(
        decisions=DECISIONS.replace(what, "")
    )
    assert "recommendation 1 in the minutes" in lacking(MINUTES.replace(what, ""))


def test_that_what_was_written_to_the_child_must_stand_in_their_letter_alone() -> None:
    told = SectionRecord(id="letter_told", minutes=(Line(id="l1", text="You told me  a lot."),))
    review = with_section(REVIEW, told)
    opened = Opened(child=CHILD, review=review)
    letter = visible_text(exported("letter", CHILD, review))
    assert lacking_in_letter(letter, opened) == []
    assert lacking_in_letter(letter.replace("me  a", "me a"), opened) == [
        "paragraph 1 of section letter_told in the letter"
    ]
    assert (
        lacking_in(visible_text(exported("minutes", CHILD, review)), DECISIONS, opened, AGENDA)
        == []
    )


PRACTICE = Path(__file__).parents[2] / "resources" / "practice" / "practice_case.json"


def test_that_a_worry_leads_to_a_recommendation_and_to_a_not_this_time_both_in_the_letter() -> None:
    case = read_case_file(PRACTICE)
    opened = Opened(child=case.child, review=case.reviews[-1])
    head = case.reviews[-1].head
    both = {
        quote
        for made in head.recommendations
        for quote in made.answers
        if any(quote in one.answers and one.in_letter for one in head.unanswered)
    }
    assert both
    own = recipient_of(document("letter"), case.child)
    letter = visible_text(exported("letter", opened.child, case.reviews[-1], own))
    assert lacking_in_letter(letter, opened) == []
    not_now = next(one.in_letter for one in head.unanswered if set(one.answers) & both)
    assert lacking_in_letter(letter.replace(not_now, ""), opened) == [
        "answer 1 of what will not happen in the letter"
    ]
    promised = next(m for m in head.recommendations if set(m.answers) & both)
    assert any(
        told.startswith("how recommendation")
        for told in lacking_in_letter(letter.replace(promised.how_seen, ""), opened)
    )


def test_that_the_page_of_what_was_decided_holds_each_promise() -> None:
    case = read_case_file(PRACTICE)
    opened = Opened(child=case.child, review=case.reviews[-1])
    own = recipient_of(document("one_page"), case.child)
    page = visible_text(exported("one_page", opened.child, case.reviews[-1], own))
    assert lacking_on_page(page, opened) == []
    who = case.reviews[-1].head.recommendations[0].who
    assert "the person of recommendation 1 on the page" in lacking_on_page(
        page.replace(who, "Somebody"), opened
    )


def test_that_what_is_told_holds_no_word_of_the_review() -> None:
    told = " ".join(lacking("", ""))
    named = [person.name for person in CHILD.people]
    assert not [word for word in (WORDS, *named, long_date(MEETING)) if word in told]
    assert msgspec.json.encode(told).isascii()
