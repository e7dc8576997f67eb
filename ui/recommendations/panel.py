"""The panel of numbered recommendations, and the card in which one of them is worked on."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from models.edits import Drop, Edit, Put, Reorder
from models.review import Recommendation
from models.terms import WithheldWhat
from models.text import new_id
from ui import theme
from ui.fields.row_list import RowList
from ui.kit import (
    Card,
    Flow,
    KeyButton,
    Pill,
    announce,
    bring_into_view,
    quiet_label,
)
from ui.program import Program
from ui.recommendations.form import RecommendationForm
from ui.recommendations.rows import row_of
from ui.session import Change, ReviewSession
from ui.withholding.entry import EntryKeeping

_TITLE = "Recommendations (decisions)"
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RecommendationsPanel(Card):
    """Lists the recommendations; choosing one opens its card in the place of the list.

    ``with_letter`` also asks how the child is told. It listens to the session by itself. Enter
    opens, Alt+Up and Alt+Down move, Delete takes out, Escape goes back to the list.
    """

    editing_changed = Signal(bool)
    """A card was opened (True), or the list is shown again (False)."""

    def __init__(
        self, program: Program, parent: QWidget | None = None, *, with_letter: bool = False
    ) -> None:
        super().__init__(_TITLE, parent)
        self._program = program
        self._with_letter = with_letter
        self._session: ReviewSession | None = None
        self._editing = ""
        self._fresh: Recommendation | None = None
        self._form: RecommendationForm | None = None
        self._list_title = _TITLE
        self._buttons: dict[str, KeyButton] = {}
        self.setObjectName("recommendations")
        self.heading.setObjectName("recommendations_heading")
        self.count = Pill("0")
        self.head.addWidget(self.count)
        self.list = _RecommendationList(self._key_pressed)
        self.list.chosen.connect(self.edit)
        self.empty = quiet_label("None yet. One action each, with a named person and a date.")
        self._add = KeyButton("Add a recommendation", icon="plus", on_click=self.add)
        self._add.setObjectName("recommendation_add")
        self._listing = QWidget()
        listing = QVBoxLayout(self._listing)
        listing.setContentsMargins(0, 0, 0, 0)
        listing.setSpacing(theme.S2)
        listing.addWidget(self.empty)
        listing.addWidget(self.list)
        listing.addWidget(self._add)
        listing.addStretch(1)
        self.body.addWidget(self._listing, 1)
        self._card = self._make_card()
        self.body.addWidget(self._card, 1)
        self._card.hide()

    # -- what is shown

    def show_session(self, session: ReviewSession) -> None:
        """Show the recommendations of the open review."""
        if self._session is not session:
            self.forget()
            self._session = session
            session.changed.connect(self._session_changed)
        self._show()

    def forget(self) -> None:
        """Let go of the session and of every word."""
        if self._session is not None:
            self._session.changed.disconnect(self._session_changed)
            self._session = None
        self._close(focus=False)
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None
        self.list.show_rows(())
        self.count.show_fact("0", "neutral")

    @property
    def is_editing(self) -> bool:
        """Whether a card is open."""
        return bool(self._editing)

    def edit(self, recommendation_id: str) -> None:
        """Open the card of a recommendation; nothing happens when it is not there."""
        one = self._find(recommendation_id)
        if one is not None:
            self._fresh = None
            self._open(one)

    def show_place(self, recommendation_id: str, field: str, start: int, length: int) -> None:
        """Open the card of a recommendation at one of its fields, with words there selected."""
        self.edit(recommendation_id)
        if self._editing == recommendation_id and self._form is not None:
            self._form.select_in(field, start, length)

    def add(self, section: str = "") -> None:
        """Open a card for another recommendation; it exists from its first letter on."""
        if self._session is not None:
            self._fresh = Recommendation(id=new_id(), what="", section=section)
            self._open(self._fresh)

    def close_card(self) -> None:
        """Show the list again, with the focus in it."""
        self._close(focus=True)

    def focus_list(self) -> None:
        """Put the focus where the recommendations begin: in the card, the list or the button."""
        if self.is_editing and self._form is not None:
            self._form.focus_missing()
        elif self.list.rows:
            if not self.list.current_key:
                self.list.set_current(self.list.rows[0].key)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- drawing

    def _make_card(self) -> QWidget:
        card = QWidget()
        layout = QVBoxLayout(card)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S2)
        layout.addWidget(self._button("done", "Back to the list", self.close_card, "arrow-left"))
        self._origin = quiet_label()
        layout.addWidget(self._origin)
        self._form_place = QVBoxLayout()
        layout.addLayout(self._form_place)
        others = QWidget()
        flow = Flow(others)
        flow.addWidget(self._button("up", "Move up", lambda: self._move(self._editing, -1)))
        flow.addWidget(self._button("down", "Move down", lambda: self._move(self._editing, 1)))
        flow.addWidget(self._button("remove", "Take it out", lambda: self._remove(self._editing)))
        layout.addWidget(others)
        self.keeping = EntryKeeping(
            WithheldWhat.RECOMMENDATION,
            self._program.clock,
            "keep_recommendation",
            lambda: self._program.settings.name,
        )
        self.keeping.edit.connect(self._keep)
        layout.addWidget(self.keeping)
        layout.addStretch(1)
        return card

    def _keep(self, edit: Edit, words: str) -> None:
        if self._session is not None:
            self._session.apply(edit, words)

    def _button(
        self, name: str, words: str, chosen: Callable[[], None], icon: str = ""
    ) -> KeyButton:
        button = KeyButton(words, icon=icon, on_click=chosen)
        button.setObjectName(f"recommendation_{name}")
        self._buttons[name] = button
        return button

    def _session_changed(self, change: Change) -> None:
        before, after = change.before, change.after
        if before.review is None or after.review is None:
            return
        same_head = before.review.head.recommendations is after.review.head.recommendations
        if not same_head or before.child is not after.child or self._words_changed(change):
            self._show()

    def _words_changed(self, change: Change) -> bool:
        """Whether quotations changed while the card that offers them is open."""
        if not self.is_editing:
            return False
        before, after = change.before.the_review, change.after.the_review
        return [r.quotes for r in before.sections] != [r.quotes for r in after.sections]

    def _all(self) -> tuple[Recommendation, ...]:
        if self._session is None:
            return ()
        return self._session.opened.the_review.head.recommendations

    def _find(self, recommendation_id: str) -> Recommendation | None:
        return next((one for one in self._all() if one.id == recommendation_id), None)

    def _show(self) -> None:
        if self._session is None:
            return
        name = self._session.opened.child.preferred_name
        today = self._program.clock.today()
        every = self._all()
        self.list.show_rows([row_of(one, n, name, today) for n, one in enumerate(every, 1)])
        self.list.setVisible(bool(every))
        self.empty.setVisible(not every)
        self.count.show_fact(str(len(every)), "neutral")
        plural = "" if len(every) == 1 else "s"
        self.count.setAccessibleName(f"{len(every)} recommendation{plural}")
        if self._editing:
            self._show_card()

    def _show_card(self) -> None:
        one = self._find(self._editing)
        if one is not None:
            self._fresh = None
        shown = one or self._fresh
        if shown is None or self._session is None or self._form is None:
            focused = QApplication.focusWidget()
            self._close(focus=focused is not None and self._card.isAncestorOf(focused))
            return
        self._form.show_in(self._session.opened, shown)
        self.keeping.show_entry(self._session.opened, one.id if one is not None else "")
        every = self._all()
        at = every.index(one) if one is not None else len(every)
        total = max(len(every), at + 1)
        self.set_title(f"Recommendation {at + 1} of {total}")
        origin = "It was carried over from last time." if shown.carried_from else ""
        if shown.follows_line:
            origin = "Its words follow the line in your notes until you change them here."
        self._origin.setText(origin)
        self._origin.setVisible(bool(origin))
        self._buttons["up"].setEnabled(one is not None and at > 0)
        self._buttons["down"].setEnabled(one is not None and at < len(every) - 1)
        self._buttons["remove"].setEnabled(one is not None)

    # -- doing

    def _open(self, one: Recommendation) -> None:
        if self._session is None:
            return
        if self._form is None:
            self._form = RecommendationForm(
                self._program, self._session.opened, with_letter=self._with_letter
            )
            self._form.edited.connect(self._edited)
            self._form_place.insertWidget(0, self._form)
        was_editing, self._editing = self.is_editing, one.id
        if not was_editing:
            self._list_title = self.heading.text()
        self._show_card()
        self._listing.hide()
        self._card.show()
        self._form.focus_missing()
        self.count.hide()
        QTimer.singleShot(0, self.heading, lambda: bring_into_view(self.heading))
        announce(self, self.heading.text())
        if not was_editing:
            self.editing_changed.emit(True)

    def _close(self, *, focus: bool) -> None:
        was, self._editing, self._fresh = self._editing, "", None
        if not was:
            return
        self.keeping.forget()
        self.set_title(self._list_title)
        self.count.show()
        self._listing.show()
        self._card.hide()
        if self._session is not None:
            self._session.flush()
        if focus:
            self.list.set_current(was)
            self.focus_list()
        self.editing_changed.emit(False)

    def _edited(self, value: Recommendation, words: str, key: str) -> None:
        if self._session is None:
            return
        before = self._find(value.id)
        if before is not None and before.what != value.what:
            value = msgspec.structs.replace(value, follows_line=False)
        self._session.apply(Put(item=value), words, key)

    def _move(self, recommendation_id: str, by: int) -> None:
        one = self._find(recommendation_id)
        every = self._all()
        if self._session is None or one is None:
            return
        at = every.index(one) + by
        if 0 <= at < len(every):
            self._session.apply(Reorder(recommendation=one.id, by=by), "moving a recommendation")
            self.list.set_current(one.id)
            announce(self, f"Now recommendation {at + 1} of {len(every)}")

    def _remove(self, recommendation_id: str) -> None:
        one = self._find(recommendation_id)
        if self._session is not None and one is not None:
            self._session.apply(Drop(item=one), "taking a recommendation out")
            announce(self, "Taken out. Undo brings it back.")
            self.focus_list()

    def _key_pressed(self, event: QKeyEvent) -> bool:
        """Do what a key means in the list; return whether it meant anything."""
        key = self.list.current_key
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if is_alt and event.key() in _MOVES:
            self._move(key, _MOVES[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete:
            self._remove(key)
        else:
            return False
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_editing:
            self.close_card()
            return
        super().keyPressEvent(event)


class _RecommendationList(RowList):
    """The list, with keys for moving and taking out."""

    def __init__(self, pressed: Callable[[QKeyEvent], bool]) -> None:
        super().__init__("Recommendations", fits=True)
        self._pressed = pressed
        self.setObjectName("recommendation_list")
        self.setAccessibleDescription(
            "Enter opens one. Alt with Up or Down moves it. Delete takes it out."
        )

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if not self._pressed(event):
            super().keyPressEvent(event)
