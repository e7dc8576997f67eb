"""The body of a Word document: blocks drawn as the XML of paragraphs and tables.

It is drawn as text, not through an object for each element: a table of n rows costs n, and the
same blocks give the same letters. Styles and page widths are those of the template.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import assert_never

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
    Picture,
    Quotation,
    Role,
    Run,
    Space,
    Table,
)
from export.layout import CM, Fit, word_width
from export.runs import fit, is_rtl, runs_xml
from export.template_styles import FACT_INDENT, QUIET
from models.child import Value

_ROLES = {
    Role.BODY: "Body Text",
    Role.LEAD: "Lead",
    Role.NOTE: "Note",
    Role.OCCASION: "Occasion",
}
_LOOKS = {Look.PLAIN: "", Look.STRONG: "Strong", Look.QUIET: "Quiet"}
STYLE_NAMES = (
    *_ROLES.values(),
    *("Heading 1", "Heading 2", "Heading 3", "Child's words"),
    *("Child's words source", "Child's words note", "Fact", "Notice", "List Bullet", "Caption"),
    *("Table text", "Table heading", "Table words", "Heard table"),
    *("Strong", "Quiet", "Fact label", "Quotation mark"),
)
"""The styles a template must have, by the names Word shows."""

_CLOSE, _APART = {"Body Text", "Note", "Fact", "List Bullet"}, 200
"""Styles without space above, and what they get after a table, in twentieths of a point."""
_FROM_THE_RIGHT = ("<w:bidi/>", '<w:ind w:left="0" w:right="227"/>')
"""Words read from right to left, where Word takes left for right: the bar's gap stays put."""
_LED_ON = '<w:spacing w:after="140"/>'
"""What the last fact or item has beneath it where a paragraph goes on, as after any other."""
_LED_TO = ("<w:keepNext/>", '<w:spacing w:after="0"/>')
"""Words with a note close beneath them."""
_EMU = 635
"""What a twentieth of a point is, in the unit of drawings."""
_HIGHEST = 12 * 360_000
"""No picture is higher than 12 cm, in the unit of drawings."""
_DRAWING = (
    '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="{name}" descr="{words}"/>'
    '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{part}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing>"
)
_RULED = 480 * 12
"""Lines to write on are so many 240ths of a line apart, by the size of the letters: two lines of 12
points, a centimetre. A hand needs no more room where letters are larger."""
_FRAME = "<w:pBdr>{}</w:pBdr>".format(
    "".join(f'<w:{side} w:val="single" w:sz="8" w:space="4" w:color="{QUIET}"/>'
            for side in ("top", "left", "bottom", "right"))
)  # fmt: skip
"""Around room to draw in."""
_TOGETHER, _FEW, _SHORT = 8, 4, 180
"""So many facts at most stay together on one page, so many with the paragraph above them, and that
of so many letters at most: two lines."""
_WIDEST_LABEL, _BESIDE = 9.0, 0.4
"""No label of a fact claims more, and the gap between it and its words, in centimetres."""


class Ground(Value, frozen=True, kw_only=True):
    """What a body is drawn on: the ids of the template's styles by name, its text widths.

    The widths are those of a page upright and on its side, in twentieths of a point; ``points`` is
    the size of the letters.
    """

    styles: Mapping[str, str]
    upright: int
    lying: int
    points: float = 12.0


@dataclass
class Stretch:
    """Pages that lie the same way; ``xml`` is what stands on them, in pieces."""

    landscape: bool = False
    xml: list[str] = field(default_factory=list)


class Body:
    """Draws blocks on stretches of pages; ``said`` is each paragraph's text as it is read.

    ``hold`` puts a picture's bytes into the document and returns the id of their part.
    """

    def __init__(self, ground: Ground, hold: Callable[[bytes], str]) -> None:
        self._ground, self._hold = ground, hold
        self._pictures = 0
        self._ends_in_table = False
        self.stretches = [Stretch()]
        self.said: list[str] = []

    def draw(self, blocks: tuple[Block, ...]) -> None:
        """Draw the blocks, turning the page where a table needs it."""
        fits = {at: self._fit(b) for at, b in enumerate(blocks) if isinstance(b, Table)}
        turns, returns = _turns(blocks, fits)
        for at, block in enumerate(blocks):
            if at in turns:
                self._turn(landscape=True)
            if isinstance(block, Table):
                self._table(block, fits[at])
            else:
                following = blocks[at + 1] if at + 1 < len(blocks) else None
                self._draw(block, following)
            if at in returns:
                self._turn(landscape=False)
        if self._ends_in_table:
            self._close_table()
        self.stretches = [stretch for stretch in self.stretches if stretch.xml]

    def _fit(self, table: Table) -> Fit:
        return Fit(table, self._ground.upright, self._ground.lying)

    def _draw(self, block: Block, following: Block | None) -> None:
        keeping = "<w:keepNext/>" * _belongs_together(block, following)
        match block:
            case Heading():
                self._add(f"Heading {block.level}", [(block.full_text, "")])
            case Paragraph():
                text = "".join(run.text for run in block.runs)
                rtl = "<w:bidi/>" * is_rtl(text)
                runs = _marked(block.runs)
                self._add(_ROLES[block.role], runs, keeping + rtl, block.language)
            case Quotation():
                self._quotation(block)
            case Bullets():
                for left, item in enumerate(block.items, 1 - len(block.items)):
                    apart = _LED_ON * (left == 0 and isinstance(following, Paragraph))
                    self._add("List Bullet", _marked(item), apart)
            case Facts():
                self._facts(block, keeping, following)
            case Notice():
                self._add("Notice", [(f"{block.title} ", "Strong"), (block.text, "")])
            case Picture() | Space():
                self._seen_or_written(block, keeping)
            case Table():
                raise AssertionError("tables are drawn with their fit")
            case _:
                assert_never(block)

    def _facts(self, block: Facts, keeping: str, following: Block | None) -> None:
        together = len(block.facts) <= _TOGETHER
        tabs, indent = _room(block)
        for left, fact in enumerate(block.facts, 1 - len(block.facts)):
            runs = [(fact.label, "Fact label"), ("\t", ""), *_marked(fact.runs)]
            keep = keeping if left == 0 else "<w:keepNext/>" * together
            apart = _LED_ON * (left == 0 and isinstance(following, Paragraph))
            self._add("Fact", runs, keep + tabs + apart + indent)

    def _seen_or_written(self, block: Picture | Space, keeping: str) -> None:
        if isinstance(block, Picture):
            self._picture(block, keeping)
        else:
            self._space(block)

    def _space(self, block: Space) -> None:
        """Rule lines to write on, from margin to margin, that stay together on a page."""
        keep = "<w:keepLines/>" * block.together
        tab = f'<w:tab w:val="right" w:leader="underscore" w:pos="{self._ground.upright}"/>'
        apart = f'<w:spacing w:line="{round(_RULED / self._ground.points)}" w:lineRule="auto"/>'
        drawn = _FRAME if block.framed else f"<w:tabs>{tab}</w:tabs>"
        self._add("Note", [(block.text, "")], f"{keep}{drawn}{apart}")

    def _picture(self, block: Picture, keeping: str) -> None:
        """Draw a picture under its caption, as wide as the page and no higher than half of it."""
        self._add("Caption", [(block.caption, "")])
        self._pictures += 1
        width = self._ground.upright * _EMU
        height = width * block.height // block.width
        if height > _HIGHEST:
            width, height = width * _HIGHEST // height, _HIGHEST
        drawing = _DRAWING.format(
            width=width,
            height=height,
            number=self._pictures,
            name=f"Picture {self._pictures}",
            words=escape(fit(block.description).replace("\n", " ")),
            part=self._hold(block.png),
        )
        style = self._ground.styles["Body Text"]
        self.stretches[-1].xml.append(
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keeping}</w:pPr><w:r>{drawing}</w:r></w:p>'
        )
        self._ends_in_table = False

    def _quotation(self, block: Quotation) -> None:
        if block.source:
            self._add("Child's words source", [(block.source, "")])
        bidi, indent = _FROM_THE_RIGHT if is_rtl(block.text) else ("", "")
        keep, close = _LED_TO if block.note else ("<w:keepNext/>" * block.leads, "")
        self._add("Child's words", _quoted(block.text), keep + bidi + close + indent)
        if block.note:
            self._add("Child's words note", [(block.note, "")])

    def _add(
        self, style: str, runs: list[tuple[str, str]], direct: str = "", language: str = ""
    ) -> None:
        if self._ends_in_table and style in _CLOSE:
            direct = _with_space_above(direct)
        self.stretches[-1].xml.append(self._paragraph(style, runs, direct, language))
        self._ends_in_table = False

    def _paragraph(
        self, style: str, runs: list[tuple[str, str]], direct: str = "", language: str = ""
    ) -> str:
        ids = self._ground.styles
        self.said.append(fit("".join(text for text, _ in runs)))
        drawn = "".join(
            runs_xml(text, ids[look] if look else "", language) for text, look in runs if text
        )
        return f'<w:p><w:pPr><w:pStyle w:val="{ids[style]}"/>{direct}</w:pPr>{drawn}</w:p>'

    def _turn(self, *, landscape: bool) -> None:
        """Begin pages that lie the other way; the ones before end in a paragraph."""
        if self._ends_in_table:
            self._close_table()
        if not self.stretches[-1].xml:
            self.stretches.pop()
        self.stretches.append(Stretch(landscape=landscape))

    def _close_table(self) -> None:
        self._add("Note", [("The table ends here.", "")])

    def _table(self, table: Table, size: Fit) -> None:
        self._add("Caption", [(table.caption, "")])
        heading = "".join(
            self._cell(width, self._paragraph("Table heading", [(column.title, "")]))
            for column, width in zip(table.columns, size.dxa, strict=True)
        )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in size.dxa)
        rows = "".join(self._row(row, size.dxa) for row in table.rows)
        self.stretches[-1].xml.append(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._ground.styles["Heard table"]}"/>'
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


def _belongs_together(block: Block, following: Block | None) -> bool:
    """Whether a block stays on the page of what it leads to: words, facts, a translation, lines.

    Lines to write on stay with the faces that they ask about. Many facts stand by themselves, and
    so do few after a long paragraph: held to them it would leave its page and its heading.
    """
    if isinstance(block, Picture):
        return isinstance(following, Space) and following.together
    if isinstance(following, Paragraph):
        return bool(following.language)
    if isinstance(following, Facts):
        return len(following.facts) <= _FEW and not _is_long(block)
    return isinstance(following, Quotation)


def _is_long(block: Block) -> bool:
    """Whether it is a paragraph of more than two lines."""
    return isinstance(block, Paragraph) and sum(len(run.text) for run in block.runs) > _SHORT


def _with_space_above(direct: str) -> str:
    """Return the properties of a paragraph with what sets it off from the table before it."""
    if "<w:spacing " in direct:
        return direct.replace("<w:spacing ", f'<w:spacing w:before="{_APART}" ', 1)
    before, indent, rest = direct.partition("<w:ind ")
    return f'{before}<w:spacing w:before="{_APART}"/>{indent}{rest}'


def _room(block: Facts) -> tuple[str, str]:
    """Return tabs and indent of facts where a label needs more room than usual, else nothing."""
    widest = max((word_width(fact.label) for fact in block.facts), default=0.0) + _BESIDE
    if widest * CM <= FACT_INDENT:
        return "", ""
    at = round(min(widest, _WIDEST_LABEL) * CM)
    tab = f'<w:tab w:val="clear" w:pos="{FACT_INDENT}"/><w:tab w:val="left" w:pos="{at}"/>'
    return f"<w:tabs>{tab}</w:tabs>", f'<w:ind w:left="{at}" w:hanging="{at}"/>'


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
