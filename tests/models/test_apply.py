"""Every edit does what it says, shares what it did not touch and lets no secret out."""

from datetime import UTC, date, datetime
from itertools import count

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from models.apply import apply, quotes_of
from models.child import Child, Person, Promise, StatusEntry, View
from models.edits import (
    CorrectQuote,
    Drop,
    Edit,
    Field,
    MarkLine,
    MoveLine,
    Opened,
    Put,
    PutAttendance,
    PutPrompt,
    PutStatus,
    Reorder,
    SetChild,
    SetHead,
    SetSectionStatus,
    SpliceText,
)
from models.review import Attendance, PromptState, Recommendation, Review, ReviewHead, SectionRecord
from models.terms import Attended, PromiseStatus, ReviewType, SectionStatus, ViewMethod
from models.text import Line, Mark, Quote, Span, SpanKind, Text, Typed, new_id, retype, shown

NOW = datetime(2026, 7, 3, 15, 0, tzinfo=UTC)
BREAK = "\u2029"


def opened_with(*sections: SectionRecord, child: Child | None = None) -> Opened:
    child = child or Child(id="c", preferred_name="Ana", born=date(2015, 1, 1))
    head = ReviewHead(number=2, type=ReviewType.SECOND)
    return Opened(child=child, review=Review(id="r", child_id="c", head=head, sections=sections))


def notes(opened: Opened, section: str = "home") -> Text:
    return opened.the_review.section(section).notes


def recommendations(opened: Opened) -> tuple[Recommendation, ...]:
    return opened.the_review.head.recommendations


def typed_line(opened: Opened, text: str, section: str = "home") -> Opened:
    lines = (Line(id=new_id(), text=text),)
    at = len(notes(opened, section))
    return apply(
        opened, SpliceText(section=section, field=Field.NOTES, at=at, removed=0, lines=lines)
    )


def marked(opened: Opened, at: int, mark: Mark, section: str = "home", source: str = "") -> Opened:
    line = notes(opened, section)[at]
    ids = (new_id(), new_id(), new_id())
    return apply(opened, MarkLine(section=section, line=line.id, mark=mark, ids=ids, source=source))


def retyped(opened: Opened, at: int, *texts: str) -> Opened:
    old = notes(opened)[at : at + 1]
    done = retype(old, texts, quotes_of(opened))
    edit = SpliceText(
        section="home", field=Field.NOTES, at=at, removed=1, lines=done.lines, quotes=done.quotes
    )
    return apply(opened, edit)


def test_that_marking_words_takes_only_the_quoted_part_and_keeps_every_letter_of_it() -> None:
    opened = marked(typed_line(opened_with(), "He said “I wont go” twice"), 0, Mark.WORDS)
    before, words, after = notes(opened)
    assert (before.text, after.text) == ("He said", "twice")
    assert quotes_of(opened)[words.quote or ""].text == "I wont go"


def test_that_taking_the_mark_from_words_leaves_the_text_and_no_quotation() -> None:
    opened = marked(typed_line(opened_with(), "I wont go"), 0, Mark.WORDS)
    opened = marked(opened, 0, Mark.NOTE)
    assert notes(opened)[0].text == "I wont go"
    assert quotes_of(opened) == {}


def test_that_deleting_a_moved_quotation_leaves_no_copy_of_it_anywhere() -> None:
    opened = marked(typed_line(opened_with(), "secret words"), 0, Mark.WORDS)
    opened = apply(opened, MoveLine(section="home", line=notes(opened)[0].id, to="health"))
    gone = SpliceText(section="health", field=Field.NOTES, at=0, removed=1, lines=())
    opened = apply(opened, gone)
    assert b"secret words" not in msgspec.json.encode(opened)


def test_that_a_quotation_named_elsewhere_outlives_its_line() -> None:
    opened = marked(typed_line(opened_with(), "I want Mum"), 0, Mark.WORDS)
    quote = notes(opened)[0].quote or ""
    view = View(id="v", on=date(2026, 7, 3), method=ViewMethod.PRIVATE_TALK, quote_id=quote)
    opened = apply(opened, Put(item=view))
    gone = SpliceText(section="home", field=Field.NOTES, at=0, removed=1, lines=())
    assert quote in quotes_of(apply(opened, gone))


def test_that_a_recommendation_grows_from_its_line_and_follows_it() -> None:
    opened = marked(typed_line(opened_with(), "Book the dentist"), 0, Mark.RECOMMENDATION)
    assert [r.what for r in recommendations(opened)] == ["Book the dentist"]
    opened = retyped(opened, 0, "Book the dentist in May")
    assert [r.what for r in recommendations(opened)] == ["Book the dentist in May"]


def test_that_a_recommendation_holds_no_confidential_letter_of_its_line() -> None:
    opened = marked(
        typed_line(opened_with(), "Ask Dr Lim (her HIV) in May"), 0, Mark.RECOMMENDATION
    )
    spans = tuple(Span(start=a, length=6, kind=SpanKind.CONFIDENTIAL) for a in (11, 13))
    line = msgspec.structs.replace(notes(opened)[0], spans=spans)
    hide = SpliceText(section="home", field=Field.NOTES, at=0, removed=1, lines=(line,))
    opened = apply(opened, hide)
    assert [r.what for r in recommendations(opened)] == ["Ask Dr Lim ) in May"]


def test_that_a_recommendation_line_joined_to_a_confidential_one_lets_go_of_its_words() -> None:
    opened = marked(typed_line(opened_with(), "Book it"), 0, Mark.RECOMMENDATION)
    opened = marked(typed_line(opened, "secret"), 1, Mark.CONFIDENTIAL)
    done = retype(notes(opened), ["Book itsecret"], {})
    joined = SpliceText(section="home", field=Field.NOTES, at=0, removed=2, lines=done.lines)
    opened = apply(opened, joined)
    assert notes(opened)[0].mark is Mark.CONFIDENTIAL
    assert recommendations(opened) == ()


def test_that_splitting_a_recommendation_makes_two() -> None:
    opened = marked(typed_line(opened_with(), "Book it. Pay for it."), 0, Mark.RECOMMENDATION)
    opened = retyped(opened, 0, "Book it.", " Pay for it.")
    assert [r.what for r in recommendations(opened)] == ["Book it.", " Pay for it."]
    assert len({r.id for r in recommendations(opened)}) == 2
    assert [r.line_id for r in recommendations(opened)] == [line.id for line in notes(opened)]


def test_that_a_recommendation_worked_on_outlives_its_line_and_an_untouched_one_does_not() -> None:
    opened = marked(typed_line(opened_with(), "Book the dentist"), 0, Mark.RECOMMENDATION)
    gone = SpliceText(section="home", field=Field.NOTES, at=0, removed=1, lines=())
    assert recommendations(apply(opened, gone)) == ()
    who = msgspec.structs.replace(recommendations(opened)[0], who="Dan")
    kept = recommendations(apply(apply(opened, Put(item=who)), gone))
    assert [(r.what, r.line_id, r.follows_line) for r in kept] == [
        ("Book the dentist", None, False)
    ]


def test_that_dropping_a_recommendation_makes_its_line_a_note_again() -> None:
    opened = marked(typed_line(opened_with(), "Book the dentist"), 0, Mark.RECOMMENDATION)
    opened = apply(opened, Drop(item=recommendations(opened)[0]))
    assert [(line.text, line.mark) for line in notes(opened)] == [("Book the dentist", Mark.NOTE)]


def test_that_a_moved_recommendation_line_takes_its_recommendation_with_it() -> None:
    opened = marked(typed_line(opened_with(), "Book the dentist"), 0, Mark.RECOMMENDATION)
    opened = apply(opened, MoveLine(section="home", line=notes(opened)[0].id, to="health"))
    assert [r.section for r in recommendations(opened)] == ["health"]
    assert notes(opened) == ()


def test_that_correcting_a_quotation_keeps_what_it_was_and_why() -> None:
    opened = marked(typed_line(opened_with(), "I wan Mum"), 0, Mark.WORDS)
    quote = notes(opened)[0].quote or ""
    opened = apply(opened, CorrectQuote(quote=quote, text="I want Mum", reason="misheard", at=NOW))
    changed = quotes_of(opened)[quote]
    assert changed.text == "I want Mum"
    assert [(c.before, c.reason) for c in changed.changes] == [("I wan Mum", "misheard")]


def test_that_words_of_the_views_log_are_changed_in_the_views_log() -> None:
    words = Quote(id="vq", text="I wan Mum")
    view = View(id="v", on=date(2026, 7, 3), method=ViewMethod.PRIVATE_TALK, words=words)
    child = Child(id="c", preferred_name="Ana", born=date(2015, 1, 1), views=(view,))
    line = Line(id="l", mark=Mark.WORDS, quote="vq")
    opened = opened_with(SectionRecord(id="home", notes=(line,)), child=child)
    opened = retyped(opened, 0, "I want Mum")
    assert opened.child.views[0].words == Quote(id="vq", text="I want Mum")
    assert opened.the_review.section("home").quotes == ()


def test_that_lists_are_put_to_dropped_from_and_reordered_by_id() -> None:
    opened = opened_with()
    for name in ("a", "b", "c"):
        opened = apply(opened, Put(item=Recommendation(id=name, what=name)))
    opened = apply(opened, Reorder(recommendation="c", by=-1))
    assert [r.id for r in recommendations(opened)] == ["a", "c", "b"]
    opened = apply(opened, Drop(item=recommendations(opened)[0]))
    opened = apply(opened, Put(item=Recommendation(id="b", what="other")))
    assert [r.what for r in recommendations(opened)] == ["c", "other"]
    opened = apply(opened, Put(item=Person(id="p", name="Dan")))
    assert [p.name for p in opened.child.people] == ["Dan"]


def test_that_a_status_given_twice_in_one_review_replaces_the_first() -> None:
    promise = Promise(
        id="p", review_id="r0", review_number=1, made_on=date(2026, 1, 1), number=1, what="Dentist"
    )
    opened = apply(opened_with(), Put(item=promise))
    for status in (PromiseStatus.NOT_DONE, PromiseStatus.DONE):
        entry = StatusEntry(on=date(2026, 7, 3), status=status, review_id="r")
        opened = apply(opened, PutStatus(promise="p", entry=entry))
    assert [e.status for e in opened.child.ledger[0].statuses] == [PromiseStatus.DONE]


def test_that_the_small_edits_reach_the_head_the_section_and_the_child() -> None:
    opened = opened_with()
    head = msgspec.structs.replace(opened.the_review.head, chair="Ana")
    edits: list[Edit] = [
        SetHead(head=head),
        PutAttendance(attendance=Attendance(person_id="p", attended=Attended.PART)),
        PutPrompt(section="home", state=PromptState(id="home.one", asked=True)),
        SetSectionStatus(section="home", status=SectionStatus.DONE),
        SetChild(child=msgspec.structs.replace(opened.child, preferred_name="Annie")),
    ]
    for edit in edits:
        opened = apply(opened, edit)
    record = opened.the_review.section("home")
    assert (opened.the_review.head.chair, opened.child.preferred_name) == ("Ana", "Annie")
    assert opened.the_review.head.attendance[0].attended is Attended.PART
    assert (record.prompts[0].asked, record.status) == (True, SectionStatus.DONE)


def test_that_an_unknown_line_is_a_bug_and_said_so() -> None:
    with pytest.raises(KeyError):
        apply(opened_with(), MarkLine(section="home", line="x", mark=Mark.WORRY, ids=("", "", "")))


class Writing(RuleBasedStateMachine):
    """Types, deletes, pastes, splits, joins, marks, moves and undoes in two sections.

    Beside the review it keeps, for each section, what the screen shows and which letters are
    confidential, worked out from the keys alone.
    """

    def __init__(self) -> None:
        super().__init__()
        self.opened = opened_with()
        self.past: list[tuple[Opened, dict[str, list[bool]]]] = []
        self.secret: dict[str, list[bool]] = {"home": [], "health": []}
        self.numbers = count()

    def joined(self, section: str) -> str:
        quotes = quotes_of(self.opened)
        return BREAK.join(shown(line, quotes) for line in notes(self.opened, section))

    def secrets_now(self, section: str) -> list[bool]:
        flags: list[bool] = []
        quotes = quotes_of(self.opened)
        for number, line in enumerate(notes(self.opened, section)):
            flags += [False] * (number > 0)
            flags += [
                line.mark is Mark.CONFIDENTIAL
                or any(
                    s.start <= at < s.end and s.kind is SpanKind.CONFIDENTIAL for s in line.spans
                )
                for at in range(len(shown(line, quotes)))
            ]
        return flags

    def remember(self) -> None:
        self.past.append((self.opened, dict(self.secret)))

    @rule(
        section=st.sampled_from(["home", "health"]),
        at=st.integers(0, 60),
        removed=st.integers(0, 12),
        text=st.text(f'ab"{BREAK}\n\u00a0', max_size=6),
    )
    def type(self, section: str, at: int, removed: int, text: str) -> None:
        self.remember()
        old = self.joined(section)
        at = min(at, len(old))
        removed = min(removed, len(old) - at)
        lines = notes(self.opened, section)
        texts = (old[:at] + text + old[at + removed :]).split(BREAK)
        typed = Typed(start=at, removed=removed, inserted=len(text))
        done = retype(lines, texts, quotes_of(self.opened), typed=typed)
        edit = SpliceText(
            section=section,
            field=Field.NOTES,
            at=0,
            removed=len(lines),
            lines=done.lines,
            quotes=done.quotes,
        )
        self.opened = apply(self.opened, edit)
        flags = self.secret[section]
        must = flags[:at] + [False] * len(text) + flags[at + removed :]
        now = self.secrets_now(section)
        assert self.joined(section) == BREAK.join(texts)
        assert all(a or not b for a, b in zip(now, must, strict=True))
        self.secret[section] = now

    @rule(section=st.sampled_from(["home", "health"]), data=st.data())
    def mark(self, section: str, data: st.DataObject) -> None:
        lines = notes(self.opened, section)
        if not lines:
            return
        self.remember()
        at = data.draw(st.integers(0, len(lines) - 1))
        mark = data.draw(st.sampled_from(Mark))
        self.opened = marked(self.opened, at, mark, section)
        self.secret[section] = self.secrets_now(section)

    @rule(section=st.sampled_from(["home", "health"]), data=st.data())
    def hide_part(self, section: str, data: st.DataObject) -> None:
        lines = notes(self.opened, section)
        if not lines:
            return
        at = data.draw(st.integers(0, len(lines) - 1))
        length = len(shown(lines[at], quotes_of(self.opened)))
        if not length:
            return
        self.remember()
        start = data.draw(st.integers(0, length - 1))
        long = data.draw(st.integers(1, length - start))
        span = Span(start=start, length=long, kind=SpanKind.CONFIDENTIAL)
        line = msgspec.structs.replace(lines[at], spans=(*lines[at].spans, span))
        edit = SpliceText(section=section, field=Field.NOTES, at=at, removed=1, lines=(line,))
        self.opened = apply(self.opened, edit)
        self.secret[section] = self.secrets_now(section)

    @precondition(lambda self: notes(self.opened))
    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        self.remember()
        at = data.draw(st.integers(0, len(notes(self.opened)) - 1))
        hidden = self.secrets_now("home").count(True) + self.secrets_now("health").count(True)
        line = notes(self.opened)[at].id
        self.opened = apply(self.opened, MoveLine(section="home", line=line, to="health"))
        self.secret = {name: self.secrets_now(name) for name in self.secret}
        assert sum(flags.count(True) for flags in self.secret.values()) == hidden

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        self.opened, self.secret = self.past.pop()

    @invariant()
    def everything_is_kept_once(self) -> None:
        review = self.opened.the_review
        lines = [line for record in review.sections for line in record.notes]
        ids = [line.id for line in lines]
        named = [line.quote for line in lines if line.quote is not None]
        held = [quote.id for record in review.sections for quote in record.quotes]
        assert len(set(ids)) == len(ids)
        assert sorted(named) == sorted(held)
        grown = [r.line_id for r in review.head.recommendations if r.line_id]
        wanted = [line.id for line in lines if line.mark is Mark.RECOMMENDATION]
        assert sorted(grown) == sorted(wanted)
        assert msgspec.json.decode(msgspec.json.encode(review), type=Review) == review


TestWriting = Writing.TestCase
TestWriting.settings = settings(stateful_step_count=25)


@given(st.lists(st.sampled_from(Mark), max_size=4))
def test_that_marking_back_and_forth_never_loses_a_letter(marks: list[Mark]) -> None:
    opened = typed_line(opened_with(), "all the letters")
    for mark in marks:
        opened = marked(opened, 0, mark)
    assert shown(notes(opened)[0], quotes_of(opened)) == "all the letters"
