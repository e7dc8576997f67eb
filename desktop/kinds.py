"""Every kind of Qt object that Heard names, made on the thread of the window.

PySide makes a kind when it is first named. Where one thread is at that while another begins, it
crashes (seen with 6.11.3), so all are there before a thread reads modules that name them.
"""

from collections.abc import Iterator

from PySide6 import QtCore, QtGui, QtWidgets

_NEVER_NAMED = ("QCommonStyle", "QConical", "QGraphics", "QOpenGL", "QRhi", "QStyleFactory")
"""What these begin is in no module of Heard, and slow to make."""


def make() -> Iterator[None]:
    """Make the kinds that are not there yet, one after the other, each some milliseconds at most.

    Qt hands over widgets of its own making too, so more are made than Heard's modules name.
    """
    for module in (QtCore, QtGui, QtWidgets):
        for name in dir(module):
            if name not in vars(module) and not name.startswith(_NEVER_NAMED):
                getattr(module, name)
                yield
