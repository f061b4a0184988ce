"""From settings to services: the part that every process with a store has in common, without Qt."""

import logging
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.app.ids import new_id, new_token
from kiosk.app.instance import InstanceLock
from kiosk.app.machine import fingerprint, software
from kiosk.app.overwriting import overwrites_all
from kiosk.app.shelving import shelf_of
from kiosk.app.stock import Stock
from kiosk.domain.time import Clock
from kiosk.services import Services
from kiosk.services.assembly import Parts, assemble
from kiosk.services.jobs import Wake, nobody
from kiosk.services.startup import Startup, StateFolder
from kiosk.services.timekeeping import Timekeeping
from kiosk.settings import Settings
from kiosk.store import Store, open_store
from kiosk.store.engine import KEY_BYTES
from kiosk.store.errors import raise_translated
from kiosk.store.key_file import KeyFileError, read_key, read_or_create_key
from kiosk.store.recovery import Loss

if TYPE_CHECKING:
    from kiosk.records.keys import RecipientKey
    from kiosk.store.postgres import PgLedger

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Opened:
    """A terminal that can work. `loss` is set when the store had to be restored at this start."""

    store: Store
    stock: Stock
    services: Services
    startup: Startup
    timekeeping: Timekeeping
    loss: Loss | None


def open_terminal(
    settings: Settings, clock: Clock, lock: InstanceLock, wake_printer: Wake = nobody
) -> Opened:
    """Open or make everything in the state folder, and hold its lock: one process may restore a store.

    Raises AlreadyRunning, and what a person must mend: CatalogueFaulty, KeyFileError, StoreError. A damaged
    store is not among them: it is set aside and restored, and `loss` says so. Nor is a folder of backups that
    cannot be used: the backup says so when its time comes. The items are read later (kiosk.app.stock).
    """
    stock = Stock(shelf_of(settings))
    timekeeping = Timekeeping(clock, stock.calendar)
    try:
        lock.take()
        key = read_or_create_key(
            settings.store_key_path, settings.store_path, settings.backup_dir, secrets.token_bytes(KEY_BYTES)
        )
        startup = Startup(_state_folder(settings), key, timekeeping, new_id)
        started = startup.run()
    except OSError as error:
        raise_translated(error)
    parts = _parts(settings, clock, stock, timekeeping, started.store, key, wake_printer)
    return Opened(started.store, stock, assemble(parts), startup, timekeeping, started.loss)


def join_terminal(settings: Settings, clock: Clock) -> Opened:
    """Open what a running terminal has made, beside it. Raises as `open_terminal`, and Damaged too."""
    stock = Stock(shelf_of(settings))
    key = read_key(settings.store_key_path)
    timekeeping = Timekeeping(clock, stock.calendar)
    store = open_store(settings.store_path, key)
    parts = _parts(settings, clock, stock, timekeeping, store, key, nobody)
    startup = Startup(_state_folder(settings), key, timekeeping, new_id)
    return Opened(store, stock, assemble(parts), startup, timekeeping, None)


def _state_folder(settings: Settings) -> StateFolder:
    return StateFolder(
        store=settings.store_path,
        backups=settings.backup_dir,
        terminal_id=settings.kiosk.terminal.id,
        fingerprint=fingerprint(),
    )


def _parts(
    settings: Settings,
    clock: Clock,
    stock: Stock,
    timekeeping: Timekeeping,
    store: Store,
    key: bytes,
    wake_printer: Wake,
) -> Parts:
    return Parts(
        store=store,
        store_key=key,
        settings=settings,
        clock=clock,
        timekeeping=timekeeping,
        ids=new_id,
        tokens=new_token,
        random=secrets.token_bytes,
        catalogue=stock,
        catalogue_info=lambda: stock.info,
        shelved=stock.shelved,
        recipient=_recipient(settings.kiosk.district.recipient_key_file),
        fingerprint=fingerprint(),
        key_kept_in_file=True,
        freed_memory_overwritten=overwrites_all(),
        catalogue_is_read=stock.is_read,
        software=software(),
        wake_printer=wake_printer,
        hall_ledger=_hall_ledger(settings.hall.ledger),
        person_key=_person_key(settings.hall.person_key_file),
    )


def _hall_ledger(url: str) -> "PgLedger | None":
    """Nothing is said to it yet: a terminal starts, and issues numbers, without it."""
    if not url:
        return None
    from kiosk.store.postgres import PgLedger

    return PgLedger(url)


def _person_key(file: str) -> bytes | None:
    """The hall's; None without a good one: numbers go on, and the self-check says what does not hold."""
    if not file:
        return None
    try:
        return read_key(Path(file))
    except KeyFileError as error:
        log.error("person_key_file: %s", error)
        return None


def _recipient(file: str) -> "RecipientKey | None":
    """The district's public key; None without a good one: no case is filed, and the self-check says so."""
    if not file:
        return None
    from kiosk.records import keys

    try:
        return keys.read_recipient(Path(file))
    except keys.KeyFileError as error:
        log.error("recipient_key_file: %s", error)
        return None
