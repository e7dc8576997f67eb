"""The prompts beside the notes: small, tickable, never in the way of typing (design.md §2)."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.agenda import Answerer, ChildQuestion, Prompt, Section
from models.paper import prompt_number
from models.review import PromptState
from ui import theme
from ui.fields.editors import SessionLine
from ui.kit import Card, KeyButton, label, set_look, svg_icon
from ui.shortcuts import Shortcut

MOST = 4
_ICON_PX = 16
_ABOVE = 5  # px at 100 % over the words, so that they stand on one line with their tick box


class PromptRow(QWidget):
    """One prompt: a tick box, its number on paper, its words, and what else can be done with it."""

    changed = Signal(object)
    """The new ``PromptState``."""

    def __init__(
        self, prompt: Prompt, number: str, state: PromptState, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._prompt, self._state = prompt, state
        self.box = QCheckBox()
        self.box.setObjectName(f"prompt_{prompt.id}")
        self.box.setMinimumWidth(theme.SMALLEST_TARGET)
        self.number = label(number, "quiet", wraps=False)
        self.number.setContentsMargins(0, theme.px(_ABOVE + 1), 0, 0)
        self.words = _Words()
        self.words.clicked.connect(self.box.toggle)
        self.edit = SessionLine()
        self.edit.setObjectName(f"prompt_words_{prompt.id}")
        self.edit.setAccessibleName("Your own wording")
        self.edit.hide()
        self.more = QToolButton()
        self.more.setObjectName(f"prompt_more_{prompt.id}")
        self.more.setIcon(svg_icon("more", "quiet", _ICON_PX))
        self.more.setIconSize(QSize(theme.px(_ICON_PX), theme.px(_ICON_PX)))
        set_look(self.more, "bare")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S1)
        layout.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.box.toggled.connect(lambda on: self._put(asked=on))
        self.more.clicked.connect(self._open_menu)
        self.edit.returnPressed.connect(self._keep_words)
        self.edit.editingFinished.connect(self._keep_words)
        self.show_state(state)

    def show_state(self, state: PromptState) -> None:
        """Show whether it was asked, and its words."""
        self._state = state
        words = state.wording or self._prompt.text
        with QSignalBlocker(self.box):
            self.box.setChecked(state.asked)
        self.words.setText(words)
        set_look(self.words, "asked" if state.asked else "plain")
        self.box.setAccessibleName(words)
        self.more.setAccessibleName(f"More for: {words}")

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Word it differently", self._reword)
        if self._state.wording:
            menu.addAction("Back to the usual words", lambda: self._put(wording=""))
        hidden = self._state.hidden
        words = "Show it again" if hidden else "Hide it in this review"
        menu.addAction(words, lambda: self._put(hidden=not hidden))
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _reword(self) -> None:
        self.words.hide()
        self.edit.show()
        self.edit.setText(self._state.wording or self._prompt.text)
        self.edit.setFocus()
        self.edit.selectAll()

    def _keep_words(self) -> None:
        if self.edit.isHidden():
            return
        typed = self.edit.text().strip()
        self._stop_wording()
        if typed and typed != (self._state.wording or self._prompt.text):
            self._put(wording=typed)

    def _stop_wording(self) -> None:
        had_focus = self.edit.hasFocus()
        self.edit.hide()
        self.words.show()
        if had_focus:
            self.box.setFocus()

    def _put(self, **changes: object) -> None:
        self.changed.emit(msgspec.structs.replace(self._state, **changes))

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.edit.isHidden():
            self.edit.setText("")
            self._stop_wording()
            return
        super().keyPressEvent(event)


class _Words(QLabel):
    """The words of a prompt; a click ticks it."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setContentsMargins(0, theme.px(_ABOVE), 0, 0)

    @override
    def mousePressEvent(self, ev: QMouseEvent, /) -> None:
        self.clicked.emit()


class PromptsCard(Card):
    """The prompts of one section: four that matter most, or all of them."""

    put = Signal(object)
    """A ``PromptState`` that changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName("prompts")
        self._section: Section | None = None
        self._prompts: tuple[Prompt, ...] = ()
        self._states: dict[str, PromptState] = {}
        self._questions: tuple[ChildQuestion, ...] = ()
        self._name = self._ages = ""
        self._shows_all = False
        self._few = MOST
        self._rows: dict[str, PromptRow] = {}
        self._place = QVBoxLayout()
        self._place.setSpacing(0)
        self.questions = label("", "to_ask")
        self.questions.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.more = KeyButton("More", Shortcut.MORE_PROMPTS, "quiet", self.toggle_all)
        self.body.setSpacing(theme.S1)
        self.body.addLayout(self._place)
        foot = QHBoxLayout()
        foot.addWidget(self.questions, 1)
        foot.addStretch(0)
        foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(foot)
        margins = self.layout()
        if margins is not None:
            margins.setContentsMargins(theme.S4, theme.S2, theme.S2, theme.S2)

    def show_prompts(
        self,
        section: Section,
        prompts: Sequence[Prompt],
        states: Sequence[PromptState],
        *,
        anew: bool,
    ) -> None:
        """Show the prompts of a section; ``anew`` chooses afresh which four stand first."""
        self._section = section
        self._prompts = tuple(prompts)
        self._states = {state.id: state for state in states}
        wanted = self._chosen() if anew or self._shows_all else list(self._rows)
        wanted = [i for i in wanted if self._shows_all or not self._state(i).hidden]
        if not self._shows_all and len(wanted) < self._few:
            wanted = self._chosen()
        if wanted != list(self._rows):
            self._rebuild(wanted)
        for prompt_id, row in self._rows.items():
            row.show_state(self._state(prompt_id))

    def show_questions(self, questions: Sequence[ChildQuestion], name: str, ages: str) -> None:
        """Show what to ask the child; ``ages`` is the band in words, such as "5–11"."""
        self._questions, self._name, self._ages = tuple(questions), name, ages
        self._say_questions()

    def set_room(self, few: int) -> None:
        """Show at most ``few`` prompts until more are asked for; with none, no questions either."""
        if few != self._few:
            self._few = few
            if not self._shows_all:
                self._rebuild(self._chosen())
            self._say_questions()

    def toggle_all(self) -> None:
        """Show every prompt and question, hidden ones too, or the few again."""
        self._shows_all = not self._shows_all
        self._name_more()
        self._rebuild(self._chosen())
        self._say_questions()

    def forget(self) -> None:
        """Empty the card."""
        self._prompts, self._states, self._questions = (), {}, ()
        self._rebuild([])
        self._say_questions()

    def _name_more(self) -> None:
        words = "More" if self._few else "Prompts"
        self.more.set_words("Fewer" if self._shows_all else words)

    def _state(self, prompt_id: str) -> PromptState:
        return self._states.get(prompt_id) or PromptState(id=prompt_id)

    def _chosen(self) -> list[str]:
        """Return which prompts are shown: a few, those with a theme and not asked yet first."""
        if self._shows_all:
            return [prompt.id for prompt in self._prompts]
        there = [p for p in self._prompts if not self._state(p.id).hidden]
        ranked = sorted(there, key=lambda p: (self._state(p.id).asked, p.theme is None))
        few = {prompt.id for prompt in ranked[: self._few]}
        return [prompt.id for prompt in self._prompts if prompt.id in few]

    def _rebuild(self, wanted: list[str]) -> None:
        while (item := self._place.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        known = {prompt.id: prompt for prompt in self._prompts}
        self._rows = {
            i: PromptRow(known[i], self._number(known[i]), self._state(i), self) for i in wanted
        }
        for row in self._rows.values():
            row.changed.connect(self.put)
            self._place.addWidget(row)
        self._align()
        self._order()

    def _order(self) -> None:
        """Let Tab come to rows made anew before what stands below them."""
        before: QWidget | None = self.more.previousInFocusChain()
        while before and not before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            before = before.previousInFocusChain()  # Qt puts in order only what Tab stops at
        if before is None:
            return
        for row in self._rows.values():
            for stop in (row.box, row.edit, row.more):
                QWidget.setTabOrder(before, stop)
                before = stop

    def _align(self) -> None:
        """Let the words of every prompt begin at one edge, however long their numbers are."""
        numbers = [row.number for row in self._rows.values()]
        for number in numbers:
            number.ensurePolished()
        widest = max((number.sizeHint().width() for number in numbers), default=0)
        for number in numbers:
            number.setMinimumWidth(widest)

    def _number(self, prompt: Prompt) -> str:
        return prompt_number(self._section, prompt) if self._section is not None else ""

    def _say_questions(self) -> None:
        child = [q.text for q in self._questions if q.answered_by is Answerer.CHILD]
        carer = [q.text for q in self._questions if q.answered_by is Answerer.CARER]
        seen = [q.text for q in self._questions if q.answered_by is Answerer.OBSERVE]
        parts = []
        if child:
            some = child if self._shows_all else child[:2]
            parts.append(f"To ask {self._name} ({self._ages}): {' '.join(some)}")
        if carer and (self._shows_all or not child):
            parts.append(f"To ask those who look after {self._name}: {' '.join(carer)}")
        if seen and (self._shows_all or not parts):
            parts.append(f"To look for: {' '.join(seen)}")
        self.questions.setText("\n".join(parts))
        self.questions.setVisible(bool(parts) and (self._shows_all or self._few == MOST))
        self._name_more()
