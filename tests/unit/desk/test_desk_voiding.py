"""A number is voided after a question and with a reason, never by one press, never at another window."""

import re

import pytest

from kiosk.domain.ticket import TicketState
from tests.desk_hall import STAFF, Browser, DeskHall


@pytest.fixture
def window(browser: Browser, desk: DeskHall) -> Browser:
    browser.sign_in(desk)
    return browser


def _links(window: Browser) -> list[str]:
    return re.findall(r'href="(/void\?[^"]+)"', window.open("/window").text)


def _state(desk: DeskHall, link: str) -> TicketState:
    found = desk.hall.calls.ticket(link.split("=")[1])
    assert found is not None
    return found.state


def _void(window: Browser, link: str, why: str = "no-slip") -> str:
    answer = window.send("/void", link, ticket=link.split("=")[1], why=why)
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def test_one_who_waits_is_voided_with_a_reason(window: Browser, desk: DeskHall) -> None:
    label = desk.take()
    [link] = _links(window)
    asked = window.open(link).text
    assert f"作废 {label}？" in asked
    assert "综合服务" in asked
    assert _state(desk, link) is TicketState.WAITING  # asking does nothing
    assert f"{label} 已作废" in _void(window, link)
    assert _state(desk, link) is TicketState.VOID
    assert _links(window) == []
    with desk.world.store.read() as work:
        last = work.events.after(0, 500)[-1]
    assert (last.actor, last.action, last.result) == (f"staff:{STAFF}", "ticket-voided", "why:no-slip")


def test_the_number_at_this_window_is_voided_and_leaves_it(window: Browser, desk: DeskHall) -> None:
    label = desk.take()
    window.act("call-next")
    [link] = _links(window)
    assert f"{label} 已作废" in _void(window, link, "given-back")
    assert "没有正在办理的号码" in window.open("/window").text


def test_whom_another_window_has_is_that_window_s_alone(window: Browser, desk: DeskHall) -> None:
    desk.take()
    [link] = _links(window)
    window.open(link)
    desk.hall.calls.call_next("2", "1002")
    assert "别的窗口正在叫这个号码" in _void(window, link)
    assert _state(desk, link) is TicketState.CALLED


def test_an_old_question_is_refused_in_words(window: Browser, desk: DeskHall) -> None:
    desk.take()
    [link] = _links(window)
    _void(window, link)
    assert "不能这样做" in _void(window, link)


def test_nothing_else_gets_through(window: Browser, desk: DeskHall) -> None:
    desk.take()
    [link] = _links(window)
    for why in ("", "because", "no-slip "):
        answer = window.send("/void", link, ticket=link.split("=")[1], why=why)
        assert (answer.status_code, "请选一个原因" in answer.text) == (422, True)
    for path in ("/void", "/void?ticket=", "/void?ticket=nobody", "/void?ticket=" + "x" * 5000):
        assert window.open(path).status_code == 404, path
    assert "没有这个号码" in window.send("/void", link, ticket="nobody", why="other").text
    assert _state(desk, link) is TicketState.WAITING


def test_who_is_served_cannot_be_voided(window: Browser, desk: DeskHall) -> None:
    desk.take()
    [link] = _links(window)
    window.act("call-next")
    window.act("start")
    assert _links(window) == []
    assert "不能这样做" in _void(window, link)
