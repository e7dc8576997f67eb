"""A copy of a signed version leaves out what is kept from its reader by now."""

from datetime import date

import msgspec

from models.disclosure import COUNCIL, Recipient, RecipientKind, view
from models.edits import Opened
from models.kept_since import with_what_is_kept_now
from models.removing import child_after
from models.review import Attendance
from models.terms import CopyKind, KeptFact, WithheldWhat
from models.text import Span, SpanKind
from models.withheld import Keeping, decided
from tests.support.marked import DAD, MANY, MUM, OPEN, Marked, marked_case, word

MUMS = Recipient(kind=RecipientKind.PERSON, person_id=MUM)


def case(marked: Marked = OPEN) -> Opened:
    child, review = marked_case((marked,) * MANY)
    return Opened(child=child, review=review)


def read_by(opened: Opened, reader: Recipient = MUMS) -> str:
    return msgspec.json.encode(view(opened.child, opened.the_review, reader)).decode()


def test_that_everything_kept_from_her_since_it_was_signed_is_out_of_her_copy() -> None:
    signed, now = case(), case(Marked(people=(MUM,)))
    assert word(0) in read_by(signed)
    merged = read_by(with_what_is_kept_now(signed, now))
    assert [n for n in range(MANY) if word(n) in merged] == []


def test_that_what_was_kept_when_it_was_signed_stays_kept() -> None:
    signed, now = case(Marked(people=(MUM,))), case()
    merged = with_what_is_kept_now(signed, now)
    assert [n for n in range(MANY) if word(n) in read_by(merged)] == []
    assert word(0) in read_by(merged, Recipient(kind=RecipientKind.PERSON, person_id=DAD))


def test_that_a_line_written_anew_is_kept_as_a_whole() -> None:
    signed, now = case(), case()
    record = now.the_review.sections[0]
    span = Span(start=0, length=3, kind=SpanKind.WITHHELD, withheld_from=(MUM,))
    line = msgspec.structs.replace(record.minutes[0], text="Written anew.", spans=(span,))
    record = msgspec.structs.replace(record, minutes=(line, *record.minutes[1:]))
    review = msgspec.structs.replace(
        now.the_review, sections=(record, *now.the_review.sections[1:])
    )
    merged = with_what_is_kept_now(signed, msgspec.structs.replace(now, review=review))
    assert word(0) not in read_by(merged)
    assert word(0) in read_by(merged, COUNCIL)


def test_that_whoever_may_not_know_the_address_by_now_is_not_told_it() -> None:
    signed, now = case(), case()
    mum, *others = now.the_review.head.attendance[1:]
    kept = msgspec.structs.replace(mum, kept_back=(KeptFact.LEGAL,), copy=CopyKind.PART)
    late = Attendance(person_id="late", copy=CopyKind.ADDRESS_WITHHELD)
    head = msgspec.structs.replace(now.the_review.head, attendance=(kept, *others, late))
    review = msgspec.structs.replace(now.the_review, head=head)
    merged = with_what_is_kept_now(signed, msgspec.structs.replace(now, review=review))
    mine = view(merged.child, merged.the_review, MUMS)
    assert mine.kept_back == (KeptFact.LEGAL,)
    lates = Recipient(kind=RecipientKind.PERSON, person_id="late")
    told = view(merged.child, merged.the_review, lates)
    assert KeptFact.ADDRESS in told.kept_back


def test_that_two_decisions_about_one_thing_are_added_up() -> None:
    signed, now = case(), case()

    def deciding(opened: Opened, *people: str) -> Opened:
        keeping = Keeping(people=people, why="x", by="M", on=date(2026, 12, 1))
        one = decided(WithheldWhat.SAID, DAD, keeping, "r2")
        child = msgspec.structs.replace(opened.child, withheld=(one,))
        return msgspec.structs.replace(opened, child=child)

    merged = with_what_is_kept_now(deciding(signed, MUM), deciding(now, "nurse"))
    assert merged.child.withheld[0].withheld_from == (MUM, "nurse")


def test_that_clearing_a_review_keeps_what_is_kept_and_forgets_why() -> None:
    opened = case(Marked(people=(MUM,)))
    (one, *others) = child_after(opened.child, opened.the_review).withheld
    assert (one.withheld_from, one.why) == ((MUM,), "")
    assert {other.why for other in others} == {""}
