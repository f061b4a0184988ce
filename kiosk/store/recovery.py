"""A store that cannot be opened, or failed its check, becomes one that works, and nothing is thrown away.

    set aside ─▶ newest verified backup (or an empty store) ─▶ merge salvaged rows ─▶ new epoch ─▶ rename

A power cut at any point leaves "no file, but a nameplate": the next start comes here again and begins anew
from the backup and the newest file set aside.
"""

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kiosk.store import migrations, nameplate
from kiosk.store.backup import Backup, newest_verified, sync_file
from kiosk.store.engine import Driver, DriverError, connect
from kiosk.store.errors import raise_translated
from kiosk.store.repositories.records import GENESIS
from kiosk.store.unit_of_work import WRITING, Transaction, UnitOfWork

if TYPE_CHECKING:
    from kiosk.store.salvage import DamagedFile

# Cases filed after the backup may be gone, their numbers are on paper: a number is never given out again.
LOST_CASES = 1_000
_SUFFIXES = ("", "-wal", "-shm")


class Loss(msgspec.Struct, frozen=True, kw_only=True):
    """What the new epoch's first record declares."""

    reason: str
    old_epoch: int
    last_seq: int  # the last known link of the old epoch's chain
    last_hash: str
    new_epoch: int
    backup: str  # its file name; empty when there was none
    salvaged: dict[str, int]  # rows by table that the backup did not have
    refused: int  # salvaged rows that contradict the backup; they stay in the file set aside
    set_aside: str  # the damaged file's new name; empty when there was no file


Declare = Callable[[UnitOfWork, Loss], None]


class Recovery:
    """One attempt. `declare` writes the new epoch's first record inside the epoch's transaction."""

    def __init__(
        self, path: Path, key: bytes, backups: Path, *, terminal_id: str, fingerprint: str, now_ms: int
    ) -> None:
        self._path = path
        self._key = key
        self._backups = backups
        self._terminal_id = terminal_id
        self._fingerprint = fingerprint
        self._now_ms = now_ms
        self._restored = path.with_name(path.name + ".restored")

    def run(self, reason: str, declare: Declare) -> Loss:
        """Put a working store at the path.

        Raises StoreError when the environment does not allow it (disk full, read-only); run it again then.
        """
        try:
            damaged = _set_aside(self._path)
            _remove(self._restored)
            backup = newest_verified(self._backups, self._key)
            self._start_from(backup)
            loss = self._rebuild(reason, backup, damaged, declare)
            self._restored.rename(self._path)
            nameplate.sync_folder(self._path.parent)
        except (DriverError, OSError) as error:
            raise_translated(error)
        return loss

    def _start_from(self, backup: Backup | None) -> None:
        if backup is not None:
            os.close(os.open(self._restored, os.O_CREAT | os.O_EXCL, 0o600))
            shutil.copyfile(backup.path, self._restored)
        driver = connect(self._restored, self._key, journal="DELETE")
        try:
            # A backup may be from before an update of the program.
            migrations.upgrade(driver, self._restored, self._key)
        finally:
            driver.close()

    def _rebuild(self, reason: str, backup: Backup | None, damaged: Path | None, declare: Declare) -> Loss:
        driver = connect(self._restored, self._key, journal="DELETE")
        source = None
        try:
            if damaged is not None:
                scratch = self._restored.with_name(self._restored.name + ".salvage")
                from kiosk.store.salvage import DamagedFile

                source = DamagedFile(damaged, scratch, self._key)
            with Transaction(driver, UnitOfWork(driver), WRITING) as work:
                salvaged, refused = _salvage(driver, source)
                old_epoch, last_seq, last_hash, new_epoch = self._new_epoch(work)
                loss = Loss(
                    reason=reason,
                    old_epoch=old_epoch,
                    last_seq=last_seq,
                    last_hash=last_hash,
                    new_epoch=new_epoch,
                    backup=backup.path.name if backup else "",
                    salvaged=salvaged,
                    refused=refused,
                    set_aside=damaged.name if damaged else "",
                )
                declare(work, loss)
        finally:
            driver.close()
            if source is not None:
                source.remove()
        sync_file(self._restored)
        return loss

    def _new_epoch(self, work: UnitOfWork) -> tuple[int, int, str, int]:
        """(old epoch, its last known seq and hash, new epoch)."""
        if work.terminal.find() is None:
            work.terminal.create(self._terminal_id, self._fingerprint, self._now_ms)
        terminal = work.terminal.get()
        plates = (nameplate.read(self._path), nameplate.read(self._backups / self._path.name))
        old = max([terminal.epoch, *(plate.epoch for plate in plates if plate is not None)])
        # Before the epoch's first record: a restore after the next damage must not use it again.
        nameplate.write(self._path, nameplate.Nameplate(nameplate.key_id(self._key), old + 1))
        # Of no day is it known which numbers were issued after the backup: a clock that was set back and
        # confirmed in between gave numbers for days before the last instant that the backup knows.
        work.terminal.new_epoch(old + 1, date.min, terminal.case_count + LOST_CASES)
        work.changes.begin_epoch(old + 1)
        # Old slips must not come out now: whoever waited for them has gone.
        work.print_jobs.give_up_all("restored", self._now_ms)
        epoch, seq, digest = work.records.last() or (old, 0, GENESIS)
        return epoch, seq, digest, old + 1


def set_aside_names(path: Path) -> list[Path]:
    """Damaged files that wait for somebody to look at them, the newest first."""
    found = [each for each in path.parent.glob(f"{path.name}.damaged-*") if each.name[-1].isdigit()]
    return sorted(found, key=_number, reverse=True)


def _number(damaged: Path) -> int:
    return int(damaged.name.rpartition("-")[2])


def _set_aside(path: Path) -> Path | None:
    """Rename the file and what belongs to it; the newest one set aside when that has been done before.

    The file goes first. Without its WAL it would open, and lack what was committed last; a WAL without its
    file is found and fetched by the next start, and must be: SQLite would play it into the restored file.
    """
    earlier = set_aside_names(path)
    if path.exists():
        target = path.with_name(f"{path.name}.damaged-{_number(earlier[0]) + 1 if earlier else 1}")
    elif earlier:
        target = earlier[0]
    else:
        return None
    for suffix in _SUFFIXES:
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(target.with_name(target.name + suffix))
    nameplate.sync_folder(path.parent)
    return target


def _salvage(driver: Driver, source: "DamagedFile | None") -> tuple[dict[str, int], int]:
    if source is None or not source.readable():
        return {}, 0
    # Not before: they name SQLAlchemy's tables, which no start without damage pays for.
    from kiosk.store.merge import merge
    from kiosk.store.salvage import TABLES

    merged = {table.name: merge(driver, table, source) for table in TABLES}
    changed = {name: one.changed for name, one in merged.items() if one.changed}
    return changed, sum(one.refused for one in merged.values())


def _remove(path: Path) -> None:
    for suffix in (*_SUFFIXES, "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
