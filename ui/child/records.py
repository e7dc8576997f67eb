"""What the lists of a child's page show and how each entry is typed in."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from models.ages import age_on
from models.calendar import long_date
from models.child import (
    Child,
    Home,
    LegalStatus,
    MissingEpisode,
    PastReview,
    PeriodOfCare,
    PlanEntry,
    School,
    Visit,
    Worker,
)
from models.clock import Clock
from models.codes import TableName, label, offered
from models.terms import Registered, ReviewType
from models.text import new_id
from ui.fields.bound_form import BoundForm, Options, terms
from ui.fields.record_editor import RecordSpec
from ui.item_models.records import Column

Begins = Callable[[], date]
"""On which UK date a fresh entry begins, until somebody types another."""


def coded(table: TableName, none: str = "Not known yet") -> Options:
    """Return the codes of a table that may be chosen today, after "not known yet"."""
    return [("", none)] + [(code.code, f"{code.label} ({code.code})") for code in offered(table)]


def plans(none: str) -> Options:
    """Return the plans for permanence one may choose; they have no national code to show."""
    return [("", none)] + [(code.code, code.label) for code in offered("permanence_plan")]


def begun(child: Child, name: str, today: date) -> date:
    """Return when a fresh entry of a list begins: the first with coming into care, others today."""
    care = child.became_looked_after
    return today if care is None or care > today or getattr(child, name) else care


def day(value: date | None, none: str = "") -> str:
    """Return a date as lists show it, "7 Dec 2026", or ``none``."""
    if value is None:
        return none
    number, month, year = long_date(value).split()
    return f"{number} {month[:3]} {year}"


def lasted(start: date, end: date | None, today: date) -> str:
    """Return how long something lasted or has lasted: years and months, or days under a month."""
    return age_on(start, max(end or today, start)).words


def span(start: date, end: date | None) -> str:
    """Return when something was: "since 10 May 2024", "17 Jan to 10 May 2024"."""
    if end is None:
        return f"since {day(start)}"
    first = day(start)
    return f"{first.removesuffix(f' {end.year}')} to {day(end)}"


def homes(clock: Clock, begins: Begins) -> RecordSpec:
    """Where the child lives and lived."""
    return RecordSpec(
        one="home",
        many="homes",
        columns=(
            Column("With", lambda h: h.who or h.kind or "(no name yet)", 4),
            Column("When", lambda h: span(h.start, h.end), 4),
            Column("How long", lambda h: lasted(h.start, h.end, clock.today()), 3),
        ),
        build=_home_form,
        make=lambda: Home(id=new_id(), who="", start=begins()),
    )


def _home_form(form: BoundForm) -> None:
    form.bind_line("who", "Who they live with")
    form.bind_line("kind", "What kind of home", "In the words the child would use.")
    form.bind_date("start", "From", needed=True)
    form.bind_date("end", "Until", "Empty while they live there.")
    form.bind_choice("place_code", "Kind of home in the return", coded("placement"))
    form.bind_choice("provider", "Provider", coded("provider"))
    form.bind_term("registered", "Ofsted", Registered)
    form.bind_choice("reason_left", "Why it ended", coded("reason_for_change", "Not ended"))
    form.bind_text("why", "What happened, in words")
    form.bind_text("address", "Address")
    form.bind_check("counts_as_move", "Coming here was a move")
    form.bind_line("why_not_counted", "If it was no move, why", "Such as: same home, new code.")
    form.bind_check("address_withheld", "Keep the address out of every document")


def schools(clock: Clock, begins: Begins) -> RecordSpec:
    """Schools, nurseries, colleges and jobs."""
    return RecordSpec(
        one="school",
        many="schools",
        columns=(
            Column("School", lambda s: s.name or "(no name yet)", 4),
            Column("When", lambda s: span(s.start, s.end), 4),
            Column("How long", lambda s: lasted(s.start, s.end, clock.today()), 3),
        ),
        build=_school_form,
        make=lambda: School(id=new_id(), name="", start=begins()),
    )


def _school_form(form: BoundForm) -> None:
    form.bind_line("name", "School, nursery, college or job")
    form.bind_line("year", "Year", "Such as 5, or Reception.")
    form.bind_date("start", "From", needed=True)
    form.bind_date("end", "Until", "Empty while they go there.")
    form.bind_line("why_changed", "Why it changed")
    form.bind_check("counts_as_change", "Coming here counts as a change")
    form.bind_line("why_not_counted", "If it does not count, why", "Such as: moved up to Year 7.")


def workers(clock: Clock, begins: Begins) -> RecordSpec:
    """Social workers and others who are or were the child's."""
    return RecordSpec(
        one="worker",
        many="social workers",
        columns=(
            Column("Name", lambda w: w.name or "(no name yet)", 4),
            Column("When", lambda w: span(w.start, w.end), 4),
            Column("How long", lambda w: lasted(w.start, w.end, clock.today()), 3),
        ),
        build=_worker_form,
        make=lambda: Worker(id=new_id(), name="", start=begins()),
    )


def _worker_form(form: BoundForm) -> None:
    form.bind_line("name", "Name")
    form.bind_line("role", "Role")
    form.bind_date("start", "From", needed=True)
    form.bind_date("end", "Until", "Empty while they are the child's worker.")
    form.bind_line("why_changed", "Why it changed")


def visits(clock: Clock) -> RecordSpec:
    """Visits by the social worker."""
    return RecordSpec(
        one="visit",
        many="visits by the social worker",
        columns=(
            Column("Day", lambda v: day(v.on), 2),
            Column("Seen alone", lambda v: _yes_no(v.alone), 2),
            Column("Note", lambda v: v.note, 3),
        ),
        build=_visit_form,
        make=lambda: Visit(id=new_id(), on=clock.today()),
    )


def _visit_form(form: BoundForm) -> None:
    form.bind_date("on", "Day", needed=True)
    form.bind_yes_no("alone", "Seen alone")
    form.bind_line("note", "Note")


def missing_times(clock: Clock) -> RecordSpec:
    """Times the child was missing, or away without leave."""
    return RecordSpec(
        one="time missing or away",
        many="times missing or away",
        columns=(
            Column("When", lambda m: span(m.start, m.end), 4),
            Column("How", lambda m: label("missing", m.kind), 4),
            Column("Talk afterwards", lambda m: m.interview, 3),
        ),
        build=_missing_form,
        make=lambda: MissingEpisode(id=new_id(), start=clock.today()),
    )


def _missing_form(form: BoundForm) -> None:
    form.bind_date("start", "From", needed=True)
    form.bind_date("end", "Until", "Empty while they are not back.")
    form.bind_choice("kind", "Missing or away", coded("missing", "Not said"))
    form.bind_line("interview", "Talk after coming back", "When, with whom, or why not.")
    form.bind_text("note", "Note")


def times_in_care(clock: Clock) -> RecordSpec:
    """Each unbroken time in care; moves are counted in the newest one only."""
    return RecordSpec(
        one="time in care",
        many="times in care",
        columns=(
            Column("When", lambda p: span(p.start, p.end), 4),
            Column("Why it ended", lambda p: label("permanence_outcome", p.ended_because), 6),
        ),
        build=_period_form,
        make=lambda: PeriodOfCare(id=new_id(), start=clock.today()),
        empty="None is written down; the day of coming into care is what counts.",
    )


def _period_form(form: BoundForm) -> None:
    form.bind_date("start", "From", needed=True)
    form.bind_date("end", "Until", "Empty while they are in care.")
    form.bind_choice("ended_because", "Why it ended", coded("permanence_outcome", "Not ended"))


def statuses(begins: Begins) -> RecordSpec:
    """Legal statuses with the dates they ran."""
    return RecordSpec(
        one="legal status",
        many="legal statuses",
        columns=(
            Column("Status", lambda s: label("legal_status", s.code), 4),
            Column("When", lambda s: span(s.start, s.end), 4),
        ),
        build=_status_form,
        make=lambda: LegalStatus(id=new_id(), code="", start=begins()),
    )


def _status_form(form: BoundForm) -> None:
    form.bind_choice("code", "Legal status", coded("legal_status"))
    form.bind_line("note", "Note")
    form.bind_date("start", "From", needed=True)
    form.bind_date("end", "Until", "Empty while it is in force.")


def permanence(clock: Clock) -> RecordSpec:
    """Permanence plans as they stood; the last one is the plan now."""
    named = partial(label, "permanence_plan")
    return RecordSpec(
        one="plan",
        many="plans for growing up",
        columns=(
            Column("Plan", lambda p: named(p.plan) or "not said yet", 4),
            Column("Plan B", lambda p: named(p.plan_b) or "not recorded", 4),
            Column("Since", lambda p: day(p.from_date), 3),
        ),
        build=_plan_form,
        make=lambda: PlanEntry(id=new_id(), from_date=clock.today(), plan=""),
    )


def _plan_form(form: BoundForm) -> None:
    form.bind_choice("plan", "The plan", plans("Not said yet"))
    form.bind_choice("plan_b", "Plan B, if it does not work", plans("Not recorded"))
    form.bind_date("from_date", "Since", needed=True)
    form.bind_date("target", "To be in place by")
    form.bind_date("matched_on", "Matched on")
    form.bind_line("responsible", "Who is responsible")
    form.bind_text("child_view", "What the child thinks of it")
    form.bind_text("obstacles", "What stands in the way")
    form.bind_number("review_number", "Agreed at review number")


def past_reviews(clock: Clock) -> RecordSpec:
    """Reviews held before Heard: dates and participation only."""
    return RecordSpec(
        one="earlier review",
        many="reviews held before Heard",
        columns=(
            Column("Review", lambda r: str(r.number), 1),
            Column("Held", lambda r: day(r.on), 3),
            Column("Took part", lambda r: label("participation", r.participation), 4),
        ),
        build=_past_form,
        make=lambda: PastReview(id=new_id(), number=1, on=clock.today()),
        empty="None. Add the last one, so that the next limit can be worked out.",
    )


def _past_form(form: BoundForm) -> None:
    form.bind_number("number", "Which review it was", needed=True)
    form.bind_choice("type", "Kind of review", [(str(t), words) for t, words in terms(ReviewType)])
    form.bind_date("on", "Held on", needed=True)
    form.bind_date("completed_on", "Completed on")
    form.bind_date("limit", "Last day by law")
    form.bind_choice("participation", "How the child took part", coded("participation"))
    form.bind_check("meeting", "There was a meeting")
    form.bind_line("why_no_meeting", "If not, why not")
    form.bind_choice("permanence", "The plan then", plans("Not recorded"))


def _yes_no(value: Any) -> str:
    return {True: "yes", False: "no"}.get(value, "not known")
