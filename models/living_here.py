"""Since when a child lives where they live: a new code for the same home is no move.

Source: domain.md §6.2; regulation 28 counts visits from the day of coming to a home.
"""

from datetime import date

from models.child import Child, Home
from models.stability import Came, Lane, Stability, Stay, stability


def same_since(found: Stability, lane: Lane) -> Stay | None:
    """Return the span with which what is so now began; None where its name changed since."""
    run: list[Stay] = []
    for stay in found.lane(lane):
        if stay.is_temporary:
            continue
        if stay.came is not Came.NOT_COUNTED:
            run = []
        run.append(stay)
    if not run or run[-1].end is not None or len({stay.name for stay in run}) > 1:
        return None
    return run[0]


def here_since(child: Child, home: Home, today: date) -> date:
    """Return the day (UK) on which the child came to live where they are; a new code is no move."""
    same = same_since(stability(child, today), Lane.HOMES)
    return same.start if same is not None else home.start
