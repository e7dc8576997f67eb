"""A return is laid beside the caseload: who is new, changed, gone or not in it, said in words."""

import pickle
from datetime import date
from pathlib import Path

import msgspec
import pytest

from models.calendar import WorkingCalendar
from models.child import Child, Identifiers
from models.columns import ListColumns
from models.deadlines import DateEngine
from models.law import load_law
from models.return_preview import look_over
from models.ssda903 import Proposal, ReturnRead, Standing, propose, read_return
from tests.support.generate import TODAY

FILES = Path(__file__).parents[1] / "files" / "ssda903"

replace = msgspec.structs.replace


@pytest.fixture(scope="module")
def read() -> ReturnRead:
    return read_return([FILES], TODAY)


def by_number(proposals: tuple[Proposal, ...]) -> dict[str, Proposal]:
    return {proposal.la_id: proposal for proposal in proposals}


def taken(proposals: tuple[Proposal, ...]) -> tuple[Child, ...]:
    return tuple(proposal.child for proposal in proposals if proposal.child is not None)


def without(read: ReturnRead, la_id: str) -> ReturnRead:
    return replace(read, children=tuple(c for c in read.children if c.la_id != la_id))


def test_that_a_child_nobody_knows_is_new_and_has_no_name_but_a_number(read: ReturnRead) -> None:
    found = by_number(propose(read, (), TODAY))
    assert len(found) == 13
    new = found["A101"]
    assert new.standing is Standing.NEW
    assert new.child is not None
    assert (new.child.preferred_name, new.child.legal_name) == ("Child A101", "")
    assert (new.child.ids.la_id, new.child.ids.upn) == ("A101", "A012345678901")
    assert new.words == (
        "in care since 4 February 2024",
        "foster home, long-term since 11 May 2024",
        "6 reviews, the last on 28 April 2026",
        "no name in the return",
    )


def test_that_who_has_left_care_or_is_eighteen_is_said_to_be_gone(read: ReturnRead) -> None:
    found = by_number(propose(read, (), TODAY))
    gone = {name: p.words[0] for name, p in found.items() if p.standing is Standing.GONE}
    assert gone == {
        "A110": "care ended 30 April 2026: Special guardianship: foster carer who is a relative or "
        "friend",
        "A111": "18 since 1 October 2026",
    }


def test_that_what_a_return_does_not_know_is_said(read: ReturnRead) -> None:
    found = by_number(propose(read, (), TODAY))
    assert "when care began is not in the return" in found["A113"].words
    assert "2 reviews, the last on 18 November 2025; earlier ones are not in the return" in (
        found["A113"].words
    )
    assert found["A103"].words[0] == "a series of short breaks"


def test_that_the_same_return_again_changes_nobody(read: ReturnRead) -> None:
    kept = taken(propose(read, (), TODAY))
    later = read_return(
        [FILES / name for name in ("header.csv", "episodes.csv")], date(2026, 12, 1)
    )
    for again in (read, later):
        proposals = propose(again, kept, TODAY)
        assert [p.child for p in proposals] == [None] * 13
        assert {p.standing for p in proposals} == {Standing.UNCHANGED, Standing.GONE}
        assert [p.before_id for p in proposals] == [child.id for child in kept]


def test_that_what_is_new_is_said_and_what_the_iro_typed_stays(read: ReturnRead) -> None:
    kept = by_number(propose(read, (), TODAY))["A101"].child
    assert kept is not None
    earlier = replace(
        kept,
        homes=kept.homes[:1],
        past_reviews=kept.past_reviews[:-2],
        returned=None,
    )
    said = next(c.facts for c in read.children if c.la_id == "A101")
    was = replace(said, homes=said.homes[:1], past_reviews=said.past_reviews[:-2])
    known = replace(earlier, returned=was, preferred_name="Posy", born=date(2015, 3, 21))
    proposal = by_number(propose(read, (known,), TODAY))["A101"]
    assert proposal.standing is Standing.CHANGED
    assert proposal.before_id == known.id
    assert proposal.words == (
        "home since 11 May 2024",
        "2 more reviews",
        "kept as you typed it: Born",
    )
    assert proposal.child is not None
    assert (proposal.child.preferred_name, proposal.child.born) == ("Posy", date(2015, 3, 21))


def test_that_a_child_who_left_care_keeps_all_that_was_known(read: ReturnRead) -> None:
    child = by_number(propose(read, (), TODAY))["A110"].child
    assert child is not None
    assert child.returned is not None
    still = replace(
        child,
        about_me="I like the sea.",
        periods=(replace(child.periods[0], end=None, ended_because=""),),
        returned=replace(
            child.returned, periods=(replace(child.periods[0], end=None, ended_because=""),)
        ),
    )
    gone = by_number(propose(read, (still,), TODAY))["A110"]
    assert gone.standing is Standing.GONE
    assert gone.child is not None
    assert gone.child.about_me == "I like the sea."
    assert gone.child.periods == child.periods


def test_that_a_child_the_return_does_not_have_stays_as_they_are(read: ReturnRead) -> None:
    kept = taken(propose(read, (), TODAY))
    proposals = propose(without(read, "A104"), kept, TODAY)
    absent = proposals[-1]
    assert (absent.la_id, absent.standing, absent.child) == ("A104", Standing.ABSENT, None)
    assert absent.before_id == next(child.id for child in kept if child.ids.la_id == "A104")
    assert [p.la_id for p in proposals if p.standing is Standing.ABSENT] == ["A104"]


def test_that_a_child_without_a_number_is_never_said_to_be_absent(read: ReturnRead) -> None:
    typed = Child(id="t", preferred_name="Kez", born=date(2012, 2, 3))
    assert Standing.ABSENT not in {p.standing for p in propose(read, (typed,), TODAY)}


def test_that_a_child_typed_in_without_a_number_is_found_by_the_pupil_number(
    read: ReturnRead,
) -> None:
    typed = Child(
        id="t",
        preferred_name="Kez",
        born=date(2015, 3, 12),
        ids=Identifiers(upn="a012345678901"),
    )
    found = by_number(propose(read, (typed,), TODAY))["A101"]
    assert (found.standing, found.before_id) == (Standing.CHANGED, "t")
    assert found.child is not None
    assert (found.child.ids.la_id, found.child.preferred_name) == ("A101", "Kez")


def test_that_a_number_is_the_same_whatever_its_case_and_spaces(read: ReturnRead) -> None:
    typed = Child(
        id="t", preferred_name="Kez", born=date(2015, 3, 12), ids=Identifiers(la_id=" a 101")
    )
    assert by_number(propose(read, (typed,), TODAY))["A101"].before_id == "t"


def test_that_a_child_of_the_practice_caseload_is_nobody_in_the_return(read: ReturnRead) -> None:
    practice = Child(
        id="p",
        preferred_name="Posy",
        born=date(2015, 3, 12),
        ids=Identifiers(la_id="A101"),
        practice=True,
    )
    proposals = propose(read, (practice,), TODAY)
    assert by_number(proposals)["A101"].standing is Standing.NEW
    assert len(proposals) == 13


def test_that_a_child_whose_number_was_corrected_is_found_and_nobody_is_written_over(
    read: ReturnRead,
) -> None:
    kept = by_number(propose(read, (), TODAY))["A101"].child
    assert kept is not None
    corrected = replace(kept, ids=replace(kept.ids, la_id="A105"))
    found = by_number(propose(read, (corrected,), TODAY))
    assert {name for name, p in found.items() if p.before_id == kept.id} == {"A105"}
    ids = [proposal.child.id for proposal in found.values() if proposal.child is not None]
    assert len(set(ids)) == len(ids)


def test_that_each_reading_gives_a_new_child_the_same_id(read: ReturnRead) -> None:
    first, second = propose(read, (), TODAY), propose(read, (), TODAY)
    assert first == second
    assert len({child.id for child in taken(first)}) == 13
    assert all(len(child.id) == 16 for child in taken(first))


def test_that_proposals_travel_to_another_process(read: ReturnRead) -> None:
    proposals = propose(read, (), TODAY)
    assert pickle.loads(pickle.dumps(proposals)) == proposals


def test_that_a_home_without_a_name_is_known_by_its_kind_in_lists(read: ReturnRead) -> None:
    child = by_number(propose(read, (), TODAY))["A101"].child
    assert child is not None
    columns = ListColumns(DateEngine(law=load_law(), calendar=WorkingCalendar()))
    assert columns.child_row(child).home == "foster home, long-term"
    named = replace(child, homes=(*child.homes[:-1], replace(child.homes[-1], who="Fran")))
    assert columns.child_row(named).home == "with Fran"


def test_that_who_left_care_and_was_never_here_stands_below_who_may_be_taken() -> None:
    preview = look_over([FILES], (), TODAY, lambda *_: None)
    standings = [row.standing for row in preview.rows]
    assert standings == sorted(standings, key=(Standing.NEW, Standing.GONE).index)
    gone = next(row for row in preview.rows if row.standing is Standing.GONE)
    assert gone.taken is not None
    preview = look_over([FILES], [gone.taken.body], TODAY, lambda *_: None)
    first = preview.rows[0]
    assert (first.la_id, first.standing, first.mine) == (gone.la_id, Standing.GONE, True)
