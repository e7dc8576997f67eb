"""The 40 questions of the audit (domain.md §7.2), read from data that a council may change.

Ids are for ever: audits and results keep them. Source of each question: its own line in
``resources/audit/questions.toml``.
"""

from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

import resources
from models.child import Value
from models.datafile import own_file, read_toml
from models.errors import DataFaultError
from models.terms import Term

FILE = "questions.toml"
"""The name of a council's own questions in its settings folder."""


class QuestionKind(Term):
    """Who answers: Heard from what is written, a person, or each a part of it."""

    READ = "A", "Heard reads the answer from the document"
    JUDGED = "H", "a person judges; Heard shows what bears on it"
    BOTH = "AH", "Heard reads a part of it, a person judges the rest"


class QuestionGroup(Value, frozen=True, kw_only=True):
    """A heading over questions."""

    id: str
    title: str


class AuditQuestion(Value, frozen=True, kw_only=True):
    """One question; ``looks_at`` names the sections and parts of a record that bear on it.

    Among the names are ids of the agenda's sections, and of the record's own parts: ``own_words``,
    ``about``, ``iro_view``, ``differences``, ``next``, ``duties`` and ``sign_off``.
    """

    id: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9_]+$")]
    number: int
    group: str
    kind: QuestionKind
    text: str
    source: str = ""
    looks_at: tuple[str, ...] = ()
    hidden: bool = False

    @property
    def numbered(self) -> str:
        """The question after its number, in a form that nobody takes for a list typed by hand."""
        return f"{self.number} · {self.text}"


class _File(Value, frozen=True, kw_only=True):
    """What the file holds."""

    version: str
    group: tuple[QuestionGroup, ...]
    question: tuple[AuditQuestion, ...]


class Questions(Value, frozen=True, kw_only=True):
    """The questions by number, without the hidden ones, and the headings over them."""

    version: str
    groups: tuple[QuestionGroup, ...]
    questions: tuple[AuditQuestion, ...]

    def of(self, group: str) -> tuple[AuditQuestion, ...]:
        """Return the questions under a heading."""
        return tuple(q for q in self.questions if q.group == group)

    def question(self, question_id: str) -> AuditQuestion | None:
        """Return a question by its id; None for one that is hidden or unknown."""
        return next((q for q in self.questions if q.id == question_id), None)


def load_questions(council: Path | None = None) -> Questions:
    """Return the shipped questions with those of a council's folder laid over them.

    Raises:
        DataFaultError: the council's file breaks a rule; it names the file and the place.
    """
    return _loaded(own_file(council, FILE))


@cache
def _loaded(own: Path | None) -> Questions:
    shipped = resources.path(f"audit/{FILE}")
    found = read_toml(shipped, _File, own)
    known = {group.id for group in found.group}
    seen: set[str] = set()
    for question in found.question:
        if question.id in seen or question.group not in known:
            wrong = "stands twice" if question.id in seen else "has a group that is not there"
            raise DataFaultError(
                f"{(own or shipped).name}: the question {question.id} {wrong}.",
                "Mend the file or take it out of the council settings.",
                question.id,
            )
        seen.add(question.id)
    shown = sorted((q for q in found.question if not q.hidden), key=lambda q: q.number)
    return Questions(version=found.version, groups=found.group, questions=tuple(shown))
