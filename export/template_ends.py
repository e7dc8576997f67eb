"""What stands at the head and foot of a template's pages: text, letterhead, logo, page numbers.

What Word itself works out is told as ``{page}`` and ``{pages}``. Lengths are points.
"""

from collections.abc import Iterator

from lxml import etree

from export.reader.opening import Package
from export.template_looks import (
    A,
    Styles,
    W,
    child_of,
    number_of,
    points_of,
    target_of,
    value_of,
)
from export.template_values import EndLine, EndRow, EndRun

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_EMU = 12_700
"""So many of a drawing's units are a point."""
_NUMBERS = {"PAGE": "{page}", "NUMPAGES": "{pages}", "SECTIONPAGES": "{pages}"}
_SIDES = {"center": "centre", "right": "right", "end": "right"}


def end_of_pages(
    opened: Package,
    page: etree._Element | None,
    kind: str,
    styles: Styles,
    pages: str = "default",
) -> tuple[EndRow, ...]:
    """Return what stands at the head or the foot of some of the pages."""
    names = [] if page is None else page.findall(f"{W}{kind}")
    wanted = next((one for one in names if one.get(f"{W}type") == pages), None)
    name = target_of(opened, opened.main, wanted.get(f"{R}id", "")) if wanted is not None else ""
    root = opened.xml(name) if name else None
    if root is None:
        return ()
    reading = _Reading(opened, name, styles)
    return tuple(row for element in root for row in reading.rows(element))


class _Reading:
    """Reads the paragraphs and tables of one head or foot."""

    def __init__(self, opened: Package, name: str, styles: Styles) -> None:
        self._opened, self._name, self._styles = opened, name, styles

    def rows(self, element: etree._Element) -> Iterator[EndRow]:
        """Yield the rows that a paragraph or a table makes."""
        if element.tag == f"{W}p":
            yield EndRow(cells=(tuple(self._lines(element)),), shares=(1.0,))
        elif element.tag == f"{W}sdt":
            for inside in element.iterfind(f"{W}sdtContent/*"):
                yield from self.rows(inside)
        elif element.tag == f"{W}tbl":
            for row in element.iterfind(f"{W}tr"):
                yield self._row(row)

    def _row(self, row: etree._Element) -> EndRow:
        cells = row.findall(f"{W}tc")
        wide = [points_of(child_of(child_of(cell, "tcPr"), "tcW"), "w") or 1.0 for cell in cells]
        return EndRow(
            cells=tuple(
                tuple(line for p in cell.iter(f"{W}p") for line in self._lines(p)) for cell in cells
            ),
            shares=tuple(one / sum(wide) for one in wide),
        )

    def _lines(self, paragraph: etree._Element) -> Iterator[EndLine]:
        """Yield a paragraph's lines; what follows a tab is one over the line before."""
        properties = paragraph.find(f"{W}pPr")
        style = value_of(properties, "pStyle")
        usual = self._styles.looks(style, *([] if properties is None else [properties]))
        sides = self._stops(style, properties)
        side, runs, over = _SIDES.get(value_of(properties, "jc"), "left"), list[EndRun](), False
        for piece in self._pieces(paragraph, style):
            if piece is None:
                yield EndLine(runs=tuple(runs), side=side, over=over)
                side, runs, over = sides.pop(0) if sides else "right", [], True
            else:
                runs.append(piece)
        yield EndLine(runs=tuple(runs), side=side, over=over, after=usual.after)

    def _stops(self, style: str, properties: etree._Element | None) -> list[str]:
        """Return at which sides the tabs of a paragraph stop."""
        layers = [*self._styles.chain(style), *([] if properties is None else [properties])]
        tabs = [tab for layer in layers for tab in layer.iter(f"{W}tab") if tab.get(f"{W}pos")]
        named = [tab.get(f"{W}val", "") for tab in tabs]
        return [_SIDES[one] for one in named if one in _SIDES]

    def _pieces(self, paragraph: etree._Element, style: str) -> Iterator[EndRun | None]:
        """Yield stretches of text and pictures, None for a tab; results of fields are left out."""
        field = _Field()
        for run in paragraph.iter(f"{W}r"):
            if next(run.iterancestors(f"{_MC}Fallback"), None) is not None:
                continue
            chosen = self._styles.chain(value_of(run.find(f"{W}rPr"), "rStyle"))
            look = self._styles.looks(style, *chosen, run)
            simple = next(run.iterancestors(f"{W}fldSimple"), None)
            if simple is not None:
                yield EndRun(text=_number_named(simple.get(f"{W}instr", "")), look=look)
                continue
            for part in run:
                if field.takes(part):
                    yield from (EndRun(text=text, look=look) for text in field.said())
                elif part.tag in (f"{W}tab", f"{W}ptab"):
                    yield None
                elif part.tag == f"{W}t":
                    yield EndRun(text=part.text or "", look=look)
                elif part.tag == f"{W}br":
                    yield EndRun(text="\n", look=look)
                else:
                    yield from self._pictures(part)

    def _pictures(self, part: etree._Element) -> Iterator[EndRun]:
        for extent in part.iter(f"{_WP}extent"):
            drawing = extent.getparent()
            blip = next(drawing.iter(f"{A}blip"), None) if drawing is not None else None
            link = blip.get(f"{R}embed", "") if blip is not None else ""
            content = (
                self._opened.content(target_of(self._opened, self._name, link)) if link else None
            )
            if content:
                yield EndRun(
                    picture=content,
                    width=number_of(extent.get("cx")) / _EMU,
                    height=number_of(extent.get("cy")) / _EMU,
                )


class _Field:
    """Follows a field through the runs that it is made of: what it asks for, not what it gave."""

    def __init__(self) -> None:
        self._asks, self._depth, self._has_ended = "", 0, False

    def takes(self, part: etree._Element) -> bool:
        """Whether a part of a run belongs to a field."""
        kind = part.get(f"{W}fldCharType", "") if part.tag == f"{W}fldChar" else ""
        was_in = self._depth > 0
        self._depth = max(0, self._depth + {"begin": 1, "end": -1}.get(kind, 0))
        if part.tag == f"{W}instrText":
            self._asks += part.text or ""
        self._has_ended = kind == "end" and not self._depth
        return was_in or self._depth > 0

    def said(self) -> Iterator[str]:
        """Yield what the field says, where it has just ended."""
        if self._has_ended:
            yield _number_named(self._asks)
            self._asks = ""


def _number_named(instruction: str) -> str:
    return _NUMBERS.get(next(iter(instruction.split()), ""), "")
