"""The fields that complete one entry of the views log; only those that fit it are shown."""

from PySide6.QtWidgets import QWidget

from models.child import Child, View
from models.terms import ViewMethod
from models.view_log import SEEN, interpreted, without_words
from ui import theme
from ui.fields.bound_form import BoundForm

_SEEN_FIELDS = ("description", "may_mean", "could_also_mean")


class EntryForm(BoundForm):
    """How, with whom, alone, who helped; for what was seen also what it may mean, and what else."""

    def __init__(self, prefix: str, columns: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(prefix, columns, parent)
        self.bind_term("method", "How", ViewMethod)
        self.bind_line("with_whom", "With whom")
        self.bind_yes_no("alone", "Alone")
        self.bind_line("helper", "Who helped or interpreted")
        self.bind_line("about", "What it was about")
        self.bind_yes_no("checked_back", "Checked back with the child")
        for name, words in (
            ("description", "What was seen"),
            ("may_mean", "What it may mean"),
            ("could_also_mean", "What else it could mean"),
            ("in_english", "What the interpreter said the words mean, in English"),
        ):
            self.bind_text(name, words).setMinimumHeight(theme.px(58))

    def show_entry(self, child: Child | None, view: View | None) -> None:
        """Show an entry; None shows nothing."""
        self.show_value(view)
        if child is None or view is None:
            return
        said = view.words is not None or view.quote_id is not None
        seen = view.method in SEEN or not said
        for name in _SEEN_FIELDS:
            self.show_field(name, visible=seen or bool(getattr(view, name)))
        helped = interpreted(child) or without_words(child)
        self.show_field("helper", visible=helped or bool(view.helper) or not said)
        english = said and (interpreted(child) or bool(view.in_english))
        self.show_field("in_english", visible=english)
