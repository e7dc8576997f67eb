"""What a record of Heard says by itself where nobody wrote anything; it counts as nothing."""

import re

NOT_ALL = "Some parts are not in this copy."

NOTHING_WRITTEN = frozenset(
    {
        "Nothing was written in this section.",
        "No view of the reviewing officer is written down.",
        "No differences are written down.",
        "No recommendations of an earlier review are in this record.",
        "This review made no recommendations.",
        "The people at this review are not written down.",
        "Nothing had to be decided this time.",
        NOT_ALL,
        "Nothing stands here in this copy.",
        "No recommendation of this review is in this copy.",
        "The table ends here.",
    }
)
NO_RECOMMENDATIONS = "This review made no recommendations."
NO_EARLIER = "No recommendations of an earlier review are in this record."
NOT_WRITTEN = "Not written down"
"""Begins a fact that nobody wrote down."""
_NO_WORDS_ENDS = (" own are in this record.", " is not born yet.")
_NO_WORDS = re.compile(r"No words of .+ own are in this record\.|.+ is not born yet\.")
_REASONS = ("Not relevant because ", "Not discussed at ", "Left open at this review", "Not ")
STYLES = frozenset(
    {
        *("lead", "note", "occasion", "caption", "notice", "table heading"),
        *("child's words source", "child's words note"),
    }
)
"""The styles of what Heard says itself, in small letters."""


def says_nothing(text: str) -> bool:
    """Whether a paragraph of a record of ours only says that there is nothing."""
    ends_so = text.endswith(_NO_WORDS_ENDS)
    return text in NOTHING_WRITTEN or (ends_so and _NO_WORDS.fullmatch(text) is not None)


def is_reason(text: str) -> bool:
    """Whether a paragraph says why something was not talked about."""
    return text.startswith(_REASONS)
