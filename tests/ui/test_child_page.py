"""The child's page: read in parts, changed by typing, and a review started in under a minute."""

from datetime import date, time

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from models.child import Child, Hold, Person
from models.edits import Opened, Put
from models.terms import HoldKind, MeetingMode, ParentalResponsibility, PromiseStatus, ReviewType
from tests.support.memory_program import (
    memory_program,
    memory_store,
    places_of,
    said_by,
    session_of,
)
from tests.support.sample import (
    BEA,
    CHILD_ID,
    JO,
    MUM,
    PREVIOUS_REVIEW_ID,
    TODAY,
    sample_child,
    sample_previous_review,
    sample_review,
)
from tests.support.walk import unnamed
from ui.child.page import ChildPage
from ui.child.people_map import PeopleMap
from ui.child.records import lasted, span
from ui.fields.record_editor import RecordEditor
from ui.places import PlaceKind
from ui.program import Program


@pytest.fixture
def program() -> Program:
    return memory_program(
        Opened(child=sample_child(), review=sample_previous_review()),
    )


@pytest.fixture
def page(program: Program, qtbot: QtBot) -> ChildPage:
    return shown(program, sample_child(), qtbot)


def shown(program: Program, child: Child, qtbot: QtBot) -> ChildPage:
    made = ChildPage(program)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    made.open(session_of(program, Opened(child=child)))
    made.entered()
    QApplication.processEvents()
    return made


def editor(page: ChildPage, name: str) -> RecordEditor:
    found = page.findChild(RecordEditor, f"{name}_editor")
    assert found is not None
    return found


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def test_that_the_overview_says_who_they_are_in_their_own_words(page: ChildPage) -> None:
    said = texts(page.overview)
    assert "“I look after the pond. I don't like loud dinners. Say Kez, not Kezia.”" in said
    assert "11 years 7 months, born 29 March 2015" in said
    assert "Joanna and Mark Pell, 2 years 6 months" in said
    assert "not done · 175 days" in said


def test_that_every_part_names_every_widget(page: ChildPage) -> None:
    for part in ("overview", "facts", "people", "homes", "plan", "reviews", "promises"):
        page.go_to_part(part)
        QApplication.processEvents()
        assert unnamed(page) == [], part


def test_that_arrows_walk_through_the_parts(page: ChildPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.parts.list, Qt.Key.Key_Down)
    assert page.parts.current == 1
    assert page.facts.isVisible()


def test_that_typing_a_name_changes_the_child_and_is_undone_in_one_step(
    page: ChildPage, qtbot: QtBot
) -> None:
    page.go_to_part("facts")
    name = page.findChild(QLineEdit, "child_preferred_name")
    name.setFocus()
    name.selectAll()
    qtbot.keyClicks(name, "Kezzie")
    assert page.session.opened.child.preferred_name == "Kezzie"
    assert page.who == "Kezzie"
    page.session.undo()
    assert name.text() == "Kez"


def test_that_ctrl_z_in_a_field_is_left_to_the_session(page: ChildPage, qtbot: QtBot) -> None:
    page.go_to_part("facts")
    name = page.findChild(QLineEdit, "child_preferred_name")
    name.setFocus()
    qtbot.keyClicks(name, "x")
    from ui import shortcuts

    shortcuts.action(page, "Undo", shortcuts.Shortcut.UNDO, page.session.undo)
    qtbot.keyClick(name, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (name.text(), page.session.opened.child.preferred_name) == ("Kez", "Kez")
    assert page.session.redo_words


def test_that_a_home_is_added_by_keyboard(page: ChildPage, qtbot: QtBot) -> None:
    page.go_to_part("homes")
    homes = editor(page, "homes")
    homes._add.setFocus()
    qtbot.keyClick(homes._add, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is homes.form.field("who")
    qtbot.keyClicks(QApplication.focusWidget(), "Aunt Orla")
    home = page.session.opened.child.homes[-1]
    assert (home.who, home.start) == ("Aunt Orla", TODAY)
    assert homes.value == home


@pytest.mark.parametrize("name", ["homes", "schools", "workers", "legal_statuses"])
def test_that_the_first_of_a_list_begins_with_coming_into_care(name: str, qtbot: QtBot) -> None:
    care = date(2026, 9, 20)
    changes: dict[str, object] = {"became_looked_after": care, name: ()}
    child = sample_child(**changes)
    page = shown(memory_program(Opened(child=child)), child, qtbot)
    page.go_to_part("facts" if name == "legal_statuses" else "homes")
    for _ in range(2):
        editor(page, name).add()
    begun = [entry.start for entry in getattr(page.session.opened.child, name)]
    assert sorted(begun) == [care, TODAY]


def test_that_an_80_word_name_of_a_home_is_kept_whole(page: ChildPage, qtbot: QtBot) -> None:
    page.go_to_part("homes")
    who = editor(page, "homes").form.field("who")
    long = " ".join(["house"] * 80)
    assert isinstance(who, QLineEdit)
    who.selectAll()
    qtbot.keyClicks(who, long)
    assert page.session.opened.child.homes[0].who == long
    assert page.parts.stack.currentWidget().width() <= page.width()


def test_that_arabic_and_polish_names_are_kept_letter_for_letter(
    page: ChildPage, qtbot: QtBot
) -> None:
    page.go_to_part("people")
    people = editor(page, "people")
    qtbot.keyClick(people._add, Qt.Key.Key_Space)
    name = people.form.field("name")
    assert isinstance(name, QLineEdit)
    name.insert("محمد Wójcik-Żak")
    name.textEdited.emit(name.text())
    assert page.session.opened.child.people[-1].name == "محمد Wójcik-Żak"


def test_that_taking_something_out_can_be_undone(page: ChildPage, qtbot: QtBot) -> None:
    page.go_to_part("homes")
    schools = editor(page, "schools")
    before = page.session.opened.child.schools
    schools._drop.setFocus()
    qtbot.keyClick(schools._drop, Qt.Key.Key_Space)
    assert page.session.opened.child.schools == before[1:]
    page.session.undo()
    assert page.session.opened.child.schools == before


def test_that_people_named_in_reviews_cannot_be_taken_out(page: ChildPage) -> None:
    page.go_to_part("people")
    people = editor(page, "people")
    assert "Stays in the list" in people.stays.text()
    assert not people._drop.isVisible()
    people.drop()
    assert page.session.opened.child.people == sample_child().people


def choose(people: RecordEditor, field: str, words: str, qtbot: QtBot) -> None:
    combo = people.form.field(field)
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Home)
    while combo.currentText() != words:
        before = combo.currentIndex()
        qtbot.keyClick(combo, Qt.Key.Key_Down)
        assert combo.currentIndex() > before, words


def person_now(page: ChildPage, person_id: str) -> Person:
    return next(p for p in page.session.opened.child.people if p.id == person_id)


def test_that_everything_about_a_parent_is_typed_in(page: ChildPage, qtbot: QtBot) -> None:
    page.go_to_part("people")
    people = editor(page, "people")
    people.choose(MUM)
    choose(people, "responsibility", "Yes, limited by an order", qtbot)
    choose(people, "must_be_consulted", "Yes", qtbot)
    choose(people, "may_know_address", "No", qtbot)
    for field, words in (("orders", "section 34 of 3 May"), ("safe_contact", "text first")):
        edit = people.form.field(field)
        edit.setFocus()
        qtbot.keyClicks(edit, words)
    mum = person_now(page, MUM)
    assert mum.responsibility is ParentalResponsibility.LIMITED
    assert mum.parental_responsibility == "yes, shared with the council"
    assert (mum.must_be_consulted, mum.may_know_address) == (True, False)
    assert (mum.orders, mum.safe_contact) == ("section 34 of 3 May", "text first")
    assert not people.form.field("same_iro").isVisible()
    assert not people.form.field("child_id").isVisible()


def test_that_only_brothers_and_sisters_are_asked_about_their_officer(page: ChildPage) -> None:
    page.go_to_part("people")
    people = editor(page, "people")
    people.choose(BEA)
    assert people.form.field("same_iro").isVisible()
    assert people.form.field("child_id").isVisible()
    assert not people.form.field("responsibility").isVisible()
    people.choose(JO)
    assert not people.form.field("same_iro").isVisible()
    assert people.form.field("responsibility").isVisible()


def test_that_what_stands_there_already_is_never_hidden(page: ChildPage) -> None:
    page.go_to_part("people")
    bea = person_now(page, BEA)
    page.session.apply(Put(item=msgspec.structs.replace(bea, orders="of 3 May")), "elsewhere")
    people = editor(page, "people")
    people.choose(BEA)
    assert people.form.field("orders").isVisible()


def test_that_a_sister_is_named_among_the_children_on_the_caseload(
    program: Program, page: ChildPage, qtbot: QtBot
) -> None:
    others = (
        Child(id="bea", preferred_name="Bea", born=date(2019, 4, 17)),
        Child(id="other", preferred_name="Otto", born=date(2011, 1, 1)),
    )
    memory_store(program).put(*(Opened(child=child) for child in others))
    page.go_to_part("people")
    elsewhere = msgspec.structs.replace(person_now(page, BEA), same_iro=False)
    page.session.apply(Put(item=elsewhere), "elsewhere")
    people = editor(page, "people")
    people.choose(BEA)
    combo = people.form.field("child_id")
    assert isinstance(combo, QComboBox)
    offered = [combo.itemText(at) for at in range(combo.count())]
    assert offered == ["Not on it, or not known", "Bea, born 17/04/2019"]
    choose(people, "child_id", "Bea, born 17/04/2019", qtbot)
    assert person_now(page, BEA).child_id == "bea"
    assert person_now(page, BEA).same_iro  # whoever is on this caseload has its officer
    assert combo.currentText() == "Bea, born 17/04/2019"
    page.session.undo()
    assert not person_now(page, BEA).child_id
    assert not person_now(page, BEA).same_iro


def test_that_a_brother_who_has_left_the_caseload_is_not_shown_as_an_id(page: ChildPage) -> None:
    page.go_to_part("people")
    bea = person_now(page, BEA)
    page.session.apply(Put(item=msgspec.structs.replace(bea, child_id="gone")), "elsewhere")
    people = editor(page, "people")
    people.choose(BEA)
    combo = people.form.field("child_id")
    assert isinstance(combo, QComboBox)
    assert combo.currentText() == "A child who is no longer on it"
    assert person_now(page, BEA).child_id == "gone"


def test_that_the_suggested_copy_follows_what_is_known(page: ChildPage, qtbot: QtBot) -> None:
    page.go_to_part("people")
    people = editor(page, "people")
    people.choose(MUM)
    choose(people, "usual_copy", "As suggested", qtbot)
    assert page.people.copy.text() == (
        "Nothing is suggested. Say first whether they may know where Kez lives."
    )
    choose(people, "may_know_address", "No", qtbot)
    assert page.people.copy.text().startswith("Suggested: record without the address.")
    choose(people, "usual_copy", "Full record", qtbot)
    assert page.people.copy.text().startswith("They start with: record without the address.")


def test_that_enter_on_the_map_opens_somebody_in_the_list(page: ChildPage, qtbot: QtBot) -> None:
    page.go_to_part("people")
    QApplication.processEvents()
    page.people.map.setFocus()
    qtbot.keyClick(page.people.map, Qt.Key.Key_Right)
    qtbot.keyClick(page.people.map, Qt.Key.Key_Return)
    people = editor(page, "people")
    assert people.value.id == page.people.map.current
    assert people.form.field("name").hasFocus()


def test_that_the_list_says_the_same_as_the_map(page: ChildPage) -> None:
    page.go_to_part("people")
    model = editor(page, "people").table.model()
    rows = [
        [model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())
    ]
    assert ["Danielle Marlowe", "mum", "family"] in rows
    assert ["Joanna Pell", "foster mum", "at home"] in rows
    assert ["Kez", "child", ""] in rows
    drawn = {person.name for person in page.people.map.people}
    assert drawn == {name for name, _, place in rows if place}


def test_that_the_overview_draws_who_is_close_and_lists_the_rest(page: ChildPage) -> None:
    picture = page.overview.findChild(PeopleMap)
    assert picture is not None
    close = {person.name for person in picture.people}
    assert {"Danielle Marlowe", "Joanna Pell"} <= close
    assert "Anwar Siddiqi" in texts(page.overview.people)
    assert not close & set(texts(page.overview.people))


def test_that_a_map_without_anybody_is_not_shown(qtbot: QtBot) -> None:
    child = sample_child(people=())
    page = shown(memory_program(Opened(child=child)), child, qtbot)
    page.go_to_part("people")
    assert not page.people.map.isVisible()
    assert "No people yet." in texts(page.people)


def test_that_the_plan_and_plan_b_are_chosen_by_key(page: ChildPage, qtbot: QtBot) -> None:
    page.go_to_part("plan")
    plan_b = editor(page, "plans").form.field("plan_b")
    assert isinstance(plan_b, QComboBox)
    plan_b.setFocus()
    qtbot.keyClicks(plan_b, "Special")
    plan = page.session.opened.child.plan
    assert plan is not None
    assert plan.plan_b == "special_guardianship"


def test_that_a_change_from_elsewhere_shows_without_losing_the_choice(page: ChildPage) -> None:
    page.go_to_part("people")
    people = editor(page, "people")
    people.choose_row(2)
    person = people.value
    page.session.apply(Put(item=msgspec.structs.replace(person, name="Jo Pell")), "elsewhere")
    assert people.value.name == "Jo Pell"
    name = people.form.field("name")
    assert isinstance(name, QLineEdit)
    assert name.text() == "Jo Pell"


def test_that_a_recommendations_status_is_dated_and_kept_once_a_day(
    page: ChildPage, qtbot: QtBot
) -> None:
    page.go_to_part("promises")
    how = page.promises.status.field("status")
    assert isinstance(how, QComboBox)
    how.setFocus()
    qtbot.keyClicks(how, "Done")
    evidence = page.promises.status.field("evidence")
    qtbot.keyClicks(evidence, "seen")
    promise = next(p for p in page.session.opened.child.ledger if p.number == 2)
    assert [s.status for s in promise.statuses] == [PromiseStatus.NOT_DONE, PromiseStatus.DONE]
    assert (promise.statuses[-1].on, promise.statuses[-1].evidence) == (TODAY, "seen")


def test_that_reviews_are_opened_written_up_and_exported(
    page: ChildPage, program: Program, qtbot: QtBot
) -> None:
    page.go_to_part("reviews")
    for button in (page.reviews.open, page.reviews.write_up, page.reviews.export):
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Space)
    kinds = [place.kind for place in places_of(program)]
    assert kinds == [PlaceKind.WRITE_UP, PlaceKind.WRITE_UP, PlaceKind.EXPORT]
    assert {place.review_id for place in places_of(program)} == {PREVIOUS_REVIEW_ID}


def test_that_a_review_is_started_with_seven_answers_by_keyboard(
    page: ChildPage, program: Program, qtbot: QtBot
) -> None:
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    start = page.start
    assert start._types[start.type.currentIndex()] is ReviewType.SUBSEQUENT
    assert start.number.text() == "5"
    assert start.place.text() == "the kitchen"
    said = "By law by Wednesday 2 December 2026. Counted as 6 months after the last review"
    assert start.limit.text().startswith(said)
    assert QApplication.focusWidget() is start.on.edit
    for words in ("1/12/2026", "4.15 pm"):
        qtbot.keyClicks(QApplication.focusWidget(), words)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    place = QApplication.focusWidget()
    assert isinstance(place, QLineEdit)
    place.selectAll()
    qtbot.keyClicks(place, "the conservatory")
    qtbot.keyClick(place, Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "Kez")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "By video")
    qtbot.keyClick(start.place, Qt.Key.Key_Return)
    went = places_of(program)[-1]
    assert (went.kind, went.child_id) == (PlaceKind.PREPARE, CHILD_ID)
    head = memory_store(program).reviews[went.review_id or ""].head
    (meeting,) = head.meetings
    assert (head.number, head.type) == (5, ReviewType.SUBSEQUENT)
    assert (meeting.on, meeting.start) == (date(2026, 12, 1), time(16, 15))
    assert (meeting.place, meeting.mode) == ("the conservatory", MeetingMode.VIDEO)
    assert (head.place_chosen_by, head.chair) == ("Kez", "Morag Bell")


def test_that_a_late_day_is_said_and_never_blocked(
    page: ChildPage, program: Program, qtbot: QtBot
) -> None:
    page.start_review()
    page.start.on.edit.selectAll()
    qtbot.keyClicks(page.start.on.edit, "9/12/2026")
    assert "7 days later" in page.start.limit.text()
    qtbot.keyClick(page.start.on.edit, Qt.Key.Key_Return)
    assert places_of(program)[-1].kind is PlaceKind.PREPARE


def test_that_an_unfinished_review_is_mentioned(qtbot: QtBot) -> None:
    program = memory_program(Opened(child=sample_child(), review=sample_review()))
    page = shown(program, sample_child(), qtbot)
    page.start_review()
    assert page.start.note.text().startswith("The fifth review is not completed yet.")


def test_that_a_date_that_cannot_be_counted_is_told_and_nothing_is_lost(qtbot: QtBot) -> None:
    child = sample_child(became_looked_after=date(1999, 1, 4), past_reviews=())
    program = memory_program(Opened(child=child))
    said = said_by(program)
    page = shown(program, child, qtbot)
    page.start_review()
    first = page.start._types.index(ReviewType.FIRST)
    page.start.type.setCurrentIndex(first)
    assert "cannot count days in the year 1999" in page.start.limit.text()
    qtbot.keyClick(page.start.place, Qt.Key.Key_Return)
    assert "1999" in said[-1].problem
    assert places_of(program) == []


@pytest.mark.parametrize(
    "child",
    [
        Child(id="b", preferred_name="Baby", born=date(2026, 12, 20), unborn=True),
        Child(id="b", preferred_name="", born=date(2009, 1, 1)),
    ],
)
def test_that_a_child_of_whom_little_is_known_can_be_shown(child: Child, qtbot: QtBot) -> None:
    page = shown(memory_program(Opened(child=child)), child, qtbot)
    for part in ("overview", "facts", "people", "homes", "plan", "reviews", "promises"):
        page.go_to_part(part)
    assert page.who
    assert unnamed(page) == []


def test_that_nothing_of_a_child_is_left_after_forgetting(page: ChildPage) -> None:
    page.go_to_part("people")
    page.close_session()
    QApplication.processEvents()
    shown_texts = [label.text() for label in page.findChildren(QLabel)]
    shown_texts += [edit.text() for edit in page.findChildren(QLineEdit)]
    assert not [text for text in shown_texts if "Kez" in text or "Danielle" in text]
    assert page.who == ""


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (date(2026, 1, 2), "1 day"),
        (date(2026, 1, 31), "30 days"),
        (date(2026, 2, 1), "1 month"),
        (date(2028, 4, 1), "2 years 3 months"),
        (date(2025, 12, 1), "0 days"),
        (None, "10 months"),
    ],
)
def test_that_time_spent_somewhere_is_said_in_words(end: date | None, words: str) -> None:
    assert lasted(date(2026, 1, 1), end, TODAY) == words


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (date(2026, 1, 31), "1 Jan to 31 Jan 2026"),
        (date(2028, 4, 1), "1 Jan 2026 to 1 Apr 2028"),
        (None, "since 1 Jan 2026"),
    ],
)
def test_that_a_year_is_said_once_where_both_days_are_in_it(end: date | None, words: str) -> None:
    assert span(date(2026, 1, 1), end) == words


def test_that_a_child_is_taken_off_the_caseload_only_when_asked_twice(qtbot: QtBot) -> None:
    child = sample_child(disputes=())
    program = memory_program(Opened(child=child, review=sample_review()))
    asked: list[None] = []
    program.keeper.backup_asked.connect(lambda: asked.append(None))
    page = shown(program, child, qtbot)
    page.go_to_part("facts")
    for name in ("leave_caseload", "stay_on_caseload", "leave_caseload", "leave_now"):
        button = page.findChild(QAbstractButton, name)
        assert button is not None
        assert memory_store(program).children.keys() == {child.id}
        assert button.isVisible()
        button.click()
    assert (memory_store(program).children, memory_store(program).reviews) == ({}, {})
    assert places_of(program)[0].kind is PlaceKind.CASELOAD
    assert asked


def test_that_an_open_complaint_keeps_a_child_on_the_caseload(qtbot: QtBot) -> None:
    hold = Hold(id="h1", kind=HoldKind.COMPLAINT, since=TODAY)
    child = sample_child(holds=(hold,))
    page = shown(memory_program(Opened(child=child)), child, qtbot)
    page.go_to_part("facts")
    ask = page.findChild(QAbstractButton, "leave_caseload")
    assert ask is not None
    assert not ask.isEnabled()
    assert f"Everything is kept because of {hold.kind.label}" in " ".join(texts(page))


def test_that_the_overview_says_that_legal_status_and_day_of_care_are_missing(
    qtbot: QtBot,
) -> None:
    child = sample_child(became_looked_after=None, legal_statuses=(), plans=())
    page = shown(memory_program(Opened(child=child)), child, qtbot)
    said = texts(page.overview.who)
    assert {"Came into care", "Legal status"} <= set(said)
    assert said.count("not recorded") == 2
