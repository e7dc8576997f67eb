"""Searching 10,000 reviews of 1,500 words: the first 50 lines, the newest first, with highlights.

The words are real English words drawn as unevenly as in real writing, since that decides how large
the parts of an index are. The store is made once and kept; its passphrase is the tests' own.
"""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

import resources
from models.child import Child
from models.edits import Opened
from models.review import Review, ReviewHead, SectionRecord
from models.store import Store, open_store
from models.store_access import unlock
from models.terms import ReviewType
from models.text import Line
from tests.bench.kept import kept_store, save_all
from tests.bench.measure import Bench, Figure, medians, timed
from tests.bench.unlock import FEW, MANY, caseload_store
from tests.support.generate import TODAY, section_ids
from tests.support.stores import NOW, PASSPHRASE

_REVIEWS, _QUICK_REVIEWS = 10_000, 1_000
_WORDS, _LINE_WORDS = 1_500, 24
_BAR = 50.0
_RARE, _HALF = "quincunx", "hedgehog"
_QUERIES = {
    "a rare word": _RARE,
    "a word in half of all": _HALF,
    "two common words": "home school",
    "a four-letter prefix": "coun",
}
"""As they are typed: the last word is also looked for as the beginning of longer ones."""

_ON_A_CASELOAD = {"a word": "school", "two words": "home school", "a four-letter prefix": "swim"}

_COMMON = (
    "the and to a of is in that with for has on was at be not her his they said will it she he "
    "school home mum dad week about feels likes wants more visits council worker teacher carer "
    "brother sister because happy plan review every when again good asked after weekend moved "
    "room new time family talk help before social staying football dog reading worried night "
    "still since health dentist doctor birthday friends class maths garden kitchen bus phone"
)


def measure(bench: Bench) -> list[Figure]:
    """Return how long each kind of query takes, and how long on the caseloads of §6."""
    count = _QUICK_REVIEWS if bench.quick else _REVIEWS
    folder = kept_store(bench, f"search-{count}", lambda store: save_all(store, _reviews(count)))
    figures = _figures(bench, folder, f"{count:,} reviews", _QUERIES)
    for children in (FEW, MANY):
        folder = caseload_store(bench, children)
        figures += _figures(bench, folder, f"{children:,} children", _ON_A_CASELOAD)
    return figures


def _figures(bench: Bench, folder: Path, searched: str, queries: dict[str, str]) -> list[Figure]:
    with open_store(folder, unlock(folder, PASSPHRASE).data_key, NOW) as store:
        found = {name: len(store.search(query)) for name, query in queries.items()}
        samples = bench.alternate(*(_timed_search(store, query) for query in queries.values()))
    return [
        Figure(
            name=f"search {searched} for {name}",
            value=sorted(one)[len(one) // 2],
            unit="ms",
            bar=_BAR,
            detail=f"{medians(median=one)}, {found[name]} lines found; {bench.yardstick}",
            samples={name: one},
        )
        for name, one in zip(queries, samples, strict=True)
    ]


def _timed_search(store: Store, query: str) -> Callable[[], float]:
    return lambda: timed(lambda: store.search(query))


def _reviews(count: int) -> Iterator[Opened]:
    """Yield reviews, each of a child of its own, over ten years."""
    chance = random.Random(1)
    words, weights = _vocabulary()
    for at in range(count):
        drawn = chance.choices(words, cum_weights=weights, k=_WORDS)
        if at % 2:
            drawn[chance.randrange(_WORDS)] = _HALF
        if at == count // 2:
            drawn[chance.randrange(_WORDS)] = _RARE
        yield _opened(at, drawn)


def _opened(at: int, words: list[str]) -> Opened:
    on = TODAY - timedelta(days=at * 7_919 % 3_650)
    lines = [
        Line(id=f"a{start:015d}", text=" ".join(words[start : start + _LINE_WORDS]))
        for start in range(0, _WORDS, _LINE_WORDS)
    ]
    ids = section_ids()
    share = -(-len(lines) // len(ids))
    records = (
        SectionRecord(id=name, notes=tuple(lines[n * share : (n + 1) * share]))
        for n, name in enumerate(ids)
    )
    child = Child(id=f"c{at:015d}", preferred_name="Ada", born=on - timedelta(days=3_000))
    head = ReviewHead(number=1, type=ReviewType.FIRST, review_date=on)
    sections = tuple(record for record in records if record.notes)
    review = Review(id=f"r{at:015d}", child_id=child.id, head=head, sections=sections)
    return Opened(child=child, review=review)


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """Return the words, and running weights that fall as in real writing (Zipf)."""
    listed = resources.read_text("third_party/eff_wordlist/eff_large_wordlist.txt").split()
    rest = [word for word in listed if word.isalpha()]
    random.Random(0).shuffle(rest)
    words = list(dict.fromkeys(_COMMON.split() + rest))
    return words, list(accumulate(1 / (rank + 2) for rank in range(len(words))))
