"""The agenda of a review, read from data, and what of it fits one child and one review.

It is data (``resources/agenda``), so a council can reword, hide and add without new code: a file of
the same name in the council's ``agenda`` folder is laid over ours entry by entry, and a file of
another name is a section of the council's own. Source: domain.md §10; Schedule 7 to SI 2010/959;
IRO Handbook ch 3.
"""

import hashlib
from pathlib import Path

import msgspec

import resources
from models.agenda_checks import (
    check_council_changes,
    check_council_section,
    check_section,
    check_texts,
    check_whole,
)
from models.agenda_parts import (
    Agenda,
    AgendaFacts,
    Answerer,
    ChildQuestion,
    Condition,
    HeardWords,
    MustRecord,
    Pack,
    Paragraph,
    Prompt,
    Section,
    Theme,
    any_holds,
)
from models.ages import ANSWERS_YEARS, Age, age_band
from models.child import Value
from models.datafile import read_toml
from models.wording import Wording, filler

__all__ = [
    "Agenda",
    "AgendaFacts",
    "Answerer",
    "ChildQuestion",
    "Condition",
    "HeardWords",
    "MustRecord",
    "NotShown",
    "Pack",
    "Paragraph",
    "Prompt",
    "Section",
    "Theme",
    "load_agenda",
    "not_shown",
    "prompts_for",
    "questions_for",
    "sections_for_paragraph",
    "shown",
    "suggested_order",
    "worded",
]

_WHOLE = "agenda.toml"
_PACKS = "packs.toml"


class _Whole(Value, frozen=True, kw_only=True):
    """What ``agenda.toml`` holds."""

    version: str
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    paragraph_nothing: str
    paragraph_asked: str
    heard: dict[Theme, HeardWords]
    paragraphs: tuple[Paragraph, ...]


class _Packs(Value, frozen=True, kw_only=True):
    """What ``packs.toml`` holds."""

    packs: tuple[Pack, ...]


def load_agenda(council: Path | None = None) -> Agenda:
    """Return the shipped agenda with the ``agenda`` folder of a council's settings laid over it.

    A council's changes show in ``version``. Takes some tens of milliseconds: call it once.

    Raises:
        DataFaultError: a file is unreadable or breaks a rule; it names the file and the place.
    """
    folder = resources.path("agenda")
    own = {path.name: path for path in _toml_files(council / "agenda")} if council else {}
    whole = read_toml(folder / _WHOLE, _Whole, own.get(_WHOLE))
    packs = read_toml(folder / _PACKS, _Packs, own.get(_PACKS))
    files = {name: own.get(f"{name}.toml", folder / f"{name}.toml") for name in ("agenda", "packs")}
    check_texts(files["agenda"], whole)
    check_texts(files["packs"], packs)
    found = _sections(folder, own)
    agenda = Agenda(
        **{name: getattr(whole, name) for name in whole.__struct_fields__ if name != "version"},
        version=whole.version + _mark_of(own),
        packs=packs.packs,
        sections=tuple(sorted((section for _, section in found), key=lambda s: s.number)),
    )
    check_whole(files | {section.id: path for path, section in found}, agenda)
    return agenda


def _toml_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _sections(folder: Path, own: dict[str, Path]) -> list[tuple[Path, Section]]:
    """Return each section with the file to blame for it: shipped, then the council's own."""
    ours = [path for path in _toml_files(folder) if path.name not in (_WHOLE, _PACKS)]
    names = {path.name for path in ours} | {_WHOLE, _PACKS}
    found = [_shipped(path, own.get(path.name)) for path in ours]
    return found + [_added(path) for name, path in own.items() if name not in names]


def _shipped(path: Path, own: Path | None) -> tuple[Path, Section]:
    section = read_toml(path, Section, own)
    if own is not None:
        check_council_changes(own, read_toml(path, Section), section)
    return _checked(own or path, section)


def _added(path: Path) -> tuple[Path, Section]:
    section = read_toml(path, Section)
    check_council_section(path, section)
    return _checked(path, section)


def _checked(path: Path, section: Section) -> tuple[Path, Section]:
    check_texts(path, section)
    check_section(path, section)
    return path, section


def _mark_of(own: dict[str, Path]) -> str:
    """Return what tells this council's version from another's: nothing where nothing is changed."""
    if not own:
        return ""
    sha = hashlib.sha256()
    for name, path in own.items():
        sha.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return f"+council.{sha.hexdigest()[:8]}"


class NotShown(Value, frozen=True, kw_only=True):
    """A section that this review does not show, with the reason offered for it."""

    section: Section
    reason: str


def worded(agenda: Agenda, wording: Wording) -> Agenda:
    """Return the agenda with every placeholder replaced for one child."""
    fill = filler(wording)

    def put(value: object) -> object:
        if isinstance(value, str):
            return fill(value)
        if isinstance(value, dict):
            return {key: put(part) for key, part in value.items()}
        return [put(part) for part in value] if isinstance(value, (list, tuple)) else value

    return msgspec.convert(put(msgspec.to_builtins(agenda)), Agenda)


def shown(agenda: Agenda, facts: AgendaFacts) -> tuple[Section, ...]:
    """Return the sections that this review shows, by their number, with the title they go by."""
    there = (s for s in agenda.sections if _reason(agenda, s, facts) is None)
    return tuple(_titled(section, facts) for section in there)


def not_shown(agenda: Agenda, facts: AgendaFacts) -> tuple[NotShown, ...]:
    """Return the sections that this review leaves out, each with a reason to offer."""
    reasons = ((s, _reason(agenda, s, facts)) for s in agenda.sections)
    return tuple(NotShown(section=s, reason=why) for s, why in reasons if why is not None)


def suggested_order(agenda: Agenda, facts: AgendaFacts) -> tuple[str, ...]:
    """Return the ids of the sections shown, in the order this type of review suggests.

    Visible numbers do not change with the order; the child's own order goes before this one.
    """
    ids = [section.id for section in shown(agenda, facts)]
    middle = [*agenda.pack(facts.review_type).emphasis, *ids]
    wanted = [*agenda.opening, *(i for i in middle if i not in agenda.closing), *agenda.closing]
    return tuple(i for i in dict.fromkeys(wanted) if i in ids)


def prompts_for(section: Section, facts: AgendaFacts) -> tuple[Prompt, ...]:
    """Return the prompts of a section that fit these facts, hidden ones left out."""
    return tuple(p for p in section.prompts if not p.hidden and any_holds(p.when, facts))


def questions_for(section: Section, facts: AgendaFacts) -> tuple[ChildQuestion, ...]:
    """Return the questions that fit these facts; a child too young to answer is asked none."""
    age = Age(years=facts.age_months // 12, months=facts.age_months % 12)
    mine = (q for q in section.questions if q.band == age_band(age) and any_holds(q.when, facts))
    answers = age.years >= ANSWERS_YEARS
    return tuple(q for q in mine if answers or q.answered_by is not Answerer.CHILD)


def sections_for_paragraph(agenda: Agenda, paragraph_id: str) -> tuple[Section, ...]:
    """Return the sections in which a Schedule 7 paragraph (``S7.5``) is answered."""
    return tuple(s for s in agenda.sections if paragraph_id in s.s7)


def _titled(section: Section, facts: AgendaFacts) -> Section:
    if facts.review_number > 1 or not section.first_title:
        return section
    return msgspec.structs.replace(section, title=section.first_title)


def _reason(agenda: Agenda, section: Section, facts: AgendaFacts) -> str | None:
    """Return why a section is left out, or None when it is shown."""
    if section.id in facts.opened:
        return None
    if not any_holds(section.when, facts):
        return section.not_shown
    return agenda.pack(facts.review_type).set_aside.get(section.id)
