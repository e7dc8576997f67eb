"""*Minutes (full record)*: everything the review heard and decided (domain.md §4.2, A to L)."""

from collections.abc import Callable

from export import about_review, history, outcome, recommendation_table, standing
from export.blocks import Block, Heading, Paragraph, Role, paragraph
from export.context import Context, SectionTitle
from export.minute_text import minute_blocks
from export.own_words import own_words
from export.phrases import because, capital, joined, whose
from models.disclosure import Disclosed
from models.review import DIFFERENCES, EXTRA_SECTIONS, IRO_VIEW, LETTER_PREFIX

Part = Callable[[Disclosed, Context], tuple[Block, ...]]


def _welcome(disclosed: Disclosed, _: Context) -> tuple[Block, ...]:
    return (*about_review.people(disclosed), *about_review.papers(disclosed))


def _voice(disclosed: Disclosed, _: Context) -> tuple[Block, ...]:
    return (*outcome.private_talk(disclosed), *outcome.taking_part(disclosed))


def _last_time(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    return (*history.last_time(disclosed), *history.earlier_reviews(disclosed, context))


def _home(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    return (
        *standing.setting(disclosed, context),
        *standing.strip(disclosed, context),
        *history.stability(disclosed),
    )


def _family(disclosed: Disclosed, _: Context) -> tuple[Block, ...]:
    return about_review.family_time(disclosed)


_PARTS: dict[str, Part] = {
    "welcome": _welcome,
    "voice": _voice,
    "last_time": _last_time,
    "home": _home,
    "family": _family,
    "permanence": history.plan,
    "rights": outcome.rights,
    "decisions": recommendation_table.table,
}
"""What a section holds beside its minutes, by its id."""

_BEFORE = "decisions"
_EMPTY = "Nothing was written in this section."


def build(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return the full record for one recipient: the child's own part first."""
    name = disclosed.child.preferred_name
    blocks: list[Block] = [
        Heading(level=1, text=f"Minutes of {whose(name)} review"),
        paragraph(about_review.identity(disclosed), Role.NOTE),
        *outcome.notices(disclosed, context),
        *own_words(disclosed),
        *about_review.about(disclosed, context),
    ]
    answered: set[str] = set()
    for title in all_titles(disclosed, context):
        if title.id == _BEFORE and IRO_VIEW not in disclosed.left_out:
            blocks += outcome.iro_view(disclosed)
        if title.id not in disclosed.left_out:
            blocks += _section(disclosed, context, title, answered)
    if DIFFERENCES not in disclosed.left_out:
        blocks += outcome.differences(disclosed)
    blocks += outcome.what_next(disclosed, context)
    blocks += outcome.duties(disclosed, context)
    blocks += outcome.sign_off(disclosed, context)
    return tuple(blocks)


def all_titles(disclosed: Disclosed, context: Context) -> tuple[SectionTitle, ...]:
    """Return the titles of every section, by number; what is written is never left out.

    A section written under an agenda that had it, and missing from this one, comes last.
    """
    known = {title.id for title in context.sections}
    written = [s.id for s in disclosed.review.sections if s.minutes]
    elsewhere = (*EXTRA_SECTIONS, *(i for i in written if i.startswith(LETTER_PREFIX)))
    strays = [i for i in written if i not in known and i not in elsewhere]
    highest = max((title.number for title in context.sections), default=0)
    return (
        *sorted(context.sections, key=lambda title: title.number),
        *(
            SectionTitle(id=i, number=highest + n, heading=capital(i.replace("_", " ")))
            for n, i in enumerate(strays, 1)
        ),
    )


def _section(
    disclosed: Disclosed, context: Context, title: SectionTitle, answered: set[str]
) -> list[Block]:
    text = minute_blocks(disclosed, disclosed.review.section(title.id).minutes)
    part = _PARTS.get(title.id)
    more = part(disclosed, context) if part else ()
    blocks: list[Block] = [
        Heading(level=2, text=title.heading, number=title.number, about=title.id),
        *(text or _untold(disclosed, title, has_more=bool(more))),
        *more,
    ]
    for paragraph_id in title.paragraphs:
        if text and paragraph_id not in answered:
            answered.add(paragraph_id)
            blocks += _not_relevant(disclosed, context, paragraph_id, _told(text))
    return blocks


def _told(text: tuple[Block, ...]) -> str:
    runs = (run for block in text if isinstance(block, Paragraph) for run in block.runs)
    return " ".join(run.text for run in runs).casefold()


def _untold(disclosed: Disclosed, title: SectionTitle, *, has_more: bool) -> tuple[Block, ...]:
    """Return why a section has no minutes."""
    head = disclosed.review.head
    given = {entry.id: entry.reason for entry in head.not_relevant}
    if title.id in given or title.reason:
        return (paragraph(because(given.get(title.id) or title.reason)),)
    left = [entry.reason for entry in head.left_open if entry.id == title.id and entry.reason]
    if left:
        return (paragraph(joined("Left open at this review", *left)),)
    return () if has_more else (paragraph(outcome.nothing_here(disclosed, _EMPTY)),)


def _not_relevant(
    disclosed: Disclosed, context: Context, paragraph_id: str, told: str
) -> tuple[Block, ...]:
    """Return why a paragraph of Schedule 7 was not relevant, under what it asks about.

    Nothing where the minutes above, ``told`` in small letters, give the same reason.
    """
    for entry in disclosed.review.head.not_relevant:
        given = entry.reason.strip().rstrip(".").casefold()
        if entry.id == paragraph_id and not (given and given in told):
            asked = context.paragraphs.get(paragraph_id, "")
            reason = because(entry.reason)
            return (paragraph(f"{asked}: {reason[:1].lower()}{reason[1:]}" if asked else reason),)
    return ()
