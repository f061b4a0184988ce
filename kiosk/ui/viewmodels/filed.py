"""The application is filed: its number, its QR, what happens next, and what becomes of the slip."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from kiosk.catalogue.workdays import promised_day
from kiosk.domain.item import Catalogue, Item, TimeUnit
from kiosk.domain.text import Language
from kiosk.domain.time import from_ms, local
from kiosk.services.filing import CaseFiled
from kiosk.ui.qr import qr_data_url
from kiosk.ui.viewmodel import State
from kiosk.ui.viewmodels.bars import Say, day_words, day_words_of
from kiosk.ui.viewmodels.rating import HOME, LEAVE, offer_rating
from kiosk.ui.viewmodels.slip import SlipState
from kiosk.ui.viewmodels.slip_screen import SlipScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from kiosk.ui.ports import Prints
    from kiosk.ui.shell import Shell


class FiledPart(State, frozen=True, kw_only=True):
    """One of the cases that a bundle was filed as."""

    name: str
    number: str
    limit: str


class FiledState(State, frozen=True, kw_only=True):
    item: str = ""
    number: str = ""
    filed: str = ""
    applicant: str = ""
    qr: str = ""
    parts: tuple[FiledPart, ...] = ()
    next: tuple[str, ...] = ()
    slip: SlipState | None = None


def derive_filed(
    filed: CaseFiled,
    catalogue: Catalogue,
    online: bool,
    promised: Callable[[Item], date | None],
    qr: str,
    slip: SlipState | None,
    language: Language,
    say: Say,
) -> FiledState:
    """`online`: whether the district can be reached now, which decides what is said of the way there.

    `promised`: by when an item is done if it is accepted today; None when no day may be said.
    """
    item, bundle = catalogue.item(filed.case.item), catalogue.bundle(filed.case.item)
    if item is None:
        return FiledState()
    review = [
        say("next-review-each")
        if filed.children
        else say(
            "next-review",
            department=item.department.in_(language),
            limit=_limit(item, promised(item), language, say),
        )
    ]
    if bundle is not None and bundle.at_window:
        names = [part.name.in_(language) for part in bundle.at_window]
        review.append(say("next-window", names=("、" if language is Language.ZH else ", ").join(names)))
    return FiledState(
        item=item.plain_name.in_(language),
        number=filed.case.local_number,
        filed=say("filed-on", day=day_words(from_ms(filed.case.filed_ms), language)),
        applicant=filed.case.applicant_masked,
        qr=qr,
        parts=tuple(
            FiledPart(
                name=part.plain_name.in_(language),
                number=case.local_number,
                limit=_limit(part, promised(part), language, say),
            )
            for case in filed.children
            if (part := catalogue.item(case.item)) is not None
        ),
        next=(
            say("next-online") if online else say("next-offline"),
            *review,
            say("next-look"),
            say("next-take-number") if slip is not None and slip.can_do_without else say("next-take"),
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

    def __init__(self, shell: Shell, printing: Prints, catalogue: Catalogue) -> None:
        super().__init__(shell, FiledState(), printing)
        self._catalogue = catalogue
        self._filed: CaseFiled | None = None
        self._qr = ""

    def present(self, filed: CaseFiled) -> None:
        self._filed = filed
        self._qr = qr_data_url(filed.case.token)
        self._slip.follow(filed.job_id)
        self.refresh()

    def refresh(self) -> None:
        filed = self._filed
        if filed is None:
            self._show(FiledState())
            return
        status = self.shell.status
        online = status is not None and status.network == "online"
        # A day that rests on a doubtful clock is no promise.
        sure_of_day = status is None or status.clock_fault is None
        day, calendar = local(from_ms(filed.case.filed_ms)).date(), self._catalogue.calendar
        self._show(
            derive_filed(
                filed,
                self._catalogue,
                online,
                lambda item: promised_day(calendar, item.time_limit, day) if sure_of_day else None,
                self._qr,
                self._slip.look(),
                self.language,
                self.say,
            )
        )

    def forget(self) -> None:
        self._filed = None
        self._qr = ""
        self._slip.forget()
        self.refresh()

    @Slot()
    def finish(self) -> None:
        if not offer_rating(self.shell, LEAVE):
            super().finish()

    @Slot()
    def another(self) -> None:
        """What was told once is not asked again."""
        if not offer_rating(self.shell, HOME):
            super().another()
