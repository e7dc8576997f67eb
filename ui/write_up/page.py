"""The write-up page: section by section, notes on one side, minutes on the other (design.md §2)."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget
from typing_extensions import override

from models.before_it_goes import OpenMatter, Target
from models.edits import SetSectionStatus
from models.finding import RECOMMENDATIONS
from models.write_up import next_unfinished
from ui.kit import scroll
from ui.meeting.columns import Columns, Side
from ui.meeting.said import SaidCard
from ui.page import SessionPage
from ui.places import Place, PlaceKind
from ui.preview.live import LivePreview
from ui.program import Program
from ui.recommendations import RecommendationsPanel
from ui.session import Change
from ui.shortcuts import Shortcut, action
from ui.slices import InSlices
from ui.versions.sheet import VersionsSheet
from ui.write_up.after_card import AfterCard
from ui.write_up.before_card import BeforeCard
from ui.write_up.extras import DECISIONS, PERMANENCE
from ui.write_up.find_bar import UnderFindBar
from ui.write_up.helping import Helping
from ui.write_up.looking import Looking, words_of_record
from ui.write_up.now import where
from ui.write_up.room import Room
from ui.write_up.sections_card import SectionsCard
from ui.write_up.seeking import Seeking
from ui.write_up.sign_sheet import SignOffSheet
from ui.write_up.tabs import OPEN, PREVIEW, WORDS, SideTabs
from ui.write_up.version_card import VersionCard
from ui.write_up.writing_pane import WritingPane

_LOOK_AGAIN_MS = 400
_REASSURING = "Nothing blocks: what is left open can be answered later."


class WriteUpPage(SessionPage):
    """Sections, notes beside minutes, recommendations, what is open, and signing off."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self.looking = Looking(program)
        self._current = ""
        self._look_again = InSlices(self._looked_at, _LOOK_AGAIN_MS, self)
        self.sections = SectionsCard()
        self.writing = WritingPane(program)
        self.recommendations = RecommendationsPanel(program, with_letter=True)
        self.before = BeforeCard()
        self.after = AfterCard(program)
        self.version = VersionCard(program)
        self.said = SaidCard()
        self.versions = VersionsSheet(program)
        self.helping = Helping(
            program, self.looking, self.writing, self.recommendations, self._go_to
        )
        self.sign_sheet = SignOffSheet(program, self.looking, self.helping.second_look)
        self.seeking = Seeking(
            self.looking,
            self.writing,
            self.recommendations,
            self._show,
            lambda: self.room.reveal(OPEN),
        )
        self.tabs = SideTabs()
        self.preview = LivePreview(program)
        self._lay_out()
        self._make_actions()
        self._connect()

    # -- the session

    @override
    def show_session(self) -> None:
        self.looking.begin(self.session)
        self._close_sheet()
        self.recommendations.show_session(self.session)
        self._look()
        if self.looking.part(self._current) is None:
            record = self.looking.record
            self._current = next_unfinished(record, "") or record[0].id
        self._show_current()
        self.version.show_session(self.session)
        self.preview.show_session(self.session)

    @property
    @override
    def here(self) -> str | None:
        return self._current or None

    @override
    def show_section(self, section: str) -> None:
        self._go_to(section)

    @override
    def show_line(self, line: str) -> None:
        self.seeking.show_line(self.session.opened.the_review, line)
        self._ways_out[-1].setText("Back to the copies")

    @override
    def session_changed(self, change: Change) -> None:
        if change.after.review is None:
            return
        self.preview.touched()
        if self._stack.currentWidget() is self.versions:
            self.versions.refresh()
        if change.edit is None or isinstance(change.edit, SetSectionStatus) or self._is_signing:
            self._look()
        else:
            self._look_again.soon()

    @override
    def forget(self) -> None:
        self._look_again.stop()
        self._current = ""
        for part in (
            self.looking,
            self.sections,
            self.writing,
            self.tabs,
            self.helping,
            self.seeking,
            self.sign_sheet,
            self.versions,
        ):
            part.forget()
        self._close_sheet()
        self.room.end_bare()
        self.who = self.where = ""
        self.footer_facts = ()

    @override
    def entered(self) -> None:
        if self._session is not None and not self._is_signing:
            self.writing.focus_minutes()

    @override
    def left(self) -> None:
        if self._session is not None:
            self.said.panel.put_typed()
            self._session.flush()
        self._ways_out[-1].setText("Export")

    # -- looking at the record as a whole

    def _look(self) -> None:
        """Work out anew what is written up and what is open."""
        if self._session is not None:
            self._look_again.now()

    def _looked_at(self) -> Iterator[None]:
        """Work it out and show it, a part at a time."""
        yield from self.looking.look(self.session, self.helping.letter_parts(self.session))
        draft, opened = self.looking.draft, self.session.opened
        if draft is None:
            return
        self.said.show_words(opened)
        yield
        self.after.show_session(self.session)
        yield
        every = opened.the_review.head.recommendations
        self.sections.show_parts(draft.parts, every, self.looking.letter, self._current)
        yield
        part = self.looking.part(self._current)
        self.helping.show_part(self.session, part)
        if part is not None and self.writing.section == part.id:
            self.writing.show_part(self.session, part, draft)
        self.tabs.note(WORDS, self.helping.number)
        yield
        self.looking.find_open()
        yield
        self._show_frame()
        self.tabs.note(OPEN, len(self.looking.matters))
        self.before.show_matters(self.looking.matters)
        self.sign_sheet.refresh()

    def _show_current(self) -> None:
        part, draft = self.looking.part(self._current), self.looking.draft
        if part is not None and draft is not None:
            self.writing.show_part(self.session, part, draft)
            self.helping.show_part(self.session, part)
            self.tabs.note(WORDS, self.helping.number)
            self.tabs.follow(WORDS if part.of_letter else OPEN)
            self.preview.follow(part)
            self.sections.list.set_current(part.id)

    def _show_frame(self) -> None:
        opened = self.session.opened
        review = opened.the_review
        before = (self.who, self.where, self.footer, self.footer_facts)
        self.who = opened.child.preferred_name
        self.where = where(review.head, self._program.engine, self._program.clock.today())
        self.footer_facts = (f"{words_of_record(self.session):,} words", "English (UK)")
        self.version.refresh()
        self.footer = self.version.words or _REASSURING
        if before != (self.who, self.where, self.footer, self.footer_facts):
            self.frame_changed.emit()

    # -- going somewhere

    def _go_to(self, section: str) -> None:
        """Show a section with the caret in its minutes; or the recommendations."""
        if section == RECOMMENDATIONS:
            self._close_sheet()
            self.room.reveal(OPEN)
            self.sections.list.set_current(self._current)
            self.recommendations.focus_list()
        elif self.looking.part(section) is not None:
            self._show(section)
            self.columns.close_drawer(tell=False)
            self.writing.focus_minutes()

    def _show(self, section: str) -> None:
        self._close_sheet()
        if section != self._current:
            self.session.flush()
            self._current = section
        self._show_current()

    def _step(self, by: int) -> None:
        record, letter = self.looking.record, self.looking.letter
        ids = [*(part.id for part in record), RECOMMENDATIONS, *(part.id for part in letter)]
        if self._session is not None and self._current in ids:
            at = ids.index(self._current) + by
            if 0 <= at < len(ids):
                self._go_to(ids[at])

    def _go_on(self) -> None:
        """Go to the next part that is not written up; when all are, say so."""
        if self._session is None:
            return
        following = next_unfinished(self.looking.row_of(self._current), self._current)
        if following is not None:
            self._go_to(following)
        else:
            self._program.messages.tell(
                "Every part is written up.", "Look once more at what is open, then sign off."
            )

    def _settle_matter(self, matter: OpenMatter) -> None:
        """Go to where an open matter can be settled."""
        if matter.target is Target.RECOMMENDATION:
            self._go_to(RECOMMENDATIONS)
            self.recommendations.edit(matter.of)
        elif matter.target is Target.MEETING:
            self._go_away(PlaceKind.MEETING)
        elif matter.target is Target.PLAN:
            self._go_to(PERMANENCE)
            self.writing.unfold(self.writing.extras.plan)
        elif matter.target is Target.NEXT_REVIEW:
            self._go_to(DECISIONS)
            self.writing.unfold(self.writing.extras.next_review)
        else:
            self._go_to(matter.of)

    def _go_away(self, kind: PlaceKind) -> None:
        opened = self.session.opened
        self._program.navigator.go(
            Place(kind=kind, child_id=opened.child.id, review_id=opened.the_review.id)
        )

    # -- signing off

    @property
    def _is_signing(self) -> bool:
        return self._stack.currentWidget() is self.sign_sheet

    def _sign_off(self) -> None:
        if self._session is not None:
            self._look()
            self.room.end_bare()
            self._stack.setCurrentWidget(self.sign_sheet)
            self.sign_sheet.begin(self.session)

    def _close_sheet(self) -> None:
        self._stack.setCurrentWidget(self.columns)

    def _back_from_sheet(self) -> None:
        self._close_sheet()
        self.writing.focus_minutes()

    def _browse(self) -> None:
        titles = ((part.id, part.title) for part in self.looking.parts)
        self._stack.setCurrentWidget(self.versions)
        self.versions.begin(self.session, tuple(titles))

    def _read_through(self) -> None:
        self.helping.show_letter(self.session)
        self._stack.setCurrentWidget(self.helping.read_through)

    def _was_signed(self) -> None:
        self.version.show_session(self.session)
        self._look()

    # -- making

    def _make_actions(self) -> None:
        self.main_action = action(self, "Sign off…", "", self._sign_off)
        self.main_action.setObjectName("sign_off")
        self.header_actions = self._ways_out = (
            action(self, "Back to the meeting", "", lambda: self._go_away(PlaceKind.MEETING)),
            action(self, "Export", "", lambda: self._go_away(PlaceKind.EXPORT)),
        )
        self.footer = _REASSURING
        action(self, "Next section", Shortcut.NEXT_SECTION, lambda: self._step(1))
        action(self, "Previous section", Shortcut.PREVIOUS_SECTION, lambda: self._step(-1))
        for words, key, chosen, only_narrow in (
            ("Sections", Shortcut.AGENDA, partial(self.room.toggle, Side.LEFT), True),
            ("What is open", Shortcut.RECOMMENDATIONS, partial(self.room.toggle, Side.RIGHT), True),
            ("Text alone", Shortcut.FOCUS, self.room.turn_bare, False),
            ("Preview", Shortcut.PREVIEW, self.room.toggle_preview, False),
            ("Next unfinished", Shortcut.NEXT_UNFINISHED, self._go_on, False),
        ):
            self.writing.add_way(action(self, words, key, chosen), only_narrow=only_narrow)
        action(self, "Next tab", Shortcut.NEXT_TAB, self.room.next_tab)
        action(self, "Next misspelt word", Shortcut.NEXT_MISSPELT, self.helping.spelling.go_on)
        action(self, "Find", Shortcut.SEARCH, partial(self._seek, replacing=False))
        action(self, "Replace", Shortcut.REPLACE, partial(self._seek, replacing=True))
        self.writing.add_mark_keys(self)

    def _became_bare(self, is_bare: bool) -> None:
        self.is_bare = is_bare
        self.header_actions = () if is_bare else self._ways_out
        self.frame_changed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_bare:
            self.room.turn_bare()
            return
        super().keyPressEvent(event)

    def _seek(self, *, replacing: bool) -> None:
        if self._session is not None and self.columns.isVisible():
            self.columns.close_drawer(tell=False)
            self.seeking.begin(self.session, replacing=replacing)

    def _leave_room(self, is_editing: bool) -> None:
        """Let the recommendation that is worked on stand alone in its column."""
        for card in (self.before, self.after, self.said):
            card.setHidden(is_editing)

    def _connect(self) -> None:
        self.sections.shown.connect(self._show)
        self.sections.taken.connect(self._go_to)
        self.writing.next_wanted.connect(self._go_on)
        self.recommendations.editing_changed.connect(self._leave_room)
        self.said.chosen.connect(self.writing.put_words)
        self.said.placed.connect(self.writing.put_words)
        self.said.edit.connect(self.apply)
        self.before.wanted.connect(self._settle_matter)
        self.sign_sheet.matter_wanted.connect(self._settle_matter)
        self.helping.letter.read_wanted.connect(self._read_through)
        for counting in (self.helping.spelling, self.helping.second_look):
            counting.counted.connect(lambda: self.tabs.note(WORDS, self.helping.number))
        self.helping.read_through.closed.connect(self._back_from_sheet)
        self.version.browse_wanted.connect(self._browse)
        self.versions.closed.connect(self._back_from_sheet)
        self.sign_sheet.closed.connect(self._back_from_sheet)
        self.sign_sheet.export_wanted.connect(lambda: self._go_away(PlaceKind.EXPORT))
        self.version.found.connect(self._show_frame)
        self.sign_sheet.was_signed.connect(self._was_signed)
        self.room.bare_changed.connect(self._became_bare)
        self.columns.narrow_changed.connect(lambda narrow: self.writing.set_narrow(narrow=narrow))
        self.columns.closed.connect(self.writing.focus_minutes)
        self.writing.set_narrow(narrow=self.columns.is_narrow)

    def _lay_out(self) -> None:
        for card in (
            self.before,
            self.version,
            self.recommendations,
            self.helping.feedback,
            self.after,
            self.said,
        ):
            self.tabs.add(OPEN, card)
        for words in self.helping.cards:
            self.tabs.add(WORDS, words)
        self.tabs.add(PREVIEW, self.preview, fills=True)
        self._middle = UnderFindBar(self.seeking.bar, scroll(self.writing))
        self.columns = Columns(self.sections, self._middle, self.tabs)
        self.room = Room(self.columns, self.tabs, self.writing)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.columns)
        sheets = (self.sign_sheet, self.helping.read_through, self.versions)
        for sheet in sheets:
            self._stack.addWidget(sheet)
        self.panes = (self.sections, self._middle, self.tabs, *sheets)
