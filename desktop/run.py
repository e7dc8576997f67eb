"""Opening the window: one instance, the log, the crash guard, and the event loop."""

import gc
import sys
from pathlib import Path

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop import logs, paths
from desktop.app import Heard
from desktop.crash import CrashGuard
from desktop.single_instance import SingleInstance
from models.errors import UserFacingError
from ui import theme
from ui.main_window import MainWindow

FINE, COULD_NOT = 0, 2
_STORE, _KEYS, _UNFINISHED = "store.db", "store.key", "store.new"
_BACKUPS = "backups"
_NAP_MS, _STANDS_MS = 50, 200


def application() -> QApplication:
    """Return the Qt application, in British English and dressed."""
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([*sys.argv[:1], *theme.STYLE_ARGUMENTS])
    app.setApplicationName("Heard")
    app.setApplicationDisplayName("Heard")
    QGuiApplication.setDesktopFileName("heard")
    theme.apply_theme(app)
    return app


def is_new(home: Path) -> bool:
    """Whether nothing of a store is there, or one that was never finished: the first run begins."""
    if (home / _UNFINISHED).exists() and not (home / _STORE).exists():
        return True
    return not any((home / name).exists() for name in (_STORE, _KEYS, f"{_KEYS}.bak"))


def has_only_backups(home: Path) -> bool:
    """Whether backups were brought to a folder without a store; their key file then opens the way.

    A disk that does not take the key file takes no new store either: the first run says why.
    """
    if not (home / _BACKUPS).is_dir() or (home / _UNFINISHED).exists():
        return False
    from models.restoring import key_from_backups  # noqa: PLC0415 - seldom needed

    try:
        return key_from_backups(home)
    except UserFacingError:
        return False


def run(given: str | None) -> int:
    """Open Heard on the folder that was given, or the user's own, until its window is closed."""
    app = application()
    while True:
        try:
            instance = _taken(given)
        except UserFacingError as fault:
            if not _says_no(app, fault, given):
                return COULD_NOT
        else:
            return FINE if instance is None else _run(app, instance)


def _taken(given: str | None) -> SingleInstance | None:
    """Take the folder for this run; None when another Heard has it, which now comes forward.

    Raises UserFacingError when no store can be kept there.
    """
    home = paths.home_folder(given)
    paths.refuse_unfit(home)
    paths.make_home(home)
    paths.refuse_unwritable(home)
    instance = SingleInstance(home)
    if instance.take():
        return instance
    if instance.is_held:
        return None
    raise paths.HomeFolderError(
        "Heard could not take its folder for itself. Nothing was changed.",
        "Try again. If it happens again, ask your IT team whether Heard may write there.",
    )


def _says_no(app: QApplication, fault: UserFacingError, given: str | None) -> bool:
    """Show in a window why Heard cannot start; return whether to try again."""
    from ui.gate.refusal import RefusalPage  # noqa: PLC0415 - seldom needed

    page = RefusalPage(fault, paths.wanted_home(given))
    window = MainWindow()
    page.again.connect(window.close)
    page.closed.connect(window.close)
    window.show_gate(page)
    window.show()
    app.exec()
    return page.is_again


def _run(app: QApplication, instance: SingleInstance) -> int:
    home = instance.home
    logs.start_log(home)
    heard = Heard(home)
    guard = CrashGuard(home, heard.rescue, lambda: QTimer.singleShot(_NAP_MS, app.quit))
    guard.start()
    instance.when_asked(lambda: _come_forward(heard))
    try:
        begins = is_new(home) and not has_only_backups(home)
        heard.start(is_new=begins, closed_badly=guard.closed_unexpectedly)
        QTimer.singleShot(_STANDS_MS, gc.enable)
        app.exec()
    finally:
        heard.end()
        guard.stop()
        logs.stop_log()
        instance.release()
    return FINE if not guard.fired else COULD_NOT


def _come_forward(heard: Heard) -> None:
    heard.window.showNormal()
    heard.window.raise_()
    heard.window.activateWindow()
