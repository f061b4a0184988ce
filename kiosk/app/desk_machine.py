"""A desk on its own machine: a node of its own, with what keeps a node alive beside the pages (DESIGN §6).

It holds its state folder alone, backs its store up, delivers its outbox, and sees whether the ledger answers.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.app.clock import SystemClock
from kiosk.app.instance import InstanceLock
from kiosk.app.keeper import Keeper
from kiosk.app.opening import open_terminal
from kiosk.app.process import Child, Supervisor
from kiosk.app.turning import TurningThread
from kiosk.domain.time import Clock, to_ms
from kiosk.services import Services
from kiosk.services.shared_hall.ledger_link import DEVICE
from kiosk.settings import Settings
from kiosk.store import Store
from kiosk.store.errors import Damaged, LedgerAway, StoreError
from kiosk.store.postgres import PgLedger

log = logging.getLogger(__name__)
LOOK_S = 5.0
AWAY_S = 2.0
TICK_S = 1.0


class LedgerWatch:
    """Takes the turns that a terminal's link would: a desk reserves nothing and has no seat.

    It makes the ledger's tables when it is the first to come, and notes for the self-check what it found.
    """

    def __init__(self, store: Store, ledger: PgLedger, clock: Clock) -> None:
        self._store = store
        self._ledger = ledger
        self._clock = clock
        self._state = ""

    def turn(self) -> float:
        try:
            if self._state != "here":
                self._ledger.prepare()
            self._ledger.now_ms()
        except LedgerAway as error:
            self._found(error.state, str(error))
            return AWAY_S
        self._found("here", "")
        return LOOK_S

    def close(self) -> None:
        """The next one begins as if the ledger had been away."""
        self._ledger.close()

    def _found(self, state: str, detail: str) -> None:
        if state == self._state:
            return
        with self._store.begin() as work:
            work.devices.put(DEVICE, state, detail, to_ms(self._clock.now()))
        self._state = state


class Syncing:
    """The delivery process of this node, kept running."""

    def __init__(self, start: Callable[[], Child], monotonic_s: Callable[[], float]) -> None:
        self._supervisor = Supervisor(start)
        self._monotonic_s = monotonic_s

    def turn(self) -> float:
        self._supervisor.tick(self._monotonic_s())
        return TICK_S

    def close(self) -> None:
        self._supervisor.stop()


@contextmanager
def own_machine(
    settings: Settings, config: Path | None, broken: Callable[[BaseException], None]
) -> Iterator[Services]:
    """The services while the block runs. `broken` is told, from any thread, why the process must end.

    Raises AlreadyRunning, and what a person must mend as `open_terminal` does.
    """
    clock = SystemClock()
    with InstanceLock(settings.state_dir) as lock:
        opened = open_terminal(settings, clock, lock)
        services = opened.services

        def damaged(reason: str) -> None:
            opened.startup.condemn(reason)  # the next start restores
            broken(Damaged(reason))

        def failed(error: Exception) -> None:
            if isinstance(error, StoreError):
                log.error("%s: %s", type(error).__name__, error)
            else:
                broken(error)

        def keep() -> Keeper:
            refresh = services.waiting_times.refresh
            return Keeper(opened.store, services.backups, services.checking_in, damaged, refresh)

        def watch() -> LedgerWatch:
            return LedgerWatch(opened.store, PgLedger(settings.hall.ledger), clock)

        def sync() -> Syncing:
            words = ("--config", str(config)) if config else ()
            return Syncing(lambda: Child("sync", "run", *words), clock.monotonic_s)

        threads = [
            TurningThread("keeper", keep, failed, after_failure_s=60.0),
            TurningThread("ledger", watch, failed),
            *([TurningThread("syncer", sync, failed)] if settings.kiosk.district.url else []),
        ]
        for thread in threads:
            thread.start()
        try:
            yield services
        finally:
            for thread in threads:
                thread.stop()
            opened.store.close()
