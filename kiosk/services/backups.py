"""The ten-minute backup, and what is known of the last one."""

from pathlib import Path

import msgspec

from kiosk.services.timekeeping import Timekeeping
from kiosk.store import Store
from kiosk.store.attachment_files import AttachmentFiles
from kiosk.store.backup import Backup, back_up
from kiosk.store.errors import StoreError

DEVICE = "backup"  # its name in device_state
INTERVAL_S = 600.0


class BackupFailed(msgspec.Struct, frozen=True):
    """The environment did not let it; the backups before it are still there."""

    error: str  # the kind of StoreError
    detail: str


class Backups:
    """Not for the Qt thread: a copy takes about a second for every 100 MB."""

    def __init__(self, store: Store, key: bytes, folder: Path, timekeeping: Timekeeping) -> None:
        self._store = store
        self._key = key
        self._folder = folder
        self._timekeeping = timekeeping

    def run(self) -> Backup | BackupFailed:
        """One verified backup, and the photos beside it. Its outcome is kept as device_state `backup`."""
        try:
            done = back_up(self._store, self._key, self._folder)
            kept = AttachmentFiles(self._folder / self._store.path.name)
            kept.copy_missing(AttachmentFiles(self._store.path))
        except StoreError as error:
            failed = BackupFailed(type(error).__name__, str(error))
            self._note("failed", f"{failed.error}: {failed.detail}")
            return failed
        self._note("ok", done.path.name)
        return done

    def _note(self, state: str, detail: str) -> None:
        with self._store.begin() as work:
            now = self._timekeeping.judge(work.terminal.get().last_seen_ms)
            before = work.devices.get(DEVICE)
            # `seen_ms` tells the age of the last good backup: a failure does not renew it, 0 means none.
            last_good_ms = before.seen_ms if before is not None else 0
            work.devices.put(DEVICE, state, detail, now.ms if state == "ok" else last_good_ms)
