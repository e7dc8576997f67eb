"""Comments written into a copy of a Word document, as Word itself writes them.

Each stands at the very letters it is about: the run that holds them is cut there, and nothing of
the text changes. The document is read as any from outside (``export.reader``).
"""

from collections.abc import Iterable
from copy import deepcopy
from datetime import UTC, datetime

from lxml import etree

from export.package import packed
from export.reader.document import Spot
from export.reader.inline import TEXT, Found, Letters, Piece
from export.reader.opening import Package, package
from export.reader.reading import Opened
from export.reader.styles import Style, W
from export.runs import fit
from models.child import Value
from models.errors import UserFacingError

_CT = "http://schemas.openxmlformats.org/package/2006/content-types"
_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TYPES, _NEW = "[Content_Types].xml", "comments_of_heard.xml"
_LONGEST_ID = 9  # digits; Word counts its comments from 0
_STRICT = b"purl.oclc.org/ooxml"


class NewComment(Value, frozen=True, kw_only=True):
    """A comment to be written; a spot of no length is about its whole paragraph.

    ``on`` is the instant it was made; line breaks in ``text`` become paragraphs.
    """

    spot: Spot
    text: str
    author: str
    on: datetime
    initials: str = ""


def with_comments(
    content: bytes, comments: Iterable[NewComment], password: str | None = None
) -> bytes:
    """Return a copy of the document with these comments beside those it has, without a password.

    Raises:
        UnreadableError: the document cannot be read, and why.
        UserFacingError: it is of a kind that comments cannot be put into.
    """
    opened = package(content, password)
    if _STRICT in (opened.content(opened.main) or b""):
        raise UserFacingError(
            "This document was saved in Word's strict form, so no comments were put into it.",
            "Save it in Word as a usual Word document (.docx) and try again.",
        )
    writer = _Writer(opened)
    for comment in comments:
        writer.put(comment)
    return writer.saved()


class _Writer:
    """Puts comments into one document."""

    def __init__(self, opened: Package) -> None:
        self._package = opened
        self._whole = Opened(opened)
        self._folder = opened.main.rpartition("/")[0]
        found = [r.target for r in self._whole.related.get("comments", ()) if not r.external]
        self._name = found[0] if found else f"{self._folder}/{_NEW}".lstrip("/")
        self._is_new = not found
        existing = opened.xml(self._name) if found else None
        self._comments = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
        if existing is not None:
            self._comments = existing
        ids = [c.get(f"{W}id", "") for c in self._comments]
        known = (int(i) for i in ids if i.isdecimal() and len(i) <= _LONGEST_ID)
        self._next = max(known, default=-1) + 1

    def put(self, comment: NewComment) -> None:
        """Put one comment at its words; a place that is not there becomes the last paragraph."""
        sources = self._whole.walk.sources
        if not sources:
            return
        name, self._next = str(self._next), self._next + 1
        paragraphs = sources[min(comment.spot.at, len(sources) - 1)]
        start, end = self._range(paragraphs, comment.spot)
        begins = etree.Element(f"{W}commentRangeStart", {f"{W}id": name})
        ends = etree.Element(f"{W}commentRangeEnd", {f"{W}id": name})
        if start == end:
            paragraphs[-1].extend((begins, ends))
        else:
            self._run_starting_at(paragraphs, start).addprevious(begins)
            self._run_ending_at(paragraphs, end).addnext(ends)
        ends.addnext(_reference(name))
        self._comments.append(_comment(name, comment))

    def _range(self, paragraphs: list[etree._Element], spot: Spot) -> tuple[int, int]:
        """Return where a stretch begins and ends; that of the whole paragraph for an empty one."""
        length = sum(len(piece.letters) for piece in self._pieces(paragraphs))
        start, end = min(spot.start, length), min(spot.start + spot.length, length)
        return (start, end) if start < end else (0, length)

    def _pieces(self, paragraphs: list[etree._Element]) -> list[Piece]:
        letters = Letters(Found(), self._whole.styles, Style(), (0, 0))
        for paragraph in paragraphs:
            letters.read(paragraph)
        return letters.pieces

    def _run_starting_at(self, paragraphs: list[etree._Element], at: int) -> etree._Element:
        """Return the run that begins with the letter at that place, cutting one where needed."""
        before = 0
        for piece in self._pieces(paragraphs):
            if before + len(piece.letters) > at:
                return _cut_before(piece.element, at - before)
            before += len(piece.letters)
        raise IndexError(at)

    def _run_ending_at(self, paragraphs: list[etree._Element], at: int) -> etree._Element:
        """Return the run that ends just before that place, cutting one where needed."""
        before = 0
        for piece in self._pieces(paragraphs):
            before += len(piece.letters)
            if before >= at:
                return _cut_after(piece.element, len(piece.letters) - (before - at))
        raise IndexError(at)

    def saved(self) -> bytes:
        """Return the document with all that was put into it."""
        parts = {name: self._package.content(name) or b"" for name in self._package.names()}
        parts[self._package.main] = _xml(self._whole.root)
        parts[self._name] = _xml(self._comments)
        if self._is_new:
            self._announce(parts)
        return packed({_TYPES: parts.pop(_TYPES), **parts})

    def _announce(self, parts: dict[str, bytes]) -> None:
        """Say that the document has comments now, and of what type they are."""
        types = self._package.xml(_TYPES)
        rels_name = f"{self._folder}/_rels/{self._package.main.rpartition('/')[2]}.rels".lstrip("/")
        rels = self._package.xml(rels_name)
        if types is None:
            raise AssertionError("a package without types is not let in")
        if rels is None:
            rels = etree.fromstring(f'<Relationships xmlns="{_REL}"/>')
        etree.SubElement(types, f"{{{_CT}}}Override", PartName=f"/{self._name}", ContentType=_TYPE)
        target = self._name.rpartition("/")[2]
        taken = {one.get("Id", "") for one in rels}
        free = next(f"rIdHeard{n}" for n in range(len(taken) + 1) if f"rIdHeard{n}" not in taken)
        etree.SubElement(rels, f"{{{_REL}}}Relationship", Id=free, Type=_KIND, Target=target)
        parts[_TYPES], parts[rels_name] = _xml(types), _xml(rels)


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _comment(name: str, comment: NewComment) -> etree._Element:
    moment = comment.on.astimezone(UTC) if comment.on.tzinfo else comment.on
    made = etree.Element(
        f"{W}comment",
        {
            f"{W}id": name,
            f"{W}author": fit(comment.author).replace("\n", " "),
            f"{W}date": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            f"{W}initials": fit(comment.initials).replace("\n", " "),
        },
        nsmap={"w": W[1:-1]},
    )
    for line in fit(comment.text).split("\n"):
        run = etree.SubElement(etree.SubElement(made, f"{W}p"), f"{W}r")
        text = etree.SubElement(run, TEXT, {_SPACE: "preserve"})
        text.text = line.replace("\t", " ")
    return made


def _reference(name: str) -> etree._Element:
    run = etree.Element(f"{W}r", nsmap={"w": W[1:-1]})
    etree.SubElement(run, f"{W}commentReference", {f"{W}id": name})
    return run


def _cut_before(element: etree._Element, offset: int) -> etree._Element:
    """Return the run that begins with the letter at ``offset`` of an element in a run."""
    run = element.getparent()
    if run is None or run.tag != f"{W}r":
        return element
    if not offset and all(child.tag == f"{W}rPr" for child in element.itersiblings(preceding=True)):
        return run
    second = _second_half(run, element, offset)
    run.addnext(second)
    return second


def _cut_after(element: etree._Element, offset: int) -> etree._Element:
    """Return the run that ends with the letter before ``offset`` of an element in a run."""
    run = element.getparent()
    if run is None or run.tag != f"{W}r":
        return element
    is_whole = element.tag != TEXT or offset >= len(element.text or "")
    if is_whole and element.getnext() is None:
        return run
    after = element.getnext() if is_whole else element
    if after is not None:
        run.addnext(_second_half(run, after, 0 if is_whole else offset))
    return run


def _second_half(run: etree._Element, element: etree._Element, offset: int) -> etree._Element:
    """Take what follows ``offset`` of an element out of its run, into a run that looks the same."""
    second = etree.Element(f"{W}r")
    properties = run.find(f"{W}rPr")
    if properties is not None:
        second.append(deepcopy(properties))
    following = list(element.itersiblings())
    if offset and element.tag == TEXT:
        letters = element.text or ""
        rest = etree.SubElement(second, TEXT, {_SPACE: "preserve"})
        element.text, rest.text = letters[:offset], letters[offset:]
        element.set(_SPACE, "preserve")
    else:
        second.append(element)
    second.extend(following)
    return second
