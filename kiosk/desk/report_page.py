"""大厅统计 at the desk: the month's page with the frame of staff's pages, and the months to choose from."""

from collections.abc import Sequence
from datetime import date
from html import escape

from kiosk.desk.hall_page import sections, summary
from kiosk.desk.hall_table import Part
from kiosk.desk.html import frame, two
from kiosk.domain.hall_report import HallReport
from kiosk.words import load_words


def page(report: HallReport, parts: Sequence[Part], months: Sequence[date]) -> str:
    """`months`: the first days of those in the list; one that is shown and not among them is added."""
    words = load_words("hall-report")
    shown = f"{report.first:%Y-%m}"
    listed = sorted({shown, *(f"{month:%Y-%m}" for month in months)}, reverse=True)
    options = "".join(f"<option{' selected' if month == shown else ''}>{month}</option>" for month in listed)
    body = (
        f'<body class="report"><header><h1>{two(words.both("title"))}</h1>'
        f'<nav><a href="/window">{two(words.both("back"))}</a></nav></header><main>'
        f'<form method="get" action="/report"><label>{two(words.both("month"))} '
        f'<select name="month" id="month">{options}</select></label> '
        f"<button>{two(words.both('show'))}</button> "
        f'<a href="/report.csv?month={shown}" download>{two(words.both("table"))}</a></form>'
        f"<h2>{shown}</h2><p>{escape(summary(report))}</p><p>{two(words.both('lead'))}</p>"
        f"{sections(parts)}</main></body>"
    )
    return frame(words.both("title").zh, body, style="desk")
