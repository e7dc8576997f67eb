"""The page of the backups: what there are, looking into one, going back to one, rescue."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from models.backup import Backup
from models.emergency import SUFFIX
from ui import theme
from ui.backups.backup_list import BackupList
from ui.backups.words import holds, moment
from ui.kit import Card, Flow, KeyButton, announce, label, quiet_label, scroll, title_label
from ui.page import Page
from ui.places import Place, PlaceKind
from ui.program import Program
from ui.shortcuts import action

_WIDTH = 720
_LOOK = (
    "A copy is a store of its own that you can look into and change without touching this one. It"
    " keeps the passphrase of today. Delete its folder when you no longer need it."
)
_REPLACE = (
    "What was written after that moment will not be in the store any more. The store as it is now"
    " becomes a further backup first, so you can come back to it."
)
_RESCUE = (
    "For a store of which some pages cannot be read. Heard closes it, reads everything it can into"
    " a new one, and says what could not be read before anything is put in its place."
)
_TAKE_IN = "If Heard could not save once and put an encrypted copy elsewhere, take it in here."


class BackupsPage(Page):
    """Everything that goes deeper asks on the page first, in a card of its own."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._keeper = program.keeper
        self.who, self.where = "Settings", "backups"
        to_settings = Place(kind=PlaceKind.SETTINGS)
        self.header_actions = (
            action(self, "Back to settings", "", partial(program.navigator.go, to_settings)),
        )
        self.list = BackupList()
        self.list.chosen_changed.connect(self._choose_again)
        self.whole = label("")
        self.whole.setObjectName("found_whole")
        self.question = self._question_card()
        self._lay_out()
        self._keeper.backed_up.connect(self.look)

    @override
    def entered(self) -> None:
        self.look()
        self.list.setFocus()

    @override
    def forget(self) -> None:
        self.list.show_backups((), self._program.clock.today())
        self.question.hide()

    def look(self) -> None:
        """Show the backups there are now."""
        if self._keeper.is_ready:
            self._keeper.backups(self._show, self._program.messages.warn)

    # -- drawing

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QWidget()
        column.setMaximumWidth(theme.px(_WIDTH))
        cards = QVBoxLayout(column)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(theme.S4)
        cards.addWidget(title_label("Backups"))
        cards.addWidget(self._list_card())
        cards.addWidget(self.question)
        for card in (self._rescue_card(), self._copy_card()):
            cards.addWidget(card)
        cards.addStretch(1)
        middle = QHBoxLayout(inside)
        middle.setContentsMargins(theme.S4, theme.S4, theme.S4, theme.S4)
        middle.addStretch(1)
        middle.addWidget(column, 100)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll(inside))

    def _list_card(self) -> Card:
        card = Card()
        card.body.addWidget(self.whole)
        card.body.addWidget(self.list)
        self.now_button = KeyButton("Back up now", on_click=self._back_up)
        self.look_button = KeyButton("Open a copy of this backup…", on_click=self._ask_where)
        self.replace_button = KeyButton("Go back to this backup…", on_click=self._ask_to_replace)
        card.body.addWidget(_row(self.now_button, self.look_button, self.replace_button))
        self.place = quiet_label("")
        card.body.addWidget(self.place)
        return card

    def _rescue_card(self) -> Card:
        card = Card("If parts of the store cannot be read")
        card.body.addWidget(label(_RESCUE))
        self.rescue_button = KeyButton("Save what can be read", on_click=self._rescue)
        card.body.addWidget(_row(self.rescue_button))
        return card

    def _copy_card(self) -> Card:
        card = Card("Emergency copies")
        card.body.addWidget(label(_TAKE_IN))
        self.copy_button = KeyButton("Take in an emergency copy…", on_click=self._choose_copy)
        card.body.addWidget(_row(self.copy_button))
        return card

    def _question_card(self) -> Card:
        card = Card()
        self._why = label("")
        card.body.addWidget(self._why)
        self.yes_button = KeyButton("Go back to this backup", kind="main", on_click=self._replace)
        self.own_button = KeyButton("In Heard's own folder", on_click=self._open_copy)
        self.folder_button = KeyButton("Choose an empty folder…", on_click=self._choose_folder)
        self.no_button = KeyButton("Cancel", kind="quiet", on_click=self._cancel)
        buttons = (self.yes_button, self.own_button, self.folder_button, self.no_button)
        card.body.addWidget(_row(*buttons))
        card.hide()
        return card

    def _show(self, backups: tuple[Backup, ...]) -> None:
        if not self._keeper.is_ready:
            return  # locked meanwhile
        today = self._program.clock.today()
        self.list.show_backups(backups, today)
        self.place.setText(f"They are kept in {self._keeper.home / 'backups'}.")
        for button in (self.look_button, self.replace_button):
            button.setEnabled(bool(backups))
        if backups:
            when = moment(backups[0].manifest.taken_at, today)
            self.whole.setText(
                f"The store was last found whole {when}. Each of these copies was opened and"
                " checked when it was made."
            )
        else:
            self.whole.setText("There is no backup yet. Heard makes the first in a few minutes.")

    # -- what the buttons do

    def _back_up(self) -> None:
        self._keeper.backup_asked.emit()

    def _ask_where(self) -> None:
        self._ask("Where should the copy go?", _LOOK, self.own_button, self.folder_button)

    def _ask_to_replace(self) -> None:
        chosen = self.list.chosen
        if chosen is not None:
            self._program.store.counts(
                partial(self._say_what_changes, chosen),
                lambda _: self._ask("Go back to this backup?", _REPLACE, self.yes_button),
            )

    def _say_what_changes(self, chosen: Backup, now: tuple[int, int]) -> None:
        manifest = chosen.manifest
        when = moment(manifest.taken_at, self._program.clock.today())
        self._ask(
            f"Go back to the backup of {when}?",
            f"It holds {holds(manifest.children, manifest.reviews)}; the store now holds"
            f" {holds(*now)}. {_REPLACE}",
            self.yes_button,
        )

    def _ask(self, question: str, why: str, *buttons: KeyButton) -> None:
        self.question.set_title(question)
        self._why.setText(why)
        for button in (self.yes_button, self.own_button, self.folder_button):
            button.setVisible(button in buttons)
        self.question.show()
        buttons[0].setFocus()
        announce(self, f"{question} {why}")

    def _choose_again(self) -> None:
        """A question was about another backup: take it away."""
        self.question.hide()

    def _cancel(self) -> None:
        self.question.hide()
        self.list.setFocus()

    def _replace(self) -> None:
        chosen = self.list.chosen
        self.question.hide()
        if chosen is not None:
            self._keeper.replace_asked.emit(chosen)

    def _rescue(self) -> None:
        self._keeper.rescue_asked.emit()

    def _choose_folder(self) -> None:
        title = "Choose an empty folder for the copy"
        self._program.messages.choose_folder(self, title, lambda paths: self._open_copy(paths[0]))

    def _open_copy(self, folder: Path | None = None) -> None:
        chosen = self.list.chosen
        self.question.hide()
        if chosen is not None:
            self._keeper.copy_out(chosen, folder, self._copied, self._program.messages.warn)

    def _copied(self, folder: Path) -> None:
        self._program.messages.tell(
            f"The copy is in {folder}.",
            f'Start Heard with --home "{folder}" to look into it; today\'s passphrase opens it.',
        )

    def _choose_copy(self) -> None:
        kinds = f"Emergency copies (*{SUFFIX})"
        self._program.messages.choose_files(
            self,
            "Choose an emergency copy",
            kinds,
            lambda paths: self._keeper.copy_chosen.emit(paths[0]),
        )


def _row(*widgets: QWidget) -> QWidget:
    box = QWidget()
    flow = Flow(box)
    for widget in widgets:
        flow.addWidget(widget)
    return box
