"""Preparing a review: every fact of a full case can be typed in, by keyboard, and is kept."""

from datetime import date, time

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from models.child import Person, View
from models.duty_days import duty_records
from models.edits import Opened, Put
from models.review import Adjournment, DutyRecord, PrivateConversation, ReviewHead
from models.terms import (
    Attended,
    CopyKind,
    DutyState,
    MeetingMode,
    PaperStatus,
    PrivateTalk,
    PromiseStatus,
    ReviewType,
    ViewMethod,
)
from models.text import Quote
from tests.support.memory_program import memory_program, memory_store, places_of, session_of
from tests.support.sample import (
    CHILD_ID,
    DAD,
    KEZ,
    MANAGER,
    MUM,
    REVIEW_ID,
    TODAY,
    sample_child,
    sample_opened,
    sample_review,
)
from tests.support.walk import tab_order, unnamed
from ui.fields.bound_form import BoundForm
from ui.fields.editors import SessionText
from ui.places import PlaceKind
from ui.prepare.duties_part import DutiesPart
from ui.prepare.order_part import OrderPart
from ui.prepare.page import PARTS, PreparePage
from ui.prepare.papers_part import PapersPart
from ui.prepare.people_part import PeoplePart
from ui.prepare.talk_part import TalkPart, with_duty
from ui.prepare.views_part import ViewsPart
from ui.prepare.when_part import WhenPart


def shown(opened: Opened, qtbot: QtBot) -> PreparePage:
    program = memory_program(opened)
    made = PreparePage(program)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    made.open(session_of(program, opened))
    made.entered()
    QApplication.processEvents()
    return made


@pytest.fixture
def page(qtbot: QtBot) -> PreparePage:
    return shown(sample_opened(), qtbot)


def part(page: PreparePage, name: str) -> QWidget:
    made = page.part(name)
    QApplication.processEvents()
    return made


def head(page: PreparePage) -> ReviewHead:
    return page.session.opened.the_review.head


def retype(qtbot: QtBot, form: BoundForm, field: str, words: str) -> None:
    widget = form.field(field)
    edit = widget.focusProxy() or widget
    edit.setFocus()
    if isinstance(edit, QLineEdit):
        edit.selectAll()
    if isinstance(edit, SessionText):
        edit.selectAll()
    if isinstance(edit, QComboBox):
        pick(qtbot, edit, words)
    else:
        qtbot.keyClicks(edit, words)


def pick(qtbot: QtBot, combo: QComboBox, words: str) -> None:
    qtbot.keyClick(combo, Qt.Key.Key_Home)
    for _ in range(combo.count()):
        if combo.currentText().startswith(words):
            return
        qtbot.keyClick(combo, Qt.Key.Key_Down)
    raise AssertionError(f"no such choice: {words}")


def test_that_every_part_names_every_widget(page: PreparePage) -> None:
    for name in PARTS:
        part(page, name)
        assert unnamed(page) == [], name


def test_that_building_a_part_opens_no_window(page: PreparePage) -> None:
    before = len(QGuiApplication.topLevelWindows())
    for name in PARTS:
        part(page, name)
    assert len(QGuiApplication.topLevelWindows()) <= before
    assert page.isActiveWindow()


def test_that_the_frame_says_whose_review_it_is_and_by_when(page: PreparePage) -> None:
    assert (page.who, page.where) == ("Kez", "fifth review · prepare")
    assert page.footer.startswith("Review must be held by Wednesday 2 December 2026")
    assert page.footer.endswith("in time")


def test_that_the_main_action_goes_to_the_meeting(page: PreparePage) -> None:
    assert page.main_action is not None
    page.main_action.trigger()
    went = places_of(page._program)[-1]
    assert (went.kind, went.review_id) == (PlaceKind.MEETING, REVIEW_ID)


def test_that_meeting_place_time_and_mode_are_typed_in(page: PreparePage, qtbot: QtBot) -> None:
    when = part(page, "when")
    assert isinstance(when, WhenPart)
    form = when.meetings.form
    retype(qtbot, form, "place", "Fran's kitchen")
    retype(qtbot, form, "start", "4.15 pm")
    retype(qtbot, form, "end", "17:25")
    retype(qtbot, form, "mode", "By video")
    (meeting,) = head(page).meetings
    assert (meeting.place, meeting.mode) == ("Fran's kitchen", MeetingMode.VIDEO)
    assert (meeting.start, meeting.end) == (time(16, 15), time(17, 25))


def test_that_the_review_date_follows_its_first_meeting(page: PreparePage, qtbot: QtBot) -> None:
    when = part(page, "when")
    assert isinstance(when, WhenPart)
    retype(qtbot, when.meetings.form, "on", "10/12/2026")
    assert head(page).review_date == head(page).meetings[0].on == date(2026, 12, 10)
    assert "8 days later" in when.limit.text()
    assert when.law.field("late_reason").isVisible()


def test_that_who_chose_and_who_chairs_are_typed_in(page: PreparePage, qtbot: QtBot) -> None:
    when = part(page, "when")
    assert isinstance(when, WhenPart)
    retype(qtbot, when.place, "place_chosen_by", "Posy: 'not school becose then'")
    retype(qtbot, when.place, "chair", "Posy for the first half with a bell")
    retype(qtbot, when.place, "support", "blue sponge")
    retype(qtbot, when.place, "started_with", "swimming")
    box = when.place.field("confidentiality_explained")
    qtbot.keyClick(box, Qt.Key.Key_Space)
    retype(qtbot, when.law, "type", "Review in a secure")
    now = head(page)
    assert now.place_chosen_by == "Posy: 'not school becose then'"
    assert (now.chair, now.support) == ("Posy for the first half with a bell", "blue sponge")
    assert (now.started_with, now.confidentiality_explained) == ("swimming", False)
    assert now.type is ReviewType.SECURE


def test_that_another_meeting_of_a_series_can_be_added(page: PreparePage, qtbot: QtBot) -> None:
    when = part(page, "when")
    assert isinstance(when, WhenPart)
    qtbot.keyClick(when.meetings._add, Qt.Key.Key_Space)
    assert len(head(page).meetings) == 2
    assert head(page).meetings[1].place == head(page).meetings[0].place
    assert head(page).review_date == TODAY


def test_that_everything_about_a_persons_part_is_typed_in(page: PreparePage, qtbot: QtBot) -> None:
    people = part(page, "people")
    assert isinstance(people, PeoplePart)
    people.editor.choose(MUM)
    form = people.editor.form
    retype(qtbot, form, "consulted", "met 2026-12-04")
    retype(qtbot, form, "attended", "Was not there")
    retype(qtbot, form, "views", "I go blank when people are writing.")
    retype(qtbot, form, "why_absent", "asked to see me on her own")
    retype(qtbot, form, "chaired", "no")
    retype(qtbot, form, "copy", "Part of")
    retype(qtbot, form, "copy_reason", "c2 waits")
    qtbot.keyClick(form.field("invited"), Qt.Key.Key_Space)
    mum = next(a for a in head(page).attendance if a.person_id == MUM)
    assert (mum.consulted, mum.attended) == ("met 2026-12-04", Attended.DID_NOT_ATTEND)
    assert mum.views == "I go blank when people are writing."
    assert (mum.why_absent, mum.chaired) == ("asked to see me on her own", "no")
    assert (mum.copy, mum.copy_reason, mum.invited) == (CopyKind.PART, "c2 waits", False)


def test_that_another_person_of_the_childs_joins_with_one_key(
    page: PreparePage, qtbot: QtBot
) -> None:
    people = part(page, "people")
    assert isinstance(people, PeoplePart)
    button = people.findChild(QWidget, "add_peter_osei")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert head(page).attendance[-1].person_id == MANAGER
    assert people.editor.value.person_id == MANAGER
    assert people.findChild(QWidget, "add_peter_osei") is None


def test_that_somebody_new_joins_child_and_review(page: PreparePage, qtbot: QtBot) -> None:
    people = part(page, "people")
    assert isinstance(people, PeoplePart)
    people.new.setFocus()
    qtbot.keyClick(people.new, Qt.Key.Key_Space)
    qtbot.keyClicks(QApplication.focusWidget(), "Nan")
    child = page.session.opened.child
    assert child.people[-1].name == "Nan"
    assert head(page).attendance[-1].person_id == child.people[-1].id


def test_that_tab_goes_through_a_part_in_reading_order(page: PreparePage) -> None:
    stops = tab_order(part(page, "people"))
    wanted = [
        "People of this review", "Name", "Who they are to the child", "Role in the record",
        "How and when they were asked", "Invited", "At the meeting", "Chaired",
        "What they said, in their words", "If they were not there, why",
        "Which copy they get", "Why that copy", "Leave them out of this review",
        "Add somebody new",
    ]  # fmt: skip
    assert [stop for stop in stops if stop in wanted] == wanted
    stops = tab_order(part(page, "views"))
    assert stops[:4] == ["Views", "Add a view", "In their exact words", "Day"]


def with_attendance(**changes: object) -> Opened:
    """Return the sample with ``changes`` made to how everyone takes part."""
    opened = sample_opened()
    attendance = tuple(
        msgspec.structs.replace(a, **changes) for a in opened.the_review.head.attendance
    )
    return Opened(child=opened.child, review=sample_review(attendance=attendance))


def test_that_one_key_says_that_all_who_were_invited_came(qtbot: QtBot) -> None:
    page = shown(with_attendance(attended=Attended.NOT_YET), qtbot)
    people = part(page, "people")
    assert isinstance(people, PeoplePart)
    people.came.setFocus()
    qtbot.keyClick(people.came, Qt.Key.Key_Space)
    for one in head(page).attendance:
        assert one.attended is (Attended.ATTENDED if one.invited else Attended.NOT_YET)
    assert not people.came.isVisible()
    assert people.editor.table.hasFocus()
    page.session.undo()
    assert {a.attended for a in head(page).attendance} == {Attended.NOT_YET}


def test_that_one_key_gives_everyone_the_suggested_copy_and_leaves_what_was_decided(
    qtbot: QtBot,
) -> None:
    opened = with_attendance(copy=CopyKind.UNDECIDED)
    changed = {
        MUM: {"usual_copy": CopyKind.UNDECIDED, "may_know_address": False},
        DAD: {"usual_copy": CopyKind.UNDECIDED},
    }
    people = tuple(msgspec.structs.replace(p, **changed.get(p.id, {})) for p in opened.child.people)
    child = msgspec.structs.replace(opened.child, people=people)
    page = shown(msgspec.structs.replace(opened, child=child), qtbot)
    part_ = part(page, "people")
    assert isinstance(part_, PeoplePart)
    qtbot.keyClick(part_.copies, Qt.Key.Key_Space)
    copies = {a.person_id: a.copy for a in head(page).attendance}
    assert copies[MUM] is CopyKind.ADDRESS_WITHHELD
    assert copies[DAD] is CopyKind.UNDECIDED
    assert copies[KEZ] is CopyKind.LETTER
    part_.editor.choose(DAD)
    assert part_.suggested.text().startswith("No copy is suggested. Say first")
    assert not part_.take.isVisible()


def test_that_the_suggested_copy_stands_with_its_reason_and_is_taken_by_key(
    page: PreparePage, qtbot: QtBot
) -> None:
    people = part(page, "people")
    assert isinstance(people, PeoplePart)
    mum = next(p for p in page.session.opened.child.people if p.id == MUM)
    kept = msgspec.structs.replace(mum, may_know_address=False, usual_copy=CopyKind.UNDECIDED)
    page.session.apply(Put(item=kept), "elsewhere")
    people.editor.choose(MUM)
    assert people.suggested.text() == (
        "Suggested: record without the address. They may not know where Kez lives."
    )
    people.take.setFocus()
    qtbot.keyClick(people.take, Qt.Key.Key_Space)
    taken = next(a for a in head(page).attendance if a.person_id == MUM)
    assert (taken.copy, taken.copy_reason) == (CopyKind.ADDRESS_WITHHELD, "")
    assert not people.take.isVisible()


def test_that_a_key_goes_to_the_same_field_of_the_next_person(
    page: PreparePage, qtbot: QtBot
) -> None:
    people = part(page, "people")
    assert isinstance(people, PeoplePart)
    people.editor.choose(KEZ)
    field = people.editor.form.field("consulted")
    field.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(field, Qt.Key.Key_PageDown, control)
    assert (people.editor.value.person_id, field.hasFocus()) == (MUM, True)
    qtbot.keyClicks(field, "rang")
    assert next(a for a in head(page).attendance if a.person_id == MUM).consulted == "rang"
    qtbot.keyClick(field, Qt.Key.Key_PageUp, control)
    qtbot.keyClick(field, Qt.Key.Key_PageUp, control)
    assert people.editor.value.person_id == KEZ


def test_that_whoever_must_be_asked_and_was_not_is_said_in_words(qtbot: QtBot) -> None:
    unheard = with_attendance(consulted="", views="", attended=Attended.NOT_YET)
    page = shown(unheard, qtbot)
    people = part(page, "people")
    assert isinstance(people, PeoplePart)
    assert people.unasked.text() == (
        "Not asked yet, and must be: Danielle Marlowe (has parental responsibility), "
        "Colin Marlowe (has parental responsibility)."
    )
    people.editor.choose(MUM)
    assert "Must be asked: has parental responsibility." in people.known.text()
    row = people.editor.table.currentIndex()
    assert row.siblingAtColumn(1).data() == "must be asked"
    retype(qtbot, people.editor.form, "consulted", "rang")
    assert "Danielle" not in people.unasked.text()
    people.editor.choose(DAD)
    retype(qtbot, people.editor.form, "consulted", "wrote")
    assert not people.unasked.isVisible()


def test_that_somebody_added_starts_with_the_copy_the_rules_give(
    page: PreparePage, qtbot: QtBot
) -> None:
    people = part(page, "people")
    assert isinstance(people, PeoplePart)
    nurse = Person(id="nurse", name="Lina", relationship="school nurse")
    page.session.apply(Put(item=nurse), "elsewhere")
    button = people.findChild(QWidget, "add_lina")
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert head(page).attendance[-1].copy is CopyKind.DECISIONS_ONLY


def test_that_leaving_somebody_out_keeps_them_with_the_child(
    page: PreparePage, qtbot: QtBot
) -> None:
    people = part(page, "people")
    assert isinstance(people, PeoplePart)
    people.editor.choose(MUM)
    people.editor._drop.setFocus()
    qtbot.keyClick(people.editor._drop, Qt.Key.Key_Space)
    assert MUM not in {a.person_id for a in head(page).attendance}
    assert MUM in {p.id for p in page.session.opened.child.people}


def test_that_a_paper_received_gets_todays_date(page: PreparePage, qtbot: QtBot) -> None:
    papers = part(page, "papers")
    assert isinstance(papers, PapersPart)
    papers.editor.choose("paper.health")
    retype(qtbot, papers.editor.form, "status", "Received")
    paper = head(page).papers[2]
    assert (paper.status, paper.on) == (PaperStatus.RECEIVED, TODAY)
    retype(qtbot, papers.editor.form, "on", "2/11/2026")
    assert head(page).papers[2].on == date(2026, 11, 2)


def test_that_every_duty_of_the_law_pack_can_be_answered(page: PreparePage, qtbot: QtBot) -> None:
    duties = part(page, "duties")
    assert isinstance(duties, DutiesPart)
    law = page._program.law
    ids = {record.id for record in duty_records(head(page), page._program.law)}
    assert ids == {duty.id for duty in law.duties_for(ReviewType.SUBSEQUENT)}
    duties.editor.choose("good_practice")
    retype(qtbot, duties.editor.form, "state", "Done")
    retype(qtbot, duties.editor.form, "how", "to Dee's manager")
    record = next(r for r in head(page).duties if r.id == "good_practice")
    assert (record.state, record.on, record.how) == (DutyState.DONE, TODAY, "to Dee's manager")


def test_that_a_duty_says_by_when_and_where_it_comes_from(page: PreparePage) -> None:
    duties = part(page, "duties")
    assert isinstance(duties, DutiesPart)
    duties.editor.choose("talked_with_social_worker")
    assert "By Tuesday 3 November 2026: 15 working days before" in duties.about.text()
    assert "IRO Handbook" in duties.about.text()


def test_that_the_private_talk_is_typed_in_and_ticks_its_duty(qtbot: QtBot) -> None:
    opened = Opened(
        child=sample_child(),
        review=sample_review(private_conversation=PrivateConversation(), duties=()),
    )
    page = shown(opened, qtbot)
    talk = part(page, "talk")
    assert isinstance(talk, TalkPart)
    retype(qtbot, talk.form, "value", "Yes, alone")
    retype(qtbot, talk.form, "on", "3/12/2026")
    retype(qtbot, talk.form, "place", "the den under the stairs")
    retype(qtbot, talk.form, "minutes", "35")
    retype(qtbot, talk.text, "text", "everything except one thing")
    said = head(page).private_conversation
    assert (said.value, said.on, said.minutes) == (PrivateTalk.YES_ALONE, date(2026, 12, 3), 35)
    assert (said.place, said.text) == ("the den under the stairs", "everything except one thing")
    (duty,) = head(page).duties
    assert (duty.state, duty.on) == (DutyState.DONE, date(2026, 12, 3))


def test_that_a_duty_answered_otherwise_is_left_alone() -> None:
    record = DutyRecord(id="private_conversation", state=DutyState.NOT_RELEVANT)
    review = sample_review(duties=(record,))
    assert with_duty(review.head) is review.head


def test_that_a_view_is_written_down_letter_for_letter(page: PreparePage, qtbot: QtBot) -> None:
    views = part(page, "views")
    assert isinstance(views, ViewsPart)
    qtbot.keyClick(views.editor._add, Qt.Key.Key_Space)
    words = "I dont like it wen peeple talk abowt me"
    views.words.edit.setFocus()
    qtbot.keyClicks(views.words.edit, words)
    retype(qtbot, views.editor.form, "method", "A letter")
    retype(qtbot, views.editor.form, "on", "1/12/2026")
    retype(qtbot, views.editor.form, "alone", "Yes")
    retype(qtbot, views.editor.form, "about", "the kitchen")
    retype(qtbot, views.editor.form, "checked_back", "Yes")
    view = page.session.opened.child.views[-1]
    assert view.words is not None
    assert view.words.text == words
    assert (view.words.source, view.words.said_on) == ("a letter or form", date(2026, 12, 1))
    assert (view.method, view.review_id) == (ViewMethod.LETTER_OR_FORM, REVIEW_ID)
    assert (view.alone, view.about, view.checked_back) == (True, "the kitchen", True)
    assert view.words.id in page.session.quotes


def test_that_typing_the_childs_words_is_undone_in_one_step(
    page: PreparePage, qtbot: QtBot
) -> None:
    views = part(page, "views")
    assert isinstance(views, ViewsPart)
    views.editor.choose("v000000000000002")
    views.words.edit.setFocus()
    qtbot.keyClicks(views.words.edit, "xyz")
    page.session.undo()
    assert views.words.edit.words() == "Mum's Saturdays are good when she isn't tired."


def test_that_words_are_locked_once_the_write_up_was_opened(qtbot: QtBot) -> None:
    opened = sample_opened()
    review = sample_review(write_up_opened=page_opened())
    page = shown(Opened(child=opened.child, review=review), qtbot)
    views = part(page, "views")
    assert isinstance(views, ViewsPart)
    views.editor.choose("v000000000000002")
    assert not views.words.edit.isVisible()
    assert "with a reason" in views.words.help.text()
    views.editor.choose("v000000000000003")
    assert not views.correct.isVisible()


def test_that_words_of_the_log_are_corrected_with_a_reason_and_never_just_taken_out(
    qtbot: QtBot,
) -> None:
    opened = sample_opened()
    said = Quote(id="q-log", text="its to loud")
    entry = View(
        id="v-log", on=TODAY, method=ViewMethod.TEXT_MESSAGE, words=said, review_id=REVIEW_ID
    )
    child = msgspec.structs.replace(opened.child, views=(*opened.child.views, entry))
    review = sample_review(write_up_opened=page_opened())
    page = shown(Opened(child=child, review=review), qtbot)
    views = part(page, "views")
    assert isinstance(views, ViewsPart)
    views.editor.choose("v-log")
    assert "can be corrected" in views.editor.stays.text()
    views.correct.setFocus()
    QTest.keyClick(views.correct, Qt.Key.Key_Space)
    card = views.correction
    assert card.words.hasFocus()
    QTest.keyClick(card.words, Qt.Key.Key_End)
    QTest.keyClicks(card.words, " there")
    card.reason.setFocus()
    QTest.keyClick(card.reason, Qt.Key.Key_Return)
    assert page.session.quotes["q-log"] == said
    QTest.keyClicks(card.reason, "misread")
    QTest.keyClick(card.reason, Qt.Key.Key_Return)
    kept = page.session.quotes["q-log"]
    assert (kept.text, [c.before for c in kept.changes]) == ("its to loud there", ["its to loud"])
    assert views.correct.hasFocus()
    assert views.words.locked.isVisible()
    views.correct.click()
    page.forget()
    assert card.words.toPlainText() == ""


def page_opened() -> object:
    from datetime import UTC, datetime

    return datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def test_that_a_view_quoted_in_the_notes_stays(page: PreparePage) -> None:
    views = part(page, "views")
    assert isinstance(views, ViewsPart)
    views.editor.choose("v000000000000002")
    assert "quoted" in views.editor.stays.text()
    views.editor.choose("v000000000000003")
    assert "another review" in views.editor.stays.text()


def test_that_the_order_is_changed_with_keys_and_keeps_every_section(
    page: PreparePage, qtbot: QtBot
) -> None:
    order = part(page, "order")
    assert isinstance(order, OrderPart)
    before = order.order(page.session.opened)
    order.table.selectRow(2)
    order.table.setFocus()
    qtbot.keyClick(order.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(order.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(order.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    after = head(page).agenda_order
    assert after[0] == before[2]
    assert sorted(after) == sorted(before)
    retype(qtbot, order.form, "order_chosen_by", "Kez, on pink paper")
    assert head(page).order_chosen_by == "Kez, on pink paper"


def test_that_sections_left_out_say_why(page: PreparePage) -> None:
    order = part(page, "order")
    assert isinstance(order, OrderPart)
    assert "Not on this agenda" in order.left_out.text()


def test_that_a_status_of_last_time_belongs_to_this_review(page: PreparePage, qtbot: QtBot) -> None:
    last_time = part(page, "last_time")
    combo = last_time.findChild(QComboBox, "status_status")
    combo.setFocus()
    pick(qtbot, combo, "Part done")
    promise = next(p for p in page.session.opened.child.ledger if p.number == 2)
    assert promise.statuses[-1].status is PromiseStatus.PART_DONE
    assert promise.statuses[-1].review_id == REVIEW_ID
    assert len(promise.statuses) == 2


def test_that_what_is_typed_is_saved(page: PreparePage, qtbot: QtBot) -> None:
    when = part(page, "when")
    assert isinstance(when, WhenPart)
    retype(qtbot, when.place, "chair", "Kez")
    page.left()
    assert memory_store(page._program).reviews[REVIEW_ID].head.chair == "Kez"


def test_that_counts_beside_the_parts_follow(page: PreparePage) -> None:
    names = page.parts._names.stringList()
    assert names[PARTS.index("papers")] == "Papers · 2 of 3"
    paper = head(page).papers[2]
    received = msgspec.structs.replace(paper, status=PaperStatus.RECEIVED)
    page.session.apply(Put(item=received), "elsewhere")
    assert page.parts._names.stringList()[PARTS.index("papers")] == "Papers · 3 of 3"


def test_that_the_narrow_page_keeps_every_part(page: PreparePage, qtbot: QtBot) -> None:
    page.resize(683, 650)
    QApplication.processEvents()
    assert not page.parts.list.isVisible()
    assert page.parts.combo.isVisible()
    page.parts.combo.setFocus()
    qtbot.keyClick(page.parts.combo, Qt.Key.Key_Down)
    assert page.parts.current == 1
    for name in PARTS:
        part(page, name)
        assert unnamed(page) == [], name
        width = page.parts.stack.currentWidget().widget().minimumSizeHint().width()
        assert width <= page.parts.stack.width(), name


def test_that_nothing_of_a_child_is_left_after_forgetting(page: PreparePage) -> None:
    for name in PARTS:
        part(page, name)
    page.close_session()
    QApplication.processEvents()
    left = [label.text() for label in page.findChildren(QLabel)]
    left += [edit.text() for edit in page.findChildren(QLineEdit)]
    left += [edit.words() for edit in page.findChildren(SessionText)]
    assert not [text for text in left if "Kez" in text or "pond" in text or "Danielle" in text]


def test_that_going_back_goes_to_the_child(page: PreparePage) -> None:
    page.header_actions[0].trigger()
    went = places_of(page._program)[-1]
    assert (went.kind, went.child_id, went.review_id) == (PlaceKind.CHILD, CHILD_ID, None)
    assert KEZ in {p.id for p in page.session.opened.child.people}


def test_that_words_of_an_earlier_review_are_not_drawn_as_an_empty_quotation(qtbot: QtBot) -> None:
    opened = sample_opened()
    view = View(
        id="far", on=TODAY, method=ViewMethod.PRIVATE_TALK, review_id="other", quote_id="elsewhere"
    )
    child = msgspec.structs.replace(opened.child, views=(view,))
    page = shown(msgspec.structs.replace(opened, child=child), qtbot)
    views = part(page, "views")
    assert isinstance(views, ViewsPart)
    assert "earlier review" in views.words.help.text()
    assert not views.words.locked.isVisible()


# -- duties of every phase, papers promised, an adjournment put right


def table_words(part_: QWidget, column: int) -> list[str]:
    model = part_.editor.table.model()  # type: ignore[attr-defined] # a part with one list
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_that_duties_of_all_three_phases_stand_with_the_day_of_their_rule(qtbot: QtBot) -> None:
    done = Opened(child=sample_child(), review=sample_review(completed_on=TODAY))
    duties = part(shown(done, qtbot), "duties")
    whens, bys = table_words(duties, 0), table_words(duties, 3)
    assert list(dict.fromkeys(whens)) == ["before", "at the review", "after"]
    assert "1 Dec 2026, 5 working days left" in bys
    assert "22 Dec 2026, 20 working days left" in bys
    assert "3 Nov 2026" in bys


def test_that_a_duty_says_who_will_do_it_by_when(page: PreparePage, qtbot: QtBot) -> None:
    duties = part(page, "duties")
    assert isinstance(duties, DutiesPart)
    duties.editor.choose("parents_and_carers_views")
    retype(qtbot, duties.editor.form, "who", "Hannah")
    retype(qtbot, duties.editor.form, "by", "1/12/2026")
    record = next(r for r in head(page).duties if r.id == "parents_and_carers_views")
    assert (record.who, record.by) == ("Hannah", date(2026, 12, 1))


def test_that_a_missing_paper_is_asked_who_will_have_it_by_when(
    page: PreparePage, qtbot: QtBot
) -> None:
    papers = part(page, "papers")
    assert isinstance(papers, PapersPart)
    missing = next(p for p in head(page).papers if p.status is PaperStatus.MISSING)
    papers.editor.choose(missing.id)
    assert papers.asked.text() == "Say who will have it by when."
    retype(qtbot, papers.editor.form, "who", "Dr Osei")
    retype(qtbot, papers.editor.form, "by", "4/12/2026")
    changed = next(p for p in head(page).papers if p.id == missing.id)
    assert (changed.who, changed.by) == ("Dr Osei", date(2026, 12, 4))
    assert not papers.asked.isVisible()
    assert "Dr Osei, by 4 Dec 2026" in table_words(papers, 2)
    retype(qtbot, papers.editor.form, "status", "Received")
    assert "Dr Osei, by 4 Dec 2026" not in table_words(papers, 2)
    here = next(p for p in head(page).papers if p.status is PaperStatus.RECEIVED and not p.who)
    papers.editor.choose(here.id)
    assert not papers.editor.form.field("who").isVisible()


def test_that_papers_say_by_when_they_are_to_be_there(page: PreparePage) -> None:
    papers = part(page, "papers")
    assert isinstance(papers, PapersPart)
    assert papers.limit.text() == (
        "With you by Thursday 19 November 2026, 3 working days late. 1 of 3 not here yet."
    )


ADJOURNED = Adjournment(
    considered=True, decided_on=date(2026, 11, 10), until=date(2026, 12, 4), reasons=("health",)
)


def test_that_an_adjourned_review_says_its_day_and_what_is_still_to_be_written_down(
    qtbot: QtBot,
) -> None:
    page = shown(Opened(child=sample_child(), review=sample_review(adjournment=ADJOURNED)), qtbot)
    card = part(page, "when").adjournment  # type: ignore[attr-defined] # the part of that name
    assert page.footer.startswith("Adjourned, day 10 of 20 · ")
    assert "By law it is finished by Tuesday 8 December 2026." in card.day.text()
    assert card.missing.text() == (
        "Still to write down: what it means for the child, whose views were taken,"
        " what will be in place, which manager was told."
    )
    for name in ("impact", "views_taken", "in_place", "manager_told"):
        retype(qtbot, card.form, name, "said")
    assert not card.missing.isVisible()
    assert head(page).adjournment.manager_told == "said"
    box = card.reasons["key_person"].box
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert head(page).adjournment.reasons == ("health", "key_person")


def test_that_a_review_that_was_not_adjourned_has_no_card_for_it(page: PreparePage) -> None:
    assert not part(page, "when").adjournment.isVisible()  # type: ignore[attr-defined] # as above
    assert not page.footer.startswith("Adjourned")
