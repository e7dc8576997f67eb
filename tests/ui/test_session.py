"""The open review: memory is right at once, little is ever at risk, undo puts back what was."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import msgspec
import pytest
from PySide6.QtCore import QElapsedTimer, QTimer
from pytestqt.qtbot import QtBot

from models.apply import quotes_of
from models.edits import Field, MarkLine, Opened, SetHead, SetSectionStatus, SpliceText
from models.errors import UserFacingError
from models.terms import SectionStatus
from models.text import Line, Mark, Span, SpanKind, new_id
from tests.support.sample import sample_opened
from tests.support.store_model import StoreModel, difference, everything
from ui import kept_value as session_module
from ui.kept_value import SaveState, SaveStatus
from ui.session import Change, ReviewSession

AT_RISK_MS = 400
FULL = UserFacingError("The disk is full. What you typed is still here.", "Make room.")


class TickingClock:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.instant = datetime(2026, 11, 24, 16, 5, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant

    def today(self) -> date:
        return self.instant.date()

    def wait(self, seconds: float) -> None:
        self.instant += timedelta(seconds=seconds)


class MemorySaver:
    """A saver that keeps what it is given in memory, answering from the event loop.

    It refuses while ``fault`` is set, and answers only after ``takes_ms``. Like the store it writes
    differences, so that one from a wrong starting point leaves the wrong rows.
    """

    def __init__(self, opened: Opened) -> None:
        self.stored = opened
        self.store = StoreModel(everything(opened))
        self.fault: UserFacingError | None = None
        self.fails_once: UserFacingError | None = None
        self.takes_ms = 0
        self.attempts: list[Opened] = []
        self.on_saved: Callable[[Opened], None] = lambda _: None
        self._queue: list[Callable[[], None]] = []

    def save(
        self,
        before: Opened,
        after: Opened,
        done: Callable[[], None],
        failed: Callable[[UserFacingError], None],
    ) -> None:
        def answer() -> None:
            self._queue.remove(answer)
            try:
                self._write(before, after)
            except UserFacingError as fault:
                failed(fault)
            else:
                done()

        self._queue.append(answer)
        QTimer.singleShot(self.takes_ms, lambda: answer() if answer in self._queue else None)

    def save_now(self, before: Opened, after: Opened) -> None:
        self.answer()
        self._write(before, after)

    @property
    def under_way(self) -> int:
        """How many saves wait for their answer."""
        return len(self._queue)

    def answer(self) -> None:
        """Answer the saves under way now."""
        for answer in list(self._queue):
            answer()

    def _write(self, before: Opened, after: Opened) -> None:
        self.attempts.append(after)
        fault, self.fails_once = self.fails_once or self.fault, None
        if fault is not None:
            raise fault
        self.store.save(difference(before, after))
        self.stored = after
        self.on_saved(after)


class Desk:
    """A session with everything around it."""

    def __init__(self, opened: Opened) -> None:
        self.clock = TickingClock()
        self.saver = MemorySaver(opened)
        self.session = ReviewSession(opened, self.saver, self.clock)
        self.states: list[SaveState] = []
        self.changes: list[Change] = []
        self.session.save_state_changed.connect(self.states.append)
        self.session.changed.connect(self.changes.append)

    def type(self, text: str, at: int = 0, section: str = "welcome") -> None:
        """Make ``text`` the text of one note."""
        line = self.session.opened.the_review.section(section).notes[at]
        new = Line(id=line.id, text=text, mark=line.mark, spans=line.spans)
        self.session.apply(
            SpliceText(section=section, field=Field.NOTES, at=at, removed=1, lines=(new,))
        )

    def mark(self, mark: Mark, at: int = 0, section: str = "welcome") -> None:
        line = self.session.opened.the_review.section(section).notes[at]
        ids = (new_id(), new_id(), new_id())
        self.session.apply(
            MarkLine(section=section, line=line.id, mark=mark, ids=ids), words="marking a line"
        )

    def note(self, at: int = 0, section: str = "welcome") -> str:
        return self.session.opened.the_review.section(section).notes[at].text

    @property
    def light(self) -> SaveStatus:
        return self.session.save_state.status

    @property
    def is_saved(self) -> bool:
        stored, opened = self.saver.stored, self.session.opened
        is_written = stored is opened and self.saver.store.holds(opened)
        return self.light is SaveStatus.SAVED and is_written

    def asks_first(self) -> bool:
        """Whether undo would have to ask before it shows something again."""
        return self.session.undo_reveals


@pytest.fixture
def desk(qapp: object) -> Desk:
    return Desk(sample_opened())


# -- saving


def test_that_an_edit_is_in_memory_at_once_and_on_disk_soon(desk: Desk, qtbot: QtBot) -> None:
    desk.type("Kez chose the pond")
    assert desk.note() == "Kez chose the pond"
    assert desk.saver.attempts == []
    qtbot.waitUntil(lambda: desk.is_saved)
    assert [state.status for state in desk.states] == [SaveStatus.SAVING, SaveStatus.SAVED]
    assert desk.states[-1].at == desk.clock.now()


def test_that_no_typing_is_at_risk_for_longer_than_promised_by_one_who_never_pauses(
    desk: Desk, qtbot: QtBot
) -> None:
    """Each save tells how long its oldest letter had waited; stalls of this machine are let off."""
    watch = QElapsedTimer()
    watch.start()
    typed: list[int] = []
    waited: list[int] = []

    def press() -> None:
        typed.append(watch.elapsed())
        desk.type("x" * len(typed))

    def measure(opened: Opened) -> None:
        count = len(opened.the_review.section("welcome").notes[0].text)
        waited.extend(watch.elapsed() - at for at in typed[len(waited) : count])

    keys = QTimer(interval=20)
    keys.timeout.connect(press)
    desk.saver.on_saved = measure
    desk.saver.takes_ms = 40
    keys.start()
    qtbot.waitUntil(lambda: len(desk.saver.attempts) >= 5, timeout=20_000)
    keys.stop()
    stalls = max(later - sooner for sooner, later in pairwise(typed)) - keys.interval()
    assert max(waited) <= AT_RISK_MS + stalls
    qtbot.waitUntil(lambda: desk.is_saved)
    assert len(waited) == len(typed)


def test_that_a_save_which_lasts_long_is_followed_at_once_by_what_was_typed_meanwhile(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.saver.takes_ms = 3_600_000
    desk.type("one")
    desk.session.flush()
    desk.type("one two")
    desk.session.flush()
    desk.saver.answer()
    assert desk.saver.under_way == 1
    assert desk.light is SaveStatus.SAVING
    desk.saver.answer()
    assert desk.is_saved
    assert desk.note() == "one two"


def test_that_saves_never_overtake_each_other(desk: Desk, qtbot: QtBot) -> None:
    desk.saver.takes_ms = 30
    for text in ("a", "ab", "abc", "abcd"):
        desk.type(text)
        desk.session.flush()
    qtbot.waitUntil(lambda: desk.is_saved)
    texts = [o.the_review.section("welcome").notes[0].text for o in desk.saver.attempts]
    assert texts == ["a", "abcd"]


def test_that_leaving_a_field_saves_at_once(desk: Desk) -> None:
    desk.type("Kez chose the pond")
    desk.session.flush()
    assert desk.light is SaveStatus.SAVING
    desk.session.close()
    assert desk.is_saved


def test_that_an_edit_that_changes_nothing_is_no_step_and_no_save(desk: Desk) -> None:
    head = desk.session.opened.the_review.head
    desk.session.apply(SetHead(head=head))
    assert (desk.changes, desk.session.undo_words, desk.light) == ([], "", SaveStatus.SAVED)


# -- saves that fail


def test_that_a_failed_save_keeps_the_text_and_says_why(desk: Desk, qtbot: QtBot) -> None:
    desk.saver.fault = FULL
    desk.type("Kez chose the pond")
    desk.session.flush()
    qtbot.waitUntil(lambda: desk.light is SaveStatus.NOT_SAVED)
    assert desk.session.save_state.fault is FULL
    assert desk.note() == "Kez chose the pond"


def test_that_a_failed_save_is_tried_again_until_it_works(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "RETRY_AFTER_MS", 20)
    desk.saver.fault = FULL
    desk.type("Kez chose the pond")
    desk.session.flush()
    qtbot.waitUntil(lambda: len(desk.saver.attempts) >= 3)
    assert desk.light is SaveStatus.NOT_SAVED
    desk.saver.fault = None
    qtbot.waitUntil(lambda: desk.is_saved)
    assert desk.session.save_state.fault is None


def test_that_the_light_stays_not_saved_while_trying_again(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "RETRY_AFTER_MS", 20)
    desk.saver.fault = FULL
    desk.type("Kez chose the pond")
    qtbot.waitUntil(lambda: len(desk.saver.attempts) >= 3)
    assert {state.status for state in desk.states[1:]} == {SaveStatus.NOT_SAVED}


def test_that_typing_on_after_a_failure_tries_again_sooner(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "RETRY_AFTER_MS", 3_600_000)
    desk.saver.fault = FULL
    desk.type("one")
    qtbot.waitUntil(lambda: desk.light is SaveStatus.NOT_SAVED)
    desk.saver.fault = None
    desk.type("one two")
    qtbot.waitUntil(lambda: desk.is_saved)


# -- undo and redo


def test_that_undo_and_redo_put_back_the_very_values(desk: Desk) -> None:
    before = desk.session.opened
    desk.mark(Mark.WORRY)
    marked = desk.session.opened
    desk.session.undo()
    assert desk.session.opened is before
    desk.session.redo()
    assert desk.session.opened is marked
    desk.session.undo()
    assert desk.session.opened is before
    assert [change.edit is None for change in desk.changes] == [False, True, True, True]


def test_that_it_says_what_undo_and_redo_would_do(desk: Desk) -> None:
    assert (desk.session.undo_words, desk.session.redo_words) == ("", "")
    desk.mark(Mark.WORRY)
    assert (desk.session.undo_words, desk.session.redo_words) == ("marking a line", "")
    desk.session.undo()
    assert (desk.session.undo_words, desk.session.redo_words) == ("", "marking a line")


def test_that_undo_and_redo_with_nothing_to_do_do_nothing(desk: Desk) -> None:
    desk.session.undo()
    desk.session.redo()
    assert desk.changes == []


def test_that_an_undone_edit_is_undone_on_disk_too(desk: Desk, qtbot: QtBot) -> None:
    before = desk.session.opened
    desk.type("Kez chose the pond")
    qtbot.waitUntil(lambda: desk.is_saved)
    desk.session.undo()
    qtbot.waitUntil(lambda: desk.is_saved)
    assert desk.saver.stored is before


def test_that_a_new_edit_takes_the_way_forward_away(desk: Desk) -> None:
    desk.mark(Mark.WORRY)
    desk.session.undo()
    desk.type("something else")
    desk.session.redo()
    assert desk.session.redo_words == ""
    assert desk.note() == "something else"


def test_that_a_word_typed_without_a_pause_is_one_step(desk: Desk) -> None:
    before = desk.note()
    for text in ("p", "po", "pon", "pond"):
        desk.type(text)
        desk.clock.wait(0.2)
    desk.session.undo()
    assert desk.note() == before


def test_that_the_next_word_is_a_step_of_its_own(desk: Desk) -> None:
    for text in ("the", "the ", "the p", "the pond"):
        desk.type(text)
        desk.clock.wait(0.2)
    desk.session.undo()
    assert desk.note() == "the"


def test_that_a_pause_of_more_than_two_seconds_starts_a_new_step(desk: Desk) -> None:
    desk.type("po")
    desk.clock.wait(2.1)
    desk.type("pond")
    desk.session.undo()
    assert desk.note() == "po"


def test_that_typing_in_another_line_or_section_is_a_step_of_its_own(desk: Desk) -> None:
    lines = [("welcome", 0), ("welcome", 1), ("home", 0), ("welcome", 0)]
    before = [desk.note(at, section) for section, at in lines]
    for section, at in lines:
        desk.type("typed first" if (section, at) == ("welcome", 0) else "typed", at, section)
    desk.session.undo()
    desk.session.undo()
    assert [desk.note(at, section) for section, at in lines] == [
        "typed first",
        "typed",
        before[2],
        "typed first",
    ]


def test_that_marking_is_never_joined_with_the_typing_around_it(desk: Desk) -> None:
    desk.type("p")
    desk.mark(Mark.WORRY)
    desk.type("po")
    desk.session.undo()
    assert desk.note() == "p"
    assert desk.session.opened.the_review.section("welcome").notes[0].mark is Mark.WORRY
    desk.session.undo()
    assert desk.session.opened.the_review.section("welcome").notes[0].mark is Mark.NOTE


def test_that_edits_of_one_field_join_while_typing_goes_on(desk: Desk) -> None:
    head = desk.session.opened.the_review.head
    for chair, pause in (("K", 0.5), ("Ke", 0.5), ("Kez", 2.5), ("Kez B", 0.1)):
        changed = SetHead(head=msgspec.structs.replace(head, chair=chair))
        desk.session.apply(changed, words="the chair", joins="head.chair")
        desk.clock.wait(pause)
    desk.session.undo()
    assert desk.session.opened.the_review.head.chair == "Kez"
    desk.session.undo()
    assert desk.session.opened.the_review.head == head


# -- confidential


def test_that_undoing_a_confidential_mark_is_announced(desk: Desk) -> None:
    assert not desk.asks_first()
    desk.mark(Mark.CONFIDENTIAL)
    assert desk.asks_first()
    desk.session.undo()
    assert not desk.asks_first()
    desk.mark(Mark.WORRY)
    assert not desk.asks_first()


def test_that_undoing_a_confidential_stretch_is_announced(desk: Desk) -> None:
    line = desk.session.opened.the_review.section("welcome").notes[0]
    spans = (Span(start=0, length=3, kind=SpanKind.CONFIDENTIAL),)
    hidden = Line(id=line.id, text=line.text, spans=spans)
    edit = SpliceText(section="welcome", field=Field.NOTES, at=0, removed=1, lines=(hidden,))
    desk.session.apply(edit, words="a confidential stretch")
    assert desk.asks_first()


def test_that_typing_on_after_a_confidential_stretch_does_not_hide_that_undo_must_ask(
    desk: Desk,
) -> None:
    desk.type("Kez chose")
    line = desk.session.opened.the_review.section("welcome").notes[0]
    spans = (Span(start=0, length=3, kind=SpanKind.CONFIDENTIAL),)
    hidden = Line(id=line.id, text=line.text, spans=spans)
    edit = SpliceText(section="welcome", field=Field.NOTES, at=0, removed=1, lines=(hidden,))
    desk.session.apply(edit)
    desk.type("Kez chose it")
    assert desk.asks_first()
    desk.session.undo()
    assert desk.note() == "Kez chose"
    assert not desk.asks_first()


# -- closing


def test_that_closing_saves_and_waits_and_forgets_the_steps(desk: Desk) -> None:
    desk.type("Kez chose the pond")
    desk.session.close()
    assert desk.is_saved
    assert (desk.session.undo_words, desk.session.redo_words) == ("", "")
    assert desk.states[-1].status is SaveStatus.SAVED


def test_that_closing_with_nothing_unsaved_writes_nothing(desk: Desk) -> None:
    desk.session.close()
    assert desk.saver.attempts == []


@pytest.mark.parametrize("fails_first", [False, True])
def test_that_closing_while_a_save_is_under_way_ends_as_the_screen_does(
    desk: Desk, qtbot: QtBot, fails_first: bool
) -> None:
    """Undone while it was being saved: what is on disk must be the earlier value again."""
    before = desk.session.opened
    desk.saver.takes_ms = 50
    desk.type("Kez chose the pond")
    desk.session.flush()
    desk.session.undo()
    desk.saver.fails_once = FULL if fails_first else None
    desk.session.close()
    assert desk.session.opened is before
    assert desk.is_saved
    desk.session.apply(SetSectionStatus(section="welcome", status=SectionStatus.WRITING))
    qtbot.waitUntil(lambda: desk.is_saved)


def test_that_a_close_that_fails_says_so_and_loses_nothing(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "RETRY_AFTER_MS", 20)
    desk.saver.fault = FULL
    desk.type("Kez chose the pond")
    with pytest.raises(UserFacingError, match="disk is full"):
        desk.session.close()
    assert desk.light is SaveStatus.NOT_SAVED
    assert desk.note() == "Kez chose the pond"
    assert desk.session.undo_words == "typing"
    desk.saver.fault = None
    qtbot.waitUntil(lambda: desk.is_saved)


# -- who listens


def test_that_each_change_tells_the_values_before_and_after(desk: Desk) -> None:
    before = desk.session.opened
    desk.type("one")
    desk.type("two")
    first, second = desk.changes
    assert first.before is before
    assert first.after is second.before
    assert second.after is desk.session.opened


def test_that_quotations_are_those_of_the_moment(desk: Desk) -> None:
    assert desk.session.quotes == quotes_of(desk.session.opened)
    desk.mark(Mark.WORDS)
    quote = desk.session.opened.the_review.section("welcome").notes[0].quote
    assert quote is not None
    assert desk.session.quotes[quote].text
