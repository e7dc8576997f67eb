"""*Letter to the child*: in the order in which a child reads it, every word the officer's own.

What was decided comes as a list from the recommendations, in the words written for the child, with
the words of theirs that it answers (domain.md §5.1). Where a translator put it into another
language, each paragraph of theirs stands under its own in English.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from export.blocks import Block, Fact, Facts, Heading, Look, Paragraph, Quotation, Role, Run, fact
from export.blocks import paragraph as para
from export.context import Context
from export.minute_text import minute_blocks
from export.outcome import NOT_ALL
from export.own_words import in_english, quote_or_none, words_about
from export.phrases import sentence
from export.recommendation_table import DISAGREES
from models.calendar import long_date
from models.child import Child
from models.disclosure import Disclosed
from models.letter import LATER, Band, Language, LetterPart, band_of, language_of, shipped_guide
from models.people import is_the_child
from models.review import Recommendation, translated

DECIDED, NOT_AGREED, REACH = "letter_decided", "letter_not_agreed", "letter_reach"
_OWN_ROLES = frozenset(
    {"", "child", "the child", "young person", "themself", "themselves", "himself", "herself"}
)
"""What may stand beside the child's own name where something is theirs to do, in small letters."""


class Piece(NamedTuple):
    """What stands together in the letter; ``english`` is what a translator has to put of it."""

    blocks: tuple[Block, ...]
    english: str = ""


def build(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return the letter; a part without a word in it is left out."""
    name = disclosed.child.preferred_name
    later = is_for_later(disclosed, context)
    title = f"For {name}, when you are older" if later else f"A letter to {name}"
    blocks: list[Block] = [
        Heading(level=1, text=title),
        para(long_date(context.issue.on)),
        *_from(context),
        *_who_translated(disclosed),
    ]
    for part in shipped_guide().part:
        pieces = pieces_of(disclosed, context, part)
        blocks += _paired(pieces, translation_of(disclosed, part), _language(disclosed))
    return tuple(blocks)


def points(disclosed: Disclosed, context: Context) -> float:
    """Return the size of the letters, in points, for the child's band."""
    return band_for(disclosed, context).size


def band_for(disclosed: Disclosed, context: Context) -> Band:
    """Return the band that the letter is written for."""
    return band_of(shipped_guide(), disclosed.child, disclosed.review, context.issue.on)


def is_for_later(disclosed: Disclosed, context: Context) -> bool:
    """Whether the letter is written to who the child will be, of what was then."""
    return band_for(disclosed, context).id == LATER


def _decision(number: int, made: Recommendation, facts: tuple[Fact, ...]) -> tuple[Block, ...]:
    """Return one recommendation as the child reads it; its number is the one in every copy."""
    heading = Heading(level=3, text=f"Decision {number}")
    return (heading, para(told(made)), *((Facts(facts=facts),) if facts else ()))


def told(made: Recommendation) -> str:
    """Return what will happen, in the words written for the child, else in the record's."""
    return sentence(made.in_letter.strip() or made.what.strip())


def decided(disclosed: Disclosed) -> tuple[tuple[int, Recommendation], ...]:
    """Return what there is to tell a child of, by its number in every copy: all that has words."""
    return tuple((number, made) for number, made in disclosed.numbered if told(made))


def who(child: Child, made: Recommendation) -> str:
    """Return who does it, with who that is; what is the child's own to do is theirs: "you"."""
    doer = next((p for p in child.people if p.id == made.person_id), None)
    is_theirs = _names_the_child(child, made) if doer is None else is_the_child(doer, child)
    if is_theirs:
        return "You"
    return f"{made.who} ({made.role})" if made.who and made.role else made.who


def _names_the_child(child: Child, made: Recommendation) -> bool:
    """Whether a typed name is the child's, and the role beside it nobody else's."""
    names = {child.preferred_name.casefold(), child.legal_name.casefold()} - {""}
    return made.who.strip().casefold() in names and made.role.strip().casefold() in _OWN_ROLES


def seen(made: Recommendation, *, later: bool) -> tuple[str, str]:
    """Return how the child sees that it was done, after the words that lead into it."""
    how = made.how_seen.strip()
    return ("How it would show" if later else "You will see it when", how) if how else ("", "")


def pieces_of(disclosed: Disclosed, context: Context, part: LetterPart) -> tuple[Piece, ...]:
    """Return a part of the letter in English, in order; nothing where nothing was written."""
    band = band_for(disclosed, context)
    written = disclosed.review.section(part.id).minutes
    pieces = [_to_them(block) for block in minute_blocks(disclosed, written)]
    if part.id == DECIDED:
        later = is_for_later(disclosed, context)
        pieces += (*_changes(disclosed), *_decisions(disclosed, later=later))
    elif part.id == NOT_AGREED:
        pieces += _not_this_time(disclosed, {line.quote for line in written})
    elif part.id == REACH and context.iro_contact:
        pieces.append(Piece((para(f"{context.iro}: {context.iro_contact}"),)))
    pieces = [piece for piece in pieces if piece.blocks]
    greeting = [_said(f"Dear {disclosed.child.preferred_name},")] if _is_first(part) else []
    if not pieces:
        return tuple(greeting)
    heading = part.heading_for(band)
    headed = Piece((Heading(level=2, text=heading, about=part.id),), heading)
    return (*greeting, headed, *pieces)


def to_translate(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Return what a translator has to put into the other language, a paragraph each."""
    return tuple(piece.english for piece in pieces if piece.english)


def translation_of(disclosed: Disclosed, part: LetterPart) -> tuple[str, ...]:
    """Return the translator's paragraphs for a part, where the letter has another language."""
    if not disclosed.review.head.letter_language:
        return ()
    text = disclosed.review.section(translated(part.id)).minutes
    return tuple(line.text for line in text if line.quote is None and line.text.strip())


def _is_first(part: LetterPart) -> bool:
    return part.id == shipped_guide().part[0].id


def _said(text: str) -> Piece:
    said = text.strip()
    return Piece((para(said),), said) if said else Piece(())


def _to_them(block: Block) -> Piece:
    """Return a quotation as the child is told of it: the words are their own, and stay so."""
    if isinstance(block, Quotation):
        return Piece(_theirs(block, "Your words" if block.source else "", block.note))
    if isinstance(block, Paragraph):
        return Piece((block,), "".join(run.text for run in block.runs).strip())
    return Piece((block,))


def _theirs(block: Quotation, source: str, meant: str) -> tuple[Block, ...]:
    words = msgspec.structs.replace(block, source=source, note="", leads=bool(meant))
    return (words, para(meant, Role.NOTE)) if meant else (words,)


def _changes(disclosed: Disclosed) -> Iterator[Piece]:
    """Yield what became different because of the child, with the words that it answers."""
    for change in disclosed.review.head.changes:
        if change.in_letter.strip():
            yield _said(change.in_letter)
            yield from _words(disclosed, change.answers, "Because you said", set())


def _not_this_time(disclosed: Disclosed, said: set[str | None]) -> Iterator[Piece]:
    """Yield what will not happen now and why, under the child's words where they are not above."""
    for one in disclosed.review.head.unanswered:
        if one.in_letter.strip():
            yield from _words(disclosed, one.answers, "You said", said)
            yield _said(one.in_letter)


def _words(
    disclosed: Disclosed, quote_ids: Sequence[str], source: str, said: set[str | None]
) -> Iterator[Piece]:
    for quote_id in quote_ids:
        quote = quote_or_none(disclosed, quote_id)
        if quote is not None and quote.id not in said:
            said.add(quote.id)
            yield Piece(_theirs(Quotation(text=quote.text), source, in_english(disclosed, quote)))


def _decisions(disclosed: Disclosed, *, later: bool) -> Iterator[Piece]:
    said_under: dict[str, int] = {}
    if disclosed.has_gaps:
        yield _said(NOT_ALL)
    for number, made in decided(disclosed):
        facts = _facts(disclosed.child, made, later=later)
        said = [f"{one.label}: {''.join(run.text for run in one.runs)}" for one in facts]
        english = " ".join(
            [f"Decision {number}:", told(made), *(f"{one.rstrip('.')}." for one in said)]
        )
        yield Piece(_decision(number, made, facts), english)
        yield from _because(disclosed, number, made, said_under)


def _facts(child: Child, made: Recommendation, *, later: bool) -> tuple[Fact, ...]:
    facts = (
        fact("Who", who(child, made)),
        fact("By", long_date(made.by) if made.by else ""),
        fact(*seen(made, later=later)),
    )
    return tuple(one for one in facts if any(run.text.strip() for run in one.runs))


def _because(
    disclosed: Disclosed, number: int, made: Recommendation, said_under: dict[str, int]
) -> Iterator[Piece]:
    """Yield the words that the recommendation answers; the same words stand under one only.

    Nothing is done because of words against it.
    """
    against = made.child_agrees in DISAGREES
    why = "You said" if against else "Because you said"
    for quote in words_about(disclosed, made):
        first = said_under.setdefault(quote.id, number)
        if first == number:
            yield Piece(_theirs(Quotation(text=quote.text), why, in_english(disclosed, quote)))
            why = ""  # said once above them all
        elif against:
            yield Piece((para(f"Your words under decision {first} are about this, too."),))
        else:
            yield Piece((para(f"This is because of your words under decision {first}, too."),))


def _paired(
    pieces: Sequence[Piece], translation: Sequence[str], language: Language | None
) -> Iterator[Block]:
    """Yield the pieces, each paragraph of the translation under its own where they match."""
    match = len(to_translate(pieces)) == len(translation)
    left = iter(translation)
    for piece in pieces:
        yield from piece.blocks
        if match and piece.english and language is not None:
            is_heading = isinstance(piece.blocks[0], Heading) and len(piece.blocks) == 1
            yield _in_it(next(left), language, is_heading=is_heading)
    if match or not translation or language is None:
        return
    yield para(f"The same in {language.name}:", Role.LEAD)
    for text in translation:
        yield _in_it(text, language)


def _in_it(text: str, language: Language, *, is_heading: bool = False) -> Paragraph:
    look, role = (Look.STRONG, Role.LEAD) if is_heading else (Look.PLAIN, Role.BODY)
    return Paragraph(runs=(Run(text=text, look=look),), role=role, language=language.id)


def _language(disclosed: Disclosed) -> Language | None:
    return language_of(disclosed.review.head.letter_language)


def _who_translated(disclosed: Disclosed) -> Iterator[Block]:
    """Yield that the letter is in two languages, and who wrote the other one."""
    language = _language(disclosed)
    if language is None or not any(translation_of(disclosed, p) for p in shipped_guide().part):
        return
    said = f"This letter is in English and in {language.name}."
    by = disclosed.review.head.letter_translator.strip()
    yield para(f"{said} The {language.name} was written by {by}." if by else said, Role.NOTE)


def _from(context: Context) -> Iterator[Block]:
    """Yield who writes; at the head, where it never stands alone on a last page."""
    if context.iro:
        yield para(f"From {context.iro}, your reviewing officer")
