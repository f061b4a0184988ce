"""The staff's health page: how the terminal is, who waits, what waits for the network. It only reads."""

from collections.abc import Callable
from html import escape

import msgspec
from litestar import Litestar, MediaType, get
from litestar.datastructures import ResponseHeader

from kiosk.domain.health import Check, Verdict
from kiosk.domain.ticket import SeriesView
from kiosk.services.status import TerminalStatus

REFRESH_S = 5
_MARKS = {Verdict.OK: "✓ 正常", Verdict.WARNING: "! 注意", Verdict.FAULT: "✗ 故障", Verdict.UNKNOWN: "… 未知"}
_STYLE = """
body{font:18px/1.5 "Noto Sans CJK SC",sans-serif;margin:2rem;background:#f6f2ea;color:#22201c}
table{border-collapse:collapse;width:100%;background:#fff}
th,td{text-align:left;padding:.5rem .8rem;border-bottom:1px solid #ddd5c5}
.fault,.warning{color:#8f1d14;font-weight:bold}.ok{color:#1c5b4a}
"""


class Health(msgspec.Struct, frozen=True):
    """What the page shows, for programs."""

    status: TerminalStatus
    checks: tuple[Check, ...]
    series: tuple[SeriesView, ...]


def create_desk(
    checks: Callable[[], tuple[Check, ...]],
    status: Callable[[], TerminalStatus],
    series: Callable[[], tuple[SeriesView, ...]],
) -> Litestar:
    """`/` for people, `/health` as JSON. Every request reads anew; nothing is kept between two."""

    def look() -> Health:
        return Health(status(), checks(), series())

    @get("/health", sync_to_thread=True)
    def health() -> Health:
        return look()

    @get("/", media_type=MediaType.HTML, sync_to_thread=True)
    def page() -> str:
        return render(look())

    # No page of ours runs a script or loads anything from elsewhere; the browser is told so.
    policy = ResponseHeader(
        name="Content-Security-Policy", value="default-src 'none'; style-src 'unsafe-inline'"
    )
    return Litestar([health, page], response_headers=[policy], openapi_config=None)


def render(health: Health) -> str:
    """The page. Everything that is not ours is escaped."""
    series = "".join(
        f"<tr><td>{escape(one.prefix)} {escape(one.name.zh)}</td><td>{one.waiting}</td>"
        f"<td>{escape(one.windows)}</td></tr>"
        for one in health.series
    )
    checks = "".join(
        f'<tr><td class="{check.verdict}">{_MARKS[check.verdict]}</td><td>{escape(check.title.zh)}</td>'
        f"<td>{escape(check.finding.zh)}</td><td>{escape(check.remedy.zh)}</td></tr>"
        for check in health.checks
    )
    status = health.status
    return (
        '<!doctype html><html lang="zh"><meta charset="utf-8">'
        f'<meta http-equiv="refresh" content="{REFRESH_S}">'
        f"<title>终端 {escape(status.terminal)}</title><style>{_STYLE}</style>"
        f"<h1>终端 {escape(status.terminal)}</h1>"
        f"<p>待上传 {status.waiting_count} 件，需处理 {status.quarantined_count} 件，"
        f"未打印 {status.unsent_jobs} 张。</p>"
        f"<h2>排队</h2><table><tr><th>业务</th><th>等候</th><th>窗口</th></tr>{series}</table>"
        f"<h2>自检</h2><table><tr><th></th><th>项目</th><th>情况</th><th>怎么办</th></tr>{checks}</table></html>"
    )
