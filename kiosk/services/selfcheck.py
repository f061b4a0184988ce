"""The self-check: at start, every morning, on demand. Each finding in words, each fault with what to do."""

import os
import resource
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec

from kiosk.domain.health import Check
from kiosk.domain.item import Catalogue
from kiosk.domain.record import DeliveryState
from kiosk.domain.time import Clock, to_ms
from kiosk.services.checks import catalogue, devices, hall_appointments, keeping, machine, outside
from kiosk.services.filing import IntakeStopped
from kiosk.services.holder_key import check_code
from kiosk.services.timekeeping import Timekeeping
from kiosk.settings import Settings
from kiosk.store import Store
from kiosk.store.errors import StoreError
from kiosk.store.recovery import set_aside_names
from kiosk.store.repositories.devices import DeviceState

# What a desk on its own machine has not, and would be told to mend.
_TERMINAL_S = frozenset({"printer", "reader", "scanner", "camera", "sealing", "person-key"})
_SWAPS = Path("/proc/swaps")


class _Stored(msgspec.Struct, frozen=True):
    """What the store knows; empty, with the error's name, when it cannot be read."""

    error: str = ""
    states: dict[str, DeviceState] = {}
    counts: dict[DeliveryState, int] = {}
    last_seen_ms: int = 0
    epoch: int = 0


class SelfCheck:
    def __init__(
        self,
        store: Store,
        settings: Settings,
        clock: Clock,
        timekeeping: Timekeeping,
        offered: Callable[[], Catalogue],
        intake_stopped: Callable[[], IntakeStopped | None],
        key_kept_in_file: bool,
        freed_memory_overwritten: bool,
        shelved: Callable[[], catalogue.Shelved],
        person_key: bytes | None = None,
    ) -> None:
        """`person_key`: the hall's, of which only the check code is kept."""
        self._store = store
        self._settings = settings
        self._clock = clock
        self._timekeeping = timekeeping
        self._offered = offered
        self._intake_stopped = intake_stopped
        self._key_kept_in_file = key_kept_in_file
        self._freed_memory_overwritten = freed_memory_overwritten
        self._shelved = shelved
        self._person_code = None if person_key is None else check_code(person_key)

    def run(self) -> tuple[Check, ...]:
        """Takes milliseconds: it reads what others found out and asks the system for what only it knows."""
        desk_alone = self._settings.kiosk.desk.own_machine
        return tuple(one for one in self._all() if not (desk_alone and one.name in _TERMINAL_S))

    def _all(self) -> tuple[Check, ...]:
        stored = self._stored()
        kiosk, printers = self._settings.kiosk, self._settings.printers
        now = self._timekeeping.judge(stored.last_seen_ms)
        usage = shutil.disk_usage(_existing(self._settings.state_dir))
        counts, states = stored.counts, stored.states
        current, shelved = self._offered(), self._shelved()
        return (
            devices.printer(states.get("printer:slip"), any(one.device for one in printers.printer)),
            devices.reader(states.get("reader"), bool(kiosk.reader.port or kiosk.reader.library)),
            *((devices.scanner(states.get("scanner")),) if kiosk.scanner.kind == "serial" else ()),
            *((devices.camera(os.path.exists(camera)),) if (camera := _place(kiosk.camera.device)) else ()),
            outside.network(states.get("network"), bool(kiosk.district.url), now.ms),
            *((outside.ledger(states.get("ledger")),) if self._settings.hall.ledger else ()),
            *self._person_key(),
            *self._appointments(states.get(hall_appointments.NAME), now.ms),
            outside.delivery(
                counts.get(DeliveryState.WAITING, 0) + counts.get(DeliveryState.CLAIMED, 0),
                counts.get(DeliveryState.QUARANTINED, 0),
            ),
            keeping.store(stored.error, len(set_aside_names(self._settings.store_path)), stored.epoch),
            keeping.backup(states.get("backup"), now.ms, self._same_disk()),
            keeping.store_key(self._key_kept_in_file),
            keeping.sealing(None if stored.error else self._intake_stopped()),
            machine.disk(usage.free, usage.total),
            machine.clock(now, to_ms(self._clock.now())),
            machine.memory(
                _swap_in_use(),
                resource.getrlimit(resource.RLIMIT_CORE)[0] != 0,
                self._freed_memory_overwritten,
            ),
            catalogue.catalogue(current.info, now.day, len(current.items), shelved),
            catalogue.update(shelved),
        )

    def _person_key(self) -> tuple[Check, ...]:
        """Of a hall with several terminals in which a person gets one number."""
        hall = self._settings.hall
        asked = any(one.one_per_person or one.card_needed for one in hall.series)
        return (keeping.person_key(hall.person_key_file, self._person_code),) if hall.ledger and asked else ()

    def _stored(self) -> _Stored:
        try:
            with self._store.read() as work:
                terminal = work.terminal.get()
                return _Stored(
                    states={state.name: state for state in work.devices.all()},
                    counts=work.records.counts(),
                    last_seen_ms=terminal.last_seen_ms,
                    epoch=terminal.epoch,
                )
        except StoreError as error:
            return _Stored(error=f"{type(error).__name__}: {error}")

    def _appointments(self, state: DeviceState | None, now_ms: int) -> tuple[Check, ...]:
        """Where several terminals book from one hall's slots."""
        hall = self._settings.hall
        lent = bool(hall.ledger) and any(series.appointments for series in hall.series)
        return (hall_appointments.appointments(state, now_ms),) if lent else ()

    def _same_disk(self) -> bool:
        state, backup = _existing(self._settings.state_dir), _existing(self._settings.backup_dir)
        return state.stat().st_dev == backup.stat().st_dev


def _place(camera: str) -> str:
    """The device or folder that settings name; empty for none and for the system's default."""
    return "" if camera == "default" else camera.removeprefix("file:")


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    # Not Path.exists(), which raises for a folder inside one that we may not enter.
    return next(each for each in (folder.absolute(), *folder.absolute().parents) if os.path.exists(each))


def _swap_in_use() -> bool:
    """Whether the system may write memory to a disk. Without /proc there is nothing to say, and no Linux."""
    try:
        return len(_SWAPS.read_text("ascii").splitlines()) > 1
    except FileNotFoundError:
        return False
