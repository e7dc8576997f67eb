"""Text as search sees it: without accents and case."""

import unicodedata


def folded(text: str) -> str:
    """Return the text without accents and case; letters that are no accented ones stay."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()
