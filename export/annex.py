"""*Confidential annex*: a file of its own, for named readers, with what stands in no other copy.

Each passage stands under its section with where it comes from, who kept it there and why; at the
end what is kept from people by name (domain.md §4.2, *Confidential annex*; §9 *Sharing*).
"""

from collections.abc import Iterator

from export.about_review import identity
from export.blocks import (
    Block,
    Bullets,
    Column,
    Heading,
    Look,
    Paragraph,
    Quotation,
    Role,
    Run,
    Table,
    cell,
    paragraph,
    plain,
)
from export.context import Context
from export.outcome import first_notices
from export.phrases import capital, joined, sentence, whose
from models.calendar import long_date
from models.disclosure import Disclosed
from models.recipient import Annex, AnnexEntry
from models.review import DIFFERENCES, IRO_VIEW

_OTHER = "Beside the sections"
_EXTRA = {IRO_VIEW: "My view as reviewing officer", DIFFERENCES: "What we did not all agree on"}
_HOW = (
    "Words in bold are in this annex only; what stands beside them is in the record, too. Keep it "
    "apart from the record, and show it to nobody who is not named here."
)


def build(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return the annex; a copy that was not made for its readers holds none of it."""
    annex = disclosed.annex or Annex()
    name = disclosed.child.preferred_name
    blocks: list[Block] = [
        Heading(level=1, text=f"Confidential annex to {whose(name)} review"),
        paragraph(identity(disclosed), Role.NOTE),
        *first_notices(disclosed, context),
        Heading(level=2, text="Who may read this", about="readers"),
        Bullets(items=tuple(plain(who) for who in ("The council, for its record", *annex.readers))),
        paragraph(_HOW, Role.NOTE),
    ]
    blocks += _passages(annex, context)
    blocks += _kept_from(annex, context)
    return tuple(blocks)


def _passages(annex: Annex, context: Context) -> Iterator[Block]:
    if not annex.entries:
        yield Heading(level=2, text="What is kept here", about="kept")
        yield paragraph("Nothing of this review is kept for the annex.")
    titles = {title.id: title for title in context.sections}
    order = [title.id for title in sorted(context.sections, key=lambda title: title.number)]
    sections = dict.fromkeys((*order, *_EXTRA, *(e.section for e in annex.entries), ""))
    for section in sections:
        mine = [entry for entry in annex.entries if entry.section == section]
        if not mine:
            continue
        title = titles.get(section)
        words = title.heading if title else _EXTRA.get(section, _OTHER)
        yield Heading(level=2, text=words, number=title.number if title else None, about=section)
        for entry in mine:
            yield from _passage(entry)


def _passage(entry: AnnexEntry) -> Iterator[Block]:
    if entry.is_words:
        yield Quotation(text=entry.text, source=entry.source, note=_decided(entry))
        return
    yield paragraph(capital(entry.source), Role.OCCASION)
    for line in _lines(entry):
        yield Paragraph(runs=line)
    yield paragraph(sentence(_decided(entry)), Role.NOTE)


def _lines(entry: AnnexEntry) -> Iterator[tuple[Run, ...]]:
    """Yield the passage as paragraphs: what is kept in bold, what stands around it plain."""
    runs: list[Run] = []
    for piece in entry.pieces:
        look = Look.STRONG if piece.kept else Look.PLAIN
        first, *rest = piece.text.split("\n")
        runs += [Run(text=first, look=look)] if first else []
        for text in rest:
            if runs:
                yield tuple(runs)
            runs = [Run(text=text, look=look)] if text else []
    if runs:
        yield tuple(runs)


def _decided(entry: AnnexEntry) -> str:
    on = long_date(entry.on) if entry.on else ""
    return joined(capital(entry.why.strip()) or "No reason is written down", entry.by, on)


def _kept_from(annex: Annex, context: Context) -> Iterator[Block]:
    """Yield what is in the record and in no copy of the people named."""
    if not annex.withheld:
        return
    yield Heading(level=2, text="What is kept from people by name", about="withheld")
    titles = {title.id: f"Section {title.number}: {title.heading}" for title in context.sections}
    yield Table(
        caption="What is kept from whom",
        description="Each passage that some people’s copies do not hold, from whom it is kept, who "
        "decided it and why.",
        columns=(
            Column(title="What", share=6.0),
            Column(title="Where", share=3.6),
            Column(title="Kept from", share=3.4),
            Column(title="Why", share=4.0),
        ),
        rows=tuple(
            (
                cell("".join(p.text for p in entry.pieces if p.kept)),
                cell(titles.get(entry.section, ""), capital(entry.source)),
                cell(*entry.from_whom),
                cell(_decided(entry)),
            )
            for entry in annex.withheld
        ),
    )
    yield paragraph(
        "All of this is in the record, and in no copy of those it is kept from.", Role.NOTE
    )
