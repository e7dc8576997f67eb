"""How the child takes part, at the side of the meeting: signals, script cards, the next break."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from models.child import Child
from models.edits import Opened
from models.modes import Mode, modes_of
from models.taking_part import TakingPart
from models.view_log import observed_on
from models.wording import Wording, fill
from ui.kit import Card, WordsBlock, announce, label, quiet_label
from ui.session import ReviewSession

_MOST_CARDS = 8
_PACK = "the printed pack is enough."
_OBSERVATIONS = 2  # on different days, for a child without many words (domain.md §5.4)


class PartCard(Card):
    """Shown where a review is held differently; nothing of it has to be answered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName("meeting_part")
        self._child: Child | None = None
        self._part: TakingPart | None = None
        self._is_held_differently = False
        self._is_aside = False
        self._break_after: int | None = None
        self._told_breaks = 0
        self.lines = label("")
        self.lines.setObjectName("meeting_part_lines")
        self.time = quiet_label()
        self.time.setObjectName("meeting_part_time")
        self.cards = [WordsBlock() for _ in range(_MOST_CARDS)]
        self.body.addWidget(self.lines)
        self.body.addWidget(self.time)
        for card in self.cards:
            self.body.addWidget(card)
            card.hide()
        self.time.hide()
        self.hide()

    def show_session(self, session: ReviewSession) -> None:
        """Show what is known of how the child takes part in the open review."""
        opened = session.opened
        child, head = opened.child, opened.the_review.head
        if child is self._child and head.taking_part is self._part:
            return  # typing a recommendation changes the head at every letter, and nothing here
        self._child, self._part = child, head.taking_part
        modes = modes_of(child, head)
        self._is_held_differently = bool(modes)
        self._break_after = head.taking_part.break_after
        self.set_title(f"How {child.preferred_name} takes part")
        self.lines.setText("\n".join(part_lines(opened, modes)))
        scripts = [s for s in head.taking_part.scripts if s.text.strip()]
        shown = scripts if Mode.CHAIRS in modes else []
        for place, card in enumerate(self.cards):
            there = place < len(shown)
            card.show_words("", shown[place].text if there else "")
            card.setVisible(there)
        self._show()

    def show_time(self, begun: datetime | None, now: datetime) -> None:
        """Say how long it is to the next break, from when the meeting began (UTC)."""
        words = ""
        if begun is not None and self._break_after:
            gone = max(0, int((now - begun).total_seconds()) // 60)
            breaks, left = divmod(gone, self._break_after)
            words = f"Next break in {self._break_after - left} minutes."
            if breaks and not left:
                words = "Time for a break."
            if breaks > self._told_breaks:
                self._told_breaks = breaks
                announce(self.time, "Time for a break.")
        self.time.setText(words)
        self.time.setVisible(bool(words))

    def set_aside(self, *, aside: bool) -> None:
        """Make room while one recommendation is worked on."""
        self._is_aside = aside
        self._show()

    def forget(self) -> None:
        """Let go of every word."""
        self._child = self._part = None
        self._is_held_differently = False
        self._break_after, self._told_breaks = None, 0
        self.set_title("")
        self.lines.setText("")
        self.time.setText("")
        for card in self.cards:
            card.show_words("", "")
            card.hide()
        self._show()

    def _show(self) -> None:
        self.setVisible(self._is_held_differently and not self._is_aside)


def part_lines(opened: Opened, modes: frozenset[Mode]) -> list[str]:
    """Return what everybody in the room has to know, a line each."""
    child, head = opened.child, opened.the_review.head
    lines: list[str] = []
    if Mode.WITHOUT_WORDS in modes:
        lines += _signals(child)
        days = len(observed_on(child, opened.the_review.id))
        if days < _OBSERVATIONS:
            lines.append(f"Two observations on different days are asked for: {days} so far.")
    if Mode.INTERPRETED in modes:
        lines += _interpreter(child)
    if Mode.SECURE in modes and not head.taking_part.laptops_allowed:
        asked = head.taking_part.laptops_allowed is not None
        lines.append(f"{'No laptop' if asked else 'Ask about laptops'} inside: {_PACK}")
    return lines + _coming(head.taking_part, modes)


def _signals(child: Child) -> list[str]:
    known = child.passport
    said = (
        ("Yes", known.yes),
        ("No", known.no),
        ("Reads the signs best", known.knows_best),
        ("Uses", known.symbols),
        ("What helps", known.how_to_ask),
    )
    found = [f"{label}: {text.strip()}" for label, text in said if text.strip()]
    wording = Wording(name=child.preferred_name, pronouns=child.pronouns)
    return found or [fill("How {they} say{s} yes and no is not written down yet.", wording)]


def _interpreter(child: Child) -> list[str]:
    who, known = child.interpreter.strip(), child.interpreting
    open_ones = [
        words
        for words, answer in (
            ("independent, no relative", known.independent),
            ("right dialect", known.dialect_checked),
            ("trusted", known.trusted),
        )
        if answer is not True
    ]
    lines = [f"Interpreter: {who}"] if who else []
    return [*lines, f"Make sure: {', '.join(open_ones)}."] if open_ones else lines


def _coming(part: TakingPart, modes: frozenset[Mode]) -> list[str]:
    lines: list[str] = []
    if Mode.NOT_COMING in modes:
        lines.append("Chose not to come, and that is all right.")
        if part.instead.strip():
            lines.append(f"Instead: {part.instead.strip()}")
        if part.say_for_them.strip():
            lines.append(f"To be said for them: {part.say_for_them.strip()}")
    if Mode.CHAIRS in modes:
        helped = f", with {part.helped_by.strip()}" if part.helped_by.strip() else ""
        lines.append(f"In the chair: {part.chairs.label}{helped}.")
    return lines
