"""What a heading or a title says about where one is: by number, by our words, by others' words."""

import re
from collections.abc import Iterable
from functools import cache

import resources
from models.agenda import Agenda, load_agenda
from models.child import Value
from models.datafile import read_toml
from models.letter import shipped_guide

_NUMBER = re.compile(r"\s*(\d{1,2})(?:[.):]\s*|\s+)(?=\D)")
_SPACES = re.compile(r"\s+")
_CURLY = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "–": "-", "\u00a0": " "})
_NAME = "{name}"
_OF_OTHERS = re.compile(
    r"(?:mother|father|mum|dad|parent|carer|foster carer|family|school|teacher|worker|social worker"
    r"|iro|chair|officer|manager|professional|guardian|other|grand\w+)s?'"
)
_OF_A_CHILD = re.compile(
    r"[^\W\d_]+(?:[ -][^\W\d_]+)?'s? (?:own )?(?:views?|voice|wishes|words)(?: and feelings)?"
)
"""A heading such as "Ella's views", which is the child's where nobody else is named."""
VOICE = "voice"
LETTER = "letter"
_LONGEST = 160
"""A longer paragraph is no heading, whatever its style says."""


class _Document(Value, frozen=True, kw_only=True):
    id: str
    titles: tuple[str, ...]


class _Part(Value, frozen=True, kw_only=True):
    id: str
    headings: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class _Fact(Value, frozen=True, kw_only=True):
    label: str
    equal: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def fits(self, label: str) -> bool:
        """Return whether a label in plain words says this."""
        if label in self.equal:
            return True
        words = f" {label} "
        return any(f" {phrase} " in words for phrase in self.within) and not any(
            f" {phrase} " in words for phrase in self.without
        )


class _File(Value, frozen=True, kw_only=True):
    document: tuple[_Document, ...]
    part: tuple[_Part, ...]
    fact: tuple[_Fact, ...]


class Known(Value, frozen=True, kw_only=True):
    """What a heading is known as: ``id`` of a section or part; ``ours`` if Heard prints it."""

    id: str
    number: int | None = None
    ours: bool = True


class Headings:
    """Every title and heading ever shipped, and those of others, ready to be looked up."""

    def __init__(self, agenda: Agenda, file: _File) -> None:
        self._by_number = {section.number: section.id for section in agenda.sections}
        self._numbers = {section.id: section.number for section in agenda.sections}
        self._exact: dict[str, str] = {}
        for section in agenda.sections:
            for heading in (section.heading, *section.former_headings):
                self._exact[plain(heading)] = section.id
        guide = shipped_guide()
        self._of_letter = {
            plain(part.heading_for(band)): part.id for part in guide.part for band in guide.band
        }
        self._named = list(_patterns((p.id, p.headings) for p in file.part))
        self._facts = file.fact
        self._titles = list(_patterns((d.id, d.titles) for d in file.document))
        others = [(plain(phrase), part.id) for part in file.part for phrase in part.others]
        others.sort(key=lambda one: -len(one[0]))
        self._others = [
            (re.compile(rf"(?<![\w']){re.escape(phrase)}(?![\w'])"), id_) for phrase, id_ in others
        ]

    def ours(self, heading: str, kind: str = "") -> Known | None:
        """Return what a heading is in a document of ours: its number decides, then its words.

        ``kind`` is the document's; a letter has headings that a record has for something else.
        """
        number = number_in(heading)
        words = plain(heading)
        if kind == LETTER and words in self._of_letter:
            return Known(id=self._of_letter[words])
        by_words = self._exact.get(words) or _matched(self._named, words)[0]
        if number is not None and number in self._by_number and (by_words or len(words) > 1):
            return Known(id=self._by_number[number], number=number, ours=bool(by_words))
        if by_words:
            return Known(id=by_words, number=self._numbers.get(by_words))
        return None

    def other(self, heading: str) -> Known | None:
        """Return what a heading of another council's minutes is about."""
        words = plain(heading)
        if not words or len(words) > _LONGEST:
            return None
        by_words = self._exact.get(words) or _matched(self._named, words)[0]
        found = by_words or next((id_ for phrase, id_ in self._others if phrase.search(words)), "")
        is_of_others = _OF_OTHERS.match(words) is not None
        if not found and not is_of_others and _OF_A_CHILD.fullmatch(words):
            found = VOICE
        if not found or (found == VOICE and is_of_others):
            return None
        return Known(id=found, number=self._numbers.get(found), ours=bool(by_words))

    def label(self, label: str) -> str:
        """Return what a label of another council's form is called in ours, itself if unknown."""
        words = plain(label).strip(" ?")
        return next((fact.label for fact in self._facts if fact.fits(words)), label)

    def title(self, heading: str) -> tuple[str, str]:
        """Return which document a title is of, and the child's name in it; nothing if unknown."""
        return _matched(self._titles, _SPACES.sub(" ", heading.translate(_CURLY)).strip())


def plain(heading: str) -> str:
    """Return a heading as it is compared: no number, small letters, straight apostrophes."""
    text = heading[:_LONGEST].translate(_CURLY)
    found = _NUMBER.match(text)
    if found:
        text = text[found.end() :]
    return _SPACES.sub(" ", text).strip(" :.-\t\n").casefold()


def number_in(heading: str) -> int | None:
    """Return the number that a heading begins with."""
    found = _NUMBER.match(heading)
    return int(found[1]) if found else None


@cache
def shipped_headings() -> Headings:
    """Return the headings with the shipped agenda."""
    return headings_of(load_agenda())


def headings_of(agenda: Agenda) -> Headings:
    """Return the headings with an agenda that a council may have changed."""
    return Headings(agenda, read_toml(resources.path("audit/headings.toml"), _File))


Patterns = list[tuple[re.Pattern[str], str]]


def _patterns(
    entries: Iterable[tuple[str, tuple[str, ...]]],
) -> Iterable[tuple[re.Pattern[str], str]]:
    for id_, texts in entries:
        for text in texts:
            escaped = re.escape(text.translate(_CURLY)).replace(re.escape(_NAME), "(.{1,120}?)")
            yield re.compile(rf"{escaped}\Z", re.IGNORECASE), id_


def _matched(patterns: Patterns, text: str) -> tuple[str, str]:
    for pattern, id_ in patterns:
        found = pattern.match(text)
        if found:
            return id_, found[1].strip() if found.groups() else ""
    return "", ""
