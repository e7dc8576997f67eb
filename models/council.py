"""A council's own folder: its agenda, its law pack, its closure days, laid over what is shipped.

Each of its files is there only where the council has something of its own to say; ``council.toml``
says whose they are and which version. All is checked when it is read (design.md §3).
"""

import re
from datetime import date
from pathlib import Path

import msgspec

from models.agenda import Agenda, load_agenda
from models.calendar import WorkingCalendar
from models.checks.book import CheckBook, load_checks
from models.child import Value
from models.datafile import own_file, read_toml
from models.deadlines import DateEngine
from models.errors import DataFaultError
from models.language import WordList, load_words
from models.law import load_law
from models.questions import Questions, load_questions
from models.spelling import words_of_the_work

FOLDER = "council"
SETTINGS, LAW, CALENDAR, TEMPLATE = (
    "council.toml",
    "law_pack.toml",
    "calendar.toml",
    "template.docx",
)
CLASSIFICATION = "OFFICIAL–SENSITIVE"
FILE_NAME = "{child}-{review}-{document}-{version}"
_NAME_PARTS = frozenset({"child", "review", "document", "version", "date"})
_MUST_TELL_APART = frozenset({"child", "review", "document", "version"})
_LONGEST = 60  # characters of a classification or of a pattern
_BRACED = re.compile(r"\{([^{}]*)\}")


class CouncilSettings(Value, frozen=True, kw_only=True):
    """``council.toml``: whose settings these are, which version, and what stands on documents.

    ``since`` is the UK date from which they are used. ``classification`` heads every page of a
    record. ``file_name`` is the pattern for names of files, with ``{child}`` (the council's number,
    never a name), ``{review}`` (its number), ``{document}``, ``{version}`` and ``{date}``.
    """

    name: str = ""
    version: str = ""
    since: date | None = None
    contact: str = ""
    classification: str = CLASSIFICATION
    file_name: str = FILE_NAME


class Closures(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``calendar.toml``: days the council is shut, and bank holidays proclaimed since this version.

    Both are UK dates. Closures move the limits of guidance and of the council's own; a bank
    holiday moves every limit.
    """

    closures: tuple[date, ...] = ()
    extra_holidays: tuple[date, ...] = ()


class Rulebook(msgspec.Struct, frozen=True, kw_only=True):
    """What every date, every prompt, every check and every hint about words goes by."""

    agenda: Agenda
    engine: DateEngine
    words: WordList
    spelling: frozenset[str]
    checks: CheckBook
    questions: Questions
    council: CouncilSettings = CouncilSettings()
    template: bytes | None = None


def rulebook(council: Path | None = None) -> Rulebook:
    """Return the shipped agenda, law pack and calendar with a council's folder laid over them.

    Raises:
        DataFaultError: a file of the folder breaks a rule; it names the file and the place.
    """
    folder = council if council is not None and council.is_dir() else None
    law = load_law(own_file(folder, LAW))
    found = own_file(folder, CALENDAR)
    days = read_toml(found, Closures) if found is not None else Closures()
    calendar = WorkingCalendar(closures=days.closures, extra_holidays=days.extra_holidays)
    return Rulebook(
        agenda=load_agenda(folder),
        engine=DateEngine(law=law, calendar=calendar),
        words=load_words(folder),
        spelling=words_of_the_work(folder),
        checks=load_checks(folder),
        questions=load_questions(folder),
        council=settings_of(folder),
        template=_template(folder),
    )


def settings_of(folder: Path | None) -> CouncilSettings:
    """Return what ``council.toml`` of a folder says, or what holds without one.

    Raises:
        DataFaultError: it breaks a rule.
    """
    found = own_file(folder, SETTINGS)
    if found is None:
        return CouncilSettings()
    settings = read_toml(found, CouncilSettings)
    for fault, where in _faults_in(settings):
        raise DataFaultError(
            f"{SETTINGS}: {fault}.", "Mend the file or take it out of the folder.", where
        )
    return settings


def _faults_in(settings: CouncilSettings) -> list[tuple[str, str]]:
    parts = _BRACED.findall(settings.file_name)
    faults = [
        (f"no part of a file name is called {{{part}}}", "$.file_name")
        for part in parts
        if part not in _NAME_PARTS
    ]
    missing = sorted(_MUST_TELL_APART - set(parts))
    if missing and not faults:
        said = ", ".join(f"{{{part}}}" for part in missing)
        faults.append((f"two files could get the same name: {said} is left out", "$.file_name"))
    if set("{}") & set(_BRACED.sub("", settings.file_name)):
        faults.append(("a brace stands alone", "$.file_name"))
    for name in ("classification", "file_name"):
        said = getattr(settings, name)
        if not said.strip() or len(said) > _LONGEST or not said.isprintable():
            faults.append((f"{name} is empty, over {_LONGEST} characters or more than a line",
                           f"$.{name}"))  # fmt: skip
    faults += [
        (f"{name} holds a character that cannot be seen", f"$.{name}")
        for name in ("name", "version", "contact")
        if not getattr(settings, name).isprintable()
    ]
    return faults


def _template(folder: Path | None) -> bytes | None:
    found = own_file(folder, TEMPLATE)
    try:
        return found.read_bytes() if found is not None else None
    except OSError as fault:
        raise DataFaultError(
            f"{TEMPLATE} cannot be read.", "Close it in Word, or take it out.", TEMPLATE
        ) from fault
