"""One transaction: a `with` block in a service, committed at its end, undone by any exception."""

import time
from types import TracebackType

from kiosk.store.engine import BUSY_TIMEOUT_MS, Driver, DriverError
from kiosk.store.errors import Busy, raise_translated, translated
from kiosk.store.repositories.appointment_words import AppointmentWords
from kiosk.store.repositories.appointments import Appointments
from kiosk.store.repositories.attachments import Attachments
from kiosk.store.repositories.calls import Calls
from kiosk.store.repositories.cases import Cases
from kiosk.store.repositories.changes import ChangeFeed
from kiosk.store.repositories.complaints import Complaints
from kiosk.store.repositories.desk_devices import DeskDevices
from kiosk.store.repositories.devices import Devices
from kiosk.store.repositories.events import Events
from kiosk.store.repositories.hall import Hall
from kiosk.store.repositories.hall_appointments import HallAppointments
from kiosk.store.repositories.hall_leases import HallLeases
from kiosk.store.repositories.inbox import Inbox
from kiosk.store.repositories.ledger_cursor import LedgerCursor
from kiosk.store.repositories.ledger_words import LedgerWords
from kiosk.store.repositories.print_jobs import PrintJobs
from kiosk.store.repositories.ratings import Ratings
from kiosk.store.repositories.records import Records
from kiosk.store.repositories.slot_leases import SlotLeaseRows
from kiosk.store.repositories.staff import StaffTable
from kiosk.store.repositories.terminal import TerminalRow
from kiosk.store.repositories.terminal_health import TerminalHealthRows
from kiosk.store.repositories.tickets import Tickets
from kiosk.store.repositories.windows import Windows

WRITING, READING = "BEGIN IMMEDIATE", "BEGIN"
LOOK_AGAIN_MS = 3  # SQLite looks again after 1 and after 2 ms, and gives up


class LedgerWork:
    """What calling needs: the same repositories on either engine (README)."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.tickets = Tickets(driver)
        self.calls = Calls(driver)
        self.windows = Windows(driver)
        self.changes = ChangeFeed(driver)
        self.hall = Hall(driver)
        self.hall_appointments = HallAppointments(driver)
        self.hall_leases = HallLeases(driver)
        self.events = Events(driver)
        self.health = TerminalHealthRows(driver)


class UnitOfWork(LedgerWork):
    """The repositories of one connection. Only valid inside the block that gave it."""

    def __init__(self, driver: Driver) -> None:
        super().__init__(driver)
        self.terminal = TerminalRow(driver)
        self.ledger_words = LedgerWords(driver)
        self.ledger_cursor = LedgerCursor(driver)
        self.appointments = Appointments(driver)
        self.appointment_words = AppointmentWords(driver)
        self.leases = SlotLeaseRows(driver)
        self.cases = Cases(driver)
        self.attachments = Attachments(driver)
        self.ratings = Ratings(driver)
        self.complaints = Complaints(driver)
        self.records = Records(driver)
        self.print_jobs = PrintJobs(driver)
        self.devices = Devices(driver)
        self.staff = StaffTable(driver)
        self.desk_devices = DeskDevices(driver)
        self.inbox = Inbox(driver)


class Transaction:
    """BEGIN IMMEDIATE (or a plain BEGIN for a reading snapshot) … COMMIT.

    The write lock is taken at once: a transaction that reads first and writes later is refused with
    "database is locked" as soon as another process wrote in between, and no timeout helps (NOTES).
    """

    __slots__ = ("_begin", "_driver", "_work")

    def __init__(self, driver: Driver, work: UnitOfWork, begin: str) -> None:
        self._driver = driver
        self._work = work
        self._begin = begin

    def __enter__(self) -> UnitOfWork:
        try:
            if self._begin == WRITING:
                _take_turn(self._driver)
            else:
                self._driver.execute(self._begin)
        except DriverError as error:
            raise_translated(error)
        return self._work

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._undo()
            return
        try:
            self._driver.commit()
        except DriverError as error:
            self._undo()
            raise_translated(error)

    def _undo(self) -> None:
        # SQLite has undone it by itself after some errors (disk full, I/O); a second ROLLBACK would raise.
        if self._driver.in_transaction:
            self._driver.rollback()


def _take_turn(driver: Driver) -> None:
    """BEGIN IMMEDIATE, within BUSY_TIMEOUT_MS.

    SQLite's own waiting ends in sleeps of 100 ms between looks, so whoever waits behind a busy process is
    passed again and again, and may be refused in the end. Looking every few ms, everybody has a turn.
    """
    until_s = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    driver.execute(f"PRAGMA busy_timeout = {LOOK_AGAIN_MS}")
    try:
        while True:
            try:
                driver.execute(WRITING)
            except DriverError as error:
                if not isinstance(translated(error), Busy) or time.monotonic() >= until_s:
                    raise
            else:
                return
    finally:
        driver.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
