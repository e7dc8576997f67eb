"""Text keeps its letters, marks, spans and quotations where they belong, whatever is typed."""

from itertools import count
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text import (
    Line,
    Mark,
    Quote,
    Span,
    SpanKind,
    Text,
    Typed,
    clean,
    quoted_part,
    respan,
    retype,
    shown,
    words_in,
)

BREAK = "\u2029"


def fresh() -> Any:
    numbers = count()
    return lambda: f"new{next(numbers)}"


def secret(start: int, length: int) -> Span:
    return Span(start=start, length=length, kind=SpanKind.CONFIDENTIAL)


def is_secret(line: Line, at: int) -> bool:
    return line.mark is Mark.CONFIDENTIAL or any(
        s.kind is SpanKind.CONFIDENTIAL and s.start <= at < s.end for s in line.spans
    )


def secrets_of(lines: Text, quotes: dict[str, Quote]) -> list[bool]:
    """Say for each letter of the joined lines whether it is confidential; breaks never are."""
    flags: list[bool] = []
    for number, line in enumerate(lines):
        if number:
            flags.append(False)
        flags += [is_secret(line, at) for at in range(len(shown(line, quotes)))]
    return flags


@st.composite
def written(draw: st.DrawFn) -> tuple[Text, dict[str, Quote]]:
    lines: list[Line] = []
    quotes: dict[str, Quote] = {}
    for number in range(draw(st.integers(0, 5))):
        text = draw(st.text("aab \u00a0😀", max_size=5))
        length = draw(st.integers(0, len(text)))
        start = draw(st.integers(0, len(text) - length))
        spans = (secret(start, length),) if length else ()
        mark = draw(st.sampled_from(Mark))
        if mark is Mark.WORDS:
            quotes[f"q{number}"] = Quote(id=f"q{number}", text=text)
            lines.append(Line(id=f"l{number}", mark=mark, quote=f"q{number}", spans=spans))
        else:
            lines.append(Line(id=f"l{number}", mark=mark, text=text, spans=spans))
    return tuple(lines), quotes


@st.composite
def typing(draw: st.DrawFn) -> tuple[Text, dict[str, Quote], Typed, str]:
    lines, quotes = draw(written())
    length = len(BREAK.join(shown(line, quotes) for line in lines))
    start = draw(st.integers(0, length))
    removed = draw(st.integers(0, min(length - start, 8)))
    inserted = draw(st.text(f"ab{BREAK}", max_size=4))
    return lines, quotes, Typed(start=start, removed=removed, inserted=len(inserted)), inserted


def typed_into(lines: Text, quotes: dict[str, Quote], typed: Typed, inserted: str) -> list[str]:
    old = BREAK.join(shown(line, quotes) for line in lines)
    return (old[: typed.start] + inserted + old[typed.start + typed.removed :]).split(BREAK)


@given(typing(), st.booleans())
def test_that_retyping_shows_exactly_what_was_typed_and_ids_stay_unique(
    case: tuple[Text, dict[str, Quote], Typed, str], where_is_known: bool
) -> None:
    lines, quotes, typed, inserted = case
    texts = typed_into(lines, quotes, typed, inserted)
    done = retype(lines, texts, quotes, fresh(), typed if where_is_known else None)
    after = {**quotes, **{quote.id: quote for quote in done.quotes}}
    assert [shown(line, after) for line in done.lines] == texts
    ids = [line.id for line in done.lines]
    named = [line.quote for line in done.lines if line.quote is not None]
    assert len(set(ids)) == len(ids)
    assert len(set(named)) == len(named)
    assert all((line.quote is None) == (line.mark is not Mark.WORDS) for line in done.lines)
    for line in done.lines:
        assert all(0 <= s.start < s.end <= len(shown(line, after)) for s in line.spans)


@given(typing())
def test_that_no_confidential_letter_gets_out_by_typing(
    case: tuple[Text, dict[str, Quote], Typed, str],
) -> None:
    lines, quotes, typed, inserted = case
    before = secrets_of(lines, quotes)
    end = typed.start + typed.removed
    must = before[: typed.start] + [False] * typed.inserted + before[end:]
    done = retype(lines, typed_into(lines, quotes, typed, inserted), quotes, fresh(), typed)
    after = secrets_of(done.lines, {**quotes, **{quote.id: quote for quote in done.quotes}})
    assert all(now or not then for then, now in zip(must, after, strict=True))


@given(typing())
def test_that_lines_that_were_not_touched_stay_the_same_values(
    case: tuple[Text, dict[str, Quote], Typed, str],
) -> None:
    lines, quotes, typed, inserted = case
    old = BREAK.join(shown(line, quotes) for line in lines)
    done = retype(lines, typed_into(lines, quotes, typed, inserted), quotes, fresh(), typed)
    first = old.count(BREAK, 0, typed.start)
    after = len(lines) - 1 - old.count(BREAK, 0, typed.start + typed.removed)
    assert done.lines[:first] == lines[:first]
    if after > 0:
        assert done.lines[-after:] == lines[-after:]


def test_that_deleting_one_of_two_equal_passages_deletes_the_one_it_was_done_to() -> None:
    line = Line(id="l", text="Mum said. Mum said. He hit her.", spans=(secret(10, 21),))
    typed = Typed(start=0, removed=10, inserted=0)
    done = retype((line,), ["Mum said. He hit her."], {}, fresh(), typed)
    assert done.lines[0].spans == (secret(0, 21),)


def lines_of(*marks: Mark) -> tuple[Text, dict[str, Quote]]:
    """Make one line for each mark: ``ab`` with the id ``l0``, ``cd`` with the id ``l1``."""
    texts = ["ab", "cd"]
    quotes = {
        f"q{n}": Quote(id=f"q{n}", text=texts[n]) for n, m in enumerate(marks) if m is Mark.WORDS
    }
    lines = tuple(
        Line(id=f"l{n}", mark=mark, quote=f"q{n}")
        if mark is Mark.WORDS
        else Line(id=f"l{n}", mark=mark, text=texts[n])
        for n, mark in enumerate(marks)
    )
    return lines, quotes


@pytest.mark.parametrize(
    ("marks", "texts", "expected"),
    [
        ([Mark.WORRY], ["a", "b"], [("l0", Mark.WORRY), ("new0", Mark.WORRY)]),
        ([Mark.WORRY], ["ab", ""], [("l0", Mark.WORRY), ("new0", Mark.NOTE)]),
        ([Mark.WORRY], ["", "ab"], [("new0", Mark.NOTE), ("l0", Mark.WORRY)]),
        ([Mark.NOTE, Mark.WORRY], ["cd"], [("l1", Mark.WORRY)]),
        ([Mark.NOTE, Mark.WORRY], ["abcd"], [("l0", Mark.NOTE)]),
        ([Mark.NOTE, Mark.CONFIDENTIAL], ["abd"], [("l0", Mark.CONFIDENTIAL)]),
        ([Mark.CONFIDENTIAL, Mark.NOTE], ["cd"], [("l1", Mark.NOTE)]),
        (
            [Mark.NOTE, Mark.WORRY],
            ["ab", "x", "cd"],
            [("l0", Mark.NOTE), ("new0", Mark.NOTE), ("l1", Mark.WORRY)],
        ),
    ],
)
def test_that_marks_go_with_their_letters_when_lines_are_split_and_joined(
    marks: list[Mark], texts: list[str], expected: list[tuple[str, Mark]]
) -> None:
    lines, quotes = lines_of(*marks)
    done = retype(lines, texts, quotes, fresh())
    assert [(line.id, line.mark) for line in done.lines] == expected


def test_that_a_quotation_split_in_two_becomes_two_quotations() -> None:
    lines, quotes = lines_of(Mark.WORDS)
    done = retype(lines, ["a", "b"], quotes, fresh())
    assert [quote.text for quote in done.quotes] == ["a", "b"]
    assert len({quote.id for quote in done.quotes}) == 2


def test_that_a_confidential_line_joined_to_a_quotation_makes_it_confidential() -> None:
    lines, quotes = lines_of(Mark.WORDS, Mark.CONFIDENTIAL)
    done = retype(lines, ["abcd"], quotes, fresh())
    assert done.lines[0].quote == "q0"
    assert done.lines[0].spans == (secret(0, 4),)


def test_that_typing_at_the_edge_of_a_span_stays_outside_and_inside_widens_it() -> None:
    spans = (secret(1, 2),)
    assert respan(spans, "abcd", "abcxd") == (secret(1, 2),)
    assert respan(spans, "abcd", "axbcd") == (secret(2, 2),)
    assert respan(spans, "abcd", "abxcd") == (secret(1, 3),)


@given(st.text())
def test_that_cleaning_twice_is_cleaning_once_and_the_result_can_be_kept(text: str) -> None:
    cleaned = clean(text)
    again = clean(cleaned.text)
    assert (again.text, again.removed) == (cleaned.text, 0)
    msgspec.json.decode(msgspec.json.encode(cleaned.text))
    assert not set(cleaned.text) & set("\r\x00\x0b\x0c\x1b\x85\u2028\u2029\ufffe\uffff\ud800")


def test_that_cleaning_keeps_spelling_spaces_and_scripts_letter_for_letter() -> None:
    kept = "swiming\u00a0on  Saterdays\t👩🏽‍🚀 ŵ ł עברית \u202eabc"
    assert clean(kept).text == kept
    assert clean("a\x00b\ud800c\ufdd0").removed == 3
    assert clean("a\r\nb\rc\u2028d\x85e").text == "a\nb\nc\nd\ne"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "I am ok" twice', ("He said", "I am ok", "twice")),
        ("“I want Mum.”", ("", "I want Mum.", "")),
        ("I want Mum", ("", "I want Mum", "")),
        ("Mum's and Dad's", ("", "Mum's and Dad's", "")),
        ('odd " mark', ("", 'odd " mark', "")),
    ],
)
def test_that_only_the_quoted_part_is_taken(text: str, expected: tuple[str, str, str]) -> None:
    assert quoted_part(text) == expected


def test_that_words_of_quotations_are_counted() -> None:
    lines, quotes = lines_of(Mark.WORDS, Mark.NOTE)
    assert words_in(lines, quotes) == 2
