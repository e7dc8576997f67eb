"""Why a file cannot be read: a verdict for each reason, with words for the person at the screen."""

from typing_extensions import override

from models.errors import UserFacingError
from models.terms import Term


class Verdict(Term):
    """What a file that cannot be read is; the values stand in results and are for ever."""

    GONE = "gone", "not there, or not to be opened"
    NAME = "name", "under a name that cannot be shown"
    EMPTY = "empty", "empty"
    OLD_WORD = "old_word", "an old Word file (.doc)"
    PASSWORD = "password", "protected by a password"
    WRONG_PASSWORD = "wrong_password", "protected by another password"
    RICH_TEXT = "rich_text", "a rich text file (.rtf)"
    MACROS = "macros", "a Word file with macros"
    TEMPLATE = "template", "a Word template"
    NOT_WORD = "not_word", "no Word document"
    DAMAGED = "damaged", "damaged"
    TOO_LARGE = "too_large", "too large"
    UNSAFE = "unsafe", "not safe to open"


_SAY: dict[Verdict, tuple[str, str]] = {
    Verdict.GONE: (
        "The file is not there any more, or may not be opened.",
        "Look whether the folder is reachable and the file is not open elsewhere.",
    ),
    Verdict.NAME: (
        "The name of the file holds what no screen can show, so it was not opened.",
        "Give the file another name and open it again.",
    ),
    Verdict.EMPTY: (
        "The file is empty.",
        "Ask for the document again: nothing arrived in this one.",
    ),
    Verdict.OLD_WORD: (
        "This is a Word file of the old kind (.doc), which Heard does not read.",
        "Open it in Word and save it as a Word document (.docx).",
    ),
    Verdict.PASSWORD: (
        "The document is protected by a password.",
        "Give its password, or ask for it where the document came from.",
    ),
    Verdict.WRONG_PASSWORD: (
        "This password does not open the document.",
        "Try again; capitals count. The document itself was not touched.",
    ),
    Verdict.RICH_TEXT: (
        "This is a rich text file, even if its name says otherwise.",
        "Open it in Word and save it as a Word document (.docx).",
    ),
    Verdict.MACROS: (
        "The document carries macros, small programs, so it was not opened.",
        "Save it in Word as a Word document without macros (.docx).",
    ),
    Verdict.TEMPLATE: (
        "This is a Word template and not a document.",
        "Make a document from it in Word and save that as .docx.",
    ),
    Verdict.NOT_WORD: (
        "This is not a Word document.",
        "Choose a file that Word saved as .docx.",
    ),
    Verdict.DAMAGED: (
        "The document is damaged or only half there, so nothing of it was used.",
        "Ask for it again, or open it in Word and save it anew.",
    ),
    Verdict.TOO_LARGE: (
        "The document is larger than any record should be, so it was not opened.",
        "Take large pictures out of it in Word, or split it, and save it again.",
    ),
    Verdict.UNSAFE: (
        "The document is built in a way that could do harm, so it was not opened.",
        "Ask for it again from whoever wrote it; save it anew in Word before you use it.",
    ),
}


class UnreadableError(UserFacingError):
    """A file that cannot be read, with the verdict; no content of the file is ever in it."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(*_SAY[verdict])
        self.verdict = verdict

    @override
    def __reduce__(self) -> tuple[type[UserFacingError], tuple[Verdict]]:
        """Let the verdict travel from the helper process to the window."""
        return type(self), (self.verdict,)
