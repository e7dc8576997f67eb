"""The order in which a record is written up, how far it is, and what is open before it goes."""

from datetime import date

import msgspec
import pytest

from models.agenda import Agenda, load_agenda, worded
from models.ages import Age
from models.apply import apply
from models.before_it_goes import Draft, OpenMatter, Target, before_it_goes
from models.calendar import WorkingCalendar
from models.child import Child, View
from models.deadlines import DateEngine
from models.edits import Edit, Field, Opened, Put, SetHead, SetSectionStatus, SpliceText
from models.law import load_law
from models.participation import suggest_participation
from models.review import DIFFERENCES, IRO_VIEW, NextReview, NotRelevant, Review
from models.terms import Attended, SectionStatus, ViewMethod
from models.text import Line, Mark
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


@pytest.mark.parametrize(
    ("attended", "methods", "code"),
    [
        (Attended.ATTENDED, [ViewMethod.SPOKE_IN_MEETING], "PN1"),
        (Attended.PART, [ViewMethod.ADVOCATE], "PN2"),
        (Attended.ATTENDED, [ViewMethod.SYMBOLS_OR_AAC], "PN3"),
        (Attended.ATTENDED, [], "PN4"),
        (Attended.DID_NOT_ATTEND, [ViewMethod.ADVOCATE], "PN5"),
        (Attended.DID_NOT_ATTEND, [ViewMethod.TEXT_MESSAGE], "PN6"),
        (Attended.DECLINED, [], "PN7"),
        (Attended.NOT_YET, [ViewMethod.SPOKE_IN_MEETING], "PN1"),
    ],
)
def test_that_the_proposed_code_follows_what_the_review_tells(
    attended: Attended, methods: list[ViewMethod], code: str
) -> None:
    child, review = _review(attended)
    views = tuple(
        View(id=f"v{n}", on=TODAY, method=method, review_id=REVIEW_ID)
        for n, method in enumerate(methods)
    )
    head = msgspec.structs.replace(
        review.head, private_conversation=type(review.head.private_conversation)()
    )
    silent = msgspec.structs.replace(review, sections=(), head=head)
    what = took_part(msgspec.structs.replace(child, views=views), silent)
    assert suggest_participation(what).code == code


def test_that_words_marked_in_the_room_count_as_speaking() -> None:
    child, review = _review(Attended.ATTENDED)
    child = msgspec.structs.replace(child, views=())
    assert took_part(child, review).spoke


def test_that_the_age_that_counts_is_the_one_at_the_review() -> None:
    child, review = _review(Attended.ATTENDED)
    young = msgspec.structs.replace(child, born=date(2023, 1, 24))
    assert took_part(young, review).age == Age(years=3, months=10)
    assert suggest_participation(took_part(young, review)).code == "PN0"
