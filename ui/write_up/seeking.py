"""Walks from place to place of the words that are looked for, and replaces them."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from PySide6.QtCore import QObject

from models.edits import Field
from models.finding import Place, find, replaced
from models.write_up import Part
from ui.session import ReviewSession
from ui.write_up.find_bar import FindBar
from ui.write_up.looking import Looking
from ui.write_up.writing_pane import WritingPane

_At = tuple[int, bool, int, int]
"""Where in the review: the part, whether in its minutes, the line, the letter."""


class Seeking(QObject):
    """Answers the strip: shows the next place in its editor, and says which of how many it is."""

    def __init__(self, looking: Looking, writing: WritingPane, go: Callable[[str], None]) -> None:
        super().__init__(writing)
        self._looking, self._writing, self._go = looking, writing, go
        self._session: ReviewSession | None = None
        self._now: Place | None = None
        self._here: _At = (0, False, 0, 0)
        self.bar = FindBar()
        self.bar.sought_changed.connect(self._count)
        self.bar.stepped.connect(self.step)
        self.bar.one_wanted.connect(self.replace_one)
        self.bar.all_wanted.connect(self.replace_all)
        self.bar.closed.connect(self.close)

    def begin(self, session: ReviewSession, *, replacing: bool = False) -> None:
        """Open the strip, with what is selected in the text as what to look for."""
        self._session = session
        editor = self._writing.writing_in
        if editor is not None:
            in_minutes = editor is self._writing.minutes
            line = editor.textCursor().blockNumber()
            self._now = None
            self._here = (self._rank(self._writing.section), in_minutes, line, 0)
            chosen = editor.textCursor().selectedText()
            self.bar.begin(chosen if "\u2029" not in chosen else "", replacing=replacing)
        else:
            self.bar.begin("", replacing=replacing)

    def step(self, by: int) -> None:
        """Go to the next place, or back; after the last comes the first."""
        places = self._places()
        if not places:
            self._count()
            return
        every = [self._at(place) for place in places]
        at = bisect_right(every, self._here) if by > 0 else bisect_left(every, self._here) - 1
        if self._now is None and by > 0:
            at = bisect_left(every, self._here)
        self._show(places, at % len(places))

    def replace_one(self) -> None:
        """Replace the place that is shown and go on; where none is shown yet, show one."""
        places = self._places()
        if self._session is None or self._now not in places:
            self.step(1)
            return
        place, by = self._now, self.bar.by.text()
        edit = replaced(self._session.opened.the_review, [place], by)
        if edit is not None:
            self._session.apply(edit, "replacing words")
            rank, in_minutes, at, start = self._at(place)
            self._here = (rank, in_minutes, at, start + len(by) - 1)
        self.step(1)

    def replace_all(self) -> None:
        """Replace every place that may be, as one step of undo, and say how many they were."""
        places = self._places()
        if self._session is None:
            return
        free = sum(not place.is_kept for place in places)
        edit = replaced(self._session.opened.the_review, places, self.bar.by.text())
        if edit is not None:
            self._session.apply(edit, f"replacing words in {_places(free)}")
        kept = len(places) - free
        self._now = None
        said = f"Replaced in {_places(free)}." if edit is not None else "Nothing was replaced."
        more = f" {_places(kept)} in the child's own words stayed as said." if kept else ""
        self.bar.say(said + more)

    def close(self) -> None:
        """Close the strip; the caret goes to the place that was shown last."""
        self.bar.hide()
        self.bar.say("")
        is_notes = self._now is not None and self._now.field is Field.NOTES
        self._writing.focus_text(notes=is_notes)

    def forget(self) -> None:
        """Let go of every word."""
        self._session = self._now = None
        self.bar.forget()

    def _places(self) -> tuple[Place, ...]:
        if self._session is None:
            return ()
        order = [part.id for part in self._looking.parts]
        review = self._session.opened.the_review
        return find(review, self._session.quotes, self.bar.sought, order)

    def _count(self) -> None:
        places = self._places()
        if self.bar.sought.words:
            self.bar.say(f"Found in {_places(len(places))}." if places else "Found nowhere.")
        else:
            self.bar.say("")

    def _show(self, places: tuple[Place, ...], at: int) -> None:
        place = self._now = places[at]
        self._here = self._at(place)
        if self._writing.section != place.section:
            self._go(place.section)
        self._writing.show_place(place)
        part = self._looking.part(place.section)
        said = f"{at + 1} of {len(places)} · {_where(place, part)}"
        kept = " · the child's own words: shown here, never replaced" if place.is_kept else ""
        self.bar.say(said + kept)

    def _at(self, place: Place) -> _At:
        return (
            self._rank(place.section),
            place.field is Field.MINUTES,
            place.at,
            place.start,
        )

    def _rank(self, section: str) -> int:
        return next((n for n, part in enumerate(self._looking.parts) if part.id == section), 0)


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count} places"


def _where(place: Place, part: Part | None) -> str:
    text = "notes" if place.field is Field.NOTES else "minutes"
    if part is not None and part.of_letter:
        return f"the letter: {part.title}"
    return f"{part.title}, {text}" if part is not None else text
