"""Reading documents in the helper process: values in, values out, nothing of Qt.

One document comes back whole, to be looked at; of a folder only what is said of each file. What
reads Word files is loaded by the jobs themselves, and so never by the window.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from export.files import put, shown_name
from export.qa.outcome import Outcome, Quality, Reply, Row
from export.reader.document import TextState, Trait
from export.reader.verdicts import Verdict
from models.audit import Audit
from models.calendar import long_date
from models.council import FOLDER
from models.errors import DataFaultError
from models.questions import Questions
from models.service import Answered
from models.text import new_id
from ui.quality.values import Listed, ReadFile

if TYPE_CHECKING:
    from export.qa.quality import Rules

_KINDS = {
    "minutes": "minutes",
    "recommendations": "recommendations",
    "letter": "letter",
    "one_page": "what we decided",
    "annex": "annex",
    "replies": "replies",
    "agenda": "agenda",
}
_FULLEST = ("minutes", "", "recommendations", "letter", "one_page", "annex")
"""Kinds of documents, those that tell most of a review first; another council's has none."""


@cache
def _rules(home: str) -> "Rules":
    """Return the rules with the council's; a faulty folder of theirs changes nothing."""
    from export.qa.quality import rules  # noqa: PLC0415 - see above

    try:
        return rules(Path(home) / FOLDER)
    except DataFaultError:
        return rules()


def read_whole(
    path: str, password: str, home: str, today: date, known: Quality | None = None
) -> ReadFile:
    """Return one document with what is said to each question.

    ``known`` is what was said of it among the documents of its folder, which knows more.

    Raises:
        UnreadableError: it cannot be read, and why.
    """
    from export.qa.quality import quality_of  # noqa: PLC0415 - see above
    from export.reader.opening import content_of  # noqa: PLC0415 - as above
    from export.reader.reading import read_document  # noqa: PLC0415 - as above
    from export.reader.understanding import understood  # noqa: PLC0415 - as above

    by = _rules(home)
    content = content_of(Path(path))
    record = understood(read_document(content, password or None), by.headings)
    if known is not None and known.sha256 == record.document.sha256:
        return ReadFile(path=path, password=password, record=record, quality=known)
    quality = quality_of(content, Path(path).name, by, today, password=password or None)
    return ReadFile(path=path, password=password, record=record, quality=quality)


def read_folder(
    paths: tuple[str, ...],
    home: str,
    today: date,
    told: Callable[[int, int], None] = lambda _part, _whole: None,
) -> tuple[Row, ...]:
    """Return a row for each file, in the order found; folders are gone through with all below."""
    from export.qa.folder import files_in, look_through_files  # noqa: PLC0415 - see above

    files = list(files_in(map(Path, paths)))
    return tuple(look_through_files(files, _rules(home), today, None, told))


def unlock(path: str, password: str, home: str, today: date) -> Row:
    """Return the row of one file that a password may open."""
    from export.qa.folder import look_through_files  # noqa: PLC0415 - see above

    (row,) = look_through_files([Path(path)], _rules(home), today, password, lambda *_: None)
    return row


def save_table(rows: tuple[Row, ...], questions: Questions, folder: str) -> str:
    """Save the table of a folder as CSV and return its path.

    Raises:
        ExportError: it cannot be saved there.
    """
    from export.qa.folder import rows_csv  # noqa: PLC0415 - see above

    content = rows_csv(rows, questions)
    return put(content, Path(folder) / "documents-read.csv", replace=False).path


def fresh_audit(file: ReadFile, by: str, today: date) -> Audit:
    """Return an audit of a document in which nothing was said yet."""
    record = file.record
    return Audit(
        id=new_id(),
        sha256=record.document.sha256,
        reference=record.reference,
        version=record.version,
        document=record.kind,
        review_date=record.review_date,
        by=by,
        begun_on=today,
    )


def listed(row: Row) -> Listed:
    """Return a file as the list shows it."""
    one = row.quality
    locked = one.verdict in (Verdict.PASSWORD, Verdict.WRONG_PASSWORD)
    held = one.review_date
    return Listed(
        path=row.path,
        name=shown_name(Path(row.path).name),
        title=f"{one.reference} · {_KINDS.get(one.kind, '')}".strip(" ·") if one.reference else "",
        review=f"review {one.review_number}" if one.review_number is not None else "",
        held_on=long_date(held) if held is not None else "",
        sort_date=held.isoformat() if held is not None else "",
        version=one.version,
        yes=one.count(Reply.YES),
        no=one.count(Reply.NO),
        cannot_tell=one.count(Reply.CANNOT_TELL),
        noticed=len({found.problem.casefold() for found in one.found}),
        text=one.text_state.label if one.text_state is not TextState.CANNOT_TELL else "",
        note="" if one.is_ours or one.verdict else _note(one),
        problem=one.problem,
        remedy=one.remedy,
        is_locked=locked,
        same_as=row.same_as or row.same_text,
        newer=row.newer,
    )


def _replies(rows: Iterable[Row]) -> dict[tuple[str, str], Reply]:
    """Return what is said of each review to each question."""
    told: list[tuple[int, str, tuple[Outcome, ...]]] = []
    for row in rows:
        one = row.quality
        if one.verdict is None and not (row.same_as or row.same_text or row.newer):
            rank = _FULLEST.index(one.kind) if one.kind in _FULLEST else len(_FULLEST)
            told.append((rank, one.reference or row.path, one.outcomes))
    said: dict[tuple[str, str], Reply] = {}
    for _, review, outcomes in sorted(told, key=itemgetter(0)):
        for outcome in outcomes:
            before = said.setdefault((review, outcome.question), outcome.reply)
            if before is Reply.CANNOT_TELL and outcome.reply in (Reply.YES, Reply.NO):
                said[review, outcome.question] = outcome.reply
    return said


def _note(one: Quality) -> str:
    """Return how far another council's document could be read."""
    reach = "hardly any text in it" if Trait.SCANT in one.traits else one.reach
    return f"not made by Heard: {reach}"


def answered(rows: Iterable[Row], questions: Questions) -> tuple[Answered, ...]:
    """Return how each question was answered of all these reviews, each of them once.

    A review may have sent out several documents: the full record answers for it, and the others
    only where it cannot tell. Older versions, doubles and what a question does not apply to are
    not counted.
    """
    counted: dict[str, Counter[Reply]] = {q.id: Counter() for q in questions.questions}
    for (_, question), reply in _replies(rows).items():
        counted.setdefault(question, Counter())[reply] += 1
    return tuple(
        Answered(
            id=question.id,
            title=f"{question.number}. {question.text}",
            yes=counted[question.id][Reply.YES],
            no=counted[question.id][Reply.NO],
            cannot_tell=counted[question.id][Reply.CANNOT_TELL],
        )
        for question in questions.questions
        if counted[question.id][Reply.YES] + counted[question.id][Reply.NO]
    )
