"""`kiosk printers status` and `test`: ask the printer itself, or read what the running terminal knows."""

import time
from typing import assert_never

from kiosk.app.answers import refuse, say
from kiosk.app.clock import SystemClock
from kiosk.app.instance import AlreadyRunning, InstanceLock, terminal_runs
from kiosk.app.visiting import visit
from kiosk.domain.printer import PrinterCondition, PrinterStatus
from kiosk.settings import PrinterSettings, Settings
from printers.connect import DeviceNotUnderstoodError, driver_for
from printers.driver import (
    AllSent,
    CannotAnswer,
    Confirmed,
    CutOff,
    Driver,
    LinkLost,
    NothingSent,
    Unanswered,
)
from printers.profile import from_settings
from printers.render import escpos
from printers.test_page import technician_page

_WORDS = {
    PrinterCondition.READY: "正常 ready",
    PrinterCondition.NEAR_END: "纸快用完，请备纸 paper is near its end",
    PrinterCondition.PAPER_OUT: "没有纸了，请装纸 put paper in",
    PrinterCondition.COVER_OPEN: "上盖没有合好，请合上 close the cover",
    PrinterCondition.OFFLINE: "连不上：检查电源和连线 not reached: check power and cable",
    PrinterCondition.CUTTER_ERROR: "切刀卡住：关机取出纸屑 the cutter is stuck: switch off, clear it",
    PrinterCondition.OVERHEATED: "过热：等几分钟 too hot: wait some minutes",
    PrinterCondition.SILENT: "连得上，但不回答状态 reached, and answers no question",
    PrinterCondition.ERROR: "故障：关机再开 a fault: switch it off and on",
}


def status(settings: Settings, watch: bool) -> int:
    """One line for each look; the exit code: 0 when it can print."""
    printer = _configured(settings)
    if printer is None:
        return _none_configured()
    while True:
        try:
            found = _look(settings, printer)
        except DeviceNotUnderstoodError as error:
            return refuse(f"printers.toml：device {error}")
        say(f"{printer.device}  {_WORDS[found.condition]}  {found.detail}".rstrip())
        if not watch:
            return 0 if found.condition.can_print else 1
        time.sleep(1.0)


def print_test_page(settings: Settings) -> int:
    """Print the technician's page; refused while the terminal runs, whose thread owns the printer."""
    printer = _configured(settings)
    if printer is None:
        return _none_configured()
    try:
        with InstanceLock(settings.state_dir):
            return _print_page(driver_for(printer, SystemClock()), printer)
    except AlreadyRunning:
        return refuse(
            "终端正在运行，打印机归它使用：先停下终端，再打测试页。\n"
            "The terminal is running and owns the printer: stop it first."
        )
    except DeviceNotUnderstoodError as error:
        return refuse(f"printers.toml：device {error}")


def _print_page(driver: Driver, printer: PrinterSettings) -> int:
    profile = from_settings(printer)
    slip = escpos(technician_page(profile, printer.device, SystemClock().now()), profile)
    try:
        found = driver.status()
        if not found.condition.can_print:
            return refuse(f"没有打印 nothing was printed: {_WORDS[found.condition]}")
        return _told(driver, slip.data)
    finally:
        driver.close()


def _told(driver: Driver, data: bytes) -> int:
    match driver.send(data):
        case AllSent():
            pass
        case NothingSent(detail=detail):
            return refuse(f"没有发出去 nothing was sent: {detail}")
        case CutOff(detail=detail):
            return refuse(f"只发了一半，连线断了 the line broke in the middle: {detail}")
    answer = driver.confirm()
    match answer:
        case Confirmed():
            say("测试页已打印，打印机已确认 · printed, and the printer says so")
            return 0
        case CannotAnswer():
            say("测试页已发送；打印机不会确认，请看纸 · sent; the printer cannot say more, look at the paper")
            return 0
        case Unanswered(status=found):
            return refuse(f"已发送，没有得到确认 sent, and not confirmed: {_WORDS[found.condition]}")
        case LinkLost(detail=detail):
            return refuse(f"已发送，连线断了 sent, then the line broke: {detail}")
        case _:
            assert_never(answer)


def _look(settings: Settings, printer: PrinterSettings) -> PrinterStatus:
    """From the printer itself; from the store while a terminal runs, since one thread owns the printer.

    Without the lock: whoever watches a printer must keep no terminal from starting.
    """
    if terminal_runs(settings.state_dir):
        with visit(settings) as services:
            known = services.status.snapshot().printer
        return known or PrinterStatus(PrinterCondition.OFFLINE, "the terminal has not looked yet")
    driver = driver_for(printer, SystemClock())
    try:
        return driver.status()
    finally:
        driver.close()


def _configured(settings: Settings) -> PrinterSettings | None:
    return next((one for one in settings.printers.printer if one.device), None)


def _none_configured() -> int:
    return refuse(
        "printers.toml 里没有写打印机：kiosk printers discover 可以查找。\n"
        "printers.toml names no printer: kiosk printers discover finds some."
    )
