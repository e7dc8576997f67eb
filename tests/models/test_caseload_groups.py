"""What is late, due this week and coming; filters that count; brothers and sisters together."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar import WorkingCalendar
from models.caseload_groups import (
    Filter,
    Group,
    Order,
    Standing,
    Wanted,
    counts,
    drifting,
    early_wanted,
    listed,
    setting_words,
    standing,
    teams,
)
from models.child import Dispute, EarlyReviewThought, Home, LegalStatus, Person, PlanEntry
from models.columns import ListColumns
from models.deadlines import DateEngine
from models.law import load_law
from models.limit_used import rule_words, used
from models.next_step import Step, StepKind
from models.review import Sending
from models.store_rows import CaseloadRow, ChildRow, ReviewRow
from models.terms import DisputeStage, Registered, ReviewType
from tests.support.sample import TODAY, sample_child, sample_review

ENGINE = DateEngine(law=load_law(), calendar=WorkingCalendar())
COLUMNS = ListColumns(ENGINE)


def row(name: str = "Ash", due: date | None = None, **facts: object) -> CaseloadRow:
    child = msgspec.convert(
        {"id": f"c-{name}", "preferred_name": name, "born": "2015-01-01", **facts}, ChildRow
    )
    latest = None
    if due is not None:
        latest = ReviewRow(
            id=f"r-{name}",
            child_id=child.id,
            number=3,
            type=ReviewType.SUBSEQUENT,
            completed_on=due - timedelta(days=180),
            review_date=due - timedelta(days=180),
            next_limit=due,
        )
    return CaseloadRow(child=child, latest=latest)


def stand(*rows: CaseloadRow) -> list[Standing]:
    return [standing(one, ENGINE, TODAY) for one in rows]


def names(standings: Sequence[Standing], wanted: Wanted = Wanted()) -> list[str]:  # noqa: B008 - frozen
    parts = listed(standings, wanted)
    return [one.row.child.preferred_name for part in parts for one in part.standings]


@pytest.mark.parametrize(
    ("away", "group"),
    [
        (-1, Group.LATE),
        (0, Group.WEEK),
        (6, Group.WEEK),
        (7, Group.COMING),
        (200, Group.COMING),
    ],
)
def test_that_this_week_is_today_and_the_six_days_after_it(away: int, group: Group) -> None:
    assert stand(row(due=TODAY + timedelta(days=away)))[0].group is group


def test_that_a_review_planned_this_week_is_due_this_week_though_its_limit_is_later() -> None:
    later = row(due=TODAY + timedelta(days=40))
    assert later.latest is not None
    planned = msgspec.structs.replace(later.latest, next_planned=TODAY + timedelta(days=2))
    assert stand(msgspec.structs.replace(later, latest=planned))[0].group is Group.WEEK


def test_that_groups_stand_in_the_order_in_which_they_press() -> None:
    found = stand(
        row("Left", care_ended=str(TODAY)),
        row("Blank"),
        row("Far", due=TODAY + timedelta(days=90)),
        row("Late", due=TODAY - timedelta(days=2)),
        row("Soon", due=TODAY + timedelta(days=2)),
    )
    parts = listed(found, Wanted())
    assert [part.group for part in parts] == [
        Group.LATE, Group.WEEK, Group.COMING, Group.NO_DATE, Group.ENDED,
    ]  # fmt: skip
    assert names(found) == ["Late", "Soon", "Far", "Blank", "Left"]


def test_that_writing_up_and_late_decisions_are_filters() -> None:
    held = TODAY - timedelta(days=10)
    child, review = sample_child(), sample_review(meetings=(), completed_on=held, sending=Sending())
    latest = COLUMNS.review_row(review, child)
    late = CaseloadRow(child=COLUMNS.child_row(child), latest=latest)
    assert {Filter.WRITING_UP, Filter.DECISIONS_LATE, Filter.LATE} <= stand(late)[0].fits
    sent = msgspec.structs.replace(latest, decisions_sent=held)
    fits = stand(msgspec.structs.replace(late, latest=sent))[0].fits
    assert Filter.WRITING_UP in fits
    assert Filter.DECISIONS_LATE not in fits


def test_that_disputes_and_drift_are_filters_by_their_own_dates() -> None:
    """domain.md §2.5 and §6.1: twenty working days; section 20 for six months without a plan."""
    child = sample_child(
        plans=(),
        ledger=(),
        past_reviews=(),
        became_looked_after=date(2026, 1, 5),
        legal_statuses=(LegalStatus(id="l", code="V2", start=date(2026, 1, 5)),),
        disputes=(
            Dispute(id="d", opened_on=TODAY, formal_on=TODAY, stage=DisputeStage.STAGE1),
            Dispute(id="e", opened_on=TODAY, closed_on=TODAY),
        ),
    )
    one = CaseloadRow(child=COLUMNS.child_row(child))
    assert {Filter.DISPUTES, Filter.DRIFTING} <= stand(one)[0].fits
    assert drifting(one, date(2026, 7, 5)) == ()
    assert drifting(one, date(2026, 7, 6)) == ("s20_no_plan",)
    dispute = one.child.dispute
    assert dispute is not None
    assert (dispute.amber, dispute.due) == (date(2026, 12, 15), date(2026, 12, 22))


def test_that_drift_is_kept_with_its_date_and_goes_when_there_is_a_plan() -> None:
    child = sample_child(
        plans=(PlanEntry(id="p", from_date=date(2026, 2, 1), plan="long_term_foster"),),
        legal_statuses=(LegalStatus(id="l", code="V2", start=date(2026, 1, 5)),),
    )
    assert COLUMNS.child_row(child).drift == ()


def test_that_an_unregistered_setting_is_seen_from_the_day_it_had_to_be() -> None:
    """domain.md §3.4: supported accommodation must be registered since 28 October 2023."""
    home = Home(
        id="h", who="Elm", place_code="H5", start=date(2023, 1, 1), registered=Registered.NO
    )
    child = sample_child(born=date(2006, 12, 1), homes=(home,), became_looked_after=home.start)
    one = CaseloadRow(child=COLUMNS.child_row(child))
    assert setting_words(one, date(2023, 10, 27)) == ""
    assert setting_words(one, date(2023, 10, 28)) == "Not registered with Ofsted"
    assert setting_words(one, date(2024, 12, 1)) == ""  # eighteen


def test_that_an_early_review_that_is_wanted_is_seen_until_it_is_started_or_held() -> None:
    """Reg 33(3): a yes waits in the list; a no about the same event takes it back."""
    yes = EarlyReviewThought(id="y", on=TODAY - timedelta(days=9), needed=True, event_id="e")
    no = EarlyReviewThought(id="n", on=TODAY, needed=False, event_id="e")
    child = COLUMNS.child_row(sample_child(early_reviews=(yes,), past_reviews=()))
    before = row(due=TODAY + timedelta(days=90)).latest
    assert before is not None
    waiting = CaseloadRow(child=child, latest=before)
    assert early_wanted(waiting, TODAY) == yes.on
    assert early_wanted(waiting, date(2040, 1, 1)) is None  # eighteen
    started = msgspec.structs.replace(before, id="s", completed_on=None, type=ReviewType.EARLY)
    assert early_wanted(msgspec.structs.replace(waiting, latest=started), TODAY) is None
    in_turn = msgspec.structs.replace(started, type=ReviewType.SUBSEQUENT)
    usual = CaseloadRow(child=child, latest=in_turn, before=before)
    assert early_wanted(usual, TODAY) == yes.on
    held = msgspec.structs.replace(before, review_date=TODAY, completed_on=TODAY)
    assert early_wanted(msgspec.structs.replace(waiting, latest=held), TODAY) is None
    back = COLUMNS.child_row(sample_child(early_reviews=(yes, no), past_reviews=()))
    assert early_wanted(msgspec.structs.replace(waiting, child=back), TODAY) is None


def test_that_counts_are_those_of_the_wanted_team() -> None:
    found = stand(
        row("A", due=TODAY - timedelta(days=1), team="North"),
        row("B", due=TODAY - timedelta(days=1), team="South"),
        row("C", due=TODAY + timedelta(days=50)),
    )
    assert teams(found) == ("North", "South")
    assert counts(found)[Filter.LATE] == 2
    assert counts(found, "North")[Filter.LATE] == 1
    assert names(found, Wanted(filter=Filter.LATE, team="South")) == ["B"]


def test_that_a_family_stands_where_the_first_of_them_stands() -> None:
    found = stand(
        row("Leo", due=TODAY - timedelta(days=1)),
        row("Ann", due=TODAY - timedelta(days=3), family="K"),
        row("Zed", due=TODAY + timedelta(days=90), family="K"),
    )
    parts = listed(found, Wanted())
    assert names(found) == ["Ann", "Zed", "Leo"]
    assert [part.group for part in parts] == [Group.LATE]
    apart = listed(found, Wanted(families=False))
    assert [len(part.standings) for part in apart] == [2, 1]


def test_that_brothers_and_sisters_named_among_a_childs_people_stand_together() -> None:
    kin = [{"child_id": "c-Mae", "name": "Mae", "relationship": "sister"}]
    found = stand(
        row("Ann", due=TODAY - timedelta(days=3), kin=kin),
        row("Leo", due=TODAY - timedelta(days=1)),
        row("Mae", due=TODAY + timedelta(days=90), family="kite"),
        row("Zed", due=TODAY + timedelta(days=95), family="kite"),
    )
    assert names(found) == ["Ann", "Mae", "Zed", "Leo"]
    assert names(found, Wanted(families=False)) == ["Ann", "Leo", "Mae", "Zed"]


def test_that_a_family_is_the_same_however_it_is_typed() -> None:
    rows = [COLUMNS.child_row(sample_child(family=typed)) for typed in ("Kite  1", " kite 1 ")]
    assert rows[0].family == rows[1].family != ""


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.NAME, ["Ann", "Bea", "Cal"]),
        (Order.NEXT_DATE, ["Cal", "Ann", "Bea"]),
        (Order.PROMISE, ["Bea", "Ann", "Cal"]),
        (Order.AGE, ["Ann", "Cal", "Bea"]),
    ],
)
def test_that_the_list_can_be_sorted(order: Order, expected: list[str]) -> None:
    found = stand(
        row("Ann", TODAY + timedelta(days=9), born="2020-01-01", oldest_promise="2026-05-01"),
        row("Bea", TODAY + timedelta(days=30), born="2010-01-01", oldest_promise="2026-01-01"),
        row("Cal", TODAY + timedelta(days=2), born="2016-01-01"),
    )
    assert names(found, Wanted(order=order)) == expected
    assert listed(found, Wanted(order=order))[0].group is None


_ROWS = st.lists(
    st.builds(
        lambda away, family, team: (away, family, team),
        st.none() | st.integers(-60, 300),
        st.sampled_from(["", "K", "L"]),
        st.sampled_from(["", "North"]),
    ),
    max_size=12,
)


@given(_ROWS, st.builds(Wanted, filter=st.sampled_from(Filter), order=st.sampled_from(Order),
                        families=st.booleans(), team=st.sampled_from(["", "North"])))  # fmt: skip
def test_that_every_wanted_child_is_listed_once_and_families_are_never_parted(
    facts: list[tuple[int | None, str, str]], wanted: Wanted
) -> None:
    found = stand(
        *(
            row(
                f"N{number}",
                None if away is None else TODAY + timedelta(days=away),
                family=family,
                team=team,
            )
            for number, (away, family, team) in enumerate(facts)
        )
    )
    parts = listed(found, wanted)
    shown = [one for part in parts for one in part.standings]
    expected = {
        s.row.child.id
        for s in found
        if wanted.filter in s.fits and (not wanted.team or s.row.child.team == wanted.team)
    }
    assert sorted(s.row.child.id for s in shown) == sorted(expected)
    assert len(shown) == counts(found, wanted.team)[wanted.filter]
    groups = [part.group for part in parts]
    assert len(groups) == len(set(groups))
    if wanted.families:
        families = [s.row.child.family for s in shown if s.row.child.family]
        runs = [f for n, f in enumerate(families) if n == 0 or families[n - 1] != f]
        assert len(runs) == len(set(runs))


def test_that_a_sibling_is_known_by_this_childs_own_people_alone() -> None:
    sister = Person(id="p9", name="Mae", relationship="sister", child_id="c-mae")
    child = sample_child(people=(*sample_child().people, sister))
    kin = COLUMNS.child_row(child).kin
    assert [(k.child_id, k.name, k.relationship) for k in kin] == [("c-mae", "Mae", "sister")]


# -- how much of a limit is used


def test_that_a_clock_of_working_days_says_its_day() -> None:
    step = Step(
        kind=StepKind.RECORD, what="", due=date(2027, 1, 5), rule="T15", starts=date(2026, 12, 10)
    )
    one = used(step, ENGINE, date(2026, 12, 17))
    assert one is not None
    assert one.words == "day 5 of 15 working days"
    late = used(step, ENGINE, date(2027, 1, 6))
    assert late is not None
    assert (late.share, late.late, late.words) == (1.0, True, "15 working days allowed")


def test_that_rule_source_and_full_date_are_said() -> None:
    step = Step(
        kind=StepKind.DECISIONS, what="", due=date(2026, 7, 10), rule="T12",
        starts=date(2026, 7, 3),
    )  # fmt: skip
    said = rule_words(step, ENGINE)
    assert "by Friday 10 July 2026, 5 working days after the review was completed" in said
    assert "IRO Handbook" in said
    assert "chapter 3" in said


@given(
    st.sampled_from(["T8", "T9", "T10", "T11", "T12", "T15", "T16", "T17"]),
    st.dates(date(2024, 1, 1), date(2028, 1, 1)),
    st.integers(0, 400),
    st.booleans(),
)
def test_that_a_clock_only_fills_and_is_full_exactly_when_late(
    rule: str, starts: date, after: int, is_known: bool
) -> None:
    limit = ENGINE.deadline(rule, starts)
    step = Step(
        kind=StepKind.REVIEW, what="", due=limit.due, rule=rule, starts=starts if is_known else None
    )
    today = starts + timedelta(days=after)
    one, next_one = used(step, ENGINE, today), used(step, ENGINE, today + timedelta(days=1))
    assert one is not None
    assert next_one is not None
    assert 0 <= one.share <= next_one.share <= 1
    assert one.late == (today > limit.due)
    assert not one.late or one.share == 1
