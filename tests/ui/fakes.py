"""Services as screens see them, in memory: they fulfil kiosk.ui.ports, and tests set what they answer."""

from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from kiosk.catalogue import load
from kiosk.catalogue.refusals import Refusal
from kiosk.catalogue.shelf import Refused
from kiosk.domain.case import CaseStage
from kiosk.domain.form import Answers
from kiosk.domain.health import Check, Verdict
from kiosk.domain.item import Catalogue, CatalogueInfo, Item
from kiosk.domain.printer import JobState, PrinterCondition, PrinterStatus
from kiosk.domain.record import DeliveryState
from kiosk.domain.text import Text
from kiosk.domain.ticket import same_label
from kiosk.services.checks import catalogue as catalogue_check
from kiosk.services.checks.catalogue import Shelved
from kiosk.services.progress import NumberFound, ProgressFound, ProgressNotFound, ProgressView, TooManyTries
from kiosk.services.staffing import LockedOut, Role, SignedIn, Staff, WrongPin
from kiosk.services.status import Network, TerminalStatus
from kiosk.services.timekeeping import ClockFault
from tests.ui.fake_booking import FakeBooking, FakeCheckingIn
from tests.ui.fake_day import CODE, NOW_MS, TOKEN
from tests.ui.fake_numbers import FakeGivingBack, FakeQueue, FakeScannedNumbers
from tests.ui.fake_printing import FakePrinting


def config_items() -> tuple[Item, ...]:
    """Dazu's own items, straight from the shipped files."""
    files = sorted(Path("config/catalogue/items").glob("*.json"))
    return tuple(msgspec.json.decode(file.read_bytes(), type=Item) for file in files)


@cache
def test_catalogue() -> Catalogue:
    """The shipped package."""
    return load(Path("config/catalogue"))


class FakeStatus:
    def __init__(self) -> None:
        self.now = TerminalStatus(
            terminal="0001",
            epoch=1,
            network=Network.ONLINE,
            network_detail="",
            waiting_count=0,
            quarantined_count=0,
            printer=PrinterStatus(PrinterCondition.READY),
            unsent_jobs=0,
            reader="ready",
            clock_fault=None,
            catalogue_version="2026.11.1",
        )

    def snapshot(self) -> TerminalStatus:
        return self.now

    def doubt_clock(self) -> None:
        self.now = msgspec.structs.replace(self.now, clock_fault=ClockFault.BEHIND)

    def go_offline(self, waiting: int) -> None:
        self.now = msgspec.structs.replace(
            self.now, network=Network.OFFLINE, waiting_count=waiting, waiting_cases=waiting
        )

    def break_printer(self, condition: PrinterCondition) -> None:
        self.now = msgspec.structs.replace(self.now, printer=PrinterStatus(condition, "DLE EOT 4: 0x7e"))


class FakeAssistance:
    def __init__(self) -> None:
        self.calls: list[tuple[str, str]] = []

    def call_staff(self, session: str, screen: str) -> None:
        self.calls.append((session, screen))


class FakeGuidance:
    """Remembers what was told, and puts a job on the fake printer."""

    def __init__(self, printing: FakePrinting) -> None:
        self._printing = printing
        self.told: list[tuple[str, dict[str, object]]] = []

    def tell(self, session: str, item_id: str, situation: Answers) -> str:
        del session
        self.told.append((item_id, dict(situation)))
        job = f"notice-{len(self.told)}"
        self._printing.put(job, JobState.QUEUED, kind="guide")
        return job


class FakeProgress:
    """Knows one case, and the number B001 of whoever has its code."""

    def __init__(self, numbers: "FakeScannedNumbers") -> None:
        self._numbers = numbers
        self.tries = 5
        self.asked: list[tuple[str, str]] = []
        self.stage = CaseStage.RECEIVED
        self.supplement: str | None = None
        self.parts: tuple[ProgressView, ...] = ()

    def by_token(self, token: str) -> ProgressFound | ProgressNotFound:
        if token != TOKEN:
            return ProgressNotFound(5)
        return ProgressFound(self._view("DZ-0001-20261123-000001-5"))

    def by_number(
        self, session: str, number: str, id_last6: str
    ) -> ProgressFound | ProgressNotFound | TooManyTries:
        del session
        self.asked.append((number, id_last6))
        if self.tries == 0:
            return TooManyTries()
        if (number, id_last6) != ("DZ-0001-20261123-000001-5", "01123X"):
            self.tries -= 1
            return ProgressNotFound(self.tries)
        return ProgressFound(self._view(number))

    def by_label(self, session: str, label: str, code: str) -> NumberFound | ProgressNotFound | TooManyTries:
        del session
        self.asked.append((label, code))
        if self.tries == 0:
            return TooManyTries()
        known = same_label(label, "B001") and code == CODE
        taken = self._numbers.by_token(self._numbers.token) if known else None
        if taken is None:
            self.tries -= 1
            return ProgressNotFound(self.tries)
        return NumberFound(taken)

    def _view(self, number: str) -> ProgressView:
        return ProgressView(
            local_number=number,
            official_number="500111-2026-0000123",
            item="unemployment-registration",
            item_name=Text("失业登记", "Register as unemployed"),
            applicant_masked="张*试",
            stage=self.stage,
            delivery=DeliveryState.DELIVERED,
            supplement=self.supplement,
            filed_ms=NOW_MS,
            token=TOKEN,
            parts=self.parts,
        )


class FakeStaffing:
    def __init__(self) -> None:
        self.wrong = 0

    def sign_in(self, staff_id: str, typed: str) -> SignedIn | WrongPin | LockedOut:
        if self.wrong >= 5:
            return LockedOut(60)
        if (staff_id, typed) == ("dz01", "246810"):
            return SignedIn(Staff("dz01", "测试员", Role.TECHNICIAN))
        self.wrong += 1
        return WrongPin(5 - self.wrong)


_SIGNER = "3f0c-91d2-aa47-0b6e"
_INFO = CatalogueInfo(
    version="2026.11.1",
    publisher=Text("示例", "Example"),
    published=date(2026, 11, 23),
    stale_after=date(2027, 2, 28),
)


class FakeSelfCheck:
    def __init__(self) -> None:
        self.runs = 0
        self.printer_out = True
        self.answer: tuple[Check, ...] = ()

    def run(self) -> tuple[Check, ...]:
        self.runs += 1
        if self.answer:
            return self.answer
        well = (
            _check("reader", "身份证读卡器", "ID-card reader", "已连接", "Connected"),
            _check("disk", "磁盘", "Disk", "剩余 41 GB", "41 GB free"),
            _check("clock", "时间", "Clock", "与上次记录相符", "Agrees with the last record"),
            _check("store", "数据文件", "Store", "完好", "Intact"),
            _check("store-key", "数据密钥", "Store key", "文件权限正确", "File mode is right"),
            _check("network", "网络", "Network", "区级平台可达", "District can be reached"),
            catalogue_check.catalogue(_INFO, date(2026, 11, 25), 18, Shelved(signer=_SIGNER)),
        )
        backup = Check(
            "backup",
            Text("备份", "Backup"),
            Verdict.WARNING,
            Text("与数据在同一块磁盘上", "On the same disk as the data"),
            Text("在 kiosk.toml 里把 backup_dir 指到另一块磁盘", "Set backup_dir to another disk"),
        )
        if not self.printer_out:
            return (_check("printer", "打印机", "Printer", "正常", "Ready"), *well, backup)
        printer = Check(
            "printer",
            Text("打印机", "Printer"),
            Verdict.FAULT,
            Text("缺纸", "Out of paper"),
            Text("打开上盖，装入 80 毫米热敏纸，合上盖", "Open the cover, put in an 80 mm roll"),
        )
        foreign = Refused("new.catalogue", Refusal.FOREIGN, "7c1e-09aa-5d20-44bf")
        return (printer, *well, backup, catalogue_check.update(Shelved(refused=foreign)))


def _check(name: str, title: str, title_en: str, finding: str, finding_en: str) -> Check:
    return Check(name, Text(title, title_en), Verdict.OK, Text(finding, finding_en))


class FakeEvents:
    def __init__(self) -> None:
        self.noted: list[tuple[str, str]] = []

    def note(self, session: str, actor: str, action: str, object: str = "", result: str = "ok") -> None:  # noqa: A002
        del session, object, result
        self.noted.append((actor, action))


class FakeClockCorrection:
    def __init__(self, status: FakeStatus) -> None:
        self._status = status
        self.confirmed: list[str] = []

    def confirm(self, staff_id: str) -> None:
        self.confirmed.append(staff_id)
        self._status.now = msgspec.structs.replace(self._status.now, clock_fault=None)


class FakePower:
    def __init__(self) -> None:
        self.done: list[str] = []

    def restart(self) -> None:
        self.done.append("restart")

    def shut_down(self) -> None:
        self.done.append("shut-down")


class FakeServices:
    """All of them, under the names of kiosk.services.Services."""

    def __init__(self) -> None:
        self.printing = FakePrinting()
        self.queue = FakeQueue(self.printing)
        self.giving_back = FakeGivingBack(self.queue)
        self.booking = FakeBooking(self.printing)
        self.checking_in = FakeCheckingIn(self.booking, self.queue)
        self.status = FakeStatus()
        self.assistance = FakeAssistance()
        self.guidance = FakeGuidance(self.printing)
        self.scanned_numbers = FakeScannedNumbers(self.queue)
        self.progress = FakeProgress(self.scanned_numbers)
        self.staffing = FakeStaffing()
        self.self_check = FakeSelfCheck()
        self.events = FakeEvents()
        self.power = FakePower()
        self.clock = FakeClockCorrection(self.status)
