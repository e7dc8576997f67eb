"""What one paragraph shows: its letters, piece by piece, with the elements that hold them."""

from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from export.reader.document import Trait
from export.reader.styles import VAL, Style, Styles, W, is_on

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"


class Piece(NamedTuple):
    """An element that shows letters, and the letters."""

    element: etree._Element
    letters: str


ALTERNATE = f"{MC}AlternateContent"
RUN, TEXT = f"{W}r", f"{W}t"
STARTS, ENDS = f"{W}commentRangeStart", f"{W}commentRangeEnd"
GONE = frozenset(
    f"{W}{name}"
    for name in (
        *("del", "moveFrom", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr"),
        *("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData", "instrText", "delText"),
        *("rt", "bookmarkStart", "bookmarkEnd", "proofErr", "lastRenderedPageBreak"),
    )
)
"""What shows nothing, with all that is in it."""
_CHANGES = frozenset(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
SILENT = GONE - _CHANGES
"""The same, but for what tells that changes were tracked."""
_LETTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
_DRAWN = frozenset({f"{W}drawing", f"{W}pict", f"{W}object", ALTERNATE})
_BOX, _FIELD, _SYMBOL = f"{W}txbxContent", f"{W}fldChar", f"{W}sym"
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_RPR, _ID = f"{W}rPr", f"{W}id"
_RSTYLE, _VANISH, _BOLD = f"{W}rStyle", f"{W}vanish", f"{W}b"
_PLAIN = Style()
_PRIVATE = 0xD800
"""From here on codes are no letters by themselves: halves of a pair, or symbols of a font."""


class Anchor:
    """Where a comment begins and ends, each as paragraph and position."""

    __slots__ = ("end", "start")

    def __init__(self, start: tuple[int, int]) -> None:
        self.start = start
        self.end: tuple[int, int] | None = None


class Found:
    """What is gathered on the way: traits, comments' places, notes that are named."""

    def __init__(self) -> None:
        self.traits: set[Trait] = set()
        self.anchors: dict[str, Anchor] = {}
        self.notes: list[tuple[str, str]] = []
        self.fields: list[bool] = []

    def starts(self, element: etree._Element, place: tuple[int, int]) -> None:
        """Remember where a comment begins."""
        self.anchors.setdefault(element.get(_ID, ""), Anchor(place))

    def ends(self, element: etree._Element, place: tuple[int, int]) -> None:
        """Remember where a comment ends."""
        anchor = self.anchors.setdefault(element.get(_ID, ""), Anchor(place))
        if anchor.end is None:
            anchor.end = place

    def changed(self, tag: str) -> None:
        """Remember that changes were tracked."""
        if tag in _CHANGES:
            self.traits.add(Trait.TRACKED)


class Letters:
    """The letters of one paragraph; ``boxes`` are text boxes drawn beside it."""

    def __init__(self, found: Found, styles: Styles, style: Style, place: tuple[int, int]) -> None:
        """Begin at ``place``: the paragraph's number, and how many letters stand before."""
        self._found, self._styles, self._style = found, styles, style
        self._at, self._length = place
        self._elements: list[etree._Element] = []
        self._letters: list[str] = []
        self.boxes: list[etree._Element] = []
        self._has_strong = self._has_plain = False

    @property
    def text(self) -> str:
        """The letters together."""
        return "".join(self._letters)

    @property
    def pieces(self) -> list[Piece]:
        """The letters piece by piece, each with the element that shows it."""
        return list(map(Piece, self._elements, self._letters))

    @property
    def is_strong(self) -> bool:
        """Whether all of it is bold."""
        return self._has_strong and not self._has_plain

    def read(self, container: Iterable[etree._Element]) -> None:
        """Read what stands in a paragraph, or in anything inside one."""
        for child in container:
            tag = child.tag
            if tag == RUN:
                self._run(child)
            elif tag == STARTS:
                self._found.starts(child, (self._at, self._length))
            elif tag == ENDS:
                self._found.ends(child, (self._at, self._length))
            elif tag == _MATH_TEXT:
                self._elements.append(child)
                self._letters.append(child.text or "")
                self._length += len(self._letters[-1])
            elif tag not in SILENT:
                self._found.changed(tag)
                if tag not in GONE:
                    self.read(chosen(child) if tag == ALTERNATE else child)

    def _run(self, run: etree._Element) -> None:
        strong, hidden = self._style.is_strong, self._style.is_hidden
        fields = self._found.fields
        for child in run:
            tag = child.tag
            if tag == TEXT:
                letters = child.text
            elif tag == _RPR:
                if len(child):
                    hidden, strong = self._looks(child)
                continue
            else:
                letters = _LETTERS.get(tag) or self._special(child, tag)
            if not letters:
                continue
            if hidden:
                self._found.traits.add(Trait.HIDDEN)
            elif not fields or all(fields):
                self._elements.append(child)
                self._letters.append(letters)
                self._length += len(letters)
                if strong:
                    self._has_strong = True
                elif not letters.isspace():
                    self._has_plain = True

    def _looks(self, properties: etree._Element) -> tuple[bool, bool]:
        """Return whether a run is hidden, and whether it is bold."""
        said = {child.tag: child for child in reversed(properties)}
        named = said.get(_RSTYLE)
        style = _PLAIN if named is None else self._styles.of(named.get(VAL, ""))
        hidden, strong = is_on(said.get(_VANISH)), is_on(said.get(_BOLD))
        return (
            style.is_hidden or self._style.is_hidden if hidden is None else hidden,
            style.is_strong or self._style.is_strong if strong is None else strong,
        )

    def _special(self, element: etree._Element, tag: str) -> str:
        if tag == _FIELD:
            self._field(element.get(f"{W}fldCharType", ""))
        elif tag == _SYMBOL:
            return _symbol(element.get(f"{W}char", ""))
        elif tag in _DRAWN:
            drawn = chosen(element) if tag == ALTERNATE else element
            self.boxes.extend(_outermost_boxes(drawn))
            if tag == f"{W}object":
                self._found.traits.add(Trait.EMBEDDED)
        elif tag in _NOTES:
            self._found.notes.append((_NOTES[tag], element.get(_ID, "")))
        elif tag == f"{W}commentReference":
            place = (self._at, self._length)
            self._found.ends(element, place)
        elif tag == f"{W}ruby":
            self._base_of(element)
        return ""

    def _base_of(self, ruby: etree._Element) -> None:
        base = ruby.find(f"{W}rubyBase")
        if base is not None:
            self.read(base)

    def _field(self, kind: str) -> None:
        """Let a field show its result and not its instruction."""
        fields = self._found.fields
        if kind == "begin":
            fields.append(False)
        elif kind == "separate" and fields:
            fields[-1] = True
        elif kind == "end" and fields:
            fields.pop()


def chosen(alternate: etree._Element) -> etree._Element:
    """Return the one of several forms that is shown."""
    choice = alternate.find(f"{MC}Choice")
    if choice is None:
        choice = alternate.find(f"{MC}Fallback")
    return alternate if choice is None else choice


def _outermost_boxes(drawn: etree._Element) -> list[etree._Element]:
    """Return text boxes that stand in no other one; what another form repeats is left out."""
    found = []
    for box in drawn.iter(_BOX):
        above = {ancestor.tag for ancestor in _up_to(box, drawn)}
        if _BOX not in above and f"{MC}Fallback" not in above:
            found.append(box)
    return found


def _up_to(element: etree._Element, top: etree._Element) -> list[etree._Element]:
    above = []
    for ancestor in element.iterancestors():
        if ancestor is top:
            break
        above.append(ancestor)
    return above


def _symbol(code: str) -> str:
    """Return a letter named by its code; one of a font of symbols as a square."""
    try:
        number = int(code, 16)
        return "\u25a1" if number >= _PRIVATE else chr(number)
    except (ValueError, OverflowError):
        return ""
