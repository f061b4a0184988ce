"""A number that the hall's ledger takes its time for: said at once, and nothing hangs for whoever leaves."""

from kiosk.services.queue import CardNeeded
from tests.ui.stage import Stage


def _ask(stage: Stage, series: str = "insurance") -> None:
    stage.services.queue.share()
    stage.serve()
    stage.begin()
    stage.touch.tap("home.take-number")
    stage.touch.tap(f"take-number.{series}")


def _answered_in_vain(stage: Stage) -> None:
    """The answer arrives, and everything that it set going has happened."""
    stage.services.queue.answer_from_ledger()
    stage.window.view.grabWindow()
    stage.touch.wait_until(lambda: len(stage.services.queue.dropped) == 1, "the number let go of")


def test_it_is_said_at_once_and_the_number_comes_with_the_answer(stage: Stage) -> None:
    _ask(stage)
    assert stage.touch.sees("正在取号…")
    assert stage.services.queue.taken == []
    stage.services.queue.answer_from_ledger()
    stage.touch.wait_for("number.label")
    assert stage.touch.text_of("number.label") == "B001"
    assert stage.services.queue.dropped == []


def test_a_second_touch_asks_for_no_second_number(stage: Stage) -> None:
    _ask(stage)
    stage.touch.tap("take-number.insurance")
    stage.touch.tap("take-number.general")
    stage.touch.tap("take-number.priority")
    assert len(stage.services.queue.asked) == 1
    stage.services.queue.answer_from_ledger()
    stage.touch.wait_for("number.label")
    assert stage.services.queue.taken == [(stage.shell.session_id, "insurance", False)]


def test_a_ledger_that_is_known_to_be_away_costs_no_wait(stage: Stage) -> None:
    stage.services.queue.share()
    assert stage.services.queue.ledger is not None
    stage.services.queue.ledger.set_result(None)
    stage.serve()
    stage.begin()
    stage.touch.tap("home.take-number")
    stage.touch.tap("take-number.general")
    stage.touch.wait_for("number.label")


def test_whoever_goes_back_gets_no_number_afterwards(stage: Stage) -> None:
    _ask(stage)
    stage.touch.tap("footer.back")
    stage.touch.wait_for("home.take-number")
    _answered_in_vain(stage)
    assert stage.services.queue.taken == []
    assert stage.state("screen") == "home"
    stage.touch.tap("home.take-number")
    assert not stage.touch.sees("正在取号…")


def test_whoever_goes_home_gets_no_number_afterwards(stage: Stage) -> None:
    _ask(stage)
    stage.shell.goHome()
    _answered_in_vain(stage)
    assert stage.services.queue.taken == []
    assert stage.state("screen") == "home"


def test_a_session_that_ended_gets_no_number(stage: Stage) -> None:
    _ask(stage)
    stage.shell.leave()
    assert len(stage.services.queue.dropped) == 1
    _answered_in_vain(stage)
    assert stage.services.queue.taken == []
    assert stage.state("screen") == "attract"


def test_the_next_citizen_s_touch_is_answered_by_their_own_number_alone(stage: Stage) -> None:
    _ask(stage)
    late = stage.services.queue.ledger
    assert late is not None
    stage.shell.leave()
    stage.services.queue.share()
    stage.begin()
    stage.touch.tap("home.take-number")
    stage.touch.tap("take-number.general")
    late.set_result(None)
    assert stage.touch.sees("正在取号…")
    assert stage.services.queue.taken == []
    stage.services.queue.answer_from_ledger()
    stage.touch.wait_for("number.label")
    assert stage.services.queue.taken == [(stage.shell.session_id, "general", False)]


def test_with_the_card_laid_down_the_second_try_is_said_too(stage: Stage) -> None:
    _ask(stage, "general")
    stage.services.queue.answer = CardNeeded("general")
    stage.services.queue.answer_from_ledger()
    stage.touch.wait_text("请先放身份证")
    stage.services.queue.answer = None
    stage.touch.tap("no-number.retry")
    stage.touch.wait_text("正在取号…")
    stage.services.queue.answer_from_ledger()
    stage.touch.wait_for("number.label")
    assert stage.touch.text_of("number.label") == "A001"
