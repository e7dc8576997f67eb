"""Papers to print before a review: the agenda with room to write, and consultation papers.

A secure setting may forbid laptops, so the pack is enough alone; what is written on it is typed up
by the numbers, which are those on the screen (domain.md §5.4).
"""

from collections.abc import Iterator
from functools import partial

import resources
from export.blocks import (
    Block,
    Bullets,
    Fact,
    Facts,
    Heading,
    Look,
    Picture,
    Role,
    Run,
    Space,
    fact,
    paragraph,
)
from export.context import Context
from export.phrases import clock, joined, whose
from models.calendar import long_date
from models.child import Child, Person
from models.disclosure import Disclosed
from models.modes import Mode
from models.paper import PaperQuestion, Sheet, worded_sheet
from models.people import is_the_child
from models.review import Meeting

_FACES = "paper/faces.png"
_FACES_PX = (1440, 280)
_FACES_WORDS = (
    "Six drawn faces to point at: very happy, all right, sad, worried, angry, don’t know."
)
_LINES_OF_A_SECTION = 7


def agenda_pack(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return the agenda in the order chosen for this review, with prompts and room to write."""
    name = disclosed.child.preferred_name
    blocks: list[Block] = [
        Heading(level=1, text=f"Agenda for {whose(name)} review"),
        *_when(disclosed, context),
        paragraph(
            "The numbers are those on the screen, by which what is written by hand is typed up.",
            Role.NOTE,
        ),
    ]
    for section in context.paper_sections:
        blocks.append(Heading(level=2, text=section.title, number=section.number))
        prompts = tuple(
            (Run(text=f"{number}  ", look=Look.STRONG), Run(text=words))
            for number, words in section.prompts
        )
        if prompts:
            blocks.append(Bullets(items=prompts))
        blocks += [paragraph(asked, Role.NOTE) for asked in section.questions]
        blocks.append(Space(lines=_LINES_OF_A_SECTION, together=False))
    blocks += _decisions(name)
    return tuple(blocks)


def sheet(sheet_id: str, disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return one consultation paper; it names no place, since it may go to anybody."""
    paper = worded_sheet(sheet_id, disclosed.child)
    blocks: list[Block] = [Heading(level=1, text=paper.title)]
    review = disclosed.review.head
    on = review.review_date or (review.meetings[0].on if review.meetings else None)
    facts = [fact("For the review on", long_date(on))] if on and paper.who != "leaflet" else []
    if context.iro and paper.who != "leaflet":
        asks = "Reviewing officer" if paper.who == "iro" else "Asked by"
        facts.append(fact(asks, joined(context.iro, context.iro_contact)))
    if facts:
        blocks.append(Facts(facts=tuple(facts)))
    blocks.append(paragraph(paper.intro))
    if Mode.WITHOUT_WORDS in paper.modes and paper.who == "carer":
        blocks += _passport(disclosed)
    blocks += _leaflet(paper, context) if paper.who == "leaflet" else _questions(paper)
    return tuple(blocks)


def _passport(disclosed: Disclosed) -> Iterator[Block]:
    """Yield what is known already of how the child is understood, for who knows them best."""
    known = disclosed.child.passport
    facts = (
        fact("Who reads the signs best", known.knows_best),
        fact("Yes", known.yes),
        fact("No", known.no),
        fact("What is used", known.symbols),
        fact("What helps when one asks", known.how_to_ask),
    )
    shown = tuple(one for one in facts if "".join(run.text for run in one.runs).strip())
    if shown:
        yield Heading(level=2, text="What is known already")
        yield Facts(facts=shown)


def sheet_builder(sheet_id: str) -> "partial[tuple[Block, ...]]":
    """Return what builds one consultation paper."""
    return partial(sheet, sheet_id)


def _leaflet(paper: Sheet, context: Context) -> Iterator[Block]:
    """Yield what the officer can do, and how to reach them: what is not known is written in."""
    yield Heading(level=2, text="How I can help you")
    told = [q for q in paper.question if not q.lines]
    yield Bullets(items=tuple((Run(text=q.text),) for q in told))
    for question in (q for q in paper.question if q.lines):
        yield Heading(level=3, text=question.text)
        if context.iro:
            yield paragraph(joined(context.iro, context.iro_contact))
        if not context.iro_contact:
            yield Space(lines=question.lines)


def _questions(paper: Sheet) -> Iterator[Block]:
    yield Heading(level=2, text="Questions")
    for at, question in enumerate(paper.question):
        yield Heading(level=3, text=f"{paper.number(at)}  {question.text}")
        if question.faces:
            yield _faces()
        if question.lines:
            yield _room(question)


def _room(question: PaperQuestion) -> Space:
    if question.draw:
        return Space(lines=question.lines, words="Draw here:", framed=True)
    return Space(lines=question.lines)


def _faces() -> Picture:
    width, height = _FACES_PX
    return Picture(
        png=resources.path(_FACES).read_bytes(),
        width=width,
        height=height,
        caption="Point to a face or tick one",
        description=_FACES_WORDS,
    )


def _when(disclosed: Disclosed, context: Context) -> Iterator[Block]:
    head = disclosed.review.head
    facts = [_meeting(meeting) for meeting in head.meetings]
    known = {person.id: person for person in disclosed.child.people}
    coming = [known[a.person_id] for a in head.attendance if a.invited and a.person_id in known]
    facts += [fact(person.name, _who(person, disclosed.child)) for person in coming]
    if context.iro:
        facts.append(fact("In the chair", head.chair or context.iro))
    if head.support:
        facts.append(fact("What helps", head.support))
    shown = tuple(one for one in facts if "".join(run.text for run in one.runs).strip())
    if shown:
        yield Heading(level=2, text="When, where and who")
        yield Facts(facts=shown)


def _who(person: Person, child: Child) -> str:
    if is_the_child(person, child):
        return "whose review this is"
    return person.relationship or person.role


def _meeting(meeting: Meeting) -> Fact:
    at = clock(meeting.start) if meeting.start is not None else ""
    return fact("Meeting", joined(long_date(meeting.on), at, meeting.place))


def _decisions(name: str) -> Iterator[Block]:
    yield Heading(level=2, text="Recommendations (decisions)")
    yield paragraph(f"Write to each whether {name} agrees.", Role.NOTE)
    for number in range(1, 9):
        yield Space(lines=2, words=f"Decision {number}: what, who, by when")
