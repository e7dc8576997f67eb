"""Papers to print: accessible, numbered as the screen is, with room to write, naming no place."""

import re
from datetime import date
from pathlib import Path

import msgspec
import pytest

from export.accessibility import check
from export.context import Officer, make_context
from export.documents import PAPERS, TITLES, document, recipient_of
from export.job import document_bytes
from models.agenda import load_agenda, prompts_for, worded
from models.agenda_facts import facts_for
from models.agenda_guide import wording_for
from models.child import Person, School
from models.disclosure import view
from models.paper import (
    AGENDA_PACK,
    numbered_jot,
    prompt_number,
    sheets,
    usual_for,
    usual_papers,
)
from models.review import Attendance
from models.taking_part import Advocacy
from models.terms import AdvocateStatus, Communication
from models.wording import faults_in
from tests.support.documents import (
    RULES,
    SIGNED,
    W,
    context_of,
    exported,
    outline,
    paragraph_text,
    part,
    texts,
    whole,
)
from tests.support.sample import TODAY, sample_child, sample_review

IDS = [kind.id for kind in PAPERS]
PLACE = "the conservatory at Jo and Mark's"


def made(paper: str) -> bytes:
    child = sample_child()
    return exported(paper, child, sample_review(), recipient_of(document(paper), child))


@pytest.mark.parametrize("paper", IDS)
def test_that_every_paper_passes_the_accessibility_check(paper: str) -> None:
    assert check(made(paper)) == ()


@pytest.mark.parametrize("paper", [name for name in IDS if name != AGENDA_PACK])
def test_that_a_consultation_paper_names_no_place_and_nobody_but_child_and_officer(
    paper: str,
) -> None:
    said = whole(made(paper))
    assert PLACE in {meeting.place for meeting in sample_review().head.meetings}
    assert PLACE not in said
    assert "Joanna" not in said
    assert "Danielle" not in said


def test_that_the_numbers_on_paper_are_those_on_the_screen() -> None:
    child, review = sample_child(), sample_review()
    mine = worded(RULES.agenda, wording_for(child, review, RULES.engine))
    facts = facts_for(child, review, TODAY)
    said = whole(made(AGENDA_PACK))
    hidden = {s.id for r in review.sections for s in r.prompts if s.hidden or s.wording}
    numbers = set()
    for section in mine.sections:
        for prompt in prompts_for(section, facts):
            number = prompt_number(section, prompt)
            if prompt.id not in hidden and f"{section.number}. " in said:
                assert f"{number}  {prompt.text}" in said
            numbers.add(number)
    assert len(numbers) > 60


def test_that_every_prompt_has_a_number_of_its_own() -> None:
    numbers = [prompt_number(s, p) for s in RULES.agenda.sections for p in s.prompts]
    assert len(numbers) == len(set(numbers))


def test_that_a_councils_own_prompts_share_a_number_with_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "agenda"
    folder.mkdir()
    own = ("council.home.1", "x_pets", "council.p2", "x_home.p2")
    asked = ", ".join(f'{{ id = "{id_}", text = "Is there a pet?" }}' for id_ in own)
    (folder / "04_home.toml").write_text(f"prompts = [{asked}]", encoding="utf-8")
    theirs, ours = load_agenda(tmp_path).section("home"), RULES.agenda.section("home")
    numbers = {prompt.id: prompt_number(theirs, prompt) for prompt in theirs.prompts}
    assert len(set(numbers.values())) == len(numbers) == len(ours.prompts) + len(own)
    assert all(numbers[p.id] == prompt_number(ours, p) for p in ours.prompts)
    for number in numbers.values():
        assert numbered_jot(f"{number} a cat") == (4, "a cat")


def test_that_the_agenda_stands_in_the_childs_order_with_room_to_write() -> None:
    content = made(AGENDA_PACK)
    numbered = [t for style, t in outline(content) if style == "Heading2" and t[0].isdigit()]
    assert [int(re.match(r"\d+", title)[0]) for title in numbered[:3]] == [1, 7, 2]  # type: ignore[index]
    assert sum(text.startswith("Write here:\n\t") for text in texts(content)) == len(numbered)


def test_that_every_question_is_numbered_and_asks_in_words_that_fit() -> None:
    for sheet in sheets():
        for text in (sheet.title, sheet.intro, *(q.text for q in sheet.question)):
            assert not list(faults_in(text)), text
        assert sheet.id in TITLES
    letters = [sheet.letter for sheet in sheets()]
    assert len(set(letters)) == len(letters)
    assert "B7  How is school?" in texts(made("paper_child_5_11"))


@pytest.mark.parametrize(
    ("years", "paper"),
    [
        (0, "paper_child_under_5"),
        (4, "paper_child_under_5"),
        (5, "paper_child_5_11"),
        (11, "paper_child_5_11"),
        (12, "paper_child_12_15"),
        (15, "paper_child_12_15"),
        (16, "paper_child_16_plus"),
    ],
)
def test_that_the_childs_own_paper_fits_their_age(years: int, paper: str) -> None:
    assert usual_for(years) == paper


def test_that_a_first_review_has_the_leaflet_and_an_advocate_a_paper() -> None:
    child, head = sample_child(), sample_review().head

    def more(born: date = child.born, **changes: object) -> frozenset[str]:
        kid = msgspec.structs.replace(child, born=born)
        changed = msgspec.structs.replace(head, **changes)
        return usual_papers(kid, changed, TODAY) - usual_papers(kid, head, TODAY)

    assert more(number=1) == {"paper_iro_leaflet"}
    assert more(number=1, born=date(2025, 3, 1)) == frozenset()
    assert more(advocacy=Advocacy(status=AdvocateStatus.HAS_ONE)) == {"paper_advocate"}
    assert more(advocacy=Advocacy(status=AdvocateStatus.DECLINED)) == frozenset()


def test_that_a_baby_is_given_no_paper_to_answer_and_no_school_is_asked() -> None:
    head, day = sample_review().head, TODAY.replace(day=1)
    baby = msgspec.structs.replace(
        sample_child(),
        born=day.replace(year=day.year - 1),
        communication=(Communication.PRE_VERBAL, Communication.MAKATON),
        interpreter="Polish, for Mum",
        schools=(),
    )
    older = msgspec.structs.replace(baby, born=day.replace(year=day.year - 5))
    nursery = msgspec.structs.replace(baby, schools=(School(id="s", name="Acorns", start=day),))
    mine, theirs = usual_papers(baby, head, TODAY), usual_papers(older, head, TODAY)
    assert mine == {AGENDA_PACK, "paper_child_under_5", "paper_parent", "paper_carer"}
    assert usual_papers(nursery, head, TODAY) - mine == {"paper_school"}
    assert {"paper_school", "paper_symbols", "paper_passport", "paper_interpreter"} <= theirs


def test_that_the_leaflet_says_how_to_reach_the_officer_or_leaves_room_for_it() -> None:
    child, review = sample_child(), sample_review()
    leaflet = "paper_iro_leaflet"
    reader = recipient_of(document(leaflet), child)
    said = texts(exported(leaflet, child, review, reader))
    assert said[-2:] == ["My name and how to reach me:", "Morag Bell · 01632 960190"]
    alone = make_context(child, review, RULES, Officer(name="Morag Bell"), SIGNED)
    said = texts(document_bytes(leaflet, view(child, review, reader), alone))
    assert said[-2] == "Morag Bell"
    assert said[-1].startswith("Write here:")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("4.3 likes the dog", (4, "likes the dog")),
        ("12: is nice", (12, "is nice")),
        ("10) yes", (10, "yes")),
        ("4 pm we left", None),
        ("3.5kg at birth", None),
        ("2019 was hard", None),
        ("4.3", None),
    ],
)
def test_that_a_jot_with_a_number_from_paper_is_known(
    typed: str, read: tuple[int, str] | None
) -> None:
    assert numbered_jot(typed) == read


def test_that_ids_of_papers_are_for_ever() -> None:
    assert IDS == [
        "paper_agenda", "paper_child_under_5", "paper_child_5_11", "paper_child_12_15",
        "paper_child_16_plus", "paper_symbols", "paper_parent", "paper_carer", "paper_school",
        "paper_advocate", "paper_iro_leaflet", "paper_passport", "paper_interpreter",
        "paper_not_coming", "paper_secure", "paper_chair_kit",
    ]  # fmt: skip


def test_that_room_to_draw_is_an_empty_frame_and_room_to_write_is_ruled() -> None:
    rooms = [
        one
        for one in part(made("paper_child_under_5")).iter(f"{W}p")
        if paragraph_text(one).startswith(("Draw here:", "Write here:"))
    ]
    framed = [one for one in rooms if one.find(f"{W}pPr/{W}pBdr") is not None]
    assert [paragraph_text(one).strip() for one in framed] == ["Draw here:"]
    assert "\t" not in paragraph_text(framed[0])
    assert all("\t" in paragraph_text(one) for one in rooms if one not in framed)


@pytest.mark.parametrize("paper", ["paper_school", "paper_child_5_11", "paper_symbols"])
def test_that_lines_to_write_on_are_as_far_apart_whatever_the_size_of_the_letters(
    paper: str,
) -> None:
    size = next(kind for kind in PAPERS if kind.id == paper).points
    child, review = sample_child(), sample_review()
    points = size(view(child, review), context_of(child, review))
    found = [
        spacing.get(f"{W}line", "")
        for one in part(made(paper)).iter(f"{W}p")
        if paragraph_text(one).startswith("Write here:")
        for spacing in one.iter(f"{W}spacing")
    ]
    assert found
    assert all(abs(int(line) / 240 * points - 24) < 0.1 for line in found)


def test_that_the_agenda_says_whose_review_it_is_and_not_that_a_child_is_a_child() -> None:
    child = sample_child()
    people = (Person(id="own", name=child.preferred_name, role="child"), *child.people)
    coming = tuple(Attendance(person_id=person.id, invited=True) for person in people)
    review = sample_review()
    head = msgspec.structs.replace(review.head, attendance=coming)
    content = exported(
        AGENDA_PACK,
        msgspec.structs.replace(child, people=people),
        msgspec.structs.replace(review, head=head),
    )
    assert f"{child.preferred_name}\twhose review this is" in texts(content)


def test_that_the_printed_agenda_says_whom_each_question_is_for_and_asks_no_baby() -> None:
    young = msgspec.structs.replace(sample_child(), born=date(TODAY.year - 1, 1, 1))
    small = msgspec.structs.replace(young, born=date(TODAY.year - 3, 1, 1))
    leads = ("To ask Kez: ", "To ask those who look after Kez: ", "To look for: ")
    said = texts(exported(AGENDA_PACK, small))
    assert [any(t.startswith(lead) for t in said) for lead in leads] == [True, True, True]
    said = texts(exported(AGENDA_PACK, young))
    assert [any(t.startswith(lead) for t in said) for lead in leads] == [False, True, True]
