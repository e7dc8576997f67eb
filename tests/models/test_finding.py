"""Find and replace: every place, one step, and never a letter of the child's or of a secret out."""

from typing import TYPE_CHECKING

import msgspec
from hypothesis import assume, given
from hypothesis import strategies as st

from models.apply import apply, quotes_of
from models.edits import Field, Opened, Put, SpliceText
from models.finding import (
    RECOMMENDATIONS,
    AnyPlace,
    EntryPlace,
    Place,
    Sought,
    find,
    replaced,
)
from models.language import QUOTED
from models.review import DIFFERENCES, Recommendation, Unanswered
from models.taking_part import ChangeMade
from models.text import Line, Mark, Span, SpanKind, shown
from tests.support.sample import sample_opened
from tests.support.strategies import nasty_text, opened

if TYPE_CHECKING:
    from models.text import Text

SOUGHT = st.builds(
    Sought,
    words=st.sampled_from(
        ["a", "abc", "ontact", "c", " ", "'", "İ", "ß", "مريم", "👩🏽‍🍳", "e\u0301"]
    ),
    case=st.booleans(),
    whole=st.booleans(),
    notes=st.booleans(),
)


def home(text: str, *spans: Span, mark: Mark = Mark.NOTE) -> Opened:
    line = Line(id="l1", text=text, spans=spans, mark=mark)
    edit = SpliceText(section="home", field=Field.MINUTES, at=0, removed=1, lines=(line,))
    return apply(sample_opened(), edit)


def every(found_in: Opened, sought: Sought) -> tuple[AnyPlace, ...]:
    order = [record.id for record in found_in.the_review.sections]
    order += [RECOMMENDATIONS, DIFFERENCES]
    return find(found_in.the_review, quotes_of(found_in), sought, dict.fromkeys(order))


def places(found_in: Opened, sought: Sought) -> tuple[Place, ...]:
    return tuple(place for place in every(found_in, sought) if isinstance(place, Place))


def entries(found_in: Opened, sought: Sought) -> tuple[EntryPlace, ...]:
    return tuple(place for place in every(found_in, sought) if isinstance(place, EntryPlace))


def after(before: Opened, sought: Sought, by: str) -> Opened:
    edit = replaced(before.the_review, every(before, sought), by)
    return before if edit is None else apply(before, edit)


def minutes(of: Opened, section: str = "home") -> "Text":
    return of.the_review.section(section).minutes


def test_that_case_and_whole_words_are_heeded_only_when_asked_for() -> None:
    text = home("Sam saw sam, Samira and SAM.")

    def count(**how: bool) -> int:
        found = places(text, Sought(words="sam", **how))
        return sum(place.section == "home" for place in found)

    assert count() == 4
    assert count(whole=True) == 3
    assert count(case=True) == 1
    assert count(case=True, whole=True) == 1


def test_that_an_apostrophe_finds_both_of_its_letters() -> None:
    text = home("Kez's den and Kez’s room")
    assert len([p for p in places(text, Sought(words="Kez's")) if p.section == "home"]) == 2


def test_that_words_of_a_child_are_found_and_never_replaced() -> None:
    before = sample_opened()
    sought = Sought(words="move", notes=True)
    found = places(before, sought)
    kept = [place for place in found if place.is_kept]
    assert kept
    assert quotes_of(after(before, sought, "stay")) == quotes_of(before)
    assert replaced(before.the_review, kept, "stay") is None


def test_that_what_replaces_a_secret_letter_is_secret() -> None:
    secret = Span(start=0, length=3, kind=SpanKind.CONFIDENTIAL)
    now = minutes(after(home("Sam is here", secret), Sought(words="Sam"), "Samir Khan"))
    assert now[0].text == "Samir Khan is here"
    assert [(s.start, s.end) for s in now[0].spans] == [(0, 10)]
    apart = Span(start=2, length=4, kind=SpanKind.WITHHELD, withheld_from=("mum",))
    now = minutes(after(home("Sam is here", apart), Sought(words="am is"), "ara was"))
    assert [(s.start, s.end) for s in now[0].spans] == [(1, 8)]


def test_that_a_mark_stays_and_an_empty_word_takes_the_old_one_out() -> None:
    now = minutes(after(home("very very sad", mark=Mark.CONFIDENTIAL), Sought(words="very "), ""))
    assert (now[0].text, now[0].mark) == ("sad", Mark.CONFIDENTIAL)


def test_that_replacing_breaks_no_line_that_an_editor_could_not_hold() -> None:
    now = minutes(after(home("a " * 900), Sought(words="a"), "abcd"))
    assert all(len(line.text) <= 2_000 for line in now)
    assert "".join(line.text for line in now) == "abcd " * 900


def test_that_what_stands_in_quotation_marks_is_found_and_stays() -> None:
    before = home("Jo said “Sam swims” and Sam's mum said 'Sam sings'. Sam agreed.")
    found = [p for p in places(before, Sought(words="Sam")) if p.section == "home"]
    assert [place.is_kept for place in found] == [True, False, True, False]
    now = minutes(after(before, Sought(words="Sam"), "Mo"))
    assert now[0].text == "Jo said “Sam swims” and Mo's mum said 'Sam sings'. Mo agreed."


ENTRIES = (
    Recommendation(
        id="r1", what="Zog finds a bath", why="Zog likes it", who="Zog", person_id="p1",
        in_letter="Zog will.", how_seen="You see “Zog” there", follows_line=True,
    ),
    ChangeMade(id="c1", what="A lamp for Zog", in_letter="Zog, your lamp"),
    Unanswered(id="u1", worry="Zog wants Zog's cat", who="Zog", reason="Zog sneezes", in_letter=""),
)  # fmt: skip


def with_entries(text: Opened) -> Opened:
    for entry in ENTRIES:
        text = apply(text, Put(item=entry))
    return text


def test_that_recommendations_changes_and_what_waits_are_changed_in_the_same_step() -> None:
    before = with_entries(home("Zog came."))
    sought = Sought(words="Zog")
    assert len(entries(before, sought)) == 11
    edit = replaced(before.the_review, every(before, sought), "Ada")
    assert edit is not None
    head = apply(before, edit).the_review.head
    made = next(one for one in head.recommendations if one.id == "r1")
    assert (made.what, made.why, made.who, made.in_letter) == (
        "Ada finds a bath",
        "Ada likes it",
        "Ada",
        "Ada will.",
    )
    assert made.how_seen == "You see “Zog” there"
    assert (made.follows_line, made.person_id) == (False, None)
    assert head.changes[-1] == ChangeMade(
        id="c1", what="A lamp for Ada", in_letter="Ada, your lamp"
    )
    assert head.unanswered[-1].worry == "Ada wants Ada's cat"
    assert minutes(apply(before, edit))[0].text == "Ada came."


def test_that_an_entry_whose_words_stay_stays_as_it_is() -> None:
    before = with_entries(sample_opened())
    edit = replaced(before.the_review, entries(before, Sought(words="likes it")), "needs it")
    assert edit is not None
    made = next(o for o in apply(before, edit).the_review.head.recommendations if o.id == "r1")
    assert (made.why, made.follows_line, made.person_id) == ("Zog needs it", True, "p1")


def test_that_nothing_is_found_for_nothing() -> None:
    assert places(sample_opened(), Sought(words="")) == ()


@given(opened(), SOUGHT)
def test_that_each_place_holds_the_words(text: Opened, sought: Sought) -> None:
    quotes = quotes_of(text)
    pattern = sought.pattern
    assert pattern is not None
    for place in places(text, sought):
        record = text.the_review.section(place.section)
        lines = record.notes if place.field is Field.NOTES else record.minutes
        line = lines[place.at]
        assert line.id == place.line
        held = shown(line, quotes)[place.start : place.start + place.length]
        assert pattern.fullmatch(held) or sought.whole
        text_then = shown(line, quotes)
        start, end = place.start, place.start + place.length
        quoted = any(m.start() < end and start < m.end() for m in QUOTED.finditer(text_then))
        assert place.is_kept == (line.quote is not None or quoted)


@given(opened(), SOUGHT, nasty_text(max_size=3))
def test_that_replacing_leaves_every_quotation_and_every_other_text_alone(
    text: Opened, sought: Sought, by: str
) -> None:
    found = places(text, sought)
    touched = {(p.section, p.field, p.line) for p in found if not p.is_kept}
    now = after(text, sought, by)
    assert quotes_of(now) == quotes_of(text)
    for old, new in zip(text.the_review.sections, now.the_review.sections, strict=True):
        for field, before, since in (
            (Field.NOTES, old.notes, new.notes),
            (Field.MINUTES, old.minutes, new.minutes),
        ):
            kept = [line for line in before if (old.id, field, line.id) not in touched]
            assert [line for line in since if (old.id, field, line.id) not in touched] == kept
            assert [line.mark for line in since] == [line.mark for line in before]


@given(nasty_text(min_size=1), st.data(), SOUGHT, nasty_text(max_size=3))
def test_that_no_letter_of_a_stretch_kept_back_gets_out(
    text: str, data: st.DataObject, sought: Sought, by: str
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    length = data.draw(st.integers(1, len(text) - start))
    before = home(text, Span(start=start, length=length, kind=SpanKind.CONFIDENTIAL))
    assume("\n" not in by)
    (was,), now = minutes(before)[:1], minutes(after(before, sought, by))
    line = now[0]
    public_then = text[:start] + text[start + length :]
    public_now = list(line.text)
    for span in line.spans:
        public_now[span.start : span.end] = [""] * span.length
    outside = [
        p
        for p in places(before, sought)
        if p.line == was.id and (p.start + p.length <= start or p.start >= start + length)
    ]
    crossing = [p for p in places(before, sought) if p.line == was.id and p not in outside]
    expected = len(public_then) + len(outside) * len(by) - sum(p.length for p in outside)
    expected -= sum(
        max(0, start - p.start) + max(0, p.start + p.length - start - length) for p in crossing
    )
    assert len("".join(public_now)) == expected


def test_that_a_place_names_the_line_it_stands_in() -> None:
    (place,) = [p for p in places(home("one two"), Sought(words="two")) if p.section == "home"]
    assert msgspec.structs.astuple(place)[2:6] == (0, "l1", 4, 3)
