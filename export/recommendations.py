"""*Recommendations (decisions)*: what was decided, on a page or two that stand alone."""

from export import outcome, recommendation_table
from export.about_review import held_words, identity, in_time, said
from export.blocks import Block, Facts, Heading, Role, paragraph
from export.context import Context
from export.minute_text import minute_blocks
from export.own_words import OWN_WORDS, log, others, told_us
from export.phrases import joined, listed, since, whose
from models.calendar import long_date, weekday_date
from models.disclosure import Disclosed
from models.review import DIFFERENCES


def build(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return the record of what one review recommends, as one recipient may read it."""
    name = disclosed.child.preferred_name
    return (
        Heading(level=1, text=f"Recommendations from {whose(name)} review"),
        paragraph(identity(disclosed), Role.NOTE),
        *outcome.notices(disclosed, context),
        *_what_was_asked(disclosed),
        Heading(level=2, text="What we recommend (decisions)", about="decisions"),
        paragraph(_lead(disclosed, context), Role.LEAD),
        *recommendation_table.table(disclosed, context),
        *_not_agreed(disclosed),
        *outcome.what_next(disclosed, context),
        *_review(disclosed, context),
        *outcome.sign_off(disclosed, context),
    )  # fmt: skip


def _what_was_asked(disclosed: Disclosed) -> tuple[Block, ...]:
    """Return the child's words that a recommendation answers, before any adult's.

    Where none of them answers any, all that the child said or showed for this review stands there.
    """
    made = disclosed.review.head.recommendations
    wanted = {answer for r in made for answer in r.answers}
    views = [v for v in disclosed.child.views if v.id in wanted or v.words_id in wanted]
    entries = log(disclosed, views, [q for q in others(disclosed) if q.id in wanted])
    entries = entries or log(disclosed, disclosed.child.views, others(disclosed))
    if not entries:
        return ()
    title = told_us(disclosed.child.preferred_name, entries)
    return (Heading(level=2, text=title, about=OWN_WORDS), *entries)


def _lead(disclosed: Disclosed, context: Context) -> str:
    count = len(disclosed.review.head.recommendations)
    if not count and disclosed.parts_withheld:
        return "What was recommended is not in this copy."
    if not count:
        return "Nothing was left to do that needs a named person and a date."
    people = dict.fromkeys(r.who for r in disclosed.review.head.recommendations)
    who = f" for {listed(people)}" if all(people) else ""
    reply = context.due.reply
    ask = f" The council’s reply is due by {weekday_date(reply)}." if reply else ""
    return f"{count} recommendation{'s' if count > 1 else ''}{who}.{ask}"


def _not_agreed(disclosed: Disclosed) -> tuple[Block, ...]:
    written = disclosed.review.section(DIFFERENCES).minutes
    told = () if DIFFERENCES in disclosed.left_out else minute_blocks(disclosed, written)
    apart = (*told, *recommendation_table.disagreements(disclosed))
    wishes = recommendation_table.unanswered(disclosed)
    return (
        *_headed("What we did not all agree on", DIFFERENCES, apart),
        *_headed(recommendation_table.UNANSWERED, "unanswered", wishes),
    )


def _headed(title: str, about: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return (Heading(level=2, text=title, about=about), *blocks) if blocks else ()


def _review(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    child, head = disclosed.child, disclosed.review.head
    status, worker = child.legal_status, child.worker
    legal = context.label(status.code) or status.note if status else ""
    facts = said(
        ("Council and number", joined(context.council, child.ids.la_id)),
        ("Legal status", joined(legal, since(status.start)) if status else ""),
        ("Lives with", (child.home.who or child.home.kind) if child.home else ""),
        ("Social worker", worker.name if worker else ""),
        ("Held", held_words(head)),
        ("In time", in_time(head)),
        ("Completed", long_date(head.completed_on) if head.completed_on else "Not yet completed"),
        ("Reviewing officer", joined(context.iro, context.iro_contact)),
    )
    return (Heading(level=2, text="About this review", about="about"), Facts(facts=tuple(facts)))
