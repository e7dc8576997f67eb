"""Letters that are withheld from somebody stay so, whatever is typed around and inside them."""

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from models.text import Line, Quote, Span, SpanKind, Text, Typed, retype, shown

BREAK = "\u2029"
PEOPLE = ("mum", "dad")


def withheld(start: int, length: int, *people: str) -> Span:
    return Span(start=start, length=length, kind=SpanKind.WITHHELD, withheld_from=people)


def kept(line: Line, at: int, person: str) -> bool:
    return any(s.start <= at < s.end and person in s.withheld_from for s in line.spans)


def letters(lines: Text, quotes: dict[str, Quote], person: str) -> list[bool]:
    """Say for each letter of the joined lines whether it is withheld from the person."""
    flags: list[bool] = []
    for number, line in enumerate(lines):
        flags += [False] * bool(number)
        flags += [kept(line, at, person) for at in range(len(shown(line, quotes)))]
    return flags


@st.composite
def typing(draw: st.DrawFn) -> tuple[Text, Typed, str]:
    lines = []
    for number in range(draw(st.integers(1, 4))):
        text = draw(st.text("aab \u00a0😀", max_size=6))
        spans = []
        for _ in range(draw(st.integers(0, 2))):
            length = draw(st.integers(0, len(text)))
            start = draw(st.integers(0, len(text) - length))
            if length:
                spans.append(withheld(start, length, draw(st.sampled_from(PEOPLE))))
        lines.append(Line(id=f"l{number}", text=text, spans=tuple(spans)))
    whole = BREAK.join(line.text for line in lines)
    start = draw(st.integers(0, len(whole)))
    removed = draw(st.integers(0, min(len(whole) - start, 8)))
    inserted = draw(st.text(f"ab{BREAK}", max_size=4))
    return tuple(lines), Typed(start=start, removed=removed, inserted=len(inserted)), inserted


@given(typing())
def test_that_no_withheld_letter_gets_out_by_typing(case: tuple[Text, Typed, str]) -> None:
    lines, typed, inserted = case
    old = BREAK.join(line.text for line in lines)
    end = typed.start + typed.removed
    texts = (old[: typed.start] + inserted + old[end:]).split(BREAK)
    numbers = count()
    done = retype(lines, texts, {}, lambda: f"new{next(numbers)}", typed)
    for person in PEOPLE:
        before = letters(lines, {}, person)
        must = before[: typed.start] + [False] * typed.inserted + before[end:]
        after = letters(done.lines, {}, person)
        assert all(now or not then for then, now in zip(must, after, strict=True))


def test_that_a_line_withheld_as_a_whole_stays_so_when_it_grows_at_either_end() -> None:
    line = Line(id="l", text="Maud is asked", spans=(withheld(0, 13, "mum"),))
    for text, start in (("Maud is asked first", 13), ("So Maud is asked", 0)):
        typed = Typed(start=start, removed=0, inserted=len(text) - 13)
        done = retype((line,), [text], {}, typed=typed)
        assert done.lines[0].spans == (withheld(0, len(text), "mum"),)


def test_that_a_part_that_is_withheld_does_not_grow_at_its_edge() -> None:
    line = Line(id="l", text="Maud is asked", spans=(withheld(0, 4, "mum"),))
    typed = Typed(start=4, removed=0, inserted=2)
    done = retype((line,), ["Maud's is asked"], {}, typed=typed)
    assert done.lines[0].spans == (withheld(0, 4, "mum"),)
