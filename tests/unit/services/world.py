"""A terminal's services over a real store, with a clock, ids and a catalogue that a test sets."""

import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec

from kiosk.domain.document import Document
from kiosk.domain.item import (
    Catalogue,
    CatalogueInfo,
    Division,
    Fact,
    Item,
    TimeLimit,
    TimeUnit,
    WorkCalendar,
)
from kiosk.domain.printer import PrintJob
from kiosk.domain.text import Text
from kiosk.domain.time import CHINA
from kiosk.records import keys
from kiosk.records.outbox import open_record
from kiosk.services.assembly import HallEngine, Parts, assemble
from kiosk.services.startup import Startup, StateFolder
from kiosk.services.timekeeping import Timekeeping
from kiosk.settings import HallSettings, KioskSettings, Settings, TerminalSettings
from kiosk.store import Store

KEY = bytes(range(32))
FINGERPRINT = "this-machine"
CANARY = "重庆市大足区棠香街道金丝雀路7号"
NUMBER = "500111189912310015"

CALENDAR = WorkCalendar(
    first=date(2026, 1, 1),
    last=date(2026, 12, 31),
    holidays=(date(2026, 10, 1), date(2026, 10, 2)),
    makeup_workdays=(date(2026, 10, 10),),
    source="test",
)

SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "测试申请",
    "type": "object",
    "properties": {
        "name": {"type": "string", "title": "姓名", "x-kiosk": {"canonical": "person.name"}},
        "id_number": {
            "type": "string",
            "title": "证件号码",
            "format": "citizen-number",
            "x-kiosk": {"canonical": "person.id_number"},
        },
        "address": {"type": "string", "title": "现居住地", "maxLength": 70},
        "owns": {"type": "boolean", "title": "自有住房"},
    },
    "required": ["name", "id_number", "address"],
    "unevaluatedProperties": False,
    "if": {"properties": {"owns": {"const": True}}, "required": ["owns"]},
    "then": {"properties": {"deed": {"type": "string", "title": "产权证号"}}},
}


def local_instant(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=CHINA)


MONDAY_MORNING = local_instant(2026, 11, 23, 9, 15)


class SetClock:
    def __init__(self, instant: datetime = MONDAY_MORNING) -> None:
        self.instant = instant
        self.monotonic = 1000.0

    def now(self) -> datetime:
        return self.instant.astimezone(UTC)

    def monotonic_s(self) -> float:
        return self.monotonic

    def advance(self, seconds: float) -> None:
        """Time passes."""
        self.instant += timedelta(seconds=seconds)
        self.monotonic += seconds

    def set(self, instant: datetime) -> None:
        """Somebody sets the wall clock; the monotonic clock does not know of it."""
        self.instant = instant


def counting(prefix: str) -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"{prefix}-{next(numbers):06d}"


def item(item_id: str = "residence-permit") -> Item:
    return Item(
        id=item_id,
        number=1,
        name=Text("居住证申领"),
        plain_name=Text("办居住证", "Get a residence permit"),
        type_code="07",
        department=Text("大足区公安局"),
        accepted_at=Text("派出所"),
        level_code="4",
        time_limit=TimeLimit(TimeUnit.WORKDAY, 15),
        fee=Fact(Text("不收费")),
        telephone=Fact(Text("12345")),
        supervision=Fact(Text("12345")),
        form="test.json",
    )


def catalogue() -> Catalogue:
    return Catalogue(
        info=CatalogueInfo(
            version="2026.11.1",
            publisher=Text("大足区"),
            published=date(2026, 11, 1),
            stale_after=date(2027, 1, 31),
        ),
        items=(item(),),
        divisions=(Division("500111002", Text("棠香街道")),),
        calendar=CALENDAR,
        forms={"test.json": SCHEMA},
    )


ANSWERS = {"name": "张测试", "id_number": NUMBER, "address": CANARY}


class World:
    """`restart` is a new process on the same folder; ids and tokens go on counting."""

    def __init__(
        self,
        folder: Path,
        clock: SetClock | None = None,
        hall: HallSettings | None = None,
        recipient: bool = True,
        fingerprint: str = FINGERPRINT,
        terminal: str = "0001",
        ids: str = "id",
        ledger: HallEngine | None = None,
    ) -> None:
        """`ids`: what they begin with; two worlds at one district must not share them. `ledger`: of a hall
        with several terminals, whose tokens must differ as well."""
        self.terminal = terminal
        self.clock = clock or SetClock()
        self.settings = Settings(
            kiosk=KioskSettings(
                terminal=TerminalSettings(
                    id=terminal, state_dir=str(folder), backup_dir=str(folder / "backup")
                )
            ),
            hall=hall or HallSettings(),
        )
        self.catalogue = catalogue()
        self.opening_key = keys.generate()
        self.recipient = self.opening_key.recipient if recipient else None
        self.fingerprint = fingerprint
        self.ids = counting(ids)
        self.tokens = counting("token" if ids == "id" else f"{ids}-token")
        self.ledger = ledger
        self.woken = 0
        self.start()

    def start(self) -> None:
        self.timekeeping = Timekeeping(self.clock, CALENDAR)
        self.startup = Startup(self.folder(), KEY, self.timekeeping, self.ids)
        self.started = self.startup.run()
        self.store: Store = self.started.store
        self.services = assemble(
            Parts(
                store=self.store,
                store_key=KEY,
                settings=self.settings,
                clock=self.clock,
                timekeeping=self.timekeeping,
                ids=self.ids,
                tokens=self.tokens,
                random=lambda count: bytes(range(7, 7 + count)),
                catalogue=lambda: self.catalogue,
                catalogue_info=lambda: self.catalogue.info,
                recipient=self.recipient,
                fingerprint=self.fingerprint,
                key_kept_in_file=True,
                freed_memory_overwritten=True,
                wake_printer=self._wake,
                hall_ledger=self.ledger,
                ledger_deadline_s=30.0,  # nothing waits for it but a test that is about it
            )
        )

    def restart(self) -> None:
        self.store.close()
        self.clock.monotonic = 5.0  # another boot
        self.start()

    def folder(self) -> StateFolder:
        return StateFolder(
            store=self.settings.store_path,
            backups=self.settings.backup_dir,
            terminal_id=self.terminal,
            fingerprint=FINGERPRINT,
        )

    def close(self) -> None:
        self.store.close()

    def job(self, job_id: str) -> PrintJob:
        return self.services.printing.job(job_id)

    def slip(self, job_id: str) -> Document:
        return msgspec.json.decode(self.job(job_id).document, type=Document)

    def opened(self, record_id: str) -> dict[str, object]:
        """What the district reads of a sealed record."""
        with self.store.read() as work:
            record = work.records.get(record_id)
        assert record is not None
        found: dict[str, object] = msgspec.json.decode(open_record(record, self.opening_key))
        return found

    def _wake(self) -> None:
        self.woken += 1


def slip_text(document: Document) -> str:
    return msgspec.json.encode(document).decode()
