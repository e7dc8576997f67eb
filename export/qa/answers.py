"""One function for each question that words can answer; another is one function and one line."""

from collections.abc import Callable

import msgspec

from export.qa import decisions, planning, rights, timeliness, voice
from export.qa.outcome import Evidence, Outcome, Reply
from export.qa.seen import Seen, cannot_tell
from models.errors import UserFacingError
from models.questions import AuditQuestion, QuestionKind

Answer = Callable[[Seen], Outcome]

ANSWERS: dict[str, Answer] = {
    "review_in_time": timeliness.review_in_time,
    "decisions_in_time": timeliness.decisions_in_time,
    "record_in_time": timeliness.record_in_time,
    "sent_out_in_time": timeliness.sent_out_in_time,
    "worker_spoken_to": timeliness.worker_spoken_to,
    "papers_seen": timeliness.papers_seen,
    "midway_check": timeliness.midway_check,
    "adjourned_properly": timeliness.adjourned_properly,
    "private_talk": voice.private_talk,
    "ways_and_dates": voice.ways_and_dates,
    "participation_fits": voice.participation_fits,
    "place_and_people": voice.place_and_people,
    "childs_copy": voice.childs_copy,
    "feedback_asked": voice.feedback_asked,
    "advocate": rights.advocate,
    "complaints_court_contact": rights.complaints_court_contact,
    "interpreter": rights.interpreter,
    "permanence_by_second": planning.permanence_by_second,
    "schedule_7": planning.schedule_7,
    "named_and_dated": decisions.named_and_dated,
    "last_time_answered": decisions.last_time_answered,
    "council_replied": decisions.council_replied,
    "drift_challenged": decisions.drift_challenged,
    "language_and_names": decisions.language_and_names,
}
"""By the ids of ``resources/audit/questions.toml``."""

_MOST, _OF_EACH = 10, 4
"""Passages beside a question that a person judges: in all, and of each section."""


_TOLD_IN_PROSE = frozenset(
    {"private_talk", "ways_and_dates", "advocate", "complaints_court_contact",
     "permanence_by_second"}
)  # fmt: skip
"""Questions whose sections may tell the answer, in a record that has no row for it."""
_NOTHING = "Nothing of this document bears on it."
_NO_HEADING = "Heard knows no heading here beneath which it would stand; the text may tell of it."


def answered(question: AuditQuestion, seen: Seen) -> Outcome:
    """Return the answer to one question, or the passages that bear on it."""
    answer = ANSWERS.get(question.id)
    if answer is not None and question.kind is not QuestionKind.JUDGED:
        try:
            return _with_passages(question, answer(seen), seen)
        except UserFacingError as fault:  # a date that no calendar of ours reaches
            return cannot_tell(question.id, fault.problem)
    evidence = passages_for(question, seen)
    because = "" if evidence else _NOTHING if seen.record.is_ours else _NO_HEADING
    return Outcome(question=question.id, reply=Reply.TO_JUDGE, because=because, evidence=evidence)


def _with_passages(question: AuditQuestion, outcome: Outcome, seen: Seen) -> Outcome:
    """Return what could not be told of another council's record with where it may be told."""
    is_known = seen.record.is_ours or outcome.reply is not Reply.CANNOT_TELL
    if is_known or outcome.evidence or question.id not in _TOLD_IN_PROSE:
        return outcome
    return msgspec.structs.replace(outcome, evidence=passages_for(question, seen))


def passages_for(question: AuditQuestion, seen: Seen) -> tuple[Evidence, ...]:
    """Return the first passages of the sections that a question looks at."""
    found: list[Evidence] = []
    for name in question.looks_at:
        for section in seen.record.sections:
            if section.id == name:
                found += seen.of_section(section, _OF_EACH)
    return tuple(found[:_MOST])
