"""Every date that the law, its guidance and a council set is worked out as by hand."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar import WorkingCalendar
from models.deadlines import DateEngine, Deadline, Urgency
from models.errors import UserFacingError
from models.law import LawPack, Rule, Start, Strength, Unit, load_law
from models.terms import DisputeStage, ReviewType

LAW = load_law()
ENGINE = DateEngine(law=LAW, calendar=WorkingCalendar())
DAYS = st.dates(date(2005, 1, 1), date(2055, 12, 31))
WORKING = [rule for rule in LAW.rules if rule.unit is Unit.WORKING_DAYS]


def day(text: str) -> date:
    """Return the date written "12 Dec 2025"."""
    number, month, year = text.split()
    months = "JanFebMarAprMayJunJulAugSepOctNovDec"
    return date(int(year), months.index(month) // 3 + 1, int(number))


def with_rule(id_: str, **changes: object) -> LawPack:
    rules = [msgspec.structs.replace(r, **changes) if r.id == id_ else r for r in LAW.rules]
    return msgspec.structs.replace(LAW, rules=tuple(rules))


# -- the vectors of the Regulations, worked out by hand


@pytest.mark.parametrize(
    ("looked_after", "limit"),
    [
        ("12 Dec 2025", "14 Jan 2026"),
        ("20 Mar 2026", "21 Apr 2026"),
        ("1 May 2026", "2 Jun 2026"),
        ("14 Aug 2026", "14 Sep 2026"),
        ("4 Dec 2026", "6 Jan 2027"),
    ],
)
def test_that_the_first_review_is_within_twenty_working_days(looked_after: str, limit: str) -> None:
    assert ENGINE.first_review(day(looked_after)).due == day(limit)


@pytest.mark.parametrize(
    ("completed", "clocks", "three_months", "six_months"),
    [
        (
            "19 Dec 2025",
            ["30 Dec 2025", "7 Jan 2026", "14 Jan 2026", "21 Jan 2026"],
            "19 Mar 2026",
            "19 Jun 2026",
        ),
        (
            "31 Mar 2026",
            ["9 Apr 2026", "16 Apr 2026", "23 Apr 2026", "30 Apr 2026"],
            "30 Jun 2026",
            "30 Sep 2026",
        ),
        (
            "28 Aug 2026",
            ["7 Sep 2026", "14 Sep 2026", "21 Sep 2026", "28 Sep 2026"],
            "28 Nov 2026",
            "28 Feb 2027",
        ),
        (
            "30 Nov 2026",
            ["7 Dec 2026", "14 Dec 2026", "21 Dec 2026", "30 Dec 2026"],
            "28 Feb 2027",
            "30 May 2027",
        ),
    ],
)
def test_that_what_follows_a_review_is_due_when_the_handbook_says(
    completed: str, clocks: list[str], three_months: str, six_months: str
) -> None:
    after = ENGINE.after_completion(day(completed))
    assert [deadline.rule for deadline in after] == ["T12", "T14", "T15", "T16"]
    assert [deadline.due for deadline in after] == [day(clock) for clock in clocks]
    assert ENGINE.second_review(day(completed)).due == day(three_months)
    assert ENGINE.later_review(day(completed)).due == day(six_months)


def test_that_twenty_calendar_days_are_not_twenty_working_days() -> None:
    completed = day("19 Dec 2025")
    assert ENGINE.calendar.working_days_between(completed, day("8 Jan 2026")) == 11
    assert ENGINE.deadline("T16", completed).due == day("21 Jan 2026")


@pytest.mark.parametrize(
    ("deadline", "due", "actual", "on_time"),
    [
        (ENGINE.later_review(day("12 Dec 2025")), "12 Jun 2026", "11 Jun 2026", True),
        (ENGINE.later_review(day("11 Jun 2026")), "11 Dec 2026", "10 Dec 2026", True),
        (ENGINE.yearly_meeting(day("12 Dec 2025")), "12 Dec 2026", "10 Dec 2026", True),
        (ENGINE.deadline("T4", day("10 Dec 2026")), "19 Nov 2026", "17 Nov 2026", True),
        (ENGINE.deadline("T7", day("10 Dec 2026")), "7 Dec 2026", "4 Dec 2026", True),
        (
            ENGINE.midway(ENGINE.later_review(day("11 Jun 2026"))),
            "11 Sep 2026",
            "15 Sep 2026",
            False,
        ),
        (ENGINE.deadline("T12", day("10 Dec 2026")), "17 Dec 2026", "16 Dec 2026", True),
        (ENGINE.council_reply(day("16 Dec 2026")), "23 Dec 2026", "22 Dec 2026", True),
        (ENGINE.deadline("T14", day("10 Dec 2026")), "24 Dec 2026", "23 Dec 2026", True),
        (ENGINE.deadline("T15", day("10 Dec 2026")), "5 Jan 2027", "4 Jan 2027", True),
        (ENGINE.deadline("T16", day("10 Dec 2026")), "12 Jan 2027", "8 Jan 2027", True),
        (ENGINE.later_review(day("10 Dec 2026")), "10 Jun 2027", "8 Jun 2027", True),
        (
            ENGINE.health_assessment(day("20 Oct 2026"), day("2 Mar 2017")),
            "20 Oct 2027",
            "20 Oct 2027",
            True,
        ),
    ],
    ids=lambda value: value.rule if isinstance(value, Deadline) else None,
)
def test_that_a_whole_review_of_a_child_of_nine_is_dated_as_by_hand(
    deadline: Deadline, due: str, actual: str, on_time: bool
) -> None:
    assert deadline.due == day(due)
    assert deadline.is_met(day(actual)) is on_time


# -- where each rule stands

CARE, HANDBOOK, ADOPTION = "Regulations 2010, regulation ", "IRO Handbook", "Adoption Agencies"
SECURE = "Secure Accommodation"
SOURCES = {
    "T1": (HANDBOOK, "as councils repeat it"),
    "T2": (HANDBOOK, "section 25A(2)"),
    "T3": (f"{CARE}28",),
    "T3.year1": (f"{CARE}28",),
    "T3.lasting": (f"{CARE}28",),
    "T3.parents": (f"{CARE}28",),
    "T4": (HANDBOOK, "chapter 3"),
    "T5": ("manuals", "Handbook"),
    "T6": ("manuals",),
    "T7": (HANDBOOK, "from memory"),
    "T8": (f"{CARE}33(1)",),
    "T9": (f"{CARE}33(2)",),
    "T10": (f"{CARE}33(2)",),
    "T11": (f"{CARE}36(2)", "from memory"),
    "T12": (HANDBOOK, "chapter 3, decisions and recommendations"),
    "T13": (HANDBOOK, "decisions and recommendations", "receipt"),
    "T14": (HANDBOOK, "chapter 3"),
    "T15": (HANDBOOK, "chapter 3, review record"),
    "T16": (HANDBOOK, "chapter 3"),
    "T17": (HANDBOOK, "paragraph 6.2"),
    "T18": ("councils", "half way"),
    "T19.first": (f"{CARE}7",),
    "T19.under_5": ("health", "2015", "regulation 7"),
    "T19": ("health", "2015", "regulation 7"),
    "T20": ("education of looked-after children", "20 school days"),
    "T21": (f"{CARE}42(1)",),
    "T22": (f"{CARE}40", "Schedule 2, paragraph 19B"),
    "T23": ("missing", "2014", "72 hours is from memory"),
    "T24": ("Junior individual savings accounts", "£200"),
    "ADOPT.authorised.1": (ADOPTION, "regulation 36(1)"),
    "ADOPT.authorised.later": (ADOPTION, "regulation 36(1)"),
    "ADOPT.placed.1": (ADOPTION, "regulation 36(3)"),
    "ADOPT.placed.2": (ADOPTION, "regulation 36(3)"),
    "ADOPT.placed.later": (ADOPTION, "regulation 36(3)"),
    "BREAKS.1": (f"{CARE}48", "one council"),
    "BREAKS.later": (f"{CARE}48",),
    "LASTING.meeting": (HANDBOOK, "2015", "yearly is from memory"),
    "SECURE.1": (SECURE, "regulation 15"),
    "SECURE.later": (SECURE, "regulation 15"),
}
"""What the citation of each rule must say, as domain.md §1.1 and §1.2 give its source."""


def test_that_every_date_names_where_its_rule_stands() -> None:
    assert list(SOURCES) == [rule.id for rule in LAW.rules]
    for id_, words in SOURCES.items():
        cited = LAW.cite(LAW.rule(id_))
        assert [part for part in words if part not in cited] == [], id_


# -- timetables


@pytest.mark.parametrize(
    ("type_", "number", "since", "rule", "due"),
    [
        (ReviewType.FIRST, 1, "12 Dec 2025", "T8", "14 Jan 2026"),
        (ReviewType.SECOND, 2, "14 Jan 2026", "T9", "14 Apr 2026"),
        (ReviewType.SUBSEQUENT, 3, "14 Apr 2026", "T10", "14 Oct 2026"),
        (ReviewType.EARLY, 13, "11 Jun 2026", "T10", "11 Dec 2026"),
        (ReviewType.PATHWAY, 9, "11 Jun 2026", "T10", "11 Dec 2026"),
        (ReviewType.ADOPTION_AUTHORISED, 1, "30 Nov 2026", "ADOPT.authorised.1", "28 Feb 2027"),
        (ReviewType.ADOPTION_AUTHORISED, 2, "26 Feb 2027", "ADOPT.authorised.later", "26 Aug 2027"),
        (ReviewType.ADOPTION_PLACED, 1, "4 May 2026", "ADOPT.placed.1", "1 Jun 2026"),
        (ReviewType.ADOPTION_PLACED, 2, "1 Jun 2026", "ADOPT.placed.2", "1 Sep 2026"),
        (ReviewType.ADOPTION_PLACED, 3, "1 Sep 2026", "ADOPT.placed.later", "1 Mar 2027"),
        (ReviewType.ADOPTION_PLACED, 7, "1 Sep 2026", "ADOPT.placed.later", "1 Mar 2027"),
        (ReviewType.SHORT_BREAKS, 1, "1 Sep 2026", "BREAKS.1", "1 Dec 2026"),
        (ReviewType.SHORT_BREAKS, 2, "1 Dec 2026", "BREAKS.later", "1 Jun 2027"),
    ],
)
def test_that_each_kind_of_review_keeps_its_own_timetable(
    type_: ReviewType, number: int, since: str, rule: str, due: str
) -> None:
    limit = ENGINE.next_review_limit(type_, number, day(since))
    assert (limit.rule, limit.due) == (rule, day(due))


def test_that_reviews_before_a_new_timetable_are_not_counted_in_it() -> None:
    held = [day("1 Mar 2026"), day("2 Jun 2026"), day("1 Sep 2025")]
    placed = ENGINE.next_after(ReviewType.ADOPTION_PLACED, day("4 May 2026"), held)
    assert (placed.rule, placed.starts) == ("ADOPT.placed.2", day("2 Jun 2026"))
    care = ENGINE.next_after(ReviewType.SUBSEQUENT, day("4 Aug 2025"), held)
    assert (care.rule, care.starts) == ("T10", day("2 Jun 2026"))
    none = ENGINE.next_after(ReviewType.FIRST, day("4 Aug 2026"), [])
    assert (none.rule, none.starts) == ("T8", day("4 Aug 2026"))


def test_that_what_is_to_be_done_before_a_review_is_dated_back_from_it() -> None:
    before = {d.rule: d.due for d in ENGINE.before_review(day("10 Dec 2026"))}
    assert before == {
        "T5": day("20 Nov 2026"),
        "T4": day("19 Nov 2026"),
        "T6": day("30 Nov 2026"),
        "T7": day("7 Dec 2026"),
    }


# -- adjournment, disputes


def test_that_a_review_can_be_adjourned_once_for_twenty_working_days() -> None:
    clock = ENGINE.adjournment(day("19 Dec 2025"))
    assert clock.due == day("21 Jan 2026")
    assert ENGINE.day_of(clock, day("19 Dec 2025")) == 0
    assert ENGINE.day_of(clock, day("8 Jan 2026")) == 11
    assert ENGINE.day_of(clock, clock.due) == clock.amount == 20


def test_that_a_second_adjournment_is_told_what_to_do_instead() -> None:
    with pytest.raises(UserFacingError) as told:
        ENGINE.adjournment(day("19 Dec 2025"), adjourned_before=True)
    assert told.value.problem == "The regulations allow one adjournment."
    assert told.value.remedy == (
        "Complete the review and record what was missing, or start dispute resolution."
    )


def test_that_a_dispute_presses_from_day_fifteen_and_ends_at_twenty() -> None:
    clock = ENGINE.dispute(day("10 Dec 2026"))
    assert (clock.amber, clock.due) == (day("5 Jan 2027"), day("12 Jan 2027"))
    seen = [ENGINE.urgency(clock, day(text)) for text in ("4 Jan 2027", "5 Jan 2027")]
    assert seen == [Urgency.AHEAD, Urgency.PRESSING]
    assert ENGINE.urgency(clock, day("12 Jan 2027")) is Urgency.TODAY
    assert ENGINE.urgency(clock, day("13 Jan 2027")) is Urgency.LATE


@given(start=DAYS)
def test_that_the_formal_stages_together_are_the_whole_clock(start: date) -> None:
    at = start
    for stage in (DisputeStage.STAGE1, DisputeStage.STAGE2, DisputeStage.STAGE3):
        at = ENGINE.dispute_stage(stage, at) or at
    assert ENGINE.dispute_stage(DisputeStage.STAGE4, at) == ENGINE.dispute(start).due
    assert ENGINE.dispute_stage(DisputeStage.CAFCASS, start) is None


# -- health and growing up


@pytest.mark.parametrize(
    ("last", "born", "due"),
    [
        ("1 Jun 2026", "2 Jun 2021", "1 Dec 2026"),
        ("2 Jun 2026", "2 Jun 2021", "2 Jun 2027"),
        ("31 Aug 2026", "1 Jan 2026", "28 Feb 2027"),
    ],
)
def test_that_health_is_looked_at_half_yearly_until_five(last: str, born: str, due: str) -> None:
    assert ENGINE.health_assessment(day(last), day(born)).due == day(due)


def test_that_the_first_health_assessment_is_in_time_for_the_first_review() -> None:
    came = day("12 Dec 2025")
    assert ENGINE.first_health_assessment(came).due == ENGINE.first_review(came).due


@pytest.mark.parametrize(
    ("born", "came", "eligible", "assessed"),
    [
        ("2 Mar 2011", "1 Jan 2020", "2 Mar 2027", "2 Jun 2027"),
        ("2 Mar 2011", "1 Feb 2027", "3 May 2027", "3 Aug 2027"),
        ("30 Nov 2010", "1 Jan 2020", "30 Nov 2026", "28 Feb 2027"),
        ("29 Feb 2012", "1 Jan 2020", "29 Feb 2028", "29 May 2028"),
    ],
)
def test_that_pathway_planning_starts_at_sixteen_or_at_eligibility(
    born: str, came: str, eligible: str, assessed: str
) -> None:
    assert ENGINE.eligible_from(day(born), day(came)) == day(eligible)
    assert ENGINE.pathway_assessment(day(born), day(came)).due == day(assessed)


@pytest.mark.parametrize(
    ("rule", "starts", "due"),
    [
        ("T1", "12 Dec 2025", "16 Dec 2025"),
        ("T2", "12 Dec 2025", "19 Dec 2025"),
        ("T3", "12 Dec 2025", "19 Dec 2025"),
        ("T3.year1", "12 Dec 2025", "23 Jan 2026"),
        ("T3.lasting", "30 Nov 2026", "28 Feb 2027"),
        ("T20", "12 Dec 2025", "30 Dec 2025"),
        ("T23", "12 Dec 2025", "15 Dec 2025"),
        ("T24", "29 Feb 2024", "28 Feb 2025"),
        ("SECURE.1", "31 Jan 2027", "28 Feb 2027"),
        ("SECURE.later", "28 Feb 2027", "28 May 2027"),
    ],
)
def test_that_every_other_rule_of_the_table_is_dated_as_by_hand(
    rule: str, starts: str, due: str
) -> None:
    assert ENGINE.deadline(rule, day(starts)).due == day(due)


# -- midway


def test_that_half_an_odd_number_of_months_is_counted_in_days() -> None:
    limit = ENGINE.second_review(day("1 Sep 2026"))
    assert ENGINE.midway(limit).due == day("16 Oct 2026")


def test_that_a_council_may_move_the_midway_check() -> None:
    engine = DateEngine(law=with_rule("T18", local=40), calendar=WorkingCalendar())
    midway = engine.midway(engine.later_review(day("1 Jan 2026")))
    assert midway.due == day("1 Apr 2026")
    assert midway.target == day("14 Mar 2026")


@given(start=DAYS)
def test_that_the_midway_check_lies_between_the_reviews(start: date) -> None:
    for type_, number in [(ReviewType.FIRST, n) for n in (1, 2, 3)]:
        limit = ENGINE.next_review_limit(type_, number, start)
        assert start < ENGINE.midway(limit).due < limit.due


# -- a council's own days and targets


def test_that_a_closure_moves_guidance_and_never_the_law() -> None:
    closures = tuple(day(f"{n} Dec 2025") for n in (29, 30, 31))
    engine = DateEngine(law=LAW, calendar=WorkingCalendar(closures=closures))
    assert engine.first_review(day("12 Dec 2025")).due == day("14 Jan 2026")
    assert engine.deadline("T12", day("19 Dec 2025")).due == day("5 Jan 2026")


def test_that_a_councils_target_stands_beside_the_date_of_the_law() -> None:
    engine = DateEngine(law=with_rule("T15", local=10), calendar=WorkingCalendar())
    record = engine.deadline("T15", day("30 Nov 2026"))
    assert (record.due, record.target) == (day("21 Dec 2026"), day("14 Dec 2026"))
    assert ENGINE.deadline("T15", day("30 Nov 2026")).target is None


@given(start=DAYS, off=st.sets(DAYS, max_size=4), local=st.integers(1, 20))
def test_that_a_target_is_never_later_than_the_law(start: date, off: set[date], local: int) -> None:
    near = tuple(start + timedelta(days=n) for n in range(1, 9))
    calendar = WorkingCalendar(closures=(*off, *near))
    engine = DateEngine(law=with_rule("T8", local=local), calendar=calendar)
    first = engine.first_review(start)
    assert first.target is not None
    assert start < first.target <= first.due


@given(start=DAYS, rule=st.sampled_from(WORKING))
def test_that_a_limit_in_working_days_is_a_working_day(start: date, rule: Rule) -> None:
    assert ENGINE.calendar.is_working_day(ENGINE.deadline(rule.id, start).due)


@given(start=DAYS, after=st.integers(-40, 40))
def test_that_a_new_bank_holiday_never_brings_a_limit_forward(start: date, after: int) -> None:
    holiday = start + timedelta(days=after)
    for calendar in (
        WorkingCalendar(extra_holidays=(holiday,)),
        WorkingCalendar(closures=(holiday,)),
    ):
        engine = DateEngine(law=LAW, calendar=calendar)
        for rule in WORKING:
            old, new = ENGINE.deadline(rule.id, start), engine.deadline(rule.id, start)
            assert new.due >= old.due if rule.amount > 0 else new.due <= old.due
            assert engine.calendar.statutory.is_working_day(new.due)
            if rule.strength is not Strength.LAW:
                assert calendar.is_working_day(new.due)


@given(first=DAYS, later=st.integers(0, 90))
def test_that_a_later_start_never_has_an_earlier_limit(first: date, later: int) -> None:
    for rule in LAW.rules:
        if rule.unit is not Unit.PERCENT:
            second = ENGINE.deadline(rule.id, first + timedelta(days=later))
            assert ENGINE.deadline(rule.id, first).due <= second.due


# -- words


@pytest.mark.parametrize(
    ("today", "words"),
    [
        ("14 Dec 2026", "3 working days left"),
        ("16 Dec 2026", "1 working day left"),
        ("12 Dec 2026", "4 working days left"),
        ("17 Dec 2026", "due today"),
        ("18 Dec 2026", "1 working day late"),
        ("19 Dec 2026", "1 working day late"),
        ("21 Dec 2026", "2 working days late"),
    ],
)
def test_that_the_time_left_is_said_in_working_days(today: str, words: str) -> None:
    decisions = ENGINE.deadline("T12", day("10 Dec 2026"))
    assert ENGINE.time_left(decisions, day(today)) == words


def test_that_lateness_over_a_weekend_is_said_in_days() -> None:
    decisions = ENGINE.deadline("T12", day("11 Dec 2026"))
    assert decisions.due == day("18 Dec 2026")
    assert ENGINE.time_left(decisions, day("19 Dec 2026")) == "1 day late"


def test_that_the_time_to_a_limit_in_months_is_said_in_days() -> None:
    later = ENGINE.later_review(day("11 Jun 2026"))
    assert ENGINE.time_left(later, day("10 Dec 2026")) == "1 day left"
    assert ENGINE.time_left(later, day("13 Dec 2026")) == "2 days late"


@given(start=DAYS, after=st.integers(-30, 400))
def test_that_left_late_and_today_are_never_confused(start: date, after: int) -> None:
    today = start + timedelta(days=after)
    for deadline in (ENGINE.first_review(start), ENGINE.later_review(start)):
        words = ENGINE.time_left(deadline, today)
        late = ENGINE.urgency(deadline, today) is Urgency.LATE
        assert words.endswith("late") is late is not deadline.is_met(today)
        assert (words == "due today") is (today == deadline.due)
        assert not words.startswith("0")


def test_that_a_limit_says_how_it_was_counted_and_with_what() -> None:
    first = ENGINE.first_review(day("12 Dec 2025"))
    assert first.words == "20 working days after coming into care (12 December 2025)"
    assert first.source.endswith("regulation 33(1)")
    assert (first.law, first.calendar) == (LAW.version, ENGINE.calendar.version)
    before = ENGINE.deadline("T4", day("10 Dec 2026"))
    assert before.words == "15 working days before the review (10 December 2026)"


def test_that_an_impossible_start_is_told_and_never_a_traceback() -> None:
    for rule in LAW.rules:
        if rule.unit is not Unit.PERCENT:
            for start in (date.min, date(1899, 1, 1), date(3026, 5, 5), date.max):
                with pytest.raises(UserFacingError):
                    ENGINE.deadline(rule.id, start)


def test_that_every_event_gives_its_rules_soonest_first() -> None:
    for event in Start:
        made = ENGINE.from_event(event, day("10 Dec 2026"))
        assert [d.due for d in made] == sorted(d.due for d in made)
        assert {LAW.rule(d.rule).starts for d in made} <= {event}


def test_that_three_months_are_not_ninety_days() -> None:
    assert ENGINE.second_review(day("1 Jul 2026")).due == day("1 Jul 2026") + timedelta(days=92)
    assert ENGINE.second_review(day("1 Dec 2026")).due == day("1 Mar 2027")
