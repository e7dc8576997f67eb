"""The card that asks from whom something is kept, and why; inline, never a dialog."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.child import Child
from models.clock import Clock
from models.people import person_words
from models.withheld import Keeping
from ui.kit import Card, Flow, Form, KeyButton, announce, bring_into_view, label, quiet_label
from ui.withholding.tick_list import TickList

ANNEX_LINE = "annex"
_ANNEX = "Everybody: for the annex only"
_HOW = "It is taken out of their copies, not hidden in them."


class KeepCard(Card):
    """Ticks people, or everybody; a line for the reason; keep, let be read, or leave it."""

    kept = Signal(object)
    """The Keeping that was decided; one that keeps nothing lets everybody read it."""
    closed = Signal()
    """The card went away; the focus belongs where it came from."""

    def __init__(
        self, name: str, clock: Clock, by: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__("Keep this from somebody", parent)
        self._clock, self._by = clock, by
        self.setObjectName(f"{name}_card")
        self.about = quiet_label()
        self.people = TickList(f"{name}_people", "From whom it is kept; Space ticks", most=6)
        form = Form()
        self.why = form.line(
            "Why", "For the annex and the record of who decided; in no copy.", name=f"{name}_why"
        )
        self.why.returnPressed.connect(self._keep)
        self.fault = label("", "fault")
        buttons = QWidget()
        flow = Flow(buttons)
        self.keep = KeyButton("Keep it back", kind="main", on_click=self._keep)
        self.free = KeyButton("Let everybody read it", on_click=self._free)
        self.leave = KeyButton("Leave it as it is", on_click=self.close_card)
        for button, what in ((self.keep, "keep"), (self.free, "free"), (self.leave, "leave")):
            button.setObjectName(f"{name}_{what}")
            flow.addWidget(button)
        for part in (self.about, self.people, form, self.fault, buttons):
            self.body.addWidget(part)
        self.people.ticked.connect(self._ticked)
        self._before = Keeping()
        self.hide()

    def ask(self, child: Child, before: Keeping, what: str) -> None:
        """Open for something; ``before`` is what was decided about it, ``what`` names it."""
        self._before = before
        self.about.setText(f"{what} {_HOW}")
        lines = [(ANNEX_LINE, _ANNEX)]
        lines += [(person.id, person_words(person)) for person in child.people]
        ticked = {ANNEX_LINE} if before.annex else set(before.people)
        self.people.show_lines(lines, ticked)
        self.why.setText(before.why)
        self.free.setVisible(before.keeps)
        self._say("")
        self.show()
        self.people.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, lambda: bring_into_view(self))  # once it has its height

    def forget(self) -> None:
        """Close without asking, and let go of every word."""
        self._before = Keeping()
        self.people.show_lines(())
        self.why.clear()
        self.about.clear()
        self._say("")
        self.hide()

    def close_card(self) -> None:
        """Close, and give the focus back."""
        was_open = not self.isHidden()
        self.forget()
        if was_open:
            self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        else:
            super().keyPressEvent(event)

    def _ticked(self) -> None:
        """Let one tick of everybody stand alone, and let nobody be ticked beside it."""
        keys = self.people.keys
        if ANNEX_LINE in keys and len(keys) > 1:
            newest = ANNEX_LINE if not self._before.annex else ""
            kept = {ANNEX_LINE} if newest else set(keys) - {ANNEX_LINE}
            for key in keys:
                if key not in kept:
                    self.people.tick(key, ticked=False)
        self._before = Keeping(annex=ANNEX_LINE in self.people.keys)
        self._say("")

    def _keep(self) -> None:
        keys = self.people.keys
        if not keys:
            self._say("Tick from whom it is kept, or let everybody read it.")
            self.people.setFocus()
            return
        annex = ANNEX_LINE in keys
        keeping = Keeping(
            annex=annex,
            people=() if annex else keys,
            why=self.why.text().strip(),
            by=self._by(),
            on=self._clock.today(),
        )
        self._decide(keeping)

    def _free(self) -> None:
        self._decide(Keeping())

    def _decide(self, keeping: Keeping) -> None:
        self.kept.emit(keeping)
        self.close_card()

    def _say(self, words: str) -> None:
        self.fault.setText(words)
        self.fault.setVisible(bool(words))
        if words:
            announce(self.fault, words)
