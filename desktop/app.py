"""The composition root: builds every long-lived object, connects them, closes them in reverse.

Only Qt and resources are imported before the passphrase field answers; what lies behind the gate
comes in with ``desktop.furnish`` after the first unlock.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

import resources
from desktop import kinds
from ui import theme
from ui.cover import Cover
from ui.gate.door import FolderDoor
from ui.gate.gate import Gate
from ui.idle import IdleStrip, IdleWatch
from ui.main_window import MainWindow
from ui.slices import InSlices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from desktop.furnish import Furniture
    from desktop.keeping import Keeping
    from desktop.windows_session import SessionWatch
    from models.clock import Clock
    from models.errors import UserFacingError
    from models.store_access import Unlocked
    from ui.background import ExecutorWorker, Helper
    from ui.gate.change_passphrase import ChangePassphrasePage
    from ui.gate.door import GateDoor, NewStore
    from ui.gate.first_run import FirstRun, FirstRunAnswers
    from ui.gate.ready_step import AfterFirstRun
    from ui.page import Page
    from ui.places import Place
    from ui.program import Program, UserSettings
    from ui.store_door import PutAway

_GATE_IDLE_MINUTES = 10  # while the key of a store that cannot be opened is known
_IDLE = "Heard locked itself because nobody had used it for a while."
_AWAY = "Heard locked itself because the computer was locked or went to sleep."
_NO_BACKUP = "Heard is locked. The backup that it makes when it locks could not be made."
_READ_AHEAD_MS = 200


class Heard(QObject):
    """The running program, from the gate to the last close."""

    def __init__(self, home: Path, clock: Clock | None = None) -> None:
        super().__init__()
        self._home = home
        self._clock = clock
        self._errands: ExecutorWorker | None = None
        self._store_thread: ExecutorWorker | None = None
        self._helper: Helper | None = None
        self._furniture: Furniture | None = None
        self._first_run: FirstRun | None = None
        self._door: GateDoor | None = None
        self._is_open = False
        self._closed_badly = False
        self._keeping: Keeping | None = None
        self._session_watch: SessionWatch | None = None
        self._ahead = InSlices(self._get_ahead, _READ_AHEAD_MS, self)
        self.window = MainWindow()
        self.gate = Gate(self.door)
        self.idle = IdleWatch(parent=self)
        self.cover = Cover(self.window, self.lock)
        self.window.strips.addWidget(IdleStrip(self.idle))
        self.window.lock_asked.connect(self.lock)
        self.window.help_asked.connect(self._help)
        self.window.home_asked.connect(self._go_home)
        self.window.set_close_guard(self._may_close)
        self.gate.unlocked.connect(self._unlocked)
        self.gate.places_left.connect(self._say_places_left)
        self.gate.mending_ended.connect(self._end_mending)
        self.idle.expired.connect(partial(self._lock_alone, _IDLE))

    # -- starting

    def start(self, *, is_new: bool, closed_badly: bool = False) -> None:
        """Show the first run, or the gate of a store that is there."""
        self._closed_badly = closed_badly
        if is_new:
            self._begin_first_run()
        else:
            self.window.show_gate(self.gate)
            self.gate.show_unlock()
        self.window.show()
        self._ahead.soon()

    def _get_ahead(self) -> Iterator[None]:
        """Make Qt's kinds between two keys, and read what lies behind the gate on a thread.

        All of it while the passphrase is being typed.
        """
        QApplication.setWindowIcon(QIcon(str(resources.path("icons/heard.svg"))))
        yield from kinds.make()
        read = partial(_read_behind_the_gate, self._home)
        self.errands.run(read, lambda _: None, lambda _: None)

    def door(self) -> GateDoor:
        """Return what the gate asks of the keys; made when it is first asked."""
        if self._door is None:
            self._door = FolderDoor(self._home, self.errands, keeps_up=True)
        return self._door

    @property
    def errands(self) -> ExecutorWorker:
        """The thread on which keys are derived and backups are checked."""
        if self._errands is None:
            from ui.background import errand_thread  # noqa: PLC0415 - not before a first key

            self._errands = errand_thread()
        return self._errands

    @property
    def furniture(self) -> Furniture:
        """Everything behind the gate; made when it is first needed."""
        if self._furniture is None:
            self._furniture = self._furnish()
        return self._furniture

    def _furnish(self) -> Furniture:
        from desktop.furnish import Furniture, Workers  # noqa: PLC0415 - not before the gate opens
        from desktop.keeping import Keeping  # noqa: PLC0415 - as above
        from desktop.windows_session import SessionWatch  # noqa: PLC0415 - as above
        from models.clock import SystemClock  # noqa: PLC0415 - as above
        from ui.background import helper_process, store_thread  # noqa: PLC0415 - as above
        from ui.messages import Messages  # noqa: PLC0415 - as above

        self._ahead.stop()
        for _ in kinds.make():  # what was not made by now: the passphrase was there at once
            pass
        read = partial(_read_behind_the_gate, self._home)
        self.errands.finish(read)  # never two at once: msgspec would crash
        messages = Messages(self)
        self.window.listen(messages)
        self._store_thread = store_thread()
        self._helper = helper_process()
        workers = Workers(store=self._store_thread, helper=self._helper, errands=self.errands)
        furniture = Furniture(
            self._home, self.window, messages, self._clock or SystemClock(), workers
        )
        self._session_watch = SessionWatch(partial(self._lock_alone, _AWAY))
        self._keeping = Keeping(self, furniture, self.gate, self.errands)
        self._connect(furniture)
        return furniture

    @property
    def keeping(self) -> Keeping:
        """What looks after the store; made with the furniture."""
        if self._keeping is None:
            self._furniture = self._furnish()
            return self.keeping
        return self._keeping

    def _connect(self, furniture: Furniture) -> None:
        from ui.places import PlaceKind  # noqa: PLC0415 - as above

        desk = furniture.desk
        desk.came_to.connect(self._came_to)
        desk.session_opened.connect(lambda session: session.changed.connect(self.idle.note))
        furniture.pages.when_made = self._page_made
        self.window.text_size_changed.connect(self._keep_text_size)
        furniture.pages.makers[PlaceKind.NEW_KEYS] = self._new_keys_page

    def _new_keys_page(self, program: Program) -> Page:
        from ui.gate.change_passphrase import ChangePassphrasePage  # noqa: PLC0415 - as above
        from ui.places import Place, PlaceKind  # noqa: PLC0415 - as above

        page = ChangePassphrasePage(program, self.door)
        page.rotation_asked.connect(partial(self._rotate, page))
        settings = Place(kind=PlaceKind.SETTINGS)
        page.cancelled.connect(partial(self.furniture.desk.go, settings))
        page.changed.connect(self._passphrase_changed)
        return page

    def _page_made(self, page: Page) -> None:
        """Answer what a page asks of the program as a whole."""
        from ui.help_page import HelpPage  # noqa: PLC0415 - as above
        from ui.places import Place, PlaceKind  # noqa: PLC0415 - as above
        from ui.settings_page import SettingsPage  # noqa: PLC0415 - as above

        desk = self.furniture.desk
        if isinstance(page, HelpPage):
            page.closed.connect(desk.go_back)
        elif isinstance(page, SettingsPage):
            page.closed.connect(desk.go_back)
            page.settings_changed.connect(self._use)
            page.passphrase_asked.connect(partial(desk.go, Place(kind=PlaceKind.NEW_KEYS)))
            page.backups_asked.connect(partial(desk.go, Place(kind=PlaceKind.BACKUPS)))

    def _go_home(self) -> None:
        from ui.desk import START  # noqa: PLC0415 - not before the gate opens

        self.furniture.desk.go(START)

    def _help(self) -> None:
        """Show help: beside the work, or at the gate while nothing is open."""
        if self._is_open:
            from ui.places import Place, PlaceKind  # noqa: PLC0415 - not before the gate opens

            self.furniture.desk.go(Place(kind=PlaceKind.HELP))
            return
        from ui.help_page import HelpPage  # noqa: PLC0415 - not before it is asked for

        gate = self._first_run or self.gate
        page = HelpPage()
        page.closed.connect(partial(self.window.show_gate, gate))
        page.closed.connect(page.deleteLater)
        self.window.show_gate(page)
        page.entered()

    # -- the first run

    def _begin_first_run(self) -> None:
        from ui.gate.first_run import FirstRun  # noqa: PLC0415 - once in the life of a laptop

        self._first_run = FirstRun(self.door)
        self._first_run.answered.connect(self._make_store)
        self._first_run.finished.connect(self._begin_with)
        self.window.show_gate(self._first_run)

    def _make_store(self, answers: FirstRunAnswers) -> None:
        from models.store_access import Unlocked  # noqa: PLC0415 - as above
        from ui.program import UserSettings  # noqa: PLC0415 - as above

        first_run = self._first_run
        if first_run is None:
            return
        settings = UserSettings(name=answers.name, role=answers.role, council=answers.council)
        store = self.furniture.store
        self.furniture.program.keeper.use(
            Unlocked(header=answers.header, data_key=answers.data_key, from_copy=False)
        )

        def made(_: None) -> None:
            store.save_settings(settings, lambda _: first_run.store_made(), first_run.store_failed)

        store.create(self._home, answers.header, answers.data_key, made, first_run.store_failed)

    def _begin_with(self, what: AfterFirstRun) -> None:
        first_run, self._first_run = self._first_run, None
        self._settle_in(partial(self.furniture.begin_with, what))
        if first_run is not None:
            first_run.deleteLater()

    # -- unlocking and locking

    def _unlocked(self, unlocked: Unlocked) -> None:
        self.open_store(unlocked)

    def open_store(self, unlocked: Unlocked) -> None:
        """Open the store in the folder with this key, and go where the user was."""
        furniture = self.furniture
        furniture.program.keeper.use(unlocked)
        self.idle.stop()

        def opened(closed_badly: bool) -> None:
            self._closed_badly = self._closed_badly or closed_badly
            self._settle_in(furniture.desk.return_to_place)

        furniture.store.open(self._home, unlocked.data_key, opened, self._not_opened)

    def _not_opened(self, fault: UserFacingError) -> None:
        """Say why at the gate, and offer the backups where they would help."""
        self._is_open = False
        self.window.show_gate(self.gate)
        self.gate.show_unlock()
        self.gate.unlock_page.say_fault(fault)
        if self.keeping.offer(fault):
            self.idle.start(_GATE_IDLE_MINUTES)

    def _settle_in(self, go_on: Callable[[], None]) -> None:
        """Take the settings, let the pages use the store, and go where the user was."""
        from ui.places import PlaceKind  # noqa: PLC0415 - not before the gate opens

        furniture = self.furniture

        def known(settings: UserSettings) -> None:
            self._use(settings)
            furniture.open_desk()
            self._is_open = True
            go_on()
            self.keeping.begin(closed_badly=self._closed_badly)
            self._closed_badly = False

        def unreadable(fault: UserFacingError) -> None:
            furniture.store.put_away()
            self._not_opened(fault)

        furniture.store.settings(known, unreadable)
        if furniture.desk.place.kind is PlaceKind.CASELOAD:
            furniture.store.read_ahead()

    def _use(self, settings: UserSettings) -> None:
        self.furniture.program.settings = settings
        app = QApplication.instance()
        is_new = not theme.is_applied(settings.scheme, settings.text_percent)
        if is_new and isinstance(app, QApplication):
            theme.apply_theme(app, settings.scheme, settings.text_percent)

    def lock(self, words: str = "") -> None:
        """Save, close the store, forget what was shown and ask for the passphrase."""
        if self._is_open:
            self.close_store(partial(self._locked, words), "Lock", partial(self.lock, words))
        elif self._furniture is not None and self.furniture.program.keeper.is_ready:
            self.gate.show_unlock(words)
            self._end_mending()

    def close_store(
        self,
        go_on: Callable[[PutAway], None],
        verb: str,
        again: Callable[[], object] | None = None,
    ) -> None:
        """Save everything, close the store, show the gate and go on; ask when it cannot be saved.

        ``verb`` names in the question what was asked for, and ``again`` asks for it once more.
        """
        desk = self.furniture.desk
        desk.when_closed(lambda: self._put_away(go_on), verb, again)

    def _put_away(self, go_on: Callable[[PutAway], None]) -> None:
        away = self.furniture.store.put_away()
        self.furniture.forget()
        self._is_open = False
        self.idle.stop()
        self.window.show_gate(self.gate)
        go_on(away)
        self.window.uncover()

    def _locked(self, words: str, away: PutAway) -> None:
        self.keeping.end(away)
        self.furniture.program.keeper.forget()
        if away.fault is not None:
            words = f"{_NO_BACKUP} {away.fault.remedy}"
        self.gate.show_unlock(words)

    def _lock_alone(self, words: str) -> None:
        """Lock, or cover everything where it cannot be saved: nobody is there to be asked."""
        self.lock(words)
        if self._is_open and not self.cover.is_up:
            self.cover.toggle()

    def _end_mending(self) -> None:
        self.furniture.program.keeper.forget()
        self.idle.stop()

    # -- while it is open

    def _came_to(self, place: Place) -> None:
        """Watch for idleness: longer in a running meeting than elsewhere."""
        from models.review import is_running  # noqa: PLC0415 - not before the gate opens
        from ui.places import PlaceKind  # noqa: PLC0415 - as above

        settings = self.furniture.program.settings
        session = self.furniture.desk.session
        review = session.opened.review if session is not None else None
        in_meeting = place.kind is PlaceKind.MEETING and review is not None and is_running(review)
        self.idle.start(settings.meeting_idle_minutes if in_meeting else settings.idle_minutes)

    def _keep_text_size(self, percent: int) -> None:
        import msgspec  # noqa: PLC0415 - not before the gate opens

        program = self.furniture.program
        program.settings = msgspec.structs.replace(program.settings, text_percent=percent)
        if self._is_open:
            program.store.save_settings(program.settings, lambda _: None, program.messages.warn)

    def _say_places_left(self, left: list[Path]) -> None:
        if left:
            self.furniture.program.messages.tell(
                "Some backups could not be reached, and the old passphrase still opens those.",
                f"Connect their drive and change the passphrase again. There are {len(left)}.",
            )

    def _passphrase_changed(self, left: list[Path]) -> None:
        from ui.messages import Tone  # noqa: PLC0415 - not before the gate opens
        from ui.places import Place, PlaceKind  # noqa: PLC0415 - as above

        self.furniture.desk.go(Place(kind=PlaceKind.SETTINGS))
        if left:
            self._say_places_left(left)
        else:
            self.furniture.program.messages.tell(
                "The passphrase was changed. The old one opens nothing any more.", tone=Tone.GOOD
            )

    def _rotate(self, page: ChangePassphrasePage, unlocked: Unlocked, new: NewStore) -> None:
        """Write the store anew under another key, because somebody else knows the passphrase."""
        from models import rotation  # noqa: PLC0415 - seldom needed
        from models.store_access import Unlocked  # noqa: PLC0415 - as above

        furniture = self.furniture
        store = furniture.store
        store.close()
        rotate = partial(rotation.rotate, self._home, unlocked.data_key, new.header, new.data_key)

        def rotated(left: list[Path]) -> None:
            furniture.program.keeper.use(
                Unlocked(header=new.header, data_key=new.data_key, from_copy=False)
            )
            store.open(self._home, new.data_key, lambda _: page.rotated(left), self._not_opened)

        def not_rotated(fault: UserFacingError) -> None:
            page.rotation_failed(fault)
            store.open(self._home, unlocked.data_key, lambda _: None, self._not_opened)

        self.errands.run(rotate, rotated, not_rotated)

    # -- ending

    def rescue(self) -> None:
        """Save what is open after a bug, as far as it still goes."""
        if self._is_open and self._furniture is not None:
            self._furniture.desk.close()

    def _may_close(self) -> bool:
        if self._is_open:
            self.close_store(self.keeping.end, "Close", self.window.close)
            if self._is_open:
                return False
        if self._furniture is not None:
            self._furniture.program.keeper.forget()  # what is still answered asks for nothing more
        self.end()
        return True

    def end(self) -> None:
        """Stop the threads and the helper, in reverse; what is queued is finished first."""
        self.idle.stop()
        self._ahead.stop()
        if self._session_watch is not None:
            self._session_watch.end()
            self._session_watch = None
        for worker in (self._helper, self._store_thread, self._errands):
            if worker is not None:
                worker.close()
        self._helper = self._store_thread = self._errands = None


def _read_behind_the_gate(home: Path) -> None:
    from desktop import furnish, read_ahead  # noqa: PLC0415 - not before the field answers

    furnish.rules(home)
    read_ahead.get_ready()
