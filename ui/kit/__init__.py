"""The small visual language: cards, buttons with their keys, labels, forms, icons.

Pages are made of these and of plain Qt widgets; the style sheet dresses both. Each widget that can
hold the focus gets its accessible name and object name here, so that no page can forget them.
"""

from typing import TYPE_CHECKING

from ui.kit.announce import announce
from ui.kit.buttons import KeyButton
from ui.kit.cards import Card, WordsBlock, rule
from ui.kit.flow import Flow
from ui.kit.icons import IconLabel, svg_icon, svg_pixmap
from ui.kit.labels import (
    ElidedLabel,
    Pill,
    fault_label,
    heading_label,
    label,
    quiet_label,
    small_heading_label,
    title_label,
)
from ui.kit.look import set_look, slug
from ui.kit.scrolling import bring_into_view, scroll

if TYPE_CHECKING:
    from ui.kit.date_field import DateField
    from ui.kit.form import Form
else:

    def __getattr__(name: str) -> type:
        """Bring in what a page needs and the passphrase field must not wait for."""
        if name == "DateField":
            from ui.kit.date_field import DateField  # noqa: PLC0415 - not before the gate opens

            return DateField
        if name == "Form":
            from ui.kit.form import Form  # noqa: PLC0415 - as above

            return Form
        raise AttributeError(name)


__all__ = [
    "Card",
    "DateField",
    "ElidedLabel",
    "Flow",
    "Form",
    "IconLabel",
    "KeyButton",
    "Pill",
    "WordsBlock",
    "announce",
    "bring_into_view",
    "fault_label",
    "heading_label",
    "label",
    "quiet_label",
    "rule",
    "scroll",
    "set_look",
    "slug",
    "small_heading_label",
    "svg_icon",
    "svg_pixmap",
    "title_label",
]
