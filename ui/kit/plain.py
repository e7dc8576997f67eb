"""What a paste or a drop holds as plain words; nothing it points to is ever loaded."""

from typing import Any

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QTextCursor, QTextDocument, QTextDocumentFragment
from typing_extensions import override

_PICTURE = "\ufffc"
"""What stands in a document where a picture is; it is no letter of anybody's words."""


class _ClosedDocument(QTextDocument):
    """A document that loads no picture and no style sheet from anywhere."""

    @override
    def loadResource(self, type: int, name: QUrl | str, /) -> Any:
        return None


def left_out(count: int) -> str:
    """Return what is said of characters that had to go from what was put in."""
    many = "character" if count == 1 else "characters"
    return f"{count} {many} that no document can hold were left out."


def plain_text(source: QMimeData) -> str:
    """Return the words of ``source``, letter for letter, paragraphs as lines.

    Where there are only formatted words they are read block by block: ``toPlainText`` would turn
    no-break spaces into spaces.
    """
    if source.hasText():
        return source.text()
    if not source.hasHtml():
        return ""
    document = _ClosedDocument()
    QTextCursor(document).insertFragment(QTextDocumentFragment.fromHtml(source.html()))
    texts = []
    block = document.begin()
    while block.isValid():
        texts.append(block.text().replace(_PICTURE, ""))
        block = block.next()
    return "\n".join(texts)
