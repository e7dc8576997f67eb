"""The one Word writer: blocks in, the bytes of a .docx out, by our template or a council's.

python-docx opens the template, holds the document and saves it. Footer and header come from the
template, where ``{reference}``, ``{version}``, ``{check}``, ``{council}`` and ``{marking}`` stand
for what belongs there. The same blocks give the same bytes.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from typing import NamedTuple

from docx import Document
from docx.document import Document as Opened
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.parts.hdrftr import FooterPart, HeaderPart
from docx.shared import Length
from lxml import etree

import resources
from export.blocks import Block
from export.body import STYLE_NAMES, Body, Ground, Stretch
from export.context import Properties
from export.package import settled
from export.runs import fit
from export.template import TEMPLATE
from export.textcheck import text_check
from models.errors import UserFacingError

_LONGEST_PROPERTY = 255
_USUAL_POINTS, _UNSIZED = 12.0, {"Header", "Footer"}
_PLACE = re.compile(r"\{(reference|version|check|council|marking)\}")
_REMEDY = "Mend the template or take it out of the council settings; Heard then uses its own."
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError,
               etree.XMLSyntaxError, KeyError, ValueError, TypeError, AttributeError)  # fmt: skip
"""What opening raises for a file that is no Word document, or one of parts that are none."""
_USED_UNNAMED = {RT.STYLES, RT.SETTINGS, RT.NUMBERING, RT.FONT_TABLE, RT.THEME, RT.WEB_SETTINGS,
                 RT.FOOTNOTES, RT.ENDNOTES}  # fmt: skip
"""What a document uses without naming it in its text."""
_OF_THE_TEMPLATE = {RT.CORE_PROPERTIES, RT.EXTENDED_PROPERTIES, RT.THUMBNAIL}
"""What the template says about itself, which is not said of a document made by it."""


class _Page(NamedTuple):
    """A page's short side, its long side, and its side margins together, in EMU."""

    short: int
    long: int
    edges: int


def write(
    blocks: tuple[Block, ...], properties: Properties, template: bytes | None = None
) -> bytes:
    """Return the document as the bytes of a .docx file.

    Raises:
        UserFacingError: the council's template is no Word file or lacks a style.
    """
    document, styles, page = _opened(template or resources.path(TEMPLATE).read_bytes())
    upright, lying = (Length(side - page.edges).twips for side in (page.short, page.long))
    ground = Ground(styles=styles, upright=upright, lying=lying, points=properties.points)
    body = Body(ground, _holder(document))
    body.draw(blocks)
    for stretch in body.stretches:
        _append(document, stretch, page)
    values = {
        "reference": properties.reference,
        "version": properties.version,
        "check": text_check(body.said),
        "council": properties.council,
        "marking": properties.marking,
    }
    _fill(document, values)
    _size(document, properties.points)
    _describe(document, properties)
    saved = io.BytesIO()
    document.save(saved)
    return settled(saved.getvalue())


def _opened(template: bytes) -> tuple[Opened, dict[str, str], _Page]:
    """Return a document without text of its own, the ids of its styles by name, and its page."""
    try:
        document = Document(io.BytesIO(template))
        styles = {style.name: style.style_id for style in document.styles}
        page = _page(document)
    except _UNREADABLE as fault:
        said = "The Word template cannot be read as a Word document."
        raise UserFacingError(said, _REMEDY) from fault
    missing = [name for name in STYLE_NAMES if name not in styles]
    if missing:
        raise UserFacingError(f"The Word template lacks the styles {', '.join(missing)}.", _REMEDY)
    if page is None:
        raise UserFacingError("The Word template has no page with room for text.", _REMEDY)
    _strip(document)
    return document, styles, page


def _page(document: Opened) -> _Page | None:
    """Return the page that a template ends with; None where it has none, or no room on it."""
    if document.element.find(f"{qn('w:body')}/{qn('w:sectPr')}") is None:
        return None
    last = document.sections[-1]
    width, height, left, right = (
        getattr(last, side) for side in ("page_width", "page_height", "left_margin", "right_margin")
    )
    if None in (width, height, left, right) or min(width, height) <= left + right:
        return None
    return _Page(short=min(width, height), long=max(width, height), edges=left + right)


def _strip(document: Opened) -> None:
    """Take out the template's own text, with its pictures and comments, and its properties."""
    document.element.body.clear_content()
    used = set(document.element.xpath("//@r:*"))
    for rels, is_left_out in (
        (document.part.rels, lambda rel: rel.reltype not in _USED_UNNAMED and rel.rId not in used),
        (document.part.package.rels, lambda rel: rel.reltype in _OF_THE_TEMPLATE),
    ):
        for rel in filter(is_left_out, list(rels.values())):
            del rels[rel.rId]


def _holder(document: Opened) -> Callable[[bytes], str]:
    """Return what puts a picture's bytes into the document, once, and names their part."""

    def hold(png: bytes) -> str:
        part_id, _ = document.part.get_or_add_image(io.BytesIO(png))
        return part_id

    return hold


def _append(document: Opened, stretch: Stretch, page: _Page) -> None:
    """Put a stretch of pages at the end, in a section of its own."""
    body = document.element.body
    if len(body) > 1:
        _end_section(document)
    section = document.sections[-1]
    section.orientation = WD_ORIENT.LANDSCAPE if stretch.landscape else WD_ORIENT.PORTRAIT
    section.page_width = Length(page.long if stretch.landscape else page.short)
    section.page_height = Length(page.short if stretch.landscape else page.long)
    named = nsdecls("w", "wp", "a", "pic", "r")
    drawn = parse_xml(f"<w:body {named}>{''.join(stretch.xml)}</w:body>")
    body[-1:-1] = list(drawn)


def _end_section(document: Opened) -> None:
    """End a section in its last paragraph, rather than in an empty one after it."""
    document.add_section()
    body = document.element.body
    last, holder = body[-3], body[-2]
    last.set_sectPr(holder.pPr.sectPr)
    body.remove(holder)


def _fill(document: Opened, values: Mapping[str, str]) -> None:
    for part in document.part.related_parts.values():
        if isinstance(part, HeaderPart | FooterPart):
            for text in part.element.iter(qn("w:t")):
                text.text = _PLACE.sub(lambda found: fit(values[found[1]]), text.text or "")


def _size(document: Opened, points: float) -> None:
    """Let the letters be of that size, and every other size with them; head and foot stay."""
    if points == _USUAL_POINTS:
        return
    for size in document.styles.element.iter(qn("w:sz"), qn("w:szCs")):
        style = next(iter(size.iterancestors(qn("w:style"))), None)
        if style is None or style.get(qn("w:styleId")) not in _UNSIZED:
            scaled = int(size.get(qn("w:val"))) * points / _USUAL_POINTS
            size.set(qn("w:val"), str(round(scaled)))
    for indent in document.styles.element.iter(qn("w:ind")):
        if indent.get(qn("w:hanging")):
            _widen(indent.getparent(), points / _USUAL_POINTS)


def _widen(properties: etree._Element, times: float) -> None:
    """Let what hangs beside a label stand as far off as the label's letters need."""
    places = [(properties.find(qn("w:ind")), name) for name in ("left", "hanging")]
    places += [(tab, "pos") for tab in properties.iter(qn("w:tab"))]
    for element, name in places:
        if element is not None:
            now = int(element.get(qn(f"w:{name}"), "0"))
            element.set(qn(f"w:{name}"), str(round(now * times)))


def _describe(document: Opened, properties: Properties) -> None:
    def said(text: str) -> str:
        return fit(text).replace("\n", " ")[:_LONGEST_PROPERTY]

    about = document.core_properties
    about.title, about.subject = said(properties.title), said(properties.subject)
    about.author = about.last_modified_by = said(properties.author)
    about.created = about.modified = datetime.combine(properties.on, time(), UTC)
    about.category, about.language = properties.marking, "en-GB"
    about.content_status = "Final" if properties.signed else "Draft"
    about.version = said(properties.version)
