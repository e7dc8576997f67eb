"""What is printed before a review: consultation papers by age and role, and a leaflet.

Questions are data (``resources/paper``) and carry numbers such as B7, by which answers on paper are
typed up. Sources: domain.md §4.4 and §5.4; design.md §2 *Prepare*.
"""

import re
from functools import cache
from typing import Literal

import msgspec

import resources
from models.agenda import Prompt, Section
from models.child import Child, Value
from models.datafile import read_toml
from models.wording import Wording, filler

Who = Literal["child", "parent", "carer", "school", "advocate", "leaflet"]

AGENDA_PACK = "paper_agenda"
"""The id of the agenda with its prompts and room to write."""


class PaperQuestion(Value, frozen=True, kw_only=True):
    """A question with ``lines`` of room to write, and drawn faces to point at where ``faces``."""

    text: str
    lines: int = 3
    faces: bool = False


class Sheet(Value, frozen=True, kw_only=True):
    """One paper; ``from_years`` is the age from which a child's own paper is the usual one."""

    id: str
    who: Who
    title: str
    slug: str
    letter: str
    size: float
    intro: str
    question: tuple[PaperQuestion, ...]
    from_years: int | None = None

    def number(self, at: int) -> str:
        """Return the number of the question at that place, counted from 0."""
        return f"{self.letter}{at + 1}"


class _File(Value, frozen=True, kw_only=True):
    version: str
    sheet: tuple[Sheet, ...]


@cache
def sheets() -> tuple[Sheet, ...]:
    """Return the shipped papers. Raises DataFaultError when the file is damaged."""
    return read_toml(resources.path("paper/papers.toml"), _File).sheet


def worded_sheet(sheet_id: str, child: Child) -> Sheet:
    """Return a paper worded for the child. Raises KeyError when there is none."""
    found = next((sheet for sheet in sheets() if sheet.id == sheet_id), None)
    if found is None:
        raise KeyError(sheet_id)
    fill = filler(Wording(name=child.preferred_name, pronouns=child.pronouns))
    return msgspec.structs.replace(
        found,
        title=fill(found.title),
        intro=fill(found.intro),
        question=tuple(
            msgspec.structs.replace(question, text=fill(question.text))
            for question in found.question
        ),
    )


def usual_for(years: int) -> str:
    """Return the id of the child's own paper that fits an age in years."""
    own = [s for s in sheets() if s.who == "child" and s.from_years is not None]
    fitting = (s for s in own if s.from_years is not None and s.from_years <= years)
    return max(fitting, key=lambda s: s.from_years or 0).id


def prompt_number(section: Section, prompt: Prompt) -> str:
    """Return the number of a prompt, on paper and on the screen: "4.3"; it is for ever, as its id.

    A council's own prompt whose id ends in no number has the section's alone.
    """
    found = re.search(r"(\d+)$", prompt.id)
    return f"{section.number}.{found[1]}" if found else str(section.number)


def numbered_jot(words: str) -> tuple[int, str] | None:
    """Return the section's number and the rest of a line that begins with a number from paper.

    "4.3 likes the dog", "4: likes the dog"; None for a line that begins with no such number.
    """
    found = _NUMBERED.match(words)
    return (int(found[1]), found[2]) if found else None


_NUMBERED = re.compile(r"\s*(\d{1,2})(?:\.\d{1,2}(?:[.:)]\s*|\s+)|[.:)]\s+)(\S.*)$", re.DOTALL)
