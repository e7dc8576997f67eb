"""Feedback on a record that came back in a Word file: where each comment belongs, and its answer.

It is between a team lead and a reviewing officer and stands in no document. A comment belongs to a
version: what was said of an earlier one is never taken for this one, and says which it was about.
Positions are not kept: the words that a comment is about find its place again.
"""

from collections.abc import Callable, Iterable

import msgspec

from models.feedback_values import Feedback, FeedbackComment
from models.review import Recommendation, Review
from models.terms import Term


class Fit(Term):
    """How a file fits the review that it is brought to."""

    CURRENT = "current", "about the record as it stands"
    CHANGED = "changed", "about this version, which has been changed since"
    EARLIER = "earlier", "about an earlier version"
    DRAFT = "draft", "about a draft"
    UNKNOWN = "unknown", "the file does not say which version it is about"
    OTHER_DATE = "other_date", "about a review held on another day"
    OTHER_REVIEW = "other_review", "about another review"


REFUSED = frozenset({Fit.OTHER_DATE, Fit.OTHER_REVIEW})
"""Files that are about something else and are not taken in."""


def fit(feedback: Feedback, review: Review, reference: str, *, is_changed: bool = False) -> Fit:
    """Return how feedback fits; ``is_changed`` says that the newest version was changed since.

    A file that names no review at all may be about this one, and is then taken in as unknown.
    """
    head = review.head
    if feedback.reference and feedback.reference != reference:
        return Fit.OTHER_REVIEW
    held = {head.review_date, head.completed_on, *(meeting.on for meeting in head.meetings)}
    held.discard(None)
    if feedback.review_date is not None and held and feedback.review_date not in held:
        return Fit.OTHER_DATE
    newest = head.versions[-1].number if head.versions else 0
    if feedback.draft:
        return Fit.DRAFT
    if feedback.about_version is None:
        return Fit.UNKNOWN
    if feedback.about_version < newest:
        return Fit.EARLIER
    return Fit.CHANGED if is_changed or feedback.about_version > newest else Fit.CURRENT


def differs_from(review: Review, signed: Review) -> bool:
    """Whether what the record says was changed since that version was signed."""
    now, then = review.head, signed.head
    if (now.recommendations, now.unanswered) != (then.recommendations, then.unanswered):
        return True
    written = {record.id: record.minutes for record in review.sections if record.minutes}
    return written != {record.id: record.minutes for record in signed.sections if record.minutes}


def about_words(feedback: Feedback) -> str:
    """Return which version it was about, in words, and whether the copy still says the same."""
    changed = ", in a copy with other words" if feedback.changed else ""
    if feedback.draft:
        version = f", version {feedback.version}" if feedback.version else ""
        return f"about a draft{version}{changed}"
    if feedback.about_version is not None:
        return f"about version {feedback.about_version}{changed}"
    return f"the version is not known{changed}"


def is_old(feedback: Feedback, review: Review) -> bool:
    """Whether a newer version was signed than the one it is about."""
    newest = review.head.versions[-1].number if review.head.versions else 0
    return bool(newest) and feedback.about_version != newest


def placed(feedback: Feedback, review: Review, fits: Fit) -> Feedback:
    """Return the feedback with each comment at its recommendation of today's record.

    A recommendation is found by its words; by its number only in the version that was read.
    """
    recommendations = review.head.recommendations
    comments = tuple(
        msgspec.structs.replace(one, recommendation_id=_found(one, recommendations, fits))
        for one in feedback.comments
    )
    return msgspec.structs.replace(feedback, comments=comments)


def taken_in(review: Review, fresh: Feedback) -> tuple[Feedback, ...]:
    """Return the feedback of the review with ``fresh`` in it, each comment once.

    The same file again brings nothing new; a file that went round once more brings what was added,
    and what was answered and done stays so.
    """
    kept = (comment for one in review.head.feedback for comment in one.comments)
    ids = {_same(comment): comment.id for comment in kept}
    known = {c.id: ids[_same(c)] for c in fresh.comments if _same(c) in ids}
    added = tuple(
        msgspec.structs.replace(c, answers=known.get(c.answers, c.answers))
        for c in fresh.comments
        if c.id not in known
    )
    if not added:
        return review.head.feedback
    return (*review.head.feedback, msgspec.structs.replace(fresh, comments=added))


def answers_text(review: Review, where: Callable[[FeedbackComment], str]) -> str:
    """Return what the officer answered or did, for the team lead; nothing where nothing is said.

    ``where`` says in words where a comment belongs.
    """
    return "\n\n".join(
        _answered(comment, where(comment))
        for one in review.head.feedback
        for comment in one.comments
        if comment.answer.strip() or comment.done
    )


def _answered(comment: FeedbackComment, where: str) -> str:
    quoted = f": “{' '.join(comment.quoted.split())}”" if comment.quoted else ""
    said = f"{comment.author}: {comment.words}" if comment.author else comment.words
    answer = comment.answer.strip()
    if comment.done:
        answer = f"{answer} (done)" if answer else "done"
    return f"{where[:1].upper()}{where[1:]}{quoted}\n{said}\nAnswer: {answer}"


def with_comment(
    feedback: Iterable[Feedback], feedback_id: str, comment: FeedbackComment
) -> tuple[Feedback, ...]:
    """Return the feedback with one comment in its new form."""
    return tuple(
        one
        if one.id != feedback_id
        else msgspec.structs.replace(
            one,
            comments=tuple(comment if c.id == comment.id else c for c in one.comments),
        )
        for one in feedback
    )


def _same(comment: FeedbackComment) -> tuple[str, str, str]:
    return (comment.author, _plain(comment.words), _plain(comment.quoted))


def _found(comment: FeedbackComment, recommendations: tuple[Recommendation, ...], fits: Fit) -> str:
    if comment.number is None:
        return ""
    same = [one.id for one in recommendations if _plain(one.what) == _plain(comment.what)]
    if len(same) == 1 and comment.what:
        return same[0]
    number = comment.number
    if fits is Fit.CURRENT and 1 <= number <= len(recommendations):
        return recommendations[number - 1].id
    return ""


def _plain(words: str) -> str:
    """Return words without what a re-saved file may change about them."""
    return " ".join(words.replace("\u00a0", " ").split()).casefold()
