"""Walks over a page as a screen reader and the Tab key do, for the tests of every page."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QWidget,
)


def focusable(root: QWidget) -> Iterator[QWidget]:
    """Yield every visible, enabled widget in ``root`` that Tab or a click can focus."""
    for widget in [root, *root.findChildren(QWidget)]:
        if (
            widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            and widget.focusProxy() is None
            and not _is_inner(widget)
        ):
            yield widget


def accessible_name(widget: QWidget) -> str:
    """Return the name a screen reader says for ``widget``, buddies included."""
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is None:
        return ""
    if isinstance(widget, QComboBox):  # on Linux its own name is its value, the label a relation
        labels = [
            other.text(QAccessible.Text.Name)
            for other, kind in interface.relations()
            if kind == QAccessible.RelationFlag.Label
        ]
        return labels[0] if labels else ""
    return interface.text(QAccessible.Text.Name)


def unnamed(root: QWidget) -> list[str]:
    """Return every focusable widget without an accessible name, or without an object name."""
    faults = []
    for widget in focusable(root):
        if not accessible_name(widget).strip():
            faults.append(f"{described(widget)} has no accessible name")
        if not widget.objectName() or widget.objectName().startswith("qt_"):
            faults.append(f"{described(widget)} has no object name")
    return faults


def too_small(root: QWidget, least: int = 24) -> list[str]:
    """Return every focusable widget that is a smaller target than ``least`` px either way."""
    return [
        f"{described(widget)} is {widget.width()} × {widget.height()} px"
        for widget in focusable(root)
        if min(widget.width(), widget.height()) < least
    ]


def cut_off(root: QWidget) -> list[str]:
    """Return every focusable widget that sticks out of its parent sideways."""
    return [
        f"{described(widget)} sticks out of its parent"
        for widget in focusable(root)
        if widget is not root
        and widget.parentWidget() is not None
        and not 0 <= widget.x() <= widget.x() + widget.width() <= widget.parentWidget().width()
    ]


def clipped(root: QWidget) -> list[str]:
    """Return every visible label and button whose words need more room than it has."""
    found = []
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, QLabel | QPushButton | QCheckBox | QRadioButton):
            continue
        if not widget.isVisible() or not widget.text():
            continue
        needed = widget.fontMetrics().height()
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        if wraps:
            needed = widget.heightForWidth(widget.width())
        if needed > widget.height() + 1:
            found.append(f"{described(widget)} needs {needed} px and is {widget.height()} px high")
        if not wraps and widget.minimumSizeHint().width() > widget.width() + 1:
            found.append(f"{described(widget)} is narrower than its words")
    return found


def tab_order(root: QWidget, most: int = 200) -> list[str]:
    """Return the names of what Tab stops at in ``root``, in order, from its first stop on."""
    stops = []
    widget = root
    for _ in range(5000):
        widget = widget.nextInFocusChain()
        if widget is root or len(stops) == most:
            break
        if root.isAncestorOf(widget) and widget in set(focusable(root)) and _takes_tab(widget):
            stops.append(accessible_name(widget) or described(widget))
    return stops


def described(widget: QWidget) -> str:
    """Return a widget's class, object name and where it hangs, for a failed test to say."""
    path = []
    parent = widget.parentWidget()
    while parent is not None:
        path.append(parent.objectName() or type(parent).__name__)
        parent = parent.parentWidget()
    return f"{type(widget).__name__} {widget.objectName()!r} in {' < '.join(path[:4])}"


def has_focus(widget: QWidget) -> bool:
    """Whether key presses go to ``widget``."""
    return QApplication.focusWidget() is widget


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _is_inner(widget: QWidget) -> bool:
    """Whether the widget is a part of another one, which has the name."""
    parent = widget.parentWidget()
    if isinstance(parent, QComboBox):
        return True
    name = widget.objectName()
    if name.startswith("qt_spinbox") or name == "qt_scrollarea_viewport":
        return True
    return isinstance(parent, QAbstractScrollArea) and widget is parent.viewport()
