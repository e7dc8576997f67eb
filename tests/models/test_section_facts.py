"""The facts beside a section's title count what they name, and nothing else."""

from datetime import date

import msgspec

from models.child import Child, Health, Home, Worker
from models.section_facts import section_facts

TODAY = date(2026, 11, 23)


def child(*workers: Worker) -> Child:
    return Child(id="c", preferred_name="Kez", born=date(2012, 3, 4), workers=workers)


def worker(name: str, start: date, end: date | None = None, role: str = "") -> Worker:
    one = Worker(id=name, name=name, start=start, end=end)
    return Worker(id=name, name=name, start=start, end=end, role=role or one.role)


def test_that_only_social_workers_of_the_last_year_are_counted_as_such() -> None:
    before = worker("Ann", date(2024, 1, 1), date(2025, 10, 1))
    last = worker("Mark", date(2025, 10, 1), date(2026, 3, 1))
    now = worker("Priti", date(2026, 3, 1))
    adviser = worker("Jo", date(2026, 5, 1), role="personal adviser")
    assert section_facts(child(before, now, adviser), "home", TODAY) == ""
    facts = section_facts(child(before, last, now, adviser), "home", TODAY)
    assert facts == "2 social workers this year"


def test_that_a_new_code_for_the_same_home_begins_no_new_time_there() -> None:
    homes = (
        Home(id="1", who="Fran", start=date(2021, 7, 19), end=date(2022, 11, 17)),
        Home(id="2", who="Fran", start=date(2022, 11, 17), counts_as_move=False),
    )
    one = msgspec.structs.replace(child(), homes=homes, became_looked_after=date(2021, 7, 19))
    assert section_facts(one, "home", TODAY).startswith("5 years 4 months here")


def test_that_health_says_what_was_not_done_and_as_of_when_but_no_score() -> None:
    known = Health(as_of=date(2026, 4, 1), sdq_score=19, assessed=True, teeth_checked=False)
    one = msgspec.structs.replace(child(), health=known)
    assert section_facts(one, "health", TODAY) == "teeth not checked (as of 1 April 2026)"
    assessed = msgspec.structs.replace(known, assessed=False, assessed_on=date(2026, 10, 20))
    one = msgspec.structs.replace(one, health=assessed)
    assert section_facts(one, "health", TODAY) == (
        "last assessment 20 October 2026 · teeth not checked (as of 1 April 2026)"
    )
    assert section_facts(child(), "health", TODAY) == ""
