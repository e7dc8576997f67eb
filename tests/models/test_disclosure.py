"""Nothing that is withheld from a reader stands anywhere in what a document is made of."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.apply import quotes_of
from models.case_file import read_case_file
from models.child import (
    Child,
    ClockNote,
    Dispute,
    EarlyReviewThought,
    Event,
    Home,
    PastReview,
    Person,
    Promise,
    View,
)
from models.disclosure import COUNCIL, Disclosed, Recipient, RecipientKind, view
from models.edits import Opened
from models.review import (
    Attendance,
    Meeting,
    NextReview,
    PromptState,
    Recommendation,
    Review,
    ReviewHead,
    SectionRecord,
)
from models.terms import CopyKind, LateReason, ReviewType, ViewMethod
from models.text import Line, Mark, Quote, QuoteChange, Span, SpanKind
from tests.support import strategies
from tests.support.generate import full_review
from tests.support.sample import CONFIDENTIAL_WORDS, MUM, WITHHELD_WORDS, sample_opened

ON = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
MUMS = Recipient(kind=RecipientKind.PERSON, person_id="mum")
DADS = Recipient(kind=RecipientKind.PERSON, person_id="dad")
EVERYONE = (COUNCIL, MUMS, DADS)


def hidden(kind: SpanKind, length: int, start: int = 0, *who: str) -> Span:
    return Span(start=start, length=length, kind=kind, withheld_from=who)


def stretch(before: str, secret: str, after: str, kind: SpanKind, *who: str) -> Line:
    span = hidden(kind, len(secret), len(before), *who)
    return Line(id="cut", text=before + secret + after, spans=(span,))


def words(line_id: str, quote: str, *spans: Span) -> Line:
    return Line(id=line_id, mark=Mark.WORDS, quote=quote, spans=spans)


def all_of(disclosed: Disclosed) -> str:
    return msgspec.json.encode(disclosed).decode()


def opened_with(*sections: SectionRecord, **child: Any) -> Opened:
    review = Review(
        id="r",
        child_id="c",
        head=ReviewHead(number=2, type=ReviewType.SECOND, review_date=ON),
        sections=sections,
    )
    return Opened(
        child=Child(id="c", preferred_name="Kez", born=date(2015, 3, 1), **child), review=review
    )


def copy_of(opened: Opened, recipient: Recipient = COUNCIL) -> Disclosed:
    return view(opened.child, opened.the_review, recipient)


def canaries() -> Opened:
    """Return a review with a word of its own in every place that must not be read."""
    minutes = (
        Line(id="m1", text="CANARYLINE", mark=Mark.CONFIDENTIAL),
        stretch("Dad said ", "CANARYSPAN", " and left.", SpanKind.CONFIDENTIAL),
        words("m3", "q-secret", hidden(SpanKind.CONFIDENTIAL, 3)),
        words("m4", "q-said"),
    )
    notes = (
        Line(id="n1", text="CANARYNOTE"),
        Line(id="n2", text="CANARYWORRY", mark=Mark.WORRY),
        words("n3", "q-noted", hidden(SpanKind.CONFIDENTIAL, 5)),
    )
    history = (QuoteChange(before="CANARYBEFORE", at=NOW, reason="CANARYREASON"),)
    said = Quote(id="q-said", text="I wont go", changes=history)
    home = SectionRecord(
        id="home",
        notes=notes,
        minutes=minutes,
        quotes=(
            Quote(id="q-secret", text="CANARYQUOTE told me"),
            Quote(id="q-noted", text="CANARYNOTEDQUOTE"),
            said,
        ),
        prompts=(PromptState(id="home.p1", wording="CANARYPROMPT"),),
    )
    again = SectionRecord(id="voice", minutes=(words("m5", "q-secret"), words("m6", "q-view")))
    letter = ViewMethod.LETTER_OR_FORM
    old = date(2026, 1, 4)
    return opened_with(
        home,
        again,
        category_of_need="CANARYNEED",
        people=(
            Person(
                id="mum",
                name="Mum",
                phone="CANARYPHONE",
                email="CANARYMAIL",
                address="CANARYADDRESS",
                note="CANARYPERSONNOTE",
            ),
        ),
        homes=(Home(id="h", who="Jo", start=old, address="CANARYHOME", address_withheld=True),),
        views=(
            View(id="v1", on=ON, method=letter, quote_id="q-secret", about="CANARYABOUT"),
            View(
                id="v2",
                on=ON,
                method=letter,
                words=Quote(id="q-view", text="I like bees", changes=history),
            ),
            View(id="v3", on=old, method=letter, words=Quote(id="q-old", text="CANARYOLD")),
            View(
                id="v4", on=ON, method=letter, description="CANARYOTHERREVIEW", review_id="r-other"
            ),
        ),
        past_reviews=(PastReview(id="r1", number=1, on=date(2026, 6, 2)),),
        events=(Event(id="e", on=ON, kind="missing", text="CANARYEVENT"),),
        disputes=(Dispute(id="d", opened_on=ON, summary="CANARYDISPUTE"),),
    )


@pytest.mark.parametrize("recipient", EVERYONE)
def test_that_no_word_kept_for_the_annex_or_the_laptop_is_in_any_copy(recipient: Recipient) -> None:
    assert all_of(copy_of(canaries(), recipient)).count("CANARY") == 0


def test_that_what_is_not_withheld_stays() -> None:
    disclosed = copy_of(canaries())
    home, voice = disclosed.review.sections
    assert [line.text for line in home.minutes] == ["Dad said and left.", ""]
    assert [line.quote for line in (*home.minutes, *voice.minutes)] == [None, "q-said", "q-view"]
    assert [quote.id for quote in disclosed.quotes] == ["q-said", "q-view"]
    assert [logged.id for logged in disclosed.child.views] == ["v2"]
    assert disclosed.parts_withheld


def test_that_a_stretch_is_withheld_from_the_people_named_and_from_nobody_else() -> None:
    minutes = (stretch("It is so. ", "Maud is asked.", " So be it.", SpanKind.WITHHELD, "mum"),)
    opened = opened_with(SectionRecord(id="home", minutes=minutes))
    texts = {r.person_id: copy_of(opened, r).review.sections[0].minutes[0].text for r in EVERYONE}
    whole = "It is so. Maud is asked. So be it."
    assert texts == {None: whole, "mum": "It is so. So be it.", "dad": whole}
    assert [copy_of(opened, r).parts_withheld for r in EVERYONE] == [False, True, False]


def test_that_a_line_of_which_nothing_is_left_is_gone() -> None:
    minutes = (stretch(" ", "Maud is asked.", " ", SpanKind.CONFIDENTIAL),)
    opened = opened_with(SectionRecord(id="home", minutes=minutes))
    assert copy_of(opened).review.sections[0].minutes == ()


def test_that_stretches_beside_and_inside_each_other_take_nothing_else_with_them() -> None:
    text = "AA  BB tail, CCCC end"
    secret = SpanKind.CONFIDENTIAL
    spans = (
        hidden(secret, 4, 0),
        hidden(secret, 2, 4),
        hidden(secret, 4, 13),
        hidden(secret, 1, 14),
    )
    line = Line(id="a", text=text, spans=spans)
    opened = opened_with(SectionRecord(id="home", minutes=(line,)))
    assert copy_of(opened).review.sections[0].minutes[0].text == "tail, end"


def test_that_a_quotation_withheld_from_one_person_is_whole_for_others_and_gone_for_them() -> None:
    quote = Quote(id="q", text="Nan knows about it")
    minutes = (words("a", "q", hidden(SpanKind.WITHHELD, 3, 0, "mum")), words("b", "q"))
    opened = opened_with(SectionRecord(id="home", minutes=minutes, quotes=(quote,)))
    assert copy_of(opened, DADS).quote("q").text == "Nan knows about it"
    assert "Nan knows" not in all_of(copy_of(opened, MUMS))
    with pytest.raises(KeyError):
        copy_of(opened, MUMS).quote("q")


def test_that_recommendations_keep_their_numbers_and_lose_only_withheld_words() -> None:
    made = tuple(
        Recommendation(
            id=f"e{n}",
            what=f"Do {n}",
            child_words="q",
            answers=("q", "q-open"),
            line_id="a",
            follows_line=True,
        )
        for n in range(1, 6)
    )
    quotes = (Quote(id="q", text="Nan knows"), Quote(id="q-open", text="I want bees"))
    minutes = (words("a", "q", hidden(SpanKind.WITHHELD, 3, 0, "mum")), words("b", "q-open"))
    opened = opened_with(SectionRecord(id="home", minutes=minutes, quotes=quotes))
    head = msgspec.structs.replace(opened.the_review.head, recommendations=made)
    review = msgspec.structs.replace(opened.the_review, head=head)
    for recipient, answers in ((DADS, ("q", "q-open")), (MUMS, ("q-open",))):
        shown = view(opened.child, review, recipient).review.head.recommendations
        assert [r.what for r in shown] == [r.what for r in made]
        assert {r.answers for r in shown} == {answers}
        assert {r.child_words for r in shown} == {"q" if "q" in answers else None}
        assert {r.line_id for r in shown} == {None}


def test_that_a_place_kept_from_people_is_in_the_councils_copy_only() -> None:
    opened = opened_with()
    head = msgspec.structs.replace(
        opened.the_review.head,
        meetings=(
            Meeting(id="g1", on=ON, start=time(16), place="9 Rope Walk", place_withheld=True),
            Meeting(id="g2", on=ON, place="the school"),
        ),
        next_review=NextReview(planned=date(2027, 5, 4), place="9 Rope Walk"),
        attendance=(Attendance(person_id="mum", copy_reason="must not know Rope Walk"),),
    )
    review = msgspec.structs.replace(opened.the_review, head=head)
    assert all_of(view(opened.child, review)).count("9 Rope Walk") == 2
    mums = view(opened.child, review, MUMS)
    assert "Rope Walk" not in all_of(mums)
    assert mums.review.head.meetings[1].place == "the school"
    assert mums.parts_withheld


@pytest.mark.parametrize("recipient", EVERYONE)
def test_that_no_copy_holds_how_people_are_reached_limited_or_kept_apart(
    recipient: Recipient,
) -> None:
    mum = Person(
        id="mum",
        name="Mum",
        phone="SECRETPHONE",
        email="SECRETMAIL",
        address="SECRETSTREET",
        orders="SECRETORDER",
        safe_contact="SECRETWAY",
        child_id="SECRETCHILD",
        note="SECRETNOTE",
        may_know_address=False,
        usual_copy=CopyKind.ADDRESS_WITHHELD,
        must_be_consulted=True,
    )
    opened = opened_with(people=(mum,))
    kept = Attendance(person_id="mum", copy=CopyKind.ADDRESS_WITHHELD, copy_reason="SECRETREASON")
    head = msgspec.structs.replace(opened.the_review.head, attendance=(kept,))
    review = msgspec.structs.replace(opened.the_review, head=head)
    disclosed = view(opened.child, review, recipient)
    (person,) = disclosed.child.people
    assert (person.may_know_address, person.usual_copy) == (None, CopyKind.UNDECIDED)
    text = all_of(disclosed)
    if recipient is COUNCIL:
        assert "SECRETREASON" in text
        assert person.must_be_consulted
        text = text.replace("SECRETREASON", "")
    else:
        assert "address_withheld" not in text
        assert person.must_be_consulted is None
    assert "SECRET" not in text


@pytest.mark.parametrize("recipient", EVERYONE)
def test_that_no_copy_holds_what_was_noted_of_clocks_and_early_reviews(
    recipient: Recipient,
) -> None:
    late = ClockNote(id="T15:r", reason=LateReason.OTHER, note="SECRETWHY")
    thought = EarlyReviewThought(id="t", on=date(2026, 11, 2), because="SECRETTHOUGHT")
    opened = opened_with(clock_notes=(late,), early_reviews=(thought,))
    assert "SECRET" not in all_of(view(opened.child, opened.the_review, recipient))


def test_that_a_withheld_quotation_of_an_earlier_review_stays_there() -> None:
    earlier = View(
        id="v",
        on=date(2026, 5, 1),
        method=ViewMethod.PRIVATE_TALK,
        words=Quote(id="q", text="from before"),
    )
    promise = Promise(
        id="m", review_id="r1", review_number=1, made_on=date(2026, 6, 2), number=1, what="Bees"
    )
    opened = opened_with(views=(earlier,), ledger=(promise,))
    assert "from before" not in all_of(copy_of(opened))
    assert "Bees" in all_of(copy_of(opened))


def test_that_the_sample_keeps_its_secrets() -> None:
    opened = sample_opened()
    mum = Recipient(kind=RecipientKind.PERSON, person_id=MUM)
    assert CONFIDENTIAL_WORDS not in all_of(copy_of(opened))
    assert WITHHELD_WORDS in all_of(copy_of(opened))
    assert WITHHELD_WORDS not in all_of(copy_of(opened, mum))


def test_that_posys_copies_hold_what_is_theirs_and_nobody_elses() -> None:
    """Her brother's news is in no copy; what waits to be talked through is in some."""
    case = read_case_file(Path(__file__).parents[1] / "cases" / "posy.json")
    review = case.reviews[0]

    def copy(person: str | None) -> str:
        kind = RecipientKind.PERSON if person else RecipientKind.COUNCIL
        return all_of(view(case.child, review, Recipient(kind=kind, person_id=person)))

    copies = {who: copy(who) for who in (None, "fran", "dee", "tess", "posy", "jean", "abbot")}
    assert not [who for who, text in copies.items() if "suspended" in text or "N5" in text]
    assert {who for who, text in copies.items() if "Maud" in text} == {None, "fran", "dee"}
    for text in copies.values():
        assert "I wont to swim evry Tusday with Mia not just wen its raning" in text
        assert "I still think its not fare abowt the walking. Rite that down." in text


def test_that_a_copy_of_the_full_review_has_all_minutes_and_no_note() -> None:
    opened = full_review(2)
    disclosed = copy_of(opened)
    for before, after in zip(opened.the_review.sections, disclosed.review.sections, strict=True):
        assert after.minutes == before.minutes
        assert (after.notes, after.quotes, after.prompts) == ((), (), ())
    assert not disclosed.parts_withheld


def secret_letters(opened: Opened, recipient: Recipient) -> set[str]:
    """Return the ids of lines and quotations of which this reader may not see every letter."""

    def is_secret(line: Line) -> bool:
        return line.mark is Mark.CONFIDENTIAL or any(
            s.kind is SpanKind.CONFIDENTIAL or recipient.person_id in s.withheld_from
            for s in line.spans
        )

    lines = [line for s in opened.the_review.sections for line in (*s.notes, *s.minutes)]
    return {line.quote or line.id for line in lines if is_secret(line)}


@given(opened=strategies.opened(), recipient=st.sampled_from(EVERYONE))
def test_that_a_quotation_is_whole_or_nowhere(opened: Opened, recipient: Recipient) -> None:
    disclosed, quotes = copy_of(opened, recipient), quotes_of(opened)
    secret = secret_letters(opened, recipient)
    shown = {quote.id: quote.text for quote in disclosed.quotes}
    assert not secret & set(shown)
    assert all(text == quotes[name].text for name, text in shown.items())
    named = {line.quote for s in disclosed.review.sections for line in s.minutes} - {None}
    named |= {v.words.id for v in disclosed.child.views if v.words}
    named |= {v.quote_id for v in disclosed.child.views if v.quote_id}
    for made in disclosed.review.head.recommendations:
        named |= {*made.answers, made.child_words} - {None}
    assert named <= set(shown)


@given(opened=strategies.opened(), recipient=st.sampled_from(EVERYONE))
def test_that_minutes_lose_exactly_the_withheld_letters(
    opened: Opened, recipient: Recipient
) -> None:
    """Compared without spaces: taking a stretch out may take the space before it too."""
    disclosed = copy_of(opened, recipient)
    for before, after in zip(opened.the_review.sections, disclosed.review.sections, strict=True):
        left = {line.id: line for line in after.minutes}
        for line in before.minutes:
            if line.quote is not None:
                continue
            hides = [
                s
                for s in line.spans
                if s.kind is SpanKind.CONFIDENTIAL or recipient.person_id in s.withheld_from
            ]
            may = "".join(
                char
                for at, char in enumerate(line.text)
                if not any(s.start <= at < s.end for s in hides)
            )
            if line.mark is Mark.CONFIDENTIAL:
                assert line.id not in left
            elif line.id in left:
                assert left[line.id].text.replace(" ", "") == may.replace(" ", "")
                assert left[line.id].spans == ()
            else:
                assert not may.strip()


@given(opened=strategies.opened(), recipient=st.sampled_from(EVERYONE))
def test_that_recommendations_are_as_many_and_in_the_same_order_in_every_copy(
    opened: Opened, recipient: Recipient
) -> None:
    made = opened.the_review.head.recommendations
    shown = copy_of(opened, recipient).review.head.recommendations
    assert [(r.id, r.what) for r in shown] == [(r.id, r.what) for r in made]
