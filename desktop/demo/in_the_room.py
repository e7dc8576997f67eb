"""The meeting: notes with their marks, recommendations, last time's, and how it ends."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from desktop.demo.hands import StuckError
from desktop.demo.part import Part
from desktop.demo.words import capital, typed_day
from models.child import Promise, StatusEntry
from models.review import Recommendation, SectionRecord
from models.text import Line, Mark, SpanKind
from ui.fields.row_list import RowList
from ui.item_models.records import RecordModel
from ui.meeting.agenda_list import AgendaList
from ui.meeting.page import MeetingPage
from ui.recommendations.answers import words_of_this_review
from ui.shortcuts import Shortcut

_KEYS = {
    Mark.RECOMMENDATION: Shortcut.MARK_RECOMMENDATION,
    Mark.WORRY: Shortcut.MARK_WORRY,
    Mark.FOLLOW_UP: Shortcut.MARK_FOLLOW_UP,
    Mark.CONFIDENTIAL: Shortcut.MARK_CONFIDENTIAL,
}
_PICTURED = ("voice", "home")


def meet(part: Part) -> None:
    """Chair the meeting: jot every section, answer last time's, word the recommendations."""
    hands = part.hands
    hands.push("go_to_the_meeting", QAbstractButton)
    hands.find(QWidget, "meeting_page")
    meeting = part.review.head.meetings[0]
    part.let_time_pass(meeting.on, meeting.start)
    hands.push("start_the_meeting", QAbstractButton)
    _note_what_is_not_on_the_agenda(part)
    _go_through_the_agenda(part)
    _answer_last_time(part)
    _word_recommendations(part)
    hands.picture("19-meeting-recommendations")
    _look_at_it_narrow(part)


def end(part: Part) -> None:
    """Complete the review, and look at what was heard."""
    hands, head = part.hands, part.review.head
    part.let_time_pass(head.meetings[0].on, head.meetings[0].end)
    hands.click(_one_of(part, "end_meeting", "end_meeting_"), QAbstractButton)
    hands.find(QAbstractButton, "end_complete")
    if head.completed_on is not None:
        hands.fill("completed_on", typed_day(head.completed_on), QLineEdit)
    hands.picture("21-ending")
    hands.push("end_go", QAbstractButton)
    hands.find(QWidget, "have_we_heard")
    hands.picture("22-have-we-heard")
    _answer_what_is_open(part)
    hands.picture("23-heard")


# -- notes


def _page(part: Part) -> MeetingPage:
    page = part.heard.window.page
    if not isinstance(page, MeetingPage):
        raise StuckError("The meeting page is not in front.")
    return page


def _records(part: Part) -> dict[str, SectionRecord]:
    """Return the sections of the agenda that the case file has notes for."""
    known = {section.id for section in part.heard.furniture.program.agenda.sections}
    return {r.id: r for r in part.review.sections if r.id in known and r.notes}


def _note_what_is_not_on_the_agenda(part: Part) -> None:
    """Open a section that the agenda leaves out, by jotting its first line under it."""
    hands = part.hands
    shown = set(_places(part))
    for section_id, record in _records(part).items():
        if section_id in shown:
            continue
        first = next((line for line in record.notes if line.quote is None and line.text), None)
        if first is None:
            raise StuckError("A section that is not on the agenda has no line to jot.")
        hands.press(Shortcut.QUICK_JOT)
        titles = {s.id: f"{s.number} {s.title}" for s in part.agenda.sections}
        hands.choose("quick_jot_section", titles[section_id])
        hands.fill("quick_jot_text", first.text, QLineEdit)
        hands.press("Return")
        part.jotted[section_id] = first.id
        hands.wait(partial(_is_shown, part, section_id), "the section to be shown")


def _is_shown(part: Part, section_id: str) -> bool:
    return section_id in _places(part)


def _places(part: Part) -> list[str]:
    """Return the ids of the sections that the agenda shows, in its order."""
    model = part.hands.find(AgendaList, "agenda").model()
    if not isinstance(model, RecordModel):
        raise StuckError("The agenda shows no sections.")
    return [model.key_at(row) for row in range(model.rowCount())]


def _go_through_the_agenda(part: Part) -> None:
    hands, records = part.hands, _records(part)
    for place, section_id in enumerate(_places(part)):
        if place:
            hands.press(Shortcut.NEXT_SECTION)
        if _page(part).section != section_id:
            raise StuckError(f"The agenda is at {_page(part).section}, not at {section_id}.")
        if section_id in records:
            _type_notes(part, records[section_id])
        _tick_first_prompt(part)
        if section_id in _PICTURED:
            hands.picture(f"{15 + _PICTURED.index(section_id)}-meeting-{section_id}")


def _type_notes(part: Part, record: SectionRecord) -> None:
    hands = part.hands
    quotes = {quote.id: quote for quote in record.quotes}
    is_first = not part.jotted.get(record.id)
    for line in record.notes:
        if line.id == part.jotted.get(record.id):
            continue
        _into_editor(part, fresh=not is_first)
        is_first = False
        if line.quote is None:
            hands.write(line.text)
            if line.mark is Mark.WORRY:
                hands.click("mark_worry", QAbstractButton)
            elif line.mark is not Mark.NOTE:
                hands.press(_KEYS[line.mark])
            mark_stretches(part, line)
        elif line.quote in quotes:
            hands.press(Shortcut.MARK_WORDS)
            hands.write(quotes[line.quote].text)
            _say_how(part, quotes[line.quote].source)
        else:
            _put_words_here(part, line)


def mark_stretches(part: Part, line: Line) -> None:
    """Select each confidential stretch of the line just typed, and mark it."""
    for span in line.spans:
        whole = span.start == 0 and span.length == len(line.text)
        if span.kind is not SpanKind.CONFIDENTIAL or whole:
            continue
        part.hands.press("End")
        part.hands.press("Left", len(line.text) - span.end)
        part.hands.press("Shift+Left", span.length)
        part.hands.press(Shortcut.MARK_CONFIDENTIAL)
        part.hands.press("Ctrl+End")


def _into_editor(part: Part, *, fresh: bool) -> None:
    """Put the caret at the end of the notes, in a new line when ``fresh``."""
    part.hands.go_to(part.hands.find(QWidget, "lines"))
    part.hands.press("Ctrl+End")
    if fresh:
        part.hands.press("Return")


def _say_how(part: Part, source: str) -> None:
    if source:
        part.hands.fill("said_how", source, QLineEdit)
        part.hands.press("Return")


def _put_words_here(part: Part, line: Line) -> None:
    """Choose words of the views log, so that they stand in these notes too."""
    hands = part.hands
    session = part.heard.furniture.desk.session
    if session is None:
        raise StuckError("Nothing is open.")
    text = part.words(line.quote or "")
    keys = [quote.id for quote in words_of_this_review(session.opened) if quote.text == text]
    listed = hands.find(RowList, "said_list")
    hands.wait(lambda: [row for row in listed.rows if row.key in keys], "the words to be listed")
    at = next(i for i, row in enumerate(listed.rows) if row.key in keys)
    hands.choose_line("said_list", at)
    hands.press("Ctrl+Return")


def _tick_first_prompt(part: Part) -> None:
    boxes = [
        name for name in part.hands.names() if name.startswith("prompt_") and "more" not in name
    ]
    if boxes:
        part.hands.tick(boxes[0], wanted=True)


# -- last time


def _answer_last_time(part: Part) -> None:
    hands = part.hands
    for promise in part.case.child.ledger:
        entry = next((s for s in promise.statuses if s.review_id == part.review.id), None)
        if entry is None or promise.review_id == part.review.id:
            continue
        _answer(part, promise, entry)
    hands.picture("18-meeting-last-time")


def _answer(part: Part, promise: Promise, entry: StatusEntry) -> None:
    hands = part.hands
    listed = hands.find(RowList, "last_time_list")
    at = next((i for i, row in enumerate(listed.rows) if row.key == promise.id), -1)
    if at < 0:
        raise StuckError("A recommendation of last time is not listed.")
    hands.choose_line("last_time_list", at)
    hands.press("Return")
    hands.choose("last_time_status", capital(entry.status.label))
    hands.fill("last_time_evidence", entry.evidence, QLineEdit)
    hands.fill("last_time_why_not", entry.why_not, QLineEdit)
    if any(one.carried_from == promise.id for one in part.review.head.recommendations):
        hands.push("last_time_carry", QAbstractButton)
    if hands.sees(QAbstractButton, "last_time_back"):
        hands.push("last_time_back", QAbstractButton)


# -- recommendations


def _word_recommendations(part: Part) -> None:
    """Word each recommendation of the case file, those that grew in the room first, in order."""
    hands = part.hands
    carried = {one.carried_from: one.id for one in _made(part) if one.carried_from}
    free = [one.id for one in _made(part) if not one.carried_from]
    for at, wanted in enumerate(part.review.head.recommendations):
        key = carried.get(wanted.carried_from or "") or (free.pop(0) if free else "")
        if key:
            _choose_recommendation(part, key)
            hands.press("Return")
        else:
            hands.push("recommendation_add", QAbstractButton)
        _word(part, wanted)
        if not at:
            hands.picture("17-recommendation")
        hands.push("recommendation_done", QAbstractButton)
        key = key or _made(part)[-1].id
        for _ in range(_choose_recommendation(part, key) - at):
            hands.press(Shortcut.MOVE_UP)
    for key in free:
        _choose_recommendation(part, key)
        hands.press("Delete")


def _made(part: Part) -> tuple[Recommendation, ...]:
    session = part.heard.furniture.desk.session
    if session is None:
        raise StuckError("Nothing is open.")
    return session.opened.the_review.head.recommendations


def _choose_recommendation(part: Part, key: str) -> int:
    """Walk to a recommendation in the list; return its place, from 0."""
    at = next(place for place, one in enumerate(_made(part)) if one.id == key)
    part.hands.choose_line("recommendation_list", at)
    return at


def _word(part: Part, recommendation: Recommendation) -> None:
    hands = part.hands
    hands.fill("recommendation_what", recommendation.what, QPlainTextEdit)
    hands.fill("recommendation_why", recommendation.why, QPlainTextEdit)
    hands.fill("recommendation_who", recommendation.who, QComboBox)
    hands.fill("recommendation_role", recommendation.role, QLineEdit)
    hands.fill("recommendation_by", typed_day(recommendation.by), QLineEdit)
    hands.choose("recommendation_child_agrees", capital(recommendation.child_agrees.label))
    title = next((s.title for s in part.agenda.sections if s.id == recommendation.section), "")
    hands.choose("recommendation_section", title or "Not one part in particular")
    for quote_id in recommendation.answers:
        _tick_words(part, part.words(quote_id))


def _tick_words(part: Part, text: str) -> None:
    session = part.heard.furniture.desk.session
    if session is None or not text:
        return
    for quote in words_of_this_review(session.opened):
        name = f"recommendation_answers_{quote.id}"
        if quote.text == text and part.hands.sees(QAbstractButton, name):
            part.hands.tick(name, wanted=True)
            return


# -- ending


def _look_at_it_narrow(part: Part) -> None:
    """Look at the meeting beside another window on half the screen, and come back."""
    window = part.heard.window
    size = window.size()
    window.resize(683, 728)
    part.hands.picture("20-meeting-beside-another-window")
    window.resize(size)


def _one_of(part: Part, *names: str) -> str:
    return next((name for name in names if part.hands.sees(QAbstractButton, name)), names[0])


def _answer_what_is_open(part: Part) -> None:
    """Say when the next review is, what asks for nothing, and why something was left out."""
    hands, head = part.hands, part.review.head
    if hands.sees(QLineEdit, "ask_next_review_date"):
        planned: date | None = head.next_review.planned
        hands.fill("ask_next_review_date", typed_day(planned), QLineEdit)
        hands.push("ask_next_review_record", QAbstractButton)
    if head.nothing_asked and hands.sees(QAbstractButton, "ask_because_it_rest"):
        hands.push("ask_because_it_rest", QAbstractButton)
    for left in head.not_relevant:
        name = f"ask_{left.id}".replace(".", "_").lower()
        if hands.sees(QLineEdit, f"{name}_or_reason"):
            hands.fill(f"{name}_or_reason", left.reason, QLineEdit)
            hands.push(f"{name}_record", QAbstractButton)
