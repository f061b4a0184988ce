"""The hall's month as page and table: read by parsers, loading nothing, running nothing."""

import csv
import io
from datetime import date
from html.parser import HTMLParser

from kiosk.desk.hall_csv import render_csv
from kiosk.desk.hall_page import render_page
from kiosk.desk.hall_table import parts
from kiosk.domain.hall_report import HallReport
from kiosk.domain.ticket import TicketState
from kiosk.services.hall_statistics import hall_report
from tests.unit.services.test_hall_statistics import FIRST, LAST, ticket

NAMES = {"general": "A 综合服务", "business": '=HYPERLINK("x")'}


def month() -> HallReport:
    return hall_report(
        [
            ticket(1, waited_min=4, served_min=10, window="5"),
            ticket(2, waited_min=8, served_min=20, window="6", series="business"),
            ticket(3, TicketState.NO_SHOW, waited_min=6, window="5", series="gone"),
        ],
        FIRST,
        LAST,
    )


class _Reader(HTMLParser):
    """Collects what a browser would show in cells, and what it would fetch or run."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.charts = 0
        self.fetched: list[str] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_cell = tag == "td"
        self.charts += tag == "svg"
        if tag in ("script", "link", "img", "iframe"):
            self.fetched.append(tag)
        self.fetched += [str(value) for name, value in attrs if name in ("src", "href", "xlink:href")]

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.cells.append(data)
            self._in_cell = False


def test_the_page_shows_every_count_and_fetches_nothing() -> None:
    page = render_page(month(), parts(month(), NAMES), "便民服务中心 <示例>")
    reader = _Reader()
    reader.feed(page)
    assert reader.fetched == []
    assert reader.charts == 4  # two each for business and window; one bar alone compares nothing
    at = reader.cells.index("A 综合服务")
    assert reader.cells[at : at + 10] == ["A 综合服务", "1", "1", "0", "0", "0", "4.0", "4.0", "10.0", "10.0"]
    assert "&lt;示例&gt;" in page
    assert "最忙的一天 2026-11-23" in page


def test_an_empty_month_says_so() -> None:
    empty = hall_report([], date(2026, 2, 1), date(2026, 2, 28))
    assert "本月没有发号" in render_page(empty, parts(empty, NAMES), "x")


def test_a_spreadsheet_reads_the_table_and_runs_nothing() -> None:
    text = render_csv(parts(month(), NAMES))
    assert text.encode().startswith(b"\xef\xbb\xbf")
    header, *lines = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert {len(line) for line in lines} == {len(header)}
    series = [line for line in lines if line[0] == "series"]
    assert [line[1] for line in series] == ["general", "business", "gone"]  # hall.toml's order, then the rest
    assert series[1][2] == '\'=HYPERLINK("x")'
    whole = next(line for line in lines if line[0] == "whole")
    assert whole[3:8] == ["3", "2", "1", "0", "0"]
