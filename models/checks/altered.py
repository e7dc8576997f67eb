"""Words that were altered: a quotation not letter for letter, and a name that is theirs no more.

Sources: domain.md §5.1 (quote the child exactly, never tidy), §7.3 (quotes altered, name mismatch).
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from models.checks.engine import Looker
from models.checks.naming import name_words
from models.checks.subject import Finding, Passage, Said, Subject
from models.folding import folded

_QUOTED = re.compile(r"“([^“”\n]+)”|\"([^\"\n]+)\"")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
_LEFT_OUT = re.compile(r"…|\.{3,}|\[[^\]\n]*\]")
"""Where a quotation says that words were left out, or put in to be understood."""
_AT_THE_ENDS = " .,;:!?…"
_FEWEST = 4  # words of a quotation that can be told from another
_ALIKE = 0.7  # of its words, that are the child's in the child's order
_SHOWN = 60  # characters of what was said


class _Known(NamedTuple):
    """What the child said: its letters, its words folded, and its letters as they are compared."""

    text: str
    words: list[str]
    plain: str


def quotation_altered(subject: Subject, looker: Looker) -> Iterator[Said]:
    """What stands in quotation marks and is nearly what the child said, and what was corrected."""

    def known() -> list[_Known]:
        return [_Known(one.text, _words(one.text), _plain(one.text)) for one in subject.said]

    def find(passage: Passage) -> Iterator[Finding]:
        for found in _QUOTED.finditer(passage.text):
            number = 1 if found[1] is not None else 2
            secret = any(at <= found.start(number) < at + size for at, size in passage.let_be)
            original = None if secret else _meant(found[number], looker.kept("said", known))
            if original is not None:
                yield Finding(
                    check="altered",
                    key=folded(found[number][:_SHOWN]),
                    place=passage.place,
                    problem=f"“{_cut(found[number])}” is not quite what was said",
                    remedy=f"It was: “{_cut(original)}” Put their words in, letter for letter.",
                    start=found.start(number),
                    length=len(found[number]),
                    found=found[number],
                )

    yield from looker.each("altered", subject.passages, find, quoted=True)
    yield from _corrected(subject)


def _corrected(subject: Subject) -> Iterator[Finding]:
    """Yield the quotations of the record that were changed since the write-up was opened."""
    changed = {saying.text: saying for saying in subject.said if saying.before}
    for passage in subject.passages:
        saying = changed.get(passage.text) if passage.is_quotation else None
        if saying is not None:
            yield Finding(
                check="altered",
                key=folded(f"{saying.before[:_SHOWN]}>{saying.text[:_SHOWN]}"),
                place=passage.place,
                problem=f"“{_cut(saying.text)}” was changed since it was written down",
                remedy=f"It was: “{_cut(saying.before)}” The reason: {saying.why.rstrip('.')}.",
                length=len(passage.text),
                found=passage.text,
            )


def _meant(quoted: str, said: list[_Known]) -> str | None:
    """Return the child's words that a quotation nearly is; None where it is them, or is others'."""
    words = _words(quoted)
    if len(words) < _FEWEST:
        return None
    pieces = [_plain(piece) for piece in _LEFT_OUT.split(quoted)]
    if any(_stand_in(pieces, known.plain) for known in said):
        return None
    for known in said:
        blocks = SequenceMatcher(None, words, known.words, autojunk=False).get_matching_blocks()
        if sum(block.size for block in blocks) >= _ALIKE * len(words):
            return known.text
    return None


def _stand_in(pieces: list[str], said: str) -> bool:
    """Whether the pieces of a quotation stand there in this order, with words between them."""
    at = 0
    for piece in pieces:
        at = said.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


def _plain(text: str) -> str:
    return " ".join(text.translate(_PLAIN).split()).strip(_AT_THE_ENDS)


def _words(text: str) -> list[str]:
    return [folded(word) for word in _WORD.findall(text.translate(_PLAIN))]


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1].rstrip()}…"


def name_mismatch(subject: Subject, _: Looker) -> Iterator[Said]:
    """A recommendation for somebody who is called otherwise on the child's page by now.

    A name that has no word of theirs is another person's, or a team's, which is told elsewhere.
    """
    for action in subject.actions:
        said, known = name_words(action.who), name_words(action.known_as)
        if said == known or not set(said) & set(known):
            continue
        yield Finding(
            check="misnamed",
            key=f"{action.id}:{folded(action.who)}:{folded(action.known_as)}",
            place=action.place("who"),
            problem=f"Recommendation {action.number} says “{action.who}”",
            remedy=f"On the child's page they are called {action.known_as}.",
            length=len(action.who),
            found=action.who,
        )
