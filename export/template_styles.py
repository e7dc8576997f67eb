"""The styles of our Word template: Arial, 12 points, dark on light, one look for a child's words.

Every colour stands at 4.5 to 1 or better against what is behind it; a test works it out.
"""

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.shared import Pt, RGBColor, Twips
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.styles.styles import Styles
from docx.text.parfmt import ParagraphFormat

from models.child import Value

INK, QUIET, PLUM, TEAL = "1B2430", "4A5560", "5C1F52", "0F4C52"
PLUM_TINT, TEAL_TINT, SAND, LINE = "F8F1F7", "E6EFEF", "FDF3E1", "B9C4C6"
AMBER = "9A5B00"


class Style(Value, frozen=True, kw_only=True):
    """A style by its permanent name; sizes and spaces in points, ``bar`` a left border.

    ``left``, ``hanging`` and ``tabs`` are in twentieths of a point; ``tabs`` hold left and right.
    """

    id: str
    name: str
    is_paragraph: bool = True
    size: float = 0
    colour: str = ""
    bold: bool = False
    fill: str = ""
    bar: str = ""
    before: int = -1
    after: int = -1
    keep_next: bool = False
    keep_lines: bool = False
    outline: int = -1
    left: int = 0
    hanging: int = 0
    tabs: tuple[tuple[WD_TAB_ALIGNMENT, int], ...] = ()
    bullet: bool = False
    underneath: str = ""
    unchecked: bool = False
    following: str = ""


_LEFT, _RIGHT = WD_TAB_ALIGNMENT.LEFT, WD_TAB_ALIGNMENT.RIGHT
FACT_INDENT = 2835
"""Where the answer of a fact begins: 5 cm, in twentieths of a point."""

STYLES: tuple[Style, ...] = (
    Style(id="BodyText", name="Body Text", after=7),
    Style(id="Heading1", name="Heading 1", size=22, colour=PLUM, bold=True, before=0, after=4,
          keep_next=True, keep_lines=True, outline=0, following="Body Text"),
    Style(id="Heading2", name="Heading 2", size=16, colour=TEAL, bold=True, before=20, after=6,
          keep_next=True, keep_lines=True, outline=1, underneath=LINE, following="Body Text"),
    Style(id="Heading3", name="Heading 3", size=13, colour=INK, bold=True, before=14, after=4,
          keep_next=True, keep_lines=True, outline=2, following="Body Text"),
    Style(id="Lead", name="Lead", colour=QUIET, after=7, keep_next=True),
    Style(id="Note", name="Note", colour=QUIET, after=7),
    Style(id="Occasion", name="Occasion", size=12, colour=QUIET, bold=True, before=8, after=3,
          keep_next=True),
    Style(id="ChildsWords", name="Child's words", size=13, colour=PLUM, fill=PLUM_TINT, bar=PLUM,
          before=0, after=7, left=227, keep_lines=True, unchecked=True),
    Style(id="ChildsWordsSource", name="Child's words source", colour=PLUM, fill=PLUM_TINT,
          bold=True, bar=PLUM, before=4, after=0, left=227, keep_next=True),
    Style(id="ChildsWordsNote", name="Child's words note", size=10, colour=QUIET,
          fill=PLUM_TINT, bar=PLUM, before=0, after=7, left=227, keep_lines=True),
    Style(id="Fact", name="Fact", after=3, left=FACT_INDENT, hanging=FACT_INDENT,
          tabs=((_LEFT, FACT_INDENT),)),
    Style(id="Notice", name="Notice", fill=SAND, bar=AMBER, before=6, after=8, left=227,
          keep_lines=True),
    Style(id="ListBullet", name="List Bullet", after=4, bullet=True),
    Style(id="Caption", name="Caption", size=12, colour=INK, bold=True, before=12, after=4,
          keep_next=True),
    Style(id="TableText", name="Table text", size=11, before=2, after=2),
    Style(id="TableHeading", name="Table heading", size=11, bold=True, before=3, after=3,
          keep_next=True),
    Style(id="TableWords", name="Table words", size=11, colour=PLUM, before=2, after=2,
          unchecked=True),
    Style(id="Header", name="Header", size=10, colour=QUIET, after=0, tabs=((_RIGHT, 9638),)),
    Style(id="Footer", name="Footer", size=10, colour=QUIET, after=0, tabs=((_RIGHT, 9638),)),
    Style(id="Strong", name="Strong", is_paragraph=False, bold=True),
    Style(id="Quiet", name="Quiet", is_paragraph=False, colour=QUIET),
    Style(id="FactLabel", name="Fact label", is_paragraph=False, colour=QUIET),
    Style(id="QuotationMark", name="Quotation mark", is_paragraph=False, colour=PLUM),
)  # fmt: skip


def add_styles(styles: Styles) -> None:
    """Add every style to those of a document that has only ``BASE_STYLES``."""
    for style in STYLES:
        kind = WD_STYLE_TYPE.PARAGRAPH if style.is_paragraph else WD_STYLE_TYPE.CHARACTER
        made = styles.add_style(style.name, kind, builtin=style.name in _WORDS_OWN)
        made.style_id, made.priority, made.quick_style = style.id, 10, True
        made.base_style = styles.default(kind)
        if isinstance(made, ParagraphStyle):
            made.next_paragraph_style = styles[style.following] if style.following else None
            _set_paragraph(made.paragraph_format, style)
        _set_font(made, style)
    styles.element.append(parse_xml(_TABLE))


def _set_paragraph(to: ParagraphFormat, style: Style) -> None:
    properties = to.element.get_or_add_pPr()
    properties.extend(parse_xml(f"<w:pPr {nsdecls('w')}>{_unsettable(style)}</w:pPr>"))
    to.keep_with_next, to.keep_together = style.keep_next or None, style.keep_lines or None
    to.space_before = Pt(style.before) if style.before >= 0 else None
    to.space_after = Pt(style.after) if style.after >= 0 else None
    to.left_indent = Twips(style.left) if style.left else None
    to.first_line_indent = Twips(-style.hanging) if style.hanging else None
    for side, at in style.tabs:
        to.tab_stops.add_tab_stop(Twips(at), side)


def _unsettable(style: Style) -> str:
    """Return what python-docx has no call for; what it sets goes to its place among these."""
    drawn = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' * style.bullet
    if style.bar:
        drawn += f"<w:pBdr>{_edge('left', 24, style.bar, space=8)}</w:pBdr>"
    if style.underneath:
        drawn += f"<w:pBdr>{_edge('bottom', 6, style.underneath, space=2)}</w:pBdr>"
    if style.fill:
        drawn += f'<w:shd w:val="clear" w:color="auto" w:fill="{style.fill}"/>'
    return drawn + (f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline >= 0 else "")


def _set_font(made: CharacterStyle, style: Style) -> None:
    font = made.font
    if style.size:
        size = f'<w:szCs {nsdecls("w")} w:val="{round(style.size * 2)}"/>'
        made.element.get_or_add_rPr().append(parse_xml(size))
        font.size = Pt(style.size)
    font.bold = font.cs_bold = style.bold or None
    font.no_proof = style.unchecked or None
    if style.colour:
        font.color.rgb = RGBColor.from_string(style.colour)


_WORDS_OWN = {"Heading 1", "Heading 2", "Heading 3", "Body Text", "List Bullet", "Caption",
              "Header", "Footer", "Strong"}  # fmt: skip

BASE_STYLES = (
    f"<w:styles {nsdecls('w')}>"
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Arial" w:eastAsia="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
    f'<w:color w:val="{INK}"/><w:sz w:val="24"/><w:szCs w:val="24"/>'
    '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr>'
    "</w:pPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:qFormat/></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style></w:styles>'
)
"""What every other style stands on: Arial, 12 points, British English."""


def _edge(name: str, size: int, colour: str, space: int = 0) -> str:
    return f'<w:{name} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


_TABLE = (
    f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="HeardTable">'
    '<w:name w:val="Heard table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>'
    "<w:qFormat/><w:tblPr><w:tblBorders>"
    + _edge("top", 8, TEAL)
    + _edge("bottom", 8, TEAL)
    + _edge("insideH", 4, LINE)
    + '</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
    + _edge("bottom", 8, TEAL)
    + f'</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{TEAL_TINT}"/></w:tcPr>'
    "</w:tblStylePr></w:style>"
)
