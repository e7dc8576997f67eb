"""What guarding and marking may ask of the editor they belong to."""

from typing import Protocol

from PySide6.QtGui import QTextCursor, QTextDocument

from models.edits import SpliceText
from models.text import Line, Mark
from ui.editor.sheet import Sheet
from ui.editor.typing_in import Where
from ui.session import ReviewSession


class Surface(Protocol):
    """An editor as its helpers see it."""

    @property
    def session(self) -> ReviewSession:
        """The session that is shown."""
        ...

    @property
    def where(self) -> Where:
        """Which text of which section is shown."""
        ...

    @property
    def sheet(self) -> Sheet:
        """The document's blocks and the lines they show."""
        ...

    @property
    def line(self) -> Line | None:
        """The line that the caret is in."""
        ...

    def textCursor(self) -> QTextCursor:  # noqa: N802 - Qt's own name
        """Return a copy of the caret and selection."""
        ...

    def setTextCursor(self, cursor: QTextCursor, /) -> None:  # noqa: N802 - Qt's own name
        """Put caret and selection."""
        ...

    def document(self) -> QTextDocument:
        """Return the document."""
        ...

    def put_caret(self, at: int, *, at_end: bool = True) -> None:
        """Put the caret into the line at a place."""
        ...

    def is_kept(self, line: Line) -> bool:
        """Whether the line is a quotation whose letters cannot be typed in here."""
        ...

    def refuse(self, line: Line) -> None:
        """Say that a quotation is not changed by typing."""
        ...

    def say(self, words: str) -> None:
        """Have a screen reader say something."""
        ...

    def words_for(self, mark: Mark) -> str:
        """Return what a mark is called here."""
        ...

    def apply(self, edit: SpliceText, words: str) -> None:
        """Change lines as a whole."""
        ...
