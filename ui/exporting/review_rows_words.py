"""What is said about the review rows of the return: how many, and what stops one."""

from datetime import date

from export.review_rows import RowOut

_APRIL = 4


def return_year(today: date) -> tuple[date, date]:
    """Return the first and last day of the return's year that ``today`` lies in."""
    year = today.year if today.month >= _APRIL else today.year - 1
    return date(year, _APRIL, 1), date(year + 1, _APRIL - 1, 31)


def in_words(row: RowOut) -> str:
    """Return whether a review is in the file, and why not, or what to look at."""
    if row.stop:
        return f"left out: {row.stop}"
    return f"yes, but look: {row.note}" if row.note else "yes"


def count_words(rows: tuple[RowOut, ...]) -> str:
    """Return how many rows there are, how many are left out and how many need a look."""
    if not rows:
        return "No review was held in these dates."
    out = sum(not row.stop for row in rows)
    stopped = len(rows) - out
    looks = sum(bool(row.note) for row in rows)
    parts = [f"{rows_words(out)} for the file."]
    if stopped:
        parts.append(
            f"{stopped:,} left out, with the reason beside {'it' if stopped == 1 else 'each'}."
        )
    if looks:
        parts.append(f"{looks:,} to look at.")
    return " ".join(parts)


def rows_words(many: int) -> str:
    """Return so many rows in words."""
    return "1 row" if many == 1 else f"{many:,} rows"
