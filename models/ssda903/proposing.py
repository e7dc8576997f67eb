"""What a return would change on this caseload: nothing is saved, the IRO chooses.

A child is the one with the council's number; a child who was typed in without it is found by the
unique pupil number. A child of this caseload whom the return does not have stays as they are.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from hashlib import sha256

import msgspec

from models.child import Child, Identifiers
from models.ssda903.merging import kept_words, merge
from models.ssda903.values import ChildFacts, Proposal, ReturnRead, Standing
from models.ssda903.words import words_for_known, words_for_new
from models.time_in_care import has_left_care

_HELD_BACK = "homes and legal status stay: a row of their episodes cannot be read any more"


def propose(read: ReturnRead, kept: Sequence[Child], today: date) -> tuple[Proposal, ...]:
    """Return what taking each child over would do, and who is known here and not in the return.

    ``kept`` are the children of this caseload, ``today`` is the UK date. Children come in the
    order of the return, then those whom it does not have.
    """
    caseload = _Caseload(kept, {_number(child.la_id) for child in read.children})
    proposals = [_proposal(facts, caseload, today) for facts in read.children]
    return (*proposals, *caseload.absent())


def _proposal(said: ChildFacts, caseload: "_Caseload", today: date) -> Proposal:
    before = caseload.find(said)
    if before is None:
        return _new(said, caseload.fresh_id(said.la_id), today)
    outcome = merge(_with_number(before, said.la_id), said.facts, said.unread)
    after = outcome.child
    is_changed = not _is_same(before, after)
    standing = Standing.CHANGED if is_changed else Standing.UNCHANGED
    words = words_for_known(before, after, today)
    if outcome.is_held_back:
        words = (*words, _HELD_BACK)
    if is_changed and not words:
        words = ("what the return says is noted beside what you typed",)
    return Proposal(
        la_id=said.la_id,
        standing=Standing.GONE if has_left_care(after, today) else standing,
        child=after if is_changed else None,
        before_id=before.id,
        words=tuple(filter(None, (*words, kept_words(outcome.kept)))),
    )


def _new(said: ChildFacts, id_: str, today: date) -> Proposal:
    empty = Child(
        id=id_,
        preferred_name=f"Child {said.la_id}",
        born=said.facts.born,
        ids=Identifiers(la_id=said.la_id),
    )
    child = merge(empty, said.facts).child
    return Proposal(
        la_id=said.la_id,
        standing=Standing.GONE if has_left_care(child, today) else Standing.NEW,
        child=child,
        words=words_for_new(child, today),
    )


def _with_number(child: Child, la_id: str) -> Child:
    if child.ids.la_id.strip():
        return child
    return msgspec.structs.replace(child, ids=msgspec.structs.replace(child.ids, la_id=la_id))


def _is_same(before: Child, after: Child) -> bool:
    """Whether nothing is different but the day of the reading and the files that were there."""
    if before.returned is None or after.returned is None:
        return before == after
    as_read = msgspec.structs.replace(
        after.returned, read_on=before.returned.read_on, kinds=before.returned.kinds
    )
    return msgspec.structs.replace(after, returned=as_read) == before


class _Caseload:
    """The children kept, found by their numbers; each is found once."""

    def __init__(self, kept: Sequence[Child], numbers: Collection[str]) -> None:
        real = [child for child in kept if not child.practice]
        self._ids = {child.id for child in kept}
        self._by_number = {_number(c.ids.la_id): c for c in reversed(real) if c.ids.la_id.strip()}
        self._by_id = {c.id: c for c in real if _number(c.ids.la_id) not in numbers}
        self._by_upn = {
            _number(c.ids.upn): c for c in reversed(real) if c.ids.upn and not c.ids.la_id.strip()
        }
        self._found: set[str] = set()

    def find(self, said: ChildFacts) -> Child | None:
        """Return the child whom the facts are about, or None for somebody new."""
        found = (
            self._by_number.get(_number(said.la_id)),
            self._by_id.get(_made_id(said.la_id)),
            self._by_upn.get(_number(said.facts.upn)),
        )
        child = next((c for c in found if c is not None and c.id not in self._found), None)
        if child is not None:
            self._found.add(child.id)
        return child

    def fresh_id(self, la_id: str) -> str:
        """Return the id of a new child: the same at every reading, and nobody else's."""
        made = _made_id(la_id)
        while made in self._ids:
            made = _made_id(made)
        self._ids.add(made)
        return made

    def absent(self) -> Iterator[Proposal]:
        """Yield the children with a number of the council's who were not found."""
        for _, child in sorted(self._by_number.items()):
            if child.id not in self._found:
                yield Proposal(
                    la_id=child.ids.la_id.strip(),
                    standing=Standing.ABSENT,
                    child=None,
                    before_id=child.id,
                    words=("stays on your caseload as they are",),
                )


def _number(text: str) -> str:
    return "".join(text.split()).casefold()


def _made_id(la_id: str) -> str:
    return sha256(f"ssda903 {la_id}".encode()).hexdigest()[:16]
