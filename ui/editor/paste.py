"""What is pasted becomes plain lines: cleaned, wrapped, never more than can be held.

One line of a megabyte takes Qt half a minute to lay out (anchors.md §0, 9), so long lines are cut
at a space; every letter is kept and the user is told.
"""

import json

import msgspec
from PySide6.QtCore import QMimeData

from models.text import LONGEST_LINE, clean, pieces
from ui.clipboard import passage
from ui.kit.plain import left_out, plain_text

LARGEST_SECTION = 2_000_000
"""In code points: what one section holds at most. About 300,000 words."""

LINES_FORMAT = "application/x-heard-lines"
"""Our own clipboard format: which of the lines are confidential, so that they stay so."""

Secrecy = bool | tuple[str, ...]
"""Whether a line is confidential, or else the ids of those whom it is withheld from."""


class Pasted(msgspec.Struct, frozen=True, kw_only=True):
    """Lines ready to be put in, and what had to be done to them."""

    lines: tuple[str, ...]
    secret: tuple[Secrecy, ...]
    removed: int = 0
    wrapped: int = 0

    @property
    def size(self) -> int:
        """How many code points would be put in."""
        return sum(map(len, self.lines)) + max(len(self.lines) - 1, 0)

    @property
    def notice(self) -> str:
        """What the user is told, or nothing when all of it went in as it was."""
        said = []
        if self.removed:
            said.append(left_out(self.removed))
        if self.wrapped:
            many = "line was" if self.wrapped == 1 else "lines were"
            said.append(f"{self.wrapped} very long {many} broken into shorter ones.")
        return " ".join(said)


def read_paste(source: QMimeData) -> Pasted:
    """Return what ``source`` holds as plain lines; pictures, fonts and links are never read."""
    own = _own(source)
    if own is not None:
        kept = [(clean(text), secret) for text, secret in own]
        return _wrapped(
            [(cleaned.text, secret) for cleaned, secret in kept],
            sum(cleaned.removed for cleaned, _ in kept),
        )
    cleaned = clean(plain_text(source))
    text = cleaned.text.removesuffix("\n")
    return _wrapped([(line, False) for line in text.split("\n")], cleaned.removed)


def _own(source: QMimeData) -> list[tuple[str, Secrecy]] | None:
    """Return lines in our own format, or None: anything may call itself so."""
    if not source.hasFormat(LINES_FORMAT):
        return None
    try:
        read = json.loads(bytes(source.data(LINES_FORMAT).data()))
        return msgspec.convert(read, list[tuple[str, Secrecy]]) or None
    except (ValueError, RecursionError, msgspec.ValidationError):
        return None


def write_copy(plain: str, lines: list[tuple[str, Secrecy]]) -> QMimeData:
    """Return what is copied: plain text for the world, lines with their secrecy for Heard."""
    data = passage(plain)
    if any(secret for _, secret in lines):
        data.setData(LINES_FORMAT, json.dumps(lines).encode())
    return data


def _wrapped(lines: list[tuple[str, Secrecy]], removed: int) -> Pasted:
    cut: list[tuple[str, Secrecy]] = []
    wrapped = 0
    for text, secret in lines:
        wrapped += len(text) > LONGEST_LINE
        cut += [(piece, secret) for piece in pieces(text)]
    return Pasted(
        lines=tuple(text for text, _ in cut),
        secret=tuple(secret for _, secret in cut),
        removed=removed,
        wrapped=wrapped,
    )
