"""Where things live on this computer; ``--home`` or ``HEARD_HOME`` overrides it all.

The per-user local data folder is used, never Documents or a roaming profile: those are copied to
servers and clouds (anchors.md §2.3).
"""

import os
import sys
from pathlib import Path

from models.errors import UserFacingError

HOME_VARIABLE = "HEARD_HOME"

_PROBE = ".heard-start.tmp"
_ROOM = 64 * 1024  # bytes without which nothing could be saved
_CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_CLOUD_MARKS = (".dropbox", ".dropbox.cache", ".nextcloudsync.log", ".owncloudsync.log")
_CLOUD_ATTRIBUTES = 0x0004_0000 | 0x0008_0000 | 0x0010_0000 | 0x0040_0000
"""Windows: recalled on opening, pinned, unpinned, recalled on reading: OneDrive and its like."""
_REMOTE_DRIVE = 4
_SERVER_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "davfs", "ceph"}
_SERVER_FUSES = ("fuse.gvfsd-fuse", "fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.smb")


class HomeFolderError(UserFacingError):
    """The folder for Heard's files cannot be used."""


def wanted_home(given: str | None) -> Path:
    """Return the folder for the store: ``given``, the environment's, or the user's own."""
    chosen = given or os.environ.get(HOME_VARIABLE)
    return Path(chosen) if chosen else _user_folder()


def home_folder(given: str | None) -> Path:
    """Return the absolute folder for the store.

    Raises HomeFolderError for a folder on a server, which may vanish while one types.
    """
    folder = wanted_home(given)
    if str(folder).startswith(("\\\\", "//")):
        raise _on_server()
    return folder.expanduser().absolute()


def _on_server() -> HomeFolderError:
    return HomeFolderError(
        "Heard keeps its store on this computer, and this folder is on a server.",
        "A server can vanish while you type. Start Heard without a folder of your own, or give it"
        " one on the local disk.",
    )


def make_home(folder: Path) -> None:
    """Make the folder, readable by this user only. Raises HomeFolderError when it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as fault:
        raise HomeFolderError(
            "Heard could not make the folder for its store. Nothing was changed.",
            "Ask your IT team to let Heard write in your local data folder, or free some space.",
        ) from fault


def refuse_unfit(folder: Path) -> None:
    """Let a folder on this computer's own disk pass, where nothing copies it elsewhere.

    Links are followed first. Raises HomeFolderError for a folder on a server or kept in a cloud.
    """
    real = folder.resolve()
    if _is_on_server(real):
        raise _on_server()
    if _is_in_cloud(real):
        raise HomeFolderError(
            "This folder is copied to a cloud such as OneDrive, and so are the files in it.",
            "Such a copy can tear the store apart and leaves this laptop. Start Heard without a"
            " folder of your own, or move this one to a folder that is not copied.",
        )


def refuse_unwritable(folder: Path) -> None:
    """Let a folder pass in which files can be made.

    Raises:
        HomeFolderError: the disk is full.
        StoreError: Heard may not write there, or the disk is at fault.
    """
    probe = folder / _PROBE
    try:
        try:
            probe.write_bytes(bytes(_ROOM))
        finally:
            probe.unlink(missing_ok=True)
    except OSError as fault:
        from models import faults  # noqa: PLC0415 - start-up loads only what it needs

        told = faults.from_disk(fault)
        if not isinstance(told, faults.DiskFullError):
            raise told from fault
        raise HomeFolderError(
            "The disk is full, so Heard could not start. What was saved before is safe.",
            "Make some room on the disk, then try again.",
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


def _is_on_server(folder: Path) -> bool:
    if str(folder).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only Windows asks its drives

        return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == _REMOTE_DRIVE)
    return is_server_system(_file_system(folder))


def is_server_system(kind: str) -> bool:
    """Whether a Linux file system of this kind keeps its files on a server."""
    return kind in _SERVER_SYSTEMS or kind.startswith(_SERVER_FUSES)


def _file_system(folder: Path) -> str:
    """Return the kind of the file system that holds the folder, as Linux names it; else nothing."""
    mounts = Path("/proc/self/mounts")
    if not mounts.exists():
        return ""
    longest, kind = -1, ""
    for line in mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        _, place, found, *_ = line.split(" ")
        mounted = Path(place.replace("\\040", " "))
        if folder.is_relative_to(mounted) and len(mounted.parts) >= longest:
            longest, kind = len(mounted.parts), found
    return kind


def _is_in_cloud(folder: Path) -> bool:
    clouds = [Path(os.environ[name]) for name in _CLOUD_VARIABLES if os.environ.get(name)]
    if any(folder.is_relative_to(cloud.resolve()) for cloud in clouds):
        return True
    return any(_is_synced(place) for place in (folder, *folder.parents))


def _is_synced(place: Path) -> bool:
    if not place.exists():
        return False
    if getattr(place.stat(), "st_file_attributes", 0) & _CLOUD_ATTRIBUTES:
        return True
    return place != Path.home() and any((place / mark).exists() for mark in _CLOUD_MARKS)
