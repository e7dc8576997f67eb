"""Rows of label, field and help that cannot forget what a screen reader needs."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import theme
from ui.kit.date_field import DateField
from ui.kit.labels import label, quiet_label, small_heading_label
from ui.kit.limits import LimitedText, ShortLine
from ui.kit.look import slug

_Field = TypeVar("_Field", bound=QWidget)
_TEXT_LINES = 4
_LEAST_COLUMN = 200  # px at 100 % text, below which a column is one too many


class _Choice(QComboBox):
    """A choice whose words end in an ellipsis where there is no room; Qt would cut a letter."""

    @override
    def initStyleOption(self, option: QStyleOptionComboBox, /) -> None:
        super().initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self)
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width() - theme.S1
        )


class Form(QWidget):
    """Labelled fields in one or more columns; each label stands right above its field.

    Fields of one line start at the same height, also where a neighbour's help is longer. Where
    there is too little room for all columns there are fewer; the order stays. Fields added after
    ``group`` stand under its small heading, which goes when none of them is shown.

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
        self._grid.setVerticalSpacing(0)
        self._heads: dict[QWidget, QWidget] = {}
        self._left_out: set[QWidget] = set()
        self._groups: dict[int, QLabel] = {}
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def line(self, words: str, help: str = "", *, name: str = "") -> QLineEdit:  # noqa: A002 - the brief name
        """Add a one-line text field."""
        return self.add(words, ShortLine(), help, name=name)

    def text(self, words: str, help: str = "", *, name: str = "") -> LimitedText:  # noqa: A002 - as line
        """Add a field of several lines; Tab leaves it."""
        edit = LimitedText()
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
        combo = _Choice()
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

    def group(self, words: str) -> QLabel:
        """Begin a group of fields under a small heading, on a line of its own."""
        heading = small_heading_label(words)
        self._groups[len(self._heads)] = heading
        self._grid.addWidget(heading, 0, 0)  # placed with its first field
        heading.hide()
        return heading

    def set_row_visible(self, field: QWidget, *, visible: bool) -> None:
        """Show or hide a field with its label and help; those after it take its place."""
        for part in (self._heads[field], field):
            part.setVisible(visible)
        if visible == (field in self._left_out):
            self._left_out ^= {field}
            self._place_all()

    def _put(self, field: _Field, words: str, help_words: str, name: str) -> _Field:
        head = QWidget()
        above = QVBoxLayout(head)
        above.setSpacing(theme.S1)
        focus = field.focusProxy() or field
        if words:
            title = label(words, "field")
            title.setBuddy(focus)
            above.addWidget(title)
            if not isinstance(focus, QComboBox):  # named by its buddy only, a limit of Qt
                focus.setAccessibleName(words)
        if help_words:
            above.addWidget(quiet_label(help_words))
            focus.setAccessibleDescription(help_words)
        field.setObjectName(name)
        self._heads[field] = head
        if self._groups:
            self._place_all()
        else:
            self._place(head, field, *self._cell(len(self._heads) - len(self._left_out) - 1))
        return field

    def _cell(self, number: int) -> tuple[int, int]:
        """Return line and column of the field with that number, counted from 0."""
        return divmod(number, self._shown_columns)

    def _place(self, head: QWidget, field: QWidget, line: int, column: int) -> None:
        """Put a field at its place, its label and help right above it."""
        above = head.layout()
        if above is not None:
            above.setContentsMargins(
                0, theme.S3 if line else 0, 0, theme.S1 if above.count() else 0
            )
        self._grid.addWidget(head, 2 * line, column, Qt.AlignmentFlag.AlignBottom)
        self._grid.addWidget(field, 2 * line + 1, column, Qt.AlignmentFlag.AlignTop)

    def _place_all(self) -> None:
        for field, head in self._heads.items():
            self._grid.removeWidget(head)
            self._grid.removeWidget(field)
        line = 0
        for heading, fields in self._grouped():
            shown = [field for field in fields if field not in self._left_out]
            if heading is not None:
                self._head_group(heading, 2 * line, visible=bool(shown))
                line += bool(shown)
            for number, field in enumerate(shown):
                below, column = self._cell(number)
                self._place(self._heads[field], field, line + below, column)
            line += -(-len(shown) // self._shown_columns)

    def _grouped(self) -> Iterator[tuple[QLabel | None, list[QWidget]]]:
        """Yield each group's heading, none for what stands before the first, and its fields."""
        fields = list(self._heads)
        starts = sorted({0, *self._groups})
        for start, end in zip(starts, [*starts[1:], len(fields)], strict=True):
            yield self._groups.get(start), fields[start:end]

    def _head_group(self, heading: QLabel, row: int, *, visible: bool) -> None:
        self._grid.removeWidget(heading)
        heading.setVisible(visible)
        if visible:
            heading.setContentsMargins(0, theme.S4 if row else 0, 0, 0)
            self._grid.addWidget(heading, row, 0, 1, self._shown_columns)

    def _arrange(self) -> None:
        """Use as many columns as there is room for, at least one."""
        between = self._grid.horizontalSpacing()
        widest = self.minimumSizeHint().width() + between
        room = min(self.width() // theme.px(_LEAST_COLUMN), (self.width() + between) // widest)
        columns = min(self._columns, max(1, room))
        if columns == self._shown_columns:
            return
        self._shown_columns = columns
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._place_all()

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(max(hint.width(), self._columns * theme.px(_LEAST_COLUMN)), hint.height())

    @override
    def minimumSizeHint(self) -> QSize:
        parts = (*self._heads, *self._heads.values())
        widest = max((part.minimumSizeHint().width() for part in parts), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()
