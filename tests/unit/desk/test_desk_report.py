"""The month at the desk: the list of months, what the page and its table count, and what is refused."""

import csv
import io
import re

import pytest

from tests.desk_hall import Browser, DeskHall


@pytest.fixture
def window(browser: Browser, desk: DeskHall) -> Browser:
    browser.sign_in(desk)
    return browser


def test_this_month_is_shown_first_and_counted(window: Browser, desk: DeskHall) -> None:
    desk.take("general")
    window.act("call-next")
    desk.take("business")
    assert 'href="/report"' in window.open("/window").text
    page = window.open("/report").text
    assert "发号 2 个" in page
    assert "<option selected>2026-11</option><option>2026-10</option>" in page
    assert len(re.findall("<option", page)) == 13
    table = window.client.get("/report.csv?month=2026-11")
    assert table.headers["content-disposition"] == 'attachment; filename="hall-2026-11.csv"'
    lines = list(csv.reader(io.StringIO(table.text.removeprefix("\ufeff"))))
    assert [line[3] for line in lines if line[0] == "whole"] == ["2"]
    assert [line[2] for line in lines if line[0] == "window"] == ["1 号窗口"]


def test_a_month_without_numbers_says_so(window: Browser, desk: DeskHall) -> None:
    desk.take("general")
    page = window.open("/report?month=2026-10").text
    assert "本月没有发号" in page
    assert page.count("<table>") == 1  # the whole hall's noughts: nothing else has a row
    assert "<option selected>2026-10</option>" in page


def test_a_month_before_the_list_may_be_asked_for(window: Browser) -> None:
    page = window.open("/report?month=2024-02").text
    assert "<option>2025-11</option><option selected>2024-02</option>" in page


@pytest.mark.parametrize(
    "month", ["2026-13", "2026-00", "26-11", "2026-11-01", "9999-12", "２０２６-11", "<b>", "x" * 5000]
)
def test_what_is_no_month_is_refused_in_words(window: Browser, month: str) -> None:
    for path in ("/report", "/report.csv"):
        answer = window.client.get(path, params={"month": month})
        assert (answer.status_code, "没有这个月份" in answer.text) == (422, True)
        assert "<b>" not in answer.text
