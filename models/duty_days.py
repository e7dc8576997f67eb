"""By when each duty of a review is due, and what other facts already tell of it (domain.md §2.2).

A duty that somebody answered stays as answered. All dates are UK dates.
"""

from datetime import date

import msgspec

from models import timetables
from models.ages import age_on
from models.child import Child
from models.deadlines import DateEngine, Deadline
from models.law import Duty, LawPack, Start, When
from models.review import DutyRecord, ReviewHead
from models.rights import told_on
from models.terms import DutyState, PaperStatus

_MIDWAY, _ADJOURNED = "T18", "T11"


def duty_records(head: ReviewHead, law: LawPack) -> tuple[DutyRecord, ...]:
    """Return a record for each duty of the review, those not yet touched included."""
    known = {record.id: record for record in head.duties}
    wanted = [duty.id for duty in law.duties_for(head.type)]
    order = wanted + [id_ for id_ in known if id_ not in wanted]
    return tuple(known.get(id_, DutyRecord(id=id_)) for id_ in order)


def duty_words(duty: Duty, child: Child, head: ReviewHead, today: date) -> str:
    """Return what is to be done; ``today`` (UK) stands in while the review has no date."""
    return duty.words(age_on(child.born, head.review_date or today))


def duty_limit(duty: Duty, head: ReviewHead, child: Child, engine: DateEngine) -> Deadline | None:
    """Return the limit of a duty, or None where it has none or its clock has not begun.

    Raises UserFacingError for a date outside the years that Heard can count.
    """
    if duty.rule is None:
        return None
    if duty.rule == _MIDWAY:
        if head.completed_on is None:
            return None
        following = timetables.after(head, child, engine)
        return engine.midway(following) if following is not None else None
    if duty.rule == _ADJOURNED:
        decided = head.adjournment.decided_on
        return engine.adjournment(decided) if decided is not None else None
    starts = {Start.REVIEW_DATE: head.review_date, Start.COMPLETED_ON: head.completed_on}
    since = starts.get(engine.law.rule(duty.rule).starts)
    return engine.deadline(duty.rule, since) if since is not None else None


def as_known(record: DutyRecord, head: ReviewHead, child: Child) -> DutyRecord:
    """Return the record, done where it is still open and another fact of the review tells it."""
    if record.state is not DutyState.OPEN:
        return record
    on = _told(record.id, head, child)
    return record if on is None else msgspec.structs.replace(record, state=DutyState.DONE, on=on)


def _told(duty_id: str, head: ReviewHead, child: Child) -> date | None:
    sending = head.sending
    days = {
        "decisions_sent": sending.decisions_sent,
        "care_plan_updated": sending.care_plan_updated,
        "record_done": sending.record_done,
        "record_distributed": sending.distributed,
    }
    if duty_id == "midway_check" and head.completed_on is not None:
        held = head.review_date or head.completed_on
        return min((c.on for c in child.midway_checks if c.on > held), default=None)
    if duty_id == "adjournment_considered" and head.adjournment.considered:
        return head.adjournment.decided_on or head.review_date
    if duty_id == "papers_received":
        return _papers_came(head)
    if duty_id == "outcome_explained":
        return head.own_copy.on
    return days.get(duty_id) or told_on(head, duty_id)


def _papers_came(head: ReviewHead) -> date | None:
    """Return the day of the last paper, when none is awaited or missing any more."""
    needed = [p for p in head.papers if p.status is not PaperStatus.NOT_NEEDED]
    if not needed or any(p.status is not PaperStatus.RECEIVED for p in needed):
        return None
    return max((p.on for p in needed if p.on is not None), default=None)


def of_phase(records: tuple[DutyRecord, ...], law: LawPack, when: When) -> tuple[DutyRecord, ...]:
    """Return the records of the duties of one phase."""
    phases = {duty.id: duty.when for duty in law.duties}
    return tuple(record for record in records if phases.get(record.id) is when)
