"""The lists of codes: complete, without doubles, and kind to codes they do not know."""

import pytest

from models.codes import CodeKind, codes


@pytest.mark.parametrize("kind", list(CodeKind))
def test_that_no_code_stands_twice_and_each_has_words(kind: CodeKind) -> None:
    listed = codes().all_of(kind)
    assert len({code.code for code in listed}) == len(listed) > 0
    assert all(code.label for code in listed)


def test_that_a_code_kept_for_history_is_read_but_not_offered() -> None:
    assert codes().words(CodeKind.PLACE, "H5") == "Semi-independent accommodation"
    assert "H5" not in dict(codes().choices(CodeKind.PLACE))


def test_that_a_code_of_another_list_is_shown_as_it_is() -> None:
    assert codes().words(CodeKind.LEGAL_STATUS, "X9") == "X9"


def test_that_all_sixteen_participation_and_need_codes_are_there() -> None:
    assert [c.code for c in codes().participation] == [f"PN{n}" for n in range(8)]
    assert [c.code for c in codes().need] == [f"N{n}" for n in range(1, 9)]
