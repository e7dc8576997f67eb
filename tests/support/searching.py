"""Finds a word anywhere in a Word file: in its bytes, its parts, its names, across its runs."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from tests.support.leaks import spelled

_PNG = b"\x89PNG\r\n\x1a\n"


def found_in_file(content: bytes, words: Iterable[str]) -> list[str]:
    """Return where in the file any of the words stands, in whatever way it is written."""
    words = tuple(words)
    found = [f"{where}: {word}" for where, text in _readings(content) for word in words
             if word.casefold() in text]  # fmt: skip
    needles = {
        word: spelled(word) | spelled(word.upper()) | spelled(word.lower()) for word in words
    }
    for where, data in _bytes(content):
        found += [
            f"the bytes of {where}: {word}"
            for word, spellings in needles.items()
            if any(spelling in data for spelling in spellings)
        ]
    return found


def _bytes(content: bytes) -> Iterator[tuple[str, bytes]]:
    yield "the file", content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        yield "the comment", package.comment
        for info in package.infolist():
            yield f"the name of {info.filename}", info.filename.encode() + info.extra + info.comment
            yield info.filename, package.read(info)


def _readings(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield each part as it can be read: all text as one, all attributes, pictures unpacked."""
    for where, data in _bytes(content):
        if data.startswith(_PNG):
            yield where, " ".join(_png_texts(data)).casefold()
        elif data.lstrip().startswith(b"<"):
            root = ET.fromstring(data)
            text = "".join(root.itertext())
            values = " ".join(value for node in root.iter() for value in node.attrib.values())
            for read in (text, values):
                yield where, read.casefold()
                yield f"{where}, without spaces", re.sub(r"\s+", "", read).casefold()


def _png_texts(data: bytes) -> Iterator[str]:
    at = len(_PNG)
    while at + 8 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + length]
        if kind in (b"tEXt", b"iTXt"):
            yield body.decode("latin-1")
        elif kind == b"zTXt":
            yield zlib.decompress(body.split(b"\0", 1)[1][1:]).decode("latin-1")
        at += 12 + length
