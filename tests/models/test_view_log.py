"""An entry of the views log is taken from a line in one go, and goes with its line."""

from datetime import date

import msgspec

from models.apply import apply, quotes_of
from models.child import Child, View
from models.communicating import Passport
from models.disclosure import Recipient, RecipientKind, view
from models.edits import Drop, Field, MarkLine, MoveLine, Opened, Put, SetHead, SpliceText
from models.review import Review, ReviewHead, SectionRecord
from models.taking_part import ChangeMade, TakingPart
from models.terms import Coming, Communication, ReviewType, ViewMethod
from models.text import Line, Mark, Span, SpanKind
from models.view_log import entry_from, entry_of, observed_on, unfinished, unfinished_entries

ON = date(2026, 11, 24)
IDS = ("i1", "i2", "i3")


def opened(*lines: Line, **child: object) -> Opened:
    head = ReviewHead(number=2, type=ReviewType.SECOND, review_date=ON)
    review = Review(
        id="r", child_id="c", head=head, sections=(SectionRecord(id="home", notes=lines),)
    )
    kid = Child(id="c", preferred_name="Kez", born=date(2015, 3, 1), **child)  # type: ignore[arg-type]
    return Opened(child=kid, review=review)


def line_of(one: Opened, line_id: str) -> Line:
    found = [line for s in one.the_review.sections for line in s.notes if line.id == line_id]
    return found[0]


def taken(one: Opened, line_id: str, section: str = "home") -> Opened:
    made = entry_from(one, section, line_of(one, line_id), ON, "v1")
    assert made is not None
    return apply(one, Put(item=made))


def typed(one: Opened, *lines: Line) -> Opened:
    old = one.the_review.section("home").notes
    splice = SpliceText(
        section="home", field=Field.NOTES, at=0, removed=len(old), lines=lines, quotes=()
    )
    return apply(one, splice)


def entries(one: Opened) -> tuple[View, ...]:
    return one.child.views


def test_that_words_are_logged_as_said_and_anything_else_as_seen() -> None:
    one = apply(
        opened(Line(id="a", text="its to loud")),
        MarkLine(section="home", line="a", mark=Mark.WORDS, ids=IDS),
    )
    said = entries(taken(one, "a"))[0]
    assert (said.method, said.quote_id, said.sections) == (
        ViewMethod.SPOKE_IN_MEETING,
        "i3",
        ("home",),
    )
    seen = entries(taken(opened(Line(id="a", text="hid under the table")), "a"))[0]
    assert (seen.method, seen.description) == (ViewMethod.OBSERVATION, "hid under the table")


def test_that_words_are_not_said_to_be_spoken_by_who_signs_or_is_not_there() -> None:
    def method(**changes: object) -> ViewMethod:
        one = opened(Line(id="a", text="no more loud"), **changes)
        return entries(taken(marked(one), "a"))[0].method

    def marked(one: Opened) -> Opened:
        return apply(one, MarkLine(section="home", line="a", mark=Mark.WORDS, ids=IDS))

    assert method() is ViewMethod.SPOKE_IN_MEETING
    assert method(communication=(Communication.AAC_DEVICE,)) is ViewMethod.SYMBOLS_OR_AAC
    away = opened(Line(id="a", text="no more loud"))
    head = msgspec.structs.replace(away.the_review.head, taking_part=TakingPart(coming=Coming.NO))
    away = marked(apply(away, SetHead(head=head)))
    brought = entries(taken(away, "a"))[0]
    assert brought.method is ViewMethod.OTHER
    assert unfinished(away.child, brought) == ("how it reached us",)
    seen_first = apply(
        taken(apply(opened(Line(id="a", text="x")), SetHead(head=head)), "a"),
        MarkLine(section="home", line="a", mark=Mark.WORDS, ids=IDS),
    )
    assert entries(seen_first)[0].method is ViewMethod.OTHER


def test_that_words_by_signs_need_no_other_meaning_but_somebody_who_read_them() -> None:
    said = View(id="v", on=ON, method=ViewMethod.SYMBOLS_OR_AAC, quote_id="q", review_id="r")
    signs = opened(communication=(Communication.AAC_DEVICE,)).child
    assert unfinished(signs, said) == ("who helped", "whether it was checked back")
    baby = msgspec.structs.replace(signs, born=date(said.on.year - 1, 6, 1))
    assert unfinished(baby, said) == ()  # nobody helps a baby to say it, or asks it back


def test_that_what_was_seen_follows_its_line_letter_by_letter() -> None:
    one = typed(taken(opened(Line(id="a", text="hid")), "a"), Line(id="a", text="hid, then sang"))
    assert entries(one)[0].description == "hid, then sang"


def test_that_a_line_marked_later_as_words_turns_its_entry_into_words() -> None:
    one = taken(opened(Line(id="a", text="its  to loud ")), "a")
    one = apply(one, MarkLine(section="home", line="a", mark=Mark.WORDS, ids=IDS))
    entry = entries(one)[0]
    assert (entry.quote_id, entry.description) == ("i3", "")
    assert quotes_of(one)["i3"].text == "its  to loud "


def test_that_an_entry_nobody_worked_on_goes_with_its_line() -> None:
    one = taken(opened(Line(id="a", text="hid"), Line(id="b", text="else")), "a")
    assert entries(typed(one, Line(id="b", text="else"))) == ()
    worked = msgspec.structs.replace(entries(one)[0], may_mean="wants quiet")
    kept = typed(apply(one, Put(item=worked)), Line(id="b", text="else"))
    assert (entries(kept)[0].description, entries(kept)[0].line_id) == ("hid", None)


def test_that_an_entry_that_something_answers_stays_without_its_line() -> None:
    one = taken(opened(Line(id="a", text="hid"), Line(id="b", text="else")), "a")
    one = apply(one, Put(item=ChangeMade(id="c", what="A quiet room", answers=("v1",))))
    kept = typed(one, Line(id="b", text="else"))
    assert (entries(kept)[0].description, entries(kept)[0].line_id) == ("hid", None)


def test_that_words_unmarked_are_no_words_in_the_log_either() -> None:
    one = apply(
        opened(Line(id="a", text="its loud")),
        MarkLine(section="home", line="a", mark=Mark.WORDS, ids=IDS),
    )
    one = apply(taken(one, "a"), MarkLine(section="home", line="a", mark=Mark.NOTE, ids=IDS))
    assert entries(one) == ()
    assert quotes_of(one) == {}


def test_that_an_entry_taken_out_leaves_the_line_and_its_words() -> None:
    one = apply(
        opened(Line(id="a", text="its loud")),
        MarkLine(section="home", line="a", mark=Mark.WORDS, ids=IDS),
    )
    one = taken(one, "a")
    one = apply(one, Drop(item=entries(one)[0]))
    assert quotes_of(one)["i3"].text == "its loud"


def test_that_a_line_moved_to_another_section_takes_its_entry_along() -> None:
    one = taken(opened(Line(id="a", text="hid")), "a")
    one = apply(one, MoveLine(section="home", line="a", to="family"))
    assert entries(one)[0].sections == ("family",)


def test_that_the_same_line_is_not_logged_twice() -> None:
    one = taken(opened(Line(id="a", text="hid")), "a")
    assert entry_of(one.child, line_of(one, "a")) == entries(one)[0]


def test_that_nothing_confidential_comes_into_the_log() -> None:
    secret = Span(start=0, length=3, kind=SpanKind.CONFIDENTIAL)
    one = opened(Line(id="a", text="Dad hid", spans=(secret,)))
    assert entries(taken(one, "a"))[0].description == " hid"
    whole = opened(Line(id="a", text="Dad", spans=(secret,)))
    assert entry_from(whole, "home", line_of(whole, "a"), ON, "v") is None
    marked = opened(Line(id="a", text="Dad", mark=Mark.CONFIDENTIAL))
    assert entry_from(marked, "home", line_of(marked, "a"), ON, "v") is None


def test_that_a_line_made_confidential_later_takes_what_was_seen_away() -> None:
    one = taken(opened(Line(id="a", text="CANARY hid")), "a")
    secret = Span(start=0, length=6, kind=SpanKind.CONFIDENTIAL)
    after = typed(one, Line(id="a", text="CANARY hid", spans=(secret,)))
    assert "CANARY" not in entries(after)[0].description
    by_hand = msgspec.structs.replace(
        entries(one)[0], description="CANARY ran off", follows_line=False
    )
    after = typed(apply(one, Put(item=by_hand)), Line(id="a", text="x", mark=Mark.CONFIDENTIAL))
    for who in (Recipient(), Recipient(kind=RecipientKind.PERSON, person_id="mum")):
        copy = view(after.child, after.the_review, who)
        assert "CANARY" not in msgspec.json.encode(copy).decode()


def test_that_an_observation_is_unfinished_until_its_other_meaning_is_thought_of() -> None:
    one = taken(opened(Line(id="a", text="hid")), "a")
    assert unfinished(one.child, entries(one)[0]) == (
        "what it may mean",
        "what else it could mean",
        "whether it was checked back",
    )
    whole = msgspec.structs.replace(
        entries(one)[0], may_mean="tired", could_also_mean="the dog", checked_back=False
    )
    assert unfinished_entries(apply(one, Put(item=whole))) == ()


def test_that_a_helper_is_asked_for_where_somebody_interprets() -> None:
    said = View(id="v", on=ON, method=ViewMethod.TEXT_MESSAGE, quote_id="q", review_id="r")
    assert unfinished(opened().child, said) == ()
    abroad = opened(communication=(Communication.OTHER_LANGUAGE,)).child
    assert unfinished(abroad, said) == ("who helped",)


def test_that_two_observations_on_one_day_are_one_day() -> None:
    seen = View(id="v", on=ON, method=ViewMethod.OBSERVATION, description="sang", review_id="r")
    again = msgspec.structs.replace(seen, id="w")
    later = msgspec.structs.replace(seen, id="x", on=date(2026, 11, 26))
    child = opened(views=(seen, again)).child
    assert len(observed_on(child, "r")) == 1
    assert len(observed_on(msgspec.structs.replace(child, views=(seen, later)), "r")) == 2


def test_that_what_is_known_of_interpreter_and_signs_is_in_nobodys_copy() -> None:
    one = opened(passport=Passport(yes="CANARY"), liked_words=("CANARY",))
    mums = Recipient(kind=RecipientKind.PERSON, person_id="mum")
    assert "CANARY" not in msgspec.json.encode(view(one.child, one.the_review, mums)).decode()
