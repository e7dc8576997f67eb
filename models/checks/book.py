"""The words and bounds that the checks go by: data that a council may lay its own file over."""

from functools import cache
from pathlib import Path

import resources
from models.child import Value
from models.datafile import own_file, read_toml
from models.language import WordList, load_words

FILE = "checks.toml"
"""The name of a council's own file in its settings folder."""


class Most(Value, frozen=True, kw_only=True):
    """How much is much: words, and years of reading age above what suits the child."""

    words_in_a_paragraph: int
    words_in_a_paragraph_of_the_letter: int
    words_in_a_sentence: int
    words_the_same_as_last_time: int
    years_of_reading_above: float


class CheckData(Value, frozen=True, kw_only=True):
    """``resources/checks/checks.toml``; what each list is for is said there."""

    version: str
    teams: tuple[str, ...]
    roles: tuple[str, ...]
    salutations: tuple[str, ...]
    no_dates: tuple[str, ...]
    verbs: tuple[str, ...]
    verbs_or_things: tuple[str, ...]
    before_a_thing: tuple[str, ...]
    places: tuple[str, ...]
    joins_something_else: tuple[str, ...]
    one_action: tuple[str, ...]
    tells: tuple[str, ...]
    asks: tuple[str, ...]
    of_what: tuple[str, ...]
    met: tuple[str, ...]
    agreed_there: tuple[str, ...]
    helped: tuple[str, ...]
    words_too: tuple[str, ...]
    before_a_word: tuple[str, ...]
    persons_verbs: tuple[str, ...]
    places_too: tuple[str, ...]
    before_a_place: tuple[str, ...]
    pets: tuple[str, ...]
    months: tuple[str, ...]
    before_a_month: tuple[str, ...]
    days: tuple[str, ...]
    titles: tuple[str, ...]
    initials: tuple[str, ...]
    in_capitals: tuple[str, ...]
    public_numbers: tuple[str, ...]
    private: tuple[str, ...]
    parents: tuple[str, ...]
    most: Most


class CheckBook(Value, frozen=True, kw_only=True):
    """Everything that a check goes by: its own lists, and the language list."""

    data: CheckData
    words: WordList


def load_checks(council: Path | None = None) -> CheckBook:
    """Return what is shipped with a council's folder laid over it. Raises DataFaultError."""
    return CheckBook(data=_loaded(own_file(council, FILE)), words=load_words(council))


@cache
def _loaded(own: Path | None) -> CheckData:
    return read_toml(resources.path("checks/checks.toml"), CheckData, own)
