"""How much room the text has: between its two sides, beside a page as it will be, or all of it."""

from PySide6.QtCore import QObject, Signal

from ui.meeting.columns import Columns, Side
from ui.write_up.tabs import PREVIEW, SideTabs
from ui.write_up.writing_pane import WritingPane


class Room(QObject):
    """Opens, closes and widens what stands beside the text; keys and cards ask it to."""

    bare_changed = Signal(bool)
    """The text stands alone now, or no longer."""

    def __init__(self, columns: Columns, tabs: SideTabs, writing: WritingPane) -> None:
        super().__init__(columns)
        self._columns, self._tabs, self._writing = columns, tabs, writing
        self._is_bare = False
        tabs.chosen.connect(lambda tab: columns.set_wide(wide=tab == PREVIEW))

    def toggle(self, side: Side) -> None:
        """Open or close a side."""
        self.end_bare()
        self._columns.toggle(side)

    def reveal(self, tab: str) -> bool:
        """Make sure that a tab of the right side can be seen; return whether the text still is."""
        self.end_bare()
        if self._columns.isVisible():
            self._columns.reveal(Side.RIGHT)
        self._tabs.show_tab(tab)
        return not self._columns.is_narrow

    def toggle_preview(self) -> None:
        """Show the document as it will be, or what was beside the text before."""
        if self._tabs.isVisible():
            self._tabs.toggle(PREVIEW)
        else:
            self.reveal(PREVIEW)

    def next_tab(self) -> None:
        """Show the next tab; where none can be seen, the one that was last."""
        if self._tabs.isVisible():
            self._tabs.show_next()
        else:
            self.reveal(self._tabs.current)

    def turn_bare(self) -> None:
        """Hide everything around the text, or show it again."""
        self._set_bare(bare=not self._is_bare)
        self._writing.focus_text(notes=self._writing.writing_in is self._writing.notes.editor)

    def end_bare(self) -> None:
        """Show everything around the text again, if it was hidden."""
        self._set_bare(bare=False)

    def _set_bare(self, *, bare: bool) -> None:
        if bare != self._is_bare:
            self._is_bare = bare
            self._columns.set_bare(bare=bare)
            self._writing.set_alone(alone=bare)
            self.bare_changed.emit(bare)
