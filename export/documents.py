"""Every document that Heard makes. A new one is a module with a builder and a line here."""

from collections.abc import Callable
from functools import partial

from export import annex, chair_kit, letter, minutes, one_page, paper, recommendations, replies
from export.blocks import Block
from export.context import ANNEX_MARKING, MARKING, PRIVATE, Context
from models.child import Child, Value
from models.disclosure import ANNEX, COUNCIL, Disclosed, Recipient, RecipientKind
from models.paper import AGENDA_PACK, CHAIR_KIT, sheets
from models.people import is_the_child

Builder = Callable[[Disclosed, Context], tuple[Block, ...]]
Points = Callable[[Disclosed, Context], float]

USUAL_POINTS = 12.0
ANNEX_ID = "annex"


def _usual(_disclosed: Disclosed, _context: Context) -> float:
    return USUAL_POINTS


def _as_large_as(points: float, _disclosed: Disclosed, _context: Context) -> float:
    return points


TITLES = {
    "paper_child_under_5": "For a child under five",
    "paper_child_5_11": "For a child of five to eleven",
    "paper_child_12_15": "For a young person of twelve to fifteen",
    "paper_child_16_plus": "For a young person of sixteen and over",
    "paper_symbols": "With faces to point at",
    "paper_parent": "For a parent",
    "paper_carer": "For who looks after them",
    "paper_school": "For school",
    "paper_advocate": "For the advocate",
    "paper_iro_leaflet": "What a reviewing officer is",
    "paper_passport": "How they say it, for a child without many words",
    "paper_interpreter": "Before the interpreter speaks",
    "paper_not_coming": "For a child who does not want to come",
    "paper_secure": "What to ask inside a secure setting",
}
"""What the papers are called on the screen; on paper each has the title that its reader sees."""


class Document(Value, frozen=True, kw_only=True):
    """A document: its permanent id, its name, and the function that makes its blocks.

    ``slug`` stands in file names; ``points`` is the size of its letters; ``marking`` heads every
    page; ``for_child`` says that it is the child's own copy, made only when it is asked for;
    ``kept_apart`` that it has readers of its own, and is made only then, too. ``tells_later`` says
    that it tells what came after signing: it is made of what stands now, once there is something.
    """

    id: str
    title: str
    slug: str
    build: Builder
    points: Points = _usual
    marking: str = MARKING
    for_child: bool = False
    kept_apart: bool = False
    tells_later: bool = False


DOCUMENTS: tuple[Document, ...] = (
    Document(
        id="recommendations",
        title="Recommendations (decisions)",
        slug="recommendations",
        build=recommendations.build,
    ),
    Document(id="minutes", title="Minutes (full record)", slug="minutes", build=minutes.build),
    Document(
        id="letter",
        title="Letter to the child",
        slug="letter",
        build=letter.build,
        points=letter.points,
        marking=PRIVATE,
        for_child=True,
    ),
    Document(
        id="one_page",
        title="What we decided, on a page",
        slug="what-we-decided",
        build=one_page.build,
        points=one_page.points,
        marking=PRIVATE,
        for_child=True,
    ),
    Document(
        id=ANNEX_ID,
        title="Confidential annex",
        slug="annex",
        build=annex.build,
        marking=ANNEX_MARKING,
        kept_apart=True,
    ),
    Document(
        id="replies",
        title="Council's replies",
        slug="replies",
        build=replies.build,
        tells_later=True,
    ),
)


PAPERS: tuple[Document, ...] = (
    Document(
        id=AGENDA_PACK, title="Agenda with room to write", slug="agenda", build=paper.agenda_pack
    ),
    *(
        Document(
            id=sheet.id,
            title=TITLES.get(sheet.id, sheet.title),
            slug=sheet.slug,
            build=paper.sheet_builder(sheet.id),
            points=partial(_as_large_as, sheet.size),
            marking=PRIVATE,
        )
        for sheet in sheets()
    ),
    Document(
        id=CHAIR_KIT,
        title="Chair kit: script cards, and cards for the table",
        slug="chair-kit",
        build=chair_kit.build,
        points=partial(_as_large_as, 14.0),
        marking=PRIVATE,
    ),
)
"""What is printed before a review; it is no record, and goes to whoever is asked."""


def recipient_of(kind: Document, child: Child) -> Recipient:
    """Return whose copy the document is."""
    if kind.kept_apart:
        return ANNEX
    if not kind.for_child:
        return COUNCIL
    own = next((person.id for person in child.people if is_the_child(person, child)), child.id)
    return Recipient(kind=RecipientKind.PERSON, person_id=own)


def document(document_id: str) -> Document:
    """Return the document with that id.

    Raises:
        KeyError: there is none.
    """
    for found in (*DOCUMENTS, *PAPERS):
        if found.id == document_id:
            return found
    raise KeyError(document_id)
