"""The thread that looks after the store: one check, then a verified backup every ten minutes."""

import threading
from collections.abc import Callable

from kiosk.services.backups import INTERVAL_S, Backups
from kiosk.services.startup import check_store
from kiosk.store import Store


class Keeper:
    """`damaged` gets the reason when the check finds the store broken; backups are then left as they are."""

    def __init__(
        self,
        store: Store,
        backups: Backups,
        damaged: Callable[[str], None],
        failed: Callable[[Exception], None],
        interval_s: float = INTERVAL_S,
    ) -> None:
        self._store = store
        self._backups = backups
        self._damaged = damaged
        self._failed = failed
        self._interval_s = interval_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="keeper", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, timeout_s: float = 10.0) -> bool:
        """False when a backup was still being written; it stays unfinished and does not count."""
        self._stopping.set()
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _loop(self) -> None:
        try:
            reason = check_store(self._store)
            if reason is not None:
                self._damaged(reason)
                return
            while not self._stopping.is_set():
                self._backups.run()  # an outcome of its own, kept for the self-check
                self._stopping.wait(self._interval_s)
        except Exception as error:  # the root decides for the whole process
            self._failed(error)
