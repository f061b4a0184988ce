"""Every service of a terminal, made once. A composition root supplies the parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kiosk.domain.item import Catalogue, CatalogueInfo
from kiosk.domain.time import Clock
from kiosk.services import Services
from kiosk.services.agenda import Agenda
from kiosk.services.appointment_writing import AppointmentTrail
from kiosk.services.assistance import Assistance
from kiosk.services.backups import Backups
from kiosk.services.booking import Booking
from kiosk.services.calling import Calling
from kiosk.services.checking_in import CheckingIn
from kiosk.services.checks.catalogue import Shelved
from kiosk.services.clock_correction import ClockCorrection
from kiosk.services.complaints import Complaints
from kiosk.services.events import Events
from kiosk.services.filing import Filing
from kiosk.services.giving_back import GivingBack
from kiosk.services.guidance import Guidance
from kiosk.services.hall_reports import HallReports
from kiosk.services.hall_views import Ledger
from kiosk.services.holder_key import HolderKey
from kiosk.services.issuing import Issuing
from kiosk.services.jobs import Wake, nobody
from kiosk.services.numbering import Numbering
from kiosk.services.pairing import Pairing
from kiosk.services.person_key import PersonKey
from kiosk.services.placing import Placing
from kiosk.services.printing import Printing
from kiosk.services.progress import Progress
from kiosk.services.progress_key import ProgressKey
from kiosk.services.queue import Queue
from kiosk.services.ratings import Ratings
from kiosk.services.selfcheck import SelfCheck
from kiosk.services.shared_hall.appointment_follower import AppointmentFollower
from kiosk.services.shared_hall.appointment_link import AppointmentLink, ClaimsInHand
from kiosk.services.shared_hall.appointment_reach import Reaching
from kiosk.services.shared_hall.hall_appointments import HallAppointments
from kiosk.services.shared_hall.hall_health import HallHealthView, HealthTelling, OwnHealth
from kiosk.services.shared_hall.hall_leases import HallLeases
from kiosk.services.shared_hall.hall_ledger import HallLedger
from kiosk.services.shared_hall.lease_follower import LeaseFollower
from kiosk.services.shared_hall.ledger_link import DEADLINE_S, LedgerLink
from kiosk.services.shared_hall.ledger_mirror import LedgerMirror
from kiosk.services.shared_hall.number_reach import NumberReach
from kiosk.services.slot_leases import HandedOut, WholeCapacity
from kiosk.services.staffing import Staffing
from kiosk.services.status import Status
from kiosk.services.ticket_code import TicketCode
from kiosk.services.timekeeping import Timekeeping
from kiosk.services.tries import Tries
from kiosk.services.waiting_times import WaitingTimes
from kiosk.settings import Settings
from kiosk.store import Store

if TYPE_CHECKING:
    from kiosk.records.keys import RecipientKey


class HallEngine(Ledger, Protocol):
    """The database that terminals share. Each may raise LedgerAway."""

    def identity(self) -> str: ...
    def now_ms(self) -> int: ...
    def prepare(self) -> None: ...
    def close(self) -> None: ...


def always() -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Parts:
    """`catalogue` and `catalogue_info` are asked each time: the terminal switches between sessions.

    Asking for the catalogue may wait until it has been read; asking for its version never does.
    """

    store: Store
    store_key: bytes
    settings: Settings
    clock: Clock
    timekeeping: Timekeeping
    ids: Callable[[], str]
    tokens: Callable[[], str]
    random: Callable[[int], bytes]
    catalogue: Callable[[], Catalogue]
    catalogue_info: Callable[[], CatalogueInfo]
    shelved: Callable[[], Shelved] = Shelved
    recipient: RecipientKey | None
    fingerprint: str
    key_kept_in_file: bool
    freed_memory_overwritten: bool
    catalogue_is_read: Callable[[], bool] = always  # what would wait for it is not asked before
    software: str = ""  # name and version, for the hall's health page
    wake_printer: Wake = nobody
    hall_ledger: HallEngine | None = None  # of a hall with several terminals (hall.toml: ledger)
    person_key: bytes | None = None  # that the terminals of a hall share (hall.toml: person_key_file)
    ledger_deadline_s: float = DEADLINE_S


def assemble(parts: Parts) -> Services:
    store, settings, timekeeping = parts.store, parts.settings, parts.timekeeping
    events = Events(store, timekeeping)
    progress_key, ticket_code = ProgressKey(parts.store_key), TicketCode(parts.store_key)
    waiting = WaitingTimes(store, timekeeping, parts.hall_ledger)
    shared = parts.hall_ledger
    terminal_id = settings.kiosk.terminal.id
    # Where terminals share a hall, nobody holds a whole slot; without a lease a number is offered instead.
    leases = WholeCapacity(terminal_id) if shared is None else HandedOut(terminal_id)
    agenda = Agenda(settings.hall, timekeeping, leases)
    claims = ClaimsInHand()
    link = None if shared is None else _link(parts, shared, agenda, claims, events)
    reach = None if shared is None or link is None else _numbers(parts, shared, link)
    queue = Queue(
        store,
        settings.hall,
        settings.kiosk.terminal,
        timekeeping,
        parts.ids,
        parts.tokens,
        parts.wake_printer,
        _holder_key(parts),
        waiting,
        link,
        ticket_code,
        reach,
    )
    filing = Filing(
        store,
        settings.kiosk.terminal,
        parts.catalogue,
        parts.recipient,
        progress_key,
        timekeeping,
        events,
        parts.ids,
        parts.tokens,
        parts.fingerprint,
        parts.wake_printer,
    )
    placing = Placing(settings.hall, timekeeping)
    trail = AppointmentTrail(events, parts.ids, shared=link is not None)
    numbering = Numbering(terminal_id, parts.ids, parts.tokens, link)
    ratings = Ratings(
        store,
        settings.kiosk.rating.follow_up_workdays,
        {series.id: series.name for series in settings.hall.series},
        parts.catalogue,
        parts.recipient,
        filing.intake_stopped,
        timekeeping,
        events,
        parts.ids,
        Tries(parts.clock),
    )
    selfcheck = SelfCheck(
        store,
        settings,
        parts.clock,
        timekeeping,
        parts.catalogue,
        filing.intake_stopped,
        parts.key_kept_in_file,
        parts.freed_memory_overwritten,
        parts.shelved,
        parts.person_key,
    )
    status = Status(store, timekeeping, parts.catalogue_info)
    own = OwnHealth(
        terminal_id,
        selfcheck.run,
        status.snapshot,
        ratings.counts,
        parts.software,
        settings.kiosk.desk.own_machine,
    )
    if shared is not None and link is not None:
        link.follow(
            HealthTelling(shared, own, shared.now_ms, parts.clock.monotonic_s, parts.catalogue_is_read)
        )
    reaching = Reaching(store, _reach(parts, shared, link, claims))
    return Services(
        queue=queue,
        giving_back=GivingBack(store, queue, timekeeping, events, parts.ids, parts.wake_printer, reach),
        waiting_times=waiting,
        calling=Calling(shared or store, settings.hall, timekeeping, store.last_seen_ms),
        ledger_link=link,
        booking=Booking(
            store,
            settings.kiosk.terminal,
            agenda,
            trail,
            PersonKey(parts.store_key),
            parts.clock,
            parts.ids,
            parts.tokens,
            parts.wake_printer,
            reaching,
        ),
        checking_in=CheckingIn(
            store,
            agenda,
            placing,
            Issuing(settings.kiosk.terminal, placing, parts.ids, numbering, waiting, ticket_code),
            trail,
            parts.wake_printer,
            reaching,
            numbering,
        ),
        filing=filing,
        guidance=Guidance(
            store,
            settings.kiosk.terminal,
            parts.catalogue,
            timekeeping,
            events,
            parts.ids,
            parts.tokens,
            parts.wake_printer,
        ),
        hall_reports=HallReports(shared or store),
        ratings=ratings,
        complaints=Complaints(
            store,
            settings.kiosk.terminal,
            parts.catalogue,
            parts.recipient,
            filing.intake_stopped,
            progress_key,
            timekeeping,
            events,
            parts.ids,
            parts.tokens,
            parts.random,
            parts.wake_printer,
        ),
        progress=Progress(
            store,
            parts.catalogue,
            progress_key,
            ticket_code,
            queue.by_token,
            timekeeping,
            parts.clock,
        ),
        printing=Printing(store, timekeeping, events, parts.ids, parts.wake_printer),
        staffing=Staffing(store, parts.clock, events, parts.random),
        pairing=Pairing(store, timekeeping, events, parts.ids, parts.tokens, parts.random),
        selfcheck=selfcheck,
        status=status,
        hall_health=HallHealthView(own, shared, shared.now_ms if shared else None),
        assistance=Assistance(store, timekeeping, events, parts.ids),
        backups=Backups(store, parts.store_key, settings.backup_dir, timekeeping),
        events=events,
        clock_correction=ClockCorrection(store, timekeeping, events),
    )


def _link(
    parts: Parts, shared: HallEngine, agenda: Agenda, claims: ClaimsInHand, events: Events
) -> LedgerLink:
    store, terminal, now_ms = parts.store, parts.settings.kiosk.terminal.id, _now_ms(parts)
    ledger, lent = HallLedger(shared, shared.identity, now_ms), HallLeases(shared)
    mirror = LedgerMirror(store, ledger, terminal)
    appointments = AppointmentFollower(
        store, HallAppointments(shared, now_ms), terminal, claims, events, lambda: lent.life()[0]
    )
    leases = LeaseFollower(store, lent, terminal, agenda, appointments, parts.clock.monotonic_s)
    return LedgerLink(
        store,
        ledger,
        terminal,
        parts.timekeeping,
        shared.prepare,
        shared.close,
        parts.ledger_deadline_s,
        followers=(mirror, appointments, leases),
        seen=mirror.seen,
        persons_shared=parts.person_key is not None,
    )


def _numbers(parts: Parts, shared: HallEngine, link: LedgerLink) -> NumberReach:
    ledger = HallLedger(shared, shared.identity, _now_ms(parts))
    return NumberReach(ledger, link, parts.ledger_deadline_s)


def _holder_key(parts: Parts) -> HolderKey:
    if parts.person_key is None:
        return HolderKey(parts.store_key)
    return HolderKey(parts.person_key, shared=True)


def _reach(
    parts: Parts, shared: HallEngine | None, link: LedgerLink | None, claims: ClaimsInHand
) -> AppointmentLink | None:
    if shared is None or link is None:
        return None
    terminal = parts.settings.kiosk.terminal.id
    return AppointmentLink(
        HallAppointments(shared, _now_ms(parts)), terminal, link, claims, parts.ledger_deadline_s
    )


def _now_ms(parts: Parts) -> Callable[[], int]:
    return lambda: parts.timekeeping.judge(parts.store.last_seen_ms()).ms


def warm() -> None:
    """Import what the first touch will need. After the first frame: cryptography and the JSON Schema library
    take as long to import as a bare window takes to show itself (NOTES)."""
    import kiosk.catalogue.forms
    import kiosk.records.outbox  # noqa: F401
