"""Every document that Heard makes. A new one is a module with a builder and a line here."""

from collections.abc import Callable

from export import minutes, recommendations
from export.blocks import Block
from export.context import Context
from models.child import Value
from models.disclosure import Disclosed

Builder = Callable[[Disclosed, Context], tuple[Block, ...]]


class Document(Value, frozen=True, kw_only=True):
    """A document: its permanent id, its name, and the function that makes its blocks.

    ``slug`` stands in file names.
    """

    id: str
    title: str
    slug: str
    build: Builder


DOCUMENTS: tuple[Document, ...] = (
    Document(
        id="recommendations",
        title="Recommendations (decisions)",
        slug="recommendations",
        build=recommendations.build,
    ),
    Document(id="minutes", title="Minutes (full record)", slug="minutes", build=minutes.build),
)


def document(document_id: str) -> Document:
    """Return the document with that id.

    Raises:
        KeyError: there is none.
    """
    for found in DOCUMENTS:
        if found.id == document_id:
            return found
    raise KeyError(document_id)
