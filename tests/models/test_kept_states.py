"""Which states of a review are kept, for how long, and how two of them differ."""

from datetime import UTC, date, datetime, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from models.apply import apply, quotes_of
from models.child import Child
from models.compared import Difference, brought_back, compare_minutes, compare_recommendations
from models.edits import Field, Opened, SetHead, SpliceText
from models.kept_states import EVERY, StateKeeper, StateKind, opened_from, too_many
from models.review import Recommendation, Review, ReviewHead, SectionRecord
from models.store_rows import SnapshotRow
from models.terms import ReviewType
from models.text import Line, Mark, Quote

NOW = datetime(2026, 11, 23, 20, tzinfo=UTC)


def opened(*texts: str) -> Opened:
    lines = tuple(Line(id=f"l{at}", text=text) for at, text in enumerate(texts))
    review = Review(
        id="r",
        child_id="c",
        head=ReviewHead(number=2, type=ReviewType.SECOND),
        sections=(SectionRecord(id="home", minutes=lines),),
    )
    return Opened(child=Child(id="c", preferred_name="Robin", born=date(2015, 1, 1)), review=review)


def typed(before: Opened, text: str, at: int = 0) -> Opened:
    line = msgspec.structs.replace(before.the_review.section("home").minutes[at], text=text)
    splice = SpliceText(section="home", field=Field.MINUTES, at=at, removed=1, lines=(line,))
    return apply(before, splice)


def test_that_the_state_as_it_was_found_is_kept_and_then_one_every_five_minutes_of_change() -> None:
    keeper, state, kept = StateKeeper(), opened("a"), []
    for minute in range(13):
        after = typed(state, f"a{minute}")
        at = NOW + timedelta(minutes=minute)
        kept += [
            (minute, s.kind, opened_from(s.body).the_review) for s in keeper.due(state, after, at)
        ]
        state = after
    assert [(minute, kind) for minute, kind, _ in kept] == [(0, "begun"), (5, "auto"), (10, "auto")]
    texts = [review.section("home").minutes[0].text for _, _, review in kept]
    assert texts == ["a", "a5", "a10"]


def test_that_nothing_is_kept_while_nothing_of_the_review_changes() -> None:
    keeper, state = StateKeeper(), opened("a")
    other = msgspec.structs.replace(state, child=msgspec.structs.replace(state.child, access="x"))
    assert keeper.due(state, other, NOW) == ()
    assert keeper.due(Opened(child=state.child), Opened(child=other.child), NOW) == ()


def test_that_milestones_are_kept_at_once() -> None:
    keeper, state = StateKeeper(), opened("a")
    for change, kind in (
        ({"completed_on": date(2026, 11, 23)}, StateKind.MEETING),
        ({"write_up_opened": NOW}, StateKind.WRITE_UP),
    ):
        head = msgspec.structs.replace(state.the_review.head, **change)
        after = apply(state, SetHead(head=head))
        (snapshot,) = keeper.due(state, after, NOW)
        assert snapshot.kind == kind.value
        assert opened_from(snapshot.body) == after
        state = after


@given(
    st.lists(
        st.tuples(
            st.integers(0, 60 * 24 * 40),
            st.sampled_from([kind.value for kind in StateKind]),
        ),
        max_size=60,
    )
)
def test_that_thinning_keeps_milestones_the_last_day_and_one_of_each_hour_and_day(
    ages: list[tuple[int, str]],
) -> None:
    rows = [
        SnapshotRow(number=n, review_id="r", kind=kind, at=NOW - timedelta(minutes=age))
        for n, (age, kind) in enumerate(ages)
    ]
    gone = set(too_many(rows, NOW))
    passing = {StateKind.AUTO.value, StateKind.BEGUN.value}
    left = [row for row in rows if row.number not in gone]
    for row in rows:
        if row.kind not in passing or NOW - row.at <= timedelta(days=1):
            assert row.number not in gone
        elif row.number in gone:
            week = NOW - row.at <= timedelta(days=7)
            assert any(
                other.kind in passing
                and other.at.date() == row.at.date()
                and (not week or other.at.hour == row.at.hour)
                and other.at >= row.at
                for other in left
            )
    assert set(too_many(left, NOW)) == set()


def test_that_every_five_minutes_means_what_it_says() -> None:
    assert timedelta(minutes=5) == EVERY


def test_that_lines_are_matched_by_what_they_are_and_not_by_where_they_stand() -> None:
    before = opened("first", "second", "third")
    after = typed(before, "second, reworded", at=1)
    head, *rest = after.the_review.section("home").minutes
    record = msgspec.structs.replace(
        after.the_review.section("home"), minutes=(Line(id="new", text="new"), *rest)
    )
    after = Opened(
        child=after.child,
        review=msgspec.structs.replace(after.the_review, sections=(record,)),
    )
    (section,) = compare_minutes(before, after)
    assert [(p.before, p.after, p.difference) for p in section.pairs] == [
        (head.text, None, Difference.REMOVED),
        (None, "new", Difference.ADDED),
        ("second", "second, reworded", Difference.CHANGED),
        ("third", "third", Difference.SAME),
    ]
    assert not compare_minutes(before, before)[0].is_changed


def test_that_a_quotation_is_compared_by_its_letters_and_known_as_one() -> None:
    def said(text: str) -> Opened:
        record = SectionRecord(
            id="voice",
            minutes=(Line(id="l", mark=Mark.WORDS, quote="q"),),
            quotes=(Quote(id="q", text=text),),
        )
        base = opened("a")
        return Opened(
            child=base.child,
            review=msgspec.structs.replace(base.the_review, sections=(record,)),
        )

    (section,) = compare_minutes(said("i want swiming"), said("i want swimming"))
    (pair,) = section.pairs
    assert (pair.before, pair.after) == ("i want swiming", "i want swimming")
    assert pair.words


def test_that_a_recommendation_taken_out_put_in_moved_and_reworded_are_told_apart() -> None:
    def of(*made: Recommendation) -> Review:
        head = ReviewHead(number=2, type=ReviewType.SECOND, recommendations=made)
        return Review(id="r", child_id="c", head=head)

    a, b, c = (Recommendation(id=name, what=name) for name in "abc")
    longer = msgspec.structs.replace(b, what="b, by Friday")
    pairs = compare_recommendations(of(a, b), of(longer, c))
    assert [(p.before and p.before[0], p.after and p.after[0], p.difference) for p in pairs] == [
        (2, 1, Difference.CHANGED),
        (None, 2, Difference.ADDED),
        (1, None, Difference.REMOVED),
    ]


@given(st.lists(st.text(max_size=5), max_size=5), st.lists(st.text(max_size=5), max_size=5))
def test_that_a_section_comes_back_letter_for_letter(was: list[str], is_now: list[str]) -> None:
    earlier, now = opened(*was), opened(*is_now)
    edit = brought_back(earlier, now, "home")
    after = apply(now, edit) if edit is not None else now
    assert after.the_review.section("home").minutes == earlier.the_review.section("home").minutes


def test_that_a_quotation_that_is_gone_comes_back_and_a_corrected_one_stays_corrected() -> None:
    quotes = (Quote(id="q", text="i want swiming"), Quote(id="p", text="old wording"))
    lines = (Line(id="l", mark=Mark.WORDS, quote="q"), Line(id="m", mark=Mark.WORDS, quote="p"))
    base = opened()
    earlier = Opened(
        child=base.child,
        review=msgspec.structs.replace(
            base.the_review, sections=(SectionRecord(id="voice", minutes=lines, quotes=quotes),)
        ),
    )
    kept = Quote(id="p", text="corrected wording")
    record = SectionRecord(id="voice", minutes=lines[1:], quotes=(kept,))
    now = Opened(
        child=base.child,
        review=msgspec.structs.replace(base.the_review, sections=(record,)),
    )
    edit = brought_back(earlier, now, "voice")
    assert edit is not None
    after = quotes_of(apply(now, edit))
    assert after["q"].text == "i want swiming"
    assert after["p"].text == "corrected wording"
