"""Before a number is voided: which one it is, and why. Choosing the reason is the confirmation."""

from html import escape

from kiosk.desk.html import frame, hidden, two
from kiosk.domain.calling import TicketView, VoidReason
from kiosk.domain.text import Text
from kiosk.domain.ticket import TicketState
from kiosk.domain.time import from_ms, local

REASONS = {
    VoidReason.GIVEN_BACK: Text("本人退号", "Given back"),
    VoidReason.NO_SLIP: Text("小票没有出来", "Its slip never came out"),
    VoidReason.TWICE: Text("同一人取了几个号", "Taken twice"),
    VoidReason.NOBODY: Text("没有人拿着这个号", "Nobody holds it"),
    VoidReason.OTHER: Text("其他原因", "Another reason"),
}
_STATES = {
    TicketState.WAITING: Text("等候中", "waiting"),
    TicketState.CALLED: Text("已叫号", "called"),
    TicketState.SERVING: Text("办理中", "in service"),
    TicketState.DONE: Text("已办结", "finished"),
    TicketState.NO_SHOW: Text("已过号", "no-show"),
    TicketState.VOID: Text("已作废", "void"),
}


def page(ticket: TicketView, line: Text, form: str) -> str:
    buttons = "".join(
        f'<button name="why" value="{why}" data-key="{key}"><kbd>{key}</kbd> {two(words)}</button>'
        for key, (why, words) in enumerate(REASONS.items(), start=1)
    )
    question = Text(f"作废 {ticket.label}？", f"Void {ticket.label}?")
    body = (
        f'<body class="plain void"><main><h1>{two(question)}</h1>'
        f"<p>{_about(ticket, line)}</p>"
        f"<p>{two(Text('作废后不再叫，也不能恢复。请选原因：', 'It is never called again. Choose why:'))}</p>"
        f'<form method="post" action="/void">{hidden(form)}'
        f'<input type="hidden" name="ticket" value="{escape(ticket.ticket_id)}">{buttons}</form>'
        f'<p><a href="/window" class="main" data-key="Escape"><kbd>Esc</kbd> '
        f"{two(Text('不作废，返回', 'Keep it'))}</a></p></main></body>"
    )
    return frame(f"作废 {ticket.label}", body, style="desk", scripts=("keys",))


def _about(ticket: TicketView, line: Text) -> str:
    taken = f"{local(from_ms(ticket.issued_ms)):%H:%M}"
    state = _STATES[ticket.state]
    origin = f"，终端 {escape(ticket.terminal)}" if ticket.terminal else ""
    open_ = "" if ticket.confirmed else "，待确认"
    again = "，此人另有一个号" if ticket.same_person else ""
    return f"{escape(line.zh)}，{taken} 取号{origin}，{state.zh}{open_}{again}"
