"""The questions of the audit: their ids are for ever, and a council may change the rest."""

from pathlib import Path

import pytest

from models.agenda import load_agenda
from models.errors import DataFaultError
from models.questions import QuestionKind, load_questions

_PARTS = {"own_words", "about", "iro_view", "differences", "next", "duties", "sign_off"}


def test_that_there_are_forty_questions_with_the_ids_ever_shipped() -> None:
    shipped = (Path(__file__).parent / "shipped_questions.txt").read_text(encoding="utf-8")
    found = [f"{q.number} {q.id}" for q in load_questions().questions]
    assert found == shipped.splitlines()
    assert len(found) == 40


def test_that_every_question_is_under_a_heading_and_looks_at_what_there_is() -> None:
    questions = load_questions()
    sections = {section.id for section in load_agenda().sections} | _PARTS
    assert sum(len(questions.of(group.id)) for group in questions.groups) == 40
    for question in questions.questions:
        assert set(question.looks_at) <= sections, question.id
        assert question.text.endswith("?")


def test_that_a_council_may_reword_hide_and_add(tmp_path: Path) -> None:
    own = """
[[question]]
id = "review_in_time"
text = "Was it in time?"
[[question]]
id = "education"
hidden = true
[[question]]
id = "ours"
number = 41
group = "voice"
kind = "H"
text = "Is there a picture by the child?"
"""
    (tmp_path / "questions.toml").write_text(own, encoding="utf-8")
    questions = load_questions(tmp_path)
    first = questions.questions[0]
    assert (first.text, first.kind) == ("Was it in time?", QuestionKind.READ)
    assert questions.question("education") is None
    assert questions.questions[-1].id == "ours"


def test_that_a_question_without_a_heading_is_told_of(tmp_path: Path) -> None:
    own = '[[question]]\nid = "ours"\nnumber = 41\ngroup = "none"\nkind = "H"\ntext = "Is it?"\n'
    (tmp_path / "questions.toml").write_text(own, encoding="utf-8")
    with pytest.raises(DataFaultError) as told:
        load_questions(tmp_path)
    assert told.value.where == "ours"
