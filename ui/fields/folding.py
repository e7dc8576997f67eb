"""A card that shows what is known in a sentence, and its fields when they are asked for."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.frame.panes import first_focusable
from ui.kit import Card, KeyButton, bring_into_view, quiet_label


class FoldingCard(Card):
    """Put fields into ``inside``; ``unfold`` shows them and puts the focus into the first."""

    def __init__(
        self, title: str, name: str, parent: QWidget | None = None, *, opens: str = "Change"
    ) -> None:
        """Make it; ``opens`` are the words of the button that unfolds it."""
        super().__init__(title, parent)
        self.setObjectName(name)
        self.summary = quiet_label()
        self.summary.setObjectName(f"{name}_summary")
        self.summary.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._fields = QWidget()
        self.inside = QVBoxLayout(self._fields)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(theme.S2)
        self._opens = opens
        self._toggle = KeyButton(opens, kind="quiet", on_click=self._turn)
        self._toggle.setObjectName(f"{name}_change")
        self._title = title
        self.head.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.summary)
        self.body.addWidget(self._fields)
        self._show(is_open=False)

    @property
    def is_open(self) -> bool:
        """Whether the fields are shown."""
        return not self._fields.isHidden()

    def unfold(self) -> None:
        """Show the fields, with the focus in the first."""
        self._show(is_open=True)
        first = first_focusable(self._fields)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, lambda: bring_into_view(self))

    def fold(self) -> None:
        """Show the sentence only."""
        self._show(is_open=False)

    def _turn(self) -> None:
        if self.is_open:
            self.fold()
        else:
            self.unfold()

    def _show(self, *, is_open: bool) -> None:
        self._fields.setVisible(is_open)
        self._toggle.set_words("Close" if is_open else self._opens)
        self._toggle.setAccessibleDescription(self._title)
