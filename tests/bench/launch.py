"""Start a window, press a key in its line edit as soon as one has the focus, say when it was there.

``python -m tests.bench.launch bare`` or ``… heard --home DIR``. Prints one line of JSON: the moment
(``perf_counter``, which all processes of a computer share) at which the letter was painted, the
memory of this process then, and the modules that were imported by then.
"""

import json
import sys
import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

_LOOK_EVERY_MS = 1


class Presser(QObject):
    """Presses one key in the first line edit with the focus, and waits until it was painted."""

    def __init__(self) -> None:
        super().__init__()
        self._field: QLineEdit | None = None
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the first painting after the letter came."""
        if event.type() is QEvent.Type.Paint and self._field is not None and self._field.text():
            self._field.removeEventFilter(self)
            QTimer.singleShot(0, self._tell)
        return False

    def _look(self) -> None:
        if QApplication.activeWindow() is None:  # a bare X server activates nothing by itself
            for window in QApplication.topLevelWidgets():
                window.activateWindow()
        field = QApplication.focusWidget()
        if not isinstance(field, QLineEdit) or not field.isVisible():
            return
        self._timer.stop()
        self._field = field
        field.installEventFilter(self)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_H, Qt.KeyboardModifier.NoModifier, "h")
            QApplication.postEvent(field, event)

    def _tell(self) -> None:
        at = time.perf_counter()
        modules = sorted(sys.modules)
        from tests.bench.measure import own_memory

        told = {"at": at, "memory": own_memory(), "modules": modules}
        print(json.dumps(told), flush=True)
        QApplication.exit(0)


def bare() -> int:
    """Show the plainest window that could ask for a passphrase."""
    app = QApplication(sys.argv)
    window = QWidget()
    layout = QVBoxLayout(window)
    field = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
    layout.addWidget(field)
    window.show()
    field.setFocus()
    return app.exec()


def heard(arguments: list[str]) -> int:
    """Start Heard just as ``python -m desktop`` does."""
    import runpy

    sys.argv = ["desktop", *arguments]
    runpy.run_module("desktop", run_name="__main__", alter_sys=True)
    return 0


def main() -> int:
    """Start what was asked for, with the presser at work as soon as the event loop runs."""
    run = QApplication.exec
    pressers = []

    def exec_with_presser(*_: object) -> int:
        pressers.append(Presser())
        return run()

    QApplication.exec = exec_with_presser
    if sys.argv[1] == "bare":
        return bare()
    return heard(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
