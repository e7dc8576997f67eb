"""The store as plain dictionaries: what saving has to leave behind, without a file."""

from datetime import UTC, datetime
from functools import cache

from models.calendar import WorkingCalendar
from models.columns import ListColumns
from models.deadlines import DateEngine
from models.edits import Opened
from models.law import load_law
from models.parts import Author, changed, whole
from models.store_rows import SaveBatch

AUTHOR = Author(who="Morag Bell", at=datetime(2026, 11, 24, 16, 0, tzinfo=UTC))


@cache
def columns() -> ListColumns:
    return ListColumns(DateEngine(law=load_law(), calendar=WorkingCalendar()))


class StoreModel:
    """What is there after each batch, as the store's tables would hold it."""

    def __init__(self, *batches: SaveBatch) -> None:
        self.rows: dict[tuple[str, ...], object] = {}
        for batch in batches:
            self.save(batch)

    def save(self, batch: SaveBatch) -> None:
        self.rows.update({("child", c.id): c for c in batch.children})
        self.rows.update({("child row", c.id): c for c in batch.child_rows})
        self.rows.update({("head", h.review_id): h for h in batch.heads})
        self.rows.update({("review row", r.id): r for r in batch.review_rows})
        self.rows.update({("section", s.review_id, s.record.id): s for s in batch.sections})
        for section in batch.gone_sections:
            self.rows.pop(("section", section.review_id, section.section_id), None)
        for key in batch.gone_lines:
            self.rows.pop(("line", key.owner, key.id), None)
        self.rows.update({("line", line.owner, line.id): line for line in batch.lines})

    def holds(self, opened: Opened) -> bool:
        """Return whether it is as if all of ``opened``, and nothing else, had been written."""
        return self.rows == StoreModel(everything(opened)).rows


def everything(opened: Opened) -> SaveBatch:
    return whole(opened, columns(), AUTHOR, "child added")


def difference(before: Opened, after: Opened) -> SaveBatch:
    return changed(before, after, columns(), AUTHOR)
