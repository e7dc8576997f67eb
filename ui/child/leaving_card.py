"""Taking a child off the caseload: what goes, what stays and what stops it, and asked once more."""

from PySide6.QtWidgets import QWidget

from models.child import Child
from models.removing import Removal, leaving
from ui.kit import Card, Flow, KeyButton, label, quiet_label, small_heading_label
from ui.messages import Tone
from ui.places import Place, PlaceKind
from ui.program import Program

_WHY = (
    "For a child who is in care no longer, who has another reviewing officer, or who was added by"
    " mistake. Export first what the council does not have yet."
)
_SURE = "Take them off now: this cannot be undone"


class LeavingCard(Card):
    """Takes everything about a child out of the store, and older backups with it."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__("Off my caseload", parent)
        self.setObjectName("leaving")
        self._program = program
        self._child: Child | None = None
        self._lists = [label("") for _ in range(3)]
        self._heads = [
            small_heading_label(words)
            for words in ("What stops it", "What would go", "What would stay")
        ]
        self.ask = KeyButton("Take off my caseload…", on_click=self._ask)
        self.ask.setObjectName("leave_caseload")
        self.sure = KeyButton(_SURE, kind="main", on_click=self._go)
        self.sure.setObjectName("leave_now")
        self.stay = KeyButton("Leave it", kind="quiet", on_click=self._settle)
        self.stay.setObjectName("stay_on_caseload")
        buttons = QWidget()
        flow = Flow(buttons)
        for button in (self.ask, self.sure, self.stay):
            flow.addWidget(button)
        self.body.addWidget(quiet_label(_WHY))
        for head, words in zip(self._heads, self._lists, strict=True):
            self.body.addWidget(head)
            self.body.addWidget(words)
        self.body.addWidget(buttons)
        self._settle()

    def show_child(self, child: Child | None, reviews: int) -> None:
        """Show what would follow for a child with so many reviews; None at lock."""
        if child is None or self._child is None or child.id != self._child.id:
            self._settle()
        self._child = child
        nothing = Removal(goes=(), stays=(), stops=())
        found = leaving(child, reviews) if child is not None else nothing
        for head, words, lines in zip(
            self._heads, self._lists, (found.stops, found.goes, found.stays), strict=True
        ):
            words.setText("\n".join(f"– {line}" for line in lines))
            for widget in (head, words):
                widget.setVisible(bool(lines))
        self.ask.setEnabled(child is not None and found.is_allowed)
        if not found.is_allowed:
            self._settle()

    def _ask(self) -> None:
        self.ask.hide()
        self.sure.show()
        self.stay.show()
        self.stay.setFocus()

    def _settle(self) -> None:
        had_focus = self.sure.hasFocus() or self.stay.hasFocus()
        self.sure.hide()
        self.stay.hide()
        self.ask.show()
        if had_focus:
            self.ask.setFocus()

    def _go(self) -> None:
        """Leave the child's page, so that nothing of it is saved again, and take all of it away."""
        child, program = self._child, self._program
        if child is None or not self.ask.isEnabled():
            return
        program.navigator.go(Place(kind=PlaceKind.CASELOAD))
        program.store.remove_child(child.id, self._gone, program.messages.warn, from_backups=True)

    def _gone(self, _: None) -> None:
        self._program.keeper.backup_asked.emit()
        self._program.navigator.go(Place(kind=PlaceKind.CASELOAD))
        self._program.messages.tell(
            "The child is off your caseload, and nothing about them is kept here.",
            "A fresh backup is being made; older ones go as soon as it was checked.",
            Tone.GOOD,
        )
