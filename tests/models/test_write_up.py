"""The order in which a record is written up, how far it is, and what is open before it goes."""

from datetime import date

import msgspec
import pytest

from models.agenda import Agenda, load_agenda, worded
from models.ages import Age, age_on
from models.apply import apply
from models.before_it_goes import Draft, OpenMatter, Target, before_it_goes
from models.calendar import WorkingCalendar
from models.child import Child, View
from models.deadlines import DateEngine
from models.edits import Edit, Field, Opened, Put, SetHead, SetSectionStatus, SpliceText
from models.law import load_law
from models.participation import suggest_participation
from models.review import (
    DIFFERENCES,
    IRO_VIEW,
    NextReview,
    NotRelevant,
    PrivateConversation,
    Review,
)
from models.taking_part import TakingPart
from models.terms import Attended, Communication, SectionStatus, ViewMethod
from models.text import Line, Mark, Quote
from models.took_part import took_part
from models.wording import Wording
from models.write_up import Part, PartState, next_unfinished, parts_of
from tests.support.sample import CHILD_ID, REVIEW_ID, TODAY, sample_child, sample_opened

AGENDA: Agenda = worded(load_agenda(), Wording(name="Kez", pronouns="she/her"))
ENGINE = DateEngine(law=load_law(), calendar=WorkingCalendar())


def _parts(opened: Opened) -> dict[str, Part]:
    found = parts_of(AGENDA, opened.child, opened.the_review, TODAY)
    return {part.id: part for part in found}


def _done(*edits: Edit) -> Opened:
    opened = sample_opened()
    for edit in edits:
        opened = apply(opened, edit)
    return opened


def _write(section: str, text: str = "Written.") -> SpliceText:
    line = Line(id=f"new-{section}", text=text)
    return SpliceText(section=section, field=Field.MINUTES, at=0, removed=0, lines=(line,))


def _open(opened: Opened) -> dict[str, OpenMatter]:
    draft = Draft(opened=opened, agenda=AGENDA, engine=ENGINE, today=TODAY)
    return {matter.id: matter for matter in before_it_goes(draft)}


def _with_head(opened: Opened, **changes: object) -> Opened:
    head = msgspec.structs.replace(opened.the_review.head, **changes)
    return apply(opened, SetHead(head=head))


# -- parts


def test_that_parts_follow_the_childs_order_and_end_with_the_officers_own() -> None:
    ids = list(_parts(sample_opened()))
    assert ids[:3] == ["welcome", "learning", "voice"]
    assert ids[-2:] == [IRO_VIEW, DIFFERENCES]
    assert ids.index("decisions") < ids.index("status") < ids.index(IRO_VIEW)
    assert set(ids) == {section.id for section in AGENDA.sections} | {IRO_VIEW, DIFFERENCES}


def test_that_a_state_is_empty_notes_writing_or_written_up() -> None:
    parts = _parts(sample_opened())
    states = {i: parts[i].state for i in ("health", "learning", "home", "welcome", "status")}
    assert states == {
        "health": PartState.EMPTY,
        "learning": PartState.NOTES,
        "home": PartState.WRITING,
        "welcome": PartState.DONE,
        "status": PartState.NOT_RELEVANT,
    }


def test_that_a_part_left_out_offers_a_reason_until_something_is_written_in_it() -> None:
    part = _parts(sample_opened())["moving_on"]
    assert part.left_out.startswith("Not discussed yet because Kez is under")
    assert _parts(_done(_write("moving_on")))["moving_on"].state is PartState.WRITING


def test_that_a_reason_finishes_an_empty_section_and_writing_takes_over() -> None:
    excused = _done(Put(item=NotRelevant(id="safety", reason="Talked about last week.")))
    assert _parts(excused)["safety"].state is PartState.NOT_RELEVANT
    assert _parts(apply(excused, _write("safety")))["safety"].state is PartState.WRITING


def test_that_the_next_unfinished_part_goes_round_and_ends_when_all_are_done() -> None:
    opened = sample_opened()
    parts = tuple(_parts(opened).values())
    assert next_unfinished(parts, "welcome") == "learning"
    assert next_unfinished(parts, DIFFERENCES) == "learning"
    for part in parts:
        opened = apply(opened, SetSectionStatus(section=part.id, status=SectionStatus.DONE))
    assert next_unfinished(tuple(_parts(opened).values()), "welcome") is None


# -- before it goes


def test_that_a_complete_record_leaves_nothing_open() -> None:
    opened = _with_head(sample_opened(), completed_on=TODAY)
    for part in parts_of(AGENDA, opened.child, opened.the_review, TODAY):
        if part.state is not PartState.NOT_RELEVANT:
            opened = apply(opened, _write(part.id))
    for paragraph in AGENDA.paragraphs:
        opened = apply(opened, Put(item=NotRelevant(id=paragraph.id, reason="Not this time.")))
    assert _open(opened) == {}


def test_that_notes_without_minutes_are_named_and_recommendations_alone_are_not() -> None:
    assert _open(sample_opened())["notes.learning"].of == "learning"
    record = sample_opened().the_review.section("learning")
    only = tuple(line for line in record.notes if line.mark is Mark.RECOMMENDATION)
    edit = SpliceText(
        section="learning", field=Field.NOTES, at=0, removed=len(record.notes), lines=only
    )
    assert "notes.learning" not in _open(_done(edit))


def test_that_a_recommendation_without_person_and_date_is_named_by_its_number() -> None:
    opened = sample_opened()
    second = opened.the_review.head.recommendations[1]
    bare = apply(opened, Put(item=msgspec.structs.replace(second, who=" ", by=None)))
    found = _open(bare)[f"recommendation.{second.id}"]
    assert (found.text, found.target, found.of) == (
        "Recommendation 2 has no person and no date",
        Target.RECOMMENDATION,
        second.id,
    )


def test_that_plan_and_plan_b_are_asked_for_one_by_one() -> None:
    child = sample_child(plans=())
    opened = msgspec.structs.replace(sample_opened(), child=child)
    assert {"plan", "plan_b"} <= set(_open(opened))
    only_b = msgspec.structs.replace(sample_child().plans[-1], plan_b="")
    opened = msgspec.structs.replace(opened, child=sample_child(plans=(only_b,)))
    assert "plan" not in _open(opened)
    assert _open(opened)["plan_b"].target is Target.PLAN


def test_that_a_next_review_after_the_limit_is_said_with_the_limit() -> None:
    assert "next_review" not in _open(sample_opened())
    late = _with_head(sample_opened(), next_review=NextReview(planned=date(2027, 6, 30)))
    assert _open(late)["next_review"].text == (
        "The next review is planned for 30 June 2027; by law by 24 May 2027"
    )
    none = _with_head(sample_opened(), next_review=NextReview())
    assert _open(none)["next_review"].text == "The next review has no date; by law by 24 May 2027"


def test_that_a_silent_child_is_said_first_after_an_unfinished_review() -> None:
    opened = msgspec.structs.replace(sample_opened(), child=sample_child(views=()))
    review = msgspec.structs.replace(opened.the_review, sections=())
    found = _open(msgspec.structs.replace(opened, review=review))
    assert list(found)[:2] == ["not_complete", "voice"]


def test_that_what_was_left_open_with_a_reason_is_not_asked_again() -> None:
    open_now = _open(sample_opened())
    assert "S7.8" in open_now
    left = (NotRelevant(id="S7.8", reason="The nurse was ill; asked for on Monday."),)
    assert "S7.8" not in _open(_with_head(sample_opened(), left_open=left))


def test_that_each_open_matter_has_an_id_of_its_own() -> None:
    draft = Draft(opened=sample_opened(), agenda=AGENDA, engine=ENGINE, today=TODAY)
    found = [matter.id for matter in before_it_goes(draft)]
    assert len(found) == len(set(found)) > 3


# -- how the child took part


def _review(attended: Attended) -> tuple[Child, Review]:
    opened = sample_opened()
    child = opened.child
    own = next(p.id for p in child.people if p.id == CHILD_ID or p.relationship == "child")
    people = tuple(
        msgspec.structs.replace(a, attended=attended) if a.person_id == own else a
        for a in opened.the_review.head.attendance
    )
    head = msgspec.structs.replace(opened.the_review.head, attendance=people)
    return child, msgspec.structs.replace(opened.the_review, head=head)


def _told(
    attended: Attended,
    *views: View,
    say_for_them: str = "",
    video_counts: bool = False,
    **child: object,
) -> str:
    """Return the code proposed where nothing but this is known of a review of a child of ten."""
    known, review = _review(attended)
    kid = msgspec.structs.replace(known, views=views, **{"born": date(2016, 3, 1), **child})
    head = msgspec.structs.replace(
        review.head,
        private_conversation=PrivateConversation(),
        taking_part=TakingPart(say_for_them=say_for_them),
    )
    silent = msgspec.structs.replace(review, sections=(), head=head)
    what = took_part(kid, silent, TODAY, video_counts=video_counts)
    return suggest_participation(what).code


def _view(method: ViewMethod, words: str = "", on: date = TODAY) -> View:
    quote = Quote(id="q", text=words) if words else None
    return View(id=method.value, on=on, method=method, words=quote, review_id=REVIEW_ID)


_THERE = (Attended.ATTENDED, Attended.PART)
_AWAY = (Attended.DID_NOT_ATTEND, Attended.DECLINED, Attended.EXCLUDED, Attended.NOT_INVITED)
_IN_THE_ROOM = {
    "PN1": "spoke_in_meeting statement chaired",
    "PN2": "advocate independent_visitor",
    "PN3": "symbols_or_aac drawing play_or_toys talking_mats chose_first brought shook_hands",
}
_ELSEWHERE = {
    "PN5": "advocate independent_visitor private_talk out_together interpreter_helped",
    "PN6": """text_message letter_or_form drawing film_or_audio digital_app phone_call video_call
        worksheet question_box scaling three_houses group symbols_or_aac talking_mats brought""",
}


@pytest.mark.parametrize(("code", "methods"), _IN_THE_ROOM.items())
@pytest.mark.parametrize("attended", _THERE)
def test_that_whoever_was_there_is_coded_by_how_they_made_themself_heard(
    attended: Attended, code: str, methods: str
) -> None:
    for method in methods.split():
        assert _told(attended, _view(ViewMethod(method))) == code, method
    assert _told(attended) == "PN4"


@pytest.mark.parametrize(("code", "methods"), _ELSEWHERE.items())
@pytest.mark.parametrize("attended", _AWAY)
def test_that_whoever_was_not_there_is_coded_by_how_their_views_came(
    attended: Attended, code: str, methods: str
) -> None:
    for method in methods.split():
        assert _told(attended, _view(ViewMethod(method))) == code, method
    assert _told(attended) == "PN7"
    assert _told(Attended.SENT_VIEWS) == "PN6"


@pytest.mark.parametrize("method", ["carer_report", "school_report", "key_worker", "other"])
def test_that_words_somebody_passed_on_did_reach_the_review(method: str) -> None:
    away = Attended.DECLINED
    assert _told(away, _view(ViewMethod(method), "its to loud")) == "PN6"
    assert _told(away, _view(ViewMethod(method))) == "PN7"


def test_that_a_film_before_and_ten_minutes_there_is_having_been_there() -> None:
    film, spoke = _view(ViewMethod.FILM_OR_AUDIO), _view(ViewMethod.SPOKE_IN_MEETING)
    assert _told(Attended.PART, film, spoke) == "PN1"


def test_that_who_asked_the_chair_to_speak_for_them_was_spoken_for() -> None:
    asked = "that I want to stay"
    assert _told(Attended.ATTENDED, say_for_them=asked) == "PN2"
    assert _told(Attended.DECLINED, say_for_them=asked) == "PN5"


def test_that_behaviour_counts_where_it_is_how_the_child_speaks() -> None:
    seen = _view(ViewMethod.OBSERVATION)
    signs = {"communication": (Communication.EYE_POINTING,)}
    assert _told(Attended.ATTENDED, seen, **signs) == "PN3"
    assert _told(Attended.ATTENDED, seen) == "PN4"
    before = _view(ViewMethod.OBSERVATION, on=date(2026, 9, 1))
    assert _told(Attended.ATTENDED, before, **signs) == "PN4"


def test_that_speaking_through_an_interpreter_is_speaking() -> None:
    assert _told(Attended.ATTENDED, _view(ViewMethod.INTERPRETER_HELPED)) == "PN1"


@pytest.mark.parametrize("attended", [Attended.VIDEO, Attended.PHONE])
def test_that_joining_from_afar_is_being_there_where_the_team_says_so(attended: Attended) -> None:
    spoke = _view(ViewMethod.SPOKE_IN_MEETING)
    assert _told(attended, spoke) == "PN6"
    assert _told(attended, spoke, video_counts=True) == "PN1"
    assert _told(attended, video_counts=True) == "PN4"


def test_that_under_four_is_its_own_code_whatever_happened() -> None:
    for attended in Attended:
        assert _told(attended, born=date(2023, 12, 1)) == "PN0"


def test_that_words_of_a_child_who_signs_are_signed() -> None:
    child, review = _review(Attended.ATTENDED)
    signs = msgspec.structs.replace(child, views=(), communication=(Communication.MAKATON,))
    assert suggest_participation(took_part(signs, review, TODAY)).code == "PN3"


def test_that_words_marked_in_the_notes_are_not_spoken_ones_where_the_log_says_otherwise() -> None:
    child, review = _review(Attended.ATTENDED)
    marked = [line.quote for s in review.sections for line in s.notes if line.quote]
    views = tuple(
        View(id=f"v{n}", on=TODAY, method=ViewMethod.ADVOCATE, quote_id=quote, review_id=REVIEW_ID)
        for n, quote in enumerate(marked)
    )
    read_out = took_part(msgspec.structs.replace(child, views=views), review, TODAY)
    assert suggest_participation(read_out).code == "PN2"


def test_that_a_review_without_a_day_makes_nobody_younger() -> None:
    child, review = _review(Attended.ATTENDED)
    head = msgspec.structs.replace(review.head, review_date=None, completed_on=None, meetings=())
    dateless = msgspec.structs.replace(review, head=head)
    assert took_part(child, dateless, TODAY).age == age_on(child.born, TODAY)


def test_that_words_marked_in_the_room_count_as_speaking() -> None:
    child, review = _review(Attended.ATTENDED)
    child = msgspec.structs.replace(child, views=())
    assert took_part(child, review, TODAY).spoke


def test_that_the_age_that_counts_is_the_one_at_the_review() -> None:
    child, review = _review(Attended.ATTENDED)
    young = msgspec.structs.replace(child, born=date(2023, 1, 24))
    assert took_part(young, review, TODAY).age == Age(years=3, months=10)
    assert suggest_participation(took_part(young, review, TODAY)).code == "PN0"
