"""A tick box whose words wrap: for sentences that are longer than half a screen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget
from typing_extensions import override

from ui import theme
from ui.kit import label


class TickRow(QWidget):
    """Words beside a tick box; a click on the words ticks it too. ``about`` is its tool tip."""

    toggled = Signal(bool)

    def __init__(self, words: str, name: str, about: str = "") -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setObjectName(name)
        self.box.setAccessibleName(words)
        self.box.setAccessibleDescription(about)
        self.box.setMinimumSize(theme.SMALLEST_TARGET, theme.SMALLEST_TARGET)
        self.words = label(words)
        self.setToolTip(about)
        self.setFocusProxy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S1)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.box.toggled.connect(self.toggled)

    @property
    def is_ticked(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    def tick(self, *, ticked: bool) -> None:
        """Tick it, or take the tick away."""
        self.box.setChecked(ticked)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.box.toggle()
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
