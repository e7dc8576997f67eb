"""Documents made for tests, and a reader of their raw XML that shares nothing with the writer."""

import io
import zipfile
from datetime import date
from xml.etree import ElementTree as ET

from export.blocks import Block
from export.context import Context, Issue, Officer, Properties, Rules, make_context
from export.job import document_bytes
from export.word import write
from models.agenda import load_agenda
from models.calendar import WorkingCalendar
from models.child import Child
from models.deadlines import DateEngine
from models.disclosure import COUNCIL, Recipient, view
from models.law import load_law
from models.review import Review
from tests.support.sample import TODAY, sample_child, sample_review

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RULES = Rules(agenda=load_agenda(), engine=DateEngine(law=load_law(), calendar=WorkingCalendar()))
OFFICER = Officer(name="Morag Bell", contact="01632 960190", council="Brackwell Council")
SIGNED = Issue(version=1, signed=True, on=date(2026, 12, 4))
PROPERTIES = Properties(
    title="A document",
    subject="A subject",
    author="Morag Bell",
    reference="BR-240117 · review 5",
    version="1",
    council="Brackwell Council",
    on=TODAY,
    signed=True,
)


def context_of(child: Child, review: Review, issue: Issue = SIGNED) -> Context:
    """Return the context of a review's documents with the shipped agenda and law pack."""
    return make_context(child, review, RULES, OFFICER, issue)


def exported(
    document_id: str,
    child: Child | None = None,
    review: Review | None = None,
    recipient: Recipient = COUNCIL,
    issue: Issue = SIGNED,
) -> bytes:
    """Return a document of the sample, or of another child and review, as its bytes."""
    child = child or sample_child()
    review = review or sample_review(completed_on=TODAY)
    disclosed = view(child, review, recipient)
    return document_bytes(document_id, disclosed, context_of(child, review, issue))


def written(*blocks: Block) -> bytes:
    """Return blocks written by our template."""
    return write(blocks, PROPERTIES)


def part(content: bytes, name: str = "word/document.xml") -> ET.Element:
    """Return one part of a document as XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return ET.fromstring(package.read(name))


def parts(content: bytes) -> dict[str, bytes]:
    """Return every part of a document."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def paragraph_text(paragraph: ET.Element) -> str:
    """Return what a paragraph shows: letters, tabs, and line feeds for line breaks."""
    shown = {f"{W}br": "\n", f"{W}tab": "\t"}
    nodes = (node for run in paragraph.iter(f"{W}r") for node in run)
    return "".join(n.text or "" if n.tag == f"{W}t" else shown.get(n.tag, "") for n in nodes)


def outline(content: bytes) -> list[tuple[str, str]]:
    """Return the style and the text of every paragraph of the body, in order."""
    found = []
    for paragraph in part(content).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else style.get(f"{W}val", "")
        found.append((name, paragraph_text(paragraph)))
    return found


def texts(content: bytes) -> list[str]:
    """Return the text of every paragraph of the body, in order."""
    return [text for _, text in outline(content)]


def whole(content: bytes) -> str:
    """Return the whole visible text of the body, paragraphs on lines of their own."""
    return "\n".join(texts(content))


def tables(content: bytes) -> list[list[list[str]]]:
    """Return the tables as rows of cells' texts, the header row first."""
    return [
        [
            [
                "\n".join(paragraph_text(p) for p in cell.iter(f"{W}p"))
                for cell in row.iter(f"{W}tc")
            ]
            for row in table.iter(f"{W}tr")
        ]
        for table in part(content).iter(f"{W}tbl")
    ]
