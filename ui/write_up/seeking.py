"""Walks from place to place of the words that are looked for, and replaces them."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from models.edits import Field
from models.finding import (
    ENTRY_FIELDS,
    RECOMMENDATIONS,
    AnyPlace,
    EntryPlace,
    Place,
    entry_place,
    find,
    replaced,
)
from models.review import DIFFERENCES, Review
from ui.recommendations import RecommendationsPanel
from ui.session import ReviewSession
from ui.write_up.find_bar import FindBar
from ui.write_up.looking import Looking
from ui.write_up.writing_pane import WritingPane

_At = tuple[int, int, int, int, int]
"""Where in the review: the part, its notes, minutes or entries, the line or entry, its field, the
letter."""
_LISTS = {RECOMMENDATIONS: "Recommendations", DIFFERENCES: "Not this time"}
_NOTES, _MINUTES, _ENTRIES = range(3)


class Seeking(QObject):
    """Answers the strip: shows the next place in its editor, and says which of how many it is."""

    def __init__(
        self,
        looking: Looking,
        writing: WritingPane,
        recommendations: RecommendationsPanel,
        go: Callable[[str], None],
        reveal: Callable[[], bool],
    ) -> None:
        """``reveal`` shows the recommendations, and says whether the strip still can be seen."""
        super().__init__(writing)
        self._looking, self._writing, self._go = looking, writing, go
        self._recommendations, self._reveal = recommendations, reveal
        self._session: ReviewSession | None = None
        self._now: AnyPlace | None = None
        self._here: _At = (0, _NOTES, 0, 0, 0)
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
            text = _MINUTES if editor is self._writing.minutes else _NOTES
            line = editor.textCursor().blockNumber()
            self._now = None
            self._here = (self._rank(self._writing.section), text, line, 0, 0)
            chosen = editor.textCursor().selectedText()
            self.bar.begin(chosen if "\u2029" not in chosen else "", replacing=replacing)
        else:
            self.bar.begin("", replacing=replacing)

    def show_line(self, review: Review, line: str) -> None:
        """Put the caret into a line of the part that is shown, or into the entry with that id."""
        entry = entry_place(review, line)
        if entry is None:
            self._writing.show_line(line)
            return
        if entry.section != RECOMMENDATIONS:
            self._go(entry.section)
        self._show_entry(entry)

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
            *where, start = self._at(place)
            self._here = (where[0], where[1], where[2], where[3], start + len(by) - 1)
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
        more = f" {_places(kept)} in quotations stayed as said." if kept else ""
        self.bar.say(said + more)

    def close(self) -> None:
        """Close the strip; the caret goes to the place that was shown last."""
        self.bar.hide()
        self.bar.say("")
        place = self._now
        if isinstance(place, EntryPlace) and place in self._places():
            self._show_entry(place)
        else:
            self._writing.focus_text(notes=isinstance(place, Place) and place.field is Field.NOTES)

    def forget(self) -> None:
        """Let go of every word."""
        self._session = self._now = None
        self.bar.forget()

    @property
    def _order(self) -> list[str]:
        """The parts as the list shows them: recommendations between the record and the letter."""
        record, letter = self._looking.record, self._looking.letter
        return [*(part.id for part in record), RECOMMENDATIONS, *(part.id for part in letter)]

    def _places(self) -> tuple[AnyPlace, ...]:
        if self._session is None:
            return ()
        review = self._session.opened.the_review
        return find(review, self._session.quotes, self.bar.sought, self._order)

    def _count(self) -> None:
        places = self._places()
        if self.bar.sought.words:
            self.bar.say(f"Found in {_places(len(places))}." if places else "Found nowhere.")
        else:
            self.bar.say("")

    def _show(self, places: tuple[AnyPlace, ...], at: int) -> None:
        place = self._now = places[at]
        self._here = self._at(place)
        if place.section not in (self._writing.section, RECOMMENDATIONS):
            self._go(place.section)
        if isinstance(place, EntryPlace):
            keys = QApplication.focusWidget()
            if self._show_entry(place) and keys is not None:
                # a line lets go of what is selected in it for any other reason
                keys.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
        else:
            self._writing.show_place(place)
        said = f"{at + 1} of {len(places)} · {self._where(place)}"
        kept = " · a quotation: shown here, never replaced" if place.is_kept else ""
        self.bar.say(said + kept)

    def _show_entry(self, place: EntryPlace) -> bool:
        """Put the focus into a field of an entry; return whether the strip can still be seen."""
        if place.section != RECOMMENDATIONS:
            self._writing.show_entry(place)
            return True
        beside = self._reveal()
        self._recommendations.show_place(place.entry, place.name, place.start, place.length)
        return beside

    def _at(self, place: AnyPlace) -> _At:
        rank = self._rank(place.section)
        if isinstance(place, EntryPlace):
            field = ENTRY_FIELDS[place.section].index(place.name)
            return (rank, _ENTRIES, place.number, field, place.start)
        text = _MINUTES if place.field is Field.MINUTES else _NOTES
        return (rank, text, place.at, 0, place.start)

    def _rank(self, section: str) -> int:
        order = self._order
        return order.index(section) if section in order else 0

    def _where(self, place: AnyPlace) -> str:
        if isinstance(place, EntryPlace):
            return f"{_LISTS.get(place.section, 'What changed')}, no. {place.number}"
        text = "notes" if place.field is Field.NOTES else "minutes"
        part = self._looking.part(place.section)
        if part is not None and part.of_letter:
            return f"the letter: {part.title}"
        return f"{part.title}, {text}" if part is not None else text


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count} places"
