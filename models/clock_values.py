"""A clock of one child: a limit of the law pack with what is known of how it was kept.

A clock that no other fact of the child's can answer is answered by a ``ClockNote``. Nothing here
is stored: clocks are worked out on the day they are looked at. All dates are UK dates.
"""

from datetime import date

import msgspec

from models.child import Child, ClockNote, Value
from models.deadlines import DateEngine, Deadline
from models.known_reviews import KnownReview
from models.law import Rule, Strength
from models.terms import Term

REVIEW_LIMIT = "REVIEW"
"""How the ids of clocks begin that stand for the limit of a review itself, whatever its rule."""


class ClockState(Term):
    """How a clock stands."""

    LATE = "late", "late"
    TO_CHECK = "to_check", "day passed, nothing noted"
    RUNNING = "running", "running"
    NO_DATE = "no_date", "no date"
    NOT_STARTED = "not_started", "not started"
    MET_LATE = "met_late", "done late"
    MET = "met", "done in time"
    NOT_NEEDED = "not_needed", "not needed"
    STOPPED = "stopped", "stopped"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done or to be found out."""
        return self in {
            ClockState.LATE,
            ClockState.TO_CHECK,
            ClockState.RUNNING,
            ClockState.NO_DATE,
            ClockState.NOT_STARTED,
        }


class ClockGroup(Term):
    """What a clock is about."""

    REVIEWS = "reviews", "Reviews"
    BEFORE = "before", "Before the next review"
    AFTER = "after", "After a review"
    DISPUTES = "disputes", "Disputes"
    CARE = "care", "Visits, health and learning"
    GROWING_UP = "growing_up", "Growing up"


class ChildClock(Value, frozen=True, kw_only=True):
    """One limit as it stands for one child on one day.

    ``deadline`` is None where there is no date, and ``missing`` then says why in words. ``done``
    is the day it was met, ``planned`` the day it is meant to be. ``noted`` is the label of the
    date that only the reviewing officer can give, empty where other facts tell it.
    """

    id: str
    rule: str
    group: ClockGroup
    what: str
    about: str = ""
    state: ClockState
    deadline: Deadline | None = None
    due: date | None = None
    done: date | None = None
    planned: date | None = None
    missing: str = ""
    noted: str = ""
    note: ClockNote
    review_id: str = ""
    source: str = ""
    strength: Strength | None = None
    words: str = ""

    @property
    def starts(self) -> date | None:
        """The day the clock began to run, day 0; None where it is counted back, or has no date."""
        if self.deadline is None or self.deadline.amount < 0:
            return None
        return self.deadline.starts

    @property
    def target(self) -> date | None:
        """The council's own, earlier date, or None."""
        target = self.deadline.target if self.deadline is not None else None
        return None if target is None or self.due is None else min(target, self.due)

    @property
    def is_late(self) -> bool:
        """Whether the limit has passed, done since or not."""
        return self.state in {ClockState.LATE, ClockState.MET_LATE}

    @property
    def wants_reason(self) -> bool:
        """Whether it was late and nobody has said why."""
        return self.is_late and self.note.reason is None and not self.note.note


class Facts(Value, frozen=True, kw_only=True):
    """What the clocks of one child are worked out from; ``until`` is when they stop, if ever."""

    child: Child
    reviews: tuple[KnownReview, ...]
    engine: DateEngine
    today: date
    start: date | None
    until: date | None

    def note(self, clock_id: str) -> ClockNote:
        """Return what was noted about a clock; an empty note when nothing was."""
        found = (note for note in self.child.clock_notes if note.id == clock_id)
        return next(found, ClockNote(id=clock_id))

    @property
    def has_ended(self) -> bool:
        """Whether the clocks have stopped: the period of care is over, or the child is 18."""
        return self.until is not None and self.until <= self.today

    @property
    def past_care(self) -> "Facts":
        """The same for what was begun in care and is owed after it: such clocks do not stop."""
        return msgspec.structs.replace(self, until=None)

    @property
    def held(self) -> tuple[KnownReview, ...]:
        """The complete reviews of this time in care, the oldest first."""
        done = [r for r in self.reviews if r.held_on is not None]
        start = self.start
        if start is not None:
            done = [r for r in done if r.held_on is not None and r.held_on >= start]
        return tuple(sorted(done, key=lambda r: (r.held_on or date.min, r.number)))

    @property
    def pending(self) -> KnownReview | None:
        """The newest review that is not complete, or None."""
        waiting = [review for review in self.reviews if review.completed_on is None]
        return max(waiting, key=lambda review: review.number, default=None)

    def clock(  # noqa: PLR0913 - what differs from clock to clock, each by its name
        self,
        group: ClockGroup,
        deadline: Deadline,
        key: str = "",
        *,
        what: str = "",
        about: str = "",
        due: date | None = None,
        done: date | None = None,
        planned: date | None = None,
        noted: str = "",
        again: bool = False,
        review: KnownReview | None = None,
        clock_id: str = "",
    ) -> ChildClock:
        """Return the clock of a limit; ``key`` tells clocks of one rule apart.

        ``due`` is the date that stands in the record, where that was counted by an earlier law.
        ``again`` says that a day that is noted starts the next clock instead of ending this one.
        """
        id_ = clock_id or (f"{deadline.rule}:{key}" if key else deadline.rule)
        note = self._told(id_, review)
        due = due or deadline.due
        done = done or (note.done_on if noted and not again else None)
        return ChildClock(
            id=id_,
            rule=deadline.rule,
            group=group,
            what=what or deadline.what,
            about=about,
            state=self._state(due, done, note, seen=again or not noted),
            deadline=deadline,
            due=due,
            done=done,
            planned=planned,
            noted=noted,
            note=note,
            review_id=review.id if review is not None else "",
            source=deadline.source,
            strength=deadline.strength,
            words=deadline.words,
        )

    def without_date(  # noqa: PLR0913 - as ``clock``
        self,
        group: ClockGroup,
        rule: Rule,
        missing: str,
        key: str = "",
        *,
        what: str = "",
        about: str = "",
        done: date | None = None,
        noted: str = "",
        state: ClockState = ClockState.NO_DATE,
        review: KnownReview | None = None,
        clock_id: str = "",
    ) -> ChildClock:
        """Return a clock that has no date yet, with why in words."""
        id_ = clock_id or (f"{rule.id}:{key}" if key else rule.id)
        note = self._told(id_, review)
        if note.not_needed:
            state = ClockState.NOT_NEEDED
        elif done is None and self.has_ended:
            state = ClockState.STOPPED
        return ChildClock(
            id=id_,
            rule=rule.id,
            group=group,
            what=what or rule.what,
            about=about,
            state=state,
            done=done,
            missing=missing,
            noted=noted,
            note=note,
            review_id=review.id if review is not None else "",
            source=self.engine.law.cite(rule),
            strength=rule.strength,
            words=f"{rule.counted} {'after' if rule.amount > 0 else 'before'} {rule.starts.label}",
        )

    def _told(self, id_: str, review: KnownReview | None) -> ClockNote:
        """Return the note; why a review itself was late may stand in the review."""
        note = self.note(id_)
        is_limit = id_.startswith(f"{REVIEW_LIMIT}:")
        if not is_limit or review is None or note.reason is not None or note.note:
            return note
        return msgspec.structs.replace(note, reason=review.late_reason, note=review.late_note)

    def _state(self, due: date, done: date | None, note: ClockNote, *, seen: bool) -> ClockState:
        if done is not None:
            return ClockState.MET if done <= due else ClockState.MET_LATE
        if note.not_needed:
            return ClockState.NOT_NEEDED
        if self.has_ended:
            return ClockState.STOPPED
        if self.today <= due:
            return ClockState.RUNNING
        return ClockState.LATE if seen else ClockState.TO_CHECK
