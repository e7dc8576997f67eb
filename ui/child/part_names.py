"""The parts of a child's page, and what each is called: with a count where that tells something."""

from collections.abc import Iterator

from models.child import Child, still_open
from models.disputes import open_disputes

PARTS = (
    *("overview", "facts", "people", "homes", "plan", "clocks"),
    *("reviews", "promises", "disputes", "between"),
)


def part_names(child: Child, reviews: int) -> Iterator[tuple[int, str]]:
    """Yield the place and the name of every part whose name depends on the child."""
    yield 0, f"About {child.preferred_name}"
    for part, name, count, more in (
        ("people", "People", len(child.people), ""),
        ("reviews", "Reviews", reviews, ""),
        ("promises", "Recommendations", len(still_open(child)), " open"),
        ("disputes", "Disputes", len(open_disputes(child)), " open"),
    ):
        yield PARTS.index(part), f"{name} · {count}{more}" if count else name
