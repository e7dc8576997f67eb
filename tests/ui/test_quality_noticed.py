"""What the checks found in a document stands beside the lead's comments, with its place."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import msgspec
from docx import Document
from PySide6.QtCore import Qt

from export.qa.outcome import Outcome, Quality, Reply
from export.qa.outcome import Row as FolderRow
from models.questions import load_questions
from tests.ui.test_quality_page import Desk, desk
from ui.fields.row_list import RowList
from ui.quality.reading import answered
from ui.quality.values import Listed

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["desk"]


def test_that_what_was_noticed_is_listed_once_and_leads_to_its_words(
    desk: Desk, tmp_path: Path
) -> None:
    document = Document()
    document.add_heading("Looked After Child Review", 0)
    document.add_heading("Home", 1)
    document.add_paragraph("He is settled in his placement.")
    document.add_paragraph("The placement is near his school. Mum's number is 07700 900123.")
    path = tmp_path / "other.docx"
    document.save(str(path))
    desk.open(path)
    desk.qtbot.waitUntil(lambda: desk.page.work is not None)
    noticed = desk.find(RowList, "noticed_list")
    states = {row.words.split("”")[0]: row.state for row in noticed.rows}
    assert states == {"“07700 900123": "", "“placement": "2 places"}
    remarks = desk.page.desk.remarks
    noticed.chosen.emit(next(row.key for row in noticed.rows if row.state))
    assert desk.page.desk.document.chosen() is not None
    assert remarks.noticed_heading.text().startswith("What Heard noticed")
    desk.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert [remark.spot.quoted for remark in desk.audit.remarks] == ["placement"]


def test_that_a_document_without_a_no_is_never_said_to_be_clear() -> None:
    one = Listed(path="a", name="a", yes=3, cannot_tell=19)
    assert (one.state, one.state_role) == ("nothing noticed", "quiet")
    assert Listed(path="a", name="a", noticed=2).state == "2 noticed"
    assert Listed(path="a", name="a", no=1, noticed=2).state == "1 to look at"


def test_that_a_review_counts_once_in_the_service_picture_however_many_documents_it_sent() -> None:
    def row(path: str, kind: str, *replies: Reply) -> FolderRow:
        told = zip(("private_talk", "advocate"), replies, strict=True)
        outcomes = tuple(Outcome(question=id_, reply=reply) for id_, reply in told)
        one = Quality(name=path, kind=kind, reference="BR-1 · review 2", outcomes=outcomes)
        return FolderRow(path=path, label=path, packed=zlib.compress(msgspec.msgpack.encode(one)))

    yes, no, cannot = Reply.YES, Reply.NO, Reply.CANNOT_TELL
    rows = (
        row("letter", "letter", cannot, cannot),
        row("recommendations", "recommendations", yes, yes),
        row("minutes", "minutes", no, cannot),
        row("annex", "annex", cannot, cannot),
    )
    found = {one.id: (one.yes, one.no, one.cannot_tell) for one in answered(rows, load_questions())}
    assert found == {"private_talk": (0, 1, 0), "advocate": (1, 0, 0)}
