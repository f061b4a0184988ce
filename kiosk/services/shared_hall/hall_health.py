"""How every terminal of the hall is: each tells the ledger, the desk reads it there (DESIGN §6).

What is told is what the terminal's own self-check says, its counts and its version: nothing about a person.
When it was heard is the ledger's own time, so that no terminal's clock makes it look silent or alive.
"""

from collections.abc import Callable
from datetime import date

import msgspec

from kiosk.domain.health import Check, Verdict
from kiosk.services.hall_views import Ledger
from kiosk.services.status import TerminalStatus
from kiosk.store.errors import LedgerAway

LOOK_S = 5.0  # between two looks at oneself; what changed is told at once
TELL_S = 20.0
SILENT_S = 60  # three that did not come

WORST_FIRST = (Verdict.FAULT, Verdict.WARNING, Verdict.UNKNOWN, Verdict.OK)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a terminal says of itself. A later version may say more: what is not known is passed over."""

    status: TerminalStatus
    checks: tuple[Check, ...]
    software: str = ""
    follow_ups: int = 0  # bad ratings that staff have to follow up there
    overdue: int = 0


class TerminalHealth(msgspec.Struct, frozen=True, kw_only=True):
    """One terminal as the desk knows it. `told` None: what it said cannot be read (another version)."""

    terminal: str
    told: Told | None
    heard_ms: int | None = None  # by the ledger's clock; None: this machine itself, asked just now
    silent: bool = False
    is_desk: bool = False  # a desk on its own machine: it has no printer and issues nothing

    @property
    def verdict(self) -> Verdict:
        """The worst of it. Who is silent may be switched off, on fire, or behind a cable that was pulled."""
        if self.silent:
            return Verdict.FAULT
        if self.told is None:
            return Verdict.UNKNOWN
        found = {check.verdict for check in self.told.checks}
        return next((one for one in WORST_FIRST if one in found), Verdict.OK)


class HallHealth(msgspec.Struct, frozen=True):
    """Every terminal, worst first. `stale`: the ledger is away, and this is what it last said."""

    terminals: tuple[TerminalHealth, ...]
    here: str  # whose store this desk works in
    stale: bool = False


class OwnHealth:
    """How this machine is, asked now. `follow_ups` gives how many are open, and how many overdue."""

    def __init__(
        self,
        terminal: str,
        checks: Callable[[], tuple[Check, ...]],
        status: Callable[[], TerminalStatus],
        follow_ups: Callable[[], tuple[int, int]],
        software: str,
        is_desk: bool = False,
    ) -> None:
        self.terminal = terminal
        self.is_desk = is_desk
        self._checks = checks
        self._status = status
        self._follow_ups = follow_ups
        self._software = software

    def told(self) -> Told:
        open_, overdue = self._follow_ups()
        return Told(
            status=self._status(),
            checks=self._checks(),
            software=self._software,
            follow_ups=open_,
            overdue=overdue,
        )


class HealthTelling:
    """A terminal's turn with the ledger: say how one is, at once when it changed, else now and then."""

    def __init__(
        self,
        ledger: Ledger,
        own: OwnHealth,
        ledger_now_ms: Callable[[], int],
        monotonic_s: Callable[[], float],
        is_ready: Callable[[], bool],
    ) -> None:
        """`is_ready`: before that the self-check would wait, and with it the words that are owed."""
        self._ledger = ledger
        self._own = own
        self._ledger_now_ms = ledger_now_ms
        self._monotonic_s = monotonic_s
        self._is_ready = is_ready
        self._looked_s: float | None = None
        self._told_s = 0.0
        self._told = b""

    def turn(self, today: date) -> bool:
        del today
        now = self._monotonic_s()
        if not self._is_ready() or (self._looked_s is not None and now - self._looked_s < LOOK_S):
            return False
        told = msgspec.json.encode(self._own.told())
        if told != self._told or now - self._told_s >= TELL_S:
            heard_ms = self._ledger_now_ms()
            with self._ledger.begin() as work:
                work.health.put(self._own.terminal, heard_ms, told.decode())
            self._told, self._told_s = told, now
        self._looked_s = now  # one that failed is tried again in the next turn
        return False


class HallHealthView:
    """For the desk. `shared` and its clock are None where the hall is this one terminal."""

    def __init__(
        self, own: OwnHealth, shared: Ledger | None, ledger_now_ms: Callable[[], int] | None
    ) -> None:
        self._own = own
        self._shared = shared
        self._ledger_now_ms = ledger_now_ms
        self._last: tuple[TerminalHealth, ...] = ()

    def look(self) -> HallHealth:
        own, stale = self._own, False
        if self._shared is not None and self._ledger_now_ms is not None:
            try:
                self._last = self._heard(self._shared, self._ledger_now_ms())
            except LedgerAway:
                stale = True
        known = self._last
        # A terminal beside this desk tells by itself; whether it runs at all shows only there.
        if stale or own.is_desk or own.terminal not in [one.terminal for one in known]:
            others = (one for one in known if own.is_desk or one.terminal != own.terminal)
            here = TerminalHealth(terminal=own.terminal, told=own.told(), is_desk=own.is_desk)
            known = (here, *others)
        return HallHealth(tuple(sorted(known, key=_worst_first)), own.terminal, stale)

    def _heard(self, shared: Ledger, now_ms: int) -> tuple[TerminalHealth, ...]:
        with shared.read() as work:
            rows, seats = work.health.all(), work.hall.terminals()
        heard = {row.terminal: row for row in rows}
        # One that has a seat and never said a word has an older program, or went before it could.
        return tuple(
            _read(name, heard[name].heard_ms, heard[name].told, now_ms)
            if name in heard
            else TerminalHealth(terminal=name, told=None, silent=True)
            for name in sorted({*heard, *seats})
        )


def _read(terminal: str, heard_ms: int, told: str, now_ms: int) -> TerminalHealth:
    try:
        found = msgspec.json.decode(told, type=Told)
    except msgspec.MsgspecError:
        found = None
    silent = now_ms - heard_ms > SILENT_S * 1000
    return TerminalHealth(terminal=terminal, told=found, heard_ms=heard_ms, silent=silent)


def _worst_first(one: TerminalHealth) -> tuple[int, str]:
    return WORST_FIRST.index(one.verdict), one.terminal
