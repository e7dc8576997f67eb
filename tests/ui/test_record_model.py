"""A table of values keeps Qt's rules and redraws only what changed."""

from datetime import date

import msgspec
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from models.child import School
from ui.item_models.records import Column, RecordModel

SCHOOLS = tuple(School(id=f"s{n}", name=f"School {n}", start=date(2020, 9, n)) for n in (1, 2, 3))


def model() -> RecordModel:
    made = RecordModel((Column("School", lambda s: s.name, 2), Column("Year", lambda s: s.year)))
    made.show_values(SCHOOLS)
    return made


def test_that_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    made = model()
    qtmodeltester.check(made)
    made.show_values(SCHOOLS[:1])
    qtmodeltester.check(made)


def test_that_a_changed_value_is_redrawn_without_a_reset(qtbot: QtBot) -> None:
    made = model()
    changed = msgspec.structs.replace(SCHOOLS[1], name="Elm Park")
    with (
        qtbot.waitSignal(made.dataChanged) as seen,
        qtbot.assertNotEmitted(made.modelReset),
    ):
        made.show_values((SCHOOLS[0], changed, SCHOOLS[2]))
    assert seen.args is not None
    assert seen.args[0].row() == seen.args[1].row() == 1


def test_that_the_same_values_change_nothing(qtbot: QtBot) -> None:
    made = model()
    with qtbot.assertNotEmitted(made.dataChanged), qtbot.assertNotEmitted(made.modelReset):
        made.show_values(SCHOOLS)


def test_that_empty_cells_are_spoken_as_nothing() -> None:
    made = model()
    assert made.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Year: nothing"
