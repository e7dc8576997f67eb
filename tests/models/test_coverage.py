"""What is still to be heard: voice, permanence, stability and each Schedule 7 matter."""

import msgspec
import pytest

from models.agenda import AgendaFacts, load_agenda, prompts_for, shown, worded
from models.coverage import Heard, HeardState, SoFar, still_to_be_heard
from models.terms import ReviewType
from models.wording import Wording

AGENDA = worded(load_agenda(), Wording(name="Leo", pronouns="he/him"))
LEO = AgendaFacts(
    age_months=105, review_type=ReviewType.SUBSEQUENT, review_number=5, legal_status="C2"
)
BABY = msgspec.structs.replace(LEO, age_months=7)
NOTHING, PART, HEARD = HeardState


def heard(so_far: SoFar, facts: AgendaFacts = LEO) -> dict[str, Heard]:
    return {one.id: one for one in still_to_be_heard(AGENDA, facts, so_far)}


def asked_with(text: str) -> frozenset[str]:
    prompts = [p for s in shown(AGENDA, LEO) for p in prompts_for(s, LEO)]
    return frozenset(p.id for p in prompts if p.still == text)


def test_that_an_empty_review_has_everything_still_to_hear() -> None:
    found = heard(SoFar())
    assert list(found) == ["voice", "permanence", "stability", *(f"S7.{n}" for n in range(1, 15))]
    assert {one.state for one in found.values()} == {NOTHING}
    assert found["voice"].text == "Voice: nothing yet in Leo's own words"
    assert found["permanence"].text == "Permanence: nothing yet about where Leo will grow up"
    assert found["stability"].text == "Stability: not asked yet"


def test_that_notes_without_a_childs_own_words_are_not_the_childs_voice() -> None:
    so_far = SoFar(lines={"voice": 9, "home": 4}, minutes={"voice": True})
    assert heard(so_far)["voice"].state is NOTHING


def test_that_words_in_one_section_leave_the_others_to_be_heard() -> None:
    voice = heard(SoFar(words={"voice": 2, "home": 1}))["voice"]
    assert (voice.state, voice.text) == (PART, "Voice: about family time")
    assert voice.section == "family"
    assert voice.missing[0] == "family time"
    assert "home" not in voice.missing


def test_that_a_voice_prompt_asked_counts_once_there_are_words_at_all() -> None:
    voice = heard(SoFar(words={"voice": 1, "home": 1}, asked=frozenset({"family.p1"})))["voice"]
    assert "family time" not in voice.missing


def test_that_voice_is_heard_when_every_section_that_wants_it_has_it() -> None:
    where = [s.id for s in shown(AGENDA, LEO) if any(p.theme == "voice" for p in s.prompts)]
    voice = heard(SoFar(words=dict.fromkeys(where, 1)))["voice"]
    assert (voice.state, voice.text, voice.missing) == (HEARD, "Voice: heard", ())


def test_that_a_baby_is_heard_by_what_was_seen() -> None:
    assert heard(SoFar(), BABY)["voice"].text == "Voice: nothing yet about what Leo showed us"
    voice = heard(SoFar(lines={"voice": 1}), BABY)["voice"]
    assert voice.state is PART
    assert AGENDA.section("voice").about not in voice.missing


def test_that_a_reason_stands_in_for_a_voice_that_was_not_given() -> None:
    assert heard(SoFar(reasons=frozenset({"voice"})))["voice"].state is HEARD


def test_that_permanence_asks_on_for_plan_b() -> None:
    asked = asked_with("the plan") | asked_with("the dates")
    permanence = heard(SoFar(asked=asked))["permanence"]
    assert (permanence.state, permanence.text) == (PART, "Permanence: plan B")
    assert permanence.section == "permanence"
    done = heard(SoFar(asked=asked | asked_with("plan B")))["permanence"]
    assert (done.state, done.text) == (HEARD, "Permanence: plan and plan B")


def test_that_notes_on_permanence_name_what_they_may_have_left_out() -> None:
    permanence = heard(SoFar(lines={"permanence": 3}))["permanence"]
    assert (permanence.state, permanence.text) == (PART, "Permanence: the plan")


def test_that_stability_asks_for_home_school_and_social_worker() -> None:
    asked = asked_with("home")
    stability = heard(SoFar(asked=asked))["stability"]
    assert (stability.state, stability.text) == (PART, "Stability: school")
    assert set(stability.missing) == {"school", "the next six months", "social worker"}
    asked = frozenset().union(*(asked_with(one) for one in stability.missing), asked)
    assert heard(SoFar(asked=asked))["stability"].text == "Stability: asked"


def test_that_a_short_breaks_review_is_not_asked_for_a_plan_for_growing_up() -> None:
    facts = msgspec.structs.replace(LEO, review_type=ReviewType.SHORT_BREAKS)
    assert "permanence" not in heard(SoFar(), facts)


@pytest.mark.parametrize(
    "so_far",
    [
        SoFar(lines={"family": 1}),
        SoFar(words={"family": 1}),
        SoFar(minutes={"family": True}),
        SoFar(reasons=frozenset({"S7.4"})),
        SoFar(reasons=frozenset({"family"})),
    ],
    ids=["lines", "words", "minutes", "reason for the paragraph", "reason for the section"],
)
def test_that_a_schedule_7_matter_is_answered_by_text_or_by_a_reason(so_far: SoFar) -> None:
    found = heard(so_far)
    assert (found["S7.4"].state, found["S7.4"].text) == (HEARD, "Family time")
    assert found["S7.8"].text == "Health: nothing written yet"


def test_that_one_of_two_sections_is_enough_text_but_not_enough_of_a_reason() -> None:
    assert heard(SoFar(lines={"safety": 1}))["S7.5"].state is HEARD
    assert heard(SoFar(reasons=frozenset({"safety"})))["S7.5"].state is NOTHING


def test_that_notes_on_the_plan_do_not_answer_whether_the_legal_status_is_right() -> None:
    lines = {"permanence": 3}
    assert heard(SoFar(lines=lines))["S7.2"].state is NOTHING
    assert heard(SoFar(lines=lines, asked=frozenset({"permanence.p5"})))["S7.2"].state is HEARD
    assert heard(SoFar(minutes={"permanence": True}))["S7.2"].state is HEARD


def test_that_a_prompt_asked_and_not_written_down_is_half_heard() -> None:
    found = heard(SoFar(asked=frozenset({"rights.p7"})))["S7.10"]
    assert (found.state, found.text) == (PART, "Help between visits: asked, not yet written down")


def test_that_visits_to_a_child_placed_with_a_parent_need_an_answer_of_their_own() -> None:
    home = SoFar(lines={"home": 9}, minutes={"home": True})
    assert heard(home)["S7.13"].state is NOTHING
    asked = msgspec.structs.replace(home, asked=frozenset({"home.p8"}))
    assert heard(asked)["S7.13"].state is HEARD
    excused = msgspec.structs.replace(home, reasons=frozenset({"S7.13"}))
    assert heard(excused)["S7.13"].state is HEARD


def test_that_a_section_not_shown_needs_its_reason() -> None:
    assert heard(SoFar())["S7.14"].state is NOTHING
    assert heard(SoFar(reasons=frozenset({"status"})))["S7.14"].state is HEARD
