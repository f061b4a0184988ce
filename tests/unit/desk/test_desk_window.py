"""The window's page: what each act does, what is refused in words, and that nothing else gets through."""

import pytest

from kiosk.domain.ticket import TicketState
from kiosk.domain.time import to_ms
from tests.desk_hall import Browser, DeskHall
from tests.unit.services.world import local_instant

ACTS = ("call-next", "recall", "start", "finish", "no-show", "put-back", "transfer", "pause")


@pytest.fixture
def window(browser: Browser, desk: DeskHall) -> Browser:
    browser.sign_in(desk)
    return browser


def _off(window: Browser) -> set[str]:
    """What cannot be pressed."""
    page = window.open("/window").text
    return {act for act in ACTS if "disabled" in page.split(f'id="act-{act}"')[1].split(">")[0]}


def test_a_number_from_call_to_finish(window: Browser, desk: DeskHall) -> None:
    label = desk.take()
    assert "1 人等候" in window.open("/window").text
    assert f"{label} 已叫号" in window.act("call-next").text
    assert f"{label} 已叫号（第 2 次）" in window.act("recall").text
    assert f"{label} 开始办理" in window.act("start").text
    assert f"{label} 已办结" in window.act("finish").text
    assert "没有正在办理的号码" in window.open("/window").text
    assert "现在没有人等候。" in window.act("call-next").text


def test_only_what_can_be_done_now_can_be_pressed(window: Browser, desk: DeskHall) -> None:
    desk.take()
    assert _off(window) == {"recall", "start", "finish", "no-show", "put-back", "transfer"}
    window.act("call-next")
    assert _off(window) == {"call-next"}
    window.act("start")
    assert _off(window) == {"call-next", "recall", "start", "no-show"}


def test_an_old_page_cannot_end_another_number(window: Browser, desk: DeskHall) -> None:
    desk.take()
    second = desk.take()
    window.act("call-next")
    held = desk.hall.calls.window("1").now
    assert held is not None
    window.act("finish")
    window.act("call-next")
    assert "已经变了" in window.act("finish", ticket=held.ticket_id).text
    now = desk.hall.calls.window("1").now
    assert now is not None
    assert (now.label, now.state) == (second, TicketState.CALLED)


def test_pressing_twice_calls_one_person(window: Browser, desk: DeskHall) -> None:
    first = desk.take()
    desk.take()
    window.act("call-next")
    assert "先办结" in window.act("call-next").text
    assert f'<p class="number">{first}' in window.open("/window").text
    assert len(desk.hall.calls.waiting("1")) == 1


def test_who_was_given_up_and_comes_late_stands_in_line_again(window: Browser, desk: DeskHall) -> None:
    label = desk.take()
    window.act("call-next")
    assert f"{label} 记为过号" in window.act("no-show").text
    page = window.open("/window").text
    assert f"{label} 来了" in page
    ticket = page.split('name="late" value="')[1].split('"')[0]
    assert f"{label} 已回到队伍里" in window.send("/window", "/window", late=ticket).text
    assert [one.label for one in desk.hall.calls.waiting("1")] == [label]
    assert window.send("/window", "/window", late=ticket).status_code == 422


def test_put_back_after_so_many(window: Browser, desk: DeskHall) -> None:
    labels = [desk.take() for _ in range(4)]
    window.act("call-next")
    window.act("put-back", others="1")
    assert [one.label for one in desk.hall.calls.waiting("1")] == [labels[1], labels[0], *labels[2:]]


def test_a_number_of_people_that_is_none(window: Browser, desk: DeskHall) -> None:
    desk.take()
    window.act("call-next")
    for others in ("-1", "100", "１", "x", "1e2", "9" * 500):
        assert window.act("put-back", others=others).status_code == 422, others
    assert desk.hall.calls.window("1").now is not None


def test_transfer_keeps_the_place(window: Browser, desk: DeskHall) -> None:
    label = desk.take("general")
    desk.world.clock.advance(60)
    later = desk.take("insurance")
    window.act("call-next")
    window.act("transfer", to="insurance")
    assert [one.label for one in desk.hall.calls.waiting("5")] == [label, later]
    window.send("/sign-out", "/window")
    assert "从别的业务转来" in window.sign_in(desk, window="5").text


def test_a_pause_is_shown_and_ended(window: Browser, desk: DeskHall) -> None:
    desk.take()
    window.act("pause")
    page = window.open("/window").text
    assert "已暂停，不会叫号" in page
    assert "恢复叫号" in page
    assert "先恢复叫号" in window.act("call-next").text
    window.act("resume")
    assert "已叫号" in window.act("call-next").text


def test_no_other_act_exists(window: Browser, desk: DeskHall) -> None:
    desk.take()
    window.act("call-next")
    for act in ("", "void", "__class__", "call-next ", "transfer", "x" * 2000):
        assert window.act(act, to="nowhere").status_code == 422, act
    assert desk.hall.calls.window("1").now is not None


def test_a_huge_form_is_refused(window: Browser) -> None:
    assert window.act("call-next", ticket="x" * 1_000_000).status_code == 413


def test_scripts_get_the_parts_and_what_was_said(window: Browser, desk: DeskHall) -> None:
    desk.take()
    form = window.act("call-next").text.split('name="form" value="')[1].split('"')[0]
    held = desk.hall.calls.window("1").now
    assert held is not None
    parts = window.client.post(
        "/window",
        data={"form": form, "act": "start", "ticket": held.ticket_id},
        headers={"Accept": "application/json"},
    ).json()
    assert set(parts) == {"now", "acts", "line", "said"}
    assert "办理中" in parts["now"]
    assert "开始办理" in parts["said"]


def test_each_act_is_an_event_with_who_did_it(window: Browser, desk: DeskHall) -> None:
    desk.take()
    window.act("call-next")
    window.act("no-show")
    with desk.world.store.read() as work:
        done = [(one.actor, one.action) for one in work.events.recent(10)]
    assert ("staff:1001", "ticket-called") in done
    assert ("staff:1001", "ticket-no-show") in done


def test_a_full_hall_is_shown_as_far_as_anybody_reads(window: Browser, desk: DeskHall) -> None:
    for _ in range(63):
        desk.take()
    page = window.open("/window").text
    assert "63 人等候" in page
    assert "还有 3 人" in page


def test_the_last_delivery_is_told(window: Browser, desk: DeskHall) -> None:
    desk.take()
    with desk.world.store.begin() as work:
        (first,) = work.records.claim(2**42, until_ms=2**42, max_count=1, max_bytes=1 << 20)
        work.records.delivered(first.epoch, first.seq, now_ms=to_ms(local_instant(2026, 11, 23, 9, 31)))
    assert "<b>11-23 09:31</b>" in window.open("/health").text


def test_the_terminal_s_health_is_told_with_what_to_do(window: Browser) -> None:
    page = window.open("/health").text
    for words in ("终端 0001", "没有配置打印机", "待上传", "在 printers.toml 填写 device"):
        assert words in page
    assert "<b>还没有</b>" in page
    assert window.client.get("/health.json").json()["terminals"][0]["told"]["status"]["terminal"] == "0001"
