"""The stability strip in words: what a screen reader says, and what stands beside the picture."""

from collections.abc import Iterator
from datetime import date

from models.ages import age_on
from models.calendar import long_date
from models.child import Value
from models.living_here import same_since
from models.stability import Came, Counts, Lane, Stability, Stay, Window

_UNITS = {
    Lane.HOMES: ("home", "move"),
    Lane.SCHOOLS: ("school", "change of school"),
    Lane.WORKERS: ("social worker", "change of social worker"),
    Lane.OFFICERS: ("reviewing officer", "change of reviewing officer"),
}
_ALWAYS = (Lane.HOMES, Lane.SCHOOLS, Lane.WORKERS)


class LaneWords(Value, frozen=True, kw_only=True):
    """A lane in words: ``counts`` as sentences, ``stays`` as a line each, the newest first."""

    lane: Lane
    counts: tuple[str, ...]
    stays: tuple[str, ...]


def in_words(found: Stability) -> tuple[LaneWords, ...]:
    """Return every lane that has something to say; homes, schools and workers always."""
    return tuple(
        LaneWords(lane=lane, counts=_lane_counts(found, lane), stays=_lines(found, lane))
        for lane, stays in found.lanes
        if stays or lane in _ALWAYS
    )


def short_words(found: Stability) -> tuple[str, ...]:
    """Return the one sentence of each lane that counts most, for a narrow place."""
    lanes = (words for words in in_words(found) if words.lane is not Lane.CARE)
    return tuple(words.counts[0] for words in lanes if words.counts)


def spoken(found: Stability) -> str:
    """Return all of it as one text, for a screen reader and beside a picture in a record."""
    said = []
    for words in in_words(found):
        said.append(f"{words.lane.label}: {' '.join(words.counts)}".strip())
        said += [f"{line}." for line in words.stays]
    return " ".join(said)


def stay_words(stay: Stay, today: date) -> str:
    """Return one span in words: name, dates, how long, how the change into it came about."""
    when = f"since {long_date(stay.start)}"
    if stay.end is not None:
        when = f"{long_date(stay.start)} to {long_date(stay.end)}"
    return ", ".join(filter(None, (stay.name, when, _lasted(stay, today), came_words(stay))))


def came_words(stay: Stay) -> str:
    """Return how the change into a span came about, with why; nothing for the first one."""
    if stay.came is Came.START:
        return ""
    if stay.came is Came.CHANGED:
        return "why it changed is not written down" if stay.lane is Lane.HOMES else ""
    if stay.came is Came.TEMPORARY:
        return "temporary, counted apart"
    kind = {Lane.HOMES: " move", Lane.SCHOOLS: " change"}.get(stay.lane, "")
    words = stay.came.label
    if stay.came in (Came.PLANNED, Came.UNPLANNED):
        words += kind
        if stay.lane is Lane.SCHOOLS:
            return f"change {stay.why}"
    return f"{words} ({_lower(stay.why)})" if stay.why else words


def _lane_counts(found: Stability, lane: Lane) -> tuple[str, ...]:
    if lane is Lane.MISSING:
        return tuple(_missing_counts(found))
    if lane is Lane.CARE:
        return tuple(_care_counts(found))
    if lane is Lane.OTHERS:
        return ()
    if lane is Lane.SCHOOLS and found.before_school and not found.lane(lane):
        return ("Too young for school.",)
    if not found.lane(lane):
        return (f"No {_UNITS[lane][0]} is written down.",)
    return tuple(_counts(found, lane))


def _counts(found: Stability, lane: Lane) -> Iterator[str]:
    year = found.counts(lane, found.year)
    same = same_since(found, lane)
    if year.changes == 0 and same is not None:
        yield f"Same {_UNITS[lane][0]} since {_month(same.start)}."
    else:
        yield _sentence(lane, year, "in 12 months")
    if found.care is not None and found.care.start < found.year.start:
        since = found.counts(lane, found.care)
        yield _sentence(lane, since, f"since coming into care on {long_date(found.care.start)}")
    yield from _temporary(lane, found)


def _sentence(lane: Lane, counts: Counts, when: str) -> str:
    one, change = _UNITS[lane]
    if not counts.changes:
        return f"No {change} that counts {when}."
    if lane is Lane.SCHOOLS:
        return f"{_many(counts.changes, change)} {when}{_during(counts)}."
    words = f"{_many(counts.there, one)} {when}"
    said = _kinds(counts, change) if lane is Lane.HOMES else _many(counts.changes, "change")
    return f"{words}: {said}."


def _during(counts: Counts) -> str:
    """Return how many changes of school came in the middle of a school year."""
    if not counts.unplanned:
        return ""
    some = "" if counts.unplanned == counts.changes else f"{counts.unplanned} of them "
    return f", {some}during a school year"


def _kinds(counts: Counts, change: str) -> str:
    """Return each kind of move by number: "1 planned move, 2 unplanned"."""
    other = counts.changes - counts.planned - counts.unplanned - counts.wish
    kinds = (
        (counts.planned, "planned"),
        (counts.unplanned, "unplanned"),
        (counts.wish, "by the child’s wish"),
        (other, "for a reason not written down"),
    )
    said = [(number, kind) for number, kind in kinds if number]
    (first, kind), *more = said
    noun = change if first == 1 else f"{change}s"
    before = kind in ("planned", "unplanned")
    start = f"{first} {kind} {noun}" if before else f"{first} {noun} {kind}"
    return ", ".join([start, *(f"{number} {kind}" for number, kind in more)])


def _temporary(lane: Lane, found: Stability) -> Iterator[str]:
    window = found.care or found.year
    number = found.counts(lane, window).temporary
    if number:
        yield f"Counted apart: {_many(number, 'temporary stay')}."


def _missing_counts(found: Stability) -> Iterator[str]:
    yield _missing_sentence(found, found.year, "in 12 months")
    if found.care is not None and found.care.start < found.year.start:
        yield _missing_sentence(found, found.care, "since coming into care")


def _missing_sentence(found: Stability, window: Window, when: str) -> str:
    missing = found.missing(window)
    if not missing.times:
        return f"Not missing {when}."
    times = {1: "once", 2: "twice"}.get(missing.times, f"{missing.times} times")
    return f"Missing {times} {when}, {_many(missing.nights, 'night')}."


def _care_counts(found: Stability) -> Iterator[str]:
    for stay in found.lane(Lane.CARE):
        until = f" to {long_date(stay.end)}" if stay.end is not None else ""
        word = "from" if until else "since"
        yield f"In care {word} {long_date(stay.start)}{until}."
    for stay in found.earlier:
        until = f" to {long_date(stay.end)}" if stay.end is not None else ""
        yield f"An earlier time in care, not counted: {long_date(stay.start)}{until}."


def _lines(found: Stability, lane: Lane) -> tuple[str, ...]:
    if lane is Lane.CARE:
        return ()
    return tuple(stay_words(stay, found.end) for stay in reversed(found.lane(lane)))


def _lasted(stay: Stay, today: date) -> str:
    return age_on(stay.start, max(stay.end or today, stay.start)).words


def _month(day: date) -> str:
    return long_date(day).split(" ", 1)[1]


def _many(number: int, unit: str) -> str:
    if number != 1 and unit.startswith("change of "):
        unit = unit.replace("change", "changes", 1)
        return f"{number} {unit}"
    return f"{number} {unit}{'' if number == 1 else 's'}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
