"""Where in the program one can be, and the door through which every page goes elsewhere."""

from enum import StrEnum
from typing import Protocol

import msgspec


class PlaceKind(StrEnum):
    """A page of the window."""

    CASELOAD = "caseload"
    CHILD = "child"
    PREPARE = "prepare"
    MEETING = "meeting"
    WRITE_UP = "write_up"
    EXPORT = "export"
    SETTINGS = "settings"
    HELP = "help"
    NEW_KEYS = "new_keys"
    BACKUPS = "backups"
    QUALITY = "quality"
    SERVICE = "service"


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A page, with the child, review and section it is about.

    ``line`` is the id of a line there, or of an entry, that is looked for.
    """

    kind: PlaceKind
    child_id: str | None = None
    review_id: str | None = None
    section: str | None = None
    line: str | None = None


class Navigator(Protocol):
    """Takes the user to a place: saves what is open, opens what is needed, shows the page."""

    def go(self, place: Place) -> None:
        """Go to ``place``; faults are told in the banner and the present page stays."""
        ...
