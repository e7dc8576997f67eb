"""People who matter to a child: drawn as a map, and as one list kept from review to review."""

from collections.abc import Callable, Sequence
from datetime import date

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.child import Child, Person
from models.people import PersonKind, kind_of
from models.store_rows import ChildRow
from ui import theme
from ui.child.people_form import NOT_ON_CASELOAD, copy_words, fit, people_spec, ring_words
from ui.child.people_map import PeopleMap
from ui.fields.record_editor import RecordEditor
from ui.kit import Card, bring_into_view, quiet_label

_HINT = "Left and right go from one to the next, Enter opens them in the list below."


class PeoplePart(QWidget):
    """The map and the list; ``put`` and ``dropped`` are the list's."""

    put = Signal(object, str, str)
    dropped = Signal(object, str)
    caseload_wanted = Signal()
    """A brother or sister is shown, and the children on the caseload are not known yet."""

    def __init__(
        self,
        may_drop: Callable[[Person], str],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._child: Child | None = None
        self._caseload: tuple[ChildRow, ...] | None = None
        self.map = PeopleMap()
        self.editor = RecordEditor(people_spec(may_drop, lambda p: ring_words(self._child, p)))
        self.editor.setObjectName("people_editor")
        self.copy = quiet_label()
        self.editor.put_below_form(self.copy)
        self._map_card = Card("People who matter")
        self._map_card.body.addWidget(quiet_label(_HINT))
        self._map_card.body.addWidget(self.map)
        people = Card("People")
        people.body.addWidget(self.editor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S4)
        layout.addWidget(self._map_card)
        layout.addWidget(people)
        self.map.chosen.connect(self.open_person)
        self.editor.chosen.connect(self._show_person)
        self.editor.put.connect(self._put)
        self.editor.dropped.connect(self.dropped)

    def show_child(self, child: Child | None) -> None:
        """Show everyone around a child; None empties map and list."""
        if child is None:
            self._caseload = None
        self._child = child
        self.map.show_child(child)
        self._map_card.setVisible(bool(self.map.people))
        self.editor.show_values(child.people if child is not None else ())

    def show_caseload(self, rows: Sequence[ChildRow]) -> None:
        """Say which children are on the caseload, so that brothers and sisters can be named."""
        self._caseload = tuple(rows)
        self._show_person(self.editor.value)

    def open_person(self, person_id: str) -> None:
        """Open somebody in the list."""
        self.editor.choose(person_id)
        self.editor.form.focus_first()
        bring_into_view(self.editor.form.field("name"))

    def _put(self, person: Person, words: str, key: str) -> None:
        """Pass on what was typed; who is on this caseload too has the same reviewing officer."""
        before = next((p for p in self._people() if p.id == person.id), None)
        if before is not None and person.child_id and not before.child_id:
            person = msgspec.structs.replace(person, same_iro=True)
        self.put.emit(person, words, key)

    def _people(self) -> tuple[Person, ...]:
        return self._child.people if self._child is not None else ()

    def _show_person(self, person: Person | None) -> None:
        child = self._child
        self.map.mark(person.id if person is not None else "")
        self.copy.setVisible(person is not None)
        if child is None or person is None:
            self.copy.setText("")
            self.editor.form.offer("child_id", [NOT_ON_CASELOAD])
            return
        self.copy.setText(copy_words(person, child))
        fit(self.editor.form, person, child, self._today())
        if person.child_id or kind_of(person, child) is PersonKind.SIBLING:
            self._offer_children(child, person)

    def _offer_children(self, child: Child, person: Person) -> None:
        if self._caseload is None:
            self._caseload = ()
            self.caseload_wanted.emit()
        found = [row for row in self._caseload if row.id != child.id and _could_be(row, person)]
        named = [(row.id, f"{row.preferred_name}, born {row.born:%d/%m/%Y}") for row in found]
        if person.child_id and person.child_id not in {row.id for row in found}:
            named.append((person.child_id, "A child who is no longer on it"))
        self.editor.form.offer("child_id", [NOT_ON_CASELOAD, *named])


def _could_be(row: ChildRow, person: Person) -> bool:
    """Whether a child on the caseload could be this person: linked, same birthday or same name."""
    names = {word.casefold() for word in person.name.split()}
    theirs = {word.casefold() for word in f"{row.preferred_name} {row.legal_name}".split()}
    return row.id == person.child_id or row.born == person.born or bool(names & theirs)
