"""The caseload's filters, clocks, private view, brothers and sisters, and calendar file, by key."""

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from models.caseload_groups import Filter, Group, Order, Wanted
from models.child import Dispute, EarlyReviewThought, Identifiers, Person, Pledge
from models.edits import Opened
from models.limit_used import Used
from models.review import Sending
from models.store_rows import LimitChange
from tests.support.memory_program import memory_program, memory_store, places_of, said_by
from tests.support.sample import TODAY, sample_child, sample_opened, sample_review
from tests.support.walk import accessible_name, unnamed
from ui import roles, theme
from ui.caseload.cell_delegate import draw_clock
from ui.caseload.page import CaseloadPage
from ui.item_models.caseload import CELL_ROLE, CaseloadModel
from ui.item_models.caseload_cells import Cell
from ui.program import Program
from ui.stylesheet import tone_colours

SECRET = "The matter of the blue kite"


def other(number: int, name: str, **facts: object) -> Opened:
    """Return a child with a review whose limit is ``number`` days away."""
    child = sample_child(
        id=f"child{number}", preferred_name=name, legal_name="", ledger=(),
        ids=Identifiers(la_id=f"EM-{number}", nhs=f"943 476 {number:04d}"), **facts,
    )  # fmt: skip
    review = sample_review(meetings=(), limit=TODAY + timedelta(days=number))
    return Opened(
        child=child,
        review=msgspec.structs.replace(review, id=f"review{number}", child_id=child.id),
    )


def family() -> tuple[Opened, Opened]:
    mae = Person(id="pm", name="Mae", relationship="sister", child_id="child60")
    leo = other(5, "Leo", family="Kite", people=(*sample_child().people, mae))
    dispute = Dispute(id="d", opened_on=TODAY, formal_on=TODAY, summary=SECRET)
    return leo, other(60, "Mae", family="Kite", team="North", disputes=(dispute,))


@pytest.fixture
def program() -> Program:
    return memory_program(sample_opened(), other(-3, "Ash"), *family(), other(90, "Noor"))


@pytest.fixture
def page(program: Program, qtbot: QtBot) -> CaseloadPage:
    made = CaseloadPage(program)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    made.entered()
    QApplication.processEvents()
    return made


def cells(page: CaseloadPage, child_id: str) -> list[Cell]:
    model = page.list.model
    row = model.row_of(child_id)
    return [model.index(row, column).data(CELL_ROLE) for column in range(4)]


def names(page: CaseloadPage) -> list[str]:
    rows = [page.list.model.row_at(n) for n in range(page.list.model.rowCount())]
    return [row.child.preferred_name for row in rows if row is not None]


def spoken(page: CaseloadPage) -> str:
    """Return everything the list and what was found say, to eyes and to a screen reader."""
    said = []
    kinds = (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.AccessibleDescriptionRole,
        Qt.ItemDataRole.ToolTipRole,
    )
    for model in (page.list.model, page.list.found):
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                said += [str(index.data(role)) for role in kinds]
                said.append(str(index.data(CELL_ROLE)))
    return " ".join(said)


def test_that_headings_are_passed_over_by_the_arrow_keys(page: CaseloadPage, qtbot: QtBot) -> None:
    table, model = page.list.table, page.list.model
    assert [model.index(row, 0).data() for row in model.headings] == [
        "Meeting under way · 1",
        "Late · 1",
        "Due this week, up to Mon 30 Nov · 3",
    ]
    table.setFocus()
    seen = []
    for _ in range(5):
        chosen = page.list.chosen
        assert chosen is not None
        seen.append(chosen.child.preferred_name)
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert seen == ["Kez", "Ash", "Leo", "Mae", "Noor"]


def test_that_the_model_with_headings_keeps_qts_rules(
    page: CaseloadPage, qtmodeltester: ModelTester
) -> None:
    model = page.list.model
    qtmodeltester.check(model)
    model.want(Wanted(order=Order.NAME, families=False))
    qtmodeltester.check(model)
    assert model.headings == []


def test_that_counts_are_filters_reached_by_key(page: CaseloadPage, qtbot: QtBot) -> None:
    chips = page.list.filters.chips
    assert chips[Filter.LATE].text() == "Late 1"
    assert accessible_name(chips[Filter.LATE]) == "Late: 1 child"
    assert accessible_name(chips[Filter.DISPUTES]) == "Disputes: 1 child"
    chips[Filter.ALL].setFocus()
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert chips[Filter.LATE].isChecked()
    assert names(page) == ["Ash"]
    page.refresh()
    assert names(page) == ["Ash"]  # remembered while the store is open


def test_that_a_list_without_a_child_says_so(page: CaseloadPage) -> None:
    page.list.filters.chips[Filter.DECISIONS_LATE].click()
    assert names(page) == []
    assert page.list.none.isVisible()
    assert "All" in page.list.none.text()
    page.list.filters.chips[Filter.ALL].click()
    assert page.list.table.isVisible()


def test_that_one_team_can_be_shown_and_is_forgotten_at_a_lock(page: CaseloadPage) -> None:
    filters = page.list.filters
    filters.team.setCurrentIndex(filters.team.findData("North"))
    assert names(page) == ["Mae"]
    assert filters.chips[Filter.ALL].text() == "All 1"
    page.forget()
    assert filters.team.count() == 1
    assert filters.wanted == Wanted()


def test_that_the_list_is_sorted_as_chosen(page: CaseloadPage) -> None:
    order = page.list.filters.order
    order.setCurrentIndex(order.findData(Order.NAME.value))
    assert names(page) == ["Ash", "Kez", "Leo", "Mae", "Noor"]


def test_that_filters_are_one_choice_where_there_is_little_room(page: CaseloadPage) -> None:
    page.resize(420, 690)
    QApplication.processEvents()
    filters = page.list.filters
    assert filters.show_only.isVisible()
    assert not filters.chips[Filter.ALL].isVisible()
    filters.show_only.setCurrentIndex(2)
    filters.show_only.activated.emit(2)
    assert names(page) == ["Ash"]
    assert filters.chips[Filter.LATE].isChecked()
    assert cells(page, "child-3")[2].title == "Fifth review"
    assert unnamed(page) == []


# -- clocks


def test_that_a_row_says_rule_source_and_date_in_full(page: CaseloadPage) -> None:
    model = page.list.model
    told = model.index(model.row_of("child-3"), 0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert told.startswith("Late. Next review: by Saturday 21 November 2026, 6 months after")
    assert "regulation 33(2) (the law)" in told
    tip = model.index(model.row_of("child-3"), 2).data(Qt.ItemDataRole.ToolTipRole)
    assert "regulation 33(2)" in tip


def test_that_an_early_review_somebody_wants_is_said_in_row_and_card(
    page: CaseloadPage, program: Program
) -> None:
    thought = EarlyReviewThought(id="y", on=TODAY, needed=True, because="He asked for it.")
    memory_store(program).put(other(40, "Ivo", early_reviews=(thought,)))
    page.refresh()
    assert "early review wanted" in str(cells(page, "child40")[1])
    page.list.table.selectRow(page.list.model.row_of("child40"))
    texts = [label.text() for label in page.side.findChildren(QLabel)]
    assert "wanted since Tue 24 Nov" in texts
    assert "He asked for it." not in spoken(page)


def test_that_what_was_promised_to_a_child_is_said_with_its_day_and_when_it_is_late(
    page: CaseloadPage, program: Program
) -> None:
    ahead = Pledge(id="a", on=TODAY, what="ring about newts", by=TODAY + timedelta(days=2))
    late = Pledge(id="l", on=TODAY, what="bring a book", by=TODAY - timedelta(days=1))
    memory_store(program).put(
        other(40, "Ivo", pledges=(ahead, msgspec.structs.replace(late, kept_on=TODAY))),
        other(41, "Una", pledges=(ahead, late)),
    )
    page.refresh()
    assert "promise" not in str(cells(page, "child40")[1])
    assert "promise to the child late" in str(cells(page, "child41")[1])
    for child_id, words in (("child40", "by Thu 26 Nov"), ("child41", "by Mon 23 Nov")):
        page.list.table.selectRow(page.list.model.row_of(child_id))
        assert words in [label.text() for label in page.side.findChildren(QLabel)]
    assert "newts" not in spoken(page)


def test_that_a_stage_which_has_not_answered_in_time_is_said(
    page: CaseloadPage, program: Program
) -> None:
    """domain.md §2.5: five working days for the informal talk, and for each formal stage."""
    talk = Dispute(id="d", opened_on=TODAY - timedelta(days=1), summary=SECRET)
    old = Dispute(id="d", opened_on=TODAY - timedelta(days=14), summary=SECRET)
    memory_store(program).put(other(40, "Ivo", disputes=(talk,)), other(41, "Una", disputes=(old,)))
    page.refresh()
    assert "answer late" not in str(cells(page, "child40")[1])
    assert "dispute open, answer late" in str(cells(page, "child41")[1])
    for child_id, words in (
        ("child40", "informal, since Mon 23 Nov; answer due Mon 30 Nov"),
        ("child41", "informal, since Tue 10 Nov; answer was due Tue 17 Nov"),
    ):
        page.list.table.selectRow(page.list.model.row_of(child_id))
        assert words in [label.text() for label in page.side.findChildren(QLabel)]


def test_that_a_clock_says_in_words_what_it_draws(page: CaseloadPage) -> None:
    late, coming = cells(page, "child-3")[2], cells(page, "child90")[2]
    assert late.clock is not None
    assert (late.clock.late, late.pill) == (True, "3 days late")
    assert coming.clock is not None
    assert coming.clock.words == "6 months, about half gone"
    assert coming.clock.words in coming.under


@pytest.mark.parametrize("scheme", ["light", "dark", "high"])
def test_that_every_clock_can_be_told_from_its_ground(scheme: str, qapp: QApplication) -> None:
    """WCAG 2.2, 1.4.11: 3:1 for what a drawing says."""
    colours = roles.roles_for(scheme)
    for tone in ("neutral", "good", "soon", "late"):
        ink = tone_colours(tone, colours)[0]
        for ground in (colours.sheet, colours.accent_ground):
            assert theme.contrast(ink, ground) >= 3


def test_that_a_fuller_clock_has_more_ink(qapp: QApplication) -> None:
    def inked(share: float) -> int:
        image = QImage(40, 40, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        ink = tone_colours("late", theme.current_roles())[0]
        draw_clock(painter, image.rect(), Used(share=share, words=""), ink)
        painter.end()
        dark = [image.pixelColor(x, y).lightness() < 160 for x in range(40) for y in range(40)]
        return sum(dark)

    drawn = [inked(share) for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    assert drawn == sorted(set(drawn))


# -- private view


def test_that_private_view_names_the_chosen_child_alone(
    page: CaseloadPage, program: Program, qtbot: QtBot
) -> None:
    page.list.table.selectRow(page.list.model.row_of("child5"))
    qtbot.keyClick(page, Qt.Key.Key_F11)
    said = spoken(page)
    assert "Leo" in said
    for name in ("Kez", "Ash", "Mae", "Noor", "EM-"):
        assert name not in said
    assert memory_store(program).settings.private_view
    assert page.side.heading.text() == "Leo"
    texts = " ".join(label.text() for label in page.side.findChildren(QLabel))
    assert "Mae" not in texts
    assert "1 on this caseload" in texts


def test_that_another_choice_takes_the_first_name_away(page: CaseloadPage, qtbot: QtBot) -> None:
    page.list.table.selectRow(page.list.model.row_of("child5"))
    qtbot.keyClick(page, Qt.Key.Key_F11)
    page.list.table.selectRow(page.list.model.row_of("child90"))
    said = spoken(page)
    assert "Noor" in said
    assert "Leo" not in said


def test_that_private_view_keeps_what_was_found_in_other_records_back(
    page: CaseloadPage, qtbot: QtBot
) -> None:
    page.list.table.selectRow(page.list.model.row_of("child90"))
    qtbot.keyClick(page, Qt.Key.Key_F11)
    qtbot.keyClicks(page.list.search, "corridor too")
    qtbot.waitUntil(page.list.found_heading.isVisible)
    assert page.list.chosen is None  # nobody has this name, and nobody else is shown instead
    assert page.list.found.rowCount() == 0
    assert "5 of other children kept back" in page.list.found_heading.text()


def test_that_with_private_view_kept_on_nobody_is_named_after_unlocking(
    program: Program, qtbot: QtBot
) -> None:
    program.settings = msgspec.structs.replace(program.settings, private_view=True)
    page = CaseloadPage(program)
    qtbot.addWidget(page)
    page.show()
    page.entered()
    QApplication.processEvents()
    assert page.private.isChecked()
    said = spoken(page)
    for name in ("Kez", "Ash", "Leo", "Mae", "Noor"):
        assert name not in said
    assert not page.side.isVisible()


# -- brothers and sisters


def test_that_families_stand_together_and_apart_as_wanted(page: CaseloadPage, qtbot: QtBot) -> None:
    assert names(page) == ["Kez", "Ash", "Leo", "Mae", "Noor"]
    assert "sister: Mae" in cells(page, "child5")[0].under
    box = page.list.filters.families
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert "Mae" not in cells(page, "child5")[0].under


def test_that_nothing_of_a_sibling_is_in_a_childs_row_or_card(page: CaseloadPage) -> None:
    page.list.table.selectRow(page.list.model.row_of("child5"))
    texts = [label.text() for label in page.side.findChildren(QLabel)]
    said = " ".join([*texts, *(str(cell) for cell in cells(page, "child5"))])
    assert "Mae (sister)" in texts
    for secret in ("dispute", "Dispute", "North", SECRET):
        assert secret not in said
    assert "Leo" not in str(cells(page, "child60"))  # Mae's own people do not name him


# -- search


@pytest.mark.parametrize("typed", ["EM-60", "em-60", "9434760060", "943 476 0060"])
def test_that_numbers_are_found_however_they_are_typed(
    page: CaseloadPage, qtbot: QtBot, typed: str
) -> None:
    qtbot.keyClicks(page.list.search, typed)
    assert names(page) == ["Mae"]


def test_that_a_name_is_found_without_its_accents(qtbot: QtBot) -> None:
    program = memory_program(other(1, "Zoë"), other(2, "Şeyma"))
    model = CaseloadModel(program.engine)
    memory_store(program).caseload(lambda rows: model.show_rows(rows, TODAY), print)
    model.set_filter("zoe")
    assert model.shown_count == 1
    model.set_filter("SEY")
    assert model.shown_count == 1


# -- changed limits


def test_that_a_changed_limit_is_shown_with_why_until_it_was_seen(
    page: CaseloadPage, program: Program, qtbot: QtBot
) -> None:
    change = LimitChange(
        what="Fifth review", was=date(2026, 12, 1), now=date(2026, 11, 21),
        why="because the law pack is now 2027-01 and was 2026-11",
    )  # fmt: skip
    memory_store(program).changed["child-3"] = (change,)
    page.refresh()
    page.list.table.selectRow(page.list.model.row_of("child-3"))
    assert "changed: was Tue 1 Dec" in cells(page, "child-3")[2].under
    assert "was Tue 1 Dec, now Sat 21 Nov, because the law pack is now" in page.side.changes.text()
    qtbot.keyClick(page.side.seen, Qt.Key.Key_Space)
    assert memory_store(program).changed == {}
    assert not page.side.changes.isVisible()
    assert "changed" not in cells(page, "child-3")[2].under


# -- the calendar file


def test_that_a_calendar_file_is_written_by_keyboard_and_names_nobody(
    page: CaseloadPage, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    said = said_by(program)
    button = next(b for b in page.findChildren(QPushButton) if b.text() == "Calendar file…")
    qtbot.keyClick(button, Qt.Key.Key_Space)
    panel = page.calendar
    assert panel.isVisible()
    assert unnamed(panel) == []
    panel.folder.setText(str(tmp_path))
    panel.mark.setText("Leo")
    qtbot.keyClick(panel.save, Qt.Key.Key_Space)
    assert "name of a child" in said[-1].problem
    panel.mark.setText("MB")
    qtbot.keyClick(panel.save, Qt.Key.Key_Space)
    (path,) = tmp_path.iterdir()
    assert path.name == "heard-calendar-2026-11-24.ics"
    text = path.read_text(encoding="utf-8")
    assert "MB: Review (Heard)" in text
    for secret in ("Kez", "Leo", "Mae", "EM-", "child"):
        assert secret not in text
    assert page.list.isVisible()
    assert memory_store(program).settings.calendar_key == program.settings.calendar_key != ""


def test_that_a_calendar_of_nothing_cannot_be_saved(page: CaseloadPage) -> None:
    page.open_calendar()
    for box in page.calendar.kinds.values():
        box.setChecked(False)
    assert page.calendar.count.text() == "0 entries"
    assert not page.calendar.save.isEnabled()


def test_that_late_decisions_are_the_group_of_a_child_whose_review_is_done(
    program: Program, page: CaseloadPage
) -> None:
    done = TODAY - timedelta(days=30)
    head = sample_review(meetings=(), completed_on=done, review_date=done, sending=Sending())
    opened = other(7, "Wren")
    review = msgspec.structs.replace(head, id="review7", child_id="child7")
    memory_store(program).put(msgspec.structs.replace(opened, review=review))
    page.refresh()
    page.list.filters.chips[Filter.DECISIONS_LATE].click()
    assert names(page) == ["Wren"]
    assert page.list.model.index(0, 0).data().startswith(Group.LATE.label)
    assert places_of(program) == []
