"""A real store, a real driver, a printer on the other end of a real socket."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.document import Align, Document, DocumentKind, Line, QrCode, Size
from kiosk.domain.printer import JobState, PrintJob
from kiosk.store import Store, open_store
from printers.escpos_driver import EscPosDriver
from printers.links.tcp import TcpLink
from printers.profile import Profile
from printers.spooler import Spooler
from tests.integration.printers.rig import Rig
from tests.integration.printers.stepping import SteppingClock

TIMEOUT_S = 0.4


class Desk:
    """One terminal's printing: stores jobs, runs the spooler, tells what became of them."""

    def __init__(self, store: Store, rig: Rig, clock: SteppingClock) -> None:
        self.store = store
        self.clock = clock
        self._rig = rig
        self._count = itertools.count(1)
        self.profile = Profile()
        self.spooler = self.started()

    def started(self, profile: Profile | None = None) -> Spooler:
        """A spooler as after a start of the program."""
        profile = profile or self.profile
        link = TcpLink("127.0.0.1", self._rig.port, TIMEOUT_S)
        driver = EscPosDriver(link, profile, self.clock.monotonic_s, TIMEOUT_S, patience_s=3.0)
        return Spooler(self.store, driver, profile, "slip", self.clock)

    def add(self, text: str = "", session: str = "s1", document: bytes | None = None) -> str:
        """Store a job; its id is on the paper, as text and in the code."""
        n = next(self._count)
        name = f"job-{n:04}"
        slip = Document(
            kind=DocumentKind.TICKET,
            token=name,
            blocks=(Line(name, Size.LARGE, Align.CENTER), Line(text or "请留意叫号"), QrCode(name)),
        )
        job = PrintJob(
            id=name,
            role="slip",
            kind="ticket",
            token=name,
            session=session,
            document=msgspec.json.encode(slip) if document is None else document,
            state=JobState.QUEUED,
            created_ms=n,
        )
        with self.store.begin() as uow:
            uow.print_jobs.add(job)
        return name

    def job(self, name: str) -> PrintJob:
        with self.store.read() as uow:
            job = uow.print_jobs.get(name)
        assert job is not None
        return job

    def state(self, name: str) -> JobState:
        return self.job(name).state

    def printer_state(self) -> str:
        with self.store.read() as uow:
            device = uow.devices.get("printer:slip")
        return device.state if device is not None else ""

    def drain(self) -> None:
        while self.spooler.run_once():
            pass

    def on_paper(self) -> list[str]:
        """The job of every slip that fell, told by its code, or by its text where the code is missing."""
        return [slip.qr[0] if slip.qr else "|".join(slip.text) for slip in self._rig.slips]


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    with Rig(tmp_path / "slips") as rig:
        yield rig


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "kiosk.db", bytes(32))
    yield store
    store.close()


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def desk(store: Store, rig: Rig, clock: SteppingClock) -> Desk:
    return Desk(store, rig, clock)
