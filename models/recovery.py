"""The recovery code: 130 random bits that the council keeps, fit to be read out on the telephone.

26 characters of Crockford's base 32 and two check characters, in seven groups of four. The check
characters are those of a Reed-Solomon code over 32 symbols, so that one wrong character, or two
neighbours swapped, can be traced to its group (anchors.md §2.2, fault 34).
"""

import secrets
import unicodedata
from functools import reduce

import msgspec
from typing_extensions import override

from models.errors import UserFacingError

GROUPS = 7
GROUP_LENGTH = 4
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

_DATA = 26
_LENGTH = GROUPS * GROUP_LENGTH
_BITS = 5 * _DATA
_ALIKE = str.maketrans("OIL", "011")
_DROPPED = {"Zs", "Pd", "Cc", "Cf"}  # spaces, dashes, line ends and invisible characters
_FIELD_POLYNOMIAL = 0b100101  # x⁵ + x² + 1, primitive over 32 symbols


class RecoveryCodeError(UserFacingError):
    """A code that was mistyped; ``groups`` are the suspects, counted from 1, if it is known."""

    def __init__(self, problem: str, groups: tuple[int, ...] = ()) -> None:
        super().__init__(problem, "Compare it with the printed code and type it again.")
        self.groups = groups


class RecoveryCode(msgspec.Struct, frozen=True, kw_only=True):
    """A recovery code. Shown once, never saved."""

    value: int

    @property
    def secret(self) -> bytes:
        """The 130 bits as 17 bytes, big end first."""
        return self.value.to_bytes(17, "big")

    @property
    def groups(self) -> tuple[str, ...]:
        """The seven groups of four characters, as printed."""
        data = [(self.value >> (_BITS - 5 * (n + 1))) & 31 for n in range(_DATA)]
        text = "".join(ALPHABET[symbol] for symbol in [*data, *_check(data)])
        return tuple(text[at : at + GROUP_LENGTH] for at in range(0, _LENGTH, GROUP_LENGTH))

    @property
    def text(self) -> str:
        """The whole code as printed, its groups joined by hyphens."""
        return "-".join(self.groups)

    @override
    def __repr__(self) -> str:
        return "RecoveryCode(…)"


def new_code() -> RecoveryCode:
    """Return a fresh random code."""
    return RecoveryCode(value=secrets.randbits(_BITS))


def read_code(typed: str) -> RecoveryCode:
    """Return the code that was typed, in either case, with O for 0 and I or L for 1, and any gaps.

    Raises:
        RecoveryCodeError: it is no code; ``groups`` names the ones to look at, where it can.
    """
    symbols = _symbols(typed)
    if any(_syndromes(symbols)):
        raise _mistyped(_suspects(symbols))
    value = reduce(lambda so_far, symbol: so_far << 5 | symbol, symbols[:_DATA], 0)
    return RecoveryCode(value=value)


def group_matches(code: RecoveryCode, number: int, typed: str) -> bool:
    """Whether ``typed`` is group ``number`` (counted from 1) of the code, read as kindly."""
    return _normal(typed) == code.groups[number - 1]


def _normal(typed: str) -> str:
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_ALIKE)
    return "".join(c for c in plain if unicodedata.category(c) not in _DROPPED)


def _symbols(typed: str) -> list[int]:
    text = _normal(typed)
    strange = [at for at, char in enumerate(text) if char not in ALPHABET]
    if strange and len(text) == _LENGTH:
        raise _mistyped(tuple(sorted({at // GROUP_LENGTH + 1 for at in strange})))
    if strange:
        raise RecoveryCodeError("The code holds a character that no recovery code has.")
    if len(text) != _LENGTH:
        raise RecoveryCodeError(
            f"The code has {len(text)} characters instead of {_LENGTH}.", _wrong_lengths(typed)
        )
    return [ALPHABET.index(char) for char in text]


def _wrong_lengths(typed: str) -> tuple[int, ...]:
    groups = [_normal(group) for group in typed.replace("-", " ").split()]
    if len(groups) != GROUPS:
        return ()
    return tuple(n for n, group in enumerate(groups, 1) if len(group) != GROUP_LENGTH)


def _mistyped(groups: tuple[int, ...]) -> RecoveryCodeError:
    if not groups:
        return RecoveryCodeError("The code is not right, and in more than one place.")
    names = " or ".join(str(group) for group in groups)
    return RecoveryCodeError(f"The code is not right: look at group {names}.", groups)


def _suspects(symbols: list[int]) -> tuple[int, ...]:
    """Return the groups in which one changed character or one swap explains the fault."""
    first, second = _syndromes(symbols)
    found = set()
    for at in range(_LENGTH):
        if first and _times(first, _POWERS[_LENGTH - 1 - at]) == second:
            found.add(at)
    for at in range(_LENGTH - 1):
        swapped = [*symbols[:at], symbols[at + 1], symbols[at], *symbols[at + 2 :]]
        if not any(_syndromes(swapped)):
            found |= {at, at + 1}
    return tuple(sorted({at // GROUP_LENGTH + 1 for at in found}))


def _powers() -> list[int]:
    powers = [1]
    while len(powers) < len(ALPHABET) - 1:
        doubled = powers[-1] << 1
        powers.append(doubled ^ _FIELD_POLYNOMIAL if doubled & 32 else doubled)
    return powers


_POWERS = _powers()
_LOGS = {power: exponent for exponent, power in enumerate(_POWERS)}


def _times(a: int, b: int) -> int:
    if not a or not b:
        return 0
    return _POWERS[(_LOGS[a] + _LOGS[b]) % len(_POWERS)]


def _syndromes(symbols: list[int]) -> tuple[int, int]:
    """Return the code polynomial's values at 1 and at the field's generator; 0, 0 when whole."""
    at_one = reduce(lambda total, symbol: total ^ symbol, symbols, 0)
    at_two = reduce(lambda total, symbol: _times(total, 2) ^ symbol, symbols, 0)
    return at_one, at_two


def _check(data: list[int]) -> tuple[int, int]:
    """Return the two symbols that make both syndromes 0."""
    first, second = _syndromes([*data, 0, 0])
    # x + y = first and 2x + y = second over the field, so x = (first + second) / (2 + 1).
    third = _POWERS[-_LOGS[3] % len(_POWERS)]
    x = _times(first ^ second, third)
    return x, first ^ x
