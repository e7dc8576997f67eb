"""The first part of a child's page: who they are, where they live, the plan, what is open."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from models.ages import ANSWERS_YEARS, age_on
from models.between import open_pledges, pledge_words
from models.calendar import long_date
from models.child import Child, Promise, still_open
from models.codes import label as code_label
from models.next_step import short_date
from models.people import circle
from models.plan_history import view_of_plan
from models.registered import setting_flags
from models.stability import Came, Lane, stability
from ui import theme
from ui.child.people_map import PeopleMap
from ui.child.promises import bare_age, by_words, newest_first
from ui.child.records import lasted
from ui.fields.clearing import clear
from ui.kit import Card, KeyButton, Pill, WordsBlock, label, quiet_label, rule
from ui.stability.setting_notice import SettingNotice
from ui.stability.strip import StabilityStrip

_WIDE = 640
_MOST_OPEN = 5

_COUNTED_FROM = ("Came into care", "Legal status")
"""What every clock and every record begins with, so that its lack is seen."""


class Overview(QWidget):
    """Reads only; each card leads to where it is changed."""

    change_wanted = Signal(str)
    """The part to go to: ``facts``, ``homes``, ``plan``, ``people``, ``promises``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = WordsBlock()
        self.last_words = WordsBlock()
        self.who = self._card("Who they are", "facts")
        self.living = self._card("Home, school, social worker", "homes")
        self.plan = self._card("The plan for growing up", "plan")
        self.people = self._card("People who matter", "people")
        self.open = self._card("Still open from earlier reviews", "promises")
        self.promised = self._card("What I promised", "between")
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for column, cards in (
            (self._left, (self.who, self.living)),
            (self._right, (self.plan, self.promised, self.open, self.people)),
        ):
            column.setSpacing(theme.S4)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
        self.notice = SettingNotice()
        self.still = self._card("How still life has been", "homes")
        self.strip = StabilityStrip("overview_strip", compact=True)
        self.still.body.addWidget(self.strip)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, theme.S2, 0)
        whole.setSpacing(theme.S4)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._said = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._said.setSpacing(theme.S4)
        for block in (self.words, self.last_words):
            self._said.addWidget(block, 1, Qt.AlignmentFlag.AlignTop)
        whole.addWidget(self.notice)
        whole.addLayout(self._said)
        whole.addWidget(self.still)
        whole.addLayout(self._row, 1)
        self._row.setSpacing(theme.S4)
        self._row.addLayout(self._left, 1)
        self._row.addLayout(self._right, 1)

    def show_child(self, child: Child | None, today: date) -> None:
        """Show a child; None empties every card."""
        for card in (self.who, self.living, self.plan, self.people, self.open, self.promised):
            clear(card.body)
        self.notice.show_flags(setting_flags(child, today) if child is not None else ())
        self.strip.show_child(child, today)
        if child is None:
            self.who.set_title("Who they are")
            self.promised.set_title("What I promised")
            self.words.show_words("", "")
            self.last_words.show_words("", "")
            return
        name = child.preferred_name
        speaks = age_on(child.born, today).years >= ANSWERS_YEARS
        said = f"{name} says" if speaks else f"As {name} might say it"
        self.words.show_words(said, child.about_me)
        self.words.setVisible(bool(child.about_me))
        self._show_last_words(child, today)
        self.who.set_title(f"Who {child.preferred_name} is")
        for name, words in _facts(child, today):
            self.who.body.addWidget(_fact(name, words, missing="not recorded"))
        for name, words in _living(child, today):
            self.living.body.addWidget(_fact(name, words))
        self._show_plan(child, today)
        self._show_people(child)
        self._show_open(child, today)
        self._show_promised(child, today)

    def _card(self, title: str, part: str) -> Card:
        card = Card(title)
        change = KeyButton("Change", kind="quiet", on_click=lambda: self.change_wanted.emit(part))
        change.setAccessibleDescription(title)
        change.setObjectName(f"change_{part}")
        card.head.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
        return card

    def _show_last_words(self, child: Child, today: date) -> None:
        said = max((v for v in child.views if v.words), key=lambda v: v.on, default=None)
        words = said.words.text if said is not None and said.words is not None else ""
        source = f"Last words heard · {short_date(said.on, today)}" if said is not None else ""
        self.last_words.show_words(source, words)
        self.last_words.setVisible(bool(words))

    def _show_plan(self, child: Child, today: date) -> None:
        plan = child.plan
        named = code_label("permanence_plan", plan.plan) if plan is not None else ""
        plan_b = code_label("permanence_plan", plan.plan_b) if plan is not None else ""
        self.plan.body.addWidget(_fact("Plan", named, missing="not recorded"))
        self.plan.body.addWidget(_fact("Plan B", plan_b, missing="not recorded"))
        if plan is not None and plan.matched_on is not None:
            self.plan.body.addWidget(_fact("Matched", long_date(plan.matched_on)))
        if plan is not None and plan.child_view:
            view = WordsBlock(view_of_plan(child, today), plan.child_view)
            self.plan.body.addWidget(view)

    def _show_people(self, child: Child) -> None:
        picture = PeopleMap(small=True)
        picture.show_child(child)
        drawn = set(picture.people)
        others = [person for _, people in circle(child) for person in people]
        if drawn:
            self.people.body.addWidget(picture)
        elif not others:
            self.people.body.addWidget(quiet_label("Nobody yet."))
        for person in [one for one in others if one not in drawn]:
            about = person.relationship or person.role
            self.people.body.addWidget(_fact(person.name or "(no name yet)", about))

    def _show_promised(self, child: Child, today: date) -> None:
        """Show what the officer promised to the child and has not kept yet."""
        self.promised.set_title(f"What I promised {child.preferred_name}")
        found = open_pledges(child)
        for pledge in found:
            late = pledge.by is not None and pledge.by < today
            self.promised.body.addWidget(label(pledge.what or "(not said yet)"))
            words = pledge_words(pledge, today)
            self.promised.body.addWidget(label(words, "fault") if late else quiet_label(words))
        self.promised.setVisible(bool(found))

    def _show_open(self, child: Child, today: date) -> None:
        found = [promise for promise in newest_first(child) if promise in still_open(child)]
        if not found:
            self.open.body.addWidget(quiet_label("Nothing is open."))
        for promise in found[:_MOST_OPEN]:
            if self.open.body.count():
                self.open.body.addWidget(rule())
            self.open.body.addWidget(_promise(child, promise, today))
        if len(found) > _MOST_OPEN:
            self.open.body.addWidget(quiet_label(f"and {len(found) - _MOST_OPEN} more"))

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        wide = self.width() >= theme.px(_WIDE)
        for row in (self._said, self._row):
            row.setDirection(way.LeftToRight if wide else way.TopToBottom)


def _fact(name: str, words: str, missing: str = "") -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.S3)
    left = label(name, "quiet")
    left.setAlignment(Qt.AlignmentFlag.AlignTop)
    layout.addWidget(left, 2)
    layout.addWidget(label(words or missing, "plain" if words else "fault"), 5)
    return row


def _promise(child: Child, promise: Promise, today: date) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, theme.S1, 0, theme.S1)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label(promise.what or "(not said yet)"))
    words.addWidget(quiet_label(by_words(promise)))
    layout.addLayout(words, 1)
    late = promise.by is not None and promise.by < today
    age = bare_age(child.ledger, promise, today)
    pill = Pill(f"{promise.status.label} · {age}", "late" if late else "neutral")
    layout.addWidget(pill, 0, Qt.AlignmentFlag.AlignTop)
    return row


def _facts(child: Child, today: date) -> list[tuple[str, str]]:
    status = child.legal_status
    named = code_label("legal_status", status.code) if status is not None else ""
    care = child.became_looked_after
    since = f"{long_date(care)}, {age_on(care, today).words} ago" if care is not None else ""
    age = age_on(child.born, today)
    facts = [
        ("Age", f"{age.words}, {'due' if age.unborn else 'born'} {long_date(child.born)}"),
        ("Full name", child.legal_name),
        ("Pronouns", child.pronouns),
        ("Came into care", since),
        ("Legal status", named),
        ("Council number", child.ids.la_id),
        ("Languages", ", ".join(child.languages)),
        ("Talks with us in", ", ".join(way.label for way in child.communication)),
        ("What helps", child.access),
        ("Who I am", child.ethnicity_words),
        ("Faith", child.religion_words),
    ]
    needed = () if child.unborn else _COUNTED_FROM
    return [(name, words) for name, words in facts if words or name in needed]


def _living(child: Child, today: date) -> list[tuple[str, str]]:
    found = [
        (_when("Home", end), f"{who}, {lasted(start, end, today)}")
        for who, start, end in reversed(_homes(child, today))
    ]
    found += [
        (_when("School", s.end), f"{s.name}, {lasted(s.start, s.end, today)}")
        for s in reversed(child.schools)
    ]
    found += [
        (_when(w.role.capitalize(), w.end), f"{w.name}, {lasted(w.start, w.end, today)}")
        for w in reversed(child.workers)
    ]
    return found or [("", "Nothing yet.")]


def _homes(child: Child, today: date) -> list[tuple[str, date, date | None]]:
    """Return who the child lived with, from when and until when; a new code is no other home."""
    stays = {stay.id: stay.came for stay in stability(child, today).lane(Lane.HOMES)}
    found: list[tuple[str, date, date | None]] = []
    for home in child.homes:
        who, start = home.who or home.kind, home.start
        if found and found[-1][0] == who and stays.get(home.id) is Came.NOT_COUNTED:
            start = found.pop()[1]
        found.append((who, start, home.end))
    return found


def _when(name: str, end: date | None) -> str:
    return name if end is None else f"{name} until {end.year}"
