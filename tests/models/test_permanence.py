"""Drift is seen when it is there, says what it goes by, and is quiet when it is not (§6.1)."""

import re
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar import add_months
from models.child import (
    Child,
    Home,
    LegalStatus,
    PastReview,
    PeriodOfCare,
    PlanEntry,
    Promise,
    StatusEntry,
)
from models.completing import with_ledger
from models.law import load_law
from models.permanence import DriftWarning, HeldReview, drift, held_reviews
from models.plan_history import (
    by_second_review,
    held_with,
    plan_history,
    questions,
    view_of_plan,
)
from models.review import Recommendation
from models.store_rows import ReviewRow
from models.terms import Communication, PromiseStatus, ReviewType
from models.wording import Wording, faults_in, fill
from tests.support.sample import sample_child, sample_review

LAW = load_law()
TODAY = date(2026, 11, 24)
CAME = date(2025, 3, 10)


def child(**facts: object) -> Child:
    known: dict[str, object] = {"became_looked_after": CAME} | facts
    return Child(id="c", preferred_name="Kez", born=date(2015, 3, 4), **known)  # type: ignore[arg-type]


def plan(code: str, since: date = CAME, **more: object) -> PlanEntry:
    return PlanEntry(id=f"{code}{since}", from_date=since, plan=code, **more)  # type: ignore[arg-type]


def past(number: int, on: date, permanence: str = "") -> PastReview:
    return PastReview(id=f"r{number}", number=number, on=on, permanence=permanence)


def status(code: str, start: date, end: date | None = None) -> LegalStatus:
    return LegalStatus(id=f"{code}{start}", code=code, start=start, end=end)


def promise(id_: str, number: int, made_on: date, **more: object) -> Promise:
    facts: dict[str, object] = {"what": "Hold the matching panel", "section": "permanence"} | more
    return Promise(id=id_, review_id=f"v{number}", review_number=number, made_on=made_on,
                   number=1, **facts)  # type: ignore[arg-type]  # fmt: skip


def warnings(of: Child, today: date = TODAY) -> dict[str, DriftWarning]:
    return {found.id: found for found in drift(of, held_reviews(of, (), today), LAW, today)}


REVIEWS = (past(1, date(2025, 4, 4)), past(2, date(2025, 7, 1)), past(3, date(2025, 12, 12)))


def test_that_no_plan_at_the_second_review_is_drift_since_that_review() -> None:
    found = warnings(child(past_reviews=REVIEWS))
    assert found["no_plan"].since == date(2025, 7, 1)
    assert "third review, 12 December 2025" in found["no_plan"].why
    undecided = plan("not_yet_decided")
    assert "no_plan" in warnings(child(past_reviews=REVIEWS[:2], plans=(undecided,)))
    assert "no_plan" not in warnings(child(past_reviews=REVIEWS[:1]))
    assert "no_plan" not in warnings(child(past_reviews=REVIEWS, plans=(plan("adoption"),)))


def test_that_a_plan_given_up_is_drift_since_it_was() -> None:
    plans = (plan("return_home"), plan("not_yet_decided", date(2026, 2, 1)))
    assert warnings(child(past_reviews=REVIEWS, plans=plans))["no_plan"].since == date(2026, 2, 1)


def test_that_the_same_permanence_recommendation_carried_twice_is_drift() -> None:
    first = promise("a", 1, date(2025, 4, 4))
    second = promise("b", 2, date(2025, 7, 1), carried_from="a")
    third = promise("c", 3, date(2025, 12, 12), carried_from="b")
    assert "carried_forward" not in warnings(child(ledger=(first, second)))
    found = warnings(child(ledger=(first, second, third)))["carried_forward"]
    assert found.since == date(2025, 12, 12)
    assert "4 April 2025" in found.why
    assert "twice" in found.why
    done = StatusEntry(on=TODAY, status=PromiseStatus.DONE)
    closed = msgspec.structs.replace(third, statuses=(done,))
    assert "carried_forward" not in warnings(child(ledger=(first, second, closed)))


@pytest.mark.parametrize(
    ("section", "what", "is_about"),
    [
        ("permanence", "See the nurse", True),
        ("health", "Ask the panel for a permanent match", False),
        ("", "Bring the plan for permanence to panel", True),
        ("", "Start swimming lessons", False),
    ],
)
def test_that_a_recommendation_is_about_permanence_by_its_section_or_else_its_words(
    section: str, what: str, *, is_about: bool
) -> None:
    chain = [promise("a", 1, date(2025, 4, 4))]
    for number, day in ((2, date(2025, 7, 1)), (3, date(2025, 12, 12))):
        chain.append(promise(f"p{number}", number, day, carried_from=chain[-1].id))
    chain = [msgspec.structs.replace(one, section=section, what=what) for one in chain]
    assert ("carried_forward" in warnings(child(ledger=tuple(chain)))) is is_about


def test_that_a_completed_review_says_in_which_section_a_recommendation_was_made() -> None:
    made = (Recommendation(id="r", what="Go to panel", section="permanence"),)
    review = sample_review(completed_on=TODAY, recommendations=made)
    kept = next(p for p in with_ledger(sample_child(), review).ledger if p.id == "r")
    assert kept.section == "permanence"


def test_that_six_months_by_agreement_without_a_plan_are_drift() -> None:
    by_agreement = child(legal_statuses=(status("V2", CAME),))
    end = date(2025, 9, 10)
    assert "s20_no_plan" not in warnings(by_agreement, end)
    found = warnings(by_agreement, end + timedelta(days=1))["s20_no_plan"]
    assert found.since == end
    assert "10 March 2025" in found.why
    with_plan = msgspec.structs.replace(by_agreement, plans=(plan("return_home"),))
    assert "s20_no_plan" not in warnings(with_plan)
    order = (status("V2", CAME, date(2025, 8, 1)), status("C1", date(2025, 8, 1)))
    assert "s20_no_plan" not in warnings(child(legal_statuses=order))


def test_that_months_by_agreement_count_from_coming_into_care_this_time() -> None:
    earlier = PeriodOfCare(id="1", start=date(2024, 1, 1), end=date(2024, 6, 1))
    now = PeriodOfCare(id="2", start=date(2026, 8, 1))
    old = (status("V2", date(2024, 1, 1), date(2024, 6, 1)), status("V2", date(2026, 8, 1)))
    found = warnings(child(periods=(earlier, now), legal_statuses=old, past_reviews=REVIEWS))
    assert found == {}


def test_that_a_placement_order_without_a_match_for_six_months_is_drift() -> None:
    order = child(legal_statuses=(status("E1", date(2026, 2, 2)),), plans=(plan("adoption"),))
    assert "placement_order_unmatched" not in warnings(order, date(2026, 8, 2))
    assert warnings(order, date(2026, 8, 3))["placement_order_unmatched"].since == date(2026, 8, 2)
    matched = msgspec.structs.replace(order, plans=(plan("adoption", matched_on=TODAY),))
    assert "placement_order_unmatched" not in warnings(matched)
    placed = Home(id="h", who="Her new family", place_code="A6", start=date(2026, 9, 1))
    assert warnings(msgspec.structs.replace(order, homes=(placed,))) == {}


def test_that_a_year_with_parents_on_a_care_order_is_drift_unless_ending_it_is_spoken_of() -> None:
    homes = (
        Home(id="1", who="Mum", place_code="P1", start=date(2025, 5, 1), end=date(2025, 11, 1)),
        Home(id="2", who="Mum", place_code="P1", start=date(2025, 11, 1)),
    )
    at_home = child(
        legal_statuses=(status("C2", date(2025, 4, 1)),),
        homes=homes,
        plans=(plan("return_home"),),
    )
    assert "home_on_care_order" not in warnings(at_home, date(2026, 5, 1))
    found = warnings(at_home, date(2026, 5, 2))["home_on_care_order"]
    assert (found.since, "1 May 2025" in found.why) == (date(2026, 5, 1), True)
    asked = promise("a", 3, date(2026, 1, 9), what="Apply to discharge the care order")
    assert warnings(msgspec.structs.replace(at_home, ledger=(asked,))) == {}


def test_that_sixteen_weeks_of_special_guardianship_assessment_are_drift() -> None:
    asked = promise("a", 2, date(2026, 3, 2), what="Finish the special guardianship assessment")
    of = child(ledger=(asked,), plans=(plan("special_guardianship"),))
    end = date(2026, 3, 2) + timedelta(weeks=16)
    assert "sgo_assessment" not in warnings(of, end)
    assert warnings(of, end + timedelta(days=1))["sgo_assessment"].since == end
    by_plan = child(plans=(plan("return_home"), plan("special_guardianship", date(2026, 3, 2))))
    assert warnings(by_plan)["sgo_assessment"].since == end
    matched = plan("special_guardianship", date(2026, 3, 2), matched_on=date(2026, 6, 1))
    assert warnings(child(plans=(matched,))) == {}


def test_that_a_young_person_who_left_care_does_not_drift() -> None:
    over = PeriodOfCare(id="1", start=CAME, end=date(2026, 6, 1))
    assert warnings(child(periods=(over,), past_reviews=REVIEWS)) == {}


def test_that_warnings_stand_in_the_order_of_the_law_pack_with_its_words() -> None:
    of = child(past_reviews=REVIEWS, legal_statuses=(status("V2", CAME),))
    found = drift(of, held_reviews(of), LAW, TODAY)
    assert [one.id for one in found] == ["no_plan", "s20_no_plan"]
    words = {rule.id: rule.words for rule in LAW.drift}
    assert all(one.words == words[one.id] for one in found)


@given(
    months=st.integers(0, 40),
    codes=st.lists(st.sampled_from(["V2", "C1", "C2", "E1"]), max_size=3),
    plans=st.lists(st.sampled_from(["", "adoption", "not_yet_decided", "return_home"]), max_size=3),
)
def test_that_no_warning_is_dated_after_today_or_before_care(
    months: int, codes: list[str], plans: list[str]
) -> None:
    today = add_months(CAME, months)
    of = child(
        past_reviews=REVIEWS,
        legal_statuses=tuple(status(code, CAME) for code in codes),
        plans=tuple(plan(code, add_months(CAME, at)) for at, code in enumerate(plans)),
    )
    assert all(CAME <= one.since <= today for one in drift(of, held_reviews(of), LAW, today))


# -- reviews held, and the second one


def test_that_reviews_of_the_store_the_ledger_and_before_heard_are_known_once() -> None:
    row = ReviewRow(
        id="v4", child_id="c", number=4, type=ReviewType.SUBSEQUENT,
        review_date=date(2026, 6, 1), completed_on=date(2026, 6, 3),
    )  # fmt: skip
    open_row = msgspec.structs.replace(row, id="v5", number=5, completed_on=None)
    ledger = (promise("a", 3, date(2025, 12, 20)), promise("b", 4, date(2026, 6, 3)))
    held = held_reviews(child(past_reviews=REVIEWS, ledger=ledger), (row, open_row), TODAY)
    assert [(one.number, one.on) for one in held][2:] == [
        (3, date(2025, 12, 12)),
        (4, date(2026, 6, 1)),
    ]


def test_that_the_review_under_way_counts_when_it_is_prepared() -> None:
    review = sample_review(number=2, review_date=TODAY)
    of = child(past_reviews=REVIEWS[:1])
    held = held_with(of, review, TODAY)
    assert held == (HeldReview(number=1, on=date(2025, 4, 4)), HeldReview(number=2, on=TODAY))
    assert [one.id for one in drift(of, held, LAW, TODAY)] == ["no_plan"]


def test_that_the_second_review_is_looked_at_in_words() -> None:
    def check(*plans: PlanEntry, reviews: tuple[PastReview, ...] = REVIEWS) -> tuple[object, str]:
        of = child(plans=plans, past_reviews=reviews)
        found = by_second_review(of, held_reviews(of))
        return found.in_time, found.words

    in_time, words = check(plan("long_term_foster"))
    assert in_time is True
    assert words.startswith("There was a plan by the second review, 1 July 2025: long-term foster")
    in_time, words = check(plan("adoption", date(2026, 1, 1)))
    assert in_time is False
    assert words.startswith("No plan was written down by the second review, 1 July 2025;")
    assert words.endswith("the first one came on 1 January 2026.")
    assert check()[0] is False
    assert check(reviews=REVIEWS[:1])[0] is None
    kept = (past(2, date(2025, 7, 1), "adoption"),)
    assert check(reviews=kept)[0] is True


def test_that_plans_over_time_are_told_newest_first() -> None:
    of = child(plans=(plan("return_home"), plan("adoption", date(2026, 1, 1), plan_b="adoption")))
    assert list(plan_history(of)) == [
        "since 1 January 2026: Adoption, plan B: adoption",
        "10 March 2025 to 1 January 2026: Going home",
    ]


def test_that_the_questions_are_those_of_the_review_and_the_age() -> None:
    def ids(number: int, born: date) -> set[str]:
        of = msgspec.structs.replace(child(), born=born)
        asked = questions(of, number, LAW, TODAY)
        wording = Wording(name=of.preferred_name, pronouns=of.pronouns)
        return {one.stage for one in LAW.permanence if fill(one.words, wording) in asked}

    assert ids(1, date(2015, 3, 4)) == {"first"}
    assert ids(7, date(2011, 5, 1)) == {"later", "from_15_half"}
    assert ids(2, date(2009, 5, 24)) == {"second", "from_15_half", "leaving_care"}


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_that_of_a_baby_is_asked_what_a_baby_can_show_or_be_told_one_day(number: int) -> None:
    baby = msgspec.structs.replace(child(), born=date(2026, 1, 1), pronouns="she/her")
    asked = " ".join(questions(baby, number, LAW, TODAY))
    assert not re.search(r"been told|think of|education plan|{|the child", asked)


def test_that_what_a_baby_shows_of_the_plan_is_not_called_thought() -> None:
    baby = msgspec.structs.replace(child(), born=date(2026, 1, 1))
    assert view_of_plan(baby, TODAY).endswith("shows us")
    signs = msgspec.structs.replace(child(), communication=(Communication.EYE_POINTING,))
    assert view_of_plan(signs, TODAY).endswith("shows us")
    assert view_of_plan(child(), TODAY).endswith("thinks")


def test_that_the_law_pack_knows_every_placeholder_it_uses() -> None:
    words = [words for one in LAW.permanence for words in (one.words, one.small)]
    assert not [fault for one in words for fault in faults_in(one)]
