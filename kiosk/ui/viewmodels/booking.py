"""预约: business, day and time, whose it is, one look over it, done. Also for moving one to another time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar, assert_never

from PySide6.QtCore import Slot

from kiosk.domain.appointment import Who
from kiosk.services.appointment_outcomes import (
    AlreadyBooked,
    Booked,
    Change,
    ClockSuspect,
    HallAway,
    InOtherHands,
    NotOpen,
    OfferedDay,
    OfferedSeries,
    SlotFull,
    SlotGone,
    TooManyBookings,
)
from kiosk.ui.viewmodel import ViewModel
from kiosk.ui.viewmodels.booking_state import (
    BookingState,
    Chosen,
    Line,
    day_keys,
    full_hint,
    series_keys,
    slot_keys,
)
from kiosk.ui.viewmodels.errand import Errands
from kiosk.ui.viewmodels.who import SessionCard, WhoEntry

if TYPE_CHECKING:
    from kiosk.ui.ports import BooksAppointments
    from kiosk.ui.shell import Shell
    from kiosk.ui.viewmodels.booked import BookedScreen


class BookingScreen(ViewModel):
    screen: ClassVar[str] = "booking"
    qml: ClassVar[str] = "Booking"

    def __init__(
        self, shell: Shell, booking: BooksAppointments, booked: BookedScreen, card: SessionCard
    ) -> None:
        """`booked` shows what was booked; `card`: the one of this session."""
        super().__init__(shell, BookingState())
        self._booking = booking
        self._booked = booked
        self._entry = WhoEntry(card)
        self._errands = Errands(shell, self)
        self._clear()

    def _clear(self) -> None:
        self._errands.let_go()
        self._step = "series"
        self._offer: tuple[OfferedSeries, ...] | ClockSuspect = ()
        self._chosen = Chosen()
        self._who: Who | None = None
        self._moves = ""  # the appointment that is being moved
        self._refusal = ""
        self._elsewhere = ""  # the terminal that has it in hand
        self._entry.forget()

    # -- from the shell ----------------------------------------------------------------------------------

    def open(self, arguments: Mapping[str, str]) -> None:
        """`moves`: an appointment's id, with the `series` that it is in."""
        self._clear()
        self._moves = arguments.get("moves", "")
        self._ask()
        if self._moves:
            self.chooseSeries(arguments["series"])
        self.refresh()

    def reread(self) -> None:
        """Others may have booked meanwhile, and slots begin."""
        if self._step in ("series", "slots"):
            self._ask()
            self.refresh()

    def back(self) -> bool:
        self._errands.let_go()
        before = {"confirm": "slots" if self._moves else "who", "who": "slots", "slots": "series"}
        if self._step == "series" or (self._moves and self._step == "slots"):
            return False
        self._to(before[self._step])
        return True

    def type_in(self, digits: str) -> bool:
        if self._step != "who":
            return False
        self._entry.forget()
        self.typed(digits)
        return True

    def refresh(self) -> None:
        self._show(self._derive())

    def forget(self) -> None:
        self._clear()
        self.refresh()

    # -- from the fingers --------------------------------------------------------------------------------

    @Slot(str)
    def chooseSeries(self, series: str) -> None:  # noqa: N802 - called from QML
        self._chosen = Chosen(series=series)
        one = self._one()
        free = [day for day in one.days if any(each.free for each in day.slots)] if one else []
        self._chosen = Chosen(series=series, day=free[0].day if free else self._first_day(one))
        self._to("slots")

    @Slot(str)
    def chooseDay(self, day: str) -> None:  # noqa: N802
        self._chosen = Chosen(series=self._chosen.series, day=date.fromisoformat(day))
        self._refusal = ""
        self.refresh()

    @Slot(int)
    def chooseSlot(self, start: int) -> None:  # noqa: N802
        day = self._day()
        found = [each.slot for each in day.slots if each.slot.start_minute == start] if day else []
        if not found:
            return
        self._chosen = Chosen(series=self._chosen.series, day=self._chosen.day, slot=found[0])
        self._to("confirm" if self._moves else "who")

    @Slot(str)
    def typed(self, digits: str) -> None:
        self._entry.typed(digits)
        self.refresh()

    @Slot()
    def erase(self) -> None:
        self._entry.erase()
        self.refresh()

    @Slot()
    def usePhone(self) -> None:  # noqa: N802
        self._be(self._entry.by_phone())

    @Slot()
    def useCard(self) -> None:  # noqa: N802
        self._be(self._entry.by_card())

    @Slot()
    def confirm(self) -> None:
        chosen = self._chosen
        if chosen.slot is None or self._errands.name:
            return
        day, start, session = chosen.slot.day, chosen.slot.start_minute, self.shell.session_id
        if self._moves:
            self._move(self._moves, session, day, start)
        elif self._who is not None:
            self._settle(self._booking.book(session, chosen.series, day, start, self._who))

    @Slot()
    def mine(self) -> None:
        self.shell.go("my-appointment")

    @Slot()
    def takeNumber(self) -> None:  # noqa: N802
        self.shell.go("take-number")

    # -- inside ------------------------------------------------------------------------------------------

    def _move(self, moves: str, session: str, day: date, start: int) -> None:
        """At once, or when the hall's ledger has answered."""
        if self._errands.run(
            "change",
            self._booking.ask(moves),
            lambda asking: self._settle(self._booking.change(session, moves, day, start, asking)),
            lambda asking: self._booking.drop(moves, asking),
        ):
            self.refresh()

    def _settle(self, outcome: Change) -> None:
        match outcome:
            case Booked(view, _):
                self._booked.present(view)
                self.shell.go_instead("booked")
                return
            case AlreadyBooked():
                self._refuse("refused-already")
            case SlotFull():
                self._refuse("refused-full", "slots")
            case SlotGone():
                self._refuse("refused-gone", "slots")
            case TooManyBookings():
                self._refuse("refused-too-many")
            case NotOpen():
                self._refuse("refused-not-open")
            case HallAway():
                self._refuse("refused-hall-away")
            case InOtherHands(terminal):
                self._elsewhere = terminal
                self._refuse("refused-elsewhere")
            case ClockSuspect():
                self._to("series")
            case _:
                assert_never(outcome)

    def _refuse(self, key: str, step: str = "") -> None:
        self._to(step or self._step)
        self._refusal = key
        self.refresh()

    def _be(self, who: Who | None) -> None:
        if who is not None:
            self._who = who
            self._to("confirm")
        self.refresh()

    def _to(self, step: str) -> None:
        self._step = step
        self._refusal = ""
        if step in ("series", "slots"):
            self._ask()
        self.refresh()

    def _ask(self) -> None:
        self._offer = self._booking.offer()

    def _one(self) -> OfferedSeries | None:
        if isinstance(self._offer, ClockSuspect):
            return None
        return next((one for one in self._offer if one.id == self._chosen.series), None)

    def _first_day(self, one: OfferedSeries | None) -> date | None:
        return one.days[0].day if one is not None and one.days else None

    def _day(self) -> OfferedDay | None:
        one = self._one()
        days = () if one is None else one.days
        return next((day for day in days if day.day == self._chosen.day), None)

    def _derive(self) -> BookingState:
        if isinstance(self._offer, ClockSuspect):
            return BookingState(title=self.say("title"), closed=self.say("closed-clock"))
        match self._step:
            case "slots":
                return self._slots()
            case "who":
                return self._whose()
            case "confirm":
                return self._look_over()
            case _:
                return BookingState(
                    title=self.say("title"),
                    lead=self.say("lead"),
                    series=series_keys(self._offer, self.language, self.say),
                    hint=full_hint(
                        any(one.shared for one in self._offer), (one.free for one in self._offer), self.say
                    ),
                )

    def _slots(self) -> BookingState:
        one, day = self._one(), self._day()
        if one is None or day is None:
            return BookingState(step="slots", title=self.say("title"), refusal=self.say("no-days"))
        return BookingState(
            step="slots",
            title=self.say("title-move" if self._moves else "title-slots", business=self.read(one.name)),
            lead=self.say("lead-slots"),
            refusal=self._refused(),
            days=day_keys(one, self._chosen.day, self.language, self.say),
            slots=() if day.held_back else slot_keys(one, day, self.say),
            held_back=self.say("held-back") if day.held_back else "",
            hint=full_hint(one.shared, (each.free for each in day.slots), self.say),
        )

    def _refused(self) -> str:
        return self.say(self._refusal, terminal=self._elsewhere) if self._refusal else ""

    def _whose(self) -> BookingState:
        who = self._entry.state(self.say("title-who"), self.say("lead-who"), self.say)
        return BookingState(step="who", who=who)

    def _look_over(self) -> BookingState:
        one, day, slot = self._one(), self._day(), self._chosen.slot
        if one is None or day is None or slot is None:
            return BookingState(step="confirm", title=self.say("title"), refusal=self.say("refused-gone"))
        lines = [
            Line(self.say("business"), self.read(one.name)),
            Line(self.say("day"), self.read(day.words)),
            Line(self.say("time"), slot.words),
            Line(self.say("where"), self.say("windows", windows=one.windows)),
        ]
        if self._who is not None:
            lines.append(Line(self.say("whose"), self._entry.shown(self._who, self.say)))
        return BookingState(
            step="confirm",
            title=self.say("title-confirm-move" if self._moves else "title-confirm"),
            refusal=self._refused(),
            lines=tuple(lines),
            hint=self.say("hint-move" if self._moves else "hint"),
            working=self._errands.name != "",
        )
