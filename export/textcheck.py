"""The text check: eight characters that tell whether the words of a document were changed.

40 bits of SHA-256 over the text a reader sees in the body, headers and footers left out, written
in Crockford's base 32 (no I, L, O or U). It notices editing; it does not withstand forgery, since
anybody can work it out anew (design.md §5).
"""

import hashlib
import re
from collections.abc import Iterable

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH, _BITS = 8, 5
_READ_AS = str.maketrans("OIL", "011")
_FORM = re.compile(r"text check\s+([0-9A-Z]{4}-[0-9A-Z]{4})", re.IGNORECASE)


def canonical(paragraphs: Iterable[str]) -> str:
    """Return the visible text of a body: its lines in order, those without a letter left out.

    ``paragraphs`` are read as Word shows them, tables row by row, line breaks as line feeds. A
    program that opens and saves a document may add an empty paragraph; that is no change of text.
    """
    lines = (line for text in paragraphs for line in text.split("\n"))
    return "\n".join(line for line in lines if line.strip())


def text_check(paragraphs: Iterable[str]) -> str:
    """Return the check of a body's paragraphs, as ``XXXX-XXXX``."""
    digest = hashlib.sha256(canonical(paragraphs).encode()).digest()
    number = int.from_bytes(digest[: _LENGTH * _BITS // 8], "big")
    digits = [_DIGITS[number >> shift & 31] for shift in range((_LENGTH - 1) * _BITS, -1, -_BITS)]
    return f"{''.join(digits[:4])}-{''.join(digits[4:])}"


def printed_check(footer: str) -> str | None:
    """Return the check that a footer prints, or None; letters easily misread are put right."""
    found = _FORM.search(footer)
    return found[1].upper().translate(_READ_AS) if found else None
