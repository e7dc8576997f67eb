"""“Ready to send?”: what stands between this record and a good one, answered on the spot.

Nothing blocks. One matter is open at a time, under the list: with the fields that its kind of
answer takes, a way to where it stands, and room for the reason why it is left (domain.md §7.3).
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.agenda_facts import facts_for
from models.before_it_goes import Draft, OpenMatter
from models.checks import CHECKS
from models.checks.subject import Finding, Group
from models.edits import Edit
from models.heard import Question
from models.leaving_open import asked_again, everything_left, left
from models.review import NotRelevant
from ui import theme
from ui.fields.row_list import Fact, Row, RowList
from ui.kit import Card, KeyButton, announce, bring_into_view, quiet_label
from ui.meeting.question_card import Desk, QuestionCard
from ui.program import Program
from ui.session import ReviewSession
from ui.write_up.before_card import BeforeCard
from ui.write_up.checks_card import part_of, said_shortly
from ui.write_up.looking import Looking
from ui.write_up.matter_card import MatterCard
from ui.write_up.misspelt import SPELLING
from ui.write_up.second_look import SecondLook

_GROUPS = {check.id: check.group for check in CHECKS} | {SPELLING: Group.WORDS}
_TOLD = (Group.DECISIONS, Group.NAMES)
_CANNOT_WAIT = "not_complete"


class ReadyPanel(QWidget):
    """Open matters, what is worth another look, and what was left with a reason."""

    matter_wanted = Signal(object)
    """The ``OpenMatter`` to go to."""

    def __init__(
        self,
        program: Program,
        looking: Looking,
        second_look: SecondLook,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._program, self._looking, self._second_look = program, looking, second_look
        self._session: ReviewSession | None = None
        self._open = ""
        self._card: QuestionCard | MatterCard | None = None
        self._findings: dict[str, Finding] = {}
        self._left: dict[str, NotRelevant] = {}
        self.before = BeforeCard("sign_open", folds=False)
        self.before.set_title("Ready to send?")
        self.before.list.setAccessibleDescription("Enter opens it below, to be answered there.")
        self.before.wanted.connect(self._open_matter)
        self.again = Card("Worth another look")
        self.again_list = _list("Worth another look", "ready_again", self._open_finding)
        self.words = quiet_label()
        self.again.body.addWidget(self.again_list)
        self.again.body.addWidget(self.words)
        self.kept = Card("Left open, with a reason")
        self.kept_list = _list("Left open, with a reason", "ready_left", self._ask_again)
        self.kept_list.setAccessibleDescription("Enter takes the reason back and asks again.")
        self.kept.body.addWidget(quiet_label("Enter takes the reason back and asks again."))
        self.kept.body.addWidget(self.kept_list)
        self._go = KeyButton("Go to where it stands", kind="quiet", on_click=self._go_there)
        self._go.setObjectName("ready_go_there")
        self._go.hide()
        self._place = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S4)
        column.addWidget(self.before)
        column.addLayout(self._place)
        self._place.addWidget(self._go)
        for card in (self.again, self.kept):
            column.addWidget(card)
        second_look.counted.connect(self.refresh)

    # -- what is shown

    def ask(self, session: ReviewSession) -> None:
        """Ask about the record that is about to be signed."""
        self._session = session
        self._close()
        self._show()

    def refresh(self) -> None:
        """Bring the lists up to date while they are seen; what is being typed below them stays."""
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        draft = self._looking.draft
        if self._session is None or draft is None:
            return
        self.before.show_matters(self._looking.matters)
        self._show_again()
        self._show_kept(draft)
        there = {matter.id for matter in self._looking.matters} | set(self._findings)
        if self._open and self._open not in there:
            self._close()
        elif isinstance(self._card, QuestionCard) and self._open in draft.questions:
            self._card.show_desk(draft.questions[self._open], self._desk(draft))

    def forget(self) -> None:
        """Let go of the session and of every word."""
        self._session = None
        self._findings, self._left = {}, {}
        self._close()
        self.before.forget()
        self.again_list.show_rows(())
        self.kept_list.show_rows(())
        self.words.clear()

    def _show_again(self) -> None:
        every = self._second_look.checking.findings()
        told = [one for one in every if _GROUPS[one.check] in _TOLD]
        self._findings = {one.id: one for one in told}
        titles = {part.id: part.title for part in self._looking.parts}
        self.again_list.show_rows([_row(id_, one, titles) for id_, one in self._findings.items()])
        self.again_list.setVisible(bool(told))
        others = len(every) - len(told)
        self.words.setText(_about_words(others) if others else "")
        self.words.setVisible(bool(others))
        self.again.setVisible(bool(every))

    def _show_kept(self, draft: Draft) -> None:
        kept = everything_left(draft.review.head)
        self._left = {one.id: one for one in kept}
        titles = {part.id: part.title for part in self._looking.parts}
        self.kept_list.show_rows(
            [
                Row(key=one.id, words=_about(one.id, draft, titles), facts=(Fact(one.reason),))
                for one in kept
            ]
        )
        self.kept.setVisible(bool(kept))

    # -- one of them

    def _open_matter(self, matter: OpenMatter) -> None:
        draft = self._looking.draft
        if draft is None:
            return
        question = draft.questions.get(matter.id)
        if question is not None:
            card = QuestionCard(question, self._desk(draft), self)
            card.answered.connect(self._record)
            self._show_card(matter.id, card)
            self._go.show()
        else:
            waits = matter.id != _CANNOT_WAIT
            own = MatterCard(matter.text, matter.remedy, can_wait=waits, parent=self)
            own.go_wanted.connect(partial(self.matter_wanted.emit, matter))
            own.left.connect(partial(self._leave, matter.id))
            self._show_card(matter.id, own)

    def _open_finding(self, id_: str) -> None:
        finding = self._findings[id_]
        card = MatterCard(finding.problem, finding.remedy, parent=self)
        card.go_wanted.connect(partial(self._second_look.go_to, finding))
        card.left.connect(partial(self._leave, id_))
        self._show_card(id_, card)

    def _show_card(self, id_: str, card: QuestionCard | MatterCard) -> None:
        self._close()
        self._open, self._card = id_, card
        self._place.insertWidget(0, card)
        card.show()
        QTimer.singleShot(0, card, partial(bring_into_view, card))
        card.first_field.setFocus()

    def _close(self) -> None:
        self._go.hide()
        card, self._card, self._open = self._card, None, ""
        if card is not None:
            card.hide()
            card.deleteLater()

    def _go_there(self) -> None:
        matter = next((m for m in self._looking.matters if m.id == self._open), None)
        if matter is not None:
            self.matter_wanted.emit(matter)

    def _desk(self, draft: Draft) -> Desk:
        facts = facts_for(draft.child, draft.review, draft.today)
        return Desk(draft.opened, draft.agenda, facts, self._program.clock)

    # -- recording

    def _record(self, _: str, edits: Sequence[Edit]) -> None:
        self._apply(edits, "answering before it goes")

    def _leave(self, id_: str, reason: str) -> None:
        if self._session is not None:
            edit = left(self._session.opened, id_, reason)
            self._apply([edit], "leaving something open with a reason")

    def _ask_again(self, id_: str) -> None:
        if self._session is not None and id_ in self._left:
            edit = asked_again(self._session.opened, self._left[id_])
            self._apply([edit], "asking again")

    def _apply(self, edits: Sequence[Edit], words: str) -> None:
        """Record, and go on with the next of the list: the page has looked again at once."""
        if self._session is None:
            return
        for edit in edits:
            self._session.apply(edit, words)
        count = len(self._looking.matters)
        announce(self, f"{count} open." if count else "Nothing is open that Heard can see.")
        following = self.before.list if self.before.list.rows else self.kept_list
        if self._card is None and following.isVisible():
            following.setFocus()


def _list(title: str, name: str, chosen: Callable[[str], None]) -> RowList:
    made = RowList(title, fits=True)
    made.setObjectName(name)
    made.chosen.connect(chosen)
    return made


def _row(id_: str, finding: Finding, titles: dict[str, str]) -> Row:
    where = titles.get(part_of(finding), "")
    words, why = said_shortly(finding)
    facts = [Fact(where, "accent")] if where else []
    facts += [Fact(why)] if why else []
    return Row(key=id_, words=words, facts=tuple(facts), state="›")


def _about_words(count: int) -> str:
    things = "1 thing" if count == 1 else f"{count} things"
    return f"{things} about how it may read, in the tab “Words”."


def _about(id_: str, draft: Draft, titles: dict[str, str]) -> str:
    """Return in words what was left open."""
    question: Question | None = draft.questions.get(id_)
    if question is not None:
        return question.text
    first, _, rest = id_.partition(".")
    if first == "notes" and rest in titles:
        return f"{titles[rest]}: the notes"
    if id_ in titles:
        return titles[id_]
    check = next((check for check in CHECKS if check.id == id_.partition(":")[0]), None)
    return check.title[:1].upper() + check.title[1:] if check is not None else id_
