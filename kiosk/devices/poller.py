"""The thread that owns a card reader, so that nobody on the screen waits for a serial line."""

import threading
from collections.abc import Callable

from kiosk.devices.reader import (
    CardFound,
    CardNews,
    CardReader,
    CardSeen,
    Nothing,
    ReaderCondition,
    ReadFailed,
    condition,
)


class ReaderPoller:
    """Polls until stopped.

    `deliver` gets what a screen should know, each change once: a card, its lifting, a failure when it begins.
    A card that lies there at the first answer was left by somebody before this process began: CardFound.
    `report` gets the reader's condition with a detail for staff, first and whenever it changes; whoever owns
    the store writes it to device_state `reader`. Both are called in the poller's thread; an exception in
    them, as in the reader, is a bug and ends the thread through threading.excepthook.
    """

    def __init__(
        self,
        reader: CardReader,
        *,
        deliver: Callable[[CardNews], None],
        report: Callable[[ReaderCondition, str], None],
        interval_s: float = 0.25,
        fault_interval_s: float = 1.0,
    ) -> None:
        self._reader = reader
        self._deliver = deliver
        self._report = report
        self._interval_s = interval_s
        self._fault_interval_s = fault_interval_s
        self._condition: ReaderCondition | None = None
        self._heard = False  # the reader has answered at least once
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="card-reader", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, timeout_s: float = 10.0) -> bool:
        """Any thread but the poller's: end and close the reader. False when it had not ended in time."""
        self._stopping.set()
        self._wake.set()
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _loop(self) -> None:
        try:
            while not self._stopping.is_set():
                self._wake.clear()
                healthy = self._step()
                if not self._stopping.is_set():
                    self._wake.wait(self._interval_s if healthy else self._fault_interval_s)
        finally:
            self._reader.close()

    def _step(self) -> bool:
        """One poll. Whether the reader itself is well."""
        outcome = self._reader.poll()
        now = condition(outcome)
        changed = now is not self._condition
        healthy = now is ReaderCondition.READY
        self._condition = now
        if changed:
            self._report(now, outcome.detail if isinstance(outcome, ReadFailed) and not healthy else "")
        first, self._heard = healthy and not self._heard, self._heard or healthy
        if first and isinstance(outcome, CardSeen) and outcome.lies:
            self._deliver(CardFound())
        elif not isinstance(outcome, Nothing) and (healthy or changed):
            self._deliver(outcome)
        return healthy
