"""What a child was told of their rights: one fact, kept once, that duties and documents read.

The list is data (``resources/review/rights.toml``). A duty that was ticked tells of its rights, and
rights that were told settle their duty, so that nothing is asked twice (domain.md §10.13).
"""

from collections.abc import Sequence
from datetime import date
from functools import cache

import msgspec

import resources
from models.child import Value
from models.datafile import read_toml
from models.review import DutyRecord, ReviewHead
from models.taking_part import RightTold
from models.terms import DutyState, Understood

_SETTLED = frozenset({DutyState.DONE, DutyState.NOT_RELEVANT})


class Right(Value, frozen=True, kw_only=True):
    """A right: ``short`` for a list in a sentence, ``duty`` the duty that telling it fulfils."""

    id: str
    words: str
    short: str
    duty: str = ""
    needed: bool = False


class _File(Value, frozen=True, kw_only=True):
    version: str
    right: tuple[Right, ...]


@cache
def rights() -> tuple[Right, ...]:
    """Return the shipped list. Raises DataFaultError when the file is damaged."""
    return read_toml(resources.path("review/rights.toml"), _File).right


def told_rights(head: ReviewHead) -> tuple[RightTold, ...]:
    """Return every right as it stands, those that a ticked duty tells of included."""
    known = {one.id: one for one in head.rights}
    duties = {duty.id: duty for duty in head.duties}
    return tuple(
        _as_told(known.get(right.id, RightTold(id=right.id)), duties.get(right.duty))
        for right in rights()
    )


def not_yet_told(head: ReviewHead) -> tuple[Right, ...]:
    """Return the rights every child must know that are neither told nor said not to matter."""
    settled = {one.id for one in told_rights(head) if one.state in _SETTLED}
    return tuple(right for right in rights() if right.needed and right.id not in settled)


def told_on(head: ReviewHead, duty_id: str) -> date | None:
    """Return the day on which the last right of a duty was told; None while one is not."""
    ids = [right.id for right in rights() if right.duty == duty_id]
    told = {one.id: one for one in head.rights if one.state is DutyState.DONE}
    days = [told[id_].on for id_ in ids if id_ in told]
    if not ids or len(days) < len(ids):
        return None
    return max((day for day in days if day is not None), default=None)


def told_today(head: ReviewHead, ids: Sequence[str], on: date, how: str) -> ReviewHead:
    """Return the head with those rights told on a UK date; what was noted of them stays."""
    known = {one.id: one for one in told_rights(head)}
    fresh = [
        msgspec.structs.replace(
            known[id_], state=DutyState.DONE, on=known[id_].on or on, how=how or known[id_].how
        )
        for id_ in ids
    ]
    others = (one for one in head.rights if one.id not in ids)
    return msgspec.structs.replace(head, rights=(*others, *fresh))


def _as_told(told: RightTold, duty: DutyRecord | None) -> RightTold:
    if told.state is not DutyState.OPEN or duty is None or duty.state not in _SETTLED:
        return told
    return msgspec.structs.replace(
        told, state=duty.state, on=told.on or duty.on, how=told.how or duty.how
    )


def is_known(told: RightTold) -> bool:
    """Return whether the child was seen to know it, or whoever speaks up for them does."""
    return told.understood in (Understood.TOLD_BACK, Understood.TOO_YOUNG)
