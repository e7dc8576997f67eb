"""A record with everything that answers need: its words as evidence, its duties, the rules."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property

import msgspec

from export.phrases import joined
from export.qa.fixed import NOT_ALL, STYLES, says_nothing
from export.qa.outcome import Evidence, Outcome, Reply
from export.qa.subject import Beside
from export.reader.document import ReadParagraph, ReadTable, Spot, cell_text
from export.reader.forms import told_in
from export.reader.record import ReadFact, ReadRecord, ReadSection
from export.reader.tables import holds_recommendations
from models.agenda import Agenda
from models.checks.subject import Finding, Subject
from models.deadlines import DateEngine
from models.rights import rights
from models.wording import Wording, fill

_LONGEST = 160
"""Characters of a passage that are shown as evidence; the place leads to the rest."""


_SHORTEST = 4
"""Characters; a number or a dash in a cell tells nothing by itself."""
_AROUND = 60
"""Characters that are shown before words that may tell of something."""
_LONGEST_ROW = 60
"""Characters of what a row of a table is about."""
_NOT_DONE = ("still to do", "not done", "planned")


class DutyRow(msgspec.Struct, frozen=True):
    """A duty as the record tells it: what is said to "Done", where, and how it was done."""

    done: str
    at: int
    how: str = ""

    @property
    def is_undone(self) -> bool:
        """Whether it says that the duty was not done, or is still to come."""
        return self.done.casefold().startswith(_NOT_DONE)

    @property
    def is_let_be(self) -> bool:
        """Whether it says that the duty was not relevant."""
        return self.done.casefold().startswith("not relevant")

    @property
    def told(self) -> str:
        """What is said of it: when, and how."""
        return joined(self.done, self.how)


class Seen(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One record, what the checks found in it, and what dates and duties are measured by."""

    record: ReadRecord
    subject: Subject
    findings: tuple[tuple[Finding, Spot | None], ...]
    agenda: Agenda
    engine: DateEngine
    beside: Beside

    # -- evidence

    def evidence(self, spot: Spot) -> Evidence:
        """Return a stretch of the document as evidence; a whole paragraph for no length."""
        texts = self.record.texts
        whole = texts[spot.at] if 0 <= spot.at < len(texts) else ""
        length = spot.length or len(whole) - spot.start
        return Evidence(
            at=spot.at,
            start=spot.start,
            length=length,
            text=whole[spot.start : spot.start + length][:_LONGEST],
            where=self.where(spot.at),
        )

    def where(self, at: int) -> str:
        """Return where a paragraph stands, in words."""
        number = self._numbers.get(at)
        if number is not None:
            return f"Recommendation {number}"
        section = self.record.section_of(at)
        heading = section.heading if section is not None else ""
        about = self._rows.get(at, "")
        return joined(heading, about if about != heading.rstrip(" :") else "")

    @cached_property
    def _rows(self) -> dict[int, str]:
        """What the row of each cell is about, by its paragraphs: what stands in its first cell."""
        found: dict[int, str] = {}
        for block in self.record.document.blocks:
            is_form = isinstance(block, ReadTable) and not (
                self.record.is_ours or holds_recommendations(block)
            )
            rows = block.rows[not is_form :] if isinstance(block, ReadTable) else ()
            for row in rows:
                for at, cell in enumerate(row[1:]):
                    first = row[at - at % 2 if is_form else 0]
                    about = _shortened(next((p.text for p in first if p.text.strip()), ""))
                    found.update((paragraph.at, about) for paragraph in cell if about)
        return found

    @cached_property
    def _numbers(self) -> dict[int, int]:
        """The number of the recommendation that each of its paragraphs tells of."""
        found: dict[int, int] = {}
        for one in self.record.recommendations:
            for at in (one.what_at, one.why_at, one.who_at, one.by_at):
                found.setdefault(at, one.number)
        found.pop(-1, None)
        return found

    def of_facts(self, *labels: str) -> tuple[Evidence, ...]:
        """Return what is said under these labels."""
        facts = (self.record.fact(label) for label in labels)
        return tuple(self.evidence(Spot(at=fact.at)) for fact in facts if fact is not None)

    def of_section(self, section: ReadSection, most: int) -> tuple[Evidence, ...]:
        """Return the first paragraphs of a section that say anything."""
        found = (p for p in _below_headers(section) if p.at != section.at and _tells(p))
        return tuple(self.evidence(Spot(at=p.at)) for p, _ in zip(found, range(most), strict=False))

    def speaking_of(self, pattern: str, most: int = 3) -> tuple[Evidence, ...]:
        """Return the first passages in which such words stand, beneath headings."""
        headings = {section.at for section in self.record.sections}
        found = (
            Spot(at=at, start=max(m.start() - _AROUND, 0), length=0)
            for at, text in enumerate(self.record.texts)
            if at not in headings and (m := re.search(pattern, text, re.IGNORECASE))
        )
        return tuple(self.evidence(spot) for spot, _ in zip(found, range(most), strict=False))

    def found_by(self, *checks: str) -> tuple[Evidence, ...]:
        """Return the words that these checks found."""
        return tuple(
            self.evidence(spot)
            for finding, spot in self.findings
            if finding.check in checks and spot is not None
        )

    def has_found(self, *checks: str) -> bool:
        """Return whether one of these checks found anything."""
        return any(finding.check in checks for finding, _ in self.findings)

    # -- what the record tells

    def duty(self, duty_id: str) -> DutyRow | None:
        """Return how a duty of the law pack stands, None where the record does not tell."""
        duty = next((d for d in self.engine.law.duties if d.id == duty_id), None)
        if duty is None:
            return None
        return self._row_of(duty.what) or (self._row_of(duty.small) if duty.small else None)

    def right(self, right_id: str) -> DutyRow | None:
        """Return how a right was explained, None where the record does not tell."""
        words = next((right.words for right in rights() if right.id == right_id), "")
        return self._row_of(fill(words, Wording(name=self.record.child or "the child")))

    def fact_like(self, start: str, end: str) -> ReadFact | None:
        """Return the first fact whose label begins and ends so, a name in between."""
        return next(
            (f for f in self.record.facts if f.label.startswith(start) and f.label.endswith(end)),
            None,
        )

    def _row_of(self, what: str) -> DutyRow | None:
        for table in self._duty_tables():
            for row in table.rows[1:]:
                if len(row) > 1 and row[0] and row[1] and cell_text(row[0]).strip() == what:
                    how = dict(zip(table.header, row, strict=False)).get("How", ())
                    said_how = cell_text(how).strip(" –")
                    return DutyRow(cell_text(row[1]).strip(), row[1][0].at, said_how)
        return None

    def _duty_tables(self) -> Iterable[ReadTable]:
        for section in self.record.sections:
            for block in section.blocks:
                if isinstance(block, ReadTable) and block.header[:2] == ("What", "Done"):
                    yield block

    def table(self, *header: str) -> ReadTable | None:
        """Return the first table whose header begins with these titles."""
        wanted = tuple(title.casefold() for title in header)
        for block in self.record.document.blocks:
            if isinstance(block, ReadTable):
                found = tuple(t.replace("’", "'").casefold() for t in block.header[: len(wanted)])
                if found == wanted:
                    return block
        return None

    @property
    def is_full(self) -> bool:
        """Whether this is a full record of ours: what is not in it was not written down."""
        return self.record.is_ours and self.record.kind == "minutes"

    def due(self, rule: str, starts: date) -> date:
        """Return the limit that a rule of the law pack sets."""
        return self.engine.deadline(rule, starts).due


def _below_headers(section: ReadSection) -> Iterable[ReadParagraph]:
    """Yield the paragraphs of a section but what heads the columns and the rows of a table."""
    for block in section.blocks:
        if isinstance(block, ReadTable):
            tells_first = holds_recommendations(block)
            if block.has_header or tells_first:
                cells = (cell for row in block.rows[1:] for cell in row[not tells_first :])
                yield from (paragraph for cell in cells for paragraph in cell)
            else:
                yield from told_in(block)
        else:
            yield block


def _shortened(words: str) -> str:
    """Return what a row is about in few letters; a number is said to be one."""
    words = " ".join(words.split()).rstrip(" :")
    if words.isdigit():
        return f"number {words}"
    return words if len(words) <= _LONGEST_ROW else f"{words[: _LONGEST_ROW - 1].rstrip()}…"


def _tells(paragraph: ReadParagraph) -> bool:
    """Whether somebody wrote a paragraph, or it says when and how a child said something."""
    style, text = paragraph.style.casefold(), paragraph.text
    if paragraph.level or len(text.strip()) < _SHORTEST or says_nothing(text):
        return False
    return style == "occasion" or style not in STYLES


def yes(question: str, because: str, *evidence: Evidence) -> Outcome:
    """Return that it is so."""
    return Outcome(question=question, reply=Reply.YES, because=because, evidence=evidence)


def no(question: str, because: str, *evidence: Evidence) -> Outcome:
    """Return that it is not so."""
    return Outcome(question=question, reply=Reply.NO, because=because, evidence=evidence)


def cannot_tell(question: str, because: str, *evidence: Evidence) -> Outcome:
    """Return that the document gives too little to tell."""
    return Outcome(question=question, reply=Reply.CANNOT_TELL, because=because, evidence=evidence)


def does_not_apply(question: str, because: str, *evidence: Evidence) -> Outcome:
    """Return that there is nothing to ask here."""
    return Outcome(
        question=question, reply=Reply.DOES_NOT_APPLY, because=because, evidence=evidence
    )


def unwritten(seen: Seen, question: str, because: str, *evidence: Evidence) -> Outcome:
    """Return that something is not written here; what was left out of this copy may hold it."""
    leaves_out = f" {NOT_ALL}" if NOT_ALL in seen.record.texts else ""
    return no(question, f"{because}{leaves_out}", *evidence)


def missing(seen: Seen, question: str, what: str, told_by: str = "") -> Outcome:
    """Return what follows where something is not in the document: a full record should tell it.

    Another council's may tell it in words that are not known: ``told_by`` is a pattern of such as
    may, and the passages where they stand are shown.
    """
    if seen.is_full:
        return unwritten(seen, question, f"The record does not say {what}.")
    if seen.record.is_ours:
        return cannot_tell(question, f"This document does not say {what}.")
    proof = seen.speaking_of(told_by) if told_by else ()
    may = " These words may tell of it; they are yours to read." if proof else ""
    return cannot_tell(question, f"Heard did not find where it says {what}.{may}", *proof)


def said(fact: ReadFact | None) -> str:
    """Return the text of a fact, nothing where there is none."""
    return fact.text.strip() if fact is not None else ""
