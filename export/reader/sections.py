"""Cutting a document into sections, by its headings or by what looks like headings."""

import re
from collections.abc import Iterable

from export.reader.document import Origin, ReadDocument, ReadParagraph, Shown
from export.reader.forms import unfolded
from export.reader.headings import Headings, Known
from export.reader.record import ReadSection

_MOST_LETTERS = 90
_MOST = 1_000
"""Sections; what comes after so many stands in the last one."""
_FEW = 3
"""With fewer real headings, bold lines are looked at too."""
_FIGURE = re.compile(r"\d")
_DEEPEST = 2
"""The deepest level of heading that always begins a section."""


def cut(
    document: ReadDocument, headings: Headings, kind: str, *, is_ours: bool
) -> tuple[ReadSection, ...]:
    """Return the sections in order, first what stands before any heading."""
    leads = _heading_levels(document, is_ours=is_ours)
    made: list[ReadSection] = []
    heading, known, level = ReadParagraph(at=-1, text=""), None, 0
    blocks: list[Shown] = []
    shown = document.blocks if is_ours else unfolded(document.blocks, headings, leads)
    for block in shown:
        rank = leads.get(block.at, 0) if isinstance(block, ReadParagraph) else 0
        begins = _known(block, headings, kind, is_ours=is_ours) if rank else None
        starts = bool(rank) and _begins(rank, begins, is_ours=is_ours) and len(made) < _MOST
        if isinstance(block, ReadParagraph) and starts:
            made.append(_section(heading, known, level, blocks))
            heading, known, level, blocks = block, begins, rank, []
        else:
            blocks.append(block)
    made.append(_section(heading, known, level, blocks))
    return tuple(made)


def _begins(rank: int, known: Known | None, *, is_ours: bool) -> bool:
    return rank <= _DEEPEST or known is not None or not is_ours


def _known(block: Shown, headings: Headings, kind: str, *, is_ours: bool) -> Known | None:
    if not isinstance(block, ReadParagraph):
        return None
    return headings.ours(block.text, kind) if is_ours else headings.other(block.text)


def _section(
    heading: ReadParagraph, known: Known | None, level: int, blocks: Iterable[Shown]
) -> ReadSection:
    return ReadSection(
        id=known.id if known else "",
        heading=heading.text,
        number=known.number if known else None,
        level=level,
        at=heading.at,
        blocks=tuple(blocks),
    )


def _heading_levels(document: ReadDocument, *, is_ours: bool) -> dict[int, int]:
    """Return the level of each paragraph that is a heading, by its number."""
    body = [
        block
        for block in document.blocks
        if isinstance(block, ReadParagraph) and block.origin is Origin.BODY and block.text.strip()
    ]
    found = {p.at: p.level for p in body if p.level}
    if not is_ours and len(found) < _FEW:
        found |= {p.at: found.get(p.at) or 2 for p in body if _looks_like_one(p)}
    return found


def _looks_like_one(paragraph: ReadParagraph) -> bool:
    """Whether a paragraph is set like a heading: short, bold or in capitals, no full stop."""
    text = paragraph.text.strip()
    if len(text) > _MOST_LETTERS or text[-1] in ".,;!?" or "\t" in text:
        return False
    return paragraph.is_strong or (text.isupper() and len(text) > _FEW and not _FIGURE.search(text))
