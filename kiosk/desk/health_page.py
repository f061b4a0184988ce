"""The staff's health page: each terminal in a line, worst first, then what each one says. It only reads."""

from html import escape

from kiosk.desk.html import frame, said, two
from kiosk.domain.health import Check, Verdict
from kiosk.domain.text import Text
from kiosk.domain.time import from_ms, local
from kiosk.services.shared_hall.hall_health import WORST_FIRST, HallHealth, TerminalHealth

_MARKS = {
    Verdict.OK: Text("✓ 正常", "OK"),
    Verdict.WARNING: Text("! 注意", "Warning"),
    Verdict.FAULT: Text("✗ 故障", "Fault"),
    Verdict.UNKNOWN: Text("… 未知", "Unknown"),
}
_SHOWN = {  # checks by name, as columns
    "printer": Text("打印机和纸", "Printer, paper"),
    "disk": Text("磁盘", "Disk"),
    "clock": Text("时钟", "Clock"),
}
_HEADS = (
    Text("终端", "Terminal"),
    Text("情况", "State"),
    *_SHOWN.values(),
    Text("待上传", "Waiting"),
    Text("最近送达", "Last delivery"),
    Text("最后消息", "Last word"),
)
_STALE = Text(
    "连不上叫号库：其他终端的情况停在最后一次消息。",
    "The hall's ledger is away: this is what the other terminals last said.",
)
_NONE = Text("—")


def page(hall: HallHealth) -> str:
    stale = said(_STALE.zh, _STALE.en, "alarm") if hall.stale else ""
    heads = "".join(f"<th>{two(head)}</th>" for head in _HEADS)
    rows = "".join(map(_line, hall.terminals))
    body = (
        f'<body class="health" data-reload="15"><header><h1>{two(Text("设备情况", "Health"))}</h1>'
        '<p id="link" role="status"></p><nav><a href="/window">返回叫号 Calling</a></nav></header>'
        f'<main id="terminals">{stale}<section><table class="hall"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></section>{''.join(map(_terminal, hall.terminals))}</main></body>"
    )
    return frame("设备情况", body, style="desk", scripts=("health",))


def _line(one: TerminalHealth) -> str:
    told = one.told
    checks = {check.name: check for check in told.checks} if told else {}
    cells = [_verdict(one), *(_cell(checks.get(name)) for name in _SHOWN)]
    if told is None:
        cells += [two(_NONE), two(_NONE)]
    else:
        bad = told.status.quarantined_count
        refused = f" <em>{bad} 需处理</em>" if bad else ""
        cells += [f"{told.status.waiting_count}{refused}", escape(_at(told.status.delivered_ms, "还没有"))]
    cells.append(_heard(one))
    name = escape(one.terminal)
    return (
        f'<tr class="{one.verdict}"><th scope=row><a href="#t-{name}">{_name(one)}</a></th>'
        f"{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    )


def _cell(check: Check | None) -> str:
    if check is None:
        return two(_NONE)
    alarm = " class=alarm" if check.verdict in (Verdict.FAULT, Verdict.WARNING) else ""
    return f"<span{alarm}>{two(check.finding)}</span>"


def _verdict(one: TerminalHealth) -> str:
    if one.silent:
        return two(Text("✗ 没有消息", "Silent"))
    return two(_MARKS[one.verdict])


def _heard(one: TerminalHealth) -> str:
    if one.heard_ms is None:
        return two(Text("从来没有", "Never") if one.silent else Text("现在", "Now"))
    return escape(_at(one.heard_ms))


def _name(one: TerminalHealth) -> str:
    return two(Text("叫号电脑", "The desk")) if one.is_desk else escape(one.terminal)


def _terminal(one: TerminalHealth) -> str:
    name = escape(one.terminal)
    title = (
        two(Text(f"叫号电脑 {one.terminal}", f"Desk {one.terminal}"))
        if one.is_desk
        else two(Text(f"终端 {one.terminal}", f"Terminal {one.terminal}"))
    )
    return f'<section id="t-{name}"><h2>{title}</h2>{_silence(one)}{_told(one)}</section>'


def _silence(one: TerminalHealth) -> str:
    if not one.silent:
        return ""
    since = "从来没有消息" if one.heard_ms is None else f"{_at(one.heard_ms)} 以后没有消息，以下是那时的情况"
    en = "silent; below is what it last said" if one.heard_ms else "never heard of"
    remedy = "请到终端前看看：是否断电、网线是否松了"
    return said(f"{since}。{remedy}。", f"{en.capitalize()}. Go and see: power, cable.", "alarm")


def _told(one: TerminalHealth) -> str:
    told = one.told
    if told is None:
        if one.silent:
            return ""
        return said("它的程序版本不同，说的话读不懂。请升级。", "Another version: update it.", "alarm")
    status = told.status
    counts = (
        (str(status.waiting_count), Text("待上传", "waiting"), False),
        (str(status.quarantined_count), Text("需处理", "to mend"), status.quarantined_count > 0),
        (str(status.unsent_jobs), Text("未打印", "unprinted"), status.unsent_jobs > 0),
        (_at(status.delivered_ms, "还没有"), Text("最近送达", "last delivery"), False),
        (str(told.follow_ups), Text("差评待跟进", "ratings to follow up"), told.overdue > 0),
    )
    listed = "".join(
        f"<li{' class=alarm' if bad else ''}><b>{escape(count)}</b> {two(words)}</li>"
        for count, words, bad in counts
    )
    checks = sorted(told.checks, key=lambda check: WORST_FIRST.index(check.verdict))
    rows = "".join(map(_row, checks))
    head = "<th></th><th>项目 Check</th><th>情况 Finding</th><th>怎么办 What to do</th>"
    return (
        f'<ul class="counts">{listed}</ul><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        f"<p class=software>{escape(told.software)}</p>"
    )


def _row(check: Check) -> str:
    return (
        f'<tr class="{check.verdict}"><td>{escape(_MARKS[check.verdict].zh)}</td>'
        f"<th scope=row>{two(check.title)}</th>"
        f"<td>{two(check.finding)}</td><td>{two(check.remedy)}</td></tr>"
    )


def _at(ms: int | None, never: str = "") -> str:
    return never if ms is None else f"{local(from_ms(ms)):%m-%d %H:%M}"
