"""What can be kept back as a whole in one review: fields, people, places, entries, as rows."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from models.child import Child
from models.edits import Opened
from models.people import is_the_child, person_words
from models.terms import WithheldWhat
from models.text import Quote
from models.withheld import decision_about, decision_id, keeping_of, kept_words
from ui.fields.row_list import Fact, Row

_LONGEST = 90


class Thing(NamedTuple):
    """Something that can be kept back, and in a few words what it is."""

    what: WithheldWhat
    of: str
    words: str

    @property
    def key(self) -> str:
        """The id of the decision there may be about it."""
        return decision_id(self.what, self.of)

    def row(self, child: Child, names: Mapping[str, str]) -> Row:
        """Return it as a row that says from whom it is kept."""
        said = kept_words(keeping_of(decision_about(child, self.what, self.of)), names)
        facts = (Fact(said),) if said else ()
        words = f"{said_first(self.what).rstrip('.')}: {self.words}"
        return Row(key=self.key, words=words, facts=facts, state="kept back" if said else "")


def said_first(what: WithheldWhat) -> str:
    """Return what something is as a short sentence, such as: Place of a meeting."""
    label = str(what.label).strip("“”")
    return f"{label[:1].upper()}{label[1:]}."


def things_of(opened: Opened, quotes: Mapping[str, Quote]) -> tuple[Thing, ...]:
    """Return everything of a review that can be kept back as a whole and says something."""
    found = [*_of_child(opened), *_of_review(opened), *_views(opened, quotes)]
    return tuple(Thing(one.what, one.of, _short(one.words)) for one in found if one.words.strip())


def _of_child(opened: Opened) -> Iterator[Thing]:
    child = opened.child
    for home in child.homes:
        yield Thing(WithheldWhat.HOME, home.id, home.who or home.kind)
    for school in child.schools:
        yield Thing(WithheldWhat.SCHOOL, school.id, school.name)
    for person in child.people:
        if not is_the_child(person, child):
            yield Thing(WithheldWhat.PERSON, person.id, person_words(person))


def _of_review(opened: Opened) -> Iterator[Thing]:
    review = opened.the_review
    head = review.head
    names = {person.id: person.name for person in opened.child.people}
    for meeting in head.meetings:
        yield Thing(WithheldWhat.PLACE, meeting.id, meeting.place)
    yield Thing(WithheldWhat.NEXT_PLACE, review.id, head.next_review.place)
    for part in head.attendance:
        if part.views.strip():
            said = f"{names.get(part.person_id, 'Somebody')}: {part.views}"
            yield Thing(WithheldWhat.SAID, part.person_id, said)
    for number, made in enumerate(head.recommendations, 1):
        yield Thing(WithheldWhat.RECOMMENDATION, made.id, f"{number}. {made.what}")
    for wish in head.unanswered:
        yield Thing(WithheldWhat.UNANSWERED, wish.id, wish.worry.strip() or wish.reason)


def _views(opened: Opened, quotes: Mapping[str, Quote]) -> Iterator[Thing]:
    review_id = opened.the_review.id
    for logged in opened.child.views:
        if logged.review_id not in (None, review_id):
            continue
        words = logged.words or quotes.get(logged.quote_id or "")
        yield Thing(WithheldWhat.VIEW, logged.id, words.text if words else logged.description)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
