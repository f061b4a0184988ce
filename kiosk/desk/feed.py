"""The one reader of the hall's changes, for every display and window that follows: fifty pages, one look.

A page that reads slowly misses moments, never the last one; calls it missed in between are in `calls_after`.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

from anyio import to_thread

from kiosk.desk.ports import Calls
from kiosk.domain.calling import Act, CallEvent, LobbyView
from kiosk.store.errors import StoreError

LOOK_S = 0.25  # what other processes write is seen after this at the latest; our own at once
ANEW_S = 5.0  # what changes without a call: the day, a clock that was corrected
KEPT_CALLS = 64


@dataclass(frozen=True)
class Moment:
    """What the hall was at one instant. `number` grows with every change that a page could show."""

    number: int = 0
    position: int = 0
    now_ms: int = 0
    read_s: float = 0.0  # when it was last known to be so, monotonic
    lobby: LobbyView | None = None
    fresh: bool = False  # False: the ledger did not answer the last time


@dataclass(frozen=True)
class _Look:
    lobby: LobbyView
    calls: list[CallEvent]  # since the last look, oldest first
    position: int


class Feed:
    def __init__(self, calls: Calls, monotonic_s: Callable[[], float]) -> None:
        self._hall = calls
        self._monotonic_s = monotonic_s
        self.moment = Moment()
        self._calls: deque[CallEvent] = deque(maxlen=KEPT_CALLS)
        self._look = asyncio.Event()
        self._told = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False

    async def run(self) -> None:
        """Look until closed. A broken environment (StoreError) is shown as old data; ours is raised."""
        self._loop = asyncio.get_running_loop()
        while not self._closed:
            self._look.clear()
            await self.look()
            try:
                async with asyncio.timeout(LOOK_S):
                    await self._look.wait()
            except TimeoutError:
                continue

    async def look(self) -> None:
        """Once; a server does so before it answers, so that the first page is not empty."""
        try:
            self._show(await to_thread.run_sync(self._read, self.moment))
        except StoreError:
            if self.moment.fresh:
                self._tell(replace(self.moment, number=self.moment.number + 1, fresh=False))

    def poke(self) -> None:
        """Something was just written here: look now. From any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._look.set)

    def close(self) -> None:
        """Everybody who waits goes home. From any thread."""
        self._closed = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake_all)

    @property
    def closed(self) -> bool:
        return self._closed

    async def after(self, number: int, timeout_s: float) -> Moment:
        """The moment once it is another than `number`, or as it is when the time is over."""
        try:
            async with asyncio.timeout(timeout_s):
                while self.moment.number == number and not self._closed:
                    await self._told.wait()
        except TimeoutError:
            pass
        return self.moment

    def calls_after(self, position: int) -> list[CallEvent]:
        """The latest calls and recalls after a position, oldest first."""
        return [one for one in self._calls if one.position > position]

    def call_at(self, position: int) -> CallEvent | None:
        return next((one for one in self._calls if one.position == position), None)

    def _read(self, before: Moment) -> _Look | None:
        """None when nothing happened."""
        if before.lobby is None:
            return self._anew()
        changes = self._hall.changes_since(before.position)
        if changes.gap:  # after a restore, or away too long
            return self._anew()
        due = self._monotonic_s() - before.read_s >= ANEW_S
        if not (changes.events or due or not before.fresh):
            return None
        calls = [one for one in changes.events if one.kind in (Act.CALL, Act.RECALL)]
        # The lobby is read after the changes and may be further: a call in between comes with the next look.
        return _Look(self._hall.lobby(), calls, changes.position)

    def _anew(self) -> _Look:
        lobby = self._hall.lobby()
        return _Look(lobby, list(reversed(lobby.last)), lobby.position)

    def _show(self, look: _Look | None) -> None:
        if look is None:
            return
        known = {one.position for one in self._calls}
        self._calls.extend(one for one in look.calls if one.position not in known)
        before = self.moment
        changed = (
            not before.fresh
            or before.position != look.position
            or before.lobby is None
            or _shown(before.lobby) != _shown(look.lobby)
        )
        self._tell(
            Moment(
                number=before.number + changed,
                position=look.position,
                now_ms=look.lobby.now_ms,
                read_s=self._monotonic_s(),
                lobby=look.lobby,
                fresh=True,
            )
        )

    def _tell(self, moment: Moment) -> None:
        changed = moment.number != self.moment.number
        self.moment = moment
        if changed:
            self._wake_all()

    def _wake_all(self) -> None:
        if self._closed:
            self._look.set()
        told, self._told = self._told, asyncio.Event()
        told.set()


def _shown(lobby: LobbyView) -> tuple[object, ...]:
    """What pages show of it, without the passing of time."""
    return lobby.now, lobby.last, lobby.waiting, lobby.paused, lobby.clock_suspect
