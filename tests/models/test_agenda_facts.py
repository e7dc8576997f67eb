"""What a child and a review tell the agenda."""

from datetime import date

import msgspec

from models.agenda import load_agenda, not_shown, worded
from models.agenda_facts import facts_for, so_far
from models.agenda_guide import wording_for
from models.calendar import WorkingCalendar
from models.child import Child, LegalStatus, Person, PlanEntry, View
from models.coverage import HeardState, still_to_be_heard
from models.deadlines import DateEngine
from models.law import load_law
from models.review import NotRelevant, PromptState, Review, ReviewHead, SectionRecord
from models.terms import ReviewType, ViewMethod
from models.text import Line, Mark, Quote
from models.wording import Wording

TODAY = date(2026, 12, 10)
ENGINE = DateEngine(law=load_law(), calendar=WorkingCalendar())
CHILD = Child(
    id="c",
    preferred_name="Posy",
    born=date(2017, 3, 2),
    legal_statuses=(LegalStatus(id="l", code="C2", start=date(2022, 2, 24)),),
)
HEAD = ReviewHead(number=13, type=ReviewType.SUBSEQUENT, review_date=TODAY)


def review(*sections: SectionRecord, head: ReviewHead = HEAD) -> Review:
    return Review(id="r", child_id="c", head=head, sections=sections)


def noted(section_id: str, *texts: str) -> SectionRecord:
    return SectionRecord(
        id=section_id, notes=tuple(Line(id=f"n{i}", text=t) for i, t in enumerate(texts))
    )


def test_that_age_and_legal_status_are_those_of_the_review() -> None:
    facts = facts_for(CHILD, review(), date(2030, 1, 1))
    assert (facts.age_months, facts.legal_status, facts.review_number) == (117, "C2", 13)
    undated = msgspec.structs.replace(HEAD, review_date=None)
    assert facts_for(CHILD, review(head=undated), date(2027, 3, 2)).age_months == 120


def test_that_family_is_far_for_who_came_alone_until_some_family_time_is_written_down() -> None:
    brother = Person(id="b", name="Omar", relationship="brother")
    alone = msgspec.structs.replace(CHILD, asylum_or_trafficking=True, people=(brother,))
    assert facts_for(alone, review(), TODAY).family_far
    calls = msgspec.structs.replace(brother, family_time="every Sunday, by video")
    assert not facts_for(
        msgspec.structs.replace(alone, people=(calls,)), review(), TODAY
    ).family_far
    assert not facts_for(CHILD, review(), TODAY).family_far


def test_that_the_agenda_tells_the_last_day_for_the_next_review_and_not_for_this_one() -> None:
    head = msgspec.structs.replace(HEAD, limit=date(2026, 12, 11))
    agenda = worded(load_agenda(), wording_for(CHILD, review(head=head), ENGINE))
    asked = next(p.text for p in agenda.section("decisions").prompts if p.id == "decisions.p7")
    assert "no later than 10 June 2027" in asked
    for day in (None, date(1870, 5, 1)):
        undated = review(head=msgspec.structs.replace(head, review_date=day))
        assert wording_for(CHILD, undated, ENGINE).date == Wording(name="Posy").date


def test_that_a_section_someone_wrote_in_is_shown_until_a_reason_is_given() -> None:
    agenda = load_agenda()
    written = review(noted("moving_on", "wants to learn to cook"))
    left_out = {x.section.id for x in not_shown(agenda, facts_for(CHILD, written, TODAY))}
    assert left_out == {"status"}
    head = msgspec.structs.replace(
        HEAD, not_relevant=(NotRelevant(id="moving_on", reason="Nine."),)
    )
    excused = review(*written.sections, head=head)
    left_out = {x.section.id for x in not_shown(agenda, facts_for(CHILD, excused, TODAY))}
    assert left_out == {"status", "moving_on"}


def test_that_blank_lines_are_not_notes_and_a_quotation_counts_once() -> None:
    quote = Line(id="q", mark=Mark.WORDS, quote="k")
    record = SectionRecord(
        id="voice",
        notes=(Line(id="a", text="  "), Line(id="b", text="den, torch"), quote),
        minutes=(msgspec.structs.replace(quote, id="m"),),
        quotes=(Quote(id="k", text="swim evry Tusday"),),
        prompts=(PromptState(id="voice.p3", asked=True), PromptState(id="voice.p4")),
    )
    heard = so_far(CHILD, review(record))
    assert (heard.lines["voice"], heard.words["voice"]) == (2, 1)
    assert heard.minutes["voice"]
    assert heard.asked == {"voice.p3"}


def test_that_the_views_log_of_this_review_is_heard_and_no_other() -> None:
    words = Quote(id="w", text="I call it seing Mum")
    view = View(id="v", on=TODAY, method=ViewMethod.LETTER_OR_FORM, words=words, review_id="r")
    family = msgspec.structs.replace(view, sections=("family",))
    older = msgspec.structs.replace(view, review_id="r0", sections=("home",))
    child = msgspec.structs.replace(CHILD, views=(view, family, older))
    assert so_far(child, review()).words == {"voice": 1, "family": 1}


def test_that_a_babys_observation_in_the_views_log_is_heard() -> None:
    seen = View(
        id="v",
        on=TODAY,
        method=ViewMethod.OBSERVATION,
        description="Reached for Fran.",
        review_id="r",
    )
    child = msgspec.structs.replace(CHILD, born=date(2026, 5, 1), views=(seen,))
    found = still_to_be_heard(
        load_agenda(), facts_for(child, review(), TODAY), so_far(child, review())
    )
    assert found[0].state is HeardState.PART


def test_that_the_plan_as_filled_in_answers_what_asks_for_it() -> None:
    plan = PlanEntry(id="p", from_date=TODAY, plan="long_term_foster", plan_b="kinship_no_order")
    assert so_far(msgspec.structs.replace(CHILD, plans=(plan,)), review()).asked == {
        "permanence.p1",
        "permanence.p27",
        "permanence.p3",
    }
    undecided = msgspec.structs.replace(plan, plan="not_yet_decided")
    assert not so_far(msgspec.structs.replace(CHILD, plans=(undecided,)), review()).asked


def test_that_a_reason_must_say_something() -> None:
    reasons = (
        NotRelevant(id="S7.13", reason="Not with a parent."),
        NotRelevant(id="S7.1", reason=" "),
    )
    head = msgspec.structs.replace(HEAD, not_relevant=reasons)
    assert so_far(CHILD, review(head=head)).reasons == {"S7.13"}
