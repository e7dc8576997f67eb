"""Raising an open recommendation formally: why to ask, and one key that starts the dispute."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.child import Child, Dispute, Promise, still_open
from models.deadlines import DateEngine
from models.disputes import about_promise, clock_words, is_open
from models.edits import Put
from models.promises import raised, standing
from ui import theme
from ui.child.records import day
from ui.fields.bound_form import BoundForm
from ui.kit import Flow, KeyButton, announce, label, quiet_label
from ui.shortcuts import Shortcut


class RaiseBox(QWidget):
    """About one recommendation; it goes away where there is nothing to raise."""

    edit = Signal(object, str, str)
    """An edit, words for undo, and the key under which typing is undone together."""
    opened = Signal(str)
    """The id of a dispute that the user wants to see whole."""

    def __init__(
        self, engine: DateEngine, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._engine, self._today = engine, today
        self._promise: Promise | None = None
        self._dispute: Dispute | None = None
        self.why = label("", "soon")
        self.start = KeyButton("Start a dispute about this", Shortcut.RAISE, on_click=self._start)
        self.start.set_slim()
        self.start.setObjectName("raise_start")
        self.standing = quiet_label()
        self.form = BoundForm("raised", columns=1)
        self.form.bind_text("summary", "What is wrong, in plain words", "For people who decide.")
        self.form.bind_text("impact", "What it means for the child")
        self.form.edited.connect(lambda d, words, key: self.edit.emit(Put(item=d), words, key))
        self.whole = KeyButton("See the whole dispute", kind="quiet", on_click=self._open)
        self.whole.setObjectName("raise_open")
        buttons = QWidget()
        flow = Flow(buttons)
        flow.addWidget(self.start)
        flow.addWidget(self.whole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S2)
        for widget in (self.why, self.standing, self.form, buttons):
            layout.addWidget(widget)

    def hide_way_out(self) -> None:
        """Leave out what leads to another page: nothing leads out of a running meeting."""
        self.whole.setEnabled(False)
        self.whole.hide()

    def show_promise(
        self, child: Child | None, promise: Promise | None, *, again: bool = False
    ) -> None:
        """Show what can be raised about a recommendation; None empties it.

        ``again`` asks as in a review: before it is carried forward once more, not after.
        """
        before, self._promise = self._promise, promise
        self._dispute = (
            raised(child, promise) if child is not None and promise is not None else None
        )
        why = self._why(child, promise, again)
        self.why.setText(f"Raise this formally? {why[:1].upper()}{why[1:]}." if why else "")
        self.why.setVisible(bool(why))
        closed = promise is None or child is None or promise not in still_open(child)
        self.start.setVisible(self._dispute is None and not closed)
        self._show_dispute(anew=before is None or promise is None or before.id != promise.id)
        self.setVisible(promise is not None and not (closed and self._dispute is None))

    def _why(self, child: Child | None, promise: Promise | None, again: bool) -> str:
        if child is None or promise is None or promise not in still_open(child):
            return ""
        law, calendar = self._engine.law, self._engine.calendar
        found = standing(child, promise, law, calendar, self._today(), again=again)
        return "; ".join(found.why_raise)

    def _show_dispute(self, *, anew: bool) -> None:
        dispute = self._dispute
        if anew:
            self.form.show_value(None)
        self.form.show_value(dispute)
        running = dispute is not None and is_open(dispute)
        self.form.setVisible(running)
        self.standing.setText(self._standing(dispute) if dispute is not None else "")
        self.standing.setVisible(dispute is not None)
        self.whole.setVisible(dispute is not None and self.whole.isEnabled())

    def _standing(self, dispute: Dispute) -> str:
        clock = clock_words(dispute, self._engine, self._today())
        parts = (f"Raised on {day(dispute.opened_on)}", dispute.stage.label, clock)
        return " · ".join(part for part in parts if part)

    def _start(self) -> None:
        if self._promise is None or self._dispute is not None:
            return
        dispute = about_promise(self._promise, self._today(), self._engine)
        self.edit.emit(Put(item=dispute), "starting a dispute", "")
        announce(self, "Dispute started. Say what is wrong, in plain words.")
        QTimer.singleShot(0, self.form, self._focus)

    def _focus(self) -> None:
        if self._dispute is not None:
            self.form.focus_first()

    def _open(self) -> None:
        if self._dispute is not None:
            self.opened.emit(self._dispute.id)
