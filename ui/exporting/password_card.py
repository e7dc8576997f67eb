"""A password for the Word files of one export: typed twice, judged, never kept."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from models import passphrase
from models.errors import UserFacingError
from models.passphrase import Verdict
from ui.gate.passphrase_field import PassphraseField
from ui.kit import Card, Flow, KeyButton, announce, fault_label, label, quiet_label, set_look
from ui.program import Program

_PAUSE_MS = 400
_ONCE = (
    "Word then asks whoever opens a file for it. It is kept nowhere, and nobody can take it off a"
    " file without it."
)
_TELL = (
    "Tell it to the reader by telephone or in person, never in the message that carries the file,"
    " and never in the file's name. Ask them to open the file once while you are there."
)


class PasswordCard(Card):
    """Asks for a password where one is wanted; ``password`` is what was typed twice the same."""

    changed = Signal()

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__("Password", parent)
        self._program = program
        self._names: tuple[str, ...] = ()
        self._verdict: Verdict | None = None
        self._asked = 0
        self.wanted = QCheckBox("Put a password on these files")
        self.wanted.setObjectName("export_protect")
        self.wanted.setAccessibleName(self.wanted.text())
        self.wanted.setAccessibleDescription(_ONCE)
        self.wanted.toggled.connect(self._turn)
        self.first = PassphraseField("Password for the files")
        self.again = PassphraseField("The same password again")
        self.verdict = quiet_label()
        self.verdict.setObjectName("password_verdict")
        self.problem = fault_label("")
        self._inside = QWidget()
        self._lay_out()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._judge)
        for field in (self.first, self.again):
            field.edit.textChanged.connect(self._typed)
        self._turn(False)

    @property
    def is_ready(self) -> bool:
        """Whether the files can be made: no password is wanted, or a good one was typed twice."""
        return not self.wanted.isChecked() or bool(self.password)

    @property
    def password(self) -> str:
        """The password, once it is strong enough and was typed twice; nothing otherwise."""
        typed = self.first.text
        good = self._verdict is not None and self._verdict.is_enough
        return typed if self.wanted.isChecked() and good and typed == self.again.text else ""

    def begin(self, names: tuple[str, ...], *, wanted: bool) -> None:
        """Begin anew; no password may hold one of ``names``."""
        self._names = names
        self.forget()
        self.wanted.setChecked(wanted)

    def forget(self) -> None:
        """Empty the fields: after each export, at lock, on leaving."""
        self._asked += 1
        self._verdict = None
        self.first.forget()
        self.again.forget()
        self.verdict.clear()
        self.offered.clear()
        self.offered.hide()
        self._say_problem("")

    def offer(self) -> None:
        """Offer four random words, which are to be typed back."""
        self.offered.setText(passphrase.generate())
        self.offered.show()
        announce(self.offered, f"Your password could be: {self.offered.text()}")
        self.first.edit.setFocus()

    def _lay_out(self) -> None:
        self.offered = label("", "code")
        self.offered.setObjectName("offered_password")
        offer = KeyButton("Offer four random words", on_click=self.offer)
        buttons = QWidget()
        Flow(buttons).addWidget(offer)
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        for part in (
            quiet_label(_ONCE),
            buttons,
            self.offered,
            self.first,
            self.verdict,
            self.again,
            self.problem,
            quiet_label(_TELL),
        ):
            inside.addWidget(part)
        self.body.addWidget(self.wanted)
        self.body.addWidget(self._inside)

    def _turn(self, _on: bool) -> None:
        self._inside.setVisible(self.wanted.isChecked())
        if not self.wanted.isChecked():
            self.forget()
        self.changed.emit()

    def _typed(self) -> None:
        self._verdict = None
        self._asked += 1
        same = not self.again.text or self.again.text == self.first.text
        self._say_problem("" if same else "The two are not the same yet.")
        self._pause.start()
        self.changed.emit()

    def _judge(self) -> None:
        typed = self.first.text
        if not typed.strip():
            self.verdict.clear()
            return
        work = partial(passphrase.judge, typed, self._names)
        self._program.helper.run(
            work, partial(self._judged, self._asked), partial(self._refused, self._asked)
        )

    def _judged(self, asked: int, verdict: Verdict) -> None:
        if asked != self._asked:
            return
        self._verdict = verdict
        set_look(self.verdict, "good" if verdict.is_enough else "soon")
        self.verdict.setText(
            "Strong enough." if verdict.is_enough else f"Not strong enough yet. {verdict.advice}"
        )
        self.changed.emit()

    def _refused(self, asked: int, fault: UserFacingError) -> None:
        if asked == self._asked:
            self._say_problem(f"{fault.problem} {fault.remedy}")

    def _say_problem(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
