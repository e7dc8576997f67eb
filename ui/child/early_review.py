"""“Does this need an early review?”: the reasons of the law pack, a yes or no, and because.

What was decided is kept with the child; a yes offers to start the review at once (reg 33(3);
domain.md §1.3). ``EarlyReviewPanel`` can stand on any page: ``open_for`` a child, then ``begin``.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget
from typing_extensions import override

from models.ages import age_on
from models.calendar import long_date
from models.child import Child, EarlyReviewThought
from models.law import EarlyReview, LawPack, Strength
from models.text import clean, new_id
from ui.fields.editors import SessionLine
from ui.fields.tick_row import TickRow
from ui.kit import Card, Flow, Form, KeyButton, announce, fault_label, label, quiet_label
from ui.program import Program

_GROUPS = (
    ("The law says that a review must be held before its usual time if", (Strength.LAW,)),
    ("Guidance and good practice ask for one if", (Strength.GUIDANCE, Strength.LOCAL)),
)


class EarlyReviewPanel(Card):
    """Asks for reasons and a decision; ``decided`` hands over what is to be kept."""

    decided = Signal(object, bool)
    """The ``EarlyReviewThought`` to put, and whether the review is to be started now."""
    cancelled = Signal()

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__("Does this need an early review?", parent)
        self._program = program
        self._event_id = ""
        self.setObjectName("early_review_panel")
        self.before = quiet_label()
        self.before.setObjectName("early_review_before")
        self.body.addWidget(self.before)
        self.reasons: dict[str, TickRow] = {}
        for title, strengths in _GROUPS:
            self._add_group(
                title, [r for r in program.law.early_reviews if r.strength in strengths]
            )
        self._add_decision()
        self._add_buttons()
        self.body.addStretch(1)

    def open_for(self, child: Child) -> None:
        """Say whose review it is about, and what was thought about it last."""
        self.set_title(f"Does {child.preferred_name} need an early review?")
        newest = max(child.early_reviews, key=lambda thought: thought.on, default=None)
        years = age_on(child.born, self._program.clock.today()).years
        for reason in self._program.law.early_reviews:
            self.reasons[reason.id].setVisible(years >= reason.from_years)
        words = said(newest, self._program.law) if newest is not None else ""
        self.before.setText(f"Thought about last: {words}" if words else "")
        self.before.setVisible(bool(words))

    def begin(self, event_id: str = "", reasons: tuple[str, ...] = ()) -> None:
        """Ask anew, about the event with that id if one raised it, with these reasons ticked."""
        self._clear()
        self._event_id = event_id
        for id_ in reasons:
            if id_ in self.reasons:
                self.reasons[id_].tick(ticked=True)
                self.reasons[id_].show()
        next(iter(self.reasons.values())).box.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Let go of the child and of what was typed."""
        self.set_title("Does this need an early review?")
        self.before.clear()
        self._clear()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        super().keyPressEvent(event)

    # -- how

    def _add_group(self, title: str, reasons: Sequence[EarlyReview]) -> None:
        self.body.addWidget(label(f"{title}:", "field"))
        law = self._program.law
        for reason in reasons:
            about = law.cite(reason)
            if not reason.checked:
                about = f"{about}; from memory"
            row = TickRow(reason.words, f"early_{reason.id}", about)
            self.reasons[reason.id] = row
            self.body.addWidget(row)
        self.body.addWidget(quiet_label(_sources(reasons, law)))

    def _add_decision(self) -> None:
        self.body.addWidget(label("Is the review to be brought forward?", "field"))
        self.yes, self.no = QRadioButton("Yes, as soon as it can be"), QRadioButton("No, not now")
        self._answer = QButtonGroup(self)
        for name, button in (("early_yes", self.yes), ("early_no", self.no)):
            button.setObjectName(name)
            button.setAccessibleName(button.text())
            self._answer.addButton(button)
            self.body.addWidget(button)
        form = Form(1)
        self.because = form.add(
            "Because",
            SessionLine(),
            "What you know, from whom, and why it does or does not wait.",
            name="early_because",
        )
        self.body.addWidget(form)
        self.fault = fault_label()
        self.body.addWidget(self.fault)
        self.yes.toggled.connect(self._answered)

    def _add_buttons(self) -> None:
        buttons = QWidget()
        flow = Flow(buttons)
        self.start = KeyButton(
            "Write it down and start the review", kind="main", on_click=lambda: self._decide(True)
        )
        self.start.setObjectName("early_start")
        self.keep = KeyButton("Write it down", on_click=lambda: self._decide(False))
        self.keep.setObjectName("early_keep")
        leave = KeyButton("Not now", kind="quiet", on_click=self.cancelled.emit)
        leave.setObjectName("early_cancel")
        for button in (self.start, self.keep, leave):
            flow.addWidget(button)
        self.body.addWidget(buttons)
        self.start.setEnabled(False)

    def _answered(self, is_yes: bool) -> None:
        self.start.setEnabled(is_yes)

    def _decide(self, starts: bool) -> None:
        because = clean(self.because.text()).text.strip()
        chosen = tuple(id_ for id_, row in self.reasons.items() if row.is_ticked)
        if not self.yes.isChecked() and not self.no.isChecked():
            self._missing("Say yes or no.", self.yes)
        elif self.no.isChecked() and not because:
            self._missing("Say in a few words why it can wait.", self.because)
        elif self.yes.isChecked() and not chosen and not because:
            self._missing("Say why: tick a reason, or write your own.", self.because)
        else:
            thought = EarlyReviewThought(
                id=new_id(),
                on=self._program.clock.today(),
                reasons=chosen,
                needed=self.yes.isChecked(),
                because=because,
                event_id=self._event_id,
            )
            self._clear()
            self.decided.emit(thought, starts)

    def _missing(self, what: str, field: QWidget) -> None:
        self.fault.setText(what)
        self.fault.setVisible(True)
        announce(self, what)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        self._event_id = ""
        for row in self.reasons.values():
            row.tick(ticked=False)
        self._answer.setExclusive(False)
        for button in (self.yes, self.no):
            button.setChecked(False)
        self._answer.setExclusive(True)
        self.because.clear()
        self.fault.setText("")
        self.fault.hide()
        self.start.setEnabled(False)


def said(thought: EarlyReviewThought, law: LawPack) -> str:
    """Return in a sentence what was decided, when and why."""
    answer = {True: "yes", False: "no"}.get(thought.needed, "not decided")  # type: ignore[arg-type] # None is not decided
    words = [reason.words for reason in law.early_reviews if reason.id in thought.reasons]
    why = "; ".join(part for part in (*words, thought.because) if part)
    return f"{long_date(thought.on)}: {answer}{f', because: {why}' if why else ''}."


def _sources(reasons: Sequence[EarlyReview], law: LawPack) -> str:
    """Return where the reasons stand, each Act or guidance named once."""
    titles = {source.id: source.title for source in law.sources}
    places: dict[str, list[str]] = {}
    for reason in reasons:
        found = places.setdefault(titles[reason.source], [])
        if reason.place and reason.place not in found:
            found.append(reason.place)
    each = ["; ".join((title, *found)) for title, found in places.items()]
    return " ".join(f"{words}." for words in each)
