"""A council's folder is laid over what is shipped, and a fault in it is named."""

from datetime import date
from pathlib import Path

import pytest

import resources
from models.council import rulebook
from models.errors import DataFaultError


def test_that_no_folder_or_an_empty_one_changes_nothing(tmp_path: Path) -> None:
    shipped = rulebook()
    for folder in (None, tmp_path, tmp_path / "none"):
        assert rulebook(folder) == shipped


def test_that_a_closure_day_moves_guidance_and_never_the_law(tmp_path: Path) -> None:
    (tmp_path / "calendar.toml").write_text("closures = [2026-12-29]\n", encoding="utf-8")
    ours, shipped = rulebook(tmp_path).engine, rulebook().engine
    completed = date(2026, 12, 18)
    decisions = {d.rule: d.due for d in ours.after_completion(completed)}["T12"]
    assert decisions > {d.rule: d.due for d in shipped.after_completion(completed)}["T12"]
    cared_for = date(2026, 12, 4)
    assert ours.first_review(cared_for).due == shipped.first_review(cared_for).due
    assert ours.calendar.version != shipped.calendar.version


def test_that_a_proclaimed_bank_holiday_moves_the_law_too(tmp_path: Path) -> None:
    (tmp_path / "calendar.toml").write_text("extra_holidays = [2026-12-29]\n", encoding="utf-8")
    cared_for = date(2026, 12, 4)
    moved = rulebook(tmp_path).engine.first_review(cared_for).due
    assert moved > rulebook().engine.first_review(cared_for).due


def test_that_a_councils_prompt_is_asked_in_its_own_words(tmp_path: Path) -> None:
    folder = tmp_path / "agenda"
    folder.mkdir()
    shipped = rulebook().agenda.section("home")
    name = next(p.name for p in resources.path("agenda").glob("*home.toml"))
    prompt = shipped.prompts[0]
    (folder / name).write_text(
        f'[[prompts]]\nid = "{prompt.id}"\ntext = "What does home mean to {{name}}?"\n',
        encoding="utf-8",
    )
    ours = rulebook(tmp_path).agenda
    assert ours.section("home").prompts[0].text == "What does home mean to {name}?"
    assert ours.version != rulebook().agenda.version


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("calendar.toml", "closures = [today]"),
        ("calendar.toml", "closed = []"),
        ("law_pack.toml", "[[rule]"),
    ],
)
def test_that_a_fault_names_its_file(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(DataFaultError) as told:
        rulebook(tmp_path)
    assert name in told.value.problem
    assert told.value.where


def test_that_a_councils_words_are_laid_over_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "language.toml").write_text(
        '[[word]]\nid = "contact"\nhidden = true\n', encoding="utf-8"
    )
    hidden = [word.id for word in rulebook(tmp_path).words.word if word.hidden]
    assert hidden == ["contact"]
    assert not any(word.hidden for word in rulebook().words.word)
