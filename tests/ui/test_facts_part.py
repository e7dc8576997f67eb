"""What a child is grouped by in lists is said on the child's page, and stands in no record."""

from datetime import timedelta

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from models.child import Child, Health
from models.disclosure import COUNCIL, Recipient, RecipientKind, view
from models.review import NotRelevant
from tests.support.sample import MUM, TODAY, sample_child, sample_review
from tests.support.walk import accessible_name, unnamed
from ui.child.facts import FactsPart
from ui.kit import DateField


def test_that_family_and_team_are_typed_on_the_childs_page(qtbot: QtBot) -> None:
    part = FactsPart(lambda: TODAY)
    qtbot.addWidget(part)
    changed: list[Child] = []
    part.edited.connect(lambda child, *_: changed.append(child))
    part.show_child(sample_child())
    part.show()
    typed = {}
    for words, text in (("Family on my caseload", "Kite"), ("Social work team", "North")):
        edit = next(e for e in part.lists.findChildren(QLineEdit) if accessible_name(e) == words)
        qtbot.keyClicks(edit, text)
        qtbot.keyClick(edit, Qt.Key.Key_Return)
        part.show_child(changed[-1])
        typed[words] = text
    assert (changed[-1].family, changed[-1].team) == tuple(typed.values())
    assert unnamed(part) == []


def test_that_names_not_used_any_more_are_typed_with_commas_between(qtbot: QtBot) -> None:
    part = FactsPart(lambda: TODAY)
    qtbot.addWidget(part)
    changed: list[Child] = []
    part.edited.connect(lambda child, *_: changed.append(child))
    part.show_child(sample_child())
    part.show()
    edit = part.who.field("former_names")
    qtbot.keyClicks(edit, "Kieran, Kit Pell")
    assert changed[-1].former_names == ("Kieran", "Kit Pell")
    assert view(changed[-1], sample_review()).child.former_names == ()


def test_that_what_a_return_says_of_health_is_seen_and_can_be_put_right(qtbot: QtBot) -> None:
    part = FactsPart(lambda: TODAY)
    qtbot.addWidget(part)
    changed: list[Child] = []
    part.edited.connect(lambda child, *_: changed.append(child))
    told = Health(as_of=TODAY, sdq_score=14, assessed=True, teeth_checked=False)
    part.show_child(sample_child(health=told))
    part.show()
    shown = {name: part.health.field(name) for name in ("sdq_score", "assessed", "teeth_checked")}
    score = shown["sdq_score"]
    assert isinstance(score, QLineEdit)
    assert score.text() == "14"
    assert [shown[n].currentText() for n in ("assessed", "teeth_checked")] == ["Yes", "No"]
    score.selectAll()
    qtbot.keyClicks(score, "11")
    assert changed[-1].health == msgspec.structs.replace(told, sdq_score=11)
    part.show_child(None)
    assert score.text() == ""
    assert unnamed(part) == []


def test_that_why_something_was_left_open_for_now_is_in_nobodys_copy() -> None:
    left = (NotRelevant(id="iro_view", reason="Tomorrow."),)
    review = sample_review(left_for_now=left, dismissed_hints=("names:grace",))
    for recipient in (COUNCIL, Recipient(kind=RecipientKind.PERSON, person_id=MUM)):
        head = view(sample_child(), review, recipient).review.head
        assert (head.left_for_now, head.dismissed_hints) == ((), ())


def test_that_neither_is_in_anybodys_copy() -> None:
    child = sample_child(family="Kite", team="North")
    disclosed = view(child, sample_review())
    assert (disclosed.child.family, disclosed.child.team) == ("", "")


def test_that_another_day_of_birth_says_anew_whether_the_child_is_born(qtbot: QtBot) -> None:
    part = FactsPart(lambda: TODAY)
    qtbot.addWidget(part)
    changed: list[Child] = []
    part.edited.connect(lambda child, *_: changed.append(child))
    part.show_child(sample_child(unborn=True, born=TODAY + timedelta(days=20)))
    part.show()
    born = part.who.field("born")
    assert isinstance(born, DateField)
    for day, unborn in (("3/5/2014", False), (f"1/1/{TODAY.year + 1}", True)):
        born.edit.selectAll()
        qtbot.keyClicks(born.edit, day)
        qtbot.keyClick(born.edit, Qt.Key.Key_Return)
        part.show_child(changed[-1])
        assert changed[-1].unborn is unborn
