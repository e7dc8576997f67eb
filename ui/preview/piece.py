"""One unit laid out as on paper: its letters, grounds and lines, and where a page may end in it."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, assert_never

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QImage,
    QPainter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from export.blocks import (
    CLOSING,
    OPENING,
    Bullets,
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
)
from export.runs import is_rtl
from ui.editor.reading import text_of
from ui.preview.paper import LINE, PLUM, QUIET, TEAL, TEAL_TINT, Paper, PaperStyle, colour
from ui.preview.units import Caption, TableRow, Unit

_ROLES = {
    Role.BODY: "Body Text",
    Role.LEAD: "Lead",
    Role.NOTE: "Note",
    Role.OCCASION: "Occasion",
}
_LEADS = {"Child's words"}
"""What leaves no space before what follows it in the same piece: words before their note."""
_CELL = 7.2
"""The room at the sides of a cell, px (108 twentieths of a point)."""
_HIGHEST = 12 * 96 / 2.54
"""No picture is higher than 12 cm."""
_RULED = 32.0
"""The height of a line to write on, px."""

Letters = list[tuple[str, str, bool]]
"""Stretches of a paragraph: text, colour, whether bold."""


class Part(NamedTuple):
    """A text at a place of its piece, or a picture in an area of it."""

    at: QPointF
    text: QTextDocument | None = None
    picture: QImage | None = None
    area: QRectF = QRectF()


class Piece:
    """What one unit looks like; ``before`` and ``after`` are the spaces around it, px.

    ``breaks`` are the heights at which a page may end inside it. ``about`` is the id of the
    section that begins with it.
    """

    def __init__(self, unit: Unit, paper: Paper) -> None:
        self.unit = unit
        self.about = unit.about if isinstance(unit, Heading) else ""
        self.lies = isinstance(unit, TableRow) and unit.lies
        leaf = paper.leaf.lying if self.lies else paper.leaf
        self.width = leaf.text_width
        self.before = self.after = self.height = 0.0
        self.keep_next = False
        self.breaks: tuple[float, ...] = ()
        self._parts: list[Part] = []
        self._grounds: list[tuple[QRectF, str]] = []
        self.paper = paper
        self._make(unit)

    def draw(self, painter: QPainter) -> None:
        """Draw all of it from the origin on."""
        for area, ink in self._grounds:
            painter.fillRect(area, colour(ink))
        for part in self._parts:
            if part.picture is not None:
                painter.drawImage(part.area, part.picture)
            if part.text is not None:
                painter.save()
                painter.translate(part.at)
                part.text.drawContents(painter)
                painter.restore()

    @property
    def words(self) -> str:
        """Its text as it is read, part by part."""
        return "\n".join(text_of(p.text) for p in self._parts if p.text is not None)

    # -- making

    def _make(self, unit: Unit) -> None:
        match unit:
            case Heading() | Caption():
                self._headed(unit)
            case Paragraph():
                self._words([(_ROLES[unit.role], _letters(unit.runs))])
            case Quotation():
                self._words(list(_quotation(unit)))
            case Bullets():
                self._pairs("List Bullet", [([("•", "", False)], _letters(i)) for i in unit.items])
            case Facts():
                self._pairs(
                    "Fact", [([(f.label, QUIET, False)], _letters(f.runs)) for f in unit.facts]
                )
            case Notice():
                self._words([("Notice", [(f"{unit.title} ", "", True), (unit.text, "", False)])])
            case Picture():
                self._picture(unit)
            case Space():
                self._space(unit)
            case TableRow():
                self._row(unit)
            case _:
                assert_never(unit)

    def _headed(self, unit: Heading | Caption) -> None:
        if isinstance(unit, Caption):
            self._words([("Caption", [(unit.text, "", False)])])
        else:
            self._words([(f"Heading {unit.level}", [(unit.full_text, "", False)])])

    def _words(self, paragraphs: Sequence[tuple[str, Letters]]) -> None:
        first, last = (self.paper.style(paragraphs[at][0]) for at in (0, -1))
        px = self.paper.px
        text = _text(paragraphs, self.paper, self.width)
        self._parts = [Part(at=QPointF(), text=text)]
        self.height = text.size().height()
        self.before, self.after = px(first.before), px(last.after)
        self.keep_next = last.keep_next
        if not (first.keep_lines or last.keep_lines):
            self.breaks = _line_ends(text)
        self._dress(first)

    def _pairs(self, name: str, pairs: Sequence[tuple[Letters, Letters]]) -> None:
        """Set what hangs at the left, and beside it what belongs to it, one pair under another."""
        style, px = self.paper.style(name), self.paper.px
        left = min(px(style.left), self.width * 2 / 5)
        y, ends = 0.0, []
        for hung, said in pairs:
            first = _text([(name, hung)], self.paper, left - 4)
            second = _text([(name, said)], self.paper, self.width - left)
            self._parts += [
                Part(at=QPointF(0, y), text=first),
                Part(at=QPointF(left, y), text=second),
            ]
            y += max(first.size().height(), second.size().height())
            ends.append(y)
            y += px(style.after)
        self.height = ends[-1] if ends else 0.0
        self.after, self.breaks = px(style.after), tuple(ends[:-1])

    def _dress(self, style: PaperStyle) -> None:
        """Put the ground and the bar of a style behind its words, or a line under them."""
        whole = QRectF(0, 0, self.width, self.height)
        if style.fill:
            self._grounds.append((whole, style.fill))
        if style.bar:
            self._grounds.append((QRectF(0, 0, 4, self.height), style.bar))
        if style.underneath:
            self.height += 3
            self._grounds.append((QRectF(0, self.height - 1, self.width, 1), style.underneath))

    def _picture(self, unit: Picture) -> None:
        height = self.width * unit.height / max(unit.width, 1)
        width = self.width
        if height > _HIGHEST:
            width, height = width * _HIGHEST / height, _HIGHEST
        image = QImage.fromData(unit.png)
        self._parts = [Part(at=QPointF(), picture=image, area=QRectF(0, 0, width, height))]
        self.height, self.after = height, self.paper.px(7)

    def _space(self, unit: Space) -> None:
        self._words([("Note", [(unit.words, "", False)])])
        top = self.height
        for line in range(1, unit.lines + 1):
            self._grounds.append((QRectF(0, top + line * _RULED, self.width, 1), LINE))
        self.height = top + unit.lines * _RULED + 1
        if not unit.together:
            self.breaks = tuple(top + line * _RULED + 1 for line in range(1, unit.lines + 1))

    def _row(self, unit: TableRow) -> None:
        x, texts = 0.0, []
        for cell, width in zip(unit.cells, unit.widths, strict=True):
            text = _text(list(_in_cell(cell, unit)), self.paper, width - 2 * _CELL)
            texts.append(Part(at=QPointF(x + _CELL, self.paper.px(2)), text=text))
            x += width
        heights = [part.text.size().height() for part in texts if part.text is not None]
        self._parts, self.height = texts, max(heights, default=0) + self.paper.px(4)
        if unit.is_header:
            self._grounds.append((QRectF(0, 0, x, self.height), TEAL_TINT))
            self._grounds.append((QRectF(0, 0, x, 1.5), TEAL))
        strong = unit.is_header or unit.is_last
        edge = QRectF(0, self.height - 1, x, 1.5 if strong else 1)
        self._grounds.append((edge, TEAL if strong else LINE))
        self.keep_next, self.after = unit.is_header, 10.0 * unit.is_last


def _letters(runs: Sequence[Run]) -> Letters:
    return [(r.text, QUIET if r.look is Look.QUIET else "", r.look is Look.STRONG) for r in runs]


def _quotation(unit: Quotation) -> Iterator[tuple[str, Letters]]:
    if unit.source:
        yield "Child's words source", [(unit.source, "", False)]
    yield "Child's words", _quoted(unit.text)
    if unit.note:
        yield "Child's words note", [(unit.note, "", False)]


def _quoted(text: str) -> Letters:
    return [(OPENING, PLUM, False), (text, "", False), (CLOSING, PLUM, False)]


def _in_cell(cell: Sequence[Paragraph | Quotation], row: TableRow) -> Iterator[tuple[str, Letters]]:
    for part in cell:
        if isinstance(part, Quotation):
            yield "Table words", _quoted(part.text)
        else:
            yield "Table heading" if row.is_header else "Table text", _letters(part.runs)


def _text(paragraphs: Sequence[tuple[str, Letters]], paper: Paper, width: float) -> QTextDocument:
    """Return paragraphs laid out in a width; no space stands above the first or below the last."""
    made = QTextDocument()
    made.setUndoRedoEnabled(False)
    made.setDocumentMargin(0)
    made.setUseDesignMetrics(True)
    made.setDefaultFont(paper.font(paper.style(paragraphs[0][0])))
    cursor = QTextCursor(made)
    cursor.beginEditBlock()
    for number, (name, letters) in enumerate(paragraphs):
        style = paper.style(name)
        form = _block(style, paper, rtl=is_rtl("".join(text for text, *_ in letters)))
        if number:
            cursor.insertBlock(form)
        else:
            form.setTopMargin(0)
            cursor.setBlockFormat(form)
        if number == len(paragraphs) - 1 or name in _LEADS:
            form = cursor.blockFormat()
            form.setBottomMargin(0)
            cursor.setBlockFormat(form)
        for text, ink, bold in letters:
            cursor.insertText(text.replace("\n", "\u2028"), _char(style, paper, ink, bold=bold))
    cursor.endEditBlock()
    made.setTextWidth(width)
    return made


def _block(style: PaperStyle, paper: Paper, *, rtl: bool) -> QTextBlockFormat:
    return QTextBlockFormat(_usual_block(style, paper, rtl=rtl))


@lru_cache(maxsize=256)
def _usual_block(style: PaperStyle, paper: Paper, *, rtl: bool) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setTopMargin(paper.px(style.before))
    made.setBottomMargin(paper.px(style.after))
    made.setLineHeight(style.line, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if style.bar:
        made.setLeftMargin(paper.px(style.left))
    if rtl:
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    return made


@lru_cache(maxsize=256)
def _char(style: PaperStyle, paper: Paper, ink: str, *, bold: bool) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(paper.font(style, bold=bold))
    made.setForeground(colour(paper.ink(ink) if ink else style.colour))
    return made


def _line_ends(text: QTextDocument) -> tuple[float, ...]:
    """Return the heights at which its lines end, but for the last one."""
    ends = []
    block = text.begin()
    while block.isValid():
        layout = block.layout()
        top = layout.position().y()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            ends.append(top + line.y() + line.height())
        block = block.next()
    return tuple(ends[:-1])
