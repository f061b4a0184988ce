"""Verified, encrypted copies of the store in a second place.

    copy page by page ─▶ fsync ─▶ open with the key, quick_check ─▶ rename ─▶ fsync of the folder ─▶ prune

Files are kiosk-000042.db: a running number, because the clock may be wrong on either side of a restore.
"""

import contextlib
import os
import re
from pathlib import Path

import msgspec

from kiosk.store import nameplate
from kiosk.store.check import quick_check
from kiosk.store.engine import Driver, DriverError, connect
from kiosk.store.errors import StoreError, raise_translated
from kiosk.store.store import Store

KEEP = 6  # an hour back at one in ten minutes
_NAME = re.compile(r"kiosk-(\d{6,})\.db")


class Backup(msgspec.Struct, frozen=True):
    path: Path
    number: int
    size_bytes: int


def existing(folder: Path) -> list[Backup]:
    """Finished backups, the newest first."""
    found = [(match, path) for path in folder.glob("kiosk-*.db") if (match := _NAME.fullmatch(path.name))]
    backups = [Backup(path, int(match[1]), path.stat().st_size) for match, path in found]
    return sorted(backups, key=lambda backup: backup.number, reverse=True)


def back_up(store: Store, key: bytes, folder: Path, keep: int = KEEP) -> Backup:
    """A new backup, whole and readable when this returns. Raises StoreError; older backups stay then.

    Reads a snapshot while others write. Runs off the Qt thread: it takes a second per 100 MB or so.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        before = existing(folder)
        target = folder / f"kiosk-{(before[0].number if before else 0) + 1:06d}.db"
        partial = target.with_suffix(".partial")
        _remove_partial(folder)  # of a run that was cut short
        _copy(store.driver(), partial, key)
        sync_file(partial)
        verify(partial, key)
        partial.rename(target)
        _copy_nameplate(store.path, folder)
        nameplate.sync_folder(folder)
        for old in existing(folder)[keep:]:
            old.path.unlink()
    except (DriverError, OSError, StoreError) as error:
        with contextlib.suppress(OSError):  # a disk that went away keeps its remains until it is back
            _remove_partial(folder)
        raise_translated(error)
    return existing(folder)[0]


def verify(path: Path, key: bytes) -> None:
    """Opens with the key, passes quick_check, and knows its terminal. Raises StoreError."""
    try:
        driver = connect(path, key, journal="DELETE")
        try:
            quick_check(driver)
            driver.execute("SELECT epoch FROM terminal").fetchall()
        finally:
            driver.close()
    except DriverError as error:
        raise_translated(error)


def newest_verified(folder: Path, key: bytes) -> Backup | None:
    """The newest one that really opens. Those that do not stay where they are, for a person to look at."""
    for backup in existing(folder):
        try:
            verify(backup.path, key)
        except StoreError:
            continue
        return backup
    return None


def _copy(source: Driver, target: Path, key: bytes) -> None:
    driver = connect(target, key, journal="DELETE")
    try:
        # All pages in one step: in several, another process's commit would start the copy from the beginning.
        source.backup(driver, pages=-1)
        # The copied header says WAL; a backup is one file that needs no second.
        driver.execute("PRAGMA journal_mode = DELETE")
    finally:
        driver.close()


def _remove_partial(folder: Path) -> None:
    for left_over in folder.glob("kiosk-*.partial*"):
        left_over.unlink()


def sync_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy_nameplate(store: Path, folder: Path) -> None:
    plate = nameplate.read(store)
    if plate is not None:
        nameplate.write(folder / store.name, plate)
