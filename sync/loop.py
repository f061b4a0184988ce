"""The syncer's life: turns, and rests between them that end early when there is a reason."""

import logging
from collections.abc import Callable

from kiosk.domain.time import Clock
from kiosk.store import Store
from kiosk.store.errors import Busy, DiskFault, DiskFull, ReadOnly
from sync.stopping import Stop
from sync.waking import NetworkWatch, ReturnOfNetwork
from sync.worker import SyncWorker, Turn

log = logging.getLogger(__name__)

TICK_S = 0.25  # how soon something stored is noticed; one PRAGMA each
STORE_TROUBLE_S = 5.0


class Loop:
    """Runs `worker` until told to stop. `ended` says when to stop, besides StopRequested."""

    def __init__(
        self,
        store: Store,
        worker: SyncWorker,
        clock: Clock,
        stop: Stop,
        watch: NetworkWatch,
        network_return: ReturnOfNetwork,
        ended: Callable[[], bool],
    ) -> None:
        self._store = store
        self._worker = worker
        self._clock = clock
        self._stop = stop
        self._watch = watch
        self._network_return = network_return
        self._ended = ended

    def run(self) -> None:
        """Until stopped (StopRequested may be raised). Raises the store's errors that no waiting can mend."""
        while not self._ended():
            seen = self._store.data_version()
            turn = self._turn()
            if turn.wait_s > 0:
                self._rest(turn.wait_s, seen)

    def _turn(self) -> Turn:
        try:
            return self._worker.run_once(self._clock.now())
        except (Busy, DiskFull, DiskFault, ReadOnly) as error:
            # Records stay stored; what was sent and not settled is sent again and answered as a duplicate.
            log.warning("the store cannot be written: %s", error)
            return Turn(STORE_TROUBLE_S)

    def _rest(self, wait_s: float, seen_version: int) -> None:
        until_s = self._clock.monotonic_s() + wait_s
        while (left_s := until_s - self._clock.monotonic_s()) > 0 and not self._ended():
            with self._stop.interruptible():
                changed = self._watch.changed(min(left_s, TICK_S))
                back = changed or (self._worker.waits_for_network and self._network_return.happened())
            if back:
                self._worker.hurry()
                return
            if not self._worker.is_quiet() and self._store.data_version() != seen_version:
                return
