"""Passphrases: four random words offered, one of the user's own judged (anchors.md §2.3).

No rules of composition, no expiry. Four words of 7,776 are 51.7 bits, which a thousand graphics
cards try out in about 130 years at full cost.
"""

import importlib.resources
import re
import secrets
import unicodedata
from collections.abc import Iterable
from functools import cache

import msgspec

from models.errors import UserFacingError

WORDS = 4
LONGEST = 1024  # characters

_ENOUGH = 16.0  # decimal digits of guesses that an own passphrase must need
_ZXCVBN_LIMIT = 72  # characters; the library refuses more
_SHORTEST_NAME = 3


class PassphraseError(UserFacingError):
    """A passphrase that cannot be taken at all."""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What Heard thinks of a passphrase of the user's own, and what would make it better."""

    is_enough: bool
    digits_of_guesses: float
    advice: str = ""


@cache
def words() -> tuple[str, ...]:
    """Return the 7,776 words of the EFF large list."""
    folder = importlib.resources.files("resources") / "third_party" / "eff_wordlist"
    return tuple((folder / "eff_large_wordlist.txt").read_text(encoding="ascii").split())


def generate(count: int = WORDS) -> str:
    """Return ``count`` random words with a space between them."""
    return " ".join(secrets.choice(words()) for _ in range(count))


def checked(passphrase: str) -> str:
    """Return the passphrase in Unicode form NFC, otherwise letter for letter, spaces included.

    Raises:
        PassphraseError: it is empty or blank, too long, or holds a line break or control.
    """
    if not passphrase.strip():
        raise PassphraseError("The passphrase is empty.", "Type the words of your passphrase.")
    if len(passphrase) > LONGEST:
        raise PassphraseError(
            f"The passphrase is longer than {LONGEST:,} characters.", "Choose a shorter one."
        )
    if any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in passphrase):
        raise PassphraseError(
            "The passphrase holds a line break or a character that cannot be seen.",
            "If you pasted it, paste only the passphrase itself.",
        )
    return unicodedata.normalize("NFC", passphrase)


def judge(passphrase: str, names: Iterable[str] = ()) -> Verdict:
    """Return whether an own passphrase is strong enough, on its first 72 characters.

    ``names`` are the store's, the user's and the council's; a passphrase with one of their words in
    it is refused. Loads ``zxcvbn`` at the first call.

    Raises:
        PassphraseError: as ``checked``.
    """
    from zxcvbn import zxcvbn  # noqa: PLC0415  # slow to load, and needed once in a store's life

    text = checked(passphrase)
    parts = sorted({part for name in names for part in _parts(name)})
    found = zxcvbn(text[:_ZXCVBN_LIMIT], user_inputs=[*parts, "heard"])
    digits = float(found["guesses_log10"])
    if not set(parts).isdisjoint(_parts(text)):
        return Verdict(is_enough=False, digits_of_guesses=digits, advice="Leave names out.")
    if digits < _ENOUGH:
        return Verdict(is_enough=False, digits_of_guesses=digits, advice="Add another word or two.")
    return Verdict(is_enough=True, digits_of_guesses=digits)


def _parts(text: str) -> list[str]:
    """Return the words of a text, folded, that are long enough to be names."""
    folded = unicodedata.normalize("NFC", text).casefold()
    return [part for part in re.findall(r"[^\W\d_]+", folded) if len(part) >= _SHORTEST_NAME]
