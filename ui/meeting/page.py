"""The meeting page: agenda, notes with prompts, recommendations, and how the meeting ends."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from models.agenda import Agenda, Section, prompts_for, questions_for, worded
from models.agenda_guide import Guide, guide_for, wording_for
from models.ages import AgeBand, age_band, age_on
from models.bringing import words_put
from models.calendar import long_date
from models.completing import adjourned_words, next_meeting, running_meeting, started
from models.edits import Field, MoveLine, PutPrompt, SetHead
from models.paper import PaperAnswer
from models.review import PromptState
from models.section_facts import section_facts
from models.text import new_id
from models.typed_up import typed_up
from ui.editor import LinesEditor
from ui.kit import announce
from ui.meeting import answers
from ui.meeting.agenda_panel import AgendaPanel
from ui.meeting.columns import Columns, Side
from ui.meeting.middle import Middle
from ui.meeting.right import RightColumn
from ui.meeting.said_above import elapsed, limit_words, order_words, where_words
from ui.meeting.side_jobs import SideJob
from ui.page import SessionPage
from ui.places import Place, PlaceKind
from ui.program import Program
from ui.session import Change
from ui.shortcuts import Shortcut, action

_LOOK_AGAIN_MS = 300
_TICK_MS = 5_000
_AGES: dict[AgeBand, str] = {
    "under_5": "under 5",
    "5_11": "5–11",
    "12_15": "12–15",
    "16_plus": "16 and over",
}


class MeetingPage(SessionPage):
    """The page one chairs from: type first, mark later, nothing ever in the way."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._agenda: Agenda | None = None
        self._guide: Guide | None = None
        self._section = ""
        self.setObjectName("meeting_page")
        self.left_side = AgendaPanel()
        self.middle = Middle(program)
        self.right_side = RightColumn(program)
        self.columns = Columns(self.left_side, self.middle, self.right_side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.columns)
        self.panes = (self.left_side, self.middle, self.right_side)
        self._later = QTimer(self, singleShot=True, interval=_LOOK_AGAIN_MS)
        self._later.timeout.connect(self._look_again)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._show_elapsed)
        self._make_actions()
        self._connect()

    @property
    def editor(self) -> LinesEditor:
        """The editor of the section's notes."""
        return self.middle.editor

    @property
    def section(self) -> str:
        """The id of the section that is shown."""
        return self._section

    # -- what the frame calls

    @override
    def entered(self) -> None:
        """Put the caret into the notes, and let the clock run."""
        self._tick.start()
        self._show_elapsed()
        QTimer.singleShot(0, self, self.middle.focus)

    @override
    def left(self) -> None:
        """Save what was typed; the clock of the meeting goes on."""
        self._tick.stop()
        if self._session is not None:
            self.middle.jot.put_typed()
            self.right_side.said.panel.put_typed()
            self._session.flush()

    @override
    def show_session(self) -> None:
        """Show the open review at the section where one was, or the first."""
        child, review = self.session.opened.child, self.session.opened.the_review
        wording = wording_for(child, review, self._program.engine)
        self._agenda = worded(self._program.agenda, wording)
        self._guide = self._guided()
        if self._guide.place_of(self._section) is None:
            self._section = self._guide.sections[0].section.id
        self.middle.show_session(self.session)
        self.right_side.show_session(self.session)
        self._show_frame()
        self._show_section()

    @property
    @override
    def here(self) -> str | None:
        return self._section or None

    @override
    def show_section(self, section: str) -> None:
        """Go to a section; nothing happens for one that the agenda does not know."""
        if self._guide is not None and self._known(section):
            self._section = section
            self._show_section()

    @override
    def session_changed(self, change: Change) -> None:
        """Redraw what changed; what has to be counted anew waits for a pause of the fingers."""
        before, after = change.before, change.after
        if after.review is None or before.review is None:
            return
        if before.the_review.head is not after.the_review.head or before.child is not after.child:
            self._show_frame()
            self.right_side.refresh()
            self.middle.refresh_heard()
            self.middle.show_standing(self._section)
        record = after.the_review.section(self._section)
        if record.prompts is not before.the_review.section(self._section).prompts:
            self._show_prompts(anew=False)
        if not self._later.isActive():
            self._later.start()

    @override
    def forget(self) -> None:
        """Empty every widget of what it showed."""
        self._later.stop()
        self._agenda = self._guide = None
        self._section = self.who = self.where = self.elapsed = self.footer = ""
        self.left_side.forget()
        self.middle.forget()
        self.right_side.forget()

    # -- sections

    def next_section(self, step: int = 1) -> None:
        """Go to the next section of the agenda, or with -1 to the one before."""
        if self._guide is None:
            return
        at = self._guide.place_of(self._section)
        wanted = 0 if at is None else at + step
        if 0 <= wanted < len(self._guide.sections):
            self.show_section(self._guide.sections[wanted].section.id)
            self.middle.focus()

    def _known(self, section: str) -> bool:
        agenda = self._agenda
        return agenda is not None and any(s.id == section for s in agenda.sections)

    def _guided(self) -> Guide:
        if self._agenda is None:
            raise ValueError("no session is open")
        opened = self.session.opened
        today = self._program.clock.today()
        return guide_for(self._agenda, opened.child, opened.the_review, today)

    def _show_section(self) -> None:
        if self._agenda is None or self._guide is None:
            return
        section = next(s for s in self._offered() if s.id == self._section)
        child, today = self.session.opened.child, self._program.clock.today()
        self.middle.show_section(section.id, section.title, section_facts(child, section.id, today))
        self.right_side.show_section(section.id)
        self._show_prompts(anew=True)
        self._show_guide()
        announce(self, section.title)

    def _show_prompts(self, *, anew: bool) -> None:
        if self._agenda is None or self._guide is None:
            return
        opened = self.session.opened
        section = next(s for s in self._agenda.sections if s.id == self._section)
        record = opened.the_review.section(section.id)
        card = self.middle.prompts
        card.show_prompts(
            section, prompts_for(section, self._guide.facts), record.prompts, anew=anew
        )
        on = opened.the_review.head.review_date or self._program.clock.today()
        age, name = age_on(opened.child.born, on), opened.child.preferred_name
        card.show_questions(questions_for(section, self._guide.facts), name, _AGES[age_band(age)])

    def _look_again(self) -> None:
        """Count anew what is covered, after typing."""
        if self._session is None or self._agenda is None:
            return
        self._guide = self._guided()
        self._show_guide()
        self.right_side.refresh_words()

    def _show_guide(self) -> None:
        if self._guide is not None:
            child = self.session.opened.child
            order = order_words(child, self.session.opened.the_review.head)
            name = child.preferred_name
            self.left_side.show_guide(self._guide, self._section, name, order)

    # -- the frame

    def _show_frame(self) -> None:
        opened = self.session.opened
        head = opened.the_review.head
        self.who = opened.child.preferred_name
        self.where = where_words(head)
        words = adjourned_words(head, self._program.engine, self._program.clock.today())
        footer = (f"{words[:1].upper()}{words[1:]}", limit_words(head))
        self.footer = " · ".join(part for part in footer if part)
        running = running_meeting(head) is not None
        self.main_action = self._end if running else self._write_up
        if not running and head.completed_on is None:
            self.main_action = self._start
        self.leads_home = not running  # other children's names are for nobody in the room
        if running:
            self.header_actions = (self._write_up,)
        elif head.completed_on is None:  # who forgot to start it has held it all the same
            self.header_actions = (self._write_up, self._end)
        else:
            self.header_actions = (self._end,)
        self._end.setText("End meeting…" if running else "How it ended…")
        self._show_elapsed()
        self.frame_changed.emit()

    def _show_elapsed(self) -> None:
        if self._session is None:
            return
        meeting = running_meeting(self.session.opened.the_review.head)
        begun = meeting.started_at if meeting is not None else None
        words = elapsed(begun, self._program.clock.now()) if begun is not None else ""
        if words != self.elapsed:
            self.elapsed = words
            self.right_side.part.show_time(begun, self._program.clock.now())
            self.frame_changed.emit()

    def start_meeting(self) -> None:
        """Start the meeting's clock."""
        head = self.session.opened.the_review.head
        self.session.apply(SetHead(head=started(head, self._program.clock.now())), "starting")
        self.middle.focus()

    def end_meeting(self) -> None:
        """Ask, in the page, how the meeting ends."""
        self.columns.close_drawer(tell=False)
        self.middle.ask_ending()

    def _completed(self) -> None:
        self.session.flush()
        if self._agenda is not None:
            self.middle.ask_heard(self._agenda)

    def _stopped(self) -> None:
        head = self.session.opened.the_review.head
        following = next_meeting(head)
        on = f" with another, on {long_date(following.on)}" if following is not None else ""
        self._program.messages.tell(
            f"The meeting has ended; the review goes on{on}.",
            "Nothing is due before it is complete.",
        )
        self.middle.show_work()

    def _go(self, kind: PlaceKind) -> None:
        opened = self.session.opened
        place = Place(kind=kind, child_id=opened.child.id, review_id=opened.the_review.id)
        self._program.navigator.go(place)

    # -- what keys and buttons do

    def _make_actions(self) -> None:
        self._start = action(self, "Start the meeting", "", self.start_meeting)
        self._end = action(self, "End meeting…", "", self.end_meeting)
        self._write_up = action(self, "Write up", "", lambda: self._go(PlaceKind.WRITE_UP))
        action(self, "Agenda", Shortcut.AGENDA, lambda: self.columns.toggle(Side.LEFT))
        action(
            self,
            "Recommendations",
            Shortcut.RECOMMENDATIONS,
            lambda: self.columns.toggle(Side.RIGHT),
        )
        action(self, "Previous section", Shortcut.PREVIOUS_SECTION, lambda: self.next_section(-1))

    def _connect(self) -> None:
        middle = self.middle
        self.left_side.section_chosen.connect(self.show_section)
        self.left_side.section_taken.connect(self._take_section)
        self.right_side.words_chosen.connect(self._go_to_words)
        self.right_side.words_placed.connect(self._put_words)
        self.columns.closed.connect(middle.focus)
        self.columns.narrow_changed.connect(self._narrowed)
        middle.side_asked.connect(self.columns.toggle)
        middle.next_asked.connect(self.next_section)
        middle.prompts.put.connect(self._put_prompt)
        middle.jot_asked.connect(lambda: self._ask_job(middle.jot))
        middle.move_asked.connect(lambda: self._ask_job(middle.mover))
        middle.jot.done.connect(self._jot)
        middle.jot.from_paper.connect(self._type_up)
        middle.mover.done.connect(lambda section, _: self._move(section))
        middle.ending.completed.connect(self._completed)
        middle.ending.stopped.connect(self._stopped)
        middle.heard.write_up.connect(lambda: self._go(PlaceKind.WRITE_UP))

    def _narrowed(self, is_narrow: bool) -> None:
        self.middle.set_narrow(narrow=is_narrow)
        if self._session is not None:
            self._show_frame()

    def _take_section(self) -> None:
        self.columns.close_drawer(tell=False)
        self.middle.focus()

    def _put_prompt(self, state: PromptState) -> None:
        self.session.apply(PutPrompt(section=self._section, state=state), "a prompt")

    def _ask_job(self, job: SideJob) -> None:
        self.middle.leave_jobs(but=job)
        if self._guide is not None:
            at = self._guide.place_of(self._section)
            following = 0 if at is None else (at + 1) % len(self._guide.sections)
            sections = self._offered()
            job.ask(sections, sections[following].id)

    def _offered(self) -> list[Section]:
        """Return all sections as the agenda names and orders them, those left out last."""
        guide = self._guide.sections if self._guide is not None else ()
        shown = {one.section.id: one.section for one in guide}
        every = self._agenda.sections if self._agenda is not None else ()
        return [*shown.values(), *(section for section in every if section.id not in shown)]

    def _jot(self, section: str, words: str) -> None:
        self.session.apply(answers.note(self.session.opened, section, words), "a quick jot")
        self._say_where("Jotted under", section)

    def _type_up(self, answer: PaperAnswer) -> None:
        today, opened = self._program.clock.today(), self.session.opened
        for edit in typed_up(opened, answer, today, new_id()):
            self.session.apply(edit, f"typing up {answer.number}")
        self.middle.say(f"Typed up as {answer.number}, letter for letter.")

    def _move(self, section: str) -> None:
        line = self.middle.editor.line
        if line is None or section == self._section:
            return
        edit = MoveLine(section=self._section, line=line.id, to=section)
        self.session.apply(edit, "moving a line")
        self._say_where("Moved to", section)

    def _say_where(self, done: str, section: str) -> None:
        title = next(s.title for s in self._offered() if s.id == section)
        self.middle.say(f"{done} “{title}”.")

    def _go_to_words(self, quote_id: str) -> None:
        for record in self.session.opened.the_review.sections:
            for line in record.notes:
                if line.quote == quote_id:
                    self.show_section(record.id)
                    self.middle.editor.go_to_line(line.id)
                    self._take_section()
                    return
        self._put_words(quote_id)

    def _put_words(self, quote_id: str) -> None:
        record = self.session.opened.the_review.section(self._section)
        edit = words_put(record, Field.NOTES, quote_id, None, new_id())
        self.session.apply(edit, "putting words here")
        self.middle.say("Put into these notes, letter for letter.")
