"""A form that shows one frozen value, field by field, and says what typing makes of it."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from models.terms import Term
from models.text import clean
from ui.code_units import units
from ui.fields.day_time import TimeField
from ui.fields.editors import SessionLine, SessionText
from ui.kit import DateField, Flow, Form, bring_into_view

Options = Sequence[tuple[Any, str]]


def terms(kind: type[Term]) -> list[tuple[Any, str]]:
    """Return every member of a closed list with its words, the first letter a capital."""
    return [(term, term.label[:1].upper() + term.label[1:]) for term in kind]


class _Field(msgspec.Struct, frozen=True):
    """How one field of the value is read from its widget and written to it."""

    widget: QWidget
    read: Callable[[], Any]
    write: Callable[[Any], None]
    is_faulty: Callable[[], bool] = lambda: False
    begin: Callable[[Any], None] | None = None
    """Writes the field of another value where ``write`` would leave what cannot be read."""


class BoundForm(Form):
    """Fields named after those of a struct. Object names are ``<prefix>_<field>``."""

    edited = Signal(object, str, str)
    """The new value, words for undo, and the key under which typing is undone together."""

    def __init__(self, prefix: str, columns: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(columns, parent)
        self._prefix = prefix
        self._fields: dict[str, _Field] = {}
        self._values: dict[str, list[Any]] = {}
        self._value: Any = None
        self._showing = False

    @property
    def value(self) -> Any:
        """The value shown last, or None."""
        return self._value

    def show_value(self, value: Any) -> None:
        """Show another value; fields that read the same already keep caret and selection."""
        another = getattr(value, "id", None) != getattr(self._value, "id", None)
        another = another or value is None or self._value is None
        self._value = value
        self._showing = True
        for name, field in self._fields.items():
            fresh = getattr(value, name, None)
            typing = field.is_faulty() and field.widget.hasFocus() and not another
            if not typing and (another or field.read() != fresh or field.is_faulty()):
                write = (field.begin or field.write) if another else field.write
                write(fresh)
        self._showing = False
        self.setEnabled(value is not None)

    def field(self, name: str) -> QWidget:
        """Return the widget of a field."""
        return self._fields[name].widget

    def show_field(self, name: str, *, visible: bool) -> None:
        """Show or hide a field with its label."""
        self.set_row_visible(self._fields[name].widget, visible=visible)

    def focus_first(self) -> None:
        """Put the focus into the first field."""
        next(iter(self._fields.values())).widget.setFocus()

    def select_in(self, name: str, start: int, length: int) -> None:
        """Put the focus into a field, with a stretch of its words selected, in code points."""
        widget = self.field(name)
        widget.setFocus()
        if isinstance(widget, SessionText):
            widget.select(start, length)
        elif isinstance(widget, QLineEdit):
            words = widget.text()
            widget.setSelection(units(words[:start]), units(words[start : start + length]))
        QTimer.singleShot(0, widget, lambda: bring_into_view(widget))

    # -- kinds of field

    def bind_line(self, name: str, words: str, help_words: str = "") -> QLineEdit:
        """Add a line for a text."""
        edit = self.add(words, SessionLine(), help_words, name=self._name(name))

        def write(value: str | None) -> None:
            edit.setText(value or "")
            edit.setCursorPosition(0)

        self._bind(name, edit, lambda: clean(edit.text()).text, write)
        edit.textEdited.connect(lambda _: self._typed(name, words))
        return edit

    def bind_text(self, name: str, words: str, help_words: str = "") -> SessionText:
        """Add a field of several lines for a text."""
        edit = self.add(words, SessionText(), help_words, name=self._name(name))
        self._bind(name, edit, edit.words, lambda value: edit.setPlainText(value or ""))
        edit.textChanged.connect(lambda: self._typed(name, words))
        return edit

    def bind_choice(
        self, name: str, words: str, options: Options, help_words: str = ""
    ) -> QComboBox:
        """Add a choice; a value that is not among the options is added, so that none is lost."""
        combo = self.choice(words, options, help_words, name=self._name(name))
        values = [value for value, _ in options]
        self._values[name] = values

        def write(value: Any) -> None:
            if value is None and None not in values:
                combo.setCurrentIndex(-1)  # nothing is shown: no choice to offer from then on
                return
            if value not in values:
                values.append(value)
                combo.addItem("" if value is None else str(value))
            combo.setCurrentIndex(values.index(value))

        def read() -> Any:
            return values[combo.currentIndex()] if combo.currentIndex() >= 0 else None

        self._bind(name, combo, read, write)
        combo.currentIndexChanged.connect(lambda _: self._chosen(name, words))
        return combo

    def offer(self, name: str, options: Options) -> None:
        """Offer other values in a choice; the value it shows stays, among them or not."""
        field, values = self._fields[name], self._values[name]
        combo = field.widget
        if not isinstance(combo, QComboBox):
            return
        now = [(value, combo.itemText(at)) for at, value in enumerate(values)]
        if now == list(options):
            return
        was, self._showing = self._showing, True
        values[:] = [value for value, _ in options]
        combo.clear()
        combo.addItems([shown for _, shown in options])
        field.write(getattr(self._value, name, values[0]))
        self._showing = was

    def bind_term(self, name: str, words: str, kind: type[Term], help_words: str = "") -> QComboBox:
        """Add a choice from a closed list."""
        return self.bind_choice(name, words, terms(kind), help_words)

    def bind_yes_no(self, name: str, words: str, help_words: str = "") -> QComboBox:
        """Add a choice of yes, no and not known."""
        options = [(None, "Not known"), (True, "Yes"), (False, "No")]
        return self.bind_choice(name, words, options, help_words)

    def bind_check(self, name: str, words: str, help_words: str = "") -> QCheckBox:
        """Add a tick box."""
        box = self.check(words, help_words, name=self._name(name))
        self._bind(name, box, box.isChecked, lambda value: box.setChecked(bool(value)))
        box.toggled.connect(lambda _: self._chosen(name, words))
        return box

    def bind_date(
        self, name: str, words: str, help_words: str = "", *, needed: bool = False
    ) -> DateField:
        """Add a date; a ``needed`` one that is emptied comes back when the field is left."""
        field = self.date(words, help_words, name=self._name(name))
        self._bind(
            name, field, lambda: field.date_value, field.set_date, lambda: bool(field.problem)
        )
        self._begin(name, field.begin_with)

        def changed(value: object) -> None:
            if value is not None or not needed:
                self._typed(name, words)

        def left() -> None:
            if needed and field.date_value is None and not field.problem:
                field.set_date(getattr(self._value, name, None))

        field.date_changed.connect(changed)
        field.left.connect(left)
        return field

    def bind_time(self, name: str, words: str, help_words: str = "") -> TimeField:
        """Add a time of day."""
        field = TimeField()
        self.add(words, field, help_words, name=f"{self._name(name)}_row")
        field.edit.setObjectName(self._name(name))
        self._bind(
            name, field, lambda: field.time_value, field.set_time, lambda: bool(field.problem)
        )
        self._begin(name, field.begin_with)
        field.time_changed.connect(lambda _: self._typed(name, words))
        return field

    def bind_number(
        self, name: str, words: str, help_words: str = "", *, needed: bool = False
    ) -> QLineEdit:
        """Add a whole number, 0 to 9999, or nothing; a ``needed`` one keeps what it was."""
        edit = self.add(words, SessionLine(), help_words, name=self._name(name))
        edit.setValidator(QIntValidator(0, 9999, edit))

        def read() -> int | None:
            if edit.text().strip().isdigit():
                return int(edit.text())
            return getattr(self._value, name, None) if needed else None

        def write(value: int | None) -> None:
            edit.setText("" if value is None else str(value))

        self._bind(name, edit, read, write, lambda: needed and not edit.text().strip().isdigit())
        edit.textEdited.connect(lambda _: self._typed(name, words))
        return edit

    def bind_words(self, name: str, words: str, help_words: str = "") -> QLineEdit:
        """Add a line for a list of texts with commas between."""
        edit = self.add(words, SessionLine(), help_words, name=self._name(name))

        def read() -> tuple[str, ...]:
            parts = (part.strip() for part in clean(edit.text()).text.split(","))
            return tuple(part for part in parts if part)

        self._bind(name, edit, read, lambda value: edit.setText(", ".join(value or ())))
        edit.textEdited.connect(lambda _: self._typed(name, words))
        return edit

    def bind_many(self, name: str, words: str, kind: type[Term]) -> list[QCheckBox]:
        """Add tick boxes for a list of members of a closed list."""
        return self.bind_some(name, words, terms(kind))

    def bind_some(self, name: str, words: str, options: Options) -> list[QCheckBox]:
        """Add tick boxes for a list of values; those that are not offered are kept as they are."""
        group = QWidget()
        flow = Flow(group)
        boxes: list[tuple[Any, QCheckBox]] = []
        for value, shown in options:
            box = QCheckBox(shown)
            box.setObjectName(f"{self._name(name)}_{value}")
            box.toggled.connect(lambda _: self._chosen(name, words))
            flow.addWidget(box)
            boxes.append((value, box))
        group.setFocusProxy(boxes[0][1])
        self.add(words, group, name=f"{self._name(name)}_row")
        for (_, shown), (_, box) in zip(options, boxes, strict=True):
            box.setAccessibleName(f"{words}: {shown}")
        known = [value for value, _ in options]
        others: list[Any] = []

        def write(value: tuple[Any, ...] | None) -> None:
            others[:] = [one for one in value or () if one not in known]
            for one, box in boxes:
                box.setChecked(one in (value or ()))

        def read() -> tuple[Any, ...]:
            return (*(one for one, box in boxes if box.isChecked()), *others)

        self._bind(name, group, read, write)
        return [box for _, box in boxes]

    # -- how

    def _name(self, field: str) -> str:
        return f"{self._prefix}_{field}"

    def _bind(
        self,
        name: str,
        widget: QWidget,
        read: Callable[[], Any],
        write: Callable[[Any], None],
        is_faulty: Callable[[], bool] = lambda: False,
    ) -> None:
        self._fields[name] = _Field(widget, read, write, is_faulty)

    def _begin(self, name: str, begin: Callable[[Any], None]) -> None:
        self._fields[name] = msgspec.structs.replace(self._fields[name], begin=begin)

    def _typed(self, name: str, words: str) -> None:
        self._changed(name, f"typing in “{words}”", typed=True)

    def _chosen(self, name: str, words: str) -> None:
        self._changed(name, f"changing “{words}”", typed=False)

    def _changed(self, name: str, words: str, *, typed: bool) -> None:
        if self._showing or self._value is None:
            return
        fresh = self._fields[name].read()
        if fresh == getattr(self._value, name):
            return
        self._value = msgspec.structs.replace(self._value, **{name: fresh})
        key = f"{self._prefix}.{name}.{getattr(self._value, 'id', '')}" if typed else ""
        self.edited.emit(self._value, words, key)
