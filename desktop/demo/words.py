"""How the hands read and write what the window shows."""

from datetime import date


def typed_day(day: date | None) -> str:
    """Return a date as one types it, day first; nothing for no date."""
    return f"{day:%d/%m/%Y}" if day is not None else ""


def capital(words: str) -> str:
    """Return the words of a choice as the window shows them."""
    return words[:1].upper() + words[1:]
