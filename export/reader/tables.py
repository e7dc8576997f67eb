"""What the tables of a record hold, known by their header rows: ours, or what others call them."""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from export.reader.dates import first_date
from export.reader.document import ReadCell, ReadParagraph, ReadTable, cell_text
from export.reader.headings import plain
from export.reader.record import ReadPerson, ReadPromise, ReadRecommendation

QUOTATION = frozenset({"child's words", "table words"})
"""The styles of the child's own words, in small letters."""
_MARKS = ("“", "”")
_MORE = re.compile(r"(?:Carried forward: number .+ of review \d+|For section \d+)\.\Z")
_SEEN = ("You will see it when ", "How it would show: ")
_NOBODY = frozenset({"nobody named yet", "–", "-", ""})
_NUMBER = re.compile(r"\s*(\d{1,3})\b")
_OF_REVIEW = re.compile(r"(?i)\breview (\d+)")
_PEOPLE = ("asked beforehand", "at the review")
_HEADERS = 64
"""Header rows that are remembered: most documents have the same."""
_DECIDED = re.compile(r".*(?:recommend|decision|action|task)")


class Column(StrEnum):
    """What a column says."""

    NUMBER = "number"
    WHAT = "what"
    WHO = "who"
    BY = "by"
    AGREES = "agrees"
    REPLY = "reply"
    STATUS = "status"
    OTHER = "other"


_COLUMNS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (Column.NUMBER, re.compile(r"\A(?:no|no\.|nr|number|#|ref|item)\Z")),
    (
        Column.STATUS,
        re.compile(r"how it stands|status|progress|completed|achieved|\bdone\b|\bmet\b|\brag\b"),
    ),
    (Column.AGREES, re.compile(r"\bagree")),
    (Column.REPLY, re.compile(r"reply|response")),
    (
        Column.BY,
        re.compile(r"\bwhen\b|timescale|deadline|target|\bdue\b|\bdate\b|time ?frame"),
    ),
    (Column.WHO, re.compile(r"\bwho\b|\bwhom\b|responsib|owner|\blead\b")),
    (Column.WHAT, re.compile(r"what|recommend|decision|action|task")),
)
_OUTCOME = re.compile(r"outcome|update")
"""What is to be done, where no other column says it; how it stands in a column after that one."""


def columns_of(table: ReadTable) -> tuple[Column, ...]:
    """Return what each column says, by the header row; each is said once."""
    return _columns(table.header)


@lru_cache(_HEADERS)
def _columns(header: tuple[str, ...]) -> tuple[Column, ...]:
    found: list[Column] = []
    for title in header:
        words = _words(title)
        column = next((c for c, pattern in _COLUMNS if pattern.search(words)), Column.OTHER)
        found.append(Column.OTHER if column in found else column)
    for at, title in enumerate(header):
        wanted = Column.STATUS if Column.WHAT in found[:at] else Column.WHAT
        if found[at] is Column.OTHER and wanted not in found and _OUTCOME.search(_words(title)):
            found[at] = wanted
    return tuple(found)


def _words(title: str) -> str:
    return " ".join(title.replace("’", "'").casefold().split()).strip(" :")


def is_of_people(table: ReadTable) -> bool:
    """Whether it is our table of people."""
    header = [_words(title) for title in table.header]
    return all(title in header for title in _PEOPLE)


def holds_recommendations(table: ReadTable) -> bool:
    """Whether a table says what is to be done, with by when, or at least by whom."""
    found = columns_of(table)
    if Column.WHAT not in found:
        return False
    title = _words(table.header[found.index(Column.WHAT)])
    return Column.BY in found or (Column.WHO in found and bool(_DECIDED.match(title)))


def is_of_earlier(table: ReadTable) -> bool:
    """Whether it tells how earlier recommendations stand."""
    return holds_recommendations(table) and Column.STATUS in columns_of(table)


# -- recommendations


def recommendations_in(table: ReadTable, first: int = 1) -> Iterator[ReadRecommendation]:
    """Yield the recommendations of a table; one without a number gets the next, from ``first``."""
    columns = columns_of(table)
    for row in table.rows[1:]:
        cells = dict(zip(columns, row, strict=False))
        made = _recommendation(cells, first)
        if made is not None:
            first = made.number + 1
            yield made


def _recommendation(cells: dict[Column, ReadCell], following: int) -> ReadRecommendation | None:
    what, who, by = (cells.get(c, ()) for c in (Column.WHAT, Column.WHO, Column.BY))
    said = [p for p in what if p.text.strip() and not _is_quotation(p)]
    if not said and not any(p.text.strip() for p in who):
        return None
    number = _NUMBER.match(cell_text(cells.get(Column.NUMBER, ())))
    reasons = [p.text for p in said[1:]]
    more: list[str] = []
    while reasons and (_MORE.match(reasons[-1]) or reasons[-1].startswith(_SEEN)):
        more.insert(0, reasons.pop())
    by_words = cell_text(by).strip()
    named = [p.text for p in who if p.text.strip()]
    person = named[0] if named else ""
    return ReadRecommendation(
        number=int(number[1]) if number else following,
        what="" if not said or said[0].text.strip() == "–" else said[0].text,
        why="\n".join(reasons),
        more=tuple(more),
        words=next((_quoted(p) for p in what if _is_quotation(p)), ""),
        who="" if person.strip().casefold() in _NOBODY else person,
        role="\n".join(named[1:]),
        by=first_date(by_words),
        by_words=by_words,
        agrees=cell_text(cells.get(Column.AGREES, ())),
        reply=cell_text(cells.get(Column.REPLY, ())),
        what_at=_place(said or list(what)),
        why_at=said[1].at if reasons else -1,
        who_at=_place(list(who)),
        by_at=_place(list(by)),
    )


def _place(paragraphs: list[ReadParagraph]) -> int:
    return paragraphs[0].at if paragraphs else -1


def _is_quotation(paragraph: ReadParagraph) -> bool:
    return paragraph.style.casefold() in QUOTATION


def _quoted(paragraph: ReadParagraph) -> str:
    return unmarked(paragraph.text)[0]


def unmarked(text: str) -> tuple[str, int]:
    """Return a quotation without the marks drawn around it, and how many stood before it."""
    before = int(text.startswith(_MARKS[0]))
    text = text[before:]
    return text[: -1 if text.endswith(_MARKS[1]) else None], before


# -- what was recommended before


def earlier_in(table: ReadTable, caption: str = "") -> Iterator[ReadPromise]:
    """Yield what an earlier review recommended, as a table tells it."""
    columns = columns_of(table)
    review = _OF_REVIEW.search(caption)
    for row in table.rows[1:]:
        cells = dict(zip(columns, row, strict=False))
        what, status = cells.get(Column.WHAT, ()), cells.get(Column.STATUS, ())
        if not cell_text(what).strip():
            continue
        by_words = cell_text(cells.get(Column.BY, ())).strip()
        yield ReadPromise(
            number=cell_text(cells.get(Column.NUMBER, ())).strip(),
            what=what[0].text,
            who=cells[Column.WHO][0].text if cells.get(Column.WHO) else "",
            by=first_date(by_words),
            by_words=by_words,
            status=status[0].text if status else "",
            told=tuple(p.text for p in status[1:]),
            review=review[1] if review else "",
            at=_place(list(what)),
            status_at=_place(list(status)),
        )


# -- people


def people_in(table: ReadTable) -> Iterator[ReadPerson]:
    """Yield the people of our table of people."""
    titles = [plain(title) for title in table.header]
    for row in table.rows[1:]:
        cells = dict(zip(titles, row, strict=False))
        who = cells.get("who", ())
        if not cell_text(who).strip():
            continue
        yield ReadPerson(
            name=who[0].text,
            lines=tuple(p.text for p in who[1:]),
            asked=cell_text(cells.get("asked beforehand", ())),
            took_part=cell_text(cells.get("at the review", ())),
            copy=cell_text(cells.get("copy", ())),
            at=_place(list(who)),
            asked_at=_place(list(cells.get("asked beforehand", ()))),
            took_at=_place(list(cells.get("at the review", ()))),
            copy_at=_place(list(cells.get("copy", ()))),
        )
