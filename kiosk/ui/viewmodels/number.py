"""The number that was taken, as large as it can be, and what becomes of its slip."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from kiosk.domain.ticket import SeriesView
from kiosk.ui.qr import qr_data_url
from kiosk.ui.viewmodel import State
from kiosk.ui.viewmodels.bars import Say
from kiosk.ui.viewmodels.slip import SlipState
from kiosk.ui.viewmodels.slip_screen import SlipScreen

if TYPE_CHECKING:
    from kiosk.domain.text import Language
    from kiosk.services.queue import NumberTaken
    from kiosk.ui.ports import Prints
    from kiosk.ui.shell import Shell


class NumberState(State, frozen=True):
    number: str = ""
    business: str = ""
    windows: str = ""
    ahead: str = ""
    day: str = ""
    priority: str = ""
    repeated: str = ""
    qr: str = ""
    slip: SlipState | None = None


def derive_number(
    taken: NumberTaken, series: SeriesView, qr: str, slip: SlipState | None, language: Language, say: Say
) -> NumberState:
    return NumberState(
        number=taken.ticket.label,
        business=series.name.in_(language),
        windows=say("windows", windows=taken.windows),
        ahead=say("ahead", count=taken.ahead) if taken.ahead else say("ahead-none"),
        day=taken.day_words.in_(language) if taken.day_words is not None else "",
        priority=say("priority") if taken.ticket.priority else "",
        repeated=say("repeated") if taken.repeated else "",
        qr=qr,
        slip=slip,
    )


class Number(SlipScreen):
    screen: ClassVar[str] = "number"
    qml: ClassVar[str] = "Number"

    def __init__(self, shell: Shell, printing: Prints) -> None:
        super().__init__(shell, NumberState(), printing)
        self._taken: tuple[NumberTaken, SeriesView] | None = None
        self._qr = ""

    def present(self, taken: NumberTaken, series: SeriesView) -> None:
        self._taken = (taken, series)
        self._qr = qr_data_url(taken.ticket.token)
        self._slip.follow(taken.job_id)
        self.refresh()

    def refresh(self) -> None:
        if self._taken is None:
            self._show(NumberState())
            return
        taken, series = self._taken
        self._show(derive_number(taken, series, self._qr, self._slip.look(), self.language, self.say))

    def forget(self) -> None:
        self._taken = None
        self._qr = ""
        self._slip.forget()
        self.refresh()

    @Slot()
    def finish(self) -> None:
        self.shell.leave()

    @Slot()
    def another(self) -> None:
        self.shell.goHome()
