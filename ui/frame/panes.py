"""F6: from one part of the window to the next, in reading order."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def go_to_next_pane(panes: Sequence[QWidget]) -> None:
    """Put the focus on the first widget of the pane after the one that has it.

    A pane that is not shown, or has nothing to focus, is passed over.
    """
    focused = QApplication.focusWidget()
    here = next((n for n, pane in enumerate(panes) if focused and holds(pane, focused)), -1)
    for step in range(1, len(panes) + 1):
        first = first_focusable(panes[(here + step) % len(panes)])
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
            return


def holds(pane: QWidget, widget: QWidget) -> bool:
    """Whether ``widget`` is the pane or anywhere in it."""
    return pane is widget or pane.isAncestorOf(widget)


def first_focusable(pane: QWidget) -> QWidget | None:
    """Return the first widget of the pane, in Tab order, that Tab would stop at."""
    return next(_stops(pane), None)


def last_focusable(pane: QWidget) -> QWidget | None:
    """Return the last widget of the pane, in Tab order, that Tab would stop at."""
    last = None
    for last in _stops(pane):  # noqa: B007 - the last one is what is wanted
        pass
    return last


def last_stop_before(widget: QWidget) -> QWidget:
    """Return the last widget before this one that Tab may stop at: Qt puts only these in order."""
    before = widget.previousInFocusChain()
    while before is not None and not before.focusPolicy() & Qt.FocusPolicy.TabFocus:
        before = before.previousInFocusChain()
    return before or widget


def _stops(pane: QWidget) -> Iterator[QWidget]:
    if _takes_tab(pane):
        yield pane
    widget = pane.nextInFocusChain()
    while widget is not None and widget is not pane:
        if pane.isAncestorOf(widget) and _takes_tab(widget):
            yield widget
        widget = widget.nextInFocusChain()


def _takes_tab(widget: QWidget) -> bool:
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.isEnabled()
        and widget.isVisible()
        and widget.focusProxy() is None
    )
