"""What the first unlocking would stop for, done on a thread while the passphrase is being typed."""

import gc

from PySide6 import QtGui, QtWidgets

from desktop import keeping, windows_session
from models.codes import code_table
from ui.background import read_about_processes

__all__ = ["get_ready", "keeping", "windows_session"]

_DRAWN_OTHERWISE = ("QGraphics", "QStyle")


def get_ready() -> None:
    """Let PySide make its kinds of widgets, and take what was read out of the search for rubbish.

    PySide makes a kind when it is first named, and all of them when Qt hands it a widget of its
    own making: 23 ms on the thread of the window. The search cost another 60 ms at unlocking.
    """
    read_about_processes()
    code_table("permanence_plan")
    for name in dir(QtWidgets):
        if name.startswith("Q") and not name.startswith(_DRAWN_OTHERWISE):
            getattr(QtWidgets, name)
    _ = QtGui.QGradient
    gc.freeze()
