"""A folder of documents as a team lead gets them: ours, a locked one, others', wrecks."""

import io
from datetime import UTC, datetime
from pathlib import Path

from docx import Document

from export.comments import NewComment, with_comments
from export.context import Issue
from export.protecting import protected
from export.reader.document import Spot
from export.reader.reading import read_document
from tests.support.documents import SIGNED, exported
from tests.support.sample import TODAY, sample_previous_review

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
PASSWORD = "otter lantern pickle"


def sent_documents(folder: Path) -> Path:
    """Fill a folder and return it."""
    folder.mkdir(exist_ok=True)
    minutes = exported("minutes")
    draft = exported("minutes", issue=Issue(version=1, signed=False, on=TODAY))
    for name, content in {
        "BR-240117 minutes v1.docx": minutes,
        "BR-240117 minutes v1 again.docx": minutes,
        "BR-240117 minutes draft.docx": draft,
        "BR-240117 recommendations v1.docx": exported("recommendations"),
        "BR-240117 before.docx": exported("minutes", review=sample_previous_review()),
        "locked record.docx": protected(exported("minutes", issue=SIGNED), PASSWORD),
        "from another council.docx": _from_elsewhere(),
        "half a document.docx": minutes[: len(minutes) // 2],
        "scan.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    }.items():
        (folder / name).write_bytes(content)
    return folder


def returned_copy(folder: Path) -> Path:
    """Return the sample's minutes with two comments of a team lead in them."""
    content = exported("minutes")
    at = next(p.at for p in read_document(content).paragraphs() if "Quiet pass" in p.text)
    comments = [
        NewComment(spot=Spot(at=at), text="Who makes sure?", author="Ruth Okafor", on=NOON),
        NewComment(spot=Spot(at=0), text="A warm record.", author="Ruth Okafor", on=NOON),
    ]
    path = folder / "BR-240117 with comments.docx"
    path.write_bytes(with_comments(content, comments))
    return path


def _from_elsewhere() -> bytes:
    """Return minutes as a council without Heard writes them."""
    document = Document()
    document.add_heading("LAC Review Minutes", 0)
    document.add_heading("Child's views", 1)
    document.add_paragraph("“I want to see my nan more.”")
    document.add_heading("Education", 1)
    document.add_paragraph("PEP is up to date.")
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()
