"""Every keyboard shortcut of Heard, in one place; Help lists them from here.

No Ctrl+Alt (AltGr types on UK keyboards) and no single letters (WCAG 2.2, 2.1.4).
"""

from collections.abc import Callable
from enum import StrEnum
from functools import cache

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

_ARROWS = {"Down": "↓", "Up": "↑", "Right": "→", "Left": "←", "Return": "Enter"}


class Shortcut(StrEnum):
    """A key and, for Help, where it works and what it does."""

    where: str
    words: str

    def __new__(cls, keys: str, where: str, words: str) -> "Shortcut":
        """Make a member whose value is the key sequence."""
        member = str.__new__(cls, keys)
        member._value_ = keys
        member.where = where
        member.words = words
        return member

    HIDE = "F12", "Everywhere", "Hide everything on the screen, or bring it back"
    LOCK = "Ctrl+L", "Everywhere", "Lock Heard; your passphrase opens it again"
    HELP = "F1", "Everywhere", "Help, and this list"
    ALL_CHILDREN = "Alt+Home", "Everywhere but in a running meeting", "Go to my children"
    PANES = "F6", "Everywhere", "Go to the next part of the page"
    UNDO = "Ctrl+Z", "Everywhere", "Undo"
    REDO = "Ctrl+Y", "Everywhere", "Do again what was undone"
    SEARCH = "Ctrl+F", "My children, and writing up", "Search every word; or find in this review"
    PRIVATE_VIEW = "F11", "My children", "Show the chosen child's name alone, or every name"
    LARGER = "Ctrl+=", "Everywhere", "Larger text"
    SMALLER = "Ctrl+-", "Everywhere", "Smaller text"
    START_REVIEW = "Ctrl+N", "My children and a child's page", "Start a review"
    RAISE = "F9", "Where a recommendation is open", "Start a dispute about this recommendation"
    MOVE_UP = "Alt+Up", "Preparing", "Move this section up in the agenda"
    MOVE_DOWN = "Alt+Down", "Preparing", "Move this section down in the agenda"
    NEXT_PERSON = "Ctrl+PgDown", "Preparing", "The same field of the next person"
    PREVIOUS_PERSON = "Ctrl+PgUp", "Preparing", "The same field of the person before"
    MARK_WORDS = "Ctrl+1", "In the meeting and writing up", "This line is the child's words"
    MARK_RECOMMENDATION = "Ctrl+2", "In the meeting and writing up", "This line is a recommendation"
    MARK_WORRY = "Ctrl+3", "In the meeting and writing up", "This line is a worry"
    MARK_FOLLOW_UP = "Ctrl+4", "In the meeting and writing up", "This line is to follow up"
    MARK_CONFIDENTIAL = "Ctrl+5", "In the meeting and writing up", "This line is confidential"
    LOG_VIEW = "Ctrl+7", "In the meeting", "Take this line into the views log, or say more of it"
    KEEP_FROM = "Ctrl+6", "In the meeting and writing up", "Keep this line from somebody"
    MARK_PLAIN = "Ctrl+0", "In the meeting and writing up", "This line is a plain note"
    NEXT_SECTION = "Ctrl+Down", "In the meeting and writing up", "Next section"
    PREVIOUS_SECTION = "Ctrl+Up", "In the meeting and writing up", "Previous section"
    QUICK_JOT = "Ctrl+J", "In the meeting", "Jot a line for another section"
    MOVE_LINE = "Ctrl+M", "In the meeting", "Move this line to another section"
    CHILD_BESIDE_ME = "F8", "In the meeting", "Fold worries while the child is beside you"
    MORE_PROMPTS = "F2", "In the meeting", "Show more or fewer prompts"
    AGENDA = "F3", "In the meeting and writing up", "Show or hide the agenda"
    RECOMMENDATIONS = "F4", "In the meeting and writing up", "Show or hide the recommendations"
    FOCUS = "F10", "Writing up", "Write with nothing around the text, or with everything again"
    PREVIEW = "F5", "Writing up", "Show the document as it will be, or go back"
    NEXT_TAB = "Shift+F4", "Writing up and quality assurance", "Next tab at the right"
    REPLACE = "Ctrl+H", "Writing up", "Find words in this review and replace them"
    BRING_ALL_OVER = "Alt+Right", "Writing up", "Bring all notes over into the minutes"
    BRING_LINE_OVER = "Alt+Shift+Right", "Writing up", "Bring this line over into the minutes"
    BRING_MARKED_OVER = "Alt+Shift+Down", "Writing up", "Bring over the notes of one mark"
    OTHER_TEXT = "F7", "Writing up", "Go from the notes to the minutes, or back"
    NEXT_MISSPELT = "Shift+F7", "Writing up", "Next word that may be misspelt"
    WRITTEN_UP = "Ctrl+Return", "Writing up", "This section is written up; go on to the next"
    NEXT_UNFINISHED = "Ctrl+Shift+Down", "Writing up", "Next section that is not written up"
    COPY_PIECE = "Ctrl+Shift+C", "Exporting", "Copy this heading's text for the council's form"
    NEXT_PIECE = "Alt+PgDown", "Exporting", "Next heading of the form"
    OPEN_DOCUMENTS = "Ctrl+O", "Quality assurance", "Open documents to be read"
    BACK_TO_DOCUMENTS = "Alt+Left", "Quality assurance", "Back from a document to all of them"
    NEXT_QUESTION = "Ctrl+.", "Quality assurance", "Next question; 1 to 4 grade it in the list"
    QUESTION_BEFORE = "Ctrl+,", "Quality assurance", "Question before"
    NEXT_TO_LOOK = "Ctrl+G", "Quality assurance", "Next question that needs a look, and its words"
    COMMENT = "Ctrl+K", "Quality assurance", "Comment on the words chosen in the document"
    PIECE_BEFORE = "Alt+PgUp", "Exporting", "Heading of the form before"

    @property
    def shown(self) -> str:
        """The keys as they are drawn on a button, such as Ctrl+↓."""
        return shown_keys(self.value)


@cache
def shown_keys(keys: str) -> str:
    """Return a key sequence as it is drawn on a button; nothing for none."""
    parts = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    if parts.endswith("+"):
        return parts
    *held, last = parts.split("+")
    return "+".join((*held, _ARROWS.get(last, last)))


def action(owner: QWidget, words: str, keys: str, chosen: Callable[[], object]) -> QAction:
    """Return a new action of ``owner`` that ``keys`` start while its window is active."""
    made = QAction(words, owner)
    if keys:
        made.setShortcut(QKeySequence(keys))
    made.triggered.connect(lambda _checked=False: chosen())
    owner.addAction(made)
    return made
