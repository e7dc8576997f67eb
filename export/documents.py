"""Every document that Heard makes. A new one is a module with a builder and a line here."""

from collections.abc import Callable

from export import letter, minutes, one_page, recommendations
from export.blocks import Block
from export.context import Context
from models.child import Child, Value
from models.disclosure import COUNCIL, Disclosed, Recipient, RecipientKind
from models.people import is_the_child

Builder = Callable[[Disclosed, Context], tuple[Block, ...]]
Points = Callable[[Disclosed, Context], float]

USUAL_POINTS = 12.0


def _usual(_disclosed: Disclosed, _context: Context) -> float:
    return USUAL_POINTS


class Document(Value, frozen=True, kw_only=True):
    """A document: its permanent id, its name, and the function that makes its blocks.

    ``slug`` stands in file names; ``points`` is the size of its letters; ``for_child`` says that
    it is the child's own copy, and that it is made only when it is asked for.
    """

    id: str
    title: str
    slug: str
    build: Builder
    points: Points = _usual
    for_child: bool = False


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
        for_child=True,
    ),
    Document(
        id="one_page",
        title="What we decided, on a page",
        slug="what-we-decided",
        build=one_page.build,
        points=letter.points,
        for_child=True,
    ),
)


def recipient_of(kind: Document, child: Child) -> Recipient:
    """Return whose copy the document is."""
    if not kind.for_child:
        return COUNCIL
    own = next((person.id for person in child.people if is_the_child(person, child)), child.id)
    return Recipient(kind=RecipientKind.PERSON, person_id=own)


def document(document_id: str) -> Document:
    """Return the document with that id.

    Raises:
        KeyError: there is none.
    """
    for found in DOCUMENTS:
        if found.id == document_id:
            return found
    raise KeyError(document_id)
