"""“Have we heard?”: what is asked once more when a meeting ends (design.md §2).

Each question says whether it is answered, and by what kind of answer it can be. Nothing blocks: a
question may be left with a reason, which the record then gives. Sources: reg 36 and Schedule 7 to
SI 2010/959; IRO Handbook ch 3; domain.md §2.2 and §6.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

import msgspec

from models import timetables
from models.agenda import Agenda, Theme, shown
from models.agenda_facts import facts_for, so_far
from models.ages import TOLD_YEARS
from models.because import said_in
from models.calendar import long_date
from models.child import Value
from models.codes import label
from models.consulted import ToAsk, to_ask
from models.coverage import Heard, HeardState, still_to_be_heard
from models.deadlines import DateEngine
from models.edits import Opened
from models.people import person_words
from models.review import Recommendation
from models.rights import not_yet_told, told_rights
from models.terms import DutyState, PrivateTalk
from models.view_log import observed_on, without_words
from models.wording import Wording, fill

ADVOCATE = "advocate_explained"
"""The id of the duty to tell the child about advocates, in the law pack."""

TRAFFICKING = "S7.14"
"""The paragraph of Schedule 7 about trafficking and coming to the country alone."""

_WITH_A_PARENT, _AFTERWARDS = "S7.13", "S7.11"
_TALK = "A talk with {name} in private"
_MONTHS = 12  # of a year

UNDECIDED = "not_yet_decided"

_ADVOCATE_RIGHT = "advocate"
_OBSERVATIONS = 2  # on different days, for a child without many words (domain.md §5.4)


class Answer(StrEnum):
    """How a question can be answered on the spot."""

    WORDS = "words"
    """A line of notes in ``section``: the child's words, or what was seen."""
    NOTE = "note"
    """A line of notes in ``section``."""
    NOTE_OR_NOT_RELEVANT = "note_or_not_relevant"
    """A line of notes, or the reason why a Schedule 7 matter is not relevant."""
    TALK = "talk"
    DUTY = "duty"
    PLAN = "plan"
    PLAN_B = "plan_b"
    WHO_AND_WHEN = "who_and_when"
    NEXT_DATE = "next_date"
    BECAUSE = "because"
    """What came of the first of the child's words that nothing answers yet; ``of`` is its key."""
    RIGHTS = "rights"
    """How the child was told of the rights not told yet, and whether they know them."""
    OWN_COPY = "own_copy"
    """In which form the child gets to know the outcome, and who explains it how."""
    SECOND_LOOK = "second_look"
    """What was seen on another day, for a child whom not many words reach."""
    ASKED = "asked"
    """How somebody who must be asked was asked; ``of`` names the person."""


class Question(Value, frozen=True, kw_only=True):
    """One thing that every review must have heard.

    ``id`` is permanent; ``text`` asks, ``found`` says in a few words what is known; ``reason`` is
    why it is left open; ``offered`` a reason to begin with; ``of`` names the recommendation or
    the person.
    """

    id: str
    text: str
    answer: Answer
    is_answered: bool
    found: str = ""
    section: str = ""
    reason: str = ""
    offered: str = ""
    of: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether nothing more has to be said: it is answered, or left with a reason."""
        return self.is_answered or bool(self.reason)


def have_we_heard(
    opened: Opened, agenda: Agenda, engine: DateEngine, today: date
) -> tuple[Question, ...]:
    """Return every question; ``agenda`` is ``worded`` for the child, ``today`` a UK date."""
    return tuple(_Asker(opened, agenda, engine, today).all())


class _Asker:
    def __init__(self, opened: Opened, agenda: Agenda, engine: DateEngine, today: date) -> None:
        self._opened = opened
        self._child, self._review = opened.child, opened.the_review
        self._head = self._review.head
        self._agenda, self._engine, self._today = agenda, engine, today
        self._name = opened.child.preferred_name
        self._excused = {one.id: one.reason for one in self._head.not_relevant}
        self._facts = facts = facts_for(self._child, self._review, today)
        self._is_small = facts.age_months < TOLD_YEARS * _MONTHS
        # What was left open counts as heard elsewhere; here it is asked again.
        head = msgspec.structs.replace(self._head, left_open=())
        said = so_far(self._child, msgspec.structs.replace(self._review, head=head))
        self._heard = {one.id: one for one in still_to_be_heard(agenda, facts, said)}

    def all(self) -> Iterator[Question]:
        """Yield every question, with the reason for which it was left open."""
        left = {one.id: one.reason for one in self._head.left_open}
        for question in self._all():
            yield msgspec.structs.replace(question, reason=left.get(question.id, ""))

    def _all(self) -> Iterator[Question]:
        yield self._voice()
        if without_words(self._child) and not self._child.unborn:
            yield self._seen_twice()
        yield from self._because()
        yield self._private()
        yield self._advocate()
        yield self._rights()
        if not self._child.unborn:
            yield self._own_copy()
        yield from map(self._asked, to_ask(self._opened))
        yield from self._permanence()
        yield self._stability()
        yield from self._schedule7()
        for number, recommendation in enumerate(self._head.recommendations, 1):
            yield self._person_and_date(number, recommendation)
        yield self._next_review()

    @property
    def _told(self) -> str:
        return "Those who speak for {name} were told" if self._is_small else "{name} was told"

    def _filled(self, words: str) -> str:
        return fill(words, Wording(name=self._name, pronouns=self._child.pronouns))

    def _is_heard(self, id_: str) -> bool:
        return self._heard[id_].state is HeardState.HEARD

    def _voice(self) -> Question:
        heard: Heard = self._heard[Theme.VOICE]
        something = heard.state is not HeardState.NOTHING
        return Question(
            id=Theme.VOICE.value,
            text=f"What {self._name} wishes and feels, in {self._name}'s words or as we saw it",
            answer=Answer.WORDS,
            is_answered=something,
            found="in the notes" if something else "",
            section=Theme.VOICE.value,
        )

    def _private(self) -> Question:
        talk = self._head.private_conversation
        done = talk.value is not PrivateTalk.NOT_DONE
        what = "Time with {name}, and how {they} {are}" if self._is_small else _TALK
        return Question(
            id="private_conversation",
            text=self._filled(what),
            answer=Answer.TALK,
            is_answered=done,
            found=talk.value.label if done else "",
        )

    def _because(self) -> Iterator[Question]:
        said = said_in(self._opened)
        if not said:
            return
        unanswered = [one for one in said if one.is_open]
        count = len(unanswered)
        things = "1 thing has" if count == 1 else f"{count} things have"
        text = f"What came of what {self._name} said and showed"
        yield Question(
            id="because",
            text=f"{text}: {things} no answer yet" if unanswered else text,
            answer=Answer.BECAUSE,
            is_answered=not unanswered,
            found="" if unanswered else "each has its answer",
            section=Theme.VOICE.value,
            of=unanswered[0].key if unanswered else "",
        )

    def _seen_twice(self) -> Question:
        days = len(observed_on(self._child, self._review.id))
        return Question(
            id="seen_twice",
            text=f"What was seen of {self._name} on two different days (so far: {days})",
            answer=Answer.SECOND_LOOK,
            is_answered=days >= _OBSERVATIONS,
            found=f"seen on {days} days" if days >= _OBSERVATIONS else "",
            section=Theme.VOICE.value,
        )

    def _rights(self) -> Question:
        missing = [r for r in not_yet_told(self._head) if r.id != _ADVOCATE_RIGHT]
        text = self._filled(f"{self._told} of {{their}} rights")
        if missing:
            text = f"{text}; still: {', '.join(right.short for right in missing)}"
        return Question(
            id="rights",
            text=text,
            answer=Answer.RIGHTS,
            is_answered=not missing,
            found="" if missing else "told",
            section="rights",
        )

    def _own_copy(self) -> Question:
        forms = self._head.own_copy.forms
        return Question(
            id="own_copy",
            text=f"How {self._name} gets to know what was decided",
            answer=Answer.OWN_COPY,
            is_answered=bool(forms),
            found=", ".join(form.label for form in forms),
            section="rights",
        )

    def _advocate(self) -> Question:
        duty = next((d for d in self._head.duties if d.id == ADVOCATE), None)
        told = next(one for one in told_rights(self._head) if one.id == _ADVOCATE_RIGHT)
        state = told.state if duty is None or duty.state is DutyState.OPEN else duty.state
        done = state in (DutyState.DONE, DutyState.NOT_RELEVANT)
        return Question(
            id=ADVOCATE,
            text=self._filled(f"{self._told} what an advocate could do, and how to get one"),
            answer=Answer.DUTY,
            is_answered=done,
            found=state.label if done else "",
        )

    def _asked(self, one: ToAsk) -> Question:
        taken_part = {a.person_id: a for a in self._head.attendance}.get(one.person.id)
        how = taken_part.consulted if taken_part is not None else ""
        return Question(
            id=f"asked.{one.person.id}",
            text=f"What {person_words(one.person)}, thinks (must be asked: {one.why})",
            answer=Answer.ASKED,
            is_answered=one.is_heard,
            found=(how or "heard at this review") if one.is_heard else "",
            of=one.person.id,
        )

    def _permanence(self) -> Iterator[Question]:
        plan = self._child.plan
        for id_, text, answer, value in (
            ("plan", f"Where {self._name} will grow up", Answer.PLAN, plan.plan if plan else ""),
            (
                "plan_b",
                "Plan B, if that cannot be",
                Answer.PLAN_B,
                plan.plan_b if plan else "",
            ),
        ):
            known = value not in ("", UNDECIDED)
            found = label("permanence_plan", value) if known else ""
            yield Question(id=id_, text=text, answer=answer, is_answered=known, found=found)

    def _stability(self) -> Question:
        stability = Theme.STABILITY.value
        heard = self._heard.get(stability)
        text = f"What keeps things steady for {self._name}"
        if heard is None:
            return Question(
                id=stability, text=text, answer=Answer.NOTE, is_answered=True, section="home"
            )
        is_heard = heard.state is HeardState.HEARD
        found = "asked" if is_heard else ""
        if not is_heard and heard.missing:
            text = f"{text}: {', '.join(heard.missing)}"
        return Question(
            id=stability,
            text=text,
            answer=Answer.NOTE,
            is_answered=is_heard,
            found=found,
            section=heard.section,
        )

    def _schedule7(self) -> Iterator[Question]:
        for paragraph in self._agenda.paragraphs:
            heard = self._heard[paragraph.id]
            excuse = self._excused.get(paragraph.id, "")
            is_heard = bool(excuse) or self._is_heard(paragraph.id)
            yield Question(
                id=paragraph.id,
                text=paragraph.text,
                answer=Answer.NOTE_OR_NOT_RELEVANT,
                is_answered=is_heard,
                found=excuse or ("in the notes" if is_heard else ""),
                section=heard.section,
                offered="" if self._is_relevant(paragraph.id) else paragraph.not_relevant,
            )

    def _is_relevant(self, paragraph: str) -> bool:
        """Whether what is known of the child says that the matter does concern them."""
        facts = self._facts
        return {
            TRAFFICKING: facts.asylum_or_trafficking,
            _WITH_A_PARENT: facts.home == timetables.WITH_PARENTS,
            _AFTERWARDS: any(one.id == "moving_on" for one in shown(self._agenda, facts)),
        }.get(paragraph, False)

    def _person_and_date(self, number: int, recommendation: Recommendation) -> Question:
        who, by = recommendation.who, recommendation.by
        missing = [word for word, there in (("who", who), ("by when", by)) if not there]
        known = f"{who}, by {long_date(by)}" if who and by is not None else ""
        text = f"Recommendation {number}: {recommendation.what or 'not worded yet'}"
        return Question(
            id=f"recommendation.{recommendation.id}",
            text=f"{text} – {' and '.join(missing)}?" if missing else text,
            answer=Answer.WHO_AND_WHEN,
            is_answered=not missing,
            found=known,
            of=recommendation.id,
        )

    def _next_review(self) -> Question:
        planned = self._head.next_review.planned
        limit = self._next_limit()
        text = "When the next review is"
        if limit is not None:
            text = f"{text}; the law wants it by {long_date(limit)}"
        in_time = planned is not None and (limit is None or planned <= limit)
        found = long_date(planned) if planned is not None else ""
        late = self._head.next_review.late_reason
        return Question(
            id="next_review",
            text=text,
            answer=Answer.NEXT_DATE,
            is_answered=in_time or bool(planned and late),
            found=found if in_time or not planned else f"{found}, after the limit",
        )

    def _next_limit(self) -> date | None:
        limit = timetables.after(self._head, self._child, self._engine)
        return limit.due if limit is not None else None
