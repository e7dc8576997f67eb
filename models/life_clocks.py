"""The clocks between reviews: visits, health, learning, growing up, going missing, disputes.

Sources: domain.md §1.1 (T1–T3, T17, T19–T24), §1.2 and each rule's own. All dates are UK dates.
"""

from collections.abc import Iterator
from datetime import date

import msgspec

from models.ages import NURSERY_YEARS, age_on, birthday
from models.calendar import add_months, long_date
from models.child import Dispute, Home, MissingEpisode, StageEntry
from models.clock_values import ChildClock, ClockGroup, ClockState, Facts
from models.deadlines import DateEngine, Deadline
from models.law import Strength, Unit
from models.living_here import here_since
from models.terms import DisputeStage, PaperStatus
from models.timetables import SECURE_HOME, SHORT_BREAKS, WITH_PARENTS, eligible_from, is_lasting

_FOURTEEN, _GROWN_UP = 14, 18  # years
_MISSING_FOR = -12  # months for which a time of being missing is still asked about
_IRO_ROLES = ("independent reviewing officer", "iro", "reviewing officer")
_EDUCATION_PLAN = "education_plan"


def life_clocks(facts: Facts) -> Iterator[ChildClock]:
    """Yield every clock that is no review's."""
    yield from _beginning(facts)
    yield from _visits(facts)
    yield from _health(facts)
    yield from _learning(facts)
    yield from _secure(facts)
    yield from _missing(facts)
    yield from _growing_up(facts)
    for dispute in facts.child.disputes:
        yield from _dispute(facts.past_care, dispute)  # until it is closed, after care too


def _beginning(facts: Facts) -> Iterator[ChildClock]:
    """Yield what is due in the first days, as long as no review has been held (T1, T2)."""
    if facts.start is None or facts.held:
        return
    engine, start = facts.engine, facts.start
    yield facts.clock(ClockGroup.CARE, engine.deadline("T1", start), noted="Told on")
    named = [
        worker.start
        for worker in facts.child.workers
        if worker.role.casefold() in _IRO_ROLES and worker.start >= start
    ]
    named_on = min(named, default=None)
    limit = engine.deadline("T2", start)
    yield facts.clock(ClockGroup.CARE, limit, done=named_on, noted="Named on")


# -- visits (regulation 28)


def _visits(facts: Facts) -> Iterator[ChildClock]:
    status, home = facts.child.legal_status, facts.child.home
    if status is not None and status.code in SHORT_BREAKS:
        return
    if facts.start is None:
        return
    if home is None:
        rule = facts.engine.law.rule("T3")
        yield facts.without_date(ClockGroup.CARE, rule, "where the child lives is not known")
        return
    came = here_since(facts.child, home, facts.today)
    here = sorted(visit.on for visit in facts.child.visits if visit.on >= came)
    soon = facts.engine.deadline("T3.year1", came).due
    if (here or [facts.today])[0] <= soon:  # later ones tell nothing of the first
        first = facts.engine.deadline("T3", came)
        done = here[0] if here else None
        yield facts.clock(ClockGroup.CARE, first, home.id, about=home.who, done=done)
    if here:
        yield facts.clock(ClockGroup.CARE, _next_visit(facts, home, came, here[-1]), about=home.who)
    elif facts.today > soon:
        rule = facts.engine.law.rule("T3.year1")
        missing = "no visit to this home has been noted"
        yield facts.without_date(ClockGroup.CARE, rule, missing, about=home.who)


def _next_visit(facts: Facts, home: Home, came: date, last: date) -> Deadline:
    """Return by when the next visit is due: six weeks, or three months in a lasting home."""
    engine = facts.engine
    if home.place_code == WITH_PARENTS and not facts.held:
        return engine.deadline("T3.parents", last)
    if last >= add_months(came, 12) and is_lasting(facts.child):
        return engine.deadline("T3.lasting", last)
    return engine.deadline("T3.year1", last)


# -- health and learning


def _health(facts: Facts) -> Iterator[ChildClock]:
    """Yield the next health assessment (T19); who has had none is to have one by the first review.

    A day that is noted under the clock counts as the last one.
    """
    if facts.start is None:
        return
    health = facts.child.health
    noted = facts.note("T19").done_on
    days = [d for d in (health.assessed_on, noted) if d is not None and d >= facts.start]
    last = max(days, default=None)
    label = "Last health assessment on"
    first = facts.engine.first_health_assessment(facts.start)
    if last is None:
        yield facts.clock(ClockGroup.CARE, first, clock_id="T19", noted=label)
        return
    if not facts.held or last <= first.due:
        yield facts.clock(ClockGroup.CARE, first, done=min(days))
    following = facts.engine.health_assessment(last, facts.child.born)
    yield facts.clock(ClockGroup.CARE, following, clock_id="T19", noted=label, again=True)


def _learning(facts: Facts) -> Iterator[ChildClock]:
    """Yield the education plan (T20): begun in ten working days, then one each school term."""
    child, start = facts.child, facts.start
    if start is None or facts.today < birthday(child.born, NURSERY_YEARS):
        return
    begins = max(start, birthday(child.born, NURSERY_YEARS))
    noted = facts.note("T20").done_on
    came = [
        paper.on
        for review in facts.reviews
        for paper in review.papers
        if paper.id.endswith(_EDUCATION_PLAN)
        and paper.status is PaperStatus.RECEIVED
        and paper.on is not None
    ]
    days = [day for day in (*came, noted) if day is not None and day >= begins]
    label = "Education plan last brought up to date on"
    if not days and not facts.held:
        limit = facts.engine.deadline("T20", begins)
        yield facts.clock(ClockGroup.CARE, limit, noted=label)
        return
    when = f"last known on {long_date(max(days))}" if days else "nobody noted when it was last done"
    yield facts.without_date(
        ClockGroup.CARE,
        facts.engine.law.rule("T20"),
        f"one each school term; {when}. The days of the terms are the school's",
        what="Personal education plan, one each school term",
        noted=label,
    )


def _secure(facts: Facts) -> Iterator[ChildClock]:
    """Yield the secure accommodation panel, which stands beside the review (§1.2)."""
    home = facts.child.home
    if home is None or home.place_code != SECURE_HOME:
        return
    id_ = f"SECURE:{home.id}"
    last = facts.note(id_).done_on
    if last is not None and last >= home.start:
        limit = facts.engine.deadline("SECURE.later", last)
    else:
        limit = facts.engine.deadline("SECURE.1", home.start)
    yield facts.clock(
        ClockGroup.CARE,
        limit,
        clock_id=id_,
        about=home.who,
        noted="Last panel on",
        again=last is not None,
    )


def _missing(facts: Facts) -> Iterator[ChildClock]:
    """Yield the return interview after each time missing of the last twelve months (T23)."""
    since = add_months(facts.today, _MISSING_FOR)
    for episode in facts.child.missing:
        if episode.kind == "M" and (episode.end is None or episode.end >= since):
            yield _interview(facts, episode)


def _interview(facts: Facts, episode: MissingEpisode) -> ChildClock:
    about = f"missing from {long_date(episode.start)}"
    if episode.end is None:
        return facts.without_date(
            ClockGroup.CARE,
            facts.engine.law.rule("T23"),
            "it runs from the day the child is back",
            episode.id,
            about=about,
            state=ClockState.NOT_STARTED,
        )
    limit = facts.engine.deadline("T23", episode.end)
    clock = facts.clock(ClockGroup.CARE, limit, episode.id, about=about, noted="Interview on")
    if episode.interview and clock.state is ClockState.TO_CHECK:
        about = f"{about}: {episode.interview}"
        return msgspec.structs.replace(
            clock,
            about=about,
            state=ClockState.NO_DATE,
            due=None,
            missing="noted with the time missing, without its day",
        )
    return clock


# -- growing up


def _growing_up(facts: Facts) -> Iterator[ChildClock]:
    child, start = facts.child, facts.start
    if start is None:
        return
    savings = facts.engine.deadline("T24", start)
    if savings.due < birthday(child.born, _GROWN_UP):
        yield facts.clock(ClockGroup.GROWING_UP, savings, noted="Opened on")
    if facts.today < birthday(child.born, _FOURTEEN):
        return
    eligible = eligible_from(child, facts.engine)
    if eligible is None or eligible >= birthday(child.born, _GROWN_UP):
        return
    counted = max(start, birthday(child.born, _FOURTEEN))
    test = facts.engine.deadline("T22", counted)
    turns = msgspec.structs.replace(test, due=eligible, what="Becomes an eligible young person")
    if turns.starts > eligible:
        turns = msgspec.structs.replace(turns, starts=eligible)
    done = eligible if eligible <= facts.today else None
    age = age_on(child.born, eligible).words
    yield facts.clock(ClockGroup.GROWING_UP, turns, done=done, about=f"at {age}")
    pathway = facts.engine.deadline("T21", eligible)
    if eligible <= facts.today:
        yield facts.clock(ClockGroup.GROWING_UP, pathway, noted="Finished on")
    else:
        missing = f"it runs from {long_date(eligible)}"
        rule = facts.engine.law.rule("T21")
        yield facts.without_date(ClockGroup.GROWING_UP, rule, missing, state=ClockState.NOT_STARTED)


# -- disputes (Handbook chapter 6)


def _dispute(facts: Facts, dispute: Dispute) -> Iterator[ChildClock]:
    about = dispute.summary or f"opened on {long_date(dispute.opened_on)}"
    if dispute.formal_on is not None:
        limit = facts.engine.dispute(dispute.formal_on)
        until = dispute.closed_on or max(facts.today, dispute.formal_on)
        day = facts.engine.day_of(limit, until)
        limit = msgspec.structs.replace(limit, words=f"day {day} of {limit.amount}; {limit.words}")
        yield facts.clock(
            ClockGroup.DISPUTES, limit, dispute.id, about=about, done=dispute.closed_on
        )
    elif dispute.closed_on is None:
        yield facts.without_date(
            ClockGroup.DISPUTES,
            facts.engine.law.rule("T17"),
            "no formal stage has begun",
            dispute.id,
            about=about,
            state=ClockState.NOT_STARTED,
        )
    if dispute.closed_on is None:
        yield from _stage(facts, dispute, about)


def _stage(facts: Facts, dispute: Dispute, about: str) -> Iterator[ChildClock]:
    """Yield by when the stage a dispute is at should answer, where that has a time of its own."""
    since, due = _stage_began(dispute), answer_due(dispute, facts.engine)
    if since is None or due is None:
        return
    words = {stage.id: stage for stage in facts.engine.law.dispute_stages}
    stage = words.get(dispute.stage)
    whole = facts.engine.dispute(since)
    amount = stage.amount if stage is not None else whole.amount
    limit = msgspec.structs.replace(
        whole,
        what=f"Answer at the {dispute.stage.label} stage"
        if dispute.stage is DisputeStage.INFORMAL
        else f"Answer at {dispute.stage.label}",
        due=due,
        target=None,
        amber=None,
        amount=amount,
        unit=Unit.WORKING_DAYS,
        strength=Strength.LOCAL,
        source=f"the council's own stages: {stage.what}" if stage is not None else whole.source,
        words=f"{amount} working days after the stage began ({long_date(since)})",
    )
    yield facts.clock(ClockGroup.DISPUTES, limit, f"stage:{dispute.id}", about=about)


def answer_due(dispute: Dispute, engine: DateEngine) -> date | None:
    """Return by when the stage a dispute is at should answer, or None where no day is known."""
    since = _stage_began(dispute)
    if since is None:
        return None
    due = dispute.stage_due or engine.dispute_stage(dispute.stage, since)
    return None if due is None or due < since else due


def _stage_began(dispute: Dispute) -> date | None:
    """Return when the stage a dispute is at began, as far as is known."""
    entries: list[StageEntry] = [e for e in dispute.stages if e.stage is dispute.stage]
    if entries:
        return entries[-1].on
    if dispute.stage is DisputeStage.INFORMAL:
        return dispute.opened_on
    return dispute.formal_on if dispute.stage is DisputeStage.STAGE1 else None
