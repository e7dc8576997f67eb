"""The only threads and the helper process of Heard (design.md §3 Threads).

The store thread does store work and nothing else; the errand thread derives keys (which releases
the interpreter lock); the helper process builds and reads Word files from values, never seeing a
key. Answers come back on the GUI thread. A fault of the world reaches ``failed``; anything else
is a bug and is raised on the GUI thread, where the crash handler takes it.

A long job of the helper is told of on the way and can be called off. Both go over a board, a few
numbers of memory that the two processes share: nothing is sent, so nothing can be left half read.
"""

import multiprocessing
import sys
import time
from collections.abc import Callable, MutableSequence
from concurrent.futures import (
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)
from functools import partial
from typing import Any, ParamSpec, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from typing_extensions import override

from models.errors import UserFacingError

_T = TypeVar("_T")
_P = ParamSpec("_P")
_HELPER_BYTES = 2 * 1024**3

Failed = Callable[[UserFacingError], None]
Told = Callable[[int, int], None]
"""Takes how much of a job is done, of how much; a job that calls it often can be called off."""
Cancel = Callable[[], None]
"""Calls a job off: it is answered no more, and stops where it next tells how far it is."""

_TELL_SECONDS = 0.05
_LOOK_MS = 60
_CALLED_OFF = 64  # cells: no more long jobs than this are ever queued at once
_TICKET, _PART, _WHOLE, _CELLS = 0, 1, 2, 3


class Worker(Protocol):
    """Does jobs one after the other, somewhere that is not the GUI thread."""

    def run(self, job: Callable[[], _T], done: Callable[[_T], None], failed: Failed) -> None:
        """Do ``job`` later and hand its result to ``done``, on the GUI thread."""
        ...

    def finish(self, job: Callable[[], _T]) -> _T:
        """Do ``job`` after everything queued before it, and wait for its result."""
        ...

    def close(self) -> None:
        """Finish what is queued and stop."""
        ...


class Helper(Worker, Protocol):
    """A worker for long jobs too, which tell how far they are and can be called off."""

    def run_told(
        self, job: Callable[[Told], _T], told: Told, done: Callable[[_T], None], failed: Failed
    ) -> Cancel:
        """Do ``job`` later, with what it tells handed to ``told``; return what calls it off."""
        ...


class _CalledOffError(Exception):
    """A job found out that its answer is no longer wanted."""


class _Answers(QObject):
    """Brings answers to the GUI thread."""

    came = Signal(object, object, object)

    def __init__(self, told: Callable[[BaseException], BaseException]) -> None:
        super().__init__()
        self._told = told
        self.are_wanted = True
        """Whether anybody is still there for an answer; a bug is raised in any case."""
        self.came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @Slot(object, object, object)
    def _deliver(self, future: "Future[Any]", done: Callable[[Any], None], failed: Failed) -> None:
        if future.cancelled():
            return
        fault = future.exception()
        if isinstance(fault, _CalledOffError):
            return
        if fault is not None and not isinstance(fault := self._told(fault), UserFacingError):
            raise fault
        if not self.are_wanted:
            return
        if fault is None:
            done(future.result())
        else:
            failed(fault)


class ExecutorWorker:
    """A worker over one thread or one process."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._answers = _Answers(self._told)

    def run(self, job: Callable[[], _T], done: Callable[[_T], None], failed: Failed) -> None:
        """Do ``job`` later and hand its result to ``done``, on the GUI thread."""
        future = self._submit(job)
        future.add_done_callback(lambda f: self._answers.came.emit(f, done, failed))

    def finish(self, job: Callable[[], _T]) -> _T:
        """Do ``job`` after everything queued before it, and wait for its result."""
        future = self._submit(job)
        fault = future.exception()
        if fault is not None:
            raise self._told(fault)
        return future.result()

    def _submit(self, job: Callable[[], _T]) -> "Future[_T]":
        return self._executor.submit(job)

    def _told(self, fault: BaseException) -> BaseException:
        return fault

    def close(self) -> None:
        """Finish what is queued and stop; answers that come only then reach nobody."""
        self._executor.shutdown(wait=True)
        self._answers.are_wanted = False


class InlineWorker:
    """A worker that does each job at once: for tests and for self-checks without a loop."""

    def run(self, job: Callable[[], _T], done: Callable[[_T], None], failed: Failed) -> None:
        """Do ``job`` now."""
        try:
            result = job()
        except UserFacingError as fault:
            failed(fault)
        else:
            done(result)

    def run_told(
        self, job: Callable[[Told], _T], told: Told, done: Callable[[_T], None], failed: Failed
    ) -> Cancel:
        """Do ``job`` now; there is nothing left to call off."""
        self.run(partial(job, told), done, failed)
        return lambda: None

    def finish(self, job: Callable[[], _T]) -> _T:
        """Do ``job`` now and return its result."""
        return job()

    def close(self) -> None:
        """Nothing is ever left to finish."""


def store_thread() -> ExecutorWorker:
    """Return the one thread that may touch the store."""
    sys.setswitchinterval(0.0005)
    return ExecutorWorker(ThreadPoolExecutor(max_workers=1, thread_name_prefix="store"))


def errand_thread() -> ExecutorWorker:
    """Return the thread on which keys are derived."""
    return ExecutorWorker(ThreadPoolExecutor(max_workers=1, thread_name_prefix="errand"))


_Board = MutableSequence[int]
_board: _Board = []
"""In the helper process: the ticket of the job that tells, how far it is, and who was called off.

Cell ``_CELLS + ticket % _CALLED_OFF`` holds the ticket of a job that was called off.
"""


def _begin_helper(board: _Board) -> None:
    global _board  # noqa: PLW0603 - what a process is given when it starts is its own
    _board = board
    _limit_memory()


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - this module does not exist on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_HELPER_BYTES, _HELPER_BYTES))


def _with_board(ticket: int, job: Callable[[Told], _T]) -> _T:
    """Do a long job in the helper process, and end it where it is no longer wanted."""
    last = 0.0

    def told(part: int, whole: int) -> None:
        nonlocal last
        if _board[_CELLS + ticket % _CALLED_OFF] == ticket:
            raise _CalledOffError
        now = time.monotonic()
        if now - last >= _TELL_SECONDS or part >= whole:
            last = now
            _board[_TICKET], _board[_PART], _board[_WHOLE] = 0, part, whole
            _board[_TICKET] = ticket

    told(0, 1)
    return job(told)


_SPAWN = multiprocessing.get_context("spawn")


def _new_pool(board: _Board) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        max_workers=1, mp_context=_SPAWN, initializer=_begin_helper, initargs=(board,)
    )


class _PoolWhenNeeded(Executor):
    """One process, made with its first job: locks alone start a process of Python's own on Linux.

    That cost unlocking 18 ms.
    """

    def __init__(self, board: _Board) -> None:
        self._board = board
        self._pool: ProcessPoolExecutor | None = None

    @override
    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> "Future[_T]":
        if self._pool is None:
            self._pool = _new_pool(self._board)
        return self._pool.submit(fn, *args, **kwargs)

    @override
    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)


class _HelperProcess(ExecutorWorker):
    """The helper process, started anew after one that was ended."""

    def __init__(self) -> None:
        self._board: _Board = _SPAWN.RawArray("q", _CELLS + _CALLED_OFF)
        self._tickets = 0
        super().__init__(_PoolWhenNeeded(self._board))

    def run_told(
        self, job: Callable[[Told], _T], told: Told, done: Callable[[_T], None], failed: Failed
    ) -> Cancel:
        """Do ``job`` later, with what it tells handed to ``told``; return what calls it off."""
        self._tickets += 1
        ticket = self._tickets
        looking = QTimer(self._answers, interval=_LOOK_MS)
        looking.timeout.connect(lambda: self._look(ticket, told))
        looking.start()

        waits = True

        def answer(whose: Callable[[Any], None], what: Any) -> None:
            nonlocal waits
            if waits:
                waits = False
                looking.stop()
                looking.deleteLater()
                whose(what)

        def cancel() -> None:
            self._board[_CELLS + ticket % _CALLED_OFF] = ticket
            answer(lambda _: None, None)

        self.run(partial(_with_board, ticket, job), partial(answer, done), partial(answer, failed))
        return cancel

    def _look(self, ticket: int, told: Told) -> None:
        part, whole = self._board[_PART], self._board[_WHOLE]
        if self._board[_TICKET] == ticket and whole:
            told(part, whole)

    @override
    def _submit(self, job: Callable[[], _T]) -> "Future[_T]":
        try:
            return self._executor.submit(job)
        except BrokenExecutor:
            self._executor = _PoolWhenNeeded(self._board)
            return self._executor.submit(job)

    @override
    def _told(self, fault: BaseException) -> BaseException:
        """Return the fault; a helper that ran out of memory or was ended is the world's fault."""
        if isinstance(fault, BrokenExecutor | MemoryError):
            return UserFacingError(
                "The helper that builds and reads Word files had to stop. Your record is safe.",
                "Try again. If it was reading a file, that file may be too large or damaged.",
            )
        return fault


def freeze_support() -> None:
    """Let a bundled program become the helper process when it is started as one."""
    multiprocessing.freeze_support()


def read_about_processes() -> None:
    """Read what making the helper process needs, on whatever thread has the time: 15 ms."""
    from multiprocessing import (  # noqa: PLC0415 - not before the passphrase field answers
        sharedctypes,
        synchronize,
    )

    del sharedctypes, synchronize


def helper_process() -> Helper:
    """Return the memory-limited process that builds and reads Word files.

    It starts with its first job. Jobs must be picklable: a module-level function and values.
    """
    return _HelperProcess()
