"""device_state `network`, as the syncer last found it."""

from kiosk.store import Store
from sync.delivery import LinkState

DEVICE = "network"
# An old `seen_ms` tells a dead syncer; writing it at every exchange would wake the screen for nothing.
REFRESH_MS = 10_000


class Link:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._written: tuple[LinkState, str] | None = None
        self._written_ms = 0

    def note(self, state: LinkState, detail: str, now_ms: int) -> None:
        if self._written == (state, detail) and 0 <= now_ms - self._written_ms < REFRESH_MS:
            return
        with self._store.begin() as uow:
            uow.devices.put(DEVICE, state.value, detail, now_ms)
        self._written = (state, detail)
        self._written_ms = now_ms
