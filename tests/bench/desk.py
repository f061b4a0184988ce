"""A terminal's queue on a store of its own, as the bench needs it: always open, no end of numbers."""

from datetime import date, time
from pathlib import Path

from kiosk.app.clock import SystemClock
from kiosk.app.ids import new_id, new_token
from kiosk.domain.item import WorkCalendar
from kiosk.domain.text import Text
from kiosk.domain.time import to_ms
from kiosk.services.queue import NumberTaken, Queue
from kiosk.services.timekeeping import Timekeeping
from kiosk.settings import HallSettings, HoursSettings, SeriesSettings, TerminalSettings
from kiosk.store import open_store

KEY = bytes(range(32))
SERIES = "general"


class Desk:
    """Hands out numbers from `folder`/kiosk.db."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        clock = SystemClock()
        self.path = folder / "kiosk.db"
        self.store = open_store(self.path, KEY)
        with self.store.begin() as work:
            if work.terminal.find() is None:
                work.terminal.create("0001", "bench", to_ms(clock.now()))
        always = HoursSettings(open=time(0, 0), close=time(23, 59))
        series = SeriesSettings(
            id=SERIES,
            prefix="A",
            name=Text("综合服务", "General"),
            windows="1–4",
            last=9_999_999,
            hours=always,
        )
        calendar = WorkCalendar(
            first=date(2020, 1, 1), last=date(2099, 12, 31), holidays=(), makeup_workdays=(), source="bench"
        )
        self.queue = Queue(
            self.store,
            HallSettings(series=(series,)),
            TerminalSettings(),
            Timekeeping(clock, calendar),
            ids=new_id,
            tokens=new_token,
        )

    def take(self) -> None:
        """One citizen, one number. Raises RuntimeError for a refusal, which must not be timed."""
        # A session of its own, named as the shell names one: the terminal gives it `new_id`.
        taken = self.queue.take_number(new_id(), SERIES)
        if not isinstance(taken, NumberTaken) or taken.repeated:
            raise RuntimeError(f"no number was issued: {taken}")

    def close(self) -> None:
        self.store.close()
