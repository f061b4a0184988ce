"""Bad ratings at the desk: due first, overdue marked, ended once; nothing of who rated or what they wrote."""

import re

import pytest

from kiosk.domain.rating import FollowUp, Level
from kiosk.services.ratings import Rated
from tests.desk_hall import STAFF, Browser, DeskHall
from tests.unit.services.test_services_ratings import SAID, filed_case


@pytest.fixture
def window(browser: Browser, desk: DeskHall) -> Browser:
    browser.sign_in(desk)
    return browser


def _rate(desk: DeskHall, level: Level, *reasons: str, session: str = "s1") -> str:
    outcome = desk.world.services.ratings.rate(filed_case(desk.world, session), level, reasons, SAID)
    assert isinstance(outcome, Rated)
    return outcome.rating.id


def test_a_bad_rating_stands_there_with_its_day_until_somebody_ends_it(
    window: Browser, desk: DeskHall
) -> None:
    rating = _rate(desk, Level.DISSATISFIED, "no-list")
    assert '<em class="open">1</em>' in window.open("/window").text
    page = window.open("/follow-ups").text
    assert "办居住证：不满意" in page
    assert "11-30 前处理" in page
    assert "没有提供材料清单" in page
    assert SAID not in page
    ended = window.send("/follow-ups", "/follow-ups", rating=rating, outcome="fixed").text
    assert "已记下" in ended
    assert "没有要跟进的差评" in ended
    assert desk.hall.follow_ups.counts() == (0, 0)
    late = window.client.post(
        "/follow-ups", data={"form": _form(window), "rating": rating, "outcome": "explained"}
    )
    assert "别人已经处理过了" in late.text


def test_what_is_overdue_is_marked_and_comes_first(window: Browser, desk: DeskHall) -> None:
    _rate(desk, Level.VERY_DISSATISFIED)
    desk.world.clock.advance(8 * 86_400)
    _rate(desk, Level.DISSATISFIED, session="s2")
    browser_page = _again(window, desk)
    assert browser_page.index("已超期：11-30 前处理") < browser_page.index("12-08 前处理")
    assert '<em class="">2</em>' in window.open("/window").text


def test_a_good_rating_asks_for_nothing(window: Browser, desk: DeskHall) -> None:
    _rate(desk, Level.SATISFIED)
    assert "没有要跟进的差评" in window.open("/follow-ups").text


def test_nothing_but_a_real_outcome_ends_one(window: Browser, desk: DeskHall) -> None:
    rating = _rate(desk, Level.DISSATISFIED)
    for outcome in ("", "none", "open", "gone"):
        answer = window.send("/follow-ups", "/follow-ups", rating=rating, outcome=outcome)
        assert answer.status_code == 422, outcome
    assert desk.hall.follow_ups.counts() == (1, 0)
    assert FollowUp.FIXED.value in window.open("/follow-ups").text


def test_looking_is_an_event(window: Browser, desk: DeskHall) -> None:
    window.open("/follow-ups")
    with desk.world.store.read() as work:
        last = work.events.after(0, 500)[-1]
    assert (last.actor, last.action) == (f"staff:{STAFF}", "look-at-follow-ups")


def _again(window: Browser, desk: DeskHall) -> str:
    """The session ended meanwhile."""
    window.sign_in(desk)
    return str(window.open("/follow-ups").text)


def _form(window: Browser) -> str:
    found = re.search(r'name="form" value="(\w+)"', window.open("/window").text)
    assert found is not None
    return found[1]
