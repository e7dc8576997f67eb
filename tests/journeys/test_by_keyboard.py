"""The whole journey with the keyboard alone, from the first run to the documents."""

from pathlib import Path

from desktop.demo.check import missing_from
from desktop.demo.clock import PlayClock
from desktop.demo.part import Part
from desktop.demo.play import SIZE, beginning, go_through
from tests.support.keyboard import KeyboardHands
from tests.support.small_case import small_case, write_case
from tests.support.whole import running


def test_that_a_whole_review_is_chaired_written_up_and_exported_by_keyboard_alone(
    tmp_path: Path, qapp: object
) -> None:
    source, case = write_case(tmp_path / "case.json"), small_case()
    out = tmp_path / "out"
    out.mkdir()
    with running(tmp_path / "home", PlayClock(beginning(case))) as heard:
        heard.window.resize(*SIZE)
        hands = KeyboardHands(heard.window)
        part = Part(case=case, source=source, out=out, hands=hands, heard=heard)
        assert go_through(part, lambda _: None) == ""
    assert missing_from(part) == []
