"""The ledger goes away while pages are open: said in words, nothing thrown away, on again by itself."""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from typing import Any

import anyio
import pytest
from litestar.testing import TestClient

from kiosk.desk.feed import Feed
from kiosk.desk.ports import Access
from kiosk.desk.streams import window_stream
from kiosk.store.errors import LedgerAway
from tests.desk_hall import Browser, DeskHall
from tests.unit.services.world import World


class Cut:
    """The hall's calls, with a line to them that can be cut."""

    def __init__(self, calls: Any) -> None:
        self._calls = calls
        self.cut = False

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def asked(*args: Any) -> Any:
            if self.cut:
                raise LedgerAway("cut")
            return getattr(self._calls, name)(*args)

        return asked


@pytest.fixture
def hall(world: World) -> tuple[DeskHall, Cut]:
    desk = DeskHall(world, Access(hosts=("testserver.local",)))
    cut = Cut(desk.hall.calls)
    return DeskHall(world, desk.access, desk.pin, calls=cut), cut


@pytest.fixture
def window(hall: tuple[DeskHall, Cut]) -> Iterator[Browser]:
    desk, _ = hall
    with TestClient(desk.app) as client:
        browser = Browser(client)
        browser.sign_in(desk)
        yield browser


def test_a_page_says_so_and_tries_again_by_itself(hall: tuple[DeskHall, Cut], window: Browser) -> None:
    _, line = hall
    line.cut = True
    answer = window.open("/window")
    assert (answer.status_code, "连不上叫号库" in answer.text) == (503, True)
    assert 'http-equiv="refresh" content="3;url=/window"' in answer.text
    line.cut = False
    assert "没有人等候" in window.open("/window").text


def test_an_act_is_refused_in_words_and_changes_nothing(hall: tuple[DeskHall, Cut], window: Browser) -> None:
    desk, line = hall
    label = desk.take()
    form = window.open("/window").text.split('name="form" value="')[1].split('"')[0]
    line.cut = True
    fields = {"form": form, "act": "call-next", "ticket": ""}
    answer = window.client.post("/window", data=fields, headers={"Accept": "application/json"})
    assert answer.status_code == 503
    assert "不一定做成" in answer.json()["zh"]
    plain = window.client.post("/window", data=fields)
    assert (plain.status_code, "不一定做成" in plain.text, "refresh" in plain.text) == (503, True, True)
    line.cut = False
    assert f"{label} 已叫号" in window.act("call-next").text


def test_who_is_not_signed_in_still_may(hall: tuple[DeskHall, Cut], window: Browser) -> None:
    """Staff are the terminal's own: the ledger is not asked."""
    desk, line = hall
    line.cut = True
    window.client.cookies.clear()
    assert window.open("/sign-in").status_code == 200
    assert window.sign_in(desk).url.path == "/window"


def test_a_stream_stays_open_and_draws_again_when_it_is_back(hall: tuple[DeskHall, Cut]) -> None:
    desk, line = hall
    feed = Feed(line, desk.world.clock.monotonic_s)
    drawn = 0

    async def draw() -> str | None:
        nonlocal drawn
        drawn += 1
        line.window("1")
        return "{}"

    async def told(stream: AsyncIterator[bytes]) -> str:
        return (await anext(stream)).decode()

    async def follow() -> None:
        await feed.look()
        stream = window_stream(feed, draw, 0.01)
        assert "event: hello" in await told(stream)
        assert "event: window" in await told(stream)
        line.cut = True
        await feed.look()
        # One that was in the middle may try once; then nobody asks but the reader.
        while '"fresh":false' not in await told(stream):
            pass
        before = drawn
        for _ in range(5):
            assert '"fresh":false' in await told(stream)
        assert drawn == before
        line.cut = False
        await feed.look()
        while "event: window" not in await told(stream):
            pass

    anyio.run(follow)
    assert drawn >= 2


def test_a_page_that_draws_while_it_goes_away_keeps_its_stream(hall: tuple[DeskHall, Cut]) -> None:
    desk, line = hall
    feed = Feed(line, desk.world.clock.monotonic_s)

    async def draw() -> str | None:
        line.window("1")
        return "{}"

    async def follow() -> None:
        await feed.look()
        line.cut = True  # and the reader has not looked since
        stream = window_stream(feed, draw, 0.01)
        await anext(stream)
        assert '"fresh":false' in (await anext(stream)).decode()
        line.cut = False
        assert "event: window" in (await anext(stream)).decode()

    anyio.run(follow)
    assert replace(feed.moment, fresh=True) == feed.moment
