"""The commands of ``heard`` as somebody types them: what they print, and how they end."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from models.store_connection import DATABASE
from tests.support import stores

ROOT = Path(__file__).parents[2]
FINE, FOUND, COULD_NOT = 0, 1, 2
WORDS = "She likes hedgehogs."


def heard(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Run one command of ``heard`` in a program of its own; ``typed`` is its standard input."""
    return subprocess.run(
        [sys.executable, "-m", "desktop", *arguments],
        cwd=ROOT,
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a folder with a closed store that holds a review."""
    store = stores.made(tmp_path)
    store.save(stores.a_review(WORDS))
    store.close()
    return tmp_path


def verified(home: Path, passphrase: str = stores.PASSPHRASE) -> subprocess.CompletedProcess[str]:
    """Verify a store; the passphrase comes from an open file, here standard input."""
    return heard("verify", "--home", str(home), "--passphrase-fd", "0", typed=f"{passphrase}\n")


def test_that_schema_prints_the_json_schema_of_a_case_file() -> None:
    done = heard("schema")
    assert (done.returncode, done.stderr) == (FINE, "")
    schema = json.loads(done.stdout)
    assert schema["$ref"] == "#/$defs/CaseFile"
    assert {"format", "version", "child", "reviews"} == set(
        schema["$defs"]["CaseFile"]["properties"]
    )


def test_that_verify_finds_a_whole_store_whole(home: Path) -> None:
    done = verified(home)
    assert (done.returncode, done.stderr) == (FINE, "")
    assert done.stdout == "The store is whole.\n"


def test_that_verify_finds_damage_and_shows_nothing_of_what_is_in_it(home: Path) -> None:
    with (home / DATABASE).open("r+b") as file:
        file.seek(-2_000, 2)
        file.write(b"x" * 100)
    done = verified(home)
    assert (done.returncode, done.stderr) == (FOUND, "")
    assert done.stdout.splitlines()[-1] == "The store is damaged; restore a backup."
    for words in (WORDS, "hedgehogs", "Posy", stores.PASSPHRASE, str(home)):
        assert words not in done.stdout


def test_that_verify_says_when_it_could_not_look(home: Path, tmp_path: Path) -> None:
    for done in (verified(home, "four quite other words"), verified(tmp_path / "nothing here")):
        assert (done.returncode, done.stdout) == (COULD_NOT, "")
        assert "Traceback" not in done.stderr
        assert done.stderr.count("\n") == 1
        assert "other words" not in done.stderr


def test_that_verify_says_when_there_is_no_passphrase_to_read(home: Path) -> None:
    done = heard("verify", "--home", str(home), "--passphrase-fd", "97")
    assert done.returncode == COULD_NOT
    assert done.stderr.startswith("The passphrase could not be read")
    assert done.stderr.count("\n") == 1


def test_that_a_passphrase_is_never_taken_from_the_command_line(home: Path) -> None:
    done = heard("verify", "--home", str(home), "--passphrase", stores.PASSPHRASE)
    assert done.returncode == COULD_NOT
    assert "whole" not in done.stdout
