"""What must be seen about the home, and how still life has been, as the record shows them."""

from export.blocks import Block, Bullets, Notice, Picture, plain
from export.context import Context
from export.phrases import sentence, whose
from models.calendar import long_date
from models.disclosure import Disclosed, RecipientKind
from models.registered import setting_flags


def setting(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return a notice for each thing that must be seen about where the child lives."""
    on = disclosed.review.head.review_date or context.issue.on
    return tuple(
        Notice(
            title=f"{flag.words}.",
            text=f"Since {long_date(flag.since)}. {flag.why} {sentence(flag.source)}",
        )
        for flag in setting_flags(disclosed.child, on)
    )


def strip(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return the strip with its counts in words; nothing in a copy for anyone but the council."""
    drawn = context.strip
    council = disclosed.recipient.kind is RecipientKind.COUNCIL
    if drawn is None or not council or not disclosed.review.head.show_strip:
        return ()
    picture = Picture(
        png=drawn.png,
        width=drawn.width,
        height=drawn.height,
        caption=f"How still {whose(disclosed.child.preferred_name)} life has been",
        description=drawn.words,
    )
    counts = (Bullets(items=tuple(plain(words) for words in drawn.counts)),)
    return (picture, *(counts if drawn.counts else ()))
