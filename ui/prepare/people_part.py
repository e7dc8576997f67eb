"""Who was asked, who is invited, who came, and which copy each of them gets."""

from functools import partial

import msgspec
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.child import Person
from models.edits import Opened, Put, PutAttendance, SetHead
from models.review import Attendance
from models.terms import Attended, CopyKind
from models.text import new_id
from ui.fields.bound_form import BoundForm
from ui.fields.clearing import clear
from ui.fields.record_editor import RecordEditor, RecordSpec
from ui.item_models.records import Column
from ui.kit import Flow, KeyButton, quiet_label, small_heading_label
from ui.prepare.part import PreparePart


class PeoplePart(PreparePart):
    """The people of this review; others of the child's are added with one key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = RecordEditor(self._spec())
        self.person = BoundForm("attendance_person", 3)
        self.person.bind_line("name", "Name")
        self.person.bind_line("relationship", "Who they are to the child")
        self.person.bind_line("role", "Role in the record")
        self.editor.put_above_form(self.person)
        self._others_heading = small_heading_label("Not part of this review")
        self._others_row = QWidget()
        self._others = Flow(self._others_row)
        self.new = KeyButton("Add somebody new", on_click=self._add_new)
        hint = quiet_label("Choose a row, then go on with Tab. Everything is saved as you type.")
        self.card("People", hint, self.editor, self.new, self._others_heading, self._others_row)
        self.finish()
        self.editor.put.connect(self._put)
        self.editor.dropped.connect(self._leave_out)
        self.editor.chosen.connect(self._show_person)
        self.person.edited.connect(
            lambda person, words, key: self.edit.emit(Put(item=person), words, key)
        )

    @override
    def draw(self, opened: Opened | None) -> None:
        attendance = opened.the_review.head.attendance if opened is not None else ()
        self.editor.show_values(attendance)
        self._show_person(self.editor.value)
        self._show_others(opened)

    def _spec(self) -> RecordSpec:
        return RecordSpec(
            one="attendance",
            many="people of this review",
            columns=(
                Column("Name", lambda a: self._name(a.person_id), 6),
                Column("Asked", lambda a: a.consulted, 7),
                Column("Invited", lambda a: "yes" if a.invited else "no", 3),
                Column("At the meeting", lambda a: a.attended.label, 5),
                Column("Copy", lambda a: a.copy.label, 5),
            ),
            build=_attendance_form,
            may_drop=lambda _: "",
            drop_words="Leave them out of this review",
            key_of=lambda a: a.person_id,
            empty="Nobody yet.",
            stacked=True,
        )

    def _name(self, person_id: str) -> str:
        person = self._person(person_id)
        return (person.name if person is not None else "") or "(no name yet)"

    def _person(self, person_id: str) -> Person | None:
        people = self._opened.child.people if self._opened is not None else ()
        return next((p for p in people if p.id == person_id), None)

    def _show_person(self, attendance: Attendance | None) -> None:
        person = self._person(attendance.person_id) if attendance is not None else None
        self.person.show_value(person)
        self.person.setVisible(person is not None)

    def _show_others(self, opened: Opened | None) -> None:
        clear(self._others)
        people = opened.child.people if opened is not None else ()
        there = {a.person_id for a in opened.the_review.head.attendance} if opened else set()
        others = [person for person in people if person.id not in there]
        for person in others:
            words = f"Add {person.name}" if person.name else "Add somebody without a name"
            self._others.addWidget(KeyButton(words, on_click=partial(self._add, person)))
        self._others_heading.setVisible(bool(others))
        self._others_row.setVisible(bool(others))

    def _add(self, person: Person) -> None:
        attendance = Attendance(person_id=person.id, invited=True, copy=person.usual_copy)
        self.edit.emit(PutAttendance(attendance=attendance), "adding a person to the review", "")
        self.editor.choose(person.id)
        self.editor.form.focus_first()

    def _add_new(self) -> None:
        person = Person(id=new_id(), name="")
        self.edit.emit(Put(item=person), "adding a person", "")
        attendance = Attendance(person_id=person.id, invited=True)
        self.edit.emit(PutAttendance(attendance=attendance), "adding a person to the review", "")
        self.editor.choose(person.id)
        self.person.focus_first()

    def _put(self, attendance: Attendance, words: str, key: str) -> None:
        named = f"{key}.{attendance.person_id}" if key else ""
        self.edit.emit(PutAttendance(attendance=attendance), words, named)

    def _leave_out(self, attendance: Attendance, _words: str) -> None:
        head = self.opened.the_review.head
        kept = tuple(a for a in head.attendance if a.person_id != attendance.person_id)
        edit = SetHead(head=msgspec.structs.replace(head, attendance=kept))
        self.edit.emit(edit, "leaving somebody out of the review", "")


def _attendance_form(form: BoundForm) -> None:
    form.bind_line("consulted", "How and when they were asked", "Such as: form 12 November.")
    form.bind_term("attended", "At the meeting", Attended)
    form.bind_text("views", "What they said, in their words")
    form.bind_text("why_absent", "If they were not there, why")
    form.bind_line("chaired", "Chaired", "Such as: the first half, with a bell.")
    form.bind_term("copy", "Which copy they get", CopyKind)
    form.bind_line("copy_reason", "Why that copy")
    form.bind_check("invited", "Invited")
