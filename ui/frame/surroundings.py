"""Header, banners, footer and the keys of the frame: what is put around the gate and every page.

They are made a moment after the first painting, so that the passphrase field answers first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui import theme
from ui.frame.banner import Banners
from ui.frame.footer import Footer
from ui.frame.header import Header
from ui.frame.panes import go_to_next_pane, last_focusable
from ui.frame.window import FramedWindow
from ui.kit.announce import announce
from ui.shortcuts import Shortcut, action

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from ui.audit_session import AuditSession
    from ui.page import Page
    from ui.session import ReviewSession

_TEXT_STEP = 10


class Surroundings(QObject):
    """What stands around the page. All keys but Hide and Lock sleep while the window is covered."""

    def __init__(self, window: FramedWindow, frame: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._steps = 0  # by which the text is to grow, per cent
        self._resizing = QTimer(self, singleShot=True, interval=0)
        self._resizing.timeout.connect(self._apply_size)
        self.hide = action(window, "Hide", Shortcut.HIDE, window.hide_asked.emit)
        self.lock = action(window, "Lock", Shortcut.LOCK, window.lock_asked.emit)
        self.undo = action(frame, "Undo", Shortcut.UNDO, window.undo)
        self.redo = action(frame, "Do again", Shortcut.REDO, window.redo)
        self.home = action(frame, "My children", Shortcut.ALL_CHILDREN, window.home_asked.emit)
        help_action = action(frame, "Help", Shortcut.HELP, window.help_asked.emit)
        larger = action(
            frame, "Larger text", Shortcut.LARGER, lambda: self._resize_text(_TEXT_STEP)
        )
        plus = QKeySequence("Ctrl++")  # with Shift held, and on the number pad
        larger.setShortcuts([QKeySequence(Shortcut.LARGER), plus])
        action(frame, "Smaller text", Shortcut.SMALLER, lambda: self._resize_text(-_TEXT_STEP))
        action(frame, "Next part of the page", Shortcut.PANES, self._next_pane)
        self.header = Header()
        self.header.set_standing(self.hide, self.lock)
        self.header.set_home(self.home)
        self.banners = Banners()
        self.footer = Footer(help_action)
        self.show_undo(None)
        self.show_page(None)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def put_into(self, layout: QVBoxLayout, above: QWidget, below: QWidget) -> None:
        """Take the place of what was painted first ``above`` and ``below`` the pages."""
        self.header.fill(above.minimumHeight())
        for place, real in ((above, self.header), (below, self.footer)):
            layout.replaceWidget(place, real)
            place.hide()
            place.deleteLater()
        layout.insertWidget(layout.count() - 2, self.banners)

    def come_after(self, page: QWidget) -> None:
        """Let Tab reach the footer after the page, as one reads."""
        last = last_focusable(page)
        if last is not None:
            QWidget.setTabOrder(last, self.footer.help_button)

    def show_page(self, page: Page | None) -> None:
        """Show whose page it is; at the gate (None) there is nothing to hide or lock."""
        self.hide.setVisible(page is not None)
        self.lock.setVisible(page is not None)
        self.home.setVisible(page is not None and page.leads_home)  # hidden, its key sleeps too
        self.header.show_page(page)
        self.footer.show_page(page)
        if self.footer.parentWidget() is not None:  # until then it would be a window of its own
            self.footer.setHidden(page is not None and page.is_bare)

    def show_undo(self, session: ReviewSession | AuditSession | None) -> None:
        """Let undo and redo say what they would do."""
        undo = session.undo_words if session is not None else ""
        redo = session.redo_words if session is not None else ""
        for one, verb, words in ((self.undo, "Undo", undo), (self.redo, "Do again", redo)):
            one.setText(f"{verb}: {words}" if words else verb)
            one.setEnabled(bool(words))

    def _resize_text(self, step: int) -> None:
        """Take a step once the keys pressed meanwhile are read, and theirs with it."""
        self._steps += step
        self._resizing.start()

    def _apply_size(self) -> None:
        percent = theme.change_text_size(self._steps)
        self._steps = 0
        self.show_page(self._window.page)
        announce(self._window, f"Text {percent} per cent")
        self._window.text_size_changed.emit(percent)

    def _next_pane(self) -> None:
        go_to_next_pane((self.banners, *self._window.panes, self.header, self.footer))

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self._window):  # the focus still moves while a window is taken down
            return
        if new is not None and self._window.isAncestorOf(new):
            self.banners.remember_focus(new)
