"""Disputes: stages that sum to 20 working days, a clock, passing over, and what is missing."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar import WorkingCalendar
from models.child import Dispute, StageEntry
from models.deadlines import DateEngine, Urgency
from models.disputes import (
    DRIFT,
    RungState,
    about_promise,
    child_sentence,
    clock,
    clock_words,
    closed,
    days_total,
    fresh,
    is_open,
    is_open_during,
    ladder,
    later_stages,
    missing,
    passed_over,
    reopened,
    taken_to,
    theme_words,
    urgency,
)
from models.law import load_law
from models.terms import DisputeStage
from tests.support.sample import TODAY, sample_child, sample_review

LAW = load_law()
ENGINE = DateEngine(law=LAW, calendar=WorkingCalendar())
FORMAL = [rule.id for rule in LAW.dispute_stages if rule.in_clock]
STAGE1, STAGE2, STAGE3, STAGE4 = FORMAL
DAYS = st.dates(date(2012, 1, 1), date(2032, 6, 1))


def formal(start: date, *, opened: date | None = None) -> Dispute:
    """Return a dispute at its first formal stage since ``start``."""
    return taken_to(fresh(opened or start, ENGINE), STAGE1, start, ENGINE)


@given(DAYS)
def test_that_the_formal_stages_sum_to_twenty_working_days(start: date) -> None:
    rungs = {rung.stage: rung for rung in ladder(formal(start), ENGINE, start)}
    limit = clock(formal(start), ENGINE)
    assert limit is not None
    assert sum(rung.days for rung in rungs.values() if rung.in_clock) == 20
    assert rungs[STAGE4].by == limit.due
    ends = [rungs[stage].by for stage in FORMAL]
    assert ends == sorted(end for end in ends if end)


@given(DAYS)
def test_that_the_clock_never_ends_on_a_day_off(start: date) -> None:
    dispute = formal(start)
    limit = clock(dispute, ENGINE)
    assert limit is not None
    ends = [limit.due, *(r.by for r in ladder(dispute, ENGINE, start) if r.by is not None)]
    assert all(ENGINE.calendar.is_working_day(end) for end in ends)


@given(DAYS, st.sampled_from(FORMAL[1:]))
def test_that_passing_over_shortens_what_is_left(start: date, to: DisputeStage) -> None:
    whole = formal(start)
    jumped = taken_to(fresh(start, ENGINE), to, start, ENGINE, "nobody there can decide it")
    ends = {rung.stage: rung.by for rung in ladder(jumped, ENGINE, start)}
    limit = clock(whole, ENGINE)
    end = ends[STAGE4]
    assert limit is not None
    assert end is not None
    assert end < limit.due
    skipped = FORMAL.index(to)
    assert ENGINE.calendar.working_days_between(start, end) == 20 - 5 * skipped
    passed = [rung for rung in ladder(jumped, ENGINE, start) if rung.state is RungState.PASSED]
    assert [rung.stage for rung in passed] == FORMAL[:skipped]
    assert all(rung.why for rung in passed)


@given(DAYS, st.integers(0, 40), st.sampled_from(FORMAL))
def test_that_no_stage_goes_past_a_clock_that_still_runs(
    start: date, later: int, to: DisputeStage
) -> None:
    on = start + timedelta(days=later)
    dispute = formal(start) if to is STAGE1 else taken_to(formal(start), to, on, ENGINE)
    limit = clock(dispute, ENGINE)
    assert limit is not None
    for rung in ladder(dispute, ENGINE, on):
        if rung.by is not None and rung.began is not None and rung.began < limit.due:
            assert rung.by <= limit.due


def test_that_the_informal_talk_stands_outside_the_clock() -> None:
    talk = fresh(TODAY, ENGINE)
    assert talk.stage_due == date(2026, 12, 1)
    assert clock(talk, ENGINE) is None
    assert clock_words(talk, ENGINE, TODAY) == ""
    assert urgency(talk, ENGINE, TODAY) is None
    assert days_total(talk, ENGINE, TODAY) == 0


@pytest.mark.parametrize(
    ("today", "words", "press"),
    [
        (date(2026, 11, 24), "day 0 of 20", Urgency.AHEAD),
        (date(2026, 12, 14), "day 14 of 20", Urgency.AHEAD),
        (date(2026, 12, 15), "day 15 of 20", Urgency.PRESSING),
        (date(2026, 12, 22), "day 20 of 20", Urgency.TODAY),
        (date(2026, 12, 24), "day 22, 2 working days past the limit", Urgency.LATE),
    ],
)
def test_that_the_clock_says_its_day_and_presses_from_day_fifteen(
    today: date, words: str, press: Urgency
) -> None:
    dispute = formal(date(2026, 11, 24))
    assert clock_words(dispute, ENGINE, today) == words
    assert urgency(dispute, ENGINE, today) is press


def test_that_a_closed_dispute_says_on_which_day_and_its_clock_stands_still() -> None:
    running = formal(date(2026, 11, 24))
    done = closed(running, date(2026, 12, 8), resolved=True)
    assert clock_words(done, ENGINE, date(2027, 3, 1)) == "closed on day 10 of 20"
    assert days_total(done, ENGINE, date(2027, 3, 1)) == 10
    assert (is_open(done), urgency(done, ENGINE, date(2027, 3, 1))) == (False, None)
    assert reopened(done, ENGINE) == running


def test_that_the_ladder_says_where_each_stage_stands() -> None:
    dispute = taken_to(formal(date(2026, 11, 24)), STAGE3, date(2026, 12, 1), ENGINE, "away")
    states = {rung.stage: rung.state for rung in ladder(dispute, ENGINE, date(2026, 12, 2))}
    assert states == {
        DisputeStage.INFORMAL: RungState.DONE,
        STAGE1: RungState.DONE,
        STAGE2: RungState.PASSED,
        STAGE3: RungState.NOW,
        STAGE4: RungState.AHEAD,
        DisputeStage.CAFCASS: RungState.AHEAD,
    }
    done = closed(dispute, date(2026, 12, 3), resolved=False)
    ended = {rung.stage: rung.state for rung in ladder(done, ENGINE, date(2026, 12, 4))}
    assert ended[STAGE3] is RungState.DONE
    assert ended[STAGE4] is RungState.NOT_REACHED


def test_that_a_stage_which_overran_pushes_those_ahead_only_to_the_end_of_the_clock() -> None:
    dispute = formal(date(2026, 11, 24))
    rungs = {r.stage: r.by for r in ladder(dispute, ENGINE, date(2026, 12, 18))}
    assert (rungs[STAGE1], rungs[STAGE2]) == (date(2026, 12, 1), date(2026, 12, 22))


def test_that_cafcass_can_be_asked_alongside_at_any_stage() -> None:
    dispute = msgspec.structs.replace(
        formal(TODAY), cafcass_referred=True, cafcass_on=date(2026, 11, 25)
    )
    last = ladder(dispute, ENGINE, date(2026, 11, 26))[-1]
    assert (last.stage, last.state) == (DisputeStage.CAFCASS, RungState.DONE)
    assert last.began == date(2026, 11, 25)


def test_that_only_what_lies_ahead_can_be_gone_to() -> None:
    dispute = taken_to(formal(TODAY), STAGE2, TODAY, ENGINE)
    assert [rule.id for rule in later_stages(dispute, LAW)] == [
        STAGE3,
        STAGE4,
        DisputeStage.CAFCASS,
    ]
    assert [rule.id for rule in passed_over(dispute, STAGE4, LAW)] == [STAGE3]
    assert later_stages(closed(dispute, TODAY, resolved=True), LAW) == ()


def test_that_a_council_edits_the_stages_and_every_date_follows() -> None:
    stages = tuple(
        msgspec.structs.replace(rule, amount=3) if rule.in_clock else rule
        for rule in LAW.dispute_stages
    )
    engine = DateEngine(
        law=msgspec.structs.replace(LAW, dispute_stages=stages), calendar=WorkingCalendar()
    )
    dispute = taken_to(fresh(TODAY, engine), STAGE1, TODAY, engine)
    rungs = {rung.stage: rung.by for rung in ladder(dispute, engine, TODAY)}
    assert rungs[STAGE4] == engine.calendar.add_working_days(TODAY, 12)


def test_that_one_about_a_recommendation_begins_as_drift_and_without_words_of_ours() -> None:
    promise = sample_child().ledger[0]
    dispute = about_promise(promise, TODAY, ENGINE)
    assert (dispute.themes, dispute.about, dispute.summary) == ((DRIFT,), (promise.id,), "")
    assert theme_words(dispute, LAW) == "Drift and delay"
    assert dispute.stages == (StageEntry(stage=DisputeStage.INFORMAL, on=TODAY),)


def test_that_what_is_missing_is_said_in_words() -> None:
    said = missing(fresh(TODAY, ENGINE), LAW, TODAY)
    assert said == (
        "Say in plain words what is wrong.",
        "Choose what it is about.",
        "Say what it means for the child.",
        "Write what the child can read about it, or say that it would harm them.",
    )
    odd = Dispute(
        id="d",
        opened_on=TODAY,
        formal_on=TODAY - timedelta(days=1),
        themes=("drift",),
        summary="Nobody decides.",
        impact="They wait.",
        told_child=False,
        cafcass_considered=True,
        cafcass_referred=True,
        stages=(StageEntry(stage=STAGE1, on=TODAY, passed_over=True),),
        stage_due=TODAY - timedelta(days=1),
        closed_on=TODAY - timedelta(days=2),
    )
    words = " ".join(missing(odd, LAW, TODAY))
    for part in (
        "why a stage was passed over",
        "how knowing would harm",
        "day on which Cafcass",
        "why Cafcass was asked or not",
        "what came of it",
        "formal start lies before",
        "still at the informal talk",
        "closed before",
        "whether it was put right",
    ):
        assert part in words, part
    late = msgspec.structs.replace(odd, closed_on=None)
    assert "was to answer by 23 November 2026" in " ".join(missing(late, LAW, TODAY))


def test_that_a_whole_dispute_has_nothing_missing() -> None:
    whole = msgspec.structs.replace(
        formal(TODAY),
        themes=("drift",),
        summary="The photographs were promised twice.",
        impact="Kez thinks that nobody remembers.",
        for_child="I have asked the council to find your photographs.",
    )
    assert missing(whole, LAW, TODAY) == ()


def test_that_the_childs_sentence_is_kept_back_only_where_it_would_harm() -> None:
    told = Dispute(id="d", opened_on=TODAY, for_child=" I asked them. ")
    assert child_sentence(told) == "I asked them."
    assert child_sentence(msgspec.structs.replace(told, told_child=True)) == "I asked them."
    assert child_sentence(msgspec.structs.replace(told, told_child=False)) == ""


@pytest.mark.parametrize(
    ("opened", "ended", "during"),
    [
        (date(2026, 11, 20), None, True),
        (TODAY, None, True),
        (date(2026, 11, 25), None, False),
        (date(2026, 10, 1), date(2026, 11, 23), False),
        (date(2026, 10, 1), TODAY, True),
    ],
)
def test_that_a_dispute_belongs_to_the_review_during_which_it_ran(
    opened: date, ended: date | None, during: bool
) -> None:
    dispute = Dispute(id="d", opened_on=opened, closed_on=ended)
    head = sample_review(completed_on=TODAY).head
    assert is_open_during(dispute, head) is during


def test_that_before_completion_whatever_has_begun_belongs_to_the_review() -> None:
    dispute = Dispute(id="d", opened_on=TODAY + timedelta(days=3))
    assert is_open_during(dispute, sample_review().head)
