"""Walking through a document as Word shows it, once for reading and once for commenting.

Shown are insertions, text that was moved here, content controls, results of fields, text boxes and
notes; not shown are deletions, text that was moved away and hidden text. Each paragraph gets a
number in the order of the file.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from lxml import etree

from export.reader.document import (
    Origin,
    ReadCell,
    ReadParagraph,
    ReadTable,
    Shown,
    Trait,
)
from export.reader.inline import ALTERNATE, ENDS, GONE, SILENT, STARTS, Found, Letters, chosen
from export.reader.styles import OUTLINE, VAL, Style, Styles, W, digit, is_on, level_in

_P, _TBL, _TR, _TC = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc"))
_CHUNK = f"{W}altChunk"
_PPR, _TRPR = f"{W}pPr", f"{W}trPr"
_STYLE, _NUMBERED, _MARK = (f"{W}{name}" for name in ("pStyle", "numPr", "rPr"))
_GONE_MARKS = (f"{W}del", f"{W}moveFrom")
_AROUND_ROWS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins"))


class Walk:
    """Reads the stories of a document, one after the other.

    ``sources`` holds for each paragraph, by its number, the elements it is made of: more than one
    where the break between two was deleted. ``found`` is what was gathered on the way.
    """

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self.found = Found()
        self.sources: list[list[etree._Element]] = []
        self.texts: list[str] = []
        self._origin = Origin.BODY
        self._joins: int | None = None

    def story(self, container: Iterable[etree._Element], origin: Origin) -> tuple[Shown, ...]:
        """Return what a body, a text box or a note shows."""
        before = self._origin, self.found.fields
        self._origin, self.found.fields = origin, []
        blocks: list[Shown] = []
        self._blocks(container, blocks)
        self._joins = None
        self._origin, self.found.fields = before
        return tuple(blocks)

    def _blocks(self, container: Iterable[etree._Element], into: list[Shown]) -> None:
        for child in container:
            tag = child.tag
            if tag == _P:
                self._paragraph(child, into)
            elif tag == _TBL:
                self._joins = None
                self._table(child, into)
            elif tag == STARTS:
                self.found.starts(child, (len(self.sources), 0))
            elif tag == ENDS:
                self.found.ends(child, self._end_so_far())
            elif tag not in SILENT:
                self.found.changed(tag)
                if tag == _CHUNK:
                    self.found.traits.add(Trait.EMBEDDED)
                if tag not in GONE:
                    self._blocks(chosen(child) if tag == ALTERNATE else child, into)

    def _end_so_far(self) -> tuple[int, int]:
        return (len(self.texts) - 1, len(self.texts[-1])) if self.texts else (0, 0)

    # -- tables

    def _table(self, table: etree._Element, into: list[Shown]) -> None:
        after: list[Shown] = []
        rows: list[tuple[ReadCell, ...]] = []
        header = False
        for row in _under(table, _TR):
            properties = next(row.iterchildren(_TRPR), None)
            if properties is not None:
                if properties.find(f"{W}del") is not None:
                    self.found.traits.add(Trait.TRACKED)
                    continue
                header = header or bool(not rows and is_on(properties.find(f"{W}tblHeader")))
            rows.append(tuple(self._cell(cell, after) for cell in _under(row, _TC)))
        title = table.find(f"{W}tblPr/{W}tblCaption")
        said = "" if title is None else title.get(VAL, "")
        if rows:
            into.append(ReadTable(rows=tuple(rows), title=said, has_header=header))
        into.extend(after)

    def _cell(self, cell: etree._Element, after: list[Shown]) -> ReadCell:
        found: list[Shown] = []
        self._blocks(cell, found)
        self._joins = None
        paragraphs = tuple([block for block in found if isinstance(block, ReadParagraph)])
        if len(paragraphs) < len(found):
            after.extend(block for block in found if isinstance(block, ReadTable))
        return paragraphs

    # -- paragraphs

    def _paragraph(self, element: etree._Element, into: list[Shown]) -> None:
        before = None if self._joins is None else self._joined_to(into)
        children = list(element)
        said = _Said(_properties(children))
        style = self._styles.of(said.style_id)
        place = (len(self.sources), 0) if before is None else (before.at, len(before.text))
        letters = Letters(self.found, self._styles, style, place)
        letters.read(children)
        if before is None:
            read = self._read(place[0], letters, style, said)
            self.sources.append([element])
            self.texts.append(read.text)
            into.append(read)
        else:
            read = msgspec.structs.replace(before, text=before.text + letters.text)
            self.sources[read.at].append(element)
            self.texts[read.at] = read.text
            into[self._joins or 0] = read
        self._joins = None
        if said.goes_on:
            self.found.traits.add(Trait.TRACKED)
            self._joins = _place_of(read, into)
        for box in letters.boxes:
            self.found.traits.add(Trait.TEXT_BOXES)
            into.extend(self.story(box, Origin.TEXT_BOX))

    def _joined_to(self, into: list[Shown]) -> ReadParagraph | None:
        """Return the paragraph that goes on here, since the break after it was deleted."""
        if self._joins is None or self._joins >= len(into):
            return None
        before = into[self._joins]
        return before if isinstance(before, ReadParagraph) else None

    def _read(self, at: int, letters: Letters, style: Style, said: "_Said") -> ReadParagraph:
        level = style.level if said.level is None else said.level
        list_id = style.list_id if said.list_id is None else said.list_id
        is_item = list_id not in {"", "0"} and not level
        return ReadParagraph(
            at=at,
            text=letters.text,
            style=style.name,
            level=level,
            list_level=said.depth if is_item else None,
            is_ordered=is_item and self._styles.is_ordered(list_id, said.depth),
            is_strong=letters.is_strong,
            origin=self._origin,
        )


class _Said:
    """What a paragraph's properties say; each is looked at once, since there are many."""

    __slots__ = ("depth", "goes_on", "level", "list_id", "style_id")

    def __init__(self, properties: Iterable[etree._Element]) -> None:
        self.style_id: str | None = None
        self.level: int | None = None
        self.list_id: str | None = None
        self.depth = 0
        self.goes_on = False
        """Whether the break at the end was deleted or moved away."""
        for child in properties:
            tag = child.tag
            if tag == _STYLE:
                self.style_id = child.get(VAL)
            elif tag == _NUMBERED:
                self._list(child)
            elif tag == OUTLINE:
                self.level = level_in(child)
            elif tag == _MARK and len(child):
                self.goes_on = any(child.find(name) is not None for name in _GONE_MARKS)

    def _list(self, numbered: etree._Element) -> None:
        named, deep = numbered.find(f"{W}numId"), numbered.find(f"{W}ilvl")
        self.list_id = None if named is None else named.get(VAL, "")
        self.depth = (None if deep is None else digit(deep.get(VAL, ""))) or 0


def _properties(children: Sequence[etree._Element]) -> Iterable[etree._Element]:
    """Return the properties of a paragraph, which stand first where Word wrote them."""
    if children and children[0].tag == _PPR:
        return children[0]
    return next((one for one in children if one.tag == _PPR), ())


def _place_of(read: ReadParagraph, into: list[Shown]) -> int:
    return next(n for n in range(len(into) - 1, -1, -1) if into[n] is read)


def _under(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield rows of a table, or cells of a row, those in content controls included."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND_ROWS:
            yield from _under(child, tag)
