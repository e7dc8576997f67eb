"""What a later version changed, in a few words: where, never what (design.md §2, *Writing up*)."""

from collections.abc import Iterator

from export.context import Context
from models.review import DIFFERENCES, IRO_VIEW, LETTER_PREFIX, SignedVersion

_WORDS = {
    "next_review": "When the next review is",
    "people": "Who took part",
    "review": "Facts about the review",
    f"section:{IRO_VIEW}": "My view as reviewing officer",
    f"section:{DIFFERENCES}": "What we did not agree on",
}


def changed_words(version: SignedVersion, context: Context) -> tuple[str, ...]:
    """Return each place that differs from the version before, as the record heads it."""
    return tuple(dict.fromkeys(_words(version, context)))


def _words(version: SignedVersion, context: Context) -> Iterator[str]:
    titles = {f"section:{one.id}": f"{one.number}. {one.heading}" for one in context.sections}
    known = {**titles, **_WORDS}
    for change in version.changes:
        kind, _, name = change.partition(":")
        if kind == "section" and name.startswith(LETTER_PREFIX):
            yield "The letter to the child"
        elif kind == "recommendation":
            yield f"Recommendation {name}"
        elif kind == "recommendation_out":
            yield f"Recommendation {name} of the version before, taken out"
        elif change in known:
            yield known[change]
