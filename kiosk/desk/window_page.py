"""The page of one window: whom it has, what it can do now, who waits and why. In parts that change alone."""

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

import msgspec

from kiosk.desk.html import frame, hidden, two
from kiosk.desk.sessions import Signed
from kiosk.domain.calling import MOVES, Act, Called, Reason, WaitingTicket, WindowView
from kiosk.domain.text import Text
from kiosk.domain.ticket import TicketState

SHOWN = 60  # of those who wait; nobody reads further, and the page stays quick
BACK_AFTER = (1, 3, 5, 10)

_REASONS = {
    Reason.ISSUE: Text("按取号顺序", "in order"),
    Reason.PRIORITY: Text("轮到优先号", "priority's turn"),
    Reason.PUT_BACK: Text("叫过，退回排队", "put back"),
    Reason.TRANSFER: Text("从别的业务转来", "transferred"),
}
_CALLED, _SERVING = TicketState.CALLED, TicketState.SERVING


class Button(msgspec.Struct, frozen=True):
    key: str  # digits: the same on every keyboard, and no Chinese input method takes them
    act: str
    words: Text
    when: frozenset[TicketState | None]  # None: the window has nobody


_HAS = frozenset({_CALLED, _SERVING})
BUTTONS = (
    Button("1", "call-next", Text("叫下一位", "Call next"), frozenset({None})),
    Button("2", "recall", Text("重呼", "Call again"), frozenset({_CALLED})),
    Button("3", "start", Text("开始办理", "Start"), frozenset({_CALLED})),
    Button("4", "finish", Text("办结", "Finish"), _HAS),
    Button("5", "no-show", Text("过号", "No-show"), frozenset({_CALLED})),
    Button("6", "put-back", Text("退回排队", "Put back"), _HAS),
    Button("7", "transfer", Text("转到其他业务", "Transfer"), _HAS),
    Button("8", "pause", Text("暂停", "Pause"), frozenset({None, _CALLED, _SERVING})),
)


class Drawn(msgspec.Struct, frozen=True):
    """The parts, as the page's script gets them. `said` only answers an act."""

    now: str
    acts: str
    line: str
    said: str = ""


def page(
    view: WindowView, signed: Signed, drawn: Drawn, form: str, beat_s: float, follow_ups: tuple[int, int]
) -> str:
    """`follow_ups`: of bad ratings, how many are open, and how many of them overdue."""
    body = (
        f'<body class="window" data-live="/window/live" data-beat="{beat_s}">'
        f"<header><h1>{two(view.name)}</h1><p>{escape(signed.staff.name)}（{escape(signed.staff.id)}）</p>"
        '<p id="link" role="status"></p><nav><a href="/lobby" target="_blank">大厅屏 Lobby</a> '
        f'{_ratings(*follow_ups)}<a href="/health">设备 Health</a> '
        '<a href="/report">统计 Statistics</a></nav>'
        f'<form method="post" action="/sign-out">{hidden(form)}'
        f"<button>{two(Text('退出', 'Sign out'))}</button></form></header><main>"
        f'<div class="left"><section id="now">{drawn.now}</section><div id="said">{drawn.said}</div>'
        f'<form id="acts" method="post" action="/window" data-form="{escape(form)}">{hidden(form)}'
        f'<div id="buttons">{drawn.acts}</div></form></div>'
        f'<section id="line">{drawn.line}</section></main></body>'
    )
    return frame(view.name.zh, body, style="desk", scripts=("live", "window"))


def _ratings(open_: int, overdue: int) -> str:
    count = f' <em class="{"" if overdue else "open"}">{open_}</em>' if open_ else ""
    return f'<a href="/follow-ups">差评 Ratings{count}</a> '


def draw(
    view: WindowView,
    waiting: Sequence[WaitingTicket],
    signed: Signed,
    names: Mapping[str, Text],
    now_ms: int,
    said: str = "",
) -> Drawn:
    """`names`: of the series, by id."""
    return Drawn(_now(view, names), _acts(view, signed, names), _line(view, waiting, names, now_ms), said)


def _now(view: WindowView, names: Mapping[str, Text]) -> str:
    held = view.now
    if held is None:
        words = (
            Text("已暂停，不会叫号", "Paused") if view.paused else Text("没有正在办理的号码", "Nobody here")
        )
        return f'<p class="state">{two(words)}</p><p class="number none">— —</p><p class="about">　</p>'
    state = Text("办理中", "In service") if held.state is _SERVING else Text("已叫号", "Called")
    times = f"（第 {held.calls} 次）" if held.calls > 1 else ""
    waited = _minutes(held.called_ms - held.issued_ms)
    return (
        f'<p class="state">{two(state)}{times}{" · 已暂停" if view.paused else ""}</p>'
        f'<p class="number">{escape(held.label)}{_marks(held)}</p>'
        f'<p class="about">{escape(_name(held.line, names).zh)} · 等了 {waited} 分钟</p>'
    )


def _acts(view: WindowView, signed: Signed, names: Mapping[str, Text]) -> str:
    held = view.now
    state = held.state if held else None
    ticket = f'<input type="hidden" name="ticket" value="{escape(held.ticket_id)}">' if held else ""
    buttons = "".join(_button(one, view, state) for one in BUTTONS)
    after = "".join(f'<option value="{n}">{n} 人之后</option>' for n in BACK_AFTER)
    lines = "".join(
        f'<option value="{escape(series)}">{escape(name.zh)}</option>'
        for series, name in names.items()
        if held is None or series != held.line
    )
    choices = (
        '<p class="choices"><label>退回到 <select name="others" id="others">'
        f'<option value="">按大厅规定</option>{after}</select></label>'
        f'<label>转到 <select name="to" id="to">{lines}</select></label>{_void_held(view)}</p>'
    )
    late = "".join(
        f'<button name="late" value="{escape(ticket_id)}" class="late" id="late-{n}">'
        f"{escape(label)} 来了，排回队伍</button>"
        for n, (ticket_id, label) in enumerate(signed.late)
    )
    return ticket + f'<div class="grid">{buttons}</div>' + choices + f'<p class="lates">{late}</p>'


def _void_held(view: WindowView) -> str:
    held = view.now
    if held is None or (held.state, Act.VOID) not in MOVES:
        return ""
    return f' <a class="void" data-key="9" {_void(held.ticket_id)}><kbd>9</kbd> 作废这个号码</a>'


def _void(ticket_id: str) -> str:
    return f'href="/void?{escape(urlencode({"ticket": ticket_id}))}"'


def _button(button: Button, view: WindowView, state: TicketState | None) -> str:
    act, words = button.act, button.words
    off = state not in button.when or (act == "call-next" and view.paused)
    if act == "pause" and view.paused:
        act, words = "resume", Text("恢复叫号", "Resume")
    return (
        f'<button name="act" value="{act}" id="act-{act}" data-key="{button.key}"'
        f"{' disabled' if off else ''}><kbd>{button.key}</kbd> {two(words)}</button>"
    )


def _line(view: WindowView, waiting: Sequence[WaitingTicket], names: Mapping[str, Text], now_ms: int) -> str:
    serves = "、".join(_name(series, names).zh for series in view.series)
    rows = "".join(
        f"<tr><td>{one.turn}</td><th scope=row>{escape(one.label)}{_marks(one)}</th>"
        f"<td>{escape(_name(one.line, names).zh)}</td><td>{_minutes(now_ms - one.issued_ms)} 分</td>"
        f"<td>{escape(_REASONS[one.reason].zh)}</td>"
        f'<td><a {_void(one.ticket_id)} aria-label="作废 {escape(one.label)}">作废</a></td></tr>'
        for one in waiting[:SHOWN]
    )
    more = f"<p>还有 {len(waiting) - SHOWN} 人</p>" if len(waiting) > SHOWN else ""
    table = (
        "<table><thead><tr><th>顺序</th><th>号码</th><th>业务</th><th>已等</th><th>为什么在这里</th><th></th></tr></thead>"
        f"<tbody>{rows}</tbody></table>{more}"
        if waiting
        else '<p class="nobody">现在没有人等候 <small lang="en">Nobody waits</small></p>'
    )
    title = two(Text(f"{len(waiting)} 人等候", "waiting"))
    return f'<h2>{title} <span class="serves">{escape(serves)}</span></h2>{table}'


def _marks(one: Called | WaitingTicket) -> str:
    first = '<em class="first">优先</em>' if one.priority else ""
    whose = f" 终端 {escape(one.terminal)}" if one.terminal else ""
    open_ = "" if one.confirmed else f'<em class="open">待确认{whose}</em>'
    again = '<em class="open">一人两号</em>' if one.same_person else ""
    return first + open_ + again


def _name(series: str, names: Mapping[str, Text]) -> Text:
    return names.get(series, Text(series))


def _minutes(ms: int) -> int:
    return max(0, ms // 60_000)
