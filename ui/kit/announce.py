"""Saying something to a screen reader without moving the focus (anchors.md §5.1, 8)."""

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Have a screen reader say ``words``; urgent ones, for a risk of loss, interrupt it."""
    from PySide6.QtGui import (  # noqa: PLC0415 - large enumerations, not needed to start
        QAccessible,
        QAccessibleAnnouncementEvent,
    )

    event = QAccessibleAnnouncementEvent(widget, words)
    kind = QAccessible.AnnouncementPoliteness
    event.setPoliteness(kind.Assertive if urgent else kind.Polite)
    QAccessible.updateAccessibility(event)
