"""A process in which people book, come, are served, rate and complain, and say each act once it was done."""

import random
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from kiosk.domain.appointment import ByPhone
from kiosk.domain.calling import Called, Moved
from kiosk.domain.rating import REASONS, FollowUp, Level
from kiosk.domain.text import Text
from kiosk.domain.time import CHINA
from kiosk.services.appointment_outcomes import Booked, Cancelled, CheckedIn
from kiosk.services.complaints import ComplaintFiled
from kiosk.services.ratings import Ratable, Rated
from kiosk.settings_appointments import AppointmentSettings
from kiosk.settings_hall import HallSettings, HoursSettings, IntervalSettings, SeriesSettings
from kiosk.store.engine import connect
from tests.faults.sudden_death import live, nobody_dies
from tests.unit.services.world import KEY, SetClock, World, local_instant

CHANGING = "change-"  # what the sessions that change an appointment begin with
GENERAL, WINDOW, STAFF = "general", "1", "1001"
PER_SLOT = 3
STARTS = range(10 * 60, 13 * 60, 30)
FIRST_DAY = local_instant(2026, 1, 5)
DAY = (IntervalSettings(open=FIRST_DAY.time(), close=FIRST_DAY.time().replace(hour=17)),)

HALL = HallSettings(
    series=(
        SeriesSettings(
            id=GENERAL,
            prefix="A",
            name=Text("综合服务"),
            windows="1–2",
            hours=HoursSettings(mon=DAY, tue=DAY, wed=DAY, thu=DAY, fri=DAY, sat=DAY, sun=DAY),
            # Few places, so that slots are full and places come back.
            appointments=AppointmentSettings(days_ahead=1, per_slot=PER_SLOT, early_minutes=240),
        ),
    )
)
COMPLAINT = {
    "kind": "complaint",
    "unit": "not-sure",
    "content": "跑了三趟",
    "named": "anonymous",
    "answer_wanted": False,
}


class Visitors:
    """`act` is one act of somebody, and the words for it: action, whose or what, and a second name or “-”."""

    KINDS = ("_book", "_cancel", "_change", "_check_in", "_serve", "_rate", "_complain", "_follow_up")

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._chance = chance
        self.before: Callable[[str], None] = nobody_dies
        clock = SetClock(_morning(folder / "kiosk.db", next_day=chance.random() < 0.5))
        self.world = World(folder, clock, hall=HALL, ids=uuid4().hex)
        self._today = clock.instant.astimezone(CHINA).date()
        self.world.services.checking_in.close_days()

    def act(self) -> str | None:
        """None: nothing was changed, because there was nobody for it, or no place left."""
        often = (self._book, self._check_in, self._serve, self._rate)
        seldom = (self._book, self._cancel, self._change, self._complain, self._follow_up)
        act = self._chance.choice(2 * often + seldom)
        self.before(act.__name__)
        return act()

    def _book(self) -> str | None:
        who = ByPhone(f"138{self._chance.randrange(10**8):08}")
        booked = self.world.services.booking.book(uuid4().hex, GENERAL, *self._any_slot(), who)
        return f"booked {booked.view.appointment.id} -" if isinstance(booked, Booked) else None

    def _cancel(self) -> str | None:
        if (known := self._any("SELECT id FROM appointment WHERE state = 'booked'")) is None:
            return None
        gone = self.world.services.booking.cancel(uuid4().hex, known)
        return f"cancelled {known} -" if isinstance(gone, Cancelled) else None

    def _change(self) -> str | None:
        if (known := self._any("SELECT id FROM appointment WHERE state = 'booked'")) is None:
            return None
        new = self.world.services.booking.change(f"{CHANGING}{uuid4().hex}", known, *self._any_slot())
        return f"changed {known} {new.view.appointment.id}" if isinstance(new, Booked) else None

    def _check_in(self) -> str | None:
        if (known := self._any("SELECT id FROM appointment WHERE state = 'booked'")) is None:
            return None
        come = self.world.services.checking_in.check_in(uuid4().hex, known)
        return f"arrived {known} {come.taken.ticket.id}" if isinstance(come, CheckedIn) else None

    def _serve(self) -> str | None:
        calling = self.world.services.calling
        now = calling.window(WINDOW).now
        if now is None:
            called = calling.call_next(WINDOW, STAFF)
            return f"called {called.ticket_id} -" if isinstance(called, Called) else None
        if not isinstance(outcome := calling.finish(WINDOW, STAFF, now.ticket_id), Moved):
            raise RuntimeError(f"not finished: {outcome}")
        return f"finished {now.ticket_id} -"

    def _rate(self) -> str | None:
        """Also what has its rating already."""
        if (token := self._any("SELECT token FROM ticket WHERE state = 'done'")) is None:
            return None
        ratings = self.world.services.ratings
        if not isinstance(found := ratings.by_token(token), Ratable):
            return None
        level = self._chance.choice(tuple(Level))
        rated = ratings.rate(found, level, REASONS[level][:2], "等了很久")
        return f"rated {rated.rating.id} {found.service.id}" if isinstance(rated, Rated) else None

    def _follow_up(self) -> str | None:
        ratings = self.world.services.ratings
        if (known := self._any("SELECT id FROM rating WHERE follow_up = 'open'")) is None:
            return None
        outcome = self._chance.choice((FollowUp.FIXED, FollowUp.EXPLAINED))
        return f"followed {known} {outcome}" if ratings.follow_up(STAFF, known, outcome) else None

    def _complain(self) -> str:
        filed = self.world.services.complaints.file(uuid4().hex, COMPLAINT)
        if not isinstance(filed, ComplaintFiled):
            raise RuntimeError(f"not filed: {filed}")
        return f"complained {filed.complaint.id} {filed.complaint.local_number}"

    def _any_slot(self) -> tuple[date, int]:
        return self._today + timedelta(days=self._chance.randrange(2)), self._chance.choice(STARTS)

    def _any(self, sql: str) -> str | None:
        found = self.world.store.driver().execute(sql).fetchall()
        return str(self._chance.choice(found)[0]) if found else None

    def close(self) -> None:
        self.world.close()


def _morning(store: Path, next_day: bool) -> datetime:
    """The same hour of the day that the store has seen last, or of the next."""
    if not store.exists():
        return FIRST_DAY
    driver = connect(store, KEY)
    seen = driver.execute("SELECT last_seen_ms FROM terminal").fetchall()
    driver.close()
    if not seen:
        return FIRST_DAY
    last = datetime.fromtimestamp(int(str(seen[0][0])) / 1000, UTC).astimezone(CHINA)
    return last + timedelta(days=1 if next_day else 0)


def main(folder: str, seed: str, how: str) -> None:
    chance = random.Random(seed)
    visitors = Visitors(Path(folder), chance)
    live(visitors, visitors.world.store, chance, how)


if __name__ == "__main__":
    main(*sys.argv[1:])
