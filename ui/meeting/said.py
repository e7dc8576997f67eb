"""What the child said in this review, and which recommendation answers it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.edits import Opened
from models.text import SpanKind
from ui.fields.row_list import Fact, Row, RowList
from ui.kit import Card, quiet_label
from ui.recommendations.answers import words_of_this_review

_LONGEST = 90
_KEYS = "Enter goes to the words, Ctrl+Enter puts them here."


class SaidCard(Card):
    """The child's words, shortened; choosing one goes to its line in the notes."""

    chosen = Signal(str)
    """The id of a quotation to go to."""
    placed = Signal(str)
    """The id of a quotation to be put where the caret is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName("said")
        self.list = RowList("What was said", fits=True)
        self.list.setObjectName("said_list")
        self.list.chosen.connect(self.chosen)
        self.list.chosen_otherwise.connect(self.placed)
        self.list.setAccessibleDescription(_KEYS)
        self.keys = quiet_label(_KEYS)
        self.empty = quiet_label()
        self.body.addWidget(self.empty)
        self.body.addWidget(self.list)
        self.body.addWidget(self.keys)

    def show_words(self, opened: Opened) -> None:
        """Show the words of the open review; confidential ones stay in their line."""
        name = opened.child.preferred_name
        self.set_title(f"What {name} said")
        self.empty.setText(f"Nothing yet in {name}'s own words.")
        secret = _secret_words(opened)
        quotes = [q for q in words_of_this_review(opened) if q.id not in secret]
        answered = _answers(opened)
        rows = [
            Row(key=q.id, words=f"“{_short(q.text)}”", facts=(_fact(answered.get(q.id, [])),))
            for q in quotes
        ]
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.keys.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def forget(self) -> None:
        """Let go of every word."""
        self.list.show_rows(())
        self.empty.setText("")
        self.set_title("")


def _secret_words(opened: Opened) -> set[str]:
    lines = [
        line
        for record in opened.the_review.sections
        for line in (*record.notes, *record.minutes)
        if any(span.kind is SpanKind.CONFIDENTIAL for span in line.spans)
    ]
    return {line.quote for line in lines if line.quote is not None}


def _answers(opened: Opened) -> dict[str, list[int]]:
    """Return for each quotation the numbers of the recommendations that answer it."""
    found: dict[str, list[int]] = {}
    for number, one in enumerate(opened.the_review.head.recommendations, 1):
        for quote in {*one.answers, *([one.child_words] if one.child_words else [])}:
            found.setdefault(quote, []).append(number)
    return found


def _fact(numbers: list[int]) -> Fact:
    if not numbers:
        return Fact("no recommendation answers this yet")
    return Fact(f"answered by {' and '.join(map(str, numbers))}", "words")


def _short(text: str) -> str:
    one_line = " ".join(text.split("\n"))
    return one_line if len(one_line) <= _LONGEST else f"{one_line[: _LONGEST - 1].rstrip()}…"
