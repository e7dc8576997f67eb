"""The text of a section's minutes as blocks: paragraphs, and the child's words in their place."""

from export.blocks import Block, Quotation, Run
from export.blocks import Paragraph as Para
from export.own_words import in_english, quote_or_none, source_of
from models.disclosure import Disclosed
from models.text import Text


def minute_blocks(disclosed: Disclosed, text: Text) -> tuple[Block, ...]:
    """Return the lines of ``text`` as blocks; a line without a letter makes none.

    Where several quotations in a row come from one occasion, it is said above the first only.
    """
    blocks: list[Block] = []
    above = ""
    for line in text:
        if line.quote is None:
            if line.text.strip():
                blocks.append(Para(runs=(Run(text=line.text),)))
                above = ""
            continue
        quote = quote_or_none(disclosed, line.quote)
        if quote is None:
            continue
        source = source_of(disclosed, quote)
        shown = "" if source == above else source
        blocks.append(Quotation(text=quote.text, source=shown, note=in_english(disclosed, quote)))
        above = source
    return tuple(blocks)
