"""Services as screens see them, in memory: they fulfil kiosk.ui.ports, and tests set what they answer."""

from concurrent.futures import Future
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from threading import Thread

import msgspec

from kiosk.catalogue import load
from kiosk.catalogue.refusals import Refusal
from kiosk.catalogue.shelf import Refused
from kiosk.domain.card import IdCard
from kiosk.domain.case import CaseStage
from kiosk.domain.form import Answers
from kiosk.domain.health import Check, Verdict
from kiosk.domain.item import Catalogue, CatalogueInfo, Item
from kiosk.domain.printer import JobState, PrinterCondition, PrinterStatus, PrintJob
from kiosk.domain.record import DeliveryState
from kiosk.domain.text import Text
from kiosk.domain.ticket import SeriesStatus, SeriesView, Ticket, TicketState, same_label
from kiosk.domain.waiting import WaitRange
from kiosk.services.asking import Answer, Asking, Awaited
from kiosk.services.checks import catalogue as catalogue_check
from kiosk.services.checks.catalogue import Shelved
from kiosk.services.giving_back import Changed, GivenBack, NotGivenBack, Unanswered
from kiosk.services.progress import NumberFound, ProgressFound, ProgressNotFound, ProgressView, TooManyTries
from kiosk.services.queue import NumberRefused, NumbersExhausted, NumberTaken, TakeNumber
from kiosk.services.shared_hall.number_reach import Reached
from kiosk.services.staffing import LockedOut, Role, SignedIn, Staff, WrongPin
from kiosk.services.status import Network, TerminalStatus
from kiosk.services.timekeeping import ClockFault
from kiosk.settings import HallSettings
from tests.ui.fake_booking import FakeBooking, FakeCheckingIn

TODAY = date(2026, 11, 23)
NOW_MS = 1_795_398_060_000
CODE = "407193"  # of every number that a fake gives
TOKEN = "q3vJ8sYtN0aKc2WmRzXf1A"


def config_items() -> tuple[Item, ...]:
    """Dazu's own items, straight from the shipped files."""
    files = sorted(Path("config/catalogue/items").glob("*.json"))
    return tuple(msgspec.json.decode(file.read_bytes(), type=Item) for file in files)


@cache
def test_catalogue() -> Catalogue:
    """The shipped package."""
    return load(Path("config/catalogue"))


def print_job(
    job_id: str, state: JobState, kind: str = "ticket", copy: int = 0, reason: str = ""
) -> PrintJob:
    return PrintJob(
        id=job_id,
        role="slip",
        kind=kind,
        token=TOKEN,
        session="s",
        document=b"{}",
        state=state,
        copy=copy,
        reason=reason,
        created_ms=NOW_MS,
    )


class FakePrinting:
    def __init__(self) -> None:
        self.all: dict[str, PrintJob] = {}
        self.given_up: list[str] = []
        self.reprinted: list[tuple[str, str]] = []

    def put(
        self, job_id: str, state: JobState, reason: str = "", kind: str = "ticket", copy: int = 0
    ) -> None:
        self.all[job_id] = print_job(job_id, state, kind, copy, reason)

    def job(self, job_id: str) -> PrintJob:
        return self.all[job_id]

    def jobs(self, max_count: int = 20) -> tuple[PrintJob, ...]:
        return tuple(reversed(self.all.values()))[:max_count]

    def say_missing(self, job_id: str) -> PrintJob:
        copy = self.all[job_id].copy + 1
        self.put(f"{job_id}-copy", JobState.QUEUED, copy=copy)
        return self.all[f"{job_id}-copy"]

    def came_out(self, job_id: str) -> PrintJob:
        self.put(job_id, JobState.PRINTED)
        return self.all[job_id]

    def reprint(self, token: str, session: str) -> PrintJob | None:
        self.reprinted.append((token, session))
        self.put("again", JobState.QUEUED, copy=1)
        return self.all["again"]

    def give_up_session(self, session: str) -> int:
        self.given_up.append(session)
        return 0


def series_view(
    series: str, prefix: str, name: Text, windows: str, waiting: int, status: SeriesStatus = SeriesStatus.OPEN
) -> SeriesView:
    day = date(2026, 11, 24) if status is SeriesStatus.NEXT_DAY else TODAY
    return SeriesView(
        id=series,
        prefix=prefix,
        name=name,
        windows=windows,
        waiting=waiting,
        status=status,
        service_day=day,
        items=next(one.items for one in HallSettings().series if one.id == series),
    )


class FakeQueue:
    def __init__(self, printing: FakePrinting) -> None:
        self._printing = printing
        self.taken: list[tuple[str, str, bool]] = []
        self.with_card: list[bool] = []
        self.wait: WaitRange | None = WaitRange(10, 25)
        self.day_words: Text | None = Text("今日 11月23日 周一", "Today, Mon 23 Nov")
        self.where = Text("请到 {windows} 号窗口等候叫号", "Wait to be called, windows {windows}")
        self.answer: TakeNumber | None = None
        self.ledger: Future[Answer] | None = None
        self.asked: list[Asking] = []
        self.dropped: list[Asking] = []
        self.views: tuple[SeriesView, ...] = (
            series_view("general", "A", Text("综合服务", "General services"), "1–4", 3),
            series_view("insurance", "B", Text("社保医保", "Social and medical insurance"), "5–6", 12),
            series_view("household", "C", Text("户籍与居住证", "Household and residence"), "7", 0),
            series_view(
                "business",
                "D",
                Text("企业和个体登记", "Business registration"),
                "8",
                1,
                SeriesStatus.NEXT_DAY,
            ),
        )

    def series(self) -> tuple[SeriesView, ...]:
        return self.views

    def ask(
        self, session: str, series: str, priority: bool = False, card: IdCard | None = None
    ) -> Asking | None:
        """With `share`, a hall's ledger that answers when the test says so."""
        del session, series, priority, card
        if self.ledger is None:
            return None
        self.asked.append(Asking(self.ledger))
        return self.asked[-1]

    def drop(self, asking: Asking) -> None:
        self.dropped.append(asking)

    def share(self) -> None:
        self.ledger = Future()

    def answer_from_ledger(self) -> None:
        """From another thread, as the ledger's answers come."""
        assert self.ledger is not None
        thread = Thread(target=self.ledger.set_result, args=(None,))
        thread.start()
        thread.join()
        self.share()

    def take_number(
        self,
        session: str,
        series: str,
        priority: bool = False,
        card: IdCard | None = None,
        asking: Asking | None = None,
    ) -> TakeNumber:
        if asking is not None:
            asking.answer()
        self.with_card.append(card is not None)  # nothing of the card: it must be gone with its session
        if self.answer is not None:
            return self.answer
        self.taken.append((session, series, priority))
        view = next(view for view in self.views if view.id == series)
        number = len(self.taken)
        job_id = f"job-{number}"
        self._printing.put(job_id, JobState.QUEUED)
        ticket = Ticket(
            id=f"ticket-{number}",
            series=series,
            service_day=TODAY,
            epoch_mark=0,
            number=number,
            label=f"{view.prefix}{number:03}",
            priority=priority,
            state=TicketState.WAITING,
            token=TOKEN,
            session=session,
            issued=datetime(2026, 11, 23, 1, 41, tzinfo=UTC),
        )
        return NumberTaken(
            ticket=ticket,
            job_id=job_id,
            ahead=view.waiting,
            windows=view.windows,
            where=Text(
                self.where.zh.format(windows=view.windows), self.where.en.format(windows=view.windows)
            ),
            day_words=self.day_words,
            wait=self.wait,
            code=CODE,
            repeated=False,
        )

    def exhaust(self) -> None:
        self.answer = NumbersExhausted("general", TODAY)

    def close_for_today(self) -> None:
        """It is evening: numbers are tomorrow's."""
        self.day_words = Text("明日 11月24日 周二 上午9:00 起", "Tomorrow, Tue 24 Nov, from 9:00 am")
        self.where = Text(
            "请在 11月24日 上午9:00 来，到 {windows} 号窗口等候叫号",
            "Come on 24 Nov at 9:00 am and wait to be called, windows {windows}",
        )
        self.views = tuple(
            msgspec.structs.replace(view, status=SeriesStatus.NEXT_DAY, service_day=date(2026, 11, 24))
            for view in self.views
        )


class FakeGivingBack:
    """The last number that the queue gave is the one that is given back."""

    def __init__(self, queue: FakeQueue) -> None:
        self._queue = queue
        self.asked: list[tuple[str, str]] = []  # (token, series; empty: given back)
        self.state: TicketState | None = None  # that it has in truth; None: it waits
        self.hall: Future[Reached] = Future()
        self.there: GivenBack | NotGivenBack | Unanswered = (
            Unanswered()
        )  # what comes of one of another terminal

    def answer(self) -> None:
        self.hall.set_result(None)

    def ask(self, token: str) -> Awaited[Reached]:
        self.asked.append((token, "there"))
        return Awaited(self.hall)

    def given_back(self, session: str, asking: Awaited[Reached]) -> GivenBack | NotGivenBack | Unanswered:
        del session
        asking.answer()
        return self.there

    def give_back(self, session: str, token: str) -> GivenBack | NotGivenBack:
        self.asked.append((token, ""))
        return GivenBack(self._void(session)) if self.state is None else NotGivenBack(self.state)

    def change(self, session: str, token: str, series: str) -> Changed | NotGivenBack | NumberRefused:
        self.asked.append((token, series))
        if self.state is not None:
            return NotGivenBack(self.state)
        old = self._void(session)
        taken = self._queue.take_number(session, series)
        return Changed(old, taken) if isinstance(taken, NumberTaken) else taken

    def _void(self, session: str) -> Ticket:
        number = len(self._queue.taken)
        return Ticket(
            id=f"ticket-{number}",
            series="insurance",
            service_day=TODAY,
            epoch_mark=0,
            number=number,
            label=f"B{number:03}",
            priority=False,
            state=TicketState.VOID,
            token=TOKEN,
            session=session,
            issued=datetime(2026, 11, 23, 1, 41, tzinfo=UTC),
        )


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


class FakeScannedNumbers:
    """Knows the slip of one number."""

    def __init__(self, queue: FakeQueue) -> None:
        self._queue = queue
        self.token = "aNumbersOwnToken_22-ch"
        self.state = TicketState.WAITING
        self.elsewhere = ""  # the terminal that printed it; empty: this one
        self.hall: Future[Reached] | None = None  # what it answers, when the test says so

    def share(self) -> None:
        self.hall = Future()

    def answer(self) -> None:
        assert self.hall is not None
        self.hall.set_result(None)

    def taken(self) -> NumberTaken:
        found = self.by_token(self.token)
        assert found is not None
        return found

    def seek(self, token: str) -> Awaited[Reached] | None:
        del token
        return None if self.hall is None else Awaited(self.hall)

    def series(self) -> tuple[SeriesView, ...]:
        return self._queue.views

    def by_token(self, token: str, asking: Awaited[Reached] | None = None) -> NumberTaken | None:
        if asking is not None:
            asking.answer()
        if token != self.token:
            return None
        taken = self._queue.take_number("s", "insurance")
        assert isinstance(taken, NumberTaken)
        ticket = msgspec.structs.replace(taken.ticket, state=self.state)
        return msgspec.structs.replace(taken, ticket=ticket, repeated=True, elsewhere=self.elsewhere)


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
