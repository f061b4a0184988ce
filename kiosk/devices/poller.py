"""What is heard of a card reader: each change once."""

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
    """Owns a reader; whoever has a thread calls `turn` until `close` (kiosk.app.turning).

    `deliver` gets what a screen should know: a card, its lifting, a failure when it begins.
    A card that lies there at the first answer was left by somebody before this process began: CardFound.
    `report` gets the reader's condition with a detail for staff, first and whenever it changes; whoever owns
    the store writes it to device_state `reader`. Both are called in the thread of `turn`.
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

    def turn(self) -> float:
        """One poll. Seconds until the next."""
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
        return self._interval_s if healthy else self._fault_interval_s

    def close(self) -> None:
        self._reader.close()
