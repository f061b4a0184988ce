"""Python's cyclic garbage is collected in the Qt thread only.

CPython collects in whichever thread happens to allocate. A Qt object inside a cycle would then be destroyed
in the print thread or the reader's, which Qt does not allow: timers warn, windows crash.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 2000


class GarbageCollector(QObject):
    """Between making it and `stop` nothing is collected but here. Make it in the Qt thread.

    Making it already stops the others: what is imported while a terminal starts is no garbage, and walking
    over it again and again took a tenth of that time.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect_young)

    def start(self) -> None:
        self._timer.start()

    def collect_young(self) -> None:
        """Cheap: what became garbage lately. Takes well under a frame."""
        gc.collect(1)

    def collect_all(self) -> None:
        """When a session ends: nothing of it may wait in a cycle for a later collection."""
        gc.collect()

    def stop(self) -> None:
        self._timer.stop()
        gc.enable()
