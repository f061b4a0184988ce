"""What runs beside the screen: printer, card reader, syncer, and the keeper of the store."""

import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kiosk.app.keeper import Keeper
from kiosk.app.opening import Opened
from kiosk.app.printing import Printing
from kiosk.app.process import Child, Supervisor
from kiosk.app.turning import TurningThread
from kiosk.devices.code_scanner import CodeScanned, NotACode, ScannerCondition
from kiosk.devices.poller import ReaderPoller
from kiosk.devices.reader import CardNews, ReaderCondition
from kiosk.devices.scanner_poller import ScannerPoller
from kiosk.domain.time import Clock, to_ms
from kiosk.services.jobs import SLIP
from kiosk.settings import PrinterSettings, ReaderSettings, ScannerSettings, Settings
from kiosk.store.errors import StoreError


class Loops:
    """Started once, when the store is open. Callbacks come from other threads; Qt signals carry them on."""

    def __init__(
        self,
        opened: Opened,
        settings: Settings,
        clock: Clock,
        *,
        start_syncer: Callable[[], Child],
        card: Callable[[CardNews], None],
        scan: Callable[[CodeScanned | NotACode], None],
        failed: Callable[[Exception], None],
        damaged: Callable[[str], None],
    ) -> None:
        self._opened = opened
        self._clock = clock
        self._card = card
        self._failed = failed
        self._syncer = Supervisor(start_syncer)
        self._keeper = TurningThread(
            "keeper",
            lambda: Keeper(
                opened.store,
                opened.services.backups,
                opened.services.checking_in,
                damaged,
                opened.services.waiting_times.refresh,
            ),
            failed,
            after_failure_s=60.0,  # it begins with a check of the whole store
        )
        printers = [each for each in settings.printers.printer if each.role == SLIP and each.device]
        self._printing = (
            TurningThread(
                "printer", partial(self._print, printers[0], settings.printers.expire_min * 60.0), failed
            )
            if printers
            else None
        )
        threads = [self._keeper, self._printing]
        link = opened.services.ledger_link
        if link is not None:
            threads.append(TurningThread("ledger", lambda: link, failed))
        reader, scanner = settings.kiosk.reader, settings.kiosk.scanner
        if reader.port or reader.library:
            threads.append(TurningThread("card-reader", partial(self._read_cards, reader), failed))
        if scanner.kind == "serial":
            threads.append(TurningThread("code-scanner", partial(self._scan_codes, scanner, scan), failed))
        self._threads = [thread for thread in threads if thread is not None]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def tick(self, monotonic_s: float) -> None:
        """About once a second: see that the syncer lives."""
        self._syncer.tick(monotonic_s)

    def wake_printer(self) -> None:
        """Any thread: a job was stored."""
        if self._printing is not None:
            self._printing.wake()

    def stop(self) -> None:
        for thread in self._threads:
            thread.stop()
        self._opened.services.queue.close()
        self._opened.services.booking.close()
        self._syncer.stop()

    def _print(self, settings: PrinterSettings, expire_s: float) -> Printing:
        # Here, in the print thread: python-escpos takes half a second to import.
        from printers.connect import driver_for
        from printers.profile import from_settings
        from printers.spooler import Spooler

        driver = driver_for(settings, self._clock)
        profile = from_settings(settings)
        spooler = Spooler(self._opened.store, driver, profile, SLIP, self._clock, expire_s)
        return Printing(spooler)

    def _read_cards(self, settings: ReaderSettings) -> ReaderPoller:
        from kiosk.devices.sam_reader import SamReader
        from kiosk.devices.sam_serial import serial_link
        from kiosk.devices.sdt_library import sdt_link

        library = Path(settings.library)
        reader = SamReader(
            sdt_link(library, settings.library_port)
            if settings.library
            else serial_link(settings.port, settings.baud, self._clock.monotonic_s),
            monotonic=self._clock.monotonic_s,
            salt=secrets.token_bytes(16),
        )
        return ReaderPoller(reader, deliver=self._card, report=self._report_reader)

    def _scan_codes(
        self, settings: ScannerSettings, scan: Callable[[CodeScanned | NotACode], None]
    ) -> ScannerPoller:
        from kiosk.devices.serial_scanner import serial_scanner

        scanner = serial_scanner(settings.port, settings.baud)
        return ScannerPoller(scanner, deliver=scan, report=self._report_scanner)

    def _report_scanner(self, condition: ScannerCondition, detail: str) -> None:
        self._put("scanner", condition.value, detail)

    def _report_reader(self, condition: ReaderCondition, detail: str) -> None:
        self._put("reader", condition.value, detail)

    def _put(self, device: str, state: str, detail: str) -> None:
        """In a device's thread: its health, for the self-check and the district."""
        try:
            with self._opened.store.begin() as work:
                work.devices.put(device, state, detail, to_ms(self._clock.now()))
        except StoreError as error:
            self._failed(error)
