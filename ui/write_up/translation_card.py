"""The letter in the child's other language: which, who writes it, and its English to compare with.

Heard translates nothing. A translator's words are pasted into a part of their own, and the letter
sets each paragraph under the English one where there are as many.
"""

from collections.abc import Callable

import msgspec
from PySide6.QtWidgets import QWidget

from export.context import Context, Issue
from export.documents import document, recipient_of
from export.letter import pieces_of, to_translate
from models.disclosure import view
from models.edits import Opened, SetHead
from models.letter import LetterPart, language_of, languages, shipped_guide
from models.review import ReviewHead, is_translation, translated
from models.write_up import Part, is_written
from ui import theme
from ui.fields.bound_form import BoundForm
from ui.fields.folding import FoldingCard
from ui.kit import quiet_label
from ui.kit.limits import LimitedText
from ui.program import Program
from ui.session import ReviewSession

_ENGLISH_PX = 140
_ALONE = "English only. A child whose first language is another one can have both."


class TranslationCard(FoldingCard):
    """Chooses a language and says of the part at hand whether its paragraphs match."""

    def __init__(
        self, program: Program, go: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__("In another language", "translation", parent)
        self._program, self._go = program, go
        self._session: ReviewSession | None = None
        self._part = ""
        self.form = BoundForm("translation", columns=1)
        options = [("", "English only"), *((one.id, one.name) for one in languages())]
        self.form.bind_choice("letter_language", "Also in", options)
        self.form.bind_line(
            "letter_translator", "Who wrote the other language", "The letter says so."
        )
        self.form.edited.connect(self._edited)
        self.matching = quiet_label()
        self.matching.setObjectName("translation_matching")
        self.english = LimitedText()
        self.english.setObjectName("translation_english")
        self.english.setAccessibleName("The English of this part, to be put into the language")
        self.english.setReadOnly(True)
        self.english.setTabChangesFocus(True)
        self.english.setMinimumHeight(theme.px(_ENGLISH_PX))
        for widget in (self.form, self.matching, self.english):
            self.inside.addWidget(widget)

    def show_part(self, session: ReviewSession, part: Part) -> None:
        """Show which language the letter is in beside English, and the part's own English."""
        self._session, self._part = session, part.id
        opened = session.opened
        head = opened.the_review.head
        language = language_of(head.letter_language)
        self.form.show_value(head)
        self.form.show_field("letter_translator", visible=language is not None)
        self.matching.setVisible(language is not None)
        self.english.setVisible(language is not None)
        if language is None:
            self.summary.setText(_ALONE)
            return
        self.summary.setText(_how_far(opened, language.name))
        english = self._english_of(opened)
        theirs = _lines_of(opened, _base(part.id))
        self.matching.setText(how_it_stands(len(english), theirs, language.name))
        text = "\n\n".join(english)
        if self.english.toPlainText() != text:
            self.english.setPlainText(text)

    def forget(self) -> None:
        """Let go of the session and of every word."""
        self._session, self._part = None, ""
        self.form.show_value(None)
        self.summary.clear()
        self.matching.clear()
        self.english.clear()
        self.fold()

    def _english_of(self, opened: Opened) -> tuple[str, ...]:
        """Return the paragraphs of the part at hand as the child is to read them."""
        part = next(one for one in shipped_guide().part if one.id == _base(self._part))
        own = recipient_of(document("letter"), opened.child)
        disclosed = view(opened.child, opened.the_review, own)
        issue = Issue(version=0, signed=False, on=self._program.clock.today())
        return to_translate(pieces_of(disclosed, Context(council="", iro="", issue=issue), part))

    def _edited(self, value: ReviewHead, words: str, key: str) -> None:
        if self._session is None:
            return
        head = msgspec.structs.replace(
            self._session.opened.the_review.head,
            letter_language=value.letter_language,
            letter_translator=value.letter_translator,
        )
        self._session.apply(SetHead(head=head), words, key)
        if is_translation(self._part) and not head.letter_language:
            self._go(_base(self._part))


def _base(section: str) -> str:
    """Return the part that a section is, or is the translation of."""
    parts: tuple[LetterPart, ...] = shipped_guide().part
    return next(one.id for one in parts if section in (one.id, translated(one.id)))


def _lines_of(opened: Opened, part_id: str) -> int:
    text = opened.the_review.section(translated(part_id)).minutes
    return sum(bool(line.text.strip()) for line in text if line.quote is None)


def _how_far(opened: Opened, language: str) -> str:
    review = opened.the_review
    parts = [one.id for one in shipped_guide().part]
    done = sum(is_written(review.section(translated(one)).minutes) for one in parts)
    by = review.head.letter_translator.strip()
    who = f"written by {by}" if by else "nobody is named yet who writes it"
    return f"English and {language}, {who}. {done} of {len(parts)} parts are there."


def how_it_stands(english: int, theirs: int, language: str) -> str:
    """Return how the part will stand in the letter."""
    many = f"{english} paragraph{'' if english == 1 else 's'}"
    if not english:
        return f"Nothing stands here in English yet that could be written in {language}."
    if not theirs:
        return f"To be written in {language}, {many} with the heading:"
    if theirs == english:
        return f"{many} in each: every one stands under its own English."
    return (
        f"{many} in English, {theirs} in {language}: until there are as many, "
        "the other language stands after the English of the part."
    )
