"""Fields that say what came of something the child said: chosen, worded, recorded in one go."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.because import Came, Said, answered, rest_asks_nothing, still_open
from models.edits import Edit, Opened
from models.text import clean, new_id
from ui import theme
from ui.fields.editors import SessionLine
from ui.kit import Flow, Form, KeyButton, WordsBlock, label

_LONGEST = 60
_ASKS = {
    Came.RECOMMENDATION: "If a new one, what is recommended?",
    Came.CHANGE: "What is different now?",
    Came.NOT_THIS_TIME: "Why not this time, and when is it asked again?",
}


class AnswerPanel(QWidget):
    """Shows one thing that was said; ``answered`` hands over the edit that records the answer."""

    answered = Signal(object)
    """The edits to apply, a list."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened: Opened | None = None
        self._said: Said | None = None
        self.words = WordsBlock()
        self.seen = label("")
        self._form = Form()
        options = [(came, came.label[:1].upper() + came.label[1:]) for came in Came]
        self.came = self._form.choice("What comes of it?", options, name=f"{name}_came")
        self.which = self._form.choice("Which one?", [], name=f"{name}_which")
        self.texts = {
            came: self._form.add(asks, SessionLine(), name=f"{name}_{came.value}")
            for came, asks in _ASKS.items()
        }
        self.record = KeyButton("Record it", on_click=self._record)
        self.record.setObjectName(f"{name}_record")
        self.rest = KeyButton("Nothing is asked in the rest", kind="quiet", on_click=self._rest)
        self.rest.setObjectName(f"{name}_rest")
        buttons = QWidget()
        flow = Flow(buttons)
        flow.addWidget(self.record)
        flow.addWidget(self.rest)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S2)
        for widget in (self.words, self.seen, self._form, buttons):
            layout.addWidget(widget)
        for text in self.texts.values():
            text.returnPressed.connect(self._record)
            text.textEdited.connect(lambda _: self._begin_new())
        self.came.currentIndexChanged.connect(lambda _: self._fit())

    @property
    def key(self) -> str:
        """What is answered now: the id of a quotation or of an entry of the views log."""
        return self._said.key if self._said is not None else ""

    def show_said(self, opened: Opened | None, said: Said | None) -> None:
        """Show something to answer; what is being typed stays while it is the same."""
        is_other = said is None or self._said is None or said.key != self._said.key
        self._opened, self._said = opened, said
        self.words.setVisible(said is not None and said.is_words)
        self.words.show_words("", said.text if said is not None and said.is_words else "")
        self.seen.setVisible(said is not None and not said.is_words)
        self.seen.setText(f"What was seen: {said.text}" if said and not said.is_words else "")
        if is_other:
            self._clear()
            self.came.setCurrentIndex(0)
        self._fit()
        others = len(still_open(opened)) if opened is not None else 0
        self.rest.setVisible(others > 1)

    def forget(self) -> None:
        """Let go of every word."""
        self.show_said(None, None)
        self.which.clear()

    def put_typed(self) -> None:
        """Record an answer that was typed and not recorded: nothing typed is lost at a lock."""
        field = self.texts.get(self._came)
        if self._said is not None and field is not None and field.text().strip():
            self._record()

    def focus(self) -> None:
        """Put the focus where one begins."""
        self.came.setFocus()

    def _fit(self) -> None:
        """Offer what there is to choose from, and ask for the words that are needed."""
        came = self._came
        offers = _offers(self._opened, came)
        chosen = self.which.currentData()
        self.which.clear()
        for id_, words in offers:
            self.which.addItem(words, id_)
        self.which.setCurrentIndex(max(self.which.findData(chosen), 0))
        self._form.set_row_visible(self.which, visible=bool(offers))
        for one, text in self.texts.items():
            self._form.set_row_visible(text, visible=one is came)

    def _begin_new(self) -> None:
        """Choose a new one as soon as it is worded: what is typed is never passed over."""
        at = self.which.findData("")
        if at >= 0:
            self.which.setCurrentIndex(at)

    @property
    def _came(self) -> Came:
        return Came(self.came.currentData())

    def _clear(self) -> None:
        for text in self.texts.values():
            text.clear()

    def _record(self) -> None:
        if self._opened is None or self._said is None:
            return
        came = self._came
        field = self.texts.get(came)
        text = clean(field.text()).text if field is not None else ""
        of = self.which.currentData() or ""
        edit = answered(self._opened, self._said.key, came, text, of, new_id())
        if edit is None:
            (field or self.which).setFocus()
            return
        self._clear()
        self._hand_over([edit])

    def _rest(self) -> None:
        if self._opened is not None:
            self._hand_over([rest_asks_nothing(self._opened)])

    def _hand_over(self, edits: list[Edit]) -> None:
        self.answered.emit(edits)


def _offers(opened: Opened | None, came: Came) -> Sequence[tuple[str, str]]:
    """Return what there is already that may answer, a new one last where one can be worded."""
    if opened is None:
        return ()
    head = opened.the_review.head
    if came is Came.RECOMMENDATION:
        made = [(r.id, f"{n} · {_short(r.what)}") for n, r in enumerate(head.recommendations, 1)]
        return [*made, ("", "A new one")]
    if came is Came.CHANGE and head.changes:
        return [*((c.id, _short(c.what)) for c in head.changes), ("", "Something else")]
    if came is Came.DISPUTE:
        return [(d.id, _short(d.summary or "A dispute")) for d in opened.child.disputes]
    return ()


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _LONGEST else f"{one_line[: _LONGEST - 1].rstrip()}…"
