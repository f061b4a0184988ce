"""The real terminal program, walked by touch under libfaketime: what screens, slips and store then say."""

import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from kiosk.app.street import Street
from kiosk.domain.time import CHINA
from kiosk.settings import ROOT, Settings, load
from kiosk.store import open_store
from kiosk.store.engine import KEY_BYTES, connect
from kiosk.store.key_file import read_key, read_or_create_key
from tests.faults.clock_walker import Order, Seen, step
from tests.faults.kill_walk import OFFSCREEN
from tests.faults.walker import Place

LIBRARY = "/usr/lib/*/faketime/libfaketimeMT.so.1"


def library() -> str | None:
    found = sorted(Path("/").glob(LIBRARY.lstrip("/")))
    return str(found[0]) if found else None


def china(year: int, month: int, day: int, hour: int = 10, minute: int = 0, second: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, second, tzinfo=CHINA)


class Clock:
    """The file that libfaketime reads at every look: how far the wall clock is from the machine's."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._set_s = 0.0  # from the machine's clock to the terminal's

    def set(self, moment: datetime) -> None:
        self._set_s = moment.timestamp() - datetime.now(UTC).timestamp()
        step(self.file, self.words())

    def jump(self, by: timedelta) -> None:
        self._set_s += by.total_seconds()
        step(self.file, self.words())

    def words(self, more_s: float = 0.0) -> str:
        """As the file says it."""
        return f"{self._set_s + more_s:+.3f}"


class Life:
    """One run of the terminal."""

    def __init__(self, process: "subprocess.Popen[str]", log: Path) -> None:
        self._process = process
        self._log = log

    def do(self, do: str, **fields: str) -> Seen:
        assert self._process.stdin is not None
        self._process.stdin.write(msgspec.json.encode(Order(do=do, **fields)).decode() + "\n")
        self._process.stdin.flush()
        return self.heard()

    def heard(self) -> Seen:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith('{"screen"'):
                seen = msgspec.json.decode(line, type=Seen)
                if seen.failed:
                    raise AssertionError(f"{seen.failed}\n{self._log.read_text('utf-8', 'replace')[-3000:]}")
                return seen
        raise AssertionError(f"the terminal ended:\n{self._log.read_text('utf-8', 'replace')[-3000:]}")


def make_store(settings: Settings) -> None:
    """Empty, and before any clock is faked: the schema's steps load what reads files by the hundred, and
    libfaketime looks at its own file at each of their times."""
    settings.state_dir.mkdir(mode=0o700)
    key = read_or_create_key(
        settings.store_key_path, settings.store_path, settings.backup_dir, secrets.token_bytes(KEY_BYTES)
    )
    open_store(settings.store_path, key).close()


class ClockWalk:
    """One terminal, its street, and its clock. `taken`: every number, in order."""

    def __init__(self, folder: Path) -> None:
        self.taken: list[Seen] = []
        self.problems: list[str] = []
        self.clock = Clock(folder / "clock")
        self.street = Street(folder / "street", folder / "slips")
        self._state = folder / "state"
        config = self.street.write_config(folder / "config", self._state)
        make_store(load(config))
        self._log = folder / "walk.log"
        self._place = Place(str(config), self.street.printer.port, self.street.reader.port)

    @contextmanager
    def life(self, moment: datetime, zone: str = "Asia/Shanghai") -> Iterator[Life]:
        """The terminal is switched on at that moment of its own clock, and off at the end."""
        self.clock.set(moment)
        process = self._start(zone, add_staff=False)
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            life = Life(process, self._log)
            life.heard()
            yield life
        finally:
            # By its switch, syncer included. Not in order: libfaketime turns the short sleeps in which Python
            # waits for a child into errors once only the wall clock is faked.
            os.killpg(process.pid, signal.SIGKILL)
            process.stdin.close()
            process.stdout.close()
            process.wait()

    def add_staff(self, moment: datetime) -> str:
        """Before the first life; their PIN."""
        self.clock.set(moment)
        process = self._start("Asia/Shanghai", add_staff=True)
        said, _ = process.communicate(timeout=60)
        return msgspec.json.decode(said.splitlines()[-1], type=Seen).screen

    def take(self, life: Life, what: str, dated: bool | None = None, by: timedelta | None = None) -> Seen:
        """A number, whose screen, slip and store must say the same. `by`: a time server steps the clock by so
        much while it is taken. `dated`: whether slip and screen name the day; None: either."""
        to = "" if by is None else self.clock.words(by.total_seconds())
        seen = life.do("take", step_to=to)
        self.taken.append(seen)
        if by is not None:
            self.clock.jump(by)
        if seen.screen != seen.stored:
            self.problems.append(f"{what}: {seen.screen} on screen and slip, {seen.stored} in the store")
        if seen.dated_screen != seen.dated_slip:
            self.problems.append(f"{what}: {seen.screen}: screen and slip do not agree on the day")
        if dated is not None and seen.dated_slip is not dated:
            self.problems.append(f"{what}: {seen.screen} is {'dated' if seen.dated_slip else 'not dated'}")
        return seen

    def judge(self) -> list[str]:
        """After the last life: no number twice, none skipped, and the store has exactly what was given."""
        driver = connect(self._state / "kiosk.db", read_key(self._state / "store.key"))
        rows = driver.execute("SELECT service_day, label FROM ticket ORDER BY rowid").fetchall()
        driver.close()
        stored = [(str(day), str(label)) for day, label in rows]
        given = [(one.service_day, one.screen) for one in self.taken]
        problems = list(self.problems)
        if sorted(stored) != sorted(given):
            problems.append(f"given and not stored, or the other way round: {set(stored) ^ set(given)}")
        if len(set(given)) != len(given):
            problems.append(f"a number was given twice: {given}")
        for day in {day for day, _ in given}:
            labels = [label for other, label in given if other == day]
            if labels != [f"A{n:03}" for n in range(1, len(labels) + 1)]:
                problems.append(f"{day}: {labels}")
        return problems

    def close(self) -> None:
        self.street.close()

    def _start(self, zone: str, *, add_staff: bool) -> "subprocess.Popen[str]":
        preloaded = library()
        assert preloaded is not None, "set-up brings faketime"
        words = {"place": self._place, "clock": str(self.clock.file), "add_staff": add_staff}
        # Only the wall clock is faked: on a real machine the monotonic clock hears nothing of all this.
        faked = {
            "LD_PRELOAD": preloaded,
            "FAKETIME_TIMESTAMP_FILE": str(self.clock.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
        }
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "tests.faults.clock_walker", msgspec.json.encode(words).decode()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                cwd=ROOT,
                start_new_session=True,
                env={**os.environ, **OFFSCREEN, **faked, "TZ": zone},
            )
