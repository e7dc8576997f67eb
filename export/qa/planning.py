"""Questions 22 and 24: a plan for permanence in time, and every matter of Schedule 7."""

from export.qa.outcome import Evidence, Outcome
from export.qa.seen import Seen, cannot_tell, does_not_apply, missing, unwritten, yes
from export.reader.document import Spot

_SPEAKING_OF = r"\bpermanen|\bparallel|\bcontingency|\bplan b\b|\btwin.track"
_FROM = 2  # the review by which there must be a plan for permanence (Handbook ch 2)


def permanence_by_second(seen: Seen) -> Outcome:
    """Whether there is a plan for permanence by the second review, and a plan B."""
    id_, number = "permanence_by_second", seen.record.review_number
    plan, plan_b = seen.subject.plan, seen.subject.plan_b
    proof = seen.of_facts("The plan", "Plan B")
    if plan is None or plan_b is None:
        return missing(seen, id_, "what the plan and plan B are", _SPEAKING_OF)
    if plan and plan_b:
        return yes(id_, f"The plan: {plan}. Plan B: {plan_b}.", *proof)
    lacking = "plan B" if plan else "a plan for permanence"
    if number is None:
        return cannot_tell(id_, f"There is no {lacking.removeprefix('a ')}, and no number of the "
                                "review.", *proof)  # fmt: skip
    if number < _FROM:
        return does_not_apply(id_, "It is asked from the second review on.", *proof)
    told = f"At review {number} there is no {lacking.removeprefix('a ')}."
    return unwritten(seen, id_, told, *proof)


def schedule_7(seen: Seen) -> Outcome:
    """Whether every matter of Schedule 7 has an entry, or a reason."""
    id_, matters = "schedule_7", seen.subject.matters
    if matters is None:
        return cannot_tell(id_, "Sections of a full record of Heard would tell it.")
    silent = [matter for matter in matters if not matter.is_answered]
    if not silent:
        told = f"Something is written where each of {len(matters)} matters belongs, or a reason"
        return yes(id_, f"{told} why not; whether it says enough is yours to read.")
    proof: list[Evidence] = []
    for name in dict.fromkeys(matter.section for matter in silent):
        section = seen.record.section(name)
        if section is not None and section.at >= 0:
            proof.append(seen.evidence(Spot(at=section.at)))
    names = ", ".join(matter.short for matter in silent)
    return unwritten(seen, id_, f"Nothing is written on: {names}.", *proof)
