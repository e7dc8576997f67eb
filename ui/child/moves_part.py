"""How still life has been, at the top of homes, schools and workers: the flag and the strip."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.child import Child
from models.registered import setting_flags
from ui import theme
from ui.kit import Card
from ui.stability.setting_notice import SettingNotice
from ui.stability.strip import StabilityStrip


class MovesPart(QWidget):
    """Reads only; the lists beneath it are where things are changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = SettingNotice()
        self.strip = StabilityStrip("homes_strip")
        card = Card("How still life has been")
        card.body.addWidget(self.strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S4)
        column.addWidget(self.notice)
        column.addWidget(card)

    def show_child(self, child: Child | None, today: date) -> None:
        """Show a child on that UK date; None empties it."""
        self.notice.show_flags(setting_flags(child, today) if child is not None else ())
        self.strip.show_child(child, today)
