"""The case file: a JSON document with one child and their reviews, the same values as the store.

It is read here and written by hand-over only; Heard itself never leaves one on disk. A fault is
told with its path (``$.reviews[0].head.number``).
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from models.apply import quotes_of
from models.child import Child, Value
from models.edits import Opened
from models.errors import DataFaultError
from models.review import Review
from models.text import Mark, clean

MOST_BYTES = 50_000_000
_REMEDY = "Nothing was added. Ask whoever made the file to put this right, or choose another file."


class CaseFile(Value, frozen=True, kw_only=True):
    """One child and one or more reviews, oldest first."""

    format: Literal["heard-case"]
    version: Literal[1]
    child: Child
    reviews: tuple[Review, ...] = ()


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a case file, made from the types themselves."""
    return msgspec.json.schema(CaseFile)


def read_case_file(path: Path) -> CaseFile:
    """Return the case file at ``path``, cleaned and checked.

    Raises DataFaultError, with the path of the fault inside the file, when it is not one.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as fault:
        raise DataFaultError(
            "This file could not be opened, and nothing was added.",
            "Check that it is still there and that you may read it.",
            "",
        ) from fault
    if size > MOST_BYTES:
        raise DataFaultError("This file is too large to be a case file (over 50 MB).", _REMEDY, "")
    return decode_case_file(data)


def decode_case_file(data: bytes) -> CaseFile:
    """Return the case file in ``data``. Raises DataFaultError with the path of the fault."""
    try:
        case = msgspec.json.decode(data, type=CaseFile)
    except msgspec.ValidationError as fault:
        what, _, where = str(fault).partition(" - at `")
        raise _fault(what, where.rstrip("`") or "$") from fault
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise _fault("it is not JSON text that Heard can read", "the start") from fault
    case = _cleaned(case)
    for what, where in _faults(case):
        raise _fault(what, where)
    return case


def _fault(what: str, where: str) -> DataFaultError:
    return DataFaultError(f"This case file has a fault at {where}: {what}.", _REMEDY, where)


def _cleaned(case: CaseFile) -> CaseFile:
    """Return the case file with every string cleaned, as typing would have been."""

    def fit(value: Any) -> Any:
        if isinstance(value, str):
            return clean(value).text
        if isinstance(value, list):
            return [fit(item) for item in value]
        if isinstance(value, dict):
            return {key: fit(item) for key, item in value.items()}
        return value

    plain = msgspec.to_builtins(case)
    return msgspec.convert(fit(plain), CaseFile)


def _faults(case: CaseFile) -> Iterator[tuple[str, str]]:
    yield from _repeated([review.id for review in case.reviews], "$.reviews")
    people = {person.id for person in case.child.people}
    for at, review in enumerate(case.reviews):
        where = f"$.reviews[{at}]"
        if review.child_id != case.child.id:
            yield "the review belongs to another child", f"{where}.child_id"
        for i, attendance in enumerate(review.head.attendance):
            if attendance.person_id not in people:
                yield "there is no such person", f"{where}.head.attendance[{i}].person_id"
        yield from _repeated([r.id for r in review.head.recommendations], f"{where}.head")
        yield from _line_faults(Opened(child=case.child, review=review), where)


def _repeated(ids: list[str], where: str) -> Iterator[tuple[str, str]]:
    for name, count in Counter(ids).items():
        if count > 1:
            yield f"the id {name!r} stands there {count} times", where


def _line_faults(opened: Opened, where: str) -> Iterator[tuple[str, str]]:
    quotes = quotes_of(opened)
    for at, record in enumerate(opened.the_review.sections):
        place = f"{where}.sections[{at}]"
        lines = [("notes", i, line) for i, line in enumerate(record.notes)]
        lines += [("minutes", i, line) for i, line in enumerate(record.minutes)]
        yield from _repeated([line.id for _, _, line in lines], place)
        for field, i, line in lines:
            if (line.mark is Mark.WORDS) != (line.quote is not None):
                yield "the child's words need a quotation, and only they", f"{place}.{field}[{i}]"
            if line.quote is not None and line.quote not in quotes:
                yield "there is no such quotation", f"{place}.{field}[{i}].quote"
            length = len(quotes[line.quote].text) if line.quote in quotes else len(line.text)
            if any(s.start < 0 or s.length < 1 or s.end > length for s in line.spans):
                yield "a span reaches outside its line", f"{place}.{field}[{i}].spans"
