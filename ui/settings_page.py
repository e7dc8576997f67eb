"""Settings: who uses Heard, what a child is told, how it looks, when it locks."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget
from typing_extensions import override

from models.terms import Role
from ui import theme
from ui.council.card import CouncilCard
from ui.kit.buttons import KeyButton
from ui.kit.cards import Card
from ui.kit.flow import Flow
from ui.kit.form import Form
from ui.kit.labels import label, quiet_label, title_label
from ui.kit.scrolling import scroll
from ui.page import Page

if TYPE_CHECKING:
    from models.errors import UserFacingError
    from ui.program import Program, UserSettings
from ui.shortcuts import action

IDLE_MINUTES = range(2, 31)
MEETING_MINUTES = range(15, 61)

_T = TypeVar("_T")
_SCHEMES = (
    ("system", "As the computer"),
    ("light", "Light"),
    ("dark", "Dark"),
    ("high", "High contrast"),
)
_STEP = 10
_WIDTH = 720


class SettingsPage(Page):
    """Each change is kept at once; there is no button to save."""

    settings_changed = Signal(object)
    """The new ``UserSettings``; colours, text size and idle times are to be applied."""
    passphrase_asked = Signal()
    closed = Signal()
    """Back to where the user came from."""
    backups_asked = Signal()

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._is_filling = False
        self._lines: dict[str, QLineEdit] = {}
        self.who = "Settings"
        self.where = "who uses Heard, how it looks, when it locks"
        self.header_actions = (action(self, "Back", "Esc", self.closed.emit),)
        self.council_card = CouncilCard(program)
        inside = QWidget()
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.S4)
        self._column.addWidget(title_label("Settings"))
        cards = (self._about_you(), self._looks(), self._safety(), self._backups())
        for card in (*cards, self.council_card):
            self._column.addWidget(card)
        self._column.addStretch(1)
        middle = QHBoxLayout(inside)
        middle.setContentsMargins(theme.S4, theme.S4, theme.S4, theme.S4)
        column = QWidget()
        column.setMaximumWidth(theme.px(_WIDTH))
        column.setLayout(self._column)
        self._column.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(column, 100)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll(inside))

    @override
    def entered(self) -> None:
        self.show_settings(self._program.settings)
        self.council_card.show_council()
        self.name.setFocus()

    @override
    def forget(self) -> None:
        self.council_card.forget()

    @override
    def left(self) -> None:
        """Keep what is typed in a line that is still being typed in."""
        for name, edit in self._lines.items():
            self._keep(name, edit.text().strip())

    def show_settings(self, settings: UserSettings) -> None:
        """Show the settings as they are."""
        self._is_filling = True
        self.name.setText(settings.name)
        self.role.setCurrentIndex(self.role.findData(settings.role))
        self.council.setText(settings.council)
        self.phone.setText(settings.phone)
        self.email.setText(settings.email)
        self.text_size.setValue(settings.text_percent)
        self.scheme.setCurrentIndex(max(0, self.scheme.findData(settings.scheme)))
        self.idle.setValue(settings.idle_minutes)
        self.meeting_idle.setValue(settings.meeting_idle_minutes)
        self._is_filling = False

    def _about_you(self) -> Card:
        card = Card("About you")
        form = Form(2)
        self.name = self._line(form.line("Your name", "As you sign."), "name")
        self.role = form.choice("Your role", [(role, role.label) for role in Role])
        self.role.currentIndexChanged.connect(
            lambda: self._keep("role", Role(self.role.currentData()))
        )
        self.council = self._line(form.line("Your council"), "council")
        card.body.addWidget(form)
        card.body.addWidget(quiet_label("How a child can reach you; it stands in their letter:"))
        reach = Form(2)
        self.phone = self._line(reach.line("Phone"), "phone")
        self.email = self._line(reach.line("E-mail", name="email"), "email")
        card.body.addWidget(reach)
        return card

    def _looks(self) -> Card:
        card = Card("How it looks")
        form = Form(2)
        self.scheme = form.choice("Colours", _SCHEMES)
        self.scheme.currentIndexChanged.connect(
            lambda: self._keep("scheme", str(self.scheme.currentData()))
        )
        sizes = range(theme.LEAST_PERCENT, theme.MOST_PERCENT + 1)
        self.text_size = self._number(form, "Size of text", sizes, "text_percent", " %")
        self.text_size.setSingleStep(_STEP)
        card.body.addWidget(form)
        return card

    def _safety(self) -> Card:
        card = Card("Locking")
        form = Form(2)
        minutes = " minutes"
        self.idle = self._number(
            form, "Lock when unused for", IDLE_MINUTES, "idle_minutes", minutes
        )
        self.meeting_idle = self._number(
            form, "In a meeting", MEETING_MINUTES, "meeting_idle_minutes", minutes
        )
        card.body.addWidget(form)
        card.body.addWidget(
            quiet_label("A strip says so a minute before, and any key keeps Heard open.")
        )
        card.body.addWidget(_row(KeyButton("Change the passphrase…", on_click=self._passphrase)))
        return card

    def _backups(self) -> Card:
        card = Card("Backups")
        card.body.addWidget(
            label("Heard keeps encrypted copies of everything, and checks each one by opening it.")
        )
        card.body.addWidget(_row(KeyButton("See the backups", on_click=self.backups_asked.emit)))
        return card

    def _passphrase(self) -> None:
        self.passphrase_asked.emit()

    def _line(self, edit: QLineEdit, name: str) -> QLineEdit:
        edit.editingFinished.connect(lambda: self._keep(name, edit.text().strip()))
        self._lines[name] = edit
        return edit

    def _number(self, form: Form, words: str, values: range, name: str, unit: str) -> QSpinBox:
        box = QSpinBox()
        box.lineEdit().setTextMargins(theme.px(8), 0, 0, 0)  # style sheets do not reach it there
        box.setRange(values[0], values[-1])
        box.setSuffix(unit)
        box.setKeyboardTracking(False)
        box.valueChanged.connect(lambda value: self._keep(name, value))
        return form.add(words, box)

    def _keep(self, name: str, value: object) -> None:
        """Keep one changed setting and say so; nothing happens when it is as before."""
        before = self._program.settings
        if self._is_filling or getattr(before, name) == value:
            return
        after = msgspec.structs.replace(before, **{name: value})
        self._program.settings = after
        self.settings_changed.emit(after)
        self._program.store.save_settings(after, _kept, self._not_kept)

    def _not_kept(self, fault: UserFacingError) -> None:
        self._program.messages.warn(fault)


def _kept(_: None) -> None:
    """Nothing is said: the field shows it."""


def _row(*widgets: QWidget) -> QWidget:
    box = QWidget()
    flow = Flow(box)
    for widget in widgets:
        flow.addWidget(widget)
    return box
