"""The service picture: figures for the annual report, counts only, and small numbers kept out.

Nothing is counted by officer and nobody is ranked. Sources: domain.md §3.7 (IRO Handbook 7.11),
§7.2.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from statistics import mean

import msgspec

from models.audit import Audit, Grade
from models.child import Value
from models.codes import codes
from models.figures import NOT_KNOWN, Draft, Figure, capital, counted, shown_figures, single, yes_no
from models.law import LawPack
from models.service_facts import AGES, MANY_CHANGES, ReviewFact, ServiceFacts
from models.suppression import SMALLEST_SHOWN, is_small
from models.terms import PrivateTalk, PromiseStatus, ReviewType

_UNDER_FOUR = "PN0"
_SPOKE = {"PN1", "PN2", "PN3", "PN5", "PN6"}
"""Codes by which the child's views reached the review (domain.md §3.1)."""


class Answered(Value, frozen=True, kw_only=True):
    """How one question was answered of many reviews: yes, no, cannot tell."""

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
    return shown_figures(made, small_too=small_too)


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
    return shown_figures(found, small_too=small_too)


# -- what is counted


def _time(facts: ServiceFacts) -> Iterator[Draft]:
    reviews = facts.reviews
    kinds = counted((review.type.label for review in reviews), [t.label for t in ReviewType])
    yield single("types", TIME, "Reviews held, by kind", [one for one in kinds if one[1]])
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
        yield yes_no(id_, TIME, title, values, said)
    late = [r.late_reason or NOT_KNOWN for r in reviews if r.in_time is False]
    reasons = single("late_reasons", TIME, "Why reviews were late", counted(map(capital, late)))
    yield msgspec.structs.replace(reasons, of=("in_time", "No"))


def _voice(facts: ServiceFacts) -> Iterator[Draft]:
    reviews = facts.reviews
    parts = counted(review.part for review in reviews)
    labels = {code: f"{code} {known.label}" for code, known in codes("participation").items()}
    named = sorted((labels.get(code, code) or NOT_KNOWN, number) for code, number in parts)
    groups = _reached_or_not(parts, labels)
    withheld = any(is_small(sum(n for label, n in named if label in group)) for group in groups)
    part = single("participation", VOICE, "How children took part", named)
    yield part if withheld else msgspec.structs.replace(part, groups=groups)
    for id_, title, of in (
        ("part_by_age", "Whose views reached the review, by age", _age),
        ("part_by_home", "Whose views reached the review, by kind of home", _home),
        ("part_by_origin", "Whose views reached the review, by ethnicity", _origin),
        ("part_by_need", "Whose views reached the review, by disability", _need),
    ):
        draft = _views_reached(id_, title, reviews, of)
        yield msgspec.structs.replace(draft, withheld=withheld)
    talks = counted((r.private.label for r in reviews), [talk.label for talk in PrivateTalk])
    yield single("private", VOICE, "Seen in private", [(capital(a), b) for a, b in talks if b])
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
        yield yes_no(id_, VOICE, title, values, said)


def _age(review: ReviewFact) -> str:
    return review.age


def _home(review: ReviewFact) -> str:
    return review.home


def _origin(review: ReviewFact) -> str:
    return review.origin


def _need(review: ReviewFact) -> str:
    return review.need


def _reached_or_not(
    parts: Sequence[tuple[str, int]], labels: dict[str, str]
) -> tuple[frozenset[str], ...]:
    """Return the rows of the codes that the tables by age, home and so on add up, and the rest."""
    named = {code: labels.get(code, code) or NOT_KNOWN for code, _ in parts}
    counted_there = {code for code in named if code and code != _UNDER_FOUR}
    groups = (counted_there & _SPOKE, counted_there - _SPOKE, named.keys() - counted_there)
    return tuple(frozenset(named[code] for code in group) for group in groups)


def _views_reached(
    id_: str, title: str, reviews: Sequence[ReviewFact], of: Callable[[ReviewFact], str]
) -> Draft:
    """Return how often the child's views reached the review, by a fact; under fours left out."""
    found: dict[str, list[int]] = {}
    for review in reviews:
        if review.part and review.part != _UNDER_FOUR:
            pair = found.setdefault(of(review) or NOT_KNOWN, [0, 0])
            pair[review.part not in _SPOKE] += 1
    order = {label: at for at, label in enumerate(AGES)}
    pairs = sorted(found.items(), key=lambda one: (order.get(one[0], len(order)), one[0]))
    rows = tuple((label, tuple(pair)) for label, pair in pairs)
    return Draft(
        id=id_,
        group=VOICE,
        title=title,
        unit="reviews",
        columns=("Views reached it", "They did not"),
        counts=rows,
        notes=("Children under four are not in this table.",),
        is_whole=True,
    )


def _plan(facts: ServiceFacts) -> Iterator[Draft]:
    second = [r.plan_by_second for r in facts.reviews if r.plan_by_second is not None]
    plan = yes_no(
        "plan", PLAN, "Permanence plan by the second review", second, "had a permanence plan",
        unit="second reviews",
    )  # fmt: skip
    yield msgspec.structs.replace(plan, of=("types", ReviewType.SECOND.label))
    for id_, title, values, said in (
        ("changes", f"{MANY_CHANGES} or more changes of home, school or social worker in a year",
         [child.many_changes for child in facts.children],
         f"had {MANY_CHANGES} or more changes in a year"),
        ("missing", "Missing at least once in the year",
         [child.missing for child in facts.children], "were missing at least once"),
        ("not_registered", "Living where it must be registered, and is not",
         [child.not_registered for child in facts.children], "live in such a place"),
    ):  # fmt: skip
        yield yes_no(id_, PLAN, title, values, said, unit="children")


def _change(facts: ServiceFacts, law: LawPack) -> Iterator[Draft]:
    promises = facts.promises
    standing = counted((p.status.label for p in promises), [s.label for s in PromiseStatus])
    ages = [p.open_days for p in promises if p.open_days is not None]
    draft = single(
        "promises", CHANGE, "What became of recommendations",
        [(capital(a), b) for a, b in standing if b], unit="recommendations",
    )  # fmt: skip
    notes = (f"Open ones have been open for {_days(ages)} on average.",)
    yield msgspec.structs.replace(draft, notes=notes if len(ages) >= SMALLEST_SHOWN else ())
    kept = [p.in_time for p in promises if p.status is PromiseStatus.DONE]
    in_time = yes_no(
        "promises_in_time", CHANGE, "Recommendations done by their date", kept,
        "were done by their date", unit="recommendations",
    )  # fmt: skip
    done = capital(PromiseStatus.DONE.label)
    yield msgspec.structs.replace(in_time, of=("promises", done))
    kinds = {kind.id: kind.words for kind in law.event_kinds}
    happened = counted(kinds.get(kind, kind) for kind in facts.events)
    yield single("events", CHANGE, "What happened between reviews", happened, unit="events")
    words = {theme.id: theme.words for theme in law.dispute_themes}
    themes = counted(words.get(t, t) for dispute in facts.disputes for t in dispute.themes)
    yield single("dispute_themes", CHANGE, "What disputes were about", themes, unit="times")
    stages = counted(capital(dispute.stage) for dispute in facts.disputes)
    days = [dispute.days for dispute in facts.disputes]
    lasted = (f"They lasted {_days(days)} on average.",) if len(days) >= SMALLEST_SHOWN else ()
    staged = single("dispute_stages", CHANGE, "How far disputes went", stages, unit="disputes")
    yield msgspec.structs.replace(staged, notes=lasted)
    yield yes_no(
        "dispute_ends", CHANGE, "Disputes that were put right",
        [dispute.resolved for dispute in facts.disputes], "were put right", unit="disputes",
    )  # fmt: skip
    yield yes_no(
        "cafcass", CHANGE, "Cafcass was considered", [d.cafcass for d in facts.disputes],
        "had Cafcass considered", unit="disputes",
    )  # fmt: skip


def _days(values: Sequence[int]) -> str:
    days = round(mean(values)) if values else 0
    return f"{days} day{'' if days == 1 else 's'}"


def _answered(answers: Sequence[Answered]) -> Iterator[Draft]:
    if answers:
        yield Draft(
            id="answers",
            group=QUALITY,
            title="What can be read from the documents",
            unit="reviews",
            columns=("Yes", "No", "Cannot tell"),
            counts=tuple((one.title, (one.yes, one.no, one.cannot_tell)) for one in answers),
            is_whole=True,
        )


def _grades(audits: Sequence[Audit], titles: dict[str, str]) -> Iterator[Draft]:
    rows = []
    for question, title in titles.items():
        found = Counter(audit.answer(question).grade for audit in audits)
        if any(grade is not None for grade in found):
            rows.append((title, tuple(found[grade] for grade in Grade)))
    if rows:
        yield Draft(
            id="grades",
            group=QUALITY,
            title="How team leads graded records",
            unit="documents",
            columns=tuple(capital(grade.label) for grade in Grade),
            counts=tuple(rows),
            is_whole=True,
        )
