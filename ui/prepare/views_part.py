"""The views log: how, when and with whom the child shared something, in their exact words."""

from collections.abc import Callable, Mapping

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.agenda import Agenda, Section
from models.because import answered_keys, key_of
from models.child import View
from models.clock import Clock
from models.edits import Drop, Opened, Put
from models.terms import ViewMethod, WithheldWhat
from models.text import Quote, new_id
from models.view_log import unfinished
from models.wording import Wording, fill
from ui.child.records import day
from ui.editor.correction import CorrectionCard
from ui.fields.bound_form import BoundForm
from ui.fields.record_editor import RecordEditor, RecordSpec
from ui.fields.words_field import WordsField
from ui.item_models.records import Column
from ui.kit import KeyButton, bring_into_view
from ui.prepare.part import PreparePart
from ui.views.quick_entry import as_typed
from ui.withholding.entry import EntryKeeping

_WRITTEN_UP = (
    "The write-up has been opened: what was said is corrected with a reason, and both stay."
)


class ViewsPart(PreparePart):
    """All views of the child, this review's first; new ones belong to this review."""

    def __init__(
        self,
        clock: Clock,
        quotes: Callable[[], Mapping[str, Quote]],
        agenda: Agenda,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._sections = [(section.id, _short(section)) for section in agenda.sections]
        self._quotes = quotes
        self._shown = ""
        self.editor = RecordEditor(self._spec())
        self.words = WordsField(self._typed)
        self.correct = KeyButton("Correct them…", on_click=self._correct)
        self.correct.setObjectName("view_correct")
        self.correction = CorrectionCard(clock)
        self.editor.put_above_form(self.words, self.correct, self.correction)
        self.keeping = EntryKeeping(WithheldWhat.VIEW, clock, "keep_view")
        self.editor.put_below_form(self.keeping)
        self.keeping.edit.connect(lambda edit, words: self.edit.emit(edit, words, ""))
        self.card("Views log", self.editor)
        self.finish()
        self.editor.put.connect(self._put)
        self.editor.dropped.connect(lambda v, words: self.edit.emit(Drop(item=v), words, ""))
        self.editor.chosen.connect(self._show_words)
        self.correction.corrected.connect(lambda e: self.edit.emit(e, "correcting words", ""))
        self.correction.closed.connect(self.correct.setFocus)

    @override
    def draw(self, opened: Opened | None) -> None:
        views = opened.child.views if opened is not None else ()
        self.editor.show_values(sorted(views, key=lambda v: v.on, reverse=True))
        self._show_words(self.editor.value)

    def words_of(self, view: View) -> str:
        """Return the child's words in a view, wherever the quotation stands."""
        if view.words is not None:
            return view.words.text
        quote = self._quotes().get(view.quote_id or "")
        return quote.text if quote is not None else ""

    def _spec(self) -> RecordSpec:
        return RecordSpec(
            one="view",
            many="views",
            columns=(
                Column("Day", lambda v: day(v.on), 2),
                Column("How", lambda v: v.method.label, 3),
                Column("What", lambda v: self.words_of(v) or v.description or v.about, 6),
                Column("Still to say", self._lacks, 3, spared=True),
            ),
            build=self._build,
            make=self._fresh,
            may_drop=self._stays,
            empty="Nothing yet. What was shown without a word belongs here too.",
            stacked=True,
        )

    def _build(self, form: BoundForm) -> None:
        _view_form(form)
        form.bind_some("sections", "Which parts it is about", self._sections)

    def _lacks(self, view: View) -> str:
        opened = self._opened
        if opened is None or view.review_id != opened.the_review.id:
            return ""
        return ", ".join(unfinished(opened.child, view)) or "complete"

    def _fresh(self) -> View:
        method = ViewMethod.PRIVATE_TALK
        review_id = self.opened.the_review.id
        return View(id=new_id(), on=self._clock.today(), method=method, review_id=review_id)

    def _stays(self, view: View) -> str:
        if self._opened is None or view.review_id != self._opened.the_review.id:
            return "It belongs to another review, so it stays."
        if view.words is not None and self._is_quoted(view):
            return "These words are quoted in the notes or minutes, so the entry stays."
        if view.words is not None and self._is_written_up():
            return "The write-up has been opened, so the words stay. They can be corrected."
        if self._is_answered(view):
            return "Something answers what was shared here, so the entry stays."
        return ""

    def _is_answered(self, view: View) -> bool:
        child, head = self.opened.child, self.opened.the_review.head
        return key_of(view) in answered_keys(head, child.disputes, (view,))

    def _is_quoted(self, view: View) -> bool:
        quote_id = view.words.id if view.words is not None else view.quote_id
        review = self.opened.the_review
        lines = (line for r in review.sections for line in (*r.notes, *r.minutes))
        used = {line.quote for line in lines}
        for recommendation in review.head.recommendations:
            used.update((recommendation.child_words, *recommendation.answers))
        return quote_id is not None and (quote_id in used or self._is_answered(view))

    def _why_locked(self, view: View) -> str:
        if view.quote_id is not None and view.quote_id not in self._quotes():
            return "They stand in the notes of an earlier review, and can be read there."
        if view.quote_id is not None:
            return "First marked in the notes of a review; they are changed there."
        if self._opened is None or view.words is None:
            return ""
        if view.review_id != self._opened.the_review.id:
            return "They belong to another review."
        return _WRITTEN_UP if self._is_written_up() else ""

    def _is_written_up(self) -> bool:
        return self.opened.the_review.head.write_up_opened is not None

    def _correct(self) -> None:
        view = self.editor.value
        if isinstance(view, View) and view.words is not None:
            self.correction.ask(view.words)
            QTimer.singleShot(0, self, lambda: bring_into_view(self.correction))

    def _show_words(self, view: View | None) -> None:
        self.words.setVisible(view is not None)
        if view is None or view.id != self._shown:
            self.correction.forget()
        self._shown = view.id if view is not None else ""
        words, why_locked = (
            ("", "") if view is None else (self.words_of(view), self._why_locked(view))
        )
        self.words.show_words(words, why_locked)
        self.correct.setVisible(why_locked == _WRITTEN_UP)
        self.keeping.show_entry(self._opened, view.id if view is not None else "")

    def _typed(self, words: str) -> None:
        view = self.editor.value
        if not isinstance(view, View) or words == self.words_of(view):
            return
        quote: Quote | None = None
        if view.words is not None:
            quote = msgspec.structs.replace(view.words, text=words)
        elif words:
            quote = Quote(id=new_id(), text=words, source=view.method.label, said_on=view.on)
        if not words and not self._is_quoted(view):
            quote = None
        changed = msgspec.structs.replace(view, words=quote)
        self.edit.emit(Put(item=changed), "typing the child's words", f"view.words.{view.id}")

    def _put(self, view: View, words: str, key: str) -> None:
        """Put a view; its quotation keeps saying when and how the words were said."""
        if view.words is not None:
            quote = msgspec.structs.replace(view.words, source=view.method.label, said_on=view.on)
            if not self._why_locked(view):
                view = msgspec.structs.replace(view, words=quote)
        before = next((v for v in self.opened.child.views if v.id == view.id), None)
        self.edit.emit(Put(item=as_typed(view, before)), words, key)


def _short(section: Section) -> str:
    """Return what a section is about, short enough for large letters on a narrow screen."""
    about = fill(section.about, Wording(name="the child"))
    return f"{about[:1].upper()}{about[1:]}"


def _view_form(form: BoundForm) -> None:
    form.bind_date("on", "Day", needed=True)
    form.bind_term("method", "How", ViewMethod)
    form.bind_line("with_whom", "With whom")
    form.bind_yes_no("alone", "Alone")
    form.bind_line("helper", "Who helped", "Such as an interpreter or an advocate.")
    form.bind_text("in_english", "What the interpreter said the words mean, in English")
    form.bind_line("place", "Place")
    form.bind_line("about", "What it was about")
    form.bind_yes_no("checked_back", "Checked back with the child")
    form.bind_text("description", "What was seen, where there were no words")
    form.bind_text("may_mean", "What it may mean")
    form.bind_text("could_also_mean", "What else it could mean")
