"""The middle column: title, prompts, notes, the keys that mark; or how the meeting ends."""

from functools import partial

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from models.agenda import Agenda
from models.edits import Field, SpliceText
from models.text import Mark, clean
from ui import theme
from ui.editor import LinesEditor, SectionEditor
from ui.fields.editors import SessionLine
from ui.kit import Flow, KeyButton, announce, label, scroll, title_label
from ui.meeting.columns import Side
from ui.meeting.ending import EndingPanel
from ui.meeting.heard_panel import HeardPanel
from ui.meeting.prompts import MOST, PromptsCard
from ui.meeting.side_jobs import SideJob, side_jobs
from ui.meeting.standing import Standing
from ui.program import Program
from ui.session import ReviewSession
from ui.shortcuts import Shortcut, action
from ui.views.quick_entry import QuickEntry
from ui.withholding.passage import PassageKeeping

_EDITOR_PX = 130
_NEWS_MS = 8_000
_ROOM = ((600, MOST), (430, 2))
"""From which height of the column, px at 100 %, how many prompts are shown unasked."""
_MARKS = (
    (Mark.WORDS, "Child's words", Shortcut.MARK_WORDS, "words"),
    (Mark.RECOMMENDATION, "Recommendation", Shortcut.MARK_RECOMMENDATION, "recommendation"),
    (Mark.WORRY, "Worry", Shortcut.MARK_WORRY, "worry"),
    (Mark.FOLLOW_UP, "Follow up", Shortcut.MARK_FOLLOW_UP, ""),
    (Mark.CONFIDENTIAL, "Confidential", Shortcut.MARK_CONFIDENTIAL, ""),
)


class Middle(QWidget):
    """Three sheets, one in front: the notes, the ending, “Have we heard?”."""

    next_asked = Signal()
    jot_asked = Signal()
    move_asked = Signal()
    side_asked = Signal(object)

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._session: ReviewSession | None = None
        self.title = title_label()
        self.title.setObjectName("section_title")
        self.title.setWordWrap(False)
        self.facts = label("", "where")
        self.prompts = PromptsCard()
        self.standing = Standing(program.law)
        self.pane = SectionEditor(program.messages, program.clock)
        self.keeping = PassageKeeping(
            self.editor, program.clock, lambda: program.settings.name, "keep_note"
        )
        self.jot, self.mover = side_jobs()
        self.entry = QuickEntry(program.clock)
        self.ending = EndingPanel(program)
        self.heard = HeardPanel(program)
        self.marks: dict[Mark, KeyButton] = {}
        self.news = label("", "quiet")
        self._news_ends = QTimer(self, singleShot=True, interval=_NEWS_MS)
        self._news_ends.timeout.connect(lambda: self.say(""))
        self._stack = QStackedWidget()
        self._work = self._make_work()
        self._stack.addWidget(self._work)
        self._ending_area, self._heard_area = scroll(self.ending), scroll(self.heard)
        self._stack.addWidget(self._ending_area)
        self._stack.addWidget(self._heard_area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.editor.line_changed.connect(self._line_changed)
        self.ending.left.connect(self.show_work)
        self.heard.left.connect(self.show_work)
        for job in (self.jot, self.mover, self.entry):
            job.closed.connect(self.editor.setFocus)

    @property
    def editor(self) -> LinesEditor:
        """The editor of the notes."""
        return self.pane.editor

    # -- what is shown

    def show_session(self, session: ReviewSession) -> None:
        """Show the open review's notes."""
        if self._session is not session:
            self._session = session
            self._stack.setCurrentWidget(self._work)
        self.marks[Mark.WORDS].set_words(self.editor.words_for(Mark.WORDS))

    def show_section(self, section: str, title: str, facts: str) -> None:
        """Show the notes of a section."""
        if self._session is None:
            return
        self.title.setText(title)
        self.facts.setText(facts)
        self.facts.setVisible(bool(facts))
        self.show_standing(section)
        self.keeping.forget()
        self.say("")
        self.editor.show_text(self._session, section, Field.NOTES, f"{title}: notes")
        name = self._session.opened.child.preferred_name
        self.marks[Mark.WORDS].set_words(f"{name}'s words")
        self._stack.setCurrentWidget(self._work)

    def show_standing(self, section: str) -> None:
        """Show what is known of the child beside a section."""
        if self._session is not None:
            today = self._program.clock.today()
            self.standing.show_section(self._session.opened, section, today)

    def focus(self) -> None:
        """Put the focus into the sheet in front: the notes, or what is being asked."""
        if self._stack.currentWidget() is self._work:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self._work_area.ensureWidgetVisible(self.editor, 0, 0)

    def show_work(self) -> None:
        """Show the notes again."""
        self._stack.setCurrentWidget(self._work)
        self.editor.setFocus()

    def ask_ending(self) -> None:
        """Ask how the meeting ends."""
        if self._session is not None:
            self._session.flush()
            self._stack.setCurrentWidget(self._ending_area)
            self.ending.ask(self._session)

    def ask_heard(self, agenda: Agenda) -> None:
        """Ask “Have we heard?”; ``agenda`` is worded for the child."""
        if self._session is not None:
            self._stack.setCurrentWidget(self._heard_area)
            self.heard.ask(self._session, agenda)

    def leave_jobs(self, but: SideJob | QuickEntry | None = None) -> bool:
        """Close the jot, the move and the entry, one excepted; return whether any was open."""
        jobs = (self.jot, self.mover, self.entry)
        there = [j for j in jobs if j is not but and not j.isHidden()]
        for job in there:
            job.close_job()
        return bool(there)

    def refresh_heard(self) -> None:
        """Bring “Have we heard?” up to date while it is in front."""
        self.entry.refresh()
        if self._stack.currentWidget() is self._heard_area:
            self.heard.refresh()

    def say(self, words: str) -> None:
        """Say quietly under the notes what just happened; it goes after a while."""
        self.news.setText(words)
        self.news.setVisible(bool(words))
        if words:
            self._news_ends.start()
            announce(self.news, words)

    def set_narrow(self, *, narrow: bool) -> None:
        """Offer the drawers by button where the outer columns are drawers."""
        for button in self._drawers:
            button.setVisible(narrow)
        ways = QBoxLayout.Direction
        self._head.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self.title.setWordWrap(narrow)

    def forget(self) -> None:
        """Let go of every word."""
        self._session = None
        self.keeping.forget()
        self.pane.forget()
        self.prompts.forget()
        self.standing.forget()
        self.ending.forget()
        self.heard.forget()
        self.title.setText("")
        self.facts.setText("")
        self.said_how.clear()
        self.say("")
        self.jot.forget()
        self.mover.forget()
        self.entry.forget()
        self.marks[Mark.WORDS].set_words("Child's words")
        self._stack.setCurrentWidget(self._work)

    # -- the sheet of notes

    def _make_work(self) -> QWidget:
        inside = QWidget()
        self.editor.setMinimumHeight(theme.px(_EDITOR_PX))
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S3)
        layout.addLayout(self._make_head())
        layout.addWidget(self.standing)
        layout.addWidget(self.prompts)
        layout.addWidget(self.pane, 1)
        layout.addWidget(self.keeping)
        layout.addWidget(self.jot)
        layout.addWidget(self.mover)
        layout.addWidget(self.entry)
        layout.addWidget(self.news)
        layout.addWidget(self._make_said_how())
        layout.addWidget(self._make_keys())
        self.news.hide()
        self._work_area = scroll(inside)
        return self._work_area

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Let Escape close what is open beside the notes, or else go back to them."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self.leave_jobs():
            if self.editor.hasFocus() or self._stack.currentWidget() is not self._work:
                super().keyPressEvent(event)
            else:
                self.editor.setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        height = self.height() * 100 // theme.text_percent()
        self.prompts.set_room(next((few for least, few in _ROOM if height >= least), 0))

    def _make_head(self) -> QHBoxLayout:
        """Make the title with its facts, between the buttons of the drawers."""
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(theme.S2)
        self._head.addWidget(self.title)
        self._head.addWidget(self.facts, 1, Qt.AlignmentFlag.AlignBottom)
        agenda = KeyButton("Agenda", on_click=lambda: self.side_asked.emit(Side.LEFT))
        agenda.setObjectName("open_agenda")
        ours = KeyButton("Decisions", on_click=lambda: self.side_asked.emit(Side.RIGHT))
        ours.setObjectName("open_recommendations")
        self._drawers = (agenda, ours)
        row = QHBoxLayout()
        row.setSpacing(theme.S3)
        row.addWidget(agenda, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._head, 1)
        row.addWidget(ours, 0, Qt.AlignmentFlag.AlignTop)
        for button in self._drawers:
            button.hide()
        return row

    def _make_said_how(self) -> QWidget:
        """Make the line that says how words were said; it shows while the caret is in some."""
        self._how = QWidget()
        row = QHBoxLayout(self._how)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S2)
        words = label("How was it said?", "field", wraps=False)
        self.said_how = SessionLine()
        self.said_how.setObjectName("said_how")
        self.said_how.setAccessibleName("How was it said?")
        self.said_how.setPlaceholderText("such as: to me, alone, in the den")
        words.setBuddy(self.said_how)
        row.addWidget(words)
        row.addWidget(self.said_how, 1)
        self.said_how.textEdited.connect(self._put_how)
        self.said_how.returnPressed.connect(self.editor.setFocus)
        self._how.hide()
        return self._how

    def _make_keys(self) -> QWidget:
        keys = QWidget()
        both = QVBoxLayout(keys)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(theme.S2)
        marks, others = QWidget(), QWidget()
        flow = Flow(marks, theme.S1)
        both.addWidget(marks)
        both.addWidget(others)
        for mark, words, shortcut, role in _MARKS:
            button = KeyButton(words, shortcut, on_click=partial(self._mark, mark))
            button.setObjectName(f"mark_{mark.value}")
            button.set_slim()
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if role:
                button.set_role(role)
            self.marks[mark] = button
            flow.addWidget(button)
        flow = Flow(others, theme.S1)
        for name, words, shortcut, chosen in (
            ("next_section", "Next section", Shortcut.NEXT_SECTION, self.next_asked.emit),
            ("jot", "Quick jot", Shortcut.QUICK_JOT, self.jot_asked.emit),
            ("move", "Move line", Shortcut.MOVE_LINE, self.move_asked.emit),
            ("keep_from", "Keep from…", Shortcut.KEEP_FROM, self.keeping.ask),
            ("log_view", "Views log", Shortcut.LOG_VIEW, self._log),
        ):
            button = KeyButton(words, shortcut, on_click=chosen)
            button.setObjectName(f"key_{name}")
            button.set_slim()
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            flow.addWidget(button)
        self.beside = KeyButton("Child beside me", Shortcut.CHILD_BESIDE_ME, on_click=self._beside)
        self.beside.setObjectName("key_beside")
        self.beside.set_slim()
        self.beside.setCheckable(True)
        self.beside.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        flow.addWidget(self.beside)
        flow.addWidget(self.standing.more)
        action(keys, "Plain note", Shortcut.MARK_PLAIN, lambda: self._mark(Mark.NOTE))
        return keys

    def _mark(self, mark: Mark) -> None:
        self.editor.mark(mark)
        self.editor.setFocus()
        self._line_changed()

    def _log(self) -> None:
        """Take the line into the views log; asked again, say more about its entry."""
        if self._session is not None:
            self.leave_jobs(but=self.entry)
            said = self.entry.take(self._session, self.editor.where.section, self.editor.line)
            if said:
                self.say(said)
                self.editor.setFocus()

    def _beside(self) -> None:
        beside = self.beside.isChecked()
        self.editor.set_child_beside(beside=beside)
        self.say("Worries are folded while the child is beside you." if beside else "")
        if beside:
            self._news_ends.stop()
        self.editor.setFocus()

    def _line_changed(self) -> None:
        """Show how the words were said while the caret is in some."""
        line = self.editor.line
        if line is None or line.quote is None or self._session is None:
            if not self.said_how.hasFocus():
                self._how.hide()
            return
        source = self._session.quotes[line.quote].source
        if self.said_how.text() != source:
            self.said_how.setText(source)
        self._how.show()

    def _put_how(self, typed: str) -> None:
        line, session = self.editor.line, self._session
        if session is None or line is None or line.quote is None:
            return
        where = self.editor.where
        at = [one.id for one in self.editor.sheet.lines].index(line.id)
        quote = msgspec.structs.replace(session.quotes[line.quote], source=clean(typed).text)
        edit = SpliceText(
            section=where.section,
            field=where.field,
            at=at,
            removed=1,
            lines=(line,),
            quotes=(quote,),
        )
        session.apply(edit, "how it was said", f"said_how.{quote.id}")
