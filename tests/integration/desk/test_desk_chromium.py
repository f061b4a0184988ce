"""Every page in a real browser: sign in, call at two windows at once, see it in the lobby, come back."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kiosk.desk.ports import Access
from kiosk.domain.rating import REASONS, Level
from tests.chromium import Chromium, Page
from tests.desk_hall import STAFF, DeskHall, served
from tests.unit.services.test_services_ratings import filed_case
from tests.unit.services.world import World

pytestmark = pytest.mark.xdist_group("chromium")

# Where somebody who wants to look at the pages has the pictures go.
PICTURES = os.environ.get("DESK_PICTURES")
LIVE = "document.getElementById('link').textContent.includes('实时')"
# A key that is pressed before the page's scripts have run is pressed for nobody.
HEARS = "document.readyState === 'complete'"


def _picture(page: Page, name: str) -> None:
    if PICTURES:
        page.picture(Path(PICTURES) / f"{name}.png")


@pytest.fixture
def url(desk: DeskHall) -> Iterator[str]:
    with served(desk) as url:
        yield url


def _window(chromium: Chromium, desk: DeskHall, url: str, window: str) -> Page:
    page = chromium.page()
    page.open(f"{url}/sign-in")
    _sign_in(page, desk, window)
    return page


def _sign_in_again(page: Page, desk: DeskHall, url: str, window: str) -> None:
    """The session ended meanwhile."""
    page.open(f"{url}/sign-in")
    _sign_in(page, desk, window)


def _sign_in(page: Page, desk: DeskHall, window: str) -> None:
    page.wait("document.querySelector('#pin')")
    page.fill(number=STAFF, pin=desk.pin, window=window)
    page.click("button.main")
    page.wait(f"document.querySelector('#acts') && {LIVE}")


def _lobby(chromium: Chromium, url: str, width: int = 1920, height: int = 1080) -> Page:
    page = chromium.page(width, height)
    page.open(f"{url}/lobby")
    page.wait(LIVE)
    return page


def _number(page: Page, label: str) -> None:
    page.wait(f"document.querySelector('.number')?.textContent.startsWith('{label}') && {HEARS}")


def test_two_windows_call_at_once_and_the_lobby_shows_both(
    chromium: Chromium, desk: DeskHall, url: str
) -> None:
    labels = {desk.take(), desk.take()}
    one, two = (_window(chromium, desk, url, window) for window in "12")
    lobby = _lobby(chromium, url)
    _picture(one, "window-idle")
    # Both fingers come down before either answer is back.
    for page in (one, two):
        page.run("setTimeout(() => document.querySelector('#act-call-next').click(), 0)")
    for page in (one, two):
        page.wait("document.querySelector('#now .number').textContent.startsWith('A')")
    shown = {str(page.run("document.querySelector('#now .number').textContent")) for page in (one, two)}
    assert shown == labels
    lobby.wait("document.querySelector('.last li')")
    text = lobby.text()
    assert all(label in text for label in labels)
    _picture(one, "window-called")
    _picture(lobby, "lobby-two")
    assert one.troubles() == two.troubles() == lobby.troubles() == []


def test_the_keys_on_the_buttons_do_what_they_say(chromium: Chromium, desk: DeskHall, url: str) -> None:
    first, second = desk.take(), desk.take()
    page = _window(chromium, desk, url, "3")
    page.key("1")
    _number(page, first)
    page.key("3")
    page.wait("document.querySelector('#now .state').textContent.includes('办理中')")
    _picture(page, "window-serving")
    page.key("1")  # cannot be pressed now, and does nothing
    page.key("4")
    page.wait("document.querySelector('#said').textContent.includes('已办结')")
    page.key("1")
    _number(page, second)
    page.key("5")
    page.wait("document.querySelector('.late')")
    page.key("8")
    page.wait("document.querySelector('#act-resume')")
    _picture(page, "window-paused")
    assert page.troubles() == []


def test_a_list_that_is_open_stays_while_the_hall_moves(chromium: Chromium, desk: DeskHall, url: str) -> None:
    desk.take()
    page = _window(chromium, desk, url, "1")
    page.key("1")
    page.wait("document.querySelector('#act-transfer:enabled')")
    page.run("document.querySelector('#to').focus(); document.querySelector('#to').value = 'business'")
    desk.take()
    page.wait("document.querySelector('#line tbody tr')")
    assert page.run("document.querySelector('#to').value") == "business"
    page.click("#act-transfer")
    page.wait("document.querySelector('#said').textContent.includes('已回到队伍里')")
    assert [one.line for one in desk.hall.calls.waiting("8")] == ["business"]


def test_everybody_comes_back_after_the_desk_was_restarted(chromium: Chromium, world: World) -> None:
    before = DeskHall(world)
    label = before.take()
    with served(before) as url:
        port = urlsplit(url).port or 0
        window, lobby = _window(chromium, before, url, "1"), _lobby(chromium, url)
        window.key("1")
        _number(lobby, label)
    after = before.restarted()
    later = after.take()
    with served(after, port):
        after.hall.calls.call_next("2", "x")
        after.feed.poke()
        _number(lobby, later)
        lobby.wait(LIVE)
        # Who was signed in is asked for the PIN again, at the window that was chosen before.
        window.wait("location.pathname === '/sign-in' && document.querySelector('#pin')")
        assert window.run("document.querySelector('#window').value") == "1"
        _sign_in(window, after, "1")
        _number(window, label)


def test_data_that_is_old_is_said_on_the_display(chromium: Chromium, world: World) -> None:
    desk = DeskHall(world, Access(beat_s=0.5))
    with served(desk) as url:
        lobby = _lobby(chromium, url)
    # The server is gone: three beats later the page says so by itself.
    lobby.wait("document.body.classList.contains('old')")
    assert "数据已旧" in lobby.text()
    assert lobby.run("document.documentElement.scrollWidth <= innerWidth")
    assert lobby.run("document.getElementById('link').getBoundingClientRect().right <= innerWidth")
    _picture(lobby, "lobby-old")


def test_a_display_that_may_not_sound_asks_for_a_touch(chromium: Chromium, desk: DeskHall, url: str) -> None:
    lobby = _lobby(chromium, url)
    lobby.wait("document.querySelector('#mute').checkVisibility()")
    lobby.click("#mute")
    lobby.wait("!document.querySelector('#mute').checkVisibility()")
    desk.take()
    desk.hall.calls.call_next("1", "x")
    desk.feed.poke()
    lobby.wait("voice.src.includes('/sound/')")
    assert lobby.troubles() == []


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (3840, 2160)])
def test_a_full_lobby_fits_every_display(
    chromium: Chromium, desk: DeskHall, url: str, width: int, height: int
) -> None:
    for series, windows in {"general": "1234", "insurance": "56", "household": "7"}.items():
        for window in windows:
            desk.take(series, priority=window in "36")
            desk.hall.calls.call_next(window, "x")
    for _ in range(12):
        desk.take("business")
    desk.hall.calls.pause("8", "x")
    desk.feed.poke()
    lobby = _lobby(chromium, url, width, height)
    lobby.wait("document.querySelectorAll('.last li').length === 5")
    _picture(lobby, f"lobby-full-{width}")
    assert lobby.run("document.documentElement.scrollHeight <= innerHeight")
    cut = lobby.run(
        "[...document.querySelectorAll('.number, .to, li, h1, h2, #clock')].filter((one) => {"
        " const box = one.getBoundingClientRect(); return one.scrollWidth > one.clientWidth + 1"
        " || box.right > innerWidth || box.bottom > innerHeight; }).map((one) => one.textContent)"
    )
    assert cut == []
    # Ten metres want capitals of five centimetres: on a display 1.4 m wide (65 inches) 5 % of its width.
    assert (
        lobby.run("parseFloat(getComputedStyle(document.querySelector('.last b')).fontSize) / innerWidth")
        > 0.05
    )


def test_staff_pages_fit_a_small_screen(chromium: Chromium, desk: DeskHall, url: str) -> None:
    for n in range(30):
        desk.take("general", priority=n == 20)
    page = _window(chromium, desk, url, "4")
    page.key("1")
    page.wait("document.querySelector('#act-start:enabled')")
    _picture(page, "window-full")
    assert page.run("document.documentElement.scrollHeight <= innerHeight")
    assert page.run("document.documentElement.scrollWidth <= innerWidth")
    page.open(f"{url}/health")
    page.wait(f"{LIVE} && document.querySelector('tr.warning')")
    _picture(page, "health")
    assert page.run("document.documentElement.scrollWidth <= innerWidth")
    page.open(f"{url}/report")
    page.wait("document.querySelector('#month').value === '2026-11'")
    _picture(page, "report")
    assert page.run("document.documentElement.scrollWidth <= innerWidth")
    ratings = desk.world.services.ratings
    for session, level in {"s1": Level.DISSATISFIED, "s2": Level.VERY_DISSATISFIED}.items():
        ratings.rate(filed_case(desk.world, session), level, REASONS[level][:2])
        desk.world.clock.advance(8 * 86_400)
    _sign_in_again(page, desk, url, "4")
    page.open(f"{url}/follow-ups")
    page.click("summary")
    page.wait("document.querySelector('[value=fixed]').checkVisibility()")
    _picture(page, "follow-ups")
    assert page.run("document.documentElement.scrollWidth <= innerWidth")
    page.click("[value=fixed]")
    page.wait("document.querySelector('.said').textContent.includes('已记下')")
    assert page.troubles() == []


def test_a_number_is_voided_by_key_after_a_question(chromium: Chromium, desk: DeskHall, url: str) -> None:
    first, second = desk.take(), desk.take()
    page = _window(chromium, desk, url, "1")
    page.key("1")
    _number(page, first)
    page.key("9")
    page.wait(f"location.pathname === '/void' && {HEARS}")
    assert "作废" in page.text()
    _picture(page, "void")
    page.escape()
    page.wait(f"location.pathname === '/window' && {LIVE}")
    page.key("9")
    page.wait(f"location.pathname === '/void' && {HEARS} && document.querySelector('[data-key=\"2\"]')")
    page.key("2")
    page.wait(f"document.querySelector('#said')?.textContent.includes('{first} 已作废') && {LIVE}")
    assert [one.label for one in desk.hall.calls.waiting("1")] == [second]
    assert page.troubles() == []
