"""*Letter to the child*: in the order in which a child reads it, every word the officer's own.

What was decided comes as a list from the recommendations, in the words written for the child, with
the words of theirs that it answers (domain.md §5.1).
"""

from collections.abc import Iterator

import msgspec

from export.blocks import Block, Fact, Facts, Heading, Quotation, fact
from export.blocks import paragraph as para
from export.context import Context
from export.minute_text import minute_blocks
from export.own_words import quote_or_none
from export.phrases import sentence
from models.calendar import long_date
from models.disclosure import Disclosed
from models.letter import LATER, Band, LetterPart, band_of, shipped_guide
from models.review import Recommendation, Unanswered

DECIDED, NOT_AGREED, REACH = "letter_decided", "letter_not_agreed", "letter_reach"


def build(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return the letter; a part without a word in it is left out."""
    name = disclosed.child.preferred_name
    band = band_for(disclosed, context)
    title = f"For {name}, when you are older" if band.id == LATER else f"A letter to {name}"
    blocks: list[Block] = [
        Heading(level=1, text=title),
        para(long_date(context.issue.on)),
        *_from(context),
        para(f"Dear {name},"),
    ]
    for part in shipped_guide().part:
        blocks += _part(disclosed, context, part, band)
    return tuple(blocks)


def points(disclosed: Disclosed, context: Context) -> float:
    """Return the size of the letters, in points, for the child's band."""
    return band_for(disclosed, context).size


def band_for(disclosed: Disclosed, context: Context) -> Band:
    """Return the band that the letter is written for."""
    return band_of(shipped_guide(), disclosed.child, disclosed.review, context.issue.on)


def decision(number: int, made: Recommendation) -> tuple[Block, ...]:
    """Return one recommendation as the child reads it; its number is the one in every copy."""
    facts = [
        fact("Who", who(made)),
        fact("By", long_date(made.by) if made.by else ""),
        fact("You will see it when", made.how_seen.strip()),
    ]
    known = tuple(one for one in facts if _says_something(one))
    heading = Heading(level=3, text=f"Decision {number}")
    return (heading, para(told(made)), *((Facts(facts=known),) if known else ()))


def told(made: Recommendation) -> str:
    """Return what will happen, in the words written for the child, else in the record's."""
    return sentence(made.in_letter.strip() or made.what.strip())


def who(made: Recommendation) -> str:
    """Return who does it, with who that is."""
    return f"{made.who} ({made.role})" if made.who and made.role else made.who


def _part(disclosed: Disclosed, context: Context, part: LetterPart, band: Band) -> Iterator[Block]:
    text = minute_blocks(disclosed, disclosed.review.section(part.id).minutes)
    blocks: list[Block] = [_to_them(block) for block in text]
    if part.id == DECIDED:
        said_under: dict[str, int] = {}
        for number, made in enumerate(disclosed.review.head.recommendations, 1):
            blocks += decision(number, made)
            blocks += _because(disclosed, number, made, said_under)
    elif part.id == NOT_AGREED:
        blocks += [para(one.in_letter) for one in _not_this_time(disclosed)]
    elif part.id == REACH and context.iro_contact:
        blocks.append(para(f"{context.iro}: {context.iro_contact}"))
    if blocks:
        yield Heading(level=2, text=part.heading_for(band), about=part.id)
        yield from blocks


def _to_them(block: Block) -> Block:
    """Return a quotation as the child is told of it: the words are their own."""
    if not isinstance(block, Quotation):
        return block
    return msgspec.structs.replace(block, source="Your words" if block.source else "")


def _because(
    disclosed: Disclosed, number: int, made: Recommendation, said_under: dict[str, int]
) -> Iterator[Block]:
    """Yield the words that the recommendation answers; the same words stand under one only."""
    for quote_id in dict.fromkeys((*made.answers, made.child_words)):
        quote = quote_or_none(disclosed, quote_id)
        if quote is None:
            continue
        first = said_under.setdefault(quote.id, number)
        if first == number:
            yield Quotation(text=quote.text, source="Because you said")
        else:
            yield para(f"This is because of your words under decision {first}, too.")


def _not_this_time(disclosed: Disclosed) -> Iterator[Unanswered]:
    return (one for one in disclosed.review.head.unanswered if one.in_letter.strip())


def _from(context: Context) -> Iterator[Block]:
    """Yield who writes; at the head, where it never stands alone on a last page."""
    if context.iro:
        yield para(f"From {context.iro}, your reviewing officer")


def _says_something(one: Fact) -> bool:
    return any(run.text.strip() for run in one.runs)
