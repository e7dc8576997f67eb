"""Scroll areas on the ground of the page."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.kit.look import set_look, slug

_MARGIN = 12  # px left free around what is brought into view


def scroll(widget: QWidget, name: str = "") -> QScrollArea:
    """Return ``widget`` in an area that scrolls it.

    With a ``name`` the area itself can hold the focus and be scrolled by keys: for long text
    without anything focusable in it.
    """
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    set_look(widget, widget.property("look") or "scrolled")
    area.setWidget(widget)
    area.setFocusPolicy(Qt.FocusPolicy.TabFocus if name else Qt.FocusPolicy.NoFocus)
    if name:
        area.setAccessibleName(name)
        area.setObjectName(slug(name))
    return area


def bring_into_view(widget: QWidget, area: QRect | None = None) -> None:
    """Scroll whatever area ``widget`` lies in until it, or ``area`` of it, can be seen."""
    wanted = area if area is not None else widget.rect()
    parent = widget.parentWidget()
    while parent is not None:
        inside = parent.widget() if isinstance(parent, QScrollArea) else None
        if isinstance(parent, QScrollArea) and inside is not None:
            top = widget.mapTo(inside, wanted.topLeft())
            height = min(wanted.height(), parent.viewport().height())
            parent.ensureVisible(top.x(), top.y() + height // 2, 0, height // 2 + _MARGIN)
            return
        parent = parent.parentWidget()
