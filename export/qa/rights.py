"""Questions 19 to 21: advocate, complaints, court, contact, interpreter."""

from export.phrases import sentence
from export.qa.outcome import Evidence, Outcome
from export.qa.seen import DutyRow, Seen, cannot_tell, does_not_apply, missing, no, said, yes
from export.qa.ticks import is_no, is_yes, reason_in
from export.reader.document import Spot

_COMMUNICATING = r"\binterpret|\bsign language|\bmakaton|\bnon-?verbal|\bfirst language"


def advocate(seen: Seen) -> Outcome:
    """Whether an advocate was explained and offered (Handbook ch 3)."""
    found = seen.right("advocate") or seen.duty("advocate_explained")
    fact = seen.record.fact("Advocate")
    if found is None and fact is not None:
        told, proof = sentence(f"It says of an advocate: {fact.text}"), seen.of_facts("Advocate")
        if seen.record.is_ours or is_yes(fact):
            return yes("advocate", told, *proof)
        return (no if is_no(fact) and not reason_in(fact) else cannot_tell)(
            "advocate", told, *proof
        )
    return _told(seen, "advocate", "an advocate was explained", [found], r"\badvoca")


def complaints_court_contact(seen: Seen) -> Outcome:
    """Whether the child knows how to complain, of the court, and how to reach the officer."""
    what = "complaining, the court and reaching the officer were explained"
    explained = seen.duty("rights_explained")
    rows = [
        seen.right("complaint") or explained,
        seen.right("court") or explained,
        seen.right("reach_iro") or seen.duty("iro_details_given"),
    ]
    return _told(seen, "complaints_court_contact", what, rows, r"\bcomplain|\bcourt\b")


def _told(seen: Seen, id_: str, what: str, rows: list[DutyRow | None], told_by: str) -> Outcome:
    told = [row for row in rows if row is not None]
    proof = tuple(seen.evidence(Spot(at=row.at)) for row in told)
    undone, let_be = [row for row in told if row.is_undone], [r for r in told if r.is_let_be]
    if undone:
        return no(id_, sentence(f"The record says: {undone[0].told}"), *proof)
    if let_be:
        return cannot_tell(id_, sentence(f"The record says of it: {let_be[0].told}"), *proof)
    if len(told) < len(rows) and not seen.record.is_ours:
        return missing(seen, id_, f"that {what}", told_by)
    if len(told) < len(rows):
        section = seen.record.section("rights")
        more = seen.of_section(section, 3) if section is not None else ()
        return cannot_tell(id_, f"This document does not say that {what}.", *(proof or more))
    return yes(id_, f"The record says that {what}.", *proof)


def interpreter(seen: Seen) -> Outcome:
    """Whether a need for an interpreter or another way of communicating was met."""
    id_, proof = "interpreter", seen.of_facts("Languages", "Communicates by", "What helps")
    if not proof:
        return missing(seen, id_, "how the child communicates", _COMMUNICATING)
    needs = "interpreter:" in said(seen.record.fact("Languages"))
    if not needs and seen.record.fact("Communicates by") is None:
        return does_not_apply(id_, "No need for an interpreter or the like is written.", *proof)
    duty = seen.duty("access_arranged")
    if duty is None:
        told = "There is a need; whether it was met is not written."
        return cannot_tell(id_, told, *proof)
    shown: tuple[Evidence, ...] = (*proof, seen.evidence(Spot(at=duty.at)))
    if duty.is_undone:
        return no(id_, sentence(f"There is a need; the record says: {duty.told}"), *shown)
    if duty.is_let_be:
        return cannot_tell(id_, sentence(f"A need is written; of help: {duty.told}"), *shown)
    return yes(id_, "There is a need, and help was arranged.", *shown)
