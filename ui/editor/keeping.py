"""What a line becomes when a part of it, or all of it, is kept from somebody."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from models.text import Line, Mark, Span, SpanKind
from models.withheld import Keeping


class Place(NamedTuple):
    """A part of a line, in code points; ``is_whole`` says that all of the line is meant."""

    start: int
    end: int
    is_whole: bool


def kept(line: Line, place: Place, keeping: Keeping) -> Line:
    """Return the line with a part of it kept as is decided, and nothing decided there before."""
    end = place.end
    outside = tuple(span for span in line.spans if not _touches(span, place))
    plain = line.quote is None
    mark = line.mark
    if place.is_whole and plain:
        mark = Mark.CONFIDENTIAL if keeping.annex else _opened(line.mark)
    if not keeping.keeps or end <= place.start:
        return msgspec.structs.replace(line, spans=outside, mark=mark)
    span = Span(
        start=place.start,
        length=end - place.start,
        kind=SpanKind.CONFIDENTIAL if keeping.annex else SpanKind.WITHHELD,
        withheld_from=() if keeping.annex else keeping.people,
        why=keeping.why,
        by=keeping.by,
        on=keeping.on,
    )
    return msgspec.structs.replace(line, spans=(*outside, span), mark=mark)


def kept_in(places: Iterable[tuple[Line, Place]]) -> Keeping:
    """Return what is decided about parts of lines, taken together."""
    annex, people, whys = False, dict[str, None](), dict[str, None]()
    for line, place in places:
        annex = annex or line.mark is Mark.CONFIDENTIAL
        for span in line.spans:
            if _touches(span, place):
                annex = annex or span.kind is SpanKind.CONFIDENTIAL
                people.update(dict.fromkeys(span.withheld_from))
                whys.update({span.why: None} if span.why else {})
    return Keeping(annex=annex, people=tuple(people), why=" ".join(whys))


def _opened(mark: Mark) -> Mark:
    return Mark.NOTE if mark is Mark.CONFIDENTIAL else mark


def _touches(span: Span, place: Place) -> bool:
    return place.is_whole or (span.start < place.end and span.end > place.start)
