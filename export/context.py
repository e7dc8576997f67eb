"""What a document needs beside the child and the review: titles, limits, labels, who signs.

All of it is plain values, so that a helper process can build a document without the store, the
agenda or the law pack. For a signed version every value comes from what was frozen with it, so
that exporting it again in a year gives the same text (design.md §2, *Writing up*).
"""

from collections.abc import Mapping, Sequence
from datetime import date

from models.agenda import (
    Agenda,
    Answerer,
    ChildQuestion,
    not_shown,
    prompts_for,
    questions_for,
    worded,
)
from models.agenda_facts import facts_for
from models.agenda_guide import guide_for, wording_for
from models.child import Child, Value
from models.codes import TableName, codes
from models.columns import ListColumns
from models.council import CLASSIFICATION, FILE_NAME
from models.deadlines import DateEngine
from models.duty_days import duty_words
from models.paper import prompt_number
from models.review import PromptState, Review, ReviewHead
from models.wording import Wording

_PRINTED: tuple[TableName, ...] = ("legal_status", "participation", "permanence_plan")


MARKING, PRIVATE = CLASSIFICATION, "Private"
"""What stands at the head of every page of a record, and of a child's own letter."""

ANNEX_MARKING = f"{MARKING} · CONFIDENTIAL ANNEX"
"""What stands at the head of every page of the annex."""


class SectionTitle(Value, frozen=True, kw_only=True):
    """A section as a record heads it; ``reason`` says why it was left out, where it was.

    ``paragraphs`` are the paragraphs of Schedule 7 answered there, such as ``S7.5``.
    """

    id: str
    number: int
    heading: str
    reason: str = ""
    paragraphs: tuple[str, ...] = ()


class PaperSection(Value, frozen=True, kw_only=True):
    """A section of the printed agenda: prompts with their numbers, questions and whom to ask them.

    ``mine`` is its title in the child's own mouth.
    """

    id: str = ""
    number: int
    title: str
    mine: str = ""
    prompts: tuple[tuple[str, str], ...] = ()
    questions: tuple[str, ...] = ()


class Due(Value, frozen=True, kw_only=True):
    """The UK dates by which what follows a review is due; None where it cannot be said."""

    decisions: date | None = None
    reply: date | None = None
    care_plan: date | None = None
    record: date | None = None
    distribution: date | None = None
    next_limit: date | None = None


class Issue(Value, frozen=True, kw_only=True):
    """Which version this is, and its UK date: of signing, or today for a draft."""

    version: int
    signed: bool
    on: date


class Properties(Value, frozen=True, kw_only=True):
    """What a document says about itself; no child's name stands here.

    ``on`` is its UK date, of signing or of the draft; ``points`` the size of its letters.
    """

    title: str
    subject: str
    author: str
    reference: str
    version: str
    council: str
    on: date
    signed: bool
    points: float = 12.0
    marking: str = MARKING


class Strip(Value, frozen=True, kw_only=True):
    """The stability strip as a picture (PNG), its sides in px, all of it in words, its counts."""

    png: bytes
    width: int
    height: int
    words: str
    counts: tuple[str, ...] = ()


class Context(Value, frozen=True, kw_only=True):
    """What a builder may say that is neither the child's nor the review's.

    ``codes`` gives plain labels for codes of legal status, participation and permanence plan;
    ``duties`` says each duty of the law pack in words, by its id, and ``paragraphs`` what each
    paragraph of Schedule 7 asks about, ``adjourned_for`` says each reason for adjourning. ``strip``
    is there where the review wants it shown; only the council's own record shows it.
    ``classification`` and ``file_name`` are the council's.
    """

    council: str
    iro: str
    issue: Issue
    iro_contact: str = ""
    sections: tuple[SectionTitle, ...] = ()
    due: Due = Due()
    codes: Mapping[str, str] = {}
    duties: Mapping[str, str] = {}
    paragraphs: Mapping[str, str] = {}
    adjourned_for: Mapping[str, str] = {}
    paper_sections: tuple[PaperSection, ...] = ()
    strip: Strip | None = None
    classification: str = MARKING
    file_name: str = FILE_NAME

    def marked(self, marking: str) -> str:
        """Return a document's marking, classified as the council does it."""
        return marking.replace(MARKING, self.classification, 1)

    def label(self, code: str) -> str:
        """Return the plain words for a code, or nothing where it is not known."""
        return self.codes.get(code, "")


def reference(child: Child, review: Review) -> str:
    """Return what the record is called without a name: the council's number and the review's."""
    return f"{child.ids.la_id or review.id[:8]} · review {review.head.number}"


class Rules(Value, frozen=True, kw_only=True):
    """What the agenda and the date engine say."""

    agenda: Agenda
    engine: DateEngine


def section_titles(
    agenda: Agenda, child: Child, review: Review, today: date
) -> tuple[SectionTitle, ...]:
    """Return the headings of the record in order of number, worded for this child.

    ``today`` (UK) stands in while the review has no date.
    """
    mine = worded(agenda, Wording(name=child.preferred_name, pronouns=child.pronouns))
    reasons = {
        left.section.id: left.reason for left in not_shown(mine, facts_for(child, review, today))
    }
    return tuple(
        SectionTitle(
            id=section.id,
            number=section.number,
            heading=section.heading,
            reason=reasons.get(section.id, ""),
            paragraphs=section.s7,
        )
        for section in mine.sections
    )


def paper_sections(
    rules: Rules, child: Child, review: Review, today: date
) -> tuple[PaperSection, ...]:
    """Return the agenda as it is printed: in its order, with what is hidden left out."""
    mine = worded(rules.agenda, wording_for(child, review, rules.engine))
    guide = guide_for(mine, child, review, today)
    made = []
    for one in guide.sections:
        states = {state.id: state for state in review.section(one.section.id).prompts}
        prompts = [p for p in prompts_for(one.section, guide.facts) if not _hidden(states, p.id)]
        made.append(
            PaperSection(
                id=one.section.id,
                number=one.section.number,
                title=one.section.title,
                mine=one.section.mine,
                prompts=tuple(
                    (prompt_number(one.section, p), _wording(states, p.id) or p.text)
                    for p in prompts
                ),
                questions=_asked(questions_for(one.section, guide.facts), child.preferred_name),
            )
        )
    return tuple(made)


def _asked(questions: Sequence[ChildQuestion], name: str) -> tuple[str, ...]:
    """Return the questions, each kind of them after whom they are for."""
    leads = {
        Answerer.CHILD: f"To ask {name}",
        Answerer.CARER: f"To ask those who look after {name}",
        Answerer.OBSERVE: "To look for",
    }
    said = (
        (lead, [q.text for q in questions if q.answered_by is who]) for who, lead in leads.items()
    )
    return tuple(f"{lead}: {' '.join(texts)}" for lead, texts in said if texts)


def _hidden(states: Mapping[str, PromptState], prompt_id: str) -> bool:
    return prompt_id in states and states[prompt_id].hidden


def _wording(states: Mapping[str, PromptState], prompt_id: str) -> str:
    return states[prompt_id].wording if prompt_id in states else ""


def plain_codes() -> dict[str, str]:
    """Return the labels of every code that a record may name; none of a category of need."""
    return {code: c.label for table in _PRINTED for code, c in codes(table).items()}


class Officer(Value, frozen=True, kw_only=True):
    """Who signs: name, how to be reached, and for which council."""

    name: str
    contact: str = ""
    council: str = ""


def make_context(
    child: Child, review: Review, rules: Rules, officer: Officer, issue: Issue
) -> Context:
    """Return the context of one version of a review's documents.

    Raises:
        UserFacingError: a date lies outside the years that can be counted.
    """
    return Context(
        council=officer.council,
        iro=officer.name,
        iro_contact=officer.contact,
        issue=issue,
        sections=section_titles(rules.agenda, child, review, issue.on),
        due=due_dates(rules.engine, review.head, child, issue.on),
        codes=plain_codes(),
        duties={
            duty.id: duty_words(duty, child, review.head, issue.on)
            for duty in rules.engine.law.duties
        },
        paragraphs={p.id: p.short for p in rules.agenda.paragraphs},
        adjourned_for={why.id: why.words for why in rules.engine.law.adjournment_reasons},
        paper_sections=paper_sections(rules, child, review, issue.on),
    )


def due_dates(engine: DateEngine, head: ReviewHead, child: Child, issued: date) -> Due:
    """Return the limits that follow the review, worked out from the day it was completed.

    The council's five working days run from ``decisions_sent``, or from ``issued`` while the
    recommendations have not gone out.

    Raises:
        UserFacingError: a date lies outside the years that can be counted.
    """
    reply = engine.council_reply(head.sending.decisions_sent or issued).due
    limit = ListColumns(engine).limit_after(head, child)
    if head.completed_on is None:
        return Due(reply=reply, next_limit=limit)
    by_rule = {d.rule: d.due for d in engine.after_completion(head.completed_on)}
    return Due(
        decisions=by_rule.get("T12"),
        reply=reply,
        care_plan=by_rule.get("T14"),
        record=by_rule.get("T15"),
        distribution=by_rule.get("T16"),
        next_limit=limit,
    )
