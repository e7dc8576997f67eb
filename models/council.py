"""A council's own folder: its agenda, its law pack, its closure days, laid over what is shipped.

The folder holds ``agenda/*.toml``, ``law_pack.toml``, ``calendar.toml``, ``language.toml``,
``spelling.toml`` and ``checks.toml``, each of them only where the council has something of its own
to say. All is checked when it is read.
"""

from datetime import date
from pathlib import Path

import msgspec

from models.agenda import Agenda, load_agenda
from models.calendar import WorkingCalendar
from models.checks.book import CheckBook, load_checks
from models.datafile import read_toml
from models.deadlines import DateEngine
from models.language import WordList, load_words
from models.law import load_law
from models.spelling import words_of_the_work

FOLDER = "council"
_LAW = "law_pack.toml"
_CALENDAR = "calendar.toml"


class Closures(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``calendar.toml``: days the council is shut, and bank holidays proclaimed since this version.

    Both are UK dates. Closures move the limits of guidance and of the council's own; a bank
    holiday moves every limit.
    """

    closures: tuple[date, ...] = ()
    extra_holidays: tuple[date, ...] = ()


class Rulebook(msgspec.Struct, frozen=True, kw_only=True):
    """What every date, every prompt and every hint about words goes by."""

    agenda: Agenda
    engine: DateEngine
    words: WordList
    spelling: frozenset[str]
    checks: CheckBook


def rulebook(council: Path | None = None) -> Rulebook:
    """Return the shipped agenda, law pack and calendar with a council's folder laid over them.

    Raises:
        DataFaultError: a file of the folder breaks a rule; it names the file and the place.
    """
    folder = council if council is not None and council.is_dir() else None
    law = load_law(_own(folder, _LAW))
    found = _own(folder, _CALENDAR)
    days = read_toml(found, Closures) if found is not None else Closures()
    calendar = WorkingCalendar(closures=days.closures, extra_holidays=days.extra_holidays)
    return Rulebook(
        agenda=load_agenda(folder),
        engine=DateEngine(law=law, calendar=calendar),
        words=load_words(folder),
        spelling=words_of_the_work(folder),
        checks=load_checks(folder),
    )


def _own(folder: Path | None, name: str) -> Path | None:
    path = folder / name if folder is not None else None
    return path if path is not None and path.is_file() else None
