"""The list of backups, newest first: one is always chosen, by mouse or arrow keys."""

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy, QWidget
from typing_extensions import override

from models.backup import Backup
from ui import theme
from ui.backups.words import described

_ROLE = Qt.ItemDataRole.UserRole
_ROWS = 6  # shown without scrolling


class BackupList(QListWidget):
    """Shows when each backup was made and how much it holds."""

    chosen_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("backups")
        self.setAccessibleName("Backups, newest first")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.currentItemChanged.connect(lambda *_: self.chosen_changed.emit())

    @property
    def chosen(self) -> Backup | None:
        """The backup that is chosen, or None when there is none."""
        row = self.currentRow()
        found = self.item(row).data(_ROLE) if row >= 0 else None
        return found if isinstance(found, Backup) else None

    def show_backups(self, backups: tuple[Backup, ...], today: date) -> None:
        """Show these; the newest is chosen."""
        self.clear()
        for one in backups:
            item = QListWidgetItem(described(one.manifest, today))
            item.setData(_ROLE, one)
            self.addItem(item)
        if backups:
            self.setCurrentRow(0)
        self.setVisible(bool(backups))
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        row = max(self.sizeHintForRow(0), theme.px(28))
        return QSize(theme.px(200), row * min(self.count(), _ROWS) + theme.px(8))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
