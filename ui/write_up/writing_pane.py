"""The middle: what was noted in the room beside the minutes that grow out of it."""

from collections.abc import Callable
from enum import Enum
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QCheckBox, QVBoxLayout, QWidget
from typing_extensions import override

from models.before_it_goes import Draft
from models.bringing import words_put
from models.edits import Field, SetSectionStatus
from models.finding import EntryPlace, Place
from models.terms import SectionStatus
from models.text import Mark, new_id
from models.write_up import Part, PartState, is_written
from ui import theme
from ui.editor import LinesEditor, SectionEditor
from ui.fields.folding import FoldingCard
from ui.kit import Card, Flow, KeyButton, bring_into_view, label, quiet_label, set_look
from ui.program import Program
from ui.session import ReviewSession
from ui.shortcuts import Shortcut, action
from ui.withholding.passage import PassageKeeping
from ui.write_up.bringing import BringRow
from ui.write_up.extras import Extras
from ui.write_up.focus import Typewriter

BESIDE_PX = 680
"""From this width on (px at 100 % text) notes and minutes stand side by side."""

_READ_PX = 760
"""No wider than this (px at 100 % text) is a text that stands alone."""

_LEAST_EDITOR = 150
_INDENT = "\u2003"  # lines stand in from the margin, so what invites to type does too


_MARKS = (
    (Mark.WORDS, Shortcut.MARK_WORDS),
    (Mark.RECOMMENDATION, Shortcut.MARK_RECOMMENDATION),
    (Mark.WORRY, Shortcut.MARK_WORRY),
    (Mark.FOLLOW_UP, Shortcut.MARK_FOLLOW_UP),
    (Mark.CONFIDENTIAL, Shortcut.MARK_CONFIDENTIAL),
    (Mark.NOTE, Shortcut.MARK_PLAIN),
)


class Side(Enum):
    """One of the two texts of a section."""

    NOTES = "notes"
    MINUTES = "minutes"


class WritingPane(QWidget):
    """Shows one part of the record. Where there is little room, notes or minutes, never both."""

    next_wanted = Signal()
    """The part was said to be written up: on to the next one."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._session: ReviewSession | None = None
        self._part: Part | None = None
        self._side = Side.MINUTES
        self._is_beside = True
        self._is_narrow = self._is_alone = False
        self._narrow_ways: list[KeyButton] = []
        self.title = label("", "title")
        self.title.setObjectName("write_up_title")
        self.hint = quiet_label()
        self.notes = SectionEditor(program.messages, program.clock)
        self.notes.editor.setObjectName("write_up_notes")
        self.minutes = LinesEditor(program.messages)
        self.minutes.setObjectName("write_up_minutes")
        self.keeping = tuple(
            PassageKeeping(editor, program.clock, lambda: program.settings.name, name)
            for editor, name in ((self.notes.editor, "keep_note"), (self.minutes, "keep_minute"))
        )
        self.extras = Extras(program)
        self._typewriters = tuple(map(Typewriter, (self.notes.editor, self.minutes)))
        for editor in (self.notes.editor, self.minutes):
            set_look(editor, "in_card")
            editor.setMinimumHeight(theme.px(_LEAST_EDITOR))
        self._make_buttons()
        self._lay_out()

    # -- what is shown

    def add_way(self, chosen: QAction, *, only_narrow: bool) -> None:
        """Add a button for an action of the page; some are needed where drawers are closed."""
        button = KeyButton.following(chosen, "plain" if only_narrow else "quiet")
        self._ways.addWidget(button)
        if only_narrow:
            self._narrow_ways.append(button)

    def add_mark_keys(self, page: QWidget) -> None:
        """Let the keys of the marks work on the page."""
        for mark, key in _MARKS:
            action(page, mark.label, key, partial(self.mark, mark))

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the buttons that open what has no column of its own, over the title."""
        self._is_narrow = narrow
        for button in self._narrow_ways:
            button.setVisible(narrow)
        self._arrange()

    def set_alone(self, *, alone: bool) -> None:
        """Show one text and nothing beside it, no wider than a line is read with ease."""
        self._is_alone = alone
        for typewriter in self._typewriters:
            typewriter.set_on(on=alone)
        self.hint.setHidden(alone)
        self._arrange()

    @property
    def section(self) -> str:
        """The id of the part that is shown, or nothing."""
        return self._part.id if self._part is not None else ""

    def show_part(self, session: ReviewSession, part: Part, draft: Draft) -> None:
        """Show another part, or the same one anew."""
        another = self._session is not session or self.section != part.id
        self._session, self._part = session, part
        self.title.setText(part.title)
        self.hint.setText(part.hint)
        self._show_done()
        if another:
            self.bringing.show_part(session, part.id)
            name = session.opened.child.preferred_name
            what = "The letter" if part.of_letter else "The minutes"
            self._minutes_column.set_title(what)
            self.minutes.show_text(session, part.id, Field.MINUTES, f"{what}: {part.title}")
            self.minutes.setPlaceholderText(f"{_INDENT}As {name} may read it one day.")
            self.notes.correction.forget()
            for keeping in self.keeping:
                keeping.forget()
            self.notes.editor.show_text(
                session, part.id, Field.NOTES, f"What you noted in the room: {part.title}"
            )
            self.notes.editor.put_caret(0, at_end=False)
        self.extras.show_part(session, part, draft)
        self._arrange()

    def forget(self) -> None:
        """Let go of every letter."""
        self._session, self._part = None, None
        self.title.clear()
        self.hint.clear()
        for keeping in self.keeping:
            keeping.forget()
        self.notes.forget()
        self.bringing.forget()
        self.minutes.close_text()
        self.extras.forget()

    def focus_minutes(self) -> None:
        """Put the caret into the minutes."""
        self._go_to(Side.MINUTES)

    def focus_text(self, *, notes: bool) -> None:
        """Put the caret into the notes, or into the minutes."""
        self._go_to(Side.NOTES if notes else Side.MINUTES)

    def show_place(self, place: Place) -> None:
        """Select the words of a place, and leave the keys where they are.

        A line that is folded away stays so until the caret is put into it.
        """
        is_notes = place.field is Field.NOTES
        self._side = Side.NOTES if is_notes else Side.MINUTES
        self._arrange()
        editor = self.notes.editor if is_notes else self.minutes
        if place.line in editor.sheet.folded:
            editor.put_caret(place.at, at_end=False)
        else:
            editor.select(place.at, place.start, place.length)
        bring_into_view(editor, editor.cursorRect())

    def show_line(self, line: str) -> None:
        """Put the caret into a line of the minutes, by its id."""
        self._go_to(Side.MINUTES)
        self.minutes.go_to_line(line)
        bring_into_view(self.minutes, self.minutes.cursorRect())

    def show_entry(self, place: EntryPlace) -> None:
        """Put the focus into a field of an entry that has its card beside the section."""
        self._show_extras()
        self.extras.show_entry(place)

    def unfold(self, card: FoldingCard) -> None:
        """Show a card beside the section, with its fields open."""
        self._show_extras()
        card.unfold()

    @property
    def writing_in(self) -> LinesEditor | None:
        """The editor that has the focus, or None."""
        return next((e for e in (self.notes.editor, self.minutes) if e.hasFocus()), None)

    # -- doing

    def put_words(self, quote_id: str) -> None:
        """Put the child's words into the minutes, after the line that the caret is in."""
        if self._session is None or self._part is None:
            return
        record = self._session.opened.the_review.section(self.section)
        caret = self.minutes.line
        edit = words_put(
            record, Field.MINUTES, quote_id, caret.id if caret is not None else None, new_id()
        )
        self._session.apply(edit, "putting words into the minutes")
        self._go_to(Side.MINUTES)
        self.minutes.go_to_line(edit.lines[0].id)
        self.bringing.say("The words are in the minutes, letter for letter.")

    def say_done(self, *, done: bool) -> None:
        """Say that the part is written up, or not yet."""
        if self._session is None or self._part is None:
            return
        status = SectionStatus.DONE
        if not done:
            written = is_written(self._session.opened.the_review.section(self.section).minutes)
            status = SectionStatus.WRITING if written else SectionStatus.EMPTY
        words = f"“{self._part.title}” is written up" if done else "taking “written up” away"
        self._session.apply(SetSectionStatus(section=self.section, status=status), words)

    def mark(self, mark: Mark) -> None:
        """Mark the line of the text that has the focus; minutes know words and secrets only."""
        editor = self.writing_in
        fits = mark in (Mark.NOTE, Mark.WORDS, Mark.CONFIDENTIAL)
        if editor is not None and (fits or editor is not self.minutes):
            editor.mark(mark)

    def keep_from(self) -> None:
        """Ask from whom the selection or the line is kept; in the minutes where neither has it."""
        in_notes = self.notes.editor.hasFocus()
        self.keeping[0 if in_notes else 1].ask()

    def _show_extras(self) -> None:
        """Make sure that the cards beside the section can be seen."""
        self._side = Side.NOTES
        self._arrange()

    def _show_done(self) -> None:
        with QSignalBlocker(self._done):
            self._done.setChecked(self._part is not None and self._part.state is PartState.DONE)

    # -- drawing

    def _make_buttons(self) -> None:
        self.bringing = BringRow(self.notes.editor, self)
        self._done = QCheckBox("This section is written up")
        self._done.setAccessibleName("This section is written up")
        self._done.setObjectName("section_done")
        self._done.toggled.connect(lambda done: self.say_done(done=done))
        self._next = self._button(
            "Written up, on to the next", Shortcut.WRITTEN_UP, self._done_and_on
        )
        self._next.setObjectName("section_done_and_next")
        self._keep = self._button("Keep from…", Shortcut.KEEP_FROM, self.keep_from)
        self._keep.setObjectName("key_keep_from")
        self._keep.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._switch = self._button("Notes or minutes", Shortcut.OTHER_TEXT, self._other)

    def _button(self, words: str, key: Shortcut, chosen: Callable[[], None]) -> KeyButton:
        """Return a button; its key works also while the button is on the other side."""
        return KeyButton.following(action(self, words, key, chosen))

    def _done_and_on(self) -> None:
        self.say_done(done=True)
        self.next_wanted.emit()

    def _lay_out(self) -> None:
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.S2)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(theme.S3)
        self._head.addWidget(self.title, 1)
        ways = QWidget()
        self._ways = Flow(ways)
        self._ways.addWidget(self._switch)
        self._head.addWidget(ways)
        outer.addLayout(self._head)
        outer.addWidget(self.hint)
        self._texts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._texts.setSpacing(theme.S4)
        outer.addLayout(self._texts, 1)
        self._notes_column = self._make_notes()
        self._minutes_column = self._make_minutes()
        self._texts.addWidget(self._notes_column, 1)
        self._texts.addWidget(self._minutes_column, 1)

    def _make_notes(self) -> QWidget:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S4)
        self._notes_card = Card("What you noted in the room")
        self._notes_card.body.addWidget(self.notes, 1)
        self._notes_card.body.addWidget(self.keeping[0])
        self._notes_card.body.addWidget(self.bringing)
        layout.addWidget(self._notes_card, 1)
        layout.addWidget(self.extras)
        return column

    def _make_minutes(self) -> Card:
        card = Card("The minutes")
        card.body.addWidget(self.minutes, 1)
        card.body.addWidget(self.keeping[1])
        buttons = QWidget()
        flow = Flow(buttons)
        flow.addWidget(self._done)
        flow.addWidget(self._next)
        flow.addWidget(self._keep)
        card.body.addWidget(buttons)
        return card

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Show both columns where there is room, else the one that is being worked in."""
        has_notes = self._part is None or self._part.has_notes
        has_left = has_notes or self.extras.is_shown
        self._is_beside = self.width() >= theme.px(BESIDE_PX) and not self._is_alone
        ways = QBoxLayout.Direction
        over = self._is_narrow or not self._is_beside
        self._head.setDirection(ways.BottomToTop if over else ways.LeftToRight)
        spare = (self.width() - theme.px(_READ_PX)) // 2 if self._is_alone else 0
        self._outer.setContentsMargins(max(spare, 0), 0, max(spare, 0), 0)
        both = has_left and self._is_beside
        self._notes_card.setVisible(has_notes)
        self._notes_column.setVisible(has_left and (both or self._side is Side.NOTES))
        self._minutes_column.setVisible(both or not has_left or self._side is Side.MINUTES)
        self._switch.setVisible(has_left and not self._is_beside)
        other = "Show the minutes" if self._side is Side.NOTES else "Show the notes"
        self._switch.set_words(other if not self._is_beside else "Notes or minutes")

    def _other(self) -> None:
        focused = QApplication.focusWidget()
        in_notes = focused is not None and self._notes_column.isAncestorOf(focused)
        is_notes = in_notes if self._is_beside else self._side is Side.NOTES
        self._go_to(Side.MINUTES if is_notes else Side.NOTES)

    def _go_to(self, side: Side) -> None:
        has_notes = self._part is None or self._part.has_notes
        self._side = side if has_notes else Side.MINUTES
        self._arrange()
        editor = self.notes.editor if self._side is Side.NOTES else self.minutes
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        QTimer.singleShot(0, editor, lambda: bring_into_view(editor))
