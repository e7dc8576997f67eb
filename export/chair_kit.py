"""*Chair kit*: what a child needs who opens, shares or takes the chair of their own review.

Script cards stand in the order that the child chose, in their exact words or with room to write;
cards to cut out say stop, slower, explain and break, each as a drawing with its word. The reviewing
officer stays responsible (domain.md §5.4).
"""

from collections.abc import Iterator

import resources
from export.blocks import (
    Block,
    Bullets,
    Facts,
    Heading,
    Picture,
    Quotation,
    Role,
    Run,
    Space,
    fact,
    paragraph,
)
from export.context import Context, PaperSection
from models.disclosure import Disclosed
from models.taking_part import Script
from models.terms import Chairing

_PART = {
    Chairing.STARTS: "You open the meeting; I take over when you nod.",
    Chairing.CO_CHAIRS: "We chair it together: you say what comes next, I help.",
}
_CARDS = (
    ("card_stop", "Stop", "Stop: an eight-sided sign with a bar. Please stop talking about this."),
    ("card_slower", "Slower", "Slower: a snail. Please go slower, one thing at a time."),
    ("card_explain", "Explain", "Explain: a speech bubble with a question mark. Say it again."),
    ("card_break", "Break", "Break: two bars in a circle. I need a break now."),
)
_PX = (1440, 620)


def build(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return the kit; it names no place, since it lies on the table for everybody."""
    name, part = disclosed.child.preferred_name, disclosed.review.head.taking_part
    said = _PART.get(part.chairs, "You are in the chair: you say what comes first and what next.")
    blocks: list[Block] = [
        Heading(level=1, text=f"{name} is in the chair"),
        paragraph(said, Role.LEAD),
        paragraph(
            "Leave out what you like, and change your mind when you like. I see to it that"
            " everything is talked about that has to be, and step in if anybody is unkind."
        ),
    ]
    break_after = f"{part.break_after} minutes" if part.break_after else ""
    shown = [("Who helps", part.helped_by), ("A break after", break_after)]
    facts = tuple(fact(label, text) for label, text in shown if text.strip())
    blocks += [Facts(facts=facts)] if facts else []
    blocks += _order(context)
    blocks += _scripts(disclosed, context)
    blocks += [
        Heading(level=2, text="How I end the meeting"),
        Space(lines=3, words="What I want to say, and whom I thank:"),
    ]
    blocks += _table_cards()
    return tuple(blocks)


def _order(context: Context) -> Iterator[Block]:
    if context.paper_sections:
        yield Heading(level=2, text="What comes first, and what next")
        yield Bullets(
            items=tuple((Run(text=_headed(section)),) for section in context.paper_sections)
        )


def _scripts(disclosed: Disclosed, context: Context) -> Iterator[Block]:
    scripts = [s for s in disclosed.review.head.taking_part.scripts if s.text.strip()]
    known = {section.id for section in context.paper_sections}
    yield Heading(level=2, text="My cards")
    yield from _card("To begin", [s for s in scripts if s.section not in known])
    for section in context.paper_sections:
        yield from _card(_headed(section), [s for s in scripts if s.section == section.id])


def _headed(section: PaperSection) -> str:
    return f"{section.number}  {section.mine or section.title}"


def _card(title: str, scripts: list[Script]) -> Iterator[Block]:
    yield Heading(level=3, text=title)
    for script in scripts:
        yield Quotation(text=script.text)
    if not scripts:
        yield Space(lines=2, words="What I say or ask:")


def _table_cards() -> Iterator[Block]:
    yield Heading(level=2, text="Cards for the table")
    yield paragraph("Cut them out. Whoever sees one held up does what it says.", Role.LEAD)
    width, height = _PX
    for file, caption, description in _CARDS:
        yield Picture(
            png=resources.path(f"paper/{file}.png").read_bytes(),
            width=width,
            height=height,
            caption=caption,
            description=description,
        )
