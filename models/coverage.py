"""What a review has still to hear: the child's voice, permanence, stability, Schedule 7.

Worked out from simple counts, so that a meeting page can ask after every line. Asking a prompt is
never compulsory: a reason given counts as an answer (design.md §2; domain.md §6, §10.15).
"""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from models.agenda import Agenda, AgendaFacts, prompts_for, sections_for_paragraph, shown
from models.agenda_parts import Paragraph, Prompt, Section, Theme
from models.child import Value

_WATCHED_UNDER_MONTHS = 48  # PN0: under four, what was seen counts as the child's voice


Asking = list[tuple[Section, Prompt]]
"""Prompts with the sections they stand in."""


class HeardState(StrEnum):
    """How far something has been heard."""

    NOTHING = "nothing"
    PART = "part"
    HEARD = "heard"


class SoFar(Value, frozen=True, kw_only=True):
    """What has happened in the review up to now, by section id.

    ``asked`` holds ids of prompts that were ticked, or that a field of the review answers (such as
    ``permanence.p3`` once plan B is filled in). ``lines`` counts note lines, ``words`` the child's
    words, ``minutes`` says whether anything is written up. ``reasons`` holds the ids of sections
    and Schedule 7 paragraphs for which a reason was given instead.
    """

    asked: frozenset[str] = frozenset()
    lines: Mapping[str, int] = msgspec.field(default_factory=dict)
    words: Mapping[str, int] = msgspec.field(default_factory=dict)
    minutes: Mapping[str, bool] = msgspec.field(default_factory=dict)
    reasons: frozenset[str] = frozenset()

    def has_text(self, section_id: str) -> bool:
        """Return whether anything is noted, quoted or written up there."""
        return bool(
            self.lines.get(section_id) or self.words.get(section_id) or self.minutes.get(section_id)
        )


class Heard(Value, frozen=True, kw_only=True):
    """One line of the "Still to be heard" list.

    ``id`` is a theme or a Schedule 7 paragraph; ``text`` is for people; ``section`` is where to go
    in order to hear it; ``missing`` names all that is missing, of which ``text`` says the first.
    """

    id: str
    state: HeardState
    text: str
    section: str
    missing: tuple[str, ...] = ()


def still_to_be_heard(agenda: Agenda, facts: AgendaFacts, so_far: SoFar) -> tuple[Heard, ...]:
    """Return voice, permanence and stability, then every Schedule 7 paragraph, heard or not.

    Texts are those of ``agenda``; pass one that is ``worded`` for the child.
    """
    prompts = [(s, p) for s in shown(agenda, facts) for p in prompts_for(s, facts)]
    themed = {theme: [(s, p) for s, p in prompts if p.theme is theme] for theme in Theme}
    voice = _voice(agenda, facts, so_far, themed[Theme.VOICE])
    others = [
        _theme(agenda, theme, so_far, [(s, p) for s, p in themed[theme] if p.still])
        for theme in (Theme.PERMANENCE, Theme.STABILITY)
        if any(p.still for _, p in themed[theme])
    ]
    paragraphs = [_paragraph(agenda, p, so_far, prompts) for p in agenda.paragraphs]
    return (voice, *others, *paragraphs)


def _voice(agenda: Agenda, facts: AgendaFacts, so_far: SoFar, prompts: Asking) -> Heard:
    """Say in which sections the child's own view is wanted and not there yet."""
    say = agenda.heard[Theme.VOICE]
    watched = facts.age_months < _WATCHED_UNDER_MONTHS
    seen = watched and so_far.has_text(Theme.VOICE)
    if not (seen or any(so_far.words.values()) or Theme.VOICE in so_far.reasons):
        text = say.nothing_observed if watched else say.nothing
        return _heard(Theme.VOICE, HeardState.NOTHING, f"{say.label}: {text}", Theme.VOICE)
    heard = {str(Theme.VOICE)} if seen else set()
    heard |= {s.id for s, p in prompts if p.id in so_far.asked or so_far.words.get(s.id)}
    silent = [s for s, _ in prompts if s.id not in heard | so_far.reasons]
    if not silent or Theme.VOICE in so_far.reasons:
        return _heard(Theme.VOICE, HeardState.HEARD, f"{say.label}: {say.heard}", Theme.VOICE)
    missing = tuple(dict.fromkeys(section.about for section in silent))
    text = f"{say.label}: {say.lead} {missing[0]}"
    return _heard(Theme.VOICE, HeardState.PART, text, silent[0].id, missing)


def _theme(agenda: Agenda, theme: Theme, so_far: SoFar, prompts: Asking) -> Heard:
    """Say which of a theme's matters have not been raised."""
    say = agenda.heard[theme]
    unasked = [
        (s, p) for s, p in prompts if p.id not in so_far.asked and s.id not in so_far.reasons
    ]
    first = prompts[0][0].id
    if not unasked:
        return _heard(theme, HeardState.HEARD, f"{say.label}: {say.heard}", first)
    missing = tuple(p.still for _, p in unasked)
    where = unasked[0][0].id
    if len(unasked) == len(prompts) and not so_far.has_text(theme):
        return _heard(theme, HeardState.NOTHING, f"{say.label}: {say.nothing}", where, missing)
    return _heard(theme, HeardState.PART, f"{say.label}: {missing[0]}", where, missing)


def _paragraph(agenda: Agenda, paragraph: Paragraph, so_far: SoFar, prompts: Asking) -> Heard:
    """Say whether a Schedule 7 matter has an entry or a reason."""
    sections = [s.id for s in sections_for_paragraph(agenda, paragraph.id)]
    own = {p.id for _, p in prompts if p.id in paragraph.prompts}
    state = _state(paragraph, sections, so_far, own)
    text = agenda.paragraph_asked if state is HeardState.PART else agenda.paragraph_nothing
    said = paragraph.short if state is HeardState.HEARD else f"{paragraph.short}: {text}"
    return _heard(paragraph.id, state, said, sections[0])


def _state(paragraph: Paragraph, sections: list[str], so_far: SoFar, own: set[str]) -> HeardState:
    """Return how far a paragraph is answered; ``own`` are its own prompts that are shown."""
    asked = bool(own & so_far.asked)
    if paragraph.id in so_far.reasons or all(s in so_far.reasons for s in sections):
        return HeardState.HEARD
    if not any(so_far.has_text(s) for s in sections):
        return HeardState.PART if asked else HeardState.NOTHING
    minuted = any(so_far.minutes.get(s) for s in sections) and not paragraph.only_if_asked
    if asked or minuted or not (own or paragraph.only_if_asked):
        return HeardState.HEARD
    return HeardState.NOTHING


def _heard(
    of: str, state: HeardState, text: str, section: str, missing: tuple[str, ...] = ()
) -> Heard:
    return Heard(id=str(of), state=state, text=text, section=str(section), missing=missing)
