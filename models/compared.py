"""Two states of a review beside each other: which lines and which recommendations differ.

Lines are matched by their permanent ids, so that one that was reworded is told from one that was
taken out and another that came in.
"""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

import msgspec

from models.apply import quotes_of
from models.child import Value
from models.edits import Opened
from models.review import Recommendation, Review
from models.terms import Term
from models.text import Quote, Text, shown


class Difference(Term):
    """How a line or a recommendation differs."""

    SAME = "same", "the same"
    CHANGED = "changed", "changed"
    ADDED = "added", "added"
    REMOVED = "removed", "taken out"


class Pair(Value, frozen=True, kw_only=True):
    """A line as it was and as it is; None where there was or is none. ``words``: a quotation."""

    before: str | None
    after: str | None
    difference: Difference
    words: bool = False


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
    return lines, tuple((quote.id, quote.text) for quote in record.quotes)


def _rest(review: Review) -> object:
    return msgspec.structs.replace(
        review.head, versions=(), sending=type(review.head.sending)(), dismissed_hints=()
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


def _pairs(
    was: Text, is_now: Text, quotes_then: Mapping[str, Quote], quotes: Mapping[str, Quote]
) -> Iterator[Pair]:
    then = [(line.id, shown(line, quotes_then), line.quote is not None) for line in was]
    now = [(line.id, shown(line, quotes), line.quote is not None) for line in is_now]
    matcher = SequenceMatcher(
        None, [line[0] for line in then], [line[0] for line in now], autojunk=False
    )
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            for (_, old, _q), (_, new, words) in zip(then[i1:i2], now[j1:j2], strict=True):
                difference = Difference.SAME if old == new else Difference.CHANGED
                yield Pair(before=old, after=new, difference=difference, words=words)
            continue
        for _, old, words in then[i1:i2]:
            yield Pair(before=old, after=None, difference=Difference.REMOVED, words=words)
        for _, new, words in now[j1:j2]:
            yield Pair(before=None, after=new, difference=Difference.ADDED, words=words)
