"""Taking children over from an import: only them, never a word of their reviews.

What the import made of a child is written only where the store still holds the child it was made
from; one that was changed meanwhile is left as it is, to be looked over again.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import msgspec

from models.child import Child, Value
from models.edits import Opened
from models.parts import Author, Columns, changed, whole
from models.store_rows import SaveBatch, StoreEvent

ADDED = "child added from the return"
UPDATED = "child brought up to date from the return"

_CHILD = msgspec.json.Decoder(Child)


class TakenChild(Value, frozen=True, kw_only=True):
    """A child as an import made them, and as they were then; ``before`` is None for a new one.

    Both are bodies: the JSON of a ``Child``.
    """

    body: bytes
    before: bytes | None = None


class Took(Value, frozen=True, kw_only=True):
    """How many children were taken, and how many were left because they had been changed."""

    taken: int = 0
    left: int = 0


def opened(taken: Sequence[TakenChild]) -> tuple[Child, ...]:
    """Return the children as the import made them."""
    return tuple(_CHILD.decode(one.body) for one in taken)


def batch_of(
    taken: Sequence[TakenChild],
    children: Sequence[Child],
    held: Mapping[str, bytes],
    columns: Columns,
    author: Author,
) -> tuple[SaveBatch, Took]:
    """Return what one transaction has to write, with how many are in it and how many are not.

    ``children`` are the ``opened`` ones, ``held`` the bodies that the store holds of them.
    """
    batches = [
        _one(child, one.before, columns, author)
        for one, child in zip(taken, children, strict=True)
        if held.get(child.id) == one.before
    ]
    return _joined(batches), Took(taken=len(batches), left=len(taken) - len(batches))


def _one(child: Child, before: bytes | None, columns: Columns, author: Author) -> SaveBatch:
    after = Opened(child=child)
    if before is None:
        return whole(after, columns, author, ADDED)
    batch = changed(Opened(child=_CHILD.decode(before)), after, columns, author)
    event = StoreEvent(at=author.at, who=author.who, kind=UPDATED, child_id=child.id)
    return msgspec.structs.replace(batch, events=(*batch.events, event))


def _joined(batches: Iterable[SaveBatch]) -> SaveBatch:
    every = list(batches)
    parts = {
        name: tuple(chain.from_iterable(getattr(batch, name) for batch in every))
        for name in SaveBatch.__struct_fields__
    }
    return SaveBatch(**parts)
