"""What screens ask of services, as protocols: kiosk.services.* fulfil them, and so do the tests' fakes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from kiosk.domain.appointment import Who
    from kiosk.domain.card import IdCard, ReadFault
    from kiosk.domain.form import Answers
    from kiosk.domain.hall_appointment import HallAppointment
    from kiosk.domain.health import Check
    from kiosk.domain.item import Item
    from kiosk.domain.printer import PrintJob
    from kiosk.domain.rating import FollowUp, Level
    from kiosk.domain.ticket import SeriesView
    from kiosk.services.appointment_outcomes import (
        AppointmentView,
        Book,
        Cancel,
        Change,
        CheckIn,
        ClockSuspect,
        Find,
        OfferedSeries,
    )
    from kiosk.services.asking import Asking, Awaited
    from kiosk.services.checking_in import Arriving
    from kiosk.services.giving_back import Changed, GivenBack, NotGivenBack, Unanswered
    from kiosk.services.progress import (
        ComplaintFound,
        NumberFound,
        ProgressFound,
        ProgressNotFound,
        TooManyTries,
    )
    from kiosk.services.queue import NumberRefused, NumberTaken, TakeNumber
    from kiosk.services.ratings import FollowUpView, LookUp, Ratable, Rate
    from kiosk.services.shared_hall.appointment_reach import Reach
    from kiosk.services.shared_hall.number_reach import Reached
    from kiosk.services.staffing import LockedOut, SignedIn, WrongPin
    from kiosk.services.status import TerminalStatus


class IssuesNumbers(Protocol):
    def series(self) -> tuple[SeriesView, ...]: ...

    def ask(
        self, session: str, series: str, priority: bool = False, card: IdCard | None = None
    ) -> Asking | None: ...

    def drop(self, asking: Asking) -> None: ...

    def take_number(
        self,
        session: str,
        series: str,
        priority: bool = False,
        card: IdCard | None = None,
        asking: Asking | None = None,
    ) -> TakeNumber: ...


class GivesBack(Protocol):
    def give_back(self, session: str, token: str) -> GivenBack | NotGivenBack: ...

    def ask(self, token: str) -> Awaited[Reached]: ...

    def given_back(self, session: str, asking: Awaited[Reached]) -> GivenBack | NotGivenBack | Unanswered: ...

    def change(self, session: str, token: str, series: str) -> Changed | NotGivenBack | NumberRefused: ...


class Prints(Protocol):
    def job(self, job_id: str) -> PrintJob: ...

    def jobs(self, max_count: int = 20) -> tuple[PrintJob, ...]: ...

    def say_missing(self, job_id: str) -> PrintJob: ...

    def came_out(self, job_id: str) -> PrintJob: ...

    def reprint(self, token: str, session: str) -> PrintJob | None: ...

    def give_up_session(self, session: str) -> int: ...


class Tells(Protocol):
    def tell(self, session: str, item_id: str, situation: Answers) -> str: ...


class FindsItems(Protocol):
    def find(self, text: str) -> Sequence[Item]: ...


class FindsCases(Protocol):
    def by_number(
        self, session: str, number: str, id_last6: str
    ) -> ProgressFound | ComplaintFound | ProgressNotFound | TooManyTries: ...

    def by_label(
        self, session: str, label: str, code: str
    ) -> NumberFound | ProgressNotFound | TooManyTries: ...

    def by_token(self, token: str) -> ProgressFound | ComplaintFound | ProgressNotFound: ...


class TakesRatings(Protocol):
    def anything(self, session: str) -> bool: ...

    def filed_in(self, session: str) -> Ratable | None: ...

    def by_token(self, token: str) -> LookUp: ...

    def by_number(self, session: str, series: str, number: int) -> LookUp | TooManyTries: ...

    def rate(self, what: Ratable, level: Level, reasons: Sequence[str] = (), text: str = "") -> Rate: ...


class FollowsUp(Protocol):
    def counts(self) -> tuple[int, int]: ...

    def follow_ups(self, staff_id: str) -> tuple[FollowUpView, ...]: ...

    def follow_up(self, staff_id: str, rating_id: str, outcome: FollowUp) -> bool: ...


class FindsNumbers(Protocol):
    def series(self) -> tuple[SeriesView, ...]: ...

    def seek(self, token: str) -> Awaited[Reached] | None: ...

    def by_token(self, token: str, asking: Awaited[Reached] | None = None) -> NumberTaken | None: ...


class BooksAppointments(Protocol):
    def in_use(self) -> bool: ...

    def anything(self) -> bool: ...

    def takes(self, series: str) -> bool: ...

    def offer(self) -> tuple[OfferedSeries, ...] | ClockSuspect: ...

    def book(self, session: str, series: str, day: date, start_minute: int, who: Who) -> Book: ...

    def ask(self, appointment_id: str) -> Awaited[Reach] | None: ...

    def drop(self, appointment_id: str, asking: Awaited[Reach]) -> None: ...

    def change(
        self,
        session: str,
        appointment_id: str,
        day: date,
        start_minute: int,
        asking: Awaited[Reach] | None = None,
    ) -> Change: ...

    def cancel(self, session: str, appointment_id: str, asking: Awaited[Reach] | None = None) -> Cancel: ...

    def seek(self, token: str) -> Awaited[HallAppointment | None] | None: ...

    def by_token(
        self, token: str, asking: Awaited[HallAppointment | None] | None = None
    ) -> AppointmentView | None: ...

    def again(self, view: AppointmentView) -> AppointmentView: ...

    def of(self, session: str, who: Who) -> Find: ...


class ChecksIn(Protocol):
    def ask(self, appointment_id: str) -> Awaited[Arriving] | None: ...

    def drop(self, appointment_id: str, asking: Awaited[Arriving]) -> None: ...

    def check_in(
        self, session: str, appointment_id: str, asking: Awaited[Arriving] | None = None
    ) -> CheckIn: ...


class KnowsStatus(Protocol):
    def snapshot(self) -> TerminalStatus: ...


class CallsStaff(Protocol):
    def call_staff(self, session: str, screen: str) -> None: ...


class KnowsStaff(Protocol):
    def sign_in(self, staff_id: str, typed: str) -> SignedIn | WrongPin | LockedOut: ...


class ChecksItself(Protocol):
    def run(self) -> tuple[Check, ...]: ...


class NotesEvents(Protocol):
    def note(
        self,
        session: str,
        actor: str,
        action: str,
        object: str = "",  # noqa: A002 - the audit trail's own word
        result: str = "ok",
    ) -> None: ...


class TakesCards(Protocol):
    """The forms, to whoever brings them cards."""

    def accepts(self, card: IdCard) -> bool:
        """Whether it may join this session: its own person's, or one that is still awaited."""
        ...

    def awaits_other_card(self) -> bool:
        """Whether the question on the screen is for another person's card than the one laid first."""
        ...

    def use_card(self, card: IdCard) -> None: ...

    def card_failed(self, fault: ReadFault) -> None: ...


class ShellServices(Protocol):
    """The part of kiosk.services.Services that the frame itself uses."""

    @property
    def status(self) -> KnowsStatus: ...

    @property
    def assistance(self) -> CallsStaff: ...

    @property
    def printing(self) -> Prints: ...


class ConfirmsClock(Protocol):
    def confirm(self, staff_id: str) -> None:
        """Somebody of the staff has looked: the clock is right now, also if it went back."""


class Power(Protocol):
    """What only the root can do to the machine; each ends this process in an orderly way."""

    def restart(self) -> None: ...

    def shut_down(self) -> None: ...


class Voice(Protocol):
    """Reads aloud what somebody asked for; it never speaks by itself."""

    def offered(self) -> bool:
        """Whether there is something to hear it with, and the citizen's mode has it."""
        ...

    def say(self, sentence: str) -> None: ...

    def hush(self) -> None:
        """Stop: the session is over, or the keyboard was put away."""
        ...
