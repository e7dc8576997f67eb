"""One document looked at whole: read, understood, checked, and every question answered."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import msgspec
from typing_extensions import override

from export.accessibility import check_opened
from export.qa.answers import answered
from export.qa.outcome import Found, Quality
from export.qa.seen import Seen, does_not_apply
from export.qa.subject import Beside, spot_of, subject_of
from export.qa.timeliness import next_limit
from export.reader.document import Spot
from export.reader.headings import Headings, headings_of
from export.reader.opening import package
from export.reader.reading import Opened
from export.reader.record import ReadRecord
from export.reader.understanding import understood
from export.reader.verdicts import UnreadableError
from models.agenda import Agenda
from models.checks import CHECKS, Looker, load_checks
from models.checks.engine import InPassage, is_let_be
from models.checks.subject import Finding, KnownName, Passage
from models.council import rulebook
from models.deadlines import DateEngine
from models.questions import Questions, load_questions

NO_RECORD = "This is a paper or a sheet, and no record of a review."
_MOST = 2_000
"""Findings of one document that are told."""


class Once(Looker):
    """Looks at documents of which none comes back, so that remembering would be for nothing."""

    @override
    def each(
        self, check: str, passages: Iterable[Passage], find: InPassage, *, quoted: bool = False
    ) -> Iterator[Finding | None]:
        for passage in passages:
            if not passage.is_quotation and passage.text:
                for found in find(passage):
                    if quoted or not is_let_be(passage, found):
                        yield found


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What documents are measured by; ``looker`` looks with every check."""

    agenda: Agenda
    engine: DateEngine
    questions: Questions
    headings: Headings
    looker: Looker


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """What is known beside one document: names of other children, the record before it."""

    others: tuple[KnownName, ...] | None = None
    last: ReadRecord | None = None
    last_name: str = ""


def rules(council: Path | None = None) -> Rules:
    """Return the shipped rules with a council's folder laid over them. Raises DataFaultError."""
    book = rulebook(council)
    return Rules(
        agenda=book.agenda,
        engine=book.engine,
        questions=load_questions(council),
        headings=headings_of(book.agenda),
        looker=Once(load_checks(council), CHECKS),
    )


def unreadable(name: str, fault: UnreadableError) -> Quality:
    """Return what is to be said of a file that cannot be read."""
    return Quality(name=name, verdict=fault.verdict, problem=fault.problem, remedy=fault.remedy)


def quality_of(
    content: bytes,
    name: str,
    by: Rules,
    today: date,
    *,
    around: Around | None = None,
    password: str | None = None,
) -> Quality:
    """Return what is to be said of a document.

    Raises:
        UnreadableError: it cannot be read, and why.
    """
    opened, record = opened_and_read(content, by, password)
    beside = around or Around()
    return quality_of_record(record, name, by, today, around=beside, opened=opened)


def opened_and_read(
    content: bytes, by: Rules, password: str | None = None
) -> tuple[Opened, ReadRecord]:
    """Return a document taken apart, and its record.

    Raises:
        UnreadableError: it cannot be read, and why.
    """
    opened = Opened(package(content, password))
    return opened, understood(opened.document(content), by.headings)


def quality_of_record(
    record: ReadRecord,
    name: str,
    by: Rules,
    today: date,
    *,
    around: Around,
    opened: Opened | None = None,
) -> Quality:
    """Return what is to be said of a record; ``opened`` is its file taken apart, if at hand."""
    seen = look(record, by, today, around)
    document = record.document
    return Quality(
        name=name,
        sha256=document.sha256,
        kind=record.kind,
        is_ours=record.is_ours,
        reach=record.reach.words,
        reference=record.reference,
        version=record.version,
        is_draft=record.is_draft,
        review_number=record.review_number,
        review_date=record.review_date,
        took_part=record.took_part,
        text_state=document.text_state,
        check=document.check,
        traits=tuple(sorted(document.traits)),
        outcomes=tuple(
            answered(question, seen) if record.is_record else does_not_apply(question.id, NO_RECORD)
            for question in by.questions.questions
        ),
        found=tuple(_found(seen, finding, spot) for finding, spot in seen.findings),
        barriers=() if opened is None else check_opened(opened),
        comments=len(document.comments),
        copied_from=around.last_name if around.last is not None else "",
    )


def look(record: ReadRecord, by: Rules, today: date, around: Around) -> Seen:
    """Return a record with everything that the checks found in it."""
    beside = Beside(
        today=today,
        others=around.others,
        last=around.last,
        limit=next_limit(record, by.engine),
    )
    subject = subject_of(record, by.agenda, beside)
    found = by.looker.look(subject).findings[:_MOST] if record.is_record else ()
    return Seen(
        record=record,
        subject=subject,
        findings=tuple((finding, spot_of(finding, record)) for finding in found),
        agenda=by.agenda,
        engine=by.engine,
        beside=beside,
    )


def _found(seen: Seen, finding: Finding, spot: Spot | None) -> Found:
    return Found(
        check=finding.check,
        problem=finding.problem,
        remedy=finding.remedy,
        evidence=None if spot is None else seen.evidence(spot),
    )
