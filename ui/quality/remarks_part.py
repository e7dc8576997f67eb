"""The comments on a document: the lead's own, to be written into the copy, and those it has."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from export.feedback_reading import place_of
from export.feedback_sheet import shortened, where
from export.qa.outcome import Found
from export.reader.document import Spot
from export.reader.record import ReadRecord
from models.audit import Audit, Remark, drop_remark, put_remark
from models.audit import Spot as KeptSpot
from models.text import new_id
from ui import theme
from ui.audit_session import AuditSession
from ui.fields.bound_form import BoundForm
from ui.fields.row_list import Fact, Row, RowList
from ui.kit import Flow, KeyButton, label, quiet_label, scroll, small_heading_label
from ui.quality.values import spot_of

_HOW = (
    "Choose words in the document and press Enter, or use the button above it. "
    "Each comment goes into a copy of the Word file, at those words."
)
_THEIRS = "Comments that the document has"
_NOTICED = "What Heard noticed, for you to weigh"
_MOST = 300
"""Comments of a document that are listed; all of them are marked in it."""


class RemarksPart(QWidget):
    """Lists comments and lets the chosen one be written."""

    spot_chosen = Signal(object)
    """The stretch of the document to be shown."""

    def __init__(self, sections: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections = sections
        self._session: AuditSession | None = None
        self._current = ""
        self._theirs: dict[str, Spot] = {}
        self.how = quiet_label(_HOW)
        self.list = RowList("Your comments", fits=True)
        self.list.setObjectName("remark_list")
        self.list.current_changed.connect(self._show)
        self.list.chosen.connect(self._go_to)
        self.about = label()
        self.form = BoundForm("remark", columns=1)
        self.form.bind_text("words", "Your comment")
        self.form.edited.connect(self._edit)
        self.go = KeyButton("Show in the document", on_click=lambda: self._go_to(self._current))
        self.go.setObjectName("remark_go")
        self.drop = KeyButton("Take this comment out", on_click=self._drop)
        self.drop.setObjectName("remark_drop")
        self._noticed: dict[str, Spot] = {}
        self.noticed_heading = small_heading_label(_NOTICED)
        self.noticed = RowList(_NOTICED, fits=True)
        self.noticed.setObjectName("noticed_list")
        self.noticed.setAccessibleDescription("Enter goes to the words in the document.")
        self.noticed.chosen.connect(self._go_to_noticed)
        self.theirs_heading = small_heading_label(_THEIRS)
        self.theirs = RowList(_THEIRS, fits=True)
        self.theirs.setObjectName("document_comments")
        self.theirs.chosen.connect(self._go_to_theirs)
        self._lay_out()

    @property
    def count(self) -> int:
        """How many comments the lead has made."""
        return len(self.list.rows)

    def show_session(
        self, session: AuditSession, record: ReadRecord, found: Sequence[Found] = ()
    ) -> None:
        """Show the comments of another document, and what the checks found in it."""
        self._session, self._current = session, ""
        self._show_noticed(found)
        every = [one for one in record.document.comments if one.text.strip()]
        comments = every[:_MOST]
        first = f": the first {_MOST} of {len(every):,}" if len(every) > _MOST else ""
        self.theirs_heading.setText(f"{_THEIRS}{first}")
        self._theirs = {one.id: one.spots[0] if one.spots else Spot(at=0) for one in comments}
        self.theirs.show_rows(
            [
                Row(
                    key=one.id,
                    words=one.text.strip(),
                    facts=tuple(Fact(f) for f in (one.author, shortened(one.passage)) if f),
                    state="done" if one.done else "",
                    state_role="done",
                )
                for one in comments
            ]
        )
        for shown in (self.theirs_heading, self.theirs):
            shown.setVisible(bool(comments))
        self.show_audit(session.audit)

    def _show_noticed(self, found: Sequence[Found]) -> None:
        """List what the checks found, the same thing in several places once."""
        alike: dict[str, list[Found]] = {}
        for one in found:
            alike.setdefault(one.problem.casefold(), []).append(one)
        shown = list(alike.values())[:_MOST]
        first = f": the first {_MOST} of {len(alike):,}" if len(alike) > _MOST else ""
        self.noticed_heading.setText(f"{_NOTICED}{first}")
        places = {str(at): every[0].evidence for at, every in enumerate(shown)}
        self._noticed = {key: spot_of(place) for key, place in places.items() if place is not None}
        self.noticed.show_rows(
            [
                Row(
                    key=str(at),
                    words=every[0].problem,
                    facts=_facts(every[0]),
                    state=f"{len(every)} places" if len(every) > 1 else "",
                )
                for at, every in enumerate(shown)
            ]
        )
        for part in (self.noticed_heading, self.noticed):
            part.setVisible(bool(shown))

    def show_audit(self, audit: Audit) -> None:
        """Show the comments as they stand now."""
        remarks = sorted(audit.remarks, key=lambda one: (one.spot.at, one.spot.start))
        self.list.show_rows(
            [
                Row(
                    key=one.id,
                    words=one.words or "Nothing written yet",
                    words_role="text" if one.words else "quiet",
                    facts=tuple(
                        Fact(f)
                        for f in (where(one, self._sections), shortened(one.spot.quoted))
                        if f
                    ),
                )
                for one in remarks
            ]
        )
        self.list.setVisible(bool(remarks))
        if self._remark() is None:
            self._current = remarks[0].id if remarks else ""
        self._show_form()

    def begin(self, remark: Remark) -> None:
        """Add a comment and let it be written."""
        if self._session is not None:
            self._current = remark.id
            self._session.apply(put_remark(self._session.audit, remark), "adding a comment")
            self._show(remark.id)
            self.form.focus_first()

    def forget(self) -> None:
        """Show nothing."""
        self._session, self._current, self._theirs = None, "", {}
        self._show_noticed(())
        self.list.show_rows([])
        self.theirs.show_rows([])
        self.about.setText("")
        self.form.show_value(None)

    def _remark(self) -> Remark | None:
        remarks = self._session.audit.remarks if self._session is not None else ()
        return next((one for one in remarks if one.id == self._current), None)

    def _show(self, remark_id: str) -> None:
        self._current = remark_id
        self.list.set_current(remark_id)
        self._show_form()

    def _show_form(self) -> None:
        remark = self._remark()
        for shown in (self.about, self.form, self.go, self.drop):
            shown.setVisible(remark is not None)
        self.form.show_value(remark)
        self.about.setText("")
        if remark is not None:
            about = (where(remark, self._sections), shortened(remark.spot.quoted))
            self.about.setText(": ".join(part for part in about if part))

    def _edit(self, remark: Remark, words: str, joins: str) -> None:
        if self._session is not None:
            self._session.apply(put_remark(self._session.audit, remark), words, joins)

    def _drop(self) -> None:
        if self._session is not None and self._current:
            after = drop_remark(self._session.audit, self._current)
            self._session.apply(after, "taking a comment out")
            (self.list if self.list.rows else self.theirs).setFocus()

    def _go_to(self, remark_id: str) -> None:
        self._show(remark_id)
        remark = self._remark()
        if remark is not None:
            spot = remark.spot
            self.spot_chosen.emit(Spot(at=spot.at, start=spot.start, length=spot.length))

    def _go_to_theirs(self, comment_id: str) -> None:
        self.spot_chosen.emit(self._theirs[comment_id])

    def _go_to_noticed(self, key: str) -> None:
        if key in self._noticed:
            self.spot_chosen.emit(self._noticed[key])

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.S2, 0)
        column.setSpacing(theme.S2)
        row = QWidget()
        flow = Flow(row)
        flow.addWidget(self.go)
        flow.addWidget(self.drop)
        for part in (self.how, self.list, self.about, self.form, row, self.noticed_heading,
                     self.noticed, self.theirs_heading, self.theirs):  # fmt: skip
            column.addWidget(part)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll(inside))


def _facts(found: Found) -> tuple[Fact, ...]:
    """Return what to do about it, and where it stands."""
    place = found.evidence.where if found.evidence is not None else ""
    return tuple(Fact(words) for words in (found.remedy, place) if words)


def remark_at(spot: Spot, quoted: str, record: ReadRecord, question: str, at: datetime) -> Remark:
    """Return a comment at a stretch of the document, with nothing written yet; ``at`` is UTC."""
    section, recommendation = place_of(record, spot.at)
    kept = KeptSpot(
        at=spot.at,
        start=spot.start,
        length=spot.length,
        quoted=quoted,
        section=section,
        recommendation=recommendation.number if recommendation is not None else None,
    )
    return Remark(id=new_id(), at=at, spot=kept, question=question)
