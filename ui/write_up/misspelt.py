"""Words that are no British words in the recommendations, and in what the letter says of each.

They are typed in fields, not in the editor beside which the spelling card stands; so they are told
with what else is worth another look. The helper process is asked once about each word.
"""

from collections.abc import Iterable, Iterator
from functools import partial

from PySide6.QtCore import QObject, Signal

from models.checks.subject import Finding, Passage, Subject
from models.spelling import Place, names_of, places, plain_words, slips_in
from models.text import Line
from ui.program import Program
from ui.session import ReviewSession

SPELLING = "spelling"
"""The check whose findings these are; a record remembers them by it as the spelling card does."""

_Found = tuple[Passage, Place]


class Misspelt(QObject):
    """Holds what was found last; ``found`` says that there is something else to show."""

    found = Signal()

    def __init__(self, program: Program, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._session: ReviewSession | None = None
        self._verdicts: dict[str, tuple[str, ...] | None] = {}
        self._open: tuple[_Found, ...] = ()
        self._looked_at: object = None

    def look_at(self, session: ReviewSession, subject: Subject) -> None:
        """Look at what the fields of each recommendation say."""
        self._session = session
        child, own = session.opened.child, frozenset(self._program.settings.own_words)
        passages = tuple(_in_fields(subject))
        if self._looked_at == (child, own, passages):
            return
        self._looked_at = (child, own, passages)
        names = names_of(child)
        known = plain_words(names) | self._program.spelling | own
        self._open = tuple(_unknown_in(passages, known))
        fresh = {place.word for _, place in self._open} - self._verdicts.keys()
        if fresh:
            self._verdicts.update(dict.fromkeys(fresh))
            words = tuple(sorted(fresh))
            answered = partial(self._answered, session)
            could_not = partial(self._could_not, words)
            self._program.helper.run(partial(slips_in, words, names), answered, could_not)

    def findings(self) -> Iterator[Finding]:
        """Yield the words that are misspelt as it seems, with what may have been meant."""
        for passage, place in self._open:
            offered = self._verdicts.get(place.word)
            if offered is not None:
                yield _finding(passage, place, offered)

    def forget(self) -> None:
        """Let go of every word."""
        self._session, self._open, self._looked_at = None, (), None
        self._verdicts.clear()

    def _answered(self, session: ReviewSession, slips: dict[str, tuple[str, ...]]) -> None:
        if session is self._session:
            self._verdicts.update(slips)
            if slips:
                self.found.emit()

    def _could_not(self, words: tuple[str, ...], _fault: object) -> None:
        """Ask again another time: a helper that stopped is told of by what it was asked for."""
        self._looked_at = None
        for word in words:
            self._verdicts.pop(word, None)


def _in_fields(subject: Subject) -> Iterator[Passage]:
    yield from subject.of_actions
    yield from (passage for passage in subject.passages if passage.place.field)


def _unknown_in(passages: Iterable[Passage], known: frozenset[str]) -> Iterator[_Found]:
    for passage in passages:
        line = Line(id=passage.place.key, text=passage.text)
        yield from ((passage, place) for place in places([line], known))


def _finding(passage: Passage, place: Place, offered: tuple[str, ...]) -> Finding:
    remedy = f"Perhaps: {', or '.join(offered[:2])}." if offered else "Look at the word again."
    return Finding(
        check=SPELLING,
        key=place.word.replace("’", "'").casefold(),
        place=passage.place,
        problem=f"“{place.word}” may be misspelt",
        remedy=remedy,
        start=place.start,
        length=place.length,
        found=place.word,
    )
