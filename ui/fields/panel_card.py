"""A folding card around a panel that shows an open review and hands over edits of it."""

from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from models.edits import Edit, Opened
from ui.fields.folding import FoldingCard
from ui.session import ReviewSession


class Panel(Protocol):
    """What such a card is put around; it is a widget, and ``edit`` carries edit, words and key."""

    edit: Any

    @property
    def summary(self) -> str:
        """What the folded card says."""
        ...

    def show_opened(self, opened: Opened | None) -> None:
        """Show an open review, or nothing."""
        ...


class PanelCard(FoldingCard):
    """Shows the panel's sentence; unfolded, the panel, whose edits go to the session."""

    def __init__(self, title: str, name: str, panel: Panel, parent: QWidget | None = None) -> None:
        super().__init__(title, name, parent)
        self._session: ReviewSession | None = None
        self._panel = panel
        assert isinstance(panel, QWidget)  # noqa: S101 - a protocol cannot ask for a class
        self.inside.addWidget(panel)
        panel.edit.connect(self._apply)

    def show_session(self, session: ReviewSession) -> None:
        """Show what the panel shows of the open review."""
        self._session = session
        self._panel.show_opened(session.opened)
        self.summary.setText(self._panel.summary)

    def forget(self) -> None:
        """Let go of the session and of every word."""
        self._session = None
        self._panel.show_opened(None)
        self.summary.clear()
        self.fold()

    def _apply(self, edit: Edit, words: str, key: str) -> None:
        if self._session is not None:
            self._session.apply(edit, words, key)
            self.show_session(self._session)
