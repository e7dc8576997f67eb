"""What the first unlocking would stop for, done on a thread while the passphrase is being typed."""

import gc

from desktop import keeping, windows_session
from models.codes import code_table
from ui.background import read_about_processes

__all__ = ["get_ready", "keeping", "windows_session"]


def get_ready() -> None:
    """Take what was read out of the search for rubbish, which cost 60 ms at unlocking."""
    read_about_processes()
    code_table("permanence_plan")
    gc.freeze()
