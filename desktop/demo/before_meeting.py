"""From the empty caseload to a prepared review: the case file, a new review, Prepare."""

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from desktop.demo.part import Part


def start(part: Part) -> None:
    """Take the child and the earlier reviews from the case file, and start the last one anew."""
    hands = part.hands
    part.heard.furniture.program.messages.next_paths.append([part.source])
    hands.push("import_a_case_file", QAbstractButton)
    hands.tick(f"take_review_{part.review.head.number}", wanted=False)
    hands.picture("05-case-file")
    hands.push("add_case", QAbstractButton)
    hands.find(QWidget, "child_page")
    hands.picture("06-child")
    hands.press("Ctrl+N")
    _fill_start(part)
    hands.picture("07-start-a-review")
    hands.push("start_this_review", QAbstractButton)


def _fill_start(part: Part) -> None:
    hands, head = part.hands, part.review.head
    meeting = head.meetings[0]
    hands.find(QComboBox, "review_type")
    kind = head.type.label
    hands.choose("review_type", kind[:1].upper() + kind[1:])
    hands.fill("which_review_is_it", str(head.number), QLineEdit)
    hands.fill("review_on", f"{meeting.on:%d/%m/%Y}", QLineEdit)
    if meeting.start is not None:
        hands.fill("review_at", f"{meeting.start:%H:%M}", QLineEdit)
    hands.fill("review_place", meeting.place, QLineEdit)
    hands.fill("review_place_chosen_by", head.place_chosen_by, QLineEdit)
    mode = meeting.mode.label
    hands.choose("review_mode", mode[:1].upper() + mode[1:])
