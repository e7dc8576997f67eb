"""What came of each thing a child said is known, and what nothing answers is never forgotten."""

from datetime import date

import msgspec

from models.apply import apply, quotes_of
from models.because import (
    Came,
    Said,
    answered,
    asked_after_all,
    rest_asks_nothing,
    said_in,
    still_open,
)
from models.child import Child, Dispute, View
from models.disclosure import COUNCIL, Recipient, RecipientKind, view
from models.edits import Drop, Edit, Field, Opened, Put, SpliceText
from models.review import Recommendation, Review, ReviewHead, SectionRecord, Unanswered
from models.terms import ReviewType, ViewMethod
from models.text import Line, Mark, Quote, Span, SpanKind
from models.view_log import unfinished

ON = date(2026, 11, 24)
LETTER = View(
    id="v-letter",
    on=ON,
    method=ViewMethod.LETTER_OR_FORM,
    words=Quote(id="q-letter", text="I want Mum to watch\nswiming"),
    review_id="r",
)
DREW = View(id="v-drew", on=ON, method=ViewMethod.DRAWING, description="Two houses", review_id="r")
SMILED = View(
    id="v-seen", on=ON, method=ViewMethod.OBSERVATION, description="Smiled at Nan", review_id="r"
)
NOTED = SectionRecord(
    id="home",
    notes=(
        Line(id="n1", mark=Mark.WORDS, quote="q-said"),
        Line(
            id="n2",
            mark=Mark.WORDS,
            quote="q-secret",
            spans=(Span(start=0, length=4, kind=SpanKind.CONFIDENTIAL),),
        ),
    ),
    quotes=(Quote(id="q-said", text="its to loud"), Quote(id="q-secret", text="Dads drinking")),
)


def opened(*views: View, **head: object) -> Opened:
    made = ReviewHead(number=2, type=ReviewType.SECOND, review_date=ON, **head)  # type: ignore[arg-type]
    review = Review(id="r", child_id="c", head=made, sections=(NOTED,))
    child = Child(id="c", preferred_name="Kez", born=date(2015, 3, 1), views=views)
    return Opened(child=child, review=review)


def of(one: Opened) -> dict[str, Said]:
    return {said.key: said for said in said_in(one)}


def done(one: Opened, edit: Edit | None) -> Opened:
    assert edit is not None
    return apply(one, edit)


def test_that_words_of_the_log_and_of_the_notes_both_ask_for_an_answer() -> None:
    keys = [one.key for one in still_open(opened(LETTER, DREW, SMILED))]
    assert keys == ["q-said", "q-letter", "v-drew"]


def test_that_confidential_words_stay_in_their_line() -> None:
    assert "q-secret" not in of(opened(LETTER))


def test_that_what_was_only_watched_asks_for_nothing_but_may_be_answered() -> None:
    one = opened(SMILED)
    assert not of(one)["v-seen"].is_open
    after = done(one, answered(one, "v-seen", Came.CHANGE, "Nan comes on Mondays", "", "c1"))
    assert of(after)["v-seen"].outcomes[0].kind is Came.CHANGE


def test_that_how_a_child_took_part_asks_for_nothing_but_their_words_always_do() -> None:
    shook = View(
        id="v-hand", on=ON, method=ViewMethod.SHOOK_HANDS, description="With Mum", review_id="r"
    )
    said = msgspec.structs.replace(shook, id="v-said", words=Quote(id="q-deal", text="deal, mum"))
    one = opened(shook, said)
    assert not of(one)["v-hand"].is_open
    assert of(one)["q-deal"].is_open
    assert unfinished(one.child, shook) == ()


def test_that_each_of_the_five_answers_counts() -> None:
    made = Recommendation(id="e1", what="Put up a gate")
    dispute = Dispute(id="d1", opened_on=ON)
    for came, text, ref in (
        (Came.RECOMMENDATION, "", "e1"),
        (Came.RECOMMENDATION, "Find a quiet room", ""),
        (Came.CHANGE, "A lamp in the hall", ""),
        (Came.NOT_THIS_TIME, "Seeing Mum settles first; asked again in March", ""),
        (Came.DISPUTE, "", "d1"),
        (Came.NOTHING_ASKED, "", ""),
    ):
        one = opened(LETTER, recommendations=(made,))
        child = msgspec.structs.replace(one.child, disputes=(dispute,))
        one = msgspec.structs.replace(one, child=child)
        after = done(one, answered(one, "q-letter", came, text, ref, "fresh"))
        assert not of(after)["q-letter"].is_open, came
        assert [o.kind for o in of(after)["q-letter"].outcomes] == [came]


def test_that_an_answer_without_its_words_is_none() -> None:
    one = opened(LETTER)
    for came in (Came.RECOMMENDATION, Came.CHANGE, Came.NOT_THIS_TIME, Came.DISPUTE):
        assert answered(one, "q-letter", came, "  ", "", "fresh") is None


def test_that_answering_names_the_words_and_never_copies_them() -> None:
    one = opened(LETTER)
    after = done(one, answered(one, "q-letter", Came.NOT_THIS_TIME, "Not yet", "", "u1"))
    wish = after.the_review.head.unanswered[0]
    assert (wish.worry, wish.answers) == ("", ("q-letter",))
    assert after.child.views == one.child.views


def test_that_the_rest_can_be_said_to_ask_nothing_and_one_taken_back() -> None:
    one = apply(opened(LETTER, DREW), rest_asks_nothing(opened(LETTER, DREW)))
    assert still_open(one) == ()
    one = apply(one, asked_after_all(one.the_review.head, "q-letter"))
    assert [said.key for said in still_open(one)] == ["q-letter"]


def test_that_a_reason_left_empty_answers_nothing() -> None:
    one = apply(opened(LETTER), Put(item=Unanswered(id="u", worry="", answers=("q-letter",))))
    assert of(one)["q-letter"].is_open


def test_that_no_copy_names_an_answer_to_words_that_are_not_in_it() -> None:
    one = opened(LETTER)
    one = done(one, answered(one, "q-secret", Came.NOT_THIS_TIME, "CANARY told Dad", "", "u1"))
    one = done(one, answered(one, "q-secret", Came.CHANGE, "CANARY moved out", "", "c1"))
    one = done(one, answered(one, "q-secret", Came.NOTHING_ASKED, "", "", ""))
    for who in (COUNCIL, Recipient(kind=RecipientKind.PERSON, person_id="dad")):
        copy = view(one.child, one.the_review, who)
        assert "CANARY" not in msgspec.json.encode(copy).decode()
        assert "q-secret" not in msgspec.json.encode(copy).decode()


def test_that_an_answer_to_an_entry_answers_the_words_it_holds() -> None:
    wish = Unanswered(id="u", worry="", reason="Sunday is football", view_id="v-letter")
    assert not of(apply(opened(LETTER), Put(item=wish)))["q-letter"].is_open


def test_that_words_whose_line_is_gone_stay_just_as_long_as_something_answers_them() -> None:
    one = opened()
    wish = Unanswered(id="u", worry="", reason="Not yet", answers=("q-said",))
    one = apply(one, Put(item=wish))
    gone = SpliceText(section="home", field=Field.NOTES, at=0, removed=1, lines=(), quotes=())
    one = apply(one, gone)
    assert quotes_of(one)["q-said"].text == "its to loud"
    reworded = msgspec.structs.replace(wish, reason="Not before March")
    assert "q-said" in quotes_of(apply(one, Put(item=reworded)))
    unticked = msgspec.structs.replace(wish, answers=())
    assert "q-said" not in quotes_of(apply(one, Put(item=unticked)))
    assert "q-said" not in quotes_of(apply(one, Drop(item=wish)))
