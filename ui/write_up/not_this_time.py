"""“Not this time, because…”: wishes and worries that were heard and are not acted on, honestly."""

import msgspec
from PySide6.QtWidgets import QWidget

from models.because import answerable, answers_of
from models.clock import Clock
from models.edits import Drop, Edit, Put
from models.review import Unanswered
from models.terms import WithheldWhat
from models.text import new_id
from ui.fields.bound_form import BoundForm
from ui.fields.folding import FoldingCard
from ui.fields.record_editor import RecordEditor, RecordSpec
from ui.item_models.records import Column
from ui.kit import quiet_label
from ui.recommendations.answers import AnswersField
from ui.session import ReviewSession
from ui.withholding.entry import EntryKeeping


class NotThisTimeCard(FoldingCard):
    """A list of them; each says it to the record and, in other words, to the child."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__("Not this time, because…", "not_this_time", parent)
        self._session: ReviewSession | None = None
        self.editor = RecordEditor(
            RecordSpec(
                one="answer",
                many="answers not this time",
                columns=(
                    Column("What was wished for", self._wished, 4),
                    Column("Why not now", lambda u: u.reason, 4),
                ),
                build=_form,
                make=lambda: Unanswered(id=new_id(), worry=""),
                stacked=True,
                empty="Nothing yet. A wish that nothing comes of deserves an honest answer.",
            )
        )
        self.editor.setObjectName("not_this_time_editor")
        self.keeping = EntryKeeping(WithheldWhat.UNANSWERED, clock, "keep_answer")
        self.answers = AnswersField("Which of the child's words does it answer?", "answer")
        self.editor.put_below_form(self.answers, self.keeping)
        self.answers.ticked.connect(self._ticked)
        self.keeping.edit.connect(self._keep)
        self.editor.chosen.connect(self._show_more)
        self.editor.put.connect(self._put)
        self.editor.dropped.connect(self._drop)
        self.inside.addWidget(quiet_label("It stands in both records, and in the letter."))
        self.inside.addWidget(self.editor)

    def show_session(self, session: ReviewSession) -> None:
        """Show what the open review says of it."""
        self._session = session
        values = session.opened.the_review.head.unanswered
        self.editor.show_values(values)
        self._show_more(self.editor.value)
        count = len(values)
        self.summary.setText(
            "Nothing is left without an answer." if not count else f"{count} answered honestly."
        )

    def forget(self) -> None:
        """Let go of the session and of every word."""
        self._session = None
        self.keeping.forget()
        self.editor.show_values(())
        self.summary.clear()

    def _wished(self, wish: Unanswered) -> str:
        """Return what was wished for, in the child's own words where nobody put it otherwise."""
        if self._session is None or wish.worry.strip():
            return wish.worry
        keys = answers_of(self._session.opened, wish)
        said = (s for s in answerable(self._session.opened, keys) if s.key in keys)
        return ", ".join(f"“{s.text}”" if s.is_words else s.text for s in said) or "(nothing yet)"

    def _ticked(self, answers: tuple[str, ...]) -> None:
        wish = self.editor.value
        if isinstance(wish, Unanswered):
            changed = msgspec.structs.replace(wish, answers=answers, view_id=None)
            self._put(changed, "changing which words it answers", "")

    def _show_more(self, value: Unanswered | None) -> None:
        opened = self._session.opened if self._session is not None else None
        keys = answers_of(opened, value) if value is not None and opened else ()
        self.answers.show_words(answerable(opened, keys) if opened and value else (), keys)
        self.keeping.show_entry(opened, value.id if value is not None and opened else "")

    def _keep(self, edit: Edit, words: str) -> None:
        if self._session is not None:
            self._session.apply(edit, words)
            self.show_session(self._session)

    def _put(self, value: Unanswered, words: str, key: str) -> None:
        if self._session is not None:
            self._session.apply(Put(item=value), words, key)
            self.show_session(self._session)

    def _drop(self, value: Unanswered, words: str) -> None:
        if self._session is not None:
            self._session.apply(Drop(item=value), words)
            self.show_session(self._session)


def _form(form: BoundForm) -> None:
    form.bind_text("worry", "What was wished for, or worried about")
    form.bind_line("who", "Who wished for it")
    form.bind_text("reason", "Why it will not happen now, and when it is asked again")
    form.bind_text("in_letter", "As you say it to the child", "For the letter.")
