"""The staff's health page: how each terminal is, what waits for the network. It only reads."""

from collections.abc import Sequence
from html import escape

from kiosk.desk.html import frame, two
from kiosk.desk.ports import TerminalHealth
from kiosk.domain.health import Check, Verdict
from kiosk.domain.text import Text
from kiosk.domain.time import from_ms, local

_MARKS = {
    Verdict.OK: Text("✓ 正常", "OK"),
    Verdict.WARNING: Text("! 注意", "Warning"),
    Verdict.FAULT: Text("✗ 故障", "Fault"),
    Verdict.UNKNOWN: Text("… 未知", "Unknown"),
}
_WORST = (Verdict.FAULT, Verdict.WARNING, Verdict.UNKNOWN, Verdict.OK)


def page(terminals: Sequence[TerminalHealth]) -> str:
    body = (
        f'<body class="health" data-reload="15"><header><h1>{two(Text("设备情况", "Health"))}</h1>'
        '<p id="link" role="status"></p><nav><a href="/window">返回叫号 Calling</a></nav></header>'
        f'<main id="terminals">{"".join(map(_terminal, terminals))}</main></body>'
    )
    return frame("设备情况", body, style="desk", scripts=("health",))


def _terminal(one: TerminalHealth) -> str:
    status = one.status
    checks = sorted(one.checks, key=lambda check: _WORST.index(check.verdict))
    counts = (
        ("待上传", "waiting", status.waiting_count, False),
        ("需处理", "to mend", status.quarantined_count, status.quarantined_count > 0),
        ("未打印", "unprinted", status.unsent_jobs, status.unsent_jobs > 0),
    )
    told = "".join(
        f"<li{' class=alarm' if bad else ''}><b>{count}</b> {two(Text(zh, en))}</li>"
        for zh, en, count, bad in counts
    )
    rows = "".join(map(_row, checks))
    last = "还没有" if status.delivered_ms is None else f"{local(from_ms(status.delivered_ms)):%m-%d %H:%M}"
    return (
        f"<section><h2>{two(Text(f'终端 {status.terminal}', f'Terminal {status.terminal}'))}</h2>"
        f'<ul class="counts">{told}<li><b>{last}</b> {two(Text("最近送达", "last delivery"))}</li></ul>'
        "<table><thead><tr><th></th><th>项目</th><th>情况</th><th>怎么办</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></section>"
    )


def _row(check: Check) -> str:
    return (
        f'<tr class="{check.verdict}"><td>{escape(_MARKS[check.verdict].zh)}</td>'
        f"<th scope=row>{escape(check.title.zh)}</th>"
        f"<td>{escape(check.finding.zh)}</td><td>{escape(check.remedy.zh)}</td></tr>"
    )
