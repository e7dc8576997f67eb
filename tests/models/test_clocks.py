"""Every clock of domain.md §1, worked out for a child: limits, states, and what stops them.

Dates are worked out by hand from the sources named beside each case; ``§1.1 T8`` is row T8 of the
table there.
"""

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.ages import birthday
from models.calendar import WorkingCalendar
from models.child import (
    Child,
    ClockNote,
    Dispute,
    EarlyReviewThought,
    Health,
    Home,
    LegalStatus,
    MidwayCheck,
    MissingEpisode,
    PastReview,
    PeriodOfCare,
    PlanEntry,
    Promise,
    Reply,
    StageEntry,
    Visit,
    Worker,
)
from models.clocks import ChildClock, ClockState, KnownReview, clocks_of, most_pressing, stopped_on
from models.columns import ListColumns
from models.deadlines import DateEngine
from models.law import load_law
from models.next_step import steps
from models.recount import caseload_row
from models.review import (
    Adjournment,
    DutyRecord,
    Meeting,
    NextReview,
    Paper,
    Review,
    ReviewHead,
    Sending,
)
from models.terms import (
    CouncilReply,
    DisputeStage,
    DutyState,
    LateReason,
    PaperStatus,
    ReviewType,
)

LAW = load_law()
ENGINE = DateEngine(law=LAW, calendar=WorkingCalendar())
TODAY = date(2026, 11, 24)
DAYS = st.dates(date(2010, 1, 1), date(2050, 12, 31))


def day(text: str) -> date:
    """Return the date written "12 Dec 2025"."""
    number, month, year = text.split()
    months = "JanFebMarAprMayJunJulAugSepOctNovDec"
    return date(int(year), months.index(month) // 3 + 1, int(number))


def child(in_care: str = "17 Jan 2025", **facts: object) -> Child:
    made = Child(
        id="c",
        preferred_name="Ash",
        born=date(2016, 3, 2),
        became_looked_after=day(in_care) if in_care else None,
    )
    return msgspec.structs.replace(made, **facts)


def past(number: int, on: str, **facts: object) -> PastReview:
    made = PastReview(id=f"p{number}", number=number, on=day(on))
    return msgspec.structs.replace(made, **facts)


def held(number: int = 3, on: str = "10 Nov 2026", **facts: object) -> Review:
    facts.setdefault("type", ReviewType.SUBSEQUENT)
    facts.setdefault("completed_on", day(on))
    head = ReviewHead(number=number, review_date=day(on), **facts)  # type: ignore[arg-type]
    return Review(id=f"r{number}", child_id="c", head=head)


def clocks(of: Child, *reviews: Review, on: date = TODAY) -> dict[str, ChildClock]:
    return {clock.id: clock for clock in clocks_of(of, reviews, ENGINE, on)}


def told(
    of: Child, *reviews: Review, on: date = TODAY
) -> dict[str, tuple[ClockState, date | None]]:
    return {id_: (clock.state, clock.due) for id_, clock in clocks(of, *reviews, on=on).items()}


NEXT = "REVIEW:next"


# -- §1.4: the vectors


@pytest.mark.parametrize(
    ("in_care", "first"),
    [
        ("12 Dec 2025", "14 Jan 2026"),
        ("20 Mar 2026", "21 Apr 2026"),
        ("1 May 2026", "2 Jun 2026"),
        ("14 Aug 2026", "14 Sep 2026"),
        ("4 Dec 2026", "6 Jan 2027"),
    ],
)
def test_that_the_first_review_runs_from_coming_into_care(in_care: str, first: str) -> None:
    """§1.4 vectors, reg 33(1): 20 working days."""
    clock = clocks(child(in_care), on=day(in_care))[NEXT]
    assert (clock.rule, clock.starts, clock.due) == ("T8", day(in_care), day(first))
    assert clock.state is ClockState.RUNNING


@pytest.mark.parametrize(
    ("completed", "after", "three", "six"),
    [
        ("19 Dec 2025", "30 Dec 2025, 7 Jan 2026, 14 Jan 2026, 21 Jan 2026",
         "19 Mar 2026", "19 Jun 2026"),
        ("31 Mar 2026", "9 Apr 2026, 16 Apr 2026, 23 Apr 2026, 30 Apr 2026",
         "30 Jun 2026", "30 Sep 2026"),
        ("28 Aug 2026", "7 Sep 2026, 14 Sep 2026, 21 Sep 2026, 28 Sep 2026",
         "28 Nov 2026", "28 Feb 2027"),
        ("30 Nov 2026", "7 Dec 2026, 14 Dec 2026, 21 Dec 2026, 30 Dec 2026",
         "28 Feb 2027", "30 May 2027"),
    ],
)  # fmt: skip
def test_that_what_follows_a_review_runs_from_its_completion(
    completed: str, after: str, three: str, six: str
) -> None:
    """§1.4 vectors, Handbook ch 3: T12 +5, T14 +10, T15 +15, T16 +20; reg 33(2): T9, T10."""
    on = day(completed)
    young = child("", became_looked_after=on - timedelta(days=20))
    first = held(1, completed, type=ReviewType.FIRST)
    found = clocks(young, first, on=on)
    due = [found[f"{rule}:r1"].due for rule in ("T12", "T14", "T15", "T16")]
    assert due == [day(text) for text in after.split(", ")]
    assert (found[NEXT].rule, found[NEXT].due) == ("T9", day(three))
    later = clocks(child("4 Jan 2021"), held(5, completed), on=on)[NEXT]
    assert (later.rule, later.due) == ("T10", day(six))


def test_that_working_days_are_not_calendar_days() -> None:
    """§1.4: 20 calendar days after 19 December are 11 working days; the true day is 21 January."""
    found = clocks(child(), held(3, "19 Dec 2025"), on=day("8 Jan 2026"))["T16:r3"]
    assert (found.state, found.due) == (ClockState.RUNNING, day("21 Jan 2026"))


def test_that_a_series_is_complete_with_its_last_meeting_and_counted_from_its_first() -> None:
    """§1.4: T12–T16 from completed_on, the next limit from the review date."""
    meetings = (Meeting(id="m1", on=day("2 Nov 2026")), Meeting(id="m2", on=day("10 Nov 2026")))
    review = held(
        3, "2 Nov 2026", completed_on=day("10 Nov 2026"), meetings=meetings, limit=day("2 Nov 2026")
    )
    found = clocks(child(past_reviews=(past(2, "4 May 2026"),)), review)
    assert found["T12:r3"].due == day("17 Nov 2026")
    assert found[NEXT].due == day("2 May 2027")
    assert found["REVIEW:r3"].state is ClockState.MET


# -- §1.1: T1–T3


@pytest.mark.parametrize(
    ("rule", "due", "noted"),
    [("T1", "4 Dec 2026", "Told on"), ("T2", "9 Dec 2026", "Named on")],
)
def test_that_the_first_days_have_their_clocks(rule: str, due: str, noted: str) -> None:
    """§1.1 T1 (2 working days) and T2 (5 working days), until the first review."""
    young = child("2 Dec 2026")
    clock = clocks(young, on=day("3 Dec 2026"))[rule]
    assert (clock.state, clock.due, clock.noted) == (ClockState.RUNNING, day(due), noted)
    assert clocks(young, on=day("14 Dec 2026"))[rule].state is ClockState.TO_CHECK
    noted_in_time = ClockNote(id=rule, done_on=day(due))
    done = msgspec.structs.replace(young, clock_notes=(noted_in_time,))
    assert clocks(done, on=day("14 Dec 2026"))[rule].state is ClockState.MET
    assert rule not in clocks(young, held(1, "20 Dec 2026", type=ReviewType.FIRST))


def test_that_a_named_iro_answers_by_themself() -> None:
    """§1.1 T2."""
    iro = Worker(id="w", name="Morag", start=day("7 Dec 2026"), role="IRO")
    found = clocks(child("2 Dec 2026", workers=(iro,)), on=day("8 Dec 2026"))["T2"]
    assert (found.state, found.done) == (ClockState.MET, day("7 Dec 2026"))


HOME = Home(id="h", who="the Pells", place_code="U6", start=date(2026, 10, 5))
LASTING = msgspec.structs.replace(HOME, place_code="U4", start=date(2025, 3, 3))


@pytest.mark.parametrize(
    ("home", "visits", "on", "id_", "due", "state"),
    [
        (HOME, (), "8 Oct 2026", "T3:h", "12 Oct 2026", ClockState.RUNNING),
        (HOME, (), "13 Oct 2026", "T3:h", "12 Oct 2026", ClockState.LATE),
        (HOME, ("9 Oct 2026",), "13 Oct 2026", "T3:h", "12 Oct 2026", ClockState.MET),
        (HOME, ("14 Oct 2026",), "15 Oct 2026", "T3:h", "12 Oct 2026", ClockState.MET_LATE),
        (HOME, ("9 Oct 2026",), "13 Oct 2026", "T3.year1", "20 Nov 2026", ClockState.RUNNING),
        (HOME, ("9 Oct 2026",), "24 Nov 2026", "T3.year1", "20 Nov 2026", ClockState.LATE),
        (LASTING, ("2 Feb 2026",), "3 Feb 2026", "T3.year1", "16 Mar 2026", ClockState.RUNNING),
        (LASTING, ("3 Sep 2026",), "4 Sep 2026", "T3.lasting", "3 Dec 2026", ClockState.RUNNING),
        (HOME, (), "24 Nov 2026", "T3.year1", None, ClockState.NO_DATE),
    ],
)
def test_that_visits_run_from_the_home_and_then_from_the_last_visit(
    home: Home, visits: tuple[str, ...], on: str, id_: str, due: str | None, state: ClockState
) -> None:
    """§1.1 T3, reg 28: a week, then six weeks, or three months after a year in a lasting home."""
    seen = tuple(Visit(id=v, on=day(v)) for v in visits)
    found = told(child(homes=(home,), visits=seen), on=day(on))
    assert found[id_] == (state, day(due) if due else None)


def test_that_a_new_code_for_the_same_home_asks_for_no_first_visit_again() -> None:
    """§1.1 T3, regulation 28: a year in the home, whatever it was called."""
    homes = (
        Home(id="h1", who="Fran", start=day("17 Jan 2025"), end=day("1 Nov 2026")),
        Home(id="h2", who="Fran", place_code="U4", start=day("1 Nov 2026"), counts_as_move=False),
    )
    visits = (Visit(id="v", on=day("9 Nov 2026")),)
    plans = (PlanEntry(id="p", from_date=day("1 Mar 2026"), plan="long_term_foster"),)
    found = clocks(child(homes=homes, visits=visits, plans=plans))
    assert not {"T3:h1", "T3:h2"} & set(found)
    assert "T3.lasting" in found


def test_that_a_child_at_home_before_the_assessment_is_visited_weekly_until_the_first_review() -> (
    None
):
    """§1.2: placement with parents."""
    home = Home(id="h", who="Mum", place_code="P1", start=day("5 Oct 2026"))
    young = child("5 Oct 2026", homes=(home,), visits=(Visit(id="v", on=day("9 Oct 2026")),))
    found = clocks(young, on=day("12 Oct 2026"))
    assert found["T3.parents"].due == day("16 Oct 2026")
    reviewed = clocks(young, held(1, "20 Oct 2026", type=ReviewType.FIRST))
    assert "T3.parents" not in reviewed
    assert reviewed["T3.year1"].due == day("20 Nov 2026")


def test_that_without_a_home_it_is_said_what_is_missing() -> None:
    found = clocks(child())["T3"]
    assert (found.state, found.missing) == (
        ClockState.NO_DATE,
        "where the child lives is not known",
    )


# -- §1.1: T4–T7, before the review


def planned(on: str = "10 Dec 2026", **facts: object) -> Review:
    head = ReviewHead(number=4, type=ReviewType.SUBSEQUENT, review_date=day(on), **facts)  # type: ignore[arg-type]
    return Review(id="r4", child_id="c", head=head)


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        ("T4", "19 Nov 2026"),  # 15 working days, Handbook
        ("T5", "20 Nov 2026"),  # 20 days, practice
        ("T6", "30 Nov 2026"),  # 10 days, practice
        ("T7", "7 Dec 2026"),  # 3 working days, Handbook
    ],
)
def test_that_what_comes_before_a_review_is_counted_back_from_it(rule: str, due: str) -> None:
    """§1.1 T4–T7."""
    clock = clocks(child(), held(3, "10 Jun 2026"), planned())[f"{rule}:r4"]
    assert (clock.due, clock.starts) == (day(due), None)
    assert clock.deadline is not None
    assert clock.deadline.starts == day("10 Dec 2026")


def test_that_duties_and_papers_answer_what_comes_before() -> None:
    done = DutyState.DONE
    duties = (
        DutyRecord(id="talked_with_social_worker", state=done, on=day("20 Nov 2026")),
        DutyRecord(id="child_consulted", state=done, on=day("12 Nov 2026")),
    )
    papers = (
        Paper(id="a", name="Care plan", status=PaperStatus.RECEIVED, on=day("1 Dec 2026")),
        Paper(id="b", name="Form", status=PaperStatus.NOT_NEEDED),
    )
    found = told(child(), planned(duties=duties, papers=papers))
    assert found["T4:r4"] == (ClockState.MET_LATE, day("19 Nov 2026"))
    assert found["T5:r4"][0] is ClockState.MET
    assert found["T7:r4"][0] is ClockState.MET
    assert found["T6:r4"][0] is ClockState.RUNNING


# -- §1.1: T8–T10 and their history


def test_that_each_review_of_a_time_in_care_shows_how_its_limit_was_kept() -> None:
    """§1.1 T8, T9, T10: history, oldest first."""
    young = child(
        "17 Jan 2025",
        past_reviews=(past(1, "20 Feb 2025"), past(2, "13 May 2025"), past(3, "13 Nov 2025")),
    )
    found = clocks(young)
    kept = [(c.rule, c.due, c.state) for c in found.values() if c.id.startswith("REVIEW:p")]
    assert kept == [
        ("T8", day("14 Feb 2025"), ClockState.MET_LATE),
        ("T9", day("20 May 2025"), ClockState.MET),
        ("T10", day("13 Nov 2025"), ClockState.MET),
    ]
    assert (found[NEXT].due, found[NEXT].state) == (day("13 May 2026"), ClockState.LATE)


def test_that_why_a_review_was_late_is_taken_from_the_review() -> None:
    """§1.4: asked, never blocking."""
    late = held(3, "10 Nov 2026", limit=day("4 Nov 2026"), late_reason=LateReason.CHILD_REQUEST)
    found = clocks(child(past_reviews=(past(2, "4 May 2026"),)), late)["REVIEW:r3"]
    assert found.is_late
    assert not found.wants_reason
    assert found.note.reason is LateReason.CHILD_REQUEST


def test_that_a_late_clock_wants_its_reason_until_it_is_noted() -> None:
    sent = Sending(decisions_sent=day("20 Nov 2026"))
    review = held(3, "10 Nov 2026", sending=sent)
    assert clocks(child(), review)["T12:r3"].wants_reason
    why = ClockNote(id="T12:r3", reason=LateReason.IRO_CAPACITY)
    assert not clocks(child(clock_notes=(why,)), review)["T12:r3"].wants_reason


def test_that_a_new_period_of_care_starts_its_reviews_anew() -> None:
    """§1.1 T8, T9: counted from the day of becoming looked after again."""
    periods = (
        PeriodOfCare(id="1", start=day("3 Feb 2020"), end=day("4 May 2021"), ended_because="E4A"),
        PeriodOfCare(id="2", start=day("2 Nov 2026")),
    )
    back = child("2 Nov 2026", periods=periods, past_reviews=(past(6, "1 Mar 2021"),))
    found = clocks(back)
    assert (found[NEXT].rule, found[NEXT].due) == ("T8", day("30 Nov 2026"))
    assert "REVIEW:p6" not in found
    first = held(7, "24 Nov 2026", type=ReviewType.FIRST)
    again = clocks(back, first)[NEXT]
    assert (again.rule, again.due) == ("T9", day("24 Feb 2027"))


def test_that_a_day_of_coming_back_that_was_typed_starts_its_clocks() -> None:
    """§1.1 T8: the return may not know yet that the child is in care again."""
    ended = PeriodOfCare(id="1", start=day("1 Feb 2025"), end=day("1 Sep 2026"))
    back = child("2 Nov 2026", periods=(ended,))
    assert clocks(back)[NEXT].due == day("30 Nov 2026")
    assert stopped_on(back, TODAY) == birthday(back.born, 18)
    still = msgspec.structs.replace(back, became_looked_after=day("1 Feb 2025"))
    assert NEXT not in clocks(still)


def test_that_a_review_brought_forward_is_counted_from_the_one_before() -> None:
    """§1.3 and reg 33(2)."""
    early = held(4, "20 Nov 2026", type=ReviewType.EARLY)
    young = child(past_reviews=(past(3, "1 Sep 2026"),))
    found = clocks(young, early)
    assert (found["REVIEW:r4"].due, found["REVIEW:r4"].state) == (
        day("1 Mar 2027"),
        ClockState.MET,
    )
    assert found[NEXT].due == day("20 May 2027")


def test_that_a_missing_day_is_said_in_words() -> None:
    found = clocks(child(""))[NEXT]
    assert found.state is ClockState.NO_DATE
    assert found.missing == "the day of coming into care is not known"


def test_that_a_limit_counted_under_an_earlier_law_stays_and_is_said() -> None:
    """design.md §3: a changed limit is shown as changed."""
    review = planned(limit=day("9 Dec 2026"))
    found = clocks(child(), held(3, "10 Jun 2026"), review)["REVIEW:r4"]
    assert found.due == day("9 Dec 2026")
    assert "started with 9 December 2026" in found.words


# -- §1.1: T11, adjourned


def adjourned(**facts: object) -> Review:
    terms = Adjournment(
        considered=True,
        decided_on=day("19 Dec 2025"),
        until=day("16 Jan 2026"),
        reasons=("health",),
    )
    return planned("19 Dec 2025", adjournment=terms, **facts)


def test_that_an_adjourned_review_runs_twenty_working_days_and_says_which_day_it_is() -> None:
    """§1.1 T11 and §1.4, reg 36(2)."""
    found = clocks(child(), adjourned(), on=day("8 Jan 2026"))["T11:r4"]
    assert (found.due, found.planned) == (day("21 Jan 2026"), day("16 Jan 2026"))
    assert found.words.startswith("adjourned, day 11 of 20; ")
    late = clocks(child(), adjourned(), on=day("22 Jan 2026"))["T11:r4"]
    assert late.state is ClockState.LATE
    complete = adjourned(completed_on=day("16 Jan 2026"))
    assert "T11:r4" not in clocks(child(), complete, on=day("22 Jan 2026"))


def test_that_nothing_runs_after_an_adjourned_review_before_it_is_complete() -> None:
    found = clocks(child(), adjourned(), on=day("8 Jan 2026"))
    assert not {"T12:r4", "T15:r4", "T16:r4"} & set(found)


# -- §1.1: T12–T16


def test_that_the_reply_runs_from_receipt_and_no_sooner() -> None:
    """§1.1 T13: 5 working days from receipt."""
    waiting = clocks(child(), held())["T13:r3"]
    assert (waiting.state, waiting.due) == (ClockState.NOT_STARTED, None)
    sent = Sending(decisions_sent=day("16 Dec 2026"))
    assert clocks(child(), held(sending=sent))["T13:r3"].due == day("23 Dec 2026")
    answered = Sending(decisions_sent=day("16 Dec 2026"), council_replied=day("22 Dec 2026"))
    assert clocks(child(), held(sending=answered))["T13:r3"].state is ClockState.MET


def test_that_a_reply_to_each_recommendation_answers_too() -> None:
    """§1.1 T13."""
    reply = Reply(reply=CouncilReply.AGREED, on=day("22 Dec 2026"))
    made = Promise(
        id="a", review_id="r3", review_number=3, made_on=TODAY, number=1, what="x", reply=reply
    )
    other = msgspec.structs.replace(made, id="b", number=2, reply=None)
    sent = Sending(decisions_sent=day("16 Dec 2026"))
    half = clocks(child(ledger=(made, other)), held(sending=sent))["T13:r3"]
    assert half.state is ClockState.RUNNING
    whole = clocks(child(ledger=(made,)), held(sending=sent))["T13:r3"]
    assert (whole.state, whole.done) == (ClockState.MET, day("22 Dec 2026"))


@pytest.mark.parametrize(
    ("field", "rule"),
    [
        ("decisions_sent", "T12"),
        ("care_plan_updated", "T14"),
        ("record_done", "T15"),
        ("distributed", "T16"),
    ],
)
def test_that_each_day_of_sending_meets_its_own_clock(field: str, rule: str) -> None:
    """§1.1 T12, T14, T15, T16."""
    sending = Sending(**{field: day("11 Nov 2026")})  # type: ignore[arg-type]
    found = clocks(child(), held(sending=sending))
    states = {r: found[f"{r}:r3"].state for r in ("T12", "T14", "T15", "T16")}
    assert states.pop(rule) is ClockState.MET
    assert ClockState.MET not in states.values()


def test_that_a_row_of_a_list_tells_less_and_the_same() -> None:
    review = held(sending=Sending(decisions_sent=day("12 Nov 2026")))
    row = ListColumns(ENGINE).review_row(review, child())
    full = clocks_of(child(), [review], ENGINE, TODAY)
    of_row = clocks_of(child(), [row], ENGINE, TODAY)
    in_full = {clock.id: (clock.state, clock.due, clock.done) for clock in full}
    for clock in of_row:
        assert (clock.state, clock.due, clock.done) == in_full[clock.id]
    assert set(in_full) - {clock.id for clock in of_row} == {"T13:r3", "T14:r3"}


# -- §1.1: T17, disputes


def dispute(**facts: object) -> Dispute:
    made = Dispute(id="d", opened_on=day("1 Dec 2026"), summary="no social worker")
    return msgspec.structs.replace(made, **facts)


def test_that_a_dispute_runs_from_its_formal_stage() -> None:
    """§1.1 T17, Handbook 6.2: 20 working days for all formal stages together."""
    informal = clocks(child(disputes=(dispute(),)), on=day("2 Dec 2026"))
    assert informal["T17:d"].state is ClockState.NOT_STARTED
    assert informal["T17:stage:d"].due == day("8 Dec 2026")
    formal = dispute(formal_on=day("10 Dec 2026"), stage=DisputeStage.STAGE1)
    found = clocks(child(disputes=(formal,)), on=day("17 Dec 2026"))
    assert found["T17:d"].due == day("12 Jan 2027")
    assert found["T17:d"].words.startswith("day 5 of 20; ")
    assert found["T17:stage:d"].due == day("17 Dec 2026")
    closed = dispute(formal_on=day("10 Dec 2026"), closed_on=day("13 Jan 2027"))
    after = clocks(child(disputes=(closed,)), on=day("20 Jan 2027"))
    assert after["T17:d"].state is ClockState.MET_LATE
    assert "T17:stage:d" not in after


def test_that_each_stage_runs_from_the_day_it_began() -> None:
    """§2.5: 5 working days each; a stage may be passed over."""
    stages = (
        StageEntry(stage=DisputeStage.STAGE1, on=day("10 Dec 2026"), passed_over=True),
        StageEntry(stage=DisputeStage.STAGE2, on=day("11 Dec 2026")),
    )
    at = dispute(formal_on=day("10 Dec 2026"), stage=DisputeStage.STAGE2, stages=stages)
    found = clocks(child(disputes=(at,)), on=day("14 Dec 2026"))["T17:stage:d"]
    assert (found.what, found.due) == ("Answer at stage 2", day("18 Dec 2026"))
    own = msgspec.structs.replace(at, stage_due=day("21 Dec 2026"))
    found = clocks(child(disputes=(own,)), on=day("14 Dec 2026"))["T17:stage:d"]
    assert found.due == day("21 Dec 2026")


# -- §1.1: T18, midway


def test_that_a_midway_check_stands_half_way_to_the_next_limit() -> None:
    """§1.1 T18: three months in a cycle of six."""
    review = held(3, "11 Jun 2026", next_review=NextReview(midway=day("8 Sep 2026")))
    found = clocks(child(), review, on=day("1 Sep 2026"))["T18:r3"]
    assert (found.due, found.planned) == (day("11 Sep 2026"), day("8 Sep 2026"))
    checked = child(midway_checks=(MidwayCheck(id="k", on=day("15 Sep 2026")),))
    assert clocks(checked, review)["T18:r3"].state is ClockState.MET_LATE


# -- §1.1: T19, T20


@pytest.mark.parametrize(
    ("born", "last", "rule", "due"),
    [
        ("2 Mar 2016", None, "T19.first", "14 Feb 2025"),  # reg 7: by the first review
        ("2 Mar 2016", "20 Oct 2026", "T19", "20 Oct 2027"),  # 12 months from five
        ("2 Mar 2023", "20 Oct 2026", "T19.under_5", "20 Apr 2027"),  # 6 months under five
        ("2 Mar 2022", "1 Mar 2027", "T19.under_5", "1 Sep 2027"),  # the age on that day counts
    ],
)
def test_that_health_is_assessed_by_age(born: str, last: str | None, rule: str, due: str) -> None:
    """§1.1 T19."""
    on = day(last) if last else None
    found = clocks(child(born=day(born), health=Health(assessed_on=on)))["T19"]
    assert (found.rule, found.due) == (rule, day(due))


def test_that_a_later_day_that_was_noted_counts_as_the_last_assessment() -> None:
    """§1.1 T19."""
    note = ClockNote(id="T19", done_on=day("2 Nov 2026"))
    young = child(health=Health(assessed_on=day("20 Oct 2025")), clock_notes=(note,))
    assert clocks(young)["T19"].due == day("2 Nov 2027")


def test_that_an_education_plan_is_begun_in_ten_working_days_and_then_each_term() -> None:
    """§1.1 T20."""
    young = child("2 Nov 2026")
    found = clocks(young, on=day("3 Nov 2026"))["T20"]
    assert (found.state, found.due) == (ClockState.RUNNING, day("16 Nov 2026"))
    later = clocks(young, held(1, "20 Nov 2026", type=ReviewType.FIRST))["T20"]
    assert later.state is ClockState.NO_DATE
    assert later.missing.startswith("one each school term; nobody noted")
    baby = child("2 Nov 2026", born=day("1 Nov 2025"))
    assert "T20" not in clocks(baby, on=day("3 Nov 2026"))


def test_that_nobody_is_late_in_asking_a_small_child_where_to_meet() -> None:
    """§1.1 T5, §5.4."""
    coming = held(4, "10 Dec 2026", completed_on=None)
    assert "T5:r4" in clocks(child(), coming)
    small = clocks(child(born=day("1 Jan 2023")), coming)
    assert "T5:r4" not in small
    assert {"T4:r4", "T6:r4", "T7:r4"} <= set(small)


# -- §1.1: T21, T22


@pytest.mark.parametrize(
    ("born", "in_care", "eligible", "pathway"),
    [
        ("10 Dec 2010", "17 Jan 2020", "10 Dec 2026", "10 Mar 2027"),  # 16, in care long before
        ("10 Dec 2010", "1 Nov 2026", "31 Jan 2027", "30 Apr 2027"),  # 13 weeks after 16
    ],
)
def test_that_growing_up_has_its_clocks(
    born: str, in_care: str, eligible: str, pathway: str
) -> None:
    """§1.1 T22 (13 weeks from 14 on, and 16) and T21 (three months after)."""
    young = child(in_care, born=day(born))
    found = clocks(young)
    assert found["T22"].due == day(eligible)
    assert found["T21"].state is ClockState.NOT_STARTED
    after = clocks(young, on=day(eligible))
    assert after["T22"].state is ClockState.MET
    assert after["T21"].due == day(pathway)
    late = clocks(young, on=day(pathway) + timedelta(days=1))["T21"]
    assert late.state is ClockState.TO_CHECK


def test_that_weeks_in_care_from_fourteen_on_add_up_over_periods() -> None:
    """§1.1 T22: 13 weeks or more since the fourteenth birthday, in one time or several."""
    periods = (
        PeriodOfCare(id="1", start=day("1 Jan 2025"), end=day("5 Mar 2025"), ended_because="E4A"),
        PeriodOfCare(id="2", start=day("1 Nov 2026")),
    )
    young = child("1 Nov 2026", born=day("10 Dec 2010"), periods=periods)
    assert clocks(young)["T22"].due == day("10 Dec 2026")  # 63 days, then 28 more by 29 November


def test_that_a_child_of_nine_has_no_clock_of_growing_up() -> None:
    assert not {"T21", "T22"} & set(clocks(child()))


# -- §1.1: T23, T24


def test_that_coming_back_starts_the_return_interview() -> None:
    """§1.1 T23: within 72 hours of coming back."""
    gone = MissingEpisode(id="e", start=day("20 Nov 2026"), end=day("22 Nov 2026"))
    found = clocks(child(missing=(gone,)))["T23:e"]
    assert (found.state, found.due) == (ClockState.RUNNING, day("25 Nov 2026"))
    away = msgspec.structs.replace(gone, end=None)
    assert clocks(child(missing=(away,)))["T23:e"].state is ClockState.NOT_STARTED
    not_missing = msgspec.structs.replace(gone, kind="A")
    assert "T23:e" not in clocks(child(missing=(not_missing,)))
    long_ago = msgspec.structs.replace(gone, start=day("1 Jan 2025"), end=day("2 Jan 2025"))
    assert "T23:e" not in clocks(child(missing=(long_ago,)))


def test_that_savings_are_due_after_a_year() -> None:
    """§1.1 T24: looked after for twelve months."""
    grown = child("17 Jan 2026", born=day("1 Jan 2009"))  # eighteen before the twelve months
    assert "T24" not in clocks(grown)
    found = clocks(child("17 Jan 2026"))["T24"]
    assert (found.state, found.due) == (ClockState.RUNNING, day("17 Jan 2027"))
    not_needed = ClockNote(id="T24", not_needed=True)
    has_trust_fund = clocks(child("17 Jan 2026", clock_notes=(not_needed,)))["T24"]
    assert has_trust_fund.state is ClockState.NOT_NEEDED


# -- §1.2: timetables of their own


def status(code: str, start: str) -> tuple[LegalStatus, ...]:
    return (LegalStatus(id=code, code=code, start=day(start)),)


ADOPTERS = Home(id="a", who="the Nguyens", place_code="A5", start=date(2026, 5, 4))


@pytest.mark.parametrize(
    ("reviews", "rule", "due"),
    [
        ((), "ADOPT.authorised.1", "30 May 2026"),
        (("20 May 2026",), "ADOPT.authorised.later", "20 Nov 2026"),
        (("20 May 2026", "10 Nov 2026"), "ADOPT.authorised.later", "10 May 2027"),
    ],
)
def test_that_authority_to_place_starts_its_own_timetable(
    reviews: tuple[str, ...], rule: str, due: str
) -> None:
    """§1.2, Adoption Agencies Regs 36(1): three months, then every six."""
    own = [
        held(n, on, type=ReviewType.ADOPTION_AUTHORISED) for n, on in enumerate(reviews, start=5)
    ]
    young = child(legal_statuses=status("E1", "28 Feb 2026"), past_reviews=(past(4, "1 Feb 2026"),))
    young = msgspec.structs.replace(young, legal_statuses=status("E1", "28 Feb 2026"))
    found = clocks(young, *own)[NEXT]
    wanted = day("28 May 2026") if not reviews else day(due)
    assert (found.rule, found.due) == (rule, wanted)


@pytest.mark.parametrize(
    ("reviews", "rule", "due"),
    [
        ((), "ADOPT.placed.1", "1 Jun 2026"),
        (("1 Jun 2026",), "ADOPT.placed.2", "1 Sep 2026"),
        (("1 Jun 2026", "1 Sep 2026"), "ADOPT.placed.later", "1 Mar 2027"),
    ],
)
def test_that_moving_in_with_adopters_starts_its_own_timetable(
    reviews: tuple[str, ...], rule: str, due: str
) -> None:
    """§1.2, Adoption Agencies Regs 36(3): four weeks, three months, then every six."""
    own = [held(n, on, type=ReviewType.ADOPTION_PLACED) for n, on in enumerate(reviews, start=5)]
    young = child(homes=(ADOPTERS,), past_reviews=(past(4, "1 Apr 2026"),))
    found = clocks(young, *own)[NEXT]
    assert (found.rule, found.due) == (rule, day(due))


def test_that_a_list_counts_the_second_review_with_adopters_in_three_months() -> None:
    """§1.2: the number counts within the timetable, not over the child's whole life."""
    young = child(homes=(ADOPTERS,))
    first = held(5, "1 Jun 2026", type=ReviewType.ADOPTION_PLACED, limit=day("1 Jun 2026"))
    assert ListColumns(ENGINE).review_row(first, young).next_limit == day("1 Sep 2026")
    second = held(6, "1 Sep 2026", type=ReviewType.ADOPTION_PLACED, limit=day("1 Sep 2026"))
    assert ListColumns(ENGINE).review_row(second, young).next_limit == day("1 Mar 2027")


def test_that_until_the_first_adoption_review_the_usual_limit_is_shown_beside() -> None:
    """§1.2."""
    young = child(homes=(ADOPTERS,), past_reviews=(past(4, "1 Apr 2026"),))
    assert clocks(young)["T10:usual"].due == day("1 Oct 2026")


@pytest.mark.parametrize(
    ("reviews", "rule", "due"),
    [((), "BREAKS.1", "1 Dec 2026"), (("1 Nov 2026",), "BREAKS.later", "1 May 2027")],
)
def test_that_short_breaks_have_a_lighter_timetable(
    reviews: tuple[str, ...], rule: str, due: str
) -> None:
    """§1.2, reg 48: first review in three months, then every six; no visits of regulation 28."""
    own = [held(n, on, type=ReviewType.SHORT_BREAKS) for n, on in enumerate(reviews, start=1)]
    found = clocks(child("", legal_statuses=status("V3", "1 Sep 2026")), *own)
    assert (found[NEXT].rule, found[NEXT].due) == (rule, day(due))
    assert not any(id_.startswith("T3") for id_ in found)


def test_that_a_long_term_foster_home_has_a_meeting_at_least_yearly() -> None:
    """§1.2: not every review needs a meeting once the home is a year old."""
    without = past(5, "2 Jun 2026", meeting=False, why_no_meeting="Ash asked for a talk instead")
    young = child(homes=(LASTING,), past_reviews=(past(4, "2 Dec 2025"), without))
    found = clocks(young)
    assert found["LASTING.meeting"].due == day("2 Dec 2026")
    assert found[NEXT].due == day("2 Dec 2026")
    new = msgspec.structs.replace(LASTING, start=day("2 Mar 2026"))
    assert "LASTING.meeting" not in clocks(msgspec.structs.replace(young, homes=(new,)))
    plan = PlanEntry(id="n", from_date=TODAY, plan="long_term_foster", matched_on=TODAY)
    by_plan = msgspec.structs.replace(LASTING, place_code="U6")
    matched = msgspec.structs.replace(young, homes=(by_plan,), plans=(plan,))
    assert "LASTING.meeting" in clocks(matched)


def test_that_a_secure_home_has_a_panel_beside_the_review() -> None:
    """§1.2: within a month, then every three; it does not take the review's place."""
    secure = Home(id="k", who="Hill House", place_code="K1", start=day("2 Nov 2026"))
    young = child(homes=(secure,), past_reviews=(past(3, "1 Sep 2026"),))
    found = clocks(young)
    assert (found["SECURE:k"].rule, found["SECURE:k"].due) == ("SECURE.1", day("2 Dec 2026"))
    assert (found[NEXT].rule, found[NEXT].due) == ("T10", day("1 Mar 2027"))
    panel = ClockNote(id="SECURE:k", done_on=day("30 Nov 2026"))
    again = clocks(msgspec.structs.replace(young, clock_notes=(panel,)))["SECURE:k"]
    assert (again.rule, again.due) == ("SECURE.later", day("28 Feb 2027"))


def test_that_a_council_may_see_its_under_fives_more_often(tmp_path: Path) -> None:
    """§1.2, one council's standard: all under-fives every three months."""
    own = tmp_path / "council.toml"
    own.write_text(
        '[[rule]]\nid = "T10.under_5"\nwhat = "Review of a child under five"\namount = 3\n'
        'unit = "months"\nstarts = "previous_review"\nwho = "iro"\nsource = "practice"\n'
        'strength = "local"\nchecked = true\n',
        encoding="utf-8",
    )
    engine = msgspec.structs.replace(ENGINE, law=load_law(own))
    small = child(born=day("2 Mar 2023"), past_reviews=(past(4, "1 Oct 2026"),))
    found = next(c for c in clocks_of(small, [], engine, TODAY) if c.id == NEXT)
    assert (found.due, found.target) == (day("1 Apr 2027"), day("1 Jan 2027"))
    big = msgspec.structs.replace(small, born=day("2 Mar 2016"))
    assert next(c for c in clocks_of(big, [], engine, TODAY) if c.id == NEXT).target is None
    assert clocks(small)[NEXT].target is None


# -- §1.3: brought forward


def test_that_an_early_review_that_was_decided_waits_until_it_is_held() -> None:
    """§1.3, reg 33(3)."""
    thought = EarlyReviewThought(
        id="t", on=day("2 Nov 2026"), reasons=("visit_worry",), needed=True, because="seen hungry"
    )
    young = child(early_reviews=(thought,), past_reviews=(past(3, "1 Sep 2026"),))
    found = clocks(young)["T10:early:t"]
    assert found.state is ClockState.NOT_STARTED
    assert found.source.endswith("regulations 30 and 33(3)")
    assert "T10:early:t" not in clocks(young, held(4, "5 Nov 2026", type=ReviewType.EARLY))
    no = msgspec.structs.replace(thought, needed=False)
    assert "T10:early:t" not in clocks(msgspec.structs.replace(young, early_reviews=(no,)))


def test_that_a_no_about_one_event_takes_back_no_yes_about_another() -> None:
    """§1.3."""
    yes = EarlyReviewThought(id="t", on=day("2 Nov 2026"), needed=True, event_id="move")
    other = EarlyReviewThought(id="u", on=day("5 Nov 2026"), needed=False, event_id="school")
    same = EarlyReviewThought(id="w", on=day("6 Nov 2026"), needed=False, event_id="move")
    young = child(early_reviews=(yes, other), past_reviews=(past(3, "1 Sep 2026"),))
    assert "T10:early:t" in clocks(young)
    taken_back = msgspec.structs.replace(young, early_reviews=(yes, other, same))
    assert not any(":early:" in id_ for id_ in clocks(taken_back))


# -- what stops, and what holds for every child


EVERYTHING = child(
    "17 Jan 2025",
    homes=(HOME,),
    visits=(Visit(id="v", on=date(2026, 10, 9)),),
    missing=(MissingEpisode(id="e", start=date(2026, 11, 20), end=date(2026, 11, 22)),),
    disputes=(dispute(opened_on=date(2026, 11, 2), formal_on=date(2026, 11, 9)),),
)


OWED = {"T12:r3", "T15:r3", "T16:r3", "T17:d", "T17:stage:d"}
"""What goes on after care: sending and writing up what was decided, and a dispute (§2.2, §2.5)."""


def test_that_the_end_of_the_period_stops_every_clock_but_what_is_owed() -> None:
    ended = PeriodOfCare(id="1", start=day("17 Jan 2025"), end=day("23 Nov 2026"))
    over = msgspec.structs.replace(EVERYTHING, periods=(ended,))
    states = {clock.state for id_, clock in clocks(over, held()).items() if id_ not in OWED}
    assert states <= {ClockState.STOPPED, ClockState.MET, ClockState.MET_LATE}
    assert NEXT not in clocks(over, held())
    assert {clock.id for clock in most_pressing(clocks(over, held()).values())} == OWED


def test_that_eighteen_stops_every_clock_but_what_is_owed() -> None:
    grown = msgspec.structs.replace(EVERYTHING, born=day("24 Nov 2008"))
    assert stopped_on(grown, TODAY) == TODAY
    found = clocks(grown, held(), planned())
    assert {id_ for id_, clock in found.items() if clock.state.is_open} == OWED
    day_before = clocks(grown, held(), planned(), on=TODAY - timedelta(days=1))
    assert {id_ for id_, clock in day_before.items() if clock.state.is_open} > OWED


@pytest.mark.parametrize("later", [False, True])
def test_that_the_caseload_asks_for_the_same_after_care_as_the_clocks(later: bool) -> None:
    """Also of the last review before care, where the child has come back into care since."""
    periods = [PeriodOfCare(id="1", start=day("17 Jan 2025"), end=day("20 Nov 2026"))]
    if later:
        periods.append(PeriodOfCare(id="2", start=day("23 Nov 2026")))
    over = msgspec.structs.replace(EVERYTHING, periods=tuple(periods))
    columns = ListColumns(ENGINE)
    row = caseload_row(columns.child_row(over), (columns.review_row(held(), over),))
    listed = {step.rule: step.due for step in steps(row, ENGINE, TODAY)}
    found = clocks(over, held())
    for clock_id in OWED - {"T17:stage:d"}:  # the list tells the stage with the whole clock
        clock = found[clock_id]
        assert clock.state.is_open
        assert listed[clock.rule] == clock.due


def test_that_what_is_late_stands_before_what_runs() -> None:
    waiting = most_pressing(clocks(EVERYTHING, held()).values())
    states = [clock.state for clock in waiting]
    assert states == sorted(states, key=list(ClockState).index)


def test_that_every_clock_names_rule_source_and_how_it_was_counted() -> None:
    for clock in clocks(EVERYTHING, held(), planned()).values():
        assert clock.rule in {rule.id for rule in LAW.rules}
        assert clock.source
        assert clock.strength is not None
        assert clock.words or clock.missing


def test_that_the_council_s_own_target_stands_beside_the_law() -> None:
    """§1.4: two dates."""
    rules = [msgspec.structs.replace(r, local=10) if r.id == "T15" else r for r in LAW.rules]
    engine = msgspec.structs.replace(ENGINE, law=msgspec.structs.replace(LAW, rules=tuple(rules)))
    found = next(c for c in clocks_of(child(), [held()], engine, TODAY) if c.id == "T15:r3")
    assert (found.target, found.due) == (day("24 Nov 2026"), day("1 Dec 2026"))


def test_that_every_rule_of_the_law_pack_has_a_clock_in_these_tests() -> None:
    """A rule that no clock shows would be one nobody sees."""
    text = Path(__file__).read_text(encoding="utf-8")
    assert [rule.id for rule in LAW.rules if f'"{rule.id}' not in text] == []


@st.composite
def children(draw: st.DrawFn) -> tuple[Child, tuple[KnownReview, ...], date]:
    """Return a child in care, reviews in their order, and a day to look at them."""
    start = draw(st.dates(date(2015, 1, 1), date(2030, 1, 1)))
    born = start - timedelta(days=draw(st.integers(0, 16 * 365)))
    gaps = draw(st.lists(st.integers(1, 250), max_size=4))
    reviews, on = [], start
    for number, gap in enumerate(gaps, start=1):
        on += timedelta(days=gap)
        done = draw(st.booleans()) or number < len(gaps)
        reviews.append(
            KnownReview(
                id=f"r{number}",
                key=f"r{number}",
                number=number,
                type=ReviewType.FIRST if number == 1 else ReviewType.SUBSEQUENT,
                on=on,
                completed_on=on if done else None,
                sending=Sending(decisions_sent=on + timedelta(days=draw(st.integers(0, 40)))),
                in_full=True,
            )
        )
    home = Home(id="h", who="x", place_code=draw(st.sampled_from(["U4", "U6", "K1"])), start=start)
    visits = draw(st.lists(st.integers(0, 400), max_size=3))
    made = Child(
        id="c",
        preferred_name="Ash",
        born=born,
        became_looked_after=start,
        homes=(home,),
        visits=tuple(Visit(id=str(n), on=start + timedelta(days=n)) for n in visits),
        disputes=(dispute(opened_on=start, formal_on=start + timedelta(days=3)),),
        missing=(MissingEpisode(id="e", start=start, end=start + timedelta(days=1)),),
    )
    return made, tuple(reviews), on + timedelta(days=draw(st.integers(0, 900)))


@given(case=children())
def test_that_no_clock_is_due_before_it_starts(
    case: tuple[Child, tuple[KnownReview, ...], date],
) -> None:
    of, reviews, on = case
    for clock in clocks_of(of, reviews, ENGINE, on):
        assert clock.starts is None or clock.due is None or clock.starts <= clock.due, clock.id


@given(case=children(), ends=st.integers(0, 2000))
def test_that_closing_a_period_stops_all_its_clocks_but_what_is_owed(
    case: tuple[Child, tuple[KnownReview, ...], date], ends: int
) -> None:
    of, reviews, on = case
    start = of.became_looked_after or on
    closed = PeriodOfCare(id="1", start=start, end=min(start + timedelta(days=ends), on))
    over = msgspec.structs.replace(of, periods=(closed,))
    still = {clock.rule for clock in clocks_of(over, reviews, ENGINE, on) if clock.state.is_open}
    assert still <= {"T12", "T15", "T16", "T17"}


@given(case=children(), closed=st.lists(st.integers(0, 900), min_size=1, max_size=8))
def test_that_more_closure_days_never_bring_a_clock_forward(
    case: tuple[Child, tuple[KnownReview, ...], date], closed: list[int]
) -> None:
    of, reviews, on = case
    start = of.became_looked_after or on
    extra = tuple(start + timedelta(days=days) for days in closed)
    calendar = WorkingCalendar(closures=extra)
    slower = msgspec.structs.replace(ENGINE, calendar=calendar)
    before = {clock.id: clock for clock in clocks_of(of, reviews, ENGINE, on)}
    for clock in clocks_of(of, reviews, slower, on):
        usual = before[clock.id]
        if clock.due is None or usual.due is None or usual.starts is None:
            continue
        assert clock.due >= usual.due, clock.id
