"""The team lead's page: documents at the left, the one in front, and the questions beside it."""

from functools import partial
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from export.qa.outcome import Evidence, Outcome, Row
from export.reader.document import Spot
from models.audit import Audit
from models.errors import UserFacingError
from ui.audit_session import AuditSession
from ui.background import Cancel
from ui.kit import announce, scroll
from ui.meeting.columns import Side
from ui.messages import Tone
from ui.page import Page
from ui.places import Place, PlaceKind
from ui.program import Program
from ui.quality import reading
from ui.quality.desk_parts import DeskParts
from ui.quality.folder_part import FolderPart
from ui.quality.giving_back import GivingBack
from ui.quality.opening_part import OpeningPart
from ui.quality.remarks_part import remark_at
from ui.quality.values import ReadFile, spot_of
from ui.shortcuts import Shortcut, action

_KINDS = "Word documents (*.docx);;All files (*)"


class QualityPage(Page):
    """Opens documents, shows one with its questions, and gives feedback back in Word."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._questions = program.questions
        self._giving = GivingBack(program, self._questions, self)
        self._sections = {s.id: s.heading for s in program.agenda.sections}
        self._file: ReadFile | None = None
        self._rows: dict[str, Row] = {}
        self._passwords: dict[str, str] = {}
        self._asked = 0
        self._cancel: Cancel | None = None
        self.setObjectName("quality_page")
        self.setAcceptDrops(True)
        self.opening = OpeningPart()
        self.folder = FolderPart()
        self.desk = DeskParts(self._questions, self._sections)
        self._stack = QStackedWidget()
        self._make_actions()
        self._lay_out()
        self._connect()
        self._describe()

    # -- what the frame calls

    @override
    def entered(self) -> None:
        self.work_changed.emit()
        self._describe()
        if self._front is self.opening:
            self.opening.documents.setFocus()

    @override
    def left(self) -> None:
        if self.work is not None:
            self.work.flush()

    @override
    def forget(self) -> None:
        self._asked += 1
        self._call_off()
        self._let_go()
        self._giving.forget()
        self._passwords.clear()
        self._rows = {}
        self._program.answers = ()
        self.folder.forget()
        self.desk.forget_list()
        self._show_front(self.opening)

    # -- ways in

    def open_paths(self, paths: list[Path]) -> None:
        """Read files and folders, and show them; a single document is opened at once."""
        if not paths or not self._close_work():
            return
        self._asked += 1
        self._call_off()
        self.opening.busy.begin("Reading the documents", taking=False)
        self._show_front(self.opening, busy=True)
        self.opening.busy.stop.setFocus()
        job = partial(
            reading.read_folder,
            tuple(map(str, paths)),
            str(self._program.keeper.home),
            self._program.clock.today(),
        )
        title = paths[0].name if len(paths) == 1 and paths[0].is_dir() else "Documents"
        self._cancel = self._program.helper.run_told(
            job,
            self.opening.busy.show_part,
            partial(self._listed, self._asked, title),
            partial(self._could_not, self._asked),
        )

    def open_document(self, path: str) -> None:
        """Read one document whole and show it with its questions."""
        self._asked += 1
        job = partial(
            reading.read_whole,
            path,
            self._passwords.get(path, ""),
            str(self._program.keeper.home),
            self._program.clock.today(),
            self._rows[path].quality if path in self._rows else None,
        )
        done = partial(self._read, self._asked)
        self._program.helper.run(job, done, partial(self._could_not, self._asked))

    # -- reading

    def _listed(self, asked: int, title: str, rows: tuple[Row, ...]) -> None:
        if asked != self._asked:
            return
        self._cancel = None
        self._rows = {row.path: row for row in rows}
        found = tuple(map(reading.listed, rows))
        self.folder.show_documents(found, title)
        self.desk.show_documents(self.folder.shown)
        if not found:
            self._show_front(self.opening)
            self._program.messages.tell(
                "There is no Word document in there.", "Choose another folder, or single files."
            )
        elif len(found) == 1 and found[0].is_read:
            self.open_document(found[0].path)
        else:
            self._show_front(self.folder)
            self.folder.table.setFocus()
            announce(self, self.folder.counted.text())

    def _read(self, asked: int, file: ReadFile) -> None:
        if asked == self._asked:
            done = partial(self._show_file, asked, file)
            self._program.store.audits.of(
                file.record.document.sha256, done, self._program.messages.warn
            )

    def _show_file(self, asked: int, file: ReadFile, audit: Audit | None) -> None:
        if asked != self._asked or not self._close_work():
            return
        self._file = file
        program = self._program
        fresh = reading.fresh_audit(file, program.settings.name, program.clock.today())
        self.work = AuditSession(audit or fresh, program.store.audits, program.clock, self)
        self._giving.work = self.work
        self.work.changed.connect(self._audit_changed)
        self.desk.show_file(file, self.work)
        self._show_front(self.desk)
        self.work_changed.emit()
        self.desk.focus_questions()
        if audit is None and file.record.reference:
            told = partial(self._tell_earlier, asked)
            program.store.audits.about(file.record.reference, told, program.messages.warn)

    def _show_service(self) -> None:
        """Go to the service picture with what was read from these documents."""
        self._program.answers = reading.answered(self._rows.values(), self._questions)
        self._go(PlaceKind.SERVICE)

    def _tell_earlier(self, asked: int, audits: tuple[Audit, ...]) -> None:
        """Say that the lead has read another version of this record."""
        if asked == self._asked and audits and self._file is not None:
            last = audits[-1]
            version = f"version {last.version}" if last.version else "another version"
            self._program.messages.tell(
                f"You have read {version} of this record before.",
                "What you wrote about that one is kept with it, and not taken over to this one.",
            )

    def _give_password(self, path: str, password: str) -> None:
        """Try a password; where it fits, the document is read and its row shown anew."""
        home, today = str(self._program.keeper.home), self._program.clock.today()
        job = partial(reading.unlock, path, password, home, today)
        done = partial(self._tried, self._asked, path, password)
        self._program.helper.run(job, done, partial(self._could_not, self._asked))

    def _tried(self, asked: int, path: str, password: str, row: Row) -> None:
        if asked != self._asked:
            return
        self._rows[path] = row
        one = reading.listed(row)
        self.folder.put(one)
        self.desk.show_documents(self.folder.shown)
        if one.is_read:
            self._program.messages.clear()
            self._passwords[path] = password
            self.open_document(path)
        else:
            self._program.messages.tell(one.problem, one.remedy, Tone.CARE)

    def _could_not(self, asked: int, fault: UserFacingError) -> None:
        if asked == self._asked:
            self._cancel = None
            self._show_what_is_open()
            self._program.messages.warn(fault)

    def _stop(self) -> None:
        self._asked += 1
        self._call_off()
        self._show_what_is_open()

    def _show_what_is_open(self) -> None:
        rest = self.folder if self.folder.all else self.opening
        self._show_front(rest if self.work is None else self.desk)

    def _call_off(self) -> None:
        if self._cancel is not None:
            cancel, self._cancel = self._cancel, None
            cancel()

    # -- the document in front

    def _audit_changed(self, audit: Audit) -> None:
        self.desk.show_audit(audit)
        self._describe()

    def _show_outcome(self, outcome: Outcome | None) -> None:
        self.desk.document.show_passages(outcome.evidence if outcome is not None else ())

    def _go_to_evidence(self, evidence: Evidence) -> None:
        self._go_to(spot_of(evidence))

    def _go_to(self, spot: Spot) -> None:
        self.desk.columns.close_drawer(tell=False)
        self.desk.document.go_to(spot)
        if self.desk.columns.is_narrow:
            self.desk.document.view.setFocus()

    def _comment(self) -> None:
        """Begin a comment at the words chosen in the document."""
        chosen = self.desk.document.chosen()
        if chosen is not None and self._file is not None and self.work is not None:
            question, now = self.desk.questions.current, self._program.clock.now()
            remark = remark_at(*chosen, self._file.record, question, now)
            self.desk.begin_remark(remark)

    def _return(self) -> None:
        if self.work is not None and self._file is not None:
            self._giving.give_back(self.work, self._file)

    def _ask_removal(self) -> None:
        if self.work is not None:
            self._giving.ask_removal(self.work, self.back)

    def _save_table(self) -> None:
        self._giving.save_table(tuple(self._rows[one.path] for one in self.folder.shown))

    # -- going about

    def back(self) -> None:
        """From a document to the table it came from, and from there to the beginning."""
        if self._front is self.desk and self.desk.columns.closes_drawer():
            return
        if self._front is self.desk and self._close_work():
            self._let_go()
            comes_from_many = len(self.folder.all) > 1
            self._show_front(self.folder if comes_from_many else self.opening)
            (self.folder.table if comes_from_many else self.opening.documents).setFocus()

    @property
    def _front(self) -> QWidget | None:
        front = self._stack.currentWidget()
        return next((part for part, area in self._scrolled.items() if area is front), front)

    def _show_front(self, part: QWidget, *, busy: bool = False) -> None:
        self.opening.show_busy(busy=busy)
        self._stack.setCurrentWidget(self._scrolled.get(part, part))
        self.panes = self.desk.panes if part is self.desk else ()
        self._describe()

    def _close_work(self) -> bool:
        """Save what is open; return False, with what is wrong said, where it could not be."""
        if self.work is None:
            return True
        try:
            self.work.close()
        except UserFacingError as fault:
            self._program.messages.warn(fault)
            return False
        self._let_go()
        return True

    def _let_go(self) -> None:
        work, self.work, self._file = self.work, None, None
        self._giving.work = None
        if work is not None:
            work.changed.disconnect(self._audit_changed)
            self.work_changed.emit()
            work.deleteLater()
        self.desk.forget()

    def _describe(self) -> None:
        self.who = "Quality assurance"
        self.where = self._where()
        self.footer = "Read as Word shows it; nothing hidden is trusted, nothing is fetched."
        is_open = self.work is not None
        if self.main_action is not None:
            self.main_action.setVisible(is_open)
        self._back.setVisible(self._front is self.desk)
        for other in self._elsewhere:
            other.setVisible(self._front is not self.desk)
        self.frame_changed.emit()

    def _where(self) -> str:
        if self._front is self.desk and self._file is not None:
            record = self._file.record
            return " · ".join(filter(None, (record.reference, self.desk.answered)))
        if self._front is self.folder:
            return self.folder.counted.text()
        return "records read from the Word file alone"

    def _choose_files(self) -> None:
        self._program.messages.choose_files(self, "Choose documents", _KINDS, self.open_paths)

    def _choose_folder(self) -> None:
        self._program.messages.choose_folder(self, "Choose a folder of documents", self.open_paths)

    def _go(self, kind: PlaceKind) -> None:
        self._program.navigator.go(Place(kind=kind))

    # -- making

    def _make_actions(self) -> None:
        self.main_action = action(self, "Return with comments…", "", self._return)
        self._back = action(self, "All documents", Shortcut.BACK_TO_DOCUMENTS, self.back)
        action(self, "Open documents", Shortcut.OPEN_DOCUMENTS, self._choose_files)
        self._elsewhere = (
            action(self, "Open documents…", "", self._choose_files),
            action(self, "Service picture", "", self._show_service),
            action(self, "My children", "", partial(self._go, PlaceKind.CASELOAD)),
            action(self, "Settings", "", partial(self._go, PlaceKind.SETTINGS)),
        )
        self.header_actions = (self._back, *self._elsewhere)
        questions, columns = self.desk.questions, self.desk.columns
        for words, key, chosen, only_narrow in (
            ("Documents", Shortcut.AGENDA, partial(columns.toggle, Side.LEFT), True),
            ("Questions", Shortcut.RECOMMENDATIONS, partial(columns.toggle, Side.RIGHT), True),
            ("Comment here", Shortcut.COMMENT, self._comment, False),
        ):
            self.desk.document.add_way(action(self, words, key, chosen), only_narrow=only_narrow)
        action(self, "Next tab", Shortcut.NEXT_TAB, self.desk.show_next_tab)
        for words, key, chosen in (
            ("Before", Shortcut.QUESTION_BEFORE, partial(questions.step, -1)),
            ("Next", Shortcut.NEXT_QUESTION, partial(questions.step, 1)),
            ("Next to look at", Shortcut.NEXT_TO_LOOK, questions.step_to_look),
        ):
            questions.add_way(action(self, words, key, chosen))

    def _lay_out(self) -> None:
        parts: tuple[QWidget, ...] = (self.opening, self.folder)
        self._scrolled = {part: scroll(part) for part in parts}
        for part in (*self._scrolled.values(), self.desk):
            self._stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _connect(self) -> None:
        opening = self.opening
        opening.documents.clicked.connect(self._choose_files)
        opening.folder.clicked.connect(self._choose_folder)
        opening.service.clicked.connect(self._show_service)
        opening.busy.stop.clicked.connect(self._stop)
        self.folder.opened.connect(self.open_document)
        self.folder.csv_wanted.connect(self._save_table)
        self.folder.another_wanted.connect(self._choose_folder)
        self.folder.unlock_wanted.connect(self._give_password)
        self.desk.opened.connect(self.open_document)
        self.desk.questions.question_shown.connect(self._show_outcome)
        self.desk.questions.passage_chosen.connect(self._go_to_evidence)
        self.desk.remarks.spot_chosen.connect(self._go_to)
        self.desk.document.comment_wanted.connect(self._comment)
        self.desk.back.removal_wanted.connect(self._ask_removal)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent, /) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent, /) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.open_paths(paths)
