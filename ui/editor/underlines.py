"""A wavy line under words, drawn over the text: no letter and no format of the document changes."""

from collections.abc import Iterable

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from ui import theme
from ui.code_units import units
from ui.editor.shown import ShownLines

Stretch = tuple[int, int, int]
"""The place of a line, then start and length in code points."""


def underline(editor: ShownLines, stretches: Iterable[Stretch]) -> None:
    """Underline these stretches of an editor's lines and no others; folded lines show none."""
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    look.setUnderlineColor(theme.current_roles().worry)
    drawn = []
    for at, start, length in stretches:
        if editor.sheet.lines[at].id in editor.sheet.folded:
            continue
        block = editor.sheet.block(at)
        text = block.text()
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + units(text[:start]))
        end = block.position() + units(text[: start + length])
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        one = QTextEdit.ExtraSelection()
        one.cursor, one.format = cursor, look
        drawn.append(one)
    editor.setExtraSelections(drawn)
