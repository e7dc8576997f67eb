"""The child's part of a record: what they shared, how, and in exactly which words (D of §4.2)."""

from collections.abc import Iterable, Sequence

from export.blocks import Block, Heading, Quotation, Role, Run, paragraph
from export.blocks import Paragraph as Para
from export.phrases import capital, joined, listed, sentence, whose
from models.because import Came, outcomes, wants_answer
from models.calendar import long_date
from models.child import View
from models.disclosure import Disclosed
from models.review import Recommendation
from models.text import Quote

OWN_WORDS = "own_words"


def quote_or_none(disclosed: Disclosed, quote_id: str | None) -> Quote | None:
    """Return the quotation where this copy may show it and it says something."""
    found = (q for q in disclosed.quotes if q.id == quote_id and q.text.strip())
    return next(found, None) if quote_id else None


def words_about(disclosed: Disclosed, made: Recommendation) -> list[Quote]:
    """Return the child's words that a recommendation answers, and those about it, each once."""
    keys = dict.fromkeys((*made.answers, made.child_words))
    found = (quote_or_none(disclosed, key) for key in keys)
    return [quote for quote in found if quote is not None]


def occasion(view: View) -> str:
    """Return when and how something was shared: "A private talk · 3 December 2026 · alone"."""
    with_whom = f"with {view.with_whom}" if view.with_whom else ""
    company = " ".join(filter(None, ("alone" if view.alone else "", with_whom)))
    helper = f"{view.helper} helped" if view.helper else ""
    how = capital(view.method.label)
    return joined(how, long_date(view.on), company, helper, view.place)


def view_of(disclosed: Disclosed, quote: Quote) -> View | None:
    """Return the entry of the views log in which the quotation was shared."""
    for view in disclosed.child.views:
        if quote.id == view.words_id:
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
    return quote_or_none(disclosed, view.words_id)


def in_english(disclosed: Disclosed, quote: Quote) -> str:
    """Return what an interpreter said the words mean, marked as theirs; nothing where none did."""
    view = view_of(disclosed, quote)
    if view is None or not view.in_english.strip():
        return ""
    by = f"as interpreted by {view.helper}" if view.helper else "as interpreted"
    return f"In English, {by}: {view.in_english.strip()}"


def answered_by(disclosed: Disclosed, key: str, *, wants_answer: bool = True) -> str:
    """Return what came of what was said or seen: "see recommendation 4", "not yet answered".

    ``key`` is a quotation's id, or that of an entry of the views log without words. Where nothing
    is asked nothing is said.
    """
    numbers = [
        str(number)
        for number, made in disclosed.numbered
        if key in made.answers or key == made.child_words
    ]
    recommended = f"see recommendation{'s' if len(numbers) > 1 else ''} {listed(numbers)}"
    child = disclosed.child
    known = outcomes(disclosed.review.head, child.disputes, child.views)
    came = {outcome.kind for outcome in known.get(key, ())}
    changed = [one.what for one in disclosed.review.head.changes if key in one.answers]
    parts = [
        recommended if numbers else "",
        *(f"changed because of it: {what.strip().rstrip('.')}" for what in changed if what.strip()),
        "see what we heard and could not do" if Came.NOT_THIS_TIME in came else "",
        "raised with the council" if Came.DISPUTE in came else "",
        "not yet answered" if not came and wants_answer else "",
    ]
    return joined(*parts)


def log(disclosed: Disclosed, views: Iterable[View], others: Iterable[Quote]) -> list[Block]:
    """Return what was shared, each occasion said once above it.

    The same words stand once for an occasion: what a child says again on another day is said again.
    ``others`` are quotations that no entry of the log holds, left out where one says the same.
    """
    entries = [(occasion(v), _entry(disclosed, v)) for v in sorted(views, key=lambda v: v.on)]
    logged = {b.text for _, entry in entries for b in entry if isinstance(b, Quotation)}
    rest = {q.text: q for q in others if q.text not in logged}
    entries += [(_other_occasion(q), [_other(disclosed, q)]) for q in rest.values()]
    blocks: list[Block] = []
    above, said = "", set[tuple[str, str]]()
    for when, entry in entries:
        fresh = [b for b in entry if not (isinstance(b, Quotation) and (when, b.text) in said)]
        said |= {(when, b.text) for b in fresh if isinstance(b, Quotation)}
        if fresh and when != above:
            blocks.append(paragraph(when, Role.OCCASION))
            above = when
        blocks += fresh
    return blocks


def others(disclosed: Disclosed) -> list[Quote]:
    """Return the quotations that no entry of the views log holds, in the order of the sections."""
    logged = {v.words_id for v in disclosed.child.views}
    return [q for q in disclosed.quotes if q.id not in logged and q.text.strip()]


def _other_occasion(quote: Quote) -> str:
    said_on = long_date(quote.said_on) if quote.said_on else ""
    return capital(joined(quote.source, said_on)) or "For this review"


def _other(disclosed: Disclosed, quote: Quote) -> Block:
    return Quotation(text=quote.text, note=capital(answered_by(disclosed, quote.id)))


def _entry(disclosed: Disclosed, view: View) -> list[Block]:
    about = f"about {view.about.removeprefix('about ')}" if view.about else ""
    checked = {True: "checked back", False: "not yet checked back", None: ""}
    words = view_words(disclosed, view)
    key = words.id if words is not None else view.id
    answer = answered_by(disclosed, key, wants_answer=wants_answer(view))
    note = capital(joined(about, answer, checked[view.checked_back]))
    blocks: list[Block] = []
    if words is not None:
        meant = in_english(disclosed, words)
        blocks.append(Quotation(text=words.text, note="\n".join(filter(None, (meant, note)))))
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
    entries = log(disclosed, child.views, others(disclosed))
    told = told_us(child.preferred_name, entries)
    title = told if has_only_shown(entries) else f"{whose(child.preferred_name)} own words"
    blocks: list[Block] = [Heading(level=2, text=title, about=OWN_WORDS)]
    if entries and not has_only_shown(entries):
        blocks.append(paragraph(_lead(child.preferred_name, entries), Role.LEAD))
    if not entries:
        blocks.append(paragraph(_nothing(disclosed)))
    blocks += entries
    changed = [*head.what_changed.split("\n"), *(sentence(one.what) for one in head.changes)]
    if any(line.strip() for line in changed):
        because = f"What changed because of {told[:1].lower()}{told[1:]}"
        blocks.append(Heading(level=3, text=because))
        blocks += [paragraph(line) for line in changed if line.strip()]
    return tuple(blocks)


def has_only_shown(entries: Sequence[Block]) -> bool:
    """Whether the child said no word of it: all was seen by somebody who tells it."""
    return bool(entries) and not any(isinstance(block, Quotation) for block in entries)


def told_us(name: str, entries: Sequence[Block]) -> str:
    """Return what the child did: told us, or showed us who were watching."""
    return f"What {name} {'showed' if has_only_shown(entries) else 'told'} us"


def _lead(name: str, entries: Iterable[Block]) -> str:
    """Return whose words stand there; where an adult tells what was seen, which of it they are."""
    told_by_adults = any(isinstance(b, Para) and b.role is Role.BODY for b in entries)
    exactly = "exactly as they were said or written. No letter was changed."
    if told_by_adults:
        return f"The words in quotation marks are {whose(name)}, {exactly}"
    return f"These are {whose(name)} words {exactly}"


def _nothing(disclosed: Disclosed) -> str:
    child = disclosed.child
    if child.unborn:
        return f"{child.preferred_name} is not born yet."
    return f"No words of {whose(child.preferred_name)} own are in this record."
