"""Checks whether a Word document can be read with a screen reader, enlarged, or without colour.

The rules are those of anchors.md §5.2, read from the bytes of the file: one top heading and no
gaps, tables with header rows and descriptions, language, title, contrast, nothing empty.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from docx.oxml.ns import nsmap, qn
from lxml import etree

from export.findings import Finding
from export.package import unpacked
from export.reader.opening import content_of, package
from export.reader.verdicts import UnreadableError, Verdict

LEAST_CONTRAST = 4.5
_BLACK, _WHITE = "000000", "FFFFFF"
_BY_HAND = re.compile(r"(?:\d{1,2}[.)]|[a-z][.)]|[•▪*–-])\s+\S")
_HEADING = re.compile(r"(?i)heading ([1-9])\Z")
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_DOCUMENT, _STYLES, _SETTINGS, _CORE = "document", "styles", "settings", "core-properties"
_OUR_PARTS = {
    _DOCUMENT: "word/document.xml",
    _STYLES: "word/styles.xml",
    _SETTINGS: "word/settings.xml",
    _CORE: "docProps/core.xml",
}
_SHOWN = 40  # characters of a paragraph that a finding shows


def check(content: bytes) -> tuple[Finding, ...]:
    """Return what is wrong with a .docx file for its readers; nothing when all is well.

    Raises:
        ValueError: it is no Word document.
    """
    try:
        parts = unpacked(content)
        known = {name: etree.fromstring(parts[part], _PARSER) for name, part in _OUR_PARTS.items()}
    except (KeyError, zipfile.BadZipFile, etree.XMLSyntaxError) as fault:
        raise ValueError("this is no Word document") from fault
    return _checked(_Opened(known))


def check_file(path: Path, password: str | None = None) -> tuple[Finding, ...]:
    """Return what is wrong with any Word file for its readers; the file is taken for a hostile one.

    Raises:
        UnreadableError: it may not be opened, and why.
    """
    opened = package(content_of(path), password)
    main = opened.xml(opened.main)
    if main is None:
        raise UnreadableError(Verdict.NOT_WORD)
    known = {_DOCUMENT: main}
    for whose, kinds in ((opened.main, (_STYLES, _SETTINGS)), ("", (_CORE,))):
        for related in opened.related(whose):
            if related.kind in kinds and not related.external:
                found = opened.xml(related.target)
                if found is not None:
                    known[related.kind] = found
    return _checked(_Opened(known))


def check_parts(parts: Mapping[str, etree._Element]) -> tuple[Finding, ...]:
    """Return what is wrong with a document that was let in and parsed already.

    ``parts`` are its ``document``, ``styles``, ``settings`` and ``core-properties``, as far as it
    has them.
    """
    return _checked(_Opened(parts))


def _checked(opened: "_Opened") -> tuple[Finding, ...]:
    return tuple(finding for rule in _RULES for finding in rule(opened))


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


_FRONT, _BACK = _found_by("string(w:rPr/w:color/@w:val)"), _found_by("string(w:pPr/w:shd/@w:fill)")
_BASE = _found_by("string(w:basedOn/@w:val)")
_TORN = _found_by("boolean(w:tr[not(w:trPr/w:cantSplit)])")
_MERGED = _found_by("boolean(.//w:gridSpan | .//w:vMerge)")


def _val(element: etree._Element | None, name: str = "val") -> str:
    return "" if element is None else element.get(_w(name), "")


class _Opened:
    """A document taken apart for the rules."""

    def __init__(self, parts: Mapping[str, etree._Element]) -> None:
        self._parts = parts
        self.document = self.part(_DOCUMENT)
        self.styles = {_val(s, "styleId"): s for s in self.part(_STYLES).iter(_w("style"))}
        self._names = {id_: _val(style.find(_w("name"))) for id_, style in self.styles.items()}
        self._styles_of = _styles_in(self.document)
        self.paragraphs = list(self.document.iter(_w("p")))
        self.texts = [_text(p) for p in self.paragraphs]
        levels = {id_: int(m[1]) for id_, n in self._names.items() if (m := _HEADING.match(n))}
        self.levels = [levels.get(self.style_of(p), 0) for p in self.paragraphs]
        """Of headings from 1, 0 for any other paragraph."""
        self.tables = list(self.document.iter(_w("tbl")))

    def part(self, name: str) -> etree._Element:
        """Return a part; an empty one where the document has none."""
        return self._parts[name] if name in self._parts else etree.Element("none")

    def style_of(self, paragraph: etree._Element) -> str:
        """Return the id of a paragraph's style, or nothing for the default one."""
        return self._styles_of.get(paragraph, "")

    def style_name(self, paragraph: etree._Element) -> str:
        """Return the name of a paragraph's style, or nothing for the default one."""
        return self._names.get(self.style_of(paragraph), "")

    def of_style(self, style_id: str, asked: etree.XPath) -> str:
        """Return a property of a style or of the nearest it is based on, in no circle."""
        seen = {""}
        while style_id in self.styles and style_id not in seen:
            seen.add(style_id)
            style = self.styles[style_id]
            found = str(asked(style))
            if found:
                return found
            style_id = str(_BASE(style))
        return ""


def _styles_in(document: etree._Element) -> dict[etree._Element, str]:
    """Return the id of the style that each paragraph names, where it names one."""
    above, paragraph, value = _w("pPr"), _w("p"), _w("val")
    found: dict[etree._Element, str] = {}
    for style in document.iter(_w("pStyle")):
        properties = style.getparent()
        whose = None if properties is None or properties.tag != above else properties.getparent()
        if whose is not None and whose.tag == paragraph:
            found.setdefault(whose, style.get(value, ""))
    return found


def _text(element: etree._Element) -> str:
    return "".join([node.text or "" for node in element.iter(_w("t"))])


def _start(element: etree._Element) -> str:
    return _text(element)[:_SHOWN]


def _headings(opened: _Opened) -> Iterator[Finding]:
    tops = opened.levels.count(1)
    if tops != 1:
        yield Finding(rule="one_title", where="document", what=f"There are {tops} top headings.")
    before = 0
    for level, paragraph in zip(opened.levels, opened.paragraphs, strict=True):
        if not level:
            continue
        if level > before + 1:
            what = f"A heading of level {level} follows one of level {before}."
            yield Finding(rule="heading_gap", where=_start(paragraph), what=what)
        before = level


def _tables(opened: _Opened) -> Iterator[Finding]:
    for number, table in enumerate(opened.tables, 1):
        for rule, what in _table_faults(opened, table):
            yield Finding(rule=rule, where=f"table {number}", what=what)


def _table_faults(opened: _Opened, table: etree._Element) -> Iterator[tuple[str, str]]:
    rows = table.findall(_w("tr"))
    if not rows or rows[0].find(f"{_w('trPr')}/{_w('tblHeader')}") is None:
        yield "header_row", "The first row is not marked as a header row."
    if _TORN(table):
        yield "split_row", "A row may be torn across two pages."
    if _MERGED(table):
        yield "merged_cells", "Cells are merged, so that rows cannot be read in order."
    if any(not _text(cell).strip() for cell in table.iter(_w("tc"))):
        yield "empty_cell", "A cell is empty."
    properties = table.find(_w("tblPr"))
    for name, what in (("tblCaption", "title"), ("tblDescription", "description")):
        if properties is None or not _val(properties.find(_w(name))):
            yield "table_text", f"It has no {what} for those who cannot see it."
    before = table.getprevious()
    if before is None or opened.style_name(before).casefold() != "caption":
        yield "caption", "No caption stands above it."


def _language(opened: _Opened) -> Iterator[Finding]:
    defaults = opened.part(_STYLES).find(
        f"{_w('docDefaults')}/{_w('rPrDefault')}/{_w('rPr')}/{_w('lang')}"
    )
    theme = opened.part(_SETTINGS).find(_w("themeFontLang"))
    for where, found in (("styles", _val(defaults)), ("settings", _val(theme))):
        if found != "en-GB":
            what = f"The language is {found or 'not said'}."
            yield Finding(rule="language", where=where, what=what)


def _title(opened: _Opened) -> Iterator[Finding]:
    if not (opened.part(_CORE).findtext(_TITLE) or "").strip():
        yield Finding(rule="title", where="properties", what="The document has no title.")


def _pictures(opened: _Opened) -> Iterator[Finding]:
    for picture in opened.document.iter(f"{{{_DRAWING}}}docPr"):
        if not picture.get("descr"):
            where = picture.get("name", "picture")
            yield Finding(rule="picture_text", where=where, what="It is not described in words.")


def _contrast(opened: _Opened) -> Iterator[Finding]:
    used = {opened.style_of(paragraph) for paragraph in opened.paragraphs}
    used |= {_val(style) for style in opened.document.iter(_w("rStyle"))}
    for style in sorted(used - {""}):
        front, back = opened.of_style(style, _FRONT), opened.of_style(style, _BACK)
        ratio = contrast(_hex(front, _BLACK), _hex(back, _WHITE))
        if ratio < LEAST_CONTRAST:
            what = f"Its contrast is {ratio:.1f} to 1."
            yield Finding(rule="contrast", where=style, what=what)


def _hex(colour: str, otherwise: str) -> str:
    return colour if re.fullmatch("[0-9A-Fa-f]{6}", colour) else otherwise


def _emptiness(opened: _Opened) -> Iterator[Finding]:
    shown = [_w(name) for name in ("drawing", "pict", "object")]
    for number, (paragraph, text) in enumerate(
        zip(opened.paragraphs, opened.texts, strict=True), 1
    ):
        if not text.strip() and next(paragraph.iter(*shown), None) is None:
            what = "It is empty; space belongs to a style."
            yield Finding(rule="empty_paragraph", where=f"paragraph {number}", what=what)


def _numbering(opened: _Opened) -> Iterator[Finding]:
    for level, text in zip(opened.levels, opened.texts, strict=True):
        if not level and _BY_HAND.match(text):
            what = "It is numbered or marked by hand, not by a list."
            yield Finding(rule="manual_list", where=text[:_SHOWN], what=what)


_RULES: tuple[Callable[[_Opened], Iterator[Finding]], ...] = (
    _headings,
    _tables,
    _language,
    _title,
    _pictures,
    _contrast,
    _emptiness,
    _numbering,
)
