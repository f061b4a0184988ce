"""One method = one use case = one transaction (README). `kiosk.services.assembly.assemble` makes them all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.services.assistance import Assistance
    from kiosk.services.backups import Backups
    from kiosk.services.booking import Booking
    from kiosk.services.calling import Calling
    from kiosk.services.checking_in import CheckingIn
    from kiosk.services.clock_correction import ClockCorrection
    from kiosk.services.complaints import Complaints
    from kiosk.services.events import Events
    from kiosk.services.filing import Filing
    from kiosk.services.giving_back import GivingBack
    from kiosk.services.guidance import Guidance
    from kiosk.services.hall_reports import HallReports
    from kiosk.services.pairing import Pairing
    from kiosk.services.printing import Printing
    from kiosk.services.progress import Progress
    from kiosk.services.queue import Queue
    from kiosk.services.ratings import Ratings
    from kiosk.services.selfcheck import SelfCheck
    from kiosk.services.shared_hall.hall_health import HallHealthView
    from kiosk.services.shared_hall.ledger_link import LedgerLink
    from kiosk.services.staffing import Staffing
    from kiosk.services.status import Status
    from kiosk.services.waiting_times import WaitingTimes


@dataclass(frozen=True, kw_only=True)
class Services:
    """What screens may ask of the terminal."""

    queue: Queue
    giving_back: GivingBack
    waiting_times: WaitingTimes
    booking: Booking
    checking_in: CheckingIn
    calling: Calling
    ledger_link: LedgerLink | None  # None: this terminal is the hall
    filing: Filing
    guidance: Guidance
    hall_reports: HallReports
    progress: Progress
    ratings: Ratings
    complaints: Complaints
    printing: Printing
    staffing: Staffing
    pairing: Pairing
    selfcheck: SelfCheck
    hall_health: HallHealthView
    status: Status
    assistance: Assistance
    backups: Backups
    events: Events
    clock_correction: ClockCorrection
