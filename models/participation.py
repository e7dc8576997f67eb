"""Which participation code fits what happened: Heard proposes, the IRO decides (domain.md §3.1)."""

from typing import Literal

import msgspec

from models.ages import Age

_CODED_FROM = 4  # years; below, the code is PN0 whatever happened

AskFor = Literal["", "observation", "why_and_next_time"]


class TookPart(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, as far as the code is concerned.

    ``in_room`` is true for any part of the meeting; ``remote`` for joining by video or telephone,
    which counts as being there only where the team has said so (``remote_counts``). ``is_noted``
    is whether anybody noted where the child was.
    """

    age: Age
    in_room: bool = False
    remote: bool = False
    remote_counts: bool = False
    spoke: bool = False
    someone_spoke: bool = False
    showed: bool = False
    briefed: bool = False
    sent: bool = False
    is_noted: bool = True
    child_would_say: Literal["briefed", "sent"] | None = None


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """A proposed code, why, what else fits, and what should be asked for beside it.

    ``ask`` is ``observation`` for a child under four (what was seen, and the carer's account), and
    ``why_and_next_time`` where views did not reach the review.
    """

    code: str
    because: str
    also_fits: tuple[str, ...] = ()
    ask: AskFor = ""


def suggest_participation(what: TookPart) -> Suggestion:
    """Return the participation code that fits, with the reasoning in words."""
    if what.age.years < _CODED_FROM:
        return Suggestion(
            code="PN0",
            because="Under four on the day of the review. What is seen of a small child counts.",
            ask="observation",
        )
    if what.in_room or (what.remote and what.remote_counts):
        return _there(what)
    return _not_there(what)


def _there(what: TookPart) -> Suggestion:
    where = "Was there" if what.in_room else "Joined by video or telephone, which counts here"
    ways = [
        ("PN1", what.spoke, "and spoke for themself"),
        ("PN2", what.someone_spoke, "and asked somebody to speak for them"),
        ("PN3", what.showed, "and showed their views without speech"),
    ]
    fits = [(code, words) for code, fit, words in ways if fit]
    code, words = fits[0] if fits else ("PN4", "and did not share views in the meeting")
    return Suggestion(code=code, because=f"{where}, {words}.", also_fits=_codes(fits[1:]))


def _not_there(what: TookPart) -> Suggestion:
    spoke_remotely = what.remote and (what.spoke or what.showed)
    away = "Was not there" if what.is_noted else "Not noted yet as there"
    if what.remote:
        away = "Joined by video or telephone only"
    sent = f"{away}, and sent views another way."
    if spoke_remotely:
        sent = "Joined by video or telephone, which this team does not count as being there."
    ways = [
        ("PN5", what.briefed or what.someone_spoke, f"{away}, and briefed somebody to speak."),
        ("PN6", what.sent or spoke_remotely, sent),
    ]
    fits = [(code, words) for code, fit, words in ways if fit]
    if not fits:
        return Suggestion(
            code="PN7",
            because=f"{away}, and no views reached the review. "
            "Say why, and what will be tried next time.",
            ask="why_and_next_time",
        )
    if (what.child_would_say or ("sent" if spoke_remotely else "briefed")) == "sent":
        fits.reverse()
    code, words = fits[0]
    if len(fits) > 1:
        words += " Both fit: choose what the child would say happened."
    return Suggestion(code=code, because=words, also_fits=_codes(fits[1:]))


def _codes(fits: list[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(code for code, _ in fits)
