"""What the child said and showed in this review, and what came of each: “because you said…”."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from models.because import Came, Said, asked_after_all, said_in
from models.edits import Edit, Opened
from ui.because.answer_panel import AnswerPanel
from ui.fields.row_list import Fact, Row, RowList
from ui.kit import Card, KeyButton, announce, bring_into_view, quiet_label

_LONGEST = 90
_KEYS = "Enter goes to the words, Ctrl+Enter puts them here."


class SaidCard(Card):
    """The child's words, shortened; choosing one goes to its line in the notes."""

    chosen = Signal(str)
    """The id of a quotation to go to."""
    placed = Signal(str)
    """The id of a quotation to be put where the caret is."""
    edit = Signal(object, str)
    """An edit that says what came of it, and words for undo."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName("said")
        self._opened: Opened | None = None
        self._said: dict[str, Said] = {}
        self.list = RowList("What was said", fits=True)
        self.list.setObjectName("said_list")
        self.list.chosen.connect(self._chosen)
        self.list.chosen_otherwise.connect(self._placed)
        self.list.current_changed.connect(lambda _: self._show_panel())
        self.list.setAccessibleDescription(_KEYS)
        self.keys = quiet_label(_KEYS)
        self.empty = quiet_label()
        self.open_ones = quiet_label()
        self.open_ones.setObjectName("said_open")
        self.answer = KeyButton("What comes of it?", kind="quiet", on_click=self._turn)
        self.answer.setObjectName("said_answer")
        self.asked = KeyButton("It does ask for something", kind="quiet", on_click=self._take_back)
        self.asked.setObjectName("said_asked_after_all")
        self.panel = AnswerPanel("said")
        for widget in (self.empty, self.open_ones, self.list, self.keys, self.answer, self.asked):
            self.body.addWidget(widget)
        self.body.addWidget(self.panel)
        self.panel.hide()
        self.panel.answered.connect(self._answered)

    def show_words(self, opened: Opened) -> None:
        """Show the words of the open review; confidential ones stay in their line."""
        self._opened = opened
        name = opened.child.preferred_name
        self.set_title(f"What {name} said and showed")
        self.empty.setText(f"Nothing yet that {name} said or showed.")
        said = said_in(opened)
        self._said = {one.key: one for one in said}
        self.list.show_rows([_row(one) for one in said])
        count = sum(one.is_open for one in said)
        self.open_ones.setText(_still_open(count))
        self.open_ones.setVisible(bool(count))
        for widget in (self.list, self.keys, self.answer):
            widget.setVisible(bool(said))
        self.empty.setVisible(not said)
        if said and not self.list.current_key:
            self.list.set_current(next((s.key for s in said if s.is_open), said[0].key))
        if not said:
            self.panel.hide()
        self._show_panel()

    def forget(self) -> None:
        """Let go of every word."""
        self._opened = None
        self._said = {}
        self.list.show_rows(())
        self.panel.forget()
        self._fold()
        self.asked.hide()
        self.empty.setText("")
        self.open_ones.setText("")
        self.set_title("")

    def _chosen(self, key: str) -> None:
        """Go to the words; what was seen has none, so say what comes of it."""
        if self._said[key].is_words:
            self.chosen.emit(key)
        elif self.panel.isHidden():
            self._turn()

    def _placed(self, key: str) -> None:
        if self._said[key].is_words:
            self.placed.emit(key)

    def _turn(self) -> None:
        if not self.panel.isHidden():
            self._fold()
            return
        self.panel.show()
        self.answer.set_words("Close")
        self._show_panel()
        self.panel.focus()
        QTimer.singleShot(0, self, lambda: bring_into_view(self.panel))

    def _fold(self) -> None:
        self.panel.hide()
        self.answer.set_words("What comes of it?")

    def _show_panel(self) -> None:
        said = self._said.get(self.list.current_key)
        came = {outcome.kind for outcome in said.outcomes} if said is not None else set()
        self.asked.setVisible(came == {Came.NOTHING_ASKED})
        if not self.panel.isHidden():
            self.panel.show_said(self._opened, said)

    def _answered(self, edits: list[Edit]) -> None:
        key = self.panel.key
        for edit in edits:
            self.edit.emit(edit, "saying what came of it")
        following = next((one.key for one in self._said.values() if one.is_open), "")
        if following and following != key:
            self.list.set_current(following)
        self._show_panel()
        announce(self.list, self.open_ones.text() or "Everything has its answer.")
        if following:
            self.panel.focus()
        else:
            self._fold()
            self.list.setFocus()

    def _take_back(self) -> None:
        if self._opened is not None:
            edit = asked_after_all(self._opened.the_review.head, self.list.current_key)
            self.edit.emit(edit, "saying that it asks for something")


def _row(said: Said) -> Row:
    words = f"“{_short(said.text)}”" if said.is_words else f"Seen: {_short(said.text)}"
    return Row(key=said.key, words=words, facts=(_fact(said),))


def _still_open(count: int) -> str:
    things = "1 thing has" if count == 1 else f"{count} things have"
    return f"{things} no answer yet." if count else ""


def _fact(said: Said) -> Fact:
    if not said.outcomes:
        return Fact("nothing answers this yet" if said.wants_answer else "seen")
    numbers = [str(o.number) for o in said.outcomes if o.kind is Came.RECOMMENDATION]
    parts = [f"answered by {_listed(numbers)}"] if numbers else []
    kinds = dict.fromkeys(o.kind for o in said.outcomes if o.kind is not Came.RECOMMENDATION)
    parts += [_WORDS[kind] for kind in kinds]
    return Fact(", ".join(parts), "words")


def _listed(numbers: list[str]) -> str:
    *others, last = numbers
    return f"{', '.join(others)} and {last}" if others else last


_WORDS = {
    Came.CHANGE: "something changed",
    Came.NOT_THIS_TIME: "not this time, and why",
    Came.DISPUTE: "raised with the council",
    Came.NOTHING_ASKED: "nothing is asked",
}


def _short(text: str) -> str:
    one_line = " ".join(text.split("\n"))
    return one_line if len(one_line) <= _LONGEST else f"{one_line[: _LONGEST - 1].rstrip()}…"
