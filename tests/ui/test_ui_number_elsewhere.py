"""A slip of another terminal: looked up and given back by the hall, while the screen goes on."""

from collections.abc import Iterator

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from kiosk.devices.code_scanner import CodeScanned
from kiosk.domain.ticket import TicketState
from kiosk.services.giving_back import GivenBack
from tests.ui.stage import Stage


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    del qtbot
    stage = Stage()
    stage.serve()
    stage.services.scanned_numbers.elsewhere = "0002"
    yield stage
    stage.close()


def scan(stage: Stage) -> None:
    stage.scans.take(CodeScanned(stage.services.scanned_numbers.token))


def ask_back(stage: Stage) -> None:
    scan(stage)
    stage.touch.tap("number.change")
    stage.touch.wait_for("change-number.back")
    assert not stage.touch.sees("换成")  # its own terminal has the record that a change would have to follow
    stage.touch.tap("change-number.back")
    stage.touch.tap("change-number.yes")


def test_it_is_looked_up_while_the_screen_goes_on(stage: Stage) -> None:
    numbers = stage.services.scanned_numbers
    numbers.share()
    scan(stage)
    stage.touch.wait_text("正在查这张小票")
    numbers.answer()
    stage.touch.wait_text("另一台机器上取的号")
    assert not stage.touch.sees("补打一张小票")
    assert stage.touch.text_of("number.ahead") == "前面还有 12 人"


def test_the_answer_finds_nobody_who_has_gone_on(stage: Stage) -> None:
    numbers = stage.services.scanned_numbers
    numbers.share()
    scan(stage)
    stage.touch.wait_text("正在查这张小票")
    stage.shell.go("take-number")
    numbers.answer()
    stage.tick()
    stage.touch.wait_until(lambda: not stage.touch.sees("正在查这张小票"), "it is over")
    assert stage.state("screen") == "take-number"


def test_a_served_one_says_where_it_is_rated(stage: Stage) -> None:
    stage.services.scanned_numbers.state = TicketState.DONE
    scan(stage)
    stage.touch.wait_text("要评价，请到取号的那台机器")


def test_it_is_given_back_by_the_hall(stage: Stage) -> None:
    giving = stage.services.giving_back
    ask_back(stage)
    stage.touch.wait_text("正在退号")
    for late in ("change-number.yes", "change-number.no", "footer.back"):
        stage.touch.tap(late)  # it is said: nothing more is asked, and nothing is taken back
    assert stage.touch.sees("正在退号")
    ticket = msgspec.structs.replace(stage.services.scanned_numbers.taken().ticket, state=TicketState.VOID)
    giving.there = GivenBack(ticket)
    giving.answer()
    stage.touch.wait_text("这个号已退")
    assert giving.asked == [(ticket.token, "there")]


def test_a_hall_that_does_not_answer_leaves_nobody_guessing(stage: Stage) -> None:
    ask_back(stage)
    stage.touch.wait_text("正在退号")
    stage.services.giving_back.answer()
    stage.touch.wait_text("不知道退成没有")
    assert stage.state("screen") == "number"
