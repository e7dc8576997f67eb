"""A parent who may not know where the child lives learns it from no copy, by no way round."""

from datetime import date
from functools import cache

import msgspec
import pytest

from export.context import Strip
from export.documents import DOCUMENTS
from export.job import document_bytes
from models.child import (
    Child,
    Home,
    MidwayCheck,
    Person,
    PlanEntry,
    Promise,
    School,
    StatusEntry,
    View,
    Visit,
    Worker,
)
from models.disclosure import ANNEX, COUNCIL, Recipient, RecipientKind, view
from models.kept_back import facts_kept
from models.review import (
    Attendance,
    DutyRecord,
    Meeting,
    NextReview,
    Paper,
    Participation,
    PrivateConversation,
    Recommendation,
    Review,
    ReviewHead,
    SectionRecord,
)
from models.telling import places_that_tell
from models.terms import CopyKind, DutyState, KeptFact, PromiseStatus, ReviewType, ViewMethod
from models.text import Line, Mark, Quote, Span, SpanKind
from tests.support.documents import context_of, texts, whole
from tests.support.searching import found_in_file

ON, SINCE = date(2026, 11, 24), date(2026, 3, 2)
MUMS = Recipient(kind=RecipientKind.PERSON, person_id="mum")
TELLING = (
    *("Thackthwaite", "Wilhelmina", "Bert", "Kestrel", "Skelwith", "LX9", "Fellfoot", "Quennell"),
    *("Orla", "Sycamore"),
)
STAYS = ("Leo sees her on Saturdays.", "The plan is right.", "Sal Reed", "Review 2")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000000000300016a2c5b0000000049454e44ae426082"
)


def lines() -> tuple[Line, ...]:
    said = (
        "Wilhelmina says she sleeps well.",
        "She walks to fellfoot with a friend.",
        "They live near KESTREL\u00a0RISE.",
        "Post goes to lx94qq.",
        "Mrs Thackth\u00adwaite’s dog is called Pip.",
        "Leo sees her on Saturdays.",
        "The plan is right.",
    )
    return tuple(Line(id=f"l{n}", text=text) for n, text in enumerate(said))


@cache
def case() -> tuple[Child, Review]:
    """Return a child whose home is told in every field in which it can be."""
    told = "Ask Wilhelmina Thackthwaite.\nAll is well."
    child = Child(
        id="c",
        preferred_name="Kez",
        legal_name="Kezia Moss",
        born=date(2015, 3, 1),
        became_looked_after=SINCE,
        about_me=told,
        access=told,
        people=(
            Person(id="mum", name="Mona Moss", relationship="mum"),
            Person(id="leo", name="Leo Moss", relationship="brother", lives_with_child=True),
            Person(
                id="fay",
                name="Wilhelmina Thackthwaite",
                role="foster carer",
                address="14 Kestrel Rise, Skelwith",
                family_time=told,
                matters_because=told,
            ),
            Person(id="tim", name="Orla Quennell", role="designated teacher"),
            Person(id="nan", name="Ivy Moss", relationship="nan", family_time=told),
        ),
        homes=(
            Home(id="h1", who="Mona", start=date(2015, 3, 1), end=SINCE),
            Home(
                id="h2",
                who="Wilhelmina and Bert Thackthwaite",
                kind="foster home in Skelwith",
                start=SINCE,
                address="14 Kestrel Rise, Skelwith, LX9 4QQ",
            ),
        ),
        schools=(School(id="s", name="Fellfoot Primary", start=SINCE, year="5"),),
        workers=(
            Worker(id="w", name="Sal Reed", start=SINCE),
            Worker(id="k", name="Bert Thackthwaite", start=SINCE, role="key worker"),
        ),
        visits=(Visit(id="x", on=ON, note=told),),
        plans=(PlanEntry(id="n", from_date=SINCE, plan="fostering", obstacles=told),),
        views=(
            View(
                id="v",
                on=ON,
                method=ViewMethod.PRIVATE_TALK,
                with_whom="Wilhelmina",
                place="the Sycamore room",
                words=Quote(id="qv", text="i like it here"),
            ),
            View(
                id="v2",
                on=ON,
                method=ViewMethod.OBSERVATION,
                description="Held Bert’s hand.",
                review_id="r",
            ),
        ),
        ledger=(
            Promise(
                id="p",
                review_id="r1",
                review_number=1,
                made_on=SINCE,
                number=1,
                what="Buy boots",
                who="Bert Thackthwaite",
                role="foster dad",
                statuses=(StatusEntry(on=ON, status=PromiseStatus.DONE, evidence=told),),
            ),
        ),
        midway_checks=(MidwayCheck(id="mc", on=date(2026, 8, 3), text=told, how="Bert rang"),),
    )
    return child, Review(id="r", child_id="c", head=_head(told), sections=_sections())


def _sections() -> tuple[SectionRecord, ...]:
    quotes = (
        Quote(id="q", text="i love bert and his dog"),
        Quote(id="q2", text="i want a bike", source="in Wilhelmina’s car"),
    )
    words = tuple(Line(id=q.id, mark=Mark.WORDS, quote=q.id) for q in quotes)
    return (SectionRecord(id="home", minutes=(*lines(), *words), quotes=quotes),)


def _head(told: str) -> ReviewHead:
    return ReviewHead(
        number=2,
        type=ReviewType.SECOND,
        review_date=ON,
        completed_on=ON,
        place_chosen_by="Kez, at Wilhelmina’s",
        meetings=(Meeting(id="g", on=ON, place="the Sycamore room"),),
        next_review=NextReview(planned=date(2027, 5, 4), place="Fellfoot Primary"),
        private_conversation=PrivateConversation(place="in Bert’s shed", text=told),
        participation=Participation(code="PN1", reason="Wilhelmina brought her."),
        attendance=(
            Attendance(person_id="mum", copy=CopyKind.FULL),
            Attendance(
                person_id="fay", views=told, consulted="rang Wilhelmina", copy=CopyKind.FULL
            ),
            Attendance(person_id="nan", why_absent="No lift to Skelwith."),
        ),
        papers=(Paper(id="a", name="Report from Fellfoot", note=told),),
        duties=(DutyRecord(id="iro_details_given", state=DutyState.DONE, on=ON, how=told),),
        recommendations=(
            Recommendation(id="e1", what="Buy a bed", who="Bert Thackthwaite", role="foster dad"),
            Recommendation(id="e2", what="Move her to Skelwith Brownies", why=told, who="Sal Reed"),
            Recommendation(
                id="e3", what="Find a bike", why=told, who="Sal Reed", answers=("q", "q2")
            ),
        ),
        what_changed=told,
        show_strip=True,
    )


def _with_part(review: Review, **changed: object) -> Review:
    mum, *others = review.head.attendance
    head = msgspec.structs.replace(
        review.head, attendance=(msgspec.structs.replace(mum, **changed), *others)
    )
    return msgspec.structs.replace(review, head=head)


def _barred(how: str) -> tuple[Child, Review]:
    """Return the case with it said, in one of three places, that mum may not know."""
    child, review = case()
    if how == "copy":
        return child, _with_part(review, copy=CopyKind.ADDRESS_WITHHELD)
    if how == "fact":
        return child, _with_part(review, kept_back=(KeptFact.ADDRESS,))
    mum, *others = child.people
    mum = msgspec.structs.replace(mum, may_know_address=False)
    return msgspec.structs.replace(child, people=(mum, *others)), review


WAYS = ("person", "copy", "fact")


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize("document_id", [kind.id for kind in DOCUMENTS])
def test_that_no_document_for_her_tells_where_the_child_lives(how: str, document_id: str) -> None:
    child, review = _barred(how)
    drawn = Strip(png=PNG, width=1, height=1, words="Lives with Bert", counts=("With Bert",))
    context = msgspec.structs.replace(context_of(child, review), strip=drawn)
    content = document_bytes(document_id, view(child, review, MUMS), context)
    assert found_in_file(content, TELLING) == []


@pytest.mark.parametrize("how", WAYS)
def test_that_what_tells_nothing_stays_and_nothing_untrue_is_said(how: str) -> None:
    child, review = _barred(how)
    content = document_bytes("minutes", view(child, review, MUMS), context_of(child, review))
    read = whole(content)
    assert [one for one in STAYS if one not in read] == []
    assert "i like it here" in read
    assert "i want a bike" in read
    assert texts(content).count("Some parts are not in this copy.") == 1
    assert "All is well." in read
    about = read[read.index("About Kez and") : read.index("People in Kez")]
    assert "Lives with" not in about
    assert "Place chosen by" not in about


def test_that_the_council_reads_all_of_it_and_that_a_copy_leaves_parts_out() -> None:
    child, review = _barred("person")
    content = document_bytes("minutes", view(child, review, COUNCIL), context_of(child, review))
    assert [one for one in TELLING if not found_in_file(content, [one])] == []
    assert not found_in_file(content, ["14 Kestrel Rise"])  # an address is for the annex only
    assert "1 copy leaves parts out" in whole(content)


def test_that_only_the_address_is_said_to_be_in_the_annex_alone() -> None:
    child, review = _barred("person")
    annex = view(child, review, ANNEX).annex
    assert annex is not None
    (address,) = [entry for entry in annex.entries if entry.source == "Address"]
    assert [(p.text.strip(), p.kept) for p in address.pieces] == [
        (child.homes[-1].who, False),
        (child.homes[-1].address, True),
    ]


def test_that_recommendations_keep_their_numbers_and_a_carer_is_told_of_by_role() -> None:
    child, review = _barred("person")
    disclosed = view(child, review, MUMS)
    assert [(n, r.who) for n, r in disclosed.numbered] == [(1, "foster dad"), (3, "Sal Reed")]
    assert disclosed.has_gaps
    assert [p.who for p in disclosed.child.ledger] == ["foster dad"]


def test_that_lines_that_would_tell_are_named_to_the_officer_until_they_are_marked() -> None:
    child, review = _barred("person")
    found = places_that_tell(child, review, "mum")
    lines_found = [one.line for one in found if one.line]
    assert lines_found == ["l0", "l1", "l2", "l3", "l4", "q"]
    home = review.sections[0]
    first = home.minutes[0]
    span = Span(start=0, length=10, kind=SpanKind.WITHHELD, withheld_from=("mum",))
    marked = msgspec.structs.replace(first, spans=(span,))
    home = msgspec.structs.replace(home, minutes=(marked, *home.minutes[1:]))
    review = msgspec.structs.replace(review, sections=(home,))
    assert "l0" not in [one.line for one in places_that_tell(child, review, "mum")]
    kept = {line.id: line.text for line in view(child, review, MUMS).review.sections[0].minutes}
    assert kept["l0"] == " says she sleeps well.".strip()


def test_that_who_lives_with_the_child_keeps_their_own_name_in_their_own_copy() -> None:
    child, review = _barred("person")
    carers = Recipient(kind=RecipientKind.PERSON, person_id="fay")
    assert facts_kept(child, review, carers) == ()
    content = document_bytes("minutes", view(child, review, carers), context_of(child, review))
    assert found_in_file(content, ["Wilhelmina Thackthwaite"])
