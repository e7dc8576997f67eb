"""Whose settings are in force and what they decide; a manager's folder is taken in from here."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from export.helper_jobs import look_at_folder, take_in_folder, template_words
from models.calendar import long_date
from models.council import CouncilSettings
from models.council_folder import FolderLook, go_back, write_starter
from models.errors import UserFacingError
from ui import theme
from ui.kit import Card, Flow, KeyButton, announce, label, quiet_label
from ui.program import Program

_NEXT_START = "They hold from the next start of Heard on; close it and open it again."
_OWN = "Heard's own settings are in force: no council has laid its own over them."


class CouncilCard(Card):
    """The settings in force, those that were chosen and would come, and the ways to change them."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__("Council settings", parent)
        self.setObjectName("council_settings")
        self._program = program
        self._chosen: Path | None = None
        self.in_force = label("")
        self.in_force.setObjectName("council_in_force")
        self.coming = quiet_label()
        self.coming.setObjectName("council_coming")
        self.take = KeyButton("Use these settings", kind="main", on_click=self._take_in)
        self.leave = KeyButton("Leave it", kind="quiet", on_click=self._leave)
        self.back = KeyButton("Go back to Heard's own", kind="quiet", on_click=self._go_back)
        self.body.addWidget(self.in_force)
        self.body.addWidget(self.coming)
        ways = QWidget()
        flow = Flow(ways, theme.S2)
        for button in (
            self.take,
            self.leave,
            KeyButton("Take in a settings folder…", on_click=self._choose),
            KeyButton("Look at a Word template…", kind="quiet", on_click=self._choose_template),
            KeyButton("Write a folder to begin with…", kind="quiet", on_click=self._choose_empty),
            self.back,
        ):
            flow.addWidget(button)
        self.body.addWidget(ways)
        self.show_council()

    def show_council(self) -> None:
        """Show what is in force."""
        self.in_force.setText(_said_of_settings(self._program.council))
        self.back.setVisible(self._program.council != CouncilSettings())
        self._show_chosen("")

    def forget(self) -> None:
        """Let go of what was chosen and not used."""
        self._show_chosen("")

    def _show_chosen(self, words: str, folder: Path | None = None) -> None:
        self._chosen = folder
        self.coming.setText(words)
        self.coming.setVisible(bool(words))
        self.take.setVisible(folder is not None)
        self.leave.setVisible(folder is not None)
        if words:
            announce(self, words)

    # -- a folder

    def _choose(self) -> None:
        self._program.messages.choose_folder(
            self, "The folder with your council's settings", self._look
        )

    def _look(self, chosen: list[Path]) -> None:
        for folder in chosen[:1]:
            work = partial(look_at_folder, folder, self._program.keeper.home)
            self._program.helper.run(work, partial(self._looked, folder), self._could_not)

    def _looked(self, folder: Path, look: FolderLook) -> None:
        self._show_chosen(_said_of(look), folder)
        self.take.setFocus()

    def _take_in(self) -> None:
        if self._chosen is not None:
            work = partial(take_in_folder, self._chosen, self._program.keeper.home)
            self._program.helper.run(work, self._taken_in, self._could_not)

    def _taken_in(self, look: FolderLook) -> None:
        self._show_chosen(f"{_said_of_settings(look.settings)} {_NEXT_START}")
        self.back.show()
        self._program.messages.tell("The council's settings were taken in.", _NEXT_START)

    def _leave(self) -> None:
        self._show_chosen("")

    def _go_back(self) -> None:
        home = self._program.keeper.home
        self._program.helper.run(partial(go_back, home), self._gone_back, self._could_not)

    def _gone_back(self, _: None) -> None:
        self.back.hide()
        self._show_chosen(f"Heard's own settings hold again. {_NEXT_START}")

    def _could_not(self, fault: UserFacingError) -> None:
        self._show_chosen("")
        self._program.messages.warn(fault)

    # -- a template, and a folder to begin with

    def _choose_template(self) -> None:
        self._program.messages.choose_files(
            self, "A Word template", "Word documents (*.docx)", self._look_at_template
        )

    def _look_at_template(self, chosen: list[Path]) -> None:
        for path in chosen[:1]:
            self._program.helper.run(
                partial(template_words, path), self._show_chosen, self._could_not
            )

    def _choose_empty(self) -> None:
        self._program.messages.choose_folder(self, "An empty folder", self._write)

    def _write(self, chosen: list[Path]) -> None:
        settings = self._program.council
        if not settings.name:
            settings = CouncilSettings(name=self._program.settings.council)
        for folder in chosen[:1]:
            self._program.helper.run(
                partial(write_starter, folder, settings), self._written, self._could_not
            )

    def _written(self, _: None) -> None:
        self._show_chosen(
            "The folder holds all of Heard's own settings. Change what is yours, take out the rest,"
            " and hand the folder out."
        )


def _said_of_settings(settings: CouncilSettings) -> str:
    if settings == CouncilSettings():
        return _OWN
    parts = [f"Settings of {settings.name or 'a council'}"]
    if settings.version:
        parts.append(f"version {settings.version}")
    if settings.since is not None:
        parts.append(f"from {long_date(settings.since)}")
    words = ", ".join(parts)
    return f"{words}. Ask {settings.contact} about them." if settings.contact else f"{words}."


def _said_of(look: FolderLook) -> str:
    """Return what a folder would change, and what of it would stay behind."""
    decides = "\n".join(f"• {words}" for words in look.decides)
    words = f"{_said_of_settings(look.settings)} The folder decides:\n{decides}"
    if look.unknown:
        words += f"\nLeft where they are, since Heard does not know them: {', '.join(look.unknown)}"
    return words
