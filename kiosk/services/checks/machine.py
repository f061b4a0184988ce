"""Disk, clock and memory of the machine."""

from typing import assert_never

from kiosk.domain.health import Check, Verdict
from kiosk.domain.text import Text
from kiosk.services.timekeeping import ClockFault, Instant, local_time_text

LOW_BYTES = 1_000_000_000
FULL_BYTES = 100_000_000


def disk(free_bytes: int, total_bytes: int) -> Check:
    title = Text("磁盘", "Disk")
    gigabytes = f"{free_bytes / 1e9:.1f}"
    finding = Text(f"剩余 {gigabytes} GB", f"{gigabytes} GB free of {total_bytes / 1e9:.1f} GB")
    remedy = Text("请技术人员清理磁盘", "Ask a technician to free space on the disk")
    if free_bytes < FULL_BYTES:
        return Check("disk", title, Verdict.FAULT, finding, remedy)
    if free_bytes < LOW_BYTES:
        return Check("disk", title, Verdict.WARNING, finding, remedy)
    return Check("disk", title, Verdict.OK, finding)


def clock(now: Instant, wall_ms: int) -> Check:
    title = Text("时钟", "Clock")
    shown = local_time_text(wall_ms)
    match now.fault:
        case None:
            return Check("clock", title, Verdict.OK, Text(shown, shown))
        case ClockFault.BEHIND:
            why = Text("早于上次记录的时间", "it is before the last recorded time")
        case ClockFault.JUMPED:
            why = Text("突然跳变", "it has jumped")
        case ClockFault.BEYOND_CALENDAR:
            why = Text("超出工作日历的范围", "it is outside the working-day calendar")
        case _ as unreachable:
            assert_never(unreachable)
    return Check(
        "clock",
        title,
        Verdict.WARNING,
        Text(f"时间待校准：{shown}，{why.zh}", f"The time needs checking: {shown}; {why.en}"),
        Text("核对时间：正确则在员工菜单确认，错误则校准系统时间；取号照常，单据不印日期",
             "Confirm it in the staff menu, or set the system clock; numbers go on without a date"),
    )  # fmt: skip


def memory(swap_in_use: bool, core_dumps: bool) -> Check:
    """What a citizen typed must not reach a disk through the back door."""
    title = Text("内存保护", "Memory")
    if not swap_in_use and not core_dumps:
        return Check("memory", title, Verdict.OK, Text("交换区和内存转储已关闭", "No swap, no core dumps"))
    found_zh = "、".join(["交换区开启"] * swap_in_use + ["内存转储开启"] * core_dumps)
    found_en = " and ".join(["swap"] * swap_in_use + ["core dumps"] * core_dumps)
    return Check(
        "memory",
        title,
        Verdict.WARNING,
        Text(found_zh, f"On: {found_en}"),
        Text(
            "请技术人员关闭（swapoff；LimitCORE=0）",
            "Have them switched off (swapoff; LimitCORE=0)",
        ),
    )
