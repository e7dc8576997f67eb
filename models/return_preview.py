"""What a national return would do to the caseload, laid out to be looked over first.

Made in the helper process from files and unopened children, so that the window gets plain rows and
children that stay packed until they are taken; nothing is saved here.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import msgspec

from models.child import Child, Value
from models.ssda903 import FileSeen, Proposal, RowProblem, Standing, files_in, propose, read_return
from models.taking import TakenChild

Told = Callable[[int, int], None]

_CHILD = msgspec.json.Decoder(Child)
_ORDER = (Standing.CHANGED, Standing.GONE, Standing.NEW, Standing.ABSENT, Standing.UNCHANGED)
_DIGITS = 12  # of a number, by which "9" comes before "10"


class PreviewRow(Value, frozen=True, kw_only=True):
    """One child of the return or of this caseload; ``mine`` where they are on it already.

    ``name`` is what they are called here, empty for a new one; ``taken`` is what taking them would
    write, None where there is nothing to take.
    """

    la_id: str
    name: str = ""
    mine: bool = False
    born: date
    standing: Standing
    words: tuple[str, ...] = ()
    taken: TakenChild | None = None


class Preview(Value, frozen=True, kw_only=True):
    """A whole return as it would change this caseload; ``problem_count`` counts unlisted ones."""

    files: tuple[FileSeen, ...] = ()
    rows: tuple[PreviewRow, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    problem_count: int = 0


def get_ready() -> None:
    """Do nothing: the process that does it has what ``look_over`` needs from then on."""


def look_over(paths: Sequence[Path], bodies: Sequence[bytes], today: date, told: Told) -> Preview:
    """Read the files and lay them beside the children of the caseload, given as bodies.

    Raises:
        UserFacingError: a file cannot be read at all, and why.
    """
    with _without_collecting():
        return _looked_over(paths, bodies, today, told)


def _looked_over(
    paths: Sequence[Path], bodies: Sequence[bytes], today: date, told: Told
) -> Preview:
    children = list(map(_CHILD.decode, bodies))
    kept = {child.id: (child, body) for child, body in zip(children, bodies, strict=True)}
    read = read_return(files_in(paths), today, told)
    rows = [_row(one, kept) for one in propose(read, children, today)]
    rows.sort(key=lambda row: (_place(row), row.la_id.zfill(_DIGITS)))
    return Preview(
        files=read.files,
        rows=tuple(rows),
        problems=read.problems,
        problem_count=read.problem_count,
    )


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Look for no rubbish meanwhile: values hold none, and looking through them takes a quarter."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _place(row: PreviewRow) -> int:
    """Return where a child stands; who left care and is not on this caseload comes last."""
    if row.standing is Standing.GONE and not row.mine:
        return len(_ORDER)
    return _ORDER.index(row.standing)


def _row(one: Proposal, kept: dict[str, tuple[Child, bytes]]) -> PreviewRow:
    here, body = kept.get(one.before_id, (None, None))
    child = one.child or here
    if child is None:
        raise AssertionError("A proposal is about a child of the return or of the caseload.")
    taken = None
    if one.child is not None and one.standing is not Standing.UNCHANGED:
        taken = TakenChild(body=msgspec.json.encode(one.child), before=body)
    return PreviewRow(
        la_id=one.la_id,
        name=here.preferred_name if here is not None else "",
        mine=here is not None,
        born=child.born,
        standing=one.standing,
        words=one.words,
        taken=taken,
    )
