"""A process in which five windows call, serve and send on; it says each act once it was done."""

import random
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from kiosk.domain.calling import Act, Called, Moved, WindowView
from kiosk.domain.text import Text
from kiosk.services.number_outcomes import NumberTaken
from kiosk.settings_hall import HallSettings, SeriesSettings
from tests.faults.sudden_death import live, nobody_dies
from tests.unit.services.world import World

GENERAL, INSURANCE = "general", "insurance"
STAFF = "1001"
WAITING_AT_LEAST = 12

# Window 3 calls from both lines.
HALL = HallSettings(
    series=(
        SeriesSettings(id=GENERAL, prefix="A", name=Text("综合服务"), windows="1–3", last=9_999_999),
        SeriesSettings(id=INSURANCE, prefix="B", name=Text("社保医保"), windows="3–5", last=9_999_999),
    )
)


class Hall:
    """`act` is one act of somebody in the hall, and the words for it: action, ticket, window or “-”."""

    KINDS = (
        Act.ISSUE,
        Act.CALL,
        Act.RECALL,
        Act.START,
        Act.FINISH,
        Act.NO_SHOW,
        Act.PUT_BACK,
        Act.TRANSFER,
        Act.VOID,
    )

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.world = World(folder, hall=HALL, ids=uuid4().hex)
        self._chance = chance
        self.before: Callable[[str], None] = nobody_dies

    def act(self) -> str | None:
        """None: nothing was changed, because nobody waits for this window."""
        windows = self.world.services.calling.windows()
        if min(window.waiting for window in windows) < WAITING_AT_LEAST:
            return self._take_number()
        window = self._chance.choice(windows)
        return self._call(window.id) if window.now is None else self._move(window, window.now)

    def close(self) -> None:
        self.world.close()

    def _take_number(self) -> str:
        self.before(Act.ISSUE)
        series = self._chance.choice((GENERAL, INSURANCE))
        taken = self.world.services.queue.take_number(uuid4().hex, series, self._chance.random() < 0.2)
        if not isinstance(taken, NumberTaken):
            raise RuntimeError(f"no number: {taken}")
        return f"{Act.ISSUE} {taken.ticket.id} -"

    def _call(self, window: str) -> str | None:
        self.before(Act.CALL)
        called = self.world.services.calling.call_next(window, STAFF)
        return f"{Act.CALL} {called.ticket_id} {window}" if isinstance(called, Called) else None

    def _move(self, window: WindowView, now: Called) -> str:
        """Whatever staff may do with the number before them."""
        calling = self.world.services.calling
        here = (window.id, STAFF, now.ticket_id)
        other = INSURANCE if now.line == GENERAL else GENERAL
        moves: dict[Act, Callable[[], object]] = {
            Act.RECALL: lambda: calling.recall(*here),
            Act.START: lambda: calling.start(*here),
            Act.FINISH: lambda: calling.finish(*here),
            Act.NO_SHOW: lambda: calling.no_show(*here),
            Act.PUT_BACK: lambda: calling.put_back(*here, others=self._chance.randrange(6)),
            Act.TRANSFER: lambda: calling.transfer(*here, other),
            Act.VOID: lambda: calling.void(STAFF, now.ticket_id, window=window.id),
        }
        serving = (Act.FINISH, Act.PUT_BACK, Act.TRANSFER)
        act = self._chance.choice(tuple(moves) if now.started_ms is None else serving)
        self.before(act)
        outcome = moves[act]()
        if not isinstance(outcome, Called | Moved):
            raise RuntimeError(f"{act} was refused: {outcome}")
        return f"{act} {now.ticket_id} {'-' if act is Act.VOID else window.id}"


def main(folder: str, seed: str, how: str) -> None:
    chance = random.Random(seed)
    hall = Hall(Path(folder), chance)
    live(hall, hall.world.store, chance, how)


if __name__ == "__main__":
    main(*sys.argv[1:])
