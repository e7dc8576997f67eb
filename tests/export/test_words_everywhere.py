"""Exact words are sacred: what a child said is the same in the store, each document and the reader.

The words are typed, kept, exported and read back. Nothing is corrected, shortened, curled or
folded on any of these ways (design.md §3, *Text*).
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from export.documents import document, recipient_of
from export.reader.reading import read_document
from export.reader.understanding import understood
from models.child import View
from models.review import Recommendation, Review, Unanswered, with_section
from models.store import Store
from models.store_rows import SaveBatch, SectionPart
from models.terms import ViewMethod
from models.text import Line, Mark, Quote, clean, retype
from tests.support import stores
from tests.support.documents import exported, texts
from tests.support.sample import TODAY, sample_child, sample_review

QUOTE = Quote(id="said", text="", source="by text message", said_on=TODAY)
HEARD_IN = ("minutes", "recommendations", "letter")
AWKWARD = (
    "I wont to swim evry Tusday with Mia not just wen its raning",
    "  two  spaces, no-break\u00a0space, soft\u00adhyphen ",
    "1. a list\n2. in pencil\n\n\tand a tab",
    "“it's -- mine”... \"no\" 'yes' «oui» & <b> ]]> {name}",
    "👩🏽‍🍳 10/10 no notes 🔥 ❤️‍🩹 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "لما الباب يتقفل بالليل بخاف.\nخلّوه مفتوح شوية.",
    "She said أريد and then 3 more",
    "ሓደ ኢድ ጥራሕ ኣየጣቕዕን።",
    "e\u0301 is two code points, \u00e9 is one",
)
typed = st.one_of(st.sampled_from(AWKWARD), st.text(min_size=1, max_size=200))
said = typed.map(lambda text: clean(text).text).filter(lambda text: bool(text.strip()))


def review_with(quote: Quote) -> Review:
    """Return a review in which the words are heard, answered, told back and not answered."""
    review = sample_review(completed_on=TODAY)
    line = Line(id="line-said", mark=Mark.WORDS, quote=quote.id)
    voice = review.section("voice")
    voice = msgspec.structs.replace(
        voice,
        notes=(*voice.notes, line),
        minutes=(*voice.minutes, msgspec.structs.replace(line, id="line-minuted")),
        quotes=(*voice.quotes, quote),
    )
    told = msgspec.structs.replace(line, id="line-told")
    letter = msgspec.structs.replace(review.section("letter_told"), minutes=(told,))
    head = msgspec.structs.replace(
        review.head,
        recommendations=(
            Recommendation(id="r", what="Do it", answers=(quote.id,), child_words=quote.id),
        ),
        unanswered=(Unanswered(id="u", worry="W.", in_letter="Not now.", answers=(quote.id,)),),
    )
    review = msgspec.structs.replace(review, head=head)
    return with_section(with_section(review, voice), letter)


def as_typed(text: str) -> Quote:
    """Return a quotation into which somebody typed the words, a letter after the other."""
    line = Line(id="l", mark=Mark.WORDS, quote=QUOTE.id)
    return retype((line,), [text], {QUOTE.id: QUOTE}).quotes[0]


def shown_in(content: bytes) -> list[str]:
    """Return what Word shows: each paragraph, its own letters only."""
    return texts(content)


def read_back(content: bytes) -> list[str]:
    """Return the words that a team lead's window reads out of the file."""
    return [f"“{quote.text}”" for quote in understood(read_document(content)).quotes]


WAYS: tuple[Callable[[bytes], list[str]], ...] = (shown_in, read_back)


def documents_of(review: Review) -> Iterator[bytes]:
    child = sample_child()
    view = View(id="v", on=TODAY, method=ViewMethod.PRIVATE_TALK, quote_id=QUOTE.id)
    child = msgspec.structs.replace(child, views=(*child.views, view))
    for kind in HEARD_IN:
        yield exported(kind, child, review, recipient_of(document(kind), child))


@given(text=said)
@settings(max_examples=20)
@example(text=AWKWARD[0])
@example(text=AWKWARD[5])
def test_that_a_childs_words_are_the_same_in_every_document_and_to_whoever_reads_it(
    text: str,
) -> None:
    quote = as_typed(text)
    assert quote.text == text
    for content in documents_of(review_with(quote)):
        for way in WAYS:
            assert f"“{text}”" in way(content)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = stores.made(tmp_path)
    store.save(stores.a_review())
    yield store
    store.close()


@given(text=said)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_that_a_childs_words_come_back_from_the_store_as_they_were_typed(
    store: Store, text: str
) -> None:
    record = review_with(as_typed(text)).section("voice")
    store.save(SaveBatch(sections=(SectionPart(review_id="review1", record=record),)))
    kept = store.load_review("review1").section("voice")
    assert kept == record
    assert kept.quotes[-1].text == text
