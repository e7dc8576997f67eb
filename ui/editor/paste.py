"""What is pasted becomes plain lines: cleaned, wrapped, never more than can be held.

One line of a megabyte takes Qt half a minute to lay out (anchors.md §0, 9), so long lines are cut
at a space; every letter is kept and the user is told.
"""

import json

import msgspec
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextDocumentFragment

from models.text import clean

LONGEST_LINE = 2_000
"""In code points; a longer one is wrapped when pasted."""

LARGEST_SECTION = 2_000_000
"""In code points: what one section holds at most. About 300,000 words."""

LINES_FORMAT = "application/x-heard-lines"
"""Our own clipboard format: which of the lines are confidential, so that they stay so."""


class Pasted(msgspec.Struct, frozen=True, kw_only=True):
    """Lines ready to be put in, and what had to be done to them."""

    lines: tuple[str, ...]
    secret: tuple[bool, ...]
    removed: int = 0
    wrapped: int = 0

    @property
    def notice(self) -> str:
        """What the user is told, or nothing when all of it went in as it was."""
        said = []
        if self.removed:
            many = "character" if self.removed == 1 else "characters"
            said.append(f"{self.removed} {many} that no document can hold were left out.")
        if self.wrapped:
            many = "line was" if self.wrapped == 1 else "lines were"
            said.append(f"{self.wrapped} very long {many} broken into shorter ones.")
        return " ".join(said)


def size_of(source: QMimeData) -> int:
    """Return how many code points would be pasted."""
    return len(_plain(source))


def read_paste(source: QMimeData) -> Pasted:
    """Return what ``source`` holds as plain lines; pictures, fonts and links are never read."""
    if source.hasFormat(LINES_FORMAT):
        own = json.loads(bytes(source.data(LINES_FORMAT).data()))
        return _wrapped([(str(text), bool(secret)) for text, secret in own], 0)
    cleaned = clean(_plain(source))
    text = cleaned.text.removesuffix("\n")
    return _wrapped([(line, False) for line in text.split("\n")], cleaned.removed)


def write_copy(plain: str, lines: list[tuple[str, bool]]) -> QMimeData:
    """Return what is copied: plain text for the world, lines with their secrecy for Heard."""
    data = QMimeData()
    data.setText(plain)
    if any(secret for _, secret in lines):
        data.setData(LINES_FORMAT, json.dumps(lines).encode())
    return data


def _plain(source: QMimeData) -> str:
    if source.hasText():
        return source.text()
    if source.hasHtml():
        return QTextDocumentFragment.fromHtml(source.html()).toPlainText()
    return ""


def _wrapped(lines: list[tuple[str, bool]], removed: int) -> Pasted:
    pieces: list[tuple[str, bool]] = []
    wrapped = 0
    for text, secret in lines:
        wrapped += len(text) > LONGEST_LINE
        pieces += [(piece, secret) for piece in _pieces(text)]
    return Pasted(
        lines=tuple(text for text, _ in pieces),
        secret=tuple(secret for _, secret in pieces),
        removed=removed,
        wrapped=wrapped,
    )


def _pieces(text: str) -> list[str]:
    """Cut a line after a space where there is one; joined again, the pieces are the line."""
    pieces = []
    start = 0
    while len(text) - start > LONGEST_LINE:
        space = text.rfind(" ", start, start + LONGEST_LINE)
        end = space + 1 if space > start else start + LONGEST_LINE
        pieces.append(text[start:end])
        start = end
    pieces.append(text[start:])
    return pieces
