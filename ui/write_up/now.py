"""Where the header says we are while a review is written up."""

from datetime import date

from models.deadlines import DateEngine
from models.next_step import ordinal, short_date
from models.review import ReviewHead


def where(head: ReviewHead, engine: DateEngine, today: date) -> str:
    """Return where we are, in few words: while the minutes are due, by which day."""
    which = f"{ordinal(head.number)} review"
    if head.completed_on is not None and head.sending.record_done is None:
        limits = {one.rule: one for one in engine.after_completion(head.completed_on)}
        due = limits.get("T15")
        if due is not None:
            left = engine.time_left(due, today).removesuffix(" left")
            return f"{which} · due {short_date(due.due, today)}, {left}"
    return f"{which} · writing up"
