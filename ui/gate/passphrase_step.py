"""Choosing a passphrase: four random words offered, or one of the user's own, typed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ui import theme
from ui.gate.passphrase_field import PassphraseField
from ui.gate.sheet import GateSheet
from ui.kit.buttons import KeyButton
from ui.kit.flow import Flow
from ui.kit.labels import label, quiet_label
from ui.kit.look import set_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.errors import UserFacingError
    from models.passphrase import Verdict
    from ui.gate.door import GateDoor

_PAUSE_MS = 400
_NOT_OFFERED = "These are not yet the four words above."
_NOT_AGAIN = "What you typed again is not the same."
_STRONG = "Strong enough. Four random words would be stronger, and often easier to remember."


class PassphraseStep(GateSheet):
    """Hands over a passphrase that is strong enough and was typed twice, or offered and typed."""

    chosen = Signal(str)
    back_asked = Signal()

    def __init__(
        self, door: Callable[[], GateDoor], title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            title,
            "It opens Heard on this laptop, and nobody can reset it for you. Four random words are"
            " strong, and a small story makes them easy to remember.",
            parent,
        )
        self._door = door
        self._names: tuple[str, ...] = ()
        self._is_own = False
        self._judged = 0
        self._lay_out()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._judge_now)
        self.own.edit.textChanged.connect(self._own_changed)
        for field in (self.again, self.own):
            field.edit.returnPressed.connect(self.go_on)

    @property
    def offered(self) -> str:
        """The four words on offer."""
        return self.words.text()

    def begin(self, names: tuple[str, ...] = ()) -> None:
        """Begin anew; ``names`` are those that no passphrase may hold."""
        self._names = names
        self.forget()
        self.offer()

    def forget(self) -> None:
        """Empty every field and the offer."""
        self.own.forget()
        self.again.forget()
        self.words.clear()
        self.verdict.clear()
        self.clear_problem()
        self.use_own(own=False)

    def offer(self) -> None:
        """Offer four other words."""
        from models import passphrase  # noqa: PLC0415 - the list of words is not read before

        self.words.setText(passphrase.generate())
        self.again.forget()

    def use_own(self, *, own: bool) -> None:
        """Ask for the user's own words, or offer random ones."""
        self._is_own = own
        self._offer_box.setVisible(not own)
        self._own_box.setVisible(own)
        self.other_way.set_words("Use four random words" if own else "Use my own instead")
        self.clear_problem()

    def go_on(self) -> None:
        """Take the passphrase if it is strong enough and was typed again as it is."""
        typed = self.own.text if self._is_own else self.offered
        if self._is_own and not typed.strip():
            self._ask_again(self.own, "Type a passphrase of your own.")
        elif _plain(self.again.text) != _plain(typed):
            self._ask_again(self.again, _NOT_AGAIN if self._is_own else _NOT_OFFERED)
        elif self._is_own:
            self.next_button.setEnabled(False)
            self._door().judge(typed, self._names, self._judged_last, self._not_taken)
        else:
            self._take(typed)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.own if self._is_own else self.again).edit.setFocus()

    def _lay_out(self) -> None:
        self.words = label("", "code")
        self.words.setObjectName("offered_words")
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.words.setMinimumHeight(theme.px(theme.SMALLEST_TARGET))
        buttons = QWidget()
        row = Flow(buttons)
        row.addWidget(KeyButton("Other words", on_click=self._other_words))
        self._offer_box = _column(label("Your passphrase could be", "field"), self.words, buttons)
        self.own = PassphraseField("Your own passphrase")
        self.verdict = quiet_label()
        self.verdict.setObjectName("verdict")
        self._own_box = _column(self.own, self.verdict)
        self.again = PassphraseField("Type it again")
        self.other_way = KeyButton("Use my own instead", on_click=self._switch)
        self.other_way.setObjectName("other_way")
        self.body.addWidget(self._offer_box)
        self.body.addWidget(self._own_box)
        self.body.addWidget(self.again)
        self.next_button = KeyButton("Go on", kind="main", on_click=self.go_on)
        self.buttons.addWidget(self.next_button)
        self.buttons.addWidget(self.other_way)
        self.buttons.addWidget(KeyButton("Back", kind="quiet", on_click=self.back_asked.emit))

    def _other_words(self) -> None:
        self.offer()
        self.again.edit.setFocus()

    def _switch(self) -> None:
        self.use_own(own=not self._is_own)
        self.again.forget()
        (self.own if self._is_own else self.again).edit.setFocus()

    def _own_changed(self) -> None:
        self.clear_problem()
        self._pause.start()

    def _judge_now(self) -> None:
        typed = self.own.text
        if not typed.strip():
            self.verdict.clear()
            return
        self._judged += 1
        this = self._judged

        def show(verdict: Verdict) -> None:
            if this == self._judged:
                self._show_verdict(verdict)

        self._door().judge(typed, self._names, show, self._not_taken)

    def _show_verdict(self, verdict: Verdict) -> None:
        set_look(self.verdict, "good" if verdict.is_enough else "soon")
        self.verdict.setText(
            _STRONG if verdict.is_enough else f"Not strong enough yet. {verdict.advice}"
        )

    def _judged_last(self, verdict: Verdict) -> None:
        self.next_button.setEnabled(True)
        self._show_verdict(verdict)
        if verdict.is_enough:
            self._take(self.own.text)
        else:
            self._ask_again(self.own, f"This passphrase is not strong enough. {verdict.advice}")

    def _not_taken(self, fault: UserFacingError) -> None:
        self.next_button.setEnabled(True)
        self.say_fault(fault)

    def _ask_again(self, field: PassphraseField, problem: str) -> None:
        self.say(problem)
        field.edit.setFocus()
        field.edit.selectAll()

    def _take(self, passphrase: str) -> None:
        self.clear_problem()
        self.chosen.emit(passphrase)


def _plain(text: str) -> str:
    import unicodedata  # noqa: PLC0415 - not before somebody chooses a passphrase

    return unicodedata.normalize("NFC", text)


def _column(*widgets: QWidget) -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.S2)
    for widget in widgets:
        layout.addWidget(widget)
    return box
