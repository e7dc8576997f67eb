"""Questions 9 to 18: how the child took part, and whether what is written fits together."""

import re

from export.phrases import counted, sentence
from export.qa.fixed import NOT_WRITTEN
from export.qa.outcome import Evidence, Outcome
from export.qa.seen import Seen, cannot_tell, does_not_apply, missing, no, said, unwritten, yes
from export.qa.ticks import is_no, is_yes, reason_in
from export.reader.dates import first_date
from export.reader.document import ReadParagraph, Spot
from export.reader.record import ReadFact, ReadPerson, ReadSection
from models.ages import age_on
from models.terms import Attended, CopyKind, PrivateTalk, ViewMethod

_UNDER_FOUR, _FOUR = "PN0", 4  # domain.md §3.1
_THERE = frozenset({"PN1", "PN2", "PN3", "PN4"})
_AWAY_AND_SILENT = "PN7"
_CAME = tuple(a.label for a in (Attended.ATTENDED, Attended.PART))
_JOINED = tuple(a.label for a in (Attended.VIDEO, Attended.PHONE))
_AWAY = tuple(
    a.label for a in (Attended.SENT_VIEWS, Attended.DECLINED, Attended.DID_NOT_ATTEND,
                      Attended.NOT_INVITED, Attended.EXCLUDED)
)  # fmt: skip
_MOST = 6
_NO_COPY = tuple(kind.label for kind in (CopyKind.UNDECIDED, CopyKind.NONE))
_PRONOUN = re.compile(r"(?i)(?:he|she|they|him|her|them|self)\b")
_FEEDBACK = ("feedback", "how the review was for", "how was the review", "liked about the review")


def private_talk(seen: Seen) -> Outcome:
    """Whether the officer spoke with the child in private, or the reason is there (reg 36)."""
    id_, fact = "private_talk", seen.record.fact("Talk in private")
    words, reason = said(fact), said(seen.record.fact("Why not"))
    proof = seen.of_facts("Talk in private", "Why not")
    talks = [p for p in _occasions(seen) if _is_private(p)]
    if fact is None and talks:
        return _talk_of(seen, id_, talks)
    if fact is None:
        what = "whether the officer spoke with the child in private"
        return missing(
            seen,
            id_,
            what,
            r"\balone\b|\bin private\b|\bprivately\b|\bon (?:his|her|their|our) own\b",
        )
    if not seen.record.is_ours:
        return _private_as_said(id_, fact, *proof)
    value = words.partition(" · ")[0].casefold()
    if reason:
        return yes(id_, sentence(f"The reason is there: {reason}"), *proof)
    if words.startswith(NOT_WRITTEN) or value == PrivateTalk.NOT_DONE.label:
        silent = "The record says neither that they did nor why not."
        return unwritten(seen, id_, silent, *proof)
    return yes(id_, sentence(f"The record says: {words}"), *proof)


def _talk_of(seen: Seen, id_: str, talks: list[ReadParagraph]) -> Outcome:
    """Return what occasions tell: with the officer by name, or with whom is to be read."""
    officer = said(seen.record.fact("Reviewing officer")).partition(" · ")[0].casefold()
    with_them = [p for p in talks if officer and officer in p.text.casefold()]
    proof = tuple(seen.evidence(Spot(at=p.at)) for p in (with_them or talks)[:_MOST])
    if with_them:
        return yes(id_, sentence(f"It tells of {decapital(with_them[0].text)}"), *proof)
    told = sentence(f"It tells of {decapital(talks[0].text)}")
    return cannot_tell(id_, f"{told} Whether that was the officer is yours to read.", *proof)


def _is_private(occasion: ReadParagraph) -> bool:
    """Whether an occasion on which a child shared something was a talk alone with somebody."""
    words = occasion.text.casefold()
    return words.startswith(ViewMethod.PRIVATE_TALK.label) and " alone" in words


def _private_as_said(id_: str, fact: ReadFact, *proof: Evidence) -> Outcome:
    """Return what another council's form says of a talk in private."""
    told = sentence(f"It says: {fact.text}")
    if is_yes(fact) or reason_in(fact):
        return yes(id_, told, *proof)
    if is_no(fact):
        return no(id_, f"{told} Heard found no reason beside it.", *proof)
    return cannot_tell(id_, f"{told} Whether that was in private is yours to read.", *proof)


def ways_and_dates(seen: Seen) -> Outcome:
    """Whether it is written how and when the child shared their views."""
    id_, found = "ways_and_dates", _occasions(seen)
    dated = [p for p in found if first_date(p.text)]
    proof = tuple(seen.evidence(Spot(at=p.at)) for p in (dated or found)[:_MOST])
    if dated:
        each = f"{len(dated)} of them with a day" if len(dated) < len(found) else "with its day"
        each = f"each {each}" if len(dated) == len(found) > 1 else each
        told = f"It says how, on {counted(len(found), 'occasion')}, {each}."
        return yes(id_, told, *proof)
    if found:
        return no(id_, "It says how, and no day.", *proof)
    return missing(seen, id_, "how and when the child shared their views")


def _occasions(seen: Seen) -> list[ReadParagraph]:
    section = seen.record.section("own_words")
    return [p for p in _paragraphs(section) if p.style.casefold() == "occasion"]


def _paragraphs(section: ReadSection | None) -> list[ReadParagraph]:
    return list(section.paragraphs()) if section is not None else []


def participation_fits(seen: Seen) -> Outcome:
    """Whether the participation code fits what else is written (domain.md §3.1)."""
    id_, code = "participation_fits", seen.record.took_part
    proof = _about_part(seen)
    if not code:
        return missing(
            seen, id_, "how the child took part, in a way that the return knows (PN0 to PN7)"
        )
    by_age = _by_age(seen, code)
    if by_age is not None:
        fits, because = by_age
        return (yes if fits else no)(id_, because, *proof)
    row = own_row(seen)
    took = row.took_part.casefold() if row is not None else ""
    came = any(label in took for label in _CAME)
    joined = any(label in took for label in _JOINED)
    away = any(label in took for label in _AWAY) and not came and not joined
    if code in _THERE and away:
        return no(id_, f"{code} says that they were there; the table of people says not.", *proof)
    if code not in _THERE and came:
        return no(id_, f"{code} says that they were not there; the table says they were.", *proof)
    if code == _AWAY_AND_SILENT and seen.subject.voice and _occasions(seen):
        return no(id_, "PN7 says that no views came; the record holds some.", *proof)
    if not seen.record.people:
        told = f"It says {code}; who was there is not told in a table that Heard knows."
        return cannot_tell(id_, told, *proof)
    if not took or not (came or joined or away):
        return cannot_tell(id_, "The table of people does not say whether they were there.", *proof)
    return yes(id_, f"{code} fits the table of people and the words recorded.", *proof)


def _by_age(seen: Seen, code: str) -> tuple[bool, str] | None:
    """Return whether age alone decides, and how; None where it does not."""
    born, held = seen.record.born, seen.record.review_date
    if born is None or held is None or held < born:
        return None
    young = is_under_four(seen)
    if young and code != _UNDER_FOUR:
        return False, f"Under four on that day, for whom the return expects {_UNDER_FOUR}."
    if not young and code == _UNDER_FOUR:
        return False, f"Four or older on that day, when {_UNDER_FOUR} no longer fits."
    return (True, f"Under four on that day: {_UNDER_FOUR}.") if young else None


def decapital(text: str) -> str:
    """Return the text with a small letter at its start and the rest as it is."""
    return text[:1].lower() + text[1:]


def is_under_four(seen: Seen) -> bool:
    """Return whether the child was under four on the day of the review, where that is known."""
    born, held = seen.record.born, seen.record.review_date
    return (
        born is not None
        and held is not None
        and born <= held
        and (age_on(born, held).years < _FOUR)
    )


def own_row(seen: Seen) -> ReadPerson | None:
    """Return the child's own row in the table of people."""
    names = {n.casefold() for n in (seen.record.child, seen.record.legal_name) if n}
    return next((p for p in seen.record.people if p.name.strip().casefold() in names), None)


def _about_part(seen: Seen) -> tuple[Evidence, ...]:
    said_so = (f.label for f in seen.record.facts if f.label.endswith(" took part"))
    label = next(said_so, "Participation")
    row = own_row(seen)
    of_row = () if row is None else (seen.evidence(Spot(at=max(row.at, row.took_at))),)
    return (*seen.of_facts(label), *of_row)


def place_and_people(seen: Seen) -> Outcome:
    """Whether the child chose the place; whether people were kept away is for a person to judge."""
    id_, fact = "place_and_people", seen.record.fact("Place chosen by")
    words, proof = said(fact), seen.of_facts("Place chosen by", "Held")
    if fact is None:
        return missing(seen, id_, "who chose the place")
    if words.startswith(NOT_WRITTEN):
        return unwritten(seen, id_, "Who chose the place is not written down.", *proof)
    chosen = sentence(f"Who chose the place: {words}")
    if is_under_four(seen):
        return does_not_apply(id_, f"Under four on that day. {chosen}", *proof)
    names = [n.casefold() for n in (seen.record.child, seen.record.legal_name, "the child") if n]
    low = words.casefold()
    if low.startswith(tuple(names)):
        asked = seen.duty("child_consulted")
        if asked is None or asked.is_undone or asked.is_let_be:
            return yes(id_, f"{chosen} Whether they chose the people is yours to read.", *proof)
        people = f"They were asked who comes and who stays away: {asked.told}"
        proof = (*proof, seen.evidence(Spot(at=asked.at)))
        return yes(id_, f"{chosen} {sentence(people)}", *proof)
    if any(name in low for name in names) or _PRONOUN.match(words):
        return cannot_tell(id_, f"{chosen} Whether that was the child is yours to read.", *proof)
    return no(id_, f"The record does not name the child here. {chosen}", *proof)


def childs_copy(seen: Seen) -> Outcome:
    """Whether the child gets a copy: in what form, when, and who explains it."""
    id_, row, duty = "childs_copy", own_row(seen), seen.duty("outcome_explained")
    form, when = seen.fact_like("How ", " gets to know the outcome"), seen.record.fact("Explained")
    places = [f.at for f in (form, when) if f is not None]
    places += [row.copy_at] if row is not None and row.copy_at >= 0 else []
    proof = [seen.evidence(Spot(at=at)) for at in (*places, *([duty.at] if duty else ()))]
    kind, _, why = (row.copy.strip(" –") if row is not None else "").partition("\n")
    what = sentence(f"The child’s copy: {said(form) or decapital(kind)}")
    if duty is not None and not duty.is_undone and not duty.is_let_be:
        return yes(id_, f"{what} {sentence(f'Explained: {duty.told}')}", *proof)
    if when is not None:
        return yes(id_, f"{what} {sentence(f'Explained: {when.text}')}", *proof)
    if duty is not None and (form is not None or kind):
        return cannot_tell(id_, f"{what} Of explaining it: {sentence(duty.told)}", *proof)
    if form is not None or (kind and kind.casefold() not in _NO_COPY):
        told = f"{what} When it is given, and who explains it, is not written here."
        return cannot_tell(id_, told, *proof)
    if why:
        return cannot_tell(id_, f"{what} The reason is there: {sentence(why)}", *proof)
    if row is None:
        return missing(seen, id_, "which copy the child gets")
    told = "No copy for the child is written down." if kind else "The child’s copy is left open."
    return no(id_, told, *proof)


def feedback_asked(seen: Seen) -> Outcome:
    """Whether the child was asked how the review was for them."""
    id_ = "feedback_asked"
    fact = seen.fact_like("What ", " said of it")
    if fact is not None:
        proof = seen.evidence(Spot(at=fact.at))
        return yes(id_, "The record says what the child said of it.", proof)
    whole = "\n".join(seen.record.texts).casefold()
    said_somewhere = [phrase for phrase in _FEEDBACK if phrase in whole]
    for at, text in enumerate(seen.record.texts) if said_somewhere else ():
        low = text.casefold()
        for phrase in said_somewhere:
            start = low.find(phrase)
            if start >= 0:
                spot = Spot(at=at, start=start, length=len(phrase))
                told = "These words may tell of it; whose feedback they mean is yours to read."
                return cannot_tell(id_, told, seen.evidence(spot))
    return cannot_tell(id_, "Heard did not find words about how the review was for the child.")
