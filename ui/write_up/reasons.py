"""Why something was not talked about: a section that was left out, or a Schedule 7 matter."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from models.before_it_goes import Draft
from models.edits import Drop, Put
from models.review import NotRelevant
from models.text import clean
from models.write_up import Part
from ui import theme
from ui.fields.editors import SessionLine
from ui.fields.folding import FoldingCard
from ui.kit import KeyButton, label, quiet_label
from ui.session import ReviewSession


class _Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a reason can be given for: its permanent id, what it is, a reason to offer."""

    id: str
    what: str
    offered: str
    reason: str


class ReasonsCard(FoldingCard):
    """One line for each thing; an emptied line takes the reason away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Not talked about", "reasons", parent)
        self._session: ReviewSession | None = None
        self._rows: dict[str, _ReasonRow] = {}
        self._section = ""

    def show_part(self, session: ReviewSession, part: Part, draft: Draft) -> None:
        """Show what of ``part`` has no answer, or a reason instead of one."""
        if session is not self._session or part.id != self._section:
            self._session, self._section = session, part.id
            self._clear()
        asked = _asked(part, draft)
        if any(row.edit.hasFocus() for row in self._rows.values()):
            asked = [*asked, *(r.asked for i, r in self._rows.items() if i not in _ids(asked))]
        self._show_rows(asked)
        self.setVisible(bool(asked))
        left_out = bool(part.left_out)
        self.set_title("Left out this time" if left_out else "Not talked about")
        self.summary.setText(_summary(asked, left_out=left_out))
        if left_out and not self.is_open:
            self.summary.setText(part.reason or part.left_out)

    def forget(self) -> None:
        """Let go of the session and of every reason."""
        self._session, self._section = None, ""
        self._clear()
        self.summary.clear()
        self.fold()

    def _show_rows(self, asked: list[_Asked]) -> None:
        for gone in set(self._rows) - _ids(asked):
            row = self._rows.pop(gone)
            row.show_asked(_Asked(id=gone, what="", offered="", reason=""))
            row.hide()
            row.deleteLater()
        for one in asked:
            if one.id not in self._rows:
                row = _ReasonRow(one.id)
                row.given.connect(self._given)
                self._rows[one.id] = row
                self.inside.addWidget(row)
            self._rows[one.id].show_asked(one)

    def _clear(self) -> None:
        self._show_rows([])
        self.fold()

    def _given(self, of: str, reason: str) -> None:
        if self._session is None:
            return
        item = NotRelevant(id=of, reason=reason)
        edit = Put(item=item) if reason.strip() else Drop(item=item)
        self._session.apply(edit, "typing a reason", f"reason.{of}")


class _ReasonRow(QWidget):
    given = Signal(str, str)

    def __init__(self, of: str) -> None:
        super().__init__()
        self.asked = _Asked(id=of, what="", offered="", reason="")
        self.what = label("", "field")
        self.offer = quiet_label()
        self.edit: QLineEdit = SessionLine()
        name = of.lower().replace(".", "_")
        self.edit.setObjectName(f"reason_{name}")
        self.edit.textEdited.connect(self._typed)
        self.use = KeyButton("Use this reason", kind="quiet", on_click=self._use)
        self.use.setObjectName(f"reason_use_{name}")
        self.what.setBuddy(self.edit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S1)
        for widget in (self.what, self.edit, self.offer, self.use):
            layout.addWidget(widget)

    def show_asked(self, asked: _Asked) -> None:
        """Show the matter and its reason."""
        self.asked = asked
        self.what.setText(f"{asked.what}: not relevant this time, because…")
        self.edit.setAccessibleName(self.what.text())
        if clean(self.edit.text()).text != asked.reason:
            self.edit.setText(asked.reason)
        offers = bool(asked.offered) and not asked.reason
        self.offer.setText(asked.offered)
        self.offer.setVisible(offers)
        self.use.setVisible(offers)

    def _typed(self, text: str) -> None:
        self.given.emit(self.asked.id, clean(text).text)

    def _use(self) -> None:
        self.edit.setFocus()
        self.given.emit(self.asked.id, self.asked.offered)


def _ids(asked: list[_Asked]) -> set[str]:
    return {one.id for one in asked}


def _asked(part: Part, draft: Draft) -> list[_Asked]:
    """Return the section itself where it is left out, and its unanswered Schedule 7 matters."""
    found = []
    if part.left_out or part.reason:
        offered = part.left_out
        found.append(_Asked(id=part.id, what=part.title, offered=offered, reason=part.reason))
    given = {one.id: one.reason for one in draft.review.head.not_relevant}
    sections = {section.id: section.s7 for section in draft.agenda.sections}
    paragraphs = {paragraph.id: paragraph for paragraph in draft.agenda.paragraphs}
    for id_ in sections.get(part.id, ()):
        paragraph, question = paragraphs[id_], draft.questions[id_]
        if id_ in given or not question.is_settled:
            reason, offered = given.get(id_, ""), question.offered
            found.append(_Asked(id=id_, what=paragraph.short, offered=offered, reason=reason))
    return found


def _summary(asked: list[_Asked], *, left_out: bool) -> str:
    if left_out:
        return "The record gives the reason offered, unless you write another."
    open_ones = [one.what for one in asked if not one.reason]
    said = [f"{one.what}: {one.reason}" for one in asked if one.reason]
    if open_ones:
        said.append(f"{', '.join(open_ones)}: not yet. Write it up, or say why not.")
    return "\n".join(said)
