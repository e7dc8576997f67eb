"""What the review itself tells about how the child took part, for the code that Heard proposes.

Attendance, the views log and the child's words marked in the notes are looked at; what none of
them says counts as not having happened, and the IRO decides (domain.md §3.1).
"""

from models.ages import age_on
from models.child import Child, View
from models.participation import TookPart
from models.people import is_the_child
from models.review import Review
from models.terms import Attended, PrivateTalk, ViewMethod

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
    }
)
_SPOKEN = frozenset({ViewMethod.SPOKE_IN_MEETING, ViewMethod.STATEMENT})
_SENT = frozenset(
    {
        ViewMethod.TEXT_MESSAGE,
        ViewMethod.LETTER_OR_FORM,
        ViewMethod.DRAWING,
        ViewMethod.FILM_OR_AUDIO,
        ViewMethod.DIGITAL_APP,
        ViewMethod.PHONE_CALL,
        ViewMethod.VIDEO_CALL,
        ViewMethod.WORKSHEET,
        ViewMethod.QUESTION_BOX,
    }
)
_TALKED = frozenset({PrivateTalk.YES_ALONE, PrivateTalk.YES_WITH_SUPPORTER})


def took_part(child: Child, review: Review, *, video_counts: bool = False) -> TookPart:
    """Return what is known of the child's part in the review; age on its date, else when born.

    ``video_counts`` says that this team counts joining by video or telephone as being there.
    """
    head = review.head
    attended = _attended(child, review)
    views = [view for view in child.views if view.review_id == review.id]
    methods = {view.method for view in views}
    spoke = bool(methods & _SPOKEN)
    in_room = attended in _THERE or (attended in _UNKNOWN and spoke)
    words = any(line.quote for record in review.sections for line in record.notes)
    return TookPart(
        age=age_on(child.born, head.review_date or head.completed_on or child.born),
        in_room=in_room,
        remote=attended in _REMOTE,
        remote_counts=video_counts,
        spoke=spoke or (words and (in_room or attended in _REMOTE)),
        someone_spoke=bool(methods & _FOR_THEM),
        showed=bool(methods & _SHOWN),
        briefed=bool(methods & _FOR_THEM) or _told_the_chair(review, views),
        sent=attended is Attended.SENT_VIEWS or bool(methods & _SENT),
    )


def _attended(child: Child, review: Review) -> Attended:
    ids = {person.id for person in child.people if is_the_child(person, child)} | {child.id}
    found = (a.attended for a in review.head.attendance if a.person_id in ids)
    return next(found, Attended.NOT_YET)


def _told_the_chair(review: Review, views: list[View]) -> bool:
    """Whether the child talked with the reviewing officer alone and shared something there."""
    talked = review.head.private_conversation.value in _TALKED
    return talked or any(view.method is ViewMethod.PRIVATE_TALK for view in views)
