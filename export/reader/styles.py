"""The styles and lists of a document, as far as they change what a reader sees."""

import re

from lxml import etree

from models.child import Value

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL, OUTLINE = f"{W}val", f"{W}outlineLvl"
_OFF = {"0", "false", "off"}
_HEADING = re.compile(r"(?i)(?:heading|überschrift|titre|pennawd) ?([1-9])\Z")
_UNNUMBERED = {"bullet", "none", ""}
_DEEPEST = 9
_MOST_BASES = 20


class Style(Value, frozen=True, kw_only=True):
    """What a style says, that of the styles it is based on included."""

    name: str = ""
    level: int = 0
    is_hidden: bool = False
    is_strong: bool = False
    list_id: str = ""


_UNKNOWN = Style()


class Styles:
    """The styles by id, each made out when it is first asked for; and which lists are numbered."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        every = () if styles is None else styles.iter(f"{W}style")
        self._raw = {style.get(f"{W}styleId", ""): style for style in every}
        self._by_id: dict[str, Style] = {}
        usual = [style_id for style_id, style in self._raw.items() if _is_usual(style)]
        self.usual = _style(self._raw[usual[-1]], self._raw) if usual else _UNKNOWN
        self._numbered = set() if numbering is None else _numbered(numbering)

    def of(self, style_id: str | None) -> Style:
        """Return a style by its id; the usual one for none, an empty one for an unknown id."""
        if not style_id:
            return self.usual
        found = self._by_id.get(style_id)
        if found is None and style_id in self._raw:
            found = self._by_id[style_id] = _style(self._raw[style_id], self._raw)
        return _UNKNOWN if found is None else found

    def is_ordered(self, list_id: str, level: int) -> bool:
        """Return whether the items of a list are numbered at that level."""
        return (list_id, level) in self._numbered


def is_on(element: etree._Element | None) -> bool | None:
    """Return whether a switch such as ``w:b`` is on or off, None where it is not there."""
    return None if element is None else element.get(VAL, "1") not in _OFF


def level_of(properties: etree._Element) -> int | None:
    """Return the heading level that properties of a paragraph set, 0 for none, None if unsaid."""
    outline = properties.find(OUTLINE)
    return None if outline is None else level_in(outline)


def level_in(outline: etree._Element) -> int:
    """Return the heading level that an outline level stands for, 0 for none."""
    level = digit(outline.get(VAL, ""))
    return level + 1 if level is not None and level < _DEEPEST else 0


def digit(value: str) -> int | None:
    """Return the one digit that a value is, None for anything else that a file may say."""
    return int(value) if len(value) == 1 and value.isdecimal() else None


def _is_usual(style: etree._Element) -> bool:
    """Whether it is the style of paragraphs that name none."""
    return style.get(f"{W}default") in {"1", "true"} and style.get(f"{W}type") == "paragraph"


def _style(style: etree._Element, raw: dict[str, etree._Element]) -> Style:
    name = style.find(f"{W}name")
    own = "" if name is None else name.get(VAL, "")
    chain = list(_chain(style, raw))
    hidden = next((on for s in chain if (on := _run_switch(s, "vanish")) is not None), False)
    strong = next((on for s in chain if (on := _run_switch(s, "b")) is not None), False)
    lists = (s.find(f"{W}pPr/{W}numPr/{W}numId") for s in chain)
    return Style(
        name=own,
        level=_level(own, chain),
        is_hidden=hidden,
        is_strong=strong,
        list_id=next((n.get(VAL, "") for n in lists if n is not None), ""),
    )


def _chain(style: etree._Element, raw: dict[str, etree._Element]) -> "list[etree._Element]":
    chain = [style]
    for _ in range(_MOST_BASES):
        base = chain[-1].find(f"{W}basedOn")
        found = None if base is None else raw.get(base.get(VAL, ""))
        if found is None:
            break
        chain.append(found)
    return chain


def _level(name: str, chain: list[etree._Element]) -> int:
    named = _HEADING.match(name)
    if named:
        return int(named[1])
    if name.casefold() == "title":
        return 1
    for style in chain:
        properties = style.find(f"{W}pPr")
        level = None if properties is None else level_of(properties)
        if level is not None:
            return level
        base = style.find(f"{W}name")
        of_base = _HEADING.match("" if base is None else base.get(VAL, ""))
        if of_base:
            return int(of_base[1])
    return 0


def _run_switch(style: etree._Element, name: str) -> bool | None:
    return is_on(style.find(f"{W}rPr/{W}{name}"))


def _numbered(numbering: etree._Element) -> set[tuple[str, int]]:
    """Return the lists and levels that are numbered, by the id that paragraphs name."""
    kinds: dict[str, list[int]] = {}
    for abstract in numbering.iter(f"{W}abstractNum"):
        levels = []
        for level in abstract.findall(f"{W}lvl"):
            form = level.find(f"{W}numFmt")
            at = digit(level.get(f"{W}ilvl", ""))
            if form is not None and form.get(VAL, "") not in _UNNUMBERED and at is not None:
                levels.append(at)
        kinds[abstract.get(f"{W}abstractNumId", "")] = levels
    found: set[tuple[str, int]] = set()
    for number in numbering.findall(f"{W}num"):
        of = number.find(f"{W}abstractNumId")
        levels = kinds.get("" if of is None else of.get(VAL, ""), [])
        found.update((number.get(f"{W}numId", ""), level) for level in levels)
    return found
