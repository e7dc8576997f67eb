"""How the child gets to know the outcome: in which form, when, explained how, what they said."""

import msgspec
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.edits import Opened, SetHead
from models.taking_part import OwnCopy
from models.terms import ChildCopy
from ui import theme
from ui.fields.bound_form import BoundForm
from ui.fields.folding import FoldingCard
from ui.session import ReviewSession


class CopyCard(FoldingCard):
    """The child's own copy; saying when it was explained settles that duty."""

    def __init__(self, name: str = "own_copy", parent: QWidget | None = None) -> None:
        super().__init__("The child's own copy", name, parent)
        self._session: ReviewSession | None = None
        self.form = BoundForm(name, 1)
        self.form.bind_many("forms", "In which form", ChildCopy)
        self.form.bind_date("on", "Explained on")
        self.form.bind_line("explained", "How it was explained, and by whom")
        feedback = self.form.bind_text("feedback", "What the child said of it")
        feedback.setMinimumHeight(theme.px(58))
        self.form.bind_line("withheld_because", "Why something is held back for now")
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        self.inside.addWidget(holder)
        self.form.edited.connect(self._put)

    def show_session(self, session: ReviewSession) -> None:
        """Show what the open review says of it."""
        self._session = session
        opened = session.opened
        copy = opened.the_review.head.own_copy
        self.set_title(f"{opened.child.preferred_name}'s own copy")
        self.form.show_value(copy)
        withheld = ChildCopy.WITHHELD in copy.forms or bool(copy.withheld_because)
        self.form.show_field("withheld_because", visible=withheld)
        self.summary.setText(_summary(opened, copy))

    def forget(self) -> None:
        """Let go of the session and of every word."""
        self._session = None
        self.set_title("The child's own copy")
        self.form.show_value(None)
        self.summary.clear()
        self.fold()

    def _put(self, copy: OwnCopy, words: str, key: str) -> None:
        if self._session is not None:
            head = msgspec.structs.replace(self._session.opened.the_review.head, own_copy=copy)
            self._session.apply(SetHead(head=head), words, key)
            self.show_session(self._session)


def _summary(opened: Opened, copy: OwnCopy) -> str:
    if not copy.forms:
        return f"Not said yet how {opened.child.preferred_name} gets to know the outcome."
    said = ", ".join(form.label for form in copy.forms)
    return f"{said[:1].upper()}{said[1:]}" + (", explained." if copy.on is not None else ".")
