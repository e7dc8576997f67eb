"""What every page is handed: the services of the running program, each behind one name."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol, TypeVar

import msgspec

from models.agenda import Agenda
from models.calendar import WorkingCalendar
from models.case_file import CaseFile
from models.checks.book import CheckBook, load_checks
from models.checks.subject import KnownName
from models.child import Child
from models.clock import Clock
from models.council import CouncilSettings
from models.deadlines import DateEngine
from models.edits import Opened
from models.language import WordList, load_words
from models.law import LawPack
from models.questions import Questions, load_questions
from models.reported_reviews import ReportedReview
from models.review import Review
from models.service import Answered
from models.service_facts import ServiceFacts
from models.spelling import words_of_the_work
from models.store_rows import CaseloadRow, ExportChoices, ExportRow, Found, NewExport, ReviewRow
from models.taking import TakenChild, Took
from models.terms import Role
from ui.audit_door import AuditDoor
from ui.background import Cancel, Failed, Helper, Told
from ui.keeper import Keeper
from ui.messages import Messages
from ui.places import Navigator
from ui.states_door import StatesDoor

_T = TypeVar("_T")
Done = Callable[[_T], None]


class UserSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Who uses this copy of Heard and how; kept inside the encrypted store.

    ``private_view`` shows one child's name at a time; ``calendar_key`` makes the ids of entries in
    calendar files, which nobody can trace without it; ``own_words`` are spelt right, small.
    """

    name: str = ""
    role: Role = Role.IRO
    council: str = ""
    phone: str = ""
    email: str = ""
    idle_minutes: int = 10
    meeting_idle_minutes: int = 45
    text_percent: int = 100
    scheme: str = "system"
    private_view: bool = False
    calendar_key: str = ""
    own_words: tuple[str, ...] = ()

    @property
    def contacts(self) -> tuple[str, ...]:
        """How a child can reach the officer, as it stands in their letter."""
        return tuple(filter(None, (self.phone.strip(), self.email.strip())))


class StoreDoor(Protocol):
    """The store as pages see it: every call is queued, every answer comes on the GUI thread."""

    @property
    def states(self) -> StatesDoor:
        """The kept states of reviews."""
        ...

    @property
    def audits(self) -> AuditDoor:
        """What a team lead said of documents."""
        ...

    def caseload(self, done: Done[list[CaseloadRow]], failed: Failed) -> None:
        """Hand over one row for each child, with the newest of their reviews."""
        ...

    def freshen(self, done: Done[int], failed: Failed) -> None:
        """Work out anew rows that another law pack, calendar or version made, in slices.

        ``done`` is told of how many children.
        """
        ...

    def limits_seen(self, child_id: str, done: Done[None], failed: Failed) -> None:
        """Forget that limits of a child moved: the user has seen it."""
        ...

    def counts(self, done: Done[tuple[int, int]], failed: Failed) -> None:
        """Hand over how many children and how many reviews there are."""
        ...

    def reviews_of(self, child_id: str, done: Done[list[ReviewRow]], failed: Failed) -> None:
        """Hand over the rows of a child's reviews, newest first."""
        ...

    def load(
        self, child_id: str, review_id: str | None, done: Done[Opened], failed: Failed
    ) -> None:
        """Hand over a child, and one of their reviews when ``review_id`` is given."""
        ...

    def add_child(self, child: Child, done: Done[None], failed: Failed) -> None:
        """Add a child to the caseload."""
        ...

    def add_review(self, review: Review, child: Child, done: Done[None], failed: Failed) -> None:
        """Add a review of a child."""
        ...

    def add_case(self, case: CaseFile, done: Done[None], failed: Failed) -> None:
        """Add a child with reviews, in one transaction; what is there already is replaced."""
        ...

    def kept_children(self, done: Done[tuple[bytes, ...]], failed: Failed) -> None:
        """Hand over every child unopened, as a body: for the process that reads a return."""
        ...

    def import_children(
        self, taken: Sequence[TakenChild], told: Told, done: Done[Took], failed: Failed
    ) -> Cancel:
        """Write children that an import made, and nothing of their reviews, a slice at a time.

        ``told`` is told how many were seen to of how many; ``done`` how many were taken, also
        after it was called off.
        """
        ...

    def names_of_others(
        self, child_id: str, done: Done[tuple[KnownName, ...]], failed: Failed
    ) -> None:
        """Hand over the names of all other children, which belong in no record of this one."""
        ...

    def reported_reviews(
        self, first: date, last: date, done: Done[tuple[ReportedReview, ...]], failed: Failed
    ) -> None:
        """Hand over the reviews of everybody from ``first`` to ``last``, both included."""
        ...

    def service_facts(
        self, first: date, last: date, done: Done[ServiceFacts], failed: Failed
    ) -> None:
        """Hand over what the service picture counts from ``first`` to ``last``, nameless."""
        ...

    def remove_child(
        self, child_id: str, done: Done[None], failed: Failed, *, from_backups: bool = False
    ) -> None:
        """Remove a child and everything of theirs; ``from_backups`` drops older backups too."""
        ...

    def search(self, words: str, done: Done[list[Found]], failed: Failed) -> None:
        """Hand over the newest fifty lines that hold the words."""
        ...

    def freeze(self, opened: Opened, number: int, done: Done[None], failed: Failed) -> None:
        """Keep the signed version ``number`` of a review as it stands."""
        ...

    def frozen(self, review_id: str, number: int, done: Done[Opened], failed: Failed) -> None:
        """Hand over a signed version."""
        ...

    def exports_of(self, child_id: str, done: Done[list[ExportRow]], failed: Failed) -> None:
        """Hand over the register's entries for a child, newest first."""
        ...

    def begin_export(self, export: NewExport, done: Done[int], failed: Failed) -> None:
        """Register an export before its file is written; hand over its number."""
        ...

    def complete_export(
        self, number: int, sha256: str, done: Done[None], failed: Failed, name: str = ""
    ) -> None:
        """Say that the file of a registered export is whole, and its name where it is another."""
        ...

    def drop_export(self, number: int, done: Done[None], failed: Failed) -> None:
        """Take back a registered export whose file could not be written."""
        ...

    def export_choices(
        self, child_id: str, done: Done[ExportChoices | None], failed: Failed
    ) -> None:
        """Hand over what was chosen the last time a child's documents were exported, if ever."""
        ...

    def keep_export_choices(
        self, child_id: str, choices: ExportChoices, done: Done[None], failed: Failed
    ) -> None:
        """Remember what was chosen for a child."""
        ...

    def upload_export(self, number: int, on: date | None, done: Done[None], failed: Failed) -> None:
        """Say on which UK date an export was uploaded, or None to take that back."""
        ...

    def clear_review(self, child_id: str, review_id: str, done: Done[None], failed: Failed) -> None:
        """Clear the working copy of a review; what the store does not hold, no backup keeps."""
        ...

    def save_settings(self, settings: UserSettings, done: Done[None], failed: Failed) -> None:
        """Keep the settings."""
        ...


class Program(msgspec.Struct, kw_only=True):
    """The services of the running program; ``store`` and ``settings`` change at each unlock."""

    clock: Clock
    agenda: Agenda
    engine: DateEngine
    messages: Messages
    navigator: Navigator
    store: StoreDoor
    keeper: Keeper
    helper: Helper
    settings: UserSettings
    words: WordList = msgspec.field(default_factory=load_words)
    answers: tuple[Answered, ...] = ()
    """How each question of the audit was answered of the documents last read: counts only."""
    checks: CheckBook = msgspec.field(default_factory=load_checks)
    questions: Questions = msgspec.field(default_factory=load_questions)
    council: CouncilSettings = CouncilSettings()
    template: bytes | None = None
    spelling: frozenset[str] = msgspec.field(default_factory=words_of_the_work)

    @property
    def law(self) -> LawPack:
        """The law pack in force."""
        return self.engine.law

    @property
    def calendar(self) -> WorkingCalendar:
        """The working calendar, with the council's closure days."""
        return self.engine.calendar
