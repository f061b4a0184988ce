"""The application is filed: its number, its QR, what happens next, and what becomes of the slip."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from kiosk.catalogue.workdays import promised_day
from kiosk.domain.item import Item, TimeUnit, WorkCalendar
from kiosk.domain.time import from_ms, local
from kiosk.services.filing import CaseFiled
from kiosk.ui.qr import qr_data_url
from kiosk.ui.viewmodel import State
from kiosk.ui.viewmodels.bars import Say, day_words, day_words_of
from kiosk.ui.viewmodels.slip import SlipState
from kiosk.ui.viewmodels.slip_screen import SlipScreen

if TYPE_CHECKING:
    from datetime import date

    from kiosk.domain.text import Language
    from kiosk.ui.ports import Prints
    from kiosk.ui.shell import Shell


class FiledState(State, frozen=True, kw_only=True):
    item: str = ""
    number: str = ""
    filed: str = ""
    applicant: str = ""
    qr: str = ""
    next: tuple[str, ...] = ()
    slip: SlipState | None = None


def derive_filed(
    filed: CaseFiled,
    item: Item,
    online: bool,
    promised: date | None,
    qr: str,
    slip: SlipState | None,
    language: Language,
    say: Say,
) -> FiledState:
    """`online`: whether the district can be reached now, which decides what is said of the way there.

    `promised`: by when it is done if it is accepted today; None when no day may be said.
    """
    delivery = say("next-online") if online else say("next-offline")
    department = item.department.in_(language)
    return FiledState(
        item=item.plain_name.in_(language),
        number=filed.case.local_number,
        filed=say("filed-on", day=day_words(from_ms(filed.case.filed_ms), language)),
        applicant=filed.case.applicant_masked,
        qr=qr,
        next=(
            delivery,
            say("next-review", department=department, limit=_limit(item, promised, language, say)),
            say("next-look"),
            say("next-take"),
        ),
        slip=slip,
    )


def _limit(item: Item, promised: date | None, language: Language, say: Say) -> str:
    """Counted from acceptance, which a terminal cannot give: it only receives (DOMAIN §11.5)."""
    limit = item.time_limit
    if limit.unit is TimeUnit.UNSTATED:
        return say("limit-unstated")
    words = say(f"limit-{limit.unit.value}", value=limit.value)
    if promised is not None:
        words += say("promise", day=day_words_of(promised, language))
    return words if item.time_limit_verified else words + say("example")


class FiledViewModel(SlipScreen):
    screen: ClassVar[str] = "filed"
    qml: ClassVar[str] = "Filed"

    def __init__(self, shell: Shell, printing: Prints, calendar: WorkCalendar) -> None:
        super().__init__(shell, FiledState(), printing)
        self._calendar = calendar
        self._filed: tuple[CaseFiled, Item] | None = None
        self._qr = ""

    def present(self, filed: CaseFiled, item: Item) -> None:
        self._filed = (filed, item)
        self._qr = qr_data_url(filed.case.token)
        self._slip.follow(filed.job_id)
        self.refresh()

    def refresh(self) -> None:
        if self._filed is None:
            self._show(FiledState())
            return
        status = self.shell.status
        online = status is not None and status.network == "online"
        filed, item = self._filed
        self._show(
            derive_filed(
                filed,
                item,
                online,
                self._promised(filed, item),
                self._qr,
                self._slip.look(),
                self.language,
                self.say,
            )
        )

    def _promised(self, filed: CaseFiled, item: Item) -> date | None:
        status = self.shell.status
        if status is not None and status.clock_fault is not None:
            return None  # a date that rests on a doubtful clock is no promise
        return promised_day(self._calendar, item.time_limit, local(from_ms(filed.case.filed_ms)).date())

    def forget(self) -> None:
        self._filed = None
        self._qr = ""
        self._slip.forget()
        self.refresh()

    @Slot()
    def finish(self) -> None:
        self.shell.leave()

    @Slot()
    def another(self) -> None:
        """Something else for the same person: what was told once is not asked again."""
        self.shell.goHome()
