"""The review rows of the national return (SSDA903): CHILD, DOB, REVIEW, REVIEW_CODE.

One row for each review that was held, dates day first, lines ended as Windows does, in UTF-8
without a byte order mark: the file that the council's own system takes in. Rows are a pure function
of the reviews; what stops one is said in words and never guessed at.
"""

import csv
import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from export.files import ExportResult, put
from models.ages import age_on
from models.child import Value
from models.codes import codes
from models.reported_reviews import ReportedReview

DOCUMENT = "review_rows"
COLUMNS = ("CHILD", "DOB", "REVIEW", "REVIEW_CODE")

_UNDER_FOUR, _FOUR = "PN0", 4  # domain.md §3.1


class RowOut(Value, frozen=True, kw_only=True):
    """A review with its row, or with what stops it; ``note`` is what to look at all the same."""

    review: ReportedReview
    stop: str = ""
    note: str = ""


def rows_out(reviews: Iterable[ReportedReview]) -> tuple[RowOut, ...]:
    """Return each review with whether it makes a row, by council number and date."""
    made: list[RowOut] = []
    there: dict[tuple[str, date], str] = {}
    for review in sorted(reviews, key=lambda r: (r.la_id, r.on, not r.completed)):
        stop = _stop(review) or _twice(review, there)
        if not stop:
            there[review.la_id, review.on] = review.code
        made.append(RowOut(review=review, stop=stop, note="" if stop else _note(review)))
    return tuple(made)


def csv_bytes(rows: Iterable[RowOut]) -> bytes:
    """Return the file: a heading, and a row for each review that nothing stops."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        if not row.stop:
            review = row.review
            writer.writerow((review.la_id, _day(review.born), _day(review.on), review.code))
    return text.getvalue().encode("utf-8")


def file_name(first: date, last: date) -> str:
    """Return the name of the file: its dates, and nobody's name or number."""
    return f"review-rows-{first:%Y-%m-%d}-to-{last:%Y-%m-%d}.csv"


def save_rows(rows: tuple[RowOut, ...], folder: str, name: str, temporary: str) -> ExportResult:
    """Save the rows in a folder; a file that is there already keeps its name.

    Raises:
        ExportError: the disk is full, the folder may not be written or is gone.
    """
    return put(csv_bytes(rows), Path(folder) / name, replace=False, temporary=Path(temporary))


def _day(on: date) -> str:
    return f"{on.day:02}/{on.month:02}/{on.year:04}"


def _stop(review: ReportedReview) -> str:
    if not review.completed:
        return "the review is not completed yet"
    if not review.la_id:
        return "the child has no council number"
    if not review.code:
        return "the review has no participation code"
    if review.code not in codes("participation"):
        return "the participation code is not one of the return's"
    if review.on < review.born:
        return "the review is dated before the child was born"
    return ""


def _twice(review: ReportedReview, there: dict[tuple[str, date], str]) -> str:
    code = there.get((review.la_id, review.on))
    if code is None:
        return ""
    same = f"with code {code}" if code != review.code else "already"
    return f"a review of this child on this day is in the file {same}"


def _note(review: ReportedReview) -> str:
    is_young = age_on(review.born, review.on).years < _FOUR
    if is_young and review.code != _UNDER_FOUR:
        return "under four on that day, for whom the return expects PN0"
    if not is_young and review.code == _UNDER_FOUR:
        return "four or older on that day, when PN0 no longer fits"
    return ""
