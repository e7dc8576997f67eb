"""The whole program in this process, as ``desktop.run`` composes it, without its endless loop."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLineEdit

from desktop.app import Heard
from desktop.demo.hands import Hands
from desktop.run import application, is_new
from models.clock import Clock
from tests.support.sample import sample_clock
from tests.support.stores import PASSPHRASE


@contextmanager
def running(home: Path, clock: Clock | None = None) -> Iterator[Heard]:
    """Open Heard on ``home`` at its gate or first run, and close its window in the end."""
    application()
    home.mkdir(exist_ok=True)
    heard = Heard(home, clock or sample_clock())
    heard.start(is_new=is_new(home))
    try:
        yield heard
    finally:
        heard.window.close()
        heard.end()
        heard.window.hide()
        heard.window.deleteLater()
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def unlock(heard: Heard, hands: Hands, passphrase: str = PASSPHRASE) -> None:
    """Type the passphrase and wait for the page behind the gate."""
    hands.fill("passphrase", passphrase, QLineEdit)
    hands.press("Return")
    hands.wait(lambda: heard.window.page is not None, "the page behind the gate")
