"""The program tests itself where it was installed: ``heard --self-test``.

It makes a throw-away store, writes the practice case into it, opens it again, refuses a wrong
passphrase, makes both documents, draws a window and asks its helper process for a spelling, with
what is shipped and nothing else.
"""

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

import resources
from export import job
from export.context import Issue, Officer, Rules, make_context
from models import keyheader, recovery, store_access
from models.agenda import load_agenda
from models.calendar import WorkingCalendar
from models.case_file import CaseFile, read_case_file
from models.clock import SystemClock
from models.columns import ListColumns
from models.deadlines import DateEngine
from models.disclosure import view
from models.edits import Opened
from models.faults import WrongPassphraseError
from models.keys import affordable_cost
from models.law import load_law
from models.parts import Author, whole
from models.passphrase import generate
from models.spelling import unknown_words
from models.store import create_store, open_store

_FORBIDDEN = ("PySide6.QtNetwork", "socketserver", "http.client")


class _Tested:
    """What the steps hand on to each other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = SystemClock()
        self.engine = DateEngine(law=load_law(), calendar=WorkingCalendar())
        self.passphrase = generate()
        self.case: CaseFile = read_case_file(resources.path("practice/practice_case.json"))
        self.opened = Opened(child=self.case.child, review=self.case.reviews[-1])


def _store_is_made(tested: _Tested) -> str:
    header, key = keyheader.new(tested.passphrase, recovery.new_code(), affordable_cost(), None)
    with create_store(tested.folder, header, key, tested.clock.now()) as store:
        author = Author(who="self-test", at=tested.clock.now())
        store.save(whole(tested.opened, ListColumns(tested.engine), author, "self-test"))
        found = store.search(tested.case.child.preferred_name)
    if not found:
        raise AssertionError("the search found nothing")
    return "made, written and searched"


def _store_opens_again(tested: _Tested) -> str:
    try:
        store_access.unlock(tested.folder, "not the passphrase at all")
    except WrongPassphraseError:
        pass
    else:
        raise AssertionError("a wrong passphrase was let in")
    key = store_access.unlock(tested.folder, tested.passphrase).data_key
    with open_store(tested.folder, key, tested.clock.now()) as store:
        if store.load_review(tested.opened.the_review.id) != tested.opened.review:
            raise AssertionError("the review came back different")
    return "a wrong passphrase refused, the right one let in, every word the same"


def _documents_are_made(tested: _Tested) -> str:
    child, review = tested.opened.child, tested.opened.the_review
    rules = Rules(agenda=load_agenda(), engine=tested.engine)
    officer = Officer(name="Self-test", contact="", council="Self-test")
    issue = Issue(version=1, signed=False, on=tested.clock.today())
    context = make_context(child, review, rules, officer, issue)
    target = job.Target(folder=str(tested.folder))
    sizes = [
        job.export_document(kind, view(child, review), context, target).size
        for kind in ("recommendations", "minutes")
    ]
    return f"{len(sizes)} documents, {sum(sizes) // 1024} KiB"


def _window_is_drawn(tested: _Tested) -> str:
    from ui import theme  # noqa: PLC0415 - after the store, as a user would come to it
    from ui.main_window import MainWindow  # noqa: PLC0415 - as above

    del tested
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if isinstance(app, QApplication):
        theme.apply_theme(app)
    window = MainWindow()
    window.show()
    QApplication.processEvents()
    picture = window.grab()
    window.close()
    if picture.isNull():
        raise AssertionError("nothing was drawn")
    return f"drawn, {picture.width()} by {picture.height()}"


def _helper_answers(tested: _Tested) -> str:
    from ui.background import helper_process  # noqa: PLC0415 - after the window, as above

    del tested
    helper = helper_process()
    try:
        wrong = helper.finish(partial(unknown_words, ("colour", "reccomend")))
    finally:
        helper.close()
    if wrong != {"reccomend"}:
        raise AssertionError(f"not the misspelt word but {sorted(wrong)}")
    return "a misspelt word found in a process of its own"


def _no_network_is_loaded(tested: _Tested) -> str:
    del tested
    loaded = [name for name in _FORBIDDEN if name in sys.modules]
    if loaded:
        raise AssertionError(f"loaded: {', '.join(loaded)}")
    return "none loaded"


_STEPS: tuple[tuple[str, Callable[[_Tested], str]], ...] = (
    ("store", _store_is_made),
    ("keys", _store_opens_again),
    ("documents", _documents_are_made),
    ("window", _window_is_drawn),
    ("helper", _helper_answers),
    ("network", _no_network_is_loaded),
)


def run(say: Callable[[str], None]) -> int:
    """Run every step, say what each found, and return 0, or 1 when something was wrong."""
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="heard-self-test-") as place:
        tested = _Tested(Path(place))
        for name, step in _STEPS:
            try:
                say(f"ok    {name}: {step(tested)}")
            except Exception as fault:  # noqa: BLE001 - whatever it is, it is the answer
                wrong += 1
                say(f"WRONG {name}: {type(fault).__name__}: {fault}")
    say("Heard works here." if not wrong else "Heard does not work here.")
    return 1 if wrong else 0
