"""The thread that owns the printer: it drains the stored jobs and tells the screen when one has moved."""

import threading
from collections.abc import Callable
from typing import Protocol


class Drains(Protocol):
    """What we use of printers.spooler.Spooler."""

    def run_once(self) -> bool:
        """Do one thing; whether there was anything to do."""
        ...


class PrintThread:
    """Runs until stopped; woken by `wake` when a job was stored, and by itself to look after the printer.

    `make` builds the spooler in the thread that will use it. `failed` gets the exception that ended the
    thread: a broken environment or a bug, told apart by whoever asked.
    """

    LOOK_AFTER_S = 1.0

    def __init__(self, make: Callable[[], Drains], failed: Callable[[Exception], None]) -> None:
        self._make = make
        self._failed = failed
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="printer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Any thread: there may be something to print."""
        self._wake.set()

    def stop(self, timeout_s: float = 10.0) -> bool:
        """False when a slip was still on its way; its job is then settled as unknown at the next start."""
        self._stopping.set()
        self._wake.set()
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _loop(self) -> None:
        try:
            spooler = self._make()
            while not self._stopping.is_set():
                self._wake.clear()
                while not self._stopping.is_set() and spooler.run_once():
                    pass
                self._wake.wait(self.LOOK_AFTER_S)
        except Exception as error:
            self._failed(error)
