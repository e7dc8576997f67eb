"""Whether each recommendation can be held to: one person by name, one day, one action, no wind.

Sources: IRO Handbook ch 3; domain.md §7.1 and §7.3.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from models.calendar import long_date
from models.checks.book import CheckData
from models.checks.engine import Looker
from models.checks.naming import name_words, word_set
from models.checks.subject import Action, Finding, NameKind, Passage, Said, Subject
from models.folding import folded
from models.language import Audience, WordList

PLACE_ROLES = frozenset({"home", "school"})
"""Roles of known names that are no people's."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TITLE_FIRST = re.compile(r"(?:[\w'’.-]+ ){1,4}?to (?=[a-z])")
_NEXT_ACTION = re.compile(r"(?:,? and(?: then)?(?: to| also)?|[;.](?: then)?|, then) ([A-Za-z]+)\b")
_WILL_TOO = re.compile(r"(?<= will )[^.;]*?(,? and (?:[A-Z][\w'’-]+ ){1,2}will [a-z]+)\b")
_GOES_ON = re.compile(r"(?: [\w'’-]+){0,7}? (?:it|them|there)\b")
_PERSON_FIRST = re.compile(
    r" (?:her|him|them|both|everyone|everybody|[A-Z][\w'’-]+(?: and [A-Z][\w'’-]+)?)\b"
)
_THEM_AGAIN = re.compile(r" (?:her|him|them) (?:an?|the|to|for|about|that)\b")
_SEGMENT = re.compile(r"[,(/–—:;]| from | at | of | in | with | and |&")
_MOST_WORDS_OF_A_NAME = 3
_SHORTEST_NAME = 3  # letters by which a part of a name is known again


def no_named_person(subject: Subject, looker: Looker) -> Iterator[Said]:
    """A person can keep a promise; a team or a title cannot."""
    people = {
        name_words(known.name)
        for known in subject.names
        if known.kind is not NameKind.EARLIER and known.role not in PLACE_ROLES
    }
    parts = {word for name in people for word in name}
    for action in subject.actions:
        who = action.who.strip()
        what = _no_person(who, people, parts, looker.book.data) if who else ""
        if what:
            yield Finding(
                check="team",
                key=f"{action.id}:{folded(who)}",
                place=action.place("who"),
                problem=f"Recommendation {action.number} is given to {what}: {who}",
                remedy="Name one person who will do it.",
                length=len(action.who),
                found=action.who,
            )


def _no_person(who: str, people: set[tuple[str, ...]], parts: set[str], data: CheckData) -> str:
    words = name_words(who)
    if not words:
        return ""
    if words in people or any(word in parts and len(word) >= _SHORTEST_NAME for word in words):
        return ""
    teams, roles = _phrases(data.teams), _phrases(data.roles)
    if _begins_with_a_name(who, teams | roles, data):
        return ""
    text = f" {' '.join(words)} "
    if any(f" {team} " in text for team in teams):
        return "no one person"
    return "a title" if all(word in roles for word in words) else ""


def _begins_with_a_name(who: str, no_names: frozenset[str], data: CheckData) -> bool:
    """Whether somebody is named before what they are: "Jo from the housing team", "Ms Bell"."""
    parts = _SEGMENT.split(who, maxsplit=1)
    first = parts[0].split()
    if not first or not all(word[:1].isupper() for word in first):
        return False
    if name_words(first[0])[:1] and set(name_words(first[0])) <= word_set(data.salutations):
        return len(first) > 1
    is_short = len(parts) > 1 and len(first) <= _MOST_WORDS_OF_A_NAME
    return is_short and no_names.isdisjoint(name_words(parts[0]))


@cache
def _phrases(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(" ".join(name_words(word)) for word in words)


def date_that_is_none(subject: Subject, looker: Looker) -> Iterator[Said]:
    """A day that is “soon” is none, and a day before the review has passed already."""
    no_dates = word_set(looker.book.data.no_dates)
    held = subject.review_date or subject.today
    for action in subject.actions:
        words = action.by_words.strip()
        if action.by is None and words and folded(words).strip(" .") in no_dates:
            problem = f"Recommendation {action.number} has no day, but “{words}”"
            yield _about_date(action, words, problem, "Say the day by which it is done.")
        elif action.by is not None and action.by < held:
            day = long_date(action.by)
            problem = f"Recommendation {action.number} is due on {day}, before it was made"
            yield _about_date(action, words, problem, "Look at the day again.")


def _about_date(action: Action, words: str, problem: str, remedy: str) -> Finding:
    return Finding(
        check="date",
        key=f"{action.id}:{action.by or folded(words)}",
        place=action.place("by"),
        problem=problem,
        remedy=remedy,
        length=len(words),
        found=words,
    )


def weak_verb(subject: Subject, looker: Looker) -> Iterator[Said]:
    """Words with which nothing is decided; the list is the language helper's."""
    helper = looker.helper(subject)
    weak = weak_ids(looker.book.words)

    def find(passage: Passage) -> Iterator[Finding]:
        for flag in helper.flags(passage.text, Audience.RECOMMENDATION):
            if flag.id in weak:
                yield Finding(
                    check="weak",
                    key=f"{passage.place.key}:{flag.key}",
                    place=passage.place,
                    problem=f"{passage.heading} says “{flag.found}”: {flag.why.rstrip('.')}",
                    remedy=f"Better: {', or '.join(flag.offer) or 'say it plainly'}.",
                    start=flag.start,
                    length=flag.length,
                    found=flag.found,
                    offer=flag.offer,
                )

    yield from looker.each("weak", _whats(subject), find)


@cache
def weak_ids(words: WordList) -> frozenset[str]:
    """Return the entries of the language list that only weaken a recommendation."""
    return frozenset(word.id for word in words.word if word.only is Audience.RECOMMENDATION)


def two_actions(subject: Subject, looker: Looker) -> Iterator[Said]:
    """Two actions in one are half done and half forgotten; each has a number of its own."""
    data = looker.book.data

    def find(passage: Passage) -> Iterator[Finding]:
        found = next(_second_actions(passage.text, data), None)
        if found is not None:
            start, end = found
            words = passage.text[start:end]
            yield Finding(
                check="two_actions",
                key=f"{passage.place.key}:{folded(words)}",
                place=passage.place,
                problem=f"{passage.heading} may be two actions: “…{words} …”",
                remedy="Make each one a recommendation of its own, unless it is one thing.",
                start=start,
                length=end - start,
                found=words,
            )

    yield from looker.each("two_actions", _whats(subject), find)


def _second_actions(text: str, data: CheckData) -> Iterator[tuple[int, int]]:
    """Yield where words such as "and book" join a second action to a first one."""
    sure, unsure = word_set(data.verbs), word_set(data.verbs_or_things)
    begins = _TITLE_FIRST.match(text)
    is_titled = begins is not None and text.split(maxsplit=1)[0].lower() not in sure | unsure
    first = begins.end() if is_titled and begins is not None else 0
    for match in _WILL_TOO.finditer(text, first):
        before = text[first : match.start(1)].replace(" will ", " ")
        if not _is_inside(before, data):
            yield match.span(1)
    for match in _NEXT_ACTION.finditer(text, first):
        verb = match[1]
        after = _WORD.search(text, match.end())
        following = after[0] if after is not None else ""
        is_verb = verb in sure or (
            verb in unsure and (following in data.before_a_thing or following[:1].isupper())
        )
        if match[0][:1] in ";." and verb[:1].isupper():
            is_verb = verb.lower() in sure
        before = text[first : match.start()]
        if is_verb and not (
            _is_inside(before, data)
            or _is_one(text, match.start(), data)
            or _goes_on(before, match, data)
        ):
            yield match.start(), match.end()


def _is_inside(before: str, data: CheckData) -> bool:
    """Whether the "and" stands in what is said or wished, and not between two actions."""
    words = _WORD.findall(before)
    if any(word in data.joins_something_else for word in words[1:]):
        return True
    things = {*data.before_a_thing, *data.places}
    return any(
        word == "to" and after not in things and not after[:1].isupper()
        for word, after in pairwise([*words[1:], ""])
    )


def _goes_on(before: str, match: re.Match[str], data: CheckData) -> bool:
    """Whether what comes second only goes on with the first: it is sent, or somebody is told.

    Two words for one thing, "book and pay for", are one action too.

    After "then" or a semicolon it is a second action whatever it is.
    """
    if match[0].startswith(";") or " then" in match[0]:
        return False
    begins = before.split(maxsplit=1)
    first, verb = begins[0].lower() if begins else "", match[1].lower()
    after = match.string[match.end() :]
    if _GOES_ON.match(after) or first in data.helped or len(before.split()) == 1:
        return True
    if verb in data.tells and _THEM_AGAIN.match(after):
        return True
    if first in data.met and verb in data.agreed_there:
        return True
    whom = _PERSON_FIRST.match(after)
    rest = after[whom.end() :] if whom is not None else after
    said = _begins(rest, data.of_what)
    if verb in data.tells and whom is not None and (said or not rest.strip(" .")):
        return True
    return verb in data.asks and said


def _begins(text: str, words: tuple[str, ...]) -> bool:
    near = f"{' '.join(text.lower().split()).strip('.,')} "
    return any(near.startswith(f"{word} ") for word in words)


def _is_one(text: str, at: int, data: CheckData) -> bool:
    """Whether a pair that is one action stands around that place."""
    near = text[max(at - 12, 0) : at + 24].lower()
    return any(pair in near for pair in data.one_action)


def _whats(subject: Subject) -> Iterable[Passage]:
    return (passage for passage in subject.of_actions if passage.place.field == "what")
