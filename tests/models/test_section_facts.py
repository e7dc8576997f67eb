"""The facts beside a section's title count what they name, and nothing else."""

from datetime import date

from models.child import Child, Worker
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
