"""Home folders as the program leaves them, made quickly through the store with the cheapest keys.

Every one of them opens with ``stores.PASSPHRASE``.
"""

import shutil
from pathlib import Path

import msgspec

from models.calendar import WorkingCalendar
from models.case_file import CaseFile
from models.columns import ListColumns
from models.deadlines import DateEngine
from models.edits import Opened
from models.law import load_law
from models.parts import Author, whole
from models.store import Store
from tests.support import stores
from ui.program import UserSettings

SETTINGS = UserSettings(name="Morag Bell", council="Brackwell")


def made_home(folder: Path, *cases: CaseFile, scheme: str = "system", percent: int = 100) -> Path:
    """Make a closed store in ``folder`` with everything of ``cases``, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with stores.made(folder) as store:
        settings = msgspec.structs.replace(SETTINGS, scheme=scheme, text_percent=percent)
        store.set_setting("user", settings)
        for case in cases:
            put_case(store, case)
    return folder


def put_case(store: Store, case: CaseFile) -> None:
    """Write a child and all their reviews."""
    columns = ListColumns(DateEngine(law=load_law(), calendar=WorkingCalendar()))
    author = Author(who=SETTINGS.name, at=stores.NOW)
    for review in case.reviews or (None,):
        opened = Opened(child=case.child, review=review)
        store.save(whole(opened, columns, author, "case file added"))


def copied(home: Path, to: Path) -> Path:
    """Copy a closed home, without its times: Wine lacks what Windows copies those with."""
    return Path(shutil.copytree(home, to, copy_function=shutil.copyfile))
