"""A review with forty passages of which each holds a word of its own, marked as a test wants.

Passages stand wherever words can stand: parts of lines, lines, quotations, entries of the views
log, recommendations, answers, what others said, people, homes, schools and places.
"""

from collections.abc import Sequence
from datetime import date

import msgspec

from models.child import (
    Child,
    Home,
    Identifiers,
    Person,
    Promise,
    School,
    View,
    Withheld,
    Worker,
)
from models.letter import shipped_guide
from models.review import (
    Attendance,
    Meeting,
    NextReview,
    Recommendation,
    Review,
    ReviewHead,
    SectionRecord,
    Unanswered,
)
from models.terms import CopyKind, ReviewType, ViewMethod, WithheldWhat
from models.text import Line, Mark, Quote, Span, SpanKind
from models.withheld import decision_id

ON = date(2026, 11, 24)
MANY = 40
CHILD, MUM, DAD, CARER, SCHOOL, ADVOCATE, NURSE = (
    *("kid", "mum", "dad", "carer", "teacher", "advocate", "nurse"),
)
PEOPLE = (CHILD, MUM, DAD, CARER, SCHOOL, ADVOCATE, NURSE)
WHY = "Zorvwhyik"
"""Stands in every reason: it is for the annex and for nobody else."""

_RECORD = ("voice", "home", "family", "health", "learning", "identity", "permanence")
_LETTER = shipped_guide().part[0].id
_SPANS, _LINES, _QUOTES = range(8), range(8, 13), range(13, 17)
_WORDS, _SEEN = range(17, 19), range(19, 21)
_MADE, _WISHES, _SAID = range(21, 26), range(26, 29), range(29, 32)
_PERSONS, _HOMES, _SCHOOLS, _PLACE, _NEXT = range(32, 34), range(34, 36), range(36, 38), 38, 39
_WHAT = {
    **dict.fromkeys((*_WORDS, *_SEEN), WithheldWhat.VIEW),
    **dict.fromkeys(_MADE, WithheldWhat.RECOMMENDATION),
    **dict.fromkeys(_WISHES, WithheldWhat.UNANSWERED),
    **dict.fromkeys(_SAID, WithheldWhat.SAID),
    **dict.fromkeys(_PERSONS, WithheldWhat.PERSON),
    **dict.fromkeys(_HOMES, WithheldWhat.HOME),
    **dict.fromkeys(_SCHOOLS, WithheldWhat.SCHOOL),
    _PLACE: WithheldWhat.PLACE,
    _NEXT: WithheldWhat.NEXT_PLACE,
}
NAMED = frozenset((*_PERSONS, *_HOMES, *_SCHOOLS, _PLACE, _NEXT))
"""Those whose words are names, which may stand in other passages too."""
IN_LETTER = frozenset({_SPANS[-1]})


class Marked(msgspec.Struct, frozen=True):
    """How one passage is marked: not at all, for the annex, or from people by id."""

    annex: bool = False
    people: tuple[str, ...] = ()

    def keeps_from(self, person: str | None) -> bool:
        """Whether a reader may not have it; None is the council."""
        return self.annex or person in self.people


OPEN = Marked()


def word(number: int) -> str:
    """Return the word of one passage, in letters that stand nowhere else."""
    return f"Zorv{chr(97 + number // 26)}{chr(97 + number % 26)}ik"


def marked_case(marks: Sequence[Marked]) -> tuple[Child, Review]:
    """Return a child and a review in which passage ``n`` is marked as ``marks[n]``."""
    maker = _Maker(marks)
    return maker.child(), maker.review()


class _Maker:
    def __init__(self, marks: Sequence[Marked]) -> None:
        self._marks = marks

    def _span(self, number: int, start: int, length: int) -> tuple[Span, ...]:
        mark = self._marks[number]
        if not (mark.annex or mark.people):
            return ()
        kind = SpanKind.CONFIDENTIAL if mark.annex else SpanKind.WITHHELD
        return (
            Span(
                start=start,
                length=length,
                kind=kind,
                withheld_from=mark.people if not mark.annex else (),
                why=WHY,
                by=WHY,
            ),
        )

    def _part(self, number: int) -> Line:
        before, text = "It was said that ", word(number)
        spans = self._span(number, len(before), len(text))
        return Line(id=f"m{number}", text=f"{before}{text} and so on.", spans=spans)

    def _line(self, number: int) -> Line:
        text = f"Nobody but {word(number)} knows."
        if self._marks[number].annex and number % 2:
            return Line(id=f"m{number}", text=text, mark=Mark.CONFIDENTIAL)
        return Line(id=f"m{number}", text=text, spans=self._span(number, 0, len(text)))

    def _quote(self, number: int) -> tuple[Line, Quote]:
        quote = Quote(id=f"q{number}", text=f"i told {word(number)} so", source="in the den")
        spans = self._span(number, 0, 3)
        return Line(id=f"m{number}", mark=Mark.WORDS, quote=quote.id, spans=spans), quote

    def review(self) -> Review:
        records = {name: SectionRecord(id=name) for name in (*_RECORD, _LETTER, "iro_view")}

        def put(name: str, line: Line, *quotes: Quote) -> None:
            old = records[name]
            records[name] = msgspec.structs.replace(
                old, minutes=(*old.minutes, line), quotes=(*old.quotes, *quotes)
            )

        for at, number in enumerate(_SPANS):
            put(_LETTER if number in IN_LETTER else _RECORD[at], self._part(number))
        for at, number in enumerate(_LINES):
            put([*_RECORD, "iro_view"][at + 3], self._line(number))
        for at, number in enumerate(_QUOTES):
            put(_RECORD[at], *self._quote(number))
        for number in sorted(NAMED):
            put("iro_view", Line(id=f"n{number}", text=f"I asked about {word(number)} twice."))
        head = self._head()
        return Review(id="r2", child_id="c", head=head, sections=tuple(records.values()))

    def _head(self) -> ReviewHead:
        copies = {MUM: CopyKind.FULL, SCHOOL: CopyKind.DECISIONS_ONLY, ADVOCATE: CopyKind.PART}
        said = dict(zip((MUM, DAD, CARER), _SAID, strict=True))
        return ReviewHead(
            number=2,
            type=ReviewType.SECOND,
            review_date=ON,
            completed_on=ON,
            meetings=(Meeting(id=self._of(_PLACE), on=ON, place=f"{word(_PLACE)} House"),),
            next_review=NextReview(planned=date(2027, 5, 4), place=f"{word(_NEXT)} House"),
            attendance=tuple(
                Attendance(
                    person_id=name,
                    copy=copies.get(name, CopyKind.FULL),
                    views=f"I think {word(said[name])}." if name in said else "",
                )
                for name in (*PEOPLE, *(self._of(number) for number in _PERSONS))
            ),
            recommendations=tuple(self._made(number) for number in _MADE),
            unanswered=tuple(
                Unanswered(
                    id=self._of(n),
                    worry=f"A wish for {word(n)}",
                    reason=f"Not {word(n)} now",
                    in_letter=f"Not {word(n)} yet",
                )
                for n in _WISHES
            ),
        )

    def _made(self, number: int) -> Recommendation:
        text = word(number)
        return Recommendation(
            id=self._of(number),
            what=f"See to {text}",
            why=f"Because of {text}.",
            who=f"Ann {text}",
            role=f"helper of {text}",
            by=date(2027, 1, 4),
            section="home",
            in_letter=f"{text} is seen to",
            how_seen=f"{text} comes",
            carried_from=f"p{number}" if number % 2 else None,
        )

    def _of(self, number: int) -> str:
        """Return the id of the entry that holds a passage."""
        if number in _SAID:
            return (MUM, DAD, CARER)[number - _SAID[0]]
        return "r2" if number == _NEXT else f"{_WHAT[number].value}{number}"

    def child(self) -> Child:
        letter = ViewMethod.LETTER_OR_FORM
        people = [Person(id=CHILD, name="Kez", relationship="child")]
        people += [
            Person(id=MUM, name="Mona", relationship="mum"),
            Person(id=DAD, name="Dirk", relationship="dad"),
            Person(id=CARER, name="Fay Oddie", role="foster carer"),
            Person(id=SCHOOL, name="Tim Alder", role="teacher"),
            Person(id=ADVOCATE, name="Ada Moss", role="advocate"),
            Person(id=NURSE, name="Ned Vale", role="nurse"),
        ]
        people += [
            Person(id=self._of(n), name=f"Uma {word(n)}", relationship="family friend")
            for n in _PERSONS
        ]
        return Child(
            id="c",
            preferred_name="Kez",
            born=date(2015, 3, 1),
            ids=Identifiers(la_id="BR-1"),
            became_looked_after=date(2026, 1, 5),
            people=tuple(people),
            homes=tuple(
                Home(
                    id=self._of(n),
                    who=f"{word(n)} Lodge",
                    start=date(2026, 1, 5),
                    end=date(2026, 2, 1),
                    address=f"9 Rope Walk, {word(n)}",
                )
                for n in _HOMES
            ),
            schools=tuple(
                School(
                    id=self._of(n),
                    name=f"{word(n)} Primary",
                    start=date(2026, 1, 5),
                    end=date(2026, 2, 1),
                )
                for n in _SCHOOLS
            ),
            workers=(Worker(id="w", name="Sal Reed", start=date(2026, 1, 5)),),
            views=(
                *(
                    View(
                        id=self._of(n),
                        on=ON,
                        method=letter,
                        review_id="r2",
                        words=Quote(id=f"v{n}", text=f"my {word(n)} is best"),
                    )
                    for n in _WORDS
                ),
                *(
                    View(
                        id=self._of(n),
                        on=ON,
                        method=ViewMethod.OBSERVATION,
                        review_id="r2",
                        description=f"Pointed at {word(n)}.",
                        may_mean=f"Likes {word(n)}.",
                    )
                    for n in _SEEN
                ),
            ),
            ledger=tuple(
                Promise(
                    id=f"p{n}",
                    review_id="r1",
                    review_number=1,
                    made_on=date(2026, 6, 2),
                    number=n,
                    what=f"See to {word(n)}",
                    who=f"Ann {word(n)}",
                )
                for n in _MADE
                if n % 2
            ),
            withheld=tuple(self._decision(n) for n in _WHAT if self._marks[n] != OPEN),
        )

    def _decision(self, number: int) -> Withheld:
        mark, what, of = self._marks[number], _WHAT[number], self._of(number)
        return Withheld(
            id=decision_id(what, of),
            what=what,
            of=of,
            annex=mark.annex,
            withheld_from=mark.people,
            why=WHY,
            by=WHY,
            review_id="r2",
        )
