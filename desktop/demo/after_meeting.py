"""Writing up, signing off, exporting, and coming back after a lock."""

from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from desktop.demo.hands import StuckError
from desktop.demo.in_the_room import mark_stretches
from desktop.demo.part import Part
from desktop.demo.words import typed_day
from models import codes
from models.letter import language_of
from models.review import SectionRecord
from models.text import Mark
from ui.exporting.choosing import OfferTable
from ui.exporting.page import AFTER, ExportPage
from ui.exporting.page import DOCUMENTS as DOCUMENT_PART
from ui.fields.row_list import RowList
from ui.preview.view import PreviewView
from ui.recommendations.answers import words_of_this_review
from ui.shortcuts import Shortcut

_PICTURED = ("voice", "permanence", "iro_view")


def write_up(part: Part) -> None:
    """Write the minutes of every section that the case file has minutes for."""
    hands = part.hands
    hands.push("heard_write_up", QAbstractButton)
    hands.find(QWidget, "write_up_sections_card")
    _choose_the_language(part)
    records = {record.id: record for record in part.review.sections if record.minutes}
    for at, row in enumerate(hands.find(RowList, "write_up_sections").rows):
        if row.key in records:
            hands.choose_line("write_up_sections", at)
            _write_minutes(part, records[row.key])
            if row.key in _PICTURED:
                hands.picture(f"{24 + _PICTURED.index(row.key)}-write-up-{row.key}")
    _see_it_as_it_will_be(part)
    _choose_how_the_child_took_part(part)
    _show_the_strip(part)
    _plan_the_next_review(part)
    _answer_honestly(part)
    _say_it_to_the_child(part)
    _read_the_letter(part)


def _choose_the_language(part: Part) -> None:
    """Let the letter be in another language too, where the case file has it so."""
    hands, head = part.hands, part.review.head
    language = language_of(head.letter_language)
    if language is None:
        return
    keys = [row.key for row in hands.find(RowList, "write_up_sections").rows]
    hands.choose_line("write_up_sections", keys.index("letter_told"))
    hands.push("translation_change", QAbstractButton)
    hands.choose("translation_letter_language", language.name)
    hands.fill("translation_letter_translator", head.letter_translator, QLineEdit)
    listed = hands.find(RowList, "write_up_sections")
    hands.wait(lambda: len(listed.rows) > len(keys), "the parts in the other language")


def _see_it_as_it_will_be(part: Part) -> None:
    """Look at the pages beside the text, and go back to what is open."""
    hands = part.hands
    hands.press(Shortcut.PREVIEW)
    pages = hands.find(PreviewView, "preview_pages")
    hands.wait(lambda: pages.page_count > 0 and not pages.is_working, "the pages")
    hands.picture("26-as-it-will-be")
    hands.press(Shortcut.PREVIEW)


def sign_off(part: Part) -> None:
    """Sign version 1 off."""
    hands = part.hands
    hands.push("sign_off", QAbstractButton)
    hands.find(QWidget, "sign_sheet")
    hands.picture("27-sign-off")
    hands.click("sign_now", QAbstractButton)
    hands.find(QAbstractButton, "sign_export")
    hands.picture("28-signed-off")


def export(part: Part) -> None:
    """Export every document that is offered into the folder of the play."""
    hands = part.hands
    hands.push("sign_export", QAbstractButton)
    hands.find(QComboBox, "export_version")
    _tick_every_document(part)
    hands.fill("export_folder", str(part.out), QLineEdit)
    hands.push("export", QAbstractButton)
    wanted = len(part.offered_documents)

    def all_there() -> bool:
        made = (part.out / name for name in _registered(part))
        part.documents = sorted(path for path in made if path.is_file())
        return len(part.documents) == wanted and hands.find(QAbstractButton, "export").isEnabled()

    hands.wait(all_there, "the documents")
    hands.picture("29-export")
    hands.choose_line("parts", AFTER)
    hands.fill("sending_decisions_sent", typed_day(part.today), QLineEdit)
    hands.choose_line("parts", DOCUMENT_PART)


def look_around(part: Part) -> None:
    """Look at what stands beside the work: all children, settings, a new passphrase, help."""
    hands = part.hands
    hands.push("my_children", QAbstractButton)
    hands.find(QWidget, "caseload_page")
    hands.picture("33-my-children")
    hands.push("settings", QAbstractButton)
    hands.find(QLineEdit, "your_name")
    hands.picture("34-settings")
    hands.push("change_the_passphrase", QAbstractButton)
    hands.find(QLineEdit, "your_passphrase_now")
    hands.picture("35-change-passphrase")
    hands.push("cancel", QAbstractButton)
    hands.push("see_the_backups", QAbstractButton)
    hands.find(QAbstractButton, "back_up_now")
    hands.picture("36-backups")
    hands.press(Shortcut.HELP)
    hands.find(QWidget, "help_text")
    hands.picture("37-help")


def _registered(part: Part) -> set[str]:
    """Return the file names that the page lists as exported."""
    page = part.heard.window.findChild(ExportPage)
    return {row.name for row in page.register.rows} if page is not None else set()


def _tick_every_document(part: Part) -> None:
    """Tick what the record itself is made of, row by row."""
    hands = part.hands
    table = hands.find(OfferTable, "export_documents_table")
    for kind in part.offered_documents:
        hands.choose_row("export_documents_table", kind.title)
        if table.offer is not None and not table.offer.ticked:
            hands.press("Space")


def lock_and_return(part: Part) -> None:
    """Hide, come back, lock, unlock, and be where one was."""
    hands = part.hands
    hands.press(Shortcut.HIDE)
    hands.picture("30-hidden")
    hands.press(Shortcut.HIDE)
    hands.press(Shortcut.LOCK)
    hands.find(QLineEdit, "passphrase")
    hands.picture("31-locked")
    hands.fill("passphrase", part.passphrase, QLineEdit)
    hands.press("Return")
    hands.find(QComboBox, "export_version")
    hands.picture("32-back-again")


def _write_minutes(part: Part, record: SectionRecord) -> None:
    hands = part.hands
    editor = hands.find(QTextEdit, "write_up_minutes")
    for at, line in enumerate(record.minutes):
        hands.go_to(editor)
        hands.press("Ctrl+End")
        if at:
            hands.press("Return")
        if line.quote is not None:
            _put_words(part, part.words(line.quote))
            continue
        hands.write(line.text)
        if line.mark is Mark.CONFIDENTIAL:
            hands.press(Shortcut.MARK_CONFIDENTIAL)
        mark_stretches(part, line)
    hands.tick("section_done", wanted=True)


def _put_words(part: Part, text: str) -> None:
    """Choose the child's words from the list; words that only the minutes have are typed."""
    hands = part.hands
    session = part.heard.furniture.desk.session
    if session is None:
        raise StuckError("Nothing is open.")
    keys = [quote.id for quote in words_of_this_review(session.opened) if quote.text == text]
    if not hands.sees(RowList, "said_list"):  # beside the letter, other cards are in front
        hands.push("tab_open", QAbstractButton)
    listed = hands.find(RowList, "said_list")
    at = next((i for i, row in enumerate(listed.rows) if row.key in keys), -1)
    if at < 0:
        hands.write(text)
        hands.press(Shortcut.MARK_WORDS)
        return
    hands.choose_line("said_list", at)
    hands.press("Return")


def _go_to_part(part: Part, key: str, card: str) -> bool:
    """Go to a part of the record and unfold one of its cards; False when it has no such card."""
    hands = part.hands
    keys = [row.key for row in hands.find(RowList, "write_up_sections").rows]
    if key not in keys:
        return False
    hands.choose_line("write_up_sections", keys.index(key))
    if not hands.sees(QAbstractButton, f"{card}_change"):
        return False
    hands.push(f"{card}_change", QAbstractButton)
    return True


def _choose_how_the_child_took_part(part: Part) -> None:
    """Choose the participation code of the case file, with its reason."""
    hands, chosen = part.hands, part.review.head.participation
    if chosen.code and _go_to_part(part, "voice", "participation"):
        hands.choose(
            "participation_code", f"{chosen.code} · {codes.label('participation', chosen.code)}"
        )
        hands.fill("participation_reason", chosen.reason, QLineEdit)


def _show_the_strip(part: Part) -> None:
    """Put the stability strip into the record, where the case file has it there."""
    hands = part.hands
    if part.review.head.show_strip and _go_to_part(part, "home", "record_strip"):
        hands.tick("record_strip_show_strip", wanted=True)
        hands.picture("26b-how-still-life-has-been")


def _answer_honestly(part: Part) -> None:
    """Say of each wish that nothing comes of why, and to the child too."""
    hands = part.hands
    if not part.review.head.unanswered or not _go_to_part(part, "differences", "not_this_time"):
        return
    for one in part.review.head.unanswered:
        hands.push("add_an_answer", QAbstractButton)
        hands.fill("answer_worry", one.worry, QPlainTextEdit)
        hands.fill("answer_who", one.who, QLineEdit)
        hands.fill("answer_reason", one.reason, QPlainTextEdit)
        hands.fill("answer_in_letter", one.in_letter, QPlainTextEdit)
    hands.picture("26-not-this-time")


def _say_it_to_the_child(part: Part) -> None:
    """Word each recommendation for the letter."""
    hands = part.hands
    for at, one in enumerate(part.review.head.recommendations):
        if one.in_letter or one.how_seen:
            hands.choose_line("recommendation_list", at)
            hands.press("Return")
            hands.fill("recommendation_in_letter", one.in_letter, QPlainTextEdit)
            hands.fill("recommendation_how_seen", one.how_seen, QLineEdit)
            hands.push("recommendation_done", QAbstractButton)


def _read_the_letter(part: Part) -> None:
    """Read the letter through as it will be."""
    hands = part.hands
    keys = [row.key for row in hands.find(RowList, "write_up_sections").rows]
    hands.choose_line("write_up_sections", keys.index("letter_told"))
    hands.picture("26-write-up-letter")
    if not hands.sees(QAbstractButton, "letter_read"):
        hands.push("tab_words", QAbstractButton)
    hands.push("letter_read", QAbstractButton)
    hands.find(QWidget, "read_through")
    hands.picture("26-read-through")
    hands.push("read_through_back", QAbstractButton)


def _plan_the_next_review(part: Part) -> None:
    """Say when and where the next review is, where the page asks for it."""
    hands, following = part.hands, part.review.head.next_review
    if not _go_to_part(part, "decisions", "next_review"):
        return
    hands.fill("next_review_planned", typed_day(following.planned), QLineEdit)
    if following.at is not None:
        hands.fill("next_review_at", f"{following.at:%H:%M}", QLineEdit)
    hands.fill("next_review_place", following.place, QLineEdit)
    hands.fill("next_review_midway", typed_day(following.midway), QLineEdit)
