"""A later version says in the council's own record why there is one and where it differs."""

from datetime import UTC, date, datetime

import msgspec

from export.blocks import Facts
from export.context import Issue
from export.outcome import sign_off
from models.apply import apply
from models.disclosure import COUNCIL, Recipient, RecipientKind, view
from models.edits import Opened, SetHead
from models.review import SignedVersion
from tests.support.documents import context_of
from tests.support.sample import sample_opened

NOW = datetime(2026, 11, 24, 20, tzinfo=UTC)
CHANGES = ("section:home", "section:iro_view", "section:letter_told", "recommendation:2",
           "recommendation_out:4", "next_review")  # fmt: skip


def said(opened: Opened, recipient: Recipient, version: int = 2) -> dict[str, str]:
    context = msgspec.structs.replace(
        context_of(opened.child, opened.the_review),
        issue=Issue(version=version, signed=True, on=date(2026, 11, 24)),
    )
    (facts,) = (
        block
        for block in sign_off(view(opened.child, opened.the_review, recipient), context)
        if isinstance(block, Facts)
    )
    return {fact.label: "".join(run.text for run in fact.runs) for fact in facts.facts}


def twice_signed() -> Opened:
    opened = sample_opened()
    versions = (
        SignedVersion(number=1, signed_at=NOW, by="Ruth Adeyemi"),
        SignedVersion(
            number=2, signed_at=NOW, by="Ruth Adeyemi", reason="a date was wrong", changes=CHANGES
        ),
    )
    head = msgspec.structs.replace(opened.the_review.head, versions=versions)
    return apply(opened, SetHead(head=head))


def test_that_the_councils_record_says_why_and_where_but_never_what() -> None:
    words = said(twice_signed(), COUNCIL)["What changed in this version"].split("\n")
    assert words[0] == "a date was wrong"
    assert words[1].startswith("4. ")
    assert words[2:] == [
        "My view as reviewing officer",
        "The letter to the child",
        "Recommendation 2",
        "Recommendation 4 of the version before, taken out",
        "When the next review is",
    ]


def test_that_a_persons_copy_says_why_and_not_where() -> None:
    opened = twice_signed()
    reader = Recipient(kind=RecipientKind.PERSON, person_id=opened.child.people[0].id)
    assert said(opened, reader)["What changed in this version"] == "a date was wrong"


def test_that_a_first_version_has_nothing_to_say_of_it() -> None:
    assert "What changed in this version" not in said(twice_signed(), COUNCIL, version=1)
