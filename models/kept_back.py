"""What one person's copy does not tell, as a kind of fact, and the words that would tell it.

A parent who may not know where the child lives must not learn it from any copy: not from the home,
the carers, the school, the place of a meeting, nor from a passage that names one of them
(domain.md §4.2 B and the confidential annex; §9 *Minimise*).
"""

from collections.abc import Iterable, Iterator
from datetime import date

from models.child import SOCIAL_WORKER, Child, Home, Person, School
from models.people import FAMILY_KINDS, PersonKind, is_of_the_past, is_the_child, kind_of
from models.recipient import Recipient, RecipientKind
from models.review import Attendance, Review
from models.telltale import Telltale, names_in, phrases_of_person, phrases_of_place
from models.terms import CopyKind, KeptFact, WithheldWhat
from models.withheld import keeps_from

_WITH_ADDRESS = (KeptFact.ADDRESS, KeptFact.SCHOOL, KeptFact.PLACE)
"""School and place of meeting tell where a child is to be found."""
_KNOWN_FAMILY = FAMILY_KINDS - {PersonKind.RELATIVE}


def attendance_of(review: Review, person_id: str | None) -> Attendance | None:
    """Return how a person takes part in the review, or None."""
    return next((a for a in review.head.attendance if a.person_id == person_id), None)


def facts_kept(child: Child, review: Review, recipient: Recipient) -> tuple[KeptFact, ...]:
    """Return the kinds of fact that a recipient's copy does not tell."""
    if recipient.kind is not RecipientKind.PERSON:
        return ()
    part = attendance_of(review, recipient.person_id)
    person = next((p for p in child.people if p.id == recipient.person_id), None)
    kept = set(part.kept_back) if part is not None else set()
    told_not = person is not None and person.may_know_address is False
    if told_not or (part is not None and part.copy is CopyKind.ADDRESS_WITHHELD):
        kept.add(KeptFact.ADDRESS)
    if KeptFact.ADDRESS in kept:
        kept.update(_WITH_ADDRESS)
    return tuple(fact for fact in KeptFact if fact in kept)


def homes_now(child: Child, on: date | None) -> tuple[Home, ...]:
    """Return the homes that may not be told: where the child lives, and what is kept anyway."""
    current = [h for h in child.homes if h.end is None or (on is not None and h.end >= on)]
    names = {h.who.casefold() for h in current if h.who.strip()}
    return tuple(
        h for h in child.homes if h in current or h.address_withheld or h.who.casefold() in names
    )


def schools_now(child: Child, on: date | None) -> tuple[School, ...]:
    """Return the schools that the child goes to."""
    return tuple(s for s in child.schools if s.end is None or (on is not None and s.end >= on))


def tells_home(person: Person, child: Child) -> bool:
    """Return whether somebody's name tells where the child lives: who cares for them there."""
    kind = kind_of(person, child)
    if kind is PersonKind.CHILD or kind in _KNOWN_FAMILY:
        return False
    if kind is PersonKind.CARER:
        return not is_of_the_past(person)
    return person.lives_with_child


def tells_school(person: Person, child: Child) -> bool:
    """Return whether somebody's name tells which school the child goes to."""
    return kind_of(person, child) is PersonKind.SCHOOL


def nameless(person: Person, child: Child) -> str:
    """Return what somebody is called in a copy that does not name them."""
    if tells_school(person, child):
        return "Somebody from school"
    if kind_of(person, child) is PersonKind.CARER:
        return f"Who looks after {child.preferred_name}"
    return f"Somebody who lives with {child.preferred_name}"


def not_named(child: Child, facts: Iterable[KeptFact], recipient: Recipient) -> frozenset[str]:
    """Return the ids of the people that a copy does not name, so that nothing is told by them."""
    facts = set(facts)
    return frozenset(
        person.id
        for person in child.people
        if person.id != recipient.person_id
        and (
            (KeptFact.ADDRESS in facts and tells_home(person, child))
            or (KeptFact.SCHOOL in facts and tells_school(person, child))
        )
    )


def telltale_for(child: Child, review: Review, recipient: Recipient) -> Telltale:
    """Return the words that may not stand anywhere in a recipient's copy."""
    facts = facts_kept(child, review, recipient)
    phrases = set(_of_facts(child, review, facts, not_named(child, facts, recipient)))
    phrases.update(_of_decisions(child, review, recipient))
    return Telltale(phrases, _known_names(child, recipient)) if phrases else Telltale(())


def _of_facts(
    child: Child, review: Review, facts: tuple[KeptFact, ...], unnamed: frozenset[str]
) -> Iterator[str]:
    on = review.head.review_date
    for person in child.people:
        if person.id in unnamed:
            yield from phrases_of_person(person.name)
            yield from phrases_of_place(person.address)
    if KeptFact.ADDRESS in facts:
        for home in homes_now(child, on):
            yield from _of_home(home)
    if KeptFact.SCHOOL in facts:
        for school in schools_now(child, on):
            yield from phrases_of_place(school.name)
    if KeptFact.PLACE in facts:
        for meeting in review.head.meetings:
            yield from phrases_of_place(meeting.place)
        yield from phrases_of_place(review.head.next_review.place)


def _of_home(home: Home) -> Iterator[str]:
    yield from phrases_of_person(home.who)
    yield from phrases_of_place(home.who)
    yield from phrases_of_place(home.address)


def _of_decisions(child: Child, review: Review, recipient: Recipient) -> Iterator[str]:
    """Yield the words of each person, home, school and place that is kept as a whole."""
    kept = {(one.what, one.of) for one in child.withheld if keeps_from(one, recipient)}
    for person in child.people:
        if (WithheldWhat.PERSON, person.id) in kept:
            yield from phrases_of_person(person.name)
    for home in child.homes:
        if (WithheldWhat.HOME, home.id) in kept:
            yield from _of_home(home)
    for school in child.schools:
        if (WithheldWhat.SCHOOL, school.id) in kept:
            yield from phrases_of_place(school.name)
    for meeting in review.head.meetings:
        if (WithheldWhat.PLACE, meeting.id) in kept:
            yield from phrases_of_place(meeting.place)
    if (WithheldWhat.NEXT_PLACE, review.id) in kept:
        yield from phrases_of_place(review.head.next_review.place)


def _known_names(child: Child, recipient: Recipient) -> frozenset[str]:
    """Return names that tell a reader nothing: the child's, their family's, the social worker's.

    Somebody who is kept as a whole is not among them.
    """
    kept = {one.of for one in child.withheld if keeps_from(one, recipient)}
    texts = [child.preferred_name, child.legal_name]
    texts += [w.name for w in child.workers if w.role == SOCIAL_WORKER]
    texts += [
        person.name
        for person in child.people
        if person.id not in kept
        and (
            person.id == recipient.person_id
            or is_the_child(person, child)
            or kind_of(person, child) in _KNOWN_FAMILY
        )
    ]
    return frozenset(word for text in texts for word in names_in(text))
