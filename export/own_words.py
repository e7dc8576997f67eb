"""The child's part of a record: what they shared, how, and in exactly which words (D of §4.2)."""

from collections.abc import Sequence

from export.blocks import Block, Heading, Quotation, Role, Run, paragraph
from export.blocks import Paragraph as Para
from export.phrases import capital, joined, listed, sentence, whose
from models.calendar import long_date
from models.child import View
from models.disclosure import Disclosed
from models.text import Quote

OWN_WORDS = "own_words"


def quote_or_none(disclosed: Disclosed, quote_id: str | None) -> Quote | None:
    """Return the quotation where this copy may show it and it says something."""
    found = (q for q in disclosed.quotes if q.id == quote_id and q.text.strip())
    return next(found, None) if quote_id else None


def occasion(view: View) -> str:
    """Return when and how something was shared: "A private talk · 3 December 2026 · alone"."""
    company = "alone" if view.alone else ""
    with_whom = f"with {view.with_whom}" if view.with_whom else ""
    helper = f"{view.helper} helped" if view.helper else ""
    how = capital(view.method.label)
    return joined(how, long_date(view.on), company, with_whom, helper, view.place)


def view_of(disclosed: Disclosed, quote: Quote) -> View | None:
    """Return the entry of the views log in which the quotation was shared."""
    for view in disclosed.child.views:
        if quote.id in (view.quote_id, view.words.id if view.words else None):
            return view
    return None


def source_of(disclosed: Disclosed, quote: Quote) -> str:
    """Return where the words come from, for the line above them."""
    owner = f"{whose(disclosed.child.preferred_name)} words"
    view = view_of(disclosed, quote)
    said_on = long_date(quote.said_on) if quote.said_on else ""
    if quote.source or view is None:
        return joined(owner, quote.source, said_on)
    return joined(owner, occasion(view))


def view_words(disclosed: Disclosed, view: View) -> Quote | None:
    """Return the exact words of an entry of the views log, or None where it holds none."""
    return quote_or_none(disclosed, view.words.id if view.words else view.quote_id)


def answered_by(disclosed: Disclosed, view: View) -> str:
    """Return which recommendations answer what was said: "recommendation 4"."""
    numbers = [
        str(number)
        for number, made in enumerate(disclosed.review.head.recommendations, 1)
        if view.id in made.answers
    ]
    if not numbers:
        return ""
    return f"recommendation{'s' if len(numbers) > 1 else ''} {listed(numbers)}"


def log(disclosed: Disclosed, views: Sequence[View]) -> list[Block]:
    """Return entries of the views log: each occasion said once, then what was shared there."""
    blocks: list[Block] = []
    shown = ""
    for view in views:
        entry = _entry(disclosed, view)
        if not entry:
            continue
        if occasion(view) != shown:
            shown = occasion(view)
            blocks.append(paragraph(shown, Role.OCCASION))
        blocks += entry
    return blocks


def _entry(disclosed: Disclosed, view: View) -> list[Block]:
    about = f"about {view.about}" if view.about else ""
    checked = {True: "checked back", False: "not yet checked back", None: ""}
    note = joined(about, answered_by(disclosed, view), checked[view.checked_back])
    words = view_words(disclosed, view)
    blocks: list[Block] = []
    if words is not None:
        blocks.append(Quotation(text=words.text, note=note))
    seen = [
        ("What we saw: ", view.description),
        ("It may mean: ", view.may_mean),
        ("It could also mean: ", view.could_also_mean),
    ]
    for label, text in seen:
        if text.strip():
            blocks.append(Para(runs=(Run(text=label), Run(text=text))))
    if blocks and words is None and note:
        blocks.append(paragraph(sentence(note), Role.NOTE))
    return blocks


def own_words(disclosed: Disclosed) -> tuple[Block, ...]:
    """Return the child's own part, which opens the full record."""
    child, head = disclosed.child, disclosed.review.head
    views = sorted(child.views, key=lambda view: view.on)
    entries = log(disclosed, views)
    heading = Heading(level=2, text=f"{whose(child.preferred_name)} own words", about=OWN_WORDS)
    blocks: list[Block] = [heading]
    if any(isinstance(block, Quotation) for block in entries):
        blocks.append(
            paragraph(
                f"These are {whose(child.preferred_name)} words exactly as they were said or "
                "written. No letter was changed.",
                Role.LEAD,
            )
        )
    if not entries:
        blocks.append(paragraph(_nothing(disclosed)))
    blocks += entries
    if head.what_changed.strip():
        name = child.preferred_name
        blocks.append(Heading(level=3, text=f"What changed because of what {name} told us"))
        blocks += [paragraph(line) for line in head.what_changed.split("\n") if line.strip()]
    return tuple(blocks)


def _nothing(disclosed: Disclosed) -> str:
    child = disclosed.child
    if child.unborn:
        return f"{child.preferred_name} is not born yet."
    return f"No words of {whose(child.preferred_name)} own are in this record."
