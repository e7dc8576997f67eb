"""Who gets which copy: for each person what it holds, what it leaves out, from whom, why.

Whole fields are kept back here: where the child lives, a school, a place, what somebody said.
"""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from models.agenda import worded
from models.calendar import long_date
from models.copies_in_part import documents_of, usual_documents
from models.edits import Drop, Edit, Opened, Put, PutAttendance, SetHead
from models.people import is_the_child, person_words
from models.proposed_copies import ProposedCopy, proposed_copies
from models.review import Attendance
from models.telling import Telling
from models.terms import CopyKind, KeptFact
from models.withheld import Keeping, decided, decision_about, keeping_of
from models.wording import Wording
from ui import theme
from ui.fields.row_list import Fact, Row, RowList
from ui.kit import Card, announce, label, quiet_label, small_heading_label
from ui.program import Program
from ui.session import ReviewSession
from ui.withholding.entries import Thing, said_first, things_of
from ui.withholding.keep_card import KeepCard
from ui.withholding.tick_list import TickList

_WIDE = 760  # px at 100 % text, from which the people stand beside what is shown of one
_NOBODY = "Nobody is part of this review yet. People are added where you prepare it."
_READ_BY = {
    "minutes": "the full record",
    "recommendations": "the recommendations",
    "letter": "the letter",
    "one_page": "what we decided, on a page",
}
_MADE_OF = "What their copy is made of"


class CopiesCard(QWidget):
    """People and their copies, what is kept from each, the annex's readers, and more to keep."""

    show_place = Signal(str, str)
    """What would tell somebody what they may not know: its section, the line's or entry's id."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._session: ReviewSession | None = None
        self._copies: tuple[ProposedCopy, ...] = ()
        self._things: tuple[Thing, ...] = ()
        self.list = RowList("People and their copies", fits=True)
        self.list.setObjectName("copies_people")
        self.list.current_changed.connect(self._go_to)
        self.list.chosen.connect(self._go_to)
        self.empty = quiet_label(_NOBODY)
        self._one = self._make_one()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.S4)
        people = Card("Who gets which copy")
        people.body.addWidget(self.empty)
        people.body.addWidget(self.list)
        people.body.addStretch(1)
        self._columns.addWidget(people, 2)
        self._columns.addWidget(self._one, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S4)
        column.addLayout(self._columns)
        column.addWidget(self._make_whole())
        column.addWidget(self._make_annex())

    # -- what is shown

    def show_session(self, session: ReviewSession) -> None:
        """Show the copies of the open review."""
        self._session = session
        opened = session.opened
        self._copies = proposed_copies(opened.child, opened.the_review)
        self.list.show_rows([_row(copy) for copy in self._copies])
        if self._copies and not self.list.current_key:
            self.list.set_current(self._copies[0].person.id)
        self.empty.setVisible(not self._copies)
        self.list.setVisible(bool(self._copies))
        self._one.setVisible(bool(self._copies))
        self._show_one()
        self._show_whole(opened)
        everybody = [(p.id, person_words(p)) for p in opened.child.people]
        self.readers.show_lines(everybody, opened.the_review.head.annex_for)

    def forget(self) -> None:
        """Let go of every word."""
        self._session = None
        self._copies, self._things = (), ()
        self.list.show_rows([])
        self.things.show_rows([])
        self.card.forget()
        for ticks in (self.made_of, self.facts, self.sections, self.readers):
            ticks.show_lines(())
        for words in (self.about, self.kept, self.telling_words):
            words.clear()
        self.telling.show_rows([])
        self._one.set_title("")

    @property
    def _copy(self) -> ProposedCopy | None:
        key = self.list.current_key
        return next((copy for copy in self._copies if copy.person.id == key), None)

    # -- one person

    def _make_one(self) -> Card:
        card = Card("")
        self.about = label("")
        self.kept_heading = small_heading_label("What is kept from them")
        self.kept = label("")
        self.kept.setObjectName("copies_kept")
        self.made_of_heading = small_heading_label(_MADE_OF)
        self.made_of = TickList("copies_documents", f"{_MADE_OF}; Space ticks")
        self.made_of.ticked.connect(self._documents_ticked)
        self.telling_words = label("")
        self.telling = RowList("Lines that would tell them", fits=True)
        self.telling.setObjectName("copies_telling")
        self.telling.chosen.connect(self._show_telling)
        self.facts = TickList("copies_facts", "What their copy does not tell; Space ticks")
        self.facts.ticked.connect(self._facts_ticked)
        self.sections = TickList("copies_sections", "Sections left out of their copy", most=5)
        self.sections.ticked.connect(self._sections_ticked)
        for part in (
            self.about,
            self.made_of_heading,
            self.made_of,
            self.kept_heading,
            self.kept,
            self.telling_words,
            self.telling,
            small_heading_label("Keep back from this copy"),
            self.facts,
            small_heading_label("Leave whole sections out of this copy"),
            self.sections,
        ):
            card.body.addWidget(part)
        card.body.addStretch(1)
        return card

    def _go_to(self, _key: str) -> None:
        self._show_one()

    def _show_one(self) -> None:
        copy = self._copy
        if copy is None or self._session is None:
            return
        opened = self._session.opened
        self._one.set_title(copy.person.name or "Somebody without a name")
        self.about.setText(_about(copy))
        self.kept.setText(_kept_words(copy, self._headings()))
        self.kept_heading.setVisible(bool(copy.documents))
        self.kept.setVisible(bool(copy.documents))
        self._show_told(copy)
        part = self._part(copy.person.id)
        chosen = documents_of(part, is_child=self._is_child(copy))
        titles = [(key, f"{words[:1].upper()}{words[1:]}") for key, words in _READ_BY.items()]
        self.made_of.show_lines(titles, chosen)
        gets_some = copy.copy not in (CopyKind.UNDECIDED, CopyKind.NONE)
        self.made_of_heading.setVisible(gets_some)
        self.made_of.setVisible(gets_some)
        self.facts.show_lines([(f.value, f.label) for f in KeptFact], _fact_keys(part))
        self.sections.show_lines(
            [(key, words) for key, words in self._headings().items()], part.left_out
        )
        self.sections.setEnabled(opened.review is not None)

    def _show_told(self, copy: ProposedCopy) -> None:
        told = copy.telling
        many = "1 place would tell" if len(told) == 1 else f"{len(told)} places would tell"
        words = f"{many} them what they may not know. Each is left out of their copy as a whole, "
        words += "until you mark the words that tell: then the rest of the line stays."
        self.telling_words.setText(words if told else "")
        self.telling_words.setVisible(bool(told))
        headings = self._headings()
        self.telling.show_rows([_told_row(n, one, headings) for n, one in enumerate(told)])
        self.telling.setVisible(bool(told))

    def _headings(self) -> dict[str, str]:
        """Return the sections of the record by id, with their numbers."""
        if self._session is None:
            return {}
        child = self._session.opened.child
        wording = Wording(name=child.preferred_name, pronouns=child.pronouns)
        agenda = worded(self._program.agenda, wording)
        sections = sorted(agenda.sections, key=lambda one: one.number)
        found = {one.id: f"{one.number}. {one.title}" for one in sections}
        return {**found, "iro_view": "My view", "differences": "What we did not all agree on"}

    def _part(self, person_id: str) -> Attendance:
        session = self._session
        parts = session.opened.the_review.head.attendance if session is not None else ()
        return next(a for a in parts if a.person_id == person_id)

    def _is_child(self, copy: ProposedCopy) -> bool:
        session = self._session
        return session is not None and is_the_child(copy.person, session.opened.child)

    def _documents_ticked(self) -> None:
        """Take what is ticked; nothing ticked, or just what is usual, is what is usual."""
        copy = self._copy
        if copy is not None:
            part = self._part(copy.person.id)
            usual = usual_documents(part, is_child=self._is_child(copy))
            ticked = self.made_of.keys
            documents = () if set(ticked) == set(usual) else ticked
            part = msgspec.structs.replace(part, documents=documents)
            self._apply(PutAttendance(attendance=part), "changing what a copy is made of")
            if not ticked and usual:
                announce(self, "Their copy is made of what is usual for it.")

    def _facts_ticked(self) -> None:
        copy = self._copy
        if copy is not None:
            facts = tuple(KeptFact(key) for key in self.facts.keys)
            part = msgspec.structs.replace(self._part(copy.person.id), kept_back=facts)
            self._apply(PutAttendance(attendance=part), "changing what a copy does not tell")

    def _sections_ticked(self) -> None:
        copy = self._copy
        if copy is not None:
            part = msgspec.structs.replace(self._part(copy.person.id), left_out=self.sections.keys)
            self._apply(PutAttendance(attendance=part), "changing what a copy leaves out")

    def _show_telling(self, key: str) -> None:
        copy = self._copy
        if copy is not None and key.isdigit() and int(key) < len(copy.telling):
            one = copy.telling[int(key)]
            self.show_place.emit(one.section, one.line or one.of)

    # -- what is kept as a whole

    def _make_whole(self) -> Card:
        card = Card("Keep something back as a whole")
        self.things = RowList("What can be kept back as a whole", fits=True)
        self.things.setObjectName("copies_things")
        self.things.chosen.connect(self._ask)
        program = self._program
        self.card = KeepCard("keep_thing", program.clock, lambda: program.settings.name)
        self.card.kept.connect(self._keep)
        self.card.closed.connect(self.things.setFocus)
        hint = "Passages are kept back where you write them. Enter asks from whom one of these is."
        for part in (quiet_label(hint), self.things, self.card):
            card.body.addWidget(part)
        self._asked = ""
        return card

    def _show_whole(self, opened: Opened) -> None:
        self._things = things_of(opened, self._session.quotes if self._session else {})
        names = {p.id: p.name for p in opened.child.people}
        self.things.show_rows([one.row(opened.child, names) for one in self._things])

    def _ask(self, key: str) -> None:
        thing = self._thing(key)
        if thing is None or self._session is None:
            return
        child = self._session.opened.child
        self._asked = key
        before = keeping_of(decision_about(child, thing.what, thing.of))
        self.card.ask(child, before, said_first(thing.what))

    def _keep(self, keeping: Keeping) -> None:
        thing, session = self._thing(self._asked), self._session
        if thing is None or session is None:
            return
        before = decision_about(session.opened.child, thing.what, thing.of)
        if keeping.keeps:
            item = decided(thing.what, thing.of, keeping, session.opened.the_review.id)
            self._apply(Put(item=item), f"keeping back: {thing.what.label}")
        elif before is not None:
            self._apply(Drop(item=before), f"letting be read: {thing.what.label}")
        announce(self, "It is kept back." if keeping.keeps else "Everybody may read it.")

    def _thing(self, key: str) -> Thing | None:
        return next((one for one in self._things if one.key == key), None)

    # -- the annex

    def _make_annex(self) -> Card:
        card = Card("Who may read the confidential annex")
        hint = "It is a file of its own. The council's record always has it; tick who else may."
        self.readers = TickList("annex_readers", "Readers of the annex; Space ticks")
        self.readers.ticked.connect(self._readers_ticked)
        card.body.addWidget(quiet_label(hint))
        card.body.addWidget(self.readers)
        return card

    def _readers_ticked(self) -> None:
        if self._session is not None:
            head = self._session.opened.the_review.head
            head = msgspec.structs.replace(head, annex_for=self.readers.keys)
            self._apply(SetHead(head=head), "changing who may read the annex")

    def _apply(self, edit: Edit, words: str) -> None:
        if self._session is not None:
            self._session.apply(edit, words)
            self.show_session(self._session)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        is_wide = self.width() >= theme.px(_WIDE)
        self._columns.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)


def _fact_keys(part: Attendance) -> tuple[str, ...]:
    return tuple(fact.value for fact in part.kept_back)


def _row(copy: ProposedCopy) -> Row:
    kept, told = len(copy.kept), len(copy.telling)
    facts = [Fact(copy.person.relationship or copy.person.role)]
    if copy.documents:
        facts.append(Fact(", ".join(_READ_BY.get(one, one) for one in copy.documents)))
    if kept:
        many = "1 thing is kept from them" if kept == 1 else f"{kept} things are kept from them"
        facts.append(Fact(many))
    if told:
        facts.append(Fact(f"{told} to look at", "late"))
    return Row(
        key=copy.person.id,
        words=copy.person.name or "(no name yet)",
        facts=tuple(fact for fact in facts if fact.words),
        state=copy.copy.label,
    )


def _told_row(number: int, one: Telling, headings: dict[str, str]) -> Row:
    where = headings.get(one.section, one.where or one.section)
    return Row(key=str(number), words=one.text, facts=(Fact(f"{where} · “{one.word}”"),))


def _about(copy: ProposedCopy) -> str:
    if not copy.documents:
        return f"{copy.copy.label.capitalize()}. Nothing is made for them."
    held = " and ".join(_READ_BY.get(one, one) for one in copy.documents)
    reason = f" {copy.reason.strip()}" if copy.reason.strip() else ""
    return f"They get {held}.{reason}"


def _kept_words(copy: ProposedCopy, headings: dict[str, str]) -> str:
    if not copy.kept:
        return "Nothing but what is in the annex."
    lines = []
    for part in copy.kept:
        by = " · ".join(filter(None, (part.by, long_date(part.on) if part.on else "")))
        why = part.why.strip() or "no reason is written down"
        where = headings.get(part.where, part.where)
        lines.append(f"• {part.what} ({where}): {why}{f' · {by}' if by else ''}")
    return "\n".join(lines)
