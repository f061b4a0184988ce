"""hall.toml: which numbers there are, when they are served, and for whom."""

from datetime import date, time
from typing import Annotated

import msgspec
from msgspec import Meta

from kiosk.domain.text import Text
from kiosk.domain.window_numbers import window_numbers
from kiosk.settings_appointments import AppointmentSettings

_PREFIX = Meta(
    # Letters only: a fallback series appends the terminal's digit to it (A2-001).
    pattern=r"^[A-Z]{1,2}\Z",
    extra={"says": Text("一或两个大写字母", "one or two capital letters")},
)
_LEDGER = Meta(
    pattern=r"^(postgresql://\S+)?\Z",
    extra={
        "says": Text(
            "“postgresql://用户@主机/库名?sslmode=verify-full”，或空着（只有这一台终端）",
            '"postgresql://USER@HOST/DATABASE?sslmode=verify-full", or "" for this terminal alone',
        )
    },
)
_WINDOW_ID = Meta(
    pattern=r"^[0-9A-Z]{1,4}\Z",
    extra={"says": Text("1 到 4 位数字或大写字母", "1 to 4 digits or capital letters")},
)
_SERIES_ID = Meta(
    pattern=r"^[a-z][a-z0-9-]{0,31}\Z",
    extra={"says": Text("小写字母开头的代号", "a name in small letters, digits and hyphens")},
)


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of a settings file."""


class IntervalSettings(Section, frozen=True, kw_only=True):
    """A time of serving without a break; it ends before its last minute."""

    open: time
    close: time


_Day = tuple[IntervalSettings, ...] | None

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "makeup")


class HoursSettings(Section, frozen=True, kw_only=True):
    """When one series is served.

    `open`–`close` holds on every working day, Monday to Friday and make-up days, that has no list of its own.
    A day's list replaces it; an empty one closes that day. A make-up day without a list of its weekday is
    served as `makeup` says.
    """

    open: time = time(9, 0)
    close: time = time(17, 0)
    mon: _Day = None
    tue: _Day = None
    wed: _Day = None
    thu: _Day = None
    fri: _Day = None
    sat: _Day = None
    sun: _Day = None
    makeup: _Day = None


class SeriesSettings(Section, frozen=True, kw_only=True):
    id: Annotated[str, _SERIES_ID]
    prefix: Annotated[str, _PREFIX]
    name: Text
    windows: str
    last: Annotated[int, Meta(ge=1, le=9999)] = 999
    items: tuple[str, ...] = ()
    daily_quota: Annotated[int, Meta(ge=0, le=9999)] = 0  # 0: none
    # Of a day's numbers, how many may be taken before that day begins; 0: as many as the day has.
    night_quota: Annotated[int, Meta(ge=0, le=9999)] = 0
    hours: HoursSettings = HoursSettings()
    one_per_person: bool = False  # one ticket per card, series and service day
    card_needed: bool = False  # without a card there is no number
    appointments: AppointmentSettings | None = None  # None: it takes none


class WindowSettings(Section, frozen=True, kw_only=True):
    """Where numbers are called. `series`: whose; a window may serve several, a series have several."""

    id: Annotated[str, _WINDOW_ID]
    name: Text
    series: tuple[str, ...]


class HallSettings(Section, frozen=True, kw_only=True):
    # Within it a second touch in the same session and series gives the same number back.
    guard_s: Annotated[int, Meta(ge=0, le=3600)] = 120
    # The hall's own, on top of the catalogue's working-day calendar.
    closed_days: tuple[date, ...] = ()
    open_days: tuple[date, ...] = ()
    priority_every: Annotated[int, Meta(ge=0, le=99)] = 2  # 1: priority numbers always first; 0: no rule
    # Empty: this terminal is the hall, and its own store the ledger. Several terminals share a PostgreSQL.
    ledger: Annotated[str, _LEDGER] = ""
    # The key, shared by all terminals, under which one person's numbers are known to be theirs.
    person_key_file: str = ""
    put_back_after: Annotated[int, Meta(ge=1, le=99)] = 3  # who is put back comes after so many others
    window: tuple[WindowSettings, ...] = ()  # empty: the windows that the series name (see `windows`)
    series: tuple[SeriesSettings, ...] = (
        SeriesSettings(
            id="general",
            prefix="A",
            name=Text("综合服务", "General services"),
            windows="1–4",
            items=(
                "old-age-allowance",
                "elder-care-subsidy",
                "disability-certificate",
                "temporary-relief",
                "birth-registration",
                "property-search",
                "housing-fund-query",
            ),
            appointments=AppointmentSettings(),
        ),
        SeriesSettings(
            id="insurance",
            prefix="B",
            name=Text("社保医保", "Social and medical insurance"),
            windows="5–6",
            items=(
                "social-insurance-proof",
                "resident-medical-insurance",
                "remote-medical-filing",
                "unemployment-registration",
                "flexible-employment",
                "flexible-insurance",
                "insurance-subsidy",
            ),
        ),
        SeriesSettings(
            id="household",
            prefix="C",
            name=Text("户籍与居住证", "Household and residence"),
            windows="7",
            items=("household-certificate", "residence-permit"),
            appointments=AppointmentSettings(),
        ),
        SeriesSettings(
            id="business",
            prefix="D",
            name=Text("企业和个体登记", "Business registration"),
            windows="8",
            items=("sole-trader-registration",),
        ),
    )

    def windows(self) -> tuple[WindowSettings, ...]:
        """The hall's windows; without [[window]] those that the series' own words name (“1–4”)."""
        if self.window:
            return self.window
        served: dict[str, list[str]] = {}
        for series in self.series:
            # Words without numbers (二楼东侧): one window under the series' own letters.
            for number in window_numbers(series.windows) or (series.prefix,):
                served.setdefault(number, []).append(series.id)
        return tuple(
            WindowSettings(id=number, name=Text(f"{number}号窗口", f"Window {number}"), series=tuple(ids))
            for number, ids in served.items()
        )
