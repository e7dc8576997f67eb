"""Looks for words where they must not be: in the bytes of files, and in widgets after a lock."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from tests.support.walk import described

_ROLES = (*range(20), *range(Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 10))


def spelled(word: str) -> set[bytes]:
    """Return the bytes that a word may be written as."""
    return {
        word.encode("utf-8"),
        word.encode("utf-16-le"),
        word.encode("utf-16-be"),
        json.dumps(word)[1:-1].encode("ascii"),
    }


def files_with(folder: Path, words: Iterable[str], but: Path | None = None) -> list[str]:
    """Return the files under ``folder`` that hold one of the words, their names included."""
    needles = {needle for word in words for needle in spelled(word)}
    found = []
    for path in sorted(folder.rglob("*")):
        if but is not None and path.is_relative_to(but):
            continue
        name = path.relative_to(folder).as_posix()
        if any(needle in name.encode("utf-8") for needle in needles):
            found.append(f"the name of {name!r}")
        if any(needle in content_of(path) for needle in needles):
            found.append(name)
    return found


def content_of(path: Path) -> bytes:
    """Return the bytes of a file; nothing for a folder, or for a file that has just gone."""
    try:
        return path.read_bytes() if path.is_file() else b""
    except (FileNotFoundError, PermissionError):  # Windows refuses what another process holds
        return b""


def widgets_with(root: QWidget, words: Iterable[str]) -> list[str]:
    """Return the widgets in ``root``, shown or not, that hold one of the words anywhere."""
    words = tuple(words)
    return [
        described(widget)
        for widget in [root, *root.findChildren(QWidget)]
        if any(word in text for text in _texts(widget) for word in words)
    ]


def _texts(widget: QWidget) -> Iterator[str]:
    yield from (widget.windowTitle(), widget.toolTip(), widget.statusTip(), widget.whatsThis())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    yield from (action.text() for action in widget.actions())
    if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QTextEdit | QPlainTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, QAbstractItemView):
        yield from _cells(widget)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(model.rowCount()):
        for column in range(columns):
            index = model.index(row, column)
            yield from (str(model.data(index, role) or "") for role in _ROLES)
