"""The map of people: everyone drawn once, nobody on anybody, by keyboard and as text too."""

from collections.abc import Iterator
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.child import Child, Person
from tests.support.sample import BEA, DAD, JO, MARK_, MUM, TEACHER, sample_child
from tests.support.walk import unnamed
from ui import theme
from ui.child.box_text import lines_of
from ui.child.people_layout import Measures, Placed, box_width, lay_out
from ui.child.people_map import PeopleMap

NAMES = (
    ("محمد عبد الرحمن الخطيب", "dad"),
    ("Małgorzata Wójcik-Żakowska-Brzęczyszczykiewicz", "mum"),
    ("Bartholomew Featherstonehaugh-Cholmondeley the Third of that Name", "brother"),
    ("Halina Wiśniewska", "nan"),
    ("Joanna Pell", "foster mum"),
    ("Mark Pell", "foster dad"),
    ("Mia", "best friend"),
    ("Oluwaseun Adébáyọ̀", "social worker"),
    ("", "somebody from the youth club whose name nobody has written down yet"),
    ("👩🏽‍🍳🇬🇧", ""),
)


def child_of(count: int, name: str = "Kez") -> Child:
    people = tuple(
        Person(id=f"p{at}", name=NAMES[at % 10][0], relationship=NAMES[at % 10][1])
        for at in range(count)
    )
    return Child(id="c", preferred_name=name, born=date(2015, 3, 29), people=people)


@pytest.fixture(autouse=True)
def usual_look() -> Iterator[None]:
    """Whatever a test makes of the text size, the next one begins at 100 %."""
    yield
    look(100)


def look(percent: int, scheme: str = "light") -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply_theme(app, scheme, percent)


def drawn(child: Child, qtbot: QtBot, width: int = 1000, *, small: bool = False) -> PeopleMap:
    made = PeopleMap(small=small)
    qtbot.addWidget(made)
    made.resize(width, 100)
    made.show_child(child)
    made.show()
    QApplication.processEvents()
    return made


def boxes(people_map: PeopleMap) -> list[QRectF]:
    return [people_map.place_of(person.id) for person in people_map.people]


def apart(rects: list[QRectF]) -> bool:
    shrunk = [rect.adjusted(0.5, 0.5, -0.5, -0.5) for rect in rects]
    return not any(
        one.intersects(other) for at, one in enumerate(shrunk) for other in shrunk[at + 1 :]
    )


def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    words: list[str] = []

    def note(event: QAccessibleEvent) -> None:
        words.append(getattr(event, "message", str)())

    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    return words


@settings(max_examples=150, deadline=None)
@given(
    counts=st.lists(st.integers(1, 24), max_size=4),
    width=st.floats(260, 1600),
    box=st.tuples(st.floats(60, 300), st.floats(24, 120)),
    middle=st.tuples(st.floats(40, 200), st.floats(24, 120)),
    title=st.floats(20, 300),
)
def test_that_nobody_stands_on_anybody_at_any_width(
    counts: list[int],
    width: float,
    box: tuple[float, float],
    middle: tuple[float, float],
    title: float,
) -> None:
    measures = Measures(QSizeF(*middle), QSizeF(*box), QSizeF(title, 16), 8, 10)
    across = box_width(box[0], 92, width, len(counts), measures)
    placed: Placed = lay_out(counts, width, measures._replace(box=QSizeF(across, box[1])))
    people = [one for ring in placed.rings for one in ring.boxes]
    rects = [placed.middle, *people, *(ring.title for ring in placed.rings)]
    assert apart(rects)
    for rect in rects:
        assert rect.left() >= -0.01
        assert rect.right() <= width + 0.01
        assert rect.top() >= -0.01
        assert rect.bottom() <= placed.height + 0.01
    assert [len(ring.boxes) for ring in placed.rings] == counts
    for ring, inner in zip(placed.rings[1:], placed.rings, strict=False):
        assert ring.outline.adjusted(-0.01, -0.01, 0.01, 0.01).contains(inner.outline)


@pytest.mark.parametrize("count", [1, 8, 20])
@pytest.mark.parametrize(("percent", "width"), [(100, 1000), (200, 600), (80, 300)])
def test_that_people_are_inside_the_map_and_large_enough_to_press(
    count: int, percent: int, width: int, qtbot: QtBot
) -> None:
    look(percent)
    people_map = drawn(child_of(count), qtbot, width)
    found = boxes(people_map)
    assert len(found) == count
    assert apart(found)
    for box in found:
        assert QRectF(people_map.rect()).adjusted(-1, -1, 1, 1).contains(box)
        assert min(box.width(), box.height()) >= theme.SMALLEST_TARGET


def test_that_the_map_grows_with_the_text(qtbot: QtBot) -> None:
    people_map = drawn(sample_child(), qtbot)
    before = people_map.place_of(MUM).height()
    look(200)
    QApplication.processEvents()
    assert people_map.place_of(MUM).height() > 1.6 * before


def test_that_whoever_is_closest_stands_nearest(qtbot: QtBot) -> None:
    people_map = drawn(sample_child(), qtbot)
    middle = people_map.place_of(JO).united(people_map.place_of(MARK_)).center()

    def away(person_id: str) -> float:
        offset = people_map.place_of(person_id).center() - middle
        return offset.x() ** 2 + offset.y() ** 2

    assert away(JO) < away(BEA)
    assert away(MUM) < away(TEACHER)


def test_that_a_long_name_in_any_script_is_broken_and_then_cut_with_dots(qtbot: QtBot) -> None:
    people_map = drawn(child_of(1), qtbot)
    font = people_map.font()
    for name, _ in NAMES:
        lines = lines_of(name, font, 120, 3)
        assert len(lines.shown) <= 3
        for line in lines.shown:
            assert QFontMetricsF(font).horizontalAdvance(line) <= 121
    short = lines_of("محمد", font, 120, 3)
    assert short.shown == ("محمد",)
    long = lines_of(NAMES[2][0], font, 90, 2)
    assert long.shown[-1].endswith("…")


def test_that_right_goes_to_everyone_once_and_left_back(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    people_map = drawn(sample_child(), qtbot)
    words = said(monkeypatch)
    people_map.setFocus()
    order = [people_map.current]
    for _ in people_map.people[1:]:
        qtbot.keyClick(people_map, Qt.Key.Key_Right)
        order.append(people_map.current)
    assert order == [person.id for person in people_map.people]
    assert order[:2] == [JO, MARK_]
    qtbot.keyClick(people_map, Qt.Key.Key_Right)
    assert people_map.current == order[-1]
    qtbot.keyClick(people_map, Qt.Key.Key_Home)
    qtbot.keyClick(people_map, Qt.Key.Key_Right)
    assert words[-1] == "Mark Pell, foster dad. At home. 2 of 9."


def test_that_up_and_down_go_to_who_stands_there(qtbot: QtBot) -> None:
    people_map = drawn(sample_child(), qtbot)
    people_map.setFocus()

    def middle() -> float:
        return people_map.place_of(people_map.current).center().y()

    for key, way in ((Qt.Key.Key_Up, -1), (Qt.Key.Key_Down, 1)):
        heights = [middle()]
        while len(heights) < 20:
            before = people_map.current
            qtbot.keyClick(people_map, key)
            if people_map.current == before:
                break
            heights.append(middle())
        assert heights == sorted(set(heights), key=lambda height: way * height)
        assert len(heights) > 1
        assert (heights[-1] - heights[0]) * way > 0


def test_that_enter_space_and_a_click_open_somebody(qtbot: QtBot) -> None:
    people_map = drawn(sample_child(), qtbot)
    opened: list[str] = []
    people_map.chosen.connect(opened.append)
    people_map.setFocus()
    qtbot.keyClick(people_map, Qt.Key.Key_Return)
    qtbot.keyClick(people_map, Qt.Key.Key_Space)
    at = people_map.place_of(DAD).center().toPoint()
    qtbot.mouseClick(people_map, Qt.MouseButton.LeftButton, pos=at)
    assert opened == [JO, JO, DAD]


def test_that_a_screen_reader_gets_the_same_facts_as_text(qtbot: QtBot) -> None:
    people_map = drawn(sample_child(), qtbot)
    assert unnamed(people_map) == []
    assert people_map.accessibleName() == "People in Kez's life, drawn as rings"
    text = people_map.accessibleDescription()
    assert text.startswith("At home: Joanna Pell, foster mum; Mark Pell, foster dad. Family: ")
    for person in people_map.people:
        assert f"{person.name}, {person.relationship}" in text


def test_that_a_small_map_is_a_picture_of_those_who_are_close(qtbot: QtBot) -> None:
    people_map = drawn(sample_child(), qtbot, 480, small=True)
    assert people_map.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert {person.id for person in people_map.people} == {JO, MARK_, MUM, DAD, BEA}


def test_that_nothing_of_anybody_is_left_after_forgetting(qtbot: QtBot) -> None:
    people_map = drawn(sample_child(), qtbot)
    people_map.setFocus()
    people_map.show_child(None)
    assert people_map.people == ()
    words = people_map.accessibleName() + people_map.accessibleDescription()
    assert "Kez" not in words
    assert "Danielle" not in words
    qtbot.keyClick(people_map, Qt.Key.Key_Right)
    assert people_map.current == ""


@pytest.mark.parametrize("scheme", ["light", "dark", "high"])
def test_that_the_map_is_painted_in_the_roles_of_the_scheme(scheme: str, qtbot: QtBot) -> None:
    look(100, scheme)
    people_map = drawn(sample_child(), qtbot)
    image = people_map.grab().toImage()
    roles = theme.current_roles()
    box = people_map.place_of(DAD)
    assert image.pixelColor(int(box.left()) + 8, int(box.center().y())) == roles.sheet
    between = people_map.place_of(JO).right(), people_map.place_of(MARK_).left()
    middle = int(sum(between) / 2 - 18), int(people_map.place_of(JO).center().y()) - 14
    assert image.pixelColor(*middle) == roles.accent


def test_that_somebody_of_whom_nothing_is_known_yet_is_drawn_too(qtbot: QtBot) -> None:
    child = msgspec.structs.replace(child_of(0, ""), people=(Person(id="new", name=""),))
    people_map = drawn(child, qtbot)
    assert people_map.accessibleDescription() == "Workers and others: (no name yet)."
    assert people_map.place_of("new").width() >= theme.SMALLEST_TARGET
