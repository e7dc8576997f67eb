"""Whose review it was, when, where and with whom: parts A to C of domain.md §4.2."""

import re
from collections.abc import Sequence
from datetime import date

from export.blocks import (
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Heading,
    Look,
    Paragraph,
    Run,
    Table,
    cell,
    fact,
    only_told,
    paragraph,
)
from export.context import Context
from export.phrases import capital, clock, counted, joined, listed, sentence, since, whose
from models.ages import age_on
from models.calendar import long_date, weekday_date
from models.child import Child, Home, Person, full_name
from models.consulted import CAME, was_heard, why_asked
from models.disclosure import Disclosed, RecipientKind
from models.people import PersonKind, is_the_child, kind_of, responsibility_words
from models.review import Attendance, Meeting, ReviewHead
from models.terms import Attended, Communication, CopyKind, KeptFact

ABOUT = "about"
_NOT_WRITTEN = "Not written down"


def identity(disclosed: Disclosed) -> str:
    """Return the line under the title: who, when, which review."""
    child, head = disclosed.child, disclosed.review.head
    on = weekday_date(head.review_date) if head.review_date else ""
    born = f"{full_name(child)}, {_born(child, head.review_date)}"
    return joined(born, f"Review {head.number}", on)


def _born(child: Child, on: date | None) -> str:
    if child.unborn:
        return f"expected {long_date(child.born)}"
    age = f" ({age_on(child.born, on).words})" if on else ""
    return f"born {long_date(child.born)}{age}"


def about(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return the facts about the child and the review."""
    child = disclosed.child
    return (
        Heading(level=2, text=f"About {child.preferred_name} and this review", about=ABOUT),
        Facts(facts=tuple(_child_facts(disclosed, context))),
        Heading(level=3, text="This review"),
        Facts(facts=tuple(_review_facts(disclosed, context))),
    )


def said(*pairs: tuple[str, str]) -> list[Fact]:
    """Return a fact for each pair whose second says something."""
    return [fact(label, text) for label, text in pairs if text.strip()]


def _child_facts(disclosed: Disclosed, context: Context) -> list[Fact]:
    child, head = disclosed.child, disclosed.review.head
    legal = [
        joined(context.label(s.code) or s.note or "another status", since(s.start, s.end))
        for s in reversed(child.legal_statuses)
    ]
    care = child.became_looked_after
    names = full_name(child)
    if not f"{names} ".startswith(f"{child.preferred_name} "):
        names = f"{names}, likes to be called {child.preferred_name}"
    unknown = "" if disclosed.keeps(KeptFact.ADDRESS) else _NOT_WRITTEN
    no_status = "" if disclosed.keeps(KeptFact.LEGAL) else _NOT_WRITTEN
    home, school = child.home, next((s for s in child.schools if s.end is None), None)
    learning = joined(school.name, year(school.year), since(school.start)) if school else ""
    worker = child.worker
    return said(
        ("Name", joined(names, child.pronouns)),
        ("Born", capital(_born(child, head.review_date).removeprefix("born "))),
        ("Council and number", joined(context.council, child.ids.la_id)),
        ("In care", capital(since(care)) if care else _NOT_WRITTEN),
        ("Legal status", "\n".join(legal) or no_status),
        (
            "Lives with",
            joined(home.who or home.kind, since(_there_since(child.homes))) if home else unknown,
        ),
        ("School or work", learning),
        ("Social worker", joined(worker.name, since(worker.start)) if worker else _NOT_WRITTEN),
        ("Brothers and sisters", "\n".join(_siblings(disclosed))),
        ("Languages", joined(listed(child.languages), _interpreter(child))),
        ("Communicates by", _communication(child)),
        ("What helps", child.access),
        ("Background", child.ethnicity_words),
        ("Religion or belief", child.religion_words),
        (f"About {child.preferred_name}", child.about_me),
    )


def _there_since(homes: Sequence[Home]) -> date:
    """Return since when the child has lived where they live now; a new status is no move."""
    *before, now = homes
    if before and before[-1].who == now.who and before[-1].end == now.start:
        return _there_since(before)
    return now.start


def _siblings(disclosed: Disclosed) -> list[str]:
    child = disclosed.child
    full = disclosed.recipient.kind is RecipientKind.COUNCIL
    return [
        joined(
            p.name,
            p.relationship or p.role,
            f"lives with {child.preferred_name}" if p.lives_with_child and full else "",
            "same reviewing officer" if p.same_iro else "",
        )
        for p in child.people
        if kind_of(p, child) is PersonKind.SIBLING
    ]


def _interpreter(child: Child) -> str:
    return f"interpreter: {child.interpreter}" if child.interpreter else ""


def _communication(child: Child) -> str:
    if child.communication == (Communication.ENGLISH,):
        return ""
    return capital(listed(way.label for way in child.communication))


def _review_facts(disclosed: Disclosed, context: Context) -> list[Fact]:
    head = disclosed.review.head
    name = disclosed.child.preferred_name
    no_place = "" if disclosed.keeps(KeptFact.PLACE) else _NOT_WRITTEN
    took_part = context.label(head.participation.code)
    return said(
        ("Kind of review", joined(head.type.label, f"review {head.number}")),
        ("Held", held_words(head) or _day(head.review_date)),
        ("Place chosen by", head.place_chosen_by or no_place),
        ("Chaired by", head.chair),
        ("Started with", head.started_with),
        ("Order chosen by", head.order_chosen_by),
        ("Help arranged", head.support),
        ("Confidentiality", "Explained at the start" if head.confidentiality_explained else ""),
        (f"How {name} took part", joined(took_part, head.participation.reason)),
        ("Last review", _last(disclosed)),
        ("In time", in_time(head)),
        ("Completed", _day(head.completed_on, "Not yet completed")),
        ("Adjournment", _adjournment(head, context)),
        ("Reviewing officer", joined(context.iro, context.iro_contact)),
    )


def _day(day: date | None, otherwise: str = _NOT_WRITTEN) -> str:
    return long_date(day) if day else otherwise


def meeting_words(meeting: Meeting) -> str:
    """Return when, where and how one meeting was held."""
    hours = [clock(at) for at in (meeting.start, meeting.end) if at]
    return joined(
        weekday_date(meeting.on), " to ".join(hours), meeting.place, str(meeting.mode.label)
    )


def held_words(head: ReviewHead) -> str:
    """Return the meetings, one a line; none that was planned for after the review was complete."""
    done = head.completed_on
    return "\n".join(meeting_words(m) for m in head.meetings if done is None or m.on <= done)


def _last(disclosed: Disclosed) -> str:
    number = disclosed.review.head.number
    known = [(p.on, p.meeting, p.why_no_meeting) for p in disclosed.child.past_reviews
             if p.number < number]  # fmt: skip
    known += [(p.made_on, True, "") for p in disclosed.child.ledger if p.review_number < number]
    if not known:
        return "This was the first" if number == 1 else ""
    on, met, why = max(known, key=lambda entry: entry[0])
    return joined(long_date(on), "" if met else f"no meeting: {why}" if why else "no meeting")


def in_time(head: ReviewHead) -> str:
    """Return whether the review was held by its limit, and why not."""
    if head.limit is None or head.review_date is None:
        return ""
    late = (head.review_date - head.limit).days
    if late <= 0:
        return f"Yes; it was due by {long_date(head.limit)}"
    reason = joined(head.late_reason.label if head.late_reason else "", head.late_note)
    return joined(f"{counted(late, 'day')} after {long_date(head.limit)}", reason)


def _adjournment(head: ReviewHead, context: Context) -> str:
    adjourned = head.adjournment
    if adjourned.until is not None:
        to = f"Adjourned to {long_date(adjourned.until)}"
        on = f"on {long_date(adjourned.decided_on)}" if adjourned.decided_on else ""
        more = (adjourned.impact, adjourned.views_taken, adjourned.in_place, adjourned.manager_told)
        told = context.adjourned_for
        why = "; ".join(told[one] for one in adjourned.reasons if one in told)
        return joined(f"{to} {on}".strip(), why, adjourned.note, *more)
    return joined("Considered, and not needed", adjourned.note) if adjourned.considered else ""


def people(disclosed: Disclosed) -> tuple[Block, ...]:
    """Return who matters, how each took part and what they said (B)."""
    child, head = disclosed.child, disclosed.review.head
    if not child.people:
        return (paragraph("The people at this review are not written down."),)
    part = {attendance.person_id: attendance for attendance in head.attendance}
    rows = tuple(
        _person_row(person, part.get(person.id, Attendance(person_id=person.id)), disclosed)
        for person in child.people
    )
    table = Table(
        caption=f"People in {whose(child.preferred_name)} life and in this review",
        description="Each person, how they were asked beforehand, whether they came, and which "
        "copy of the record they get.",
        columns=(
            Column(title="Who", share=6.2),
            Column(title="Asked beforehand", share=3.4),
            Column(title="At the review", share=3.6),
            Column(title="Copy", share=3.8),
        ),
        rows=rows,
    )
    return (table, *_views_of_others(disclosed))


def _person_row(person: Person, part: Attendance, disclosed: Disclosed) -> tuple[Cell, ...]:
    full = disclosed.recipient.kind is RecipientKind.COUNCIL
    born = f"born {long_date(person.born)}" if person.born and full else ""
    held = responsibility_words(person)
    duties = f"Parental responsibility: {held}" if held else ""
    is_own = is_the_child(person, disclosed.child)
    what = (person.role or person.relationship) if is_own else _what_they_are(person)
    strong = Paragraph(runs=(Run(text=person.name, look=Look.STRONG),))
    copy = "" if part.copy is CopyKind.UNDECIDED else part.copy.label
    return (
        (
            strong,
            *(paragraph(text) for text in (joined(what, born), duties) if text),
        ),
        cell(capital(_asked(person, part, disclosed))),
        cell(capital(_took_part(part)), sentence(part.why_absent)),
        cell(capital(copy), sentence(part.copy_reason)),
    )


def _asked(person: Person, part: Attendance, disclosed: Disclosed) -> str:
    """Return how somebody was asked; the council also reads who must be asked and was not."""
    if part.consulted or disclosed.recipient.kind is not RecipientKind.COUNCIL or was_heard(part):
        return part.consulted
    return "not asked" if why_asked(person, disclosed.child) else ""


def _took_part(part: Attendance) -> str:
    """Return whether somebody was invited, whether and how they came, what they chaired."""
    came = part.attended in CAME
    invited = "" if came else "invited" if part.invited else "not invited"
    if part.attended in {Attended.NOT_YET, Attended.NOT_INVITED, Attended.EXCLUDED}:
        took = part.attended.label if part.attended is Attended.EXCLUDED else ""
    else:
        took = part.attended.label
    sent = part.views.strip() and part.attended is not Attended.SENT_VIEWS and not came
    chaired = f"in the chair: {part.chaired}" if part.chaired.strip() else ""
    return joined(invited, took, "sent their views" if sent else "", chaired)


def _what_they_are(person: Person) -> str:
    """Return role and relationship; only the longer one where it names the other, too."""
    role, relationship = person.role.strip(), person.relationship.strip()
    if _names(relationship, role):
        return relationship
    return role if _names(role, relationship) else f"{role}: {relationship}"


def _names(longer: str, shorter: str) -> bool:
    """Return whether ``shorter`` stands in ``longer`` as words of their own, nobody else's."""
    if not shorter:
        return True
    words = rf"(?<!\w){re.escape(shorter.casefold())}(?![\w’'])"
    return re.search(words, longer.casefold()) is not None


def _views_of_others(disclosed: Disclosed) -> list[Block]:
    by_id = {person.id: person for person in disclosed.child.people}
    views = [
        (by_id[a.person_id].name, a.views)
        for a in disclosed.review.head.attendance
        if a.person_id in by_id and a.views.strip()
    ]
    if not views:
        return []
    return [
        Heading(level=3, text="What others told me"),
        Facts(facts=tuple(fact(name, text) for name, text in views)),
    ]


def family_time(disclosed: Disclosed) -> tuple[Block, ...]:
    """Return when the child sees the people who matter, and why they matter."""
    people = disclosed.child.people
    facts = said(*((p.name, _lines(p.family_time, p.matters_because)) for p in people))
    heading = Heading(level=3, text="Family time and people who matter")
    return (heading, Facts(facts=tuple(facts))) if facts else ()


def _lines(*texts: str) -> str:
    return "\n".join(capital(text.strip()) for text in texts if text.strip())


def papers(disclosed: Disclosed) -> tuple[Block, ...]:
    """Return which papers came and which are missing (C)."""
    listed_papers = disclosed.review.head.papers
    if not listed_papers:
        return ()
    table = Table(
        caption="Papers for this review",
        description="Each paper, whether it came and when.",
        columns=(
            Column(title="Paper", share=5.7),
            Column(title="Came", share=5.8),
            Column(title="Note", share=5.5),
        ),
        rows=tuple(
            (
                cell(capital(paper.name)),
                cell(joined(capital(paper.status.label), _day(paper.on, ""))),
                cell(capital(paper.note)),
            )
            for paper in listed_papers
        ),
    )
    return (only_told(table),)


def year(of_school: str) -> str:
    """Return the year of school as it is said: "Year 6"."""
    return f"Year {of_school}" if of_school.isdigit() else of_school


def where(home: Home) -> str:
    """Return who a home is with and of what kind."""
    return joined(home.who, home.kind)
