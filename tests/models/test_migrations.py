"""One store of every released version, kept for ever: each opens today, with the same texts."""

import ast
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from models import backup, migrations, recovery, store_access, store_check
from models.store import Store, open_store
from tests.support.stores import NOW

FILES = Path(__file__).parents[1] / "files"
STEPS = Path(migrations.__file__).parent
VERSIONS = range(1, migrations.CURRENT + 1)


def unpacked(version: int, folder: Path) -> dict[str, Any]:
    """Copy the golden store into ``folder`` and return what it must hold."""
    golden = FILES / f"store_v{version}"
    for name in ("store.db", "store.key"):
        shutil.copyfile(golden / name, folder / name)
    found: dict[str, Any] = json.loads((golden / "expected.json").read_text(encoding="utf-8"))
    return found


def count(store: Store, table: str) -> int:
    return int(store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.mark.parametrize("version", VERSIONS)
def test_that_a_store_of_every_version_opens_with_its_texts(version: int, tmp_path: Path) -> None:
    expected = unpacked(version, tmp_path)
    data_key = store_access.unlock(tmp_path, expected["passphrase"]).data_key
    with open_store(tmp_path, data_key, NOW) as store:
        review = store.load_review("review1")
        assert {s.id: s.notes[0].text for s in review.sections} == expected["texts"]
        assert {table: count(store, table) for table in expected["counts"]} == expected["counts"]
        assert store.setting("council", str) == expected["council"]
        assert [hit.id for hit in store.search("cafe ŁÓDŹ")] == ["line1"]
        assert store.children()
        assert store.reviews("child1")
        assert store.snapshots.of("review1")[0].version == 1
        (export,) = store.register.completed("child1")
        assert (export.sha256, export.protected) == ("ab" * 32, bool(expected.get("protected")))
        assert str(export.uploaded_on or "") == expected.get("uploaded_on", "")
    upgraded = version < migrations.CURRENT
    assert len(backup.all_in(backup.place_of(tmp_path), data_key)) == int(upgraded)
    assert store_check.problems(tmp_path / "store.db", data_key) == ()


@pytest.mark.parametrize("version", VERSIONS)
def test_that_the_recovery_code_of_every_version_opens_it(version: int, tmp_path: Path) -> None:
    expected = unpacked(version, tmp_path)
    code = recovery.read_code(expected["recovery_code"])
    recovered = store_access.recover(tmp_path, code).data_key
    assert recovered.is_same(store_access.unlock(tmp_path, expected["passphrase"]).data_key)


@pytest.mark.parametrize("step", sorted(STEPS.glob("m[0-9]*.py")), ids=lambda path: path.stem)
def test_that_a_step_imports_nothing_of_the_program_but_connection_types(step: Path) -> None:
    tree = ast.parse(step.read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    ours = {name for name in imported if name and name.partition(".")[0] in {"models", "resources"}}
    assert ours <= {"models.sqlcipher"}


def test_that_every_step_is_numbered_and_listed() -> None:
    numbers = [int(path.stem[1:5]) for path in sorted(STEPS.glob("m[0-9]*.py"))]
    assert numbers == list(VERSIONS)
