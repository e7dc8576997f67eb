"""Text as Word keeps it: letter for letter, with its line breaks, tabs, direction and language."""

import re
import unicodedata
from html import escape

from models.text import clean

_RTL = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]"
)
_PIECES = re.compile(r"[^\n\t]+|\n|\t")
_PLAIN = re.compile(r"[\x20-\x7e\xa0-\u02ff\u2010-\u2027\u2030-\u205e]*\Z")
_STRONG = {"L": False, "R": True, "AL": True}
_BY_SCRIPT = (
    (re.compile("[ٹڈڑںےہھ]"), "ur-PK"),
    (re.compile("[پچژگکی]"), "fa-IR"),
    (re.compile("[\u0590-\u05ff]"), "he-IL"),
)


def fit(text: str) -> str:
    """Return the text as XML can hold it; what was cleaned when it was entered stays the same."""
    return text if _PLAIN.match(text) else clean(text).text


def is_rtl(text: str) -> bool:
    """Whether the text as a whole is read from right to left: by its first strong letter."""
    if not _RTL.search(text):
        return False
    for char in text:
        strong = _STRONG.get(unicodedata.bidirectional(char))
        if strong is not None:
            return strong
    return False


def runs_xml(text: str, style: str = "", language: str = "") -> str:
    """Return the text as runs in one character style (by its id; none for the paragraph's own).

    ``language`` is its BCP 47 tag where it is not the document's; without one, letters that are
    read from right to left say by themselves which language is meant.
    """
    text = fit(text)
    look = f'<w:rStyle w:val="{style}"/>' if style else ""
    said = f'<w:lang w:val="{escape(language)}" w:eastAsia="{escape(language)}"/>'
    plain = look + (said if language else "")
    if not _RTL.search(text):
        return _run(text, plain)
    return "".join(
        _run(
            part,
            f'{look}<w:rtl/><w:lang w:bidi="{escape(language or _language(part))}"/>'
            if rtl
            else plain,
        )
        for part, rtl in _directions(text)
    )


def _run(text: str, look: str) -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    if "\n" not in text and "\t" not in text:
        return f"<w:r>{properties}{_letters(text)}</w:r>"
    pieces = "".join(
        "<w:br/>" if piece == "\n" else "<w:tab/>" if piece == "\t" else _letters(piece)
        for piece in _PIECES.findall(text)
    )
    return f"<w:r>{properties}{pieces}</w:r>"


def _letters(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text, quote=False)}</w:t>'


def _directions(text: str) -> list[tuple[str, bool]]:
    """Return the text cut where its direction changes; what has none goes with what is before."""
    parts: list[tuple[str, bool]] = []
    start, now = 0, False
    for at, char in enumerate(text):
        strong = _STRONG.get(unicodedata.bidirectional(char), now)
        if strong != now:
            if at > start:
                parts.append((text[start:at], now))
            start, now = at, strong
    return [*parts, (text[start:], now)]


def _language(text: str) -> str:
    found = (language for letters, language in _BY_SCRIPT if letters.search(text))
    return next(found, "ar-SA")
