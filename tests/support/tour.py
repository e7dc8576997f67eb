"""A walk through the composed program, page by page, by its own buttons.

Each function yields the name of a place after arriving there, so that a test can look at it or
type into it before the walk goes on.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

import resources
from desktop.app import Heard
from desktop.demo.hands import Hands
from models.caseload_groups import Filter
from tests.support.sample import CHILD_ID, REVIEW_ID, TODAY
from tests.support.sent import returned_copy, sent_documents
from tests.support.small_return import sample_return
from tests.support.stores import PASSPHRASE
from ui.caseload.filters import Filters
from ui.child.part_names import PARTS
from ui.exporting.page import (
    AFTER,
    CHECK,
    CLEAR,
    COPIES,
    DOCUMENTS,
    PASTE,
    REGISTER,
    ROWS,
    ExportPage,
)
from ui.fields.row_list import RowList
from ui.meeting.page import MeetingPage
from ui.places import Place, PlaceKind
from ui.preview.view import PreviewView
from ui.shortcuts import Shortcut
from ui.write_up.page import WriteUpPage

OWN_PASSPHRASE = "Quillfeather Otterlantern Picklegranite Zebrawise"

Stops = Iterator[str]


class Tour:
    """Walks through one running program."""

    def __init__(self, heard: Heard, hands: Hands) -> None:
        self.heard = heard
        self.hands = hands
        self.is_as_sent = True
        """Whether the review is still the one that a team lead read; feedback fits no other."""

    def first_run(self) -> Stops:
        """Go through the first run to an empty caseload."""
        hands = self.hands
        hands.find(QLineEdit, "your_name")
        yield "first run: welcome"
        hands.fill("your_name", "Morag Bell", QLineEdit)
        hands.push("go_on")
        hands.find(QLabel, "offered_words")
        yield "first run: words offered"
        hands.push("other_way")
        hands.find(QLineEdit, "your_own_passphrase")
        yield "first run: own passphrase"
        hands.fill("your_own_passphrase", OWN_PASSPHRASE, QLineEdit)
        hands.fill("type_it_again", OWN_PASSPHRASE, QLineEdit)
        hands.push("go_on")
        hands.find(QWidget, "i_have_it_on_paper")
        yield "first run: recovery code"
        self._type_groups_back()
        hands.push("i_have_it_on_paper")
        hands.find(QWidget, "import_a_case_file")
        yield "first run: ready"
        hands.push("go_to_my_children")
        hands.find(QWidget, "add_a_child")
        self._settle()
        yield "caseload: empty"

    def gate(self) -> Stops:
        """Be refused, look at the way in by code, and unlock."""
        hands = self.hands
        yield "gate: unlock"
        hands.fill("passphrase", "not the one", QLineEdit)
        hands.press("Return")
        hands.wait(lambda: self._shows("does not open this store"), "to be refused")
        yield "gate: wrong passphrase"
        hands.push("use_the_recovery_code")
        hands.find(QWidget, "recovery_code")
        yield "gate: recovery code"
        hands.push("back")
        hands.fill("passphrase", PASSPHRASE, QLineEdit)
        hands.press("Return")
        hands.find(QWidget, "caseload_table")

    def caseload(self) -> Stops:
        """Look at the list, the forms beside it and the search."""
        hands = self.hands
        hands.find(QWidget, "caseload_table")
        yield "caseload: list"
        hands.push("add_a_child")
        hands.find(QWidget, "child_name")
        yield "caseload: add a child"
        hands.push("not_now")
        practice = resources.path("practice/practice_case.json")
        self.heard.furniture.program.messages.next_paths.append([practice])
        hands.push("import_a_case_file")
        hands.find(QWidget, "add_case")
        yield "caseload: case file"
        hands.push("leave_it")
        yield from self._national_return()
        hands.fill("caseload_search", "newts", QLineEdit)
        hands.find(QWidget, "found_list")
        self._settle()
        yield "caseload: found"
        hands.push("private_view")
        self._settle()
        yield "caseload: found, private"
        hands.fill("caseload_search", "", QLineEdit)
        self._settle()
        yield "caseload: private"
        hands.push("private_view")
        yield from self._filters()
        hands.push("calendar_file")
        hands.find(QWidget, "calendar_panel")
        self._settle()
        yield "caseload: calendar file"
        hands.push("not_now")

    def _filters(self) -> Stops:
        """Look at a list that one filter leaves children in, and at one without any."""
        filters = self.heard.window.findChild(Filters)
        assert filters is not None
        for kind in (Filter.DECISIONS_LATE, Filter.WEEK, Filter.ALL):
            filters.chips[kind].click()
            self._settle()
            if kind is not Filter.ALL:
                yield f"caseload: {kind.label.lower()}"

    def _national_return(self) -> Stops:
        """Read a return and look it over, without taking anybody; look at the rows of one."""
        hands = self.hands
        hands.push("import_from_the_national_return")
        hands.find(QWidget, "return_folder")
        yield "caseload: national return"
        with TemporaryDirectory() as folder:
            files = sample_return(Path(folder) / "return")
            self.heard.furniture.program.messages.next_paths.append([files])
            hands.push("return_folder")
            hands.find(QWidget, "returned_table")
        hands.push("paste_numbers")
        hands.fill("returned_numbers", "70001\n70002, 999", QPlainTextEdit)
        hands.push("tick_these")
        self._settle()
        yield "caseload: children of a return"
        hands.push("leave_return")
        hands.push("review_rows_for_the_return")
        hands.find(QWidget, "rows_from")
        self._settle()
        yield "caseload: review rows"
        hands.push("leave_review_rows")

    def child(self, child_id: str = CHILD_ID) -> Stops:
        """Look at every part of the child's page, with every list opened, and at a new review."""
        self._go(Place(kind=PlaceKind.CHILD, child_id=child_id))
        yield from self._parts("child")
        self._choose_part(PARTS.index("clocks"))
        self.hands.push("early_review_asked")
        self.hands.find(QWidget, "early_keep")
        yield "child: early review"
        self.hands.push("early_cancel")
        self.hands.push("start_a_review")
        self.hands.find(QWidget, "start_this_review")
        yield "child: start a review"
        self.hands.push("not_now")

    def prepare(self, child_id: str = CHILD_ID, review_id: str = REVIEW_ID) -> Stops:
        """Look at every part of preparing, with every list opened."""
        self._go(Place(kind=PlaceKind.PREPARE, child_id=child_id, review_id=review_id))
        yield from self._parts("prepare")

    def meeting(self, child_id: str = CHILD_ID, review_id: str = REVIEW_ID) -> Stops:
        """Look at the meeting with everything that opens in it, its three ends and what follows."""
        hands = self.hands
        self._go(Place(kind=PlaceKind.MEETING, child_id=child_id, review_id=review_id))
        page = self.heard.window.page
        assert isinstance(page, MeetingPage)
        yield "meeting: notes"
        for button, field in (("key_jot", "quick_jot_text"), ("key_move", "move_line_section")):
            hands.push(button)
            hands.find(QWidget, field)
            yield f"meeting: {field}"
            hands.push("quick_jot_cancel" if button == "key_jot" else "move_line_cancel")
        yield from self._right_side()
        hands.push("end_meeting")
        for way in ("end_complete", "end_another", "end_adjourned"):
            hands.push(way)
            self._settle()
            yield f"meeting: {way}"
        hands.push("end_complete")
        for field in ("completed_on", "review_date"):
            if hands.sees(QLineEdit, field):
                hands.fill(field, f"{TODAY:%d/%m/%Y}", QLineEdit)
        hands.push("end_go")
        hands.find(QWidget, "have_we_heard")
        yield "meeting: have we heard"

    def _right_side(self) -> Stops:
        """Open what is at the right of the meeting, which is a drawer where there is no room."""
        hands = self.hands
        if not hands.sees(QWidget, "recommendation_add"):
            hands.press("F3")
            hands.find(QWidget, "agenda")
            yield "meeting: agenda drawer"
            hands.press("F3")
            hands.press("F4")
        hands.push("recommendation_add")
        hands.find(QWidget, "recommendation_what")
        yield "meeting: a recommendation"
        hands.push("recommendation_done")
        if hands.sees(QWidget, "last_time_list"):
            hands.choose_line("last_time_list", 0)
            hands.press("Return")
            hands.find(QWidget, "last_time_status")
            yield "meeting: last time"
            hands.push("last_time_back")
        hands.push("meeting_duties_more")
        self._settle()
        yield "meeting: duties"
        hands.push("said_answer")
        self._settle()
        yield "meeting: what comes of it"
        hands.push("said_answer")
        if not hands.sees(QWidget, "end_meeting"):
            hands.press("F4")

    def write_up(self, child_id: str = CHILD_ID, review_id: str = REVIEW_ID) -> Stops:
        """Look at writing up, at what is asked before signing off, and at what is signed."""
        hands = self.hands
        self._go(Place(kind=PlaceKind.WRITE_UP, child_id=child_id, review_id=review_id))
        yield "write up: a section"
        if hands.sees(RowList, "write_up_sections"):
            for at, row in enumerate(hands.find(RowList, "write_up_sections").rows):
                hands.choose_line("write_up_sections", at)
                yield from self._section(row.key)
        yield from self._around_the_text()
        if hands.sees(QWidget, "letter_read"):
            hands.push("letter_read")
            hands.find(QWidget, "read_through")
            self._settle()
            yield "write up: the letter read through"
            hands.push("read_through_back")
        if self.is_as_sent:
            yield from self._feedback()
        hands.push("sign_off")
        hands.find(QWidget, "sign_sheet")
        yield "write up: before signing off"
        if hands.sees(RowList, "sign_open"):
            hands.choose_line("sign_open", 1)
            hands.press("Return")
            self._settle()
            yield "write up: an open matter answered there"
        hands.push("sign_now")
        hands.find(QWidget, "sign_export")
        yield "write up: signed off"
        hands.push("sign_export")
        hands.find(QWidget, "export_version")
        self._settle()
        yield "export"
        yield from self._exporting()

    def _exporting(self) -> Stops:
        """Ask for a password, then look at each of the other parts of exporting."""
        page = self.heard.window.findChild(ExportPage)
        assert page is not None
        self.hands.tick("export_protect", wanted=True)
        self.hands.push("offer_four_random_words")
        self._settle()
        yield "export: a password"
        self.hands.tick("export_protect", wanted=False)
        for part, name in (
            (COPIES, "copies"),
            (PASTE, "text for a form"),
            (REGISTER, "what was exported"),
            (AFTER, "after it is sent"),
            (ROWS, "review rows"),
            (CHECK, "a file to check"),
            (CLEAR, "clearing"),
        ):
            page.parts.go(part)
            self._settle()
            yield f"export: {name}"
        page.parts.go(DOCUMENTS)

    def _feedback(self) -> Stops:
        """Take in what a team lead sent back, at the side or in its drawer."""
        hands = self.hands
        if not hands.sees(QWidget, "tab_open"):
            hands.press(Shortcut.RECOMMENDATIONS)
        hands.push("tab_open")
        with TemporaryDirectory() as folder:
            copy = returned_copy(Path(folder))
            self.heard.furniture.program.messages.next_paths.append([copy])
            hands.push("feedback_take")
            hands.find(QWidget, "feedback_list")
        self._settle()
        yield "write up: feedback"
        if not hands.sees(QWidget, "sign_off"):
            hands.press(Shortcut.RECOMMENDATIONS)

    def _around_the_text(self) -> Stops:
        """Look at the page as it will be, at what is found, and at the text alone."""
        hands, page = self.hands, self.heard.window.page
        assert isinstance(page, WriteUpPage)
        hands.press(Shortcut.PREVIEW)
        pages = hands.find(PreviewView, "preview_pages")
        hands.wait(lambda: pages.page_count and not pages.is_working, "the pages")
        self._settle()
        yield "write up: as it will be"
        hands.press(Shortcut.PREVIEW)
        if page.columns.is_narrow:
            hands.press(Shortcut.RECOMMENDATIONS)
        page.writing.focus_minutes()
        hands.press(Shortcut.SEARCH)
        hands.fill("find_words", "Kez", QLineEdit)
        hands.press("Return")
        self._settle()
        yield "write up: found"
        hands.press("Escape")
        hands.press(Shortcut.FOCUS)
        self._settle()
        yield "write up: the text alone"
        hands.press("Escape")
        self._settle()

    def _section(self, key: str) -> Stops:
        """Look at a section's cards; they stand by the notes, which may be behind the minutes."""
        hands = self.hands
        self._settle()
        if not hands.sees(QWidget, "write_up_notes"):
            hands.press(Shortcut.OTHER_TEXT)
            self._settle()
        for name in sorted(n for n in hands.names() if n.endswith("_change")):
            hands.push(name)
        self._settle()
        yield f"write up: {key}"

    def beside(self) -> Stops:
        """Look at the pages beside the work."""
        for kind, name in (
            (PlaceKind.SETTINGS, "your_name"),
            (PlaceKind.NEW_KEYS, "your_passphrase_now"),
            (PlaceKind.BACKUPS, "backups"),
            (PlaceKind.HELP, "help_text"),
        ):
            self.heard.furniture.desk.go(Place(kind=kind))
            self.hands.find(QWidget, name)
            self._settle()
            yield kind.value.replace("_", " ")

    def quality(self) -> Stops:
        """Read a folder as a team lead does, look at one document, and count the service."""
        hands = self.hands
        self.heard.furniture.desk.go(Place(kind=PlaceKind.QUALITY))
        hands.find(QWidget, "open_a_folder")
        self._settle()
        yield "quality: nothing open"
        with TemporaryDirectory() as folder:
            documents = sent_documents(Path(folder))
            self.heard.furniture.program.messages.next_paths.append([documents])
            hands.push("open_a_folder")
            hands.find(QWidget, "document_table")
            self._settle()
            yield "quality: a folder"
            hands.fill("document_search", "locked", QLineEdit)
            hands.find(QWidget, "document_password")
            yield "quality: a locked document"
            hands.fill("document_search", "minutes", QLineEdit)
            hands.push("open_this_document")
            hands.find(QWidget, "document_view")
            self._settle()
            yield "quality: a document"
            yield from self._lead_side()
        self.heard.furniture.desk.go(Place(kind=PlaceKind.SERVICE))
        hands.find(QWidget, "count_days")
        names = ("parts", "parts_menu")
        hands.wait(lambda: any(hands.sees(QWidget, one) for one in names), "the picture")
        yield from self._parts("service")

    def _lead_side(self) -> Stops:
        """Open the questions, the comments and what goes back, drawers where there is no room."""
        hands = self.hands
        if not hands.sees(QWidget, "grade_strong"):
            hands.press("F3")
            hands.find(QWidget, "documents_list")
            yield "quality: documents drawer"
            hands.press("F3")
            hands.press("F4")
        hands.find(QWidget, "grade_strong")
        self._settle()
        yield "quality: questions"
        hands.press(Shortcut.COMMENT)
        hands.find(QWidget, "remark_words")
        self._settle()
        yield "quality: a comment"
        hands.push("tab_return")
        hands.find(QWidget, "return_change")
        self._settle()
        yield "quality: what goes back"

    # -- walking

    def _go(self, place: Place) -> None:
        desk = self.heard.furniture.desk
        desk.go(place)
        self.hands.wait(lambda: desk.place == place and self.heard.window.page, "the page")
        self._settle()

    def _parts(self, page: str) -> Stops:
        for at in range(self._part_count()):
            self._choose_part(at)
            self._settle()
            yield f"{page}: part {at + 1}"
            pushed: set[str] = set()
            while names := self._to_add(pushed):  # adding to one list may show another one
                pushed.add(names[0])
                self.hands.push(names[0])
                self._settle()
                yield f"{page}: part {at + 1}, {names[0]}"

    def _to_add(self, pushed: set[str]) -> list[str]:
        names = {name for name in self.hands.names() if name.startswith("add_")} - pushed
        return sorted(name for name in names if self.hands.sees(QPushButton, name))

    def _part_count(self) -> int:
        page = self.heard.window.page
        parts = page.findChild(QAbstractItemView, "parts") if page is not None else None
        assert parts is not None
        return parts.model().rowCount()

    def _choose_part(self, at: int) -> None:
        """Choose a part in the list, or in the menu that stands for it where there is no room."""
        if self.hands.sees(QComboBox, "parts_menu"):
            self.hands.choose("parts_menu", self.hands.find(QComboBox, "parts_menu").itemText(at))
        else:
            self.hands.choose_line("parts", at)

    def _type_groups_back(self) -> None:
        hands = self.hands
        for number in range(1, 8):
            if hands.sees(QLineEdit, f"group_{number}"):
                said = f"Group {number}: "
                labels = self.heard.window.findChildren(QLabel)
                shown = next(one for one in labels if one.accessibleName().startswith(said))
                hands.fill(f"group_{number}", shown.text(), QLineEdit)

    def _shows(self, words: str) -> bool:
        labels = self.heard.window.findChildren(QLabel)
        return any(words in one.text() for one in labels if one.isVisible())

    def _settle(self) -> None:
        for _ in range(5):
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
