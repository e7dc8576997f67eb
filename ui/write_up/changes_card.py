"""“Because you said…”: what became different because of what the child said or showed."""

import msgspec
from PySide6.QtWidgets import QWidget

from models.because import answerable
from models.edits import Drop, Put
from models.taking_part import ChangeMade
from models.text import new_id
from ui import theme
from ui.fields.bound_form import BoundForm
from ui.fields.folding import FoldingCard
from ui.fields.record_editor import RecordEditor, RecordSpec
from ui.item_models.records import Column
from ui.kit import quiet_label
from ui.recommendations.answers import AnswersField
from ui.session import ReviewSession


class ChangesCard(FoldingCard):
    """A list of them; each says which of the child's words it comes from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("What changed because of it", "changes_made", parent)
        self._session: ReviewSession | None = None
        self.editor = RecordEditor(
            RecordSpec(
                one="change",
                many="changes",
                columns=(
                    Column("What is different now", lambda c: c.what or "(nothing yet)", 5),
                    Column("Because of", _because, 2),
                ),
                build=_form,
                make=lambda: ChangeMade(id=new_id()),
                stacked=True,
                empty="Nothing yet. Small things count: a lamp, a lift, a name said right.",
            )
        )
        self.editor.setObjectName("changes_editor")
        self.answers = AnswersField("Because of which of the child's words?", "change")
        self.editor.put_below_form(self.answers)
        self.answers.ticked.connect(self._ticked)
        self.editor.chosen.connect(self._show_answers)
        self.editor.put.connect(self._put)
        self.editor.dropped.connect(self._drop)
        self.inside.addWidget(quiet_label("It stands in the record under their own words."))
        self.inside.addWidget(self.editor)

    def show_session(self, session: ReviewSession) -> None:
        """Show what the open review says of it."""
        self._session = session
        head = session.opened.the_review.head
        self.editor.show_values(head.changes)
        self._show_answers(self.editor.value)
        count = len(head.changes)
        things = "1 thing is" if count == 1 else f"{count} things are"
        self.summary.setText(f"{things} different." if count else "Nothing is written down yet.")

    def forget(self) -> None:
        """Let go of the session and of every word."""
        self._session = None
        self.editor.show_values(())
        self.summary.clear()

    def _show_answers(self, change: ChangeMade | None) -> None:
        if self._session is None or change is None:
            self.answers.show_words((), ())
        else:
            said = answerable(self._session.opened, change.answers)
            self.answers.show_words(said, change.answers)

    def _ticked(self, answers: tuple[str, ...]) -> None:
        change = self.editor.value
        if isinstance(change, ChangeMade):
            changed = msgspec.structs.replace(change, answers=answers)
            self._put(changed, "changing which words it comes from", "")

    def _put(self, value: ChangeMade, words: str, key: str) -> None:
        if self._session is not None:
            self._session.apply(Put(item=value), words, key)
            self.show_session(self._session)

    def _drop(self, value: ChangeMade, words: str) -> None:
        if self._session is not None:
            self._session.apply(Drop(item=value), words)
            self.show_session(self._session)


def _because(change: ChangeMade) -> str:
    count = len(change.answers)
    return "" if not count else "1 thing said" if count == 1 else f"{count} things said"


def _form(form: BoundForm) -> None:
    for name, words, help_words in (
        ("what", "What is different now", ""),
        ("in_letter", "As you say it to the child", "For the letter."),
    ):
        form.bind_text(name, words, help_words).setMinimumHeight(theme.px(58))
