"""What the frame of the meeting page says: where, by when, for how long, in whose order."""

from datetime import datetime

from models.calendar import long_date
from models.child import Child
from models.completing import next_meeting, running_meeting
from models.next_step import ordinal
from models.review import ReviewHead
from models.wording import Wording, fill


def elapsed(begun: datetime, now: datetime) -> str:
    """Return how long a meeting has been going, hours and minutes: "00:34"."""
    minutes = max(0, int((now - begun).total_seconds()) // 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def order_words(child: Child, head: ReviewHead) -> str:
    """Return whose order the agenda stands in, where the child chose it."""
    if not head.agenda_order or not head.order_chosen_by:
        return ""
    return fill("{their} order", Wording(name=child.preferred_name, pronouns=child.pronouns))


def where_words(head: ReviewHead) -> str:
    """Return which review it is and where the meeting is held."""
    words = [f"{ordinal(head.number)} review", "meeting"]
    meeting = running_meeting(head) or next_meeting(head)
    meeting = meeting or (head.meetings[-1] if head.meetings else None)
    if meeting is not None and meeting.place and not meeting.place_withheld:
        words.append(meeting.place)
    return " · ".join(words)


def limit_words(head: ReviewHead) -> str:
    """Return by when the review had to be held, and whether it is in time."""
    if head.completed_on is not None:
        return f"Completed on {long_date(head.completed_on)}."
    if head.limit is None:
        return ""
    said = f"Review must be held by {long_date(head.limit)}"
    meeting = running_meeting(head)
    if meeting is None:
        return f"{said}."
    return f"{said} · held today, {'in time' if meeting.on <= head.limit else 'late'}."
