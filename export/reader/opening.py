"""The door for files from outside: what is inside is looked at before any of it is read.

Sizes, ratios and names of the parts come from the list of contents; XML with a DOCTYPE is refused;
nothing is written to a disk and nothing is fetched (anchors.md §3 F 76-84).
"""

import io
import posixpath
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from lxml import etree

from export.reader.verdicts import UnreadableError, Verdict

LARGEST_FILE = 50 * 1024 * 1024
LARGEST_TOTAL = 100 * 1024 * 1024
"""Bytes of all parts together, unpacked."""
LARGEST_XML = 24 * 1024 * 1024
"""Bytes of one part that is parsed."""
MOST_PARTS = 2_000
MOST_TAGS = 2_000_000
"""In one part: more than a record of a thousand pages holds."""
_HEAD = 48 * 1024
"""Bytes at the beginning of a text that say whose it is."""
STEEPEST, _SMALL = 100, 256 * 1024
"""How many times larger a part may become by unpacking; small ones do no harm."""

_OLE, _ZIP, _RTF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"{\\rtf"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_KINDS = {
    "application/vnd.ms-word.document.macroEnabled.main+xml": Verdict.MACROS,
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": Verdict.MACROS,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": (
        Verdict.TEMPLATE
    ),
}
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
)  # fmt: skip
"""Word's strict form of a document says the same under other names."""
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFFICE_DOCUMENT = "/officeDocument"
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError,
           ValueError, KeyError, IndexError, OverflowError)  # fmt: skip
"""What zipfile raises for packages that are none, or only half."""


class Related:
    """One relationship of a part: its kind's last word, target and id, whether it leads outside."""

    __slots__ = ("external", "id", "kind", "target")

    def __init__(self, kind: str, target: str, id_: str, *, external: bool) -> None:
        self.kind, self.target, self.id, self.external = kind, target, id_, external


class Package:
    """A document that was let in; its parts are read one by one, as far as they are wanted."""

    def __init__(self, content: bytes, *, only_read: bool = False) -> None:
        """Look at everything the list of contents says. Raises UnreadableError.

        With ``only_read`` a part is looked at when it is read, not every part at once.
        """
        try:
            self._zip = ZipFile(io.BytesIO(content))
            entries = self._zip.infolist()
        except _FAULTS as fault:
            raise UnreadableError(Verdict.DAMAGED) from fault
        _check(entries)
        self._entries = {e.filename.casefold(): e for e in entries if not e.is_dir()}
        self._looked_at: dict[str, bytes] = {}
        self._related: dict[str, list[Related]] = {}
        if not only_read:
            self._look_for_traps()
        self.main = self._find_main()

    def names(self) -> Iterator[str]:
        """Yield the names of the parts."""
        return (entry.filename for entry in self._entries.values())

    def content(self, name: str) -> bytes | None:
        """Return a part's bytes, or None where there is no such part. Raises UnreadableError."""
        entry = self._entries.get(name.casefold())
        if entry is None:
            return None
        if name.casefold() in self._looked_at:
            return self._looked_at[name.casefold()]
        try:
            return self._zip.read(entry)
        except _FAULTS as fault:
            raise UnreadableError(Verdict.DAMAGED) from fault

    def xml(self, name: str) -> etree._Element | None:
        """Return a part as XML, or None where there is none. Raises UnreadableError."""
        content = self.content(name)
        return None if content is None else parsed(content)

    def head(self, name: str) -> etree._Element | None:
        """Return the beginning of a part as XML, or None where there is none; the rest is cut off.

        Raises:
            UnreadableError: not even the beginning is XML.
        """
        content = self.content(name)
        if content is None or len(content) <= _HEAD:
            return None if content is None else parsed(content)
        return parsed(content[:_HEAD], is_cut=True)

    def related(self, name: str) -> list[Related]:
        """Return what a part is related to, targets as names of parts. Raises UnreadableError."""
        if name in self._related:
            return self._related[name]
        folder, leaf = posixpath.split(name)
        root = self.xml(f"{folder}/_rels/{leaf}.rels".lstrip("/"))
        found: list[Related] = []
        for one in () if root is None else root.iter(_RELATIONSHIP):
            kind, target = one.get("Type", ""), one.get("Target", "")
            external = one.get("TargetMode", "") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.append(
                Related(kind.rpartition("/")[2], target, one.get("Id", ""), external=external)
            )
        self._related[name] = found
        return found

    def _find_main(self) -> str:
        """Return the name of the part that holds the text; refuse what is no document."""
        types = self.xml("[Content_Types].xml")
        if types is None:
            raise UnreadableError(Verdict.NOT_WORD)
        said = {one.get("ContentType", "") for one in types}
        for kind, verdict in _KINDS.items():
            if kind in said:
                raise UnreadableError(verdict)
        if any(name.casefold().endswith("vbaproject.bin") for name in self.names()):
            raise UnreadableError(Verdict.MACROS)
        main = [r.target for r in self.related("") if r.kind == _OFFICE_DOCUMENT[1:]]
        if not main or _MAIN not in said or main[0].casefold() not in self._entries:
            raise UnreadableError(Verdict.NOT_WORD)
        return main[0]

    def _look_for_traps(self) -> None:
        """Refuse a package in which any XML brings definitions of its own."""
        for name, entry in self._entries.items():
            if not name.endswith((".xml", ".rels")):
                continue
            content = self.content(name) or b""
            if has_doctype(content):
                raise UnreadableError(Verdict.UNSAFE)
            if entry.file_size <= _SMALL * 16:
                self._looked_at[name] = content


def package(content: bytes, password: str | None = None, *, only_read: bool = False) -> Package:
    """Return a document from outside that may be read; ``only_read`` as ``Package`` takes it.

    Raises:
        UnreadableError: it may not, and why.
    """
    if not content:
        raise UnreadableError(Verdict.EMPTY)
    if len(content) > LARGEST_FILE:
        raise UnreadableError(Verdict.TOO_LARGE)
    if content.startswith(_OLE):
        from export.reader.password import without_password  # noqa: PLC0415 - seldom needed

        content = without_password(content, password)
    if content.lstrip()[:5].startswith(_RTF):
        raise UnreadableError(Verdict.RICH_TEXT)
    if not content.startswith(_ZIP):
        raise UnreadableError(Verdict.NOT_WORD)
    return Package(content, only_read=only_read)


def content_of(path: Path) -> bytes:
    """Return a file's bytes. Raises UnreadableError where it is gone or far too large."""
    if shown_path(path) != str(path):
        raise UnreadableError(Verdict.NAME)
    try:
        if not path.is_file():
            raise UnreadableError(Verdict.GONE)
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableError(Verdict.TOO_LARGE)
        return path.read_bytes()
    except OSError as fault:
        raise UnreadableError(Verdict.GONE) from fault


def shown_path(path: Path) -> str:
    """Return a path as text; bytes in it that are none are told as numbers."""
    return str(path).encode(errors="backslashreplace").decode()


def parsed(content: bytes, *, is_cut: bool = False) -> etree._Element:
    """Return XML from outside, parsed without entities, network or limits lifted.

    What ``is_cut`` off in the middle is read as far as it goes.
    """
    if len(content) > LARGEST_XML or content.count(b"<") > MOST_TAGS:
        raise UnreadableError(Verdict.TOO_LARGE)
    if b"purl.oclc.org/ooxml" in content:
        for strict, usual in _STRICT:
            content = content.replace(strict, usual)
    if has_doctype(content):
        raise UnreadableError(Verdict.UNSAFE)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True, recover=is_cut, collect_ids=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise UnreadableError(Verdict.DAMAGED) from fault
    if root is None:
        raise UnreadableError(Verdict.DAMAGED)
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(Verdict.UNSAFE)
    return root


def has_doctype(content: bytes) -> bool:
    """Whether XML defines things of its own, in any of the usual encodings."""
    if b"\0" in content[:200]:
        content = content.replace(b"\0", b"")
    return b"<!DOCTYPE" in content or b"<!ENTITY" in content


def _check(entries: list[ZipInfo]) -> None:
    """Refuse bombs by their sizes and traps by their names, before any part is unpacked."""
    if len(entries) > MOST_PARTS or sum(e.file_size for e in entries) > LARGEST_TOTAL:
        raise UnreadableError(Verdict.TOO_LARGE)
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if entry.file_size > _SMALL and entry.file_size > STEEPEST * max(entry.compress_size, 1):
            raise UnreadableError(Verdict.UNSAFE)
        if _is_trap(name) or name.casefold() in seen or stat.S_ISLNK(entry.external_attr >> 16):
            raise UnreadableError(Verdict.UNSAFE)
        if entry.flag_bits & 1:
            raise UnreadableError(Verdict.DAMAGED)
        seen.add(name.casefold())


def _is_trap(name: str) -> bool:
    """Whether a part's name leads out of the document."""
    return (
        not name
        or name.startswith("/")
        or "\\" in name
        or ":" in name
        or "\0" in name
        or ".." in name.split("/")
    )
