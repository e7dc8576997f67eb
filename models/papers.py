"""The papers that a review of a child of some age needs (``resources/review/papers.toml``)."""

from functools import cache

import resources
from models.child import Child, Value
from models.datafile import read_toml
from models.review import Paper
from models.wording import Wording, fill


class ExpectedPaper(Value, frozen=True, kw_only=True):
    """A paper asked for; ages are in whole months, ``under_months`` not included."""

    id: str
    name: str
    from_months: int = 0
    under_months: int | None = None
    hidden: bool = False

    def is_for(self, months: int) -> bool:
        """Return whether the review of a child of that age in months needs it."""
        young_enough = self.under_months is None or months < self.under_months
        return not self.hidden and self.from_months <= months and young_enough


class _File(Value, frozen=True, kw_only=True):
    version: str
    paper: tuple[ExpectedPaper, ...]


@cache
def expected_papers() -> tuple[ExpectedPaper, ...]:
    """Return the shipped list. Raises DataFaultError when the file is damaged."""
    return read_toml(resources.path("review/papers.toml"), _File).paper


def papers_for(child: Child, months: int) -> tuple[Paper, ...]:
    """Return the papers awaited for a review of the child at that age in months."""
    wording = Wording(name=child.preferred_name, pronouns=child.pronouns)
    return tuple(
        Paper(id=paper.id, name=fill(paper.name, wording))
        for paper in expected_papers()
        if paper.is_for(months)
    )
