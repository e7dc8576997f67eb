"""What stands around one document: the list at its left, the questions at its right."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from models.audit import Audit, Remark
from models.questions import Questions
from ui import theme
from ui.audit_session import AuditSession
from ui.fields.row_list import Fact, Row, RowList
from ui.frame.panes import first_focusable
from ui.kit import Card
from ui.kit.tabs import Tabs
from ui.meeting.columns import Columns, Side
from ui.quality.document_part import DocumentPart
from ui.quality.questions_part import QuestionsPart
from ui.quality.remarks_part import RemarksPart
from ui.quality.return_part import ReturnPart
from ui.quality.values import Listed, ReadFile

_RIGHT_PX, _RIGHT_SHARE = 380, 0.34
_LEFT_PX, _LEFT_SHARE = 240, 0.22
_NEAR = 100
"""Documents listed before the one in front and after it; the table has them all."""
QUESTIONS, COMMENTS, RETURN = "questions", "comments", "return"


class LeadColumns(Columns):
    """Columns with more room at the right: a question is longer than a recommendation."""

    def closes_drawer(self) -> bool:
        """Close the drawer in front; return whether there was one."""
        had = self.is_narrow and self._open is not None
        self.close_drawer()
        return had

    @override
    def _wanted(self, side: Side) -> tuple[int, int]:
        if side is Side.RIGHT:
            return theme.px(_RIGHT_PX), int(self.width() * _RIGHT_SHARE)
        return theme.px(_LEFT_PX), int(self.width() * _LEFT_SHARE)


class DeskParts(QWidget):
    """The three columns of a document that is being read."""

    opened = Signal(str)
    """The path of another document of the list."""

    def __init__(
        self, questions: Questions, sections: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._all = len(questions.questions)
        self._current = ""
        self._found: tuple[Listed, ...] = ()
        self.answered = ""
        """How many questions are graded, in words."""
        self.list = RowList("Documents")
        self.list.setObjectName("documents_list")
        self.document = DocumentPart()
        self.questions = QuestionsPart(questions)
        self.remarks = RemarksPart(sections)
        self.back = ReturnPart()
        self.tabs = Tabs()
        self.tabs.add_tab(QUESTIONS, "Questions", self.questions)
        self.tabs.add_tab(COMMENTS, "Comments", self.remarks)
        self.tabs.add_tab(RETURN, "What goes back", self.back)
        left, right = Card("Documents"), Card()
        left.body.addWidget(self.list)
        right.body.addWidget(self.tabs)
        self.columns = LeadColumns(left, self.document, right)
        self.panes = (left, self.document, right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.columns)
        self.list.chosen.connect(self._open)
        self.columns.narrow_changed.connect(
            lambda is_narrow: self.document.set_narrow(narrow=is_narrow)
        )
        self.columns.closed.connect(self.document.view.setFocus)

    def show_documents(self, found: Sequence[Listed]) -> None:
        """List the documents that the one in front came with."""
        self._found = tuple(found)
        self._show_list()

    def _show_list(self) -> None:
        places = (at for at, one in enumerate(self._found) if one.path == self._current)
        at = next(places, 0)
        self.list.show_rows(
            [
                Row(
                    key=one.path,
                    words=one.title or one.name,
                    facts=tuple(Fact(fact) for fact in one.facts),
                    state=one.state,
                    state_role=one.state_role,
                )
                for one in self._found[max(0, at - _NEAR) : at + _NEAR + 1]
            ]
        )
        self.list.set_current(self._current)

    def show_file(self, file: ReadFile, session: AuditSession) -> None:
        """Show another document with its audit."""
        self._current = file.path
        self._show_list()
        self.document.show_file(file, session.audit)
        self.questions.show_session(session, file)
        self.remarks.show_session(session, file.record, file.quality.found)
        self.back.show_session(session)
        self._count(session.audit)
        self.tabs.show_tab(QUESTIONS)

    def show_audit(self, audit: Audit) -> None:
        """Show what the lead said now."""
        self.document.show_audit(audit)
        self.questions.show_audit(audit)
        self.remarks.show_audit(audit)
        self.back.show_audit(audit)
        self._count(audit)

    def begin_remark(self, remark: Remark) -> None:
        """Let a comment be written."""
        self.tabs.show_tab(COMMENTS)
        self.columns.reveal(Side.RIGHT)
        self.remarks.begin(remark)

    def show_next_tab(self) -> None:
        """Bring the next tab to the front, with the keys in its first field."""
        self.columns.reveal(Side.RIGHT)
        self.tabs.show_next()
        first = first_focusable(self.tabs.front)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_questions(self) -> None:
        """Put the keys into the list of questions, or the document where that is a drawer."""
        if self.columns.is_narrow:
            self.document.view.setFocus()
        else:
            self.questions.focus_list()

    def forget(self) -> None:
        """Show nothing of any document; the list goes with the folder."""
        self._current = self.answered = ""
        for part in (self.document, self.questions, self.remarks, self.back):
            part.forget()
        for key in (QUESTIONS, COMMENTS):
            self.tabs.note(key, 0)

    def forget_list(self) -> None:
        """List nothing."""
        self.show_documents(())

    def _count(self, audit: Audit) -> None:
        graded = sum(answer.grade is not None for answer in audit.answers)
        self.answered = f"{graded} of {self._all} graded"
        self.tabs.note(COMMENTS, len(audit.remarks))

    def _open(self, path: str) -> None:
        self.opened.emit(path)
