"""Where things live on this computer; ``--home`` or ``HEARD_HOME`` overrides it all.

The per-user local data folder is used, never Documents or a roaming profile: those are copied to
servers and clouds (anchors.md §2.3).
"""

import os
import sys
from pathlib import Path

from models.errors import UserFacingError

HOME_VARIABLE = "HEARD_HOME"


class HomeFolderError(UserFacingError):
    """The folder for Heard's files cannot be used."""


def home_folder(given: str | None) -> Path:
    """Return the absolute folder for the store: ``given``, the environment's, or the user's own.

    Raises HomeFolderError for a folder on a server, which may vanish while one types.
    """
    chosen = given or os.environ.get(HOME_VARIABLE)
    folder = Path(chosen) if chosen else _user_folder()
    if str(folder).startswith(("\\\\", "//")):
        raise HomeFolderError(
            "Heard keeps its store on this computer, and this folder is on a server.",
            "Start Heard without a folder of your own, or give it one on the local disk.",
        )
    return folder.expanduser().absolute()


def make_home(folder: Path) -> None:
    """Make the folder, readable by this user only. Raises HomeFolderError when it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as fault:
        raise HomeFolderError(
            "Heard could not make the folder for its store. Nothing was changed.",
            "Ask your IT team to let Heard write in your local data folder, or free some space.",
        ) from fault


def narrow_permissions() -> None:
    """See to it that every file made from here on is this user's alone."""
    os.umask(0o077)


def _user_folder() -> Path:
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) / "Heard" if local else Path.home() / "AppData" / "Local" / "Heard"
    from platformdirs import user_data_path  # noqa: PLC0415 - start-up loads only what it needs

    return user_data_path("heard", appauthor=False, roaming=False)
