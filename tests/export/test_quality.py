"""Quality from the Word file alone: planted faults are found with their words, and only they."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import msgspec
import pytest
from docx import Document

import resources
from export.documents import DOCUMENTS
from export.feedback_sheet import SheetFacts
from export.job import document_bytes
from export.lead_documents import sheet_bytes
from export.qa.fixed import says_nothing
from export.qa.outcome import Outcome, Quality, Reply
from export.qa.quality import Around, Rules, opened_and_read, quality_of, quality_of_record, rules
from export.reader.record import ReadRecord
from models.audit import Answer, Audit, Grade
from models.case_file import CaseFile, read_case_file
from models.checks.subject import KnownName, NameKind
from models.child import Child
from models.disclosure import COUNCIL, view
from models.questions import QuestionKind
from models.review import (
    Adjournment,
    Participation,
    PrivateConversation,
    Recommendation,
    Review,
    SectionRecord,
    with_section,
)
from models.terms import PaperStatus
from models.text import Line, Mark
from tests.support.documents import context_of, exported
from tests.support.sample import sample_child, sample_review

TODAY = date(2026, 11, 24)
OTHERS = (KnownName(name="Omar Bell", kind=NameKind.OTHER_CHILD),)
Pair = tuple[Child, Review]


@cache
def by() -> Rules:
    return rules()


@cache
def case() -> CaseFile:
    return read_case_file(resources.path("practice/practice_case.json"))


def before() -> Pair:
    return case().child, case().reviews[-1]


@cache
def last_record() -> ReadRecord:
    child, review = case().child, case().reviews[0]
    return opened_and_read(exported("minutes", child, review), by())[1]


def quality(pair: Pair, document: str = "minutes") -> Quality:
    child, review = pair
    made = document_bytes(document, view(child, review, COUNCIL), context_of(child, review))
    opened, record = opened_and_read(made, by())
    around = Around(others=OTHERS, last=last_record(), last_name="before.docx")
    return quality_of_record(record, "r.docx", by(), TODAY, around=around, opened=opened)


@cache
def clean() -> Quality:
    return quality(before())


# -- what is planted


def written(section: str, text: str) -> Callable[[Pair], Pair]:
    def plant(pair: Pair) -> Pair:
        child, review = pair
        record = review.section(section)
        line = Line(id="planted", text=text)
        made = msgspec.structs.replace(record, minutes=(*record.minutes, line))
        return child, with_section(review, made)

    return plant


def emptied(section: str) -> Callable[[Pair], Pair]:
    return lambda pair: (pair[0], with_section(pair[1], SectionRecord(id=section)))


def headed(**fields: object) -> Callable[[Pair], Pair]:
    def plant(pair: Pair) -> Pair:
        child, review = pair
        head = msgspec.structs.replace(review.head, **fields)
        return child, msgspec.structs.replace(review, head=head)

    return plant


def recommending(at: int, **fields: object) -> Callable[[Pair], Pair]:
    def plant(pair: Pair) -> Pair:
        made: list[Recommendation] = list(pair[1].head.recommendations)
        made[at] = msgspec.structs.replace(made[at], **fields)
        return headed(recommendations=tuple(made))(pair)

    return plant


def without_plan_b(pair: Pair) -> Pair:
    child, review = pair
    plans = (*child.plans[:-1], msgspec.structs.replace(child.plans[-1], plan_b=""))
    return msgspec.structs.replace(child, plans=plans), review


def late(pair: Pair) -> Pair:
    limit = (pair[1].head.review_date or TODAY) - timedelta(days=3)
    last = limit.replace(year=limit.year - 1)
    child = msgspec.structs.replace(
        pair[0],
        past_reviews=tuple(msgspec.structs.replace(p, on=last) for p in pair[0].past_reviews),
        ledger=tuple(msgspec.structs.replace(p, made_on=last) for p in pair[0].ledger),
    )
    return headed(limit=limit, late_reason=None, late_note="")((child, pair[1]))


def sent_late(pair: Pair) -> Pair:
    completed = pair[1].head.completed_on or TODAY
    sending = msgspec.structs.replace(
        pair[1].head.sending, decisions_sent=completed + timedelta(days=20)
    )
    return headed(sending=sending)(pair)


def plan_not_seen(pair: Pair) -> Pair:
    papers = tuple(
        msgspec.structs.replace(paper, status=PaperStatus.MISSING, on=None)
        if paper.id == "care_plan"
        else paper
        for paper in pair[1].head.papers
    )
    return headed(papers=papers)(pair)


def adjourned(pair: Pair) -> Pair:
    held = pair[1].head.review_date or TODAY
    until = held + timedelta(days=60)
    made = Adjournment(considered=True, decided_on=held, until=until, reasons=("x",))
    return headed(adjournment=made)(pair)


def copied(pair: Pair) -> Pair:
    return written("home", case().reviews[0].section("iro_view").minutes[0].text)(pair)


Planted = tuple[Callable[[Pair], Pair], str, str, str]
"""A fault, the check that finds it, the question that is answered with no, the words shown."""

FAULTS: dict[str, Planted] = {
    "nobody named": (recommending(1, who="", role=""), "recommendation", "named_and_dated",
                     "nobody named yet"),
    "a team": (recommending(1, who="Fostering team", role=""), "team", "named_and_dated",
               "Fostering team"),
    "no day": (recommending(2, by=None), "recommendation", "named_and_dated", "no date yet"),
    "a day that has passed": (recommending(2, by=date(2026, 1, 5)), "date", "named_and_dated",
                              "5 January 2026"),
    "weak words": (recommending(0, what="Continue to monitor the claim"), "weak",
                   "named_and_dated", "monitor"),
    "two actions": (recommending(3, what="Buy the running spikes and book the coach"),
                    "two_actions", "", "and book"),
    "another child": (written("learning", "He likes plumbing. Omar Bell likes it too."), "names",
                      "language_and_names", "Omar Bell"),
    "copied": (copied, "copied", "", case().reviews[0].section("iro_view").minutes[0].text[:40]),
    "a postcode": (written("safety", "The bus stops at LS8 4QX."), "contact",
                   "language_and_names", "LS8 4QX"),
    "somebody else's": (written("health", "His dad was convicted in 2020."), "third_party", "",
                        "convicted"),
    "hurtful": (written("identity", "He is settled in his placement."), "language", "",
                "placement"),
    "initials": (written("health", "The SDQ was done."), "initials", "", "SDQ"),
    "no view": (emptied("iro_view"), "iro_view", "", "My view as reviewing officer"),
    "nothing on learning": (emptied("learning"), "schedule_7", "schedule_7",
                            "7. School, learning, work and fun"),
    "no plan B": (without_plan_b, "plan", "permanence_by_second", "Plan B\tnone written down"),
    "a code that does not fit": (headed(participation=Participation(code="PN0")), "",
                                 "participation_fits", "Under 4"),
    "late": (late, "", "review_in_time", "3 days after"),
    "sent late": (sent_late, "", "decisions_in_time", "Recommendations sent"),
    "no private talk": (headed(private_conversation=PrivateConversation()), "", "private_talk",
                        "Not written down"),
    "plan not seen": (plan_not_seen, "", "papers_seen", "Missing"),
    "adjourned too long": (adjourned, "", "adjourned_properly", "Adjourned to"),
    "place not chosen": (headed(place_chosen_by=""), "", "place_and_people", "Not written down"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_that_a_planted_fault_is_found_with_its_words_and_nothing_else(name: str) -> None:
    plant, check, question, words = FAULTS[name]
    found = quality(plant(before()))
    usual = {one.problem for one in clean().found}
    fresh = [one for one in found.found if one.problem not in usual]
    assert {one.check for one in fresh} - {check, "section"} == set()
    if check:
        shown = [one.evidence.text for one in fresh if one.check == check and one.evidence]
        assert any(words in text for text in shown), shown
    answered = no_answers(found) - no_answers(clean())
    assert answered == ({question} if question else set())
    if question:
        outcome = found.outcome(question)
        assert outcome is not None
        assert any(words in evidence.text for evidence in outcome.evidence), outcome


def no_answers(found: Quality) -> set[str]:
    return {one.question for one in found.outcomes if one.reply is Reply.NO}


def test_that_a_clean_record_stays_clean() -> None:
    assert clean().found == ()
    assert clean().barriers == ()
    assert no_answers(clean()) == set()


@pytest.mark.parametrize("name", ["baby", "fourteen", "posy", "six"])
def test_that_records_of_other_children_have_no_fault_that_is_none(name: str) -> None:
    found = read_case_file(next((Path(__file__).parents[1] / "cases").rglob(f"{name}.json")))
    one = quality((found.child, found.reviews[-1]))
    assert no_answers(one) == set()
    assert {f.check for f in one.found} <= {"two_actions", "long_sentence", "initials"}


def test_that_every_question_gets_an_answer_or_passages_and_never_a_guess() -> None:
    asked = by().questions.questions
    assert [one.question for one in clean().outcomes] == [question.id for question in asked]
    for question, outcome in zip(asked, clean().outcomes, strict=True):
        if question.kind is QuestionKind.JUDGED:
            assert outcome.reply is Reply.TO_JUDGE
        if outcome.reply in (Reply.NO, Reply.CANNOT_TELL, Reply.DOES_NOT_APPLY):
            assert outcome.because
        check_evidence(outcome)


def check_evidence(outcome: Outcome) -> None:
    for evidence in outcome.evidence:
        assert evidence.text.strip()
        assert not says_nothing(evidence.text)


def test_that_evidence_is_what_stands_at_its_place_in_the_file() -> None:
    found = quality(written("health", "The SDQ was done. He is in placement.")(before()))
    child, review = written("health", "The SDQ was done. He is in placement.")(before())
    made = document_bytes("minutes", view(child, review, COUNCIL), context_of(child, review))
    texts = opened_and_read(made, by())[1].texts
    shown = [e for o in found.outcomes for e in o.evidence]
    shown += [f.evidence for f in found.found if f.evidence is not None]
    assert len(shown) > 50
    for one in shown:
        assert texts[one.at][one.start : one.start + one.length][:160] == one.text


def test_that_what_a_document_does_not_hold_cannot_be_told() -> None:
    for document in ("recommendations", "one_page", "letter"):
        found = quality(before(), document)
        assert no_answers(found) <= {"language_and_names"}
        unknown = found.outcome("midway_check")
        assert unknown is not None
        assert unknown.reply is Reply.CANNOT_TELL


def test_that_what_a_copy_leaves_out_is_not_said_to_be_nowhere() -> None:
    child, review = sample_child(), sample_review()
    child = msgspec.structs.replace(child, plans=(), midway_checks=())
    head = msgspec.structs.replace(review.head, private_conversation=PrivateConversation())
    review = msgspec.structs.replace(review, head=head)
    secret = Line(id="s", text="Only for the annex.", mark=Mark.CONFIDENTIAL)
    part = with_section(review, SectionRecord(id="learning", minutes=(secret,)))
    for one, is_whole in (((child, review), True), ((child, part), False)):
        found = quality(one)
        for question in ("permanence_by_second", "midway_check", "private_talk", "schedule_7"):
            outcome = found.outcome(question)
            assert outcome is not None
            assert outcome.reply is Reply.NO
            assert outcome.because.endswith("Some parts are not in this copy.") is not is_whole


def test_that_an_empty_record_of_ours_says_nothing_of_its_own() -> None:
    """What Heard prints where nobody wrote is known to the checks, and counts as nothing."""
    child = msgspec.structs.replace(sample_child(), views=(), people=())
    review = msgspec.structs.replace(sample_review(recommendations=()), sections=())
    head = msgspec.structs.replace(review.head, attendance=(), unanswered=())
    review = msgspec.structs.replace(review, head=head)
    found = quality_of(exported("minutes", child, review), "e.docx", by(), TODAY)
    empty = {one.evidence.where for one in found.found if one.check == "section" and one.evidence}
    assert "9. Feeling safe and being kept safe" in empty
    assert "ways_and_dates" in no_answers(found)


def test_that_minutes_of_another_council_are_read_as_far_as_they_go() -> None:
    found = quality_of(foreign(), "other.docx", by(), TODAY)
    assert not found.is_ours
    assert "headings known" in found.reach
    assert found.took_part == "PN3"
    assert found.review_date == date(2026, 3, 12)
    weak = [one for one in found.found if one.check == "weak"]
    assert [one.evidence.text for one in weak if one.evidence] == ["Continue"]
    assert no_answers(found) == {"named_and_dated"}
    for question in ("advocate", "midway_check", "schedule_7", "permanence_by_second"):
        outcome = found.outcome(question)
        assert outcome is not None
        assert outcome.reply is Reply.CANNOT_TELL


def foreign() -> bytes:
    document = Document()
    document.add_heading("Minutes of Looked After Child Review", 0)
    table = document.add_table(rows=3, cols=2)
    for row, (label, text) in zip(
        table.rows,
        (("Name of child", "Ali Rook"), ("Date of review", "12/03/2026"),
         ("Participation code", "PN3")),
        strict=True,
    ):  # fmt: skip
        row.cells[0].text, row.cells[1].text = label, text
    for heading, text in (
        ("Health", "Ali has seen the dentist."),
        ("Education", "Ali is in year four."),
        ("Contact", "Ali sees his mother on Sundays. He said “I want to see her more often”."),
        ("Catering", "There were sandwiches."),
    ):
        document.add_heading(heading, 1)
        document.add_paragraph(text)
    document.add_heading("Decisions and recommendations", 1)
    grid = document.add_table(rows=3, cols=3)
    for cells, texts in zip(
        grid.rows,
        (("Action", "By whom", "Timescale"), ("Book the dentist", "Hannah Ellery", "1 May 2026"),
         ("Continue to support Ali", "Hannah Ellery", "asap")),
        strict=True,
    ):  # fmt: skip
        for cell, words in zip(cells.cells, texts, strict=True):
            cell.text = words
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def test_that_nothing_is_asked_of_papers_and_sheets_that_are_no_record() -> None:
    records = {"minutes", "recommendations", "letter", "one_page", "annex"}
    for document in DOCUMENTS:
        one = quality(before(), document.id)
        assert one.is_ours, document.id
        asked = {o.reply for o in one.outcomes} != {Reply.DOES_NOT_APPLY}
        assert asked == (document.id in records), document.id
        assert not one.found or asked, document.id


def test_that_a_feedback_sheet_is_no_record_and_can_be_read_by_everybody() -> None:
    answers = (Answer(id="own_words", grade=Grade.NEEDS_WORK, words="Nothing of theirs."),)
    audit = Audit(id="a1", sha256="0" * 64, reference="SM-1", begun_on=TODAY, answers=answers)
    facts = SheetFacts(on=TODAY, questions={q.id: q.numbered for q in by().questions.questions})
    one = quality_of(sheet_bytes(audit, facts), "feedback.docx", by(), TODAY)
    assert {o.reply for o in one.outcomes} == {Reply.DOES_NOT_APPLY}
    assert one.barriers == ()
