"""Clearing the working copy: what goes, what stays, what stops it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from models.calendar import WorkingCalendar
from models.child import Child, Dispute, Hold
from models.disputes import closed
from models.removing import Kept, child_after, cleared, is_uploaded, leaving, removal, usual_day
from models.review import Review, ReviewHead, Sending, SignedVersion
from models.store_rows import ExportRow
from models.terms import HoldKind
from tests.support.sample import TODAY, sample_child, sample_review

NOW = datetime(2026, 12, 4, 9, 0, tzinfo=UTC)
ON = date(2026, 12, 20)
SIGNED = (
    SignedVersion(number=1, signed_at=NOW, by="Morag Bell"),
    SignedVersion(number=2, signed_at=NOW + timedelta(days=1), by="Morag Bell", reason="A date."),
)


def a_review(**changes: Any) -> Review:
    review = sample_review(completed_on=TODAY)
    head = msgspec.structs.replace(review.head, versions=SIGNED, **changes)
    return msgspec.structs.replace(review, head=head)


def an_export(review: Review, **changes: Any) -> ExportRow:
    row = ExportRow(
        number=1,
        child_id=review.child_id,
        review_id=review.id,
        document="minutes",
        version=2,
        recipient="council",
        folder="Documents",
        half=".heard-1.tmp",
        name="minutes.docx",
        started_at=NOW,
        completed_at=NOW,
        sha256="ab" * 32,
        uploaded_on=ON,
    )
    return msgspec.structs.replace(row, **changes)


def stops(child: Child, review: Review, *exports: ExportRow) -> tuple[str, ...]:
    return removal(child, review, exports, Kept()).stops


def texts(value: Any) -> set[str]:
    """Return every text in a value, wherever it stands."""
    if isinstance(value, dict):
        return {text for inner in value.values() for text in texts(inner)}
    if isinstance(value, list):
        return {text for inner in value for text in texts(inner)}
    return {value} if isinstance(value, str) else set()


@pytest.mark.parametrize(
    "changes",
    [
        {"uploaded_on": None},
        {"version": 1},
        {"document": "recommendations"},
        {"recipient": "copy:p1"},
        {"review_id": "another"},
    ],
)
def test_that_only_the_record_last_signed_and_uploaded_for_the_council_counts(
    changes: dict[str, Any],
) -> None:
    review = a_review()
    assert is_uploaded(review, [an_export(review)])
    assert not is_uploaded(review, [an_export(review, **changes)])


def test_that_an_uploaded_record_may_be_cleared_and_nothing_else_may() -> None:
    review, child = a_review(), msgspec.structs.replace(sample_child(), disputes=())
    assert stops(child, review, an_export(review)) == ()
    assert len(stops(child, review)) == 1
    unsigned = msgspec.structs.replace(
        review, head=msgspec.structs.replace(review.head, versions=())
    )
    assert stops(child, unsigned, an_export(unsigned)) == ("The record is not signed off yet.",)


def test_that_an_open_dispute_stops_it_and_a_closed_one_does_not() -> None:
    review = a_review()
    dispute = Dispute(id="d1", opened_on=date(2026, 12, 1))
    child = msgspec.structs.replace(sample_child(), disputes=(dispute,))
    assert any("dispute" in stop for stop in stops(child, review, an_export(review)))
    child = msgspec.structs.replace(child, disputes=(closed(dispute, ON, resolved=True),))
    assert stops(child, review, an_export(review)) == ()


@pytest.mark.parametrize("kind", list(HoldKind))
def test_that_a_hold_stops_it_until_it_is_ended(kind: HoldKind) -> None:
    review = a_review()
    hold = Hold(id="h1", kind=kind, since=ON)
    child = msgspec.structs.replace(sample_child(), disputes=(), holds=(hold,))
    assert any(kind.label in stop for stop in stops(child, review, an_export(review)))
    assert any(kind.label in stop for stop in leaving(child, 1).stops)
    ended = msgspec.structs.replace(hold, until=ON)
    child = msgspec.structs.replace(child, holds=(ended,))
    assert stops(child, review, an_export(review)) == ()
    assert leaving(child, 1).is_allowed


def test_that_no_word_of_notes_minutes_or_the_private_talk_is_left() -> None:
    review = a_review()
    after = cleared(review, ON)
    left = texts(msgspec.to_builtins(after))
    for record in review.sections:
        for line in (*record.notes, *record.minutes):
            assert not line.text.strip() or line.text not in left
        for quote in record.quotes:
            assert quote.text not in left
    assert not review.head.private_conversation.text or (
        review.head.private_conversation.text not in left
    )


def test_that_recommendations_people_and_dates_stay() -> None:
    review = a_review()
    before, after = review.head, cleared(review, ON).head
    for name in ("number", "type", "review_date", "completed_on", "limit", "sending", "versions"):
        assert getattr(after, name) == getattr(before, name), name
    assert [(r.id, r.what, r.who, r.by) for r in after.recommendations] == [
        (r.id, r.what, r.who, r.by) for r in before.recommendations
    ]
    assert [a.person_id for a in after.attendance] == [a.person_id for a in before.attendance]
    assert after.cleared_on == ON


def test_that_a_field_that_is_not_named_goes() -> None:
    kept = {
        *("number", "type", "review_date", "completed_on", "limit", "late_reason", "meetings"),
        *("place_chosen_by", "chair", "agenda_order", "order_chosen_by", "sending", "versions"),
        *("confidentiality_explained", "attendance", "papers", "duties", "private_conversation"),
        *("participation", "recommendations", "adjournment", "next_review", "write_up_opened"),
        *("agenda_version", "law_version", "template_version", "cleared_on"),
    }
    fresh = ReviewHead(number=5, type=a_review().head.type)
    after = cleared(a_review(what_changed="He stays.", late_note="Ill."), ON).head
    for name in ReviewHead.__struct_fields__:
        if name not in kept:
            assert getattr(after, name) == getattr(fresh, name), name


def test_that_the_views_log_stays_but_for_words_that_were_marked_in_the_notes() -> None:
    review, child = a_review(), sample_child()
    gone = {quote.id for record in review.sections for quote in record.quotes}
    after = child_after(child, review)
    assert [v.id for v in after.views] == [v.id for v in child.views]
    assert not any(view.quote_id in gone for view in after.views)
    assert [v.words for v in after.views] == [v.words for v in child.views]


def test_that_the_usual_day_is_twenty_working_days_after_everybody_has_the_record() -> None:
    calendar = WorkingCalendar()
    assert usual_day(a_review(sending=Sending()), calendar) is None
    sent = a_review(sending=Sending(distributed=date(2026, 12, 18)))
    assert usual_day(sent, calendar) == date(2027, 1, 20)  # three bank holidays between


def test_that_what_goes_is_said_with_numbers() -> None:
    review = a_review()
    kept = Kept(states=3, backups=1, asides=("replaced-000001",))
    said = removal(sample_child(), review, [an_export(review)], kept)
    told = " ".join(said.goes)
    assert "3 kept states" in told
    assert "1 older backup on" in told
    assert f"{len(review.head.recommendations)} recommendation" in " ".join(said.stays)
    assert "replaced-000001" in " ".join(said.stays)
