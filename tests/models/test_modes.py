"""Facts decide how a review is held differently; agenda and codes go by that."""

from datetime import date
from pathlib import Path

import msgspec

from models.agenda import load_agenda, prompts_for
from models.agenda_facts import facts_for
from models.child import Home
from models.law import load_law
from models.modes import Mode, modes_of
from models.participation import suggest_participation
from models.review import Attendance, Review
from models.taking_part import TakingPart
from models.terms import Attended, Chairing, Coming, Communication, ReviewType, ViewMethod
from models.took_part import took_part
from tests.support.sample import TODAY, sample_child, sample_review

ORDINARY = modes_of(sample_child(), sample_review().head)


def asked(review: Review, section: str, **child: object) -> set[str]:
    kid = sample_child(**child)
    facts = facts_for(kid, review, TODAY)
    return {p.id for p in prompts_for(load_agenda().section(section), facts)}


def test_that_an_ordinary_review_is_held_in_no_way_of_its_own() -> None:
    assert frozenset() == ORDINARY


def test_that_each_way_comes_from_a_fact() -> None:
    head = sample_review().head
    signs = sample_child(communication=(Communication.PECS,))
    assert modes_of(signs, head) == {Mode.WITHOUT_WORDS}
    abroad = sample_child(communication=(Communication.OTHER_LANGUAGE,))
    assert modes_of(abroad, head) == {Mode.INTERPRETED}
    inside = sample_child(
        homes=(Home(id="h", who="Westgate", place_code="R5", start=date(2026, 1, 2)),)
    )
    assert modes_of(inside, head) == {Mode.SECURE}
    secure = msgspec.structs.replace(head, type=ReviewType.SECURE)
    assert modes_of(sample_child(), secure) == {Mode.SECURE}
    away = msgspec.structs.replace(head, taking_part=TakingPart(coming=Coming.NO))
    assert modes_of(sample_child(), away) == {Mode.NOT_COMING}
    chairs = msgspec.structs.replace(head, taking_part=TakingPart(chairs=Chairing.CO_CHAIRS))
    assert modes_of(sample_child(), chairs) == {Mode.CHAIRS}


def test_that_the_agenda_asks_what_fits_the_way() -> None:
    review = sample_review()
    signs = (Communication.MAKATON,)
    assert {"voice.p15", "voice.p16"} <= asked(review, "voice", communication=signs)
    assert "voice.p15" not in asked(review, "voice")
    head = msgspec.structs.replace(review.head, taking_part=TakingPart(coming=Coming.NO))
    assert "voice.p17" in asked(msgspec.structs.replace(review, head=head), "voice")


def test_that_joining_by_video_counts_only_where_the_team_says_so(tmp_path: Path) -> None:
    child = sample_child()
    attendance = (Attendance(person_id=child.id, attended=Attended.VIDEO),)
    review = sample_review(attendance=attendance)
    spoke = msgspec.structs.replace(
        child.views[0], method=ViewMethod.SPOKE_IN_MEETING, review_id=review.id
    )
    child = msgspec.structs.replace(child, views=(spoke,))
    ours = load_law()
    assert not ours.video_counts_as_attended
    own = tmp_path / "law_pack.toml"
    own.write_text("video_counts_as_attended = true\n", encoding="utf-8")
    theirs = load_law(own)
    assert theirs.video_counts_as_attended
    codes = [
        suggest_participation(
            took_part(child, review, TODAY, video_counts=law.video_counts_as_attended)
        )
        for law in (ours, theirs)
    ]
    assert [one.code for one in codes] == ["PN6", "PN1"]
    assert "counts here" in codes[1].because
    assert "does not count" in codes[0].because
