"""Rows of label, field and help that cannot forget what a screen reader needs."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import theme
from ui.kit.date_field import DateField
from ui.kit.labels import label, quiet_label
from ui.kit.look import slug

_Field = TypeVar("_Field", bound=QWidget)
_TEXT_LINES = 4
_LEAST_COLUMN = 170  # px at 100 % text, below which a column is one too many


class Form(QWidget):
    """Labelled fields in one or more columns; each label stands above its field.

    Where there is too little room for all columns there are fewer; the order stays.

    Each method adds a row and returns its field. The object name is made from the label unless
    ``name`` is given; the label is the field's buddy, help is its accessible description.
    """

    def __init__(self, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._shown_columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.S4)
        self._grid.setVerticalSpacing(theme.S3)
        self._rows: dict[QWidget, QWidget] = {}
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def line(self, words: str, help: str = "", *, name: str = "") -> QLineEdit:  # noqa: A002 - the brief name
        """Add a one-line text field."""
        return self.add(words, QLineEdit(), help, name=name)

    def text(self, words: str, help: str = "", *, name: str = "") -> QPlainTextEdit:  # noqa: A002 - as line
        """Add a field of several lines; Tab leaves it."""
        edit = QPlainTextEdit()
        edit.setTabChangesFocus(True)
        edit.setMinimumHeight(theme.px(20) * _TEXT_LINES)
        return self.add(words, edit, help, name=name)

    def choice(
        self,
        words: str,
        options: Sequence[tuple[object, str]],
        help: str = "",  # noqa: A002 - as line
        *,
        name: str = "",
    ) -> QComboBox:
        """Add a choice of (value, words); ``currentData()`` is the value."""
        combo = QComboBox()
        combo.setMinimumContentsLength(12)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for value, shown in options:
            combo.addItem(shown, value)
        return self.add(words, combo, help, name=name)

    def check(self, words: str, help: str = "", *, name: str = "") -> QCheckBox:  # noqa: A002 - as line
        """Add a tick box, its words beside it."""
        box = QCheckBox(words)
        box.setAccessibleName(words)
        return self._put(box, "", help, name or slug(words))

    def date(self, words: str, help: str = "", *, name: str = "") -> DateField:  # noqa: A002 - as line
        """Add a date that is typed day first."""
        field = DateField()
        self.add(words, field, help, name=name)
        field.edit.setObjectName(name or slug(words))
        field.setObjectName(f"{name or slug(words)}_row")
        return field

    def add(self, words: str, field: _Field, help: str = "", *, name: str = "") -> _Field:  # noqa: A002 - as line
        """Add any other field under a label."""
        return self._put(field, words, help, name or slug(words))

    def set_row_visible(self, field: QWidget, *, visible: bool) -> None:
        """Show or hide a field with its label and help."""
        self._rows[field].setVisible(visible)

    def _put(self, field: _Field, words: str, help_words: str, name: str) -> _Field:
        row = QWidget()
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S1)
        focus = field.focusProxy() or field
        if words:
            above = label(words, "field")
            above.setBuddy(focus)
            layout.addWidget(above)
            if not isinstance(focus, QComboBox):  # named by its buddy only, a limit of Qt
                focus.setAccessibleName(words)
        if help_words:
            layout.addWidget(quiet_label(help_words))
            focus.setAccessibleDescription(help_words)
        field.setObjectName(name)
        layout.addWidget(field)
        self._place(row, len(self._rows))
        self._rows[field] = row
        return field

    def _place(self, row: QWidget, number: int) -> None:
        line, column = divmod(number, self._shown_columns)
        self._grid.addWidget(row, line, column, Qt.AlignmentFlag.AlignTop)

    def _arrange(self) -> None:
        """Use as many columns as there is room for, at least one."""
        room = max(1, self.width() // theme.px(_LEAST_COLUMN))
        columns = min(self._columns, room)
        if columns == self._shown_columns:
            return
        self._shown_columns = columns
        for row in self._rows.values():
            self._grid.removeWidget(row)
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for number, row in enumerate(self._rows.values()):
            self._place(row, number)

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(max(hint.width(), self._columns * theme.px(_LEAST_COLUMN)), hint.height())

    @override
    def minimumSizeHint(self) -> QSize:
        widest = max((row.minimumSizeHint().width() for row in self._rows.values()), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()
