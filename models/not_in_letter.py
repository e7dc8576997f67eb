"""What of the record a child will not read for now, and why: said beside their letter.

It lists places and reasons and never the words themselves. Source: domain.md §5.1 and §9.
"""

from collections.abc import Iterator

from models.child import Child, Value
from models.recipient import Recipient, RecipientKind
from models.review import Review, SectionRecord
from models.text import Line, Mark, SpanKind
from models.withheld import keeps_from


class KeptBack(Value, frozen=True, kw_only=True):
    """One thing kept from the child: a passage of a section, or ``what`` as a whole.

    ``from_all`` holds where it stands in the annex alone and nobody's copy has it.
    """

    section: str = ""
    what: str = ""
    why: str = ""
    from_all: bool = False


def kept_from(child: Child, review: Review, person_id: str) -> tuple[KeptBack, ...]:
    """Return what the copy of ``person_id``, who is the child, does not hold, each thing once."""
    found = [*_passages(review, person_id), *_entries(child, person_id)]
    return tuple(dict.fromkeys(found))


def _passages(review: Review, person_id: str) -> Iterator[KeptBack]:
    for record in review.sections:
        for line in record.minutes:
            yield from _of_line(record, line, person_id)


def _of_line(record: SectionRecord, line: Line, person_id: str) -> Iterator[KeptBack]:
    secret = [span for span in line.spans if span.kind is SpanKind.CONFIDENTIAL]
    if line.mark is Mark.CONFIDENTIAL or secret:
        why = next((span.why for span in secret if span.why), "")
        yield KeptBack(section=record.id, why=why, from_all=True)
    for span in line.spans:
        if span.kind is SpanKind.WITHHELD and person_id in span.withheld_from:
            yield KeptBack(section=record.id, why=span.why)


def _entries(child: Child, person_id: str) -> Iterator[KeptBack]:
    own = Recipient(kind=RecipientKind.PERSON, person_id=person_id)
    for decision in child.withheld:
        if keeps_from(decision, own):
            yield KeptBack(what=decision.what.label, why=decision.why, from_all=decision.annex)
