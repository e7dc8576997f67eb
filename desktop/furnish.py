"""Everything behind the gate: the pages, the desk and the store, built once after first unlock.

Imported only when the gate stands, so that the passphrase field answers before all else.
"""

import gc
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QTimer

from models.clock import Clock, SystemClock, uk_time
from models.columns import ListColumns
from models.council import FOLDER, Rulebook, rulebook
from models.council_folder import mend
from models.errors import DataFaultError
from models.terms import Role
from ui.background import Helper, Worker
from ui.backups.page import BackupsPage
from ui.caseload.page import CaseloadPage
from ui.child.page import ChildPage
from ui.clipboard import take_back
from ui.desk import START, Desk
from ui.exporting.page import ExportPage
from ui.gate.ready_step import AfterFirstRun
from ui.help_page import HelpPage
from ui.keeper import Keeper
from ui.main_window import MainWindow
from ui.meeting.page import MeetingPage
from ui.messages import Messages
from ui.page import Page
from ui.places import Place, PlaceKind
from ui.prepare.page import PreparePage
from ui.program import Program, UserSettings
from ui.quality.page import QualityPage
from ui.service.page import ServicePage
from ui.settings_page import SettingsPage
from ui.store_door import StoreOnThread
from ui.unsaved import Unsaved
from ui.write_up.page import WriteUpPage

_PAGES: Mapping[PlaceKind, Callable[[Program], Page]] = {
    PlaceKind.CASELOAD: CaseloadPage,
    PlaceKind.CHILD: ChildPage,
    PlaceKind.PREPARE: PreparePage,
    PlaceKind.MEETING: MeetingPage,
    PlaceKind.WRITE_UP: WriteUpPage,
    PlaceKind.EXPORT: ExportPage,
    PlaceKind.SETTINGS: SettingsPage,
    PlaceKind.HELP: HelpPage,
    PlaceKind.BACKUPS: BackupsPage,
    PlaceKind.QUALITY: QualityPage,
    PlaceKind.SERVICE: ServicePage,
}

_FIRST_PAUSE_MS, _PAUSE_MS = 1_000, 250


@cache
def rules(home: Path) -> tuple[Rulebook, DataFaultError | None]:
    """Return agenda and date engine, this year's bank holidays read: a third of a second.

    The council's folder in ``home`` is laid over them; where that has a fault, what is shipped is
    used and the fault is handed over to be told. Called first by a thread, while the passphrase is
    typed; the values never change.
    """
    fault: DataFaultError | None = None
    try:
        mend(home)
        book = rulebook(home / FOLDER)
    except DataFaultError as found:
        book, fault = rulebook(), found
    book.engine.calendar.is_working_day(SystemClock().today())
    return book, fault


class Pages(dict[PlaceKind, Page]):
    """The pages made so far; one that is asked for before it is there is made then."""

    def __init__(self, program: Program, window: MainWindow) -> None:
        super().__init__()
        self._program = program
        self._window = window
        self.makers = dict(_PAGES)
        self.when_made: Callable[[Page], None] = lambda _: None
        """Told of each page after it was made, so that what it asks for can be answered."""
        self._rest = QTimer(window)
        self._rest.timeout.connect(self._make_next)

    def __missing__(self, kind: PlaceKind) -> Page:
        """Make the page and give it to the window."""
        page = self[kind] = self.makers[kind](self._program)
        self._window.add_page(kind, page)
        self.when_made(page)
        return page

    def make_rest(self) -> None:
        """Make the others one by one in pauses, so that none has to be waited for later."""
        self._rest.start(_FIRST_PAUSE_MS)

    def _make_next(self) -> None:
        self._rest.setInterval(_PAUSE_MS)
        kind = next((kind for kind in self.makers if kind not in self), None)
        if kind is None:
            self._rest.stop()
            gc.collect()
            gc.freeze()  # what is here now stays, so no later search for rubbish looks through it
        else:
            self[kind]


class Workers(NamedTuple):
    """The threads and the process that work beside the window."""

    store: Worker
    helper: Helper
    errands: Worker


class Furniture:
    """What the pages need and the pages themselves."""

    def __init__(
        self, home: Path, window: MainWindow, messages: Messages, clock: Clock, workers: Workers
    ) -> None:
        book, self.council_fault = rules(home)
        columns = ListColumns(book.engine)
        keeper = Keeper(home, workers.errands, columns, clock)
        self.store = StoreOnThread(workers.store, columns, clock)
        self.desk = Desk(window, messages, clock, Unsaved(window, messages, keeper))
        self.program = Program(
            clock=clock,
            agenda=book.agenda,
            engine=book.engine,
            words=book.words,
            spelling=book.spelling,
            checks=book.checks,
            questions=book.questions,
            council=book.council,
            template=book.template,
            messages=messages,
            navigator=self.desk,
            store=self.store,
            keeper=keeper,
            helper=workers.helper,
            settings=UserSettings(),
        )
        self.pages = Pages(self.program, window)

    @property
    def home(self) -> Place:
        """Where this user begins: a team lead with documents, a reviewing officer with children."""
        is_lead = self.program.settings.role is Role.TEAM_LEAD
        return Place(kind=PlaceKind.QUALITY) if is_lead else START

    def begin_with(self, what: AfterFirstRun) -> None:
        """Show the first page and begin as the first run's last page was answered."""
        if what is AfterFirstRun.HOME:
            self.desk.go(self.home)
            return
        self.desk.go(START)
        caseload = self.pages[PlaceKind.CASELOAD]
        if isinstance(caseload, CaseloadPage):
            if what is AfterFirstRun.PRACTICE:
                caseload.case.read_practice()
            elif what is AfterFirstRun.ADD_CHILD:
                caseload.ask_for_child()
            elif what is AfterFirstRun.IMPORT_CASE:
                caseload.case.choose()
            elif what is AfterFirstRun.IMPORT_RETURN:
                caseload.returned.choose()

    def say_backed_up(self, at: datetime) -> None:
        """Let the footer of the caseload say when the store was last found whole."""
        caseload = self.pages[PlaceKind.CASELOAD]
        caseload.footer_facts = (
            f"Law pack {self.program.law.version}",
            f"Store found whole and backed up {uk_time(at):%H:%M}",
        )
        caseload.frame_changed.emit()

    def forget(self) -> None:
        """Empty every page of what it showed, and the clipboard of what was copied: at lock."""
        for page in self.pages.values():
            page.forget()
        take_back()

    def open_desk(self) -> None:
        """Let the desk use the store that was just opened, and begin where this user begins."""
        if self.desk.place is START:
            self.desk.place = self.home
        self.desk.furnish(self.pages, self.store, self.store)
        self.pages.make_rest()
