"""What must be seen about where a child lives: it stands there until the facts change."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from models.calendar import long_date
from models.registered import SettingFlag
from ui import theme
from ui.fields.clearing import clear
from ui.kit import label, quiet_label, set_look


class SettingNotice(QWidget):
    """Each flag with why, since when, what to do and the law; nothing can put it away.

    The brief one, for the meeting, says what and since when, and what to do about the gravest; the
    rest is in its tool tip and is said by a screen reader.
    """

    def __init__(self, *, brief: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._brief = brief
        self.setObjectName("setting_notice")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.S2)

    def show_flags(self, flags: Sequence[SettingFlag]) -> None:
        """Show these; none takes no room."""
        clear(self._column)
        for at, flag in enumerate(flags):
            asks = not self._brief or at == 0
            self._column.addWidget(_notice(flag, brief=self._brief, asks=asks))
        said = " ".join(f"{flag.words}. {flag.why} {flag.what_to_do}" for flag in flags)
        self.setAccessibleName(said)
        self.setVisible(bool(flags))


def _notice(flag: SettingFlag, *, brief: bool, asks: bool) -> QFrame:
    tone = "fault" if flag.is_sure else "care"
    frame = QFrame()
    set_look(frame, "banner", tone=tone)
    inner = QVBoxLayout(frame)
    edge = theme.S2 if brief else theme.S3
    inner.setContentsMargins(theme.S4, edge, theme.S4, edge)
    inner.setSpacing(theme.S1)
    title = label(f"{flag.words}, since {long_date(flag.since)}", "plain")
    set_look(title, "banner_title", tone=tone)
    inner.addWidget(title)
    if brief:
        frame.setToolTip(f"{flag.why} {flag.source}")
    else:
        inner.addWidget(label(flag.why))
    if asks:
        inner.addWidget(label(flag.what_to_do))
    if not brief:
        inner.addWidget(quiet_label(flag.source))
    return frame
