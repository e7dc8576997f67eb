"""The rows of the XML form of the return: EXPSSDA903, CHILD, then HEADER and EPISODE.

The file is read as a stream by expat. A document type or an entity is refused as soon as it is
declared, nothing is ever fetched, and depth, length and number of what one child has are limited,
so that a hostile file costs no more than an honest one of its size.
"""

from collections.abc import Iterator
from xml.parsers import expat

from models.ssda903.csv_rows import Row
from models.ssda903.problems import Place, Problems
from models.ssda903.sources import PIECE, Source
from models.ssda903.tables import CHILD, EPISODES, HEADER, TABLES, UASC, XML, column, table_of
from models.ssda903.values import FileSeen

DEEPEST = 12
LONGEST_TEXT = 10_000
MOST_PARTS_OF_A_CHILD = 5_000

_LONGEST_TOKEN = 4 * PIECE
_ROOT = "EXPSSDA903"
_HEADS = frozenset({CHILD, "HEADER"})
_AGAIN = "Ask for the XML file of the return to be made again."
_DECLARES = f"The file declares a document type, which no return does. {_AGAIN}"
_NO_RETURN = "This XML file is not a return: it does not begin with EXPSSDA903."
_TOO_DEEP = f"Its parts lie deeper in each other than in any return. {_AGAIN}"
_TOO_LONG = f"One tag is longer than in any return. {_AGAIN}"
_STRANGE_TEXT = f"Heard does not know how its text is stored. {_AGAIN}"
_TOO_MANY = f"One child has more rows than a child can have. {_AGAIN}"


class RefusedXmlError(Exception):
    """The whole file is refused; the words are a sentence for the screen."""


class XmlFile:
    """One XML file of the return; its rows count only once all of it was read."""

    def __init__(self, source: Source, problems: Problems) -> None:
        self._source = source
        self._tree = _Tree(source.name, problems)

    @property
    def line(self) -> int:
        """The line that the reading has got to, counted from 1."""
        return max(1, self._tree.parser.CurrentLineNumber)

    def seen(self) -> FileSeen:
        """Return what was seen of the file, once its rows were read."""
        return FileSeen(name=self._source.name, kind=XML, rows=self._tree.rows)

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Yield the rows with the kind of table they belong to.

        Raises:
            RefusedXmlError: the file is no return, is damaged or wants more than a return may.
            OSError: it cannot be read.
        """
        fed = 0
        for piece in self._source.pieces():
            self._feed(piece, is_last=False)
            fed += len(piece)
            if fed - self._tree.parser.CurrentByteIndex > _LONGEST_TOKEN:
                raise RefusedXmlError(_TOO_LONG)
            yield from self._tree.taken()
        self._feed(b"", is_last=True)
        yield from self._tree.taken()

    def _feed(self, piece: bytes, *, is_last: bool) -> None:
        try:
            self._tree.parser.Parse(piece, is_last)
        except expat.ExpatError as fault:
            raise RefusedXmlError(_broken(fault)) from fault
        except (LookupError, ValueError) as fault:
            raise RefusedXmlError(
                f"Heard does not know how its text is stored. {_AGAIN}"
            ) from fault


def _broken(fault: expat.ExpatError) -> str:
    cut_short = {expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]}
    cut_short |= {expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN]}
    if fault.code in cut_short:
        return f"The file ends before the return does: it was cut short. {_AGAIN}"
    return f"The file is damaged at line {fault.lineno}. {_AGAIN}"


class _Tree:
    """Follows the elements of the file and makes rows of them when a child is complete."""

    def __init__(self, name: str, problems: Problems) -> None:
        self.parser = expat.ParserCreate()
        self.rows = 0
        self._children = 0
        self._name = name
        self._problems = problems
        self._path: list[_Element] = []
        self._groups: list[_Element] = []
        self._head = _Element("", 0)
        self._done: list[tuple[str, Row]] = []
        self.parser.buffer_text = True
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.parser.StartDoctypeDeclHandler = _refuse
        self.parser.EntityDeclHandler = _refuse
        self.parser.ExternalEntityRefHandler = _refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def taken(self) -> list[tuple[str, Row]]:
        """Return the rows that are complete, and forget them."""
        done, self._done = self._done, []
        return done

    def _start(self, name: str, _attributes: object) -> None:
        name = name.rsplit(":", 1)[-1].upper()[:LONGEST_TEXT]
        if not self._path and name != _ROOT:
            raise RefusedXmlError(_NO_RETURN)
        if len(self._path) >= DEEPEST:
            raise RefusedXmlError(_TOO_DEEP)
        if len(self._path) == 1:
            self._groups, self._head = [], _Element(HEADER, self.parser.CurrentLineNumber)
        if self._path:
            self._path[-1].is_leaf = False
        self._path.append(_Element(name, self.parser.CurrentLineNumber))

    def _text(self, text: str) -> None:
        element = self._path[-1] if self._path else None
        if element is not None and element.length <= LONGEST_TEXT:
            element.text.append(text[: LONGEST_TEXT + 1])
            element.length += len(text)

    def _end(self, _name: str) -> None:
        element = self._path.pop()
        depth = len(self._path)
        if depth == 1:
            self._child(element)
        elif depth > 1 and element.is_leaf:
            parent = self._path[-1]
            (self._head if parent.name in _HEADS else parent).put(element)
        elif depth > 1 and element.cells:
            self._groups.append(element)
            if len(self._groups) > MOST_PARTS_OF_A_CHILD:
                raise RefusedXmlError(_TOO_MANY)

    def _child(self, element: "_Element") -> None:
        if element.name != CHILD:
            return
        self._children += 1
        head = self._head.cells
        if not head.get(CHILD):
            why = "This child has no CHILDID and was not read."
            self._problems.add(self._place(element), why, "CHILDID")
            return
        self._add(HEADER, self._head)
        if head.get("DUC") or head.get("UASC", "0") not in {"", "0"}:
            self._add(UASC, self._head)
        for group in self._groups:
            group.cells[CHILD] = head[CHILD]
            table = TABLES[EPISODES] if group.name == "EPISODE" else table_of(group.cells)
            if table is not None and table.kind not in {"", HEADER}:
                self._add(table.kind, group)

    def _place(self, element: "_Element") -> Place:
        return Place(self._name, element.line, f"child {self._children} of the file")

    def _add(self, kind: str, element: "_Element") -> None:
        self.rows += 1
        place = self._place(element)
        cells = {name: element.cells.get(name, "") for name in TABLES[kind].columns}
        self._done.append((kind, (place, cells)))
        for name in element.too_long:
            self._problems.add(place, "This is far too long and was left out.", name)


class _Element:
    """An element that was begun: its text, and the leaves in it by their name."""

    __slots__ = ("cells", "is_leaf", "length", "line", "name", "text", "too_long")

    def __init__(self, name: str, line: int) -> None:
        self.name = name
        self.line = line
        self.is_leaf = True
        self.text: list[str] = []
        self.length = 0
        self.cells: dict[str, str] = {}
        self.too_long: list[str] = []

    def put(self, leaf: "_Element") -> None:
        """Take over the text of a leaf; a name is known by its column, and only those are kept."""
        name = column(leaf.name)
        if name in _COLUMNS and name not in self.cells:
            self.cells[name] = "".join(leaf.text).strip() if leaf.length <= LONGEST_TEXT else ""
            if leaf.length > LONGEST_TEXT:
                self.too_long.append(name)


_COLUMNS = frozenset().union(*(t.marks | set(t.columns) for t in TABLES.values()))


def _refuse(*_: object) -> int:
    raise RefusedXmlError(_DECLARES)
