"""Which copy of the record each person usually gets, and why; the reviewing officer decides.

Nothing is given away by default: whoever an order limits, whoever may not know the address and is
no parent, and whoever nothing is known of stays "not decided". Sources: s26 Children Act 1989 for
whose part a review is; domain.md §4.2 B and the confidential annex; design.md §5 for copies.
"""

from typing import NamedTuple

from models.child import Child, Person
from models.people import (
    PersonKind,
    has_died,
    is_of_the_past,
    kind_of,
    responsibility_of,
)
from models.review import Attendance
from models.terms import CopyKind, ParentalResponsibility

_HELD = frozenset({ParentalResponsibility.YES, ParentalResponsibility.SHARED})
_MAY_HOLD = frozenset(
    {
        PersonKind.PARENT,
        PersonKind.RELATIVE,
        PersonKind.SIBLING,
        PersonKind.CARER,
        PersonKind.FRIEND,
        PersonKind.UNKNOWN,
    }
)
_WITH_ADDRESS = frozenset({CopyKind.FULL})


class Copy(NamedTuple):
    """A kind of copy, and why that one in a sentence for the reviewing officer."""

    kind: CopyKind
    why: str


def usual_copy(person: Person, child: Child) -> Copy:
    """Return the copy that the rules suggest, or "not decided" where somebody has to decide."""
    name = child.preferred_name or "the child"
    kind = kind_of(person, child)
    if kind is PersonKind.CHILD:
        return Copy(CopyKind.LETTER, "A letter of their own; they may have more if they want it.")
    if has_died(person):
        return Copy(CopyKind.NONE, "They are no longer alive.")
    if person.orders.strip():
        return _undecided("An order limits their time or what they may be told. Decide with it.")
    if is_of_the_past(person):
        return _undecided(f"They were part of {name}'s life before. Decide what they need to know.")
    if kind is PersonKind.PARENT or (kind in _MAY_HOLD and responsibility_of(person) in _HELD):
        return _parents(person, kind, name)
    return _address_kept(_by_kind(person, kind, name), person, name)


def starting_copy(person: Person, child: Child, before: Attendance | None = None) -> Copy:
    """Return the copy with which a person starts in a review.

    What was decided last time stays, then what was chosen for the person, then the rules; a full
    record never starts for somebody who may not know the address, nor one without a reason where
    an order has come since.
    """
    name = child.preferred_name or "the child"
    if person.usual_copy is not CopyKind.UNDECIDED:
        chosen = Copy(person.usual_copy, "Chosen on the child's page.")
    else:
        chosen = usual_copy(person, child)
    if before is None or before.copy is CopyKind.UNDECIDED:
        return _address_kept(chosen, person, name)
    newly_limited = bool(person.orders.strip()) and not before.copy_reason.strip()
    if newly_limited and chosen.kind is CopyKind.UNDECIDED:
        return chosen
    return _address_kept(Copy(before.copy, "As last time."), person, name)


def _undecided(why: str) -> Copy:
    return Copy(CopyKind.UNDECIDED, why)


def _parents(person: Person, kind: PersonKind, name: str) -> Copy:
    """Return the copy of a parent, or of somebody else with parental responsibility."""
    held = responsibility_of(person)
    if held is ParentalResponsibility.LIMITED:
        return _undecided("An order limits their parental responsibility. Decide with it.")
    if held is ParentalResponsibility.NO:
        return _undecided("They have no parental responsibility. Decide what they need to know.")
    if person.may_know_address is False:
        return Copy(CopyKind.ADDRESS_WITHHELD, f"They may not know where {name} lives.")
    if held is ParentalResponsibility.NOT_KNOWN:
        return _undecided("Say first whether they have parental responsibility.")
    if person.may_know_address or person.lives_with_child or kind is PersonKind.CARER:
        return Copy(CopyKind.FULL, "They have parental responsibility.")
    return _undecided(f"Say first whether they may know where {name} lives.")


def _by_kind(person: Person, kind: PersonKind, name: str) -> Copy:
    """Return the copy of everyone without parental responsibility."""
    match kind:
        case PersonKind.CARER:
            return Copy(CopyKind.FULL, f"They look after {name} every day.")
        case PersonKind.COUNCIL | PersonKind.CHAIR:
            return Copy(CopyKind.FULL, f"They work on {name}'s plan for the council.")
        case PersonKind.GUARDIAN:
            return Copy(CopyKind.FULL, f"The court asked them to look after {name}'s interests.")
        case PersonKind.SCHOOL | PersonKind.HEALTH:
            return Copy(CopyKind.DECISIONS_ONLY, "What was decided is what they need.")
        case PersonKind.ADVOCATE:
            return Copy(CopyKind.DECISIONS_ONLY, f"{name} can show them more.")
        case PersonKind.SIBLING | PersonKind.FRIEND:
            return Copy(CopyKind.NONE, f"What they hear of it, {name} tells them.")
        case PersonKind.VISITOR | PersonKind.INTERPRETER:
            return Copy(CopyKind.NONE, "They need none for what they do.")
        case PersonKind.RELATIVE:
            return _relatives(person, name)
        case PersonKind.SOLICITOR:
            return _undecided("Decide with the person they act for.")
        case _:
            return _undecided(f"Say first who they are to {name}.")


def _relatives(person: Person, name: str) -> Copy:
    if person.lives_with_child:
        return _undecided(f"They live with {name}. Decide what they need to know.")
    if person.must_be_consulted:
        return _undecided("They must be asked. Decide what they are told.")
    return Copy(CopyKind.NONE, "They have no parental responsibility.")


def _address_kept(copy: Copy, person: Person, name: str) -> Copy:
    """Return the copy, without the address where the person may not know it."""
    if person.may_know_address is False and copy.kind in _WITH_ADDRESS:
        return Copy(CopyKind.ADDRESS_WITHHELD, f"They may not know where {name} lives.")
    return copy
