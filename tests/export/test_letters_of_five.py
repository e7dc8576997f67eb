"""Letters to five children, from a baby to a young person behind a locked door, fit to hand over.

Each case file holds a whole review. What is asked here is what a child could be hurt by: a word of
theirs changed, a promise without a name, a secret, initials that nobody explained, a letter in no
language of theirs.
"""

from datetime import date
from functools import cache
from pathlib import Path

import msgspec
import pytest

from export.accessibility import check
from export.context import Issue
from export.documents import document, recipient_of
from export.letter import pieces_of, to_translate, translation_of
from export.reader.reading import read_document
from export.reader.understanding import understood
from models.calendar import long_date
from models.case_file import CaseFile, read_case_file
from models.disclosure import view
from models.letter import band_of, shipped_guide, words_of
from models.reading_ease import bare_initials, ease_of, sentences_longer_than
from models.review import Review, SectionRecord, with_section
from models.text import Line, Mark, Span, SpanKind, shown
from tests.support.documents import (
    W,
    context_of,
    exported,
    outline,
    paragraph_text,
    part,
    texts,
    whole,
)

CASES = Path(__file__).parents[1] / "cases"
BANDS = {
    "baby": ("later", 13),
    "six": ("young", 16),
    "posy": ("middle", 14),
    "fourteen": ("older", 12),
    "secure": ("nearly_adult", 12),
}
ORDER = [part.id for part in shipped_guide().part]
five = pytest.mark.parametrize("name", BANDS)


@cache
def case_of(name: str) -> CaseFile:
    return read_case_file(next(CASES.rglob(f"{name}.json")))


def review_of(name: str) -> Review:
    return case_of(name).reviews[-1]


@cache
def made(name: str, kind: str = "letter") -> bytes:
    case = case_of(name)
    review = review_of(name)
    on = review.head.completed_on
    assert on is not None
    own = recipient_of(document(kind), case.child)
    return exported(kind, case.child, review, own, Issue(version=1, signed=True, on=on))


def own_words(name: str) -> str:
    """Return everything that somebody wrote for the child to read."""
    head = review_of(name).head
    told = [
        f"{one.in_letter}.\nYou will see it when {one.how_seen}." for one in head.recommendations
    ]
    told += [one.in_letter for one in head.unanswered]
    return "\n".join((words_of(review_of(name)), *told))


@five
def test_that_it_is_written_for_the_childs_age_and_no_longer_than_they_would_read(
    name: str,
) -> None:
    guide, review = shipped_guide(), review_of(name)
    band = band_of(guide, case_of(name).child, review, date(2026, 12, 1))
    ease = ease_of(own_words(name))
    assert (band.id, band.size) == BANDS[name]
    assert ease.reading_age is not None
    assert ease.reading_age <= band.reading_age
    assert ease_of(words_of(review)).words <= band.most_words
    assert not sentences_longer_than(band.most_in_a_sentence, words_of(review))
    sizes = part(made(name), "word/styles.xml")
    usual = sizes.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
    assert usual is not None
    assert usual.get(f"{W}val") == str(round(band.size * 2))


@five
def test_that_its_parts_come_in_the_order_of_a_child(name: str) -> None:
    band = band_of(shipped_guide(), case_of(name).child, review_of(name), date(2026, 12, 1))
    wanted = [one.heading_for(band) for one in shipped_guide().part]
    found = [text for style, text in outline(made(name)) if style == "Heading2"]
    assert found == wanted


@five
def test_that_every_word_of_theirs_in_it_is_letter_for_letter_and_marked(name: str) -> None:
    review, child = review_of(name), case_of(name).child
    quotes = {quote.id: quote for record in review.sections for quote in record.quotes}
    quotes |= {one.words.id: one.words for one in child.views if one.words is not None}
    asked = [
        shown(line, quotes)
        for record in review.sections
        if record.id in ORDER
        for line in record.minutes
        if line.quote is not None
    ]
    asked += [
        quotes[one].text
        for promise in review.head.recommendations
        for one in promise.answers
        if one in quotes
    ]
    marked = [text for style, text in outline(made(name)) if style == "ChildsWords"]
    assert {f"“{text}”" for text in asked} <= set(marked)
    assert {text.removeprefix("“").removesuffix("”") for text in marked} <= {
        quote.text for quote in quotes.values()
    }
    assert marked or name == "baby"


@five
def test_that_each_promise_says_who_does_what_by_when_and_how_it_will_be_seen(name: str) -> None:
    said = whole(made(name))
    for number, one in enumerate(review_of(name).head.recommendations, 1):
        assert one.by is not None
        block = said[said.index(f"Decision {number}\n") :].split("\nDecision ", 1)[0]
        for words in (one.in_letter, f"{one.who} ({one.role})", long_date(one.by), one.how_seen):
            assert words, f"recommendation {number}"
            assert words in block


@five
def test_that_what_will_not_happen_is_said_with_its_reason(name: str) -> None:
    said = whole(made(name))
    head = review_of(name).head
    assert head.unanswered
    for one in head.unanswered:
        assert one.in_letter in said
    assert any(word in own_words(name) for word in ("because", "Not yet", "Nobody"))


@five
def test_that_it_says_how_to_reach_somebody_how_to_complain_and_who_speaks_for_them(
    name: str,
) -> None:
    said = whole(made(name)).split("your rights", 1)[-1].casefold()
    assert "01632 960190" in said
    if name == "baby":
        assert "right" in said
        assert "records" in said
        return
    advocate = next((p for p in case_of(name).child.people if "advocate" in p.role), None)
    assert "advocat" in said or (
        advocate is not None and advocate.name.split()[0].casefold() in said
    )
    assert any(word in said for word in ("complain", "something is wrong"))


@five
def test_that_no_initials_stand_in_it_unexplained(name: str) -> None:
    child = case_of(name).child
    names = [child.preferred_name, *(person.name for person in child.people)]
    a_picture_on_his_tablet = {"STOP"} if name == "six" else set()
    found = {place.found for place in bare_initials(own_words(name), names)}
    assert found == a_picture_on_his_tablet


@five
def test_that_nothing_kept_from_them_is_in_it(name: str) -> None:
    child, review = case_of(name).child, review_of(name)
    own = recipient_of(document("letter"), child).person_id
    said = whole(made(name)) + whole(made(name, "one_page"))
    secrets = [
        line.text if line.mark is Mark.CONFIDENTIAL else line.text[span.start : span.end]
        for record in review.sections
        for line in (*record.notes, *record.minutes)
        for span in line.spans
        or (Span(start=0, length=len(line.text), kind=SpanKind.CONFIDENTIAL),)
        if line.mark is Mark.CONFIDENTIAL
        or (line.spans and (span.kind is SpanKind.CONFIDENTIAL or own in span.withheld_from))
    ]
    assert secrets
    assert not [secret for secret in secrets if secret in said]


@pytest.mark.parametrize("kind", ["minutes", "recommendations"])
@five
def test_that_the_childs_part_comes_first_in_both_records_and_is_visibly_theirs(
    name: str, kind: str
) -> None:
    child = case_of(name).child.preferred_name
    found = outline(made(name, kind))
    starts = [at for at, (style, _) in enumerate(found) if style == "Heading2"]
    told = {f"{child}’s own words", f"What {child} told us"}
    assert found[starts[0]][1] in ({f"What {child} showed us"} if name == "baby" else told)
    own = found[starts[0] : starts[1]]
    if name == "baby":
        assert any(text.startswith("What we saw: ") for _, text in own)
    else:
        assert sum(style == "ChildsWords" for style, _ in own) >= 4
    assert not any(style.startswith("Table") for style, _ in found[: starts[1]])


@five
def test_that_no_document_ends_in_a_table_and_has_to_say_so(name: str) -> None:
    for kind in ("minutes", "recommendations", "one_page", "annex"):
        assert "The table ends here." not in texts(made(name, kind))


@five
def test_that_letter_and_page_can_be_read_by_everybody(name: str) -> None:
    assert check(made(name)) == ()
    assert check(made(name, "one_page")) == ()


@five
def test_that_the_page_holds_each_decision_in_letters_no_smaller_than_twelve_points(
    name: str,
) -> None:
    said = whole(made(name, "one_page"))
    for one in review_of(name).head.recommendations:
        assert one.in_letter in said
        assert one.who in said
        lead = "How it would show:" if name == "baby" else "You will see it when"
        assert f"{lead} {one.how_seen}" in said
    size = part(made(name, "one_page"), "word/styles.xml").find(
        f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz"
    )
    assert size is not None
    assert 24 <= int(size.get(f"{W}val", "0")) <= BANDS[name][1] * 2


def test_that_what_a_baby_reads_later_is_told_as_it_was_then() -> None:
    letter, page = whole(made("baby")), whole(made("baby", "one_page"))
    for said in (letter, page):
        assert "What was to happen next" in said
        assert "You will see it when" not in said
    assert "Who was to do what, and by when" in page
    assert not {"What will happen", "I ask how it is going", "What comes next"} & set(
        texts(made("baby", "one_page"))
    )
    read = understood(read_document(made("baby", "one_page")))
    assert [one.what.rstrip(".") for one in read.recommendations] == [
        one.in_letter for one in review_of("baby").head.recommendations
    ]
    assert read.midway == review_of("baby").head.next_review.midway


# -- in two languages


def paragraphs(content: bytes) -> list[tuple[str, bool, set[str]]]:
    """Return each paragraph: its text, whether it runs from the right, its runs' languages."""
    found = []
    for paragraph in part(content).iter(f"{W}p"):
        tongues = {
            lang.get(f"{W}bidi", lang.get(f"{W}val", "")) for lang in paragraph.iter(f"{W}lang")
        }
        rtl = paragraph.find(f"{W}pPr/{W}bidi") is not None
        found.append((paragraph_text(paragraph), rtl, tongues))
    return found


def test_that_each_paragraph_of_a_translation_stands_under_its_own_and_the_english_is_kept() -> (
    None
):
    case, review = case_of("fourteen"), review_of("fourteen")
    disclosed = view(case.child, review, recipient_of(document("letter"), case.child))
    context = context_of(case.child, review)
    texts = [text for text, _, _ in paragraphs(made("fourteen"))]
    for one in shipped_guide().part:
        english = to_translate(pieces_of(disclosed, context, one))
        arabic = translation_of(disclosed, one)
        assert len(english) == len(arabic), one.id
        for ours, theirs in zip(english, arabic, strict=True):
            at = texts.index(theirs)
            first = ours.split(":")[0] if ours.startswith("Decision") else ours
            assert first in texts[max(0, at - 6) : at]


def test_that_arabic_runs_from_the_right_and_says_its_language() -> None:
    arabic = [
        p for p in paragraphs(made("fourteen")) if any("\u0600" <= c <= "\u06ff" for c in p[0])
    ]
    assert len(arabic) > 30
    assert all(rtl and tongues == {"ar-SA"} for _, rtl, tongues in arabic)


def test_that_an_interpreters_english_stands_beside_her_words_and_is_marked_as_such() -> None:
    for kind in ("letter", "minutes", "recommendations"):
        texts = [text for text, _, _ in paragraphs(made("fourteen", kind))]
        at = texts.index("“عايزة أعرف أخوي وين.”")
        beside = "\n".join(texts[at : at + 3])
        assert (
            "In English, as interpreted by Huda Saleh: I want to know where my brother is."
            in beside
        )
        assert "“I want to know where my brother is.”" not in texts


def test_that_the_letter_says_who_put_it_into_the_other_language() -> None:
    assert "The Arabic was written by Huda Saleh." in whole(made("fourteen"))
    assert "This letter is in English and in" not in whole(made("posy"))


def with_translation(name: str, part_id: str, *texts: str, language: str = "pl-PL") -> bytes:
    """Return a letter of a case with one part put into another language."""
    case, review = case_of(name), review_of(name)
    lines = tuple(Line(id=f"t{n}", text=text) for n, text in enumerate(texts))
    review = with_section(review, SectionRecord(id=f"{part_id}_translated", minutes=lines))
    head = msgspec.structs.replace(review.head, letter_language=language)
    review = msgspec.structs.replace(review, head=head)
    return exported("letter", case.child, review, recipient_of(document("letter"), case.child))


def test_that_a_translation_with_fewer_paragraphs_stands_whole_after_its_part() -> None:
    content = with_translation("posy", "letter_next", "Zadzwonię 9 marca.")
    found = paragraphs(content)
    texts = [text for text, _, _ in found]
    at = texts.index("Zadzwonię 9 marca.")
    assert texts[at - 1] == "The same in Polish:"
    assert "I will ring you on 9 March." in texts[at - 2]
    assert found[at][1:] == (False, {"pl-PL"})
    assert check(content) == ()


def test_that_a_translation_is_left_out_where_its_english_is_kept_from_the_child() -> None:
    case, review = case_of("fourteen"), review_of("fourteen")
    record = review.section("letter_worries")
    secret = msgspec.structs.replace(record.minutes[0], mark=Mark.CONFIDENTIAL)
    changed = msgspec.structs.replace(record, minutes=(secret, *record.minutes[1:]))
    review = with_section(review, changed)
    said = whole(
        exported("letter", case.child, review, recipient_of(document("letter"), case.child))
    )
    assert "That was our mistake" not in said
    assert "هذا خطؤنا نحن" not in said
    assert "So do I." in said


def test_that_no_translation_stands_in_a_record() -> None:
    for kind in ("minutes", "recommendations"):
        assert "هذا خطؤنا نحن" not in whole(made("fourteen", kind))
