"""Two states of a review beside each other: which lines and which recommendations differ.

Lines are matched by their permanent ids, so that one that was reworded is told from one that was
taken out and another that came in.
"""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import NamedTuple

import msgspec

from models.apply import quotes_of
from models.child import Value
from models.edits import Field, Opened, SpliceText
from models.review import Recommendation, Review, Sending
from models.terms import Term
from models.text import Mark, Quote, Text, shown


class Difference(Term):
    """How a line or a recommendation differs."""

    SAME = "same", "the same"
    CHANGED = "changed", "changed"
    ADDED = "added", "added"
    REMOVED = "removed", "taken out"


class Pair(Value, frozen=True, kw_only=True):
    """A line as it was and as it is; None where there was or is none.

    ``words`` says that it is a quotation, ``secret`` that it is for the annex alone.
    """

    before: str | None
    after: str | None
    difference: Difference
    words: bool = False
    secret: bool = False


class SectionPair(Value, frozen=True, kw_only=True):
    """The minutes of a section, line beside line."""

    section: str
    pairs: tuple[Pair, ...]

    @property
    def is_changed(self) -> bool:
        """Whether any line differs."""
        return any(pair.difference is not Difference.SAME for pair in self.pairs)


class RecommendationPair(Value, frozen=True, kw_only=True):
    """A recommendation as it was and as it is, each with its number; None where there is none."""

    before: tuple[int, Recommendation] | None
    after: tuple[int, Recommendation] | None
    difference: Difference


def compare_minutes(before: Opened, after: Opened) -> tuple[SectionPair, ...]:
    """Return every section that either state has minutes of, in the order of the later one."""
    was, is_now = before.the_review, after.the_review
    ids = list(dict.fromkeys(one.id for review in (is_now, was) for one in review.sections))
    quotes = quotes_of(before), quotes_of(after)
    sections = (
        SectionPair(
            section=name,
            pairs=tuple(_pairs(was.section(name).minutes, is_now.section(name).minutes, *quotes)),
        )
        for name in ids
    )
    return tuple(one for one in sections if one.pairs)


def compare_recommendations(before: Review, after: Review) -> tuple[RecommendationPair, ...]:
    """Return every recommendation of either state, in the order of the later one."""
    was, is_now = _numbered(before), _numbered(after)
    made = [_beside(was.get(name), is_now[name]) for name in is_now]
    return (*made, *(_beside(was[name], None) for name in was if name not in is_now))


def changes_since(frozen: Review, now: Review) -> tuple[str, ...]:
    """Return what a record shows otherwise than the signed version, without any of its words.

    Each is ``section:<id>``, ``recommendation:<number>``, ``recommendation_out:<number>``,
    ``next_review``, ``people`` or ``review``; ids are for ever.
    """
    found = [
        f"section:{name}"
        for name in dict.fromkeys(one.id for review in (now, frozen) for one in review.sections)
        if _written(frozen, name) != _written(now, name)
    ]
    for pair in compare_recommendations(frozen, now):
        if pair.after is not None and pair.difference is not Difference.SAME:
            found.append(f"recommendation:{pair.after[0]}")
        elif pair.after is None and pair.before is not None:
            found.append(f"recommendation_out:{pair.before[0]}")
    if frozen.head.next_review != now.head.next_review:
        found.append("next_review")
    if frozen.head.attendance != now.head.attendance:
        found.append("people")
    if not found and _rest(frozen) != _rest(now):
        found.append("review")
    return tuple(found)


def _written(review: Review, section: str) -> tuple[object, ...]:
    record = review.section(section)
    lines = tuple((line.text, line.mark, line.spans, line.quote) for line in record.minutes)
    return lines, tuple((q.id, q.text, q.source, q.said_on) for q in record.quotes)


def _rest(review: Review) -> object:
    """Return the head without what stands in no document."""
    return msgspec.structs.replace(
        review.head,
        versions=(),
        sending=Sending(),
        left_for_now=(),
        dismissed_hints=(),
        feedback=(),
    )


def _numbered(review: Review) -> dict[str, tuple[int, Recommendation]]:
    return {one.id: (at, one) for at, one in enumerate(review.head.recommendations, 1)}


def _beside(
    before: tuple[int, Recommendation] | None, after: tuple[int, Recommendation] | None
) -> RecommendationPair:
    if before is None:
        difference = Difference.ADDED
    elif after is None:
        difference = Difference.REMOVED
    else:
        difference = Difference.SAME if _said(before) == _said(after) else Difference.CHANGED
    return RecommendationPair(before=before, after=after, difference=difference)


def _said(numbered: tuple[int, Recommendation]) -> tuple[object, ...]:
    """Return what a document shows of a recommendation."""
    number, one = numbered
    return number, msgspec.structs.replace(one, line_id=None, follows_line=False)


class _Shown(NamedTuple):
    """What of a line is compared."""

    id: str
    text: str
    words: bool
    secret: bool


def _pairs(
    was: Text, is_now: Text, quotes_then: Mapping[str, Quote], quotes: Mapping[str, Quote]
) -> Iterator[Pair]:
    then, now = _all_shown(was, quotes_then), _all_shown(is_now, quotes)
    matcher = SequenceMatcher(None, [one.id for one in then], [one.id for one in now], False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            for old, new in zip(then[i1:i2], now[j1:j2], strict=True):
                yield _pair(old, new)
            continue
        yield from (_pair(old, None) for old in then[i1:i2])
        yield from (_pair(None, new) for new in now[j1:j2])


def _all_shown(text: Text, quotes: Mapping[str, Quote]) -> list[_Shown]:
    return [
        _Shown(line.id, shown(line, quotes), line.quote is not None, line.mark is Mark.CONFIDENTIAL)
        for line in text
    ]


def _pair(old: _Shown | None, new: _Shown | None) -> Pair:
    if old is None:
        difference = Difference.ADDED
    elif new is None:
        difference = Difference.REMOVED
    else:
        difference = Difference.SAME if old[1:] == new[1:] else Difference.CHANGED
    one = [side for side in (old, new) if side is not None]
    return Pair(
        before=old.text if old is not None else None,
        after=new.text if new is not None else None,
        difference=difference,
        words=any(side.words for side in one),
        secret=any(side.secret for side in one),
    )


def brought_back(earlier: Opened, now: Opened, section: str) -> SpliceText | None:
    """Return the edit that puts a section's earlier minutes in the place of today's; None: same.

    A quotation that is still there stays as it is now; one that is gone comes back with its line.
    """
    old = earlier.the_review.section(section).minutes
    today = now.the_review.section(section).minutes
    if old == today:
        return None
    then, there = quotes_of(earlier), quotes_of(now)
    missing = dict.fromkeys(
        line.quote for line in old if line.quote is not None and line.quote not in there
    )
    return SpliceText(
        section=section,
        field=Field.MINUTES,
        at=0,
        removed=len(today),
        lines=old,
        quotes=tuple(then[name] for name in missing),
    )
