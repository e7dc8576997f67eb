"""How one person is typed in: who they are, how to reach them, and what they may have and know.

What only grown-ups have (responsibility, limits) and what only brothers and sisters have (the same
reviewing officer) is shown for them, and wherever something stands there already.
"""

from collections.abc import Callable
from datetime import date

from models.child import Child, Person
from models.copies import starting_copy, usual_copy
from models.people import PersonKind, circle, is_adult, kind_of
from models.terms import CopyKind, ParentalResponsibility
from models.text import new_id
from ui.fields.bound_form import BoundForm, Options, terms
from ui.fields.record_editor import RecordSpec
from ui.item_models.records import Column

NOT_ON_CASELOAD = ("", "Not on it, or not known")
_SIBLINGS = ("same_iro", "child_id")
_ADULTS = (
    "responsibility",
    "parental_responsibility",
    "must_be_consulted",
    "may_know_address",
    "orders",
)


def people_spec(may_drop: Callable[[Person], str], ring_of: Callable[[Person], str]) -> RecordSpec:
    """Return the one list of people: the same facts as the map, in words."""
    return RecordSpec(
        one="person",
        many="people",
        columns=(
            Column("Name", lambda p: p.name or "(no name yet)", 5),
            Column("Who they are", lambda p: p.relationship or p.role, 5),
            Column("Place", ring_of, 3),
        ),
        build=_build,
        make=lambda: Person(id=new_id(), name=""),
        may_drop=may_drop,
    )


def ring_words(child: Child | None, person: Person) -> str:
    """Return in which ring of the map somebody stands, in a word or two; nothing for the child."""
    rings = circle(child) if child is not None else ()
    for ring, people in rings:
        if any(one.id == person.id for one in people):
            return ring.label.casefold().partition(" and ")[0]
    return ""


def copy_words(person: Person, child: Child) -> str:
    """Return which copy the rules suggest for somebody, and why; or what they start with."""
    started = starting_copy(person, child)
    if person.usual_copy not in (CopyKind.UNDECIDED, started.kind):
        return f"They start with: {started.kind.label}. {started.why}"
    copy = usual_copy(person, child)
    if copy.kind is CopyKind.UNDECIDED:
        return f"Nothing is suggested. {copy.why}"
    return f"Suggested: {copy.kind.label}. {copy.why}"


def fit(form: BoundForm, person: Person | None, child: Child, today: date) -> None:
    """Show what somebody like this has, and whatever of them stands there already."""
    if person is None:
        return
    kind = kind_of(person, child)
    grown = kind is not PersonKind.CHILD and (
        kind is PersonKind.PARENT or is_adult(person, child, today)
    )
    for names, wanted in ((_SIBLINGS, kind is PersonKind.SIBLING), (_ADULTS, grown)):
        visible = wanted or _holds(person, names)
        for name in names:
            form.show_field(name, visible=visible)


def _holds(person: Person, names: tuple[str, ...]) -> bool:
    empty = Person(id=person.id, name="")
    return any(getattr(person, name) != getattr(empty, name) for name in names)


def _copies() -> Options:
    return [
        (kind, "As suggested" if kind is CopyKind.UNDECIDED else words)
        for kind, words in terms(CopyKind)
    ]


def _build(form: BoundForm) -> None:
    form.bind_line("name", "Name")
    form.bind_line("relationship", "Who they are to the child", "Such as mum, brother, friend.")
    form.bind_line("role", "Role", "As it stands in the record: foster carer, designated teacher.")
    form.bind_date("born", "Born")
    form.group("In the child's life")
    form.bind_text("matters_because", "Why they matter")
    form.bind_text("family_time", "Family time", "How often, where, with whom.")
    form.bind_check("lives_with_child", "Lives with the child")
    form.group("Brothers and sisters")
    form.bind_check("same_iro", "Has the same IRO")
    form.bind_choice(
        "child_id",
        "On your caseload as",
        [NOT_ON_CASELOAD],
        "Offered is who has the same birthday or a name in common. The list then shows them "
        "together; nothing is copied from one to the other.",
    )
    form.group("Parents and other adults")
    form.bind_term("responsibility", "Parental responsibility", ParentalResponsibility)
    form.bind_line(
        "parental_responsibility", "Parental responsibility, in words", "How they have it."
    )
    form.bind_yes_no(
        "must_be_consulted",
        "Must be asked before a review",
        "Parents must, and whoever has parental responsibility, unless you say no.",
    )
    form.bind_yes_no("may_know_address", "May know where the child lives")
    form.bind_text(
        "orders", "Orders that limit time or information", "For you. It stands in no document."
    )
    form.group("How to reach them")
    form.bind_line("phone", "Telephone")
    form.bind_line("email", "Email")
    form.bind_text("address", "Address")
    form.bind_text("safe_contact", "Safe way to reach them", "Such as: text first, never call.")
    form.group("For the record")
    form.bind_text("note", "Note", "For you. It stands in no document.")
    form.bind_choice("usual_copy", "Copy they usually get", _copies())
