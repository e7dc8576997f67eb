"""What leads into a quotation leaves a copy with it, and nothing else does."""

from datetime import date
from typing import Any

import pytest

from models.child import Child, View, Withheld
from models.disclosure import COUNCIL, Disclosed, Recipient, RecipientKind, view
from models.review import Review, ReviewHead, SectionRecord
from models.terms import ReviewType, ViewMethod, WithheldWhat
from models.text import Line, Mark, Quote, Span, SpanKind, Text
from models.withheld import decision_id

ON = date(2026, 11, 24)
MUMS = Recipient(kind=RecipientKind.PERSON, person_id="mum")
SECRET = Span(start=0, length=4, kind=SpanKind.WITHHELD, withheld_from=("mum",))


def words(quote: str, *spans: Span) -> Line:
    return Line(id=f"l-{quote}", mark=Mark.WORDS, quote=quote, spans=spans)


def told(id_: str, text: str) -> Line:
    return Line(id=id_, text=text)


def copy_of(*minutes: Line, to: Recipient = MUMS, **child: Any) -> tuple[str, ...]:
    said = {line.quote for line in minutes if line.quote is not None}
    quotes = tuple(Quote(id=name, text=f"{name} words") for name in sorted(said))
    section = SectionRecord(id="family", minutes=minutes, quotes=quotes)
    head = ReviewHead(number=2, type=ReviewType.SECOND, review_date=ON)
    review = Review(id="r", child_id="c", head=head, sections=(section,))
    kez = Child(id="c", preferred_name="Kez", born=date(2015, 3, 1), **child)
    return shown(view(kez, review, to))


def shown(copy: Disclosed) -> tuple[str, ...]:
    return tuple(line.quote or line.text for line in copy.review.section("family").minutes)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Kez rings Nan. In the car they told me:", ("Kez rings Nan.",)),
        ("Kez is well. Then I saw Mrs. Ali, and Kez wrote:", ("Kez is well.",)),
        ("At 5 p.m. sharp they said:", ()),
        ("They wrote this at 9.30:", ()),
        ("Kez rings Nan.", ("Kez rings Nan.",)),
    ],
)
def test_that_what_led_into_words_kept_from_somebody_is_not_in_their_copy(
    before: str, after: tuple[str, ...]
) -> None:
    minutes = (told("m1", before), words("q", SECRET), told("m3", "Then we ate."))
    assert copy_of(*minutes) == (*after, "Then we ate.")
    assert copy_of(*minutes, to=COUNCIL) == (before, "q", "Then we ate.")


def test_that_a_lead_in_stays_while_any_of_its_words_is_there() -> None:
    before = told("m1", "Kez said two things:")
    assert copy_of(before, words("q1", SECRET), words("q2")) == (before.text, "q2")
    assert copy_of(before, words("q1", SECRET), words("q2", SECRET)) == ()


def test_that_a_line_ending_in_a_colon_stays_where_no_words_followed_it() -> None:
    minutes = (told("m1", "Still to do:"), told("m2", "the form"), words("q", SECRET))
    assert copy_of(*minutes) == ("Still to do:", "the form")


def test_that_what_led_into_an_entry_kept_back_as_a_whole_goes_with_it() -> None:
    logged = View(id="v", on=ON, method=ViewMethod.PRIVATE_TALK, quote_id="q")
    kept = Withheld(
        id=decision_id(WithheldWhat.VIEW, "v"), what=WithheldWhat.VIEW, of="v", annex=True
    )
    minutes: Text = (told("m1", "Kez is well. Alone they told me:"), words("q"))
    for reader in (MUMS, COUNCIL):
        assert copy_of(*minutes, to=reader, views=(logged,), withheld=(kept,)) == ("Kez is well.",)
