"""Reading a document letter for letter.

A document is read block by block: its ``toPlainText`` would turn every no-break space into a plain
one.
"""

from PySide6.QtGui import QTextDocument

_LINE_SEPARATOR = "\u2028"


def to_block(text: str) -> str:
    """Return a line's text as it stands in one block: its line breaks stay inside the block."""
    return text.replace("\n", _LINE_SEPARATOR)


def from_block(text: str) -> str:
    """Return a block's text as a line keeps it."""
    return text.replace(_LINE_SEPARATOR, "\n")


def text_of(document: QTextDocument) -> str:
    """Return everything in a document, blocks and line breaks as line feeds, letter for letter."""
    texts = []
    block = document.begin()
    while block.isValid():
        texts.append(from_block(block.text()))
        block = block.next()
    return "\n".join(texts)
