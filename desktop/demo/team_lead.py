"""A team lead opens the record that was just exported, grades it, and gives feedback back."""

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from desktop.demo.part import Part
from ui.fields.row_list import RowList
from ui.shortcuts import Shortcut


def read_a_record(part: Part) -> None:
    """Read the minutes from the Word file alone, and return a copy with a comment in it."""
    hands = part.hands
    messages = part.heard.furniture.program.messages
    hands.push("my_children", QAbstractButton)
    hands.find(QWidget, "caseload_page")
    hands.push("quality_assurance", QAbstractButton)
    hands.find(QAbstractButton, "open_documents")
    minutes = next(path for path in part.documents if "minutes" in path.name)
    messages.next_paths.append([minutes])
    hands.press(Shortcut.OPEN_DOCUMENTS)
    hands.find(QWidget, "document_view")
    hands.go_to(hands.find(RowList, "question_list"))
    hands.press(Shortcut.NEXT_TO_LOOK)
    hands.press("2")
    hands.picture("32b-quality-assurance")
    hands.press(Shortcut.COMMENT)
    hands.fill("remark_words", "Who makes sure that this happens?", QPlainTextEdit)
    hands.press(Shortcut.NEXT_TAB)
    hands.fill("return_strength_1", "Their own words come first.", QPlainTextEdit)
    hands.fill("return_change", "Say how the child was told.", QPlainTextEdit)
    hands.picture("32c-what-goes-back")
    _give_back(part)
    hands.press(Shortcut.BACK_TO_DOCUMENTS)
    hands.push("service_picture", QAbstractButton)
    hands.find(QLineEdit, "picture_from")
    hands.wait(lambda: _is_counted(part), "the figures")
    hands.picture("32d-service-picture")


def _give_back(part: Part) -> None:
    """Save the copy with comments and the feedback sheet where the documents are."""
    hands = part.hands
    part.heard.furniture.program.messages.next_paths.append([part.out])
    hands.push("return_with_comments", QAbstractButton)
    hands.wait(lambda: len(_given_back(part)) == _FILES, "the copy and the sheet")


_FILES = 2


def _given_back(part: Part) -> list[str]:
    names = [path.name for path in part.out.glob("*.docx")]
    return [name for name in names if name.endswith((" with comments.docx", " feedback.docx"))]


def _is_counted(part: Part) -> bool:
    hands = part.hands
    return hands.sees(QWidget, "parts") or hands.sees(QWidget, "parts_menu")
