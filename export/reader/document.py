"""A document as Word shows it: paragraphs and tables in order, and the comments beside them.

Every paragraph has a number, ``at``, in the order in which the file holds them, cells and notes
included; a ``Spot`` names a stretch of one of them. Positions are in code points.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from models.child import Value
from models.terms import Term


class Spot(Value, frozen=True, kw_only=True):
    """A stretch of one paragraph; ``length`` 0 stands for a place between two letters."""

    at: int
    start: int = 0
    length: int = 0


class Origin(StrEnum):
    """Where a paragraph stands."""

    BODY = "body"
    TEXT_BOX = "text_box"
    NOTE = "note"
    """A footnote or an endnote."""


class ReadParagraph(Value, frozen=True, kw_only=True):
    """One paragraph as it is shown: tabs as tabs, line breaks as line feeds.

    ``style`` is the name Word shows; ``level`` that of a heading, 0 for any other paragraph;
    ``list_level`` counts from 0 for an item of a list. ``is_strong`` tells that all of it is bold.
    """

    at: int
    text: str
    style: str = ""
    level: int = 0
    list_level: int | None = None
    is_ordered: bool = False
    is_strong: bool = False
    origin: Origin = Origin.BODY


ReadCell = tuple[ReadParagraph, ...]


class ReadTable(Value, frozen=True, kw_only=True, dict=True):
    """A table: rows of cells, each of one or more paragraphs; the first row is its header.

    ``title`` is what Word keeps for those who cannot see it. A table inside a cell follows the
    table it stands in.
    """

    rows: tuple[tuple[ReadCell, ...], ...]
    title: str = ""
    has_header: bool = False

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The texts of the first row."""
        return tuple(cell_text(cell) for cell in self.rows[0]) if self.rows else ()


Shown = ReadParagraph | ReadTable


class ReadComment(Value, frozen=True, kw_only=True):
    """A comment; ``spots`` are the stretches it is about, ``passage`` their words.

    ``answers`` is the id of the comment it replies to; ``on`` is what the file says, without a
    time zone in most. ``done`` is true once it was ticked off.
    """

    id: str
    author: str
    text: str
    on: datetime | None = None
    initials: str = ""
    spots: tuple[Spot, ...] = ()
    passage: str = ""
    done: bool = False
    answers: str = ""


class Trait(Term):
    """Something about a file that its reader should know; values are for ever."""

    TRACKED = "tracked", "holds tracked changes: read as if all of them were accepted"
    HIDDEN = "hidden", "holds hidden text, which was left out"
    OUTSIDE = "outside", "points to files outside, which were not fetched"
    EMBEDDED = "embedded", "holds other files inside, which were not opened"
    TEXT_BOXES = "text_boxes", "holds text boxes"
    NOTES = "notes", "holds footnotes"
    COMMENTS = "comments", "holds comments"
    SCANT = "scant", "holds hardly any text; what a scan in it shows cannot be read"


class TextState(Term):
    """Whether the words are those that were exported; ``CANNOT_TELL`` where no check is printed."""

    AS_EXPORTED = "as_exported", "as exported"
    CHANGED = "changed", "text changed since the export"
    CANNOT_TELL = "cannot_tell", "cannot tell whether the text was changed"


class About(Value, frozen=True, kw_only=True):
    """What a file says of itself in its properties."""

    title: str = ""
    subject: str = ""
    author: str = ""
    category: str = ""
    version: str = ""
    status: str = ""
    language: str = ""
    created: str = ""
    modified: str = ""


class ReadDocument(Value, frozen=True, kw_only=True):
    """All that a file shows; ``sha256`` is the file's own, ``check`` that of the text read."""

    blocks: tuple[Shown, ...]
    comments: tuple[ReadComment, ...] = ()
    headers: tuple[str, ...] = ()
    footers: tuple[str, ...] = ()
    about: About = About()
    traits: frozenset[Trait] = frozenset()
    check: str = ""
    text_state: TextState = TextState.CANNOT_TELL
    sha256: str = ""
    size: int = 0

    def paragraphs(self) -> list[ReadParagraph]:
        """Return every paragraph in order, those of tables row by row."""
        return paragraphs_of(self.blocks)


def paragraphs_of(blocks: Iterable[Shown]) -> list[ReadParagraph]:
    """Return the paragraphs of some blocks in order, those of tables row by row."""
    found: list[ReadParagraph] = []
    for block in blocks:
        if isinstance(block, ReadParagraph):
            found.append(block)
        else:
            for row in block.rows:
                for cell in row:
                    found += cell
    return found


def cell_text(cell: ReadCell) -> str:
    """Return the text of a cell, a line for each paragraph."""
    return "\n".join(paragraph.text for paragraph in cell)
