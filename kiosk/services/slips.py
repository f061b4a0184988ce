"""What the slips say. Names are masked, numbers are the terminal's own, the QR holds an opaque token only."""

from collections.abc import Sequence
from datetime import date
from typing import assert_never

import msgspec

from kiosk.catalogue.workdays import promised_day
from kiosk.domain.appointment import Slot
from kiosk.domain.bundle import Bundle
from kiosk.domain.case import Case
from kiosk.domain.document import (
    Align,
    Block,
    Cut,
    Document,
    DocumentKind,
    Feed,
    Line,
    Pair,
    QrCode,
    Rule,
    Size,
)
from kiosk.domain.item import Item, TimeLimit, TimeUnit, WorkCalendar
from kiosk.domain.text import Text
from kiosk.domain.ticket import Ticket
from kiosk.domain.time import from_ms, local
from kiosk.domain.waiting import WaitRange, wait_words
from kiosk.services.timekeeping import local_time_text
from kiosk.settings import SeriesSettings, TerminalSettings


def ticket_slip(
    ticket: Ticket,
    series: SeriesSettings,
    place: TerminalSettings,
    ahead: int,
    wait: WaitRange | None,
    words: Text | None,
    where: Text,
    issued_ms: int | None,
    due: Slot | None = None,
    code: str = "",
) -> Document:
    """A queue number. `due`: the slot of its appointment. `where`: where to wait and from when. `code`: its
    核对码, by which a terminal without a scanner lets its holder see it, change it or give it back.

    Without `words` and `issued_ms` (the clock is suspect) no date is printed.
    """
    blocks: list[Block] = [
        Line(place.site.zh, align=Align.CENTER),
        Line("排队号 Queue number", align=Align.CENTER),
        Line(ticket.label, size=Size.HUGE, align=Align.CENTER, bold=True),
    ]
    if ticket.priority:
        blocks.append(Line("优先", size=Size.LARGE, align=Align.CENTER, bold=True))
    blocks += [Line(series.name.zh, size=Size.LARGE, align=Align.CENTER), Rule()]
    if words is not None:
        blocks.append(Pair("办理日期", words.zh))
    if due is not None:
        blocks.append(Pair("预约时间", due.words))
    blocks += [
        Pair("前面等候", f"{ahead} 人"),
        Pair("预计等候时间", wait_words(wait).zh),
        Pair("办理窗口", f"{series.windows} 号窗口"),
    ]
    if issued_ms is not None:
        blocks.append(Pair("取号时间", local_time_text(issued_ms)))
    blocks += [
        Rule(),
        Line(where.zh, align=Align.CENTER, bold=True),
        QrCode(ticket.token, "扫此码可查看、补打、退号"),
    ]
    if code:
        blocks += [
            Line(f"核对码 {code[:3]} {code[3:]}", align=Align.CENTER, bold=True),
            Line("没有扫码口：在“查进度”里输入号码和核对码", align=Align.CENTER),
        ]
    blocks += [
        Line(f"请留意叫号，过号请咨询工作人员或拨打 {place.helper_phone}", align=Align.CENTER),
        Feed(1),
        Cut(),
    ]
    return Document(kind=DocumentKind.TICKET, blocks=tuple(blocks), token=ticket.token)


def receipt_slip(
    case: Case,
    item: Item,
    place: TerminalSettings,
    filed_ms: int | None,
    calendar: WorkCalendar,
    agent_masked: str = "",
) -> Document:
    """收件回执(待核验): a terminal receives, it never accepts (受理), and says so (DOMAIN §2.6).

    `agent_masked`: who filed it for the applicant (代办), masked; empty when they did it themselves.
    """
    blocks = [
        *_receipt_head(case, Pair("事项", item.plain_name.zh), place, filed_ms, agent_masked),
        *_limit(item, calendar, None if filed_ms is None else local(from_ms(filed_ms)).date()),
        *_receipt_foot(
            case,
            "您的申请已保存在本机并加密，联网后自动送达。",
            "扫码或凭申请编号和证件号后六位查询进度",
            place,
        ),
    ]
    return Document(kind=DocumentKind.RECEIPT, blocks=tuple(blocks), token=case.token)


def bundle_receipt_slip(
    case: Case,
    bundle: Bundle,
    parts: Sequence[tuple[Case, Item]],
    place: TerminalSettings,
    filed_ms: int | None,
    calendar: WorkCalendar,
    agent_masked: str = "",
) -> Document:
    """One receipt for the whole and each of its parts; what is left for a window is said again."""
    day = None if filed_ms is None else local(from_ms(filed_ms)).date()
    blocks = _receipt_head(case, Pair("一件事", bundle.plain_name.zh), place, filed_ms, agent_masked)
    for number, (part, item) in enumerate(parts, start=1):
        blocks += [
            Rule(),
            Line(f"{number}. {item.plain_name.zh}", bold=True),
            Pair("申请编号", part.local_number),
            Pair("送", item.department.zh),
            *_limit(item, calendar, day),
        ]
    if bundle.at_window:
        blocks += [Rule(), Line("还要到窗口办", bold=True)]
        for window in bundle.at_window:
            blocks += [
                Pair(window.name.zh, window.department.zh),
                Line(window.note.zh + ("" if window.verified else "（示例）")),
            ]
    blocks += _receipt_foot(
        case,
        "您的申请已保存在本机，每一件分别加密，联网后自动送达各部门。",
        "扫码或凭申请编号和证件号后六位查询全部进度",
        place,
    )
    return Document(kind=DocumentKind.RECEIPT, blocks=tuple(blocks), token=case.token)


def _receipt_head(
    case: Case, what: Pair, place: TerminalSettings, filed_ms: int | None, agent_masked: str
) -> list[Block]:
    blocks: list[Block] = [
        Line(place.site.zh, align=Align.CENTER),
        Line("收件回执（待核验）", size=Size.LARGE, align=Align.CENTER, bold=True),
        Line("Receipt, not yet an acceptance", align=Align.CENTER),
        Rule(),
        what,
        Pair("申请编号", case.local_number),
        Pair("申请人", case.applicant_masked or "—"),
    ]
    if agent_masked:
        blocks.append(Pair("代办人", agent_masked))
    if filed_ms is not None:
        blocks.append(Pair("提交时间", local_time_text(filed_ms)))
    return blocks


def _receipt_foot(case: Case, kept: str, ways: str, place: TerminalSettings) -> list[Block]:
    return [
        Rule(),
        Line(kept),
        Line("工作人员核验材料后，会告知是否受理；需要补正的将一次性告知。"),
        Line("本回执不是受理通知书。"),
        QrCode(case.token, ways),
        Line(f"咨询电话 {place.helper_phone}", align=Align.CENTER),
        Feed(1),
        Cut(),
    ]


def _limit(item: Item, calendar: WorkCalendar, day: date | None) -> list[Block]:
    blocks: list[Block] = [Pair("办理时限", time_limit_words(item.time_limit, item.time_limit_verified))]
    promise = promise_words(item, calendar, day)
    return [*blocks, Line(promise)] if promise else blocks


def promise_words(item: Item, calendar: WorkCalendar, day: date | None) -> str:
    """“如今天受理，预计 2026年12月14日 前办结”; empty where no date may be promised (DOMAIN §2.6)."""
    due = None if day is None else promised_day(calendar, item.time_limit, day)
    if due is None:
        return ""
    example = "" if item.time_limit_verified and calendar.verified else "（示例）"
    return f"如今天受理，预计 {due.year}年{due.month}月{due.day}日 前办结{example}"


def time_limit_words(limit: TimeLimit, verified: bool) -> str:
    """“5 个工作日，以受理之日起计算”; 示例 marks a limit that nobody has checked against the live list."""
    example = "" if verified else "（示例）"
    match limit.unit:
        case TimeUnit.UNSTATED:
            return "以窗口告知为准"
        case TimeUnit.INSTANT:
            return f"即时办理{example}"
        case TimeUnit.WORKDAY:
            unit = "个工作日"
        case TimeUnit.DAY:
            unit = "日"
        case TimeUnit.HOUR:
            unit = "小时"
        case TimeUnit.MINUTE:
            unit = "分钟"
        case TimeUnit.MONTH:
            unit = "个月"
        case _ as unreachable:
            assert_never(unreachable)
    return f"{limit.value} {unit}，以受理之日起计算{example}"


def as_copy(document: Document, copy: int) -> Document:
    """The same slip marked 补打, so that two papers with one number cannot pass for two numbers."""
    mark = Line(f"补打 {copy}", size=Size.LARGE, align=Align.CENTER, bold=True)
    return msgspec.structs.replace(document, blocks=(mark, *document.blocks))
