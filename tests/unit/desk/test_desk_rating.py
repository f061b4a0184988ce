"""好差评 in the lobby, as a browser without scripts meets it: from number to thanks, once, in private."""

import re
from typing import Any

import pytest

from kiosk.desk.visits import FORGOTTEN_S, LOOKS, LOOKS_S, MISSES
from kiosk.domain.rating import REASONS, Level
from kiosk.domain.record import RecordKind
from kiosk.domain.ticket import same_label
from kiosk.services.pairing import DeviceKind
from kiosk.store.errors import DiskFull
from tests.desk_hall import Browser, DeskHall

SAID = "金丝雀窗口的人\r\n让我跑了五趟"


def serve(desk: DeskHall, series: str = "general") -> tuple[str, str]:
    """A number that a window has served; its label and its token."""
    label = desk.take(series)
    window = {"general": "1", "insurance": "5"}[series]
    called: Any = desk.hall.calls.call_next(window, "x")
    desk.hall.calls.finish(window, "x", called.ticket_id)
    with desk.world.store.read() as work:
        ticket = work.tickets.get(called.ticket_id)
    assert ticket is not None
    return label, ticket.token


def send(browser: Browser, **fields: str) -> Any:
    return browser.send("/rate", "/rate", **fields)


def look(browser: Browser, number: str) -> Any:
    return send(browser, act="look", number=number)


def ratings(desk: DeskHall) -> list[dict[str, object]]:
    """What the district reads of them."""
    wanted = f"SELECT id FROM record WHERE kind = '{RecordKind.RATING}' ORDER BY seq"
    return [desk.world.opened(str(one)) for (one,) in desk.world.store.driver().execute(wanted).fetchall()]


def test_a_served_number_is_rated_from_its_number_to_the_thanks(browser: Browser, desk: DeskHall) -> None:
    label, _ = serve(desk)
    page = look(browser, label)
    assert f"{label} 号 · 综合服务" in page.text
    assert [page.text.index(f'value="{one.value}"') for one in Level] == sorted(
        page.text.index(f'value="{one.value}"') for one in Level
    )
    assert "checked" not in page.text
    page = send(browser, act="level", level="dissatisfied")
    assert all(f'name="{one}"' in page.text for one in REASONS[Level.DISSATISFIED])
    assert "checked" not in page.text
    done = send(browser, act="submit", text=SAID, **{"stiff-manner": "1", "warm-and-quick": "1"})
    assert "谢谢您的评价" in done.text
    assert "会有专人跟进，11月30日 前处理。" in done.text
    (filed,) = ratings(desk)
    assert (filed["level"], filed["reasons"], filed["at"]) == ("dissatisfied", ["stiff-manner"], "lobby")
    assert filed["text"] == SAID.replace("\r", "")
    assert desk.world.services.ratings.counts() == (1, 0)


def test_what_was_written_is_on_no_page_and_in_no_file_in_clear(browser: Browser, desk: DeskHall) -> None:
    label, _ = serve(desk)
    look(browser, label)
    send(browser, act="level", level="satisfied")
    done = send(browser, act="submit", text=SAID)
    assert "金丝雀" not in done.text
    assert "金丝雀" not in browser.open("/rate").text
    assert "no-store" in browser.open("/rate").headers["cache-control"]


def test_a_slip_that_is_scanned_needs_no_number(browser: Browser, desk: DeskHall) -> None:
    label, token = serve(desk)
    assert f"{label} 号" in look(browser, f" {token}\n").text
    assert "没有认出这个码" in look(browser, "https://example.test/a?b=c").text


def test_a_number_is_read_as_people_type_it(browser: Browser, desk: DeskHall) -> None:
    serve(desk)
    for typed in ("A001", "a001", "A1", "Ａ００１", " a 001 "):
        assert "A001 号" in look(browser, typed).text, typed


def test_marks_of_a_restore_are_part_of_a_label() -> None:
    assert same_label("a2001", "A·2-001")
    assert same_label("A2-1001", "A2-1001")
    for other in ("A001", "B2001", "A2-002", "", "-", "😀"):
        assert not same_label(other, "A·2-001"), other


def test_keys_work_without_scripts(browser: Browser, desk: DeskHall) -> None:
    serve(desk)
    typed = ""
    for key in "A019":
        page = send(browser, key=key, number=typed)
        typed += key
        assert f'value="{typed}" maxlength' in page.text
    for shorter in ("A01", "A0"):
        page = send(browser, key="erase", number=typed)
        typed = shorter
        assert f'value="{typed}" maxlength' in page.text
    assert "A001 号" in look(browser, "A01").text


def test_one_service_is_rated_once(browser: Browser, desk: DeskHall) -> None:
    label, token = serve(desk)
    look(browser, label)
    send(browser, act="level", level="satisfied")
    send(browser, act="submit")
    send(browser, act="submit")  # a second touch
    assert len(ratings(desk)) == 1
    assert "已经评价过了" in look(browser, label).text
    assert "已经评价过了" in look(browser, token).text


def test_two_devices_that_have_the_same_number_before_them(browser: Browser, desk: DeskHall) -> None:
    label, _ = serve(desk)
    look(browser, label)
    first = browser.client.cookies
    browser.client.cookies = type(first)()
    look(browser, label)
    send(browser, act="level", level="satisfied")
    assert "谢谢您的评价" in send(browser, act="submit").text
    browser.client.cookies = first
    send(browser, act="level", level="very-dissatisfied")
    assert "已经评价过了" in send(browser, act="submit").text
    assert [one["level"] for one in ratings(desk)] == ["satisfied"]


def test_who_skips_or_goes_away_leaves_nothing(browser: Browser, desk: DeskHall) -> None:
    label, _ = serve(desk)
    look(browser, label)
    assert 'id="number"' in send(browser, act="skip").text
    look(browser, label)
    send(browser, act="level", level="satisfied")
    assert 'id="number"' in browser.open("/rate/over").text
    look(browser, label)
    send(browser, act="level", level="satisfied")
    desk.world.clock.advance(FORGOTTEN_S + 1)
    assert 'id="number"' in browser.open("/rate").text
    assert 'id="number"' in send(browser, act="submit").text
    assert ratings(desk) == []


def test_a_page_goes_back_by_itself_also_without_scripts(browser: Browser, desk: DeskHall) -> None:
    refresh = r'<noscript><meta http-equiv="refresh" content="(\d+);url=/rate/over"></noscript>'
    assert not re.search(refresh, browser.open("/rate").text)  # the start is where it goes back to
    label, _ = serve(desk)
    for page in (
        look(browser, "A9"),
        look(browser, label),
        send(browser, act="level", level="satisfied"),
        send(browser, act="submit"),
    ):
        assert re.search(refresh, page.text)


def test_a_number_that_waits_or_is_nobody_s_is_said(browser: Browser, desk: DeskHall) -> None:
    waiting = desk.take()
    for number in (waiting, "A777", "Z1"):
        page = look(browser, number)
        assert "今天还没有办完" in page.text
        assert f'value="{number}" maxlength' in page.text


def test_nobody_walks_through_the_numbers(browser: Browser, desk: DeskHall) -> None:
    label, token = serve(desk)
    for number in range(MISSES):
        assert "还没有办完" in look(browser, f"A5{number}").text
    assert "试的号码太多了" in look(browser, label).text
    browser.client.cookies.clear()  # another browser of this machine is no other device
    assert "试的号码太多了" in look(browser, label).text
    assert f"{label} 号" in look(browser, token).text
    desk.world.clock.advance(LOOKS_S)
    assert f"{label} 号" in look(browser, label).text


def test_whoever_only_looks_is_stopped_too(browser: Browser, desk: DeskHall) -> None:
    label, _ = serve(desk)
    for _ in range(LOOKS):
        assert f"{label} 号" in look(browser, label).text
    assert "试的号码太多了" in look(browser, label).text


def test_what_no_page_of_ours_sends_does_nothing(browser: Browser, desk: DeskHall) -> None:
    sent: list[tuple[dict[str, str], int]] = [
        ({"act": "look", "number": "9" * 3000}, 200),
        ({"act": "look", "number": "\0\ud7ff<script>"}, 200),
        ({"act": "look"}, 200),
        ({"act": "level", "level": "perfect"}, 200),
        ({"act": "level", "level": "satisfied"}, 200),  # of no number
        ({"act": "submit", "text": "x"}, 200),
        ({"key": "<b>"}, 200),
        ({"act": "finish"}, 422),
        ({}, 422),
    ]
    for fields, status in sent:
        page = send(browser, **fields)
        assert (page.status_code, "<script>" in page.text) == (status, False), fields
    assert ratings(desk) == []


def test_text_that_is_too_long_is_cut_and_never_lost(browser: Browser, desk: DeskHall) -> None:
    label, _ = serve(desk)
    look(browser, label)
    send(browser, act="level", level="satisfied")
    send(browser, act="submit", text="好" * 300)
    assert ratings(desk)[0]["text"] == "好" * 200


def test_a_terminal_that_may_take_nothing_says_so(browser: Browser, desk: DeskHall) -> None:
    label, _ = serve(desk)
    look(browser, label)
    send(browser, act="level", level="satisfied")
    with desk.world.store.begin() as work:
        work.terminal.set_fingerprint("another-machine")
    assert "请拨打 12345" in send(browser, act="submit").text
    assert ratings(desk) == []


def test_a_full_disk_is_said_and_the_rating_can_be_sent_again(
    browser: Browser, desk: DeskHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    label, _ = serve(desk)
    look(browser, label)
    send(browser, act="level", level="satisfied")

    def full(*_: object) -> None:
        raise DiskFull("full")

    with monkeypatch.context() as patched:
        patched.setattr(desk.world.services.ratings, "rate", full)
        assert send(browser, act="submit").status_code == 503
    assert "谢谢您的评价" in send(browser, act="submit").text
    assert len(ratings(desk)) == 1


def test_the_lobby_s_device_rates_and_does_nothing_else(lan_browser: Browser, lan: DeskHall) -> None:
    code = lan.world.services.pairing.offer("大厅评价", DeviceKind.RATING)
    assert lan_browser.send("/pair", "/pair", code=code).url.path == "/rate"
    label, _ = serve(lan)
    assert f"{label} 号" in look(lan_browser, label).text
    for page in ("/", "/sign-in", "/window", "/health", "/window/live"):
        refused = lan_browser.open(page)
        assert (refused.status_code, 'href="/rate"' in refused.text) == (403, True), page


def test_staff_s_browsers_rate_nothing(lan_browser: Browser, lan: DeskHall) -> None:
    lan_browser.send("/pair", "/pair", code=lan.world.services.pairing.offer("三号窗口", DeviceKind.WINDOW))
    assert lan_browser.open("/rate").status_code == 403
    assert lan_browser.send("/rate", "/sign-in", act="look", number="A1").status_code == 403


def test_a_page_from_before_the_desk_was_restarted_leads_back(browser: Browser) -> None:
    browser.open("/rate")
    refused = browser.client.post("/rate", data={"act": "look", "number": "A1", "form": "0" * 64})
    assert (refused.status_code, 'href="/rate"' in refused.text) == (403, True)
