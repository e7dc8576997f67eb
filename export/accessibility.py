"""Checks whether a Word document can be read with a screen reader, enlarged, or without colour.

The rules are those of anchors.md §5.2, read from the bytes of the file: one top heading and no
gaps, tables with header rows and descriptions, language, title, contrast, nothing empty.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from operator import attrgetter
from pathlib import Path

from docx.oxml.ns import nsmap, qn
from lxml import etree

from export.findings import Finding
from export.reader.document import Origin, ReadTable, paragraphs_of
from export.reader.opening import content_of, package
from export.reader.reading import Opened

LEAST_CONTRAST = 4.5
_BLACK, _WHITE = "000000", "FFFFFF"
_PAIRS = 256  # of colours that are remembered
_BY_HAND = re.compile(r"(?:\d{1,2}[.)]|[a-z][.)]|[•▪*–-])\s+\S")
_HEADING = re.compile(r"(?i)heading ([1-9])\Z")
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_STYLES, _SETTINGS = "styles", "settings"
_SHOWN = 40  # characters of a paragraph that a finding shows


def check(content: bytes, password: str | None = None) -> tuple[Finding, ...]:
    """Return what is wrong with any Word file for its readers; it is taken for a hostile one.

    Raises:
        UnreadableError: it may not be opened, and why.
    """
    return check_opened(Opened(package(content, password)))


def check_file(path: Path, password: str | None = None) -> tuple[Finding, ...]:
    """Return what is wrong with a Word file on the disk. Raises UnreadableError."""
    return check(content_of(path), password)


def check_opened(opened: Opened) -> tuple[Finding, ...]:
    """Return what is wrong with a document that was taken apart already."""
    looked = _Looked(opened)
    return tuple(finding for rule in _RULES for finding in rule(looked))


@lru_cache(_PAIRS)
def contrast(front: str, back: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2 works it out."""
    lighter, darker = sorted((_luminance(front), _luminance(back)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    def linear(part: str) -> float:
        value = int(part, 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - WCAG 2

    red, green, blue = (linear(colour[at : at + 2]) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def _w(name: str) -> str:
    return qn(f"w:{name}")


def _found_by(path: str) -> etree.XPath:
    """Return a question to an element, put once for all that stands in it."""
    return etree.XPath(path, namespaces={"w": nsmap["w"]}, smart_strings=False)


_FRONT, _BACK = (f"{_w('rPr')}/{_w('color')}", "val"), (f"{_w('pPr')}/{_w('shd')}", "fill")
_TORN = _found_by("boolean(w:tr[not(w:trPr/w:cantSplit)])")
_MERGED = _found_by("boolean(.//w:gridSpan | .//w:vMerge)")
_EMPTY = _found_by(
    "boolean(.//w:tc[not(.//w:t[normalize-space(translate(., '\u00a0\u2003\u2009\u202f', ''))])])"
)
_DRAWN = _found_by("boolean(.//w:drawing | .//w:pict | .//w:object | .//w:t[normalize-space()])")


def _val(element: etree._Element | None, name: str = "val") -> str:
    return "" if element is None else element.get(_w(name), "")


class _Looked:
    """A document taken apart, for the rules; paragraphs are those of its body, as Word shows it."""

    def __init__(self, opened: Opened) -> None:
        self.document, self.core = opened.root, opened.core
        self._parts = {kind: opened.part(kind) for kind in (_STYLES, _SETTINGS)}
        self.styles = {_val(s, "styleId"): s for s in self.part(_STYLES).iter(_w("style"))}
        shown = (p for p in paragraphs_of(opened.blocks) if p.origin is not Origin.NOTE)
        self.paragraphs = sorted(shown, key=attrgetter("at"))
        styles = {paragraph.style for paragraph in self.paragraphs}
        self.levels = {name: int(m[1]) for name in styles if (m := _HEADING.match(name))}
        """The level of each style for headings."""
        self.sources = opened.walk.sources
        """The elements that each paragraph is made of, by its number."""
        self.tables = list(self.document.iter(_w("tbl")))
        self.may_have_empty_cells = not all(
            any(p.text.strip() for p in cell)
            for block in opened.blocks
            if isinstance(block, ReadTable)
            for row in block.rows
            for cell in row
        )

    def part(self, name: str) -> etree._Element:
        """Return a part; an empty one where the document has none."""
        found = self._parts[name]
        return etree.Element("none") if found is None else found

    def is_caption(self, element: etree._Element | None) -> bool:
        """Whether a paragraph is of the style for what stands above a table."""
        style = None if element is None else element.find(f"{_w('pPr')}/{_w('pStyle')}")
        named = self.styles.get(_val(style))
        return named is not None and _val(named.find(_w("name"))).casefold() == "caption"

    def of_style(self, style_id: str, asked: tuple[str, str]) -> str:
        """Return what a style, or the nearest it is based on, says at a path; in no circle."""
        path, name = asked
        seen = {""}
        while style_id in self.styles and style_id not in seen:
            seen.add(style_id)
            style = self.styles[style_id]
            found = _val(style.find(path), name)
            if found:
                return found
            style_id = _val(style.find(_w("basedOn")))
        return ""


def _headings(looked: _Looked) -> Iterator[Finding]:
    every = [(looked.levels[p.style], p) for p in looked.paragraphs if p.style in looked.levels]
    tops = sum(level == 1 for level, _ in every)
    if tops != 1:
        yield Finding(rule="one_title", where="document", what=f"There are {tops} top headings.")
    before = 0
    for level, paragraph in every:
        if level > before + 1:
            what = f"A heading of level {level} follows one of level {before}."
            yield Finding(rule="heading_gap", where=paragraph.text[:_SHOWN], what=what)
        before = level


def _tables(looked: _Looked) -> Iterator[Finding]:
    for number, table in enumerate(looked.tables, 1):
        for rule, what in _table_faults(looked, table):
            yield Finding(rule=rule, where=f"table {number}", what=what)


def _table_faults(looked: _Looked, table: etree._Element) -> Iterator[tuple[str, str]]:
    rows = table.findall(_w("tr"))
    if not rows or rows[0].find(f"{_w('trPr')}/{_w('tblHeader')}") is None:
        yield "header_row", "The first row is not marked as a header row."
    if _TORN(table):
        yield "split_row", "A row may be torn across two pages."
    if _MERGED(table):
        yield "merged_cells", "Cells are merged, so that rows cannot be read in order."
    if looked.may_have_empty_cells and _EMPTY(table):
        yield "empty_cell", "A cell is empty."
    properties = table.find(_w("tblPr"))
    for name, what in (("tblCaption", "title"), ("tblDescription", "description")):
        if properties is None or not _val(properties.find(_w(name))):
            yield "table_text", f"It has no {what} for those who cannot see it."
    if not looked.is_caption(table.getprevious()):
        yield "caption", "No caption stands above it."


def _language(looked: _Looked) -> Iterator[Finding]:
    defaults = looked.part(_STYLES).find(
        f"{_w('docDefaults')}/{_w('rPrDefault')}/{_w('rPr')}/{_w('lang')}"
    )
    theme = looked.part(_SETTINGS).find(_w("themeFontLang"))
    for where, found in (("styles", _val(defaults)), ("settings", _val(theme))):
        if found != "en-GB":
            what = f"The language is {found or 'not said'}."
            yield Finding(rule="language", where=where, what=what)


def _title(looked: _Looked) -> Iterator[Finding]:
    if looked.core is None or not (looked.core.findtext(_TITLE) or "").strip():
        yield Finding(rule="title", where="properties", what="The document has no title.")


def _pictures(looked: _Looked) -> Iterator[Finding]:
    for picture in looked.document.iter(f"{{{_DRAWING}}}docPr"):
        if not picture.get("descr"):
            where = picture.get("name", "picture")
            yield Finding(rule="picture_text", where=where, what="It is not described in words.")


def _contrast(looked: _Looked) -> Iterator[Finding]:
    shown = {paragraph.style for paragraph in looked.paragraphs}
    used = {id_ for id_, style in looked.styles.items() if _val(style.find(_w("name"))) in shown}
    used |= {_val(style) for style in looked.document.iter(_w("rStyle"))}
    for style in sorted(used - {""}):
        front, back = looked.of_style(style, _FRONT), looked.of_style(style, _BACK)
        ratio = contrast(_hex(front, _BLACK), _hex(back, _WHITE))
        if ratio < LEAST_CONTRAST:
            what = f"Its contrast is {ratio:.1f} to 1."
            yield Finding(rule="contrast", where=style, what=what)


def _hex(colour: str, otherwise: str) -> str:
    return colour if re.fullmatch("[0-9A-Fa-f]{6}", colour) else otherwise


def _emptiness(looked: _Looked) -> Iterator[Finding]:
    for number, paragraph in enumerate(looked.paragraphs, 1):
        if not paragraph.text.strip() and not any(map(_DRAWN, looked.sources[paragraph.at])):
            what = "It is empty; space belongs to a style."
            yield Finding(rule="empty_paragraph", where=f"paragraph {number}", what=what)


def _numbering(looked: _Looked) -> Iterator[Finding]:
    for paragraph in looked.paragraphs:
        if _BY_HAND.match(paragraph.text) and paragraph.style not in looked.levels:
            what = "It is numbered or marked by hand, not by a list."
            yield Finding(rule="manual_list", where=paragraph.text[:_SHOWN], what=what)


_RULES: tuple[Callable[[_Looked], Iterator[Finding]], ...] = (
    _headings,
    _tables,
    _language,
    _title,
    _pictures,
    _contrast,
    _emptiness,
    _numbering,
)
