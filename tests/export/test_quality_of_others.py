"""What is said of records that other councils wrote: forms, lists and tables in their own words."""

import io
import time
from collections.abc import Sequence

import pytest
from docx import Document

from export.qa.cards import Card, Children
from export.qa.outcome import Outcome, Quality, Reply
from export.qa.quality import Around, quality_of
from export.reader.document import Trait
from models.checks.subject import KnownName
from tests.export.test_quality import OTHERS, TODAY, by

Rows = Sequence[Sequence[str]]
Part = str | tuple[str, str] | list[tuple[str, ...]]
"""A paragraph; a heading's or list's style with its words; or the rows of a table."""

HEAD: list[tuple[str, ...]] = [
    ("Name of child", "Ali Rook"),
    ("Date of birth", "9 September 2014"),
    ("Date of review", "2 September 2026"),
    ("Review number", "8"),
]
EARLIER = ("Heading 1", "Previous decisions")
DECISIONS = ("Heading 1", "Recommendations")


def of(
    *parts: Part,
    title: str = "Looked After Child Review",
    others: tuple[KnownName, ...] = OTHERS,
) -> Quality:
    document = Document()
    document.add_heading(title, 0)
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
        elif isinstance(part, tuple):
            document.add_paragraph(part[1], style=part[0])
        else:
            table = document.add_table(rows=0, cols=max(map(len, part)))
            for row in part:
                cells = table.add_row().cells
                for cell, words in zip(cells, row, strict=False):
                    cell.text = words
                if len(row) == 1:
                    cells[0].merge(cells[-1])
    held = io.BytesIO()
    document.save(held)
    return quality_of(held.getvalue(), "other.docx", by(), TODAY, around=Around(others=others))


def answer(question: str, *parts: Part) -> Outcome:
    found = of(*parts).outcome(question)
    assert found is not None
    return found


def earlier(*rows: tuple[str, ...], headed: str = "Outcome") -> list[tuple[str, ...]]:
    return [("Decision", "Who", "By when", headed), *rows]


@pytest.mark.parametrize("headed", ["Outcome", "Completed?", "Progress", "Update"])
def test_that_how_an_earlier_decision_stands_is_read_whatever_its_column_is_called(
    headed: str,
) -> None:
    for status, reply in (
        ("Done", Reply.YES),
        ("Yes", Reply.YES),
        ("Not done – the assessor was off sick", Reply.YES),
        ("No", Reply.NO),
        ("Not done. Carried forward.", Reply.NO),
        ("Outstanding", Reply.NO),
        ("", Reply.NO),
        ("Ongoing", Reply.YES),
        ("See minutes", Reply.CANNOT_TELL),
    ):
        row = ("Apply for a passport", "Jo Bell", "1 June 2026", status)
        said = answer("last_time_answered", HEAD, EARLIER, earlier(row, headed=headed))
        assert said.reply is reply, status
        if reply is not Reply.YES:
            assert "“Apply for a passport”" in said.because


def test_that_what_is_long_overdue_is_counted_from_the_days_in_the_table() -> None:
    for by_when, status, reply in (
        ("1 June 2026", "No", Reply.CANNOT_TELL),
        ("1 June 2026", "Yes", Reply.DOES_NOT_APPLY),
        ("28 August 2026", "Not done", Reply.DOES_NOT_APPLY),
        ("spring", "Not done", Reply.CANNOT_TELL),
    ):
        table = earlier(("Start the pathway assessment", "Jo Bell", by_when, status))
        said = answer("drift_challenged", HEAD, EARLIER, table)
        assert said.reply is reply, (by_when, status)
    late = earlier(("Start the pathway assessment", "Jo Bell", "1 June 2026", "No"))
    assert "Long overdue" in answer("drift_challenged", HEAD, EARLIER, late).because


def made(by_when: str, who: str = "Nina Shah") -> list[tuple[str, ...]]:
    return [("Action", "By whom", "Timescale"), ("Book the dentist", who, by_when)]


def test_that_a_stretch_of_time_is_not_said_to_be_a_day() -> None:
    for by_when, reply in (
        ("5 November 2026", Reply.YES),
        ("w/c 30/11/26", Reply.YES),
        ("within 4 weeks", Reply.CANNOT_TELL),
        ("by end of Nov 2026", Reply.CANNOT_TELL),
        ("ongoing", Reply.NO),
    ):
        said = answer("named_and_dated", HEAD, DECISIONS, made(by_when))
        assert said.reply is reply, by_when


def test_that_no_reply_is_awaited_where_no_column_asks_for_one() -> None:
    said = answer("council_replied", HEAD, DECISIONS, made("5 November 2026"))
    assert said.because == "The council’s reply is not in this document."


def test_that_words_of_a_list_numbered_by_hand_are_shown_where_they_stand() -> None:
    found = of(HEAD, DECISIONS, "1. Jo Bell will ring the school by 9 October 2026.",
               "2. Health visitor to monitor weight.")  # fmt: skip
    weak = [one.evidence for one in found.found if one.check == "weak" and one.evidence]
    assert [one.text for one in weak] == ["monitor"]


def test_that_the_heads_of_columns_are_no_passages() -> None:
    said = answer("follow_and_cover", HEAD, DECISIONS, made("5 November 2026"))
    assert [one.text for one in said.evidence][:1] == ["Book the dentist"]


def form(**more: str) -> list[tuple[str, ...]]:
    """Return a form with questions and what was ticked; an underscore stands for a space."""
    return [*HEAD, *((label.replace("_", " "), text) for label, text in more.items())]


def test_that_the_days_of_another_councils_form_are_counted_again() -> None:
    for fields, reply in (
        ({"Date_of_last_review": "4 March 2026"}, Reply.YES),
        ({"Date_of_last_review": "12.02.26"}, Reply.NO),
        ({"Date_of_last_review": "12.02.26", "Held_in_timescale?": "Yes"}, Reply.NO),
        ({"Date_of_last_review": "12.02.26", "Held_in_timescale?": "No – carer in hospital"},
         Reply.YES),
        ({"Held_in_timescale?": "Yes"}, Reply.YES),
        ({"Held_in_timescale?": "No"}, Reply.NO),
        ({"Held_in_timescale?": "See above"}, Reply.CANNOT_TELL),
        ({"Date_of_last_review": "12.02.26", "Type_of_review": "Child placed for adoption"},
         Reply.CANNOT_TELL),
    ):  # fmt: skip
        said = answer("review_in_time", form(**fields))
        assert said.reply is reply, fields


def test_that_a_first_review_is_counted_from_the_day_a_child_came_into_care() -> None:
    rows = [("Date became looked after", "01/06/2026"), ("Date of review", "14/07/2026")]
    late = of(rows, title="Initial Looked After Review").outcome("review_in_time")
    assert late is not None
    assert late.reply is Reply.NO
    assert "29 June 2026" in late.because


def test_that_what_was_sent_in_time_from_the_day_of_the_review_was_in_time() -> None:
    for sent, reply in (("9 September 2026", Reply.YES), ("10 September 2026", Reply.CANNOT_TELL)):
        assert answer("decisions_in_time", form(Date_decisions_sent=sent)).reply is reply


def test_that_yes_and_no_on_a_form_are_what_they_say() -> None:
    alone, advocacy = "Was_the_child_seen_alone_by_the_IRO?", "Has_advocacy_been_offered?"
    for question, label, text, reply in (
        ("private_talk", alone, "Yes – 30.08.26 at home", Reply.YES),
        ("private_talk", alone, "No – Ali did not want to", Reply.YES),
        ("private_talk", alone, "No", Reply.NO),
        ("private_talk", alone, "N/A", Reply.CANNOT_TELL),
        ("private_talk", "Social_worker_visits_–_child_seen_alone", "Yes", Reply.CANNOT_TELL),
        ("advocate", advocacy, "Yes – declined", Reply.YES),
        ("advocate", advocacy, "No", Reply.NO),
        ("advocate", advocacy, "Not discussed, Ali was tired", Reply.CANNOT_TELL),
        ("adjourned_properly", "Adjourned", "Yes – to 7 October 2026 for the plan", Reply.NO),
        ("adjourned_properly", "Adjourned", "Yes – to 23 September as", Reply.CANNOT_TELL),
        ("adjourned_properly", "Adjourned", "No", Reply.DOES_NOT_APPLY),
        ("midway_check", "Date_of_midway_review", "3 June 2026", Reply.YES),
        ("midway_check", "Date_of_midway_review", "3 December 2026", Reply.CANNOT_TELL),
    ):
        said = answer(question, form(**{label: text}))
        assert said.reply is reply, (label, text)
        assert said.because


def test_that_no_plan_b_is_none_whatever_word_stands_for_it() -> None:
    for plan_b, reply in (
        ("None", Reply.NO),
        ("To be agreed", Reply.NO),
        ("Supported lodgings", Reply.YES),
    ):
        fields = {"Permanence_plan": "Long-term fostering", "Parallel_plan": plan_b}
        assert answer("permanence_by_second", form(**fields)).reply is reply
    alone = answer("permanence_by_second", form(Permanence_plan="Long-term fostering"))
    assert alone.reply is Reply.CANNOT_TELL


def test_that_words_which_may_tell_are_shown_and_not_said_to_be_missing() -> None:
    told = ("Ali told her advocate: “I want to stay”. I saw Ali alone on 1 September 2026.",)
    views = ("Heading 1", "Ali's views")
    for question, words in (("private_talk", "alone on 1 September"), ("advocate", "her advocate")):
        said = answer(question, HEAD, views, *told)
        assert said.reply is Reply.CANNOT_TELL
        assert any(words in one.text for one in said.evidence)
        assert said.because.endswith("These words may tell of it; they are yours to read.")


def test_that_a_next_review_after_its_limit_is_found_beneath_its_heading() -> None:
    last = form(Date_of_last_review="4 March 2026")
    for day, late in (("2 March 2027, 4 pm", False), ("3 March 2027, 4 pm", True)):
        found = of(last, ("Heading 1", "Next review"), day)
        said = [one.evidence for one in found.found if one.check == "next_review"]
        assert bool(said) is late
        assert all(one is not None and one.text == "Next review" for one in said)


LARGE: list[tuple[str, ...]] = [
    ("Section 1: Child's details",),
    *HEAD,
    ("Placement type", "U4 – fostered, not long term"),
    ("Section 2: Child's views",),
    ("What does the child say?", "Ali would like more contact with his brother."),
    ("Health", "Ali saw the dentist on 3 August 2026 and has no cavities."),
    ("Date of medical", "3 August 2026"),
    ("Section 3: Decisions",),
    ("1", "SW to continue to monitor contact – ongoing"),
    ("2", "Jo Bell to book the eye test by 5 October 2026"),
]


def test_that_a_form_of_one_large_table_is_read_part_by_part() -> None:
    found = of(LARGE)
    assert found.review_number == 8
    shown = {
        question: [one.text for one in outcome.evidence]
        for question in ("own_words", "health", "follow_and_cover")
        if (outcome := found.outcome(question)) is not None
    }
    assert shown == {
        "own_words": ["Ali would like more contact with his brother."],
        "health": ["Ali saw the dentist on 3 August 2026 and has no cavities."],
        "follow_and_cover": [LARGE[-2][1], LARGE[-1][1]],
    }
    assert "recommendations found" in found.reach


def test_that_the_labels_of_a_form_are_not_held_against_who_filled_it_in() -> None:
    found = of(LARGE)
    said = [one.evidence.text for one in found.found if one.check == "language" and one.evidence]
    assert said == ["contact with", "contact"]
    weak = {one.evidence.text for one in found.found if one.check == "weak" and one.evidence}
    assert {"SW to", "continue", "monitor", "ongoing"} <= weak


def test_that_a_name_in_a_form_is_still_found() -> None:
    rows = [("Name", "Role"), ("Ali Rook", "Child"), ("Omar Bell", "Brother"), ("Jo", "Worker")]
    found = of(HEAD, rows)
    assert [one.evidence.text for one in found.found if one.check == "names" and one.evidence] == [
        "Omar Bell"
    ]


def test_that_the_first_name_of_another_child_left_over_is_found_and_left_to_judge() -> None:
    cards = [
        Card(path="a.docx", child="rook", names=("Ali Rook",)),
        Card(path="b.docx", child="bell", names=("Omar Bell",)),
    ]
    others = Children(cards).others(cards[0])
    left = ("Heading 1", "Health"), "Omar is up to date with immunisations."
    found = of(HEAD, *left, others=others)
    assert [one.evidence.text for one in found.found if one.check == "names" and one.evidence] == [
        "Omar"
    ]
    said = found.outcome("language_and_names")
    assert said is not None
    assert said.reply is Reply.TO_JUDGE
    known = of(HEAD, ("Heading 1", "Family"), "Ali sees his brother Omar.", *left, others=others)
    assert "names" not in {one.check for one in known.found}


def test_that_how_to_reach_the_officer_is_nobody_elses_number() -> None:
    for text, is_found in (
        ("You can ring me on 07700 900123 if you want to.", False),
        ("Mum's new number is 07700 900123.", True),
    ):
        assert ("contact" in {one.check for one in of(HEAD, text).found}) is is_found


@pytest.mark.parametrize("number", [0, 1, 10, 20])
def test_that_the_places_with_hurtful_words_are_counted_in_english(number: int) -> None:
    texts = ["He is in placement."] * number
    because = answer("language_and_names", HEAD, ("Heading 1", "Home"), *texts).because
    counted = {0: "no words were found that", 1: "in 1 place that"}.get(
        number, f"in {number} places"
    )
    assert counted in because


def test_that_a_heading_with_the_childs_name_leads_to_their_views_and_a_carers_does_not() -> None:
    said = "Ali said very little today."
    assert answer("own_words", HEAD, ("Heading 1", "Ali's views"), said).evidence[0].text == said
    for whose in ("Carer's views", "Mother's wishes and feelings", "School's view"):
        assert not answer("own_words", HEAD, ("Heading 1", whose), said).evidence


def test_that_a_document_with_hardly_any_text_is_said_to_be_so() -> None:
    assert Trait.SCANT in of("Page 1").traits
    assert Trait.SCANT not in of(HEAD, "Ali is well. " * 20).traits


def test_that_a_parents_health_and_drinking_are_asked_about_wherever_they_stand() -> None:
    told = "Mum has missed three visits due to her mental health and alcohol misuse."
    found = of(HEAD, ("Heading 1", "Contact"), told, "Ali's mental health is good.")
    asked = [
        one.evidence.text for one in found.found if one.check == "third_party" and one.evidence
    ]
    assert asked == ["mental health"]


@pytest.mark.parametrize(
    "text",
    ["Aa " * 60_000, "A" * 200_000, "ring me " + "a" * 200_000, "Plan B: " + "-" * 200_000 + "x",
     " ".join(f"{n % 90}st w{n * n:x}" for n in range(20_000)),
     " ".join(f"N{n * n:x} (" for n in range(20_000))],
    ids=["capitals", "one word", "a number", "dashes", "ordinals", "brackets"],
)  # fmt: skip
def test_that_a_text_made_to_hold_a_reader_up_does_not(text: str) -> None:
    began = time.process_time()
    of(HEAD, ("Heading 1", "Home"), text, title=text[:20_000])
    assert time.process_time() - began < 5


def test_that_where_no_row_tells_the_section_that_may_is_shown() -> None:
    told = "He stays with Ann and Bob, and if not, with his aunt."
    said = answer("permanence_by_second", HEAD, ("Heading 1", "Permanence"), told)
    assert (said.reply, [one.text for one in said.evidence]) == (Reply.CANNOT_TELL, [told])
    assert not answer("interpreter", HEAD, ("Heading 1", "Permanence"), told).evidence


def test_that_stretches_of_time_are_told_beside_what_is_wrong() -> None:
    rows = [*made("within 4 weeks"), ("Ring the school", "Nina Shah", "ongoing")]
    said = answer("named_and_dated", HEAD, DECISIONS, rows)
    assert said.reply is Reply.NO
    assert said.because.endswith(
        "has no day, but “ongoing”; whether these are days is yours to read: “within 4 weeks” in"
        " number 1."
    )
