"""What a record says of a dispute: the sentence the child can read, and nothing else of it."""

from datetime import date

import msgspec
import pytest

from models.child import Dispute, DisputeResponse, MidwayCheck, PastReview
from models.disclosure import COUNCIL, Recipient, RecipientKind
from models.terms import DisputeStage
from tests.support.documents import exported, texts, whole
from tests.support.sample import MUM, TODAY, sample_child

SENTENCE = "I have asked the council to find your photographs."
INSIDE = "INSIDEONLY"
MUMS = Recipient(kind=RecipientKind.PERSON, person_id=MUM)


def dispute(**changes: object) -> Dispute:
    made = Dispute(
        id="d1",
        opened_on=date(2026, 11, 20),
        themes=("drift",),
        summary=f"{INSIDE} summary",
        impact=f"{INSIDE} impact",
        child_view=f"{INSIDE} view",
        stage=DisputeStage.STAGE2,
        responses=(DisputeResponse(id="a", on=TODAY, who=INSIDE, text=INSIDE),),
        for_child=SENTENCE,
        not_told_because=INSIDE,
        outcome=INSIDE,
        cafcass=INSIDE,
        about=(INSIDE,),
    )
    return msgspec.structs.replace(made, **changes)


@pytest.mark.parametrize("recipient", [COUNCIL, MUMS])
def test_that_the_minutes_say_it_in_the_childs_words_and_no_more(recipient: Recipient) -> None:
    child = sample_child(disputes=(dispute(),))
    minutes = exported("minutes", child, recipient=recipient)
    assert INSIDE not in whole(minutes)
    said = texts(minutes)
    view = said.index("My view as reviewing officer")
    assert view < next(n for n, text in enumerate(said) if SENTENCE in text)
    assert whole(minutes).count(SENTENCE) == 1
    label = next(text for text in said if "asked the council to put right" in text)
    assert view < said.index(label)


@pytest.mark.parametrize(
    "changes",
    [
        {"told_child": False},
        {"for_child": "  "},
        {"opened_on": date(2026, 10, 1), "closed_on": date(2026, 11, 1)},
        {"opened_on": date(2026, 12, 1)},
    ],
)
def test_that_what_would_harm_or_is_of_another_time_is_not_in_it(
    changes: dict[str, object],
) -> None:
    child = sample_child(disputes=(dispute(**changes),))
    minutes = whole(exported("minutes", child))
    assert SENTENCE not in minutes
    assert "put right" not in minutes
    assert INSIDE not in minutes


def test_that_a_midway_check_tells_what_was_learnt_and_not_what_the_officer_does() -> None:
    check = MidwayCheck(
        id="k9",
        on=date(2026, 9, 1),
        how="telephone",
        text="The pond thrives.",
        decisions="Photographs still not shown.",
        seen_on=date(2026, 8, 30),
        seen_alone=True,
        moved=False,
        worker_changed=False,
        on_track=True,
        action=INSIDE,
    )
    old = msgspec.structs.replace(check, id="k8", on=date(2025, 9, 1), text="OLDCHECK")
    past = PastReview(id="r4", number=4, on=date(2026, 6, 2))
    child = sample_child(midway_checks=(old, check), past_reviews=(past,))
    minutes = whole(exported("minutes", child))
    for part in (
        "1 September 2026 · telephone",
        "The pond thrives.",
        "Photographs still not shown.",
        "Kez was last seen on 30 August 2026 · alone.",
        "No move · the same social worker · the plan was on track.",
    ):
        assert part in minutes, part
    assert INSIDE not in minutes
    assert "OLDCHECK" not in minutes


def test_that_a_recommendation_carried_forward_says_since_when() -> None:
    child = sample_child()
    first, *others = child.ledger
    earlier = msgspec.structs.replace(
        first, id="m-old", review_id="r3", review_number=3, made_on=date(2025, 12, 9)
    )
    carried = msgspec.structs.replace(first, carried_from="m-old")
    ledger = (earlier, carried, *others)
    minutes = whole(exported("minutes", msgspec.structs.replace(child, ledger=ledger)))
    assert "First decided on 9 December 2025, carried forward once since." in minutes
