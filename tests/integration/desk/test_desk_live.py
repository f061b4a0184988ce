"""The event stream over TCP: what a client gets first, what it missed, how it learns that data is old."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import requests

from kiosk.desk.ports import Access
from kiosk.domain.calling import Changes
from kiosk.store.errors import Busy
from tests.desk_hall import DeskHall, served
from tests.unit.services.world import World


class Client:
    """Reads events one by one; every read has a deadline, so a stream that says nothing fails the test."""

    def __init__(self, answer: requests.Response) -> None:
        self._lines = answer.iter_lines(chunk_size=1, decode_unicode=True)
        self.position = ""

    def next(self, wanted: str) -> str:
        """The data of the next event of this kind."""
        kind, data = "", []
        for line in self._lines:
            name, _, value = line.partition(": ")
            if name == "id":
                self.position = value
            elif name == "event":
                kind = value
            elif name == "data":
                data.append(value)
            elif not line:
                if kind == wanted:
                    return "\n".join(data)
                kind, data = "", []
        raise AssertionError(f"the stream ended before {wanted}")


@contextmanager
def following(url: str, **headers: str) -> Iterator[Client]:
    with requests.get(f"{url}/lobby/live", stream=True, timeout=30, headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield Client(answer)


def test_a_display_gets_the_board_then_each_call(desk: DeskHall) -> None:
    label = desk.take()
    with served(desk) as url, following(url) as display:
        assert "请留意叫号" in display.next("board")
        desk.hall.calls.call_next("1", "x")
        desk.feed.poke()
        assert label in display.next("board")
        call = json.loads(display.next("call"))
        assert (call["label"], call["window"]) == (label, "1")
        assert requests.get(url + call["sound"], timeout=30).content.startswith(b"RIFF")
        assert desk.chime.asked == [(label, "1号窗口")]


def test_what_another_process_writes_is_seen_without_a_word(desk: DeskHall) -> None:
    with served(desk) as url, following(url) as display:
        display.next("board")
        desk.take()
        assert '<b class="count">1</b>' in display.next("board")


def test_who_comes_back_hears_the_calls_it_missed(desk: DeskHall) -> None:
    labels = [desk.take() for _ in range(3)]
    with served(desk) as url:
        with following(url) as display:
            display.next("board")
            desk.hall.calls.call_next("1", "x")
            desk.feed.poke()
            display.next("call")
        desk.hall.calls.call_next("2", "x")
        desk.hall.calls.call_next("3", "x")
        with following(url, **{"Last-Event-ID": display.position}) as again:
            missed = [json.loads(again.next("call"))["label"] for _ in range(2)]
    assert missed == labels[1:]


def test_calls_of_long_ago_are_shown_and_not_spoken(desk: DeskHall) -> None:
    label = desk.take()
    desk.hall.calls.call_next("1", "x")
    desk.world.clock.advance(60)
    with served(desk) as url, following(url, **{"Last-Event-ID": "0"}) as display:
        assert label in display.next("board")
        later = desk.take()
        desk.hall.calls.call_next("2", "x")
        desk.feed.poke()
        assert json.loads(display.next("call"))["label"] == later


def test_garbage_as_a_position_is_nobody_s(desk: DeskHall) -> None:
    with served(desk) as url:
        for garbage in ("x", "-1", "9" * 17, "9" * 500, "1.5"):
            with following(url, **{"Last-Event-ID": garbage}) as display:
                assert "请留意叫号" in display.next("board"), garbage


def test_data_that_cannot_be_read_is_called_old_until_it_can(world: World) -> None:
    desk = DeskHall(world, Access(beat_s=0.2))
    with served(desk) as url, following(url) as display:
        assert json.loads(display.next("beat"))["fresh"] is True
        real = desk.hall.calls.changes_since

        def busy(position: int, max_count: int = 500) -> Changes:
            raise Busy(f"{position} {max_count}")

        desk.world.services.calling.changes_since = busy  # type: ignore[method-assign]
        while json.loads(display.next("beat"))["fresh"]:
            pass
        desk.world.services.calling.changes_since = real  # type: ignore[method-assign]
        while not json.loads(display.next("beat"))["fresh"]:
            pass


def test_fifty_displays_cost_the_store_one_reader(desk: DeskHall) -> None:
    asked = 0
    real = desk.world.services.calling.lobby

    def counted() -> object:
        nonlocal asked
        asked += 1
        return real()

    desk.take()
    with served(desk) as url:
        displays = [requests.get(f"{url}/lobby/live", stream=True, timeout=30) for _ in range(50)]
        clients = [Client(answer) for answer in displays]
        for client in clients:
            client.next("beat")
        desk.world.services.calling.lobby = counted  # type: ignore[method-assign,assignment]
        desk.hall.calls.call_next("1", "x")
        desk.feed.poke()
        for client in clients:
            client.next("call")
        # One look for the call, and at most one more if it fell together with the regular one.
        assert asked <= 2
        for answer in displays:
            answer.close()
