"""A running Heard with the full review in it, for measures that need the window itself."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtTest import QTest

from desktop.app import Heard
from desktop.run import application
from models.edits import Opened
from models.store import Store
from models.store_access import unlock
from tests.bench.kept import kept_store, save_all
from tests.bench.measure import Bench
from tests.support.generate import TODAY, full_review, predecessors
from tests.support.stores import PASSPHRASE
from ui.places import Place, PlaceKind

SIZE = (1366, 728)  # px: a small laptop's screen without its taskbar
_SEED = 1
_PATIENCE = 60.0  # seconds
_SETTLED = 4.0  # seconds in which the other pages are made and the first backup lands


def review_in_room() -> Opened:
    """Return the full review with its meeting under way, and its child."""
    opened = full_review(_SEED)
    head = opened.the_review.head
    started = datetime.combine(TODAY, datetime.min.time(), tzinfo=UTC)
    meeting = msgspec.structs.replace(head.meetings[0], started_at=started)
    head = msgspec.structs.replace(head, completed_on=None, meetings=(meeting,))
    review = msgspec.structs.replace(opened.the_review, head=head)
    return Opened(child=opened.child, review=review)


def store_in_room(bench: Bench) -> Path:
    """Return the folder of a store that holds it with three full reviews before it."""
    return kept_store(bench, "meeting", _fill)


def unlocked(home: Path) -> Heard:
    """Return a Heard that shows the caseload of ``home`` and has settled."""
    application()
    heard = Heard(home)
    heard.start(is_new=False)
    heard.window.resize(*SIZE)
    heard.window.activateWindow()
    until(heard.window.isActiveWindow)
    heard.gate.unlocked.emit(unlock(home, PASSPHRASE))
    until(lambda: heard.window.page is not None)
    QTest.qWait(round(_SETTLED * 1000))
    return heard


def go(heard: Heard, kind: PlaceKind, opened: Opened | None = None) -> None:
    """Ask for a page: about a review, or of the whole caseload."""
    child = opened.child.id if opened is not None else None
    review = opened.the_review.id if opened is not None else None
    heard.furniture.desk.go(Place(kind=kind, child_id=child, review_id=review))


def until(is_so: Callable[[], object]) -> None:
    """Let the window work until it ``is_so``, without a pause in between."""
    last = time.perf_counter() + _PATIENCE
    while not is_so():
        if time.perf_counter() > last:
            raise TimeoutError("The window did not get there.")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _fill(store: Store) -> None:
    opened = review_in_room()
    earlier = reversed(list(predecessors(_SEED + 1, opened.child)))
    reviews = [
        msgspec.structs.replace(review, id=f"{review.id}-{number}")
        for number, review in enumerate(earlier)
    ]
    save_all(store, [Opened(child=opened.child, review=review) for review in reviews])
    save_all(store, [opened])
