"""The council's replies on a sheet of their own: who said what, on which day, and what is awaited.

The signed record never changes for them; the sheet is made of what stands in the ledger now.
"""

from datetime import date

import msgspec

from export.documents import document, recipient_of
from export.going_out import going_out
from export.phrases import short_date
from export.reader.reading import read_document
from export.reader.understanding import understood
from models.child import Child, Reply
from models.completing import with_ledger
from models.disclosure import COUNCIL
from models.edits import Opened
from models.kept_since import with_what_came_since
from models.review import Review, Sending
from models.terms import CouncilReply
from tests.support.documents import context_of, exported, tables, texts, whole
from tests.support.sample import TODAY, sample_child, sample_review

REVIEW = sample_review(completed_on=TODAY)
WAITING = with_ledger(sample_child(), REVIEW)
AGREED = Reply(reply=CouncilReply.AGREED, on=date(2026, 12, 7), manager="Peter Osei")
REFUSED = Reply(
    reply=CouncilReply.NOT_AGREED, on=date(2026, 12, 9), manager="Ann Bux", reason="no money for it"
)
NEVER_CAME = Reply(reply=CouncilReply.NO_REPLY_DEEMED, on=date(2026, 12, 11))


def answered(*replies: Reply | None, child: Child = WAITING, review: Review = REVIEW) -> Child:
    """Return the child with the first recommendations of the review answered, in order."""
    left = list(replies)
    ledger = tuple(
        msgspec.structs.replace(one, reply=left.pop(0)) if left and one.review_id == review.id
        else one
        for one in child.ledger
    )  # fmt: skip
    return msgspec.structs.replace(child, ledger=ledger)


def offered(child: Child) -> bool:
    return "replies" in {item.document_id for item in going_out(child, REVIEW)}


def test_that_each_recommendation_stands_with_its_reply_its_reason_its_day_and_who_replied() -> (
    None
):
    content = exported("replies", answered(AGREED, REFUSED, NEVER_CAME), REVIEW)
    header, *rows = tables(content)[0]
    assert header == ["No.", "What", "Who", "By when", "Council’s reply"]
    made = REVIEW.head.recommendations
    assert [row[0] for row in rows] == [str(n) for n in range(1, len(made) + 1)]
    assert [row[1] for row in rows] == [one.what for one in made]
    assert [row[4] for row in rows[:3]] == [
        "Agreed\n7 December 2026 · Peter Osei",
        "Not agreed\nNo money for it.\n9 December 2026 · Ann Bux",
        "No reply, taken as agreed\n11 December 2026",
    ]
    ways = "1 agreed, 1 not agreed and 1 taken as agreed without a reply"
    assert f"3 recommendations: {ways}." in texts(content)
    assert "Last reply\tFriday 11 December 2026" in texts(content)


def test_that_what_is_awaited_says_so_with_the_day_by_which_it_is_due() -> None:
    content = exported("replies", answered(None, AGREED), REVIEW)
    awaited = [row[4] for row in tables(content)[0][1:] if not row[4].startswith("Agreed")]
    due = context_of(WAITING, REVIEW).due.reply
    assert due is not None
    assert awaited == [f"Reply awaited\nDue by {short_date(due)}"] * 2
    assert "3 recommendations: 1 agreed and 2 still awaited." in texts(content)


def test_that_a_refusal_without_a_reason_says_that_none_was_given() -> None:
    bare = msgspec.structs.replace(REFUSED, reason=" ")
    assert "No reason was given." in texts(exported("replies", answered(bare), REVIEW))


def test_that_it_is_offered_once_something_was_replied_and_is_for_the_council() -> None:
    assert not offered(WAITING)
    assert not offered(answered(Reply(reply=CouncilReply.PENDING)))
    assert offered(answered(None, AGREED))
    assert recipient_of(document("replies"), WAITING) == COUNCIL


def test_that_an_earlier_reviews_replies_are_not_this_reviews() -> None:
    earlier = [p for p in WAITING.ledger if p.review_id != REVIEW.id and p.reply is not None]
    assert earlier
    assert not offered(WAITING)


def test_that_replies_that_came_after_signing_are_told_of_the_version_as_it_was_signed() -> None:
    signed = Opened(child=WAITING, review=REVIEW)
    sent = Sending(decisions_sent=date(2026, 12, 4))
    other = tuple(
        msgspec.structs.replace(one, what="Something else") for one in REVIEW.head.recommendations
    )
    head = msgspec.structs.replace(REVIEW.head, sending=sent, recommendations=other)
    now = Opened(child=answered(AGREED), review=msgspec.structs.replace(REVIEW, head=head))
    told = with_what_came_since(signed, now)
    said = whole(exported("replies", told.child, told.the_review))
    assert "7 December 2026 · Peter Osei" in said
    assert "Something else" not in said
    assert "4 December 2026" in said


def test_that_it_is_read_back_as_what_it_is_with_every_reply() -> None:
    child = answered(AGREED, REFUSED)
    record = understood(read_document(exported("replies", child, REVIEW)))
    assert (record.kind, record.is_ours, record.child) == ("replies", True, child.preferred_name)
    assert record.review_number == REVIEW.head.number
    replies = [one.reply for one in record.recommendations]
    assert replies[0].startswith("Agreed")
    assert "No money for it." in replies[1]
    assert [one.by for one in record.recommendations] == [
        one.by for one in REVIEW.head.recommendations
    ]
