"""The log: what kind of thing happened and when, never a word of a record.

Messages are fixed sentences and numbers. What comes from outside (an exception's text, a file's
name) is left out; a traceback keeps its files, lines and class names only.
"""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

LOG_NAME = "heard.log"
_MOST_BYTES = 500_000
_LOGGER = logging.getLogger("heard")


def start_log(home: Path) -> None:
    """Write the log into ``home``, at most three files of half a megabyte."""
    stop_log()
    handler = RotatingFileHandler(
        home / LOG_NAME, maxBytes=_MOST_BYTES, backupCount=2, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _LOGGER.addHandler(handler)
    _LOGGER.setLevel(logging.INFO)
    _LOGGER.propagate = False


def stop_log() -> None:
    """Close the log."""
    for handler in list(_LOGGER.handlers):
        _LOGGER.removeHandler(handler)
        handler.close()


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
