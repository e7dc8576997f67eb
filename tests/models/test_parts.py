"""What a save writes after any edits is what writing everything anew would have written."""

from datetime import date

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from models.apply import apply
from models.calendar import WorkingCalendar
from models.columns import ListColumns
from models.deadlines import DateEngine
from models.edits import Edit, Field, MarkLine, MoveLine, Opened, SetHead, SpliceText
from models.law import load_law
from models.parts import Author, changed, whole
from models.store_rows import IndexLine, SaveBatch
from models.text import Line, Mark
from tests.support.sample import sample_opened
from tests.support.stores import NOW

COLUMNS = ListColumns(DateEngine(law=load_law(), calendar=WorkingCalendar()))
AUTHOR = Author(who="Morag Bell", at=NOW)

Lines = dict[tuple[str, str], IndexLine]


def lines_of(batch: SaveBatch) -> Lines:
    return {(line.owner, line.id): line for line in batch.lines}


def saved(lines: Lines, batch: SaveBatch) -> Lines:
    """Return what search would find after the batch was written over ``lines``."""
    gone = {(key.owner, key.id) for key in batch.gone_lines}
    return {key: line for key, line in lines.items() if key not in gone} | lines_of(batch)


def everything(opened: Opened) -> Lines:
    return lines_of(whole(opened, COLUMNS, AUTHOR, "review started"))


def edit_of(opened: Opened, kind: str, turn: int) -> Edit:
    """Return an edit of that kind somewhere in the notes of ``opened``."""
    places = [(r.id, at) for r in opened.the_review.sections for at in range(len(r.notes))]
    section, at = places[turn % len(places)]
    line = opened.the_review.section(section).notes[at]
    other = opened.the_review.sections[turn % len(opened.the_review.sections)].id
    head = opened.the_review.head
    match kind:
        case "type":
            new = (msgspec.structs.replace(line, text=f"{line.text} {turn}", quote=None),)
            return SpliceText(section=section, field=Field.NOTES, at=at, removed=1, lines=new)
        case "copy to minutes":
            new = (Line(id=f"{turn:016d}", text=line.text),)
            return SpliceText(section=section, field=Field.MINUTES, at=0, removed=0, lines=new)
        case "take out":
            return SpliceText(section=section, field=Field.NOTES, at=at, removed=1, lines=())
        case "mark":
            ids = (f"x{turn:015d}", f"y{turn:015d}", f"z{turn:015d}")
            return MarkLine(section=section, line=line.id, mark=list(Mark)[turn % 6], ids=ids)
        case "move":
            return MoveLine(section=section, line=line.id, to=other)
        case _:
            day = date(2026, 11, 1 + turn % 28)
            return SetHead(head=msgspec.structs.replace(head, review_date=day))


KINDS = st.sampled_from(("type", "copy to minutes", "take out", "mark", "move", "date"))


@given(edits=st.lists(st.tuples(KINDS, st.integers(0, 99)), max_size=8, unique_by=lambda e: e[1]))
def test_that_search_knows_after_each_save_what_it_would_know_of_the_whole(
    edits: list[tuple[str, int]],
) -> None:
    before = after = sample_opened()
    lines = everything(before)
    for at, (kind, turn) in enumerate(edits):
        after = apply(after, edit_of(after, kind, turn))
        if at % 2:  # a save may carry several edits
            lines = saved(lines, changed(before, after, COLUMNS, AUTHOR))
            before = after
    assert saved(lines, changed(before, after, COLUMNS, AUTHOR)) == everything(after)


def test_that_typing_in_one_line_has_only_that_line_looked_at() -> None:
    before = sample_opened()
    batch = changed(before, apply(before, edit_of(before, "type", 0)), COLUMNS, AUTHOR)
    assert (len(batch.sections), len(batch.lines), batch.gone_lines) == (1, 1, ())


def test_that_a_plain_line_is_written_without_what_it_does_not_need() -> None:
    assert msgspec.json.encode(Line(id="a", text="b")) == b'{"id":"a","text":"b"}'
    assert msgspec.json.decode(b'{"id":"a"}', type=Line) == Line(id="a", mark=Mark.NOTE)
