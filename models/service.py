"""The service picture: figures for the annual report, counts only, and small numbers kept out.

A figure is a question with a table of counts that a chart repeats. Nothing is counted by officer
and nobody is ranked. Sources: domain.md §3.7 (IRO Handbook 7.11) and §7.2.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from statistics import mean

import msgspec

from models.audit import Audit, Grade
from models.child import Value
from models.codes import codes
from models.law import LawPack
from models.service_facts import AGES, MANY_CHANGES, ReviewFact, ServiceFacts
from models.suppression import SMALLEST_SHOWN, shown_counts, shown_pairs
from models.terms import PrivateTalk, PromiseStatus, ReviewType

NOT_KNOWN = "Not known"
NOT_SHOWN = "not shown"
WHY_NOT_SHOWN = (
    "Numbers under five are not shown, nor any number from which one of them could be worked out."
)
_PAIR = 2  # columns: yes and no
_SPOKE = {"PN1", "PN2", "PN3", "PN5", "PN6"}
"""Codes by which the child's views reached the review (domain.md §3.1)."""


class FigureRow(Value, frozen=True, kw_only=True):
    """A row of a figure: a count for each column, None where it is not shown."""

    label: str
    numbers: tuple[int | None, ...]


class Figure(Value, frozen=True, kw_only=True):
    """One question answered in numbers.

    ``unit`` says what is counted; ``lead`` says the main thing in a sentence, where it can be
    said; ``notes`` stand beneath. ``is_whole`` tells that the columns of a row are parts of it.
    """

    id: str
    group: str
    title: str
    unit: str
    columns: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    total: int | None = None
    lead: str = ""
    notes: tuple[str, ...] = ()
    is_whole: bool = False

    @property
    def hides(self) -> bool:
        """Whether a number is kept back."""
        return any(number is None for row in self.rows for number in row.numbers)

    @property
    def highest(self) -> int:
        """The largest number that a bar has to show."""
        sums = (sum(n or 0 for n in row.numbers) for row in self.rows)
        return max(sums, default=0)


class Answered(Value, frozen=True, kw_only=True):
    """How one question was answered of many documents: yes, no, cannot tell."""

    id: str
    title: str
    yes: int = 0
    no: int = 0
    cannot_tell: int = 0


TIME, VOICE, PLAN, CHANGE, QUALITY = (
    "On time",
    "The child’s part",
    "Permanence and stability",
    "Recommendations and challenge",
    "Quality of records",
)


def caseload_figures(
    facts: ServiceFacts, law: LawPack, *, small_too: bool = False
) -> tuple[Figure, ...]:
    """Return the figures of a caseload; ``small_too`` shows small numbers, for one’s own desk."""
    made = (*_time(facts), *_voice(facts), *_plan(facts), *_change(facts, law))
    return tuple(draft.shown(small_too=small_too) for draft in made)


def document_figures(
    answers: Sequence[Answered],
    audits: Sequence[Audit],
    titles: dict[str, str],
    *,
    small_too: bool = False,
) -> tuple[Figure, ...]:
    """Return the figures of documents that were read, and of the grades that were given.

    ``titles`` gives the short name of each question that a person grades, in order.
    """
    found = tuple(_answered(answers)) + tuple(_grades(audits, titles))
    return tuple(draft.shown(small_too=small_too) for draft in found)


class _Draft(Value, frozen=True, kw_only=True):
    """A figure before small numbers are taken out."""

    id: str
    group: str
    title: str
    unit: str
    columns: tuple[str, ...]
    counts: tuple[tuple[str, tuple[int, ...]], ...]
    lead: Callable[[Sequence[Sequence[int | None]]], str] | None = None
    notes: tuple[str, ...] = ()
    is_whole: bool = False

    def shown(self, *, small_too: bool) -> Figure:
        """Return the figure as it may be shown."""
        numbers = self._all() if small_too else self._kept()
        total = sum(sum(row) for _, row in self.counts)
        may_total = small_too or not 0 < total < SMALLEST_SHOWN
        lead = self.lead(numbers) if self.lead is not None else ""
        rows = zip(self.counts, numbers, strict=True)
        return Figure(
            id=self.id,
            group=self.group,
            title=self.title,
            unit=self.unit,
            columns=self.columns,
            rows=tuple(FigureRow(label=label, numbers=tuple(n)) for (label, _), n in rows),
            total=total if may_total and not self.is_whole else None,
            lead=lead,
            notes=self.notes,
            is_whole=self.is_whole,
        )

    def _all(self) -> list[list[int | None]]:
        return [list(row) for _, row in self.counts]

    def _kept(self) -> list[list[int | None]]:
        width = len(self.columns)
        if self.is_whole and width == _PAIR:
            pairs = shown_pairs([(row[0], row[1]) for _, row in self.counts])
            hidden: list[int | None] = [None, None]
            return [list(one or hidden) for one in pairs or [None] * len(self.counts)]
        if self.is_whole:
            return [list(shown_counts(row) or [None] * width) for _, row in self.counts]
        column = shown_counts([row[0] for _, row in self.counts])
        return [[one] for one in column or [None] * len(self.counts)]


def share(part: int, whole: int) -> str:
    """Return a share as a whole per cent, in words; nothing of nothing."""
    return f"{round(100 * part / whole)} %" if whole else ""


# -- how drafts are made


def _single(
    id_: str, group: str, title: str, counts: Iterable[tuple[str, int]], *, unit: str = "reviews"
) -> _Draft:
    rows = tuple((label, (number,)) for label, number in counts)
    return _Draft(
        id=id_, group=group, title=title, unit=unit, columns=(_capital(unit),), counts=rows
    )


def _yes_no(
    id_: str,
    group: str,
    title: str,
    values: Iterable[bool | None],
    said: str,
    *,
    unit: str = "reviews",
) -> _Draft:
    """Return a figure of yes, no and not known; ``said`` ends the sentence that says the share."""
    found = Counter(values)
    counts = [("Yes", found[True]), ("No", found[False]), (NOT_KNOWN, found[None])]
    draft = _single(id_, group, title, counts, unit=unit)

    def lead(numbers: Sequence[Sequence[int | None]]) -> str:
        yes, no = numbers[0][0], numbers[1][0]
        if yes is None or no is None or not yes + no:
            return ""
        unknown = numbers[2][0]
        rest = f" Of {unknown} it is not known." if unknown else ""
        return f"{yes} of {yes + no} {unit} ({share(yes, yes + no)}) {said}.{rest}"

    return _with(draft, lead=lead)


def _with(draft: _Draft, **changes: object) -> _Draft:
    return msgspec.structs.replace(draft, **changes)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _counted(labels: Iterable[str], order: Sequence[str] = ()) -> list[tuple[str, int]]:
    """Return each label with how often it is there: in this order, then the most frequent first."""
    found = Counter(labels)
    known = [(label, found.pop(label, 0)) for label in order]
    return [*known, *sorted(found.items(), key=lambda one: (-one[1], one[0]))]


# -- what is counted


def _time(facts: ServiceFacts) -> Iterator[_Draft]:
    reviews = facts.reviews
    kinds = _counted((review.type.label for review in reviews), [t.label for t in ReviewType])
    yield _single("types", TIME, "Reviews held, by kind", [one for one in kinds if one[1]])
    for id_, title, said, values in (
        ("in_time", "Held in time", "were held in time", [r.in_time for r in reviews]),
        (
            "decisions",
            "Decisions sent within five working days",
            "had their decisions sent in time",
            [r.decisions for r in reviews],
        ),
        (
            "record",
            "Record written within fifteen working days",
            "had their record in time",
            [r.record for r in reviews],
        ),
        (
            "distribution",
            "Record sent out within twenty working days",
            "had their record sent out in time",
            [r.distribution for r in reviews],
        ),
    ):
        yield _yes_no(id_, TIME, title, values, said)
    late = [r.late_reason or NOT_KNOWN for r in reviews if r.in_time is False]
    yield _single("late_reasons", TIME, "Why reviews were late", _counted(map(_capital, late)))


def _voice(facts: ServiceFacts) -> Iterator[_Draft]:
    reviews = facts.reviews
    parts = _counted(review.part for review in reviews)
    labels = {code: f"{code} {known.label}" for code, known in codes("participation").items()}
    named = sorted((labels.get(code, code) or NOT_KNOWN, number) for code, number in parts)
    yield _single("participation", VOICE, "How children took part", named)
    for id_, title, of in (
        ("part_by_age", "Whose views reached the review, by age", _age),
        ("part_by_home", "Whose views reached the review, by kind of home", _home),
        ("part_by_origin", "Whose views reached the review, by ethnicity", _origin),
    ):
        yield _views_reached(id_, title, reviews, of)
    talks = _counted((r.private.label for r in reviews), [talk.label for talk in PrivateTalk])
    yield _single("private", VOICE, "Seen in private", [(_capital(a), b) for a, b in talks if b])
    for id_, title, values, said in (
        ("between", "Looked in on between reviews", [r.between for r in reviews],
         "had a check since the one before"),
        ("advocate", "Advocate explained or offered", [r.advocate for r in reviews],
         "say that an advocate was explained or offered"),
        ("chaired", "Chaired or co-chaired by the child", [r.chaired for r in reviews],
         "were chaired by the child, alone or with somebody"),
        ("place", "Held where the child chose", [r.place_chosen for r in reviews],
         "were held where the child chose"),
        ("letter", "Written to the child", [r.letter for r in reviews],
         "were written up in a letter to the child"),
        ("parents", "A parent took part or sent views", [r.parent_took_part for r in reviews],
         "had a parent’s part in them"),
        ("carers", "A carer took part or sent views", [r.carer_took_part for r in reviews],
         "had a carer’s part in them"),
    ):  # fmt: skip
        yield _yes_no(id_, VOICE, title, values, said)


def _age(review: ReviewFact) -> str:
    return review.age


def _home(review: ReviewFact) -> str:
    return review.home


def _origin(review: ReviewFact) -> str:
    return review.origin


def _views_reached(
    id_: str, title: str, reviews: Sequence[ReviewFact], of: Callable[[ReviewFact], str]
) -> _Draft:
    """Return how often the child's views reached the review, by a fact; under fours left out."""
    found: dict[str, list[int]] = {}
    for review in reviews:
        if review.part and review.part != "PN0":
            pair = found.setdefault(of(review) or NOT_KNOWN, [0, 0])
            pair[review.part not in _SPOKE] += 1
    order = {label: at for at, label in enumerate(AGES)}
    pairs = sorted(found.items(), key=lambda one: (order.get(one[0], len(order)), one[0]))
    rows = tuple((label, tuple(pair)) for label, pair in pairs)
    return _Draft(
        id=id_,
        group=VOICE,
        title=title,
        unit="reviews",
        columns=("Views reached it", "They did not"),
        counts=rows,
        notes=("Children under four are not in this table.",),
        is_whole=True,
    )


def _plan(facts: ServiceFacts) -> Iterator[_Draft]:
    second = [r.plan_by_second for r in facts.reviews if r.plan_by_second is not None]
    yield _yes_no(
        "plan", PLAN, "Permanence plan by the second review", second, "had a permanence plan",
        unit="second reviews",
    )  # fmt: skip
    for id_, title, values, said in (
        ("changes", f"{MANY_CHANGES} or more changes of home, school or social worker in a year",
         [child.many_changes for child in facts.children],
         f"had {MANY_CHANGES} or more changes in a year"),
        ("missing", "Missing at least once in the year",
         [child.missing for child in facts.children], "were missing at least once"),
        ("not_registered", "Living where it must be registered, and is not",
         [child.not_registered for child in facts.children], "live in such a place"),
    ):  # fmt: skip
        yield _yes_no(id_, PLAN, title, values, said, unit="children")


def _change(facts: ServiceFacts, law: LawPack) -> Iterator[_Draft]:
    promises = facts.promises
    standing = _counted((p.status.label for p in promises), [s.label for s in PromiseStatus])
    ages = [p.open_days for p in promises if p.open_days is not None]
    draft = _single(
        "promises", CHANGE, "What became of recommendations",
        [(_capital(a), b) for a, b in standing if b], unit="recommendations",
    )  # fmt: skip
    notes = (f"Open ones have been open for {_days(ages)} on average.",)
    yield _with(draft, notes=notes if len(ages) >= SMALLEST_SHOWN else ())
    kept = [p.in_time for p in promises if p.status is PromiseStatus.DONE]
    yield _yes_no(
        "promises_in_time", CHANGE, "Recommendations done by their date", kept,
        "were done by their date", unit="recommendations",
    )  # fmt: skip
    words = {theme.id: theme.words for theme in law.dispute_themes}
    themes = _counted(words.get(t, t) for dispute in facts.disputes for t in dispute.themes)
    yield _single("dispute_themes", CHANGE, "What disputes were about", themes, unit="disputes")
    stages = _counted(_capital(dispute.stage) for dispute in facts.disputes)
    days = [dispute.days for dispute in facts.disputes]
    lasted = (f"They lasted {_days(days)} on average.",) if len(days) >= SMALLEST_SHOWN else ()
    staged = _single("dispute_stages", CHANGE, "How far disputes went", stages, unit="disputes")
    yield _with(staged, notes=lasted)
    yield _yes_no(
        "dispute_ends", CHANGE, "Disputes that were put right",
        [dispute.resolved for dispute in facts.disputes], "were put right", unit="disputes",
    )  # fmt: skip
    yield _yes_no(
        "cafcass", CHANGE, "Cafcass was considered", [d.cafcass for d in facts.disputes],
        "had Cafcass considered", unit="disputes",
    )  # fmt: skip


def _days(values: Sequence[int]) -> str:
    days = round(mean(values)) if values else 0
    return f"{days} day{'' if days == 1 else 's'}"


def _answered(answers: Sequence[Answered]) -> Iterator[_Draft]:
    if answers:
        yield _Draft(
            id="answers",
            group=QUALITY,
            title="What can be read from the documents",
            unit="documents",
            columns=("Yes", "No", "Cannot tell"),
            counts=tuple((one.title, (one.yes, one.no, one.cannot_tell)) for one in answers),
            is_whole=True,
        )


def _grades(audits: Sequence[Audit], titles: dict[str, str]) -> Iterator[_Draft]:
    rows = []
    for question, title in titles.items():
        found = Counter(audit.answer(question).grade for audit in audits)
        if any(grade is not None for grade in found):
            rows.append((title, tuple(found[grade] for grade in Grade)))
    if rows:
        yield _Draft(
            id="grades",
            group=QUALITY,
            title="How team leads graded records",
            unit="documents",
            columns=tuple(_capital(grade.label) for grade in Grade),
            counts=tuple(rows),
            is_whole=True,
        )
