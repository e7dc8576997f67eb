"""The open child and review as the screen sees them: edits in, saves and redraws out."""

from collections.abc import Callable
from typing import Protocol

import msgspec
from PySide6.QtCore import QObject
from typing_extensions import override

from models.apply import apply, quotes_of
from models.child import Withheld
from models.clock import Clock
from models.edits import Edit, MarkLine, Opened, Put, SpliceText
from models.errors import UserFacingError
from models.text import Line, Mark, Quote, SpanKind
from ui.kept_value import JOIN_TYPING_SECONDS, KeptValue, Step


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What just happened: the values before and after, and the edit (None for undo and redo)."""

    before: Opened
    after: Opened
    edit: Edit | None = None


class Saver(Protocol):
    """Writes the parts that differ between two values, in one transaction."""

    def save(
        self,
        before: Opened,
        after: Opened,
        done: Callable[[], None],
        failed: Callable[[UserFacingError], None],
    ) -> None:
        """Queue the save; exactly one of ``done`` and ``failed`` is called, on the GUI thread."""
        ...

    def save_now(self, before: Opened, after: Opened) -> None:
        """Save after everything queued and wait. Raises UserFacingError."""
        ...


class ReviewSession(KeptValue[Opened]):
    """Holds what is open, applies edits, saves them, undoes them."""

    def __init__(
        self, opened: Opened, saver: Saver, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(opened, clock, parent)
        self._saver = saver
        self._quotes: dict[str, Quote] | None = None

    @property
    def opened(self) -> Opened:
        """The child and review as they stand now."""
        return self._value

    @property
    def quotes(self) -> dict[str, Quote]:
        """Every quotation that lines may name, by id."""
        if self._quotes is None:
            self._quotes = quotes_of(self._value)
        return self._quotes

    def apply(self, edit: Edit, words: str = "typing", joins: str = "") -> None:
        """Do ``edit``; ``words`` say in the menu what undoing it would undo.

        Edits of the same ``joins`` (the name of a field being typed in) within two seconds of each
        other are undone together.
        """
        before = self._value
        after = apply(before, edit)
        if after is before or (not isinstance(edit, SpliceText) and after == before):
            return
        self._take(after, words, joins, edit)

    @property
    @override
    def undo_reveals(self) -> bool:
        """Whether undoing would take a confidential mark away, so that it must be asked first."""
        return bool(self._undo) and _hides(self._undo[-1])

    @override
    def _continues(self, last: Step[Opened], step: Step[Opened]) -> bool:
        """Whether typing goes on: in the same field, or in the same line and the same word."""
        if step.joins:
            return super()._continues(last, step)
        soon = (step.at - last.at).total_seconds() <= JOIN_TYPING_SECONDS
        return soon and _same_word(last, step)

    @override
    def _write(
        self,
        before: Opened,
        after: Opened,
        done: Callable[[], None],
        failed: Callable[[UserFacingError], None],
    ) -> None:
        self._saver.save(before, after, done, failed)

    @override
    def _write_now(self, before: Opened, after: Opened) -> None:
        self._saver.save_now(before, after)

    @override
    def _tell(self, before: Opened, after: Opened, edit: object) -> None:
        self._quotes = None
        made_by = edit if isinstance(edit, Edit) else None
        self.changed.emit(Change(before=before, after=after, edit=made_by))


def _hides(step: Step[Opened]) -> bool:
    """Whether a step made something confidential, or kept it from somebody."""
    edit = step.edit
    if isinstance(edit, Put) and isinstance(edit.item, Withheld):
        return True
    if isinstance(edit, MarkLine):
        return edit.mark is Mark.CONFIDENTIAL
    if not isinstance(edit, SpliceText) or not any(_secrets(line) for line in edit.lines):
        return False
    record = step.before.the_review.section(edit.section)
    before = {line.id: _secrets(line) for line in (*record.notes, *record.minutes)}
    return any(_secrets(line) > before.get(line.id, 0) for line in edit.lines)


def _secrets(line: Line) -> int:
    return sum(
        span.kind is SpanKind.CONFIDENTIAL or bool(span.withheld_from) for span in line.spans
    )


def _same_word(last: Step[Opened], step: Step[Opened]) -> bool:
    """Whether one letter after the other was typed in the same line and the same word."""
    old, new = last.edit, step.edit
    if not isinstance(old, SpliceText) or not isinstance(new, SpliceText):
        return False
    if last.words != step.words:
        return False
    if (old.section, old.field, old.at, len(old.lines)) != (
        new.section,
        new.field,
        new.at,
        len(new.lines),
    ) or len(new.lines) != 1:
        return False
    if new.removed != 1 or old.lines[0].id != new.lines[0].id:
        return False
    if _secrets(old.lines[0]) != _secrets(new.lines[0]):
        return False
    ended_word = new.lines[0].text.endswith(" ") and not old.lines[0].text.endswith(" ")
    return not ended_word
