"""Slips through every fault that a printer has, drawn at random; the judge is what fell out of it.

Numbers are taken by the real services and printed by the real spooler over TCP. Citizens miss slips and get
them again, give numbers back, walk away; the terminal dies between two turns and in the middle of a slip.
"""

import logging
import random
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kiosk.domain.printer import JobState, PrintJob
from kiosk.domain.ticket import Ticket
from kiosk.services.queue import NumberTaken
from printers.escpos_driver import EscPosDriver
from printers.links.tcp import TcpLink
from printers.profile import Profile
from printers.spooler import Spooler
from tests.faults.finding import Finding
from tests.integration.printers.rig import Rig
from tests.integration.printers.stepping import SteppingClock
from tests.unit.services.world import World

# A real printer's answers take milliseconds here. What comes late is no proof, which is allowed for.
TIMEOUT_S = 0.06
PATIENCE_S = 0.4
TERMINALS = 4
SLIP_BYTES = 900
TAKEN_A_DAY = 250  # the range of a series is three digits
SERIES = ("general", "insurance", "household", "business")
COPY = re.compile(r"补打 (\d+)")

FAULTS = (
    "near-end",
    "paper-out",
    "paper-out-mid-slip",
    "cover-open",
    "offline",
    "cutter-error",
    "overheated",
    "mute",
    "slow",
    "garbage",
    "reset-mid-job",
    "buffer-full",
    "off",
)


class Killed(Exception):
    """SIGKILL, as far as the printer and the store can see: nothing more is written or said."""


class MortalLink(TcpLink):
    """Dies with its program once `dies_after` bytes have left."""

    dies_after: int | None = None

    def write(self, data: bytes) -> None:
        if self.dies_after is None:
            super().write(data)
            return
        before, self.dies_after = data[: self.dies_after], max(0, self.dies_after - len(data))
        super().write(before)
        if self.dies_after == 0:
            self.close()
            raise Killed


class Terminal:
    def __init__(self, folder: Path, rig: Rig, seed: int) -> None:
        self.chance = random.Random(seed)
        self.clock = SteppingClock()
        self.world = World(folder / "terminal")
        self.rig = rig
        self.link, self.spooler = self._spooler()
        self.jobs: list[str] = []  # first prints, in the order of asking
        self.given_back: set[str] = set()  # tokens
        self.facts = Counter[str]()
        self._looked_at = 0
        self.papers = Counter[tuple[str, int]]()  # (token, copy)

    def _spooler(self) -> tuple[MortalLink, Spooler]:
        link = MortalLink("127.0.0.1", self.rig.port, TIMEOUT_S)
        profile = Profile(answers=self.chance.random() < 0.9)
        driver = EscPosDriver(link, profile, self.clock.monotonic_s, TIMEOUT_S, PATIENCE_S)
        return link, Spooler(self.world.store, driver, profile, "slip", self.clock)

    # -- what happens ------------------------------------------------------------------------------------

    def play(self, count: int) -> None:
        while len(self.jobs) < count:
            self._become(self.chance.choice(("ready", *FAULTS)))
            for _ in range(self.chance.randint(1, 6)):
                self._citizen()
                self._print(mortal=self.chance.random() < 0.1)
            self._become("ready")
            self._print()
            self._citizens_say()
        self._become("ready")
        self.clock.skip(60)
        self._print()
        self._print()

    def _become(self, state: str) -> None:
        self.facts[state] += 1
        self.rig.become(
            state, after_dots=self.chance.randrange(10, 300), after_bytes=self.chance.randrange(1, SLIP_BYTES)
        )

    def _citizen(self) -> None:
        """Somebody takes a number, and may give it back or leave before it is printed."""
        if len(self.jobs) % TAKEN_A_DAY == TAKEN_A_DAY - 1:
            self.world.clock.advance(86_400)
        session = f"session-{len(self.jobs)}"
        taken = self.world.services.queue.take_number(session, self.chance.choice(SERIES))
        assert isinstance(taken, NumberTaken), taken
        self.jobs.append(taken.job_id)
        self._second_thoughts(session, taken.ticket)

    def _second_thoughts(self, session: str, ticket: Ticket) -> None:
        lot = self.chance.random()
        if lot < 0.05:
            self.world.services.giving_back.give_back(session, ticket.token)
            self.given_back.add(ticket.token)
        elif lot < 0.15:
            self.facts["sessions wiped"] += 1
            self.world.services.printing.give_up_session(session)

    def _print(self, *, mortal: bool = False) -> None:
        self.link.dies_after = self.chance.randrange(0, SLIP_BYTES) if mortal else None
        try:
            while self.spooler.run_once():
                pass
        except Killed:
            self.facts["killed in a slip"] += 1
            self.link, self.spooler = self._spooler()
        self.link.dies_after = None
        if self.chance.random() < 0.05:
            self.facts["started anew"] += 1
            self.spooler.close()
            self.link, self.spooler = self._spooler()

    def _citizens_say(self) -> None:
        """Who holds a slip says so; who does not, and now and then one who does, says that it is missing."""
        self.look()
        printing = self.world.services.printing
        for job in printing.jobs(20):
            if job.state not in (JobState.SENT, JobState.UNKNOWN):
                continue
            held = self.papers[job.token, job.copy] > 0
            lot = self.chance.random()
            if held and lot < 0.5:
                printing.came_out(job.id)
            elif not held or lot < 0.6:
                printing.say_missing(job.id)
                self.facts["asked for again"] += 1

    # -- what fell ---------------------------------------------------------------------------------------

    def look(self) -> None:
        slips = self.rig.slips
        for slip in slips[self._looked_at :]:
            marks = [int(found[1]) for found in map(COPY.search, slip.text) if found]
            for data in slip.qr:
                self.papers[data, marks[0] if marks else 0] += 1
        self._looked_at = len(slips)

    def all_jobs(self) -> list[PrintJob]:
        with self.world.store.read() as work:
            return work.print_jobs.recent(1_000_000)


def judged(terminal: Terminal) -> list[str]:
    """Every promise about paper that was broken."""
    terminal.look()
    problems: list[str] = []
    jobs = terminal.all_jobs()
    if moving := [job.id for job in jobs if not job.state.ended]:
        problems.append(f"neither printed, sent, unknown nor given up: {moving[:5]}")
    for job in jobs:
        papers = terminal.papers[job.token, job.copy]
        named = f"{job.id} copy {job.copy} ({job.state}, {job.reason})"
        if papers > 1:
            problems.append(f"{named} came {papers} times")
        if job.state is JobState.PRINTED and not papers:
            problems.append(f"{named} is not on paper")
        if job.state is JobState.GIVEN_UP and papers:
            problems.append(f"{named} came though it was given up")
    known = {(job.token, job.copy) for job in jobs}
    if strange := [paper for paper in terminal.papers if paper not in known]:
        problems.append(f"paper of no job: {strange[:5]}")
    if waiting := terminal.rig.printer.machine.waiting:
        problems.append(f"{waiting} bytes are left in the printer")
    return problems


def run(folder: Path, count: int, seed: int) -> Finding:
    """`count` numbers taken and printed, at several terminals at once: most of the time is waiting."""
    # What a printer did to a slip is our finding, not news for whoever reads the log.
    logging.getLogger("printers").setLevel(logging.ERROR)
    shares = [count // TERMINALS + (n < count % TERMINALS) for n in range(TERMINALS)]
    with ThreadPoolExecutor(TERMINALS) as pool:
        ran = list(
            pool.map(lambda n: _one(folder / f"{n}", shares[n], seed * TERMINALS + n), range(TERMINALS))
        )
    problems = [f"terminal {n}: {problem}" for n, (found, _) in enumerate(ran) for problem in found]
    facts = sum((seen for _, seen in ran), Counter[str]())
    return Finding(name="paper", count=count, seed=seed, problems=tuple(problems[:20]), facts=dict(facts))


def _one(folder: Path, count: int, seed: int) -> tuple[list[str], Counter[str]]:
    folder.mkdir()
    with Rig(folder / "slips") as rig:
        terminal = Terminal(folder, rig, seed)
        try:
            terminal.play(count)
            problems = judged(terminal)
            states = Counter(job.state.value for job in terminal.all_jobs())
        finally:
            terminal.spooler.close()
            terminal.world.close()
    return problems, states + Counter({"on paper": terminal.papers.total()}) + terminal.facts
