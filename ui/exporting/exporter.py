"""Makes documents in the helper process and enters each in the register, before and after.

The helper gets values only: what the recipient may read, and what a document says beside it. The
key and the store never leave this process.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from export import job
from export.context import Context, Issue, Officer, Rules, make_context
from export.documents import document, recipient_of
from export.files import ExportResult, safe_name
from models import atomicfile
from models.clock import uk_date
from models.disclosure import Disclosed, view
from models.edits import Opened
from models.errors import UserFacingError
from models.review import Review
from models.signing import next_version
from models.store_rows import NewExport
from ui.program import Program
from ui.stability.record import strip_for


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """One document that now stands on the disk, and the entry of the register it has."""

    document_id: str
    result: ExportResult


def context_for(program: Program, opened: Opened, issue: Issue) -> Context:
    """Return what documents of this review say beside the child's and the review's own facts."""
    settings, review = program.settings, opened.the_review
    signed_by = next((v.by for v in review.head.versions if v.number == issue.version), "")
    officer = Officer(
        name=signed_by or settings.name,
        contact=", ".join(filter(None, (settings.phone, settings.email))),
        council=settings.council,
    )
    rules = Rules(agenda=program.agenda, engine=program.engine)
    made = make_context(opened.child, review, rules, officer, issue)
    return msgspec.structs.replace(made, strip=strip_for(view(opened.child, review)))


def draft_issue(program: Program, review: Review) -> Issue:
    """Return the issue of a draft made today."""
    return Issue(version=next_version(review), signed=False, on=program.clock.today())


def signed_issue(review: Review, number: int) -> Issue:
    """Return the issue of a signed version, dated the UK day it was signed."""
    version = next(v for v in review.head.versions if v.number == number)
    return Issue(version=number, signed=True, on=uk_date(version.signed_at))


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What to make: which documents of which issue of a review, and in which folder."""

    opened: Opened
    issue: Issue
    document_ids: tuple[str, ...]
    folder: Path


class Exporter:
    """Exports documents of one review, one after the other."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._is_cancelled = False

    def export(
        self,
        order: Order,
        done: Callable[[list[Exported]], None],
        failed: Callable[[UserFacingError], None],
        progress: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Make the documents; the first fault stops, and what was made by then stays."""
        self._is_cancelled = False
        opened = order.opened
        one = _One(
            self._program, opened, context_for(self._program, opened, order.issue), order.folder
        )
        made: list[Exported] = []

        def next_one() -> None:
            if len(made) == len(order.document_ids) or self._is_cancelled:
                done(made)
                return
            document_id = order.document_ids[len(made)]
            progress(document_id)
            one.run(document_id, one_done, failed)

        def one_done(exported: Exported) -> None:
            made.append(exported)
            next_one()

        next_one()

    def cancel(self) -> None:
        """Stop after the document that is being made."""
        self._is_cancelled = True


class _One:
    """One document: registered as begun, made by the helper, registered as whole."""

    def __init__(self, program: Program, opened: Opened, context: Context, folder: Path) -> None:
        self._program = program
        self._opened = opened
        self._context = context
        self._folder = folder

    def run(
        self,
        document_id: str,
        done: Callable[[Exported], None],
        failed: Callable[[UserFacingError], None],
    ) -> None:
        child, review = self._opened.child, self._opened.the_review
        kind = document(document_id)
        disclosed = view(child, review, recipient_of(kind, child))
        name = safe_name(job.default_name(document_id, disclosed, self._context))
        half = atomicfile.temporary_beside(self._folder / name)
        entry = NewExport(
            child_id=child.id,
            review_id=review.id,
            document=document_id,
            version=self._context.issue.version,
            recipient="child" if kind.for_child else "council",
            folder=str(self._folder),
            half=half.name,
            name=name,
            started_at=self._program.clock.now(),
        )
        self._program.store.begin_export(
            entry, partial(self._build, document_id, disclosed, half, done, failed), failed
        )

    def _build(
        self,
        document_id: str,
        disclosed: Disclosed,
        half: Path,
        done: Callable[[Exported], None],
        failed: Callable[[UserFacingError], None],
        number: int,
    ) -> None:
        target = job.Target(folder=str(self._folder), temporary=str(half))
        work = partial(job.export_document, document_id, disclosed, self._context, target)
        store = self._program.store

        def made(result: ExportResult) -> None:
            exported = Exported(document_id=document_id, result=result)
            store.complete_export(number, result.sha256, lambda _: done(exported), failed)

        def could_not(fault: UserFacingError) -> None:
            store.drop_export(number, lambda _: failed(fault), failed)

        self._program.helper.run(work, made, could_not)
