"""What stands between a record and a good one: a quiet list, in which nothing blocks.

Each check is one function in ``CHECKS``; it looks at a ``Draft`` and yields what is open, with the
place to go to. What was left open with a reason is not asked again (``models.heard``).
"""

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property

import msgspec

from models.agenda import Agenda
from models.calendar import long_date
from models.child import Child, Value
from models.columns import ListColumns
from models.deadlines import DateEngine
from models.edits import Opened
from models.heard import Question, have_we_heard
from models.review import IRO_VIEW, Review
from models.text import Mark
from models.write_up import Part, is_written, parts_of


class Target(StrEnum):
    """What kind of place an open matter is settled at."""

    SECTION = "section"
    RECOMMENDATION = "recommendation"
    PLAN = "plan"
    NEXT_REVIEW = "next_review"
    MEETING = "meeting"


class OpenMatter(Value, frozen=True, kw_only=True):
    """One line of the list: ``id`` tells it from others, ``of`` names the section or such."""

    id: str
    text: str
    target: Target
    of: str = ""


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

    def is_open(self, question_id: str) -> bool:
        """Return whether a question is neither answered nor left with a reason."""
        return not self.questions[question_id].is_settled


Check = Callable[[Draft], Iterator[OpenMatter]]


def before_it_goes(draft: Draft) -> tuple[OpenMatter, ...]:
    """Return everything that is open, in the order of ``CHECKS``.

    Raises UserFacingError where a date of the review lies outside the years that can be counted.
    """
    return tuple(matter for check in CHECKS for matter in check(draft))


def review_not_complete(draft: Draft) -> Iterator[OpenMatter]:
    """The clocks and the signing wait for the review to be complete (domain.md §1.4)."""
    if draft.review.head.completed_on is None:
        yield OpenMatter(
            id="not_complete", text="The review is not complete yet", target=Target.MEETING
        )


def voice_missing(draft: Draft) -> Iterator[OpenMatter]:
    """The child's wishes and feelings, in their words or as seen (reg 36; Handbook ch 3)."""
    if draft.is_open("voice"):
        name = draft.child.preferred_name
        yield OpenMatter(
            id="voice",
            text=f"Nothing yet of what {name} wishes and feels",
            target=Target.SECTION,
            of="voice",
        )


def notes_without_minutes(draft: Draft) -> Iterator[OpenMatter]:
    """Notes never leave the laptop: what is not written up is in no record."""
    for part in draft.parts:
        record = draft.review.section(part.id)
        noted = [line for line in record.notes if line.mark is not Mark.RECOMMENDATION]
        if is_written(tuple(noted)) and not is_written(record.minutes):
            yield OpenMatter(
                id=f"notes.{part.id}",
                text=f"{part.title}: notes, and no minutes yet",
                target=Target.SECTION,
                of=part.id,
            )


def iro_view_missing(draft: Draft) -> Iterator[OpenMatter]:
    """The reviewing officer's own view is part of every record (domain.md §4.2 G)."""
    record = draft.review.section(IRO_VIEW)
    if not is_written(record.minutes):
        yield OpenMatter(
            id=IRO_VIEW,
            text="Your view as the reviewing officer is empty",
            target=Target.SECTION,
            of=IRO_VIEW,
        )


def plan_missing(draft: Draft) -> Iterator[OpenMatter]:
    """A plan for permanence, and what happens if it cannot be (domain.md §3.5)."""
    for id_, text in (
        ("plan", f"Where {draft.child.preferred_name} will grow up is not recorded"),
        ("plan_b", "Plan B for permanence is empty"),
    ):
        if draft.is_open(id_):
            yield OpenMatter(id=id_, text=text, target=Target.PLAN)


def recommendation_incomplete(draft: Draft) -> Iterator[OpenMatter]:
    """A recommendation names one person and one date (Handbook ch 3)."""
    for number, one in enumerate(draft.review.head.recommendations, 1):
        missing = [
            word
            for word, is_there in (
                ("words", bool(one.what.strip())),
                ("person", bool(one.who.strip())),
                ("date", one.by is not None),
            )
            if not is_there
        ]
        if missing and draft.is_open(f"recommendation.{one.id}"):
            has_no = " and ".join(f"no {word}" for word in missing)
            yield OpenMatter(
                id=f"recommendation.{one.id}",
                text=f"Recommendation {number} has {has_no}",
                target=Target.RECOMMENDATION,
                of=one.id,
            )


def schedule_7_unanswered(draft: Draft) -> Iterator[OpenMatter]:
    """Every matter of Schedule 7 is spoken about, or said not to be relevant."""
    for paragraph in draft.agenda.paragraphs:
        question = draft.questions[paragraph.id]
        if not question.is_settled:
            yield OpenMatter(
                id=paragraph.id,
                text=f"{paragraph.short}: not answered yet",
                target=Target.SECTION,
                of=question.section,
            )


def next_review_missing(draft: Draft) -> Iterator[OpenMatter]:
    """The next review has a date within the limit of the law, or a reason (reg 33)."""
    if not draft.is_open("next_review"):
        return
    head = draft.review.head
    limit = ListColumns(draft.engine).limit_after(head, draft.opened.child)
    by = f"; by law by {long_date(limit)}" if limit is not None else ""
    planned = head.next_review.planned
    if planned is None:
        text = f"The next review has no date{by}"
    else:
        text = f"The next review is planned for {long_date(planned)}{by}"
    yield OpenMatter(id="next_review", text=text, target=Target.NEXT_REVIEW)


CHECKS: tuple[Check, ...] = (
    review_not_complete,
    voice_missing,
    recommendation_incomplete,
    plan_missing,
    next_review_missing,
    iro_view_missing,
    notes_without_minutes,
    schedule_7_unanswered,
)
"""Every check, in the order of the list; another one is one function and one line here."""
