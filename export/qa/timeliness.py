"""Questions 1 to 8: in time and in order, every sum worked out again from the dates written."""

import re
from datetime import date

from export.phrases import capital, listed, sentence
from export.qa.outcome import Evidence, Outcome
from export.qa.seen import Seen, cannot_tell, does_not_apply, missing, no, said, yes
from export.qa.ticks import is_no, is_yes, reason_in
from export.reader.dates import dates_in, day_before, first_date
from export.reader.document import Spot, cell_text
from export.reader.record import ReadFact, ReadRecord
from models.ages import age_on
from models.calendar import long_date
from models.deadlines import DateEngine
from models.errors import UserFacingError
from models.papers import expected_papers
from models.terms import ReviewType

_STANDARD = frozenset({ReviewType.FIRST, ReviewType.SECOND, ReviewType.SUBSEQUENT})
_SECOND = 2
_OTHER_TIMETABLES = ("adopt", "secure", "short break", "disruption", "emergency", "unplanned",
                     "early", "additional", "extraordinary")  # fmt: skip


def review_in_time(seen: Seen) -> Outcome:
    """Whether the review was held by its limit, or the reason is there (reg 33)."""
    id_ = "review_in_time"
    record, fact = seen.record, seen.record.fact("In time")
    began = ("In care",) if record.review_number == 1 else ()
    proof = seen.of_facts("In time", "Held", "Last review", *began)
    limit = expected_limit(seen) or record.limit
    if record.review_date is None or limit is None:
        return _in_time_as_said(seen, id_, *proof)
    told = f"Held on {long_date(record.review_date)}, due by {long_date(limit)}"
    told += "" if record.is_ours else " by the usual timetable"
    words = said(fact)
    if record.review_date <= limit:
        if record.limit is not None and record.limit != limit:
            told += f"; the record says by {long_date(record.limit)}"
        return yes(id_, f"{told}.", *proof)
    if words.startswith("Yes"):
        return no(id_, f"{told}; the record says that it was in time.", *proof)
    reason = words.partition(" · ")[2] if record.is_ours else reason_in(fact)
    if reason:
        return yes(id_, sentence(f"{told}; the reason is there: {reason}"), *proof)
    found = "and no reason is given" if record.is_ours else "and Heard found no reason beside it"
    return no(id_, f"{told}, {found}.", *proof)


def _in_time_as_said(seen: Seen, id_: str, *proof: Evidence) -> Outcome:
    """Return what a form says of it by itself, where the days cannot be counted again."""
    fact = None if seen.record.is_ours else seen.record.fact("In time")
    told = "The dates that are needed are not all in the document"
    if fact is None or not (is_yes(fact) or is_no(fact)):
        return cannot_tell(id_, f"{told}.", *proof)
    because = sentence(f"{told}; it says of being in time: {fact.text}")
    return (yes if is_yes(fact) or reason_in(fact) else no)(id_, because, *proof)


def expected_limit(seen: Seen) -> date | None:
    """Return the limit of the review, counted again from the dates in the document.

    Only for the usual timetable of a child in care; of another one the document tells too little.
    """
    record, engine = seen.record, seen.engine
    if record.review_number is None or kind_of_review(record) not in _STANDARD:
        return None
    try:
        if record.review_number == 1:
            began = first_date(said(record.fact("In care")))
            return engine.first_review(began).due if began else None
        last = first_date(said(record.fact("Last review")))
        if last is None:
            return None
        is_second = record.review_number == _SECOND
        return (engine.second_review(last) if is_second else engine.later_review(last)).due
    except UserFacingError:
        return None


def next_limit(record: ReadRecord, engine: DateEngine) -> date | None:
    """Return the last day for the next review, counted from the date of this one."""
    held, number = record.review_date, record.review_number
    if held is None or number is None or kind_of_review(record) not in _STANDARD:
        return None
    try:
        return engine.next_review_limit(ReviewType.SUBSEQUENT, number + 1, held).due
    except UserFacingError:
        return None


def kind_of_review(record: ReadRecord) -> ReviewType | None:
    """Return the kind of review by its words, None for words that are not known.

    Another council's is of the kind that its number says, where nothing speaks of other limits.
    """
    words = record.review_kind.casefold()
    known = next((kind for kind in ReviewType if kind.label.casefold() == words), None)
    if known is not None or record.is_ours or record.review_number is None:
        return known
    if any(word in f"{words} {record.title.casefold()}" for word in _OTHER_TIMETABLES):
        return None
    by_number = {1: ReviewType.FIRST, _SECOND: ReviewType.SECOND}
    return by_number.get(record.review_number, ReviewType.SUBSEQUENT)


def decisions_in_time(seen: Seen) -> Outcome:
    """Whether the recommendations went out within five working days (T12)."""
    return _sent(seen, "decisions_in_time", "Recommendations sent", "T12")


def record_in_time(seen: Seen) -> Outcome:
    """Whether the full record was finished within fifteen working days (T15)."""
    return _sent(seen, "record_in_time", "Full record finished", "T15")


def sent_out_in_time(seen: Seen) -> Outcome:
    """Whether the record was sent out within twenty working days (T16)."""
    return _sent(seen, "sent_out_in_time", "Full record sent out", "T16")


def _sent(seen: Seen, id_: str, label: str, rule: str) -> Outcome:
    fact, completed = seen.record.fact(label), seen.record.completed_on
    proof = seen.of_facts(label, "Completed")
    done = done_on(said(fact))
    if completed is None:
        return _sent_since(seen, id_, rule, done, *proof)
    due = seen.due(rule, completed)
    if done is None:
        return cannot_tell(id_, f"It was due by {long_date(due)}; no day is written yet.", *proof)
    told = f"Done on {long_date(done)}, due by {long_date(due)}."
    return yes(id_, told, *proof) if done <= due else no(id_, told, *proof)


def _sent_since(seen: Seen, id_: str, rule: str, done: date | None, *proof: Evidence) -> Outcome:
    """Return what the day of the review tells, before which no review is completed."""
    held, unsaid = (
        seen.record.review_date,
        "The document does not say when the review was completed",
    )
    if held is None or done is None:
        return cannot_tell(id_, f"{unsaid}.", *proof)
    due = seen.due(rule, held)
    told = f"Done on {long_date(done)}; counted from the day of the review, due by {long_date(due)}"
    if done <= due:
        return yes(id_, f"{told}.", *proof)
    return cannot_tell(id_, f"{told}. {unsaid}.", *proof)


def done_on(words: str) -> date | None:
    """Return the day on which something was done; a day by which it is due is none."""
    found = next(iter(dates_in(words)), None)
    if found is None or "due by" in words[: found.start].casefold():
        return None
    return found.on


def worker_spoken_to(seen: Seen) -> Outcome:
    """Whether the officer talked with the social worker fifteen working days before (T4)."""
    id_, duty = "worker_spoken_to", seen.duty("talked_with_social_worker")
    if duty is None:
        return missing(seen, id_, "whether the officer talked with the social worker")
    proof = seen.evidence(Spot(at=duty.at))
    on, held = first_date(duty.done), seen.record.review_date
    if duty.is_let_be:
        return does_not_apply(id_, sentence(f"The record says: {duty.told}"), proof)
    if duty.is_undone or not duty.done:
        return no(id_, sentence(f"The record says: {duty.told or 'nothing'}"), proof)
    if on is None:
        return cannot_tell(id_, "The record says that they talked, and not when.", proof)
    if held is None:
        return cannot_tell(id_, "The day of the review is not in the document.", proof)
    due = seen.due("T4", held)
    told = f"They talked on {long_date(on)}; the last day for it was {long_date(due)}."
    if on <= due:
        return yes(id_, told, proof)
    asked = _asked_before(seen, held)
    if asked is not None and asked[0] <= due:
        also = f"The table of people has a talk on {long_date(asked[0])} already."
        return yes(id_, f"{told} {also}", proof, asked[1])
    return no(id_, told, proof)


def _asked_before(seen: Seen, held: date) -> tuple[date, Evidence] | None:
    """Return when the social worker was asked by the table of people, which leaves out the year."""
    for person in seen.record.people:
        is_worker = any(line.casefold().endswith("social worker") for line in person.lines)
        found = _DAY_ASKED.search(person.asked) if is_worker else None
        on = day_before(found[1], held) if found else None
        if on is not None:
            return on, seen.evidence(Spot(at=max(person.at, person.asked_at)))
    return None


_DAY_ASKED = re.compile(r"(?i)\b(?:talk|call|met|visit|telephone|rang|spoke)\w*\D{0,20}?(\d.*)")
_PAPERS = {
    "the care plan": ("care plan",),
    "the education plan": ("personal education plan", "education plan", "pep"),
    "the health plan": ("health assessment", "health plan"),
}


def papers_seen(seen: Seen) -> Outcome:
    """Whether care plan, education plan and health plan came (domain.md §2.2, 7)."""
    id_, table = "papers_seen", seen.table("Paper", "Came")
    if table is None:
        return missing(seen, id_, "which papers came")
    rows = {cell_text(row[0]).strip().casefold(): row for row in table.rows[1:] if len(row) > 1}
    came_in, lacking, unsaid, proof, gaps = [], [], [], [], []
    for what, names in _PAPERS.items():
        if not _is_needed(seen, names):
            continue
        row = next((rows[name] for name in names if name in rows), None)
        if row is None:
            unsaid.append(what)
            continue
        came = cell_text(row[1]).casefold()
        if came.startswith("not needed"):
            continue
        if came.startswith("received"):
            came_in.append(what)
            proof.append(seen.evidence(Spot(at=row[1][0].at)))
        else:
            lacking.append(f"{what} ({came or 'nothing said'})")
            gaps.append(seen.evidence(Spot(at=row[1][0].at)))
    if lacking:
        return no(id_, f"Not seen: {', '.join(lacking)}.", *gaps)
    if unsaid:
        return cannot_tell(id_, f"Nothing is said of {', '.join(unsaid)}.", *proof)
    if not came_in:
        return does_not_apply(id_, "None of them was needed, the record says.")
    return yes(id_, f"{capital(listed(came_in))} came.", *proof)


def _is_needed(seen: Seen, names: tuple[str, ...]) -> bool:
    """Whether a child of that age needs such a paper; yes where the age is not known."""
    born, held = seen.record.born, seen.record.review_date
    known = [paper for paper in expected_papers() if paper.name.casefold() in names]
    if born is None or held is None or held < born or not known:
        return True
    age = age_on(born, held)
    return any(paper.is_for(age.years * 12 + age.months) for paper in known)


def midway_check(seen: Seen) -> Outcome:
    """Whether there was a midway check since the last review, with its date (T18)."""
    id_, record = "midway_check", seen.record
    if record.review_number == 1:
        return does_not_apply(id_, "This was the first review.")
    facts = [f for f in record.facts if f.label == "Midway check" and f.section == "last_time"]
    if not record.is_ours:
        return _midway_as_said(seen, id_)
    for fact in facts:
        proof = seen.evidence(Spot(at=fact.at))
        on = first_date(fact.text)
        if on is not None:
            return yes(id_, f"There was one on {long_date(on)}.", proof)
        return no(id_, "There was one, without a date.", proof)
    return missing(seen, id_, "that there was a midway check")


def adjourned_properly(seen: Seen) -> Outcome:
    """Whether an adjournment was within twenty working days and for a reason (reg 36(2))."""
    id_, fact = "adjourned_properly", seen.record.fact("Adjournment")
    words = said(fact)
    proof = seen.of_facts("Adjournment")
    if not seen.record.is_ours:
        return _adjourned_as_said(seen, id_, fact)
    if not words:
        if seen.is_full:
            return does_not_apply(id_, "No adjournment is written down.")
        return cannot_tell(id_, "The document does not speak of an adjournment.")
    if not words.startswith("Adjourned"):
        return does_not_apply(id_, "It was thought about and not needed.", *proof)
    days = [found.on for found in dates_in(words.partition(" · ")[0])]
    held = days[1] if len(days) > 1 else seen.record.review_date
    if not days or held is None:
        return cannot_tell(id_, "The days of the adjournment are not all there.", *proof)
    due = seen.due("T11", held)
    told = f"From {long_date(held)} to {long_date(days[0])}; the last day was {long_date(due)}"
    if days[0] > due:
        return no(id_, f"{told}.", *proof)
    if not words.partition(" · ")[2].strip():
        return no(id_, f"{told}; no reason is given.", *proof)
    return yes(id_, f"{told}, with a reason.", *proof)


_WHY = re.compile(r"(?i)\b(?:as|because|since|due to|owing to|so that|to allow|for|until)\b")


def _adjourned_as_said(seen: Seen, id_: str, fact: ReadFact | None) -> Outcome:
    """Return what another council's form says of an adjournment."""
    if fact is None:
        proof = seen.speaking_of(r"\badjourn")
        may = "These words may tell of an adjournment; they are yours to read."
        silent = "The document does not speak of an adjournment."
        return cannot_tell(id_, may if proof else silent, *proof)
    proof = seen.of_facts(fact.label)
    if is_no(fact):
        return does_not_apply(id_, sentence(f"It says of an adjournment: {fact.text}"), *proof)
    until, held = first_date(fact.text), seen.record.review_date
    if until is None or held is None or until <= held:
        return cannot_tell(id_, sentence(f"It says of an adjournment: {fact.text}"), *proof)
    due = seen.due("T11", held)
    told = f"From {long_date(held)} to {long_date(until)}; the last day was {long_date(due)}"
    if until > due:
        return no(id_, f"{told}.", *proof)
    if not _WHY.search(fact.text):
        return cannot_tell(id_, f"{told}. Whether a reason is there is yours to read.", *proof)
    return yes(id_, f"{told}, with a reason.", *proof)


def _midway_as_said(seen: Seen, id_: str) -> Outcome:
    """Return what another council's form says of a check between the reviews."""
    fact, held = seen.record.fact("Midway check"), seen.record.review_date
    on = first_date(fact.text) if fact is not None else None
    if fact is not None and on is not None and held is not None and on < held:
        return yes(id_, f"There was one on {long_date(on)}.", *seen.of_facts(fact.label))
    words = r"\bmid-?\s?(?:way|point)|between (?:the )?reviews"
    return missing(seen, id_, "that there was a midway check", words)
