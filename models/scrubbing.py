"""Takes the words that a copy may not hold out of every field of what is handed to a reader.

A line that holds one goes as a whole, a quotation is never shortened, and a recommendation keeps
its number or goes: nothing is put in place of what was taken (design.md §3, the one door).
"""

from collections.abc import Iterator
from enum import Enum
from typing import Any, TypeVar, cast

import msgspec

from models.child import Child, Person, Promise, View
from models.kept_back import (
    facts_kept,
    homes_now,
    nameless,
    not_named,
    schools_now,
    telltale_for,
)
from models.recipient import Disclosed
from models.review import Recommendation, Review, Unanswered
from models.taking_part import Advocacy, ChangeMade, OwnCopy, TakingPart
from models.telltale import Telltale
from models.terms import KeptFact
from models.text import Line, Quote

_T = TypeVar("_T")

_NO_TEXT = frozenset(
    (
        *("id", "person_id", "quote_id", "quote", "line_id", "review_id", "child_id", "section"),
        *("sections", "answers", "child_words", "carried_from", "view_id", "agenda_order"),
        *("code", "place_code", "dismissed_hints", "agenda_version"),
        *("law_version", "template_version", "letter_band", "letter_language", "plan", "plan_b"),
        *("preferred_name", "legal_name", "pronouns", "ids", "documents", "left_out"),
    )
)
"""Fields that hold ids, codes and names everybody knows, never anybody's words."""


def told_to(disclosed: Disclosed, child: Child, review: Review) -> Disclosed:
    """Return a copy without the facts and words that its reader may not have.

    ``child`` and ``review`` are the whole ones, in which those words are found.
    """
    recipient = disclosed.recipient
    facts = facts_kept(child, review, recipient)
    telltale = telltale_for(child, review, recipient)
    if not facts and not telltale:
        return disclosed
    without = _without_facts(disclosed, child, review, facts)
    scrubbed = _Scrubber(telltale).copy(without)
    differs = scrubbed != disclosed
    return msgspec.structs.replace(
        scrubbed, kept_back=facts, parts_withheld=disclosed.parts_withheld or differs
    )


def _without_facts(
    disclosed: Disclosed, child: Child, review: Review, facts: tuple[KeptFact, ...]
) -> Disclosed:
    """Return the copy without what stands in a field of its own."""
    shown, head, on = disclosed.child, disclosed.review.head, review.head.review_date
    unnamed = not_named(child, facts, disclosed.recipient)
    shown = msgspec.structs.replace(
        shown, people=tuple(_person(p, child, unnamed, facts) for p in shown.people)
    )
    if KeptFact.ADDRESS in facts:
        gone = {home.id for home in homes_now(child, on)}
        shown = msgspec.structs.replace(
            shown, homes=tuple(h for h in shown.homes if h.id not in gone)
        )
    if KeptFact.SCHOOL in facts:
        gone = {school.id for school in schools_now(child, on)}
        shown = msgspec.structs.replace(
            shown, schools=tuple(s for s in shown.schools if s.id not in gone)
        )
    if KeptFact.PLACE in facts:
        shown = msgspec.structs.replace(
            shown, views=tuple(msgspec.structs.replace(v, place="") for v in shown.views)
        )
        head = msgspec.structs.replace(
            head,
            meetings=tuple(msgspec.structs.replace(m, place="") for m in head.meetings),
            next_review=msgspec.structs.replace(head.next_review, place=""),
            private_conversation=msgspec.structs.replace(head.private_conversation, place=""),
            place_chosen_by="",
        )
    if KeptFact.LEGAL in facts:
        shown = msgspec.structs.replace(shown, legal_statuses=())
    if KeptFact.BACKGROUND in facts:
        shown = msgspec.structs.replace(
            shown, ethnicity_words="", religion_words="", languages=(), interpreter=""
        )
    made = tuple(_made(r, unnamed) for r in head.recommendations)
    head = msgspec.structs.replace(head, recommendations=made)
    return msgspec.structs.replace(
        disclosed, child=shown, review=msgspec.structs.replace(disclosed.review, head=head)
    )


def _person(
    person: Person, child: Child, unnamed: frozenset[str], facts: tuple[KeptFact, ...]
) -> Person:
    if person.id in unnamed:
        return Person(id=person.id, name=nameless(person, child))
    if KeptFact.ADDRESS in facts and person.lives_with_child:
        return msgspec.structs.replace(person, lives_with_child=False)
    return person


def _made(made: Recommendation, unnamed: frozenset[str]) -> Recommendation:
    return cast("Recommendation", _by_role(made)) if made.person_id in unnamed else made


def _by_role(made: Any) -> Any:
    """Return who is to do something by what they are, not by name."""
    return msgspec.structs.replace(made, who=made.role or "not named in this copy", role="")


class _Scrubber:
    """Takes the words out of one copy."""

    def __init__(self, telltale: Telltale) -> None:
        self._telltale = telltale
        self._gone: set[str] = set()

    def copy(self, disclosed: Disclosed) -> Disclosed:
        if not self._telltale:
            return disclosed
        self._gone = {q.id for q in disclosed.quotes if self._telltale.is_in(q.text)}
        self._gone |= {v.id for v in disclosed.child.views if self._is_told(v)}
        review = disclosed.review
        left = [pair for pair in disclosed.numbered if not self._is_told(pair[1])]
        head = msgspec.structs.replace(review.head, recommendations=tuple(r for _, r in left))
        return msgspec.structs.replace(
            disclosed,
            child=self._inside(disclosed.child),
            review=msgspec.structs.replace(
                review,
                head=self._inside(head),
                sections=tuple(map(self._inside, review.sections)),
            ),
            quotes=self._inside(disclosed.quotes),
            numbers=tuple(number for number, _ in left),
        )

    def _is_told(self, value: object) -> bool:
        """Whether an entry goes as a whole, because its own words hold what may not be told."""
        match value:
            case Line():
                return value.quote in self._gone or self._telltale.is_in(value.text)
            case Quote():
                return value.id in self._gone
            case View():
                return value.words_id in self._gone or not any(self._said(value))
            case Recommendation() | Promise():
                return self._telltale.is_in(value.what)
            case Unanswered():
                return self._telltale.is_in(value.worry)
            case ChangeMade():
                return self._telltale.is_in(value.what)
            case _:
                return False

    def _said(self, logged: View) -> Iterator[bool]:
        yield logged.words is not None or logged.quote_id is not None
        yield bool(self._telltale.left_of(logged.description).strip())

    def _inside(self, value: _T) -> _T:
        """Return a value without the words, whatever it is made of."""
        made: Any = value
        if isinstance(made, msgspec.Struct):
            made = self._struct(made)
        if isinstance(made, tuple):
            left = tuple(self._inside(one) for one in made if not self._is_told(one))
            made = tuple(one for one in left if one != "")
        elif isinstance(made, str) and not isinstance(made, Enum):
            made = self._telltale.left_of(made)
        return cast("_T", made)

    def _struct(self, value: Any) -> Any:
        if isinstance(value, Recommendation | Promise) and self._telltale.is_in(value.who):
            value = _by_role(value)
        changed = {}
        for name in value.__struct_fields__:
            if name in _NO_TEXT:
                continue
            before = getattr(value, name)
            after = self._inside(before)
            if after is not before and after != before:
                changed[name] = after
        if isinstance(value, Recommendation):
            changed |= self._words_left(value)
        return msgspec.structs.replace(value, **changed) if changed else value

    def _words_left(self, made: Recommendation) -> dict[str, Any]:
        """Return the quotations that a recommendation may still name."""
        return {
            "child_words": None if made.child_words in self._gone else made.child_words,
            "answers": tuple(name for name in made.answers if name not in self._gone),
        }


def only_decisions(disclosed: Disclosed) -> Disclosed:
    """Return the copy with no more in it than the record of recommendations needs.

    What a recommendation answers is an entry of the views log or a quotation, by id.
    """
    shown, review = disclosed.child, disclosed.review
    made = review.head.recommendations
    wanted = {name for r in made for name in (*r.answers, r.child_words) if name}
    views = tuple(v for v in shown.views if {v.id, v.words_id} & wanted)
    wanted |= {name for v in views if (name := v.words_id) is not None}
    carried = {r.carried_from for r in made}
    head = msgspec.structs.replace(
        review.head,
        attendance=(),
        papers=(),
        duties=(),
        private_conversation=type(review.head.private_conversation)(),
        what_changed="",
        changes=(),
        nothing_asked=(),
        taking_part=TakingPart(),
        rights=(),
        advocacy=Advocacy(),
        own_copy=OwnCopy(),
        dispute_considered="",
        adjournment=type(review.head.adjournment)(),
    )
    return msgspec.structs.replace(
        disclosed,
        child=msgspec.structs.replace(
            shown,
            people=(),
            schools=(),
            visits=(),
            plans=(),
            midway_checks=(),
            homes=tuple(h for h in shown.homes if h is shown.home),
            views=views,
            ledger=tuple(p for p in shown.ledger if p.review_id == review.id or p.id in carried),
            about_me="",
            access="",
            disputes=(),
        ),
        review=msgspec.structs.replace(review, head=head, sections=()),
        quotes=tuple(q for q in disclosed.quotes if q.id in wanted),
    )
