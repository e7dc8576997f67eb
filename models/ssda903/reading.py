"""Reading the files of a return: what each file is, and what they say of every child together."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from models.errors import UserFacingError
from models.ssda903.cells import Reader
from models.ssda903.csv_rows import CsvFile
from models.ssda903.facts import facts_of
from models.ssda903.gathering import Gatherer
from models.ssda903.problems import Place, Problems
from models.ssda903.rows import Gathered
from models.ssda903.sources import Source, is_xml, other_format
from models.ssda903.tables import HEADER, UASC
from models.ssda903.values import ChildFacts, FileSeen, ReturnRead, RowProblem
from models.ssda903.xml_rows import RefusedXmlError, XmlFile

MOST_FILES = 200
MOST_BYTES = 200_000_000
"""A return of the largest council is a hundredth of that."""

MOST_ROWS = 500_000

_SUFFIXES = {".csv", ".xml"}
_EACH_TOLD = 50
_ASK = "Ask your performance team for the SSDA903 files: the header, and the episodes at least."
_UNREADABLE = "It could not be opened. Check that no other program has it open."
_NOTHING_THERE = "There is no file here that could be a national return."

Told = Callable[[int, int], None]


def _nobody(_done: int, _whole: int) -> None:
    """Tell nobody how far the reading has got."""


def files_in(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files among the paths; of a folder, the .csv and .xml files that stand in it.

    Raises:
        UserFacingError: a folder cannot be looked into, or there are too many files.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for file in _inside(path) if path.is_dir() else (path,):
            found[file.absolute()] = None
    if len(found) > MOST_FILES:
        raise UserFacingError(
            f"These are {len(found)} files; a national return has about ten.",
            "Choose the files of one return, or the folder that they stand in.",
        )
    return tuple(found)


def _inside(folder: Path) -> list[Path]:
    try:
        inside = sorted(folder.iterdir())
    except OSError as fault:
        raise UserFacingError(
            f"The folder “{folder.name}” could not be opened, and nothing was taken over.",
            "Check that it is still there and that you may look into it.",
        ) from fault
    return [
        path
        for path in inside
        if path.suffix.lower() in _SUFFIXES and path.is_file() and not path.name.startswith(".")
    ]


def read_return(paths: Sequence[Path], read_on: date, told: Told = _nobody) -> ReturnRead:
    """Return what the files say of every child in the header, and what could not be read.

    ``read_on`` is the UK date of the reading. ``told`` hears how many bytes of how many are done;
    whatever it raises ends the reading.

    Raises:
        UserFacingError: nothing can be used: no header, or nothing that can be read.
    """
    return _Reading(files_in(paths), read_on, told).read()


class _Reading:
    """One reading of the files of a return."""

    def __init__(self, files: Sequence[Path], read_on: date, told: Told) -> None:
        self._files = files
        self._read_on = read_on
        self._told = told
        self._done = 0
        self._whole = 0
        self._rows = 0
        self._problems = Problems()
        self._gatherer = Gatherer(Reader(read_on, self._problems))
        self._seen: list[FileSeen] = []

    def read(self) -> ReturnRead:
        """Read every file and return what they say together."""
        self._whole = sum(_size(file) for file in self._files)
        if self._whole > MOST_BYTES:
            raise _too_large()
        self._told(0, self._whole)
        for file in self._files:
            self._seen.append(self._read_file(file))
        children = self._gatherer.complete()
        if not children:
            raise self._nothing_usable()
        return ReturnRead(
            files=tuple(self._seen),
            children=self._facts(children),
            problems=self._in_order(),
            problem_count=self._problems.count,
        )

    def _facts(self, children: Sequence[Gathered]) -> tuple[ChildFacts, ...]:
        made = []
        for at, child in enumerate(sorted(children, key=lambda c: (len(c.la_id), c.la_id))):
            if at % _EACH_TOLD == 0:
                self._told(self._whole, self._whole)
            facts = facts_of(child, self._gatherer.kinds, self._read_on)
            unread = tuple(sorted(child.unread))
            made.append(ChildFacts(la_id=child.la_id, facts=facts, unread=unread))
        self._told(self._whole, self._whole)
        return tuple(made)

    def _in_order(self) -> tuple[RowProblem, ...]:
        """Return the listed problems in the order in which one meets them in the files."""
        order = {file.name: at for at, file in enumerate(self._seen)}
        return tuple(sorted(self._problems.listed, key=lambda p: (order[p.file], p.line)))

    def _advance(self, count: int) -> None:
        self._done = min(self._whole, self._done + count)
        self._told(self._done, self._whole)

    def _read_file(self, path: Path) -> FileSeen:
        source = Source(path, self._advance)
        try:
            start = source.start() if path.is_file() else None
            if start is None:
                return _not_used(source, _UNREADABLE)
            if note := other_format(start):
                return _not_used(source, note)
            return self._xml(source) if is_xml(start) else self._csv(source)
        except OSError:
            return _not_used(source, _UNREADABLE)

    def _csv(self, source: Source) -> FileSeen:
        file = CsvFile(source, self._problems)
        for place, cells in file.rows():
            self._take(file.kind, place, cells)
        seen = file.seen()
        if seen.kind:
            self._gatherer.kinds.add(seen.kind)
        return seen

    def _xml(self, source: Source) -> FileSeen:
        file = XmlFile(source, self._problems)
        try:
            rows = list(file.rows())
        except RefusedXmlError as refused:
            self._problems.add(Place(source.name, file.line), f"{refused} Nothing of it was read.")
            return _not_used(source, str(refused))
        for kind, (place, cells) in rows:
            self._gatherer.kinds.add(kind)
            self._take(kind, place, cells)
        self._gatherer.kinds.add(UASC)  # the XML form says it of every child
        return file.seen()

    def _take(self, kind: str, place: Place, cells: dict[str, str]) -> None:
        self._rows += 1
        if self._rows > MOST_ROWS:
            raise _too_large()
        self._gatherer.take(kind, place, cells)

    def _nothing_usable(self) -> UserFacingError:
        """Return what to say where no child can be read from any file."""
        if HEADER in self._gatherer.kinds:
            why = next((f" {p.reason}" for p in self._problems.listed), "")
            return UserFacingError(
                "No child in the header could be read, and nothing was taken over.",
                f"Look at its first row.{why}",
            )
        if len(self._seen) == 1:
            only = self._seen[0]
            why = only.note if not only.kind else f"It is only {only.kind}, without the header."
            knows_better = any(word in why for word in ("Ask ", "Save ", "Check "))
            return UserFacingError(
                f"“{only.name}” cannot be used as a national return, and nothing was taken over.",
                why if knows_better else f"{why} {_ASK}",
            )
        if not self._seen:
            return UserFacingError(_NOTHING_THERE, _ASK)
        lame = next((f" {f.name}: {f.note}" for f in self._seen if HEADER in f.note), "")
        return UserFacingError(
            "None of these files is the header of a national return; nothing was taken over.",
            f"The header has the columns CHILD, DOB, ETHNIC and UPN.{lame} {_ASK}",
        )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


def _not_used(source: Source, note: str) -> FileSeen:
    return FileSeen(name=source.name, kind="", rows=0, note=note)


def _too_large() -> UserFacingError:
    return UserFacingError(
        "These files are larger than any council's national return; nothing was taken over.",
        "Choose the files of one return, or the folder that they stand in.",
    )
