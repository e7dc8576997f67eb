"""The rows of a CSV file of the return: recognised by its heading, read row by row.

A row stands on one line, as the return has it; a cell with line breaks in quotation marks is
joined where the row then has as many cells as the heading, and refused otherwise.
"""

import csv
import io
from collections import deque
from collections.abc import Iterator, Sequence

from models.ssda903.problems import Place, Problems
from models.ssda903.sources import LONGEST_LINE, Source
from models.ssda903.tables import NAMES, Table, column, lacking, table_of
from models.ssda903.values import FileSeen

Row = tuple[Place, dict[str, str]]
"""Where a row stands, and its cells by their column, without spaces around them."""

_SEPARATORS = {",": "", ";": "Separated by semicolons.", "\t": "Separated by tabs.", "|": ""}
_MOST_JOINED = 20
_LONGEST_ROW = 2 * LONGEST_LINE
_TOO_LONG = "This row is far too long to be a row of the return. It was not read."
_NO_TEXT = "This row holds a character that no text has (NUL). It was not read."
_UNCLOSED = "A quotation mark is opened here and never closed. The row was not read."


class CsvFile:
    """One CSV file: what it is, and its rows.

    ``table`` is None until the heading was read, and stays so where Heard cannot use the file.
    """

    def __init__(self, source: Source, problems: Problems) -> None:
        self.table: Table | None = None
        self._source = source
        self._problems = problems
        self._rows = 0
        self._note = ""
        self._separator = ","
        self._lines = _Lines(source)

    @property
    def kind(self) -> str:
        """What the file is; empty while that is not known."""
        return self.table.kind if self.table is not None else ""

    def seen(self) -> FileSeen:
        """Return what was seen of the file, once its rows were read."""
        note = " ".join(filter(None, (self._note, self._source.note)))
        return FileSeen(name=self._source.name, kind=self.kind, rows=self._rows, note=note)

    def rows(self) -> Iterator[Row]:
        """Yield the rows that can be read. Raises OSError where the file cannot."""
        names = self._heading()
        if self.table is None:
            return
        wanted = [(name, names.index(name)) for name in self.table.columns if name in names]
        for place, cells in self._cells(len(names)):
            self._rows += 1
            yield place, {name: cells[at].strip() for name, at in wanted}

    def _heading(self) -> list[str]:
        """Read the heading and return its columns; ``table`` says what it is."""
        line = next(self._lines.filled(), None)
        if line is not None and line.lower().startswith("sep="):  # Excel's own way to say it
            line = next(self._lines.filled(), None)
        if line is None:
            self._note = "The file is empty."
            return []
        self._separator = max(_SEPARATORS, key=lambda s: len(NAMES & set(_columns(line, s))))
        names = _columns(line, self._separator)
        table = table_of(names)
        if table is None:
            self._note = "No heading of the return was found in its first line."
        elif table.unused:
            self._note = f"Heard has no use for {table.unused}."
        elif missing := lacking(table, names):
            self._tell_lacking(table, missing)
        else:
            self.table = table
            self._note = _SEPARATORS[self._separator]
        return names

    def _tell_lacking(self, table: Table, missing: Sequence[str]) -> None:
        place = Place(self._source.name, self._lines.number)
        for name in missing:
            self._problems.add(
                place, f"The column {name} is missing, so that no row of this file was read.", name
            )
        self._note = f"Looks like {table.kind}, without the column {', '.join(missing)}."

    def _cells(self, width: int) -> Iterator[tuple[Place, Sequence[str]]]:
        for line in self._lines.all():
            place = Place(self._source.name, self._lines.number)
            if line is None or "\0" in line:
                self._problems.add(place, _TOO_LONG if line is None else _NO_TEXT)
            elif '"' not in line:
                cells: Sequence[str] | None = line.split(self._separator)
                yield from self._checked(place, cells, width, line)
            else:
                yield from self._checked(place, self._quoted(line, width), width, line)

    def _quoted(self, line: str, width: int) -> Sequence[str] | None:
        """Return the cells of a row with quotation marks; None where one is never closed."""
        if line.count('"') % 2 == 0:
            return _parsed(line, self._separator)
        taken: list[str] = []
        whole = line
        while len(taken) < _MOST_JOINED:
            more = self._lines.peek(len(taken))
            if more is None or len(whole) + len(more) > _LONGEST_ROW:
                break
            taken.append(more)
            whole = f"{whole}\n{more}"
            if more.count('"') % 2:
                cells = _parsed(whole, self._separator)
                if len(cells) == width:
                    self._lines.skip(len(taken))
                    return cells
                break
        return None

    def _checked(
        self, place: Place, cells: Sequence[str] | None, width: int, line: str
    ) -> Iterator[tuple[Place, Sequence[str]]]:
        if not line.strip(f" \t{self._separator}"):
            return
        if cells is None:
            self._problems.add(place, _UNCLOSED)
        elif len(cells) < width or any(cell.strip() for cell in cells[width:]):
            self._problems.add(
                place,
                f"The row has {len(cells)} cells where the heading has {width}. It was not read.",
            )
        else:
            yield place, cells


class _Lines:
    """The lines of a file, with their number and a look at those to come."""

    def __init__(self, source: Source) -> None:
        self.number = 0
        self._source = source.lines()
        self._ahead: deque[str | None] = deque()

    def all(self) -> Iterator[str | None]:
        """Yield every line; None for one that is far too long."""
        while True:
            if self._ahead:
                line = self._ahead.popleft()
            else:
                try:
                    line = next(self._source)
                except StopIteration:
                    return
            self.number += 1
            yield line

    def filled(self) -> Iterator[str]:
        """Yield the lines that have something on them."""
        return (line for line in self.all() if line is not None and line.strip())

    def peek(self, at: int) -> str | None:
        """Return the line ``at`` places ahead without going there; None where there is none."""
        while len(self._ahead) <= at:
            try:
                self._ahead.append(next(self._source))
            except StopIteration:
                return None
        return self._ahead[at]

    def skip(self, count: int) -> None:
        """Go on over lines that were peeked at."""
        for _ in range(count):
            self._ahead.popleft()
            self.number += 1


def _columns(line: str, separator: str) -> list[str]:
    return [column(name) for name in _parsed(line, separator)]


def _parsed(text: str, separator: str) -> list[str]:
    """Return the cells of one row, which may hold line breaks between quotation marks."""
    if '"' not in text:
        return text.split(separator)
    return next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
