"""The top of the window: whose page it is, where we are, the save light, and what can be done."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from ui import theme
from ui.frame.brand import BrandMark
from ui.frame.save_light import SaveLight
from ui.kit.buttons import KeyButton
from ui.kit.flow import Flow
from ui.kit.labels import ElidedLabel, label
from ui.kit.look import set_look

if TYPE_CHECKING:
    from ui.page import Page

_WHERE_PX = 140  # what "where we are" keeps before keys are left undrawn


class Header(QFrame):
    """One row where there is room; else keys are left undrawn; else a second row for the buttons.

    Nothing is clipped: names end in an ellipsis with the whole in a tool tip, buttons wrap.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "header")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.brand = label("Heard", "brand", wraps=False)
        self.who = ElidedLabel("who")
        self.who.setObjectName("who")
        self.where = ElidedLabel("where")
        self.where.setObjectName("where")
        self.elapsed = label("", "plain", wraps=False)
        self.elapsed.setObjectName("elapsed")
        self.light = SaveLight()
        self._buttons: list[KeyButton] = []
        self._shown: tuple[list[QAction], QAction | None] = ([], None)
        self._last: tuple[KeyButton, ...] = ()
        self._home: KeyButton | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(theme.S5, theme.S2, theme.S5, theme.S2)
        self._grid.setHorizontalSpacing(theme.S4)
        self._grid.setVerticalSpacing(theme.S2)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(self._identity(), 0, 0)
        self._actions = QWidget()
        self._flow = Flow(self._actions, theme.S3)
        self._stacked: bool | None = None
        self._arrange()

    def set_standing(self, *actions: QAction) -> None:
        """Give the buttons that every page has, in order, at the right of the page's own."""
        self._last = tuple(KeyButton.following(action) for action in actions)
        self.show_page(None)

    def set_home(self, action: QAction) -> None:
        """Give the way to all children, which stands before whose page it is."""
        self._home = KeyButton.following(action, "quiet", "arrow-left")
        self._home.set_compact(compact=True)
        self._row.insertWidget(self._row.indexOf(self.who), self._home)
        self._home.setVisible(action.isVisible())

    def show_page(self, page: Page | None) -> None:
        """Show whose page it is and what it offers; None shows the brand alone."""
        self.who.show_text(page.who if page is not None else "")
        self.where.show_text(page.where if page is not None else "")
        self.elapsed.setText(page.elapsed if page is not None else "")
        self.elapsed.setAccessibleName(f"Time in the meeting: {self.elapsed.text()}")
        self.elapsed.setVisible(bool(self.elapsed.text()))
        self._set_buttons(page)
        self._arrange()

    def fill(self, height: int) -> None:
        """Be at least ``height`` px high, as what stood in its place was, so that nothing jumps."""
        self.ensurePolished()  # only then is the line under it counted in its own edges
        edges = self.contentsMargins() + self._grid.contentsMargins()
        self._grid.setRowMinimumHeight(0, height - edges.top() - edges.bottom())

    def fit(self) -> None:
        """Lay out anew after text in it changed."""
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def _identity(self) -> QWidget:
        widget = QWidget()
        row = self._row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S2)
        row.addWidget(BrandMark())
        row.addWidget(self.brand)
        row.addSpacing(theme.S2)
        row.addWidget(self.who)
        row.addSpacing(theme.S1)
        row.addWidget(self.where, 1)
        row.addStretch(0)
        row.addSpacing(theme.S2)
        row.addWidget(self.elapsed)
        row.addSpacing(theme.S1)
        row.addWidget(self.light)
        return widget

    def _set_buttons(self, page: Page | None) -> None:
        wanted = (list(page.header_actions), page.main_action) if page is not None else ([], None)
        if wanted != self._shown or not self._buttons:
            self._shown = wanted
            self._rebuild(*wanted)
        for button in self._last:
            button.setVisible(page is not None)

    def _own(self) -> list[KeyButton]:
        return [button for button in self._buttons if button not in self._last]

    def _rebuild(self, actions: list[QAction], main: QAction | None) -> None:
        for button in self._own():
            button.hide()
            button.deleteLater()
        while self._flow.takeAt(0) is not None:
            pass
        self._buttons = [KeyButton.following(action) for action in actions]
        self._buttons += self._last
        if main is not None:
            self._buttons.append(KeyButton.following(main, "main"))
        for button in self._buttons:
            self._flow.addWidget(button)
        for button, action in zip(self._own(), [*actions, *([main] if main else [])], strict=True):
            button.setVisible(action.isVisible())
        stops = [*filter(None, [self._home]), *self._buttons]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(self.width()))

    def _arrange(self) -> None:
        """Choose the widest layout that fits: all, no keys, two rows, no brand name, no "where"."""
        margins = self._grid.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        brand, where, fixed = self._widths()
        buttons = 0
        for compact in (False, True):
            for button in self._buttons:
                button.set_compact(compact=compact)
            buttons = self._flow.sizeHint().width() + self._grid.horizontalSpacing()
            if fixed + brand + where + buttons <= room:
                self._place(stacked=False)
                break
        else:
            self._place(stacked=True)
            if fixed + brand + where > room:
                brand = 0
            if fixed + where > room:
                where = 0
        self.brand.setVisible(bool(brand) and self._has_room_for_brand(room, fixed, buttons))
        self.where.setVisible(bool(where))

    def _widths(self) -> tuple[int, int, int]:
        """Return what the brand name, "where" at its least, and the rest of the left side need."""
        parts = (self.who, self.elapsed, self.light)
        fixed = sum(part.sizeHint().width() for part in parts if not part.isHidden())
        if self._home is not None and not self._home.isHidden():
            fixed += self._home.sizeHint().width() + theme.S2
        where = min(self.where.sizeHint().width(), theme.px(_WHERE_PX)) if self.where.text() else 0
        return self.brand.sizeHint().width(), where, fixed + theme.px(12) + 9 * theme.S2

    def _has_room_for_brand(self, room: int, fixed: int, buttons: int) -> bool:
        """Where the page leads home, "where we are" comes before the brand's name."""
        if self._home is None or self._home.isHidden():
            return True
        beside = 0 if self._stacked else buttons
        whole = self.where.sizeHint().width()
        return fixed + self.brand.sizeHint().width() + whole + beside <= room

    def _place(self, *, stacked: bool) -> None:
        if stacked == self._stacked:
            return
        self._stacked = stacked
        self._grid.removeWidget(self._actions)
        policy = QSizePolicy.Policy
        if stacked:
            self._actions.setSizePolicy(policy.Preferred, policy.Minimum)
            self._grid.addWidget(self._actions, 1, 0, 1, 2)
        else:
            self._actions.setSizePolicy(policy.Fixed, policy.Fixed)
            self._grid.addWidget(self._actions, 0, 1)
        self.updateGeometry()
