"""The parts of a record in the order in which they are written up, and how far each one is.

The agenda's sections come in the child's order; then those that this review leaves out, each with
a reason; then what only the reviewing officer writes: G and I of domain.md §4.2.
"""

from collections.abc import Sequence
from datetime import date

from models.agenda import Agenda, not_shown
from models.agenda_guide import guide_for
from models.child import Child, Value
from models.review import DIFFERENCES, IRO_VIEW, Review, SectionRecord
from models.terms import SectionStatus, Term
from models.text import Text


class PartState(Term):
    """How far a part of the record is."""

    EMPTY = "empty", "empty"
    NOTES = "notes", "notes"
    WRITING = "writing", "writing"
    DONE = "done", "written up"
    NOT_RELEVANT = "not_relevant", "not relevant"

    @property
    def is_finished(self) -> bool:
        """Whether nothing more has to be written."""
        return self in {PartState.DONE, PartState.NOT_RELEVANT}


class Part(Value, frozen=True, kw_only=True):
    """One part of the record.

    ``left_out`` is the reason offered where this review does not show the section; ``reason`` is
    the one that was given. ``hint`` says what belongs there.
    """

    id: str
    title: str
    state: PartState
    left_out: str = ""
    reason: str = ""
    hint: str = ""
    of_letter: bool = False

    @property
    def has_notes(self) -> bool:
        """Whether notes are ever taken for it in the meeting."""
        return not self.of_letter and self.id not in (IRO_VIEW, DIFFERENCES)


_OWN = (
    (
        IRO_VIEW,
        "My view as the reviewing officer",
        "Is the plan right, and is it going fast enough? What goes well, and what worries you?",
    ),
    (
        DIFFERENCES,
        "What we did not agree on",
        "Who saw it differently, {name} too, and why. Nothing to say is an answer as well.",
    ),
)

OWN_PARTS = {part_id: title for part_id, title, _ in _OWN}
"""What the reviewing officer's own parts of the record are called, by id."""


def parts_of(agenda: Agenda, child: Child, review: Review, today: date) -> tuple[Part, ...]:
    """Return the parts of the record; ``agenda`` is ``worded`` for the child, ``today`` UK."""
    guide = guide_for(agenda, child, review, today)
    reasons = {one.id: one.reason for one in review.head.not_relevant}
    parts = [
        Part(
            id=one.section.id,
            title=one.section.title,
            state=_state(review.section(one.section.id), reasons.get(one.section.id, "")),
            reason=reasons.get(one.section.id, ""),
            hint=one.section.purpose,
        )
        for one in guide.sections
    ]
    for left in not_shown(agenda, guide.facts):
        reason = reasons.get(left.section.id, "")
        parts.append(
            Part(
                id=left.section.id,
                title=left.section.title,
                state=PartState.NOT_RELEVANT,
                left_out=left.reason,
                reason=reason,
                hint=left.section.purpose,
            )
        )
    for id_, title, hint in _OWN:
        state = _state(review.section(id_), "")
        worded_hint = hint.replace("{name}", child.preferred_name)
        parts.append(Part(id=id_, title=title, state=state, hint=worded_hint))
    return tuple(parts)


def next_unfinished(parts: Sequence[Part], after: str) -> str | None:
    """Return the id of the next part that is not finished, going round; None when all are."""
    ids = [part.id for part in parts]
    start = ids.index(after) + 1 if after in ids else 0
    around = (*parts[start:], *parts[:start])
    return next((part.id for part in around if not part.state.is_finished), None)


def is_written(text: Text) -> bool:
    """Return whether the text holds anything but empty lines."""
    return any(line.quote is not None or line.text.strip() for line in text)


def _state(record: SectionRecord, reason: str) -> PartState:
    if record.status is SectionStatus.DONE:
        return PartState.DONE
    if is_written(record.minutes):
        return PartState.WRITING
    if reason.strip():
        return PartState.NOT_RELEVANT
    return PartState.NOTES if is_written(record.notes) else PartState.EMPTY
