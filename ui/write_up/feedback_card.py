"""What a team lead wrote about this record: taken in from the Word file, answered, marked done.

A file is never taken for one about this record as it stands unless it says so itself: feedback on
an earlier version says which, and one about another review is not taken in at all.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from export.context import reference
from export.feedback_reading import read_feedback
from export.feedback_sheet import OWN_PARTS, shortened
from export.reader.verdicts import UnreadableError, Verdict
from models.edits import Opened, SetHead
from models.errors import UserFacingError
from models.feedback import (
    REFUSED,
    Fit,
    about_words,
    answers_text,
    differs_from,
    fit,
    is_old,
    placed,
    taken_in,
    with_comment,
)
from models.feedback_values import Feedback, FeedbackComment
from models.finding import RECOMMENDATIONS
from models.review import Review
from models.wording import Wording, fill
from ui import clipboard
from ui.fields.bound_form import BoundForm
from ui.fields.row_list import Fact, Row, RowList
from ui.kit import (
    Card,
    Flow,
    KeyButton,
    Pill,
    announce,
    bring_into_view,
    label,
    quiet_label,
)
from ui.messages import Tone
from ui.program import Program
from ui.quality.folder_part import Locked
from ui.recommendations import RecommendationsPanel
from ui.session import ReviewSession

_KINDS = "Word documents (*.docx)"
_SINCE = {
    Fit.CHANGED: "They are {about}; the record has changed since.",
    Fit.EARLIER: "They are {about}, and a later version was signed since.",
    Fit.DRAFT: "They are {about}.",
    Fit.UNKNOWN: "The file does not say which version they are about.",
}
_MOST = 500  # comments of one file
_COMPARE = "Only comments are taken in. Open the copy in Word to see what else was changed."


class FeedbackCard(Card):
    """Lists comments, those on the part that is written first."""

    def __init__(
        self,
        program: Program,
        recommendations: RecommendationsPanel,
        go: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Feedback", parent)
        self.setObjectName("feedback_card")
        self._program, self._recommendations, self._go = program, recommendations, go
        self._session: ReviewSession | None = None
        self._section, self._current, self._asked, self._path = "", "", 0, ""
        self.summary = quiet_label()
        self.here = Pill("", "accent")
        self.list = RowList("Comments on this record", fits=True)
        self.list.setObjectName("feedback_list")
        self.list.setAccessibleDescription("Enter goes to what the comment is about.")
        self.list.current_changed.connect(self._choose)
        self.list.chosen.connect(self._go_to)
        self.words = label()
        self.about = quiet_label()
        self.form = BoundForm("feedback", columns=1)
        self.form.bind_text("answer", "Your answer", "For the two of you; it stands in no record.")
        self.form.edited.connect(self._put)
        self.done = KeyButton("Mark as done", on_click=self._turn)
        self.done.setObjectName("feedback_done")
        self.take = KeyButton("Take in feedback…", on_click=self._choose_file)
        self.take.setObjectName("feedback_take")
        self.copy = KeyButton("Copy the answers", on_click=self._copy)
        self.copy.setObjectName("feedback_copy")
        self.locked = Locked()
        self.locked.password.setObjectName("feedback_password")
        self.locked.give.setObjectName("feedback_give_password")
        self.locked.given.connect(self._try)
        row = QWidget()
        flow = Flow(row)
        flow.addWidget(self.done)
        flow.addWidget(self.take)
        flow.addWidget(self.copy)
        for part in (self.summary, self.here, self.list, self.words, self.about, self.form,
                     self.locked, row):  # fmt: skip
            self.body.addWidget(part)
        self._show()

    # -- what the page calls

    def show_part(self, session: ReviewSession, section: str) -> None:
        """Show the feedback on the open review, for the part that is written."""
        if session is not self._session:
            self._asked += 1
            self._current = ""
        self._session, self._section = session, section
        self._show()

    def forget(self) -> None:
        """Let go of the session and of every word."""
        self._asked += 1
        self._session = None
        self._section = self._current = self._path = ""
        self.locked.forget()
        self._show()

    # -- taking it in

    def _choose_file(self) -> None:
        title = "Choose the Word file that came back"
        self._program.messages.choose_files(self, title, _KINDS, self._read_paths)

    def _read_paths(self, paths: list[Path]) -> None:
        if paths:
            self._path = str(paths[0])
            self._try("")

    def _try(self, password: str) -> None:
        """Read the file in the helper process, with a password where it has one."""
        self._asked += 1
        today = self._program.clock.today()
        job = partial(read_feedback, self._path, password, today)
        done, failed = partial(self._read, self._asked), partial(self._not_read, self._asked)
        self._program.helper.run(job, done, failed)

    def _not_read(self, asked: int, fault: UserFacingError) -> None:
        if asked != self._asked:
            return
        asks = isinstance(fault, UnreadableError) and fault.verdict in (
            Verdict.PASSWORD,
            Verdict.WRONG_PASSWORD,
        )
        self.locked.setVisible(asks)
        self._program.messages.warn(fault)
        if asks:
            self.locked.password.setFocus()

    def _read(self, asked: int, feedback: Feedback) -> None:
        """Compare the file with the newest signed version before any of it is taken in."""
        if asked != self._asked or self._session is None:
            return
        self.locked.forget()
        if len(feedback.comments) > _MOST:
            said = f"This file has {len(feedback.comments):,} comments, so none was taken in."
            self._say(said, f"Up to {_MOST} can be answered here. Look at it in Word.", Tone.CARE)
            return
        review = self._session.opened.the_review
        versions = review.head.versions
        if not versions or feedback.about_version != versions[-1].number:
            self._take_in(asked, feedback, None)
            return
        done = partial(self._take_in, asked, feedback)
        self._program.store.frozen(
            review.id, versions[-1].number, done, self._program.messages.warn
        )

    def _take_in(self, asked: int, feedback: Feedback, signed: Opened | None) -> None:
        session = self._session
        if asked != self._asked or session is None:
            return
        opened = session.opened
        review = opened.the_review
        is_changed = signed is not None and differs_from(review, signed.the_review)
        fits = fit(feedback, review, reference(opened.child, review), is_changed=is_changed)
        if fits in REFUSED:
            self._say(f"This file is {fits.label}, so nothing of it was taken in.",
                      "Look which review it belongs to, and open that one.", Tone.CARE)  # fmt: skip
            return
        kept = taken_in(review, placed(feedback, review, fits))
        if kept == review.head.feedback:
            known = bool(feedback.comments)
            said = "Nothing new is in this file." if known else "This file has no comments."
            self._say(f"{said}{_changed(feedback)}", _COMPARE if feedback.changed else "")
            return
        head = msgspec.structs.replace(review.head, feedback=kept)
        session.apply(SetHead(head=head), "taking in feedback")
        self._current = kept[-1].comments[0].id
        self._show()
        self.list.setFocus()
        QTimer.singleShot(0, self, partial(bring_into_view, self))
        self._tell(kept[-1], fits)

    def _tell(self, fresh: Feedback, fits: Fit) -> None:
        count = len(fresh.comments)
        said = f"{count} comment{' was' if count == 1 else 's were'} taken in.{_changed(fresh)}"
        if fits is Fit.CURRENT and fresh.changed:
            self._say(said, _COMPARE, Tone.CARE)
        elif fits is Fit.CURRENT:
            self._say(said, "Each stands at what it is about.", Tone.GOOD)
        else:
            said = f"{said} {_SINCE[fits].format(about=about_words(fresh))}"
            self._say(said, "Look at each before you change anything.", Tone.CARE)

    def _say(self, words: str, remedy: str = "", tone: Tone = Tone.NEWS) -> None:
        self._program.messages.tell(words, remedy, tone)

    # -- answering

    def _choose(self, comment_id: str) -> None:
        self._current = comment_id
        self._show_comment()

    def _turn(self) -> None:
        """Mark the comment done, or open again."""
        found = self._found()
        if found is not None:
            comment = msgspec.structs.replace(found[1], done=not found[1].done)
            self._put(comment, "marking a comment done" if comment.done else "opening it again")
            announce(self, "Done" if comment.done else "Open again")

    def _copy(self) -> None:
        """Put every answer on the clipboard, for a message to the team lead."""
        if self._review is not None:
            clipboard.put(answers_text(self._review, self._where))
            self._say("The answers are copied. They stay on the clipboard until Heard locks.",
                      "Paste them into your message to your team lead.", Tone.GOOD)  # fmt: skip

    def _put(self, comment: FeedbackComment, words: str, joins: str = "") -> None:
        found, session = self._found(), self._session
        if found is None or session is None:
            return
        head = session.opened.the_review.head
        feedback = with_comment(head.feedback, found[0].id, comment)
        session.apply(SetHead(head=msgspec.structs.replace(head, feedback=feedback)), words, joins)
        self._show()

    def _go_to(self, comment_id: str) -> None:
        self._choose(comment_id)
        found = self._found()
        if found is None:
            return
        if found[1].recommendation_id:
            self._go(RECOMMENDATIONS)
            self._recommendations.edit(found[1].recommendation_id)
        elif found[1].section:
            self._go(found[1].section)

    # -- showing

    @property
    def _review(self) -> Review | None:
        return self._session.opened.review if self._session is not None else None

    def _all(self) -> Iterator[tuple[Feedback, FeedbackComment]]:
        for feedback in self._review.head.feedback if self._review is not None else ():
            for comment in feedback.comments:
                yield feedback, comment

    def _found(self) -> tuple[Feedback, FeedbackComment] | None:
        return next((one for one in self._all() if one[1].id == self._current), None)

    def _show(self) -> None:
        every = sorted(self._all(), key=lambda one: (one[1].done, one[1].section != self._section))
        left = sum(not comment.done for _, comment in every)
        here = sum(not c.done and c.section == self._section for _, c in every)
        self.summary.setText(_summary(len(every), left))
        self.here.setText(f"{here} on this part" if here else "")
        self.here.setVisible(bool(here))
        self.list.show_rows([self._row(*one) for one in every])
        self.list.setVisible(bool(every))
        if self._found() is None:
            self._current = every[0][1].id if every else ""
        self.list.set_current(self._current)
        self.copy.setVisible(any(c.answer.strip() or c.done for _, c in every))
        self._show_comment()

    def _row(self, feedback: Feedback, comment: FeedbackComment) -> Row:
        review = self._review
        old = review is not None and is_old(feedback, review)
        about = about_words(feedback) if old or feedback.changed else ""
        reply = "in answer to another comment" if comment.answers else ""
        facts = [comment.author, reply, self._where(comment), about]
        return Row(
            key=comment.id,
            words=shortened(comment.words)[1:-1],
            facts=tuple(Fact(fact) for fact in facts if fact),
            state="done" if comment.done else "answered" if comment.answer else "open",
            state_role="done" if comment.done else "quiet" if comment.answer else "soon",
        )

    def _where(self, comment: FeedbackComment) -> str:
        if comment.number is not None:
            return f"recommendation {comment.number}"
        titles = {section.id: section.title for section in self._program.agenda.sections}
        title = titles.get(comment.section) or OWN_PARTS.get(comment.section, "the whole record")
        child = self._session.opened.child if self._session is not None else None
        return fill(title, Wording(name=child.preferred_name)) if child is not None else title

    def _show_comment(self) -> None:
        found = self._found()
        for shown in (self.words, self.about, self.form, self.done):
            shown.setVisible(found is not None)
        if found is None:
            self.words.setText("")
            self.about.setText("")
            self.form.show_value(None)
            return
        feedback, comment = found
        self.words.setText(comment.words)
        quoted = f"About {shortened(comment.quoted)}, " if comment.quoted else ""
        self.about.setText(f"{quoted}{about_words(feedback)}")
        self.form.show_value(comment)
        self.done.set_words("Open it again" if comment.done else "Mark as done")


def _changed(feedback: Feedback) -> str:
    """Return that the record itself was changed in the copy, which nobody would see otherwise."""
    return " Words of the record are different in this copy too." if feedback.changed else ""


def _summary(count: int, left: int) -> str:
    if not count:
        return "When your team lead sends a copy with comments, take it in here."
    return f"{left} of {count} still to look at." if left else f"All {count} are done."
