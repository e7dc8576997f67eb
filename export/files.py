"""Where a document is put: its name, its place, and what can go wrong there.

A name never holds a child's name, and is fit for Windows wherever it is made. The file is written
beside its place and then takes its name, so that what stood there is whole or wholly replaced.
"""

import hashlib
import re
import stat
import unicodedata
from pathlib import Path

from pathvalidate import sanitize_filename

from export.context import Context
from models import atomicfile, faults
from models.child import Child, Value
from models.errors import UserFacingError
from models.review import Review

SUFFIX = ".docx"
_LONGEST_NAME = 100  # bytes, which is fewer letters in other scripts
_LONGEST_PATH = 255  # Windows, with room for the half-written file's own name
_MOST_COPIES = 1000
_HIDING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # what turns, hides or breaks what is read
_JOINERS = "\u200c\u200d"  # of Persian words, and of faces
_MARK = "\ufffd"
_EDGES = re.compile(r"^[\s.]+|[\s.]+$")  # what Windows drops from a name, or hides


class ExportResult(Value, frozen=True, kw_only=True):
    """A document as it now stands on the disk: what the register of exports keeps.

    ``size`` is in bytes, ``sha256`` in hexadecimal digits. ``same`` tells that the very same file
    was there already and nothing had to be written.
    """

    path: str
    sha256: str
    size: int
    same: bool = False


class ExportError(UserFacingError):
    """A document could not be put where it was to go; what was there is untouched."""


_SAID: dict[type[faults.StoreError], tuple[str, str]] = {
    faults.DiskFullError: (
        "There is no room left on this disk, so the document was not saved there.",
        "Make some room, or choose another folder. The review itself is safe in Heard.",
    ),
    faults.FileInUseError: (
        "This document is open in Word, so it was left as it was.",
        "Close it in Word and export again, or save under a new name.",
    ),
    faults.ReadOnlyError: (
        "Heard is not allowed to write there, so nothing was saved and nothing was changed.",
        "Choose another folder, such as your Documents, or save under a new name.",
    ),
    faults.PlaceGoneError: (
        "The folder is no longer there, so nothing was saved.",
        "Connect the drive or the network again, or choose another folder.",
    ),
}


def file_name(child: Child, review: Review, slug: str, context: Context) -> str:
    """Return the name of a document's file: ``EM-171120-13-minutes-v1.docx``.

    It follows the council's pattern, where the child is the council's number for them, or a short
    one of the review's own; a draft is called one in its version.
    """
    known = child.ids.la_id.strip()
    named = any(part in known.casefold() for part in _names(child))
    reference = review.id[:8] if named or not known else known
    draft = "" if context.issue.signed else "-draft"
    parts = {
        "child": reference,
        "review": str(review.head.number),
        "document": slug,
        "version": f"v{context.issue.version}{draft}",
        "date": f"{context.issue.on:%Y%m%d}",
    }
    name = context.file_name
    for part, said in parts.items():
        name = name.replace(f"{{{part}}}", said)
    return safe_name(name)


def _names(child: Child) -> list[str]:
    return f"{child.preferred_name} {child.legal_name}".casefold().split()


def safe_name(name: str) -> str:
    """Return the name as Windows allows it too, without folders, ending in ``.docx``."""
    stem = _EDGES.sub("", shown_name(name.removesuffix(SUFFIX)).replace(_MARK, ""))
    cleaned = sanitize_filename(stem, replacement_text="-", platform="universal")
    short = cleaned.encode()[:_LONGEST_NAME].decode(errors="ignore")
    return f"{_EDGES.sub('', short) or 'document'}{SUFFIX}"


def shown_name(name: str) -> str:
    """Return the name or path of a file from outside, a mark for whatever would not be seen.

    Such as a turn to the left, which lets a name end otherwise than it seems (anchors.md §3, 58).
    """
    return "".join(_MARK if _is_unseen(char) else char for char in name)


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in _HIDING and char not in _JOINERS


def free_name(target: Path) -> Path:
    """Return the first of ``name.docx``, ``name (2).docx``, … that is not there yet."""
    for number in range(2, _MOST_COPIES):
        if not target.exists():
            return target
        stem = target.stem if number == 2 else target.stem.rpartition(" (")[0]  # noqa: PLR2004 - the first copy
        target = target.with_name(f"{stem} ({number}){target.suffix}")
    raise ExportError(
        "There are too many copies of this document in the folder.",
        "Remove the ones you no longer need, or choose another folder.",
    )


def put(
    content: bytes, target: Path, *, replace: bool, temporary: Path | None = None
) -> ExportResult:
    """Save a document and return what is on the disk.

    A draft may ``replace`` an older one; otherwise what stands at ``target`` is left and the new
    file is called ``name (2).docx``, unless it is the same to the last byte. ``temporary`` is the
    half-written file's name, for a caller that had to register it first.

    Raises:
        ExportError: the disk is full, the folder may not be written or is gone, Word has the file.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        with faults.told():
            if _is_same(target, content):
                return ExportResult(path=str(target), sha256=sha256, size=len(content), same=True)
            place = target if replace else free_name(target)
            _check(place)
            atomicfile.write(place, content, temporary=temporary)
    except faults.StoreError as fault:
        said = next((words for kind, words in _SAID.items() if isinstance(fault, kind)), None)
        raise ExportError(*(said or (fault.problem, fault.remedy))) from fault
    return ExportResult(path=str(place), sha256=sha256, size=len(content))


def _is_same(target: Path, content: bytes) -> bool:
    """Whether the target holds these bytes; a file that cannot be read counts as different."""
    try:
        return target.stat().st_size == len(content) and target.read_bytes() == content
    except OSError:
        return False


def _check(place: Path) -> None:
    """Notice what replacing a file would not: a missing folder, an owner file, a read-only one."""
    if len(str(place)) > _LONGEST_PATH:
        raise ExportError(
            "The folder's name is too long for Windows, so nothing was saved.",
            "Choose a folder nearer to the top, such as your Documents.",
        )
    if not place.parent.is_dir():
        raise faults.PlaceGoneError
    if place.exists():
        if place.with_name(f"~${place.name[2:]}").exists():
            raise faults.FileInUseError
        if not place.stat().st_mode & stat.S_IWUSR:
            raise faults.ReadOnlyError
        with place.open("r+b"):
            """Word holds a file so that nobody else may write in it."""


def leftovers(folder: Path) -> tuple[Path, ...]:
    """Return the half-written documents that an earlier Heard left in a folder."""
    try:
        return tuple(sorted(path for path in folder.iterdir() if atomicfile.is_temporary(path)))
    except OSError:
        return ()


def remove_leftover(path: Path) -> bool:
    """Remove a half-written document; return whether it is gone. Any other file is left alone."""
    if not atomicfile.is_temporary(path):
        return False
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True
