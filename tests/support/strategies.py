"""Hypothesis strategies for texts, marked lines and whole reviews, with nasty characters.

Values are valid, as a store or a cleaned case file holds them; ``dirty_text`` is what a paste or a
file may bring before cleaning.
"""

from datetime import date

from hypothesis import strategies as st

from models.child import Child, Person, View
from models.edits import Opened
from models.review import (
    Attendance,
    Recommendation,
    Review,
    ReviewHead,
    SectionRecord,
    Unanswered,
)
from models.taking_part import ChangeMade
from models.terms import Attended, ReviewType, ViewMethod
from models.text import Line, Mark, Quote, Span, SpanKind, Text, clean

NASTY = (
    "\u00a0",  # a space that does not break
    "\u200b",
    "\u202e",  # right to left from here on
    "\u2066",
    "\ufeff",
    "\u0301",  # an accent without its letter
    "e\u0301",
    "ﬁ",
    "İ",
    "ß",
    "مريم",
    "ليلى ١٢",
    "ሓደ ኢድ",
    "Łódź",
    "👩🏽‍🍳",
    "🇬🇧",
    "𝔘",
    "\t",
    "'",
    '"',
    "“",
    "”",
    "‘tis",
    "&amp;",
    "<w:p>",
    "]]>",
    "\\",
    "%s",
    "{name}",
    "\U0010fffd",
)
"""Characters and pieces that break careless code; all of them may stand in a record."""

UNFIT = ("\x00", "\x07", "\x1b", "\x7f", "\x85", "\ud800", "\udfff", "\ufdd0", "\uffff", "\r\n")
"""What cleaning takes out, or makes a line feed of."""

PEOPLE = ("mum", "dad", "jo", "kez")
SECTIONS = ("welcome", "voice", "home", "family", "permanence")


def nasty_text(min_size: int = 0, max_size: int = 8) -> st.SearchStrategy[str]:
    """Return one line of fit text: letters, spaces and nasty pieces; ``max_size`` pieces."""
    pieces = st.sampled_from([*"abc de", "contact ", *NASTY])
    texts = st.lists(pieces, min_size=min_size, max_size=max_size).map("".join)
    return texts.map(lambda text: clean(text).text.replace("\n", " "))


def dirty_text(max_size: int = 8) -> st.SearchStrategy[str]:
    """Return text with pieces that cleaning must take out."""
    pieces = st.sampled_from([*"ab ", *NASTY, *UNFIT])
    return st.lists(pieces, max_size=max_size).map("".join)


def spans_in(text: str, people: tuple[str, ...] = PEOPLE) -> st.SearchStrategy[tuple[Span, ...]]:
    """Return up to three spans of ``text``, which may overlap."""

    @st.composite
    def one(draw: st.DrawFn) -> Span:
        start = draw(st.integers(0, len(text) - 1))
        length = draw(st.integers(1, len(text) - start))
        kind = draw(st.sampled_from(SpanKind))
        who = draw(st.sets(st.sampled_from(people))) if kind is SpanKind.WITHHELD else ()
        return Span(start=start, length=length, kind=kind, withheld_from=tuple(sorted(who)))

    return st.lists(one(), max_size=3).map(tuple) if text else st.just(())


@st.composite
def sections(draw: st.DrawFn, section: str, quotes: dict[str, Quote]) -> SectionRecord:
    """Return one section; the quotations it makes are added to ``quotes``, and named again."""
    own: list[Quote] = []

    def lines(kind: str) -> Text:
        made = []
        for number in range(draw(st.integers(0, 3))):
            line_id, mark = f"{section}-{kind}-{number}", draw(st.sampled_from(Mark))
            if mark is not Mark.WORDS:
                text = draw(nasty_text())
                made.append(Line(id=line_id, text=text, mark=mark, spans=draw(spans_in(text))))
                continue
            if len(quotes) > 0 and draw(st.booleans()):
                quote = draw(st.sampled_from(sorted(quotes.values(), key=lambda q: q.id)))
            else:
                quote = Quote(id=f"q{len(quotes)}", text=draw(nasty_text(1)) + "!")
                quotes[quote.id] = quote
                own.append(quote)
            made.append(
                Line(id=line_id, mark=mark, quote=quote.id, spans=draw(spans_in(quote.text)))
            )
        return tuple(made)

    notes, minutes = lines("n"), lines("m")
    return SectionRecord(id=section, notes=notes, minutes=minutes, quotes=tuple(own))


@st.composite
def opened(draw: st.DrawFn) -> Opened:
    """Return a child and a review: some views with words, lines of every mark, spans anywhere."""
    on, quotes, views = date(2026, 11, 24), dict[str, Quote](), []
    for number in range(draw(st.integers(0, 3))):
        words = Quote(id=f"v{number}", text=draw(nasty_text(1)) + "?")
        quotes[words.id] = words
        views.append(View(id=f"view{number}", on=on, method=ViewMethod.LETTER_OR_FORM, words=words))
    ids = draw(st.lists(st.sampled_from(SECTIONS), unique=True, max_size=3))
    records = tuple(draw(sections(name, quotes)) for name in ids)
    marked = [quote.id for record in records for quote in record.quotes]
    if marked:
        name = draw(st.sampled_from(marked))
        views.append(View(id="named", on=on, method=ViewMethod.PRIVATE_TALK, quote_id=name))
    names = st.sampled_from([*quotes, None])
    recommendations = tuple(
        Recommendation(
            id=f"e{number}",
            what=draw(nasty_text(1)),
            child_words=draw(names),
            answers=tuple(filter(None, [draw(names)])),
        )
        for number in range(draw(st.integers(0, 3)))
    )
    people = tuple(Person(id=name, name=name.title(), phone="01632 960199") for name in PEOPLE)
    head = ReviewHead(
        number=2,
        type=ReviewType.SECOND,
        review_date=on,
        attendance=tuple(Attendance(person_id=p, attended=Attended.ATTENDED) for p in PEOPLE),
        recommendations=recommendations,
        unanswered=tuple(
            Unanswered(id=f"u{n}", worry="", reason=draw(nasty_text(1)), answers=(name,))
            for n, name in enumerate(filter(None, [draw(names)]))
        ),
        changes=tuple(
            ChangeMade(id=f"c{n}", what=draw(nasty_text(1)), answers=(name,))
            for n, name in enumerate(filter(None, [draw(names)]))
        ),
    )
    child = Child(
        id="c", preferred_name="Kez", born=date(2015, 3, 1), people=people, views=tuple(views)
    )
    return Opened(child=child, review=Review(id="r", child_id="c", head=head, sections=records))
