"""Reads what the service picture counts, on the store thread, a slice of children at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from models.child import Child
from models.service_facts import KnownOf, ServiceFacts, facts_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from models.store import Store
    from models.store_rows import ReviewRow

_CHILD = msgspec.json.Decoder(Child)
_LETTERS = {"letter", "one_page"}


def read_facts(
    store: Store, slices: Iterable[Iterable[bytes]], first: date, last: date
) -> ServiceFacts:
    """Return what is counted of everybody from ``first`` to ``last``, both included.

    Raises:
        StoreError: it could not be read.
    """
    rows: dict[str, list[ReviewRow]] = {}
    for row in store.reviews():
        day = row.review_date or row.completed_on
        if day is not None and first <= day <= last:
            rows.setdefault(row.child_id, []).append(row)
    facts = ServiceFacts(first=first, last=last)
    for some in slices:
        for child in map(_CHILD.decode, some):
            known = _known(store, child, rows.get(child.id, []))
            facts = facts.with_more(facts_of(child, known, first, last))
    return facts


def _known(store: Store, child: Child, rows: list[ReviewRow]) -> list[KnownOf]:
    exports = store.register.completed(child.id) if rows else ()
    letters = {row.review_id for row in exports if row.document in _LETTERS}
    return [
        KnownOf(head=store.load_head(row.id), row=row, letter=row.id in letters) for row in rows
    ]
