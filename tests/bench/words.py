"""The language helper over ten pages: every word looked at, for the record and for the letter.

The first pass makes the phrases of an audience; those after it are what somebody waits for who
writes. A page is 500 words, with as much to find as a hasty first draft has.
"""

import statistics

from models.language import Audience, Helper, load_words
from models.wording import Wording
from tests.bench.measure import Bench, Figure, medians, timed
from tests.support.generate import full_review

PAGES, A_PAGE = 10, 500
_HASTY = (
    "The placement broke down and contact was supervised. Her siblings were at the contact centre. "
)
_EVERY = 120  # words of a plain text between two hasty sentences


def measure(bench: Bench) -> list[Figure]:
    """Return how long ten pages take after the first look, for each kind of reader."""
    text = _ten_pages()
    helper = Helper(load_words(), Wording(name="Posy", pronouns="she/her"), names=("Ann Lee",))
    figures = []
    for audience in (Audience.RECORD, Audience.LETTER):
        found = len(helper.flags(text, audience))
        samples = [
            timed(lambda audience=audience: helper.flags(text, audience)) for _ in range(bench.runs)
        ]
        figures.append(
            Figure(
                name=f"ten pages looked through for words that hurt: {audience.label}",
                value=statistics.median(samples),
                unit="ms",
                bar=50.0,
                detail=f"{medians(median=samples)}, {found} found; {bench.yardstick}",
                samples={audience.value: samples},
            )
        )
    return figures


def _ten_pages() -> str:
    lines = (line.text for record in full_review(1).the_review.sections for line in record.minutes)
    plain = " ".join(lines).split()
    words: list[str] = []
    while len(words) < PAGES * A_PAGE:
        at = len(words) % max(len(plain) - _EVERY, 1)
        words += [*plain[at : at + _EVERY], *_HASTY.split()]
    return " ".join(words[: PAGES * A_PAGE])
