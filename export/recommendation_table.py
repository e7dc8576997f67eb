"""The table of recommendations: one row, one action, one named person, one date (H of §4.2)."""

from export.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Look,
    Paragraph,
    Quotation,
    Run,
    Table,
    cell,
    paragraph,
)
from export.context import Context
from export.own_words import in_english, quote_or_none, source_of, words_about
from export.phrases import capital, joined, sentence, short_date
from models.calendar import long_date
from models.child import Promise, Reply
from models.disclosure import Disclosed
from models.review import DIFFERENCES, Recommendation, Unanswered
from models.terms import ChildAgrees, CouncilReply
from models.text import Quote

HEADERS = ("No.", "What and why", "Who", "By when", "Child agrees", "Council’s reply")
"""For ever: a reader of documents knows the table by these."""

UNANSWERED = "What we heard and could not do"
"""The heading over wishes and worries that were heard and not acted on."""

DISAGREES = frozenset({ChildAgrees.NO, ChildAgrees.PARTLY})
"""Answers of a child who would have it otherwise."""
_COLUMNS = tuple(
    Column(title=title, share=share, least=least)
    for title, share, least in zip(
        HEADERS, (1.1, 7.2, 2.2, 2.8, 2.2, 2.2), (1.1, 4.4, 2.2, 2.8, 2.2, 2.2), strict=True
    )
)


def table(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return the recommendations of the review, numbered as in every copy."""
    made = disclosed.review.head.recommendations
    if not made:
        if disclosed.parts_withheld:
            return (paragraph("No recommendation of this review is in this copy."),)
        return (paragraph("This review made no recommendations."),)
    return (
        Table(
            caption=f"Recommendations (decisions) of review {disclosed.review.head.number}",
            description="Each recommendation with its number, the action and the reason, the "
            "person who will do it, the date, whether the child agrees and the council’s reply.",
            columns=_COLUMNS,
            rows=tuple(_row(disclosed, context, n, r) for n, r in disclosed.numbered),
        ),
    )


def _row(
    disclosed: Disclosed, context: Context, number: int, made: Recommendation
) -> tuple[Cell, ...]:
    what = Paragraph(runs=(Run(text=made.what.strip() or "–", look=Look.STRONG),))
    carried = _carried(disclosed, made)
    part = _part(context, made)
    words = quote_or_none(disclosed, made.child_words)
    said: Cell = ()
    if words is not None:
        said = (Quotation(text=words.text), *_meant(disclosed, words))
    more = (paragraph(text) for text in (made.why, carried, part) if text.strip())
    return (
        cell(str(number)),
        (what, *more, *said),
        cell(made.who or "nobody named yet", made.role),
        cell(long_date(made.by) if made.by else "no date yet"),
        _agrees(made),
        cell(_reply(disclosed, context, made, number)),
    )


def _meant(disclosed: Disclosed, words: Quote) -> tuple[Paragraph, ...]:
    """Return the interpreter's English beneath words in another language."""
    meant = in_english(disclosed, words)
    return (paragraph(meant),) if meant else ()


def _part(context: Context, made: Recommendation) -> str:
    """Return for which section it is; one of the last section is for the whole plan."""
    number = next((s.number for s in context.sections if s.id == made.section), None)
    return "" if number is None or made.section == "decisions" else f"For section {number}."


def _carried(disclosed: Disclosed, made: Recommendation) -> str:
    for promise in disclosed.child.ledger:
        if promise.id == made.carried_from:
            return f"Carried forward: number {promise.number} of review {promise.review_number}."
    return ""


def _agrees(made: Recommendation) -> Cell:
    look = Look.STRONG if made.child_agrees in DISAGREES else Look.PLAIN
    return (Paragraph(runs=(Run(text=capital(made.child_agrees.label), look=look),)),)


def _reply(disclosed: Disclosed, context: Context, made: Recommendation, number: int) -> str:
    reply = reply_of(disclosed, made, number)
    if reply is not None and reply.reply is not CouncilReply.PENDING:
        on = long_date(reply.on) if reply.on else ""
        return joined(capital(reply.reply.label), reply.manager, on, reply.reason)
    due = context.due.reply
    return f"Reply due by {short_date(due)}" if due else "Reply awaited"


def reply_of(disclosed: Disclosed, made: Recommendation, number: int) -> Reply | None:
    """Return what the ledger holds of the council's reply to a recommendation, None if nothing."""

    def is_this(promise: Promise) -> bool:
        if promise.id == made.id:
            return True
        return promise.review_id == disclosed.review.id and promise.number == number

    return next((p.reply for p in disclosed.child.ledger if is_this(p)), None)


def disagreements(disclosed: Disclosed) -> tuple[Block, ...]:
    """Return in words what the child does not agree with, each with their own words.

    Words that stand in what was written of the differences are not said again.
    """
    name = disclosed.child.preferred_name
    there = {line.quote for line in disclosed.review.section(DIFFERENCES).minutes}
    blocks: list[Block] = []
    for number, made in disclosed.numbered:
        if made.child_agrees not in DISAGREES:
            continue
        wholly = "" if made.child_agrees is ChildAgrees.NO else "wholly "
        said = f"{name} does not {wholly}agree with number {number}"
        runs = (Run(text=said, look=Look.STRONG), Run(text=f": {sentence(made.what)}"))
        blocks.append(Paragraph(runs=runs))
        for words in words_about(disclosed, made):
            if words.id in there:
                continue
            source, meant = source_of(disclosed, words), in_english(disclosed, words)
            blocks.append(Quotation(text=words.text, source=source, note=meant))
    return tuple(blocks)


def unanswered(disclosed: Disclosed) -> tuple[Block, ...]:
    """Return the wishes and worries that were heard and not acted on, each with the reason."""
    items: list[tuple[Run, ...]] = []
    theirs: list[Block] = []
    name = disclosed.child.preferred_name
    for wish in disclosed.review.head.unanswered:
        none = "" if disclosed.parts_withheld else "No reason is written down."
        reason = sentence(wish.reason) or none
        said = _answered_words(disclosed, wish)
        if said and not wish.worry.strip():
            theirs += [*said, paragraph(reason)]
            continue
        who = f" ({wish.who})" if wish.who and wish.who != name else ""
        runs = (
            Run(text=f"{sentence(wish.worry).rstrip('.')}{who}. ", look=Look.STRONG),
            Run(text=reason),
        )
        items.append(runs)
    return (*theirs, *((Bullets(items=tuple(items)),) if items else ()))


def _answered_words(disclosed: Disclosed, wish: Unanswered) -> list[Block]:
    """Return the child's words that it answers, and what was seen where there were none."""
    quotes = (quote_or_none(disclosed, key) for key in wish.answers)
    blocks: list[Block] = [
        Quotation(text=quote.text, source=source_of(disclosed, quote))
        for quote in quotes
        if quote is not None
    ]
    seen = [view for view in disclosed.child.views if view.id in wish.answers]
    return blocks + [paragraph(f"What we saw: {sentence(view.description)}") for view in seen]
