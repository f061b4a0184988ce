"""The hall's month as rows of words: what the page and the CSV file both say."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kiosk.domain.hall_report import HallReport, Row, Spread

COLUMNS = (
    "发号 issued",
    "已办 served",
    "过号 no-show",
    "退号 given back",
    "未办 left",
    "等候中位 分钟 median wait, min",
    "九成等候不超过 分钟 90% waited at most, min",
    "办理中位 分钟 median service, min",
    "九成办理不超过 分钟 90% took at most, min",
)


class Part(NamedTuple):
    name: str  # stable: the first column of the CSV file
    title: str
    rows: tuple[tuple[str, Row], ...]  # how people call it, and its counts


def parts(report: HallReport, series_names: Mapping[str, str]) -> tuple[Part, ...]:
    """`series_names`: what hall.toml calls them, in its order; one that it no longer has keeps its id."""
    order = list(series_names)
    by_series = sorted(
        report.by_series, key=lambda row: order.index(row.key) if row.key in order else len(order)
    )
    return (
        Part("whole", "全厅 Whole hall", (("全部 all", report.whole),)),
        Part(
            "series",
            "按业务 By business",
            tuple((series_names.get(row.key, row.key), row) for row in by_series),
        ),
        Part("window", "按窗口 By window", tuple((f"{row.key} 号窗口", row) for row in report.by_window)),
        Part(
            "hour",
            "按取号时刻 By hour of issue (same day)",
            tuple((f"{row.key}:00–{row.key}:59", row) for row in report.by_hour),
        ),
        Part("day", "按日 By day", tuple((row.key, row) for row in report.by_day)),
    )


def cells(row: Row) -> Iterator[str]:
    """One text for each of COLUMNS; empty where nobody waited or was served."""
    yield from (str(count) for count in (row.issued, row.served, row.no_show, row.given_back, row.left))
    yield from _minutes(row.wait)
    yield from _minutes(row.service)


def _minutes(spread: Spread | None) -> tuple[str, str]:
    return ("", "") if spread is None else (f"{spread.median:.1f}", f"{spread.p90:.1f}")
