"""The folder that a manager hands out is looked at as a whole, and never half in force."""

import os
from pathlib import Path

import pytest

from models import council, council_folder
from models.council import CouncilSettings, rulebook, settings_of
from models.errors import DataFaultError, UserFacingError


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    made.mkdir()
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "handed out"
    council_folder.write_starter(made, CouncilSettings(name="Brackwell"))
    return made


def test_that_the_folder_to_begin_with_changes_nothing_but_the_name(folder: Path) -> None:
    ours, shipped = rulebook(folder), rulebook()
    assert ours.council.name == "Brackwell"
    assert ours.agenda.sections == shipped.agenda.sections
    assert (ours.words, ours.spelling, ours.checks) == (
        shipped.words,
        shipped.spelling,
        shipped.checks,
    )
    assert ours.questions == shipped.questions


def test_that_what_is_taken_in_holds_and_says_what_it_decides(folder: Path, home: Path) -> None:
    (folder / "notes.txt").write_text("for me", encoding="utf-8")
    text = (folder / council.SETTINGS).read_text(encoding="utf-8")
    (folder / council.SETTINGS).write_text(
        text.replace('version = "1"', 'version = "2027-1"'), encoding="utf-8"
    )
    look = council_folder.take_in(folder, home)
    assert (look.settings.name, look.settings.version) == ("Brackwell", "2027-1")
    assert look.unknown == ("notes.txt",)
    assert look.decides == tuple(council_folder.DECIDES.values())
    assert rulebook(home / council.FOLDER).council == look.settings
    assert not (home / council.FOLDER / "notes.txt").exists()


def test_that_a_fault_in_any_file_names_it_and_leaves_what_was_in_force(
    folder: Path, home: Path
) -> None:
    council_folder.take_in(folder, home)
    (folder / council.CALENDAR).write_text("closures = [2026-02-31]", encoding="utf-8")
    with pytest.raises(DataFaultError) as told:
        council_folder.take_in(folder, home)
    assert council.CALENDAR in told.value.problem
    assert [path.name for path in home.iterdir()] == [council.FOLDER]
    assert rulebook(home / council.FOLDER).council.name == "Brackwell"
    (folder / council.CALENDAR).write_text("closures = [2026-12-29]", encoding="utf-8")
    council_folder.take_in(folder, home)
    kept = (home / council.FOLDER / council.CALENDAR).read_text(encoding="utf-8")
    assert "2026-12-29" in kept


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ('file_name = "{child}-{name}"', "no part of a file name is called {name}"),
        ('file_name = "{child}-{review}"', "two files could get the same name"),
        ('file_name = "{child}-{review}-{document}-{version}}"', "a brace stands alone"),
        ('classification = ""', "classification is empty"),
        ('classification = "a\\nb"', "classification is empty"),
        ('colour = "red"', "colour"),
        ('contact = "Ann\\u0000"', "contact holds a character that cannot be seen"),
    ],
)
def test_that_a_setting_that_breaks_a_rule_is_named(
    setting: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / council.SETTINGS).write_text(setting, encoding="utf-8")
    with pytest.raises(DataFaultError) as told:
        settings_of(tmp_path)
    assert said in told.value.problem


def test_that_no_folder_and_one_without_settings_are_told(tmp_path: Path, home: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "holiday.txt").write_text("sun", encoding="utf-8")
    for place in (tmp_path / "photos", tmp_path / "nowhere"):
        with pytest.raises(UserFacingError) as told:
            council_folder.look_at(place, home)
        assert "nothing was changed" in told.value.problem
    assert list(home.iterdir()) == []


def test_that_going_back_lets_heards_own_settings_hold(folder: Path, home: Path) -> None:
    council_folder.take_in(folder, home)
    council_folder.go_back(home)
    council_folder.go_back(home)
    assert list(home.iterdir()) == []
    assert rulebook(home / council.FOLDER) == rulebook()


def test_that_what_was_in_force_comes_back_where_taking_in_was_cut_off(
    folder: Path, home: Path
) -> None:
    council_folder.take_in(folder, home)
    (home / council.FOLDER).rename(home / "council.old")
    council_folder.mend(home)
    assert rulebook(home / council.FOLDER).council.name == "Brackwell"


def test_that_nothing_is_written_over_in_a_folder_to_begin_with(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(UserFacingError):
        council_folder.write_starter(folder, CouncilSettings())
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.skipif(os.name == "nt", reason="making links asks for rights on Windows")
def test_that_a_link_out_of_the_folder_is_not_followed(folder: Path, home: Path) -> None:
    secret = folder.parent / "secret.toml"
    secret.write_text("closures = []", encoding="utf-8")
    (folder / council.CALENDAR).unlink()
    (folder / council.CALENDAR).symlink_to(secret)
    look = council_folder.take_in(folder, home)
    assert council.CALENDAR not in look.files
