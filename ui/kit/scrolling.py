"""Scroll areas on the ground of the page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.kit.look import set_look, slug


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
