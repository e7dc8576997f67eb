"""The Qt binding itself: PySide6 6.12.0 loses a reference to None at every call that returns none.

On Python 3.11 the interpreter aborts after a few thousand of them; from 3.12 on None is immortal.
"""

import subprocess
import sys

CALLS = 20_000
SCRIPT = f"""
import sys
from PySide6.QtCore import QObject
thing = QObject()
before = sys.getrefcount(None)
for _ in range({CALLS}):
    thing.setObjectName("a")
print(before - sys.getrefcount(None))
"""


def test_that_qt_calls_returning_nothing_keep_every_reference_to_none() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert abs(int(done.stdout)) < CALLS // 100
