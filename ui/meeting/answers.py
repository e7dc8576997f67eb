"""From an answer given under “Have we heard?” to the edits that record it."""

from datetime import date

import msgspec

from models.agenda import Agenda, prompts_for
from models.agenda_parts import AgendaFacts, Theme
from models.child import PlanEntry, View
from models.copies import starting_copy
from models.edits import Edit, Field, Opened, Put, PutAttendance, PutPrompt, SetHead, SpliceText
from models.heard import ADVOCATE, UNDECIDED, Question
from models.review import Attendance, DutyRecord, NotRelevant, PromptState
from models.rights import not_yet_told, told_today
from models.terms import ChildCopy, DutyState, PrivateTalk, Understood, ViewMethod
from models.text import Line, Mark, Quote, clean, new_id


def note(opened: Opened, section: str, words: str, *, said_on: date | None = None) -> Edit:
    """Return the edit that adds a line to a section's notes; the child's words with a date."""
    at = len(opened.the_review.section(section).notes)
    text = clean(words).text.strip()
    quotes: tuple[Quote, ...] = ()
    line = Line(id=new_id(), text=text)
    if said_on is not None:
        quotes = (Quote(id=new_id(), text=text, said_on=said_on),)
        line = Line(id=new_id(), mark=Mark.WORDS, quote=quotes[0].id)
    return SpliceText(
        section=section, field=Field.NOTES, at=at, removed=0, lines=(line,), quotes=quotes
    )


def prompts_answered(
    question: Question, opened: Opened, agenda: Agenda, facts: AgendaFacts
) -> list[Edit]:
    """Return the edits that tick the prompts which a note for this question answers."""
    own = {p for one in agenda.paragraphs if one.id == question.id for p in one.prompts}
    edits: list[Edit] = []
    for section in agenda.sections:
        record = opened.the_review.section(section.id)
        states = {state.id: state for state in record.prompts}
        for prompt in prompts_for(section, facts):
            steady = question.id == Theme.STABILITY and prompt.theme is Theme.STABILITY
            if prompt.id in own or (steady and prompt.still):
                state = states.get(prompt.id) or PromptState(id=prompt.id)
                asked = msgspec.structs.replace(state, asked=True)
                edits.append(PutPrompt(section=section.id, state=asked))
    return edits if question.id == Theme.STABILITY else edits[:1]


def not_relevant(question: Question, reason: str) -> Edit:
    """Return the edit that says why a Schedule 7 matter did not need discussing."""
    return Put(item=NotRelevant(id=question.id, reason=reason.strip()))


def left_open(opened: Opened, question: Question, reason: str) -> Edit:
    """Return the edit that leaves a question with a reason."""
    head = opened.the_review.head
    others = tuple(one for one in head.left_open if one.id != question.id)
    left = (*others, NotRelevant(id=question.id, reason=reason.strip()))
    return SetHead(head=msgspec.structs.replace(head, left_open=left))


def talked(opened: Opened, value: PrivateTalk, on: date, place: str) -> Edit:
    """Return the edit that records the talk in private."""
    head = opened.the_review.head
    talk = msgspec.structs.replace(
        head.private_conversation, value=value, on=on, place=place.strip()
    )
    return SetHead(head=msgspec.structs.replace(head, private_conversation=talk))


def advocate_told(opened: Opened, on: date, how: str) -> Edit:
    """Return the edit that records that the child was told about advocates."""
    duties = opened.the_review.head.duties
    known = next((d for d in duties if d.id == ADVOCATE), DutyRecord(id=ADVOCATE))
    done = msgspec.structs.replace(known, state=DutyState.DONE, on=on, how=how.strip())
    return Put(item=done)


def asked(opened: Opened, person_id: str, how: str) -> Edit:
    """Return the edit that records how somebody who must be asked was asked."""
    attendance = opened.the_review.head.attendance
    known = next((a for a in attendance if a.person_id == person_id), None)
    if known is None:
        known = _joining(opened, person_id)
    return PutAttendance(attendance=msgspec.structs.replace(known, consulted=how.strip()))


def _joining(opened: Opened, person_id: str) -> Attendance:
    """Return how somebody joins a review without being invited to its meeting."""
    person = next(p for p in opened.child.people if p.id == person_id)
    return Attendance(person_id=person_id, copy=starting_copy(person, opened.child).kind)


def planned(opened: Opened, today: date, *, plan: str = "", plan_b: str = "") -> Edit:
    """Return the edit that records the plan for growing up, or plan B, as it stands today."""
    now = opened.child.plan
    number = opened.the_review.head.number
    if now is None:
        entry = PlanEntry(
            id=new_id(),
            from_date=today,
            plan=plan or UNDECIDED,
            plan_b=plan_b,
            review_number=number,
        )
        return Put(item=entry)
    changed = msgspec.structs.replace(now, plan=plan or now.plan, plan_b=plan_b or now.plan_b)
    if now.from_date != today:
        changed = msgspec.structs.replace(
            changed, id=new_id(), from_date=today, review_number=number
        )
    return Put(item=changed)


def next_review(opened: Opened, on: date, late_reason: str) -> Edit:
    """Return the edit that plans the next review, with a reason where it is after its limit."""
    head = opened.the_review.head
    planned_for = msgspec.structs.replace(
        head.next_review, planned=on, late_reason=late_reason.strip()
    )
    return SetHead(head=msgspec.structs.replace(head, next_review=planned_for))


def rights_told(opened: Opened, on: date, how: str, understood: Understood) -> Edit:
    """Return the edit that says how the rights not told yet were told, and whether they are known.

    The advocate has a question of their own.
    """
    head = opened.the_review.head
    ids = [right.id for right in not_yet_told(head) if right.id != "advocate"]
    told = told_today(head, ids, on, how.strip())
    known = tuple(
        msgspec.structs.replace(one, understood=understood) if one.id in ids else one
        for one in told.rights
    )
    return SetHead(head=msgspec.structs.replace(told, rights=known))


def own_copy(opened: Opened, form: ChildCopy, explained: str) -> Edit:
    """Return the edit that says in which form the child gets to know the outcome."""
    head = opened.the_review.head
    known = head.own_copy
    copy = msgspec.structs.replace(
        known,
        forms=tuple(dict.fromkeys((*known.forms, form))),
        explained=explained.strip() or known.explained,
    )
    return SetHead(head=msgspec.structs.replace(head, own_copy=copy))


def seen(opened: Opened, on: date, words: str) -> Edit:
    """Return the edit that adds an observation of a UK date to the views log."""
    view = View(
        id=new_id(),
        on=on,
        method=ViewMethod.OBSERVATION,
        description=clean(words).text.strip(),
        review_id=opened.the_review.id,
    )
    return Put(item=view)
