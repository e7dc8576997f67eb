"""Figures as they are drawn up and as they may be shown: small numbers never leave them.

A figure is a question with a table of counts that a chart repeats. Source: domain.md §3.7.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import msgspec

from models.child import Value
from models.suppression import SMALLEST_SHOWN, shown_counts, shown_pairs

NOT_KNOWN = "Not known"
NOT_SHOWN = "not shown"
WHY_NOT_SHOWN = (
    "Numbers under five are not shown, nor any number from which one of them could be worked out."
)
_PAIR = 2  # columns: yes and no


class FigureRow(Value, frozen=True, kw_only=True):
    """A row of a figure: a count for each column, None where it is not shown."""

    label: str
    numbers: tuple[int | None, ...]


class Figure(Value, frozen=True, kw_only=True):
    """One question answered in numbers.

    ``unit`` says what is counted; ``lead`` says the main thing in a sentence, where it can be
    said; ``notes`` stand beneath. ``is_whole`` tells that the columns of a row are parts of it.
    """

    id: str
    group: str
    title: str
    unit: str
    columns: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    total: int | None = None
    lead: str = ""
    notes: tuple[str, ...] = ()
    is_whole: bool = False

    @property
    def hides(self) -> bool:
        """Whether a number is kept back."""
        return any(number is None for row in self.rows for number in row.numbers)

    @property
    def highest(self) -> int:
        """The largest number that a bar has to show."""
        sums = (sum(n or 0 for n in row.numbers) for row in self.rows)
        return max(sums, default=0)


class Draft(Value, frozen=True, kw_only=True):
    """A figure before small numbers are taken out.

    ``of`` names the figure and its row that this one takes apart: where that row is not shown,
    nothing of this one is. ``groups`` are labels of rows whose sum another figure tells, so that
    each group must keep its small numbers to itself. ``withheld`` shows nothing at all.
    """

    id: str
    group: str
    title: str
    unit: str
    columns: tuple[str, ...]
    counts: tuple[tuple[str, tuple[int, ...]], ...]
    lead: Callable[[Sequence[Sequence[int | None]]], str] | None = None
    notes: tuple[str, ...] = ()
    is_whole: bool = False
    of: tuple[str, str] | None = None
    groups: tuple[frozenset[str], ...] = ()
    withheld: bool = False

    def shown(self, *, small_too: bool) -> Figure:
        """Return the figure as it may be shown."""
        numbers = self._all() if small_too else self._kept()
        total = sum(sum(row) for _, row in self.counts)
        may_total = small_too or not (self.withheld or 0 < total < SMALLEST_SHOWN)
        lead = self.lead(numbers) if self.lead is not None else ""
        rows = zip(self.counts, numbers, strict=True)
        return Figure(
            id=self.id,
            group=self.group,
            title=self.title,
            unit=self.unit,
            columns=self.columns,
            rows=tuple(FigureRow(label=label, numbers=tuple(n)) for (label, _), n in rows),
            total=total if may_total and not self.is_whole else None,
            lead=lead,
            notes=self.notes,
            is_whole=self.is_whole,
        )

    def _all(self) -> list[list[int | None]]:
        return [list(row) for _, row in self.counts]

    def _kept(self) -> list[list[int | None]]:
        width = len(self.columns)
        if self.withheld:
            return [[None] * width for _ in self.counts]
        if self.is_whole and width == _PAIR:
            pairs = shown_pairs([(row[0], row[1]) for _, row in self.counts])
            hidden: list[int | None] = [None, None]
            return [list(one or hidden) for one in pairs or [None] * len(self.counts)]
        if self.is_whole:
            return [list(shown_counts(row) or [None] * width) for _, row in self.counts]
        shown: dict[str, int | None] = {}
        for group in self.groups or (frozenset(label for label, _ in self.counts),):
            some = [(label, row[0]) for label, row in self.counts if label in group]
            column = shown_counts([number for _, number in some]) or [None] * len(some)
            shown |= dict(zip((label for label, _ in some), column, strict=True))
        return [[shown[label]] for label, _ in self.counts]


def shown_figures(drafts: Iterable[Draft], *, small_too: bool) -> tuple[Figure, ...]:
    """Return the figures as they may be shown side by side; one never tells what another hides."""
    made: dict[str, Figure] = {}
    for draft in drafts:
        whole = made.get(draft.of[0]) if draft.of is not None else None
        label = draft.of[1] if draft.of is not None else ""
        hides = whole is not None and any(
            row.label == label and None in row.numbers for row in whole.rows
        )
        kept = msgspec.structs.replace(draft, withheld=True) if hides else draft
        made[draft.id] = kept.shown(small_too=small_too)
    return tuple(made.values())


def share(part: int, whole: int) -> str:
    """Return a share as a whole per cent, in words; nothing of nothing."""
    return f"{round(100 * part / whole)} %" if whole else ""


def single(
    id_: str, group: str, title: str, counts: Iterable[tuple[str, int]], *, unit: str = "reviews"
) -> Draft:
    """Return a figure with one number in each row."""
    rows = tuple((label, (number,)) for label, number in counts)
    return Draft(id=id_, group=group, title=title, unit=unit, columns=(capital(unit),), counts=rows)


def yes_no(
    id_: str,
    group: str,
    title: str,
    values: Iterable[bool | None],
    said: str,
    *,
    unit: str = "reviews",
) -> Draft:
    """Return a figure of yes, no and not known; ``said`` ends the sentence that says the share."""
    found = Counter(values)
    counts = [("Yes", found[True]), ("No", found[False]), (NOT_KNOWN, found[None])]
    draft = single(id_, group, title, counts, unit=unit)

    def lead(numbers: Sequence[Sequence[int | None]]) -> str:
        yes, no = numbers[0][0], numbers[1][0]
        if yes is None or no is None or not yes + no:
            return ""
        unknown = numbers[2][0]
        rest = f" Of {unknown} it is not known." if unknown else ""
        return f"{yes} of {yes + no} {unit} ({share(yes, yes + no)}) {said}.{rest}"

    return msgspec.structs.replace(draft, lead=lead)


def capital(words: str) -> str:
    """Return words as they begin a row."""
    return words[:1].upper() + words[1:]


def counted(labels: Iterable[str], order: Sequence[str] = ()) -> list[tuple[str, int]]:
    """Return each label with how often it is there: in this order, then the most frequent first."""
    found = Counter(labels)
    known = [(label, found.pop(label, 0)) for label in order]
    return [*known, *sorted(found.items(), key=lambda one: (-one[1], one[0]))]
