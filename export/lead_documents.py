"""What a team lead's side makes, as a helper process does it: values in, values out.

Two documents of its own, the feedback sheet and the service picture, and the copy of a record with
comments in it. None of them says a child's name of its own accord, and no file name does.
"""

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path

from export import feedback_sheet, service_picture
from export.blocks import Block
from export.context import MARKING, Properties
from export.feedback_sheet import SheetFacts
from export.files import ExportResult, put, safe_name
from export.service_picture import Chart, PictureFacts
from models.audit import Audit
from models.child import Value
from models.errors import UserFacingError
from models.figures import Figure
from models.service_csv import figures_csv

FEEDBACK, SERVICE = "feedback", "service_picture"
LEAD_DOCUMENTS: Mapping[str, str] = {FEEDBACK: "Feedback", SERVICE: "Service picture"}
"""The documents of the team lead's side: permanent id and title."""


class Original(Value, frozen=True, kw_only=True):
    """The file that was read: where it is, and the password that opens it, or nothing."""

    path: str
    password: str = ""


class Returned(Value, frozen=True, kw_only=True):
    """What was made for the reviewing officer: the copy with comments, and the sheet."""

    copy: ExportResult
    sheet: ExportResult


def initials(name: str) -> str:
    """Return the first letters of a name, as Word shows them beside a comment."""
    return "".join(word[0] for word in name.split() if word)[:4].upper()


def sheet_bytes(audit: Audit, facts: SheetFacts) -> bytes:
    """Return the feedback sheet as the bytes of a .docx file."""
    blocks = feedback_sheet.build(audit, facts)
    named = Properties(
        title=f"{LEAD_DOCUMENTS[FEEDBACK]}: {audit.reference}",
        subject="Feedback on a record",
        author=audit.by,
        reference=audit.reference or "a record",
        version=audit.version or "–",
        council="",
        on=facts.on,
        signed=True,
        marking=MARKING,
    )
    return _word(blocks, named)


def commented(content: bytes, audit: Audit, on: date, password: str = "") -> bytes:
    """Return a copy of the document with the audit's comments in it, without its password.

    What is said of the whole stands at its first paragraph. ``on`` is the UK date of the return.

    Raises:
        UserFacingError: the document cannot be read, or takes no comments.
    """
    from export.comments import NewComment, with_comments  # noqa: PLC0415 - loads Word's library
    from export.reader.document import Spot  # noqa: PLC0415 - as above

    author = audit.by or "Team lead"
    said = [(Spot(at=0), feedback_sheet.overall(audit), datetime.combine(on, time(), UTC))]
    for remark in audit.remarks:
        spot = Spot(at=remark.spot.at, start=remark.spot.start, length=remark.spot.length)
        said.append((spot, remark.words.strip(), remark.at))
    made = (
        NewComment(spot=spot, text=text, author=author, on=at, initials=initials(author))
        for spot, text, at in said
        if text
    )
    return with_comments(content, made, password or None)


def file_stem(audit: Audit) -> str:
    """Return what the returned files are called: the reference and version, and nobody's name."""
    known = f"{audit.reference} version {audit.version}" if audit.reference else ""
    stem = re.sub(r"[^\w ()-]+", " ", known)
    return " ".join(stem.split()) or f"record {audit.sha256[:8]}"


def give_back(original: Original, audit: Audit, facts: SheetFacts, folder: str) -> Returned:
    """Write the copy with comments and the sheet into a folder; the original is never touched.

    Both get the password that the original had.

    Raises:
        UserFacingError: the file changed or is gone, or nothing can be saved there.
    """
    from export.reader.opening import content_of  # noqa: PLC0415 - as above

    content = content_of(Path(original.path))
    if hashlib.sha256(content).hexdigest() != audit.sha256:
        raise UserFacingError(
            "The document has changed since it was read, so no copy was made of it.",
            "Read it again; what you wrote about it is kept.",
        )
    stem = file_stem(audit)
    copy = commented(content, audit, facts.on, original.password)
    sheet = sheet_bytes(audit, facts)
    if original.password:
        from export.protecting import protected  # noqa: PLC0415 - only where it is asked for

        copy, sheet = (protected(one, original.password) for one in (copy, sheet))
    return Returned(
        copy=put(copy, Path(folder) / safe_name(f"{stem} with comments.docx"), replace=False),
        sheet=put(sheet, Path(folder) / safe_name(f"{stem} feedback.docx"), replace=False),
    )


def service_bytes(
    figures: tuple[Figure, ...], charts: Mapping[str, Chart], facts: PictureFacts
) -> bytes:
    """Return the service picture as the bytes of a .docx file."""
    named = Properties(
        title=LEAD_DOCUMENTS[SERVICE],
        subject="Figures of reviews",
        author="",
        reference=LEAD_DOCUMENTS[SERVICE],
        version="1",
        council=facts.council,
        on=facts.on,
        signed=True,
        marking="OFFICIAL",
    )
    return _word(service_picture.build(figures, charts, facts), named)


def save_service_picture(
    figures: tuple[Figure, ...], charts: Mapping[str, Chart], facts: PictureFacts, folder: str
) -> tuple[ExportResult, ExportResult]:
    """Save the service picture as a document and its figures as a table (CSV).

    Raises:
        ExportError: they cannot be saved there.
    """
    name = f"service-picture-{facts.on:%Y-%m-%d}"
    word = service_bytes(figures, charts, facts)
    return (
        put(word, Path(folder) / f"{name}.docx", replace=False),
        put(figures_csv(figures), Path(folder) / f"{name}.csv", replace=False),
    )


def _word(blocks: tuple[Block, ...], named: Properties) -> bytes:
    from export import word  # noqa: PLC0415 - Word's library is loaded where a document is made

    return word.write(blocks, named)
