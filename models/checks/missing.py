"""What is missing: the child's voice, the plan, a section, a matter of Schedule 7, a date.

Sources: regs 33 and 36 and Schedule 7 to SI 2010/959; IRO Handbook ch 3; domain.md §4.2, §7.3.
"""

from collections.abc import Iterator

from models.calendar import long_date
from models.checks.engine import Looker
from models.checks.subject import (
    Action,
    CannotTell,
    Finding,
    Holds,
    Place,
    PlaceKind,
    Said,
    Subject,
)
from models.review import DIFFERENCES, IRO_VIEW

_PLAN_FROM = 2  # the review by which there must be a plan for permanence
_AWAY_AND_SILENT = "PN7"


def review_not_complete(subject: Subject, _: Looker) -> Iterator[Said]:
    """The clocks and the signing wait for the review to be complete (domain.md §1.4)."""
    if subject.is_complete is False:
        yield _open(
            "not_complete",
            Place(kind=PlaceKind.MEETING),
            "The review is not complete yet",
            "End the meeting with “the review is complete today”.",
        )


def voice_missing(subject: Subject, _: Looker) -> Iterator[Said]:
    """The child's wishes and feelings, in their words or as seen (reg 36; Handbook ch 3)."""
    if subject.voice is None:
        if Holds.SECTIONS in subject.holds:
            yield CannotTell(check="voice", why="It does not say which words are the child's own.")
    elif not subject.voice and "voice" not in subject.excused:
        yield _open(
            "voice",
            Place(kind=PlaceKind.SECTION, section="voice"),
            f"Nothing yet of what {subject.child or 'the child'} wishes and feels",
            "Write down their own words, or what was seen, or say why there is nothing.",
        )


def participation_open(subject: Subject, _: Looker) -> Iterator[Said]:
    """How the child took part and, where no views came, why (domain.md §3.1)."""
    code, name = subject.took_part, subject.child or "the child"
    if code is None or "participation" in subject.excused:
        return
    if not code:
        problem = f"How {name} took part is not chosen yet"
        remedy = "Choose it beside the voice, where Heard proposes one and says why."
    elif code == _AWAY_AND_SILENT and not subject.took_part_why.strip():
        problem = f"It does not say why {name}'s views did not reach the review"
        remedy = "Say why, and what will be tried next time."
    else:
        return
    yield _open("participation", Place(kind=PlaceKind.SECTION, section="voice"), problem, remedy)


def recommendation_incomplete(subject: Subject, _: Looker) -> Iterator[Said]:
    """A recommendation says what one person does by one date (Handbook ch 3)."""
    for action in subject.actions:
        gaps = _gaps(action)
        if gaps and f"recommendation.{action.id}" not in subject.excused:
            has_no = " and ".join(f"no {word}" for word in gaps.values())
            yield Finding(
                check="recommendation",
                key=action.id,
                place=action.place(next(iter(gaps))),
                problem=f"Recommendation {action.number} has {has_no}",
                remedy="Say what one named person will do, and by which day.",
            )


def _gaps(action: Action) -> dict[str, str]:
    """Return what is missing, by field."""
    there = {
        "what": ("words", action.what),
        "who": ("person", action.who),
        "by": ("date", action.by or action.by_words),
    }
    return {
        field: word
        for field, (word, value) in there.items()
        if not (value.strip() if isinstance(value, str) else value)
    }


def plan_missing(subject: Subject, _: Looker) -> Iterator[Said]:
    """By the second review a plan for permanence, and plan B (domain.md §3.5; Handbook ch 2)."""
    if subject.review_number is not None and subject.review_number < _PLAN_FROM:
        return
    if subject.plan is None:
        if Holds.SECTIONS in subject.holds:
            yield CannotTell(check="plan", why="It does not say where the child will grow up.")
        return
    name = subject.child or "the child"
    for id_, value, problem in (
        ("plan", subject.plan, f"Where {name} will grow up is not recorded"),
        ("plan_b", subject.plan_b, "Plan B for permanence is empty"),
    ):
        if value == "" and id_ not in subject.excused:
            place = Place(kind=PlaceKind.PLAN, section="permanence", field=id_)
            remedy = "Choose it, or say why it is still open; by the second review there is one."
            yield Finding(check="plan", key=id_, place=place, problem=problem, remedy=remedy)


def next_review_late(subject: Subject, _: Looker) -> Iterator[Said]:
    """The next review has a date within the limit of the law, or a reason (reg 33)."""
    if not subject.knows_next_review or "next_review" in subject.excused:
        if not subject.knows_next_review and Holds.SECTIONS in subject.holds:
            yield CannotTell(check="next_review", why="It does not say when the next review is.")
        return
    limit, planned = subject.next_limit, subject.next_review
    by = f"; by law by {long_date(limit)}" if limit is not None else ""
    if planned is None:
        problem = f"The next review has no date{by}"
    elif limit is not None and planned > limit and not subject.late_reason:
        problem = f"The next review is planned for {long_date(planned)}{by}"
    else:
        return
    place = Place(kind=PlaceKind.NEXT_REVIEW, section="decisions")
    yield _open("next_review", place, problem, "Plan it within the limit, or say why it is later.")


def iro_view_missing(subject: Subject, _: Looker) -> Iterator[Said]:
    """The reviewing officer's own view is part of every record (domain.md §4.2 G)."""
    sought = Holds.SECTIONS in subject.holds and IRO_VIEW not in subject.excused
    if sought and IRO_VIEW not in subject.written:
        yield _open(
            IRO_VIEW,
            Place(kind=PlaceKind.SECTION, section=IRO_VIEW),
            "Your view as the reviewing officer is empty",
            "Say whether the plan is right, and whether it goes fast enough.",
        )


def section_empty(subject: Subject, _: Looker) -> Iterator[Said]:
    """Each section says something, or why not; notes never leave the laptop."""
    if subject.sections is None:
        return
    written = subject.written
    asked = {matter.section for matter in subject.matters or () if not matter.is_answered}
    for section in subject.sections:
        if section.id in written or section.id in (IRO_VIEW, DIFFERENCES):
            continue
        id_ = f"{'notes' if section.has_notes else 'empty'}.{section.id}"
        is_told = bool(section.excuse) or (not section.has_notes and section.id in asked)
        if is_told or {id_, section.id} & subject.excused:
            continue
        said = "notes, and no minutes yet" if section.has_notes else "nothing is written"
        yield Finding(
            check="section",
            key=id_,
            place=Place(kind=PlaceKind.SECTION, section=section.id),
            problem=f"{section.title}: {said}",
            remedy="Write it up, or say why it was not talked about.",
        )


def schedule_7_unanswered(subject: Subject, _: Looker) -> Iterator[Said]:
    """Every matter of Schedule 7 is spoken about, or said not to be relevant."""
    if subject.matters is None:
        if Holds.SECTIONS in subject.holds:
            yield CannotTell(check="schedule_7", why="It does not say what was asked about.")
        return
    for matter in subject.matters:
        if not matter.is_answered and matter.id not in subject.excused:
            said, remedy = (
                "not answered yet",
                "Write it up, or say why it is not relevant this time.",
            )
            if matter.offered:
                said = f"not relevant for {subject.child or 'the child'}, it seems"
                remedy = "If that is right, say so; if not, write it up."
            yield Finding(
                check="schedule_7",
                key=matter.id,
                place=Place(kind=PlaceKind.SECTION, section=matter.section),
                problem=f"{matter.short}: {said}",
                remedy=remedy,
            )


def wish_untold(subject: Subject, _: Looker) -> Iterator[Said]:
    """A child is told what will not happen, and why (domain.md §5.1)."""
    for one in subject.untold:
        id_ = f"untold:{one.id}"
        if id_ not in subject.excused:
            yield Finding(
                check="untold",
                key=id_,
                place=Place(kind=PlaceKind.SECTION, section=DIFFERENCES),
                problem=f"The letter does not say why not: {one.wish}",
                remedy="Say it as you would to the child, beside “not this time, because…”.",
            )


def decision_unworded(subject: Subject, _: Looker) -> Iterator[Said]:
    """A letter says what will happen, and how the child will see it, as to a child (§5.1)."""
    if not subject.unworded or "unworded" in subject.excused:
        return
    numbers = [str(one.number) for one in subject.unworded]
    many = "Decisions" if len(numbers) > 1 else "Decision"
    they = "are" if len(numbers) > 1 else "is"
    yield _open(
        "unworded",
        Place(kind=PlaceKind.SECTION, section="letter_decided"),
        f"{many} {', '.join(numbers)} {they} not yet worded for {subject.child or 'the child'}",
        "Say what will happen as you would to the child, and how they will see it.",
    )


def officer_unreachable(subject: Subject, _: Looker) -> Iterator[Said]:
    """A child can reach their officer by what the letter says (domain.md §4.2, J)."""
    if subject.unreachable and "reach" not in subject.excused:
        yield _open(
            "reach",
            Place(kind=PlaceKind.SECTION, section="letter_reach"),
            f"The letter gives {subject.child or 'the child'} no number or e-mail of yours",
            "Put your phone or e-mail into Settings, or write it in this part of the letter.",
        )


def _open(id_: str, place: Place, problem: str, remedy: str) -> Finding:
    return Finding(check=id_, key=id_, place=place, problem=problem, remedy=remedy)
