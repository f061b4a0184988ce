"""What the pages ask of the hall. The services fulfil it; tests may put anything in their place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kiosk.domain.calling import (
    Called,
    Changes,
    LobbyView,
    Moved,
    NobodyWaits,
    Refused,
    TicketView,
    VoidReason,
    WaitingTicket,
    WindowView,
)
from kiosk.domain.hall_report import HallReport
from kiosk.domain.rating import FollowUp, Level, RatedAt
from kiosk.domain.text import Text
from kiosk.services.pairing import CodeRefused, DeskDevice, Paired
from kiosk.services.ratings import FollowUpView, LookUp, Ratable, Rate
from kiosk.services.shared_hall.hall_health import HallHealth
from kiosk.services.staffing import LockedOut, SignedIn, WrongPin


class Calls(Protocol):
    """kiosk.services.calling.Calling. Unknown windows and series raise KeyError."""

    def window(self, window: str) -> WindowView: ...
    def waiting(self, window: str) -> tuple[WaitingTicket, ...]: ...
    def lobby(self) -> LobbyView: ...
    def changes_since(self, position: int, max_count: int = 500) -> Changes: ...
    def call_next(self, window: str, staff: str) -> Called | NobodyWaits | Refused: ...
    def recall(self, window: str, staff: str, ticket_id: str) -> Called | Refused: ...
    def start(self, window: str, staff: str, ticket_id: str) -> Called | Refused: ...
    def finish(self, window: str, staff: str, ticket_id: str) -> Moved | Refused: ...
    def no_show(self, window: str, staff: str, ticket_id: str) -> Moved | Refused: ...
    def put_back(
        self, window: str, staff: str, ticket_id: str, others: int | None = None
    ) -> Moved | Refused: ...
    def transfer(self, window: str, staff: str, ticket_id: str, to: str) -> Moved | Refused: ...
    def void(
        self, staff: str, ticket_id: str, why: VoidReason = ..., window: str = ""
    ) -> Moved | Refused: ...
    def ticket(self, ticket_id: str) -> TicketView | None: ...
    def pause(self, window: str, staff: str) -> None: ...
    def resume(self, window: str, staff: str) -> None: ...


class SignIns(Protocol):
    """kiosk.services.staffing.Staffing."""

    def sign_in(self, staff_id: str, typed: str) -> SignedIn | WrongPin | LockedOut: ...


class Devices(Protocol):
    """kiosk.services.pairing.Pairing."""

    def pair(self, code: str) -> Paired | CodeRefused: ...
    def device(self, token: str) -> DeskDevice | None: ...


class FollowUps(Protocol):
    """kiosk.services.ratings.Ratings."""

    def counts(self) -> tuple[int, int]: ...
    def follow_ups(self, staff_id: str) -> tuple[FollowUpView, ...]: ...
    def follow_up(self, staff_id: str, rating_id: str, outcome: FollowUp) -> bool: ...


class Rates(Protocol):
    """kiosk.services.ratings.Ratings."""

    def by_token(self, token: str) -> LookUp: ...
    def by_label(self, typed: str) -> LookUp: ...
    def rate(self, what: Ratable, level: Level, reasons: Sequence[str], text: str, at: RatedAt) -> Rate: ...


class Reports(Protocol):
    """kiosk.services.hall_reports.HallReports."""

    def month(self, month: date) -> HallReport: ...


class Announcer(Protocol):
    """kiosk.desk.announcing.Announcing: a call as a WAV file."""

    def wav(self, label: str, window: str) -> bytes: ...


@dataclass(frozen=True, kw_only=True)
class Hall:
    """Everything behind the pages. `health` gives one entry a terminal, worst first."""

    site: Text
    windows: Mapping[str, Text]  # names by id, as hall.toml has them; the ledger may be away
    series: Mapping[str, Text]
    prefixes: Mapping[str, str]  # what a series' numbers begin with, by its id
    calls: Calls
    staffing: SignIns
    devices: Devices
    follow_ups: FollowUps
    ratings: Rates
    reports: Reports
    health: Callable[[], HallHealth]
    announcer: Announcer
    monotonic_s: Callable[[], float]
    tokens: Callable[[], str]


@dataclass(frozen=True, kw_only=True)
class Access:
    """Who may come in. `paired`: only browsers that were paired, which is the rule beyond this machine."""

    paired: bool = False
    signed_in_s: float = 3600.0
    beat_s: float = 4.0  # between two signs of life; a page calls its data old after three that did not come
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "::1", "[::1]")  # when not paired: names we answer to
