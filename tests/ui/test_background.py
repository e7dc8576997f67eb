"""Jobs run elsewhere, answers come on the GUI thread, and each kind of fault to its own door."""

import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from models.errors import UserFacingError
from tests.support import helper_jobs
from ui.background import (
    ExecutorWorker,
    Helper,
    InlineWorker,
    Worker,
    errand_thread,
    helper_process,
    store_thread,
)

HELPER_MS = 60_000
"""Starting a Python anew is slow on a busy machine, and slower under Wine."""


class Answers:
    """What came back, in order, and on which thread."""

    def __init__(self) -> None:
        self.results: list[Any] = []
        self.faults: list[UserFacingError] = []
        self.threads: set[int] = set()

    def done(self, result: Any) -> None:
        self.threads.add(threading.get_ident())
        self.results.append(result)

    def failed(self, fault: UserFacingError) -> None:
        self.threads.add(threading.get_ident())
        self.faults.append(fault)

    @property
    def count(self) -> int:
        return len(self.results) + len(self.faults)


def asked(worker: Worker, job: Any, qtbot: QtBot) -> Answers:
    answers = Answers()
    worker.run(job, answers.done, answers.failed)
    qtbot.waitUntil(lambda: answers.count == 1, timeout=HELPER_MS)
    return answers


@pytest.fixture(params=[store_thread, errand_thread])
def thread(request: pytest.FixtureRequest, qapp: object) -> Iterator[ExecutorWorker]:
    interval = sys.getswitchinterval()
    worker = request.param()
    yield worker
    worker.close()
    sys.setswitchinterval(interval)


@pytest.fixture(scope="module")
def helper(qapp: object) -> Iterator[Helper]:
    """Give one helper process to all tests: it takes a while to start."""
    with ExitStack() as stack:
        worker = helper_process()
        stack.callback(worker.close)
        yield worker


def test_that_a_job_runs_elsewhere_and_its_answer_comes_on_the_gui_thread(
    thread: ExecutorWorker, qtbot: QtBot
) -> None:
    answers = asked(thread, threading.get_ident, qtbot)
    assert answers.results != [threading.get_ident()]
    assert answers.threads == {threading.get_ident()}


def test_that_jobs_are_done_one_after_the_other_and_answered_in_order(
    thread: ExecutorWorker, qtbot: QtBot
) -> None:
    answers, running, most = Answers(), [0], [0]

    def job(number: int) -> int:
        running[0] += 1
        most[0] = max(most[0], running[0])
        running[0] -= 1
        return number

    for number in range(50):
        thread.run(partial(job, number), answers.done, answers.failed)
    assert thread.finish(lambda: "last") == "last"
    qtbot.waitUntil(lambda: answers.count == 50)
    assert answers.results == list(range(50))
    assert most == [1]


def test_that_a_fault_of_the_world_reaches_failed_with_its_words(
    thread: ExecutorWorker, qtbot: QtBot
) -> None:
    answers = asked(thread, helper_jobs.world_fault, qtbot)
    assert answers.faults[0].problem == "The disk is full."
    with pytest.raises(UserFacingError, match="The disk is full"):
        thread.finish(helper_jobs.world_fault)


def test_that_a_bug_is_raised_on_the_gui_thread_and_answers_nobody(
    thread: ExecutorWorker, qtbot: QtBot
) -> None:
    answers = Answers()
    with qtbot.captureExceptions() as raised:
        thread.run(helper_jobs.bug, answers.done, answers.failed)
        qtbot.waitUntil(lambda: bool(raised))
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]
    assert answers.count == 0


def test_that_closing_finishes_what_is_queued(qapp: object) -> None:
    worker = errand_thread()
    done: list[int] = []
    for number in range(20):
        worker.run(partial(done.append, number), lambda _: None, lambda _: None)
    worker.close()
    assert done == list(range(20))


def test_that_what_was_asked_before_closing_is_answered_no_more(qtbot: QtBot) -> None:
    worker, answers = errand_thread(), Answers()
    worker.run(lambda: 1, answers.done, answers.failed)
    worker.run(helper_jobs.world_fault, answers.done, answers.failed)
    worker.close()
    QCoreApplication.processEvents()
    assert answers.count == 0


def test_that_the_inline_worker_answers_at_once_and_tells_faults_apart() -> None:
    worker, answers = InlineWorker(), Answers()
    worker.run(lambda: 1, answers.done, answers.failed)
    worker.run(helper_jobs.world_fault, answers.done, answers.failed)
    assert answers.results == [1]
    assert len(answers.faults) == 1
    with pytest.raises(ZeroDivisionError):
        worker.run(helper_jobs.bug, answers.done, answers.failed)
    assert worker.finish(lambda: 2) == 2
    worker.close()


def test_that_the_helper_is_a_fresh_process_that_has_nothing_of_ours(
    helper: Helper, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(helper_jobs.MARK, "value", "a data key")
    answers = asked(helper, helper_jobs.read_mark, qtbot)
    assert answers.results == ["as imported"]
    assert answers.threads == {threading.get_ident()}
    mine = helper_jobs.process_and_thread()[0]
    assert helper.finish(helper_jobs.process_and_thread)[0] != mine


def test_that_the_helper_never_loads_the_store_or_its_keys(helper: Helper) -> None:
    loaded = set(helper.finish(helper_jobs.loaded_modules))
    assert "ui.background" in loaded
    assert not loaded & {"sqlcipher3", "models.sqlcipher", "models.store", "models.keys"}
    assert not loaded & {"PySide6.QtWidgets", "PySide6.QtNetwork"}


def test_that_a_fault_of_the_world_and_a_bug_come_back_from_the_helper(
    helper: Helper, qtbot: QtBot
) -> None:
    fault = asked(helper, helper_jobs.world_fault, qtbot).faults[0]
    assert (fault.problem, fault.remedy) == ("The disk is full.", "Make room and try again.")
    with pytest.raises(ZeroDivisionError):
        helper.finish(helper_jobs.bug)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of address space")
def test_that_a_helper_out_of_memory_is_told_and_works_on(helper: Helper, qtbot: QtBot) -> None:
    limit = helper.finish(helper_jobs.address_space)
    assert 0 < limit <= 2 * 1024**3
    answers = asked(helper, partial(helper_jobs.take, limit + 1), qtbot)
    assert "had to stop" in answers.faults[0].problem
    assert asked(helper, partial(helper_jobs.double, 21), qtbot).results == [42]


def test_that_an_ended_helper_is_told_and_started_anew(helper: Helper, qtbot: QtBot) -> None:
    before = helper.finish(helper_jobs.process_and_thread)[0]
    assert "had to stop" in asked(helper, helper_jobs.end_at_once, qtbot).faults[0].problem
    assert asked(helper, partial(helper_jobs.double, 4), qtbot).results == [8]
    assert helper.finish(helper_jobs.process_and_thread)[0] != before


def test_that_a_long_job_tells_how_far_it_is_on_the_gui_thread(
    helper: Helper, qtbot: QtBot
) -> None:
    answers, steps, threads = Answers(), [], set()

    def told(part: int, whole: int) -> None:
        steps.append((part, whole))
        threads.add(threading.get_ident())

    helper.run_told(partial(helper_jobs.counted, 400), told, answers.done, answers.failed)
    qtbot.waitUntil(lambda: answers.count == 1, timeout=HELPER_MS)
    assert answers.results == [400]
    assert threads == {threading.get_ident()}
    parts = [part for part, _ in steps]
    assert parts == sorted(parts)
    assert {whole for _, whole in steps} <= {1, 400}
    assert max(parts) > 100


def test_that_a_job_that_was_called_off_stops_and_the_next_one_is_done(
    helper: Helper, qtbot: QtBot, tmp_path: Path
) -> None:
    began, ended = tmp_path / "began", tmp_path / "ended"
    answers, next_answers = Answers(), Answers()
    job = partial(helper_jobs.endless, began, ended)
    cancel = helper.run_told(job, lambda *_: None, answers.done, answers.failed)
    qtbot.waitUntil(began.exists, timeout=HELPER_MS)
    helper.run(partial(helper_jobs.double, 21), next_answers.done, next_answers.failed)
    cancel()
    qtbot.waitUntil(lambda: next_answers.count == 1, timeout=HELPER_MS)
    assert (answers.count, next_answers.results) == (0, [42])
    assert ended.exists()


def test_that_a_job_called_off_before_its_turn_is_never_begun(
    helper: Helper, qtbot: QtBot, tmp_path: Path
) -> None:
    first, second = (tmp_path / "1 began", tmp_path / "1"), (tmp_path / "2 began", tmp_path / "2")
    answers = Answers()
    cancels = [
        helper.run_told(
            partial(helper_jobs.endless, *files), lambda *_: None, answers.done, answers.failed
        )
        for files in (first, second)
    ]
    qtbot.waitUntil(first[0].exists, timeout=HELPER_MS)
    for cancel in reversed(cancels):
        cancel()
    assert asked(helper, partial(helper_jobs.double, 1), qtbot).results == [2]
    assert (first[1].exists(), second[0].exists(), answers.count) == (True, False, 0)


def test_that_an_answer_that_comes_after_a_job_was_called_off_reaches_nobody(
    helper: Helper, qtbot: QtBot
) -> None:
    answers = Answers()
    cancel = helper.run_told(
        partial(helper_jobs.counted, 3), lambda *_: None, answers.done, answers.failed
    )
    helper.finish(partial(helper_jobs.double, 1))  # the long one is done, its answer is on its way
    cancel()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert asked(helper, partial(helper_jobs.double, 2), qtbot).results == [4]
    cancel()
    assert answers.count == 0


def test_that_a_long_job_with_a_fault_of_the_world_is_told_once(
    helper: Helper, qtbot: QtBot
) -> None:
    answers = Answers()
    helper.run_told(helper_jobs.no_room, lambda *_: None, answers.done, answers.failed)
    qtbot.waitUntil(lambda: answers.count == 1, timeout=HELPER_MS)
    assert answers.faults[0].problem == "The disk is full."
