"""The sheet on which a kept state stands beside what the record says now.

Nothing is ever lost by bringing a text back: what stood there is kept first, and undo works.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from models.calendar import weekday_date
from models.clock import uk_time
from models.compared import (
    brought_back,
    compare_minutes,
    compare_recommendations,
)
from models.edits import Opened, Together
from models.errors import UserFacingError
from models.kept_states import StateKind
from models.review import SignedVersion
from models.store_rows import SnapshotRow
from ui import theme
from ui.fields.row_list import Fact, Row, RowList
from ui.kit import Card, KeyButton, announce, quiet_label, scroll, title_label
from ui.program import Program
from ui.session import ReviewSession
from ui.versions.beside import BesideView, Titled

_WIDE = 900
_SHORT_HASH = 12
_NONE_YET = (
    "Nothing is kept yet. A state is kept every five minutes of change, when the meeting ends,"
    " when writing up begins, and with every version that is signed off."
)


class VersionsSheet(QWidget):
    """Takes the place of the page while earlier states are looked at."""

    closed = Signal()

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("versions")
        self._program = program
        self._session: ReviewSession | None = None
        self._titles: tuple[tuple[str, str], ...] = ()
        self._rows: dict[str, SnapshotRow] = {}
        self._earlier: tuple[str, Opened] | None = None
        self._changed: list[str] = []
        self._make()

    # -- what is shown

    def begin(self, session: ReviewSession, titles: tuple[tuple[str, str], ...]) -> None:
        """Show the kept states of the open review; ``titles`` are parts by id, in their order."""
        self.forget()
        self._session, self._titles = session, titles
        session.flush()
        review = session.opened.the_review.id
        self._program.store.states.of(review, partial(self._came, session), self._failed)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Let go of every word."""
        self._session = self._earlier = None
        self._titles, self._rows, self._changed = (), {}, []
        self.list.show_rows(())
        self.beside.forget()
        self.none.hide()
        self.all_back.hide()

    def _came(self, session: ReviewSession, rows: tuple[SnapshotRow, ...]) -> None:
        if session is not self._session:
            return
        self._show_rows(session, rows)
        self.none.setVisible(not rows)
        if rows:
            self.list.set_current(str(rows[0].number))
            self._read(str(rows[0].number))

    def _show_rows(self, session: ReviewSession, rows: tuple[SnapshotRow, ...]) -> None:
        versions = {v.number: v for v in session.opened.the_review.head.versions}
        self._rows = {str(row.number): row for row in rows}
        self.list.show_rows([_row(row, versions.get(row.version or 0)) for row in rows])

    def _read(self, key: str) -> None:
        row, session = self._rows.get(key), self._session
        if row is not None and session is not None:
            self._program.store.states.read(
                row.number, partial(self._was_read, session, key), self._failed
            )

    def _was_read(self, session: ReviewSession, key: str, earlier: Opened) -> None:
        if session is self._session and self.list.current_key == key:
            self._earlier = (key, earlier)
            self.refresh()

    def refresh(self) -> None:
        """Set the chosen state beside what stands now."""
        if self._session is None or self._earlier is None:
            return
        key, earlier = self._earlier
        now = self._session.opened
        sections = {one.section: one for one in compare_minutes(earlier, now)}
        known = [(name, title) for name, title in self._titles if name in sections]
        self._changed = [name for name, _ in known if sections[name].is_changed]
        titled = [
            Titled(title=title, section=sections[name])
            for name, title in known
            if name in self._changed or self.whole.isChecked()
        ]
        recommendations = compare_recommendations(earlier.the_review, now.the_review)
        self.beside.show_pair(
            _when(self._rows[key]), titled, recommendations, whole=self.whole.isChecked()
        )
        self.all_back.setVisible(bool(self._changed))

    # -- bringing back

    def _bring_back(self, section: str) -> None:
        """Keep what stands now, then put the earlier text of one section in its place."""
        self._keep_then([section])

    def _bring_all_back(self) -> None:
        self._keep_then(self._changed)

    def _keep_then(self, sections: list[str]) -> None:
        session, earlier = self._session, self._earlier
        if session is None or earlier is None or not sections:
            return

        def kept(_: None) -> None:
            if session is not self._session:
                return
            edits = [brought_back(earlier[1], session.opened, name) for name in sections]
            back = tuple(edit for edit in edits if edit is not None)
            if back:
                session.apply(Together(edits=back), "bringing an earlier text back")
                session.flush()
            words = "The earlier text is back. What stood there is kept, and undo brings it back."
            announce(self, words)
            self._program.messages.tell(words)
            self._program.store.states.of(
                session.opened.the_review.id, partial(self._again, session), self._failed
            )

        self._program.store.states.keep(session.opened, StateKind.PUT_BACK, kept, self._failed)

    def _again(self, session: ReviewSession, rows: tuple[SnapshotRow, ...]) -> None:
        """Show the rows with the one that was just kept; the state that is looked at stays."""
        if session is not self._session:
            return
        self._show_rows(session, rows)
        self.refresh()

    def _failed(self, fault: UserFacingError) -> None:
        self._program.messages.warn(fault)

    # -- drawing

    def _make(self) -> None:
        self.back = KeyButton("Back to writing", kind="main", on_click=self.closed.emit)
        self.back.setObjectName("versions_back")
        head = QHBoxLayout()
        head.addWidget(title_label("Earlier states"), 1)
        head.addWidget(self.back)
        states = Card("Kept")
        self.list = RowList("Kept states", fits=True)
        self.list.setObjectName("kept_states")
        self.list.setAccessibleDescription("The newest first. Arrow keys set one beside now.")
        self.list.current_changed.connect(self._read)
        self.list.chosen.connect(self._read)
        self.none = quiet_label(_NONE_YET)
        states.body.addWidget(self.list)
        states.body.addWidget(self.none)
        self.whole = QCheckBox("Show also what is the same")
        self.whole.setObjectName("versions_whole")
        self.whole.toggled.connect(lambda _on: self.refresh())
        self.all_back = KeyButton("Bring all of it back", on_click=self._bring_all_back)
        self.beside = BesideView()
        self.beside.wanted_back.connect(self._bring_back)
        pair = Card()
        pair.body.addWidget(self.whole)
        pair.body.addWidget(self.all_back)
        pair.body.addWidget(self.beside)
        self._states, self._pair = QWidget(), QWidget()
        for holder, card in ((self._states, states), (self._pair, pair)):
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(card)
            column.addStretch(1)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.S4)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(theme.S5, theme.S5, theme.S5, theme.S5)
        layout.setSpacing(theme.S4)
        layout.addLayout(head)
        layout.addLayout(self._grid)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll(inside, "Earlier states"))
        self._place_columns()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place_columns()

    def _place_columns(self) -> None:
        """Put the two beside each other, or under each other where there is little room."""
        narrow = self.width() < theme.px(_WIDE)
        self._grid.addWidget(self._states, 0, 0)
        self._grid.addWidget(self._pair, 1 if narrow else 0, 0 if narrow else 1)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 0 if narrow else 5)
        self.beside.set_narrow(narrow=narrow)


def _when(row: SnapshotRow) -> str:
    at = uk_time(row.at)
    return f"{weekday_date(at.date())}, {at:%H:%M}"


def _row(row: SnapshotRow, version: SignedVersion | None) -> Row:
    if row.kind == StateKind.SIGNED.value:
        facts = [Fact(f"Signed off by {version.by}")] if version is not None else []
        if version is not None and version.sha256:
            facts.append(Fact(f"SHA-256 {version.sha256[:_SHORT_HASH]}…"))
        words = f"Version {row.version} · {_when(row)}"
        return Row(key=str(row.number), words=words, facts=tuple(facts), state="signed off")
    return Row(key=str(row.number), words=_when(row), facts=(Fact(StateKind(row.kind).label),))
