"""News and questions above the page: told by drawing, word and colour; nothing is ever blocked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from ui import theme
from ui.kit.announce import announce
from ui.kit.buttons import KeyButton
from ui.kit.flow import Flow
from ui.kit.icons import IconLabel
from ui.kit.labels import label
from ui.kit.look import set_look

if TYPE_CHECKING:
    from ui.messages import Choice, Message, Messages

_READ_MS = 4_000
_SHARE = 3  # of the height of the window, at most one part in so many
_TONES = {
    "news": ("info", "accent", "For you to know"),
    "good": ("done", "done", "Done"),
    "care": ("help", "soon", "A question"),
    "fault": ("warning", "late", "There is a problem"),
}


class Banner(QFrame):
    """One message. Esc dismisses one that asks nothing; a question stays until it is answered."""

    shown_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._icon = IconLabel("info", "accent", 20)
        self._title = label("", "banner_title")
        self._title.setObjectName("banner_problem")
        self._remedy = label("", "plain")
        self._remedy.setObjectName("banner_remedy")
        self._choices = QWidget()
        self._flow = Flow(self._choices)
        self._close = KeyButton("Dismiss", kind="quiet", icon="close", on_click=self.dismiss)
        layout = self._grid = QGridLayout(self)
        layout.setContentsMargins(theme.S3, theme.S2, theme.S3, theme.S2)
        layout.setHorizontalSpacing(theme.S3)
        layout.setVerticalSpacing(theme.S1)
        layout.addWidget(self._icon, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._title, 0, 1)
        layout.addWidget(self._remedy, 1, 1)
        layout.addWidget(self._choices, 2, 1)
        layout.addWidget(self._close, 0, 2, 2, 1, Qt.AlignmentFlag.AlignTop)
        layout.setColumnStretch(1, 1)
        self._message: Message | None = None
        self._since = QElapsedTimer()
        self._came_from: QWidget | None = None
        self.hide()

    @property
    def message(self) -> Message | None:
        """What it shows, or None."""
        return self._message

    def show_message(self, message: Message) -> None:
        """Show a message in place of the one before."""
        self._message = message
        self._since.start()
        icon, role, kind = _TONES[message.tone.value]
        self._icon.show_drawing(icon, role)
        for widget, look in ((self, "banner"), (self._title, "banner_title")):
            set_look(widget, look, tone=message.tone.value)
        self._title.setText(message.problem)
        self._remedy.setText(message.remedy)
        self._remedy.setVisible(bool(message.remedy))
        self._level(alone=not message.remedy and not message.choices)
        self._offer(message.choices)
        self._close.setVisible(not message.choices)
        self.setAccessibleName(f"{kind}: {message.problem}")
        self.show()
        self.shown_changed.emit()
        said = " ".join(part for part in (kind + ":", message.problem, message.remedy) if part)
        announce(self, said, urgent=message.tone.value == "fault")

    def _level(self, *, alone: bool) -> None:
        """Stand one line alone in the middle beside its buttons, several at the top."""
        place = Qt.AlignmentFlag.AlignVCenter if alone else Qt.AlignmentFlag.AlignTop
        self._grid.setRowStretch(0, 1 if alone else 0)
        self._grid.setAlignment(self._icon, place)

    def dismiss(self) -> None:
        """Take the message away; the focus goes back to where it was."""
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        came_from = self._came_from
        self._message = None
        self.hide()
        for words in (self._title, self._remedy):
            words.clear()
        self.setAccessibleName("")
        self._offer(())
        self.shown_changed.emit()
        if had_focus and came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus()

    def dismiss_by_key(self) -> bool:
        """Dismiss what asks nothing; return whether something was dismissed."""
        if self._message is None or self._message.choices:
            return False
        self.dismiss()
        return True

    def dismiss_if_read(self) -> None:
        """On another page: let news go that has been up for four seconds."""
        message = self._message
        if message is None or message.choices or message.tone.value not in {"news", "good"}:
            return
        if self._since.elapsed() > _READ_MS:
            self.dismiss()

    def remember_focus(self, widget: QWidget | None) -> None:
        """Note where the focus is while it is outside, to bring it back there."""
        if widget is not None and not self.isAncestorOf(widget):
            self._came_from = widget

    def _offer(self, choices: tuple[Choice, ...]) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for choice in choices:
            self._flow.addWidget(KeyButton(choice.words, on_click=partial(self._take, choice)))
        self._choices.setVisible(bool(choices))

    def _take(self, choice: Choice) -> None:
        self.dismiss()
        choice.chosen()


class Banners(QScrollArea):
    """At most one question and one piece of news at a time; news never pushes a question out.

    They take no more than a third of the window, and scroll where that is too little.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banners")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._inside = QWidget()
        set_look(self._inside, "scrolled")
        self.setWidget(self._inside)
        self.question = Banner()
        self.news = Banner()
        layout = QVBoxLayout(self._inside)
        layout.setContentsMargins(theme.S4, theme.S2, theme.S4, 0)
        layout.setSpacing(theme.S2)
        for banner in (self.question, self.news):
            layout.addWidget(banner)
            banner.shown_changed.connect(self._fold)
        self.hide()

    def listen(self, messages: Messages) -> None:
        """Show what ``messages`` are told."""
        messages.said.connect(self._show)
        messages.cleared.connect(self.clear)

    def clear(self) -> None:
        """Take everything away, questions too: at lock, and when the page asks for it."""
        self.question.dismiss()
        self.news.dismiss()

    def page_changed(self) -> None:
        """Let go of news that has been read."""
        self.news.dismiss_if_read()

    def remember_focus(self, widget: QWidget | None) -> None:
        """Note where the focus is; see ``Banner.remember_focus``."""
        if widget is None or not self.isAncestorOf(widget):
            self.question.remember_focus(widget)
            self.news.remember_focus(widget)

    def dismiss_news(self) -> bool:
        """Dismiss the news; return whether there was some."""
        return self.news.dismiss_by_key()

    @override
    def sizeHint(self) -> QSize:
        height = self._inside.heightForWidth(self.width())
        return QSize(0, min(height, self.window().height() // _SHARE))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.dismiss_news():
            return
        super().keyPressEvent(event)

    def _fold(self) -> None:
        self.setVisible(any(banner.message is not None for banner in (self.question, self.news)))
        self.updateGeometry()

    def _show(self, message: Message) -> None:
        (self.question if message.choices else self.news).show_message(message)
