"""Terminals of one hall that take appointments, whole, over one ledger that may be away from each."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from kiosk.domain.appointment import AppointmentState, ByPhone
from kiosk.services.appointment_outcomes import AppointmentView, Booked, CheckedIn
from kiosk.services.number_outcomes import NumberTaken
from kiosk.settings import HallSettings
from kiosk.settings_appointments import AppointmentSettings
from kiosk.store import LedgerWork
from kiosk.store.errors import LedgerAway
from kiosk.store.hall_tables import hall_appointment, hall_lease, hall_lease_claim, hall_ledger, hall_terminal
from tests.contract.ledgers.halls import Hall
from tests.unit.services.booking_world import MONDAY, TEN, booked_hall
from tests.unit.services.world import World

CAPACITY = 4
RESTORED = (hall_appointment, hall_lease, hall_lease_claim, hall_terminal, hall_ledger)
Rows = dict[str, list[tuple[object, ...]]]


def hall_of(capacity: int = CAPACITY, days_ahead: int = 0) -> HallSettings:
    return booked_hall(rule=AppointmentSettings(per_slot=capacity, early_minutes=240, days_ahead=days_ahead))


class Way:
    """One terminal's way to the hall's ledger: cut, or cut after the ledger has done what it was told."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self.cut = False
        self.answers_are_lost = False

    def begin(self) -> AbstractContextManager[LedgerWork]:
        return self._pass(self._hall.engine.begin())

    def read(self) -> AbstractContextManager[LedgerWork]:
        return self._pass(self._hall.engine.read())

    def identity(self) -> str:
        return self._hall.identity()

    def now_ms(self) -> int:
        return self._hall.now_ms()

    def prepare(self) -> None:
        if self.cut:
            raise LedgerAway("cut")

    def close(self) -> None:
        pass

    @contextmanager
    def _pass(self, transaction: AbstractContextManager[LedgerWork]) -> Iterator[LedgerWork]:
        if self.cut:
            raise LedgerAway("cut")
        with transaction as work:
            yield work
        if self.answers_are_lost:
            raise LedgerAway("lost")


class BookingTerminal:
    def __init__(self, folder: Path, hall: Hall, name: str, settings: HallSettings) -> None:
        self.name = name
        self.way = Way(hall)
        folder.mkdir()
        self._sessions = 0
        self.world = World(folder, hall.clock, hall=settings, terminal=name, ids=f"id{name}", ledger=self.way)

    def session(self) -> str:
        self._sessions += 1
        return f"{self.name}-s{self._sessions}"

    def turn(self, times: int = 1) -> None:
        link = self.world.services.ledger_link
        assert link is not None
        for _ in range(times):
            while link.turn() == 0.0:
                pass

    def sweep(self) -> None:
        """Time passes, until leases are looked at again; then the turn."""
        self.world.clock.advance(16)
        self.turn()

    def free(self, start: int = TEN, day: date = MONDAY) -> int:
        """How many this terminal still books of a slot."""
        offer = self.world.services.booking.offer()
        assert isinstance(offer, tuple)
        [found] = [
            each.free
            for one in offer[0].days
            if one.day == day
            for each in one.slots
            if each.slot.start_minute == start
        ]
        return found

    def try_book(self, phone: str, start: int = TEN, day: date = MONDAY) -> object:
        who = ByPhone(phone)
        return self.world.services.booking.book(self.session(), "general", day, start, who)

    def book(self, phone: str, start: int = TEN, day: date = MONDAY) -> AppointmentView:
        outcome = self.try_book(phone, start, day)
        assert isinstance(outcome, Booked), outcome
        return outcome.view

    def seen(self, view: AppointmentView) -> AppointmentView | None:
        """By the code on its slip."""
        return self.world.services.booking.by_token(view.appointment.token)

    def state(self, view: AppointmentView) -> AppointmentState | None:
        seen = self.seen(view)
        return None if seen is None else seen.appointment.state

    def check_in(self, view: AppointmentView) -> object:
        return self.world.services.checking_in.check_in(self.session(), view.appointment.id)

    def arrive(self, view: AppointmentView) -> NumberTaken:
        outcome = self.check_in(view)
        assert isinstance(outcome, CheckedIn), outcome
        return outcome.taken

    def cancel(self, view: AppointmentView) -> object:
        return self.world.services.booking.cancel(self.session(), view.appointment.id)

    def change(self, view: AppointmentView, start: int) -> object:
        return self.world.services.booking.change(self.session(), view.appointment.id, MONDAY, start)

    def back_up(self) -> None:
        self.world.services.backups.run()

    def lose_the_store(self) -> None:
        """The file is beyond reading; the newest backup takes its place, under another epoch."""
        self.world.store.close()
        store = self.world.settings.store_path
        store.write_bytes(bytes(store.stat().st_size))
        for suffix in ("-wal", "-shm"):
            store.with_name(store.name + suffix).unlink(missing_ok=True)
        self.world.start()

    def restart(self) -> None:
        """A new process on the same store: what was only in memory is gone."""
        self.world.store.close()
        self.world.start()

    def as_configured(self) -> None:
        """Restarted, with the hall's ledger in its settings as well, of which staff are told."""
        settings = self.world.settings
        self.world.settings = replace(settings, hall=replace(settings.hall, ledger="postgresql:///hall"))
        self.restart()

    def close(self) -> None:
        self.world.close()


def dump(hall: Hall) -> Rows:
    with hall.engine.read() as work:
        return {
            table.name: [tuple(row) for row in work.driver.execute(f"SELECT * FROM {table.name}").fetchall()]
            for table in RESTORED
        }


def restore(hall: Hall, rows: Rows, life: str) -> None:
    """The ledger as it was then, in another database."""
    mark = "%s" if "Pg" in type(hall.engine).__name__ else "?"
    with hall.engine.begin() as work:
        for table in RESTORED:
            work.driver.execute(f"DELETE FROM {table.name}")
            for row in rows[table.name]:
                marks = ", ".join([mark] * len(row))
                work.driver.execute(f"INSERT INTO {table.name} VALUES ({marks})", row)
    hall.identity = lambda: life
