"""Made-up children and reviews of any size, always the same for the same seed.

The words are real English words drawn as unevenly as in real writing, so that a search index, a
spelling check and a page have what they will have in use. Nothing here is about anybody.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import accumulate, pairwise

import msgspec

import resources
from models.agenda import load_agenda
from models.case_file import CaseFile
from models.child import (
    Child,
    Home,
    Identifiers,
    LegalStatus,
    PastReview,
    Person,
    PlanEntry,
    Promise,
    School,
    StatusEntry,
    View,
    Worker,
)
from models.edits import Opened
from models.review import (
    Attendance,
    Meeting,
    NextReview,
    Recommendation,
    Review,
    ReviewHead,
    SectionRecord,
)
from models.terms import (
    Attended,
    ChildAgrees,
    CopyKind,
    PromiseStatus,
    ReviewType,
    SectionStatus,
    ViewMethod,
)
from models.text import Line, Mark, Quote, words_in

TODAY = date(2026, 11, 23)
"""The UK date on which everything made here is as it is."""

RARE_WORD = "quincunx"
"""Stands once in all of ``many_reviews``."""

HALF_WORD = "hedgehog"
"""Stands once in every second one of ``many_reviews``."""

COMMON_WORDS = ("school", "home")
"""Stand in a great many lines."""

PREFIX = "coun"
"""Four letters that a common word (council) and rarer ones begin with."""

_COMMON = (
    "the and to a of is in that with for has on was at be not her his they said will it she he "
    "school home mum dad week about feels likes wants more visits council worker teacher carer "
    "brother sister because happy plan review every when again good asked after weekend moved "
    "room new time family talk help before social staying football dog reading worried night "
    "still since health dentist doctor birthday friends class maths garden kitchen bus phone"
)
_FIRST_NAMES = "Ada Bilal Cerys Dawit Esme Finn Grace Hamza Iris Jude Kofi Lena Milo Nadia Otis"
_LAST_NAMES = "Abara Birch Corrie Dunne Eszter Finch Garrow Hale Ibsen Joyce Keane Lowe Marsh"
_RELATIONSHIPS = (
    ("mum", "mother with parental responsibility"),
    ("dad", "father"),
    ("foster mum", "foster carer"),
    ("foster dad", "foster carer"),
    ("brother", ""),
    ("grandma", ""),
    ("", "social worker"),
    ("", "designated teacher"),
    ("", "health visitor"),
    ("", "advocate"),
    ("", "supervising social worker"),
    ("", "team manager"),
)
_FULL_WORDS = 6_000
_FULL_RECOMMENDATIONS = 15
_NOTE_WORDS, _MINUTE_WORDS, _QUOTE_WORDS = 12, 45, 12
_MARKS = (Mark.NOTE,) * 7 + (Mark.WORRY, Mark.FOLLOW_UP, Mark.CONFIDENTIAL)


class Writer:
    """Writes words, names, ids and dates from one seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def id(self) -> str:
        """Return a fresh permanent id."""
        return f"{self._random.getrandbits(64):016x}"

    def words(self, count: int) -> list[str]:
        """Return ``count`` words, common ones far more often than rare ones."""
        words, weights = _vocabulary()
        return self._random.choices(words, cum_weights=weights, k=count)

    def sentence(self, count: int) -> str:
        """Return ``count`` words as one sentence."""
        return " ".join(self.words(count)).capitalize() + "."

    def name(self) -> str:
        """Return a first and a last name."""
        first, last = _FIRST_NAMES.split(), _LAST_NAMES.split()
        return f"{self._random.choice(first)} {self._random.choice(last)}"

    def pick(self, choices: Sequence[str]) -> str:
        """Return one of the choices."""
        return self._random.choice(choices)

    def number(self, below: int) -> int:
        """Return a number from 0."""
        return self._random.randrange(below)

    def line(self, count: int, mark: Mark = Mark.NOTE) -> Line:
        """Return a line of ``count`` words."""
        return Line(id=self.id(), text=self.sentence(count), mark=mark)


def full_review(seed: int = 1, scale: int = 1) -> Opened:
    """Return "the full review" of design.md §6, or one ``scale`` times its size.

    It has 14 sections, 12 people, 15 recommendations and 6,000 words in notes and minutes, is
    written up, and its meeting is over; the child's ledger holds what earlier reviews decided.
    """
    return _opened(Writer(seed), number=4, on=TODAY, scale=scale)


def with_predecessors(seed: int = 1) -> CaseFile:
    """Return the child of ``full_review`` with that review, the last, and three full ones before.

    What the earlier reviews decided stands in the child's ledger.
    """
    now = full_review(seed)
    writer = Writer(seed + 1)
    earlier = []
    for number, months in ((1, 16), (2, 12), (3, 6)):
        on = TODAY - timedelta(days=months * 30)
        review = _review(writer, now.child, number=number, on=on)
        earlier.append(msgspec.structs.replace(review, child_id=now.child.id))
    ledger = tuple(promise for review in earlier for promise in _ledger(review))
    child = msgspec.structs.replace(now.child, ledger=ledger)
    reviews = (*earlier, now.the_review)
    return CaseFile(format="heard-case", version=1, child=child, reviews=reviews)


def caseload(count: int, seed: int = 1) -> Iterator[Opened]:
    """Yield ``count`` children, each with a short review and a few past ones known by date."""
    writer = Writer(seed)
    for _ in range(count):
        child = _child(writer, people=4)
        on = TODAY - timedelta(days=writer.number(180))
        number = len(child.past_reviews) + 1
        yield Opened(child=child, review=_short(writer, child, number=number, on=on, words=60))


def many_reviews(count: int, words: int, seed: int = 1) -> Iterator[Opened]:
    """Yield ``count`` reviews of ``words`` words each, five to a child, with the words to look for.

    ``HALF_WORD`` stands in every second one and ``RARE_WORD`` in the middle one.
    """
    writer = Writer(seed)
    child = _child(writer)
    for at in range(count):
        if at % 5 == 0:
            child = _child(writer)
        on = TODAY - timedelta(days=(at * 7_919) % 3_650)
        review = _short(writer, child, number=at % 5 + 1, on=on, words=words)
        extra = [HALF_WORD] * (at % 2 == 0) + [RARE_WORD] * (at == count // 2)
        yield Opened(child=child, review=_with_words(writer, review, extra))


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """Return the words, and weights that fall as in real writing (Zipf)."""
    listed = resources.path("third_party/eff_wordlist/eff_large_wordlist.txt")
    known = _COMMON.split()
    rest = [word for word in listed.read_text("utf-8").split() if word.isalpha()]
    random.Random(0).shuffle(rest)
    words = known + [word for word in rest if word not in known]
    return words, list(accumulate(1 / (rank + 2) for rank in range(len(words))))


@cache
def _section_ids() -> tuple[str, ...]:
    return tuple(section.id for section in load_agenda().sections)


def _child(writer: Writer, people: int = 12) -> Child:
    name = writer.name()
    born = TODAY - timedelta(days=365 * (2 + writer.number(14)))
    since = TODAY - timedelta(days=400 + writer.number(400))
    return Child(
        id=writer.id(),
        preferred_name=name.split()[0],
        legal_name=name,
        born=born,
        pronouns="they/them",
        ids=Identifiers(la_id=f"LA{writer.number(10**6):06d}"),
        became_looked_after=since,
        legal_statuses=(LegalStatus(id=writer.id(), code="C2", start=since),),
        about_me=writer.sentence(40),
        people=tuple(_person(writer, at) for at in range(people)),
        homes=(
            Home(id=writer.id(), who=writer.name(), kind="foster home", start=since),
            Home(id=writer.id(), who=writer.name(), kind="foster home", start=since),
        ),
        schools=(School(id=writer.id(), name="Larch Road School", start=since),),
        workers=(Worker(id=writer.id(), name=writer.name(), start=since),),
        plans=(PlanEntry(id=writer.id(), from_date=since, plan="long_term_foster"),),
        views=tuple(_view(writer) for _ in range(3)),
        past_reviews=tuple(
            PastReview(
                id=writer.id(), number=number + 1, on=since + timedelta(days=20 + number * 90)
            )
            for number in range(3)
        ),
    )


def _person(writer: Writer, at: int) -> Person:
    relationship, role = _RELATIONSHIPS[at % len(_RELATIONSHIPS)]
    return Person(
        id=writer.id(),
        name=writer.name(),
        relationship=relationship,
        role=role,
        phone="01632 960000",
        matters_because=writer.sentence(12),
        usual_copy=CopyKind.FULL,
    )


def _view(writer: Writer) -> View:
    on = TODAY - timedelta(days=writer.number(300))
    words = Quote(id=writer.id(), text=writer.sentence(_QUOTE_WORDS), said_on=on)
    return View(id=writer.id(), on=on, method=ViewMethod.PRIVATE_TALK, words=words)


def _opened(writer: Writer, number: int, on: date, scale: int) -> Opened:
    child = _child(writer, people=12 * scale)
    review = _review(writer, child, number=number, on=on, scale=scale)
    return Opened(child=child, review=review)


def _review(writer: Writer, child: Child, number: int, on: date, scale: int = 1) -> Review:
    ids = _section_ids()
    ends = [_FULL_WORDS * scale * at // len(ids) for at in range(len(ids) + 1)]
    shares = (end - start for start, end in pairwise(ends))
    records = [_section(writer, id_, words) for id_, words in zip(ids, shares, strict=True)]
    count = _FULL_RECOMMENDATIONS * scale
    recommendations = tuple(_recommendation(writer, child, ids, on) for _ in range(count))
    head = msgspec.structs.replace(
        _head(child, number, on),
        attendance=tuple(_attendance(writer, person) for person in child.people),
        recommendations=recommendations,
        what_changed=writer.sentence(30),
        next_review=NextReview(planned=on + timedelta(days=170)),
    )
    return Review(id=writer.id(), child_id=child.id, head=head, sections=tuple(records))


def _head(child: Child, number: int, on: date) -> ReviewHead:
    started = datetime.combine(on, time(15, 0), tzinfo=UTC)
    meeting = Meeting(
        id=f"{child.id[:8]}-{number}",
        on=on,
        start=time(15, 0),
        place="at home",
        started_at=started,
        ended_at=started + timedelta(minutes=70),
    )
    types = {1: ReviewType.FIRST, 2: ReviewType.SECOND}
    return ReviewHead(
        number=number,
        type=types.get(number, ReviewType.SUBSEQUENT),
        review_date=on,
        completed_on=on,
        limit=on + timedelta(days=7),
        meetings=(meeting,),
        chair="Morag Bell",
    )


def _section(writer: Writer, section_id: str, words: int) -> SectionRecord:
    """Return a section of about ``words`` words, two fifths notes, with one quotation in both."""
    quote = Quote(id=writer.id(), text=writer.sentence(_QUOTE_WORDS), source="said in the meeting")
    notes = [
        writer.line(_NOTE_WORDS, Mark(writer.pick(_MARKS)))
        for _ in range(round(words * 0.4 / _NOTE_WORDS) - 1)
    ]
    notes.append(Line(id=writer.id(), mark=Mark.WORDS, quote=quote.id))
    minutes = [Line(id=writer.id(), mark=Mark.WORDS, quote=quote.id)]
    quotes = {quote.id: quote}
    while (left := words - words_in((*notes, *minutes), quotes)) > 0:
        minutes.append(writer.line(min(left, _MINUTE_WORDS)))
    return SectionRecord(
        id=section_id,
        notes=tuple(notes),
        minutes=tuple(minutes),
        quotes=(quote,),
        status=SectionStatus.DONE,
    )


def _recommendation(
    writer: Writer, child: Child, sections: tuple[str, ...], on: date
) -> Recommendation:
    person = child.people[writer.number(len(child.people))]
    return Recommendation(
        id=writer.id(),
        what=writer.sentence(14),
        why=writer.sentence(12),
        who=person.name,
        role=person.role or person.relationship,
        person_id=person.id,
        by=on + timedelta(days=14 + writer.number(90)),
        section=sections[writer.number(len(sections))],
        child_agrees=ChildAgrees.YES,
    )


def _attendance(writer: Writer, person: Person) -> Attendance:
    return Attendance(
        person_id=person.id,
        consulted="talked the week before",
        invited=True,
        attended=Attended.ATTENDED,
        views=writer.sentence(15),
        copy=CopyKind.FULL,
    )


def _ledger(review: Review) -> Iterator[Promise]:
    on = review.head.review_date or TODAY
    for number, made in enumerate(review.head.recommendations, 1):
        is_done = number % 3 > 0
        status = PromiseStatus.DONE if is_done else PromiseStatus.PART_DONE
        entry = StatusEntry(on=on + timedelta(days=90), status=status, evidence="told by telephone")
        yield Promise(
            id=made.id,
            review_id=review.id,
            review_number=review.head.number,
            made_on=on,
            number=number,
            what=made.what,
            why=made.why,
            who=made.who,
            role=made.role,
            by=made.by,
            child_agrees=made.child_agrees,
            statuses=(entry,),
        )


def _short(writer: Writer, child: Child, number: int, on: date, words: int) -> Review:
    """Return a review of ``words`` words of notes, spread over its sections, without a head."""
    ids = _section_ids()
    texts = writer.words(words)
    each = _NOTE_WORDS * 2
    lines = [
        Line(id=writer.id(), text=" ".join(texts[at : at + each])) for at in range(0, words, each)
    ]
    share = -(-len(lines) // len(ids))
    records = tuple(
        SectionRecord(id=id_, notes=tuple(lines[at * share : (at + 1) * share]))
        for at, id_ in enumerate(ids)
        if lines[at * share : (at + 1) * share]
    )
    return Review(
        id=writer.id(), child_id=child.id, head=_head(child, number, on), sections=records
    )


def _with_words(writer: Writer, review: Review, extra: Sequence[str]) -> Review:
    """Return the review with each extra word put into one of its lines."""
    sections = list(review.sections)
    for word in extra:
        at = writer.number(len(sections))
        first, *rest = sections[at].notes
        longer = msgspec.structs.replace(first, text=f"{first.text} {word}")
        sections[at] = msgspec.structs.replace(sections[at], notes=(longer, *rest))
    return msgspec.structs.replace(review, sections=tuple(sections))
