"""Taking many children into the store a slice at a time, so that what is typed comes between."""

import time
from collections.abc import Callable, Sequence
from functools import partial

from models.taking import TakenChild, Took
from ui.background import Cancel, Failed, Told
from ui.program import Done

_FEWEST, _MOST = 40, 160  # children of a slice
_SECONDS = 0.04  # of a slice, so that what is typed never waits for 50 ms
_GROWS = 1.5  # times, from a slice to the next one at most


def next_slice(many: int, seconds: float) -> int:
    """Return how many children to take at once, after ``many`` were written in that time.

    The time is counted from asking to the answer, so that slices are small while the store has
    other things to write too, and grow when nobody types and the disk is quick.
    """
    fitting = many * min(_GROWS, _SECONDS / max(seconds, 0.001))
    return min(_MOST, max(_FEWEST, int(fitting)))


class TakingInSlices:
    """Children that are taken a slice after the other, until they are all taken or no more."""

    def __init__(
        self,
        take: Callable[[Sequence[TakenChild], Done[Took], Failed], None],
        taken: Sequence[TakenChild],
        told: Told,
        done: Done[Took],
        failed: Failed,
    ) -> None:
        self._take = take
        self._all = taken
        self._told = told
        self._done = done
        self._failed = failed
        self._at = 0
        self._many = _FEWEST
        self._took = Took()
        self._is_called_off = False

    def begin(self) -> Cancel:
        """Ask for the first slice; return what calls the others off."""
        self._next()
        return self._call_off

    def _call_off(self) -> None:
        self._is_called_off = True

    def _next(self) -> None:
        if self._at >= len(self._all) or self._is_called_off:
            self._done(self._took)
            return
        some = self._all[self._at : self._at + self._many]
        self._take(some, partial(self._was_taken, len(some), time.perf_counter()), self._failed)

    def _was_taken(self, many: int, asked: float, took: Took) -> None:
        self._at += many
        self._many = next_slice(many, time.perf_counter() - asked)
        self._took = Took(taken=self._took.taken + took.taken, left=self._took.left + took.left)
        self._told(self._at, len(self._all))
        self._next()
