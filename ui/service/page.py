"""The service picture: what the annual report asks for, at a glance, and as Word and CSV."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from export import lead_documents
from export.phrases import counted
from export.service_picture import PictureFacts
from models.calendar import long_date
from models.figures import WHY_NOT_SHOWN, Figure
from models.service import caseload_figures, document_figures
from ui import theme
from ui.fields.parts_view import PartsView
from ui.kit import DateField, Flow, KeyButton, label, quiet_label, scroll
from ui.messages import Tone
from ui.page import Page
from ui.places import Place, PlaceKind
from ui.service.chart import chart_picture
from ui.service.figure_card import FigureCard
from ui.shortcuts import action

if TYPE_CHECKING:
    from export.files import ExportResult
    from models.audit import Audit
    from models.errors import UserFacingError
    from models.service_facts import ServiceFacts
    from ui.program import Program

_APRIL = 4


class ServicePage(Page):
    """Counts the caseload, and what was graded, over a year from April."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._questions = program.questions
        self._facts: ServiceFacts | None = None
        self._audits: tuple[Audit, ...] = ()
        self.figures: tuple[Figure, ...] = ()
        self._asked = 0
        self.setObjectName("service_page")
        self.who = "Service picture"
        self.footer = "Counts only: nobody is named, and no officer is compared with another."
        self.first, self.last = DateField(), DateField()
        self.count = KeyButton("Count these days", on_click=self._count)
        self.count.setObjectName("count_days")
        self.small = QCheckBox("Small numbers too, here only")
        self.small.setObjectName("small_numbers")
        self.small.toggled.connect(lambda _: self._show())
        self.why = quiet_label(WHY_NOT_SHOWN)
        self._parts = QStackedWidget()
        self._make_actions()
        self._lay_out()

    @override
    def entered(self) -> None:
        today = self._program.clock.today()
        if self.first.date_value is None or self.last.date_value is None:
            first, last = year_of(today)
            self.first.set_date(first)
            self.last.set_date(last)
        self._count()
        self.first.edit.setFocus()

    @override
    def forget(self) -> None:
        self._asked += 1
        self._facts, self._audits, self.figures = None, (), ()
        self.small.setChecked(False)
        self._empty()
        self.where = ""

    def _count(self) -> None:
        first, last = self.first.date_value, self.last.date_value
        if first is None or last is None or first > last:
            self._program.messages.tell(
                "These are no days to count from and to.", "Put in two dates, the earlier first."
            )
            return
        self._asked += 1
        self._program.store.service_facts(
            first, last, partial(self._counted, self._asked), self._fail
        )

    def _counted(self, asked: int, facts: ServiceFacts) -> None:
        if asked == self._asked:
            self._facts = facts
            self._program.store.audits.every(partial(self._with_audits, asked), self._fail)

    def _with_audits(self, asked: int, audits: tuple[Audit, ...]) -> None:
        if asked != self._asked or self._facts is None:
            return
        first, last = self._facts.first, self._facts.last
        self._audits = tuple(
            audit for audit in audits if first <= (audit.review_date or audit.begun_on) <= last
        )
        self._show()

    def _figures(self, *, small_too: bool) -> tuple[Figure, ...]:
        if self._facts is None:
            return ()
        titles = {q.id: f"{q.number}. {q.text}" for q in self._questions.questions}
        graded = document_figures(self._program.answers, self._audits, titles, small_too=small_too)
        counted: tuple[Figure, ...] = ()
        if self._facts.children:
            counted = caseload_figures(self._facts, self._program.law, small_too=small_too)
        return (*counted, *graded)

    def _show(self) -> None:
        self.figures = self._figures(small_too=self.small.isChecked())
        self._empty()
        view = PartsView("Parts of the picture")
        for group, some in groupby(self.figures, key=lambda figure: figure.group):
            view.add(group, partial(_column, tuple(some)))
        if self.figures:
            self._parts.addWidget(view)
            self._parts.setCurrentWidget(view)
            view.go(0)
        else:
            nothing = label("There is nothing to count in these days yet.")
            self._parts.addWidget(nothing)
            self._parts.setCurrentWidget(nothing)
        self.why.setVisible(not self.small.isChecked())
        self._describe()

    def _empty(self) -> None:
        while (shown := self._parts.widget(0)) is not None:
            self._parts.removeWidget(shown)
            shown.hide()
            shown.deleteLater()

    def _describe(self) -> None:
        facts = self._facts
        days = f"{long_date(facts.first)} to {long_date(facts.last)}" if facts is not None else ""
        count = len(facts.reviews) if facts is not None else 0
        reviews = f" · {counted(count, 'review')}" if count else ""
        self.where = f"{days}{reviews}"
        if self.main_action is not None:
            self.main_action.setEnabled(bool(self.figures))
        self.frame_changed.emit()

    def _save(self) -> None:
        title = "Choose a folder for the service picture"
        self._program.messages.choose_folder(self, title, self._save_to)

    def _save_to(self, folders: list[Path]) -> None:
        """Save the picture; small numbers never leave the screen."""
        if not folders or self._facts is None:
            return
        figures = self._figures(small_too=False)
        facts = PictureFacts(
            source="Counted from reviews and records",
            on=self._program.clock.today(),
            first=self._facts.first,
            last=self._facts.last,
            council=self._program.settings.council,
        )
        charts = {figure.id: chart_picture(figure) for figure in figures}
        job = partial(lead_documents.save_service_picture, figures, charts, facts, str(folders[0]))
        self._program.helper.run(job, partial(self._saved, self._asked), self._fail)

    def _saved(self, asked: int, made: tuple[ExportResult, ExportResult]) -> None:
        if asked != self._asked:
            return
        names = " and ".join(Path(one.path).name for one in made)
        self._program.messages.tell(f"Saved: {names}.", tone=Tone.GOOD)

    def _fail(self, fault: UserFacingError) -> None:
        self._program.messages.warn(fault)

    def _go(self, kind: PlaceKind) -> None:
        self._program.navigator.go(Place(kind=kind))

    def _make_actions(self) -> None:
        self.main_action = action(self, "Save as Word and CSV…", "", self._save)
        self.header_actions = (
            action(self, "Quality assurance", "", partial(self._go, PlaceKind.QUALITY)),
            action(self, "My children", "", partial(self._go, PlaceKind.CASELOAD)),
        )

    def _lay_out(self) -> None:
        row = QWidget()
        flow = Flow(row)
        for words, field, name in (("From", self.first, "from"), ("to", self.last, "to")):
            field.edit.setObjectName(f"picture_{name}")
            field.edit.setAccessibleName(f"Count {words.casefold()}")
            flow.addWidget(label(words, wraps=False))
            flow.addWidget(field)
        flow.addWidget(self.count)
        flow.addWidget(self.small)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.S5, theme.S3, theme.S5, theme.S3)
        column.setSpacing(theme.S2)
        for part in (row, self.why):
            column.addWidget(part)
        column.addWidget(self._parts, 1)
        self._parts.setMinimumHeight(theme.px(220))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll(inside))


def year_of(today: date) -> tuple[date, date]:
    """Return the first and the last day of the year from April in which a UK date lies."""
    year = today.year if today.month >= _APRIL else today.year - 1
    return date(year, _APRIL, 1), date(year + 1, _APRIL - 1, 31)


def _column(figures: tuple[Figure, ...]) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, theme.S2, 0)
    column.setSpacing(theme.S4)
    for figure in figures:
        column.addWidget(FigureCard(figure))
    column.addStretch(1)
    return box
