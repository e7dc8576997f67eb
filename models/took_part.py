"""What the review itself tells about how the child took part, for the code that Heard proposes.

Attendance, the views log, the child's words marked in the notes and what the chair was asked to say
are looked at; what none of them says counts as not having happened, and the IRO decides. Where any
words of the child came, their views did reach the review (domain.md §3.1).
"""

from datetime import date

from models.ages import age_on
from models.child import Child, View
from models.participation import TookPart
from models.people import is_the_child
from models.review import Review
from models.terms import Attended, PrivateTalk, ViewMethod
from models.view_log import without_words

_THERE = frozenset({Attended.ATTENDED, Attended.PART})
_REMOTE = frozenset({Attended.VIDEO, Attended.PHONE})
_UNKNOWN = frozenset({Attended.NOT_YET})
_FOR_THEM = frozenset({ViewMethod.ADVOCATE, ViewMethod.INDEPENDENT_VISITOR})
_SHOWN = frozenset(
    {
        ViewMethod.SYMBOLS_OR_AAC,
        ViewMethod.DRAWING,
        ViewMethod.PLAY_OR_TOYS,
        ViewMethod.TALKING_MATS,
        ViewMethod.CHOSE_FIRST,
        ViewMethod.BROUGHT,
        ViewMethod.SHOOK_HANDS,
    }
)
_SPOKEN = frozenset({ViewMethod.SPOKE_IN_MEETING, ViewMethod.STATEMENT, ViewMethod.CHAIRED})
_SENT = frozenset(
    {
        ViewMethod.TEXT_MESSAGE,
        ViewMethod.LETTER_OR_FORM,
        ViewMethod.FILM_OR_AUDIO,
        ViewMethod.DIGITAL_APP,
        ViewMethod.PHONE_CALL,
        ViewMethod.VIDEO_CALL,
        ViewMethod.WORKSHEET,
        ViewMethod.QUESTION_BOX,
        ViewMethod.SCALING,
        ViewMethod.THREE_HOUSES,
        ViewMethod.GROUP,
        *_SHOWN,
    }
)
_TOLD_CHAIR = frozenset(
    {ViewMethod.PRIVATE_TALK, ViewMethod.OUT_TOGETHER, ViewMethod.INTERPRETER_HELPED}
)
_BRIEFED = _FOR_THEM | _TOLD_CHAIR
_TALKED = frozenset({PrivateTalk.YES_ALONE, PrivateTalk.YES_WITH_SUPPORTER})


def took_part(child: Child, review: Review, today: date, *, video_counts: bool = False) -> TookPart:
    """Return what is known of the child's part in the review.

    The age is that on its date; ``today`` is a UK date for a review that has none.
    ``video_counts`` says that this team counts joining by video or telephone as being there.
    """
    attended = _attended(child, review)
    views = [view for view in child.views if view.review_id == review.id]
    methods = {view.method for view in views}
    spoke = bool(methods & _SPOKEN) or _spoke_through_interpreter(review, views)
    in_room = attended in _THERE or (attended in _UNKNOWN and bool(methods & _SPOKEN))
    marked, by_signs = _marked_words(views, review), without_words(child)
    words = marked or any(v.words_id and v.method not in _BRIEFED for v in views)
    for_them = bool(methods & _FOR_THEM) or bool(review.head.taking_part.say_for_them.strip())
    return TookPart(
        age=age_on(child.born, _held_on(review) or today),
        in_room=in_room,
        is_noted=attended not in _UNKNOWN,
        remote=attended in _REMOTE,
        remote_counts=video_counts,
        spoke=spoke or (marked and not by_signs and (in_room or attended in _REMOTE)),
        someone_spoke=for_them,
        showed=bool(methods & _SHOWN) or (marked and by_signs) or _seen_there(child, review, views),
        briefed=for_them or _told_the_chair(review, views),
        sent=attended is Attended.SENT_VIEWS or bool(methods & _SENT) or words,
    )


def _held_on(review: Review) -> date | None:
    head = review.head
    days = [meeting.on for meeting in head.meetings]
    return head.review_date or head.completed_on or min(days, default=None)


def _is_at_meeting(review: Review, view: View) -> bool:
    """Whether something was shared on a day on which the review met."""
    head = review.head
    return view.on in {head.review_date, *(meeting.on for meeting in head.meetings)}


def _marked_words(views: list[View], review: Review) -> bool:
    """Whether the notes hold words of the child that the log does not say came another way."""
    otherwise = {v.words_id for v in views if v.method not in _SPOKEN}
    lines = (line for record in review.sections for line in record.notes)
    return any(line.quote and line.quote not in otherwise for line in lines)


def _spoke_through_interpreter(review: Review, views: list[View]) -> bool:
    return any(
        view.method is ViewMethod.INTERPRETER_HELPED and _is_at_meeting(review, view)
        for view in views
    )


def _seen_there(child: Child, review: Review, views: list[View]) -> bool:
    """Whether a child without many words was seen to show something where the review met."""
    return without_words(child) and any(
        view.method is ViewMethod.OBSERVATION and _is_at_meeting(review, view) for view in views
    )


def _attended(child: Child, review: Review) -> Attended:
    ids = {person.id for person in child.people if is_the_child(person, child)} | {child.id}
    found = (a.attended for a in review.head.attendance if a.person_id in ids)
    return next(found, Attended.NOT_YET)


def _told_the_chair(review: Review, views: list[View]) -> bool:
    """Whether the child talked with the reviewing officer alone and shared something there."""
    talked = review.head.private_conversation.value in _TALKED
    return talked or any(view.method in _TOLD_CHAIR for view in views)
