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


_CONFIRM_CLOCK = Text(
    "核对时间：正确则在工作人员菜单确认，错误则校准系统时间；取号照常，单据不印日期",
    "Confirm it in the staff menu, or set the system clock; numbers go on without a date",
)
_SET_CLOCK = Text(
    "校准系统时间；时间正确时请更新事项目录（工作日历已过期）；取号照常，单据不印日期",
    "Set the system clock, or renew the catalogue, whose calendar has ended; numbers go on without a date",
)


def clock(now: Instant, wall_ms: int) -> Check:
    title = Text("时钟", "Clock")
    shown = local_time_text(wall_ms)
    match now.fault:
        case None:
            return Check("clock", title, Verdict.OK, Text(shown, shown))
        case ClockFault.BEHIND:
            why, remedy = Text("早于上次记录的时间", "it is before the last recorded time"), _CONFIRM_CLOCK
        case ClockFault.JUMPED:
            why, remedy = Text("突然跳变", "it has jumped"), _CONFIRM_CLOCK
        case ClockFault.BEYOND_CALENDAR:
            why = Text("超出工作日历的范围", "it is outside the working-day calendar")
            remedy = _SET_CLOCK
        case _ as unreachable:
            assert_never(unreachable)
    return Check(
        "clock",
        title,
        Verdict.WARNING,
        Text(f"时间待校准：{shown}，{why.zh}", f"The time needs checking: {shown}; {why.en}"),
        remedy,
    )  # fmt: skip


def memory(swap_in_use: bool, core_dumps: bool, freed_is_overwritten: bool) -> Check:
    """What a citizen typed must not reach a disk through the back door, nor outlive the session."""
    title = Text("内存保护", "Memory")
    faults = [
        (
            swap_in_use,
            Text("交换区开启", "swap is on"),
            Text("关闭交换区（swapoff）", "switch it off (swapoff)"),
        ),
        (core_dumps, Text("内存转储开启", "core dumps are on"), Text("设置 LimitCORE=0", "set LimitCORE=0")),
        (
            not freed_is_overwritten,
            Text("用过的内存没有立即覆盖", "used memory is not overwritten at once"),
            Text("用 kiosk run 启动，不用打包版", "start by kiosk run, not from the bundle"),
        ),
    ]
    found = [(what, remedy) for wrong, what, remedy in faults if wrong]
    if not found:
        words = Text(
            "交换区和内存转储已关闭，用过的内存立即覆盖",
            "No swap, no core dumps; used memory is overwritten at once",
        )
        return Check("memory", title, Verdict.OK, words)
    return Check(
        "memory",
        title,
        Verdict.WARNING,
        Text("、".join(what.zh for what, _ in found), ", ".join(what.en for what, _ in found)),
        Text(
            f"请技术人员{'；'.join(remedy.zh for _, remedy in found)}",
            f"Ask the technician: {'; '.join(remedy.en for _, remedy in found)}",
        ),
    )
