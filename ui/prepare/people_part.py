"""Who was asked, who is invited, who came, and which copy each of them gets."""

from functools import partial

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from models.child import Person
from models.consulted import not_asked, why_asked
from models.copies import Copy, starting_copy
from models.edits import Opened, Put, PutAttendance, SetHead
from models.people import responsibility_words
from models.review import Attendance
from models.terms import Attended, CopyKind
from models.text import new_id
from ui.fields.bound_form import BoundForm
from ui.fields.clearing import clear
from ui.fields.record_editor import RecordEditor, RecordSpec
from ui.item_models.records import Column
from ui.kit import Flow, KeyButton, announce, label, quiet_label, small_heading_label
from ui.prepare.part import PreparePart
from ui.shortcuts import Shortcut, action

_HINT = (
    "Choose a row, then go on with Tab. "
    f"{Shortcut.NEXT_PERSON.shown} goes to the same field of the next person."
)


class PeoplePart(PreparePart):
    """The people of this review; others of the child's are added with one key.

    For many people at once: one key says that all who were invited came, another gives whoever
    has none yet the copy that is suggested, and one goes to the same field of the next person.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = RecordEditor(self._spec())
        self.person = BoundForm("attendance_person", 3)
        self.person.bind_line("name", "Name")
        self.person.bind_line("relationship", "Who they are to the child")
        self.person.bind_line("role", "Role in the record")
        self.known = quiet_label()
        self.editor.put_above_form(self.person, self.known)
        self.suggested = quiet_label()
        self.take = KeyButton("Use this copy", kind="quiet", on_click=self._take_copy)
        self.editor.put_below_form(self.suggested, self.take)
        self.unasked = label("", "fault")
        self.came = KeyButton("All who were invited were there", on_click=self._all_came)
        self.copies = KeyButton("Use the suggested copies", on_click=self._all_copies)
        self._at_once = QWidget()
        at_once = Flow(self._at_once)
        for button in (self.came, self.copies):
            at_once.addWidget(button)
        self._others_heading = small_heading_label("Not part of this review")
        self._others_row = QWidget()
        self._others = Flow(self._others_row)
        self.new = KeyButton("Add somebody new", on_click=self._add_new)
        self.card(
            "People",
            self.unasked,
            quiet_label(_HINT),
            self._at_once,
            self.editor,
            self.new,
            self._others_heading,
            self._others_row,
        )
        self.finish()
        self.editor.put.connect(self._put)
        self.editor.dropped.connect(self._leave_out)
        self.editor.chosen.connect(self._show_person)
        self.person.edited.connect(
            lambda person, words, key: self.edit.emit(Put(item=person), words, key)
        )
        for keys, words, by in (
            (Shortcut.NEXT_PERSON, "Next person", 1),
            (Shortcut.PREVIOUS_PERSON, "Previous person", -1),
        ):
            step = action(self, words, keys, partial(self._step, by))
            step.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @override
    def draw(self, opened: Opened | None) -> None:
        attendance = opened.the_review.head.attendance if opened is not None else ()
        self.editor.show_values(attendance)
        self._show_person(self.editor.value)
        self._show_others(opened)
        self._show_unasked(opened)
        self.came.setVisible(any(map(_may_have_come, attendance)))
        self.copies.setVisible(any(map(self._has_suggestion, attendance)))
        self._at_once.setVisible(not (self.came.isHidden() and self.copies.isHidden()))

    def _spec(self) -> RecordSpec:
        return RecordSpec(
            one="attendance",
            many="people of this review",
            columns=(
                Column("Name", lambda a: self._name(a.person_id), 6),
                Column("Asked", self._asked, 6),
                Column("Invited", lambda a: "yes" if a.invited else "no", 3, spared=True),
                Column("Came", lambda a: a.attended.label, 6),
                Column("Copy", lambda a: a.copy.label, 5, spared=True),
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

    def _asked(self, attendance: Attendance) -> str:
        """Return how somebody was asked, or that they must be."""
        opened, person = self._opened, self._person(attendance.person_id)
        if attendance.consulted or opened is None or person is None:
            return attendance.consulted
        missing = {one.person.id for one in not_asked(opened)}
        return "must be asked" if person.id in missing else ""

    def _show_person(self, attendance: Attendance | None) -> None:
        person = self._person(attendance.person_id) if attendance is not None else None
        self.person.show_value(person)
        self.person.setVisible(person is not None)
        self.known.setText(self._known(person))
        self.known.setVisible(bool(self.known.text()))
        self._show_suggestion(attendance, person)

    def _known(self, person: Person | None) -> str:
        """Return what the child's list says that matters for asking somebody."""
        if person is None or self._opened is None:
            return ""
        why = why_asked(person, self._opened.child)
        held = responsibility_words(person)
        parts = (
            f"Must be asked: {why}." if why else "",
            f"Parental responsibility: {held}." if held else "",
            f"Safe way to reach them: {person.safe_contact}" if person.safe_contact else "",
            f"Orders: {person.orders}" if person.orders else "",
        )
        return "\n".join(part for part in parts if part)

    def _suggestion(self, person: Person) -> Copy:
        return starting_copy(person, self.opened.child)

    def _has_suggestion(self, attendance: Attendance) -> bool:
        """Whether no copy was decided for somebody and one is suggested."""
        person = self._person(attendance.person_id)
        if person is None or attendance.copy is not CopyKind.UNDECIDED:
            return False
        return self._suggestion(person).kind is not CopyKind.UNDECIDED

    def _show_suggestion(self, attendance: Attendance | None, person: Person | None) -> None:
        if attendance is None or person is None or self._opened is None:
            self.suggested.setText("")
            self.suggested.hide()
            self.take.hide()
            return
        copy = self._suggestion(person)
        none = copy.kind is CopyKind.UNDECIDED
        words = "No copy is suggested." if none else f"Suggested: {copy.kind.label}."
        self.suggested.setText(f"{words} {copy.why}")
        self.suggested.show()
        self.take.setVisible(not none and attendance.copy is not copy.kind)

    def _show_unasked(self, opened: Opened | None) -> None:
        missing = not_asked(opened) if opened is not None else ()
        named = [f"{one.person.name or '(no name yet)'} ({one.why})" for one in missing]
        self.unasked.setText(f"Not asked yet, and must be: {', '.join(named)}." if named else "")
        self.unasked.setVisible(bool(named))

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
        copy = self._suggestion(person).kind
        attendance = Attendance(person_id=person.id, invited=True, copy=copy)
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

    def _step(self, by: int) -> None:
        """Go to the next or previous person; the focus stays in its field."""
        rows = len(self.opened.the_review.head.attendance)
        row = self.editor.table.currentIndex().row() + by
        if not 0 <= row < rows:
            return
        self.editor.choose_row(row)
        field = self.focusWidget()
        if isinstance(field, QLineEdit):
            field.selectAll()
        announce(self, self._name(self.editor.value.person_id))

    def _take_copy(self) -> None:
        attendance = self.editor.value
        person = self._person(attendance.person_id)
        if person is not None:
            copy = self._suggestion(person).kind
            changed = msgspec.structs.replace(attendance, copy=copy, copy_reason="")
            self.edit.emit(PutAttendance(attendance=changed), "using the suggested copy", "")
            self.editor.form.field("copy").setFocus()

    def _all_came(self) -> None:
        came = tuple(
            msgspec.structs.replace(a, attended=Attended.ATTENDED) if _may_have_come(a) else a
            for a in self.opened.the_review.head.attendance
        )
        self._put_all(came, "saying that all who were invited were there")

    def _with_suggestion(self, one: Attendance) -> Attendance:
        person = self._person(one.person_id)
        if person is None or not self._has_suggestion(one):
            return one
        return msgspec.structs.replace(one, copy=self._suggestion(person).kind)

    def _all_copies(self) -> None:
        attendance = self.opened.the_review.head.attendance
        copied = tuple(self._with_suggestion(one) for one in attendance)
        self._put_all(copied, "using the suggested copies")

    def _put_all(self, attendance: tuple[Attendance, ...], words: str) -> None:
        head = msgspec.structs.replace(self.opened.the_review.head, attendance=attendance)
        self.edit.emit(SetHead(head=head), words, "")
        self.editor.table.setFocus()

    def _put(self, attendance: Attendance, words: str, key: str) -> None:
        named = f"{key}.{attendance.person_id}" if key else ""
        self.edit.emit(PutAttendance(attendance=attendance), words, named)

    def _leave_out(self, attendance: Attendance, _words: str) -> None:
        head = self.opened.the_review.head
        kept = tuple(a for a in head.attendance if a.person_id != attendance.person_id)
        edit = SetHead(head=msgspec.structs.replace(head, attendance=kept))
        self.edit.emit(edit, "leaving somebody out of the review", "")


def _may_have_come(attendance: Attendance) -> bool:
    return attendance.invited and attendance.attended is Attended.NOT_YET


def _attendance_form(form: BoundForm) -> None:
    form.group("Before")
    form.bind_line("consulted", "How and when they were asked", "Such as: form 12 November.")
    form.bind_check("invited", "Invited")
    form.group("The meeting")
    form.bind_term("attended", "At the meeting", Attended)
    form.bind_line("chaired", "Chaired", "Such as: the first half, with a bell.")
    form.bind_text("views", "What they said, in their words")
    form.bind_text("why_absent", "If they were not there, why")
    form.group("Their copy of the record")
    form.bind_term("copy", "Which copy they get", CopyKind)
    form.bind_line("copy_reason", "Why that copy", "Where it is not the suggested one.")
