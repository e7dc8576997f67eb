"""Buttons that show their key, forms that cannot forget a name, dates typed day first."""

import contextlib
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QComboBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.support import walk
from ui import shortcuts, theme
from ui.kit import Card, DateField, Flow, Form, KeyButton, scroll, svg_pixmap
from ui.kit.day_first import DateFaultError, read_date, say_date
from ui.shortcuts import Shortcut

DATES = st.dates(min_value=date(1980, 1, 1), max_value=date(2079, 12, 31))


Show = Callable[..., QWidget]


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Show:
    """Show widgets in an active window that lives as long as the test."""
    theme.apply_theme(qapp, "light")
    kept: list[QWidget] = []

    def in_a_window(*widgets: QWidget) -> QWidget:
        window = QWidget()
        kept.append(window)
        layout = QVBoxLayout(window)
        for widget in widgets:
            layout.addWidget(widget)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return in_a_window


def test_that_a_key_presses_its_button_only_while_it_can_be_seen(qtbot: QtBot, show: Show) -> None:
    presses: list[str] = []
    shown = KeyButton("Next section", "Ctrl+Down", on_click=lambda: presses.append("next"))
    window = show(shown)
    qtbot.keyClick(window, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert presses == ["next"]
    shown.setEnabled(False)
    qtbot.keyClick(window, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    shown.setEnabled(True)
    shown.hide()
    qtbot.keyClick(window, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert presses == ["next"]


def test_that_a_button_is_named_by_its_words_and_describes_its_key(qtbot: QtBot) -> None:
    button = KeyButton("Salt & pepper", "Ctrl+Down")
    qtbot.addWidget(button)
    assert walk.accessible_name(button) == "Salt & pepper"
    assert button.accessibleDescription() == "Key: Ctrl+↓"
    assert button.toolTip() == "Salt & pepper (Ctrl+↓)"


def test_that_a_button_without_a_parent_never_becomes_a_window(qtbot: QtBot) -> None:
    action = QAction("End meeting…")
    button = KeyButton.following(action)
    qtbot.addWidget(button)
    action.setEnabled(False)
    assert not button.isVisible()
    assert not button.isEnabled()


def test_that_a_following_button_starts_its_action(qtbot: QtBot, show: Show) -> None:
    owner = QWidget()
    done: list[int] = []
    action = shortcuts.action(owner, "Sign off", "Ctrl+E", lambda: done.append(1))
    button = KeyButton.following(action, "main")
    show(owner, button)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    action.setText("Sign off again")
    assert (done, button.words) == ([1], "Sign off again")


def test_that_no_two_shortcuts_share_a_key_and_none_needs_alt_gr() -> None:
    keys = [shortcut.value for shortcut in Shortcut]
    assert len(set(keys)) == len(keys) == len(Shortcut.__members__)
    assert not [key for key in keys if "Ctrl+Alt" in key or len(key) == 1]


def test_that_every_row_of_a_form_is_named_for_a_screen_reader(show: Show) -> None:
    form = Form(2)
    form.line("Name", "As you sign.")
    form.text("Notes")
    combo = form.choice("Role", [("iro", "IRO"), ("lead", "Team lead")])
    form.check("Somebody else knows it")
    form.date("Date of the review")
    window = show(form)
    assert walk.unnamed(window) == []
    assert walk.too_small(window) == []
    assert combo.accessibleName() == ""  # a combo box is named by its label only, a limit of Qt
    assert walk.accessible_name(combo) == "Role"
    assert walk.tab_order(window) == [
        *("Name", "Notes", "Role", "Somebody else knows it", "Date of the review")
    ]
    assert isinstance(combo, QComboBox)


def test_that_a_form_gives_up_columns_before_it_clips_a_field(show: Show) -> None:
    form = Form(2)
    fields = [form.line(f"Field {number}") for number in range(4)]
    window = show(form)

    def tops() -> list[int]:
        QApplication.processEvents()
        return [field.mapTo(form, field.rect().topLeft()).y() for field in fields]

    window.resize(800, 400)
    assert len(set(tops())) == 2
    window.resize(300, 400)
    assert tops() == sorted(set(tops()))
    assert walk.cut_off(window) == []
    window.resize(800, 400)
    assert len(set(tops())) == 2


@given(DATES)
def test_that_a_date_is_read_back_as_it_is_written(day: date) -> None:
    for text in (
        say_date(day),
        f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day:%y}",
        day.isoformat(),
        f"{day:%A} {day.day} {day:%b} {day.year}",
    ):
        assert read_date(text) == day


@given(st.text(max_size=30))
def test_that_no_text_breaks_the_reading_of_dates(text: str) -> None:
    with contextlib.suppress(DateFaultError):
        read_date(text)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31/6/2026", "There is no 31 June 2026."),
        ("29 Feb 2027", "There is no 29 February 2027."),
        ("3/13/26", "There is no month 13."),
        ("3 July", "Add the year too"),
        ("soon", "Write the date as"),
        ("3 Jly 2026", "“jly” is no month."),
    ],
)
def test_that_an_impossible_date_is_named_and_kept(
    qtbot: QtBot, show: Show, typed: str, said: str
) -> None:
    field = DateField()
    show(field)
    qtbot.keyClicks(field.edit, typed)
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.date_value is None
    assert field.edit.text() == typed
    assert field.fault.isVisible()
    assert field.fault.text().startswith(said)
    assert field.edit.accessibleDescription() == field.fault.text()


def test_that_a_date_is_told_with_its_weekday_and_once(qtbot: QtBot, show: Show) -> None:
    field = DateField()
    show(field)
    heard: list[object] = []
    field.date_changed.connect(heard.append)
    qtbot.keyClicks(field.edit, "3 July 2026")
    field.set_date(date(2026, 7, 3))
    assert heard == [date(2026, 7, 3)]
    assert field.edit.text() == "3 July 2026"
    assert field.day.text() == "Friday"


@pytest.mark.parametrize(
    ("typed", "said"),
    [("3/7/26", "3 July 2026"), ("3.7.2026", "3 July 2026"), ("31/2/2026", "31/2/2026"), ("", "")],
)
def test_that_a_date_is_written_out_when_its_field_is_left_and_a_fault_stays(
    qtbot: QtBot, show: Show, typed: str, said: str
) -> None:
    field = DateField()
    show(field)
    heard: list[object] = []
    field.date_changed.connect(heard.append)
    qtbot.keyClicks(field.edit, typed)
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.edit.text() == said
    assert heard == ([date(2026, 7, 3)] if said == "3 July 2026" else [])


@pytest.mark.parametrize("width", [60, 150, 400, 2000])
def test_that_a_flow_goes_on_in_the_next_line_and_clips_nothing(
    qtbot: QtBot, show: Show, width: int
) -> None:
    bar = QWidget()
    qtbot.addWidget(bar)
    flow = Flow(bar)
    buttons = [KeyButton(f"Button {n}") for n in range(6)]
    for button in buttons:
        flow.addWidget(button)
    widest = max(button.sizeHint().width() for button in buttons)
    room = max(width, widest)
    bar.resize(room, flow.heightForWidth(room))
    bar.show()
    places = [button.geometry() for button in buttons]
    assert all(bar.rect().contains(place) for place in places)
    assert not any(a.intersects(b) for a in places for b in places if a is not b)
    assert all(
        place.width() == b.sizeHint().width() for place, b in zip(places, buttons, strict=True)
    )


def test_that_a_year_of_two_digits_waits_until_the_field_is_left(qtbot: QtBot, show: Show) -> None:
    field = DateField()
    show(field)
    heard: list[object] = []
    field.date_changed.connect(heard.append)
    qtbot.keyClicks(field.edit, "3/7/26")
    assert (heard, field.date_value) == ([], date(2026, 7, 3))
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert heard == [date(2026, 7, 3)]


def test_that_a_card_without_a_title_takes_no_room_for_one(qtbot: QtBot) -> None:
    bare, titled = Card(), Card("Recommendations")
    for card in (bare, titled):
        qtbot.addWidget(card)
    assert bare.sizeHint().height() < titled.sizeHint().height()


def test_that_an_area_to_read_can_be_scrolled_by_keys_and_has_a_name(show: Show) -> None:
    window = show(scroll(QWidget(), "Help text"), scroll(QWidget()))
    assert walk.tab_order(window) == ["Help text"]
    assert walk.unnamed(window) == []


def test_that_a_drawing_takes_the_colour_of_its_role(qtbot: QtBot) -> None:
    image = svg_pixmap("half", "late").toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert colours == {theme.current_roles().late.name()}


def test_that_fields_of_one_row_start_at_one_height(show: Show) -> None:
    """A neighbour's help must not push its field down."""
    form = Form(columns=2)
    plain, helped = form.line("Place"), form.line("Who chose it", "In the child's words.")
    ticked = form.check("Keep it out")
    beside = form.text("Note", "Such as this.")
    form.resize(600, 400)
    show(form)
    assert plain.y() == helped.y()
    assert ticked.y() == beside.y()
    form.set_row_visible(helped, visible=False)
    form.resize(601, 400)
    assert ticked.x() > plain.x(), "what follows takes the place of what is hidden"


def test_that_enter_presses_a_button_as_space_does(qtbot: QtBot, show: Show) -> None:
    """On Windows people press Enter on the button they have tabbed to."""
    presses: list[str] = []
    button = KeyButton("Open the practice caseload", on_click=lambda: presses.append("open"))
    show(button)
    button.setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        qtbot.keyClick(button, key)
    assert len(presses) == 3
    qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(presses) == 3, "with Ctrl it means something else"


@pytest.mark.parametrize("width", [700, 300])
def test_that_a_group_stands_under_its_heading_and_goes_with_its_last_field(
    qtbot: QtBot, width: int
) -> None:
    form = Form(columns=2)
    first = form.line("Name")
    heading = form.group("How to reach them")
    phone, mail = form.line("Telephone"), form.line("Email")
    last_heading = form.group("For the record")
    note = form.line("Note")
    qtbot.addWidget(form)
    form.resize(width, 600)
    form.show()
    QApplication.processEvents()
    tops = [w.y() for w in (first, heading, phone, last_heading, note)]
    assert tops == sorted(tops)
    assert len(set(tops)) == len(tops)
    assert (mail.y() == phone.y()) is (width == 700)
    for field in (phone, mail):
        form.set_row_visible(field, visible=False)
    QApplication.processEvents()
    assert not heading.isVisible()
    assert last_heading.isVisible()
    form.set_row_visible(mail, visible=True)
    QApplication.processEvents()
    assert first.y() < heading.y() < mail.y() < last_heading.y()
    assert heading.isVisible()
