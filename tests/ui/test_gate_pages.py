"""First run, unlocking, recovery and changing the passphrase, by real key presses."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from models import keyheader, keys, store_access
from models.faults import DamagedHeaderError, WrongPassphraseError
from models.keys import FLOOR_COST
from models.recovery import RecoveryCode
from models.store_access import Unlocked
from models.terms import Role
from tests.support import stores, walk
from tests.support.memory_program import memory_program
from ui import theme
from ui.background import InlineWorker, errand_thread
from ui.gate.change_passphrase import ChangePassphrasePage
from ui.gate.door import FolderDoor, NewStore
from ui.gate.first_run import FirstRun, FirstRunAnswers
from ui.gate.gate import Gate
from ui.gate.passphrase_field import CAPS_LOCK
from ui.gate.patience import WAITS, Patience
from ui.gate.printing import code_sheet
from ui.gate.ready_step import AfterFirstRun
from ui.gate.recovery_step import RecoveryStep

OWN = "my grey cat sings to nobody at noon"


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive at the floor cost: what a derivation costs is the business of tests/models."""
    monkeypatch.setattr(keys, "affordable_cost", lambda: FLOOR_COST)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a store."""
    home = tmp_path / "home"
    home.mkdir()
    stores.made(home).close()
    return home


class Hands:
    """Shows pages and types into them."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.kept: list[QWidget] = []

    def show(self, widget: QWidget) -> None:
        self.kept.append(widget)
        self.qtbot.addWidget(widget)
        widget.resize(900, 700)
        widget.show()
        widget.activateWindow()
        self.qtbot.waitUntil(widget.isActiveWindow)

    def type(self, text: str, field: QLineEdit | None = None) -> None:
        target = field or QApplication.focusWidget()
        assert isinstance(target, QLineEdit)
        assert walk.has_focus(target), "the field has not the focus"
        target.clear()
        self.qtbot.keyClicks(target, text)
        self.qtbot.keyClick(target, Qt.Key.Key_Return)

    def press(self, widget: QWidget) -> None:
        assert widget.isVisible()
        assert widget.isEnabled()
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.fixture
def hands(qtbot: QtBot, qapp: QApplication) -> Hands:
    theme.apply_theme(qapp, "light", 100)
    return Hands(qtbot)


@pytest.fixture
def time_now() -> list[float]:
    return [1000.0]


@pytest.fixture
def gate(hands: Hands, folder: Path, time_now: list[float]) -> Iterator[Gate]:
    door = FolderDoor(folder, InlineWorker())
    made = Gate(lambda: door, Patience(lambda: time_now[0]))
    hands.show(made)
    made.show_unlock()
    yield made
    made.close()


def opened_by(gate: Gate) -> list[Unlocked]:
    found: list[Unlocked] = []
    gate.unlocked.connect(found.append)
    return found


def test_that_the_right_passphrase_opens_and_is_forgotten(gate: Gate, hands: Hands) -> None:
    found = opened_by(gate)
    hands.type(stores.PASSPHRASE)
    assert [one.data_key.is_same(stores.key()) for one in found] == [True]
    assert gate.unlock_page.field.text == ""


def test_that_key_derivation_never_blocks_the_page(
    hands: Hands, folder: Path, qtbot: QtBot
) -> None:
    errands = errand_thread()
    try:
        gate = Gate(lambda: FolderDoor(folder, errands))
        hands.show(gate)
        gate.show_unlock()
        with qtbot.waitSignal(gate.unlocked):
            hands.type(stores.PASSPHRASE)
            assert not gate.unlock_page.open_button.isEnabled()
        assert gate.unlock_page.open_button.isEnabled()
    finally:
        errands.close()


def test_that_wrong_tries_wait_longer_and_say_so_in_words(
    gate: Gate, hands: Hands, time_now: list[float]
) -> None:
    page = gate.unlock_page
    waits = []
    for _ in range(4):
        hands.type("not the passphrase")
        left = page._patience.seconds_left
        waits.append(left)
        time_now[0] += left
        page._patience.tick()
    assert waits == [0, 0, 1, 2]
    assert page.problem.text() == WrongPassphraseError.said
    hands.type("not the passphrase")
    assert page.remedy.text() == "Please wait 4 seconds, then try again. Nothing is lost."
    time_now[0] += 2.5
    page._patience.tick()
    assert page.remedy.text() == "Please wait 2 seconds, then try again. Nothing is lost."
    found = opened_by(gate)
    hands.type(stores.PASSPHRASE)
    assert found == []
    time_now[0] += 2
    page._patience.tick()
    assert page.remedy.text() == "You can try again now."
    hands.type(stores.PASSPHRASE)
    assert len(found) == 1
    assert page._patience.tries == 0


def test_that_waits_never_grow_beyond_half_a_minute() -> None:
    now = [0.0]
    patience = Patience(lambda: now[0])
    waited = []
    for _ in range(12):
        waited.append(patience.wrong())
        now[0] += 60
    assert waited == [*WAITS, 30, 30, 30, 30]


def test_that_a_damaged_key_file_is_never_called_a_wrong_passphrase(
    gate: Gate, hands: Hands, folder: Path
) -> None:
    for name in (keyheader.KEY_FILE, keyheader.KEY_COPY):
        (folder / name).write_bytes(b"{}")
    hands.type(stores.PASSPHRASE)
    assert gate.unlock_page.problem.text() == DamagedHeaderError.said
    assert gate.unlock_page._patience.tries == 0


def test_that_a_passphrase_can_be_shown_and_pasted(gate: Gate, hands: Hands) -> None:
    field = gate.unlock_page.field
    QApplication.clipboard().setText(stores.PASSPHRASE)
    hands.qtbot.keyClick(field.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QApplication.clipboard().clear()
    assert field.text == stores.PASSPHRASE
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password
    hands.press(field.show_button)
    assert field.edit.echoMode() is QLineEdit.EchoMode.Normal
    assert walk.has_focus(field.edit)


def test_that_caps_lock_is_noticed_and_shift_is_not(gate: Gate, hands: Hands) -> None:
    field = gate.unlock_page.field
    caps = next(label for label in field.findChildren(QWidget) if _says(label, CAPS_LOCK))
    for letter, shift, is_on in (
        ("a", False, False),
        ("A", True, False),
        ("A", False, True),
        ("1", False, True),
        ("a", True, True),
        ("a", False, False),
    ):
        modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        hands.qtbot.keyClick(field.edit, letter, modifier)
        assert caps.isVisible() is is_on, (letter, shift)


def _says(widget: QWidget, words: str) -> bool:
    text: Callable[[], str] | None = getattr(widget, "text", None)
    return callable(text) and text() == words


def test_that_the_recovery_code_forces_a_new_passphrase_and_a_new_code(
    gate: Gate, hands: Hands, folder: Path
) -> None:
    found = opened_by(gate)
    _, data_key, code = stores.keys_of_all()
    hands.press(gate.unlock_page.code_button)
    steps = gate.recovering
    assert steps is not None
    hands.type(code.text.lower().replace("-", " "))
    assert found == []
    offered = steps.passphrase.offered
    assert len(offered.split()) == 4
    hands.type(offered)
    new_code = steps._code
    assert new_code is not None
    answer_groups(hands, steps.recovery, new_code)
    assert [one.data_key.is_same(data_key) for one in found] == [True]
    assert store_access.unlock(folder, offered).data_key.is_same(data_key)
    assert store_access.recover(folder, new_code).data_key.is_same(data_key)
    with pytest.raises(WrongPassphraseError):
        store_access.unlock(folder, stores.PASSPHRASE)
    assert steps._code is None


def test_that_a_mistyped_code_names_the_group_to_look_at(gate: Gate, hands: Hands) -> None:
    code = stores.keys_of_all()[2]
    wrong = "X" if code.text[0] != "X" else "Y"
    hands.press(gate.unlock_page.code_button)
    hands.type(wrong + code.text[1:])
    assert gate.recovering is not None
    assert "group 1" in gate.recovering.code_page.problem.text()


def answer_groups(hands: Hands, step: RecoveryStep, code: RecoveryCode) -> None:
    """Type both groups back that the step asks for."""
    first, second = step.findChildren(QLineEdit)
    first.setFocus()
    hands.qtbot.keyClicks(first, code.groups[step.asked[0] - 1].lower())
    second.setFocus()
    hands.qtbot.keyClicks(second, code.groups[step.asked[1] - 1])
    hands.qtbot.keyClick(second, Qt.Key.Key_Return)


@pytest.fixture
def first_run(hands: Hands, tmp_path: Path) -> FirstRun:
    door = FolderDoor(tmp_path / "new", InlineWorker())
    made = FirstRun(lambda: door)
    hands.show(made)
    return made


def test_that_the_first_run_makes_a_store_that_passphrase_and_code_open(
    first_run: FirstRun, hands: Hands, tmp_path: Path
) -> None:
    answers: list[FirstRunAnswers] = []
    first_run.answered.connect(answers.append)
    hands.type("")
    assert first_run.welcome.problem.text() == "Please type your name."
    first_run.welcome.council.setText("Brackwell")
    hands.type("Morag Bell")
    hands.press(_button(first_run, "Other words"))
    offered = first_run.passphrase.offered
    hands.type("something else")
    assert first_run.passphrase.problem.text() == "These are not yet the four words above."
    hands.type(offered)
    code = first_run._code
    assert code is not None
    labels = first_run.recovery.findChildren(QLabel)
    assert tuple(w.text() for w in labels if w.property("look") == "code") == code.groups
    answer_groups(hands, first_run.recovery, code)
    (answer,) = answers
    assert (answer.name, answer.role, answer.council) == ("Morag Bell", Role.IRO, "Brackwell")
    assert keyheader.unlocked(answer.header, offered).is_same(answer.data_key)
    assert keyheader.recovered(answer.header, code).is_same(answer.data_key)
    first_run.store_made()
    assert (first_run._passphrase, first_run._code, first_run.passphrase.offered) == ("", None, "")
    chosen: list[AfterFirstRun] = []
    first_run.finished.connect(chosen.append)
    hands.press(_button(first_run, "Open the practice caseload"))
    assert chosen == [AfterFirstRun.PRACTICE]


def test_that_a_group_typed_wrongly_is_named_and_nothing_is_made(
    first_run: FirstRun, hands: Hands
) -> None:
    answers: list[FirstRunAnswers] = []
    first_run.answered.connect(answers.append)
    hands.type("Morag Bell")
    hands.type(first_run.passphrase.offered)
    first, _ = first_run.recovery.findChildren(QLineEdit)
    first.setFocus()
    hands.type("OOPS")
    asked = first_run.recovery.asked[0]
    assert first_run.recovery.problem.text().startswith(f"Group {asked} is not")
    assert walk.has_focus(first)
    assert answers == []


@pytest.mark.parametrize(
    ("own", "is_taken"),
    [("password1", False), ("morag bell is at home every day", False), (OWN, True)],
)
def test_that_an_own_passphrase_is_judged_and_names_are_refused(
    first_run: FirstRun, hands: Hands, own: str, is_taken: bool
) -> None:
    hands.type("Morag Bell")
    step = first_run.passphrase
    hands.press(step.other_way)
    hands.qtbot.keyClicks(step.own.edit, own)
    step.again.edit.setFocus()
    hands.type(own)
    assert (first_run.currentWidget() is first_run.recovery) is is_taken
    assert ("not strong enough" in step.problem.text()) is not is_taken


def test_that_decomposed_letters_count_as_the_same_passphrase(
    first_run: FirstRun, hands: Hands
) -> None:
    hands.type("Morag Bell")
    step = first_run.passphrase
    hands.press(step.other_way)
    step.own.edit.setText(OWN + " é")
    step.again.edit.setText(OWN + " e\u0301")
    step.go_on()
    assert first_run.currentWidget() is first_run.recovery


def test_that_a_store_that_cannot_be_made_is_told_and_can_be_tried_again(
    first_run: FirstRun, hands: Hands
) -> None:
    from models.faults import ReadOnlyError

    answers: list[FirstRunAnswers] = []
    first_run.answered.connect(answers.append)
    hands.type("Morag Bell")
    hands.type(first_run.passphrase.offered)
    code = first_run._code
    assert code is not None
    answer_groups(hands, first_run.recovery, code)
    first_run.store_failed(ReadOnlyError())
    assert first_run.recovery.problem.text() == ReadOnlyError.said
    hands.press(first_run.recovery.next_button)
    assert len(answers) == 2


def test_that_the_printed_sheet_holds_the_whole_code() -> None:
    code = stores.keys_of_all()[2]
    text = code_sheet(code.groups).toPlainText()
    assert all(group in text for group in code.groups)


@pytest.fixture
def change(hands: Hands, folder: Path) -> ChangePassphrasePage:
    door = FolderDoor(folder, InlineWorker())
    page = ChangePassphrasePage(memory_program(), lambda: door)
    hands.show(page)
    page.entered()
    return page


def test_that_changing_asks_for_the_old_passphrase_and_ends_its_use(
    change: ChangePassphrasePage, hands: Hands, folder: Path
) -> None:
    changed: list[object] = []
    change.changed.connect(changed.append)
    hands.type("not the old one")
    assert change.old.problem.text() == WrongPassphraseError.said
    hands.type(stores.PASSPHRASE)
    offered = change.new.offered
    hands.type(offered)
    assert changed == [[]]
    assert store_access.unlock(folder, offered).data_key.is_same(stores.key())
    with pytest.raises(WrongPassphraseError):
        store_access.unlock(folder, stores.PASSPHRASE)
    assert (change._passphrase, change._unlocked) == ("", None)


def test_that_a_passphrase_somebody_knows_asks_for_everything_to_be_written_anew(
    change: ChangePassphrasePage, hands: Hands, folder: Path
) -> None:
    asked: list[tuple[Unlocked, NewStore]] = []
    change.rotation_asked.connect(lambda old, new: asked.append((old, new)))
    change.old.somebody.setChecked(True)
    change.old.field.edit.setFocus()
    hands.type(stores.PASSPHRASE)
    offered = change.new.offered
    hands.type(offered)
    code = change._code
    assert code is not None
    answer_groups(hands, change.recovery, code)
    ((old, new),) = asked
    assert new.header.store_id == old.header.store_id
    assert not new.data_key.is_same(old.data_key)
    assert keyheader.unlocked(new.header, offered).is_same(new.data_key)
    change.rotated([])
    assert change._code is None


def _button(root: QWidget, words: str) -> QWidget:
    from ui.kit import KeyButton

    return next(b for b in root.findChildren(KeyButton) if b.words == words and b.isVisible())


def test_that_every_page_of_the_gate_has_names_targets_and_room(
    gate: Gate, first_run: FirstRun, change: ChangePassphrasePage, hands: Hands
) -> None:
    gate.show_recovery()
    assert gate.recovering is not None
    code = stores.keys_of_all()[2]
    for step in (first_run.passphrase, gate.recovering.passphrase, change.new):
        step.begin()
    for shown in (first_run.recovery, gate.recovering.recovery, change.recovery):
        shown.begin(code)
    stacks = [gate, gate.recovering, first_run, change._steps]
    seen = 0
    for stack in stacks:
        for index in range(stack.count()):
            stack.setCurrentIndex(index)
            page = stack.currentWidget()
            assert page is not None
            stack.window().resize(683, 728)
            QApplication.processEvents()
            assert walk.unnamed(page) == []
            assert walk.too_small(page) == []
            assert walk.cut_off(page) == []
            seen += 1
    assert seen >= 10


def test_that_nothing_but_qt_and_resources_is_read_before_the_field_answers() -> None:
    program = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication([])\n"
        "from ui import theme\n"
        "from ui.main_window import MainWindow\n"
        "from ui.gate.gate import Gate\n"
        "theme.apply_theme(app)\n"
        "window = MainWindow()\n"
        "gate = Gate(lambda: None)\n"
        "window.show_gate(gate)\n"
        "window.show()\n"
        "app.processEvents()\n"
        "assert gate.unlock_page.field.edit.hasFocus()\n"
        "tops = {name.split('.')[0] for name in sys.modules}\n"
        "heavy = {'models', 'export', 'msgspec', 'cryptography', 'sqlcipher3', 'zxcvbn', 'docx',"
        " 'lxml', 'holidays', 'concurrent', 'multiprocessing', 'asyncio', 'email'}\n"
        "print(sorted(tops & heavy))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr
