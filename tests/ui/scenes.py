"""Moments worth a picture, each reached by touches from a fresh stage."""

from collections.abc import Callable
from datetime import date, time

import msgspec

from kiosk.devices.code_scanner import CodeScanned
from kiosk.domain.case import CaseStage
from kiosk.domain.printer import JobState, PrinterCondition
from kiosk.domain.text import Text
from kiosk.domain.ticket import SeriesStatus, TicketState
from kiosk.services.queue import (
    CardNeeded,
    NightNumbersGone,
    NoOpenDay,
    NumberRefused,
    QuotaGone,
    TakenElsewhere,
)
from kiosk.ui.shell import Fault
from tests.ui.stage import Stage

TOMORROW = date(2026, 11, 24)


def attract(stage: Stage) -> None:
    stage.touch.wait_for("attract.start")


def home_starting(stage: Stage) -> None:
    stage.begin()


def home(stage: Stage) -> None:
    stage.serve()
    stage.begin()


def home_offline(stage: Stage) -> None:
    stage.services.status.go_offline(3)
    stage.services.status.break_printer(PrinterCondition.PAPER_OUT)
    home(stage)


def help_panel(stage: Stage) -> None:
    home(stage)
    stage.touch.tap("footer.call-staff")


def idle(stage: Stage) -> None:
    home(stage)
    stage.tick(61)


def take_number(stage: Stage) -> None:
    home(stage)
    stage.touch.tap("home.take-number")


def take_number_asking(stage: Stage) -> None:
    """The hall's ledger takes its time."""
    stage.services.queue.share()
    take_number(stage)
    stage.touch.tap("take-number.insurance")
    stage.touch.wait_text("正在取号")


def no_number_asking(stage: Stage) -> None:
    _refused(CardNeeded("general"))(stage)
    stage.services.queue.share()
    stage.touch.tap("no-number.retry")


def take_number_refused(stage: Stage) -> None:
    take_number(stage)
    stage.services.queue.exhaust()
    stage.touch.tap("take-number.general")


def take_number_mixed(stage: Stage) -> None:
    """Every state a business can be in."""
    states = (
        SeriesStatus.LATER_TODAY,
        SeriesStatus.NIGHT_GONE,
        SeriesStatus.EXHAUSTED,
        SeriesStatus.QUOTA_GONE,
    )
    queue = stage.services.queue
    queue.views = tuple(
        msgspec.structs.replace(view, status=status, opens=time(13, 30))
        for view, status in zip(queue.views, states, strict=True)
    )
    take_number(stage)


def _refused(refusal: NumberRefused) -> Callable[[Stage], None]:
    def scene(stage: Stage) -> None:
        take_number(stage)
        stage.services.queue.answer = refusal
        stage.touch.tap("take-number.general")

    return scene


def number_tomorrow(stage: Stage) -> None:
    stage.services.queue.close_for_today()
    number(stage)


def number_clock(stage: Stage) -> None:
    stage.services.status.doubt_clock()
    stage.services.queue.day_words = None
    number(stage)


def priority(stage: Stage) -> None:
    take_number(stage)
    stage.touch.tap("take-number.priority")


def change_number(stage: Stage) -> None:
    number(stage)
    stage.touch.tap("number.change")


def change_number_confirm(stage: Stage) -> None:
    change_number(stage)
    stage.touch.tap("change-number.household")


def number_changed(stage: Stage) -> None:
    change_number_confirm(stage)
    stage.touch.tap("change-number.yes")


def number_void(stage: Stage) -> None:
    change_number(stage)
    stage.touch.tap("change-number.back")
    stage.touch.tap("change-number.yes")


def number_scanned(stage: Stage) -> None:
    home(stage)
    stage.scans.take(CodeScanned(stage.services.scanned_numbers.token))


def number_elsewhere(stage: Stage) -> None:
    stage.services.scanned_numbers.elsewhere = "0002"
    number_scanned(stage)


def number_elsewhere_served(stage: Stage) -> None:
    stage.services.scanned_numbers.state = TicketState.DONE
    number_elsewhere(stage)


def _give_back_elsewhere(stage: Stage) -> None:
    number_elsewhere(stage)
    stage.touch.tap("number.change")
    stage.touch.wait_for("change-number.back")
    stage.touch.tap("change-number.back")
    stage.touch.tap("change-number.yes")


def number_unanswered(stage: Stage) -> None:
    _give_back_elsewhere(stage)
    stage.services.giving_back.answer()


def bring(stage: Stage) -> None:
    number(stage)
    stage.touch.tap("number.bring")


def number(stage: Stage) -> None:
    take_number(stage)
    stage.touch.tap("take-number.insurance")


def _number_with(state: JobState, condition: PrinterCondition) -> Callable[[Stage], None]:
    def scene(stage: Stage) -> None:
        number(stage)
        stage.services.printing.put("job-1", state, reason=condition.value)
        stage.tick()

    return scene


def items(stage: Stage) -> None:
    home(stage)
    stage.touch.tap("home.apply")


def items_search(stage: Stage) -> None:
    items(stage)
    stage.touch.tap("items.search")


def items_nothing(stage: Stage) -> None:
    items_search(stage)
    for key in "1", "2":
        stage.board("items").inserted.emit(key * 3)


def guide(stage: Stage) -> None:
    items(stage)
    stage.touch.tap(f"items.{stage.catalogue.items[1].id}")


def progress(stage: Stage) -> None:
    home(stage)
    stage.touch.tap("home.progress")
    stage.touch.type("progress.key", "202611230000015")
    stage.touch.type("progress.key", "01123")


def progress_wrong(stage: Stage) -> None:
    progress(stage)
    stage.touch.tap("progress.key.4")
    stage.touch.tap("progress.ask")


def progress_empty(stage: Stage) -> None:
    home(stage)
    stage.touch.tap("home.progress")


def progress_of_number(stage: Stage) -> None:
    home(stage)
    stage.touch.tap("home.progress")
    stage.touch.tap("progress.series.insurance")
    stage.touch.type("progress.key", "1")
    stage.touch.tap("progress.last6")
    stage.touch.type("progress.key", "40719")


def progress_of_number_wrong(stage: Stage) -> None:
    progress_of_number(stage)
    stage.touch.tap("progress.key.4")
    stage.touch.tap("progress.ask")


def progress_found(stage: Stage) -> None:
    progress(stage)
    stage.touch.tap("progress.key.X")
    stage.touch.tap("progress.ask")


def progress_supplement(stage: Stage) -> None:
    stage.services.progress.stage = CaseStage.SUPPLEMENT
    stage.services.progress.supplement = "请补充近期两寸白底照片三张"
    progress_found(stage)


def staff_sign_in(stage: Stage) -> None:
    help_panel(stage)
    stage.touch.tap("help.staff")


def sign_in(stage: Stage) -> None:
    staff_sign_in(stage)
    sign_in_now(stage)


def sign_in_now(stage: Stage) -> None:
    """From the sign-in's empty fields to the menu."""
    board = stage.board("staff-sign-in")
    board.inserted.emit("dz01")
    stage.touch.tap("staff-sign-in.pin")
    for digit in "246810":
        stage.touch.tap(f"key.{digit}")
    stage.touch.tap("staff-sign-in.go")


def staff(stage: Stage) -> None:
    printing = stage.services.printing
    printing.put("a", JobState.PRINTED)
    printing.put("b", JobState.PRINTED, kind="receipt")
    printing.put("c", JobState.UNKNOWN)
    printing.put("d", JobState.QUEUED, copy=1)
    printing.put("e", JobState.BLOCKED)
    stage.services.status.break_printer(PrinterCondition.PAPER_OUT)
    stage.services.status.go_offline(17)
    sign_in(stage)


def staff_clock(stage: Stage) -> None:
    stage.services.status.doubt_clock()
    staff(stage)


def staff_clock_confirm(stage: Stage) -> None:
    staff_clock(stage)
    stage.touch.tap("staff.clock")


def staff_confirm(stage: Stage) -> None:
    staff(stage)
    stage.touch.tap("staff.shut-down")


def self_check(stage: Stage) -> None:
    staff(stage)
    stage.touch.tap("staff.self-check")


def self_check_start(stage: Stage) -> None:
    stage.serve()
    stage.shell.go("self-check", when="start")


def out_of_service(stage: Stage) -> None:
    stage.serve()
    stage.shell.set_fault(Fault.DISK_FULL)


SCENES: dict[str, Callable[[Stage], None]] = {
    "attract": attract,
    "home-starting": home_starting,
    "home": home,
    "home-offline": home_offline,
    "help": help_panel,
    "idle": idle,
    "take-number": take_number,
    "take-number-mixed": take_number_mixed,
    "take-number-asking": take_number_asking,
    "no-number-exhausted": take_number_refused,
    "no-number-quota": _refused(QuotaGone("general", TOMORROW)),
    "no-number-night": _refused(
        NightNumbersGone("general", TOMORROW, Text("明日 11月24日 周二", "Tomorrow, Tue 24 Nov"))
    ),
    "no-number-closed": _refused(NoOpenDay("general")),
    "no-number-card": _refused(CardNeeded("general")),
    "no-number-elsewhere": _refused(
        TakenElsewhere("general", "A012", Text("今日 11月23日 周一", "Today, Mon 23 Nov"))
    ),
    "no-number-served": _refused(TakenElsewhere("general", "A012", None, served=True)),
    "no-number-asking": no_number_asking,
    "number-tomorrow": number_tomorrow,
    "priority": priority,
    "change-number": change_number,
    "change-number-confirm": change_number_confirm,
    "number-changed": number_changed,
    "number-void": number_void,
    "number-scanned": number_scanned,
    "number-elsewhere": number_elsewhere,
    "number-elsewhere-served": number_elsewhere_served,
    "number-elsewhere-asking": _give_back_elsewhere,
    "number-elsewhere-unanswered": number_unanswered,
    "bring": bring,
    "number-clock": number_clock,
    "number-printing": number,
    "number-printed": _number_with(JobState.PRINTED, PrinterCondition.READY),
    "number-ask": _number_with(JobState.SENT, PrinterCondition.SILENT),
    "number-trouble": _number_with(JobState.BLOCKED, PrinterCondition.PAPER_OUT),
    "items": items,
    "items-search": items_search,
    "items-nothing": items_nothing,
    "item": guide,
    "progress": progress,
    "progress-wrong": progress_wrong,
    "progress-empty": progress_empty,
    "progress-of-number": progress_of_number,
    "progress-of-number-wrong": progress_of_number_wrong,
    "progress-found": progress_found,
    "progress-supplement": progress_supplement,
    "staff-sign-in": staff_sign_in,
    "staff": staff,
    "staff-confirm": staff_confirm,
    "staff-clock": staff_clock,
    "staff-clock-confirm": staff_clock_confirm,
    "self-check": self_check,
    "self-check-start": self_check_start,
    "out-of-service": out_of_service,
}
