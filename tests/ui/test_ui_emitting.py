"""A terminal emits signals for months: it must not wear out the interpreter, as PySide6 6.12.0 does."""

import subprocess
import sys

_MONTHS_IN_SHORT = """
import kiosk.ui
from PySide6.QtCore import QObject, Signal

class Bell(QObject):
    rung = Signal()

bell = Bell()
for _ in range(100_000):
    bell.rung.emit()
print("alive", flush=True)
"""


def test_emitting_for_long_does_not_end_the_process() -> None:
    result = subprocess.run(
        [sys.executable, "-c", _MONTHS_IN_SHORT], capture_output=True, text=True, timeout=60, check=False
    )
    assert (result.returncode, result.stdout) == (0, "alive\n"), result.stderr
