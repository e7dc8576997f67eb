"""Bringing notes over to the minutes, and signing the record off."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from models.apply import apply
from models.bringing import bring_over
from models.child import Child
from models.edits import Opened
from models.review import Review, ReviewHead, SectionRecord
from models.signing import SigningError, is_changed_since_signing, next_version, signed
from models.terms import ReviewType
from models.text import Line, Mark, Quote, Span, SpanKind

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def _opened(**section: object) -> Opened:
    child = Child(id="c", preferred_name="Robin", born=date(2015, 1, 1))
    head = ReviewHead(number=2, type=ReviewType.SECOND, completed_on=TODAY)
    record = msgspec.convert({"id": "home", **section}, SectionRecord)
    review = Review(id="r", child_id="c", head=head, sections=(record,))
    return Opened(child=child, review=review)


NOTES = (
    Line(id="1", text="settled"),
    Line(id="2", mark=Mark.WORDS, quote="q"),
    Line(id="3", text="secret", mark=Mark.CONFIDENTIAL),
    Line(id="4", text="book the match", mark=Mark.RECOMMENDATION),
    Line(id="5", text="no sleepovers", mark=Mark.WORRY),
    Line(id="6", text="  "),
    Line(id="7", text="a half secret", spans=(Span(start=2, length=4, kind=SpanKind.WITHHELD),)),
)
QUOTES = (Quote(id="q", text="I want swiming"),)


def test_that_bringing_over_keeps_words_secrets_and_spans_and_leaves_recommendations() -> None:
    opened = _opened(notes=NOTES, quotes=QUOTES)
    edit = bring_over(opened.the_review.section("home"))
    assert edit is not None
    minutes = apply(opened, edit).the_review.section("home").minutes
    assert [(line.text, line.mark, line.quote) for line in minutes] == [
        ("settled", Mark.NOTE, None),
        ("", Mark.WORDS, "q"),
        ("secret", Mark.CONFIDENTIAL, None),
        ("no sleepovers", Mark.NOTE, None),
        ("a half secret", Mark.NOTE, None),
    ]
    assert minutes[-1].spans == NOTES[-1].spans
    assert not {line.id for line in minutes} & {line.id for line in NOTES}


def test_that_bringing_over_twice_brings_nothing_twice() -> None:
    opened = _opened(notes=NOTES, quotes=QUOTES)
    edit = bring_over(opened.the_review.section("home"))
    assert edit is not None
    assert bring_over(apply(opened, edit).the_review.section("home")) is None


def test_that_one_quotation_in_the_minutes_keeps_no_other_one_out() -> None:
    both = (*QUOTES, Quote(id="r", text="and Mum to watch"))
    notes = (NOTES[1], Line(id="8", mark=Mark.WORDS, quote="r"))
    minutes = (Line(id="a", mark=Mark.WORDS, quote="q"),)
    opened = _opened(notes=notes, quotes=both, minutes=minutes)
    edit = bring_over(opened.the_review.section("home"))
    assert edit is not None
    assert [line.quote for line in edit.lines] == ["r"]


def test_that_chosen_lines_come_alone_and_fill_the_empty_end() -> None:
    opened = _opened(notes=NOTES, quotes=QUOTES, minutes=(Line(id="a"), Line(id="b", text=" ")))
    edit = bring_over(opened.the_review.section("home"), {"1"})
    assert edit is not None
    minutes = apply(opened, edit).the_review.section("home").minutes
    assert [line.text for line in minutes] == ["settled"]


def test_that_signing_makes_the_next_version_and_dates_the_record_once() -> None:
    review = _opened().the_review
    assert next_version(review) == 1
    first = msgspec.structs.replace(review, head=signed(review, " Ruth ", NOW, TODAY))
    assert (first.head.versions[0].number, first.head.versions[0].by) == (1, "Ruth")
    assert first.head.sending.record_done == TODAY
    second = signed(first, "Ruth", NOW, date(2026, 12, 1), "a name was wrong")
    assert [version.number for version in second.versions] == [1, 2]
    assert second.sending.record_done == TODAY


@pytest.mark.parametrize("fault", ["incomplete", "nobody", "no reason"])
def test_that_signing_is_refused_with_what_to_do(fault: str) -> None:
    review = _opened().the_review
    if fault == "incomplete":
        head = msgspec.structs.replace(review.head, completed_on=None)
        review = msgspec.structs.replace(review, head=head)
    if fault == "no reason":
        review = msgspec.structs.replace(review, head=signed(review, "Ruth", NOW, TODAY))
    with pytest.raises(SigningError) as refused:
        signed(review, "" if fault == "nobody" else "Ruth", NOW, TODAY)
    assert refused.value.remedy


def test_that_only_what_a_document_shows_counts_as_a_change() -> None:
    frozen = _opened(notes=NOTES, quotes=QUOTES, minutes=NOTES[:1]).the_review
    sent = msgspec.structs.replace(
        frozen.head, sending=msgspec.structs.replace(frozen.head.sending, decisions_sent=TODAY)
    )
    assert not is_changed_since_signing(msgspec.structs.replace(frozen, head=sent), frozen)
    other = _opened(notes=NOTES, quotes=QUOTES, minutes=NOTES[:2]).the_review
    assert is_changed_since_signing(other, frozen)
