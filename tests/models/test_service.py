"""The service picture: what is counted, what a sentence says, and that no small number shows."""

import csv
import io
from datetime import date

import msgspec
from hypothesis import example, given
from hypothesis import strategies as st

from models.audit import Audit, Grade, graded
from models.calendar import WorkingCalendar
from models.child import Event
from models.columns import ListColumns
from models.deadlines import DateEngine
from models.figures import NOT_SHOWN, Figure, FigureRow
from models.law import load_law
from models.service import Answered, caseload_figures, document_figures
from models.service_csv import figures_csv
from models.service_facts import (
    ChildFact,
    DisputeFact,
    KnownOf,
    PromiseFact,
    ReviewFact,
    ServiceFacts,
    facts_of,
)
from models.suppression import is_small
from models.terms import PrivateTalk, PromiseStatus, ReviewType
from tests.support.sample import sample_child, sample_review

FIRST, LAST = date(2026, 4, 1), date(2027, 3, 31)
LAW = load_law()
MAYBE = st.sampled_from([True, False, None])
REVIEWS = st.builds(
    ReviewFact,
    type=st.sampled_from(list(ReviewType)[:3]),
    in_time=MAYBE,
    late_reason=st.sampled_from(["", "the child asked"]),
    decisions=MAYBE,
    part=st.sampled_from(["PN0", "PN1", "PN4", "PN7", ""]),
    age=st.sampled_from(["5 to 11", "12 to 15"]),
    private=st.sampled_from(list(PrivateTalk)),
    plan_by_second=MAYBE,
)
PROMISES = st.builds(
    PromiseFact,
    status=st.sampled_from(list(PromiseStatus)),
    in_time=MAYBE,
    open_days=st.none() | st.integers(0, 400),
)
DISPUTES = st.builds(
    DisputeFact, themes=st.just(("drift",)), stage=st.just("stage 1"), days=st.integers(0, 90)
)
CHILDREN = st.builds(
    ChildFact, many_changes=st.booleans(), missing=st.booleans(), not_registered=st.just(False)
)
FACTS = st.builds(
    ServiceFacts,
    first=st.just(FIRST),
    last=st.just(LAST),
    reviews=st.lists(REVIEWS, max_size=25).map(tuple),
    children=st.lists(CHILDREN, max_size=25).map(tuple),
    disputes=st.lists(DISPUTES, max_size=8).map(tuple),
    promises=st.lists(PROMISES, max_size=25).map(tuple),
)


def by_id(figures: tuple[Figure, ...]) -> dict[str, Figure]:
    return {figure.id: figure for figure in figures}


@given(FACTS)
def test_that_no_number_of_a_picture_is_small_and_no_sentence_says_one(
    facts: ServiceFacts,
) -> None:
    for figure in caseload_figures(facts, LAW):
        numbers = [number for row in figure.rows for number in row.numbers if number is not None]
        assert not any(map(is_small, numbers))
        assert not (figure.total is not None and is_small(figure.total))
        said = [int(word) for word in figure.lead.split("(")[0].split() if word.isdigit()]
        assert not any(map(is_small, said))


@given(FACTS)
def test_that_what_is_shown_adds_up_to_the_total_when_nothing_is_kept_back(
    facts: ServiceFacts,
) -> None:
    for figure in caseload_figures(facts, LAW, small_too=True):
        assert not figure.hides
        if figure.total is not None:
            assert figure.total == sum(sum(n or 0 for n in row.numbers) for row in figure.rows)


REACHED, DID_NOT = {"PN1", "PN2", "PN3", "PN5", "PN6"}, {"PN4", "PN7"}
CODES = st.sampled_from(["PN0", "PN1", "PN2", "PN4", "PN6", "PN7", ""])
UNEVEN = st.lists(st.tuples(CODES, st.integers(1, 9)), max_size=8)


@given(UNEVEN)
@example([("PN1", 30), ("PN4", 2), ("PN6", 6), ("PN7", 20)])
@example([("PN0", 2), ("PN1", 30), ("PN4", 10)])
def test_that_one_figure_never_tells_what_another_hides(parts: list[tuple[str, int]]) -> None:
    """Tables by age add up codes, so each sum of theirs must hide enough of the codes too."""
    codes = [code for code, number in parts for _ in range(number)]
    reviews = tuple(ReviewFact(type=ReviewType.FIRST, part=c, age="5 to 11") for c in codes)
    facts = ServiceFacts(first=FIRST, last=LAST, reviews=reviews)
    made = by_id(caseload_figures(facts, LAW))
    if made["part_by_age"].hides or not made["part_by_age"].rows:
        return
    shown = {row.label[:3]: row.numbers[0] for row in made["participation"].rows}
    for group in (REACHED, DID_NOT, shown.keys() - REACHED - DID_NOT):
        hidden = [codes.count(c) if c != "Not" else codes.count("") for c in group & shown.keys()
                  if shown[c] is None]  # fmt: skip
        assert len(hidden) != 1
        assert not is_small(sum(hidden))


def test_that_a_figure_that_takes_a_hidden_number_apart_is_hidden_too() -> None:
    late = ReviewFact(type=ReviewType.FIRST, in_time=False, late_reason="the child asked")
    kept = ReviewFact(type=ReviewType.SECOND, in_time=True, plan_by_second=True)
    done = [PromiseFact(status=PromiseStatus.DONE, in_time=True)] * 6
    dropped = [PromiseFact(status=PromiseStatus.NOT_DONE)] * 2
    facts = ServiceFacts(
        first=FIRST,
        last=LAST,
        reviews=(*[late] * 2, *[kept] * 18),
        promises=(*done, *dropped),
    )
    made = by_id(caseload_figures(facts, LAW))
    for whole, parts in (("in_time", "late_reasons"), ("types", "plan"),
                         ("promises", "promises_in_time")):  # fmt: skip
        assert made[whole].hides
        assert made[parts].total is None
        assert made[parts].lead == ""
        assert all(number is None for row in made[parts].rows for number in row.numbers)
    all_of_it = by_id(caseload_figures(facts, LAW, small_too=True))
    assert all_of_it["late_reasons"].total == 2


def test_that_a_picture_says_the_share_that_was_in_time() -> None:
    kept = ReviewFact(type=ReviewType.FIRST, in_time=True)
    late = ReviewFact(type=ReviewType.FIRST, in_time=False)
    facts = ServiceFacts(first=FIRST, last=LAST, reviews=(*[kept] * 15, *[late] * 5))
    figure = by_id(caseload_figures(facts, LAW))["in_time"]
    assert figure.lead == "15 of 20 reviews (75 %) were held in time."
    assert [row.numbers for row in figure.rows] == [(15,), (5,), (0,)]


def test_that_a_small_number_takes_its_neighbour_and_its_sentence_with_it() -> None:
    kept = ReviewFact(type=ReviewType.FIRST, in_time=True)
    late = ReviewFact(type=ReviewType.FIRST, in_time=False)
    facts = ServiceFacts(first=FIRST, last=LAST, reviews=(*[kept] * 18, *[late] * 2))
    figure = by_id(caseload_figures(facts, LAW))["in_time"]
    assert [row.numbers for row in figure.rows] == [(None,), (None,), (0,)]
    assert (figure.lead, figure.total) == ("", 20)


def test_that_complaints_and_compliments_are_counted_among_what_happened() -> None:
    kinds = ["complaint"] * 6 + ["compliment"] * 7
    days = [FIRST, LAST, *[FIRST] * 11]
    outside = Event(id="o", on=date(2020, 1, 1), kind="complaint")
    events = [Event(id=f"{on}", on=on, kind=kind) for kind, on in zip(kinds, days, strict=True)]
    child = msgspec.structs.replace(sample_child(), events=(*events, outside))
    figure = by_id(caseload_figures(facts_of(child, [], FIRST, LAST), LAW))["events"]
    assert [(row.label, row.numbers) for row in figure.rows] == [
        ("Compliment", (7,)),
        ("Complaint", (6,)),
    ]


def test_that_documents_are_counted_by_question_and_never_by_officer() -> None:
    answers = [Answered(id="1", title="Held in time", yes=12, no=6, cannot_tell=0)]
    audit = Audit(id="a", sha256="0" * 64, begun_on=FIRST, by="Ruth Okafor")
    audits = [graded(audit, "12", Grade.STRONG)] * 7
    figures = document_figures(answers, audits, {"12": "The child’s own words"})
    assert [row.numbers for row in by_id(figures)["answers"].rows] == [(12, 6, 0)]
    assert [row.numbers for row in by_id(figures)["grades"].rows] == [(7, 0, 0, 0)]
    assert "Okafor" not in str(figures)


def test_that_a_spreadsheet_gets_every_number_and_no_formula() -> None:
    figure = Figure(
        id="x", group="Group", title="=cmd()", unit="reviews", columns=("Reviews",),
        rows=(), total=0,
    )  # fmt: skip
    figure = msgspec.structs.replace(
        figure, rows=(FigureRow(label="Yes", numbers=(9,)), FigureRow(label="No", numbers=(None,)))
    )
    rows = list(csv.reader(io.StringIO(figures_csv([figure]).decode("utf-8-sig"))))
    assert [row[-1] for row in rows[1:3]] == ["9", NOT_SHOWN]
    assert rows[1][1] == "'=cmd()"
    assert "under five" in rows[3][0]


def test_that_a_child_is_counted_without_a_name_and_a_practice_child_is_not() -> None:
    child, review = sample_child(), sample_review(completed_on=date(2026, 11, 23))
    row = ListColumns(DateEngine(law=LAW, calendar=WorkingCalendar())).review_row(review, child)
    known = [KnownOf(head=review.head, row=row, letter=True)]
    facts = facts_of(child, known, FIRST, LAST)
    (fact,) = facts.reviews
    assert fact.type is review.head.type
    assert fact.letter
    assert child.preferred_name not in msgspec.json.encode(facts).decode()
    nothing = facts_of(msgspec.structs.replace(child, practice=True), known, FIRST, LAST)
    assert nothing == ServiceFacts(first=FIRST, last=LAST)
