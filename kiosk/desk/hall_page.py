"""The hall's month as one HTML file with charts, for reading, printing and sending on. Loads nothing."""

from collections.abc import Sequence
from html import escape

from kiosk.desk.bar_chart import Values, bar_chart
from kiosk.desk.hall_table import COLUMNS, Part, cells
from kiosk.domain.hall_report import HallReport, Row

_STYLE = """
body{font:16px/1.5 "Noto Sans CJK SC",sans-serif;margin:2rem auto;max-width:70rem;color:#22201c}
table{border-collapse:collapse;width:100%;margin-bottom:1rem}
th,td{text-align:right;padding:.35rem .6rem;border-bottom:1px solid #ddd5c5;font-variant-numeric:tabular-nums}
th:first-child,td:first-child{text-align:left;white-space:nowrap}th{font-size:.8rem;vertical-align:bottom}
figure{margin:0 0 2rem}h2{break-after:avoid}figure,tr{break-inside:avoid}
"""
_DARK, _LIGHT = "#1c5b4a", "#d9a441"


def render_page(report: HallReport, parts: Sequence[Part], hall: str) -> str:
    """`hall`: its name for the title. Everything that is not ours is escaped."""
    month = f"{report.first:%Y-%m}"
    title = f"{hall} 大厅叫号统计 {month}"
    return (
        f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style><h1>{escape(title)}</h1><p>{escape(summary(report))}</p>{sections(parts)}</html>"
    )


def sections(parts: Sequence[Part]) -> str:
    """Each part that has rows under its title: a table, and charts of what can be compared."""
    return "".join(_section(part) for part in parts if part.rows)


def summary(report: HallReport) -> str:
    if not report.whole.issued:
        return "本月没有发号。No numbers were issued in this month."
    return (
        f"发号 {report.whole.issued} 个，其中夜间和提前取号 {report.night} 个（不计等候时间）；"
        f"最忙的一天 {report.busiest_day or '—'}，最忙的时刻 {_hour(report.busiest_hour)}。"
        f"{report.whole.issued} numbers, {report.night} of them taken for a later day (no waiting time); "
        f"busiest day {report.busiest_day or '—'}, busiest hour {_hour(report.busiest_hour)}."
    )


def _hour(key: str) -> str:
    return f"{key}:00–{key}:59" if key else "—"


def _section(part: Part) -> str:
    head = "".join(f"<th>{escape(column)}</th>" for column in ("", *COLUMNS))
    body = "".join(_line(name, row) for name, row in part.rows)
    charts = _charts(part.rows) if len(part.rows) > 1 else ""
    return f"<h2>{escape(part.title)}</h2><table><tr>{head}</tr>{body}</table>{charts}"


def _line(name: str, row: Row) -> str:
    return f"<tr><td>{escape(name)}</td>{''.join(f'<td>{cell}</td>' for cell in cells(row))}</tr>"


def _charts(rows: Sequence[tuple[str, Row]]) -> str:
    names = [name for name, _ in rows]
    counts = bar_chart(
        names,
        Values("发号 issued", _DARK, [row.issued for _, row in rows]),
        Values("已办 served", _LIGHT, [row.served for _, row in rows]),
    )
    waits = bar_chart(
        names,
        Values(
            "等候中位 median wait, min", _DARK, [row.wait.median if row.wait else None for _, row in rows]
        ),
        Values(
            "九成等候不超过 90% waited at most, min",
            _LIGHT,
            [row.wait.p90 if row.wait else None for _, row in rows],
        ),
    )
    return f"<figure>{counts}</figure><figure>{waits}</figure>"
