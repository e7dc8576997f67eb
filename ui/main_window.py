"""The one window: a frame that is the same on every page, and the pages in it.

The frame shows whose page it is, where we are, the save light, hide, lock, help and the page's one
main action (design.md §2). Before anything is open it shows the gate. At the start only Qt and
resources are imported through here; the rest comes with ``listen`` and ``add_page``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import theme
from ui.frame.panes import first_focusable, holds
from ui.frame.window import FramedWindow
from ui.kit.announce import announce
from ui.kit.look import set_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from ui.audit_session import AuditSession
    from ui.frame.banner import Banners
    from ui.frame.header import Header
    from ui.frame.surroundings import Surroundings
    from ui.kept_value import SaveState
    from ui.messages import Messages
    from ui.page import Page
    from ui.places import PlaceKind
    from ui.session import ReviewSession

TITLE = "Heard"
SMALLEST = QSize(480, 400)
FIRST = QSize(1180, 740)

_SETTLE_MS = 120  # after the first painting, when the rest of the frame is made
_HEADER_PX, _FOOTER_PX = 42, 33  # as high as they are at the gate


class MainWindow(FramedWindow):
    """The window. Its title never says more than the name of the program.

    Everything the user asks of the frame leaves as a signal; whoever composes the program answers.
    """

    uncovered = Signal()
    """The sheet of ``cover`` was taken away, to go on or because of a lock."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.setMinimumSize(SMALLEST)
        self.resize(FIRST)
        self._session: ReviewSession | AuditSession | None = None
        self._messages: Messages | None = None
        self._pages: dict[PlaceKind, Page] = {}
        self._page: Page | None = None
        self._may_close: Callable[[], bool] = lambda: True
        self._frame = QWidget()
        set_look(self._frame, "ground")
        self._layers = QStackedWidget()
        self._layers.addWidget(self._frame)
        self.setCentralWidget(self._layers)
        self._surroundings: Surroundings | None = None
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settling.timeout.connect(lambda: self.around)
        self._lay_out()

    @property
    def around(self) -> Surroundings:
        """Header, banners, footer and keys; made at the first need or just after the start."""
        if self._surroundings is None:
            from ui.frame.surroundings import Surroundings  # noqa: PLC0415 - after the first paint

            self._settling.stop()
            self._surroundings = Surroundings(self, self._frame)
            self._surroundings.put_into(self._column, self._above, self._below)
        return self._surroundings

    @property
    def header(self) -> Header:
        """The top of the window."""
        return self.around.header

    @property
    def banners(self) -> Banners:
        """News and questions."""
        return self.around.banners

    @property
    @override
    def page(self) -> Page | None:
        """The page in front, or None at the gate."""
        return self._page

    @property
    def session(self) -> ReviewSession | AuditSession | None:
        """What is open, or None."""
        return self._session

    def listen(self, messages: Messages) -> None:
        """Show in banners what ``messages`` are told."""
        self._messages = messages
        messages.setParent(self)  # where a field of the window finds them
        self.banners.listen(messages)

    def set_close_guard(self, may_close: Callable[[], bool]) -> None:
        """Ask ``may_close`` before the window closes: it saves, and says no when it could not."""
        self._may_close = may_close

    def add_page(self, kind: PlaceKind, page: Page) -> None:
        """Take a page in; it is shown by ``show_page``."""
        self._pages[kind] = page
        self._stack.addWidget(page)
        page.frame_changed.connect(lambda: self._frame_changed(page))
        page.work_changed.connect(lambda: self._work_changed(page))

    def page_of(self, kind: PlaceKind) -> Page:
        """Return the page of a kind. Raises KeyError when it was never added."""
        return self._pages[kind]

    def show_page(self, kind: PlaceKind) -> Page:
        """Bring the page to the front, tell it so, and return it; who asked has saved before."""
        page = self._pages[kind]
        if self._page is not page:
            self.banners.page_changed()
        self._page = page
        self._bring_to_front(page)
        page.entered()
        self._frame_changed(page)
        self.around.come_after(page)
        if page.isVisible() and not holds(page, QApplication.focusWidget() or self):
            self._focus_first(page)
        return page

    def show_gate(self, gate: QWidget) -> None:
        """Show the gate and nothing of the program; banners and the last page are put away."""
        if self._stack.indexOf(gate) < 0:
            self._stack.addWidget(gate)
        self._page = None
        self._bring_to_front(gate)
        if self._surroundings is not None:
            self.banners.clear()
            self.around.show_page(None)

    def set_session(self, session: ReviewSession | AuditSession | None) -> None:
        """Let the save light and undo follow a session, or none."""
        if self._session is not None:
            self._session.save_state_changed.disconnect(self._save_state_changed)
            self._session.undo_changed.disconnect(self._undo_changed)
        self._session = session
        self.header.light.clear()
        if session is not None:
            session.save_state_changed.connect(self._save_state_changed)
            session.undo_changed.connect(self._undo_changed)
            self._save_state_changed(session.save_state)
        self._undo_changed()
        self.header.fit()

    def flush(self) -> None:
        """Have what is open saved at once."""
        if self._session is not None:
            self._session.flush()

    def cover(self, sheet: QWidget) -> None:
        """Show ``sheet`` in place of everything, on the screen before this returns."""
        if self._layers.indexOf(sheet) < 0:
            self._layers.addWidget(sheet)
        self._layers.setCurrentWidget(sheet)
        sheet.setFocus()
        self.repaint()

    def uncover(self) -> None:
        """Show the frame again, with its page or the gate."""
        self._layers.setCurrentWidget(self._frame)
        self.uncovered.emit()

    @property
    def undo_action(self) -> QAction:
        """Undo; its words say what it would undo."""
        return self.around.undo

    @property
    def redo_action(self) -> QAction:
        """Do again; its words say what."""
        return self.around.redo

    @override
    def undo(self) -> None:
        """Undo the last step; first ask inline when that would reveal a confidential line."""
        session = self._session
        if session is None or not session.undo_words:
            return
        if session.undo_reveals and self._messages is not None:
            self._ask_before_revealing(self._messages)
        else:
            self._undo_now()

    @override
    def redo(self) -> None:
        """Do the last undone step again."""
        if self._session is not None and self._session.redo_words:
            words = self._session.redo_words
            self._session.redo()
            announce(self, f"Done again: {words}")

    @property
    @override
    def panes(self) -> tuple[QWidget, ...]:
        """The parts of the page in front, which F6 goes through."""
        if self._page is not None and self._page.panes:
            return self._page.panes
        front = self._stack.currentWidget()
        return (front,) if front is not None else ()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close():
            event.accept()
        else:
            event.ignore()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._surroundings and self.banners.dismiss_news():
            return
        super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._surroundings is None:
            self._settling.start()

    def _lay_out(self) -> None:
        """Make room for everything, and what the gate needs; the rest comes as it is needed."""
        self.strips = QVBoxLayout()
        """Room under the header for calm strips, such as the one before an idle lock."""
        self._stack = QStackedWidget()
        self._stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        set_look(self._stack, "ground")
        self._above, self._below = QFrame(), QFrame()
        for place, look, height in (
            (self._above, "header", _HEADER_PX),
            (self._below, "footer", _FOOTER_PX),
        ):
            set_look(place, look)
            place.setFixedHeight(theme.px(height))
        self._column = QVBoxLayout(self._frame)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._above)
        self._column.addLayout(self.strips)
        self._column.addWidget(self._stack, 1)
        self._column.addWidget(self._below)

    def _bring_to_front(self, widget: QWidget) -> None:
        """Show one page; those behind it have no say in how small the window can be."""
        ignored, counted = QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        for other in filter(None, map(self._stack.widget, range(self._stack.count()))):
            policy = counted if other is widget else ignored
            other.setSizePolicy(policy, policy)
        self._stack.setCurrentWidget(widget)

    def _focus_first(self, page: QWidget) -> None:
        first = first_focusable(page)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _frame_changed(self, page: Page) -> None:
        if page is not self._page:
            return
        for own in (*page.header_actions, *filter(None, [page.main_action])):
            if own not in page.actions():
                page.addAction(own)
        self.around.show_page(page)

    def _save_state_changed(self, state: SaveState) -> None:
        was = self.header.light.words
        self.header.light.show_state(state)
        if state.fault is not None and not was.startswith("Not saved") and self._messages:
            self._messages.warn(state.fault)
        self.header.fit()

    def _work_changed(self, page: Page) -> None:
        """Let the save light and undo follow what the page itself holds open."""
        if page is self._page:
            self.set_session(page.work)

    def _undo_changed(self) -> None:
        self.around.show_undo(self._session)

    def _ask_before_revealing(self, messages: Messages) -> None:
        from ui.messages import Choice  # noqa: PLC0415 - nothing of models before the first page

        messages.ask(
            "Undo the confidential mark?",
            "The line would no longer be kept to the annex, and could go into everyone's copy.",
            Choice(words="Yes, undo it", chosen=self._undo_now),
            Choice(words="No, keep it confidential", chosen=lambda: None),
        )

    def _undo_now(self) -> None:
        if self._session is not None:
            words = self._session.undo_words
            self._session.undo()
            announce(self, f"Undone: {words}")
