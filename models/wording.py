"""A child's name and pronouns put into texts that are written once for every child.

Texts in data files say ``{name}``, ``{they}``, ``{their}``; the verb that follows says ``{are}``,
``{have}``, ``{were}``, ``{do}`` or ends in ``{s}``, so that "{they} {are}" becomes "she is" or
"they are". The list is closed (design.md §7). A pronoun or verb that opens a sentence is written
with a capital, as ``{They}``.
"""

import re
from collections.abc import Callable

from models.child import Value

_PRONOUNS = ("they", "them", "their", "theirs", "themself")
_VERBS = ("are", "have", "were", "do", "s")
_ONE = ("is", "has", "was", "does", "s")
_SEVERAL = ("are", "have", "were", "do", "")
_SETS = (
    ("she", "her", "her", "hers", "herself", *_ONE),
    ("he", "him", "his", "his", "himself", *_ONE),
    (*_PRONOUNS, *_SEVERAL),
)
_CAPITALS = frozenset(word.capitalize() for word in (*_PRONOUNS, *_VERBS) if word != "s")

PLACEHOLDERS = frozenset(("name", "date", *_PRONOUNS, *_VERBS)) | _CAPITALS
"""Every placeholder that a text may hold, written between braces."""

_BRACED = re.compile(r"\{([^{}]*)\}")


class Wording(Value, frozen=True, kw_only=True):
    """How a text speaks of one child.

    ``pronouns`` is free text; "she/her", "he/him" and "they/them" are known, and anything else
    means that the name is said each time. ``date`` is the day a text is about, in words: in the
    agenda, the last UK date on which the next review may be held.
    """

    name: str
    pronouns: str = ""
    date: str = "the day the law allows"


def fill(text: str, wording: Wording) -> str:
    """Return the text with its placeholders replaced; braces that hold anything else stay.

    Data is checked with ``faults_in`` when it is read, so what is left standing here was typed by
    someone, such as a prompt in the chair's own words.
    """
    return filler(wording)(text)


def filler(wording: Wording) -> Callable[[str], str]:
    """Return what fills many texts for one child."""
    known = _known(wording)

    def put(found: re.Match[str]) -> str:
        return known.get(found[1], found[0])

    return lambda text: _BRACED.sub(put, text)


def faults_in(text: str) -> tuple[str, ...]:
    """Return what is wrong with the placeholders of a data text; nothing when all is well."""
    unknown = [found for found in _BRACED.findall(text) if found not in PLACEHOLDERS]
    lone = bool(set("{}") & set(_BRACED.sub("", text)))
    said = [f"no placeholder is called {{{name}}}" for name in unknown]
    return tuple(said + ["a brace stands alone"] * lone)


def _known(wording: Wording) -> dict[str, str]:
    """Return every placeholder with what it becomes."""
    forms = _forms(wording)
    capitals = {
        word.capitalize(): form if form.startswith(wording.name) else form.capitalize()
        for word, form in forms.items()
        if word != "s"
    }
    return {**capitals, **forms, "name": wording.name, "date": wording.date}


def _forms(wording: Wording) -> dict[str, str]:
    said = [part.strip() for part in wording.pronouns.casefold().split("/")]
    name = wording.name
    by_name = (name, name, f"{name}'s", f"{name}'s", name, *_ONE)
    fits = (forms for forms in _SETS if said[0] == forms[0] and set(said) <= set(forms))
    return dict(zip((*_PRONOUNS, *_VERBS), next(fits, by_name), strict=True))
