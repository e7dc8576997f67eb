"""Quality assurance of full records: how many a second, and whether memory stays flat.

Files on a real disk, each read whole, every check on, with the names of the other children of the
folder and the text of the review before. Two programs share the two cores; the documents are made
beforehand, half of them records of a second review of the same child.
"""

import statistics
from collections.abc import Iterator

from export.package import packed, unpacked
from tests.bench.measure import Bench, Figure
from tests.bench.processes import answer_of, answers_of
from tests.support.documents import exported
from tests.support.generate import full_review, predecessors

_DOCUMENTS, _DISTINCT = 400, 20
_RUNS = 3
_LONGEST = 600.0  # seconds
_BAR_MS = 25.0
"""A document, on both cores together: 40 a second."""
_BAR_MEMORY = 1.05


def measure(bench: Bench) -> list[Figure]:
    """Return how long a document takes, on two cores and on one, and how memory grows."""
    count = 24 if bench.quick else _DOCUMENTS
    with bench.folder() as folder:
        halves = [folder / "first", folder / "second"]
        for half in halves:
            half.mkdir()
        for number, content in enumerate(_documents(count)):
            half = halves[number // 2 % 2]
            (half / f"{number:04}.docx").write_bytes(content)
        runs = [
            answers_of(
                bench.kept, "quality_once", *((str(half),) for half in halves), longest=_LONGEST
            )
            for _ in range(min(bench.runs, _RUNS))
        ]
        whole = answer_of(bench.kept, "quality_once", *map(str, halves), longest=_LONGEST)
    together = [max(one["ms"] for one in run) / count for run in runs]
    alone = whole["ms"] / count
    half_peak = max(one["peak_mb"] for one in runs[0])
    return [
        Figure(
            name="quality of a full record, all checks on, on two cores",
            value=statistics.median(together),
            unit="ms",
            bar=None if bench.quick else _BAR_MS,
            detail=f"{1000 / statistics.median(together):.0f} documents a second, "
            f"{1000 / alone:.0f} in one program; {bench.yardstick}",
            samples={"together": together},
        ),
        Figure(
            name=f"peak memory of {count} documents / of {count // 2}",
            value=whole["peak_mb"] / half_peak,
            unit="×",
            bar=_BAR_MEMORY,
            detail=f"{whole['peak_mb']:.0f} MB, {half_peak:.0f} MB",
        ),
    ]


def _documents(count: int) -> Iterator[bytes]:
    """Yield so many documents: pairs of successive records, each pair of another child."""
    pairs = [_pair(seed) for seed in range(min(_DISTINCT, count // 2))]
    for number in range(count // 2):
        for content in pairs[number % len(pairs)]:
            yield _of_another(content, number)


def _pair(seed: int) -> tuple[bytes, bytes]:
    opened = full_review(seed)
    (before,) = predecessors(seed, opened.child, 1)
    return (
        exported("minutes", opened.child, before),
        exported("minutes", opened.child, opened.the_review),
    )


def _of_another(content: bytes, number: int) -> bytes:
    """Return the document with another council's number for the child."""
    parts = unpacked(content)
    new = f"GEN-9{number:06}".encode()
    return packed(
        {
            name: part.replace(b"GEN-0000001", new) if name.endswith(".xml") else part
            for name, part in parts.items()
        }
    )
