"""Tick boxes for the child's words that something answers, shown letter for letter."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from models.because import Said, words_of_this_review
from ui import theme
from ui.kit import label
from ui.kit.words_label import WordsLabel

__all__ = ["AnswersField", "words_of_this_review"]


class AnswersField(QWidget):
    """One tick box for each thing said or seen, under the question; nothing where there is none."""

    ticked = Signal(object)
    """The keys of what is ticked now, a tuple."""

    def __init__(
        self, question: str, prefix: str = "recommendation", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._question, self._prefix = question, prefix
        self._boxes: dict[str, QCheckBox] = {}
        self._said: tuple[Said, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.S1)

    def show_words(self, said: tuple[Said, ...], ticked: Sequence[str]) -> None:
        """Show what was said and seen, with a tick at that of the ``ticked`` keys."""
        if said != self._said:
            self._said = said
            self._rebuild()
        for quote_id, box in self._boxes.items():
            with QSignalBlocker(box):
                box.setChecked(quote_id in ticked)

    def _rebuild(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._boxes.clear()
        if self._said:
            self._layout.addWidget(label(self._question, "field"))
        for said in self._said:
            self._layout.addWidget(self._row(said))

    def _row(self, said: Said) -> QWidget:
        box = QCheckBox()
        box.setAccessibleName(said.text)
        box.setAccessibleDescription(self._question)
        box.setObjectName(f"{self._prefix}_answers_{said.key}")
        box.setMinimumSize(theme.SMALLEST_TARGET, theme.SMALLEST_TARGET)
        box.toggled.connect(lambda _: self.ticked.emit(self._ticked()))
        self._boxes[said.key] = box
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S1)
        layout.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        shown = f"“{said.text}”" if said.is_words else f"Seen: {said.text}"
        layout.addWidget(_BesideBox(shown, box, is_words=said.is_words), 1)
        return row

    def _ticked(self) -> tuple[str, ...]:
        return tuple(quote_id for quote_id, box in self._boxes.items() if box.isChecked())


class _BesideBox(WordsLabel):
    """The words of a tick box that may wrap; clicking them ticks it."""

    def __init__(self, shown: str, box: QCheckBox, *, is_words: bool) -> None:
        super().__init__(shown, "words_text" if is_words else "")
        self._box = box

    @override
    def mousePressEvent(self, ev: QMouseEvent, /) -> None:
        self._box.toggle()
