"""One seeded generator of made-up data, for tests and for the bench (design.md §6).

The same seed gives the same values in every Python that Heard runs on. Nothing here is about a
real person: names and places are put together from lists, and many repeat.
"""

import hashlib
import random
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from functools import cache

import msgspec

from models.agenda import load_agenda
from models.calendar import WorkingCalendar
from models.child import (
    Child,
    Home,
    Identifiers,
    LegalStatus,
    Person,
    PlanEntry,
    Promise,
    School,
    StatusEntry,
    View,
    Visit,
    Worker,
)
from models.columns import ListColumns
from models.deadlines import DateEngine
from models.edits import Opened
from models.law import load_law
from models.review import (
    EXTRA_SECTIONS,
    Attendance,
    DutyRecord,
    Meeting,
    NextReview,
    Paper,
    Participation,
    PrivateConversation,
    Recommendation,
    Review,
    ReviewHead,
    SectionRecord,
    Unanswered,
)
from models.store_rows import ChildRow, ReviewRow
from models.terms import (
    Attended,
    ChildAgrees,
    CopyKind,
    DutyState,
    MeetingMode,
    PaperStatus,
    PrivateTalk,
    PromiseStatus,
    ReviewType,
    SectionStatus,
    ViewMethod,
)
from models.text import Line, Mark, Quote, Text

TODAY = date(2026, 11, 24)
"""The UK date on which everything here is made up to stand."""

_FIRST = (
    *("Ada", "Amir", "Bea", "Callum", "Chidi", "Dara", "Eilidh", "Farah", "Gwen", "Hamza", "Isla"),
    *("Jaś", "Kofi", "Leila", "Małgosia", "Noor", "Olu", "Poppy", "Rowan", "Şeyma", "Tomasz"),
    *("Umar", "Vikram", "Wren", "Yonas", "Zoë", "مريم", "Siân", "Thuỳ", "Niamh", "Åsa"),
)
_LAST = (
    *("Annable", "Bell", "Crewe", "Dunnock", "Ellery", "Fenwick", "Grzyb", "Hale", "Ide", "Joyce"),
    *("Karim", "Lomax", "Marlowe", "Nair", "Okonjo", "Pell", "Quayle", "Rook", "Siddiqi", "Tesfay"),
    *("Underhill", "Vane", "Wójcik", "Yarrow", "Łoś", "O’Rourke", "St John-Reed"),
)
_WORDS = (
    *("home", "school", "swimming", "Saturday", "garden", "bus", "dinner", "friend"),
    *("worried", "settled", "brother", "kitchen", "plan", "letter", "dentist", "phone"),
    *("walks", "with", "asked", "said", "wants", "would", "like", "going", "because"),
    *("when", "after", "before", "every", "two", "three", "long", "short", "new", "old"),
    *("happy", "cross", "quiet", "loud", "early", "late", "very", "not", "yet", "again"),
    *("never", "Fran", "agreed", "that", "the", "a", "of", "to", "and", "in", "on"),
    *("for", "her", "his", "they", "she", "he", "it", "was", "is", "has", "will"),
    *("about", "from", "carer", "nurse", "teacher", "judge", "support", "visit"),
    *("bedroom", "football", "drawing", "birthday", "Christmas", "summer"),
)
_HOMES = ("foster home", "long-term foster home", "children's home", "supported accommodation")
_PLANS = ("long_term_foster", "return_home", "special_guardianship", "not_yet_decided")
_ROLES = (
    *("mum", "dad", "foster mum", "foster dad", "social worker", "team manager", "brother"),
    *("sister", "nan", "designated teacher", "health visitor", "advocate", "friend"),
)
_MARKS = (Mark.NOTE, Mark.NOTE, Mark.NOTE, Mark.WORRY, Mark.FOLLOW_UP)


class _Size(msgspec.Struct, frozen=True, kw_only=True):
    """How much a review holds."""

    words: int = 6_000
    people: int = 12
    recommendations: int = 15


def full_review(
    seed: int, words: int = 6_000, people: int = 12, recommendations: int = 15
) -> Opened:
    """Return a child with a review of all 14 sections ("the full review" of design.md §6).

    ``words`` counts notes, minutes and quotations, shared out evenly among the sections.
    """
    made, size = _Maker(seed), _Size(words=words, people=people, recommendations=recommendations)
    child = made.child(size.people)
    return Opened(child=child, review=made.review(child, size, number=9, on=TODAY))


def predecessors(seed: int, child: Child, count: int = 3) -> Iterator[Review]:
    """Yield earlier full reviews of a child, the newest first, half a year apart."""
    made = _Maker(seed, ids_from=1_000_000)
    for number in range(1, count + 1):
        on = TODAY - timedelta(days=182 * number)
        yield made.review(child, _Size(), number=9 - number, on=on)


class CaseloadEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One generated child: list rows and bodies; ``review`` is their newest."""

    child: Child
    review: Review
    child_row: ChildRow
    review_row: ReviewRow


def caseload(seed: int, children: int = 2_675, words: int = 150) -> Iterator[CaseloadEntry]:
    """Yield that many children, each with a newest review of about ``words`` words."""
    made, columns = _Maker(seed), ListColumns(_engine())
    size = _Size(words=words, people=5, recommendations=3)
    for _ in range(children):
        child = made.child(size.people)
        on = TODAY - timedelta(days=made.below(180))
        review = made.review(child, size, number=1 + made.below(12), on=on)
        yield CaseloadEntry(
            child=child,
            review=review,
            child_row=columns.child_row(child),
            review_row=columns.review_row(review, child),
        )


def fingerprint(value: object) -> str:
    """Return a short name for exactly these values, the same on every machine."""
    return hashlib.sha256(msgspec.json.encode(value)).hexdigest()[:16]


@cache
def section_ids() -> tuple[str, ...]:
    """Return the ids of the agenda's sections, in the order of their numbers."""
    return tuple(section.id for section in load_agenda().sections)


@cache
def _engine() -> DateEngine:
    return DateEngine(law=load_law(), calendar=WorkingCalendar())


class _Maker:
    """Makes values up; ``random.Random`` is used only where its stream is the same for ever."""

    def __init__(self, seed: int, ids_from: int = 0) -> None:
        self._random = random.Random(seed)
        self._ids = ids_from

    def below(self, limit: int) -> int:
        return int(self._random.random() * limit)

    def _one(self, items: Sequence[str]) -> str:
        return items[self.below(len(items))]

    def _id(self, kind: str) -> str:
        self._ids += 1
        return f"{kind}{self._ids:015d}"

    def _name(self) -> str:
        return f"{self._one(_FIRST)} {self._one(_LAST)}"

    def sentence(self, words: int) -> str:
        """Return a sentence of exactly that many words."""
        text = " ".join(self._one(_WORDS) for _ in range(words))
        return text[:1].upper() + text[1:] + "."

    def child(self, people: int) -> Child:
        name = self._name()
        months = 8 + self.below(17 * 12)
        born = TODAY - timedelta(days=round(months * 30.4375))
        began = born + (TODAY - born) * (2 + self.below(7)) // 10
        return Child(
            id=self._id("c"),
            preferred_name=name.split()[0],
            legal_name=name,
            born=born,
            ids=Identifiers(la_id=f"GEN-{self._ids:07d}"),
            became_looked_after=began,
            legal_statuses=(LegalStatus(id=self._id("l"), code="C2", start=began),),
            category_of_need="N1",
            people=tuple(self._person(number, name) for number in range(people)),
            homes=self._homes(began),
            schools=(School(id=self._id("s"), name="Marsh Orrin Primary", start=began, year="5"),),
            workers=(Worker(id=self._id("w"), name=self._name(), start=began),),
            visits=tuple(
                Visit(id=self._id("x"), on=TODAY - timedelta(days=42 * n), alone=bool(n % 2))
                for n in range(1, 5)
            ),
            plans=(
                PlanEntry(
                    id=self._id("n"),
                    from_date=began + timedelta(days=90),
                    plan=self._one(_PLANS),
                    plan_b=self._one(_PLANS),
                    responsible=self._name(),
                ),
            ),
            views=tuple(self._view(number) for number in range(4)),
            ledger=tuple(self._promise(number) for number in range(1, 6)),
        )

    def _person(self, number: int, child: str) -> Person:
        if number == 0:
            return Person(id=self._id("p"), name=child, relationship="child")
        role = _ROLES[(number - 1) % len(_ROLES)]
        return Person(
            id=self._id("p"),
            name=self._name(),
            relationship=role,
            role=role,
            phone="01632 960100",
            address=f"{1 + self.below(90)} Kiln Crescent",
            matters_because=self.sentence(6),
            family_time=self.sentence(5),
            usual_copy=CopyKind.FULL,
        )

    def _homes(self, began: date) -> tuple[Home, ...]:
        moved = began + (TODAY - began) // 3
        return (
            Home(
                id=self._id("h"),
                who=self._name(),
                kind="foster home",
                place_code="U6",
                start=began,
                end=moved,
                reason_left="CARPL",
            ),
            Home(
                id=self._id("h"),
                who=self._name(),
                kind=self._one(_HOMES),
                place_code="U4",
                start=moved,
                address="9 Rope Walk",
            ),
        )

    def _view(self, number: int) -> View:
        on = TODAY - timedelta(days=7 * number)
        words = Quote(id=self._id("q"), text=self.sentence(9)[:-1], source="a form", said_on=on)
        return View(
            id=self._id("v"), on=on, method=ViewMethod.LETTER_OR_FORM, alone=True, words=words
        )

    def _promise(self, number: int) -> Promise:
        made_on = TODAY - timedelta(days=180)
        status = StatusEntry(
            on=TODAY, status=PromiseStatus.DONE if number % 2 else PromiseStatus.PART_DONE
        )
        return Promise(
            id=self._id("m"),
            review_id="r-before",
            review_number=2,
            made_on=made_on,
            number=number,
            what=self.sentence(9),
            who=self._name(),
            by=made_on + timedelta(days=30),
            child_agrees=ChildAgrees.YES,
            statuses=(status,),
        )

    def review(self, child: Child, size: _Size, number: int, on: date) -> Review:
        sections = self._sections(child, size.words)
        head = ReviewHead(
            number=number,
            type=ReviewType.FIRST if number == 1 else ReviewType.SUBSEQUENT,
            review_date=on,
            completed_on=on,
            limit=on + timedelta(days=5),
            meetings=(
                Meeting(
                    id=self._id("g"),
                    on=on,
                    start=time(16),
                    place="the kitchen",
                    mode=MeetingMode.IN_ROOM,
                ),
            ),
            chair="Morag Bell",
            attendance=tuple(self._attendance(person) for person in child.people),
            papers=(
                Paper(id="care_plan", name="Care plan", status=PaperStatus.RECEIVED, on=on),
                Paper(id="health_assessment", name="Health assessment", status=PaperStatus.MISSING),
            ),
            duties=tuple(
                DutyRecord(id=duty.id, state=DutyState.DONE, on=on)
                for duty in _engine().law.duties_for(ReviewType.SUBSEQUENT)
            ),
            private_conversation=PrivateConversation(value=PrivateTalk.YES_ALONE, on=on),
            participation=Participation(code="PN1", suggested="PN1"),
            recommendations=self._recommendations(child, sections, size.recommendations, on),
            unanswered=(Unanswered(id=self._id("u"), worry=self.sentence(8), reason="No."),),
            next_review=NextReview(planned=on + timedelta(days=170)),
        )
        return Review(id=self._id("r"), child_id=child.id, head=head, sections=sections)

    def _attendance(self, person: Person) -> Attendance:
        return Attendance(
            person_id=person.id,
            consulted="report",
            invited=True,
            attended=Attended.ATTENDED,
            views=self.sentence(12),
            copy=CopyKind.FULL,
        )

    def _sections(self, child: Child, words: int) -> tuple[SectionRecord, ...]:
        """Return every section and the extra ones, ``words`` words in all, shared out evenly."""
        ids = (*section_ids(), *EXTRA_SECTIONS)
        shares = [words // len(ids) + (at < words % len(ids)) for at in range(len(ids))]
        return tuple(self._section(name, n) for name, n in zip(ids, shares, strict=True))

    def _section(self, section: str, words: int) -> SectionRecord:
        quote = Quote(id=self._id("q"), text=self.sentence(min(8, words)), source="to me, alone")
        left = words - min(8, words)
        notes = (
            Line(id=self._id("a"), mark=Mark.WORDS, quote=quote.id),
            *self._lines(left // 2, 9, _MARKS),
        )
        minutes = self._lines(left - left // 2, 45, (Mark.NOTE,))
        return SectionRecord(
            id=section, notes=notes, minutes=minutes, quotes=(quote,), status=SectionStatus.DONE
        )

    def _lines(self, words: int, each: int, marks: Sequence[Mark]) -> Text:
        lines = []
        while words > 0:
            mark = marks[self.below(len(marks))]
            lines.append(Line(id=self._id("a"), text=self.sentence(min(each, words)), mark=mark))
            words -= each
        return tuple(lines)

    def _recommendations(
        self, child: Child, sections: Sequence[SectionRecord], count: int, on: date
    ) -> tuple[Recommendation, ...]:
        made = []
        for number in range(count):
            person = child.people[1 + number % (len(child.people) - 1)]
            section = sections[number % len(sections)]
            made.append(
                Recommendation(
                    id=self._id("e"),
                    what=self.sentence(10),
                    why=self.sentence(8),
                    who=person.name,
                    role=person.role,
                    person_id=person.id,
                    by=on + timedelta(days=14 + number),
                    section=section.id,
                    child_agrees=ChildAgrees.YES,
                    answers=tuple(quote.id for quote in section.quotes),
                )
            )
        return tuple(made)
