"""The views log kept in seconds: an entry made from a line of notes, and what it still lacks.

An entry made by one key goes with its line: what was seen follows what is typed, and nothing of a
line that is confidential stands in it. What was worked on stays when its line goes. Sources:
domain.md §5.3 and §5.4.
"""

from collections.abc import Container
from datetime import date

import msgspec

from models.ages import ANSWERS_YEARS, age_on
from models.because import TOOK_PART, answered_keys
from models.child import Child, View
from models.edits import Opened
from models.terms import Coming, Communication, ViewMethod
from models.text import Line, Mark, SpanKind, Text

SEEN = frozenset(
    {
        ViewMethod.OBSERVATION,
        ViewMethod.PLAY_OR_TOYS,
        ViewMethod.SYMBOLS_OR_AAC,
        ViewMethod.TALKING_MATS,
    }
)
"""Ways in which something is shown: what it may mean, and what else, is asked for."""

PASSED_ON = frozenset(
    {
        ViewMethod.CARER_REPORT,
        ViewMethod.SCHOOL_REPORT,
        ViewMethod.KEY_WORKER,
        ViewMethod.ADVOCATE,
        ViewMethod.INDEPENDENT_VISITOR,
    }
)
_APART = frozenset(
    {
        ViewMethod.PRIVATE_TALK,
        ViewMethod.PHONE_CALL,
        ViewMethod.VIDEO_CALL,
        ViewMethod.OUT_TOGETHER,
    }
)
WITHOUT_WORDS = frozenset(
    {
        Communication.MAKATON,
        Communication.PECS,
        Communication.AAC_DEVICE,
        Communication.TALKING_MATS,
        Communication.EYE_POINTING,
        Communication.PRE_VERBAL,
    }
)
"""Ways of communicating that have to be read by somebody who knows the child."""

_INTERPRETED = frozenset({Communication.OTHER_LANGUAGE, Communication.BSL})


def without_words(child: Child) -> bool:
    """Return whether the child is understood by signs, symbols or behaviour."""
    return bool(WITHOUT_WORDS.intersection(child.communication))


def interpreted(child: Child) -> bool:
    """Return whether somebody interprets for the child."""
    return bool(_INTERPRETED.intersection(child.communication) or child.interpreter.strip())


def public(line: Line) -> str:
    """Return what of a line may stand in the log: nothing confidential, nothing withheld."""
    if line.mark is Mark.CONFIDENTIAL:
        return ""
    return "".join(
        char
        for at, char in enumerate(line.text)
        if not any(span.start <= at < span.end for span in line.spans)
    )


def entry_of(child: Child, line: Line) -> View | None:
    """Return the entry that was made from a line, or that holds its quotation."""
    for view in child.views:
        if view.line_id == line.id:
            return view
        if line.quote is not None and line.quote == view.words_id:
            return view
    return None


def entry_from(opened: Opened, section: str, line: Line, on: date, fresh: str) -> View | None:
    """Return a new entry for a line: the child's words as said, anything else as seen.

    None where nothing of the line may stand in the log; ``on`` is a UK date.
    """
    said = line.quote is not None
    secret = any(span.kind is SpanKind.CONFIDENTIAL for span in line.spans)
    if secret if said else not public(line).strip():
        return None
    return View(
        id=fresh,
        on=on,
        method=_how_said(opened) if said else ViewMethod.OBSERVATION,
        quote_id=line.quote,
        description="" if said else public(line),
        sections=(section,),
        review_id=opened.the_review.id,
        line_id=line.id,
        follows_line=not said,
    )


def _how_said(opened: Opened) -> ViewMethod:
    """Return how words noted in the meeting most likely came: a child without speech used signs.

    The words of a child who does not come were brought by somebody, and it is asked by whom.
    """
    if opened.the_review.head.taking_part.coming is Coming.NO:
        return ViewMethod.OTHER
    if without_words(opened.child):
        return ViewMethod.SYMBOLS_OR_AAC
    return ViewMethod.SPOKE_IN_MEETING


def unfinished(child: Child, view: View) -> tuple[str, ...]:
    """Return what an entry still lacks, in a few words each."""
    said = bool(view.words is not None or view.quote_id)
    is_shown = view.method in SEEN or bool(view.description.strip())
    seen = is_shown and not said and view.method not in TOOK_PART
    through_others = view.method in SEEN or view.method in PASSED_ON
    answers = age_on(child.born, view.on).years >= ANSWERS_YEARS  # nobody helps a baby to say it
    by_helper = answers and (interpreted(child) or without_words(child))
    wanted = (
        ("what was said or seen", said or bool(view.description.strip())),
        ("what it may mean", not seen or bool(view.may_mean.strip())),
        ("what else it could mean", not seen or bool(view.could_also_mean.strip())),
        ("alone or not", view.method not in _APART or view.alone is not None),
        ("how it reached us", view.method is not ViewMethod.OTHER or _says_how(view)),
        ("who helped", not by_helper or bool(view.helper.strip())),
        (
            "whether it was checked back",
            not (answers and (seen or through_others)) or view.checked_back is not None,
        ),
    )
    return tuple(words for words, there in wanted if not there)


def _says_how(view: View) -> bool:
    return any(words.strip() for words in (view.with_whom, view.helper, view.about))


def unfinished_entries(opened: Opened) -> tuple[View, ...]:
    """Return the entries of the open review that lack something, the oldest first."""
    child, review = opened.child, opened.the_review
    mine = (view for view in child.views if view.review_id == review.id)
    return tuple(sorted((v for v in mine if unfinished(child, v)), key=lambda v: v.on))


def observed_on(child: Child, review_id: str) -> frozenset[date]:
    """Return the UK dates on which something of the child was seen for a review."""
    return frozenset(
        v.on
        for v in child.views
        if v.review_id == review_id and v.method in SEEN and v.description.strip()
    )


def follow_lines(opened: Opened, gone: Text, lines: Text) -> Opened:
    """Keep entries in step with the lines they were made from: ``gone`` became ``lines``."""
    old = {line.id for line in gone}
    views = opened.child.views
    if not any(view.line_id in old for view in views):
        return opened
    new = {line.id: line for line in lines}
    named = answered_keys(opened.the_review.head, opened.child.disputes)
    kept = []
    for view in views:
        if view.line_id in old:
            line = new.get(view.line_id or "")
            after = _let_go(view, named)
            if line is not None:
                after = _followed(view, line, named, _how_said(opened))
            kept += [after] if after is not None else []
        else:
            kept.append(view)
    if tuple(kept) == views:
        return opened
    child = msgspec.structs.replace(opened.child, views=tuple(kept))
    return msgspec.structs.replace(opened, child=child)


def moved(child: Child, line_id: str, before: str, after: str) -> Child:
    """Return the child with the entry of a line that went to another section."""
    views = tuple(
        msgspec.structs.replace(
            view, sections=tuple(after if one == before else one for one in view.sections)
        )
        if view.line_id == line_id and before in view.sections
        else view
        for view in child.views
    )
    return msgspec.structs.replace(child, views=views) if views != child.views else child


def _followed(view: View, line: Line, named: Container[str], said: ViewMethod) -> View | None:
    """Return an entry as its line is now; ``said`` is how words of this child come."""
    if line.quote is not None:
        if line.quote == view.quote_id or not view.follows_line:
            return view
        method = said if view.method is ViewMethod.OBSERVATION else view.method
        return msgspec.structs.replace(
            view, quote_id=line.quote, description="", follows_line=False, method=method
        )
    if view.quote_id is not None:
        return _let_go(view, named)
    return msgspec.structs.replace(view, description=public(line)) if view.follows_line else view


def _let_go(view: View, named: Container[str]) -> View | None:
    """Return what is left of an entry whose line is gone, or is no longer the child's words.

    What something ``named`` as answered stays, as words do that something answers.
    """
    worked_on = (view.with_whom, view.helper, view.place, view.about, view.may_mean)
    is_answered = view.id in named
    meant = view.could_also_mean or view.in_english
    if any(worked_on) or is_answered or meant or view.checked_back is not None:
        return msgspec.structs.replace(view, line_id=None, follows_line=False)
    return None
