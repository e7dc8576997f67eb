"""What came before: last time's recommendations, moves, the plan as it stands (E of §4.2)."""

from collections.abc import Iterable
from datetime import date

from export.about_review import said, where, year
from export.blocks import (
    Block,
    Cell,
    Column,
    Facts,
    Look,
    Paragraph,
    Run,
    Table,
    cell,
    only_told,
    paragraph,
)
from export.context import Context
from export.phrases import capital, counted, joined, sentence, since, whose
from models.between import checks_since, last_review_day
from models.calendar import long_date
from models.child import MidwayCheck, PastReview, Promise, StatusEntry
from models.disclosure import Disclosed
from models.promises import first_made, times_carried, times_words

_PAST_SHOWN = 6


def last_time(disclosed: Disclosed) -> tuple[Block, ...]:
    """Return what became of what earlier reviews recommended: last time's, and older ones open."""
    by_review: dict[int, list[Promise]] = {}
    for promise in _asked_about(disclosed):
        by_review.setdefault(promise.review_number, []).append(promise)
    tables = [_promises(disclosed, by_review[number]) for number in sorted(by_review, reverse=True)]
    if not tables and disclosed.review.head.number > 1:
        return (paragraph("No recommendations of an earlier review are in this record."),)
    return tuple(tables)


def _asked_about(disclosed: Disclosed) -> list[Promise]:
    review = disclosed.review
    earlier = [
        p
        for p in disclosed.child.ledger
        if p.review_number < review.head.number and p.review_id != review.id
    ]
    newest = max((p.review_number for p in earlier), default=0)
    return [
        p
        for p in earlier
        if p.review_number == newest
        or not p.status.is_closed
        or any(entry.review_id == review.id for entry in p.statuses)
    ]


def _promises(disclosed: Disclosed, promises: list[Promise]) -> Table:
    first = promises[0]
    return Table(
        caption=f"Recommendations of review {first.review_number}, {long_date(first.made_on)}",
        description="What that review recommended, who was to do it by when, and how it stands.",
        columns=(
            Column(title="No.", share=1.1, least=1.1),
            Column(title="What was recommended", share=6.0),
            Column(title="Who", share=2.5),
            Column(title="By when", share=3.1, least=3.0),
            Column(title="How it stands", share=4.4),
        ),
        rows=tuple(_promise_row(disclosed, p) for p in sorted(promises, key=lambda p: p.number)),
    )


def _promise_row(disclosed: Disclosed, promise: Promise) -> tuple[Cell, ...]:
    return (
        cell(str(promise.number)),
        cell(promise.what, promise.why),
        cell(promise.who, promise.role),
        cell(long_date(promise.by) if promise.by else "no date"),
        _standing(disclosed, promise),
    )


def _standing(disclosed: Disclosed, promise: Promise) -> Cell:
    entry = promise.statuses[-1] if promise.statuses else None
    status = joined(capital(promise.status.label), days_late(promise, _today(disclosed)))
    strong = Paragraph(runs=(Run(text=status, look=Look.STRONG),))
    told = [entry.evidence, entry.why_not, entry.difference] if entry else []
    told += [_over_time(disclosed, promise), _carried(disclosed, promise, entry)]
    more = [sentence(text) for text in told if text]
    return (strong, *(paragraph(text) for text in more))


def _over_time(disclosed: Disclosed, promise: Promise) -> str:
    """Return since when it has been asked for, where it was carried forward before."""
    times = times_carried(disclosed.child.ledger, promise)
    if not times:
        return ""
    first = long_date(first_made(disclosed.child.ledger, promise))
    return f"first decided on {first}, carried forward {times_words(times)} since"


def _today(disclosed: Disclosed) -> date | None:
    return disclosed.review.head.review_date


def days_late(promise: Promise, on: date | None) -> str:
    """Return how late something still open was on the day of the review, in days."""
    if promise.status.is_closed or promise.by is None or on is None or on <= promise.by:
        return ""
    return f"{counted((on - promise.by).days, 'day')} late"


def _carried(disclosed: Disclosed, promise: Promise, entry: StatusEntry | None) -> str:
    for number, made in disclosed.numbered:
        if made.carried_from == promise.id:
            return f"carried forward as recommendation {number}"
    return "to be carried forward" if entry is not None and entry.carry_forward else ""


def earlier_reviews(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return the reviews before this one and the midway check since."""
    head = disclosed.review.head
    past = [p for p in disclosed.child.past_reviews if p.number < head.number]
    blocks: list[Block] = []
    if past:
        blocks.append(_past_table(past, context))
    if len(past) > _PAST_SHOWN:
        first = min(past, key=lambda p: p.on)
        older = counted(len(past) - _PAST_SHOWN, "earlier review")
        blocks.append(paragraph(f"{older} not shown; the first was on {long_date(first.on)}."))
    since = last_review_day(disclosed.child, head.number)
    until = head.completed_on or head.review_date
    blocks += [
        Facts(facts=tuple(said(("Midway check", _checked(disclosed, check)))))
        for check in checks_since(disclosed.child, since, until)
    ]
    return tuple(blocks)


def _checked(disclosed: Disclosed, check: MidwayCheck) -> str:
    """Return what was learnt half way; what the officer does about it stays with them."""
    name = disclosed.child.preferred_name
    seen = f"{name} was last seen on {long_date(check.seen_on)}" if check.seen_on else ""
    alone = {True: "alone", False: "not alone", None: ""}[check.seen_alone] if seen else ""
    moved = {True: f"{name} had moved", False: "no move", None: ""}[check.moved]
    worker = {True: "a new social worker", False: "the same social worker", None: ""}
    plan = {True: "the plan was on track", False: "the plan was not on track", None: ""}
    facts = joined(moved, worker[check.worker_changed], plan[check.on_track])
    told = (
        joined(long_date(check.on), check.how),
        check.text,
        check.decisions,
        sentence(capital(joined(seen, alone))) if seen else "",
        sentence(capital(facts)) if facts else "",
    )
    return "\n".join(text for text in told if text)


def _past_table(past: list[PastReview], context: Context) -> Table:
    newest = sorted(past, key=lambda p: p.on, reverse=True)[:_PAST_SHOWN]
    table = Table(
        caption="Earlier reviews",
        description="Earlier reviews with their dates, whether they were in time, how the child "
        "took part and the plan at the time.",
        columns=(
            Column(title="No.", share=1.1, least=1.1),
            Column(title="Held", share=4.2),
            Column(title="Due by", share=3.6),
            Column(title="How the child took part", share=4.2),
            Column(title="Plan then", share=4.2),
        ),
        rows=tuple(_past_row(review, context) for review in newest),
    )
    return only_told(table)


def _past_row(past: PastReview, context: Context) -> tuple[Cell, ...]:
    done = past.completed_on
    completed = f"completed {long_date(done)}" if done and done != past.on else ""
    met = "" if past.meeting else sentence(f"no meeting: {past.why_no_meeting}".rstrip(": "))
    return (
        cell(str(past.number)),
        cell(joined(long_date(past.on), completed), met),
        cell(long_date(past.limit) if past.limit else ""),
        cell(capital(context.label(past.participation))),
        cell(capital(context.label(past.permanence) or past.permanence.replace("_", " "))),
    )


def stability(disclosed: Disclosed) -> tuple[Block, ...]:
    """Return homes, schools and workers with their dates, and the social worker's visits."""
    child = disclosed.child
    entries = [
        *(("Home", where(h), h.start, h.end, _why_moved(h.why, h.why_not_counted))
          for h in child.homes),
        *(("School or work", joined(s.name, year(s.year)), s.start, s.end, s.why_changed)
          for s in child.schools),
        *((capital(w.role or "worker"), w.name, w.start, w.end, w.why_changed)
          for w in child.workers),
    ]  # fmt: skip
    if not entries:
        return ()
    table = Table(
        caption=f"{whose(child.preferred_name)} homes, schools and workers",
        description="Each home, school and worker with the dates and why it changed.",
        columns=(
            Column(title="What", share=2.6),
            Column(title="Who or where", share=4.8),
            Column(title="From", share=2.9),
            Column(title="To", share=2.9),
            Column(title="Why it changed", share=3.8),
        ),
        rows=tuple(_stay(*entry) for entry in entries),
    )
    return (only_told(table, first=4), *_visits(disclosed))


def _why_moved(why: str, not_counted: str) -> str:
    return joined(why, not_counted)


def _stay(what: str, who: str, start: date, end: date | None, why: str) -> tuple[Cell, ...]:
    to = long_date(end) if end else "now"
    return cell(what), cell(who), cell(long_date(start)), cell(to), cell(capital(why))


def _visits(disclosed: Disclosed) -> Iterable[Block]:
    before = [p.on for p in disclosed.child.past_reviews]
    before = [on for on in before if _today(disclosed) is None or on < (_today(disclosed) or on)]
    last = max(before, default=None)
    visits = [v for v in disclosed.child.visits if last is None or v.on > last]
    if not visits:
        return
    alone = {True: "seen alone", False: "not seen alone", None: ""}
    told = (joined(long_date(v.on), alone[v.alone], v.note) for v in visits)
    yield Facts(facts=tuple(said(("Social worker’s visits", "\n".join(told)))))


def plan(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return the permanence plan as it stands, with plan B."""
    entry = disclosed.child.plan
    if entry is None:
        return ()
    name = disclosed.child.preferred_name
    facts = said(
        ("The plan", joined(_plan_words(entry.plan, context), since(entry.from_date))),
        ("Plan B", _plan_words(entry.plan_b, context) or "none written down"),
        ("Matched on", long_date(entry.matched_on) if entry.matched_on else ""),
        ("To be reached by", long_date(entry.target) if entry.target else ""),
        ("Responsible", entry.responsible),
        ("In the way", entry.obstacles),
        (f"{whose(name)} view of it", entry.child_view),
    )  # fmt: skip
    return (Facts(facts=tuple(facts)),)


def _plan_words(code: str, context: Context) -> str:
    return capital(context.label(code) or code.replace("_", " "))
