"""Words of the part that is written that are no British words, with what may have been meant.

They are underlined where they stand and listed here. The list of words is read and asked in the
helper process, after a pause; nothing is ever changed but by a choice, and a quotation never.
"""

from collections.abc import Iterable
from functools import partial

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from models import finding
from models.edits import SetHead
from models.review import is_translation
from models.spelling import Place, names_of, places, plain_words, suggestions, unknown_words
from ui import theme
from ui.editor import LinesEditor
from ui.editor.underlines import underline
from ui.fields.row_list import Fact, Row, RowList
from ui.kit import Card, Flow, KeyButton, Pill, announce, quiet_label
from ui.program import Program
from ui.session import ReviewSession

_PAUSE_MS = 400
_AROUND = 24  # letters of the line shown on each side of a word
_OFFERS = 5
_LEFT = "spelling:"
"""Begins what a record remembers of a word that was left as it is."""
_KEYS = "Enter goes to the word. Ctrl+Enter adds it to your words."


class SpellingCard(Card):
    """Finds, underlines and lists words for one editor; not shown while there are none."""

    counted = Signal()
    """There are more or fewer words to look at than before."""

    def __init__(
        self, program: Program, editor: LinesEditor, parent: QWidget | None = None
    ) -> None:
        super().__init__("Spelling", parent)
        self.setObjectName("spelling")
        self._program, self._editor = program, editor
        self._session: ReviewSession | None = None
        self._verdicts: dict[str, bool] = {}
        self._offered: dict[str, tuple[str, ...]] = {}
        self._asked: set[str] = set()
        self._found: dict[str, Place] = {}
        self._names_of: object = None
        self._names: frozenset[str] = frozenset()
        self._plain_names: frozenset[str] = frozenset()
        self._look_again = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._look_again.timeout.connect(self._look)
        self._make()
        self.hide()

    # -- what is looked at

    def show_text(self, session: ReviewSession) -> None:
        """Look, after a pause, at what the editor shows of ``session``."""
        self._session = session
        self._look_again.start()

    @property
    def number(self) -> int:
        """How many words there are to look at."""
        return len(self._found)

    def go_on(self) -> None:
        """Go to the next word after the caret, going round; say so when there is none."""
        if self._session is None:
            return
        self._look()
        if not self._found:
            self._program.messages.tell("No word here looks misspelt.")
            return
        keys = list(self._found)
        following = [key for key in keys if self._is_after_caret(self._found[key])]
        self._go_to((following or keys)[0])

    def forget(self) -> None:
        """Let go of every word."""
        self._look_again.stop()
        self._session = self._names_of = None
        self._names = self._plain_names = frozenset()
        for held in (self._verdicts, self._offered, self._asked, self._found):
            held.clear()
        self.list.show_rows(())
        self._show_offers()
        self._editor.setExtraSelections([])
        self.hide()

    def _look(self) -> None:
        self._look_again.stop()
        if self._session is None:
            return
        is_english = not is_translation(self._editor.where.section)
        lines = self._editor.lines if is_english else ()
        open_here = tuple(places(lines, self._known()))
        fresh = {place.word for place in open_here} - self._verdicts.keys() - self._asked
        if fresh:
            self._asked |= fresh
            words = tuple(sorted(fresh))
            answered = partial(self._answered, self._session, words)
            could_not = partial(self._could_not, words)
            asked = partial(unknown_words, words, self._names)
            self._program.helper.run(asked, answered, could_not)
        self._show(place for place in open_here if self._verdicts.get(place.word, False))

    def _known(self) -> frozenset[str]:
        """Return the words of the work, the user's own, and the names of who this is about."""
        assert self._session is not None  # noqa: S101 - for the type checker
        opened = self._session.opened
        if self._names_of is not opened.child:
            self._names_of, self._names = opened.child, names_of(opened.child)
            self._plain_names = plain_words(self._names)
        left = opened.the_review.head.dismissed_hints
        let_be = {key.removeprefix(_LEFT) for key in left if key.startswith(_LEFT)}
        own = self._program.settings.own_words
        return self._plain_names | self._program.spelling | frozenset(own) | let_be

    def _answered(
        self, session: ReviewSession, words: tuple[str, ...], wrong: frozenset[str]
    ) -> None:
        if session is self._session:
            self._asked.difference_update(words)
            self._verdicts.update((word, word in wrong) for word in words)
            self._look_again.start(0)

    def _could_not(self, words: tuple[str, ...], _fault: object) -> None:
        """Leave the words be: a helper that stopped is told of by what it was asked for."""
        self._asked.difference_update(words)

    # -- what is shown

    def _show(self, wrong: Iterable[Place]) -> None:
        before = len(self._found)
        at = {line.id: place for place, line in enumerate(self._editor.lines)}
        caret = self._caret()
        kept = [place for place in wrong if not _is_being_typed(place, caret)]
        underline(self._editor, ((at[p.line], p.start, p.length) for p in kept))
        fresh = {f"{place.line}:{place.start}:{place.word}": place for place in kept}
        if fresh != self._found:
            self._found = fresh
            texts = {line.id: line.text for line in self._editor.lines}
            self.list.show_rows([_row(key, p, texts[p.line]) for key, p in fresh.items()])
            self.count.show_fact(str(len(fresh)), "soon")
            self.count.setAccessibleName("1 word" if len(fresh) == 1 else f"{len(fresh)} words")
            if fresh and self.list.current_key not in fresh:
                self.list.set_current(next(iter(fresh)))
            self._offer()
        self.setVisible(bool(fresh))
        if before != len(fresh):
            self.counted.emit()

    def _caret(self) -> tuple[str, int] | None:
        """Return the line of the caret and its place there in code points, while it types."""
        line = self._editor.line
        if line is None or not self._editor.hasFocus():
            return None
        return line.id, self._editor.caret_in_line

    def _is_after_caret(self, place: Place) -> bool:
        line = self._editor.line
        order = [one.id for one in self._editor.lines]
        if line is None or place.line not in order:
            return False
        here = (order.index(line.id), self._editor.caret_in_line)
        return (order.index(place.line), place.start) >= here

    def _offer(self) -> None:
        """Show what may have been meant; ask for it where it is not known yet."""
        place = self._found.get(self.list.current_key)
        if place is not None and place.word not in self._offered:
            word = place.word
            self._offered[word] = ()
            come = partial(self._come, self._session, word)
            asked = partial(suggestions, word, self._names)
            self._program.helper.run(asked, come, lambda _fault: None)
        self._show_offers()

    def _come(self, session: ReviewSession | None, word: str, offered: tuple[str, ...]) -> None:
        if session is self._session and session is not None:
            self._offered[word] = offered
            self._show_offers()

    def _show_offers(self) -> None:
        place = self._found.get(self.list.current_key)
        offered = self._offered.get(place.word, ()) if place is not None else ()
        for at, button in enumerate(self._offers):
            button.setVisible(at < len(offered))
            button.set_words(offered[at] if at < len(offered) else "")
        self.none.setVisible(place is not None and not offered)

    # -- what can be done

    def _go_to(self, key: str) -> None:
        place = self._found.get(key)
        if place is None:
            return
        self.list.set_current(key)
        self._offer()
        order = [line.id for line in self._editor.lines]
        self._editor.setFocus()
        self._editor.select(order.index(place.line), place.start, place.length)
        announce(self._editor, f"{place.word}: perhaps misspelt")

    def _write(self, at: int) -> None:
        """Put the offered word where the other one stands, as one step to undo."""
        place = self._found.get(self.list.current_key)
        order = [line.id for line in self._editor.lines]
        if place is None or self._session is None or place.line not in order:
            return
        where = order.index(place.line)
        text = self._editor.lines[where].text
        if text[place.start : place.start + place.length] == place.word:
            stands = finding.Place(
                section=self._editor.where.section,
                field=self._editor.where.field,
                at=where,
                line=place.line,
                start=place.start,
                length=place.length,
            )
            by = self._offers[at].words
            edit = finding.replaced(self._session.opened.the_review, [stands], by)
            if edit is not None:
                self._session.apply(edit, "correcting a word")
        self._look()

    def _add(self, key: str = "") -> None:
        """Know the word from now on, wherever this user writes."""
        place = self._found.get(key or self.list.current_key)
        if place is None:
            return
        program = self._program
        own = tuple(sorted({*program.settings.own_words, place.word.replace("’", "'").casefold()}))
        program.settings = msgspec.structs.replace(program.settings, own_words=own)
        program.store.save_settings(program.settings, lambda _: None, program.messages.warn)
        announce(self, f"{place.word} is one of your words now")
        self._look()

    def _leave(self) -> None:
        """Let the word be in this record."""
        place = self._found.get(self.list.current_key)
        if place is None or self._session is None:
            return
        head = self._session.opened.the_review.head
        key = _LEFT + place.word.replace("’", "'").casefold()
        dismissed = tuple(dict.fromkeys((*head.dismissed_hints, key)))
        changed = msgspec.structs.replace(head, dismissed_hints=dismissed)
        self._session.apply(SetHead(head=changed), "leaving a word as it is")
        self._look()

    def _make(self) -> None:
        self.count = Pill("0")
        self.head.addWidget(self.count)
        self.list = RowList("Words that may be misspelt", fits=True)
        self.list.setObjectName("spelling_list")
        self.list.setAccessibleDescription(_KEYS)
        self.list.chosen.connect(self._go_to)
        self.list.chosen_otherwise.connect(self._add)
        self.list.current_changed.connect(lambda _key: self._offer())
        self.body.addWidget(self.list)
        self.body.addWidget(quiet_label(_KEYS))
        row = QWidget()
        flow = Flow(row, theme.S2)
        self._offers = []
        for at in range(_OFFERS):
            button = KeyButton("", on_click=partial(self._write, at))
            button.setObjectName(f"spelling_offer_{at + 1}")
            button.setAccessibleDescription("Writes this instead.")
            button.hide()
            self._offers.append(button)
            flow.addWidget(button)
        self.none = quiet_label("Nothing near it is known.")
        self.none.hide()
        self.body.addWidget(row)
        self.body.addWidget(self.none)
        ways = QWidget()
        below = Flow(ways, theme.S2)
        below.addWidget(KeyButton("Add to my words", kind="quiet", on_click=self._add))
        below.addWidget(KeyButton("Leave it here", kind="quiet", on_click=self._leave))
        self.body.addWidget(ways)


def _is_being_typed(place: Place, caret: tuple[str, int] | None) -> bool:
    """Whether the caret stands at the end of the word: it may go on."""
    return caret == (place.line, place.start + place.length)


def _row(key: str, place: Place, text: str) -> Row:
    end = place.start + place.length
    before = text[max(0, place.start - _AROUND) : place.start]
    after = text[end : end + _AROUND]
    around = " ".join(f"{before}{place.word}{after}".split())
    cut = ("…" if place.start > _AROUND else "", "…" if end + _AROUND < len(text) else "")
    return Row(key=key, words=place.word, facts=(Fact(f"{cut[0]}{around}{cut[1]}"),))
