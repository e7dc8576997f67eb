"""The feedback sheet: what a team lead gives back to a reviewing officer, fit to be read aloud.

Praise comes first, one change is asked for, and nothing is summed up into a mark. It names no
child: the officer knows the record by its reference (domain.md §7.2 and §12, 15).
"""

from collections.abc import Iterator, Mapping
from datetime import date

from export.blocks import (
    Block,
    Bullets,
    Column,
    Fact,
    Facts,
    Heading,
    Role,
    Table,
    cell,
    fact,
    paragraph,
    plain,
)
from models.audit import Answer, Audit, Grade, Remark
from models.calendar import long_date
from models.child import Value

OWN_PARTS = {
    "own_words": "The child’s own words",
    "about": "About the child and this review",
    "iro_view": "The reviewing officer’s view",
    "differences": "Where people did not agree",
    "next": "What happens next",
    "sign_off": "Signing off",
}
"""Parts of a record that are no section of the agenda; their headings may say the child's name."""
_QUOTED = 160  # letters of the words a comment is about


class SheetFacts(Value, frozen=True, kw_only=True):
    """What the sheet says beside the audit itself.

    ``questions`` gives each question in words, ``sections`` the headings by their ids; ``on`` is
    the UK date of the sheet.
    """

    on: date
    questions: Mapping[str, str] = {}
    sections: Mapping[str, str] = {}


def build(audit: Audit, facts: SheetFacts) -> tuple[Block, ...]:
    """Return the sheet."""
    return (
        Heading(level=1, text=f"Feedback on the record {audit.reference}".strip()),
        paragraph("From the team lead to the reviewing officer.", Role.NOTE),
        Facts(facts=tuple(_about(audit, facts))),
        *_strengths(audit),
        *_change(audit),
        *_told("What difference this review made for the child", audit.difference),
        *_told("Thank you", audit.thanks),
        *_comments(audit, facts),
        *_answers(audit, facts),
    )


def overall(audit: Audit) -> str:
    """Return what is said of the record as a whole, as the text of one comment; or nothing."""
    parts = [f"What is strong: {words}" for words in audit.strengths if words.strip()]
    if audit.change.strip():
        by = f" By {long_date(audit.change_by)}." if audit.change_by else ""
        parts.append(f"One change: {audit.change.strip()}{by}")
    if audit.difference.strip():
        parts.append(f"What difference it made for the child: {audit.difference.strip()}")
    if audit.thanks.strip():
        parts.append(audit.thanks.strip())
    return "\n".join(parts)


def _about(audit: Audit, facts: SheetFacts) -> Iterator[Fact]:
    if audit.version:
        yield fact("Version read", audit.version)
    if audit.review_date is not None:
        yield fact("Review held on", long_date(audit.review_date))
    if audit.by:
        yield fact("Read by", audit.by)
    yield fact("On", long_date(facts.on))


def _strengths(audit: Audit) -> Iterator[Block]:
    said = [words.strip() for words in audit.strengths if words.strip()]
    if said:
        yield Heading(level=2, text="What is strong")
        yield Bullets(items=tuple(plain(words) for words in said))


def _change(audit: Audit) -> Iterator[Block]:
    if audit.change.strip():
        yield Heading(level=2, text="One change")
        yield paragraph(audit.change.strip())
        if audit.change_by is not None:
            yield Facts(facts=(fact("By when", long_date(audit.change_by)),))


def _told(title: str, words: str) -> Iterator[Block]:
    if words.strip():
        yield Heading(level=2, text=title)
        yield paragraph(words.strip())


def _comments(audit: Audit, facts: SheetFacts) -> Iterator[Block]:
    remarks = [remark for remark in audit.remarks if remark.words.strip()]
    if not remarks:
        return
    yield Heading(level=2, text="Comments in the record")
    yield Table(
        caption="Comments, in the order of the record",
        description="Each comment with where it stands and the words it is about.",
        columns=(
            Column(title="Where", share=0.24),
            Column(title="About these words", share=0.34),
            Column(title="Comment", share=0.42),
        ),
        rows=tuple(
            (
                cell(where(remark, facts.sections)),
                cell(shortened(remark.spot.quoted)),
                cell(remark.words.strip()),
            )
            for remark in sorted(remarks, key=lambda r: (r.spot.at, r.spot.start))
        ),
    )
    yield paragraph("Each stands in the copy of the record too, at the words it is about.")


def _answers(audit: Audit, facts: SheetFacts) -> Iterator[Block]:
    """Yield the questions that were answered: those that need work first."""
    answers = [audit.answer(id_) for id_ in facts.questions]
    asked = [answer for answer in answers if not answer.is_empty]
    work = [answer for answer in asked if answer.grade is Grade.NEEDS_WORK]
    others = [answer for answer in asked if answer.grade is not Grade.NEEDS_WORK]
    for title, caption, some in (
        ("What needs work", "Questions graded “needs work”", work),
        ("What was looked at too", "The other questions that were answered", others),
    ):
        if some:
            yield Heading(level=2, text=title)
            yield _table(caption, some, facts)
    if asked:
        yield paragraph("Each grade is of this record, never of the child or of whoever wrote it.")


def _table(caption: str, answers: list[Answer], facts: SheetFacts) -> Table:
    return Table(
        caption=caption,
        description="Each question with how it was graded and why.",
        columns=(
            Column(title="Question", share=0.4),
            Column(title="Grade", share=0.16),
            Column(title="What was seen, and the difference for the child", share=0.44),
        ),
        rows=tuple(
            (
                cell(facts.questions[answer.id]),
                cell(answer.grade.label if answer.grade is not None else ""),
                cell(answer.words, answer.difference),
            )
            for answer in answers
        ),
    )


def where(remark: Remark, sections: Mapping[str, str]) -> str:
    """Return where a comment stands, in words that name no child."""
    spot = remark.spot
    section = OWN_PARTS.get(spot.section) or sections.get(spot.section, "")
    if spot.recommendation is not None:
        return f"Recommendation {spot.recommendation}"
    return section or "The record"


def shortened(words: str) -> str:
    """Return words of the record, not too many of them, in quotation marks."""
    words = " ".join(words.split())
    short = words if len(words) <= _QUOTED else f"{words[:_QUOTED].rstrip()}…"
    return f"“{short}”" if short else ""
