"""The log: what kind of thing happened and when, never a word of a record.

Messages are fixed sentences and numbers. What comes from outside (an exception's text, a file's
name) is left out; a traceback keeps its files, lines and class names only.
"""

import logging
import traceback
from pathlib import Path
from types import TracebackType

LOG_NAME = "heard.log"
_MOST_BYTES = 500_000
_LOGGER = logging.getLogger("heard")


def start_log(home: Path) -> None:
    """Write the log into ``home``; one over half a megabyte is put aside, and two such are kept."""
    stop_log()
    log = home / LOG_NAME
    _put_aside(log)
    handler = logging.FileHandler(log, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _LOGGER.addHandler(handler)
    _LOGGER.setLevel(logging.INFO)
    _LOGGER.propagate = False


def stop_log() -> None:
    """Close the log, and leave the logger as it was before."""
    for handler in list(_LOGGER.handlers):
        _LOGGER.removeHandler(handler)
        handler.close()
    _LOGGER.propagate = True


def _put_aside(log: Path) -> None:
    """Do what ``logging.handlers`` would, without the network modules that it brings along."""
    first, second = (log.with_name(f"{log.name}.{number}") for number in (1, 2))
    if log.exists() and log.stat().st_size > _MOST_BYTES:
        if first.exists():
            first.replace(second)
        log.replace(first)


def note(words: str, *numbers: int) -> None:
    """Write one fixed sentence with numbers. Never pass it anything that a user typed."""
    _LOGGER.info(words, *numbers)


def bare_traceback(
    kind: type[BaseException], fault: BaseException, trace: TracebackType | None
) -> str:
    """Return where a fault came from, without its message, which might hold content."""
    lines = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    chain = fault.__cause__ or fault.__context__
    cause = f" (from {type(chain).__name__})" if chain is not None else ""
    return " < ".join([f"{kind.__name__}{cause}", *reversed(lines)])


def note_bug(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Write where a bug showed itself."""
    _LOGGER.error("bug: %s", bare_traceback(kind, fault, trace))
