"""What the thread that owns the printer does: drain the stored jobs, and look after the printer."""

from typing import Protocol


class Drains(Protocol):
    """What we use of printers.spooler.Spooler."""

    def run_once(self) -> bool:
        """Do one thing; whether another may follow at once."""
        ...

    def close(self) -> None: ...


class Printing:
    LOOK_AFTER_S = 1.0

    def __init__(self, spooler: Drains) -> None:
        self._spooler = spooler

    def turn(self) -> float:
        """At most one slip. Seconds until the next look; a stored job wakes the thread before that."""
        return 0.0 if self._spooler.run_once() else self.LOOK_AFTER_S

    def close(self) -> None:
        self._spooler.close()
