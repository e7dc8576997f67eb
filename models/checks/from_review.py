"""An open review as the checks read it, before anything of it becomes a document."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

from models.because import answerable, answers_of
from models.checks.subject import (
    Action,
    Holds,
    KnownName,
    Matter,
    NameKind,
    Passage,
    Place,
    PlaceKind,
    Saying,
    SectionFact,
    Subject,
    Untold,
)
from models.child import Child, Person, Value
from models.edits import Opened
from models.heard import Question
from models.letter import LATER, Band, is_begun
from models.review import (
    DIFFERENCES,
    LETTER_PREFIX,
    Recommendation,
    Review,
    SectionRecord,
    Unanswered,
    is_translation,
)
from models.terms import ChildAgrees, WithheldWhat
from models.text import Line, Mark, Quote, Quotes, SpanKind, shown
from models.write_up import Part, is_written

UNDECIDED_PLAN = frozenset({"", "not_yet_decided"})
HOME, SCHOOL = "home", "school"
_WAY = re.compile(r"\d[\d ]{5,}|@|www\.")  # a telephone number, an e-mail, a web page
_SHOWN = 80  # characters of a wish, in what is said of it


class Around(Value, frozen=True, kw_only=True):
    """What the checks want to know that stands in no open review; None is "not known yet".

    ``others`` are children of the caseload, ``last`` is the review before. ``contacts`` are the
    reviewing officer's own telephone number and email.
    """

    others: tuple[KnownName, ...] | None = None
    last: Review | None = None
    contacts: tuple[str, ...] = ()


class Known(Value, frozen=True, kw_only=True):
    """What was worked out of an open review already: questions by id, parts, limit and band."""

    questions: tuple[Question, ...]
    shorts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    limit: date | None
    band: Band | None = None


def subject_of(
    opened: Opened, quotes: Quotes, known: Known, today: date, around: Around | None = None
) -> Subject:
    """Return the open review as a subject; ``today`` is a UK date."""
    child, review = opened.child, opened.the_review
    head = review.head
    around = around or Around()
    questions = {question.id: question for question in known.questions}
    titles = {part.id: part.title for part in known.parts}
    passages = [p for record in review.sections for p in _passages(record, quotes, titles)]
    begun = is_begun(review)
    holds = {Holds.SECTIONS, Holds.RECOMMENDATIONS} | ({Holds.LETTER} if begun else set())
    return Subject(
        holds=frozenset(holds),
        passages=(*passages, *_in_letter(review), *_answers(review)),
        actions=tuple(_action(n, r, child.people) for n, r in enumerate(head.recommendations, 1)),
        today=today,
        child=child.preferred_name,
        names=tuple(_names(child)),
        other_names=around.others,
        liked_words=child.liked_words,
        pronouns=child.pronouns,
        sections=tuple(_section(part, review) for part in known.parts),
        matters=tuple(_matter(questions[id_], short) for id_, short in known.shorts),
        review_number=head.number,
        review_date=head.review_date or head.completed_on,
        is_complete=head.completed_on is not None,
        voice=questions["voice"].is_answered,
        took_part=head.participation.code,
        took_part_why=head.participation.reason,
        plan=_plan(child.plan.plan if child.plan else ""),
        plan_b=_plan(child.plan.plan_b if child.plan else ""),
        knows_next_review=True,
        next_review=head.next_review.planned,
        next_limit=known.limit,
        late_reason=head.next_review.late_reason,
        addresses=tuple(_addresses(child)),
        own_contacts=around.contacts,
        last_time=_last(around.last),
        said=tuple(map(_saying, quotes.values())),
        band=known.band if begun else None,
        untold=tuple(_untold(opened)) if begun else (),
        unworded=tuple(_unworded(opened)) if begun else (),
        unreachable=begun and _is_unreachable(review, known.band, around.contacts),
        excused=frozenset(one.id for one in (*head.left_open, *head.left_for_now) if one.reason),
    )


def _passages(record: SectionRecord, quotes: Quotes, titles: dict[str, str]) -> Iterator[Passage]:
    if is_translation(record.id):
        return
    kind = PlaceKind.LETTER if record.id.startswith(LETTER_PREFIX) else PlaceKind.MINUTE
    heading = titles.get(record.id, "")
    for line in record.minutes:
        secret = line.mark is Mark.CONFIDENTIAL
        place = Place(kind=PlaceKind.ANNEX if secret else kind, section=record.id, key=line.id)
        yield Passage(
            place=place,
            text=shown(line, quotes) if line.quote is None or line.quote in quotes else "",
            heading=heading,
            is_quotation=line.quote is not None,
            let_be=_secret(line),
        )


def _secret(line: Line) -> tuple[tuple[int, int], ...]:
    spans = (span for span in line.spans if span.kind is SpanKind.CONFIDENTIAL)
    return tuple((span.start, span.length) for span in spans)


def _in_letter(review: Review) -> Iterator[Passage]:
    """Yield what the letter says of each recommendation."""
    for one in review.head.recommendations:
        for field, text in (("in_letter", one.in_letter), ("how_seen", one.how_seen)):
            if text.strip():
                place = Place(
                    kind=PlaceKind.LETTER, section="letter_decided", key=one.id, field=field
                )
                yield Passage(place=place, text=text)


def _answers(review: Review) -> Iterator[Passage]:
    """Yield what record and letter say of what changed, and of what will not be done and why."""
    for change in review.head.changes:
        yield from _said_of("voice", change.id, (change.what,), change.in_letter)
    for wish in review.head.unanswered:
        yield from _said_of(DIFFERENCES, wish.id, (wish.worry, wish.reason), wish.in_letter)


def _said_of(section: str, key: str, record: Iterable[str], letter: str) -> Iterator[Passage]:
    texts = [(PlaceKind.SECTION, text) for text in record] + [(PlaceKind.LETTER, letter)]
    for kind, text in texts:
        if text.strip():
            yield Passage(place=Place(kind=kind, section=section, key=key), text=text)


def _untold(opened: Opened) -> Iterator[Untold]:
    """Yield the child's wishes that nothing comes of and that the letter says nothing about."""
    child, review = opened.child, opened.the_review
    if is_written(review.section("letter_not_agreed").minutes):
        return
    kept = {one.of for one in child.withheld if one.what is WithheldWhat.UNANSWERED}
    for wish in review.head.unanswered:
        is_theirs = wish.answers or wish.who in ("", child.preferred_name)
        if is_theirs and wish.reason.strip() and not wish.in_letter.strip() and wish.id not in kept:
            yield Untold(id=wish.id, wish=_wish(opened, wish))


def _unworded(opened: Opened) -> Iterator[Action]:
    """Yield the recommendations that the letter would tell in the words of the record."""
    kept = {one.of for one in opened.child.withheld if one.what is WithheldWhat.RECOMMENDATION}
    for number, one in enumerate(opened.the_review.head.recommendations, 1):
        is_told = one.in_letter.strip() and one.how_seen.strip()
        if not is_told and one.id not in kept:
            yield _action(number, one)


def _is_unreachable(review: Review, band: Band | None, contacts: Sequence[str]) -> bool:
    """Whether no number or address stands in the letter; one for later is read after they change.

    What Settings hold of the officer is set beneath the part that tells how to reach them.
    """
    if contacts or (band is not None and band.id == LATER):
        return False
    said = " ".join(line.text for line in review.section("letter_reach").minutes)
    return _WAY.search(said) is None


def _wish(opened: Opened, wish: Unanswered) -> str:
    keys = answers_of(opened, wish)
    said = [f"“{one.text}”" for one in answerable(opened, keys) if one.key in keys]
    words = " ".join((wish.worry.strip().rstrip(".") or ", ".join(said) or "a wish").split())
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"


def _saying(quote: Quote) -> Saying:
    first = quote.changes[0] if quote.changes else None
    why = quote.changes[-1].reason if quote.changes else ""
    return Saying(text=quote.text, before=first.before if first is not None else "", why=why)


def _action(number: int, one: Recommendation, people: Iterable[Person] = ()) -> Action:
    asked = one.child_agrees is not ChildAgrees.NOT_ASKED
    return Action(
        number=number,
        id=one.id,
        what=one.what,
        why=one.why,
        who=one.who,
        role=one.role,
        by=one.by,
        section=one.section,
        agrees=one.child_agrees.label if asked else "",
        known_as=next((p.name for p in people if p.id == one.person_id), ""),
    )


def _section(part: Part, review: Review) -> SectionFact:
    record = review.section(part.id)
    noted = [line for line in record.notes if line.mark is not Mark.RECOMMENDATION]
    return SectionFact(
        id=part.id,
        title=part.title,
        excuse=part.reason or part.left_out,
        has_notes=is_written(tuple(noted)),
    )


def _matter(question: Question, short: str) -> Matter:
    return Matter(
        id=question.id,
        short=short,
        section=question.section,
        is_answered=question.is_answered,
        offered=question.offered,
    )


def _plan(code: str) -> str:
    return "" if code in UNDECIDED_PLAN else code


def _names(child: Child) -> Iterator[KnownName]:
    for name in (child.preferred_name, child.legal_name):
        if name:
            yield KnownName(name=name, kind=NameKind.CHILD)
    yield from (KnownName(name=name, kind=NameKind.EARLIER) for name in child.former_names)
    for person in child.people:
        if person.name:
            said = f"{person.relationship}, {person.role}"
            yield KnownName(name=person.name, kind=NameKind.PERSON, role=said)
    for worker in child.workers:
        yield KnownName(name=worker.name, kind=NameKind.PERSON, role=worker.role)
    yield from (KnownName(name=h.who, kind=NameKind.PERSON, role=HOME) for h in child.homes)
    yield from (KnownName(name=s.name, kind=NameKind.PERSON, role=SCHOOL) for s in child.schools)


def _addresses(child: Child) -> Iterator[str]:
    homes, people = (h.address for h in child.homes), (p.address for p in child.people)
    yield from (address for address in chain(homes, people) if address.strip())


def _last(review: Review | None) -> tuple[Passage, ...] | None:
    if review is None:
        return None
    own: Iterable[SectionRecord] = (
        r for r in review.sections if not r.id.startswith(LETTER_PREFIX)
    )
    return tuple(
        Passage(
            place=Place(kind=PlaceKind.MINUTE, section=record.id, key=line.id),
            text=line.text,
            is_quotation=line.quote is not None,
        )
        for record in own
        for line in record.minutes
        if line.text.strip()
    )
