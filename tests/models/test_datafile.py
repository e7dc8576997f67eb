"""A data file says what it must, or the fault is told with its file and place."""

import contextlib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.datafile import read_toml
from models.errors import DataFaultError


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    words: str
    amount: int = 0

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("An amount is never negative")


class Book(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    version: str
    entry: tuple[Entry, ...] = ()
    tags: tuple[str, ...] = ()


GOOD = """version = "1"
tags = ["a", "b"]
[[entry]]
id = "T1"
words = "one"
[[entry]]
id = "T2"
words = "two"
"""


def write(folder: Path, text: str | bytes, name: str = "book.toml") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def fault(path: Path, council: Path | None = None) -> DataFaultError:
    with pytest.raises(DataFaultError) as caught:
        read_toml(path, Book, council)
    return caught.value


def test_that_a_good_file_becomes_its_value(tmp_path: Path) -> None:
    book = read_toml(write(tmp_path, GOOD), Book)
    assert [entry.words for entry in book.entry] == ["one", "two"]


def test_that_notepads_byte_order_mark_and_line_ends_are_read(tmp_path: Path) -> None:
    windows = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    assert read_toml(write(tmp_path, windows), Book) == read_toml(write(tmp_path, GOOD), Book)


def test_that_a_syntax_fault_names_file_and_line(tmp_path: Path) -> None:
    told = fault(write(tmp_path, 'version = "1"\ntags = = 2\n'))
    assert told.where == "line 2"
    assert "book.toml" in told.problem


@pytest.mark.parametrize("text", ['version = "1', "version = 2026-13-45", "a = " + "[" * 100_000])
def test_that_any_broken_syntax_is_a_fault_with_a_line(tmp_path: Path, text: str) -> None:
    assert fault(write(tmp_path, text)).where == "line 1"


def test_that_a_structural_fault_names_the_path_and_the_entry(tmp_path: Path) -> None:
    told = fault(write(tmp_path, GOOD.replace('words = "two"', "words = 2")))
    assert told.where == "$.entry[1 T2].words"
    assert "book.toml" in told.problem


@pytest.mark.parametrize(
    ("change", "where"),
    [('\nname = "x"', "$.entry[1 T2]"), ("\namount = -1", "$.entry[1 T2]")],
)
def test_that_an_unknown_field_or_a_bad_value_is_a_fault(
    tmp_path: Path, change: str, where: str
) -> None:
    assert fault(write(tmp_path, GOOD + change)).where == where


def test_that_a_missing_field_at_the_top_is_a_fault(tmp_path: Path) -> None:
    assert fault(write(tmp_path, "")).where == "$"


def test_that_a_file_that_is_not_there_or_not_text_is_a_fault(tmp_path: Path) -> None:
    assert fault(tmp_path / "none.toml").where == "file"
    assert fault(tmp_path).where == "file"
    assert fault(write(tmp_path, 'version = "é"'.encode("latin-1"))).where == "byte 11"
    assert fault(write(tmp_path, b"#" * 4_000_001)).where == "size"


def test_that_a_councils_file_changes_by_id_and_adds_at_the_end(tmp_path: Path) -> None:
    own = 'tags = ["c"]\n[[entry]]\nid = "T9"\nwords = "nine"\n[[entry]]\nid = "T1"\namount = 4\n'
    book = read_toml(write(tmp_path, GOOD), Book, write(tmp_path, own, "own.toml"))
    assert [(e.id, e.words, e.amount) for e in book.entry] == [
        ("T1", "one", 4),
        ("T2", "two", 0),
        ("T9", "nine", 0),
    ]
    assert book.tags == ("c",)
    assert book.version == "1"


def test_that_a_fault_in_the_councils_file_names_the_councils_file(tmp_path: Path) -> None:
    own = write(tmp_path, '[[entry]]\nid = "T9"\n', "own.toml")
    told = fault(write(tmp_path, GOOD), own)
    assert "own.toml" in told.problem
    assert told.where == "$.entry[2 T9]"


@given(data=st.binary(max_size=200))
def test_that_no_bytes_at_all_make_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = write(tmp_path_factory.mktemp("any"), data)
    with contextlib.suppress(DataFaultError):
        assert isinstance(read_toml(path, Book), Book)
