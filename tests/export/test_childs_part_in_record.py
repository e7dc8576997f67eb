"""The record says what came of the child's words and what they know; the chair kit is theirs."""

from datetime import date

import msgspec

from export.reader.reading import read_document
from export.reader.understanding import understood
from models.child import Child, View
from models.recipient import COUNCIL
from models.review import (
    DIFFERENCES,
    DutyRecord,
    Review,
    SectionRecord,
    Unanswered,
    with_section,
)
from models.taking_part import Advocacy, ChangeMade, OwnCopy, RightTold, Script, TakingPart
from models.terms import (
    AdvocateStatus,
    Chairing,
    ChildAgrees,
    ChildCopy,
    Coming,
    DutyState,
    Understood,
    ViewMethod,
)
from models.text import Line, Mark
from tests.support.documents import exported, texts, whole
from tests.support.sample import REVIEW_ID, sample_child, sample_review

ON = date(2026, 11, 24)
SAID = "Mum's Saturdays are good when she isn't tired."


def key_of(child: Child, said: str) -> str:
    return next(v.words.id for v in child.views if v.words is not None and v.words.text == said)


def minutes(child: Child, review: Review) -> list[str]:
    return list(texts(exported("minutes", child, review, COUNCIL)))


def test_that_the_record_says_what_nothing_has_answered_yet() -> None:
    child = sample_child()
    said = minutes(child, sample_review())
    assert any("Not yet answered" in one or "not yet answered" in one for one in said)
    key = key_of(child, SAID)
    settled = minutes(child, sample_review(nothing_asked=(key,)))
    count = sum("not yet answered" in one.lower() for one in said)
    assert sum("not yet answered" in one.lower() for one in settled) == count - 1


def test_that_a_change_stands_under_the_words_and_among_what_changed() -> None:
    child = sample_child()
    change = ChangeMade(id="c", what="Saturdays start at eleven", answers=(key_of(child, SAID),))
    said = minutes(child, sample_review(changes=(change,)))
    assert any("hanged because of it: Saturdays start at eleven" in one for one in said)
    assert "Saturdays start at eleven." in said


def test_that_words_answered_with_not_this_time_stand_by_the_reason_letter_for_letter() -> None:
    child = sample_child()
    wish = Unanswered(id="u", worry="", reason="Sunday is football", answers=(key_of(child, SAID),))
    said = minutes(child, sample_review(unanswered=(wish,)))
    at = said.index("What we heard and could not do")
    assert any(SAID in one for one in said[at:])
    assert "Sunday is football." in said[at:]


def test_that_a_drawing_that_a_recommendation_answers_says_so() -> None:
    drew = View(
        id="v-d", on=ON, method=ViewMethod.DRAWING, description="Two houses", review_id=REVIEW_ID
    )
    child, review = sample_child(), sample_review()
    first, *others = review.head.recommendations
    first = msgspec.structs.replace(first, answers=(*first.answers, "v-d"))
    child = msgspec.structs.replace(child, views=(*child.views, drew))
    said = minutes(child, sample_review(recommendations=(first, *others)))
    at = said.index("What we saw: Two houses")
    assert said[at + 1].lower().startswith("see recommendation 1")


def test_that_words_against_a_recommendation_stand_where_it_says_so_and_are_said_once() -> None:
    child, review = sample_child(), sample_review()
    key = key_of(child, SAID)
    first, *others = review.head.recommendations
    against = msgspec.structs.replace(first, child_agrees=ChildAgrees.NO, answers=(key,))
    review = sample_review(recommendations=(against, *others))
    for document in ("minutes", "recommendations"):
        said = texts(exported(document, child, review, COUNCIL))
        apart = said[said.index("What we did not all agree on") :]
        assert sum(SAID in one for one in apart) == 1
    text = (Line(id="d1", mark=Mark.WORDS, quote=key),)
    review = with_section(review, SectionRecord(id=DIFFERENCES, minutes=text))
    said = minutes(child, review)
    assert sum(SAID in one for one in said[said.index("What we did not all agree on") :]) == 1


def test_that_what_an_adult_saw_is_never_called_the_childs_words() -> None:
    child = sample_child()
    spoken = msgspec.structs.replace(
        child, views=tuple(v for v in child.views if v.words is not None and not v.description)
    )
    exactly = "exactly as they were said or written. No letter was changed."
    assert f"These are Kez’s words {exactly}" in minutes(spoken, sample_review())
    assert f"The words in quotation marks are Kez’s, {exactly}" in minutes(child, sample_review())


def test_that_a_child_of_whom_all_was_seen_showed_us_and_the_part_is_known_again() -> None:
    shown = View(id="seen", on=ON, method=ViewMethod.OBSERVATION, description="She laughed.")
    seen = msgspec.structs.replace(sample_child(), views=(shown,))
    change = ChangeMade(id="c", what="Saturdays start at eleven", answers=("seen",))
    head = sample_review(changes=(change,)).head
    review = Review(id=REVIEW_ID, child_id=seen.id, head=head)
    said = minutes(seen, review)
    assert "Kez’s own words" not in said
    assert "What Kez showed us" in said
    assert "What changed because of what Kez showed us" in said
    assert "What Kez showed us" in texts(exported("recommendations", seen, review, COUNCIL))
    read = understood(read_document(exported("minutes", seen, review, COUNCIL)))
    part = read.section("own_words")
    assert part is not None
    assert "She laughed" in " ".join(p.text for p in part.paragraphs())


def test_that_who_was_alone_with_the_child_is_said_in_one_breath() -> None:
    said = minutes(sample_child(), sample_review())
    talked = "A private talk · 18 November 2026 · alone with Morag Bell · on the wall by the pond"
    assert talked in said
    assert "A letter or form · 12 November 2026 · alone" in said


def test_that_rights_are_said_once_with_how_and_whether_they_are_known() -> None:
    court = RightTold(
        id="court", state=DutyState.DONE, on=ON, how="a film", understood=Understood.TOLD_BACK
    )
    duty = DutyRecord(id="advocate_explained", state=DutyState.DONE, on=ON, how="a card")
    review = sample_review(
        rights=(court,),
        duties=(duty,),
        advocacy=Advocacy(status=AdvocateStatus.HAS_ONE, who="Femi Ajayi"),
        own_copy=OwnCopy(forms=(ChildCopy.READ_TOGETHER,), on=ON, explained="by Jo", feedback="ok"),
    )
    said = whole(exported("minutes", sample_child(), review, COUNCIL))
    assert "Told it back in their own way" in said
    assert said.count("An advocate: what one does and how to get one") == 1
    assert "Told the child about advocates" not in said
    assert "Femi Ajayi" in said
    assert "Read together" in said


def test_that_not_coming_stands_in_the_record_as_a_right() -> None:
    part = TakingPart(coming=Coming.NO, instead="A call on Friday", say_for_them="the bus is late")
    said = whole(exported("minutes", sample_child(), sample_review(taking_part=part), COUNCIL))
    assert "No, and that is all right" in said
    assert "A call on Friday" in said


def test_that_the_chair_kit_keeps_the_childs_spelling_and_their_order() -> None:
    part = TakingPart(
        chairs=Chairing.CHAIRS,
        break_after=20,
        scripts=(
            Script(id="s2", section="voice", text="Nobody says plaecment"),
            Script(id="s1", text="Hi every one. This is my meating."),
        ),
    )
    said = list(
        texts(exported("paper_chair_kit", sample_child(), sample_review(taking_part=part), COUNCIL))
    )
    cards = [one for one in said if "meating" in one or "plaecment" in one]
    assert "Hi every one. This is my meating." in cards[0]
    assert "Nobody says plaecment" in cards[1]
    assert any("20 minutes" in one for one in said)


def test_that_the_chair_kit_speaks_in_the_childs_own_mouth() -> None:
    said = texts(exported("paper_chair_kit", sample_child(), sample_review(), COUNCIL))
    parts = [one for one in said if one[:1].isdigit()]
    assert any(one.endswith("What I want you to know") for one in parts)
    assert not any("Kez" in one for one in parts)
