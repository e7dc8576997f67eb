"""The services of a running program without files or threads: a real store kept in memory.

``memory_program()`` returns a ``Program`` whose store answers at once, whose navigator remembers
where pages went, and whose clock stands still at the sample's present.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

import msgspec

from models.agenda import load_agenda
from models.apply import quotes_of
from models.calendar import WorkingCalendar
from models.case_file import CaseFile
from models.checks.other_children import names_of_others
from models.checks.subject import KnownName
from models.child import Child
from models.clock import Clock
from models.columns import ListColumns
from models.deadlines import DateEngine
from models.edits import Opened
from models.errors import UserFacingError
from models.kept_states import StateKind, snapshot_of
from models.law import load_law
from models.recount import caseload_row
from models.removing import child_after, cleared
from models.reported_reviews import ReportedReview, reported_reviews
from models.review import Review
from models.service_facts import KnownOf, ServiceFacts, facts_of
from models.store_rows import (
    CaseloadRow,
    ExportChoices,
    ExportRow,
    Found,
    LimitChange,
    NewExport,
    ReviewRow,
)
from models.taking import TakenChild, Took
from models.taking import opened as children_of
from models.text import shown
from tests.support.memory_audits import MemoryAudits
from tests.support.memory_states import MemoryStates
from tests.support.sample import sample_clock
from ui.background import Cancel, Failed, InlineWorker, Told
from ui.keeper import Keeper
from ui.messages import Message, Messages
from ui.places import Place
from ui.program import Done, Program, UserSettings
from ui.session import ReviewSession

_ENGINE = DateEngine(law=load_law(), calendar=WorkingCalendar())
_AGENDA = load_agenda()


class MemoryNavigator:
    """Remembers every place it was asked for."""

    def __init__(self) -> None:
        self.places: list[Place] = []

    def go(self, place: Place) -> None:
        """Remember ``place``."""
        self.places.append(place)


class MemoryStore:
    """Keeps children and reviews; also the ``Saver`` of sessions. Full when ``fault`` is set."""

    def __init__(self, clock: Clock, engine: DateEngine) -> None:
        self._columns = ListColumns(engine)
        self._clock = clock
        self.children: dict[str, Child] = {}
        self.reviews: dict[str, Review] = {}
        self.signed: dict[tuple[str, int], Opened] = {}
        self.states = MemoryStates(clock)
        self.audits = MemoryAudits(clock)
        self.exports: dict[int, tuple[NewExport, datetime | None, str | None]] = {}
        self.uploads: dict[int, date | None] = {}
        self.choices: dict[str, ExportChoices] = {}
        self.settings = UserSettings()
        self.changed: dict[str, tuple[LimitChange, ...]] = {}
        self.fault: UserFacingError | None = None

    def put(self, *opened: Opened) -> None:
        """Keep these children and reviews."""
        for one in opened:
            self.children[one.child.id] = one.child
            if one.review is not None:
                self.reviews[one.review.id] = one.review

    def caseload(self, done: Done[list[CaseloadRow]], failed: Failed) -> None:
        if self._may(failed):
            done([self._row(child) for child in self.children.values()])

    def freshen(self, done: Done[int], failed: Failed) -> None:
        if self._may(failed):
            done(0)

    def limits_seen(self, child_id: str, done: Done[None], failed: Failed) -> None:
        if self._may(failed):
            self.changed.pop(child_id, None)
            done(None)

    def counts(self, done: Done[tuple[int, int]], failed: Failed) -> None:
        if self._may(failed):
            done((len(self.children), len(self.reviews)))

    def reviews_of(self, child_id: str, done: Done[list[ReviewRow]], failed: Failed) -> None:
        if self._may(failed):
            done(self._rows(child_id))

    def load(
        self, child_id: str, review_id: str | None, done: Done[Opened], failed: Failed
    ) -> None:
        if self._may(failed):
            review = self.reviews[review_id] if review_id is not None else None
            done(Opened(child=self.children[child_id], review=review))

    def add_child(self, child: Child, done: Done[None], failed: Failed) -> None:
        self._write([Opened(child=child)], done, failed)

    def add_review(self, review: Review, child: Child, done: Done[None], failed: Failed) -> None:
        self._write([Opened(child=child, review=review)], done, failed)

    def add_case(self, case: CaseFile, done: Done[None], failed: Failed) -> None:
        opened = [Opened(child=case.child, review=review) for review in case.reviews]
        self._write(opened or [Opened(child=case.child)], done, failed)

    def kept_children(self, done: Done[tuple[bytes, ...]], failed: Failed) -> None:
        if self._may(failed):
            done(tuple(map(msgspec.json.encode, self.children.values())))

    def import_children(
        self, taken: Sequence[TakenChild], told: Told, done: Done[Took], failed: Failed
    ) -> Cancel:
        if self._may(failed):
            self.put(*(Opened(child=child) for child in children_of(taken)))
            told(len(taken), len(taken))
            done(Took(taken=len(taken)))
        return lambda: None

    def names_of_others(
        self, child_id: str, done: Done[tuple[KnownName, ...]], failed: Failed
    ) -> None:
        if self._may(failed):
            rows = [self._row(child).child for child in self.children.values()]
            done(names_of_others(rows, child_id))

    def reported_reviews(
        self, first: date, last: date, done: Done[tuple[ReportedReview, ...]], failed: Failed
    ) -> None:
        if self._may(failed):
            heads = {
                child_id: [r.head for r in self.reviews.values() if r.child_id == child_id]
                for child_id in self.children
            }
            done(
                tuple(
                    review
                    for child in self.children.values()
                    for review in reported_reviews(child, heads[child.id], first, last)
                )
            )

    def service_facts(
        self, first: date, last: date, done: Done[ServiceFacts], failed: Failed
    ) -> None:
        if self._may(failed):
            facts = ServiceFacts(first=first, last=last)
            for child in self.children.values():
                known = [
                    KnownOf(head=review.head, row=self._columns.review_row(review, child))
                    for review in self.reviews.values()
                    if review.child_id == child.id
                ]
                facts = facts.with_more(facts_of(child, known, first, last))
            done(facts)

    def remove_child(
        self, child_id: str, done: Done[None], failed: Failed, *, from_backups: bool = False
    ) -> None:
        if self._may(failed):
            del self.children[child_id]
            self.reviews = {k: r for k, r in self.reviews.items() if r.child_id != child_id}
            done(None)

    def search(self, words: str, done: Done[list[Found]], failed: Failed) -> None:
        if self._may(failed):
            done(list(self._found(words.casefold())))

    def freeze(self, opened: Opened, number: int, done: Done[None], failed: Failed) -> None:
        if self._may(failed):
            self.signed[opened.the_review.id, number] = opened
            self.states.add(snapshot_of(opened, StateKind.SIGNED, self._clock.now(), number))
            done(None)

    def frozen(self, review_id: str, number: int, done: Done[Opened], failed: Failed) -> None:
        if self._may(failed):
            kept = self.signed.get((review_id, number))
            if kept is None:
                failed(UserFacingError("This version is no longer kept.", "Look at another one."))
            else:
                done(kept)

    def exports_of(self, child_id: str, done: Done[list[ExportRow]], failed: Failed) -> None:
        if self._may(failed):
            done([row for row in self._export_rows() if row.child_id == child_id])

    def begin_export(self, export: NewExport, done: Done[int], failed: Failed) -> None:
        if self._may(failed):
            number = len(self.exports) + 1
            self.exports[number] = (export, None, None)
            done(number)

    def complete_export(
        self, number: int, sha256: str, done: Done[None], failed: Failed, name: str = ""
    ) -> None:
        if self._may(failed):
            export = self.exports[number][0]
            export = msgspec.structs.replace(export, name=name or export.name)
            self.exports[number] = (export, self._clock.now(), sha256)
            done(None)

    def drop_export(self, number: int, done: Done[None], failed: Failed) -> None:
        if self._may(failed):
            del self.exports[number]
            done(None)

    def export_choices(
        self, child_id: str, done: Done[ExportChoices | None], failed: Failed
    ) -> None:
        if self._may(failed):
            done(self.choices.get(child_id))

    def keep_export_choices(
        self, child_id: str, choices: ExportChoices, done: Done[None], failed: Failed
    ) -> None:
        if self._may(failed):
            self.choices[child_id] = choices
            done(None)

    def upload_export(self, number: int, on: date | None, done: Done[None], failed: Failed) -> None:
        if self._may(failed):
            self.uploads[number] = on
            done(None)

    def clear_review(self, child_id: str, review_id: str, done: Done[None], failed: Failed) -> None:
        if self._may(failed):
            child, review = self.children[child_id], self.reviews[review_id]
            self.children[child_id] = child_after(child, review)
            self.reviews[review_id] = cleared(review, self._clock.today())
            self.signed = {key: one for key, one in self.signed.items() if key[0] != review_id}
            done(None)

    def save_settings(self, settings: UserSettings, done: Done[None], failed: Failed) -> None:
        if self._may(failed):
            self.settings = settings
            done(None)

    def save(self, before: Opened, after: Opened, done: object, failed: Failed) -> None:
        if self._may(failed) and callable(done):
            self.put(after)
            self.states.saved(before, after)
            done()

    def save_now(self, before: Opened, after: Opened) -> None:
        if self.fault is not None:
            raise self.fault
        self.put(after)
        self.states.saved(before, after)

    def _may(self, failed: Failed) -> bool:
        if self.fault is not None:
            failed(self.fault)
        return self.fault is None

    def _write(self, opened: Iterable[Opened], done: Done[None], failed: Failed) -> None:
        if self._may(failed):
            self.put(*opened)
            done(None)

    def _row(self, child: Child) -> CaseloadRow:
        one = caseload_row(self._columns.child_row(child), self._rows(child.id))
        return msgspec.structs.replace(one, changed=self.changed.get(child.id, ()))

    def _rows(self, child_id: str) -> list[ReviewRow]:
        reviews = [r for r in self.reviews.values() if r.child_id == child_id]
        reviews.sort(key=lambda review: review.head.number, reverse=True)
        return [self._columns.review_row(r, self.children[child_id]) for r in reviews]

    def _found(self, words: str) -> Iterable[Found]:
        for review in self.reviews.values():
            quotes = quotes_of(Opened(child=self.children[review.child_id], review=review))
            for record in review.sections:
                for line in (*record.notes, *record.minutes):
                    text = shown(line, quotes)
                    at = text.casefold().find(words)
                    if at >= 0:
                        yield Found(
                            child_id=review.child_id,
                            review_id=review.id,
                            section=record.id,
                            id=line.id,
                            on=review.head.review_date or self._clock.today(),
                            kind="notes",
                            text=text,
                            highlights=((at, len(words)),),
                        )

    def _export_rows(self) -> Iterable[ExportRow]:
        for number, (export, at, sha256) in sorted(self.exports.items(), reverse=True):
            if at is not None:
                yield ExportRow(
                    number=number,
                    completed_at=at,
                    sha256=sha256,
                    uploaded_on=self.uploads.get(number),
                    **{name: getattr(export, name) for name in export.__struct_fields__},
                )


def memory_store(program: Program) -> MemoryStore:
    """Return the store of a ``memory_program``."""
    assert isinstance(program.store, MemoryStore)
    return program.store


def places_of(program: Program) -> list[Place]:
    """Return where the pages of a ``memory_program`` went, in order."""
    assert isinstance(program.navigator, MemoryNavigator)
    return program.navigator.places


def said_by(program: Program) -> list[Message]:
    """Return a list that gets whatever the program says from now on."""
    said: list[Message] = []
    program.messages.said.connect(said.append)
    return said


def memory_program(*opened: Opened, clock: Clock | None = None) -> Program:
    """Return a program whose store holds ``opened``."""
    clock = clock or sample_clock()
    store = MemoryStore(clock, _ENGINE)
    store.put(*opened)
    return Program(
        clock=clock,
        agenda=_AGENDA,
        engine=_ENGINE,
        messages=Messages(),
        navigator=MemoryNavigator(),
        store=store,
        keeper=Keeper(Path("nowhere"), InlineWorker(), ListColumns(_ENGINE), clock),
        helper=InlineWorker(),
        settings=UserSettings(name="Morag Bell", council="Brackwell"),
    )


def session_of(program: Program, opened: Opened) -> ReviewSession:
    """Return a session on ``opened`` that saves into the program's store."""
    return ReviewSession(opened, memory_store(program), program.clock)
