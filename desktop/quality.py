"""``heard qa``: quality assurance of Word files without a window and without a store.

For a scheduled check on a share: what is wrong is said on the terminal, in a JSON file, and as
comments in copies. The documents themselves are never touched.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from export.comments import NewComment, with_comments
from export.files import put, safe_name, shown_name
from export.qa.folder import Told, files_in, look_through_files, needs_a_look
from export.qa.outcome import Evidence, Found, Outcome, Quality, Reply, Row
from export.qa.quality import rules
from export.reader.document import Spot
from export.reader.opening import content_of
from models.child import Value
from models.clock import Clock
from models.errors import UserFacingError
from models.questions import Questions

FINE, FOUND = 0, 1
_AUTHOR, _INITIALS = "Heard", "H"
_MOST_SHOWN = 3
_COVERED = frozenset(
    {"named_and_dated", "language_and_names", "schedule_7", "permanence_by_second"}
)
"""Questions whose every fault has a comment of its own, from the check that found it."""


class Results(Value, frozen=True, kw_only=True):
    """What ``--json`` writes: the questions that were asked, and a row for each file."""

    version: int = 1
    questions_version: str
    rows: tuple["TellingRow", ...]


class TellingRow(Value, frozen=True, kw_only=True):
    """One file with all that is said of it, and how it is related to others."""

    path: str
    quality: Quality
    same_as: str
    same_text: str
    newer: str


def schema() -> dict[str, Any]:
    """Return the JSON Schema of what ``--json`` writes; fields are added to it, never changed."""
    return msgspec.json.schema(Results)


class Wanted(Value, frozen=True, kw_only=True):
    """Where results go beside the terminal, and a council's own settings; empty for none."""

    json: str = ""
    comments: str = ""
    council: str = ""


def run(
    paths: Sequence[str],
    wanted: Wanted,
    clock: Clock,
    say: Callable[[str], None],
    told: Told = lambda _part, _whole: None,
) -> int:
    """Look at every document, tell what was found and return the exit code.

    What is in the folder for copies is not looked at; ``told`` takes how far reading is.

    Raises:
        UserFacingError: there is nothing to look at, results cannot be saved, or a file of the
            council's folder breaks a rule.
    """
    by = rules(Path(wanted.council) if wanted.council else None)
    copies = Path(wanted.comments).resolve() if wanted.comments else None
    files = list(files_in(_existing(paths), copies))
    if not files:
        raise UserFacingError(
            "There is no Word document there.", "Name a .docx file, or a folder that holds some."
        )
    _make_places(wanted)
    rows = look_through_files(files, by, clock.today(), None, told)
    for row in rows:
        _tell(row, by.questions, say)
    if wanted.json:
        _save_json(Path(wanted.json), by.questions, rows)
    if copies is not None:
        _save_comments(copies, rows, by.questions, clock.now(), say)
    found = [row for row in rows if needs_a_look(row.quality)]
    say(f"{_counted(len(rows), 'document')}, {len(found)} with something to look at.")
    return FOUND if found else FINE


def _existing(paths: Iterable[str]) -> Iterator[Path]:
    for name in paths:
        if not os.path.exists(name):  # noqa: PTH110 - says no where it may not look
            raise UserFacingError(
                f"{name} is not there.", "Look at the name of the file or folder."
            )
        yield Path(name)


def _make_places(wanted: Wanted) -> None:
    """Make sure of the places that results go to, before minutes of reading."""
    if os.path.isdir(wanted.json):  # noqa: PTH112 - as above
        raise UserFacingError(f"{wanted.json} is a folder.", "Name a file for the results.")
    for folder in (Path(wanted.comments), Path(wanted.json).parent):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise UserFacingError(
                f"The folder {folder} cannot be made.", "Choose another folder for the results."
            ) from fault


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"


# -- the terminal


def _tell(row: Row, questions: Questions, say: Callable[[str], None]) -> None:
    one, path = row.quality, shown_name(row.path)
    if one.verdict is not None:
        say(f"{path}: not read. {one.problem} {one.remedy}")
        return
    counts = ", ".join(
        f"{one.count(reply)} {reply.label}" for reply in (Reply.YES, Reply.NO, Reply.CANNOT_TELL)
    )
    if all(outcome.reply is Reply.DOES_NOT_APPLY for outcome in one.outcomes):
        counts = "no record of a review"
    state = f"{one.text_state.label}{_noticed(one)}{_barriers(one)}{_related(row)}"
    say(f"{path}: {counts}; {state}")
    for outcome in one.outcomes:
        question = questions.question(outcome.question)
        if outcome.reply is Reply.NO and question is not None:
            say(f"  no: {question.number} {question.text} {outcome.because}")
            for evidence in outcome.evidence[:_MOST_SHOWN]:
                say(f"      {evidence.where}: {_line(evidence)}")


def _noticed(one: Quality) -> str:
    """Return how much the checks found, where anything: the results and copies hold it."""
    count = len({found.problem.casefold() for found in one.found})
    return f"; {_counted(count, 'thing')} noticed" if count else ""


def _barriers(one: Quality) -> str:
    """Return how much stands in the way of somebody with a screen reader, where anything does."""
    count = len(one.barriers)
    return f"; {_counted(count, 'barrier')} to reading it" if count else ""


def _related(row: Row) -> str:
    if row.same_as:
        return f"; the same file as {shown_name(row.same_as)}"
    if row.newer:
        return f"; there is a newer version, {shown_name(row.newer)}"
    return f"; the same text as {shown_name(row.same_text)}" if row.same_text else ""


def _line(evidence: Evidence) -> str:
    return " ".join(evidence.text.split())[:100]


# -- files


def _save_json(path: Path, questions: Questions, rows: Iterable[Row]) -> None:
    told = tuple(
        TellingRow(
            path=row.path,
            quality=row.quality,
            same_as=row.same_as,
            same_text=row.same_text,
            newer=row.newer,
        )
        for row in rows
    )
    results = Results(questions_version=questions.version, rows=told)
    put(msgspec.json.format(msgspec.json.encode(results)), path, replace=True)


def _save_comments(
    folder: Path,
    rows: Iterable[Row],
    questions: Questions,
    now: datetime,
    say: Callable[[str], None],
) -> None:
    """Save a copy with comments of each document that has something to look at, and can take them.

    Raises:
        UserFacingError: copies cannot be saved there.
    """
    for row in rows:
        one = row.quality
        made = list(comments_for(one, questions, now))
        if one.verdict is not None or row.same_as or not made:
            continue
        try:
            copy = with_comments(content_of(Path(row.path)), made)
        except UserFacingError as fault:  # such as one that went away meanwhile
            path = shown_name(row.path)
            say(f"{path}: no copy with comments. {fault.problem} {fault.remedy}")
        else:
            put(copy, folder / safe_name(Path(row.path).name), replace=False)


def comments_for(one: Quality, questions: Questions, now: datetime) -> Iterator[NewComment]:
    """Yield a comment for each thing found, and for each question that was answered with no.

    What is found in several places is said at the first of them.
    """
    alike: dict[str, list[Found]] = {}
    for found in one.found:
        alike.setdefault(found.problem.casefold(), []).append(found)
    for first, *others in alike.values():
        more = f" The same stands in {_counted(len(others), 'more place')}." if others else ""
        yield _comment(first.evidence, f"{_about(first)}{more}", now)
    for outcome in one.outcomes:
        question = questions.question(outcome.question)
        covered = outcome.question in _COVERED
        if outcome.reply is Reply.NO and question is not None and not covered:
            place = outcome.evidence[0] if outcome.evidence else None
            yield _comment(place, _answer(question.text, outcome), now)


def _about(found: Found) -> str:
    return " ".join(filter(None, (f"{found.problem.rstrip('.')}.", found.remedy)))


def _answer(question: str, outcome: Outcome) -> str:
    return f"{question} As it reads, no. {outcome.because}"


def _comment(evidence: Evidence | None, text: str, now: datetime) -> NewComment:
    """Return a comment at the evidence, or at the title where something is missing."""
    spot = (
        Spot(at=evidence.at, start=evidence.start, length=evidence.length)
        if evidence is not None
        else Spot(at=0)
    )
    return NewComment(spot=spot, text=text, author=_AUTHOR, initials=_INITIALS, on=now)
