"""A save writes what differs and nothing else, and ends as writing everything would."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.apply import apply, quotes_of
from models.child import (
    Dispute,
    Event,
    Home,
    MidwayCheck,
    Person,
    PlanEntry,
    Pledge,
    School,
    StatusEntry,
    Worker,
)
from models.edits import (
    CorrectQuote,
    Drop,
    Edit,
    Field,
    MarkLine,
    MoveLine,
    Opened,
    Put,
    PutStatus,
    Reorder,
    SetChild,
    SetHead,
    SpliceText,
)
from models.review import SignedVersion, Unanswered
from models.store_rows import SaveBatch
from models.taking_part import ChangeMade
from models.terms import PromiseStatus
from models.text import Line, Mark, new_id, retype, shown
from tests.support import strategies
from tests.support.generate import full_review
from tests.support.sample import sample_opened
from tests.support.store_model import AUTHOR, StoreModel, difference, everything


def assert_ends_the_same(before: Opened, after: Opened) -> None:
    assert StoreModel(everything(before), difference(before, after)).holds(after)


def size(batch: SaveBatch) -> dict[str, int]:
    counts = {name: len(getattr(batch, name)) for name in batch.__struct_fields__}
    return {name: count for name, count in counts.items() if count}


def typed(opened: Opened, section: str, at: int, text: str) -> Opened:
    """Return what is open after the shown text of one line became ``text``."""
    old = opened.the_review.section(section).notes[at : at + 1]
    done = retype(old, [text], quotes_of(opened))
    edit = SpliceText(
        section=section,
        field=Field.NOTES,
        at=at,
        removed=len(old),
        lines=done.lines,
        quotes=done.quotes,
    )
    return apply(opened, edit)


def test_that_one_keystroke_writes_one_section_and_one_line() -> None:
    for opened in (sample_opened(), full_review(4)):
        section = opened.the_review.sections[1]
        at = next(i for i, line in enumerate(section.notes) if line.quote is None)
        after = typed(opened, section.id, at, section.notes[at].text + "s")
        batch = difference(opened, after)
        assert size(batch) == {"sections": 1, "lines": 1}
        assert batch.sections[0].record.id == section.id
        assert batch.lines[0].text.endswith("s")
        assert_ends_the_same(opened, after)


def test_that_a_keystroke_in_the_childs_words_writes_one_section_and_the_quotation() -> None:
    opened = sample_opened()
    at = next(i for i, n in enumerate(opened.the_review.section("voice").notes) if n.quote)
    text = shown(opened.the_review.section("voice").notes[at], quotes_of(opened))
    batch = difference(opened, typed(opened, "voice", at, text + "!"))
    assert size(batch) == {"sections": 1, "lines": 1}
    assert (batch.lines[0].kind, batch.lines[0].text) == ("words", text + "!")


def test_that_nothing_changed_writes_nothing() -> None:
    opened = sample_opened()
    assert size(difference(opened, opened)) == {}


def test_that_a_first_line_in_a_new_section_is_taken_out_again_by_undo() -> None:
    opened = sample_opened()
    assert "rights" not in {record.id for record in opened.the_review.sections}
    line = Line(id="new", text="knows my number")
    after = apply(
        opened, SpliceText(section="rights", field=Field.NOTES, at=0, removed=0, lines=(line,))
    )
    assert size(difference(opened, after)) == {"sections": 1, "lines": 1}
    undone = difference(after, opened)
    assert size(undone) == {"gone_sections": 1, "gone_lines": 1}
    store = StoreModel(everything(opened), difference(opened, after), undone)
    assert store.holds(opened)


def test_that_a_line_typed_empty_leaves_search() -> None:
    opened = sample_opened()
    batch = difference(opened, typed(opened, "welcome", 0, "   "))
    assert [key.id for key in batch.gone_lines] == [
        f"note:{opened.the_review.section('welcome').notes[0].id}"
    ]
    assert batch.lines == ()


def test_that_a_changed_date_of_the_review_is_the_date_of_all_its_lines() -> None:
    opened = sample_opened()
    head = msgspec.structs.replace(opened.the_review.head, review_date=date(2026, 11, 30))
    after = apply(opened, SetHead(head=head))
    assert_ends_the_same(opened, after)
    assert {line.on for line in difference(opened, after).lines} == {date(2026, 11, 30)}


def test_that_a_changed_head_writes_no_section_and_no_child() -> None:
    opened = sample_opened()
    head = msgspec.structs.replace(opened.the_review.head, chair="Kez and Morag")
    batch = difference(opened, apply(opened, SetHead(head=head)))
    assert size(batch) == {"heads": 1, "review_rows": 1, "child_rows": 1}


def test_that_a_changed_child_writes_no_part_of_the_review() -> None:
    opened = sample_opened()
    person = msgspec.structs.replace(opened.child.people[0], name="Danielle Marlowe-Webb")
    batch = difference(opened, apply(opened, Put(item=person)))
    assert size(batch) == {"children": 1, "child_rows": 1, "lines": 1}


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"completed_on": date(2026, 11, 24)}, "review completed"),
        (
            {"versions": (SignedVersion(number=1, signed_at=AUTHOR.at, by="Morag Bell"),)},
            "version 1 signed off",
        ),
    ],
)
def test_that_a_milestone_is_an_event_without_content(change: dict[str, object], kind: str) -> None:
    opened = sample_opened()
    head = msgspec.structs.replace(opened.the_review.head, **change)
    (event,) = difference(opened, apply(opened, SetHead(head=head))).events
    assert (event.kind, event.who, event.at) == (kind, AUTHOR.who, AUTHOR.at)
    assert (event.child_id, event.review_id) == (opened.child.id, opened.the_review.id)


def test_that_reopening_a_review_is_an_event_too() -> None:
    opened = sample_opened()
    head = msgspec.structs.replace(opened.the_review.head, completed_on=date(2026, 11, 24))
    done = apply(opened, SetHead(head=head))
    assert [event.kind for event in difference(done, opened).events] == ["review reopened"]


@given(before=strategies.opened(), after=strategies.opened())
def test_that_what_differs_leads_to_the_same_as_writing_everything(
    before: Opened, after: Opened
) -> None:
    assert_ends_the_same(before, after)


@st.composite
def edits(draw: st.DrawFn, opened: Opened) -> Edit | None:
    """Return an edit that fits what is open, or None where the one drawn has nothing to work on."""
    review = opened.the_review
    section = draw(st.sampled_from(strategies.SECTIONS))
    notes = review.section(section).notes
    kind = draw(st.sampled_from(["type", "mark", "move", "put", "drop", "status", "order", "say"]))
    if kind == "type":
        at = draw(st.integers(0, len(notes)))
        removed = draw(st.integers(0, len(notes) - at))
        texts = draw(st.lists(strategies.nasty_text(max_size=3), max_size=2))
        lines = tuple(Line(id=new_id(), text=text) for text in texts)
        return SpliceText(section=section, field=Field.NOTES, at=at, removed=removed, lines=lines)
    if kind in {"mark", "move"}:
        if not notes:
            return None
        line = draw(st.sampled_from(notes)).id
        if kind == "move":
            to = draw(st.sampled_from(strategies.SECTIONS))
            return MoveLine(section=section, line=line, to=to)
        mark, ids = draw(st.sampled_from(Mark)), (new_id(), new_id(), new_id())
        return MarkLine(section=section, line=line, mark=mark, ids=ids)
    if kind == "put":
        return Put(item=Person(id=draw(st.sampled_from("ab")), name=draw(strategies.nasty_text())))
    made = review.head.recommendations
    if kind == "drop" and made:
        return Drop(item=draw(st.sampled_from(made)))
    if kind == "order" and made:
        chosen = draw(st.sampled_from(made)).id
        return Reorder(recommendation=chosen, by=draw(st.integers(-2, 2)))
    if kind == "status" and opened.child.ledger:
        promise = draw(st.sampled_from(opened.child.ledger)).id
        status = draw(st.sampled_from(PromiseStatus))
        entry = StatusEntry(on=AUTHOR.at.date(), status=status, review_id=review.id)
        return PutStatus(promise=promise, entry=entry)
    names = sorted(quotes_of(opened))
    if kind == "say" and names:
        name, text = draw(st.sampled_from(names)), draw(strategies.nasty_text())
        return CorrectQuote(quote=name, text=text, reason="misheard", at=AUTHOR.at)
    return None


@given(data=st.data())
def test_that_saving_after_each_edit_and_each_undo_keeps_the_store_right(
    data: st.DataObject,
) -> None:
    opened = data.draw(st.one_of(strategies.opened(), st.just(sample_opened())))
    store = StoreModel(everything(opened))
    for _ in range(data.draw(st.integers(1, 5))):
        edit = data.draw(edits(opened))
        if edit is None:
            continue
        after = apply(opened, edit)
        store.save(difference(opened, after))
        assert store.holds(after)
        if data.draw(st.booleans()):
            store.save(difference(after, opened))
        else:
            opened = after
    assert store.holds(opened)


def test_that_what_changed_and_what_is_not_done_is_found_by_its_words() -> None:
    opened = sample_opened()
    change = ChangeMade(id="c", what="a lamp in the hall", in_letter="You have a lamp now.")
    wish = Unanswered(id="u", worry="", reason="football is on Sundays", in_letter="Not yet.")
    for item, kind, section, text in (
        (change, "change", "voice", "a lamp in the hall You have a lamp now."),
        (wish, "not_this_time", "differences", "football is on Sundays Not yet."),
    ):
        (line,) = difference(opened, apply(opened, Put(item=item))).lines
        assert (line.id, line.kind) == (f"{kind}:{item.id}", kind)
        assert (line.review_id, line.section, line.text) == (opened.the_review.id, section, text)


def test_that_what_a_view_may_mean_is_found_by_its_words() -> None:
    opened = sample_opened()
    view = msgspec.structs.replace(
        opened.child.views[0], may_mean="bells", could_also_mean="tired", in_english="too loud"
    )
    (line,) = difference(opened, apply(opened, Put(item=view))).lines
    assert line.text.endswith("too loud bells tired")


def test_that_whoever_and_whatever_is_in_a_childs_life_is_found_by_its_words() -> None:
    day = date(2026, 9, 3)
    opened = sample_opened()
    for item, kind, part in (
        (School(id="s", name="Tannery Lane", start=day), "school", "homes"),
        (Worker(id="w", name="Tannery Lane", start=day), "worker", "homes"),
        (Home(id="h", who="", why="Tannery Lane", start=day), "home", "homes"),
        (
            PlanEntry(id="p", from_date=day, plan="adoption", obstacles="Tannery Lane"),
            "plan",
            "plan",
        ),
        (Person(id="x", name="", family_time="Tannery Lane"), "person", "people"),
    ):
        (line,) = difference(opened, apply(opened, Put(item=item))).lines
        assert (line.kind, line.id, line.section) == (kind, f"{kind}:{item.id}", part)
        assert line.text == "Tannery Lane"
    numbered = Worker(id="n", name="Social worker SW123451", start=day)  # as a return has them
    assert difference(opened, apply(opened, Put(item=numbered))).lines == ()
    told = msgspec.structs.replace(opened.child, about_me="I collect teapots")
    (line,) = difference(opened, apply(opened, SetChild(child=told))).lines
    assert (line.kind, line.section, line.text) == ("about", "facts", "I collect teapots")


def test_that_what_happened_between_reviews_is_found_by_its_words() -> None:
    day = date(2026, 9, 3)
    opened = sample_opened()
    for item in (
        Event(id="e", on=day, kind="move", text="left the Pells for a night"),
        Pledge(id="g", on=day, what="ring about the newts"),
        Dispute(id="d", opened_on=day, summary="nobody decides", for_child="I asked"),
        MidwayCheck(id="k", on=day, text="pond thriving", action="chase the album"),
    ):
        (line,) = difference(opened, apply(opened, Put(item=item))).lines
        assert (line.id, line.on) == (f"{line.kind}:{item.id}", day)
        assert line.section == ("disputes" if line.kind == "dispute" else "between")
        assert line.text in {
            "left the Pells for a night",
            "ring about the newts",
            "nobody decides",
            "pond thriving chase the album",
        }
