"""Saving documents: names fit for Windows, whole files or none, nothing signed written over."""

import hashlib
import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PureWindowsPath

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from export.context import Issue, reference
from export.documents import DOCUMENTS, document
from export.files import ExportError, free_name, leftovers, put, remove_leftover, safe_name
from export.job import Target, default_name, export_document
from models.child import Identifiers
from models.disclosure import view
from tests.support.documents import SIGNED, context_of, parts, whole
from tests.support.sample import TODAY, sample_child, sample_review

CHILD, REVIEW = sample_child(), sample_review(completed_on=TODAY)
DISCLOSED = view(CHILD, REVIEW)
CONTEXT = context_of(CHILD, REVIEW)
DRAFT = context_of(CHILD, REVIEW, Issue(version=1, signed=False, on=TODAY))
RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{n}{d}" for n in ("COM", "LPT") for d in range(1, 10))}


def test_that_every_document_has_an_id_for_ever() -> None:
    assert [d.id for d in DOCUMENTS] == [
        "recommendations",
        "minutes",
        "letter",
        "one_page",
        "annex",
        "replies",
    ]
    assert document("minutes").title == "Minutes (full record)"
    with pytest.raises(KeyError):
        document("none")


def test_that_a_file_name_holds_no_childs_name() -> None:
    assert default_name("minutes", DISCLOSED, CONTEXT) == "BR-240117-5-minutes-v1.docx"
    assert default_name("minutes", DISCLOSED, DRAFT) == "BR-240117-5-minutes-v1-draft.docx"
    for la_id in ("", "kez-marlowe-3"):
        other = view(msgspec.structs.replace(CHILD, ids=Identifiers(la_id=la_id)), REVIEW)
        name = default_name("recommendations", other, CONTEXT)
        assert name == f"{REVIEW.id[:8]}-5-recommendations-v1.docx"


@given(st.text(max_size=300))
@example("\xa00")
@example("\u2003CON")
def test_that_any_name_becomes_one_that_windows_takes(text: str) -> None:
    name = safe_name(text)
    assert name.endswith(".docx")
    assert not set(name) & set('<>:"/\\|?*\0')
    assert PureWindowsPath(name).name == name
    assert name.split(".")[0].upper() not in RESERVED
    assert len(name.encode()) <= 105
    assert name == name.strip()
    assert not name.startswith(".")


@pytest.mark.parametrize("bad", ["CON", "nul.docx", "..", "a/../../b", "C:\\x", " . ", "a:b", "x."])
def test_that_names_windows_forbids_are_mended(bad: str, tmp_path: Path) -> None:
    result = put(b"x", tmp_path / safe_name(bad), replace=False)
    assert Path(result.path).parent == tmp_path
    assert Path(result.path).read_bytes() == b"x"


def test_that_an_export_is_whole_and_told_with_its_hash(tmp_path: Path) -> None:
    result = export_document("minutes", DISCLOSED, CONTEXT, Target(folder=str(tmp_path)))
    content = Path(result.path).read_bytes()
    assert result.sha256 == hashlib.sha256(content).hexdigest()
    assert result.size == len(content)
    assert Path(result.path).name == "BR-240117-5-minutes-v1.docx"
    assert "Kez" in whole(content)
    assert [p.name for p in tmp_path.iterdir()] == [Path(result.path).name]


def test_that_a_helper_process_can_be_handed_the_job_and_the_values() -> None:
    job = pickle.loads(pickle.dumps((export_document, "minutes", DISCLOSED, CONTEXT)))
    assert job == (export_document, "minutes", DISCLOSED, CONTEXT)


def test_that_the_name_of_the_half_written_file_can_be_registered_first(tmp_path: Path) -> None:
    half = tmp_path / ".heard-registered.tmp"
    target = Target(folder=str(tmp_path), name="a", temporary=str(half))
    export_document("minutes", DISCLOSED, CONTEXT, target)
    assert [p.name for p in tmp_path.iterdir()] == ["a.docx"]


def test_that_a_signed_version_is_never_written_over(tmp_path: Path) -> None:
    first = put(b"one", tmp_path / "a.docx", replace=False)
    second = put(b"two", tmp_path / "a.docx", replace=False)
    third = put(b"three", tmp_path / "a.docx", replace=False)
    assert [Path(r.path).name for r in (first, second, third)] == [
        "a.docx", "a (2).docx", "a (3).docx",
    ]  # fmt: skip
    assert (tmp_path / "a.docx").read_bytes() == b"one"


def test_that_the_same_version_exported_again_is_not_copied(tmp_path: Path) -> None:
    again = [export_document("minutes", DISCLOSED, CONTEXT, Target(folder=str(tmp_path)))
             for _ in range(2)]  # fmt: skip
    assert [r.same for r in again] == [False, True]
    assert len(list(tmp_path.iterdir())) == 1


def test_that_a_newer_draft_takes_the_place_of_the_older(tmp_path: Path) -> None:
    target = Target(folder=str(tmp_path), name="draft")
    export_document("minutes", DISCLOSED, DRAFT, target)
    later = context_of(CHILD, REVIEW, Issue(version=1, signed=False, on=SIGNED.on))
    export_document("minutes", DISCLOSED, later, target)
    assert [p.name for p in tmp_path.iterdir()] == ["draft.docx"]
    assert "draft of 4 December" in whole((tmp_path / "draft.docx").read_bytes())


def test_that_a_document_word_has_open_is_left_as_it_is(tmp_path: Path) -> None:
    old = tmp_path / "minutes.docx"
    old.write_bytes(b"old")
    (tmp_path / "~$nutes.docx").write_bytes(b"owner")
    with pytest.raises(ExportError, match="open in Word") as told:
        put(b"new", old, replace=True)
    assert "Close it in Word" in told.value.remedy
    assert old.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows refuses to replace an open file")
def test_that_a_file_held_by_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    old = tmp_path / "minutes.docx"
    old.write_bytes(b"old")
    with old.open("rb"), pytest.raises(ExportError):
        put(b"new", old, replace=True)
    assert old.read_bytes() == b"old"


@contextmanager
def as_nobody() -> Iterator[None]:
    """Give up the right to write everywhere, where the tests have it."""
    if sys.platform == "win32" or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no read-only folders")
def test_that_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    for folder in tmp_path.parents:
        if folder.stat().st_uid == os.geteuid() and folder.name.startswith("pytest"):
            folder.chmod(0o755)
    tmp_path.chmod(0o555)
    try:
        with as_nobody(), pytest.raises(ExportError, match="not allowed to write") as told:
            put(b"new", tmp_path / "a.docx", replace=False)
    finally:
        tmp_path.chmod(0o755)
    assert "another folder" in told.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_that_a_read_only_draft_is_not_replaced(tmp_path: Path) -> None:
    old = tmp_path / "a.docx"
    old.write_bytes(b"old")
    old.chmod(0o444)
    with pytest.raises(ExportError, match="not allowed to write"):
        put(b"new", old, replace=True)
    old.chmod(0o644)
    assert old.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_that_a_folder_that_is_gone_is_told_and_not_made(tmp_path: Path) -> None:
    gone = tmp_path / "stick" / "a.docx"
    with pytest.raises(ExportError, match="no longer there"):
        put(b"new", gone, replace=False)
    assert not gone.parent.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
def test_that_a_full_disk_leaves_the_old_file_and_no_half_one(tmp_path: Path) -> None:
    import resource

    old = tmp_path / "a.docx"
    old.write_bytes(b"old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(ExportError, match="no room left"):
            put(b"x" * 5000, old, replace=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert old.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.docx"]


def test_that_a_path_longer_than_windows_takes_is_told(tmp_path: Path) -> None:
    folder = tmp_path / ("f" * 120) / ("g" * 120)
    with pytest.raises(ExportError, match="too long"):
        put(b"x", folder / "minutes.docx", replace=False)


def test_that_leftovers_are_found_and_only_they_are_removed(tmp_path: Path) -> None:
    half, mine = tmp_path / ".heard-0123456789abcdef.tmp", tmp_path / "mine.docx"
    for path in (half, mine):
        path.write_bytes(b"x")
    assert leftovers(tmp_path) == (half,)
    assert remove_leftover(half)
    assert not remove_leftover(mine)
    assert mine.exists()
    assert not half.exists()
    assert leftovers(tmp_path / "gone") == ()


def test_that_a_free_name_counts_on(tmp_path: Path) -> None:
    assert free_name(tmp_path / "a (b).docx").name == "a (b).docx"
    for expected in ("a (b).docx", "a (b) (2).docx", "a (b) (3).docx"):
        place = free_name(tmp_path / "a (b).docx")
        assert place.name == expected
        place.write_bytes(b"")


def test_that_properties_name_the_record_and_not_the_child(tmp_path: Path) -> None:
    result = export_document("minutes", DISCLOSED, CONTEXT, Target(folder=str(tmp_path)))
    core = parts(Path(result.path).read_bytes())["docProps/core.xml"].decode()
    assert f"Minutes (full record): {reference(CHILD, REVIEW)}" in core
    for name in (CHILD.preferred_name, *CHILD.legal_name.split()):
        assert name not in core
