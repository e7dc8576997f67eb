"""Taking many children into the store a slice at a time, so that what is typed comes between."""

from collections.abc import Callable, Sequence
from functools import partial

from models.taking import TakenChild, Took
from ui.background import Cancel, Failed, Told
from ui.program import Done

_SLICE_TAKEN = 40  # children, under 50 ms


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
        some = self._all[self._at : self._at + _SLICE_TAKEN]
        self._take(some, partial(self._was_taken, len(some)), self._failed)

    def _was_taken(self, many: int, took: Took) -> None:
        self._at += many
        self._took = Took(taken=self._took.taken + took.taken, left=self._took.left + took.left)
        self._told(self._at, len(self._all))
        self._next()
