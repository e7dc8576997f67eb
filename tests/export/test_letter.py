"""The letter to the child and the page of what was decided: theirs, in order, letter for letter."""

import re
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.accessibility import check
from export.context import Officer, make_context
from export.documents import document, recipient_of
from export.job import document_bytes
from models.child import Child, Person
from models.disclosure import view
from models.letter import shipped_guide
from models.review import Recommendation, Review, SectionRecord, Unanswered, with_section
from models.terms import ChildAgrees
from models.text import Line, Mark, Quote, Span, SpanKind
from tests.support.documents import RULES, SIGNED, exported, outline, part, texts, whole
from tests.support.sample import TODAY, sample_child, sample_review

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
QUOTE = Quote(id="letter-quote", text="i wont to keep the  pond\nfor ever 🐸", source="by text")


def with_letter(review: Review, **parts: tuple[Line, ...]) -> Review:
    for name, text in parts.items():
        quotes = (QUOTE,) if any(line.quote for line in text) else ()
        record = SectionRecord(id=f"letter_{name}", minutes=text, quotes=quotes)
        review = with_section(review, record)
    return review


def line(name: str, text: str) -> Line:
    return Line(id=name, text=text)


def letter_review() -> Review:
    review = sample_review(completed_on=TODAY)
    decided = Recommendation(
        id="r1",
        what="Identify a swimming provision",
        in_letter="Dan will find you a swimming lesson and take you to the first one",
        how_seen="you are in the water",
        who="Dan Price",
        role="foster dad",
        by=date(2026, 12, 18),
        answers=("letter-quote",),
    )
    head = msgspec.structs.replace(
        review.head,
        recommendations=(decided,),
        unanswered=(
            Unanswered(
                id="u1",
                worry="Kez wants Mum to watch.",
                in_letter="Mum cannot watch yet, because seeing her has to feel calm first.",
            ),
        ),
    )
    return with_letter(
        msgspec.structs.replace(review, head=head),
        told=(
            line("t1", "Thank you for the pond."),
            Line(id="t2", mark=Mark.WORDS, quote=QUOTE.id),
        ),
        decided=(line("d1", "We decided this because of you."),),
        reach=(line("h1", "Ring me when you like."),),
    )


def letter_of(review: Review, child: Child | None = None, kind: str = "letter") -> bytes:
    child = child or sample_child()
    return exported(kind, child, review, recipient_of(document(kind), child))


def test_that_the_letter_is_in_the_order_in_which_a_child_reads_it() -> None:
    content = letter_of(letter_review())
    assert [text for style, text in outline(content) if style.startswith("Heading")] == [
        "A letter to Kez",
        "What you told me",
        "What we decided",
        "Decision 1",
        "What we did not agree on, and why",
        "How to reach me, and your rights",
    ]
    said = texts(content)
    assert said[2:4] == ["From Morag Bell, your reviewing officer", "Dear Kez,"]


def test_that_their_words_stand_in_it_letter_for_letter_and_beside_what_they_led_to() -> None:
    said = texts(letter_of(letter_review()))
    assert said.count(f"“{QUOTE.text}”") == 2
    assert said[said.index("Because you said") + 1] == f"“{QUOTE.text}”"


def test_that_because_is_said_once_above_all_the_words_that_led_to_a_decision() -> None:
    child, review = sample_child(), letter_review()
    told = next(v.words for v in child.views if v.words is not None)
    decided = msgspec.structs.replace(
        review.head.recommendations[0], answers=(QUOTE.id, told.id), child_words=QUOTE.id
    )
    head = msgspec.structs.replace(review.head, recommendations=(decided,))
    said = texts(letter_of(msgspec.structs.replace(review, head=head), child))
    at = said.index("Because you said")
    assert said[at + 1 : at + 3] == [f"“{QUOTE.text}”", f"“{told.text}”"]
    assert said.count("Because you said") == 1


def test_that_nothing_is_said_to_be_because_of_words_against_it() -> None:
    review = letter_review()
    decided = review.head.recommendations[0]
    apart = msgspec.structs.replace(decided, child_agrees=ChildAgrees.PARTLY)
    again = msgspec.structs.replace(apart, id="r2")
    head = msgspec.structs.replace(review.head, recommendations=(apart, again))
    said = texts(letter_of(msgspec.structs.replace(review, head=head)))
    assert "Because you said" not in said
    assert said[said.index("You said") + 1] == f"“{QUOTE.text}”"
    assert "Your words under decision 1 are about this, too." in said


def test_that_a_decision_is_told_in_the_words_written_for_the_child() -> None:
    said = whole(letter_of(letter_review()))
    assert "Dan will find you a swimming lesson and take you to the first one." in said
    assert "Dan Price (foster dad)" in said
    assert "18 December 2026" in said
    assert "you are in the water" in said
    assert "provision" not in said
    assert "Mum cannot watch yet, because seeing her has to feel calm first." in said


def test_that_nothing_of_the_letter_stands_in_the_records() -> None:
    for kind in ("minutes", "recommendations"):
        said = whole(exported(kind, review=letter_review()))
        assert "Thank you for the pond." not in said
        assert "Letter told" not in said


def test_that_what_is_kept_from_the_child_is_not_in_their_letter() -> None:
    child = sample_child()
    own = recipient_of(document("letter"), child).person_id
    assert own is not None
    secret = Line(
        id="s1",
        text="Dan is ill. Dan is here.",
        spans=(Span(start=0, length=11, kind=SpanKind.WITHHELD, withheld_from=(own,)),),
    )
    hidden = Line(id="s2", text="Said in confidence.", mark=Mark.CONFIDENTIAL)
    content = letter_of(with_letter(letter_review(), well=(secret, hidden)), child)
    assert "Dan is here." in whole(content)
    assert "Dan is ill" not in whole(content)
    assert "Said in confidence" not in whole(content)


@pytest.mark.parametrize(
    ("born", "size"),
    [
        (date(2024, 5, 1), 13),
        (date(2020, 5, 1), 16),
        (date(2017, 5, 1), 14),
        (date(2013, 5, 1), 12),
        (date(2009, 5, 1), 12),
    ],
)
def test_that_letters_are_as_large_as_the_childs_age_asks(born: date, size: int) -> None:
    content = letter_of(letter_review(), sample_child(born=born))
    styles = part(content, "word/styles.xml")
    default = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
    assert default is not None
    assert default.get(f"{W}val") == str(size * 2)
    assert check(content) == ()


def test_that_a_young_childs_letter_is_for_when_they_are_older() -> None:
    review = with_letter(sample_review(completed_on=TODAY), told=(line("t", "You laughed."),))
    said = [text for _, text in outline(letter_of(review, sample_child(born=date(2024, 5, 1))))]
    assert said[0] == "For Kez, when you are older"
    assert "What you were like" in said


def test_that_a_letter_for_later_asks_its_writer_for_nothing_that_the_child_said() -> None:
    guide = shipped_guide()
    later, now = guide.band[0], guide.band[-1]
    asked = [(part.asks_for(later), part.asks_for(now)) for part in guide.part]
    assert not [
        a for a, _ in asked if re.search("as {they} said|asked for|can choose|gets hold", a)
    ]
    assert [b for _, b in asked if "as {they} said" in b]


def test_that_the_band_can_be_chosen_otherwise() -> None:
    review = letter_review()
    head = msgspec.structs.replace(review.head, letter_band="young")
    content = letter_of(msgspec.structs.replace(review, head=head))
    default = part(content, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
    assert default is not None
    assert default.get(f"{W}val") == "32"


@pytest.mark.parametrize("is_typed", [False, True])
def test_that_what_is_the_childs_own_to_do_is_told_to_them(is_typed: bool) -> None:
    child, review = sample_child(), letter_review()
    (decided,) = review.head.recommendations
    of = None if is_typed else child.id
    own = msgspec.structs.replace(decided, who=child.preferred_name, role="themself", person_id=of)
    head = msgspec.structs.replace(review.head, recommendations=(own,))
    people = (Person(id=child.id, name=child.preferred_name, relationship="child"),)
    child = msgspec.structs.replace(child, people=(*people, *child.people))
    review = msgspec.structs.replace(review, head=head)
    for kind in ("letter", "one_page"):
        reader = recipient_of(document(kind), child)
        said = texts(exported(kind, child, review, reader))
        assert {"Who\tYou", "You"} & set(said)
        assert not any("themself" in one for one in said)


def test_that_what_was_decided_stands_on_a_page_of_its_own() -> None:
    content = letter_of(letter_review(), kind="one_page")
    said = whole(content)
    assert outline(content)[0] == ("Heading1", "Kez: what we decided")
    assert "Dan will find you a swimming lesson" in said
    assert "01632 960190" in said
    assert "OFFICIAL" not in said
    assert check(content) == ()


def test_that_the_page_does_not_say_how_to_reach_whom_it_cannot_say_it_of() -> None:
    child, review = sample_child(), letter_review()
    context = make_context(child, review, RULES, Officer(name="Morag Bell"), SIGNED)
    own = view(child, review, recipient_of(document("one_page"), child))
    said = texts(document_bytes("one_page", own, context))
    assert "You can reach me\tMorag Bell" not in said
    assert "Your reviewing officer\tMorag Bell" in said


@given(words=st.text(min_size=1).filter(lambda t: t.strip()))
def test_that_any_words_of_a_child_reach_their_letter_unchanged(words: str) -> None:
    from models.text import clean

    kept = clean(words).text
    if not kept.strip():
        return
    quote = msgspec.structs.replace(QUOTE, text=kept)
    text = (Line(id="t2", mark=Mark.WORDS, quote=quote.id),)
    record = SectionRecord(id="letter_told", minutes=text, quotes=(quote,))
    review = with_section(sample_review(completed_on=TODAY), record)
    assert f"“{kept}”" in texts(letter_of(review))


def test_that_every_part_ever_shipped_keeps_its_id() -> None:
    assert [part.id for part in shipped_guide().part] == [
        "letter_told", "letter_well", "letter_worries", "letter_decided",
        "letter_not_agreed", "letter_next", "letter_reach",
    ]  # fmt: skip
    assert [band.id for band in shipped_guide().band] == [
        "later", "young", "middle", "older", "nearly_adult",
    ]  # fmt: skip


@pytest.mark.parametrize("document", ["letter", "one_page"])
def test_that_a_child_is_told_of_no_decision_without_words(document: str) -> None:
    made = (Recommendation(id="r1", what=""), Recommendation(id="r2", what="Call Bea", who="Jo"))
    content = exported(document, review=sample_review(recommendations=made))
    said = texts(content)
    assert "Call Bea." in said
    assert not {"Decision 1", "1"} & set(said)
    assert {"Decision 2", "2"} & set(said)
    none = exported(document, review=sample_review(recommendations=made[:1]))
    assert "Nothing had to be decided" not in whole(none)
