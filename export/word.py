"""The one Word writer: blocks in, the bytes of a .docx out, by our template or a council's.

The body is written as text, not through an object for each element: a table of n rows costs n,
and the same blocks give the same bytes. Footer and header come from the template, where
``{reference}``, ``{version}``, ``{check}``, ``{council}`` and ``{marking}`` stand for what belongs
there.
"""

import re
import zipfile
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from html import escape
from typing import assert_never

from lxml import etree

import resources
from export.blocks import (
    CLOSING,
    OPENING,
    Block,
    Bullets,
    Cell,
    Facts,
    Heading,
    Look,
    Notice,
    Paragraph,
    Quotation,
    Role,
    Run,
    Table,
)
from export.layout import Fit
from export.package import packed, unpacked
from export.runs import fit, is_rtl, runs_xml
from export.template import TEMPLATE, R, W
from export.textcheck import text_check
from models.child import Value
from models.errors import UserFacingError

MARKING = "OFFICIAL–SENSITIVE"
_LONGEST_PROPERTY = 255
_ROLES = {
    Role.BODY: "Body Text",
    Role.LEAD: "Lead",
    Role.NOTE: "Note",
    Role.OCCASION: "Occasion",
}
_LOOKS = {Look.PLAIN: "", Look.STRONG: "Strong", Look.QUIET: "Quiet"}
_NAMES = (
    *_ROLES.values(),
    *("heading 1", "heading 2", "heading 3", "Child's words", "Child's words source"),
    *("Fact", "Notice", "List Bullet", "caption"),
    *("Table text", "Table heading", "Table words", "Heard table"),
    *("Strong", "Quiet", "Fact label", "Quotation mark"),
)
_CLOSE, _APART = {"Body Text", "Note", "Fact", "List Bullet"}, 200
"""Styles without space above, and what they get after a table, in twentieths of a point."""
_FROM_THE_RIGHT = '<w:bidi/><w:ind w:right="227"/>'
"""Words read from right to left; the bar and its gap stay on the left."""
_TOGETHER = 8
"""So many facts at most stay together on one page."""
_PLACE = re.compile(rb"\{(reference|version|check|council|marking)\}")


class Properties(Value, frozen=True, kw_only=True):
    """What a document says about itself; no child's name stands here.

    ``on`` is its UK date, of signing or of the draft.
    """

    title: str
    subject: str
    author: str
    reference: str
    version: str
    council: str
    on: date
    signed: bool


class Template(Value, frozen=True, kw_only=True):
    """A template taken apart: its parts, the ids of its styles by name, its page."""

    parts: Mapping[str, bytes]
    styles: Mapping[str, str]
    upright: str
    lying: str
    upright_width: int
    lying_width: int


def write(
    blocks: tuple[Block, ...], properties: Properties, template: bytes | None = None
) -> bytes:
    """Return the document as the bytes of a .docx file.

    Raises:
        UserFacingError: the council's template is no Word file or lacks a style.
    """
    base = _shipped() if template is None else read_template(template)
    body = _Body(base)
    body.draw(blocks)
    values = {
        "reference": properties.reference,
        "version": properties.version,
        "check": text_check(body.said),
        "council": properties.council,
        "marking": MARKING,
    }
    parts = {name: _filled(name, part, values) for name, part in base.parts.items()}
    parts["word/document.xml"] = _document(body.xml, base.upright)
    parts["docProps/core.xml"] = _core(properties)
    parts["docProps/app.xml"] = _APP
    return packed(parts)


def read_template(content: bytes) -> Template:
    """Return a template taken apart.

    Raises:
        UserFacingError: it is no Word file or lacks a style that Heard needs.
    """
    try:
        parts = unpacked(content)
        document = etree.fromstring(parts["word/document.xml"], _PARSER)
        styles = etree.fromstring(parts["word/styles.xml"], _PARSER)
    except (KeyError, ValueError, OSError, zipfile.BadZipFile, etree.XMLSyntaxError) as fault:
        said = "The Word template cannot be read as a Word document."
        raise UserFacingError(said, _REMEDY) from fault
    names = {
        name.get(_w("val"), ""): style.get(_w("styleId"), "")
        for style in styles.iter(_w("style"))
        for name in style.iterfind(_w("name"))
    }
    missing = [name for name in _NAMES if name not in names]
    section = document.find(f"{_w('body')}/{_w('sectPr')}")
    if missing or section is None:
        what = f"the styles {', '.join(missing)}" if missing else "a page"
        raise UserFacingError(f"The Word template lacks {what}.", _REMEDY)
    kept = {
        name: part
        for name, part in parts.items()
        if name not in {"docProps/thumbnail.jpeg", "word/stylesWithEffects.xml"}
    }
    upright, upright_width = _page(section, landscape=False)
    lying, lying_width = _page(section, landscape=True)
    return Template(
        parts=kept,
        styles=names,
        upright=upright,
        lying=lying,
        upright_width=upright_width,
        lying_width=lying_width,
    )


@lru_cache(maxsize=1)
def _shipped() -> Template:
    return read_template(resources.path(TEMPLATE).read_bytes())


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_REMEDY = "Mend the template or take it out of the council settings; Heard then uses its own."


def _page(section: etree._Element, *, landscape: bool) -> tuple[str, int]:
    """Return the page's properties as XML, upright or on its side, and the width of its text."""
    page = etree.fromstring(etree.tostring(section), _PARSER)
    size, edges = page.find(_w("pgSz")), page.find(_w("pgMar"))
    if size is None or edges is None:
        raise UserFacingError("The Word template does not say how large its page is.", _REMEDY)
    short, long = sorted(int(size.get(_w(side), "0")) for side in ("w", "h"))
    across, down = (long, short) if landscape else (short, long)
    size.set(_w("w"), str(across))
    size.set(_w("h"), str(down))
    size.set(_w("orient"), "landscape" if landscape else "portrait")
    width = across - sum(int(edges.get(_w(edge), "0")) for edge in ("left", "right"))
    return re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(page, encoding="unicode")), width


def _filled(name: str, part: bytes, values: Mapping[str, str]) -> bytes:
    if not re.match(r"word/(?:header|footer)\d*\.xml", name):
        return part
    return _PLACE.sub(lambda found: escape(values[found[1].decode()]).encode(), part)


def _document(body: str, section: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}{section}</w:body></w:document>'
    ).encode()


def _core(properties: Properties) -> bytes:
    def said(text: str) -> str:
        return escape(fit(text).replace("\n", " ")[:_LONGEST_PROPERTY], quote=False)

    when = f'xsi:type="dcterms:W3CDTF">{properties.on.isoformat()}T00:00:00Z<'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{said(properties.title)}</dc:title>"
        f"<dc:subject>{said(properties.subject)}</dc:subject>"
        f"<dc:creator>{said(properties.author)}</dc:creator>"
        f"<cp:lastModifiedBy>{said(properties.author)}</cp:lastModifiedBy>"
        f"<dcterms:created {when}/dcterms:created><dcterms:modified {when}/dcterms:modified>"
        f"<cp:category>{MARKING}</cp:category>"
        f"<cp:contentStatus>{'Final' if properties.signed else 'Draft'}</cp:contentStatus>"
        f"<dc:language>en-GB</dc:language><cp:version>{said(properties.version)}</cp:version>"
        "</cp:coreProperties>"
    ).encode()


_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"><Application>Heard</Application></Properties>'
)


class _Body:
    """Draws blocks; ``xml`` is the body, ``said`` the text of each paragraph as it is read."""

    def __init__(self, template: Template) -> None:
        self._template = template
        self._styles = template.styles
        self._parts: list[str] = []
        self._ends_in_table = False
        self.said: list[str] = []

    @property
    def xml(self) -> str:
        """The drawn blocks."""
        return "".join(self._parts)

    def draw(self, blocks: tuple[Block, ...]) -> None:
        """Draw the blocks, turning the page where a table needs it."""
        fits = {at: self._fit(b) for at, b in enumerate(blocks) if isinstance(b, Table)}
        turns, returns = _turns(blocks, fits)
        for at, block in enumerate(blocks):
            if at in turns and self._parts:
                self._break(self._template.upright)
            if isinstance(block, Table):
                self._table(block, fits[at])
            else:
                leads = isinstance(blocks[at + 1] if at + 1 < len(blocks) else None, Quotation)
                self._draw(block, "<w:keepNext/>" * leads)
            if at in returns:
                self._break(self._template.lying)
        if self._ends_in_table:
            self._close_table()

    def _fit(self, table: Table) -> Fit:
        return Fit(table, self._template.upright_width, self._template.lying_width)

    def _draw(self, block: Block, keeping: str) -> None:
        match block:
            case Heading():
                self._add(f"heading {block.level}", [(block.full_text, "")])
            case Paragraph():
                self._add(_ROLES[block.role], _marked(block.runs), keeping)
            case Quotation():
                self._quotation(block)
            case Bullets():
                for item in block.items:
                    self._add("List Bullet", _marked(item))
            case Facts():
                self._facts(block)
            case Notice():
                self._add("Notice", [(f"{block.title} ", "Strong"), (block.text, "")])
            case Table():
                raise AssertionError("tables are drawn with their fit")
            case _:
                assert_never(block)

    def _facts(self, block: Facts) -> None:
        together = len(block.facts) <= _TOGETHER
        for left, fact in enumerate(block.facts, 1 - len(block.facts)):
            runs = [(fact.label, "Fact label"), ("\t", ""), *_marked(fact.runs)]
            self._add("Fact", runs, "<w:keepNext/>" * (together and left < 0))

    def _quotation(self, block: Quotation) -> None:
        if block.source:
            self._add("Child's words source", [(block.source, "")])
        after = [(f"  {block.note}", "Quiet")] if block.note else []
        direct = _FROM_THE_RIGHT if is_rtl(block.text) else ""
        self._add("Child's words", [*_quoted(block.text), *after], direct)

    def _add(self, style: str, runs: list[tuple[str, str]], direct: str = "") -> None:
        if self._ends_in_table and style in _CLOSE:
            direct += f'<w:spacing w:before="{_APART}"/>'
        self._parts.append(self._paragraph(style, runs, direct))
        self._ends_in_table = False

    def _paragraph(self, style: str, runs: list[tuple[str, str]], direct: str = "") -> str:
        ids = self._styles
        self.said.append(fit("".join(text for text, _ in runs)))
        drawn = "".join(runs_xml(text, ids[look] if look else "") for text, look in runs if text)
        return f'<w:p><w:pPr><w:pStyle w:val="{ids[style]}"/>{direct}</w:pPr>{drawn}</w:p>'

    def _break(self, section: str) -> None:
        """End a page section; its properties belong in the last paragraph of it."""
        if self._ends_in_table:
            self._close_table()
        head, _, tail = self._parts[-1].rpartition("</w:pPr>")
        self._parts[-1] = f"{head}{section}</w:pPr>{tail}"

    def _close_table(self) -> None:
        self._add("Note", [("The table ends here.", "")])

    def _table(self, table: Table, size: Fit) -> None:
        self._add("caption", [(table.caption, "")])
        heading = "".join(
            self._cell(width, self._paragraph("Table heading", [(column.title, "")]))
            for column, width in zip(table.columns, size.dxa, strict=True)
        )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in size.dxa)
        rows = "".join(self._row(row, size.dxa) for row in table.rows)
        self._parts.append(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._styles["Heard table"]}"/>'
            f'<w:tblW w:w="{sum(size.dxa)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f'<w:tblCaption w:val="{escape(fit(table.caption))}"/>'
            f'<w:tblDescription w:val="{escape(fit(table.description))}"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>"
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heading}</w:tr>{rows}</w:tbl>"
        )
        self._ends_in_table = True

    def _row(self, row: tuple[Cell, ...], dxa: list[int]) -> str:
        cells = "".join(
            self._cell(width, "".join(map(self._in_cell, cell)))
            for cell, width in zip(row, dxa, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"

    @staticmethod
    def _cell(width: int, content: str) -> str:
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'

    def _in_cell(self, part: Paragraph | Quotation) -> str:
        if isinstance(part, Quotation):
            rtl = "<w:bidi/>" * is_rtl(part.text)
            return self._paragraph("Table words", _quoted(part.text), rtl)
        return self._paragraph("Table text", _marked(part.runs))


def _quoted(text: str) -> list[tuple[str, str]]:
    """Return a quotation with marks around it, each in a run of its own: the letters stay pure."""
    return [(OPENING, "Quotation mark"), (text, ""), (CLOSING, "Quotation mark")]


def _marked(runs: tuple[Run, ...]) -> list[tuple[str, str]]:
    return [(run.text, _LOOKS[run.look]) for run in runs]


def _turns(blocks: tuple[Block, ...], fits: Mapping[int, Fit]) -> tuple[set[int], set[int]]:
    """Return before which blocks the page turns landscape, and after which it turns back."""
    turns: set[int] = set()
    returns: set[int] = set()
    for at, size in fits.items():
        if not size.landscape:
            continue
        start = at
        while start > 0 and _leads(blocks[start - 1]):
            start -= 1
        if start - 1 in returns:
            returns.discard(start - 1)
        else:
            turns.add(start)
        returns.add(at)
    return turns, returns


def _leads(block: Block) -> bool:
    """Whether a block belongs on the page of the table that follows it."""
    return isinstance(block, Heading) or (isinstance(block, Paragraph) and block.role is Role.LEAD)
