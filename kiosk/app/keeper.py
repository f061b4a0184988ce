"""What the thread that looks after the store does: one check, then every ten minutes who never came to their
appointment, and a verified backup."""

from collections.abc import Callable

from kiosk.services.backups import INTERVAL_S, Backups
from kiosk.services.checking_in import CheckingIn
from kiosk.services.startup import check_store
from kiosk.store import Store


class Keeper:
    """`damaged` gets the reason when the check finds the store broken; backups are then left as they are."""

    def __init__(
        self,
        store: Store,
        backups: Backups,
        appointments: CheckingIn,
        damaged: Callable[[str], None],
        refresh: Callable[[], None] = lambda: None,
    ) -> None:
        """`refresh`: what is read anew at the same pace, beside the screen."""
        self._store = store
        self._backups = backups
        self._appointments = appointments
        self._damaged = damaged
        self._refresh = refresh
        self._checked = False

    def turn(self) -> float | None:
        """Seconds until the next backup; None when the store is damaged."""
        if not self._checked:
            reason = check_store(self._store)
            if reason is not None:
                self._damaged(reason)
                return None
            self._checked = True
        self._refresh()
        self._appointments.close_days()
        self._backups.run()  # an outcome of its own, kept for the self-check
        return INTERVAL_S

    def close(self) -> None:
        """The store is the root's."""
