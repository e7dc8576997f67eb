"""A team lead begins with documents, a reviewing officer with children."""

from pathlib import Path

import msgspec

from desktop.demo.hands import Hands
from models.terms import Role
from tests.support.homes import SETTINGS, made_home
from tests.support.stores import opened
from tests.support.whole import running, unlock
from ui.places import PlaceKind


def test_that_a_team_lead_begins_with_documents_and_finds_the_children_and_back(
    tmp_path: Path, qapp: object
) -> None:
    home = made_home(tmp_path / "home")
    with opened(home) as store:
        store.set_setting("user", msgspec.structs.replace(SETTINGS, role=Role.TEAM_LEAD))
    with running(home) as heard:
        hands = Hands(heard.window)
        unlock(heard, hands)
        desk = heard.furniture.desk
        assert desk.place.kind is PlaceKind.QUALITY
        hands.push("my_children")
        hands.wait(lambda: desk.place.kind is PlaceKind.CASELOAD, "the children")
        hands.push("quality_assurance")
        hands.wait(lambda: desk.place.kind is PlaceKind.QUALITY, "the documents")
