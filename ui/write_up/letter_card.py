"""Beside the letter to the child: whom it is written for, how long it is, how easy it reads."""

from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from export.documents import document, recipient_of
from models.edits import SetHead
from models.letter import Band, LetterGuide, band_of, words_of
from models.not_in_letter import KeptBack, kept_from
from models.reading_ease import ease_of
from ui.kit import Card, Form, KeyButton, quiet_label
from ui.program import Program
from ui.session import ReviewSession


class LetterCard(Card):
    """Counts, and no scores; the band may be chosen otherwise than by age."""

    read_wanted = Signal()
    """The letter is to be read through as it will be."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__("The letter", parent)
        self.setObjectName("letter_card")
        self._program = program
        self._session: ReviewSession | None = None
        self._guide: LetterGuide | None = None
        self._form = Form()
        self.band = self._form.choice("Written for", [], name="letter_band")
        self.band.currentIndexChanged.connect(lambda _: self._choose())
        self.hint = quiet_label()
        self.facts = quiet_label()
        self.facts.setObjectName("letter_facts")
        self.kept = quiet_label()
        self.kept.setObjectName("letter_kept")
        self.read = KeyButton("Read it through", icon="eye", on_click=self.read_wanted.emit)
        self.read.setObjectName("letter_read")
        for widget in (self._form, self.hint, self.facts, self.read, self.kept):
            self.body.addWidget(widget)

    def show_letter(self, session: ReviewSession, guide: LetterGuide) -> Band:
        """Show the letter of the open review; return the band it is written for."""
        self._session, self._guide = session, guide
        opened = session.opened
        review, today = opened.the_review, self._program.clock.today()
        band = band_of(guide, opened.child, review, today)
        self.set_title(f"The letter to {opened.child.preferred_name}")
        with QSignalBlocker(self.band):
            self.band.clear()
            for one in guide.band:
                self.band.addItem(one.title, one.id)
            self.band.setCurrentIndex([one.id for one in guide.band].index(band.id))
        self.hint.setText(band.hint)
        self.facts.setText(_facts(words_of(review), band))
        own = recipient_of(document("letter"), opened.child).person_id or opened.child.id
        titles = {section.id: section.heading for section in self._program.agenda.sections}
        kept = kept_from(opened.child, review, own)
        self.kept.setText(_kept(kept, titles, opened.child.preferred_name))
        return band

    def forget(self) -> None:
        """Let go of the session and of every word."""
        self._session = self._guide = None
        self.set_title("The letter")
        with QSignalBlocker(self.band):
            self.band.clear()
        for words in (self.hint, self.facts, self.kept):
            words.clear()

    def _choose(self) -> None:
        band = self.band.currentData()
        if self._session is None or not isinstance(band, str):
            return
        head = self._session.opened.the_review.head
        if head.letter_band != band:
            changed = msgspec.structs.replace(head, letter_band=band)
            self._session.apply(SetHead(head=changed), "choosing whom the letter is for")


def _kept(kept: Sequence[KeptBack], titles: Mapping[str, str], name: str) -> str:
    """Return what the child will not read for now and why, without a word of it."""
    if not kept:
        return f"Nothing of the record is kept from {name}."
    lines = [f"Not in the letter, nor in a copy of the record for {name}:"]
    for one in kept:
        what = titles.get(one.section, "a part of the letter") if one.section else one.what
        where = " (in the annex only)" if one.from_all else ""
        lines.append(f"• {what}{where}: {one.why or 'no reason is written down yet'}")
    return "\n".join(lines)


def _facts(text: str, band: Band) -> str:
    ease = ease_of(text)
    parts = [f"{ease.words} words of your own; {band.most_words} at most are a good length."]
    if ease.reading_age is not None:
        parts.append(
            f"Reads like a text for about {ease.reading_age:.0f} years;"
            f" about {band.reading_age} would suit."
        )
    return " ".join(parts)
