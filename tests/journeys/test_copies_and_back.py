"""From a person's copy to the line that would tell them something, and back to their copy."""

from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from desktop.demo.hands import Hands
from models.case_file import CaseFile
from models.terms import CopyKind, KeptFact
from tests.support.homes import made_home
from tests.support.sample import CHILD_ID, MUM, REVIEW_ID, sample_case
from tests.support.whole import running, unlock
from ui.editor import LinesEditor
from ui.exporting.page import COPIES, ExportPage
from ui.places import Place, PlaceKind
from ui.write_up.page import WriteUpPage


def case_with_lines_that_tell() -> CaseFile:
    """Return the sample, in which Mum may not learn where the child lives from her copy."""
    case = sample_case()
    review = next(review for review in case.reviews if review.id == REVIEW_ID)
    parts = tuple(
        msgspec.structs.replace(part, copy=CopyKind.FULL, kept_back=(KeptFact.ADDRESS,))
        if part.person_id == MUM
        else part
        for part in review.head.attendance
    )
    head = msgspec.structs.replace(review.head, attendance=parts)
    others = [one for one in case.reviews if one.id != REVIEW_ID]
    changed = msgspec.structs.replace(review, head=head)
    return msgspec.structs.replace(case, reviews=(*others, changed))


def test_that_a_line_that_tells_is_gone_to_and_the_way_back_leads_to_the_same_copy(
    tmp_path: Path, qapp: object
) -> None:
    with running(made_home(tmp_path / "home", case_with_lines_that_tell())) as heard:
        hands = Hands(heard.window)
        unlock(heard, hands)
        desk = heard.furniture.desk
        desk.go(Place(kind=PlaceKind.EXPORT, child_id=CHILD_ID, review_id=REVIEW_ID))
        export = heard.furniture.pages[PlaceKind.EXPORT]
        assert isinstance(export, ExportPage)
        hands.wait(lambda: heard.window.page is export, "the export page")
        export.parts.go(COPIES)
        copies = export.copies
        copies.list.set_current(MUM)
        copies.list.current_changed.emit(MUM)
        assert copies.telling.rows
        told = [row.words for row in copies.telling.rows]
        copies.telling.set_current("0")
        QTest.keyClick(copies.telling, Qt.Key.Key_Return)
        write_up = heard.window.page
        assert isinstance(write_up, WriteUpPage)
        editor = heard.window.focusWidget()
        assert isinstance(editor, LinesEditor)
        assert editor.line is not None
        assert editor.line.text == told[0]
        back: QAction = write_up.header_actions[-1]
        assert back.text() == "Back to the copies"
        back.trigger()
        assert heard.window.page is export
        assert export.parts.current == COPIES
        assert copies.list.current_key == MUM
        assert write_up.header_actions[-1].text() == "Export"
