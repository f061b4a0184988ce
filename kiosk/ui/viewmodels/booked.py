"""What was booked: day and time as large as they can be, its QR, and what becomes of its slip."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kiosk.ui.qr import qr_data_url
from kiosk.ui.viewmodel import State
from kiosk.ui.viewmodels.bars import Say, day_words_of
from kiosk.ui.viewmodels.slip import SlipState
from kiosk.ui.viewmodels.slip_screen import SlipScreen

if TYPE_CHECKING:
    from kiosk.domain.text import Language
    from kiosk.services.appointment_outcomes import AppointmentView
    from kiosk.ui.ports import Prints
    from kiosk.ui.shell import Shell


class BookedState(State, frozen=True):
    day: str = ""
    time: str = ""
    business: str = ""
    windows: str = ""
    check_in: str = ""
    bring: str = ""
    qr: str = ""
    slip: SlipState | None = None


def derive_booked(
    view: AppointmentView, qr: str, slip: SlipState | None, language: Language, say: Say
) -> BookedState:
    slot = view.appointment.slot
    words = view.day_words
    return BookedState(
        day=day_words_of(slot.day, language) if words is None else words.in_(language),
        time=slot.words,
        business=view.name.in_(language),
        windows=say("windows", windows=view.windows),
        check_in=say("check-in", opens=view.opens, ends=view.ends),
        bring=say("bring", what=view.bring.in_(language)),
        qr=qr,
        slip=slip,
    )


class BookedScreen(SlipScreen):
    screen: ClassVar[str] = "booked"
    qml: ClassVar[str] = "Booked"

    def __init__(self, shell: Shell, printing: Prints) -> None:
        super().__init__(shell, BookedState(), printing)
        self._view: AppointmentView | None = None
        self._qr = ""

    def present(self, view: AppointmentView) -> None:
        self._view = view
        self._qr = qr_data_url(view.appointment.token)
        self._slip.forget()
        if view.job_id:
            self._slip.follow(view.job_id)
        self.refresh()

    def refresh(self) -> None:
        if self._view is None:
            self._show(BookedState())
            return
        self._show(derive_booked(self._view, self._qr, self._slip.look(), self.language, self.say))

    def forget(self) -> None:
        self._view = None
        self._qr = ""
        self._slip.forget()
        self.refresh()
