"""Who must be asked before a review decides, and who of them was not.

The views of parents, of everyone with parental responsibility and of others whom the authority
finds relevant are to be sought (s26(2)(d) Children Act 1989; domain.md §2.1, §2.2). The child is
asked elsewhere, by questions of their own.
"""

from models.child import Child, Person, Value
from models.edits import Opened
from models.people import PersonKind, has_died, kind_of, responsibility_of
from models.review import Attendance
from models.terms import Attended, ParentalResponsibility

CAME = frozenset({Attended.ATTENDED, Attended.PART, Attended.VIDEO, Attended.PHONE})
"""Ways of having been at the meeting."""

_HOLDS = frozenset(
    {
        ParentalResponsibility.YES,
        ParentalResponsibility.SHARED,
        ParentalResponsibility.LIMITED,
    }
)


class ToAsk(Value, frozen=True, kw_only=True):
    """Somebody who must be asked, why, and whether they were heard."""

    person: Person
    why: str
    is_heard: bool = False


def why_asked(person: Person, child: Child) -> str:
    """Return why a person must be asked, or nothing; the reviewing officer's word comes first."""
    kind = kind_of(person, child)
    if kind is PersonKind.CHILD or person.must_be_consulted is False or has_died(person):
        return ""
    if responsibility_of(person) in _HOLDS:
        return "has parental responsibility"
    if kind is PersonKind.PARENT:
        return "a parent"
    return "you noted it" if person.must_be_consulted else ""


def was_heard(attendance: Attendance | None) -> bool:
    """Return whether somebody was asked, said something or was at the meeting."""
    if attendance is None:
        return False
    said = attendance.consulted.strip() or attendance.views.strip()
    return bool(said) or attendance.attended in CAME | {Attended.SENT_VIEWS}


def to_ask(opened: Opened) -> tuple[ToAsk, ...]:
    """Return everyone who must be asked for the open review, in the order of the child's list."""
    part = {a.person_id: a for a in opened.the_review.head.attendance}
    return tuple(
        ToAsk(person=person, why=why, is_heard=was_heard(part.get(person.id)))
        for person in opened.child.people
        if (why := why_asked(person, opened.child))
    )


def not_asked(opened: Opened) -> tuple[ToAsk, ...]:
    """Return who must be asked for the open review and was not."""
    return tuple(one for one in to_ask(opened) if not one.is_heard)
