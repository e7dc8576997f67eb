"""Looks at the record with every check of words, a few milliseconds at a time after a pause.

What typing costs is one timer that begins anew; looking stops as soon as something is changed.
"""

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from models.before_it_goes import Draft
from models.checks import CHECKS, Looker, gathered
from models.checks.from_review import Around
from models.checks.subject import Finding, Group, KnownName, Said
from models.edits import Opened
from models.errors import UserFacingError
from models.review import ReviewHead
from models.store_rows import ReviewRow
from ui.program import Program
from ui.session import ReviewSession
from ui.write_up.misspelt import Misspelt

_PAUSE_MS = 700
_SLICE_SECONDS = 0.003
WORD_CHECKS = tuple(check for check in CHECKS if check.group is not Group.OPEN)
"""What is missing is looked for elsewhere, at once: it costs a millisecond."""


class Checking(QObject):
    """Holds what was found last; ``found`` says that there is something else to show."""

    found = Signal()

    def __init__(self, program: Program, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._session: ReviewSession | None = None
        self._draft: Draft | None = None
        self._looker: Looker | None = None
        self._around = Around()
        self._run: Iterator[Said] | None = None
        self._said: list[Said] = []
        self._findings: tuple[Finding, ...] = ()
        self._misspelt = Misspelt(program, self)
        self._misspelt.found.connect(self.found)
        self._told = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._begin)
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._go_on)

    @property
    def is_looking(self) -> bool:
        """Whether it still has to look at what was changed last."""
        return self._pause.isActive() or self._slices.isActive()

    def look_at(self, session: ReviewSession, draft: Draft) -> None:
        """Look at a record once nothing has been changed for a moment; at once if it is another."""
        if session is not self._session:
            self.forget()
            self._session = session
            self._ask_around(session)
            self._pause.setInterval(0)
        elif self._draft is not None and _is_same(draft, self._draft):
            return
        self._draft = draft
        self._slices.stop()
        self._pause.start()

    def findings(self) -> tuple[Finding, ...]:
        """Return what was found, without what is to be left as it is in this record."""
        if self._session is None:
            return ()
        head = self._session.opened.the_review.head
        every = (*self._findings, *self._misspelt.findings())
        return tuple(one for one in every if not is_left(one, head))

    def forget(self) -> None:
        """Let go of every word."""
        self._pause.stop()
        self._slices.stop()
        self._session = self._draft = self._looker = self._run = None
        self._around = Around()
        self._said, self._findings = [], ()
        self._misspelt.forget()

    # -- what stands in no open review

    def _ask_around(self, session: ReviewSession) -> None:
        """Ask the store for the names of other children, and for the review before."""
        store, opened = self._program.store, session.opened
        self._around = Around(contacts=self._program.settings.contacts)
        child_id, number = opened.child.id, opened.the_review.head.number

        def with_names(names: tuple[KnownName, ...]) -> None:
            self._learn(session, Around(others=names, contacts=self._around.contacts))
            store.reviews_of(child_id, with_rows, self._failed)

        def with_rows(rows: list[ReviewRow]) -> None:
            before = [row for row in rows if row.number < number]
            if session is self._session and before:
                last = max(before, key=lambda row: row.number)
                store.load(child_id, last.id, with_last, self._failed)

        def with_last(last: Opened) -> None:
            others, contacts = self._around.others, self._around.contacts
            self._learn(session, Around(others=others, last=last.review, contacts=contacts))

        store.names_of_others(child_id, with_names, self._failed)

    def _learn(self, session: ReviewSession, around: Around) -> None:
        if session is self._session:
            self._around = around
            self._slices.stop()
            self._pause.start()

    def _failed(self, fault: UserFacingError) -> None:
        self._tell_once(fault)

    # -- looking

    def _begin(self) -> None:
        self._pause.setInterval(_PAUSE_MS)
        if self._draft is None:
            return
        if self._looker is None:
            self._looker = Looker(self._program.checks, WORD_CHECKS)
        try:
            subject = self._draft.subject(self._around)
        except UserFacingError as fault:
            self._tell_once(fault)
            return
        self._run, self._said = self._looker.run(subject), []
        if self._session is not None:
            self._misspelt.look_at(self._session, subject)
        self._slices.start()

    def _go_on(self) -> None:
        """Look for a few milliseconds; when all was looked at, say so."""
        until = perf_counter() + _SLICE_SECONDS
        for one in self._run or ():
            self._said.append(one)
            if one is None and perf_counter() > until:
                return
        self._slices.stop()
        self._run = None
        self._findings = gathered(self._said).findings
        self._said = []
        self.found.emit()

    def _tell_once(self, fault: UserFacingError) -> None:
        if fault.problem != self._told:
            self._told = fault.problem
            self._program.messages.warn(fault)


def is_left(finding: Finding, head: ReviewHead) -> bool:
    """Return whether the words were left as they are, or the matter open with a reason."""
    left = head.dismissed_hints
    for_now = any(one.id == finding.id for one in head.left_for_now)
    return finding.id in left or finding.key in left or for_now


def _is_same(draft: Draft, before: Draft) -> bool:
    """Whether nothing that is looked at was changed."""
    now, then = draft.opened, before.opened
    if draft.today != before.today or now.child is not then.child:
        return False
    if now.review is then.review:
        return True
    heads = [_looked_at(review.head) for review in (now.the_review, then.the_review)]
    minutes = [
        [(r.id, r.minutes, r.quotes) for r in review.sections]
        for review in (now.the_review, then.the_review)
    ]
    return heads[0] == heads[1] and minutes[0] == minutes[1]


def _looked_at(head: ReviewHead) -> tuple[object, ...]:
    return head.recommendations, head.review_date, head.completed_on, head.letter_band
