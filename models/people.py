"""Who somebody is to the child, read from the words with which they were written down.

Relationship and role are free words ("mum", "father's sister, in Leeds", "designated teacher");
what follows from them (closeness, the usual copy, who must be asked) needs a kind. Words that
nothing is known of give UNKNOWN, and then the reviewing officer decides.
"""

import re
from datetime import date

from models.ages import age_on
from models.child import Child, Person, Value
from models.terms import ParentalResponsibility, Term

ADULT_YEARS = 18


class PersonKind(Term):
    """What somebody is to the child."""

    CHILD = "child", "the child"
    PARENT = "parent", "parent"
    SIBLING = "sibling", "brother or sister"
    RELATIVE = "relative", "relative"
    CARER = "carer", "carer"
    FRIEND = "friend", "friend"
    CHAIR = "chair", "reviewing officer"
    COUNCIL = "council", "worker of the council"
    GUARDIAN = "guardian", "children's guardian"
    ADVOCATE = "advocate", "advocate"
    VISITOR = "visitor", "independent visitor"
    SOLICITOR = "solicitor", "solicitor"
    INTERPRETER = "interpreter", "interpreter"
    HEALTH = "health", "health worker"
    SCHOOL = "school", "school or college"
    UNKNOWN = "unknown", "not said yet"


class Closeness(Term):
    """How close somebody is to the child's daily life, the closest first."""

    HOME = "home", "At home"
    FAMILY = "family", "Family"
    FRIENDS = "friends", "Friends and helpers"
    AROUND = "around", "Workers and others"


FAMILY_KINDS = frozenset({PersonKind.PARENT, PersonKind.SIBLING, PersonKind.RELATIVE})
_OWN_LIFE = frozenset({PersonKind.FRIEND, PersonKind.ADVOCATE, PersonKind.VISITOR})
_CHILDREN = frozenset({PersonKind.CHILD, PersonKind.SIBLING, PersonKind.FRIEND})
"""Kinds that are children unless an age says otherwise."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PARENTS = _set("mum mom mam mummy mommy mama mamma mother dad daddy father papa tata baba parent")
_SIBLINGS = _set(
    "brother sister sibling twin triplet half-brother half-sister halfbrother halfsister"
)
_RELATIVES = _set(
    """aunt auntie aunty uncle cousin niece nephew gran granny grandma grandad granddad grandpa
    grandmother grandfather grandparent nan nana nanna nanny babcia dziadek teta godmother godfather
    stepmum stepdad stepmother stepfather stepbrother stepsister step relative family son daughter
    baby wife husband in-law"""
)
_FRIENDS = _set("friend mate girlfriend boyfriend partner neighbour mentor")
_GONE = _set("died dead deceased late")
_BEFORE = _set("former formerly previous previously past ex ex-carer")

_CHAIR = re.compile(r"\b(reviewing officer|iro|chairs?)\b")
_CARER = re.compile(
    r"\bfoster(ing)? (mum|mom|mam|mother|dad|father|parents?|carers?|family|home)\b|\bcarers?\b"
    r"|\blooks after\b|\bkey ?-?worker\b|\bresidential (care )?worker\b"
    r"|\b(home|registered|residential) manager\b|\badopti(ve|ng)\b|\badopters?\b"
    r"|\bsupported lodgings\b"
)
_WORKERS = (
    (
        PersonKind.COUNCIL,
        r"social worker|(team|service) manager|personal advis[eo]r|family support|leaving care",
    ),
    (PersonKind.GUARDIAN, r"children's guardian|cafcass"),
    (PersonKind.ADVOCATE, r"advocate"),
    (PersonKind.VISITOR, r"independent visitor"),
    (PersonKind.SOLICITOR, r"solicitor|lawyer|barrister"),
    (PersonKind.INTERPRETER, r"interpreter|translator"),
    (
        PersonKind.HEALTH,
        r"nurse|doctor|gp|health|paediatrician|therapist|psycholog\w+|psychiatr\w+|camhs|midwife",
    ),
    (
        PersonKind.SCHOOL,
        r"teacher|head|headteacher|school|college|nursery|tutor|senco|lecturer|teaching assistant",
    ),
    (PersonKind.COUNCIL, r"manager"),
)
_OF_SOMEBODY = re.compile(r"\b(for|of|to|with)\s+(?:(?:the|her|his|their|a)\s+)?([\w'-]+)")
_OWNED = re.compile(r"\b[\w-]+(?:'s|s')(?=\s|$|,)")
_AGED = re.compile(r"\baged?\s+(\d{1,3})\b|\b(\d{1,3})\s+years?\s+old\b|,\s*(\d{1,2})\s*(?:,|$)")


class _Words(Value, frozen=True, kw_only=True):
    """Relationship and role in small letters; ``own`` leaves out whom they belong to."""

    text: str
    own: frozenset[str]
    owners: frozenset[str]


def is_the_child(person: Person, child: Child) -> bool:
    """Return whether this entry among the people is the child."""
    return person.id == child.id or person.relationship.casefold() in {"child", "the child"}


def kind_of(person: Person, child: Child) -> PersonKind:
    """Return what the person is to the child; family words count before those for workers.

    Whoever words belong to is left out: "mum's solicitor" is a solicitor, "father's sister" an
    aunt.
    """
    if is_the_child(person, child):
        return PersonKind.CHILD
    words = _words(person)
    if _CHAIR.search(words.text):
        return PersonKind.CHAIR
    if "social worker" not in words.text and _CARER.search(words.text):
        return PersonKind.CARER
    return _kin(words) or _worker(words) or PersonKind.UNKNOWN


def closeness(person: Person, child: Child) -> Closeness:
    """Return how close somebody is: who lives with the child or cares for them first."""
    kind = kind_of(person, child)
    if person.lives_with_child or (kind is PersonKind.CARER and not is_of_the_past(person)):
        return Closeness.HOME
    if kind in FAMILY_KINDS:
        return Closeness.FAMILY
    if kind in _OWN_LIFE or kind is PersonKind.CARER:
        return Closeness.FRIENDS
    return Closeness.AROUND


def circle(child: Child) -> tuple[tuple[Closeness, tuple[Person, ...]], ...]:
    """Return everyone but the child, ring by ring from the closest; rings may be empty."""
    others = [person for person in child.people if not is_the_child(person, child)]
    return tuple(
        (ring, tuple(p for p in others if closeness(p, child) is ring)) for ring in Closeness
    )


def circle_words(child: Child) -> str:
    """Return the rings as text: "At home: Joanna Pell, foster mum. Family: …"."""
    return " ".join(
        f"{ring.label}: {'; '.join(map(person_words, people))}."
        for ring, people in circle(child)
        if people
    )


def person_words(person: Person) -> str:
    """Return somebody's name with what they are to the child."""
    what = person.relationship or person.role
    name = person.name or "(no name yet)"
    return f"{name}, {what}" if what else name


def is_adult(person: Person, child: Child, on: date) -> bool:
    """Return whether somebody is grown up on a UK date: by birth, by words, else by kind."""
    if person.born is not None:
        return age_on(person.born, on).years >= ADULT_YEARS
    if kind_of(person, child) not in _CHILDREN:
        return True
    said = _AGED.search(f"{person.role}, {person.relationship}".casefold())
    return said is not None and int(said.group(said.lastindex or 0)) >= ADULT_YEARS


def has_died(person: Person) -> bool:
    """Return whether the words say that somebody is no longer alive."""
    return bool(_words(person).own & _GONE)


def is_of_the_past(person: Person) -> bool:
    """Return whether the words say that somebody was this to the child once."""
    return bool(_words(person).own & _BEFORE)


def responsibility_of(person: Person) -> ParentalResponsibility:
    """Return the parental responsibility chosen, or what older words say where they are plain."""
    if person.responsibility is not ParentalResponsibility.NOT_KNOWN:
        return person.responsibility
    said = person.parental_responsibility.strip().casefold()
    return next(
        (one for one in ParentalResponsibility if one.label == said),
        ParentalResponsibility.NOT_KNOWN,
    )


def responsibility_words(person: Person) -> str:
    """Return the parental responsibility as a record says it: the choice, then words of before."""
    words = person.parental_responsibility.strip()
    if person.responsibility is ParentalResponsibility.NOT_KNOWN:
        return words
    said = person.responsibility.label
    return said if not words or words.casefold() == said else f"{said} ({words})"


def _kin(words: _Words) -> PersonKind | None:
    if words.own & _FRIENDS:
        return PersonKind.RELATIVE if words.owners & _PARENTS else PersonKind.FRIEND
    if words.own & _RELATIVES:
        return PersonKind.RELATIVE
    related = words.own & (_PARENTS | _SIBLINGS)
    if not related:
        return None
    if words.owners & (_PARENTS | _SIBLINGS) or "foster" in words.own:
        return PersonKind.RELATIVE
    return PersonKind.PARENT if related & _PARENTS else PersonKind.SIBLING


def _worker(words: _Words) -> PersonKind | None:
    for kind, named in _WORKERS:
        if re.search(rf"\b(?:{named})\b", words.text):
            return kind
    return None


def _words(person: Person) -> _Words:
    said = f"{person.role}, {person.relationship}".casefold().replace("’", "'")
    owners = {word.rstrip("s").rstrip("'") for word in _OWNED.findall(said)}
    owners |= {match.group(2) for match in _OF_SOMEBODY.finditer(said)}
    own = _OF_SOMEBODY.sub(" ", _OWNED.sub(" ", said))
    own_words = frozenset(re.findall(r"[\w-]+", own))
    parts = frozenset(part for word in own_words for part in word.split("-"))
    return _Words(text=said, own=own_words | parts, owners=frozenset(owners))
