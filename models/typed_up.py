"""Typing up what was written on paper: a number, and then exactly what stands there.

An answer on a child's own paper becomes an entry of the views log with the child's exact words;
what somebody saw becomes an observation, what an adult wrote a note in its section, and who helped
is said of every answer on the same paper. Sources: domain.md §4.4 and §5.4.
"""

from datetime import date

import msgspec

from models.child import View
from models.edits import Edit, Field, Opened, Put, SpliceText
from models.paper import PaperAnswer, Sheet, Who, worded_sheet
from models.terms import ViewMethod
from models.text import Line, Quote, clean
from models.wording import Wording, filler

_HOW: dict[Who, ViewMethod] = {
    "child": ViewMethod.LETTER_OR_FORM,
    "carer": ViewMethod.CARER_REPORT,
    "school": ViewMethod.SCHOOL_REPORT,
    "advocate": ViewMethod.ADVOCATE,
    "iro": ViewMethod.PRIVATE_TALK,
}
_POINTED_AT = "paper_symbols"
_WROTE: dict[Who, str] = {
    "child": "On {number}",
    "parent": "A parent wrote ({number})",
    "carer": "Who looks after {them} wrote ({number})",
    "school": "School wrote ({number})",
    "advocate": "The advocate wrote ({number})",
    "iro": "On my paper ({number})",
}


def typed_up(opened: Opened, answer: PaperAnswer, on: date, fresh: str) -> tuple[Edit, ...]:
    """Return the edits that put an answer where it belongs; ``on`` is the UK date it was given.

    ``fresh`` begins the ids of what is made. The text stays letter for letter, cleaned as all
    entry is.
    """
    takes = answer.sheet.takes(answer.question)
    if takes == "helper":
        helped = _helped(opened, answer)
        return helped or (_note(opened, answer, fresh),)
    if takes == "note":
        return (_note(opened, answer, fresh),)
    return (Put(item=_entry(opened, answer, on, fresh)),)


def answers_on(opened: Opened, sheet: Sheet) -> tuple[View, ...]:
    """Return the entries of the open review that were typed up from a paper."""
    return tuple(
        view
        for view in opened.child.views
        if view.review_id == opened.the_review.id and view.paper.startswith(sheet.letter)
    )


def next_number(answer: PaperAnswer) -> str:
    """Return the number after an answer's, or nothing after the last one."""
    at = answer.at + 1
    return answer.sheet.number(at) if at < len(answer.sheet.question) else ""


def _entry(opened: Opened, answer: PaperAnswer, on: date, fresh: str) -> View:
    asked = worded_sheet(answer.sheet.id, opened.child).question[answer.at]
    said = answer.sheet.takes(answer.question) == "words"
    method = _HOW.get(answer.sheet.who, ViewMethod.LETTER_OR_FORM)
    if not said:
        symbols = answer.sheet.id == _POINTED_AT
        method = ViewMethod.SYMBOLS_OR_AAC if symbols else ViewMethod.OBSERVATION
    text = clean(answer.text).text
    helper = next((v.helper for v in answers_on(opened, answer.sheet) if v.helper), "")
    quote = Quote(id=f"{fresh}q", text=text, source=method.label, said_on=on)
    return View(
        id=fresh,
        on=on,
        method=method,
        helper=helper,
        words=quote if said else None,
        description="" if said else text,
        about=asked.text,
        sections=(answer.question.section,),
        review_id=opened.the_review.id,
        paper=answer.number,
    )


def _helped(opened: Opened, answer: PaperAnswer) -> tuple[Edit, ...]:
    who = clean(answer.text).text.strip()
    return tuple(
        Put(item=msgspec.structs.replace(view, helper=who))
        for view in answers_on(opened, answer.sheet)
    )


def _note(opened: Opened, answer: PaperAnswer, fresh: str) -> Edit:
    """Return the edit that adds a note; it says on whose paper it stood."""
    section = answer.question.section
    at = len(opened.the_review.section(section).notes)
    child = opened.child
    fill = filler(Wording(name=child.preferred_name, pronouns=child.pronouns))
    whose = fill(_WROTE[answer.sheet.who]).replace("{number}", answer.number)
    text = f"{whose}: {clean(answer.text).text.strip()}"
    lines = tuple(
        Line(id=f"{fresh}{n}", text=part.strip())
        for n, part in enumerate(text.split("\n"))
        if part.strip()
    )
    return SpliceText(section=section, field=Field.NOTES, at=at, removed=0, lines=lines)
