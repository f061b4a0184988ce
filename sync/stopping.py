"""SIGTERM in the middle of anything: a wait on the network is broken off, a transaction is not."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class StopRequested(BaseException):
    """An order, like KeyboardInterrupt: no `except Exception` on the way may eat it."""


class Stop:
    """Whether this process was told to end. Install it in the main thread."""

    def __init__(self) -> None:
        self.requested = False
        self._interruptible = False

    def install(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)

    def request(self) -> None:
        """Raises StopRequested where the main thread waits; elsewhere it only notes the wish."""
        self.requested = True
        if self._interruptible:
            self._interruptible = False
            raise StopRequested

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """Around what may take long and loses nothing when it is broken off: an HTTP exchange."""
        self._interruptible = True
        try:
            if self.requested:
                raise StopRequested
            yield
        finally:
            self._interruptible = False

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.request()
