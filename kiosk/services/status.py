"""What every screen's status line and the staff menu read: a snapshot, cheap enough for every second."""

from collections.abc import Callable
from enum import StrEnum

import msgspec

from kiosk.domain.attachment import UNDELIVERED, AttachmentState
from kiosk.domain.item import CatalogueInfo
from kiosk.domain.printer import PrinterCondition, PrinterStatus
from kiosk.domain.record import DeliveryState
from kiosk.services.timekeeping import ClockFault, Timekeeping
from kiosk.store import Store
from kiosk.store.repositories.devices import DeviceState


class Network(StrEnum):
    """The delivery's own words in device_state `network`, and UNKNOWN before it has said any."""

    ONLINE = "online"
    OFFLINE = "offline"
    REFUSED = "refused"
    MISCONFIGURED = "misconfigured"
    UNKNOWN = "unknown"


class TerminalStatus(msgspec.Struct, frozen=True, kw_only=True):
    terminal: str
    epoch: int
    network: Network
    network_detail: str
    waiting_count: int  # records and photos that are not yet at the district
    quarantined_count: int
    waiting_cases: int = 0  # the applications among what waits
    printer: PrinterStatus | None  # None: its thread has not looked yet
    unsent_jobs: int
    reader: str
    clock_fault: ClockFault | None
    catalogue_version: str
    delivered_ms: int | None = None  # when something last reached the district


class Status:
    def __init__(
        self, store: Store, timekeeping: Timekeeping, catalogue_info: Callable[[], CatalogueInfo]
    ) -> None:
        self._store = store
        self._timekeeping = timekeeping
        self._catalogue_info = catalogue_info

    def snapshot(self) -> TerminalStatus:
        with self._store.read() as work:
            terminal = work.terminal.get()
            states = {state.name: state for state in work.devices.all()}
            counts = work.records.counts()
            photos = {state: work.attachments.count(state) for state in UNDELIVERED}
            cases = work.records.waiting_cases()
            unsent = work.print_jobs.unsent_count()
            delivered = work.records.delivered_ms()
        network = states.get("network")
        reader = states.get("reader")
        return TerminalStatus(
            terminal=terminal.id,
            epoch=terminal.epoch,
            network=Network(network.state) if network else Network.UNKNOWN,
            network_detail=network.detail if network else "",
            waiting_count=counts[DeliveryState.WAITING]
            + counts[DeliveryState.CLAIMED]
            + photos[AttachmentState.WAITING],
            quarantined_count=counts[DeliveryState.QUARANTINED] + photos[AttachmentState.QUARANTINED],
            waiting_cases=cases,
            printer=printer_status(states.get("printer:slip")),
            unsent_jobs=unsent,
            reader=reader.state if reader else "unknown",
            clock_fault=self._timekeeping.judge(terminal.last_seen_ms).fault,
            catalogue_version=self._catalogue_info().version,
            delivered_ms=delivered,
        )


def printer_status(state: DeviceState | None) -> PrinterStatus | None:
    return None if state is None else PrinterStatus(PrinterCondition(state.state), state.detail)
