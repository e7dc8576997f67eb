"""How what was recommended before stands, in whatever words a council says it."""

import re
from datetime import date

from export.reader.record import ReadPromise

_FINISHED = re.compile(
    r"(?i)\s*(?:yes|y|done|completed?|achieved|met|actioned|closed|replaced|no longer"
    r"|not (?:needed|relevant|applicable)|n/?a)\b"
)
_ONLY_PARTLY = re.compile(
    r"(?i)\s*(?:no|n|not (?:yet )?(?:done|completed?|achieved|met|actioned|progressed)"
    r"|outstanding|incomplete|overdue|unmet|delayed"
    r"|part(?:ly|ially)?(?: (?:done|completed?|achieved|met))?)\b(?!-)"
)
_GOES_ON = re.compile(
    r"(?i)\s*(?:ongoing|on-going|under ?way|not (?:yet )?started|in progress|pending"
    r"|await\w*|to be|carried)\b"
)
_CARRIED_OVER = re.compile(r"(?i)\b(?:carried (?:forward|over)[^.;]*|c/?f\b|\d+ days? late)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_WORDS_OF_A_REASON = 2
_LATE = re.compile(r"(\d{1,5}) days? late")
_OPENS = ("first decided on", "carried forward")
_SHOWN = 40


def name_of(promise: ReadPromise) -> str:
    """Return by what a reader finds it: its number, or its first words where it has none."""
    if promise.number:
        return f"number {promise.number}"
    what = " ".join(promise.what.split())
    return f"“{what if len(what) <= _SHOWN else what[: _SHOWN - 1].rstrip() + '…'}”"


def is_finished(promise: ReadPromise) -> bool:
    """Whether it is said to be done, or not to be needed any more."""
    return _FINISHED.match(promise.status) is not None


def is_open(promise: ReadPromise) -> bool:
    """Whether it is plainly said not to be done, or not wholly."""
    return not is_finished(promise) and any(
        pattern.match(promise.status) for pattern in (_ONLY_PARTLY, _GOES_ON)
    )


def lacks_reason(promise: ReadPromise) -> bool:
    """Whether it is said not to be done, and not why."""
    found = None if is_finished(promise) else _ONLY_PARTLY.match(promise.status)
    if found is None:
        return False
    told = [t for t in promise.told if not t.casefold().startswith(_OPENS)]
    rest = _CARRIED_OVER.sub(" ", "\n".join((promise.status[found.end() :], *told)))
    return len(_WORD.findall(rest)) < _WORDS_OF_A_REASON


def days_late(promise: ReadPromise, held: date | None) -> int | None:
    """Return by how many days it is late on the day of the review, None where nothing tells."""
    said = _LATE.search(promise.status)
    if said:
        return int(said[1])
    if is_finished(promise):
        return 0
    if held is None or promise.by is None or not is_open(promise):
        return None
    return max((held - promise.by).days, 0)
