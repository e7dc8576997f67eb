"""A row of tabs over what is behind each: one in front, the others an arrow key away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.kit import Flow, announce, set_look


class Tabs(QWidget):
    """Shows one of a few parts; each is added under a key with its title."""

    chosen = Signal(str)
    """Another tab is in front; its key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: list[str] = []
        self._titles: dict[str, str] = {}
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        row = QWidget()
        self._row = Flow(row, theme.S1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S2)
        column.addWidget(row)
        column.addWidget(self._stack, 1)
        self._group.buttonToggled.connect(self._toggled)

    def add_tab(self, key: str, title: str, part: QWidget) -> None:
        """Add a tab at the end; the first one is in front."""
        button = QPushButton(title)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        button.setAutoDefault(False)
        button.setAccessibleName(title)
        button.setAccessibleDescription("A tab; the arrow keys go to the others.")
        button.setObjectName(f"tab_{key}")
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_look(button, "tab")
        self._keys.append(key)
        self._titles[key] = title
        self._group.addButton(button, len(self._keys) - 1)
        self._row.addWidget(button)
        self._stack.addWidget(part)
        if len(self._keys) == 1:
            button.setChecked(True)

    @property
    def current(self) -> str:
        """The key of the tab in front."""
        return self._keys[max(0, self._group.checkedId())]

    @property
    def front(self) -> QWidget:
        """What is behind the tab in front."""
        return self._stack.currentWidget() or self

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front."""
        self._group.button(self._keys.index(key)).setChecked(True)

    def tell_tab(self, key: str) -> None:
        """Bring a tab to the front and say which it is."""
        self.show_tab(key)
        announce(self, self._titles[key])

    def show_next(self) -> None:
        """Bring the next tab to the front, after the last one the first, and say which."""
        self.tell_tab(self._keys[(self._keys.index(self.current) + 1) % len(self._keys)])

    def note(self, key: str, count: int) -> None:
        """Say beside a tab's name how many things are in it; nothing for none."""
        button = self._group.button(self._keys.index(key))
        words = f"{self._titles[key]} · {count}" if count else self._titles[key]
        if button.text() != words:
            button.setText(words)
            button.setAccessibleName(words.replace(" ·", ","))
            button.updateGeometry()

    def _toggled(self, button: QAbstractButton, is_on: bool) -> None:
        way = Qt.FocusPolicy.StrongFocus if is_on else Qt.FocusPolicy.ClickFocus
        button.setFocusPolicy(way)  # Tab stops at the one in front, arrows go to the others
        if is_on:
            at = self._group.id(button)
            self._stack.setCurrentIndex(at)
            self.chosen.emit(self._keys[at])
