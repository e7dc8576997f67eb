"""What is said of records that other councils wrote: forms, lists and tables in their own words."""

import io
from collections.abc import Sequence

import pytest
from docx import Document

from export.qa.outcome import Outcome, Quality, Reply
from export.qa.quality import quality_of
from tests.export.test_quality import TODAY, by

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


def of(*parts: Part) -> Quality:
    document = Document()
    document.add_heading("Looked After Child Review", 0)
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
    return quality_of(held.getvalue(), "other.docx", by(), TODAY)


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
