"""What stands between a record and a good one: a quiet list, in which nothing blocks.

What is missing is found by the checks of ``models.checks``; here an open review becomes what they
read, and what they find becomes a line that says where it can be settled. What was left open with
a reason is not asked again.
"""

from datetime import date
from enum import StrEnum
from functools import cached_property

import msgspec

from models.agenda import Agenda
from models.apply import quotes_of
from models.checks import OPEN_CHECKS, Looker, load_checks
from models.checks.from_review import Around, Known, subject_of
from models.checks.subject import Finding, Looked, PlaceKind, Subject
from models.child import Child, Value
from models.columns import ListColumns
from models.deadlines import DateEngine
from models.edits import Opened
from models.heard import Question, have_we_heard
from models.letter import band_of, shipped_guide
from models.review import Review
from models.write_up import Part, parts_of


class Target(StrEnum):
    """What kind of place an open matter is settled at."""

    SECTION = "section"
    RECOMMENDATION = "recommendation"
    PLAN = "plan"
    NEXT_REVIEW = "next_review"
    MEETING = "meeting"


_TARGETS = {
    PlaceKind.RECOMMENDATION: Target.RECOMMENDATION,
    PlaceKind.PLAN: Target.PLAN,
    PlaceKind.NEXT_REVIEW: Target.NEXT_REVIEW,
    PlaceKind.MEETING: Target.MEETING,
}


class OpenMatter(Value, frozen=True, kw_only=True):
    """One line of the list: ``id`` tells it from others, ``of`` names the section or such."""

    id: str
    text: str
    target: Target
    of: str = ""
    remedy: str = ""


class Draft(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A record before it is signed off; ``agenda`` is ``worded`` for the child, ``today`` UK."""

    opened: Opened
    agenda: Agenda
    engine: DateEngine
    today: date

    @property
    def child(self) -> Child:
        """The child."""
        return self.opened.child

    @property
    def review(self) -> Review:
        """The review."""
        return self.opened.the_review

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the record."""
        return parts_of(self.agenda, self.child, self.review, self.today)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """What every review must have heard, by id."""
        asked = have_we_heard(self.opened, self.agenda, self.engine, self.today)
        return {question.id: question for question in asked}

    def subject(self, around: Around | None = None) -> Subject:
        """Return the record as checks read it.

        Raises UserFacingError where a date of the review lies outside the years that can be
        counted.
        """
        known = Known(
            questions=tuple(self.questions.values()),
            shorts=tuple((one.id, one.short) for one in self.agenda.paragraphs),
            parts=self.parts,
            limit=ListColumns(self.engine).limit_after(self.review.head, self.child),
            band=band_of(shipped_guide(), self.child, self.review, self.today),
        )
        return subject_of(self.opened, quotes_of(self.opened), known, self.today, around)


def before_it_goes(draft: Draft, contacts: tuple[str, ...] = ()) -> tuple[OpenMatter, ...]:
    """Return everything that is open, in the order of the checks.

    ``contacts`` are the officer's own, which stand in every letter.

    Raises UserFacingError where a date of the review lies outside the years that can be counted.
    """
    found = Looker(load_checks(), OPEN_CHECKS).look(draft.subject(Around(contacts=contacts)))
    return open_matters(found)


def open_matters(looked: Looked) -> tuple[OpenMatter, ...]:
    """Return what the checks found to be missing as lines of the list."""
    missing = {check.id for check in OPEN_CHECKS}
    return tuple(_matter(one) for one in looked.findings if one.check in missing)


def _matter(finding: Finding) -> OpenMatter:
    place = finding.place
    is_about = place.kind in (PlaceKind.RECOMMENDATION, PlaceKind.SECTION)
    of = (place.key or place.section) if is_about else ""
    is_named = place.kind is PlaceKind.RECOMMENDATION
    return OpenMatter(
        id=f"recommendation.{finding.key}" if is_named else finding.key,
        text=finding.problem,
        target=_TARGETS.get(place.kind, Target.SECTION),
        of=of,
        remedy=finding.remedy,
    )
