"""What a child was told of a right is kept once: duties, questions and records read the same."""

from datetime import date

from models.duty_days import as_known
from models.review import DutyRecord, ReviewHead
from models.rights import not_yet_told, rights, told_on, told_rights, told_today
from models.taking_part import OwnCopy, RightTold
from models.terms import DutyState, ReviewType, Understood
from tests.support.sample import sample_child

ON = date(2026, 11, 24)


def head(**changes: object) -> ReviewHead:
    return ReviewHead(number=2, type=ReviewType.SECOND, **changes)  # type: ignore[arg-type]


def told(*ids: str) -> tuple[RightTold, ...]:
    return tuple(RightTold(id=id_, state=DutyState.DONE, on=ON) for id_ in ids)


def known(duty: str, one: ReviewHead) -> DutyState:
    return as_known(DutyRecord(id=duty), one, sample_child()).state


def test_that_a_ticked_duty_tells_of_its_rights() -> None:
    done = DutyRecord(id="rights_explained", state=DutyState.DONE, on=ON, how="aloud")
    found = {one.id: one for one in told_rights(head(duties=(done,)))}
    assert (found["court"].state, found["court"].on) == (DutyState.DONE, ON)
    assert found["complaint"].how == "aloud"
    assert found["advocate"].state is DutyState.OPEN


def test_that_rights_that_were_told_settle_their_duty_once_all_were() -> None:
    assert known("rights_explained", head(rights=told("complaint"))) is DutyState.OPEN
    assert known("rights_explained", head(rights=told("complaint", "court"))) is DutyState.DONE
    assert told_on(head(rights=told("advocate")), "advocate_explained") == ON


def test_that_only_what_every_child_must_know_is_asked_for() -> None:
    assert [one.id for one in not_yet_told(head())] == [
        "reach_iro", "advocate", "complaint", "court",
    ]  # fmt: skip
    assert not_yet_told(head(rights=told("reach_iro", "advocate", "complaint", "court"))) == ()


def test_that_telling_keeps_what_was_noted_of_a_right_before() -> None:
    noted = RightTold(id="court", understood=Understood.PARTLY, note="asked who pays")
    after = told_today(head(rights=(noted,)), ["court"], ON, "with pictures")
    assert after.rights == (
        RightTold(
            id="court",
            state=DutyState.DONE,
            on=ON,
            how="with pictures",
            understood=Understood.PARTLY,
            note="asked who pays",
        ),
    )


def test_that_explaining_the_childs_own_copy_settles_that_duty() -> None:
    assert known("outcome_explained", head(own_copy=OwnCopy(on=ON))) is DutyState.DONE


def test_that_ids_of_rights_are_for_ever() -> None:
    assert [right.id for right in rights()] == [
        "reach_iro", "advocate", "complaint", "court", "independent_visitor", "commissioner",
    ]  # fmt: skip
