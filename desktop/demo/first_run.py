"""First run: who, four words, the recovery code, an empty caseload, how to be reached."""

from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from desktop.demo.hands import StuckError
from desktop.demo.part import Part


def begin(part: Part) -> None:
    """Go through the first run with the words that are offered."""
    hands = part.hands
    signer = next((p.name for p in part.case.child.people if "Reviewing" in p.role), "")
    hands.fill("your_name", signer or "Morgan Reed", QLineEdit)
    hands.fill("your_council", "Westmere County Council", QLineEdit)
    hands.picture("01-first-run")
    hands.push("go_on", QAbstractButton)
    part.passphrase = hands.find(QLabel, "offered_words").text()
    hands.fill("type_it_again", part.passphrase, QLineEdit)
    hands.picture("02-passphrase")
    hands.push("go_on", QAbstractButton)
    _type_groups_back(part)
    hands.picture("03-recovery-code")
    hands.push("i_have_it_on_paper", QAbstractButton)
    hands.find(QAbstractButton, "import_a_case_file")
    hands.picture("04-ready")
    _say_how_to_be_reached(part)


def _say_how_to_be_reached(part: Part) -> None:
    """Give the number that the child's letter will say; it is kept for invented numbers."""
    hands = part.hands
    hands.push("go_to_my_children", QAbstractButton)
    hands.push("settings", QAbstractButton)
    hands.fill("phone", "01632 960190", QLineEdit)
    hands.push("back", QAbstractButton)
    hands.find(QAbstractButton, "import_a_case_file")


def _type_groups_back(part: Part) -> None:
    """Read the code off the page and type back the two groups that are asked for."""
    hands = part.hands
    hands.wait(lambda: hands.sees(QAbstractButton, "i_have_it_on_paper"), "the recovery code")
    for number in range(1, 8):
        if not hands.sees(QLineEdit, f"group_{number}"):
            continue
        hands.fill(f"group_{number}", _group(part, number), QLineEdit)


def _group(part: Part, number: int) -> str:
    said = f"Group {number}: "
    for shown in part.heard.window.findChildren(QLabel):
        if shown.isVisible() and shown.accessibleName().startswith(said):
            return shown.text()
    raise StuckError(f"Group {number} of the recovery code is not shown.")
