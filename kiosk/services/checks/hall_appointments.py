"""Of a hall with several terminals: whether an appointment was checked in at two of them."""

from kiosk.domain.health import Check, Verdict
from kiosk.domain.text import Text
from kiosk.domain.time import from_ms, local
from kiosk.store.repositories.devices import DeviceState

NAME = "appointments"
VOID, BOTH = "void", "both"  # what became of the second number: no longer called, or both are


def appointments(state: DeviceState | None, now_ms: int) -> Check:
    """Until its day is over: after that nobody stands in a line with it."""
    title = Text("预约签到", "Appointments")
    if state is None or local(from_ms(state.seen_ms)).date() != local(from_ms(now_ms)).date():
        return Check(NAME, title, Verdict.OK, Text("没有重复签到", "None was checked in twice"))
    label, at = state.detail, f"{local(from_ms(state.seen_ms)):%H:%M}"
    if state.state == VOID:
        return Check(
            NAME,
            title,
            Verdict.WARNING,
            Text(
                f"一个预约在两台终端签到，后到的 {label} 已作废，先到的号照常叫（{at}）",
                f"One was checked in at two terminals: {label} is void, the first number stands ({at})",
            ),
            Text(
                f"持 {label} 小票的人请按另一张小票的号等候；没有另一张的，请窗口优先办理",
                f"Whoever holds {label} waits with the other slip; without one, serve them first",
            ),
        )
    return Check(
        NAME,
        title,
        Verdict.WARNING,
        Text(
            f"一个预约在两台终端签到，{label} 和另一个号都会叫到（{at}）",
            f"One was checked in at two terminals: {label} and another number are both called ({at})",
        ),
        Text(
            f"叫到 {label} 时核对预约凭条；已经办过的，请在窗口把这个号作废",
            f"When {label} is called look at the appointment slip; void it if its holder was served",
        ),
    )
