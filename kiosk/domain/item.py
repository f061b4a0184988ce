"""Service items as the district publishes them (DOMAIN §2), reduced to what a terminal shows and needs.

A catalogue holds a hundred thousand of these structs as long as the process lives, and none can be part of a
cycle, so the garbage collector is told to leave them alone (gc=False): it would walk them all in every round.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from kiosk.domain.text import Text

if TYPE_CHECKING:
    from kiosk.domain.bundle import Bundle


class ItemKind(StrEnum):
    APPLICATION = "application"
    GUIDE = "guide"  # told completely and queued for; it has no form here
    BUNDLE = "bundle"  # 一件事: several applications on one form (domain/bundle.py); never a file in items/
    TERMINAL = "terminal"  # a service of the terminal itself: take a number, progress, complaint


class TimeUnit(StrEnum):
    INSTANT = "instant"
    WORKDAY = "workday"
    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"
    MONTH = "month"
    UNSTATED = "unstated"  # the source gives none: said as 以窗口告知为准, never guessed


class TimeLimit(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    unit: TimeUnit
    value: int = 0


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A statement a citizen would rely on. `verified=False` is shown with 示例 (example) beside it.

    A verified fact names its source: a host, a document number, a date.
    """

    text: Text
    verified: bool = False
    source: str = ""


class MaterialNeed(StrEnum):
    HELD_BY_STATE = "held-by-state"  # 联网后核验: never asked of the citizen
    BRING = "bring"
    PHOTOGRAPH = "photograph"
    MAY_FOLLOW = "may-follow"  # 容缺后补


class Material(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """`when`: a JSON Schema over the answers of the item's situation questionnaire; None: always asked."""

    name: Text
    need: MaterialNeed
    note: Text = Text("")
    verified: bool = False
    source: str = ""
    when: dict[str, Any] | None = None


class Offline(StrEnum):
    """What filing without a network can mean for this item."""

    FILED = "filed"  # kept sealed, sent later
    REQUEST = "request"  # the wish is kept; the result needs the network


class Item(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """One service item. `form` names a JSON Schema file in the package's forms/ folder.

    So does `situation`: the questionnaire (情形引导) that the materials' conditions are asked of.
    """

    id: str
    number: int  # order on the screen
    kind: ItemKind = ItemKind.APPLICATION
    name: Text
    plain_name: Text  # in everyday words: 打印社保证明
    synonyms: tuple[str, ...] = ()
    basic_code: str = ""
    implementation_code: str = ""
    code_is_example: bool = True
    type_code: str  # DOMAIN §2.2 事项类型
    department: Text
    accepted_at: Text  # tier and place that accept it
    level_code: str  # 行使层级
    service_objects: tuple[str, ...] = ("1",)
    time_limit: TimeLimit
    time_limit_verified: bool = False
    time_limit_source: str = ""
    trips: int | None = None  # 到办事现场次数; None: the source gives none
    tags: tuple[str, ...] = ()  # instant, online, nearby, once, city-wide, zero-material
    conditions: tuple[Fact, ...] = ()
    materials: tuple[Material, ...] = ()
    fee: Fact
    basis: tuple[Fact, ...] = ()
    steps: tuple[Fact, ...] = ()
    result: Text = Text("")
    telephone: Fact
    supervision: Fact
    offline: Offline = Offline.FILED
    offline_note: Text = Text("")
    by_agent: bool = True  # 代办: whether somebody else may file for the person
    by_agent_note: Text = Text("")  # why not, or who may
    privacy_purpose: Text = Text("")
    form: str = ""
    situation: str = ""


class Division(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    code: str
    name: Text


class WorkCalendar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Working days with 调休. Outside [first, last] nothing is known and no date may be promised."""

    first: date
    last: date
    holidays: tuple[date, ...]
    makeup_workdays: tuple[date, ...]
    source: str
    verified: bool = False

    def is_workday(self, day: date) -> bool | None:
        """None outside the calendar."""
        if not self.first <= day <= self.last:
            return None
        if day in self.makeup_workdays:
            return True
        return day not in self.holidays and day.weekday() < 5


# Numbers with dots between, compared number by number: 2026.9 comes before 2026.11.
Version = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,9}(\.[0-9]{1,9}){0,3}\Z", examples=["2026.11.2"])]
Hex32 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
Hex64 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{128}\Z")]


class KeyRotation(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A publisher's key names the one that signs from now on. Ed25519, raw bytes as hexadecimal."""

    old: Hex32
    new: Hex32
    signature: Hex64  # by `old`, over both


class CatalogueInfo(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The package's manifest as authors write it."""

    version: Version
    publisher: Text
    published: date
    stale_after: date
    rotations: tuple[KeyRotation, ...] = ()


def version_order(version: str) -> tuple[int, ...]:
    """What versions are compared by."""
    return tuple(int(number) for number in version.split("."))


class Catalogue(msgspec.Struct, frozen=True, kw_only=True):
    """A whole package. `forms` maps a form file's name to its JSON Schema, decoded when first asked for.

    `pinyin` maps a phrase of the package to its toneless syllables, separated by spaces. `items` lists the
    bundles too, each as an item of its kind.
    """

    info: CatalogueInfo
    items: tuple[Item, ...]
    divisions: tuple[Division, ...]
    calendar: WorkCalendar
    forms: Mapping[str, dict[str, Any]]
    pinyin: dict[str, str] = {}
    bundles: "tuple[Bundle, ...]" = ()

    def item(self, item_id: str) -> Item | None:
        return next((item for item in self.items if item.id == item_id), None)

    def bundle(self, item_id: str) -> "Bundle | None":
        return next((bundle for bundle in self.bundles if bundle.id == item_id), None)
