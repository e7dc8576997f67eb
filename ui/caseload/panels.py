"""The sheets of the caseload page: the list, an empty caseload's offers, and one panel at a time.

A panel is a card in which something is added, started, imported or handed over; it stands in the
place of the list until it is done with.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ui import theme
from ui.kit import scroll

_PANEL_WIDTH, _WIDE = 760, 1100


class Panels(QStackedWidget):
    """Shows the list, the empty caseload, or the panel that was opened last.

    ``empty`` returns what an empty caseload offers; it is asked for when there is no child.
    """

    def __init__(
        self, main: QWidget, empty: Callable[[], QWidget], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._main = main
        self._empty = empty
        self._widths: dict[QWidget, int] = {}
        self._panels: dict[QWidget, QWidget] = {}
        self.addWidget(main)

    def add(self, *cards: QWidget, wide: bool = False) -> None:
        """Take panels in; each is shown by ``open``. Those with a table in them are ``wide``.

        They are laid out when they are opened first, since unlocking waits for this page.
        """
        for card in cards:
            self._widths[card] = _WIDE if wide else _PANEL_WIDTH
            card.setParent(self)
            card.hide()

    @property
    def is_open(self) -> bool:
        """Whether a panel stands in the place of the list."""
        return self.currentWidget() in self._panels.values()

    def open(self, card: QWidget) -> None:
        """Show a panel that was taken in."""
        if card not in self._panels:
            self._panels[card] = _sheet(card, self._widths[card])
            card.show()
            self.addWidget(self._panels[card])
        self.setCurrentWidget(self._panels[card])

    def close_panel(self, *, has_children: bool) -> None:
        """Show the list, or what an empty caseload offers."""
        shown = self._main if has_children else self._empty()
        if self.indexOf(shown) < 0:
            self.addWidget(shown)
        self.setCurrentWidget(shown)


def _sheet(card: QWidget, width: int) -> QWidget:
    inner = QWidget()
    across = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
    across.setContentsMargins(theme.S5, theme.S4, theme.S5, theme.S4)
    card.setMaximumWidth(theme.px(width))
    across.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
    return scroll(inner)
