"""What an act at a window came to, in words for whoever did it."""

from typing import assert_never

from kiosk.domain.calling import Called, Moved, NobodyWaits, Refusal, Refused
from kiosk.domain.text import Text
from kiosk.domain.ticket import TicketState

_MOVED = {
    TicketState.DONE: Text("已办结", "finished"),
    TicketState.NO_SHOW: Text("记为过号", "marked as a no-show"),
    TicketState.WAITING: Text("已回到队伍里", "back in line"),
    TicketState.VOID: Text("已作废", "void"),
}
_REFUSED = {
    Refusal.NOTHING_HERE: Text(
        "本窗口现在没有号码，什么都没有做。", "This window has nobody; nothing was done."
    ),
    Refusal.OTHER_TICKET: Text(
        "本窗口的号码已经变了，什么都没有做，请看现在的号码。",
        "This window has another number by now; nothing was done.",
    ),
    Refusal.NOT_NOW: Text("这个号码现在不能这样做。", "That cannot be done with this number now."),
    Refusal.BUSY: Text("请先办结、过号、退回或转走现在的号码。", "Finish with the present number first."),
    Refusal.PAUSED: Text("窗口已暂停，先恢复叫号。", "This window is paused: resume first."),
    Refusal.SAME_LINE: Text("它本来就在这个业务里排队，请选别的业务。", "It stands in that line already."),
    Refusal.UNKNOWN: Text("没有这个号码。", "There is no such number."),
    Refusal.ELSEWHERE: Text(
        "别的窗口正在叫这个号码，请在那个窗口作废。", "Another window has it now: void it there."
    ),
}


def outcome(result: Called | Moved | NobodyWaits | Refused | None) -> tuple[Text, bool]:
    """The sentence, and whether it is bad news. None: a pause or its end, which the page shows by itself."""
    match result:
        case None:
            return Text(""), False
        case Called():
            words = _called(result)
            return Text(f"{result.label} {words.zh}", f"{result.label} {words.en}"), False
        case Moved():
            words = _MOVED[result.state]
            return Text(f"{result.label} {words.zh}", f"{result.label} {words.en}"), False
        case NobodyWaits():
            return Text("现在没有人等候。", "Nobody waits now."), False
        case Refused():
            return _REFUSED[result.why], True
        case _:
            assert_never(result)


def _called(result: Called) -> Text:
    if result.state is TicketState.SERVING:
        return Text("开始办理", "in service")
    times = f"（第 {result.calls} 次）" if result.calls > 1 else ""
    return Text(f"已叫号{times}", "called")
