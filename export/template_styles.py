"""The styles of our Word template: Arial, 12 points, dark on light, one look for a child's words.

Every colour stands at 4.5 to 1 or better against what is behind it; a test works it out.
"""

from collections.abc import Callable

from models.child import Value

INK, QUIET, PLUM, TEAL = "1B2430", "4A5560", "5C1F52", "0F4C52"
PLUM_TINT, TEAL_TINT, SAND, LINE = "F8F1F7", "E6EFEF", "FDF3E1", "B9C4C6"
AMBER = "9A5B00"


class Style(Value, frozen=True, kw_only=True):
    """A style by its permanent name; sizes in points, spaces in points, ``bar`` a left border."""

    id: str
    name: str
    kind: str = "paragraph"
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
    tabs: tuple[tuple[str, int], ...] = ()
    bullet: bool = False
    underneath: str = ""
    unchecked: bool = False
    based: str = "Normal"
    following: str = ""


FACT_INDENT = 2835
"""Where the answer of a fact begins: 5 cm, in twentieths of a point."""

STYLES: tuple[Style, ...] = (
    Style(id="Heading1", name="heading 1", size=22, colour=PLUM, bold=True, before=0, after=4,
          keep_next=True, keep_lines=True, outline=0, following="BodyText"),
    Style(id="Heading2", name="heading 2", size=16, colour=TEAL, bold=True, before=20, after=6,
          keep_next=True, keep_lines=True, outline=1, underneath=LINE, following="BodyText"),
    Style(id="Heading3", name="heading 3", size=13, colour=INK, bold=True, before=14, after=4,
          keep_next=True, keep_lines=True, outline=2, following="BodyText"),
    Style(id="BodyText", name="Body Text", after=7),
    Style(id="Lead", name="Lead", colour=QUIET, after=7, keep_next=True),
    Style(id="Note", name="Note", colour=QUIET, after=7),
    Style(id="Occasion", name="Occasion", size=12, colour=QUIET, bold=True, before=8, after=3,
          keep_next=True),
    Style(id="ChildsWords", name="Child's words", size=13, colour=PLUM, fill=PLUM_TINT, bar=PLUM,
          before=0, after=7, left=227, keep_lines=True, unchecked=True),
    Style(id="ChildsWordsSource", name="Child's words source", colour=PLUM, fill=PLUM_TINT,
          bold=True, bar=PLUM, before=4, after=0, left=227, keep_next=True),
    Style(id="Fact", name="Fact", after=3, left=FACT_INDENT, hanging=FACT_INDENT,
          tabs=(("left", FACT_INDENT),)),
    Style(id="Notice", name="Notice", fill=SAND, bar=AMBER, before=6, after=8, left=227,
          keep_lines=True),
    Style(id="ListBullet", name="List Bullet", after=4, bullet=True),
    Style(id="Caption", name="caption", size=12, colour=INK, bold=True, before=12, after=4,
          keep_next=True),
    Style(id="TableText", name="Table text", size=11, before=2, after=2),
    Style(id="TableHeading", name="Table heading", size=11, bold=True, before=3, after=3,
          keep_next=True),
    Style(id="TableWords", name="Table words", size=11, colour=PLUM, before=2, after=2,
          unchecked=True),
    Style(id="Header", name="header", size=10, colour=QUIET, after=0, tabs=(("right", 9638),)),
    Style(id="Footer", name="footer", size=10, colour=QUIET, after=0, tabs=(("right", 9638),)),
    Style(id="Strong", name="Strong", kind="character", bold=True),
    Style(id="Quiet", name="Quiet", kind="character", colour=QUIET),
    Style(id="FactLabel", name="Fact label", kind="character", colour=QUIET),
    Style(id="QuotationMark", name="Quotation mark", kind="character", colour=PLUM),
)  # fmt: skip


def styles_xml(namespaces: str) -> str:
    """Return ``word/styles.xml``."""
    drawn = "".join(map(_style, STYLES))
    return f"<w:styles {namespaces}>{_DEFAULTS}{_BASE}{drawn}{_TABLE}</w:styles>"


def _style(style: Style) -> str:
    based = "DefaultParagraphFont" if style.kind == "character" else style.based
    custom = ' w:customStyle="1"' if style.name not in _WORDS_OWN else ""
    following = f'<w:next w:val="{style.following}"/>' if style.following else ""
    paragraph = f"<w:pPr>{_paragraph(style)}</w:pPr>" if style.kind == "paragraph" else ""
    return (
        f'<w:style w:type="{style.kind}"{custom} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="{based}"/>{following}'
        f'<w:uiPriority w:val="10"/><w:qFormat/>{paragraph}<w:rPr>{_run(style)}</w:rPr></w:style>'
    )


def _paragraph(style: Style) -> str:
    drawers: tuple[Callable[[Style], str], ...] = (_keeping, _borders, _tabs, _spacing)
    return "".join(drawer(style) for drawer in drawers)


def _keeping(style: Style) -> str:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if style.bullet else ""
    return "<w:keepNext/>" * style.keep_next + "<w:keepLines/>" * style.keep_lines + number


def _borders(style: Style) -> str:
    drawn = ""
    if style.bar:
        drawn = f'<w:left w:val="single" w:sz="24" w:space="8" w:color="{style.bar}"/>'
    if style.underneath:
        drawn = f'<w:bottom w:val="single" w:sz="6" w:space="2" w:color="{style.underneath}"/>'
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{style.fill}"/>' if style.fill else ""
    return (f"<w:pBdr>{drawn}</w:pBdr>" if drawn else "") + fill


def _tabs(style: Style) -> str:
    stops = "".join(f'<w:tab w:val="{kind}" w:pos="{at}"/>' for kind, at in style.tabs)
    return f"<w:tabs>{stops}</w:tabs>" if stops else ""


def _spacing(style: Style) -> str:
    before = f' w:before="{style.before * 20}"' if style.before >= 0 else ""
    after = f' w:after="{style.after * 20}"' if style.after >= 0 else ""
    drawn = f"<w:spacing{before}{after}/>" if before or after else ""
    if style.left:
        hanging = f' w:hanging="{style.hanging}"' if style.hanging else ""
        drawn += f'<w:ind w:left="{style.left}"{hanging}/>'
    return drawn + (f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline >= 0 else "")


def _run(style: Style) -> str:
    half_points = round(style.size * 2)
    return (
        "<w:b/><w:bCs/>" * style.bold
        + "<w:noProof/>" * style.unchecked
        + (f'<w:color w:val="{style.colour}"/>' if style.colour else "")
        + (f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points else "")
    )


_WORDS_OWN = {"heading 1", "heading 2", "heading 3", "Body Text", "List Bullet", "caption",
              "header", "footer", "Strong"}  # fmt: skip

_DEFAULTS = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Arial" w:eastAsia="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
    f'<w:color w:val="{INK}"/><w:sz w:val="24"/><w:szCs w:val="24"/>'
    '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr>'
    "</w:pPrDefault></w:docDefaults>"
)

_BASE = (
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
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)


def _edge(name: str, size: int, colour: str) -> str:
    return f'<w:{name} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'


_TABLE = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="HeardTable">'
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
