"""Words of a record on the clipboard: never longer than Heard is open, in nobody's history of it.

Windows reads three formats that keep the text out of its history, out of the cloud and away from
programs that watch the clipboard; KDE has one of its own. Other systems have none, so that the
time limit and ``clear`` stand alone there.
"""

import secrets

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication, QTextCursor

KEPT_SECONDS = 60
"""How long the words stay there at most."""

_MINE = "application/x-heard-passage"
_NO = bytes(4)  # a DWORD of nothing
_WINDOWS = (
    ("ExcludeClipboardContentFromMonitorProcessing", _NO),
    ("CanIncludeInClipboardHistory", _NO),
    ("CanUploadToCloudClipboard", _NO),
    ("Clipboard Viewer Ignore", _NO),
)
_KDE = ("x-kde-passwordManagerHint", b"secret")
_ENDS = str.maketrans(dict.fromkeys("\u2028\u2029\ufdd0\ufdd1", "\n"))
"""What ends a line, a paragraph or a cell where Qt says which words are selected."""


def passage(text: str, mark: bytes = b"") -> QMimeData:
    """Return ``text`` as plain text that no clipboard history keeps; ``mark`` tells it is ours."""
    data = QMimeData()
    data.setText(text)
    for name, value in _WINDOWS:
        data.setData(f'application/x-qt-windows-mime;value="{name}"', value)
    data.setData(*_KDE)
    data.setData(_MINE, mark)
    return data


def selected(cursor: QTextCursor) -> str:
    """Return what is selected letter for letter: no-break spaces stay what they are."""
    return cursor.selectedText().translate(_ENDS)


def chosen(cursor: QTextCursor) -> QMimeData:
    """Return what is selected as every text of Heard gives it away: copied, cut or dragged."""
    return passage(selected(cursor))


def put(text: str) -> None:
    """Put ``text`` on the clipboard, where it stays until the lock."""
    QGuiApplication.clipboard().setMimeData(passage(text))


def take_back() -> None:
    """Take every word of a record off the clipboard: at lock, and at the end."""
    there, clipboard = _on_it(), QGuiApplication.clipboard()
    if there is not None and there.hasFormat(_MINE):
        clipboard.clear()
    selection = QClipboard.Mode.Selection
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(selection)


def _on_it() -> QMimeData | None:
    """Return what is on the clipboard; nothing after it was cleared."""
    return QGuiApplication.clipboard().mimeData()


class PassingClipboard(QObject):
    """Puts words on the clipboard and takes them away again; what others put there stays."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mark = b""
        self.timer = QTimer(self, singleShot=True, interval=KEPT_SECONDS * 1000)
        self.timer.timeout.connect(self.clear)

    def put(self, text: str) -> None:
        """Put ``text`` on the clipboard for ``KEPT_SECONDS``."""
        QGuiApplication.clipboard().setMimeData(self.data(text))

    def data(self, text: str) -> QMimeData:
        """Return what is about to be put on the clipboard, which is taken away in time."""
        self._mark = secrets.token_bytes(16)
        self.timer.start()
        return passage(text, self._mark)

    def clear(self) -> None:
        """Take the words away, if they are still there."""
        self.timer.stop()
        mark, self._mark = self._mark, b""
        clipboard = QGuiApplication.clipboard()
        there = _on_it()
        if mark and there is not None and bytes(there.data(_MINE).data()) == mark:
            clipboard.clear()
