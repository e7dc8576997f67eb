"""The editor with the card in which a quotation is corrected, with a reason, inline."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.clock import Clock
from models.edits import CorrectQuote
from models.text import Quote, clean
from ui import theme
from ui.editor.lines import LinesEditor
from ui.editor.reading import text_of
from ui.kit import Card, Flow, Form, KeyButton, fault_label
from ui.messages import Messages


class CorrectionCard(Card):
    """Asks what the child really said and why it is changed; both versions are kept."""

    corrected = Signal(object)
    """The edit that corrects it."""
    closed = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__("Correct what was said", parent)
        self._clock = clock
        self._quote: Quote | None = None
        form = Form()
        self.words = form.text("The words, letter for letter", name="correction_words")
        self.words.setMinimumHeight(theme.px(50))
        self.words.setMaximumHeight(theme.px(70))
        self.reason = form.line(
            "Why is it changed?", "Both versions are kept, with today's date.", name="why_changed"
        )
        self.fault = fault_label()
        self.body.addWidget(form)
        self.body.addWidget(self.fault)
        buttons = QWidget()
        row = Flow(buttons)
        row.addWidget(KeyButton("Keep the correction", kind="main", on_click=self._keep))
        row.addWidget(KeyButton("Leave it as it was", on_click=self._close))
        self.body.addWidget(buttons)
        self.reason.returnPressed.connect(self._keep)
        self.hide()

    def ask(self, quote: Quote) -> None:
        """Open for one quotation; the caret goes into its words."""
        self._quote = quote
        self.words.setPlainText(quote.text)
        self.reason.clear()
        self._say("")
        self.show()
        self.words.setFocus()

    def forget(self) -> None:
        """Close without asking, and let go of the words."""
        self._quote = None
        self.words.clear()
        self.reason.clear()
        self.hide()

    def _keep(self) -> None:
        quote = self._quote
        if quote is None:
            return
        reason = self.reason.text().strip()
        text = clean(text_of(self.words.document())).text
        if text == quote.text:
            self._close()
        elif not reason:
            self._say("Say in a few words why the quotation is changed.")
            self.reason.setFocus()
        else:
            at = self._clock.now()
            self.corrected.emit(CorrectQuote(quote=quote.id, text=text, reason=reason, at=at))
            self._close()

    def _say(self, words: str) -> None:
        self.fault.setText(words)
        self.fault.setVisible(bool(words))

    def _close(self) -> None:
        self.forget()
        self.closed.emit()


class SectionEditor(QWidget):
    """A lines editor and, under it when it is needed, the correction card."""

    def __init__(self, messages: Messages, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = LinesEditor(messages)
        self.correction = CorrectionCard(clock)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S2)
        layout.addWidget(self.editor, 1)
        layout.addWidget(self.correction)
        self.editor.correction_wanted.connect(self._correct)
        self.correction.corrected.connect(
            lambda edit: self.editor.session.apply(edit, "correcting words")
        )
        self.correction.closed.connect(self.editor.setFocus)

    def _correct(self, quote_id: str) -> None:
        self.correction.ask(self.editor.session.quotes[quote_id])

    def forget(self) -> None:
        """Let go of every letter."""
        self.correction.forget()
        self.editor.close_text()
