"""How the styles of a Word template look, each with all that it stands on; lengths are points."""

import re

from lxml import etree

from export.reader.opening import Package
from export.template_values import TemplateStyle

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TWIPS, _LINE = 20, 240
"""So many of Word's units are a point, or a line."""
_BEYOND = 1e8
_SIX = re.compile(r"[0-9A-Fa-f]{6}")


class Styles:
    """The styles of a template; each is told with all it stands on."""

    def __init__(self, opened: Package) -> None:
        root = part_of(opened, opened.main, "styles")
        self._every = [] if root is None else list(root.iter(f"{W}style"))
        self._by_id = {one.get(f"{W}styleId", ""): one for one in self._every}
        self._defaults = [] if root is None else list(root.iter(f"{W}rPrDefault", f"{W}pPrDefault"))
        self._theme = _theme_fonts(opened)
        self.ids = {
            value_of(one, "name").casefold(): one.get(f"{W}styleId", "") for one in self._every
        }

    def looks(self, style_id: str, *direct: etree._Element) -> TemplateStyle:
        """Return how a style looks, with what is set ``direct`` laid over it."""
        layers = [*self._defaults, *self.chain(style_id or self._usual), *direct]
        text = [p for layer in layers for p in layer.iter(f"{W}rPr")]
        block = [p for layer in layers for p in layer.iter(f"{W}pPr")]
        edges = [edge for one in block for edge in one.findall(f"{W}pBdr")]
        space = [one for b in block for one in b.findall(f"{W}spacing")]
        rule = last_of(space, "lineRule") or "auto"
        return TemplateStyle(
            family=self._family(text),
            size=number_of(last_value(text, "sz")) / 2,
            colour=colour_of(last_value(text, "color")),
            bold=is_on(text, "b"),
            fill=colour_of(last_of([s for b in block for s in b.findall(f"{W}shd")], "fill")),
            bar=colour_of(last_of([s for e in edges for s in e.findall(f"{W}left")], "color")),
            underneath=colour_of(
                last_of([s for e in edges for s in e.findall(f"{W}bottom")], "color")
            ),
            before=number_of(last_of(space, "before")) / _TWIPS,
            after=number_of(last_of(space, "after")) / _TWIPS,
            left=self._left(block),
            line=100 * (number_of(last_of(space, "line")) or _LINE) / _LINE
            if rule == "auto"
            else 100,
            keep_next=is_on(block, "keepNext"),
            keep_lines=is_on(block, "keepLines"),
        )

    @property
    def _usual(self) -> str:
        marked = (one for one in self._every if one.get(f"{W}default") in ("1", "true"))
        usual = (one for one in marked if one.get(f"{W}type") == "paragraph")
        return next((one.get(f"{W}styleId", "") for one in usual), "")

    def chain(self, style_id: str) -> list[etree._Element]:
        """Return a style after all that it is based on."""
        chain: list[etree._Element] = []
        while style_id in self._by_id and self._by_id[style_id] not in chain:
            chain.insert(0, self._by_id[style_id])
            style_id = value_of(chain[0], "basedOn")
        return chain

    def _family(self, text: list[etree._Element]) -> str:
        fonts = [one for properties in text for one in properties.findall(f"{W}rFonts")]
        found = ""
        for one in fonts:
            themed = one.get(f"{W}asciiTheme", "")
            found = self._theme.get(themed[:5], "") or one.get(f"{W}ascii", "") or found
        return found

    @staticmethod
    def _left(block: list[etree._Element]) -> float:
        indents = [one for b in block for one in b.findall(f"{W}ind")]
        return number_of(last_of(indents, "left") or last_of(indents, "start")) / _TWIPS


def _theme_fonts(opened: Package) -> dict[str, str]:
    """Return the theme's fonts by the beginning of how styles call them: minor and major."""
    root = part_of(opened, opened.main, "theme")
    found: dict[str, str] = {}
    for name in ("minor", "major") if root is not None else ():
        latin = next(root.iter(f"{A}{name}Font"), None) if root is not None else None
        face = latin.find(f"{A}latin") if latin is not None else None
        found[name] = face.get("typeface", "") if face is not None else ""
    return found


def part_of(opened: Package, name: str, kind: str) -> etree._Element | None:
    """Return the part of one kind that a part is related to, as XML, or None."""
    target = next((r.target for r in opened.related(name) if r.kind == kind), "")
    return opened.xml(target) if target else None


def target_of(opened: Package, name: str, id_: str) -> str:
    """Return the name of the part that a part calls by an id; nothing where it is not inside."""
    found = (r.target for r in opened.related(name) if r.id == id_ and not r.external)
    return next(found, "")


def child_of(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return what stands in an element under a name, or None."""
    return element.find(f"{W}{name}") if element is not None else None


def value_of(element: etree._Element | None, name: str) -> str:
    """Return what an element says under a name, or nothing."""
    found = child_of(element, name)
    return found.get(f"{W}val", "") if found is not None else ""


def points_of(element: etree._Element | None, name: str) -> float:
    """Return a length that an element gives in twentieths of a point."""
    return number_of(element.get(f"{W}{name}")) / _TWIPS if element is not None else 0.0


def number_of(said: str | None) -> float:
    """Return a number, and nothing where it is none or beyond all paper."""
    try:
        found = float(said or 0)
    except ValueError:
        return 0.0
    return found if abs(found) < _BEYOND else 0.0


def last_of(elements: list[etree._Element], name: str) -> str:
    """Return what the last of the elements that give it gives, or nothing."""
    found = [one.get(f"{W}{name}") for one in elements]
    return next((one for one in reversed(found) if one is not None), "")


def last_value(layers: list[etree._Element], name: str) -> str:
    """Return what the last of the layers that say it says under a name, or nothing."""
    return last_of([one for layer in layers for one in layer.findall(f"{W}{name}")], "val")


def colour_of(said: str) -> str:
    """Return a colour's six digits; nothing for one that is left to Word."""
    return said.upper() if _SIX.fullmatch(said) else ""


def is_on(layers: list[etree._Element], name: str) -> bool:
    """Return whether the last of the layers that name it turns something on."""
    found = [one for layer in layers for one in layer.findall(f"{W}{name}")]
    return bool(found) and found[-1].get(f"{W}val", "1") not in ("0", "false", "off")
