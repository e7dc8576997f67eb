"""Makes documents in the helper process and enters each in the register, before and after.

The helper gets values only: what the recipient may read, and what a document says beside it. The
key and the store never leave this process.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import msgspec

from export import job
from export.context import Context, Issue
from export.documents import document, recipient_of
from export.files import ExportResult, safe_name
from export.going_out import GoingOut, copy_name
from models import atomicfile
from models.disclosure import Disclosed, RecipientKind, view
from models.edits import Opened
from models.errors import UserFacingError
from models.kept_since import with_what_came_since, with_what_is_kept_now
from models.store_rows import NewExport
from ui.issues import context_for
from ui.program import Program


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """One document that now stands on the disk, and the entry of the register it has."""

    document_id: str
    result: ExportResult


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one document: its file, or the fault that kept it from being made."""

    item: GoingOut
    exported: Exported | None = None
    fault: UserFacingError | None = None


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What to make: which documents of which issue of a review, and in which folder."""

    opened: Opened
    issue: Issue
    items: tuple[GoingOut, ...]
    folder: Path
    now: Opened | None = None


def version_for(item: GoingOut, opened: Opened, now: Opened) -> Opened:
    """Return the version as a document tells of it: as signed, or with what came after."""
    return with_what_came_since(opened, now) if item.kind.tells_later else opened


def disclosed_for(item: GoingOut, opened: Opened, now: Opened) -> Disclosed:
    """Return what the reader of a document may read of a version, by what is kept ``now``."""
    opened = version_for(item, opened, now)
    if item.recipient.kind is not RecipientKind.COUNCIL:
        opened = with_what_is_kept_now(opened, now)
    return view(opened.child, opened.the_review, item.recipient)


def order_of(opened: Opened, issue: Issue, document_ids: tuple[str, ...], folder: Path) -> Order:
    """Return an order of documents of the record, each for its own reader."""
    items = tuple(
        GoingOut(name, recipient_of(document(name), opened.child)) for name in document_ids
    )
    return Order(opened=opened, issue=issue, items=items, folder=folder)


class Exporter:
    """Exports documents of one review, one after the other; one that fails loses no other."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._is_cancelled = False

    def export(
        self,
        order: Order,
        done: Callable[[list[Outcome]], None],
        progress: Callable[[GoingOut, Outcome | None], None] = lambda *_: None,
        password: str = "",
    ) -> None:
        """Make the documents; ``done`` gets what became of each, in order, as far as it went.

        ``progress`` is told of each as it is begun, and again with what became of it.
        """
        self._is_cancelled = False
        one = _One(self._program, order, self._contexts(order), password)
        outcomes: list[Outcome] = []

        def next_one() -> None:
            if len(outcomes) == len(order.items) or self._is_cancelled:
                done(outcomes)
                return
            item = order.items[len(outcomes)]
            progress(item, None)
            one.run(item, ended)

        def ended(outcome: Outcome) -> None:
            outcomes.append(outcome)
            progress(outcome.item, outcome)
            next_one()

        next_one()

    def _contexts(self, order: Order) -> dict[bool, Context]:
        """Return what is said beside: by documents as signed, and by those that tell later."""
        now = order.now or order.opened
        one_each = {item.kind.tells_later: item for item in order.items}
        return {
            later: context_for(self._program, version_for(item, order.opened, now), order.issue)
            for later, item in one_each.items()
        }

    def cancel(self) -> None:
        """Stop after the document that is being made; those before it stay."""
        self._is_cancelled = True


Ended = Callable[[Outcome], None]


class _One:
    """One document: registered as begun, made by the helper, registered as whole."""

    def __init__(
        self, program: Program, order: Order, contexts: Mapping[bool, Context], password: str
    ) -> None:
        self._program = program
        self._opened, self._now = order.opened, order.now or order.opened
        self._contexts = contexts
        self._folder = order.folder
        self._password = password

    def run(self, item: GoingOut, ended: Ended) -> None:
        child, review = self._opened.child, self._opened.the_review
        context = self._contexts[item.kind.tells_later]
        disclosed = disclosed_for(item, self._opened, self._now)
        usual = job.default_name(item.document_id, disclosed, context)
        name = safe_name(copy_name(item, usual))
        half = atomicfile.temporary_beside(self._folder / name)
        entry = NewExport(
            child_id=child.id,
            review_id=review.id,
            document=item.document_id,
            version=context.issue.version,
            recipient=item.registered_for,
            folder=str(self._folder),
            half=half.name,
            name=name,
            started_at=self._program.clock.now(),
            protected=bool(self._password),
        )
        target = job.Target(folder=str(self._folder), name=name, temporary=str(half))
        work = partial(
            job.export_document,
            item.document_id,
            disclosed,
            context,
            target,
            self._program.template,
            self._password,
        )
        self._program.store.begin_export(
            entry, partial(self._build, item, work, ended), _failing(item, ended)
        )

    def _build(
        self, item: GoingOut, work: Callable[[], ExportResult], ended: Ended, number: int
    ) -> None:
        store = self._program.store
        failed = _failing(item, ended)

        def made(result: ExportResult) -> None:
            exported = Exported(document_id=item.document_id, result=result)
            good = Outcome(item=item, exported=exported)
            name = Path(result.path).name
            store.complete_export(number, result.sha256, lambda _: ended(good), failed, name)

        def could_not(fault: UserFacingError) -> None:
            store.drop_export(number, lambda _: failed(fault), failed)

        self._program.helper.run(work, made, could_not)


def _failing(item: GoingOut, ended: Ended) -> Callable[[UserFacingError], None]:
    """Return what ends one document with its fault."""
    return lambda fault: ended(Outcome(item=item, fault=fault))
