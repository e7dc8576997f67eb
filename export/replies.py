"""*Council's replies*: what the council said to each recommendation, and when (domain.md §1.1 T13).

A sheet of its own beside the signed record, which never changes: it is made from the ledger as it
stands now, and says nothing of a recommendation that is not in the record (design.md §5).
"""

from collections import Counter
from datetime import date

from export import outcome, recommendation_table
from export.about_review import identity, said
from export.blocks import (
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Heading,
    Look,
    Paragraph,
    Role,
    Run,
    Table,
    cell,
    paragraph,
)
from export.context import Context
from export.phrases import capital, counted, joined, listed, sentence, short_date, whose
from models.calendar import long_date, weekday_date
from models.child import Reply
from models.disclosure import Disclosed
from models.review import Recommendation
from models.terms import CouncilReply

_COLUMNS = (
    Column(title="No.", share=1.1, least=1.1),
    Column(title="What", share=5.3, least=4.4),
    Column(title="Who", share=2.8),
    Column(title="By when", share=2.8, least=2.8),
    Column(title="Council’s reply", share=5.0, least=3.4),
)

_WAYS = {
    CouncilReply.AGREED: "agreed",
    CouncilReply.NOT_AGREED: "not agreed",
    CouncilReply.NO_REPLY_DEEMED: "taken as agreed without a reply",
    CouncilReply.NOT_APPLICABLE: "that needed no reply",
    CouncilReply.PENDING: "still awaited",
}


def build(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return the sheet, each recommendation under the number it has in every copy."""
    name = disclosed.child.preferred_name
    return (
        Heading(level=1, text=f"The council’s replies to {whose(name)} review"),
        paragraph(identity(disclosed), Role.NOTE),
        *outcome.first_notices(disclosed, context),
        *((paragraph(outcome.NOT_ALL),) if disclosed.has_gaps else ()),
        *_replies(disclosed, context),
        Heading(level=2, text="Dates and signing", about=outcome.SIGN_OFF),
        Facts(facts=tuple(_dates(disclosed, context))),
    )


def _replies(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    numbered = disclosed.numbered
    if not numbered:
        return recommendation_table.table(disclosed, context)
    replies = [recommendation_table.reply_of(disclosed, made, n) for n, made in numbered]
    pairs = zip(numbered, replies, strict=True)
    return (
        paragraph(_lead(replies), Role.LEAD),
        Table(
            caption=f"Replies to the recommendations of review {disclosed.review.head.number}",
            description="Each recommendation with its number, the person who will do it, the date, "
            "and what the council replied, when and through whom.",
            columns=_COLUMNS,
            rows=tuple(_row(n, made, reply, context.due.reply) for (n, made), reply in pairs),
        ),
    )


def _lead(replies: list[Reply | None]) -> str:
    """Return how many were answered which way: "3 recommendations: 2 agreed and 1 not agreed."."""
    counts = Counter(reply.reply if reply else CouncilReply.PENDING for reply in replies)
    ways = listed(f"{counts[way]} {words}" for way, words in _WAYS.items() if counts[way])
    return f"{counted(len(replies), 'recommendation')}: {ways}."


def _row(
    number: int, made: Recommendation, reply: Reply | None, due: date | None
) -> tuple[Cell, ...]:
    what = Paragraph(runs=(Run(text=made.what.strip() or "–", look=Look.STRONG),))
    return (
        cell(str(number)),
        (what,),
        cell(made.who or "nobody named yet", made.role),
        cell(long_date(made.by) if made.by else "no date yet"),
        _said(reply, due),
    )


def _said(reply: Reply | None, due: date | None) -> Cell:
    """Return what was replied, why where it was not agreed, on which day and by whom."""
    if reply is None or reply.reply is CouncilReply.PENDING:
        return cell("Reply awaited", f"Due by {short_date(due)}" if due else "")
    answer = Paragraph(runs=(Run(text=capital(reply.reply.label), look=Look.STRONG),))
    why = "No reason was given." if reply.reply is CouncilReply.NOT_AGREED else ""
    reason = sentence(reply.reason) or why
    on = joined(long_date(reply.on) if reply.on else "", reply.manager.strip())
    return (answer, *(paragraph(text) for text in (reason, on) if text))


def _dates(disclosed: Disclosed, context: Context) -> list[Fact]:
    sent = disclosed.review.head.sending.decisions_sent
    due = context.due.reply
    return said(
        ("Recommendations sent", long_date(sent) if sent else "Not written down"),
        ("Council’s reply", f"Due by {weekday_date(due)}" if due else ""),
        ("Last reply", _last(disclosed)),
        ("Reviewing officer", joined(context.iro, context.iro_contact)),
        ("Version", outcome.version_words(context)),
    )


def _last(disclosed: Disclosed) -> str:
    """Return the day of the newest reply; nothing while there is none with a day."""
    replies = (recommendation_table.reply_of(disclosed, made, n) for n, made in disclosed.numbered)
    days = [reply.on for reply in replies if reply is not None and reply.on is not None]
    return weekday_date(max(days)) if days else ""
