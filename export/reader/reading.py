"""Reading a whole document: its stories, its comments, what it says of itself, its text check."""

import hashlib
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from lxml import etree

from export.reader.document import (
    About,
    Origin,
    ReadDocument,
    Shown,
    TextState,
    Trait,
)
from export.reader.inline import Letters
from export.reader.opening import Package, Related, content_of, package
from export.reader.remarks import remarks
from export.reader.styles import Style, Styles, W
from export.reader.verdicts import UnreadableError, Verdict
from export.reader.walking import Walk
from export.textcheck import printed_check, text_check

_DC = "{http://purl.org/dc/elements/1.1/}"
_DCTERMS = "{http://purl.org/dc/terms/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_HARMLESS = {"hyperlink"}
_INSIDE = {"package", "oleObject", "aFChunk"}
_LONGEST_PROPERTY = 500
_HARDLY_ANY = 200
"""Characters; a page of text has ten times as many."""


def read_file(path: Path, password: str | None = None) -> ReadDocument:
    """Return what a document on the disk shows.

    Raises:
        UnreadableError: it cannot be read, and why.
    """
    return read_document(content_of(path), password)


def read_document(content: bytes, password: str | None = None) -> ReadDocument:
    """Return what a document shows.

    Raises:
        UnreadableError: it cannot be read, and why.
    """
    return Opened(package(content, password)).document(content)


class Opened:
    """A document taken apart, its walk at hand for whoever wants to write at its passages."""

    def __init__(self, opened: Package, most: int = 0) -> None:
        """Read every story of it, or only the first ``most`` blocks. Raises UnreadableError."""
        self.package = opened
        self.related: dict[str, list[Related]] = {}
        self._parts: dict[str, etree._Element | None] = {}
        for one in opened.related(opened.main):
            self.related.setdefault(one.kind, []).append(one)
        self.styles = Styles(self.part("styles"), self.part("numbering"))
        root = opened.head(opened.main) if most else opened.xml(opened.main)
        body = None if root is None else root.find(f"{W}body")
        if root is None or body is None:
            raise UnreadableError(Verdict.NOT_WORD)
        self.root = root
        self.walk = Walk(self.styles)
        shown = list(body)[: most or None]
        blocks = [*self.walk.story(shown, Origin.BODY), *self._notes()]
        self.blocks: tuple[Shown, ...] = tuple(blocks)

    def part(self, kind: str) -> etree._Element | None:
        """Return the part that the text is related to in this way, None where there is none."""
        if kind not in self._parts:
            inside = (one.target for one in self.related.get(kind, ()) if not one.external)
            first = next(inside, None)
            self._parts[kind] = None if first is None else self.package.xml(first)
        return self._parts[kind]

    @cached_property
    def core(self) -> etree._Element | None:
        """The part with what the file says of itself, None where it has none."""
        related = self.package.related("")
        core = next((r.target for r in related if r.kind == "core-properties"), "")
        return self.package.xml(core) if core else None

    def document(self, content: bytes) -> ReadDocument:
        """Return all of it as values."""
        found = ReadDocument(blocks=self.blocks)
        texts = [p.text for p in found.paragraphs()]
        check = text_check(texts)
        footers = self._margins("footer")
        comments = remarks(
            self.part("comments"), self.part("commentsExtended"), self.styles, self.walk
        )
        return ReadDocument(
            blocks=self.blocks,
            comments=comments,
            headers=self._margins("header"),
            footers=footers,
            about=self._about(),
            traits=frozenset(self._traits(texts, has_comments=bool(comments))),
            check=check,
            text_state=_state(check, footers),
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
        )

    def _notes(self) -> Iterable[Shown]:
        """Yield the footnotes and endnotes that the text names, in its order."""
        for kind in ("footnotes", "endnotes"):
            wanted = [note for of, note in self.walk.found.notes if of == kind]
            root = self.part(kind) if wanted else None
            if root is None:
                continue
            by_id = {note.get(f"{W}id", ""): note for note in root}
            for note in dict.fromkeys(wanted):
                if note in by_id:
                    self.walk.found.traits.add(Trait.NOTES)
                    yield from self.walk.story(by_id[note], Origin.NOTE)

    def _margins(self, kind: str) -> tuple[str, ...]:
        """Return the texts of headers or footers."""
        texts: list[str] = []
        for one in self.related.get(kind, ()):
            root = None if one.external else self.package.xml(one.target)
            for paragraph in () if root is None else root.iter(f"{W}p"):
                letters = Letters(self.walk.found, self.styles, Style(), (0, 0))
                letters.read(paragraph)
                texts.append(letters.text)
        return tuple(dict.fromkeys(text for text in texts if text.strip()))

    def _about(self) -> About:
        root = self.core
        if root is None:
            return About()

        def said(name: str) -> str:
            return (root.findtext(name) or "").strip()[:_LONGEST_PROPERTY]

        return About(
            title=said(f"{_DC}title"),
            subject=said(f"{_DC}subject"),
            author=said(f"{_DC}creator"),
            category=said(f"{_CP}category"),
            version=said(f"{_CP}version"),
            status=said(f"{_CP}contentStatus"),
            language=said(f"{_DC}language"),
            created=said(f"{_DCTERMS}created"),
            modified=said(f"{_DCTERMS}modified"),
        )

    def _traits(self, texts: Iterable[str], *, has_comments: bool) -> set[Trait]:
        traits = set(self.walk.found.traits)
        if sum(map(len, texts)) < _HARDLY_ANY:
            traits.add(Trait.SCANT)
        related = [one for kind in self.related.values() for one in kind]
        related += self.package.related(f"{self.package.main.rpartition('/')[0]}/settings.xml")
        if any(one.external and one.kind not in _HARMLESS for one in related):
            traits.add(Trait.OUTSIDE)
        if any(one.kind in _INSIDE for one in related):
            traits.add(Trait.EMBEDDED)
        if has_comments:
            traits.add(Trait.COMMENTS)
        return traits


def _state(check: str, footers: tuple[str, ...]) -> TextState:
    """Return whether the printed check is that of the text; editing shows, forgery need not."""
    printed = {found for text in footers if (found := printed_check(text))}
    if not printed:
        return TextState.CANNOT_TELL
    return TextState.AS_EXPORTED if printed == {check} else TextState.CHANGED
