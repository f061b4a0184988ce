"""Where a scanned code leads: a case, a number, the field that is being filled, an item, or a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, assert_never

from PySide6.QtCore import Slot

from kiosk.devices.code_scanner import CodeScanned, NotACode
from kiosk.domain.item import Item
from kiosk.domain.scanned import Link, NumberCode, SlipToken, UnknownCode, meaning_of
from kiosk.domain.session import SessionState
from kiosk.ui.viewmodel import State, ViewModel
from kiosk.ui.viewmodels.errand import Errands

if TYPE_CHECKING:
    from kiosk.services.appointment_outcomes import AppointmentView
    from kiosk.services.queue import NumberTaken
    from kiosk.ui.ports import BooksAppointments, FindsCases, FindsNumbers, TakesRatings
    from kiosk.ui.shell import Shell

NEWS_S = 8.0


class ScanState(State, frozen=True):
    told: str = ""
    alarm: bool = True


class Scans(ViewModel):
    """Also a sign of life: whoever scans stands there. What was scanned is never kept and never shown."""

    screen: ClassVar[str] = "scan"
    qml: ClassVar[str] = ""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, ScanState())
        self._cases: FindsCases | None = None
        self._numbers: FindsNumbers | None = None
        self._appointments: BooksAppointments | None = None
        self._ratings: TakesRatings | None = None
        self._items: tuple[Item, ...] = ()
        self._errands = Errands(shell, self)
        self._clear()
        shell.ticked.connect(self.refresh)

    def _clear(self) -> None:
        self._errands.let_go()
        self._say_no_more()

    def _say_no_more(self) -> None:
        self._news = ""
        self._until_s = 0.0

    # -- from the root -----------------------------------------------------------------------------------

    def serve(
        self,
        cases: FindsCases,
        numbers: FindsNumbers,
        appointments: BooksAppointments | None = None,
        ratings: TakesRatings | None = None,
    ) -> None:
        self._cases, self._numbers = cases, numbers
        self._appointments, self._ratings = appointments, ratings

    def offer(self, items: tuple[Item, ...]) -> None:
        """The catalogue is there: links lead to its items."""
        self._items = items

    @Slot(object)
    def take(self, scan: CodeScanned | NotACode) -> None:
        shell = self.shell
        if shell.staffed or shell.session_state in (SessionState.OUT_OF_SERVICE, SessionState.WIPING):
            return
        shell.begin()
        shell.activity()
        self._clear()
        if isinstance(scan, NotACode):
            self._tell("unreadable")
        else:
            self._follow(scan.code)
        self.refresh()

    # -- from the shell ----------------------------------------------------------------------------------

    def refresh(self) -> None:
        fresh = self.shell.clock.monotonic_s() < self._until_s
        told = self.say(self._news) if fresh and self._news else ""
        self._show(ScanState(told=told, alarm=self._news != "seeking"))

    def forget(self) -> None:
        self._clear()
        self.refresh()

    # -- inside ------------------------------------------------------------------------------------------

    def _follow(self, code: str) -> None:
        match meaning_of(code):
            case SlipToken(token):
                led = self._rate(token) or self._show_case(token) or self._show_number(token)
                self._lead(led, "other-slip")
            case NumberCode(digits):
                self._lead(self._fill(digits), "no-field")
            case Link(words):
                self._lead(self._show_item(words), "other-link")
            case UnknownCode():
                self._tell("unknown")
            case unreachable:
                assert_never(unreachable)

    def _lead(self, led: bool, otherwise: str) -> None:
        if not led:
            self._tell(otherwise)

    def _rate(self, token: str) -> bool:
        """A served number is brought to be rated; so is any slip on the screen that asks for one."""
        from kiosk.services.ratings import Ratable
        from kiosk.ui.viewmodels.rate_number import RateNumber

        screen = self.shell.model("rate")
        if self._ratings is None or not isinstance(screen, RateNumber):
            return False
        found = self._ratings.by_token(token)
        asked = found is not None and self.shell.shows("rate")
        if asked or (isinstance(found, Ratable) and found.label != ""):
            screen.take(found)
            return True
        return False

    def _show_case(self, token: str) -> bool:
        # Here, as below: with these comes the store's library, and the first frame does not wait for it.
        from kiosk.services.progress import ComplaintFound, ProgressFound
        from kiosk.ui.viewmodels.progress import ProgressQuery

        found = self._cases.by_token(token) if self._cases is not None else None
        screen = self.shell.model("progress")
        if not isinstance(found, ProgressFound | ComplaintFound) or not isinstance(screen, ProgressQuery):
            return False
        self.shell.go("progress")
        screen.present(found.view)
        return True

    def _show_number(self, token: str) -> bool:
        """Or the appointment of that slip. True also while the hall is being asked for it."""
        numbers = self._numbers
        asking = None if numbers is None else numbers.seek(token)
        if numbers is None or asking is None:
            found = None if numbers is None else numbers.by_token(token)
            return self._show_taken(found) or self._show_appointment(token)
        self._tell("seeking")
        self._errands.begin(
            "seek",
            asking,
            lambda: self._number_sought(token, numbers.by_token(token, asking)),
            self._say_no_more,
        )
        return True

    def _number_sought(self, token: str, found: NumberTaken | None) -> None:
        self._say_no_more()
        self._lead(self._show_taken(found) or self._show_appointment(token), "other-slip")
        self.refresh()

    def _show_taken(self, taken: NumberTaken | None) -> bool:
        from kiosk.ui.viewmodels.number import Number

        screen = self.shell.model("number")
        if self._numbers is None or taken is None or not isinstance(screen, Number):
            return False
        series = next(one for one in self._numbers.series() if one.id == taken.ticket.series)
        screen.present(taken, series, scanned=True)
        self.shell.go("number")
        return True

    def _show_appointment(self, token: str) -> bool:
        """True also while the hall is being asked for it."""
        appointments = self._appointments
        asking = None if appointments is None else appointments.seek(token)
        if appointments is None or asking is None:
            return self._show_found(None if appointments is None else appointments.by_token(token))
        self._tell("seeking")
        self._errands.begin(
            "seek",
            asking,
            lambda: self._sought(appointments.by_token(token, asking)),
            self._say_no_more,
        )
        return True

    def _sought(self, found: AppointmentView | None) -> None:
        self._say_no_more()
        self._lead(self._show_found(found), "other-slip")
        self.refresh()

    def _show_found(self, found: AppointmentView | None) -> bool:
        from kiosk.ui.viewmodels.my_appointment import MyAppointment

        screen = self.shell.model("my-appointment")
        if found is None or not isinstance(screen, MyAppointment):
            return False
        self.shell.go("my-appointment")
        screen.present(found)
        return True

    def _fill(self, digits: str) -> bool:
        shown = self.shell.model(self.shell.screen_shown)
        return shown is not None and shown.type_in(digits)

    def _show_item(self, words: tuple[str, ...]) -> bool:
        codes: Callable[[Item], tuple[str, ...]] = lambda i: (i.id, i.basic_code, i.implementation_code)  # noqa: E731
        item = next((i for i in self._items if any(code and code in words for code in codes(i))), None)
        if item is None or not self.shell.has("item"):
            return False
        self.shell.go("item", item=item.id)
        return True

    def _tell(self, news: str) -> None:
        self._news = news
        self._until_s = self.shell.clock.monotonic_s() + NEWS_S
