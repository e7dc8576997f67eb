"""Taking in the settings folder that a manager hands out, and going back to Heard's own.

The folder is looked at as a whole before anything changes; only files with a name known here are
copied, and what was in force stays until the new folder is whole.
"""

import secrets
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import resources
from models import council, faults, language, questions, spelling
from models.atomicfile import patiently
from models.checks import book
from models.child import Value
from models.council import CouncilSettings, rulebook
from models.errors import DataFaultError, UserFacingError

_LARGEST = 8 * 1024 * 1024  # bytes of one file
_AGENDA, _PASTE_IN = "agenda", "paste_in.toml"
_COMING, _GOING = "council.new", "council.old"

DECIDES = {
    council.SETTINGS: "whose settings these are, the classification, the names of files",
    council.LAW: "limits, local targets, duties, stages of a dispute, who is told",
    council.CALENDAR: "closure days and new bank holidays",
    language.FILE: "words that are looked at twice",
    spelling.FILE: "words that are spelt right",
    book.FILE: "what the checks look for",
    questions.FILE: "the questions of an audit",
    council.TEMPLATE: "letterhead, fonts and margins of Word documents",
    _PASTE_IN: "the headings of the council's own form",
    _AGENDA: "sections and prompts of the agenda",
}
"""Every file a council may hand out, and what it decides."""

_STARTER = {
    language.FILE: "language/words.toml",
    book.FILE: "checks/checks.toml",
    questions.FILE: "audit/questions.toml",
    council.LAW: "law/law_pack.toml",
    council.TEMPLATE: "word/heard.docx",
    _PASTE_IN: "export/paste_in.toml",
}
_SETTINGS = """# The settings of one council. Heard lays every file of this folder over its own;
# leave a file out, and Heard's own holds. Take out what you do not want to change.
name = "{name}"
version = "1"
# since = 2027-01-04
contact = ""
classification = "{classification}"
# {{child}} is the council's number for the child, never a name.
file_name = "{file_name}"
"""
_CALENDAR = """# Days on which the council is shut, and bank holidays that Heard does not know yet.
closures = []
extra_holidays = []
"""


class FolderLook(Value, frozen=True, kw_only=True):
    """What a folder would change: its settings, its files with what each decides, what is unknown.

    ``files`` are relative names, ``unknown`` those that are left where they are.
    """

    settings: CouncilSettings
    files: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    template: bytes | None = None

    @property
    def decides(self) -> tuple[str, ...]:
        """What the folder decides, in words, in the order of ``DECIDES``."""
        heads = {name.partition("/")[0] for name in self.files}
        return tuple(words for name, words in DECIDES.items() if name in heads)


Check = Callable[[Path], None]
"""Looks at files that models cannot read; raises a UserFacingError for one that breaks a rule."""


def _nothing_more(_folder: Path) -> None:
    """Find no fault."""


def look_at(folder: Path, home: Path, check: Check = _nothing_more) -> FolderLook:
    """Return what a settings folder would change; nothing is in force by looking.

    Raises:
        UserFacingError: it is no settings folder, or one of its files breaks a rule.
    """
    coming, look = _staged(folder, home, check)
    shutil.rmtree(coming, ignore_errors=True)
    return look


def take_in(folder: Path, home: Path, check: Check = _nothing_more) -> FolderLook:
    """Put a settings folder in force from the next start on; return what it changes.

    Raises:
        UserFacingError: it breaks a rule or could not be copied; what was in force stays.
    """
    coming, look = _staged(folder, home, check)
    here, going = home / council.FOLDER, home / _GOING
    with faults.told():
        shutil.rmtree(going, ignore_errors=True)
        if here.exists():
            patiently(lambda: here.replace(going))
        try:
            patiently(lambda: coming.replace(here))
        except OSError:
            mend(home)
            shutil.rmtree(coming, ignore_errors=True)
            raise
        shutil.rmtree(going, ignore_errors=True)
    return look


def _staged(folder: Path, home: Path, check: Check) -> tuple[Path, FolderLook]:
    """Copy what is known of a folder beside what is in force, under a name never used before.

    What is read is the copy: it cannot change between the looking and the taking.
    """
    with faults.told():
        names = _known_files(folder)
        coming = home / f"{_COMING}-{secrets.token_hex(4)}"
        try:
            for name in names:
                target = coming / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes((folder / name).read_bytes())
            read = rulebook(coming)
            check(coming)
        except BaseException:
            shutil.rmtree(coming, ignore_errors=True)
            raise
    unknown = tuple(name for name in sorted(_files(folder)) if name not in names)
    look = FolderLook(settings=read.council, files=names, unknown=unknown, template=read.template)
    return coming, look


def _known_files(folder: Path) -> tuple[str, ...]:
    if not folder.is_dir():
        raise UserFacingError(
            "This is no folder, so nothing was changed.", "Choose the folder with the settings."
        )
    known = tuple(name for name in sorted(_files(folder)) if _is_known(name))
    if not known:
        raise UserFacingError(
            "There are no settings for Heard in this folder, so nothing was changed.",
            f"Choose the folder that holds {council.SETTINGS}.",
        )
    for name in known:
        if (folder / name).stat().st_size > _LARGEST:
            raise UserFacingError(
                f"{name} is too large to be a settings file, so nothing was changed.",
                "Ask whoever hands the settings out for the folder as they made it.",
            )
    return known


def go_back(home: Path) -> None:
    """Let Heard's own settings hold again, from the next start on.

    Raises:
        StoreError: the folder could not be taken away.
    """
    with faults.told():
        here = home / council.FOLDER
        if here.exists():
            gone = home / f"{_GOING}-{secrets.token_hex(4)}"  # which ``mend`` never brings back
            patiently(lambda: here.replace(gone))
            shutil.rmtree(gone, ignore_errors=True)


def mend(home: Path) -> None:
    """Bring back what was in force where a taking in was cut off between two renamings.

    Raises:
        DataFaultError: it could not be brought back.
    """
    here, going = home / council.FOLDER, home / _GOING
    if going.is_dir() and not here.exists():
        try:
            patiently(lambda: going.replace(here))
        except OSError as fault:
            raise DataFaultError(
                "The council's settings could not be brought back, so Heard's own are used.",
                "Take the folder with the settings in again, under Settings.",
                _GOING,
            ) from fault


def write_starter(folder: Path, settings: CouncilSettings) -> None:
    """Write a folder that a manager can begin with: Heard's own settings, ready to be changed.

    Raises:
        UserFacingError: there is something in the folder already, or it cannot be written.
    """
    with faults.told():
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UserFacingError(
                "There is something in this folder already, so nothing was written.",
                "Choose an empty folder, or make a new one.",
            )
        texts = {
            council.SETTINGS: _SETTINGS.format(
                name=settings.name.replace('"', "'"),
                classification=settings.classification,
                file_name=settings.file_name,
            ),
            council.CALENDAR: _CALENDAR,
            spelling.FILE: "words = []\n",
        }
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        for name, shipped in _STARTER.items():
            (folder / name).write_bytes(resources.path(shipped).read_bytes())
        (folder / _AGENDA).mkdir()
        for path in sorted(resources.path(_AGENDA).glob("*.toml")):
            (folder / _AGENDA / path.name).write_bytes(path.read_bytes())


def _files(folder: Path) -> Iterable[str]:
    """Yield the files of a folder, those of ``agenda/`` too; links are not followed."""
    for path in folder.iterdir():
        if path.is_symlink():
            continue
        if path.is_file():
            yield path.name
        elif path.is_dir() and path.name == _AGENDA:
            yield from (
                f"{_AGENDA}/{one.name}"
                for one in path.iterdir()
                if one.is_file() and not one.is_symlink()
            )


def _is_known(name: str) -> bool:
    head, _, rest = name.partition("/")
    return rest.endswith(".toml") if head == _AGENDA else name in DECIDES
