"""The bytes of one file, whatever system wrote them: read in pieces, told line by line.

Byte-order marks, UTF-16 and every kind of line ending are understood. Nothing is held but the
piece being read and a line that is not complete yet.
"""

import codecs
from collections.abc import Callable, Iterator
from pathlib import Path

from models.errors import UserFacingError

LONGEST_LINE = 64_000
"""A line with more bytes is no row of a return."""

PIECE = 65_536

Told = Callable[[int], None]
"""Hears how many more bytes are done."""

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_OTHER_FORMATS = {
    b"PK\x03\x04": "This is an Excel workbook or a zip file. Save each sheet as CSV and add those.",
    b"\xd0\xcf\x11\xe0": "This is an Excel workbook. Save each sheet as CSV and add those.",
    b"%PDF": "This is a PDF. Ask for the CSV files or the XML file of the return.",
}


class Source:
    """One file, opened to be read once from its beginning.

    ``note`` says what was unusual about the way its text is stored.
    """

    def __init__(self, path: Path, told: Told) -> None:
        self.name = path.name
        self.note = ""
        self._path = path
        self._told = told

    def start(self) -> bytes:
        """Return the first bytes. Raises OSError where the file cannot be read."""
        with self._path.open("rb") as file:
            return file.read(512)

    def pieces(self) -> Iterator[bytes]:
        """Yield the file in pieces, as it is. Raises OSError where it cannot be read."""
        with self._path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece
                self._told(len(piece))

    def lines(self) -> Iterator[str | None]:
        """Yield the lines without their ends; None for one that is far too long."""
        for line in self._raw_lines():
            yield None if line is None else self._decoded(line)

    def _decoded(self, line: bytes) -> str:
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            self.note = "Not UTF-8; read as Windows text."
            return line.decode("cp1252", "replace")

    def _raw_lines(self) -> Iterator[bytes | None]:
        rest, is_too_long = b"", False
        for piece in self._in_utf8():
            *lines, rest = _unified(rest + piece)
            for line in lines:
                yield None if is_too_long or len(line) > LONGEST_LINE else line
                is_too_long = False
            if len(rest) > LONGEST_LINE:
                is_too_long, rest = True, rest[-1:] if rest.endswith(b"\r") else b""
        if is_too_long:
            yield None
        elif rest:
            yield rest.removesuffix(b"\r")

    def _in_utf8(self) -> Iterator[bytes]:
        encoding = _utf16(self.start()[:4])
        if not encoding:
            yield from _without_mark(self.pieces())
            return
        self.note = "Stored as UTF-16 (Excel calls it Unicode text)."
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        for piece in self.pieces():
            yield decoder.decode(piece).removeprefix("\ufeff").encode("utf-8", "replace")
        yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def other_format(start: bytes) -> str:
    """Return what to say of a file of another format by its first bytes; nothing for text."""
    return next((says for mark, says in _OTHER_FORMATS.items() if start.startswith(mark)), "")


def is_xml(start: bytes) -> bool:
    """Whether the first bytes are those of an XML file, in any encoding."""
    return start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def unreadable(name: str) -> UserFacingError:
    """Return what to say of a file that the computer does not let us read."""
    return UserFacingError(
        f"“{name}” could not be read, and nothing was taken over.",
        "Check that it is still there, that no other program has it open, and try again.",
    )


def _unified(text: bytes) -> list[bytes]:
    """Return the lines; a carriage return at the very end may yet be half of a line ending."""
    last = b"\r" if text.endswith(b"\r") else b""
    whole = text[: len(text) - len(last)].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return (whole + last).split(b"\n")


def _utf16(start: bytes) -> str:
    if start[:2] in _UTF16:
        return _UTF16[start[:2]]
    blank = [not byte for byte in start]  # plain text has a zero in every other place
    if blank == [False, True, False, True]:
        return "utf-16-le"
    return "utf-16-be" if blank == [True, False, True, False] else ""


def _without_mark(pieces: Iterator[bytes]) -> Iterator[bytes]:
    first = next(pieces, b"")
    yield first.removeprefix(codecs.BOM_UTF8)
    yield from pieces
