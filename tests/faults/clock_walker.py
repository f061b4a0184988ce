"""The real terminal under a clock that somebody else moves: takes numbers by touch, says what was seen.

Its own process, started by clock_walk.py under libfaketime: `python -m tests.faults.clock_walker PLACE`.
Orders come line by line on stdin; each is answered by one line of JSON on stdout.
"""

import queue
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from kiosk.app import demo, story
from kiosk.app.run import run_terminal
from kiosk.app.terminal import Terminal
from kiosk.settings import load
from kiosk.ui.touch import Touch
from tests.faults.walker import Devices, HastyWalk, Place

ORDER_WITHIN_S = 120.0
SCREEN_S = (
    30.0  # a machine that is busy with other tests is no defect; libfaketime makes every look at a clock dear
)
UNTRUSTED = "时间待校准"
DAY = "办理日期"  # the slip's line that a terminal in doubt leaves out


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """`do`: take, confirm or end. `series`: whose tile is touched. `step_to`: what the clock's file says from
    the moment of the touch on; empty: nothing. `pin`: of the member of staff who confirms."""

    do: str
    series: str = "general"
    step_to: str = ""
    pin: str = ""


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """One number as screen, slip and store tell it; `doubted`: the screen's header said so to everybody."""

    screen: str = ""
    slip: bool = False
    dated_screen: bool = False
    dated_slip: bool = False
    doubted: bool = False
    stored: str = ""
    service_day: str = ""
    failed: str = ""


class Passer:
    """Somebody in front of the terminal."""

    def __init__(self, terminal: Terminal, place: Place, clock: Path) -> None:
        self._terminal = terminal
        self._clock = clock
        self.walk = HastyWalk(Touch(terminal.window.view), Devices(place), Path())  # type: ignore[arg-type]
        self.touch = self.walk.touch

    def take(self, order: Order) -> Seen:
        touch, fallen = self.touch, len(self.walk.street.slips())
        touch.tap("attract.start", SCREEN_S)
        touch.tap("home.take-number", SCREEN_S)
        touch.wait_for(f"take-number.{order.series}", SCREEN_S)
        if order.step_to:
            # While the touch is being answered: a time server asks nobody for leave.
            threading.Thread(target=step, args=(self._clock, order.step_to), name="time-server").start()
        touch.tap(f"take-number.{order.series}")
        touch.wait_for("number.label", SCREEN_S)
        number = touch.text_of("number.label")
        slip = self._slip(fallen, number)
        touch.wait_text("已打印", 30.0)
        with demo.stored(self._terminal).read() as work:
            ticket = work.tickets.by_token(str(slip["qr"][0]))
        seen = Seen(
            screen=number,
            slip=True,
            dated_screen=touch.find("number.clock") is None,
            dated_slip=any(DAY in line for line in slip["text"]),
            doubted=touch.sees(UNTRUSTED),
            stored="" if ticket is None else ticket.label,
            service_day="" if ticket is None else ticket.service_day.isoformat(),
        )
        touch.tap("number.finish", SCREEN_S)
        touch.wait_for("attract.start", SCREEN_S)
        return seen

    def _slip(self, fallen: int, number: str) -> dict[str, Any]:
        """The slip that fell for this touch: another day's may read the same."""

        def mine() -> list[dict[str, Any]]:
            new = self.walk.street.slips()[fallen:]
            return [slip for slip in new if number in "\n".join(slip["text"])]

        self.touch.wait_until(lambda: bool(mine()), f"the slip of {number}", 30.0)
        return mine()[0]

    def header(self, order: Order) -> Seen:
        """What the header comes to say, of which `series` is the wanted word: doubted or trusted."""
        wanted = order.series == "doubted"
        self.touch.wait_until(lambda: self.touch.sees(UNTRUSTED) is wanted, order.series, 30.0)
        return Seen(doubted=self.touch.sees(UNTRUSTED))

    def confirm(self, order: Order) -> Seen:
        """Staff say in their menu that the clock is right now."""
        touch, walk = self.touch, self.walk
        touch.tap("attract.start")
        touch.tap("footer.call-staff")
        touch.tap("help.staff")
        touch.wait_for("staff-sign-in.id")
        walk.press(demo.STAFF)
        touch.tap("staff-sign-in.pin")
        walk.press(order.pin)
        touch.tap("staff-sign-in.go")
        touch.tap("staff.clock", 10.0)
        touch.tap("staff.confirm")
        touch.wait_until(lambda: touch.find("staff.clock") is None, "a clock that is believed", 10.0)
        touch.tap("staff.sign-out")
        touch.wait_for("attract.start", 10.0)
        return Seen()


def step(clock: Path, to: str) -> None:
    """In one piece: a reader never sees half a time."""
    new = clock.with_suffix(".new")
    new.write_text(to)
    new.rename(clock)


def obey(passer: Passer, end: Callable[[int], None]) -> None:
    orders: queue.Queue[str] = queue.Queue()

    def listen() -> None:
        for line in sys.stdin:
            orders.put(line)
        orders.put("")

    threading.Thread(target=listen, name="orders", daemon=True).start()
    try:
        story.look_at_start(passer.walk)
        say(Seen())
        while True:
            passer.touch.wait_until(lambda: not orders.empty(), "an order", ORDER_WITHIN_S)
            line = orders.get()
            if not line:
                end(0)
                return
            order = msgspec.json.decode(line, type=Order)
            say({"take": passer.take, "confirm": passer.confirm, "header": passer.header}[order.do](order))
    except Exception as error:
        traceback.print_exc()
        say(Seen(failed=str(error)))
        end(1)


def say(seen: Seen) -> None:
    sys.stdout.write(msgspec.json.encode(seen).decode() + "\n")
    sys.stdout.flush()


def main(words: dict[str, Any]) -> int:
    if words.get("add_staff"):
        say(Seen(screen=demo.add_staff(load(Path(words["place"]["config"])))))
        return 0
    place = msgspec.convert(words["place"], Place)
    config = Path(place.config)
    clock = Path(words["clock"])
    return run_terminal(
        load(config),
        config,
        showing="panel",
        again=False,
        companion=lambda terminal, end: obey(Passer(terminal, place, clock), end),
    )


if __name__ == "__main__":
    sys.exit(main(msgspec.json.decode(sys.argv[1])))
