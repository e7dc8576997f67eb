"""How a widget asks the style sheet for its dress, and how object names are made."""

import re
import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def set_look(widget: QWidget, look: str, **more: str) -> None:
    """Set the property ``look`` (and others, such as ``tone``); dress a dressed widget anew."""
    wanted = {"look": look, **more}
    if all(widget.property(name) == value for name, value in wanted.items()):
        return
    for name, value in wanted.items():
        widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)


def slug(words: str) -> str:
    """Return words as an object name: lower case, plain letters, ``_`` between."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_") or "unnamed"
