"""A day in a hall of three terminals, at high speed: real processes, a real PostgreSQL, real pages over HTTP.

Eight people at windows act through the desk's pages; a display in the lobby follows its event stream. One
terminal loses the ledger for an hour and goes on in its own series; one loses its power in the middle of a
number; one has no paper for half an hour; the display loses its connection. Night numbers, the next morning,
and at the end the table and what the judge thinks of it.
"""

import heapq
import itertools
import random
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from threading import Barrier
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace

from kiosk.desk.ports import Access
from kiosk.domain.text import Text
from kiosk.domain.time import to_ms
from kiosk.settings import HallSettings, IntervalSettings, WindowSettings
from kiosk.store.postgres import PgLedger
from tests.desk_hall import STAFF, DeskHall, served
from tests.faults.hall_day_clock import MORNING, DayClock, passed_s
from tests.faults.hall_day_display import Display
from tests.faults.hall_day_terminal import PowerGone, TerminalProcess
from tests.faults.hall_day_till import Answer, Command
from tests.faults.hall_day_windows import Shown, WindowPerson
from tests.faults.hall_day_wire import Wire
from tests.faults.hall_people import Citizen, day_people, night_people
from tests.unit.services.world import World, local_instant

NEXT_MORNING = local_instant(2026, 11, 24, 9)
GONE_HOME = local_instant(2026, 11, 23, 20)
NO_PAPER = (local_instant(2026, 11, 23, 10, 30), local_instant(2026, 11, 23, 11, 0))
CUT_OFF = (local_instant(2026, 11, 23, 9, 40), local_instant(2026, 11, 23, 10, 40))
# When the power goes, and where: at the next number there. The second is out of the ledger's reach just then.
POWER = (
    (local_instant(2026, 11, 23, 9, 20), 0),
    (local_instant(2026, 11, 23, 10, 5), 1),
    (local_instant(2026, 11, 23, 10, 40), 2),
    (local_instant(2026, 11, 23, 14, 0), 0),
    (local_instant(2026, 11, 23, 18, 0), 1),
)
LATEST_DEATH = 60  # statements: a number takes some twenty, its slip as many, the ledger's turn the rest
DARK = (local_instant(2026, 11, 23, 14, 20), timedelta(seconds=20))  # the display's connection
RESTS_S = 1800.0
SIGNED_IN_S = 6 * 3600.0  # each PIN costs a quarter of a second; after the night it is asked for anyway
CUT, PAPERLESS = 1, 2  # which terminal it happens to


def hall_settings(night_quota: int) -> HallSettings:
    """The embedded hall, with a midday break, windows that serve two lines, and few numbers at night."""
    plain = HallSettings()
    names = dict(enumerate(plain.series))
    broken = (IntervalSettings(open=_at(9), close=_at(12)), IntervalSettings(open=_at(13, 30), close=_at(17)))
    business = replace(names[3], hours=replace(names[3].hours, mon=broken))
    served_at = {
        **dict.fromkeys("1234", ("general",)),
        **dict.fromkeys("56", ("insurance",)),
        "7": ("household", "business"),
        "8": ("business", "insurance"),
    }
    return replace(
        plain,
        series=(replace(names[0], night_quota=night_quota), names[1], names[2], business),
        window=tuple(
            WindowSettings(id=name, name=Text(f"{name}号窗口", f"Window {name}"), series=lines)
            for name, lines in served_at.items()
        ),
    )


def _at(hour: int, minute: int = 0) -> time:
    return time(hour, minute)


class Held(msgspec.Struct):
    """One number in somebody's hand."""

    citizen: Citizen
    ticket_id: str
    label: str
    token: str
    terminal: int
    issued_ms: int
    alone: bool  # given while the ledger was out of reach
    early: bool  # for the next day


class SharedDay:
    def __init__(self, folder: Path, server: Path, address: str, seed: int, count: int) -> None:
        """`server`: PostgreSQL's socket; `address`: an empty database behind it."""
        self.count = count
        self.clock = DayClock()
        self.nights = max(6, count // 20)
        self.hall = hall_settings(night_quota=max(2, self.nights // 4))
        self.ledger = PgLedger(address)
        self.ledger.prepare()
        self.held: dict[str, Held] = {}  # by ticket
        self.refused: list[tuple[int, str, str]] = []  # ms, series, why
        self.problems: list[str] = []
        self.power_cuts = 0
        self._draw = random.Random(seed + 2)
        # A small day has one of them.
        self._power = list(POWER) if count >= 400 else [self._draw.choice(POWER[:2])]
        self.offline: list[tuple[int, int]] = []  # when the display had no connection, ms
        self._moved: set[str] = set()
        self._idle: set[str] = set()
        self._announced = 0  # the last call on the display before an act
        self._events: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()
        self._close = ExitStack()
        self.wire = Wire(server)
        self._close.callback(self.wire.close)
        database = urlsplit(address).path
        cut_off = f"postgresql://postgres@127.0.0.1:{self.wire.port}{database}?sslmode=disable"
        self.terminals = [
            TerminalProcess(folder / name, name, cut_off if n == CUT else address, self.hall)
            for n, name in enumerate(("0001", "0002", "0003"))
        ]
        for one in self.terminals:
            one.boot(0.0)
            self._close.callback(one.close)
        (folder / "desk").mkdir()
        self.world = World(
            folder / "desk", self.clock, self.hall, terminal="0009", ids="desk", ledger=self.ledger
        )
        self._close.callback(self._end_desk)
        desk = DeskHall(self.world, Access(signed_in_s=SIGNED_IN_S))
        url = self._close.enter_context(served(desk))
        self.people = {
            one.id: WindowPerson(url, one.id, STAFF, desk.pin, scripted=one.id not in "78")
            for one in self.hall.windows()
        }
        self.display = Display(url)
        self._close.callback(self.display.disconnect)
        for one in self.terminals:
            one.stands()
        self._plan(seed)

    # -- the plan ----------------------------------------------------------------------------------------

    def _plan(self, seed: int) -> None:
        for n in range(3):
            self.at(MORNING, partial(self.turn, n))
            for hour in range(1, 26):
                self.at(MORNING + timedelta(hours=hour), partial(self.turn, n))
        for citizen in (*day_people(seed, self.count), *night_people(seed, self.nights)):
            self.at(citizen.comes, partial(self.take, citizen))
        for opening in (local_instant(2026, 11, 23, 9), NEXT_MORNING):
            self.at(opening, self.open)
        for number, window in enumerate(sorted(self.people)):
            rest = local_instant(2026, 11, 23, 12) + timedelta(minutes=20 * number)
            self.at(rest, partial(self._pause, window))
            self.at(rest + timedelta(seconds=RESTS_S), partial(self._resume, window))
        self.at(MORNING, self.display.connect)
        self.at(DARK[0], self._lose_display)
        self.at(DARK[0] + DARK[1], self._find_display)
        self.at(NO_PAPER[0], partial(self.terminals[PAPERLESS].refill, empty=True))
        self.at(NO_PAPER[1], partial(self.terminals[PAPERLESS].refill, empty=False))
        self.at(CUT_OFF[0], self.wire.cut)
        self.at(CUT_OFF[1], self._mend)

    def at(self, when: datetime, what: Callable[[], None]) -> None:
        self._push(passed_s(when), what)

    def after(self, seconds: float, what: Callable[[], None]) -> None:
        self._push(self.clock.passed_s + seconds, what)

    def _push(self, passed: float, what: Callable[[], None]) -> None:
        heapq.heappush(self._events, (passed, next(self._order), what))

    def run(self) -> None:
        while self._events:
            passed, _, what = heapq.heappop(self._events)
            self.clock.passed_s = max(passed, self.clock.passed_s)
            what()
        for n in range(3):
            self.turn(n)

    def close(self) -> None:
        self._close.close()
        self.ledger.close()

    def _end_desk(self) -> None:
        for one in self.people.values():
            one.close()
        self.world.close()

    # -- at the terminals --------------------------------------------------------------------------------

    def order(self, n: int, do: str, **fields: object) -> Answer:
        return self.terminals[n].order(Command(do=do, passed_s=self.clock.passed_s, **fields))  # type: ignore[arg-type]

    def surely(self, n: int, do: str, **fields: object) -> Answer:
        """What nobody waits for is done after the next start, when the power goes over it."""
        try:
            return self.order(n, do, **fields)
        except PowerGone:
            self._start_again(n)
            return self.order(n, do, **fields)

    def turn(self, n: int) -> None:
        self.surely(n, "turn")

    def take(self, citizen: Citizen) -> None:
        n = citizen.terminal
        wanted: dict[str, object] = {
            "session": f"session-{next(self._order)}",
            "series": citizen.series,
            "priority": citizen.priority,
        }
        try:
            got = self.order(n, "take", **wanted, dies_at=self._power_goes(n))
        except PowerGone:
            self._power_is_back(n, citizen)
            return
        if not got.label:
            self.refused.append((to_ms(self.clock.now()), citizen.series, got.outcome))
            return
        self._holds(n, citizen, got)

    def _holds(self, n: int, citizen: Citizen, got: Answer) -> None:
        if got.ticket_id in self.held:
            self.problems.append(f"{got.label} was given twice")
        early = got.day is not None and got.day > self.clock.now().astimezone(MORNING.tzinfo).date()
        self.held[got.ticket_id] = Held(
            citizen=citizen,
            ticket_id=got.ticket_id,
            label=got.label,
            token=got.token,
            terminal=n,
            issued_ms=to_ms(self.clock.now()),
            alone=got.alone,
            early=early,
        )
        self.after(1, partial(self.turn, n))
        self._wake(citizen.series)
        if citizen.gives_back:
            self.after(120, partial(self._give_back, got.ticket_id))

    def _power_is_back(self, n: int, citizen: Citizen) -> None:
        """The citizen stands before a dark screen. After the start either a slip falls, or there is none."""
        self._start_again(n)
        self.order(n, "print")
        books = self.order(n, "books")
        mine = [one for one in books.tickets if one[0] not in self.held]
        if not mine:
            self.take(citizen)
            return
        [(ticket_id, label, token, _)] = mine
        day = self.clock.now().astimezone(MORNING.tzinfo).date()
        self._holds(n, citizen, Answer(ticket_id=ticket_id, label=label, token=token, day=day))

    def _power_goes(self, n: int) -> int:
        """Before which statement from now on; 0: not."""
        for moment, where in self._power:
            if where == n and self.clock.now() >= moment:
                self._power.remove((moment, where))
                return self._draw.randrange(1, LATEST_DEATH)
        return 0

    def _start_again(self, n: int) -> None:
        self.power_cuts += 1
        code = self.terminals[n].bury()
        if code != -signal.SIGKILL:
            self.problems.append(f"terminal {n} ended with {code}, and its power was not cut")
        self.terminals[n].boot(self.clock.passed_s)
        self.terminals[n].stands()

    def _give_back(self, ticket_id: str) -> None:
        one = self.held[ticket_id]
        self.surely(one.terminal, "give-back", session="", token=one.token)
        self.after(1, partial(self.turn, one.terminal))

    def _mend(self) -> None:
        self.wire.mend()
        self.turn(CUT)
        for series in self.hall.series:
            self._wake(series.id)

    # -- at the windows ----------------------------------------------------------------------------------

    def open(self) -> None:
        """Everybody presses at the same moment."""
        self._idle.clear()
        together = Barrier(len(self.people))
        self._announced = self.display.position()

        def call(person: WindowPerson) -> tuple[str, Shown]:
            person.look()
            together.wait(60)
            return person.window, person.act("call-next")

        with ThreadPoolExecutor(len(self.people)) as pool:
            for window, shown in sorted(pool.map(call, self.people.values())):
                self._before(window, shown)

    def work(self, window: str) -> None:
        """The window is free: it calls until closing, and the last ones are still served."""
        self._before(window, self._act(window, "call-next"))

    def _before(self, window: str, shown: Shown) -> None:
        """Whom the page shows now is called and walks, or has gone."""
        if not shown.ticket:
            self._idle.add(window)
            return
        self._display_shows(shown.label, window)
        one = self.held.get(shown.ticket)
        if one is not None and one.label != shown.label:
            self.problems.append(f"the page shows {shown.label} for the slip {one.label}")
        if one is not None and (one.citizen.stays or shown.ticket in self._moved):
            self.after(25, partial(self._serve, window, shown))
        else:  # gone, or a number of which no slip was ever made
            self.after(60, partial(self._recall, window, shown))

    def _wake(self, series: str) -> None:
        """From some hours after closing until the next morning nobody is at a window."""
        if GONE_HOME <= self.clock.now() < NEXT_MORNING:
            return
        for window in self.hall.windows():
            if window.id in self._idle and series in window.series:
                self._idle.discard(window.id)
                self.after(5, partial(self.work, window.id))

    def _act(self, window: str, act: str, **fields: str) -> Shown:
        self._announced = self.display.position()
        return self.people[window].act(act, **fields)

    def _pause(self, window: str) -> None:
        self._act(window, "pause")

    def _resume(self, window: str) -> None:
        self._act(window, "resume")
        if window in self._idle:
            self._idle.discard(window)
            self.work(window)

    def _recall(self, window: str, called: Shown) -> None:
        shown = self._act(window, "recall")
        if shown.ticket == called.ticket:
            self._display_shows(shown.label, window)
            self.after(60, partial(self._give_up, window, called))
        else:
            self._free(window)

    def _give_up(self, window: str, called: Shown) -> None:
        shown = self._act(window, "no-show")
        one = self.held.get(called.ticket)
        if one is not None and one.citizen.comes_late and called.ticket in shown.late:
            self._moved.add(called.ticket)
            self.after(90, partial(self._take_back, window, called))
        self._free(window)

    def _take_back(self, window: str, called: Shown) -> None:
        """They came after all: the button that the page keeps for them. The page may have forgotten them."""
        person = self.people[window]
        if called.ticket in person.look().late:
            person.take_back(called.ticket)
            self._wake(self.held[called.ticket].citizen.series)

    def _serve(self, window: str, called: Shown) -> None:
        citizen = self.held[called.ticket].citizen
        if self._act(window, "start").ticket != called.ticket:  # given back while they walked to the window
            self._free(window)
            return
        first_time = called.ticket not in self._moved
        if citizen.moves_to and first_time:
            self._moved.add(called.ticket)
            self._act(window, "transfer", to=citizen.moves_to)
            self._wake(citizen.moves_to)
            self._free(window)
        elif citizen.put_back and first_time:
            self._moved.add(called.ticket)
            self._act(window, "put-back")
            self._wake(citizen.series)
            self._free(window)
        else:
            self.after(citizen.takes_s, partial(self._finish, window))

    def _finish(self, window: str) -> None:
        shown = self._act(window, "finish")
        if shown.ticket:
            self.problems.append(f"window {window} still has {shown.label}")
        self._free(window)

    def _free(self, window: str) -> None:
        self.after(10, partial(self.work, window))

    # -- in the lobby ------------------------------------------------------------------------------------

    def _display_shows(self, label: str, window: str) -> None:
        """The clock stands until the call was seen: in a hall that takes a tenth of a second."""
        if not self.display.follows:
            return
        self.display.wait(
            lambda seen: any(
                (one.label, one.window) == (label, window) and one.position > self._announced
                for one in seen.heard[-10:]
            ),
            f"{label} at window {window}",
        )

    def _lose_display(self) -> None:
        self._lost_ms = to_ms(self.clock.now())
        self.display.disconnect()

    def _find_display(self) -> None:
        self.offline.append((self._lost_ms, to_ms(self.clock.now())))
        self.display.connect()
