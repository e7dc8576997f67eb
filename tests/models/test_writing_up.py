"""Bringing notes over to the minutes, and signing the record off."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from models.apply import apply
from models.bringing import bring_over
from models.child import Child
from models.edits import Opened, SetHead
from models.feedback_values import Feedback
from models.review import NextReview, Recommendation, Review, ReviewHead, SectionRecord
from models.signing import (
    Signing,
    SigningError,
    fingerprint,
    is_changed_since_signing,
    next_version,
    signed,
)
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


def _signed(opened: Opened, by: str = "Ruth", reason: str = "", **more: object) -> Opened:
    signing = msgspec.convert({"by": by, "at": NOW, "today": TODAY, "reason": reason}, Signing)
    head = signed(opened, msgspec.structs.replace(signing, **more))
    return apply(opened, SetHead(head=head))


def test_that_signing_makes_the_next_version_and_dates_the_record_once() -> None:
    opened = _opened()
    assert next_version(opened.the_review) == 1
    first = _signed(opened, " Ruth ")
    version = first.the_review.head.versions[0]
    assert (version.number, version.by) == (1, "Ruth")
    assert first.the_review.head.sending.record_done == TODAY
    second = _signed(first, reason="a name was wrong", today=date(2026, 12, 1)).the_review.head
    assert [version.number for version in second.versions] == [1, 2]
    assert second.sending.record_done == TODAY


def test_that_a_version_bears_the_hash_of_what_was_frozen_and_no_other_has_it() -> None:
    first = _signed(_opened(minutes=NOTES[:1]))
    version = first.the_review.head.versions[0]
    assert version.sha256 == fingerprint(first)
    assert version.sha256 != fingerprint(_opened(minutes=NOTES[:2]))
    assert len(version.sha256) == 64


def test_that_a_later_version_says_where_it_differs_from_the_one_before() -> None:
    first = _signed(_opened(minutes=NOTES[:1]))
    again = apply(
        first,
        SetHead(
            head=msgspec.structs.replace(
                first.the_review.head,
                next_review=NextReview(planned=date(2027, 2, 1)),
                recommendations=(Recommendation(id="a", what="Book the match"),),
            )
        ),
    )
    second = _signed(again, reason="agreed by phone", before=first.the_review).the_review.head
    assert second.versions[1].changes == ("recommendation:1", "next_review")
    same = _signed(first, reason="a second copy", before=first.the_review).the_review.head
    assert same.versions[1].changes == ()


@pytest.mark.parametrize("fault", ["incomplete", "nobody", "no reason"])
def test_that_signing_is_refused_with_what_to_do(fault: str) -> None:
    opened = _opened()
    if fault == "incomplete":
        head = msgspec.structs.replace(opened.the_review.head, completed_on=None)
        opened = apply(opened, SetHead(head=head))
    if fault == "no reason":
        opened = _signed(opened)
    with pytest.raises(SigningError) as refused:
        _signed(opened, "" if fault == "nobody" else "Ruth")
    assert refused.value.remedy


def test_that_only_what_a_document_shows_counts_as_a_change() -> None:
    frozen = _opened(notes=NOTES, quotes=QUOTES, minutes=NOTES[:1]).the_review
    sent = msgspec.structs.replace(
        frozen.head, sending=msgspec.structs.replace(frozen.head.sending, decisions_sent=TODAY)
    )
    assert not is_changed_since_signing(msgspec.structs.replace(frozen, head=sent), frozen)
    told = Feedback(id="f1", sha256="0" * 64, received_on=date(2026, 12, 1))
    heard = msgspec.structs.replace(frozen.head, feedback=(told,))
    assert not is_changed_since_signing(msgspec.structs.replace(frozen, head=heard), frozen)
    other = _opened(notes=NOTES, quotes=QUOTES, minutes=NOTES[:2]).the_review
    assert is_changed_since_signing(other, frozen)
