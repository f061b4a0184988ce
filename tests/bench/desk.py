"""A terminal's queue on a store of its own, as the bench needs it: always open, no end of numbers."""

import secrets
from datetime import date, time
from pathlib import Path
from uuid import uuid4

import uuid_utils

from kiosk.app.clock import SystemClock
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
            ids=lambda: str(uuid_utils.uuid7()),
            tokens=lambda: secrets.token_urlsafe(16),
        )

    def take(self) -> None:
        """One citizen, one number. Raises RuntimeError for a refusal, which must not be timed."""
        taken = self.queue.take_number(str(uuid4()), SERIES)
        if not isinstance(taken, NumberTaken) or taken.repeated:
            raise RuntimeError(f"no number was issued: {taken}")

    def close(self) -> None:
        self.store.close()
