"""No kind of Qt object is made by a thread that reads modules: the window may be making one too."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_READ_EVERYTHING = """
import importlib, pkgutil
from desktop import kinds
from desktop.run import application
from PySide6 import QtCore, QtGui, QtWidgets

application()
made = sum(1 for _ in kinds.make())
assert made > 100, made
assert not list(kinds.make()), "made twice"
before = {module: set(vars(module)) for module in (QtCore, QtGui, QtWidgets)}
for package in ("desktop", "ui", "export", "models"):
    found = importlib.import_module(package)
    for module in pkgutil.walk_packages(found.__path__, f"{package}."):
        if not module.name.startswith(("desktop.install", "desktop.__main__")):
            importlib.import_module(module.name)
print({name for module, names in before.items() for name in set(vars(module)) - names})
"""


def test_that_reading_every_module_makes_no_kind_that_is_not_there() -> None:
    said = subprocess.run(
        [sys.executable, "-c", _READ_EVERYTHING],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert said.stdout.strip() == "set()", said.stdout + said.stderr
