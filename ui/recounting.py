"""Works rows out again on the store thread, in slices that let saves through (design.md §3)."""

import time
from datetime import date

from msgspec.structs import replace

from models.parts import Columns, child_lines
from models.recount import Recounted, caseload_row, unseen
from models.store import Store
from models.store_rows import CaseloadRow, ChildRow, LimitChange, ReviewRow

_SLICE_SECONDS = 0.02  # of working out; writing comes on top, 50 ms in all at most


class Recounting:
    """Knows which children's rows are out of date, and brings a slice of them up to date."""

    def __init__(self, columns: Columns) -> None:
        self.slice_seconds = _SLICE_SECONDS
        self._columns = columns
        self._stale: list[str] = []

    def look_through(
        self,
        children: tuple[ChildRow, ...],
        reviews: tuple[ReviewRow, ...],
        changes: dict[str, tuple[LimitChange, ...]],
    ) -> list[CaseloadRow]:
        """Return the caseload, and note whose rows are out of date."""
        stale = {row.child_id for row in reviews if not self._columns.is_current(row)}
        by_child: dict[str, list[ReviewRow]] = {}
        for row in reviews:
            by_child.setdefault(row.child_id, []).append(row)
        listed = []
        for child in children:
            if child.id in stale or not self._columns.is_current(child):
                stale.add(child.id)
            one = caseload_row(child, by_child.get(child.id, ()))
            if child.id in changes:
                one = replace(one, changed=changes[child.id])
            listed.append(one)
        self._stale = sorted(stale)
        return listed

    def slice(self, store: Store, today: date) -> tuple[int, bool]:
        """Bring as many children up to date as a slice allows; how many, and whether more wait.

        Raises:
            StoreError: it could not be read or written; what was not written stays out of date.
        """
        if not self._stale:
            return 0, False
        until = time.perf_counter() + self.slice_seconds
        made: list[Recounted] = []
        changes = store.rows.changes()
        before = dict(changes)
        while self._stale and (not made or time.perf_counter() < until):
            child_id = self._stale.pop()
            try:
                old = store.rows.rows_of(child_id)
                new = self._anew(store, child_id)
            except LookupError:  # removed meanwhile
                continue
            made.append(new)
            found = self._columns.moved(old.listed, new.listed, today)
            if found:
                changes[child_id] = unseen(changes.get(child_id, ()), found)
        store.rows.write(made, changes if changes != before else None)
        return len(made), bool(self._stale)

    def _anew(self, store: Store, child_id: str) -> Recounted:
        child = store.load_child(child_id)
        heads = store.rows.heads_of(child_id)
        reviews = tuple(self._columns.review_row(review, child) for review in heads)
        lines = tuple(child_lines(child))
        return Recounted(child=self._columns.child_row(child), reviews=reviews, lines=lines)


def seen(store: Store, child_id: str) -> None:
    """Forget that limits of the child moved: the IRO has seen it.

    Raises:
        StoreError: it could not be written.
    """
    changes = store.rows.changes()
    if changes.pop(child_id, None) is not None:
        store.rows.write([], changes)
