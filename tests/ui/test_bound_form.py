"""A bound form hands over what typing makes of a value, and never fights with the caret."""

from datetime import date, time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from models.child import Dispute
from models.review import Meeting, ReviewHead
from models.terms import MeetingMode, ReviewType
from ui.fields.bound_form import BoundForm
from ui.fields.day_time import TimeFaultError, read_time
from ui.fields.editors import SessionText
from ui.fields.record_editor import RecordEditor, RecordSpec
from ui.fields.row_table import share_out
from ui.item_models.records import Column

MEETING = Meeting(id="m", on=date(2026, 11, 24), start=time(16, 0), place="the kitchen")


@pytest.fixture
def form(qtbot: QtBot) -> BoundForm:
    made = BoundForm("meeting")
    made.bind_line("place", "Place")
    made.bind_date("on", "Day", needed=True)
    made.bind_time("start", "Begins")
    made.bind_term("mode", "How people meet", MeetingMode)
    made.bind_check("place_withheld", "Keep the place out")
    made.show_value(MEETING)
    qtbot.addWidget(made)
    made.show()
    return made


def test_that_each_letter_typed_makes_a_new_value(form: BoundForm, qtbot: QtBot) -> None:
    seen: list[Meeting] = []
    form.edited.connect(lambda value, *_: seen.append(value))
    place = form.field("place")
    assert isinstance(place, QLineEdit)
    place.setCursorPosition(len(place.text()))
    qtbot.keyClicks(place, " x")
    assert [m.place for m in seen] == ["the kitchen ", "the kitchen x"]
    assert seen[-1] == msgspec.structs.replace(MEETING, place="the kitchen x")


def test_that_showing_what_was_just_typed_leaves_the_caret(form: BoundForm, qtbot: QtBot) -> None:
    form.edited.connect(lambda value, *_: form.show_value(value))
    place = form.field("place")
    assert isinstance(place, QLineEdit)
    place.setCursorPosition(4)
    qtbot.keyClicks(place, "big ")
    assert (place.text(), place.cursorPosition()) == ("the big kitchen", 8)


def test_that_showing_a_value_is_no_edit(form: BoundForm, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.edited):
        form.show_value(Meeting(id="n", on=date(2027, 1, 5), mode=MeetingMode.VIDEO))
        form.show_value(None)
    assert not form.isEnabled()


def test_that_an_impossible_date_changes_nothing_and_is_kept(form: BoundForm, qtbot: QtBot) -> None:
    day = form.findChild(QLineEdit, "meeting_on")
    day.clear()
    with qtbot.assertNotEmitted(form.edited):
        qtbot.keyClicks(day, "31/2/2026")
    day.setFocus()
    form.show_value(msgspec.structs.replace(MEETING, place="elsewhere"))
    assert day.text() == "31/2/2026"


def test_that_a_needed_date_comes_back_when_it_is_emptied(form: BoundForm, qtbot: QtBot) -> None:
    day = form.findChild(QLineEdit, "meeting_on")
    with qtbot.assertNotEmitted(form.edited):
        day.clear()
        qtbot.keyClick(day, Qt.Key.Key_Return)
    assert day.text() == "24 November 2026"


def test_that_a_choice_gives_the_term_itself(form: BoundForm, qtbot: QtBot) -> None:
    seen: list[Meeting] = []
    form.edited.connect(lambda value, *_: seen.append(value))
    combo = form.field("mode")
    assert isinstance(combo, QComboBox)
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert seen[-1].mode is MeetingMode.VIDEO


def test_that_a_choice_never_offers_the_nothing_of_an_emptied_form(form: BoundForm) -> None:
    combo = form.field("mode")
    assert isinstance(combo, QComboBox)
    form.show_value(None)
    assert (combo.count(), combo.currentText()) == (len(MeetingMode), "")
    form.show_value(MEETING)
    assert combo.currentText() == "In person"


def test_that_ticks_keep_what_a_newer_list_does_not_offer(qtbot: QtBot) -> None:
    form = BoundForm("dispute")
    boxes = form.bind_some("themes", "What it is about", [("drift", "Drift"), ("other", "Other")])
    qtbot.addWidget(form)
    seen: list[Dispute] = []
    form.edited.connect(lambda value, *_: seen.append(value))
    form.show_value(Dispute(id="d", opened_on=date(2026, 11, 24), themes=("from afar", "drift")))
    assert [box.isChecked() for box in boxes] == [True, False]
    qtbot.keyClick(boxes[1], Qt.Key.Key_Space)
    assert set(seen[-1].themes) == {"from afar", "drift", "other"}


def _place(form: BoundForm) -> None:
    form.bind_line("place", "Place")


def test_that_tab_goes_through_a_date_put_above_a_form_once(qtbot: QtBot) -> None:
    editor = RecordEditor(
        RecordSpec(
            one="meeting",
            many="meetings",
            columns=(Column("Place", lambda m: m.place),),
            build=_place,
        )
    )
    above = BoundForm("above")
    above.bind_date("on", "Day")
    above.bind_line("place", "Place above")
    editor.put_above_form(above)
    qtbot.addWidget(editor)
    editor.show_values([MEETING])
    above.show_value(MEETING)
    editor.show()
    editor.table.setFocus()
    QApplication.processEvents()
    stops = []
    for _ in range(4):
        focused = QApplication.focusWidget()
        assert focused is not None
        stops.append(focused.objectName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert stops == ["meetings_table", "above_on", "above_place", "meeting_place"]


def test_that_text_is_read_letter_for_letter(qtbot: QtBot) -> None:
    text = SessionText()
    qtbot.addWidget(text)
    text.setPlainText("a\u00a0b\n\U0001f43e")
    assert text.words() == "a\u00a0b\n\U0001f43e"


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("16:15", time(16, 15)),
        ("4.15 pm", time(16, 15)),
        ("4pm", time(16)),
        ("12 am", time(0)),
        ("12pm", time(12)),
        ("0905", time(9, 5)),
        ("9", time(9)),
        ("", None),
    ],
)
def test_that_times_are_read_as_people_write_them(typed: str, means: time | None) -> None:
    assert read_time(typed) == means


@pytest.mark.parametrize("typed", ["25:00", "13 pm", "9:60", "soon", "4:15:30"])
def test_that_what_is_no_time_is_explained(typed: str) -> None:
    with pytest.raises(TimeFaultError):
        read_time(typed)


def test_that_a_needed_number_is_shown_from_the_first_value_on(qtbot: QtBot) -> None:
    """A value without an id of its own, such as the head of a review, is no exception."""
    form = BoundForm("head", 1)
    qtbot.addWidget(form)
    number = form.bind_number("number", "Which review is it", needed=True)
    form.show_value(ReviewHead(number=5, type=ReviewType.SUBSEQUENT))
    assert number.text() == "5"


def test_that_other_values_can_be_offered_and_the_one_shown_stays(
    form: BoundForm, qtbot: QtBot
) -> None:
    mode = form.field("mode")
    assert isinstance(mode, QComboBox)
    form.show_value(msgspec.structs.replace(MEETING, mode=MeetingMode.VIDEO))
    with qtbot.assertNotEmitted(form.edited):
        form.offer("mode", [(MeetingMode.PHONE, "Phone"), (MeetingMode.VIDEO, "Video")])
    assert [mode.itemText(at) for at in range(mode.count())] == ["Phone", "Video"]
    assert mode.currentText() == "Video"
    with qtbot.waitSignal(form.edited) as changed:
        qtbot.keyClick(mode, Qt.Key.Key_Up)
    assert changed.args[0].mode is MeetingMode.PHONE
    form.offer("mode", [(MeetingMode.IN_ROOM, "In the room")])
    assert mode.count() == 2
    assert form.value.mode is MeetingMode.PHONE


_COLUMNS = st.lists(st.tuples(st.integers(0, 600), st.integers(1, 6)), min_size=1, max_size=7)


@given(room=st.integers(50, 1500), columns=_COLUMNS)
def test_that_no_column_is_cut_while_another_has_more_than_it_wants(
    room: int, columns: list[tuple[int, int]]
) -> None:
    wanted, shares = [list(one) for one in zip(*columns, strict=True)]
    widths = share_out(room, wanted, shares)
    assert room - len(columns) < sum(widths) <= room
    if sum(wanted) <= room:
        more = [width - want for width, want in zip(widths, wanted, strict=True)]
        spare, whole = room - sum(wanted), sum(shares)
        fair = [spare * share - one * whole for one, share in zip(more, shares, strict=True)]
        assert all(0 <= over < whole for over in fair)
    else:
        assert all(width <= want for width, want in zip(widths, wanted, strict=True))
        whole = sum(shares)
        for width, want, share in zip(widths, wanted, shares, strict=True):
            assert width >= min(want, room * share // whole)
