"""The strip fits from a drawer to a wide screen, tells changes apart, and is said in words."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from models.child import Child, Home, School, Worker
from models.disclosure import view
from models.stability import Came, Lane, stability
from models.stability_shapes import Box, Paper, Sign, Words, drawn
from tests.support.sample import TODAY, sample_child, sample_review
from ui import theme
from ui.stability.painting import FontMeasure, record_picture
from ui.stability.record import strip_for
from ui.stability.strip import StabilityStrip


@pytest.fixture(autouse=True)
def plainly(qapp: QApplication) -> Iterator[None]:
    dress("light", 100)
    yield
    dress("light", 100)


def dress(scheme: str, percent: int) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if not theme.is_applied(scheme, percent):
        theme.apply_theme(app, scheme, percent)


def baby() -> Child:
    came = TODAY - timedelta(days=21)
    homes = (Home(id="h", who="Jo and Ben Achterberg", start=came, place_code="U6"),)
    return Child(id="baby", preferred_name="Noor", born=came, became_looked_after=came, homes=homes)


def row_of(count: int, days: int, came: date) -> Child:
    reasons = ("CREQB", "CARPL", "CHILD", "PLACE")
    homes = []
    for n in range(count):
        start = came + timedelta(days=days * n)
        end = start + timedelta(days=days) if n < count - 1 else None
        reason = reasons[n % 4] if end else ""
        homes.append(
            Home(
                id=f"h{n}",
                who=f"The family of {n}",
                start=start,
                end=end,
                place_code="U6",
                reason_left=reason,
            )
        )
    return Child(
        id=f"row{count}",
        preferred_name="Yusuf",
        born=date(2009, 3, 4),
        became_looked_after=came,
        homes=tuple(homes),
        schools=(School(id="s", name="St Anne’s", start=came),),
        workers=(Worker(id="w", name="Priti Nair", start=came),),
    )


def seventeen() -> Child:
    return row_of(12, 400, date(2012, 3, 4))


def forty() -> Child:
    return row_of(40, 9, TODAY - timedelta(days=360))


CHILDREN = {"sample": sample_child, "baby": baby, "seventeen": seventeen, "forty": forty}


def shown(qtbot: QtBot, child: Child, width: int = 700, *, compact: bool = False) -> StabilityStrip:
    strip = StabilityStrip("strip", compact=compact)
    qtbot.addWidget(strip)
    strip.show_child(child, TODAY)
    strip.resize(width, 600)
    strip.show()
    strip.resize(width, strip.heightForWidth(width))
    QApplication.processEvents()
    return strip


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("width", [320, 683, 1300])
@pytest.mark.parametrize("name", CHILDREN)
def test_that_everything_lies_within_the_picture(name: str, width: int, percent: int) -> None:
    found = stability(CHILDREN[name](), TODAY)
    measure = FontMeasure()
    for window in (found.year, found.care or found.year):
        picture = drawn(
            found, window, Paper(width=float(width), measure=measure, unit=percent / 100)
        )
        for shape in picture.shapes:
            if isinstance(shape, Box):
                assert -0.5 <= shape.x <= shape.x + shape.width <= width + 0.5
            if isinstance(shape, Words):
                end = shape.x + measure(shape.text, shape.size, shape.bold)
                assert -0.5 <= shape.x <= end <= width + 1
            if isinstance(shape, Sign):
                assert 0 <= shape.x <= shape.x + shape.side <= width + 0.5
        assert picture.height < 1000 * percent / 100


def test_that_signs_never_lie_on_each_other() -> None:
    found = stability(forty(), TODAY)
    picture = drawn(found, found.year, Paper(width=320.0, measure=FontMeasure()))
    signs = sorted((s.y, s.x) for s in picture.shapes if isinstance(s, Sign))
    for (y, x), (next_y, next_x) in pairwise(signs):
        assert y != next_y or next_x - x >= 11.0


def test_that_planned_and_unplanned_have_a_shape_and_a_word_each() -> None:
    found = stability(seventeen(), TODAY)
    assert found.care is not None
    picture = drawn(found, found.care, Paper(width=1300.0, measure=FontMeasure()))
    kinds = {s.came for s in picture.shapes if isinstance(s, Sign)}
    words = {s.text for s in picture.shapes if isinstance(s, Words)}
    assert kinds == {Came.PLANNED, Came.UNPLANNED, Came.WISH, Came.NOT_COUNTED}
    assert {"planned", "unplanned", "the child’s wish", "does not count", "today"} <= words


@pytest.mark.parametrize(
    ("moved", "said"), [(date(2026, 6, 1), "B · planned"), (date(2021, 6, 1), "B")]
)
def test_that_how_a_change_came_is_said_only_where_it_lies_in_the_picture(
    moved: date, said: str
) -> None:
    homes = (
        Home(id="a", who="A", start=date(2020, 3, 1), end=moved, reason_left="CARPL"),
        Home(id="b", who="B", start=moved),
    )
    child = Child(id="c", preferred_name="K", born=date(2012, 1, 1), homes=homes)
    found = stability(child, TODAY)
    picture = drawn(found, found.year, Paper(width=1300.0, measure=FontMeasure()))
    assert said in {shape.text for shape in picture.shapes if isinstance(shape, Words)}


def test_that_the_drawn_signs_differ_without_colour(qtbot: QtBot) -> None:
    def grey(came: Came) -> bytes:
        reason = {Came.PLANNED: "CARPL", Came.UNPLANNED: "CREQB", Came.WISH: "CHILD"}[came]
        moved = date(2026, 6, 1)
        homes = (
            Home(id="a", who="A", start=date(2025, 3, 1), end=moved, reason_left=reason),
            Home(id="b", who="B", start=moved),
        )
        child = Child(id="c", preferred_name="K", born=date(2012, 1, 1), homes=homes)
        found = stability(child, TODAY)
        png, _, _ = record_picture(found, found.year)
        image = QImage.fromData(png).convertToFormat(QImage.Format.Format_Mono)
        return bytes(image.constBits())

    assert len({grey(came) for came in (Came.PLANNED, Came.UNPLANNED, Came.WISH)}) == 3


@pytest.mark.parametrize("scheme", ["light", "dark", "high"])
def test_that_it_paints_in_every_dress(qtbot: QtBot, scheme: str) -> None:
    dress(scheme, 100)
    strip = shown(qtbot, seventeen())
    strip.since.click()
    image = strip.view.grab().toImage()
    colours = {image.pixelColor(x, 60).name() for x in range(0, image.width(), 3)}
    assert len(colours) > 1


# -- words


def test_that_a_screen_reader_gets_the_words_and_the_keys(qtbot: QtBot) -> None:
    strip = shown(qtbot, sample_child())
    said = strip.view.accessibleDescription()
    assert "Homes: Same home since May 2024." in said
    assert "Sue Dunnock, 17 January 2024 to 10 May 2024" in said
    assert "Arrow keys" in said
    assert strip.view.accessibleName() == "Homes, schools and workers over time"


def test_that_the_same_can_be_read_as_words(qtbot: QtBot) -> None:
    strip = shown(qtbot, sample_child())
    assert not strip.words.isVisible()
    strip.words_button.click()
    read = "\n".join(label.text() for label in strip.words.findChildren(QLabel))
    for words in ("Same home since May 2024.", "Hannah Wójcik, since 2 February 2026", "Homes"):
        assert words in read


def test_that_shaking_is_asked_about_and_stillness_is_not(qtbot: QtBot) -> None:
    strip = shown(qtbot, forty(), compact=True)
    assert strip.ask.text() == "What would help things stay still? 31 homes in 12 months."
    strip.show_child(sample_child(), TODAY)
    assert not strip.ask.isVisible()


# -- keys and pointer


def test_that_arrows_go_through_the_spans_and_say_each(qtbot: QtBot) -> None:
    strip = shown(qtbot, sample_child())
    strip.since.click()
    heard: list[str] = []
    strip.view.chosen.connect(heard.append)
    strip.view.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(strip.view, key)
    assert [words.split(",")[0] for words in heard] == [
        "Homes: Sue Dunnock",
        "Homes: Joanna and Mark Pell",
        "Schools: Brackwell Primary",
        "Homes: Joanna and Mark Pell",
    ]
    QTest.keyClick(strip.view, Qt.Key.Key_End)
    assert heard[-1].startswith("Social workers: Hannah Wójcik")
    QTest.keyClick(strip.view, Qt.Key.Key_Right)
    assert heard[-1].startswith("Social workers: Hannah Wójcik")
    assert strip.said.text() == heard[-1]


def test_that_a_press_chooses_a_span(qtbot: QtBot) -> None:
    strip = shown(qtbot, sample_child())
    spot = next(s for s in strip.view.spots if s.stay.lane is Lane.WORKERS and s.stay.end is None)
    point = QPoint(int(spot.x + spot.width / 2), int(spot.y + 5))
    qtbot.mouseClick(strip.view, Qt.MouseButton.LeftButton, pos=point)
    assert strip.said.text().startswith("Social workers: Hannah Wójcik")


def test_that_the_switch_changes_what_is_drawn_and_a_baby_needs_none(qtbot: QtBot) -> None:
    strip = shown(qtbot, sample_child())
    assert strip.window_shown == stability(sample_child(), TODAY).year
    strip.since.click()
    assert strip.window_shown == stability(sample_child(), TODAY).care
    strip.show_child(baby(), TODAY)
    assert not strip.since.isVisible()
    assert strip.window_shown is not None
    assert strip.window_shown.start == TODAY - timedelta(days=21)


def test_that_forgetting_leaves_no_word(qtbot: QtBot) -> None:
    strip = shown(qtbot, sample_child())
    strip.words_button.click()
    QTest.keyClick(strip.view, Qt.Key.Key_Right)
    strip.forget()
    said = [label.text() for label in strip.findChildren(QLabel) if not label.isHidden()]
    assert not any("Pell" in words for words in [*said, strip.view.accessibleDescription()])
    assert strip.view.spots == ()
    assert strip.said.text() == ""


# -- for the record


def test_that_the_records_picture_is_a_sharp_png_drawn_from_what_may_be_read() -> None:
    review = sample_review(completed_on=TODAY, show_strip=True)
    strip = strip_for(view(sample_child(), review))
    assert strip is not None
    image = QImage.fromData(strip.png, "PNG")
    assert (image.width(), image.height()) == (strip.width, strip.height)
    assert image.width() >= 1900
    assert "Same home since May 2024." in strip.counts
    assert "Homes: Same home since May 2024." in strip.words
    assert "Tannery Row" not in strip.words


def test_that_a_review_that_does_not_want_it_has_none() -> None:
    assert strip_for(view(sample_child(), sample_review(completed_on=TODAY))) is None
