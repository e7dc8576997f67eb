"""Opening the window: one instance, the log, the crash guard, and the event loop."""

import sys
from pathlib import Path

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop import logs, paths
from desktop.app import Heard
from desktop.crash import CrashGuard
from desktop.single_instance import SingleInstance
from ui import theme

FINE, COULD_NOT = 0, 2
_STORE, _KEYS = "store.db", "store.key"
_NAP_MS = 50


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
    """Whether nothing of a store is there, so that the first run begins."""
    return not any((home / name).exists() for name in (_STORE, _KEYS, f"{_KEYS}.bak"))


def run(home: Path) -> int:
    """Open Heard on ``home`` and return when its window was closed."""
    paths.make_home(home)
    app = application()
    instance = SingleInstance(home)
    if not instance.take():
        return COULD_NOT if instance.may_not_write else FINE
    logs.start_log(home)
    heard = Heard(home)
    guard = CrashGuard(home, heard.rescue, lambda: QTimer.singleShot(_NAP_MS, app.quit))
    guard.start()
    instance.when_asked(lambda: _come_forward(heard))
    try:
        heard.start(is_new=is_new(home), closed_badly=guard.closed_unexpectedly)
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
