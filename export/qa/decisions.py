"""Questions 33 to 40 as far as words tell: recommendations, replies, challenge, language."""

import re
from collections.abc import Iterable

from export.phrases import capital, counted, listed
from export.qa.fixed import NO_EARLIER, NO_RECOMMENDATIONS
from export.qa.outcome import Evidence, Outcome, Reply
from export.qa.seen import Seen, cannot_tell, does_not_apply, no, said, yes
from export.qa.standing import days_late, is_finished, is_open, lacks_reason, name_of
from export.qa.timeliness import done_on
from export.reader.dates import first_date
from export.reader.document import Spot
from export.reader.record import ReadPromise, ReadRecommendation
from models.calendar import long_date
from models.checks.subject import Finding

_CHECKS = ("recommendation", "team", "date", "weak")
_CARRIED = re.compile(r"carried forward (\w{1,9}) times? since", re.IGNORECASE)
_TIMES = {"once": 1, "twice": 2}
_DAYS_OF_A_WEEK, _WORKED = 7, 5
_MOST = 6
_RAISING = (
    r"\bdisput|\bescalat|\bchalleng(?:e|ed|es)\b|\braised (?:this|it|my|concern)|\bresolution\b"
)


def named_and_dated(seen: Seen) -> Outcome:
    """Whether each recommendation names one person and one date, without weak verbs."""
    id_, made = "named_and_dated", seen.record.recommendations
    if not made:
        if NO_RECOMMENDATIONS in seen.record.texts:
            return does_not_apply(id_, NO_RECOMMENDATIONS)
        return cannot_tell(id_, "No recommendations were found in this document.")
    found = [f for f, _ in seen.findings if f.check in _CHECKS]
    if found:
        problems = "; ".join(dict.fromkeys(f.problem.rstrip(".") for f in found[:5]))
        stretches = [one for one in made if one.by is None and one.from_table and one.by_words]
        unsaid = [one for one in stretches if not _is_told(one, found)]
        problems += f"; whether these are days is yours to read: {_days(unsaid)}" if unsaid else ""
        more = f"; and {len(found) - 5} more" if len(found) > 5 else ""  # noqa: PLR2004 - as shown
        return no(id_, f"{problems}{more}.", *seen.found_by(*_CHECKS))
    if not all(one.from_table for one in made):
        told = "The recommendations stand in a list, which does not say who and by when apart."
        return cannot_tell(id_, told, *(seen.evidence(Spot(at=r.what_at)) for r in made[:5]))
    undated = [one for one in made if one.by is None]
    if undated:
        told = f"Whether these are days is yours to read: {_days(undated)}."
        return cannot_tell(id_, told, *(seen.evidence(Spot(at=one.by_at)) for one in undated))
    told = "names" if len(made) == 1 else "name"
    return yes(id_, f"{_all(len(made))} {told} a person and a day, in plain words.")


def _days(some: Iterable[ReadRecommendation]) -> str:
    return listed(f"“{' '.join(one.by_words.split())}” in number {one.number}" for one in some)


def _is_told(one: ReadRecommendation, found: Iterable[Finding]) -> bool:
    """Whether a finding is about the day of a recommendation already."""
    begins = f"Recommendation {one.number} has no "
    return any(f.problem.startswith(begins) for f in found)


def _all(number: int) -> str:
    return {1: "The only one", 2: "Both"}.get(number, f"All {number}")


def last_time_answered(seen: Seen) -> Outcome:
    """Whether what was recommended last time has a status, and a reason where it was not done."""
    id_, earlier = "last_time_answered", seen.record.earlier
    if not earlier:
        if seen.record.review_number == 1:
            return does_not_apply(id_, "This was the first review.")
        if NO_EARLIER in seen.record.texts:
            return no(id_, NO_EARLIER)
        return _no_table(seen, id_)
    silent = [p for p in earlier if not p.status.strip(" –")]
    bare = [p for p in earlier if lacks_reason(p)]
    if silent or bare:
        words = [f"{name_of(p)} has no status" for p in silent]
        words += [f"{name_of(p)} was not done, and no reason is given" for p in bare]
        proof = [_evidence(seen, p) for p in (*silent, *bare)]
        return no(id_, f"{capital('; '.join(words))}.", *proof)
    unclear = [p for p in earlier if not is_finished(p) and not is_open(p)]
    if unclear and not seen.record.is_ours:
        told = f"Whether it was done is not plain of {listed(map(name_of, unclear))}."
        return cannot_tell(id_, told, *(_evidence(seen, p) for p in unclear))
    have = f"{_all(len(earlier))} {'has' if len(earlier) == 1 else 'have'} a status"
    told = f"{have}, and a reason where it was not done."
    return yes(id_, told, *(_evidence(seen, p) for p in earlier[:_MOST]))


def _no_table(seen: Seen, id_: str) -> Outcome:
    section = seen.record.section("last_time")
    proof = seen.of_section(section, _MOST) if section is not None else ()
    return cannot_tell(id_, "No table of earlier recommendations was found.", *proof)


def _evidence(seen: Seen, promise: ReadPromise) -> Evidence:
    has_status = promise.status_at >= 0 and promise.status.strip()
    return seen.evidence(Spot(at=promise.status_at if has_status else promise.at))


def council_replied(seen: Seen) -> Outcome:
    """Whether the council's agreement or objection is there, within five working days (T13)."""
    id_, made = "council_replied", seen.record.recommendations
    fact = seen.record.fact("Council’s reply", "Council's reply")
    proof = seen.of_facts("Council’s reply", "Recommendations sent")
    sent = done_on(said(seen.record.fact("Recommendations sent")))
    replied = done_on(said(fact))
    if not made:
        return cannot_tell(id_, "No recommendations were found in this document.", *proof)
    if replied is None:
        days = [first_date(r.reply) for r in made if not _is_awaited(r.reply)]
        known = [day for day in days if day is not None]
        if fact is None and not any(r.reply.strip(" –") for r in made):
            return cannot_tell(id_, "The council’s reply is not in this document.", *proof)
        if len(days) < len(made):
            open_ = len(made) - len(days)
            which = f"{open_} of {len(made)}" if open_ < len(made) else f"all {open_}"
            told = f"In this copy the council’s reply to {which} is still awaited."
            return cannot_tell(id_, told, *proof)
        replied = max(known, default=None)
    if replied is None or sent is None:
        return cannot_tell(id_, "The days of sending and of the reply are not both there.", *proof)
    due = seen.due("T13", sent)
    told = f"Sent on {long_date(sent)}, replied on {long_date(replied)}, due by {long_date(due)}."
    return yes(id_, told, *proof) if replied <= due else no(id_, told, *proof)


def _is_awaited(reply: str) -> bool:
    words = reply.strip(" –").casefold()
    return not words or words.startswith(("reply due by", "reply awaited"))


def drift_challenged(seen: Seen) -> Outcome:
    """Whether what is long overdue was challenged, or it is said why not (Handbook ch 6)."""
    id_, earlier = "drift_challenged", seen.record.earlier
    if not earlier:
        if seen.record.review_number == 1:
            return does_not_apply(id_, "This was the first review.")
        return _no_table(seen, id_)
    late = [p for p in earlier if _is_long_overdue(seen, p)]
    held = seen.record.review_date
    unclear = [p for p in earlier if days_late(p, held) is None]
    if not late and unclear and not seen.record.is_ours:
        told = f"Whether it is overdue cannot be told of {listed(map(name_of, unclear))}."
        return cannot_tell(id_, told, *(_evidence(seen, p) for p in unclear))
    if not late:
        return does_not_apply(id_, "Nothing is long overdue or carried forward again and again.")
    proof = [_evidence(seen, p) for p in late]
    answer = seen.of_facts("Dispute resolution", "What I have asked the council to put right")
    if not seen.record.is_ours:
        answer = (*answer, *seen.speaking_of(_RAISING))
    numbers = _numbered(late)
    if answer:
        told = f"Long overdue: {numbers}. Something is said of raising matters with the council"
        because = f"{told}; whether it is about this is yours to read."
        return Outcome(
            question=id_, reply=Reply.TO_JUDGE, because=because, evidence=(*answer, *proof)
        )
    told = f"Long overdue: {numbers}; Heard found nothing of raising it formally."
    return no(id_, told, *proof) if seen.is_full else cannot_tell(id_, told, *proof)


def _numbered(late: list[ReadPromise]) -> str:
    if all(p.number for p in late):
        return f"number{'s' if len(late) > 1 else ''} {listed(p.number for p in late)}"
    return listed(map(name_of, late))


def _is_long_overdue(seen: Seen, promise: ReadPromise) -> bool:
    """Whether the council would think of dispute resolution, by the law pack's own nudge."""
    nudge = seen.engine.law.formal_nudge
    late = days_late(promise, seen.record.review_date) or 0
    worked = late * _WORKED // _DAYS_OF_A_WEEK
    times = next((m[1].casefold() for t in promise.told if (m := _CARRIED.search(t))), "")
    carried = _TIMES.get(times, int(times) if times.isdecimal() else 0)
    return worked > nudge.working_days_past or carried >= nudge.carried


def language_and_names(seen: Seen) -> Outcome:
    """Whether no other child is named and nothing private stands here; the tone is to be judged."""
    id_ = "language_and_names"
    flags = sum(f.check == "language" for f, _ in seen.findings)
    found = f"words were found in {counted(flags, 'place')}" if flags else "no words were found"
    told_of = f"{found} that young people have asked not to read about themselves"
    proof = seen.found_by("names", "contact", "third_party", "language")
    named = [f for f, _ in seen.findings if f.check in {"names", "contact"}]
    if named:
        told = f"{'; '.join(dict.fromkeys(f.problem for f in named[:4]))}; {told_of}."
        if any(f.check == "contact" or " " in f.found for f in named):
            return no(id_, told, *proof)
        told += " A first name alone may be somebody else's; that is yours to judge."
        return Outcome(question=id_, reply=Reply.TO_JUDGE, because=told, evidence=proof)
    if seen.has_found("third_party", "language"):
        told = f"{capital(told_of)}; a person judges tone and what is somebody else's to tell."
        return Outcome(question=id_, reply=Reply.TO_JUDGE, because=told, evidence=proof)
    if not seen.subject.other_names:
        told = f"{capital(told_of)}; the names of other children are not known here."
        return cannot_tell(id_, told)
    told = f"None of the other children of these documents is named; {told_of}. The tone is yours"
    return Outcome(question=id_, reply=Reply.TO_JUDGE, because=f"{told} to judge.")
