"""Keeping small numbers out of a table, also from whoever adds and subtracts.

A number from 1 to 4 is not shown, and no number that would give it away is shown either: totals
are known, so at least two numbers go unseen together, and what they come to is no small number.
All of them look the same, so that nobody can tell which was the small one. Nothing at all is shown
of fewer than five. Source: domain.md §3.7.
"""

from collections.abc import Iterator, Sequence

SMALLEST_SHOWN = 5


def shown_counts(counts: Sequence[int]) -> tuple[int | None, ...] | None:
    """Return the counts of a table whose total is known, None for each that is not shown.

    The whole is None where there are too few to show any of it.
    """
    total = sum(counts)
    if total == 0:
        return tuple(counts)
    if total < SMALLEST_SHOWN:
        return None
    hidden = {at for at, count in enumerate(counts) if is_small(count)}
    if hidden:
        hidden.update(_also(counts, hidden))
    return tuple(None if at in hidden else count for at, count in enumerate(counts))


def shown_pairs(
    pairs: Sequence[tuple[int, int]],
) -> tuple[tuple[int, int] | None, ...] | None:
    """Return the rows of a table of yes and no, None for each row that is not shown.

    What each column comes to is known, but for where the whole is None.
    """
    columns = tuple(sum(column) for column in zip(*pairs, strict=True)) if pairs else ()
    if not any(columns):
        return tuple(pairs)
    if any(map(is_small, columns)) or sum(columns) < SMALLEST_SHOWN:
        return None
    hidden = {at for at, pair in enumerate(pairs) if any(map(is_small, pair))}
    if hidden:
        hidden.update(_also_rows(pairs, hidden))
    return tuple(None if at in hidden else pair for at, pair in enumerate(pairs))


def is_small(count: int) -> bool:
    """Whether a count could point at somebody."""
    return 0 < count < SMALLEST_SHOWN


def _also(counts: Sequence[int], hidden: set[int]) -> Iterator[int]:
    """Yield what must go unseen beside the small counts: the next larger, until it is enough."""
    number, total = len(hidden), sum(counts[at] for at in hidden)
    rest = sorted((count, at) for at, count in enumerate(counts) if count and at not in hidden)
    for count, at in rest:
        if number > 1 and total >= max(SMALLEST_SHOWN, number + 1):  # never one alone
            return
        number, total = number + 1, total + count
        yield at


def _also_rows(pairs: Sequence[tuple[int, int]], hidden: set[int]) -> Iterator[int]:
    """Yield the rows that must go unseen beside those that hold a small count."""
    unseen = [pairs[at] for at in hidden]
    rest = [at for at, pair in enumerate(pairs) if any(pair) and at not in hidden]
    rest.sort(key=lambda at: (sum(pairs[at]), at))
    while rest and not _is_safe(unseen):
        at = rest.pop(0)
        unseen.append(pairs[at])
        yield at


def _is_safe(unseen: Sequence[tuple[int, int]]) -> bool:
    """Whether rows that go unseen together keep each of their small counts to themselves."""
    sums = [sum(column) for column in zip(*unseen, strict=True)]
    return len(unseen) > 1 and not any(0 < total < SMALLEST_SHOWN for total in sums)
