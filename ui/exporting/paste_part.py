"""The record as text for the council's form: heading by heading, by the keyboard."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPlainTextEdit, QWidget
from typing_extensions import override

from export.paste_in import Piece
from ui import theme
from ui.clipboard import KEPT_SECONDS, PassingClipboard, selected
from ui.fields.row_list import Fact, Row, RowList
from ui.kit import Card, Flow, KeyButton, announce, label, quiet_label
from ui.shortcuts import Shortcut

_SIDE_BY_SIDE = 760  # px at 100 % text
_HOW = (
    f"Copied text is taken off the clipboard after {KEPT_SECONDS} seconds, when Heard locks, and"
    " when you leave this page. Windows is asked to keep it out of its clipboard history."
)


class _Text(QPlainTextEdit):
    """Text to read; a part of it that is copied is as short-lived as a whole piece."""

    def __init__(self, clipboard: PassingClipboard) -> None:
        super().__init__()
        self._passing = clipboard
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        return self._passing.data(selected(self.textCursor()))


class PastePart(QWidget):
    """Shows the pieces, copies one at a time, and says how many were copied."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: tuple[Piece, ...] = ()
        self._copied: set[str] = set()
        self.clipboard = PassingClipboard(self)
        self.list = RowList("Headings of the form")
        self.list.setObjectName("paste_headings")
        self.list.current_changed.connect(lambda _: self._say_piece())
        self.list.chosen.connect(lambda _: self.copy())
        self.counted = label("")
        self.counted.setObjectName("paste_counted")
        self.heading = label("", "heading")
        self.text = _Text(self.clipboard)
        self.text.setObjectName("paste_text")
        self.text.setAccessibleName("Text of this heading, as it will be pasted")
        self._lay_out()

    def _lay_out(self) -> None:
        headings, words = Card("Paste into the council's form"), Card()
        copy = KeyButton("Copy this one", Shortcut.COPY_PIECE, kind="main", on_click=self.copy)
        copy.setObjectName("copy_piece")
        following = KeyButton("Next heading", Shortcut.NEXT_PIECE, on_click=self.next)
        following.setObjectName("next_piece")
        before = KeyButton("Heading before", Shortcut.PIECE_BEFORE, on_click=self.before)
        before.setObjectName("piece_before")
        buttons = QWidget()
        flow = Flow(buttons)
        for button in (copy, following, before):
            flow.addWidget(button)
        headings.body.addWidget(self.counted)
        headings.body.addWidget(self.list, 1)
        headings.body.addWidget(quiet_label(_HOW))
        words.body.addWidget(self.heading)
        words.body.addWidget(buttons)
        words.body.addWidget(self.text, 1)
        self.list.setMinimumHeight(theme.px(180))
        self.text.setMinimumHeight(theme.px(160))
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, theme.S3, 0)
        self._layout.setSpacing(theme.S4)
        self._layout.addWidget(headings, 4)
        self._layout.addWidget(words, 6)

    @property
    def piece(self) -> Piece | None:
        """The piece at hand, or None."""
        key = self.list.current_key
        return next((piece for piece in self._pieces if piece.id == key), None)

    def show_pieces(self, pieces: tuple[Piece, ...]) -> None:
        """Show other pieces; one whose text changed counts as not copied any more."""
        same = {piece.id for piece in pieces if piece in self._pieces}
        self._copied &= same
        self._pieces = pieces
        self._show_rows()
        if not self.list.current_key and pieces:
            self.list.set_current(pieces[0].id)
        self._say_piece()

    def forget(self) -> None:
        """Empty every widget and the clipboard: at lock."""
        self.clipboard.clear()
        self._copied.clear()
        self.show_pieces(())

    def copy(self) -> None:
        """Put the text of the piece at hand on the clipboard, and say how many are done."""
        piece = self.piece
        if piece is None:
            return
        self.clipboard.put(piece.text)
        self._copied.add(piece.id)
        self._show_rows()
        announce(self.list, f"{piece.heading} copied. {self.counted.text()}")

    def next(self) -> None:
        """Go to the next piece."""
        self._step(1)

    def before(self) -> None:
        """Go to the piece before."""
        self._step(-1)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        wide = self.width() >= theme.px(_SIDE_BY_SIDE)
        self._layout.setDirection(way.LeftToRight if wide else way.TopToBottom)

    def _step(self, by: int) -> None:
        ids = [piece.id for piece in self._pieces]
        if ids:
            at = ids.index(self.list.current_key) if self.list.current_key in ids else -by
            self.list.set_current(ids[min(max(at + by, 0), len(ids) - 1)])
            self._say_piece()
            if self.piece is not None:
                announce(self.list, self.piece.heading)

    def _show_rows(self) -> None:
        self.list.show_rows(
            [
                Row(
                    key=piece.id,
                    words=piece.heading,
                    facts=(Fact(f"{len(piece.text.split())} words"),),
                    state="copied" if piece.id in self._copied else "",
                    state_role="done",
                )
                for piece in self._pieces
            ]
        )
        count = f"{len(self._copied)} of {len(self._pieces)} copied"
        self.counted.setText(count if self._pieces else "")

    def _say_piece(self) -> None:
        piece = self.piece
        self.heading.setText(piece.heading if piece is not None else "")
        self.text.setPlainText(piece.text if piece is not None else "")
