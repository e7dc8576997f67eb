"""What leaves the team lead's page: the copy with comments, the sheet, the table of a folder."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QWidget

from export import lead_documents
from export.feedback_sheet import SheetFacts
from export.lead_documents import Original, Returned
from export.qa.outcome import Row
from models.questions import Questions
from ui.audit_session import AuditSession
from ui.messages import Choice, Tone
from ui.program import Program
from ui.quality import reading
from ui.quality.values import ReadFile


class GivingBack:
    """Asks where things go, has the helper process make them, and says what was made."""

    def __init__(self, program: Program, questions: Questions, page: QWidget) -> None:
        self._program, self._questions, self._page = program, questions, page
        self._asked = 0
        self.work: AuditSession | None = None
        """What is open now; an answer that comes after it was closed changes nothing."""

    def forget(self) -> None:
        """Say nothing of what is still under way: at lock."""
        self._asked += 1
        self.work = None

    def give_back(self, work: AuditSession, file: ReadFile) -> None:
        """Ask where the copy and the sheet go, and make them there."""
        work.flush()
        if work.audit.is_empty:
            self._program.messages.tell(
                "There is nothing to give back yet.", "Grade a question or write a comment first."
            )
            return
        title = "Choose a folder for the copy with comments and the feedback sheet"
        chosen = partial(self._give_back_to, work, file)
        self._program.messages.choose_folder(self._page, title, chosen)

    def save_table(self, rows: tuple[Row, ...]) -> None:
        """Ask where the table of a folder goes, and save it there."""
        chosen = partial(self._save_table_to, rows)
        self._program.messages.choose_folder(self._page, "Choose a folder for the table", chosen)

    def ask_removal(self, work: AuditSession, leave: Callable[[], object]) -> None:
        """Ask before everything is removed that was written of a document."""
        messages = self._program.messages
        messages.ask(
            "Remove what you wrote about this document?",
            "Grades, comments and words go for good. The document itself is not touched.",
            Choice(words="Remove it", chosen=partial(self._remove, work, leave)),
            Choice(words="Keep it", chosen=messages.clear),
        )

    def _give_back_to(self, work: AuditSession, file: ReadFile, folders: list[Path]) -> None:
        if not folders:
            return
        facts = SheetFacts(
            on=self._program.clock.today(),
            questions={q.id: q.numbered for q in self._questions.questions},
            sections={s.id: s.heading for s in file.record.sections if s.id},
        )
        original = Original(path=file.path, password=file.password)
        job = partial(lead_documents.give_back, original, work.audit, facts, str(folders[0]))
        messages = self._program.messages
        self._program.helper.run(job, partial(self._given_back, self._asked, work), messages.warn)

    def _given_back(self, asked: int, work: AuditSession, made: Returned) -> None:
        if asked != self._asked:
            return
        if work is self.work:
            today = self._program.clock.today()
            after = msgspec.structs.replace(work.audit, returned_on=today)
            work.apply(after, "giving it back")
        names = " and ".join(Path(one.path).name for one in (made.copy, made.sheet))
        self._program.messages.tell(
            f"Saved: {names}.", "The document you opened was not changed.", Tone.GOOD
        )

    def _save_table_to(self, rows: tuple[Row, ...], folders: list[Path]) -> None:
        if folders:
            job = partial(reading.save_table, rows, self._questions, str(folders[0]))
            saved = partial(self._table_saved, self._asked)
            self._program.helper.run(job, saved, self._program.messages.warn)

    def _table_saved(self, asked: int, path: str) -> None:
        if asked == self._asked:
            self._program.messages.tell(f"Saved: {Path(path).name}.", tone=Tone.GOOD)

    def _remove(self, work: AuditSession, leave: Callable[[], object]) -> None:
        messages = self._program.messages
        messages.clear()
        if work is not self.work:
            return
        audit_id = work.audit.id
        work.abandon()
        leave()
        told = partial(messages.tell, "What you wrote was removed.")
        self._program.store.audits.drop(audit_id, lambda _: told(), messages.warn)
