"""What a return says of one child, as facts: the timeline of the episodes, and all beside it.

The facts hold no name: a return has none, neither of children nor of carers nor of workers.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import msgspec

from models.child import Health, MissingEpisode, PastReview, ReturnedFacts, Worker
from models.codes import codes
from models.ssda903.rows import (
    Gathered,
    HealthRow,
    MissingRow,
    ReviewRow,
    WorkerRow,
    followed,
    still_seeking,
)
from models.ssda903.tables import MISSING
from models.ssda903.timeline import Timeline, stable_id, timeline
from models.terms import ReviewType

REVIEW, WORKER = "review", "worker"

FIRST_UNTIL = timedelta(days=90)
"""The first review a return tells of is the child's first if it was held so soon."""

_FIRST_WORKER = "FCONTA"


def facts_of(child: Gathered, kinds: Iterable[str], read_on: date) -> ReturnedFacts:
    """Return what the files of those kinds say of the child.

    Raises:
        ValueError: the child is not in the header.
    """
    if child.head is None:
        raise ValueError("the child is not in the header")
    line = timeline(child.episodes)
    return ReturnedFacts(
        read_on=read_on,
        kinds=tuple(sorted(kinds)),
        known_from=line.known_from,
        goes_back=line.goes_back,
        born=child.head.born,
        upn=child.head.upn,
        ethnicity_code=child.head.ethnicity,
        category_of_need=line.need,
        asylum=still_seeking(child, read_on),
        became_looked_after=line.began,
        periods=line.periods,
        legal_statuses=line.legal_statuses,
        homes=line.homes,
        workers=tuple(_workers(child.workers)),
        missing=tuple(_missing(child.missing)),
        past_reviews=tuple(_past_reviews(child.reviews, line)),
        health=_health(child.health, read_on),
    )


def _past_reviews(rows: Sequence[ReviewRow], line: Timeline) -> Iterator[PastReview]:
    """Yield the reviews of the newest time in care, counted from 1."""
    since = date.min
    if line.stretches and line.stretches[-1].is_start_known:
        since = line.stretches[-1].start
    held = [row for row in rows if row.on >= since]
    before: PastReview | None = None
    for row in held:
        before = counted_on(
            PastReview(
                id=stable_id(REVIEW, row.on), number=1, on=row.on, participation=row.participation
            ),
            before,
            line.began,
        )
        yield before


def counted_on(review: PastReview, before: PastReview | None, began: date | None) -> PastReview:
    """Return a review with the number and type that follow on the one before it.

    ``began`` is the day the child came into care; it is None where no return tells.
    """
    if before is None:
        is_first = began is not None and began <= review.on <= began + FIRST_UNTIL
        type_ = ReviewType.FIRST if is_first else ReviewType.SUBSEQUENT
        return msgspec.structs.replace(review, number=1, type=type_.value)
    follows_first = before.type == ReviewType.FIRST
    type_ = ReviewType.SECOND if follows_first else ReviewType.SUBSEQUENT
    return msgspec.structs.replace(review, number=before.number + 1, type=type_.value)


def _workers(rows: Sequence[WorkerRow]) -> Iterator[Worker]:
    """Yield the social workers; why each went is what the return says of the one who came next."""
    for row, after in followed(rows):
        reason = after.reason if after is not None and after.reason != _FIRST_WORKER else ""
        words = codes("worker_change")[reason].label if reason in codes("worker_change") else ""
        yield Worker(
            id=f"{stable_id(WORKER, row.start)}.{row.number}",
            name=f"Social worker {row.number}",
            start=row.start,
            end=row.end or (after.start if after is not None else None),
            why_changed=words[:1].lower() + words[1:],
        )


def _missing(rows: Sequence[MissingRow]) -> Iterator[MissingEpisode]:
    for row in rows:
        name = f"{stable_id(MISSING, row.start)}.{row.kind}"
        yield MissingEpisode(id=name, start=row.start, end=row.end, kind=row.kind)


def _health(row: HealthRow | None, read_on: date) -> Health:
    if row is None:
        return Health()
    return Health(
        as_of=read_on,
        sdq_score=row.score,
        sdq_reason=row.reason,
        assessed=row.assessed,
        teeth_checked=row.teeth,
        immunised=row.immunised,
        development_checked=row.development,
    )
