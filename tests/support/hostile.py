"""Word files that mean harm, or are none: each made here, so that no real one lies about."""

import io
import stat
import struct
import zipfile
from collections.abc import Mapping

from export.package import packed, unpacked
from tests.support.documents import exported

MAIN = "word/document.xml"
_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def body(inside: str) -> bytes:
    """Return the main part of a document with this in its body."""
    return f"<w:document {_NS}><w:body>{inside}</w:body></w:document>".encode()


def with_parts(parts: Mapping[str, bytes], content: bytes | None = None) -> bytes:
    """Return a small good document, or another one, with these parts put in."""
    return packed({**unpacked(content or exported("one_page")), **parts})


def with_body(inside: str, parts: Mapping[str, bytes] | None = None) -> bytes:
    """Return a document that has this in its body."""
    return with_parts({MAIN: body(inside), **(parts or {})})


def paragraph(text: str) -> str:
    """Return a paragraph of plain text as XML."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def with_entries(*entries: tuple[zipfile.ZipInfo, bytes]) -> bytes:
    """Return a good document with further entries, whatever their names are."""
    held = io.BytesIO(exported("one_page"))
    with zipfile.ZipFile(held, "a") as package:
        for entry, content in entries:
            package.writestr(entry, content)
    return held.getvalue()


def with_type(kind: str) -> bytes:
    """Return a document whose main part says that it is of another type."""
    good = unpacked(exported("one_page"))
    usual = b"wordprocessingml.document.main+xml"
    types = good["[Content_Types].xml"]
    whole = b"application/vnd.openxmlformats-officedocument." + usual
    return with_parts({"[Content_Types].xml": types.replace(whole, kind.encode())})


def compound(stream: str) -> bytes:
    """Return the beginning of a compound file (OLE2) with a stream of that name."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HH", 0x3E, 3)
    return head + bytes(484) + stream.encode("utf-16-le") + bytes(1024)


def link(name: str) -> zipfile.ZipInfo:
    """Return an entry that says of itself that it is a symbolic link."""
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def bomb() -> bytes:
    """Return a document of a few hundred kilobytes whose text is 300 MB."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in unpacked(exported("one_page")).items():
            if name != MAIN:
                package.writestr(name, content)
        with package.open(MAIN, "w", force_zip64=True) as part:
            part.write(f"<w:document {_NS}><w:body><w:p><w:r><w:t>".encode())
            block = b"a" * (1 << 20)
            for _ in range(300):
                part.write(block)
            part.write(b"</w:t></w:r></w:p></w:body></w:document>")
    return held.getvalue()


def laughs() -> bytes:
    """Return a document whose text is a billion laughs."""
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    text = body(paragraph("&a9;")).decode()
    return with_parts({MAIN: f"<!DOCTYPE x [{entities}]>{text}".encode()})


def outsider(address: str) -> bytes:
    """Return a document whose text is meant to be fetched from elsewhere."""
    text = body(paragraph("&x;")).decode()
    return with_parts({MAIN: f'<!DOCTYPE x [<!ENTITY x SYSTEM "{address}">]>{text}'.encode()})
