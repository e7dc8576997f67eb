"""The choice of a person: the child's people are offered, any other name can be typed."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from models.child import Person
from models.text import clean
from ui.fields.editors import SessionLine


class PersonBox(QComboBox):
    """A line with a list: Up and Down go through the people, Alt+Down opens them all.

    Nothing is completed while one types: "Jo" may well be another Jo.
    """

    named = Signal(str, object)
    """The name as it now reads, and the ``Person`` it is, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[Person, ...] = ()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setLineEdit(SessionLine())
        self.setCompleter(None)  # type: ignore[arg-type]  # Qt takes null, its stubs do not
        self.editTextChanged.connect(self._tell)

    @property
    def name(self) -> str:
        """What stands in the line."""
        return clean(self.currentText()).text

    def show_people(self, people: Sequence[Person]) -> None:
        """Offer these people by name; who they are is in the tool tip."""
        fresh = tuple(people)
        if fresh == self._people:
            return
        self._people = fresh
        with QSignalBlocker(self):
            text = self.currentText()
            self.clear()
            for at, person in enumerate(fresh):
                self.addItem(person.name)
                self.setItemData(at, usual_role(person), Qt.ItemDataRole.ToolTipRole)
            self._set(text)

    def show_name(self, name: str) -> None:
        """Show a name; the same one leaves the caret where it is."""
        if name != self.name:
            with QSignalBlocker(self):
                self._set(name)

    @override
    def wheelEvent(self, e: QWheelEvent, /) -> None:
        """Leave the wheel to the page: a person is never changed by scrolling past."""
        e.ignore()

    def _set(self, name: str) -> None:
        self.setCurrentIndex(next((n for n, p in enumerate(self._people) if p.name == name), -1))
        self.setEditText(name)

    def _tell(self) -> None:
        name = self.name
        folded = name.strip().casefold()
        person = next((p for p in self._people if p.name.casefold() == folded), None)
        self.named.emit(name, person)


def usual_role(person: Person) -> str:
    """Return who the person is to the child or the plan, in words."""
    return person.role or person.relationship
