"""Small numbers stay unseen, also by adding and subtracting; every small table is tried."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from models.suppression import SMALLEST_SHOWN, is_small, shown_counts, shown_pairs

COUNTS = st.lists(st.integers(0, 40), max_size=9)
PAIRS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6)


@given(COUNTS)
def test_that_no_small_number_is_shown_and_no_shown_number_is_changed(counts: list[int]) -> None:
    shown = shown_counts(counts)
    if shown is None:
        assert 0 < sum(counts) < SMALLEST_SHOWN
        return
    assert all(one is None or (one == count and not is_small(one))
               for one, count in zip(shown, counts, strict=True))  # fmt: skip


@given(COUNTS)
def test_that_what_goes_unseen_is_never_one_alone_nor_small_together(counts: list[int]) -> None:
    shown = shown_counts(counts)
    if shown is None or None not in shown:
        return
    unseen = [count for one, count in zip(shown, counts, strict=True) if one is None]
    assert len(unseen) >= 2
    assert sum(unseen) >= SMALLEST_SHOWN


@given(COUNTS)
def test_that_numbers_are_not_kept_back_without_need(counts: list[int]) -> None:
    if not any(map(is_small, counts)):
        assert shown_counts(counts) == tuple(counts)


def test_that_subtracting_from_the_total_gives_no_number_away() -> None:
    """Each number that is not shown could be another one, for all that the total tells."""
    for counts in product(range(9), repeat=3):
        shown = shown_counts(counts)
        if shown is None:
            continue
        unseen = [at for at, one in enumerate(shown) if one is None]
        left = sum(counts[at] for at in unseen)
        fitting = [
            dict(zip(unseen, some, strict=True))
            for some in product(range(1, left + 1), repeat=len(unseen))
            if sum(some) == left
        ]
        assert all(len({some[at] for some in fitting}) > 1 for at in unseen), counts


def test_that_subtracting_in_a_table_of_yes_and_no_gives_no_small_number_away() -> None:
    for table in product(product((0, 1, 4, 5, 7), repeat=2), repeat=3):
        shown = shown_pairs(table)
        if shown is None:
            continue
        for side in (0, 1):
            unseen = [table[at][side] for at, one in enumerate(shown) if one is None]
            if any(map(is_small, unseen)):  # then another row could have it all
                assert len(unseen) > 1
                assert sum(unseen) >= SMALLEST_SHOWN


@given(PAIRS)
def test_that_a_row_is_shown_as_it_is_or_not_at_all(pairs: list[tuple[int, int]]) -> None:
    shown = shown_pairs(pairs)
    if shown is not None:
        assert all(one is None or one == pair for one, pair in zip(shown, pairs, strict=True))
        assert not any(is_small(count) for one in shown if one for count in one)
