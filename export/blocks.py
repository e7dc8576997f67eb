"""The blocks a document is made of, before anybody draws them.

A builder makes blocks once; the Word writer, the preview and the paste-in text each draw the same
ones. Blocks hold text exactly as it is to be read; how it looks is decided by who draws it.
"""

from enum import Enum

import msgspec

from models.child import Value

OPENING, CLOSING = "“", "”"
"""The marks around a quotation; whoever draws it sets them apart from its letters."""

LEAST_CM = 2.2
"""No column of words is narrower than this; the page turns landscape first (design.md §5)."""


class Look(Enum):
    """How a run of text is set."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"


class Role(Enum):
    """What a paragraph is for."""

    BODY = "body"
    LEAD = "lead"
    NOTE = "note"
    OCCASION = "occasion"


class Run(Value, frozen=True, kw_only=True):
    """A stretch of text in one look."""

    text: str
    look: Look = Look.PLAIN


class Heading(Value, frozen=True, kw_only=True):
    """A heading; ``level`` 1 stands once, at the top. ``number`` is the section's, for ever.

    ``about`` is the id of the section or part that begins here, for those who paste by heading.
    """

    level: int
    text: str
    number: int | None = None
    about: str = ""

    @property
    def full_text(self) -> str:
        """The heading as it is read, its number before it."""
        return self.text if self.number is None else f"{self.number}. {self.text}"


class Paragraph(Value, frozen=True, kw_only=True):
    """One paragraph; ``language`` is its BCP 47 tag where it is not in British English."""

    runs: tuple[Run, ...]
    role: Role = Role.BODY
    language: str = ""


class Quotation(Value, frozen=True, kw_only=True):
    """The child's exact words, letter for letter; marks are drawn around them, never inside.

    ``source`` says where the words come from and stands above them; ``note`` what came of them
    and stands beneath them. Neither is part of the words. ``leads`` keeps them on one page with
    the paragraph that follows, such as what an interpreter said they mean.
    """

    text: str
    source: str = ""
    note: str = ""
    leads: bool = False


class Bullets(Value, frozen=True, kw_only=True):
    """A list without an order."""

    items: tuple[tuple[Run, ...], ...]


class Fact(Value, frozen=True, kw_only=True):
    """A name and what it is."""

    label: str
    runs: tuple[Run, ...]


class Facts(Value, frozen=True, kw_only=True):
    """Names with what they are, one under the other; no table, so that it is read in order."""

    facts: tuple[Fact, ...]


class Notice(Value, frozen=True, kw_only=True):
    """Something that must not be missed, such as that this is a draft."""

    title: str
    text: str


class Column(Value, frozen=True, kw_only=True):
    """A column: ``share`` of the width, and the least centimetres it may have."""

    title: str
    share: float
    least: float = LEAST_CM


Cell = tuple[Paragraph | Quotation, ...]


class Table(Value, frozen=True, kw_only=True):
    """A table of data: a header row, rows with a cell for each column, none of them empty.

    ``description`` says in a sentence what the table holds, for whoever cannot see it.
    """

    caption: str
    description: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Picture(Value, frozen=True, kw_only=True):
    """A drawn picture (PNG) with its caption; ``description`` says all of it in words.

    ``width`` and ``height`` are its sides in px, whose ratio is kept.
    """

    png: bytes
    width: int
    height: int
    caption: str
    description: str


class Space(Value, frozen=True, kw_only=True):
    """Room to write by hand: so many ruled lines, after a few words that say so.

    ``together`` keeps them on one page. ``framed`` is room to draw: as high, with a frame around it
    and no lines.
    """

    lines: int
    together: bool = True
    words: str = "Write here:"
    framed: bool = False

    @property
    def text(self) -> str:
        """The words, and what is ruled or left empty beneath them."""
        return self.words + ("\n" if self.framed else "\n\t") * self.lines


Block = Heading | Paragraph | Quotation | Bullets | Facts | Notice | Table | Picture | Space


def plain(text: str) -> tuple[Run, ...]:
    """Return the runs of a text with nothing special in it."""
    return (Run(text=text),)


def paragraph(text: str, role: Role = Role.BODY) -> Paragraph:
    """Return a paragraph of plain text."""
    return Paragraph(runs=plain(text), role=role)


def fact(label: str, text: str) -> Fact:
    """Return a fact in plain text."""
    return Fact(label=label, runs=plain(text))


def only_told(table: Table, first: int = 2) -> Table:
    """Return the table without the columns, from number ``first`` on, that say nothing at all."""
    kept = [
        at
        for at in range(len(table.columns))
        if at < first or any(row[at] != cell() for row in table.rows)
    ]
    return msgspec.structs.replace(
        table,
        columns=tuple(table.columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in table.rows),
    )


def cell(*texts: str) -> Cell:
    """Return a cell with a paragraph for each text that says something, or a dash for none."""
    said = tuple(paragraph(text) for text in texts if text.strip())
    return said or (paragraph("–"),)
