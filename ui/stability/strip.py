"""The strip with its switch, the span one stands on, and the same in words."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.child import Child
from models.stability import Stability, Window, shaking, stability
from models.stability_words import in_words, short_words
from ui import theme
from ui.fields.clearing import clear
from ui.kit import Flow, KeyButton, label, quiet_label, small_heading_label
from ui.stability.view import StripView

ASK = "What would help things stay still?"


class StabilityStrip(QWidget):
    """Shows how still a child's life has been; ``prefix`` starts the object names.

    The compact one has fewer lanes and always its sentences; the other one shows everything as
    words when asked.
    """

    def __init__(
        self, prefix: str, *, compact: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._compact = compact
        self._found: Stability | None = None
        self._child_id = self._end_words = ""
        self._since_care = False
        self.setObjectName(prefix)
        self.year = KeyButton("12 months", on_click=lambda: self._look(since_care=False))
        self.since = KeyButton(
            "Since coming into care", on_click=lambda: self._look(since_care=True)
        )
        self.words_button = KeyButton("As words", on_click=self._show_words)
        self.view = StripView(compact=compact)
        self.said = quiet_label()
        self.ask = label("", "plain")
        self.short = label("", "plain")
        self.short.setObjectName(f"{prefix}_short")
        self.said.setObjectName(f"{prefix}_said")
        self.words = QWidget()
        self._name(prefix)
        self._lay_out()
        self.view.chosen.connect(self._say)

    def show_child(self, child: Child | None, today: date, end_words: str = "") -> None:
        """Show a child on that UK date, named so where it is not today; None empties it."""
        self._end_words = end_words
        found = stability(child, today) if child is not None else None
        if child is None or child.id != self._child_id:
            self._since_care = False
        self._child_id = child.id if child is not None else ""
        self._found = found
        self._draw()

    def forget(self) -> None:
        """Let go of every word."""
        self._found, self._child_id = None, ""
        self._draw()

    @property
    def window_shown(self) -> Window | None:
        """The stretch of time that is drawn."""
        found = self._found
        if found is None:
            return None
        if found.care is not None and (self._since_care or not self._can_choose(found)):
            return found.care
        return found.year

    # -- how

    def _name(self, prefix: str) -> None:
        self.view.setObjectName(f"{prefix}_view")
        for button, name in (
            (self.year, "year"),
            (self.since, "since"),
            (self.words_button, "as_words"),
        ):
            button.setObjectName(f"{prefix}_{name}")
            button.setCheckable(True)
            button.set_slim()

    def _lay_out(self) -> None:
        self._keys = QWidget()
        keys = Flow(self._keys, theme.S1)
        for button in (self.year, self.since, self.words_button):
            keys.addWidget(button)
        inner = QVBoxLayout(self.words)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.S1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S2)
        for widget in (self.ask, self._keys, self.view, self.said, self.short, self.words):
            layout.addWidget(widget)
        self.words.hide()
        self.said.hide()
        self.ask.hide()
        self.short.setVisible(self._compact)

    @staticmethod
    def _can_choose(found: Stability) -> bool:
        """Whether the time in care is longer than the 12 months."""
        return found.care is not None and found.care.start < found.year.start

    def _look(self, *, since_care: bool) -> None:
        self._since_care = since_care
        self._draw()

    def _show_words(self) -> None:
        self.words.setVisible(self.words_button.isChecked())
        self._draw_words()

    def _draw(self) -> None:
        found = self._found
        can_choose = found is not None and self._can_choose(found)
        self.year.setVisible(can_choose)
        self.since.setVisible(can_choose)
        self.year.setChecked(not self._since_care)
        self.since.setChecked(self._since_care)
        self.view.show_strip(found, self.window_shown, self._end_words)
        asked = shaking(found) if found is not None else ()
        self.ask.setText(f"{ASK} {_sentence(asked)}" if asked else "")
        self.ask.setVisible(bool(asked))
        short = short_words(found) if found is not None and self._compact else ()
        self.short.setText("\n".join(short))
        self._draw_words()

    def _draw_words(self) -> None:
        body = self.words.layout()
        if not isinstance(body, QVBoxLayout):
            return
        clear(body)
        if self._found is None or not self.words_button.isChecked():
            return
        for lane in in_words(self._found):
            body.addWidget(small_heading_label(lane.lane.label))
            for sentence in lane.counts:
                body.addWidget(label(sentence))
            if lane.stays:
                body.addWidget(quiet_label("\n".join(lane.stays)))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))


def _sentence(reasons: tuple[str, ...]) -> str:
    """Return why to ask, as one sentence."""
    words = "; ".join(reasons)
    return f"{words[:1].upper()}{words[1:]}."
