"""From the empty caseload to a prepared review: the case file, a new review, Prepare."""

from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from desktop.demo.hands import StuckError
from desktop.demo.part import Part
from desktop.demo.words import capital, typed_day
from export.documents import PAPERS
from ui.child.part_names import PARTS as CHILD_PARTS
from ui.kit import slug
from ui.prepare.page import PARTS

_LOOKED_AT = ("people", "homes", "plan", "clocks", "promises", "disputes", "between")
"""Parts of the child's page of which pictures are taken."""

_YES_NO = {None: "Not known", True: "Yes", False: "No"}


def start(part: Part) -> None:
    """Take the child and the earlier reviews from the case file, and start the last one anew."""
    hands = part.hands
    part.heard.furniture.program.messages.next_paths.append([part.source])
    hands.push("import_a_case_file", QAbstractButton)
    hands.tick(f"take_review_{part.review.head.number}", wanted=False)
    hands.picture("05-case-file")
    hands.click("add_case", QAbstractButton)
    hands.find(QWidget, "child_page")
    hands.picture("06-child")
    for name in _LOOKED_AT:
        hands.choose_line("parts", CHILD_PARTS.index(name))
        hands.picture(f"06-child-{name}")
    hands.choose_line("parts", 0)
    hands.press("Ctrl+N")
    _fill_start(part)
    hands.picture("07-start-a-review")
    hands.push("start_this_review", QAbstractButton)


def _fill_start(part: Part) -> None:
    hands, head = part.hands, part.review.head
    meeting = head.meetings[0]
    hands.find(QComboBox, "review_type")
    hands.choose("review_type", capital(head.type.label))
    hands.fill("which_review_is_it", str(head.number), QLineEdit)
    hands.fill("review_on", f"{meeting.on:%d/%m/%Y}", QLineEdit)
    if meeting.start is not None:
        hands.fill("review_at", f"{meeting.start:%H:%M}", QLineEdit)
    hands.fill("review_place", meeting.place, QLineEdit)
    hands.fill("review_place_chosen_by", head.place_chosen_by, QLineEdit)
    hands.choose("review_mode", capital(meeting.mode.label))


def prepare(part: Part) -> None:
    """Fill in every part of the Prepare page as the case file has it."""
    part.hands.find(QWidget, "prepare_page")
    for at, fill in enumerate((_when, _people, _papers, _duties, _talk, _views, _order)):
        name = fill.__name__.strip("_")
        part.hands.choose_line("parts", PARTS.index(name))
        fill(part)
        part.hands.picture(f"{8 + at:02}-prepare-{name}")
    _print(part)


def _print(part: Part) -> None:
    """Make the papers that fit the child, into a folder of their own; all of them for practice."""
    hands = part.hands
    papers = part.out / "papers"
    papers.mkdir(exist_ok=True)
    hands.choose_line("parts", PARTS.index("paper"))
    for kind in PAPERS if part.case.child.practice else ():
        hands.tick(kind.id, wanted=True)
    hands.fill("paper_folder", str(papers), QLineEdit)
    hands.push("paper_make", QAbstractButton)
    hands.wait(lambda: _are_made(part), "the papers")
    hands.picture("15-prepare-paper")


def _are_made(part: Part) -> bool:
    return part.hands.find(QLabel, "paper_said").text().startswith("Done")


def _when(part: Part) -> None:
    hands, head = part.hands, part.review.head
    meeting = head.meetings[0]
    if meeting.end is not None:
        hands.fill("meeting_end", f"{meeting.end:%H:%M}", QLineEdit)
    hands.fill("review_chair", head.chair, QLineEdit)
    hands.fill("review_support", head.support, QPlainTextEdit)
    hands.fill("review_started_with", head.started_with, QLineEdit)
    hands.tick("review_confidentiality_explained", wanted=head.confidentiality_explained)


def _people(part: Part) -> None:
    hands = part.hands
    names = {person.id: person.name for person in part.case.child.people}
    taking_part = {attendance.person_id for attendance in part.review.head.attendance}
    for person_id, name in names.items():
        if person_id in taking_part:
            _add_person(part, name)
    for attendance in part.review.head.attendance:
        if not hands.choose_row("people_of_this_review_table", names[attendance.person_id]):
            raise StuckError("Somebody of this review is not among its people.")
        hands.fill("attendance_consulted", attendance.consulted, QLineEdit)
        hands.choose("attendance_attended", capital(attendance.attended.label))
        hands.fill("attendance_views", attendance.views, QPlainTextEdit)
        hands.fill("attendance_why_absent", attendance.why_absent, QPlainTextEdit)
        hands.fill("attendance_chaired", attendance.chaired, QLineEdit)
        hands.choose("attendance_copy", capital(attendance.copy.label))
        hands.fill("attendance_copy_reason", attendance.copy_reason, QLineEdit)
        hands.tick("attendance_invited", wanted=attendance.invited)


def _add_person(part: Part, name: str) -> None:
    """Add one of the child's people to the review when the page offers them."""
    button = slug(f"Add {name}")
    if part.hands.sees(QAbstractButton, button):
        part.hands.push(button, QAbstractButton)


def _papers(part: Part) -> None:
    hands = part.hands
    for paper in part.review.head.papers:
        if not hands.choose_row("papers_table", paper.name):
            hands.push("add_a_paper", QAbstractButton)
            hands.fill("paper_name", paper.name, QLineEdit)
        hands.choose("paper_status", capital(paper.status.label))
        hands.fill("paper_on", typed_day(paper.on), QLineEdit)
        hands.fill("paper_note", paper.note, QLineEdit)


def _duties(part: Part) -> None:
    hands = part.hands
    words = {duty.id: duty.what for duty in part.heard.furniture.program.law.duties}
    for duty in part.review.head.duties:
        if not hands.choose_row("duties_table", words.get(duty.id, duty.id)):
            continue  # a duty of another kind of review
        hands.choose("duty_state", capital(duty.state.label))
        hands.fill("duty_on", typed_day(duty.on), QLineEdit)
        hands.fill("duty_how", duty.how, QLineEdit)


def _talk(part: Part) -> None:
    hands, talk = part.hands, part.review.head.private_conversation
    hands.choose("private_talk_value", capital(talk.value.label))
    hands.fill("private_talk_on", typed_day(talk.on), QLineEdit)
    hands.fill("private_talk_place", talk.place, QLineEdit)
    hands.fill("private_talk_minutes", "" if talk.minutes is None else str(talk.minutes), QLineEdit)
    hands.fill("private_talk_text", talk.text, QPlainTextEdit)


def _views(part: Part) -> None:
    """Log the views that hold words of their own; words said in the room come there."""
    hands = part.hands
    for view in part.views:
        hands.push("add_a_view", QAbstractButton)
        if view.words is not None:
            hands.fill("view_words", view.words.text, QPlainTextEdit)
        hands.fill("view_on", typed_day(view.on), QLineEdit)
        hands.choose("view_method", capital(view.method.label))
        hands.fill("view_with_whom", view.with_whom, QLineEdit)
        hands.choose("view_alone", _YES_NO[view.alone])
        hands.fill("view_helper", view.helper, QLineEdit)
        hands.fill("view_in_english", view.in_english, QPlainTextEdit)
        hands.fill("view_place", view.place, QLineEdit)
        hands.fill("view_about", view.about, QLineEdit)
        hands.choose("view_checked_back", _YES_NO[view.checked_back])
        hands.fill("view_description", view.description, QPlainTextEdit)
        hands.fill("view_may_mean", view.may_mean, QPlainTextEdit)
        hands.fill("view_could_also_mean", view.could_also_mean, QPlainTextEdit)


def _order(part: Part) -> None:
    part.hands.fill("order_order_chosen_by", part.review.head.order_chosen_by, QLineEdit)
