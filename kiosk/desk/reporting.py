"""The hall's month for staff: as a page, and as the table that `kiosk report hall` writes."""

import re
from datetime import date
from typing import Any

from anyio import to_thread
from litestar import Request, Response, get
from litestar.enums import MediaType
from litestar.handlers import HTTPRouteHandler

from kiosk.desk import report_page
from kiosk.desk.gate import NotAllowed
from kiosk.desk.hall_csv import render_csv
from kiosk.desk.hall_table import Part, parts
from kiosk.desk.parts import Parts
from kiosk.domain.hall_report import HallReport
from kiosk.domain.time import from_ms, local
from kiosk.words import load_words

AnyRequest = Request[Any, Any, Any]
LISTED = 13  # months to choose from: this one of last year too
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


def report_routes(desk: Parts) -> list[HTTPRouteHandler]:
    names = {series: f"{desk.hall.prefixes[series]} {name.zh}" for series, name in desk.series.items()}

    def this_month() -> date:
        return local(from_ms(desk.feed.moment.now_ms)).date().replace(day=1)

    async def read(request: AnyRequest) -> tuple[HallReport, tuple[Part, ...]]:
        asked = request.query_params.get("month", "")
        month = _month(asked) if asked else this_month()
        report = await to_thread.run_sync(desk.hall.reports.month, month)
        return report, parts(report, names)

    @get("/report")
    async def page(request: AnyRequest) -> Response[str]:
        report, told = await read(request)
        return Response(report_page.page(report, told, _months(this_month())), media_type=MediaType.HTML)

    @get("/report.csv")
    async def table(request: AnyRequest) -> Response[str]:
        report, told = await read(request)
        named = f'attachment; filename="hall-{report.first:%Y-%m}.csv"'
        return Response(render_csv(told), media_type="text/csv", headers={"Content-Disposition": named})

    return [page, table]


def _month(asked: str) -> date:
    """Its first day. Raises NotAllowed for what is no month."""
    found = _MONTH.fullmatch(asked)
    if found is None:
        words = load_words("hall-report").both("no-month")
        raise NotAllowed(422, words.zh, words.en, "/report")
    return date(int(found[1]), int(found[2]), 1)


def _months(last: date) -> list[date]:
    """The newest first."""
    counted = last.year * 12 + last.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(counted, counted - LISTED, -1)]
