"""What a whole record of a section says, to look through before it is called written up.

The lists are the agenda's (``must_record``, domain.md §3); they ask for nothing and block nothing.
"""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.before_it_goes import Draft
from models.write_up import Part
from ui.fields.folding import FoldingCard
from ui.fields.row_list import Row, RowList

_ABOUT = "{count} things that a whole record tells here, where they fit."


class BelongsCard(FoldingCard):
    """A list to read; whoever opened it finds it open at the next section too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("What belongs here", "belongs", parent, opens="Show")
        self.list = RowList("What belongs here", fits=True)
        self.list.setObjectName("belongs_list")
        self.inside.addWidget(self.list)

    def show_part(self, part: Part, draft: Draft) -> None:
        """Show what belongs into ``part``; nothing where it is no section or is left out."""
        found = [s for s in draft.agenda.sections if s.id == part.id and not part.left_out]
        items = found[0].must_record if found else ()
        self.list.show_rows([Row(key=item.id, words=item.label) for item in items])
        self.summary.setText(_ABOUT.format(count=len(items)))
        self.setVisible(bool(items))

    @override
    def _show(self, *, is_open: bool) -> None:
        """Leave the room to what is written while it is folded: the title says enough."""
        super()._show(is_open=is_open)
        self.summary.setVisible(is_open)

    def forget(self) -> None:
        """Let go of the child's name."""
        self.list.show_rows([])
        self.fold()
