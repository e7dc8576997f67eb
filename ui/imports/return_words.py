"""What is said about a national return: what was read, what would change, what was taken."""

from models.return_preview import Preview
from models.ssda903 import FileSeen, RowProblem, Standing
from models.taking import Took

_KINDS = {
    "header": "who the children are",
    "episodes": "legal status and homes",
    "reviews": "reviews",
    "uasc": "children who came alone to seek asylum",
    "missing": "times missing",
    "oc2": "health and strengths and difficulties",
    "sw_episodes": "social workers",
    "xml": "the whole return in one file",
}
_STANDINGS = (
    (Standing.CHANGED, "changed"),
    (Standing.GONE, "no longer in care"),
    (Standing.UNCHANGED, "as before"),
    (Standing.NEW, "not on your caseload"),
    (Standing.ABSENT, "on your caseload and not in these files"),
)


def counts(preview: Preview) -> str:
    """Return how many children there are of each standing."""
    if not preview.rows:
        return "No child could be read from these files. Nothing was saved."
    numbers = [
        (sum(row.standing is standing for row in preview.rows), words)
        for standing, words in _STANDINGS
    ]
    found = ", ".join(f"{many:,} {words}" for many, words in numbers if many)
    return f"{children(len(preview.rows))}: {found}.{_lacking(preview)}"


def _lacking(preview: Preview) -> str:
    """Return what the files cannot say, where that changes what the caseload shows."""
    kinds = {file.kind for file in preview.files}
    if not kinds or "xml" in kinds or "reviews" in kinds:
        return ""
    return (
        " No reviews are among these files: for a new child the next one is counted from the day "
        "care began, and may seem late."
    )


def place_words(problem: RowProblem) -> str:
    """Return where a fault of a row stands, and what was done about it."""
    where = (problem.file, f"line {problem.line:,}", problem.column)
    return f"{', '.join(part for part in where if part)}: {problem.reason}"


def take_words(many: int) -> str:
    """Return what the button says that takes so many children."""
    if not many:
        return "Take the children you tick"
    return "Take this child" if many == 1 else f"Take these {many:,} children"


def file_words(file: FileSeen) -> str:
    """Return what a file was taken for, how many rows it has, and what is to be known of it."""
    rows = "1 row" if file.rows == 1 else f"{file.rows:,} rows"
    parts = [_KINDS.get(file.kind, file.kind), rows] if file.kind else ["not used"]
    words = f"{file.name}: {', '.join(parts)}"
    return f"{words}. {file.note}" if file.note else words


def took_words(took: Took, wanted: int) -> tuple[str, str]:
    """Return what was taken of how many that were ticked, and what that means for the rest."""
    if took.taken == wanted:
        were = "was" if wanted == 1 else "were"
        return f"{children(wanted)} {were} taken from the return.", ""
    said = f"{took.taken:,} of {wanted:,} children were taken from the return, and stay."
    parts = []
    if took.left:
        were = "was" if took.left == 1 else "were"
        parts.append(f"{took.left:,} {were} changed here meanwhile, and left as they are.")
    if took.taken + took.left < wanted:
        parts.append("You stopped before the rest.")
    return said, f"{' '.join(parts)} Read the files again to take them."


def children(many: int) -> str:
    """Return so many children in words."""
    return "1 child" if many == 1 else f"{many:,} children"
