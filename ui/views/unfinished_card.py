"""What the views log still lacks, completed where the IRO writes up."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from models.child import View
from models.edits import Opened, Put
from models.text import Quote
from models.view_log import unfinished, unfinished_entries
from ui.child.records import day
from ui.fields.folding import FoldingCard
from ui.fields.row_list import Fact, Row, RowList
from ui.kit import quiet_label, rule
from ui.session import ReviewSession
from ui.views.entry_form import EntryForm
from ui.views.quick_entry import as_typed

_LONGEST = 90


class UnfinishedCard(FoldingCard):
    """The entries that lack something, and the fields of the one that is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Views log", "views_unfinished", parent)
        self._session: ReviewSession | None = None
        self.list = RowList("Entries of the views log that are unfinished", fits=True)
        self.list.setObjectName("views_unfinished_list")
        self.form = EntryForm("views_unfinished")
        self.inside.addWidget(quiet_label("Nothing blocks. Leave what cannot be known."))
        self.inside.addWidget(self.list)
        self.inside.addWidget(rule())
        self.inside.addWidget(self.form)
        self._kept = ""
        self.list.current_changed.connect(self._choose)
        self.list.chosen.connect(self._into_fields)
        self.form.edited.connect(self._put)

    def show_session(self, session: ReviewSession) -> None:
        """Show what the log of the open review lacks; one that is worked on stays."""
        self._session = session
        opened = session.opened
        lacking = unfinished_entries(opened)
        shown = [v for v in _mine(opened) if v in lacking or v.id == self._kept]
        self.list.show_rows([_row(opened, view, session.quotes) for view in shown])
        self.list.setVisible(bool(shown))
        if not self.list.current_key and shown:
            self.list.set_current(shown[0].id)
        count = len(lacking)
        entries = "entry lacks" if count == 1 else "entries lack"
        words = f"{count} {entries} something." if count else "Every entry is complete."
        self.summary.setText(words)
        self._show_form()

    def forget(self) -> None:
        """Let go of the session and of every word."""
        self._session = None
        self._kept = ""
        self.list.show_rows(())
        self.form.show_entry(None, None)
        self.summary.clear()
        self.fold()

    def _choose(self, key: str) -> None:
        self._kept = ""
        self._show_form()
        self._kept = key

    def _into_fields(self, key: str) -> None:
        self._choose(key)
        self.form.focus_first()

    def _view(self) -> View | None:
        if self._session is None:
            return None
        key = self.list.current_key
        return next((v for v in self._session.opened.child.views if v.id == key), None)

    def _show_form(self) -> None:
        view, session = self._view(), self._session
        self.form.show_entry(session.opened.child if session is not None else None, view)
        self.form.setVisible(view is not None)

    def _put(self, view: View, words: str, key: str) -> None:
        if self._session is not None:
            self._kept = view.id
            self._session.apply(Put(item=as_typed(view, self._view())), words, key)
            self.show_session(self._session)


def _mine(opened: Opened) -> list[View]:
    mine = [v for v in opened.child.views if v.review_id == opened.the_review.id]
    return sorted(mine, key=lambda view: view.on)


def _row(opened: Opened, view: View, quotes: Mapping[str, Quote]) -> Row:
    lacks = unfinished(opened.child, view)
    quote = view.words or quotes.get(view.quote_id or "")
    said = f"“{quote.text}”" if quote is not None else view.description or view.about
    one_line = " ".join(said.split())
    short = one_line if len(one_line) <= _LONGEST else f"{one_line[: _LONGEST - 1].rstrip()}…"
    still = f"still: {', '.join(lacks)}" if lacks else "complete"
    return Row(
        key=view.id,
        words=short or view.method.label,
        facts=(
            Fact(f"{view.method.label} · {day(view.on)}"),
            Fact(still, "soon" if lacks else "done"),
        ),
    )
