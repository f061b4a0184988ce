"""Server-sent events: what a page shows whole, and each call on top. The browser reconnects by itself.

A page that comes back says the last position it had (Last-Event-ID) and gets the calls since then, as far as
they are young enough to be worth a voice, and what the hall is now.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import replace

import msgspec

from kiosk.desk.feed import Feed, Moment
from kiosk.desk.html import build
from kiosk.domain.calling import CallEvent
from kiosk.store.errors import StoreError

RETRY_MS = 1000
WORTH_SAYING_MS = 30_000
AFTER_DISPLAYS_S = 0.1
BEATS_A_DRAWING = 5  # how long people have waited is told in minutes
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
MEDIA_TYPE = "text/event-stream"


def message(event: str, data: str, position: int | None = None) -> bytes:
    lines = [f"event: {event}"] if position is None else [f"id: {position}", f"event: {event}"]
    lines += [f"data: {line}" for line in data.split("\n")]
    return ("\n".join(lines) + "\n\n").encode()


def hello() -> bytes:
    return f"retry: {RETRY_MS}\n\n".encode() + message("hello", build())


def beat(moment: Moment) -> bytes:
    return message("beat", msgspec.json.encode({"now_ms": moment.now_ms, "fresh": moment.fresh}).decode())


def position_of(words: str | None) -> int | None:
    """The position that a browser names; None for nothing, or nothing of ours."""
    if not words or len(words) > 18 or not (words.isascii() and words.isdigit()):
        return None
    return int(words)


class LobbyStream:
    """For displays: the board is drawn once a moment, whoever many look at it."""

    def __init__(self, feed: Feed, board: Callable[[Moment], str], beat_s: float) -> None:
        self._feed = feed
        self._board = board
        self._beat_s = beat_s
        self._drawn: tuple[int, bytes] = (-1, b"")

    async def __call__(self, last_event_id: str | None) -> AsyncIterator[bytes]:
        moment = self._feed.moment
        had = position_of(last_event_id)
        # A position of before a restore is further than ours: then only what the hall is now.
        told = moment.position if had is None else min(had, moment.position)
        yield hello() + self._draw(moment) + b"".join(self._calls(told, moment)) + beat(moment)
        while not self._feed.closed:
            seen, moment = moment, await self._feed.after(moment.number, self._beat_s)
            if moment.number == seen.number:
                yield beat(moment)
            else:
                yield self._draw(moment) + b"".join(self._calls(seen.position, moment)) + beat(moment)

    def _draw(self, moment: Moment) -> bytes:
        if self._drawn[0] != moment.number:
            self._drawn = moment.number, message("board", self._board(moment), moment.position)
        return self._drawn[1]

    def _calls(self, position: int, moment: Moment) -> Iterator[bytes]:
        for call in self._feed.calls_after(position):
            if moment.now_ms - call.at_ms <= WORTH_SAYING_MS:
                yield message("call", _told(call), call.position)


def _told(call: CallEvent) -> str:
    told = {"position": call.position, "label": call.label, "window": call.window}
    return msgspec.json.encode({**told, "sound": f"/sound/{call.position}.wav"}).decode()


async def window_stream(
    feed: Feed, draw: Callable[[], Awaitable[str | None]], beat_s: float
) -> AsyncIterator[bytes]:
    """For one window's page. `draw` gives the page's parts as JSON; None once its session is over.

    Displays go first: people look at them, while whoever acts at a window has the answer to the act itself.
    While the ledger is away the page keeps what it shows; it is the one reader that tries, not thirty pages.
    """
    moment, beats = feed.moment, 0
    yield hello()
    while not feed.closed:
        if not moment.fresh:
            yield beat(moment)
            moment = await feed.after(moment.number, beat_s)
            continue
        try:
            parts = await draw()
        except StoreError:  # gone since the reader looked: it will say so itself
            yield beat(replace(moment, fresh=False))
            moment = await feed.after(moment.number, beat_s)
            continue
        if parts is None:
            yield message("over", "")
            return
        yield message("window", parts, moment.position) + beat(moment)
        beats = 0
        while not feed.closed:
            seen, moment = moment, await feed.after(moment.number, beat_s)
            beats += 1
            if moment.number != seen.number:
                await asyncio.sleep(AFTER_DISPLAYS_S)
                moment = feed.moment
                break
            if beats >= BEATS_A_DRAWING:
                break
            yield beat(moment)
