"""The bottom of the window: the fact that reassures, quiet facts, and help, always there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget
from typing_extensions import override

from ui import theme
from ui.kit.buttons import KeyButton
from ui.kit.labels import label
from ui.kit.look import set_look

if TYPE_CHECKING:
    from ui.page import Page

PROMISE = "Nothing leaves this laptop unless you export it."


class Footer(QFrame):
    """The facts stand beside the reassuring one where there is room, else under it."""

    def __init__(self, help_action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "footer")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.fact = label(PROMISE, "quiet")
        self.fact.setObjectName("footer_fact")
        self.facts = label("", "quiet")
        self.facts.setObjectName("footer_facts")
        self.help_button = KeyButton.following(help_action, "quiet")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(theme.S5, 0, theme.S3, 0)
        self._grid.setHorizontalSpacing(theme.S4)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(self.fact, 0, 0)
        self._grid.addWidget(self.help_button, 0, 2)
        self._under: bool | None = None
        self._arrange()

    def show_page(self, page: Page | None) -> None:
        """Show the page's facts; None shows the promise alone."""
        fact = page.footer if page is not None else ""
        self.fact.setText(fact or PROMISE)
        self.facts.setText("   ".join(page.footer_facts) if page is not None else "")
        self.facts.setVisible(bool(self.facts.text()))
        self._arrange()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(self.width()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def _arrange(self) -> None:
        lengths = sum(
            part.fontMetrics().horizontalAdvance(part.text()) for part in (self.fact, self.facts)
        )
        under = lengths + self.help_button.sizeHint().width() + 6 * theme.S4 > self.width()
        if under == self._under:
            return
        self._under = under
        self._grid.removeWidget(self.facts)
        self.facts.setWordWrap(under)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if under:
            self._grid.addWidget(self.facts, 1, 0, 1, 3)
        else:
            self._grid.addWidget(self.facts, 0, 1, right)
