"""A small national return in files: a few children, one of them the sample's, and dirty rows."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from tests.support.sample import sample_child

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
)
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE"
CAME = date(2025, 3, 4)


def write(path: Path, heading: str, rows: Iterable[str], encoding: str = "utf-8") -> Path:
    """Write one file of the return, lines ended as Windows does."""
    path.write_text("\r\n".join((heading, *rows, "")), encoding=encoding, newline="")
    return path


def header_row(number: str, born: date = date(2013, 5, 6)) -> str:
    """Return the row that says who a child is."""
    return f"{number},2,{born:%d/%m/%Y},WBRI,,,"


def episode_row(number: str, came: date = CAME, place: str = "U6") -> str:
    """Return a row for a child who came into care and is there still."""
    return f"{number},{came:%d/%m/%Y},S,C2,N1,{place},PR1,,,,AB1 2CD,AB3 4EF,"


def review_row(number: str, on: date, code: str = "PN1", born: date = date(2013, 5, 6)) -> str:
    """Return a row for a review."""
    return f"{number},{born:%d/%m/%Y},{on:%d/%m/%Y},{code}"


def made_return(
    folder: Path, numbers: Sequence[str], *, more: Sequence[str] = (), place: str = "U6"
) -> Path:
    """Write a return of children with these numbers; ``more`` are further rows of episodes."""
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "header.csv", HEADER, map(header_row, numbers))
    write(
        folder / "episodes.csv",
        EPISODES,
        (*(episode_row(number, place=place) for number in numbers), *more),
    )
    rows = (review_row(n, CAME + timedelta(days=20 + at)) for at, n in enumerate(numbers))
    write(folder / "reviews.csv", REVIEWS, rows)
    return folder


def sample_return(folder: Path) -> Path:
    """Write a return in which the sample's child has moved, with others and a row that is wrong."""
    child = sample_child()
    number = child.ids.la_id
    numbers = [f"{70_000 + at}" for at in range(40)]
    folder.mkdir(parents=True, exist_ok=True)
    write(
        folder / "header.csv",
        HEADER,
        (header_row(number, child.born), *map(header_row, numbers)),
    )
    came = child.became_looked_after or CAME
    wrong = f"{numbers[0]},31/02/2026,P,C2,N1,U6,PR1,,,,AB1 2CD,AB3 4EF,"
    write(
        folder / "episodes.csv",
        EPISODES,
        (episode_row(number, came, "K2"), *map(episode_row, numbers), wrong),
    )
    return folder
