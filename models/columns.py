"""The columns that lists need, worked out when a child or review is written.

They hold absolute dates with the versions of the law pack and calendar that made them, so that a
list never has to open a body and a changed limit can be seen as changed (design.md §3).
"""

from collections.abc import Collection
from datetime import date, time

from models import timetables
from models.child import Child, Home, still_open
from models.deadlines import DateEngine, Deadline
from models.folding import folded
from models.list_facts import (
    care_ended,
    drift_signs,
    early_wanted,
    kin_of,
    numbers_of,
    open_dispute,
    pledge_by,
    settings_of,
)
from models.promises import first_made
from models.recount import moved
from models.review import Review, ReviewHead, is_running
from models.store_rows import CaseloadRow, ChildRow, LimitChange, ReviewRow

ROW_FORMAT = 7
"""Counts up whenever rows or search come to hold more, so that kept ones are made again."""


class ListColumns:
    """Works out list columns with one date engine."""

    def __init__(self, engine: DateEngine) -> None:
        self._engine = engine

    def child_row(self, child: Child) -> ChildRow:
        """Return the caseload's columns of a child; what a review decided counts once complete."""
        open_promises = still_open(child)
        said = max((v for v in child.views if v.words), key=lambda v: v.on, default=None)
        limit = self._next_limit(child)
        return ChildRow(
            id=child.id,
            preferred_name=child.preferred_name,
            born=child.born,
            legal_name=child.legal_name,
            la_id=child.ids.la_id,
            practice=child.practice,
            became_looked_after=child.became_looked_after,
            home=_lives(child.home),
            plan=child.plan.plan if child.plan else "",
            plan_b=child.plan.plan_b if child.plan else "",
            open_promises=len(open_promises),
            oldest_promise=min((first_made(child.ledger, p) for p in open_promises), default=None),
            last_words=said.words.text if said and said.words else "",
            last_words_on=said.on if said else None,
            next_limit=limit.due if limit else None,
            next_what=limit.what if limit else "",
            next_from=limit.starts if limit else None,
            next_rule=limit.rule if limit else "",
            numbers=numbers_of(child),
            family=folded(" ".join(child.family.split())),
            team=child.team.strip(),
            kin=kin_of(child),
            promises_by=tuple(sorted(p.by for p in open_promises if p.by is not None)),
            drift=drift_signs(child, self._engine.law),
            dispute=open_dispute(child, self._engine),
            settings=settings_of(child),
            care_ended=care_ended(child),
            checked_on=max((check.on for check in child.midway_checks), default=None),
            midway_due=self._midway(limit, {past.on for past in child.past_reviews}),
            early_wanted=early_wanted(child),
            pledge_by=pledge_by(child),
            law_version=self._engine.law.version,
            calendar_version=self._engine.calendar.version,
            row_format=ROW_FORMAT,
        )

    def review_row(self, review: Review, child: Child) -> ReviewRow:
        """Return the list columns of a review."""
        head = review.head
        after = timetables.after(head, child, self._engine)
        due: dict[str, date] = {}
        if head.completed_on is not None:
            due = {d.rule: d.due for d in self._engine.after_completion(head.completed_on)}
        return ReviewRow(
            id=review.id,
            child_id=child.id,
            number=head.number,
            type=head.type,
            review_date=head.review_date,
            limit=head.limit,
            completed_on=head.completed_on,
            adjourned_until=head.adjournment.until,
            is_running=is_running(review),
            recommendations=len(head.recommendations),
            decisions_due=due.get("T12"),
            record_due=due.get("T15"),
            distribution_due=due.get("T16"),
            decisions_sent=head.sending.decisions_sent,
            record_done=head.sending.record_done,
            distributed=head.sending.distributed,
            next_limit=after.due if after else None,
            next_from=after.starts if after else None,
            next_rule=after.rule if after else "",
            next_planned=head.next_review.planned,
            midway=head.next_review.midway,
            midway_due=self._midway(after, {head.review_date or head.completed_on}),
            signed_version=head.versions[-1].number if head.versions else 0,
            review_at=_start_on(head, head.review_date),
            next_at=head.next_review.at,
            adjourned_on=head.adjournment.decided_on,
            adjourned_due=self._adjourned_due(head),
            law_version=self._engine.law.version,
            calendar_version=self._engine.calendar.version,
            row_format=ROW_FORMAT,
        )

    def limit_after(self, head: ReviewHead, child: Child) -> date | None:
        """Return by when the next review must be held, or None before this one has a date."""
        limit = timetables.after(head, child, self._engine)
        return limit.due if limit is not None else None

    def is_current(self, row: ChildRow | ReviewRow) -> bool:
        """Return whether the row is as this law pack, this calendar and this Heard make it."""
        made_by = (row.law_version, row.calendar_version, row.row_format)
        return made_by == (self._engine.law.version, self._engine.calendar.version, ROW_FORMAT)

    def moved(
        self, before: CaseloadRow, after: CaseloadRow, today: date
    ) -> tuple[LimitChange, ...]:
        """Return the open limits whose date is another one now, with why."""
        return moved(before, after, self._engine, today)

    def _adjourned_due(self, head: ReviewHead) -> date | None:
        decided = head.adjournment.decided_on
        return self._engine.adjournment(decided).due if decided is not None else None

    def _midway(self, limit: Deadline | None, held: Collection[date | None]) -> date | None:
        """Return by when to look in on the way to a limit, where it is counted from a review."""
        if limit is None or limit.starts not in held:
            return None
        return self._engine.midway(limit).due

    def _next_limit(self, child: Child) -> Deadline | None:
        """Return the next limit as far as the child's own facts tell, before Heard's reviews."""
        return timetables.first_known(child, self._engine)


def _lives(home: Home | None) -> str:
    """Return with whom a child lives, or in what kind of home where nobody is named."""
    if home is None:
        return ""
    return f"with {home.who}" if home.who else home.kind


def _start_on(head: ReviewHead, day: date | None) -> time | None:
    return next((m.start for m in head.meetings if day is not None and m.on == day), None)
