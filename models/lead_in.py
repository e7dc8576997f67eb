"""What leads into a quotation goes with it: no copy says *they told me:* with nothing after it.

A lead-in is the last sentence of a line that ends in a colon and stands right before quotations.
It is no part of the quotation, so nothing else takes it out; left standing it would tell a reader
that something was said that is not for them (design.md §3, the one door).
"""

import re

import msgspec

from models.review import Review
from models.text import Line, Text

_END = re.compile(r"[.!?…][”’\"')\]]*\s+")
_NO_END = frozenset(("mr", "mrs", "ms", "mx", "dr", "st", "prof", "rev"))


def without_lead_ins(whole: Review, left: Review) -> Review:
    """Return the review that is left without the words that led into quotations now gone."""
    before = {record.id: record.minutes for record in whole.sections}
    sections = tuple(
        msgspec.structs.replace(
            record, minutes=_without_these(before.get(record.id, ()), record.minutes)
        )
        for record in left.sections
    )
    return left if sections == left.sections else msgspec.structs.replace(left, sections=sections)


def _without_these(whole: Text, left: Text) -> Text:
    there = {line.id for line in left}
    orphans = {
        line.id
        for at, line in enumerate(whole)
        if line.id in there and _is_orphan(whole[at + 1 :], there)
    }
    if not orphans:
        return left
    lines = ((line, _shortened(line) if line.id in orphans else line) for line in left)
    return tuple(now for line, now in lines if now is line or now.text)


def _is_orphan(after: Text, there: set[str]) -> bool:
    """Whether quotations stood right after a line and none of them is there any more."""
    led_into = []
    for line in after:
        if line.quote is None:
            break
        led_into.append(line.id)
    return bool(led_into) and there.isdisjoint(led_into)


def _shortened(line: Line) -> Line:
    said = line.text.rstrip()
    if line.quote is not None or not said.endswith(":"):
        return line
    ends = [found.end() for found in _END.finditer(said) if _is_an_end(said, found)]
    return msgspec.structs.replace(line, text=said[: ends[-1]].rstrip() if ends else "")


def _is_an_end(text: str, found: re.Match[str]) -> bool:
    words = text[: found.start()].split()
    last = words[-1].lstrip("(“‘\"'") if words else ""
    following = text[found.end() : found.end() + 1]
    return last.casefold() not in _NO_END and not following.islower()
