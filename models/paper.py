"""What is printed before a review: consultation papers by age and role, and a leaflet.

Questions are data (``resources/paper``) and carry numbers such as B7, by which answers on paper are
typed up. Sources: domain.md §4.4 and §5.4; design.md §2 *Prepare*.
"""

import re
from datetime import date
from functools import cache
from typing import Literal

import msgspec

import resources
from models.agenda import Prompt, Section
from models.ages import ANSWERS_YEARS, age_on
from models.child import Child, Value
from models.datafile import read_toml
from models.modes import Mode, modes_of
from models.review import ReviewHead
from models.terms import AdvocateStatus
from models.wording import Wording, filler

Who = Literal["child", "parent", "carer", "school", "advocate", "iro", "leaflet"]
Takes = Literal["words", "seen", "note", "helper"]

AGENDA_PACK = "paper_agenda"
"""The id of the agenda with its prompts and room to write."""

CHAIR_KIT = "paper_chair_kit"
"""The id of the kit for a child who chairs."""


class PaperQuestion(Value, frozen=True, kw_only=True):
    """A question with ``lines`` of room to write, and drawn faces to point at where ``faces``.

    Where ``draw``, the room is a frame to draw in, so many lines high.
    ``section`` is where an answer belongs, ``takes`` what it is where the paper's reader does not
    say it.
    """

    text: str
    lines: int = 3
    faces: bool = False
    draw: bool = False
    section: str = "voice"
    takes: Takes | None = None


class Sheet(Value, frozen=True, kw_only=True):
    """One paper; ``from_years`` is the age from which a child's own paper is the usual one.

    ``modes`` are the ways of holding a review for which it is made.
    """

    id: str
    who: Who
    title: str
    slug: str
    letter: str
    size: float
    intro: str
    question: tuple[PaperQuestion, ...]
    from_years: int | None = None
    modes: tuple[Mode, ...] = ()

    def number(self, at: int) -> str:
        """Return the number of the question at that place, counted from 0."""
        return f"{self.letter}{at + 1}"

    def takes(self, question: PaperQuestion) -> Takes:
        """Return what an answer to a question is."""
        if question.takes is not None:
            return question.takes
        if self.id in _SEEN:
            return "seen"
        return "words" if self.who == "child" else "note"


_SEEN = frozenset({"paper_child_under_5", "paper_symbols"})
"""A child's own papers that somebody else fills in, watching."""


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


def usual_in(modes: frozenset[Mode]) -> tuple[str, ...]:
    """Return the ids of the papers that the ways of holding a review ask for."""
    asked = tuple(s.id for s in sheets() if not modes.isdisjoint(s.modes))
    return (*asked, CHAIR_KIT) if Mode.CHAIRS in modes else asked


def usual_papers(child: Child, head: ReviewHead, on: date) -> frozenset[str]:
    """Return the ids of the papers that a review usually needs; ``on`` is its UK date.

    A child who meets the reviewing officer for the first time gets the leaflet about them; nobody
    points to faces or is interpreted for who is too young to be asked anything.
    """
    years = age_on(child.born, on).years
    own = usual_for(years)
    modes = modes_of(child, head)
    if years < ANSWERS_YEARS:
        modes -= {Mode.WITHOUT_WORDS, Mode.INTERPRETED}
    advocate = head.advocacy.status in (AdvocateStatus.HAS_ONE, AdvocateStatus.NON_INSTRUCTED)
    asked = {
        "paper_iro_leaflet": head.number == 1 and own != "paper_child_under_5",
        "paper_advocate": advocate,
        "paper_school": years >= _SCHOOL_YEARS or any(s.end is None for s in child.schools),
    }
    usual = (AGENDA_PACK, own, *_USUAL, *usual_in(modes))
    return frozenset((*usual, *(id_ for id_, wanted in asked.items() if wanted)))


_USUAL = ("paper_parent", "paper_carer")
_SCHOOL_YEARS = 4  # the age from which a school is asked, as in ``resources/review/papers.toml``


def prompt_number(section: Section, prompt: Prompt) -> str:
    """Return the number of a prompt, on paper and on the screen: "4.3"; it is for ever, as its id.

    A council's own prompts are counted from 51 as they stand in its file, so that they share a
    number with none of Heard's.
    """
    own = [one.id for one in section.prompts if not _ours(section, one)]
    number = _ours(section, prompt) or str(_FIRST_OWN + own.index(prompt.id))
    return f"{section.number}.{number}"


def _ours(section: Section, prompt: Prompt) -> str:
    """Return the number in an id such as "home.p3", empty in a council's own."""
    found = re.fullmatch(rf"{re.escape(section.id)}\.p(\d{{1,2}})", prompt.id)
    return found[1] if found else ""


_FIRST_OWN = 51


def numbered_jot(words: str) -> tuple[int, str] | None:
    """Return the section's number and the rest of a line that begins with a number from paper.

    "4.3 likes the dog", "4: likes the dog"; None for a line that begins with no such number.
    """
    found = _NUMBERED.match(words)
    return (int(found[1]), found[2]) if found else None


_NUMBERED = re.compile(r"\s*(\d{1,2})(?:\.\d{1,2}(?:[.:)]\s*|\s+)|[.:)]\s+)(\S.*)$", re.DOTALL)


class PaperAnswer(Value, frozen=True, kw_only=True):
    """An answer that was written on a paper: under which number, and exactly what it says."""

    sheet: Sheet
    at: int
    text: str

    @property
    def number(self) -> str:
        """The number of the question, such as "B7"."""
        return self.sheet.number(self.at)

    @property
    def question(self) -> PaperQuestion:
        """The question that it answers."""
        return self.sheet.question[self.at]


def paper_answer(typed: str) -> PaperAnswer | None:
    """Return the answer in a text that begins with a number from a consultation paper.

    "B7 its noisy", "b7: its noisy", "P3.2 and the bus"; None for a text that begins with no number
    of a question. What follows the number stays letter for letter.
    """
    found = _ON_PAPER.match(typed)
    if found is None or not found[3].strip():
        return None
    letter, at = found[1].upper(), int(found[2]) - 1
    sheet = next((s for s in sheets() if s.letter == letter), None)
    if sheet is None or not 0 <= at < len(sheet.question) or sheet.who == "leaflet":
        return None
    return PaperAnswer(sheet=sheet, at=at, text=found[3])


_ON_PAPER = re.compile(
    r"\s*([A-Za-z])(\d{1,2})(?:\.\d{1,2})?(?:[.:)][^\S\n]?|[^\S\n]|\n)(.*)$", re.DOTALL
)
