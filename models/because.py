"""“Because you said…”: what came of each thing that the child said or showed in a review.

It is answered by a recommendation, by something that changed, by an honest "not this time,
because", or by a dispute; or nothing was asked. What nothing answers is shown wherever the IRO
looks, and in the record. Sources: design.md §2; domain.md §10.2.
"""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from models.child import Child, Dispute, Value, View
from models.edits import Edit, Opened, Put, SetHead
from models.review import Recommendation, ReviewHead, Unanswered
from models.taking_part import ChangeMade
from models.terms import Term, ViewMethod
from models.text import Quote, SpanKind

TOOK_PART = frozenset({ViewMethod.CHAIRED, ViewMethod.CHOSE_FIRST, ViewMethod.SHOOK_HANDS})
"""Ways of having a say in how the review goes: they mean what they are, and ask for nothing."""


class Came(Term):
    """What came of something that was said or shown."""

    RECOMMENDATION = "recommendation", "a recommendation"
    CHANGE = "change", "something changed"
    NOT_THIS_TIME = "not_this_time", "not this time, because…"
    DISPUTE = "dispute", "I raised it with the council"
    NOTHING_ASKED = "nothing_asked", "nothing is asked here"


class Outcome(Value, frozen=True, kw_only=True):
    """One thing that came of it: the id of what answers, and a recommendation's number."""

    kind: Came
    id: str = ""
    number: int = 0


class Said(Value, frozen=True, kw_only=True):
    """Something the child said or showed; ``key`` is the quotation's id, else the entry's.

    ``text`` is the exact words where ``is_words``, else what was seen.
    """

    key: str
    text: str
    is_words: bool
    on: date | None = None
    wants_answer: bool = True
    outcomes: tuple[Outcome, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nothing has answered it yet."""
        return self.wants_answer and not self.outcomes


def said_in(opened: Opened) -> tuple[Said, ...]:
    """Return what was said and shown in the open review, in reading order.

    Words on a confidential line are left out: they stay in their line.
    """
    child, review = opened.child, opened.the_review
    secret = secret_words(opened)
    came = outcomes(review.head, child.disputes, child.views)
    words = [
        Said(key=q.id, text=q.text, is_words=True, on=q.said_on, outcomes=came.get(q.id, ()))
        for q in words_of_this_review(opened)
        if q.id not in secret and q.text.strip()
    ]
    shown = [
        Said(
            key=view.id,
            text=view.description,
            is_words=False,
            on=view.on,
            wants_answer=wants_answer(view),
            outcomes=came.get(view.id, ()),
        )
        for view in child.views
        if view.review_id == review.id and is_shown_only(view)
    ]
    return (*words, *shown)


def answerable(opened: Opened, kept: Iterable[str] = ()) -> tuple[Said, ...]:
    """Return what a recommendation can answer: words, those of ``kept`` ids too, and what was seen.

    What came of them is left out.
    """
    words = (Said(key=q.id, text=q.text, is_words=True) for q in words_of_this_review(opened, kept))
    mine = opened.the_review.id
    seen = (
        Said(key=view.id, text=view.description, is_words=False)
        for view in opened.child.views
        if view.review_id == mine and is_shown_only(view)
    )
    return (*words, *seen)


def answers_of(opened: Opened, wish: Unanswered) -> tuple[str, ...]:
    """Return the keys of what a "not this time" answers, an entry of the log that it names too."""
    logged = next((key_of(v) for v in opened.child.views if v.id == wish.view_id), None)
    return tuple(dict.fromkeys((*wish.answers, *((logged,) if logged else ()))))


def still_open(opened: Opened) -> tuple[Said, ...]:
    """Return what nothing has answered yet."""
    return tuple(one for one in said_in(opened) if one.is_open)


def key_of(view: View) -> str:
    """Return what an answer to an entry names: its quotation's id, else its own."""
    return view.words_id or view.id


def is_shown_only(view: View) -> bool:
    """Return whether an entry of the views log tells what was seen, without words."""
    return view.words is None and view.quote_id is None and bool(view.description.strip())


def wants_answer(view: View) -> bool:
    """Return whether something has to come of an entry: of words always, not of what was seen."""
    is_watched = view.method is ViewMethod.OBSERVATION or view.method in TOOK_PART
    return bool(view.words_id) or not is_watched


def outcomes(
    head: ReviewHead, disputes: Iterable[Dispute] = (), views: Iterable[View] = ()
) -> Mapping[str, tuple[Outcome, ...]]:
    """Return what came of each thing said, by its key; also of a copy that may be read."""
    found: dict[str, tuple[Outcome, ...]] = {}
    keys = {view.id: key_of(view) for view in views}

    def add(keys: Iterable[str | None], outcome: Outcome) -> None:
        for key in dict.fromkeys(keys):
            if key:
                found[key] = (*found.get(key, ()), outcome)

    for number, made in enumerate(head.recommendations, 1):
        outcome = Outcome(kind=Came.RECOMMENDATION, id=made.id, number=number)
        add((*made.answers, made.child_words), outcome)
    for change in head.changes:
        add(change.answers, Outcome(kind=Came.CHANGE, id=change.id))
    for wish in head.unanswered:
        if wish.reason.strip():
            logged = keys.get(wish.view_id or "")
            add((*wish.answers, logged), Outcome(kind=Came.NOT_THIS_TIME, id=wish.id))
    for dispute in disputes:
        add(dispute.answers, Outcome(kind=Came.DISPUTE, id=dispute.id))
    add(head.nothing_asked, Outcome(kind=Came.NOTHING_ASKED))
    return found


def answered_keys(
    head: ReviewHead, disputes: Iterable[Dispute] = (), views: Iterable[View] = ()
) -> frozenset[str]:
    """Return the keys of what something answers; that nothing is asked is no answer here."""
    came = outcomes(head, disputes, views).items()
    return frozenset(key for key, of in came if any(o.kind is not Came.NOTHING_ASKED for o in of))


def words_of_this_review(opened: Opened, kept: Iterable[str] = ()) -> tuple[Quote, ...]:
    """Return the quotations of this review, and those of ``kept`` ids, in reading order."""
    review, also = opened.the_review, frozenset(kept)
    found = {quote.id: quote for record in review.sections for quote in record.quotes}
    named = {line.quote for record in review.sections for line in (*record.notes, *record.minutes)}
    for mine in (True, False):
        for view in opened.child.views:
            if view.words is None:
                continue
            is_mine = view.review_id == review.id or view.words.id in also
            if is_mine if mine else view.words.id in named:
                found[view.words.id] = view.words
    return tuple(found.values())


def secret_words(opened: Opened) -> frozenset[str]:
    """Return the ids of quotations that stand on a confidential line."""
    return frozenset(
        line.quote
        for record in opened.the_review.sections
        for line in (*record.notes, *record.minutes)
        if line.quote is not None and any(span.kind is SpanKind.CONFIDENTIAL for span in line.spans)
    )


def answered(opened: Opened, key: str, came: Came, text: str, of: str, fresh: str) -> Edit | None:
    """Return the edit that says what came of it; None while too little was said.

    ``of`` is the id of the recommendation, change or dispute that answers, else ``text`` words a
    new one; ``fresh`` is its id. The child's words are named, never copied.
    """
    head, words = opened.the_review.head, text.strip()
    if came is Came.NOTHING_ASKED:
        return SetHead(head=_nothing_asked(head, (key,)))
    if came is Came.NOT_THIS_TIME:
        wish = Unanswered(id=fresh, worry="", reason=words, answers=(key,))
        return Put(item=wish) if words else None
    known = _known(opened.child, head, came, of)
    if known is not None:
        return Put(item=_with_answer(known, key))
    if came is Came.RECOMMENDATION and words:
        return Put(item=Recommendation(id=fresh, what=words, answers=(key,)))
    if came is Came.CHANGE and words:
        return Put(item=ChangeMade(id=fresh, what=words, answers=(key,)))
    return None


def rest_asks_nothing(opened: Opened) -> Edit:
    """Return the edit that says of everything still open that nothing is asked there."""
    head = opened.the_review.head
    return SetHead(head=_nothing_asked(head, (one.key for one in still_open(opened))))


def asked_after_all(head: ReviewHead, key: str) -> Edit:
    """Return the edit that takes back that nothing was asked."""
    left = tuple(one for one in head.nothing_asked if one != key)
    return SetHead(head=msgspec.structs.replace(head, nothing_asked=left))


def _nothing_asked(head: ReviewHead, keys: Iterable[str]) -> ReviewHead:
    known = tuple(dict.fromkeys((*head.nothing_asked, *keys)))
    return msgspec.structs.replace(head, nothing_asked=known)


_Answering = Recommendation | ChangeMade | Dispute


def _known(child: Child, head: ReviewHead, came: Came, of: str) -> _Answering | None:
    there: tuple[_Answering, ...] = ()
    if came is Came.RECOMMENDATION:
        there = head.recommendations
    elif came is Came.CHANGE:
        there = head.changes
    elif came is Came.DISPUTE:
        there = child.disputes
    return next((one for one in there if one.id == of), None)


def _with_answer(one: _Answering, key: str) -> _Answering:
    return msgspec.structs.replace(one, answers=tuple(dict.fromkeys((*one.answers, key))))
