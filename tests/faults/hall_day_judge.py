"""What a shared day came to: the table of the hall, and every promise that was broken.

`run` plays one on a PostgreSQL of its own and leaves build/hall_day.json.
"""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec

from kiosk.domain.calling import Act, Standing
from kiosk.domain.ticket import TicketState, place_of_issue
from kiosk.domain.time import from_ms, local
from kiosk.settings import ROOT
from printers.profile import Profile
from printers.render import tear_off
from tests.faults.finding import Finding
from tests.faults.hall_day_order import Change, Replay
from tests.faults.hall_day_shared import SharedDay
from tests.postgres_server import PostgresServer

_CHANGES = (
    'SELECT position, at_ms, kind, ticket_id, label, line, "window", priority FROM call_change ORDER BY 1'
)
_TICKETS = "SELECT id FROM ticket"
WORTH_SAYING_MS = 30_000
STRIP = tear_off(Profile())
OPENS = 9  # o'clock


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One series over both days. `no_slip`: reserved, and the terminal died or waited no longer."""

    series: str
    issued: int
    served: int
    no_show: int
    void: int
    waiting: int
    no_slip: int
    alone: int  # of `issued`: given while the ledger was out of reach
    median_wait_s: int
    p90_wait_s: int
    longest_wait_s: int

    @property
    def balanced(self) -> bool:
        return self.issued == self.served + self.no_show + self.void + self.waiting


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    problems: tuple[str, ...]
    table: tuple[Row, ...]
    facts: dict[str, int]


class Judge:
    def __init__(self, day: SharedDay) -> None:
        self._day = day
        self.display = day.display
        with day.ledger.read() as work:
            rows = work.driver.execute(_CHANGES).fetchall()
            names = [str(row[0]) for row in work.driver.execute(_TICKETS).fetchall()]
            found = [work.calls.get(name) for name in names]
        self.changes = [_change(row) for row in rows]
        self.standings: dict[str, Standing] = {one.ticket_id: one for one in found if one is not None}
        self.books = [day.order(n, "books") for n in range(3)]
        self.slips = [one.slips() for one in day.terminals]

    def verdict(self) -> Verdict:
        replay = Replay(self._day.hall, self.standings, self._places())
        replay.run(self.changes)
        table = tuple(self._row(series.id, replay) for series in self._day.hall.series)
        problems = [
            *self._day.problems,
            *self._numbers(table),
            *replay.problems,
            *self._slips(),
            *self._books(),
            *self._display(replay.calls),
            *self._night(),
        ]
        return Verdict(problems=tuple(problems), table=table, facts=self._facts(replay, table))

    # -- numbers -----------------------------------------------------------------------------------------

    def _places(self) -> dict[str, int]:
        """Where the time at which it was given puts each number."""
        held = self._day.held
        return {
            name: place_of_issue(held[name].issued_ms if name in held else one.issued_ms, one.number)
            for name, one in self.standings.items()
        }

    def _row(self, series: str, replay: Replay) -> Row:
        held = self._day.held
        mine = [one for name, one in self.standings.items() if one.series == series and name in held]
        states = Counter(one.state for one in mine)
        waits = sorted(
            (replay.first_call[one.ticket_id] - one.issued_ms) // 1000
            for one in mine
            if one.ticket_id in replay.first_call and _in_the_day(one)
        )
        return Row(
            series=series,
            issued=sum(one.citizen.series == series for one in held.values()),
            served=states[TicketState.DONE],
            no_show=states[TicketState.NO_SHOW],
            void=states[TicketState.VOID],
            waiting=states[TicketState.WAITING],
            no_slip=sum(one.series == series and name not in held for name, one in self.standings.items()),
            alone=sum(one.citizen.series == series and one.alone for one in held.values()),
            median_wait_s=_quantile(waits, 0.5),
            p90_wait_s=_quantile(waits, 0.9),
            longest_wait_s=waits[-1] if waits else 0,
        )

    def _numbers(self, table: Sequence[Row]) -> list[str]:
        held, problems = self._day.held, []
        problems += [f"{row.series}: issued {row.issued}, and {row}" for row in table if not row.balanced]
        if lost := [one.label for name, one in held.items() if name not in self.standings]:
            problems.append(f"the ledger never heard of {lost}")
        problems += [
            f"the slip says {held[name].label}, the ledger {one.label}"
            for name, one in self.standings.items()
            if name in held and held[name].label != one.label
        ]
        labels = Counter((one.service_day, one.label) for one in self.standings.values())
        problems += [
            f"{label} of {day} was given twice" for (day, label), count in labels.items() if count > 1
        ]
        counted = defaultdict[tuple[date, str, int], list[int]](list)
        for one in self.standings.values():
            counted[one.service_day, one.series, one.epoch_mark].append(one.number)
        problems += [
            f"{where}: a gap that nothing explains"
            for where, numbers in counted.items()
            if sorted(numbers) != list(range(1, len(numbers) + 1))
        ]
        problems += [
            f"{one.label} has no slip and is {one.state}"
            for name, one in self.standings.items()
            if name not in held and one.state not in (TicketState.VOID, TicketState.NO_SHOW)
        ]
        problems += [f"{one.label} is still 待确认" for one in self.standings.values() if not one.confirmed]
        return problems

    # -- slips -------------------------------------------------------------------------------------------

    def _slips(self) -> list[str]:
        """Every number has one job, and each printed job lies on the paper of its terminal once."""
        problems = []
        for n, (books, slips) in enumerate(zip(self.books, self.slips, strict=True)):
            jobs = dict(books.jobs)
            if len(jobs) != len(books.jobs):
                problems.append(f"terminal {n} has two slips for one number")
            states = Counter(jobs.values())
            if extra := set(states) - {"printed", "given-up", "unknown"}:
                problems.append(f"terminal {n}: slips that nobody accounts for: {extra}")
            for _, label, token, state in books.tickets:
                on_paper = sum(token.encode() in slip and label.encode("gb18030") in slip for slip in slips)
                job = jobs.get(token, "missing")
                wanted = {"printed": (1,), "given-up": (0,), "unknown": (0, 1)}.get(job, ())
                if on_paper not in wanted:
                    problems.append(f"{label} ({state}): its job is {job}, on paper {on_paper} times")
            # What was cut off after a power cut is a strip of paper, not a slip.
            papers = sum(slip != STRIP for slip in slips)
            if papers > len(jobs):
                problems.append(f"terminal {n}: {papers} slips for {len(jobs)} numbers")
        return problems

    def _books(self) -> list[str]:
        """Each terminal's own store has its own numbers, and owes the ledger nothing."""
        problems = []
        for n, books in enumerate(self.books):
            own = {one.ticket_id for one in self._day.held.values() if one.terminal == n}
            stored = {one[0] for one in books.tickets}
            if own != stored:
                problems.append(f"terminal {n} does not hold exactly what people got: {own ^ stored}")
            if books.owed:
                problems.append(f"terminal {n} still owes {books.owed} words")
        return problems

    # -- lobby -------------------------------------------------------------------------------------------

    def _display(self, calls: Sequence[Change]) -> list[str]:
        """What was called was shown, in that order, but what was old when the display came back."""

        def missed(one: Change) -> bool:
            return any(
                lost <= one.at_ms <= back and back - one.at_ms > WORTH_SAYING_MS
                for lost, back in self._day.offline
            )

        display = self.display
        wanted = [(one.position, one.label, one.window) for one in calls if not missed(one)]
        heard = [(one.position, one.label, one.window) for one in display.heard]
        problems = list(display.troubles)
        if heard != wanted:
            problems.append(
                f"called and not shown {sorted(set(wanted) - set(heard))[:5]},"
                f" shown and not called {sorted(set(heard) - set(wanted))[:5]}"
            )
        return problems

    # -- night -------------------------------------------------------------------------------------------

    def _night(self) -> list[str]:
        """In the whole hall no more than the night's share; and nobody was refused while there was one."""
        problems = []
        for series in self._day.hall.series:
            name, allowed = series.id, series.night_quota
            early = [one for one in self._day.held.values() if one.citizen.series == name and one.early]
            no = [ms for ms, other, _ in self._day.refused if other == name]
            if allowed and len(early) > allowed:
                problems.append(f"{name}: {len(early)} numbers at night, and {allowed} allowed")
            if no and sum(one.issued_ms < no[0] for one in early) < allowed:
                problems.append(f"{name}: somebody was refused while there were numbers")
            if no and not allowed:
                problems.append(f"{name}: refused without a rule")
        return problems

    def _facts(self, replay: Replay, table: Sequence[Row]) -> dict[str, int]:
        day = self._day
        kinds = Counter(one.kind for one in self.changes)
        return {
            "issued": sum(row.issued for row in table),
            "served": sum(row.served for row in table),
            "no-show": sum(row.no_show for row in table),
            "void": sum(row.void for row in table),
            "waiting": sum(row.waiting for row in table),
            "without a slip": sum(row.no_slip for row in table),
            "alone": sum(row.alone for row in table),
            "at night": sum(one.early for one in day.held.values()),
            "expected": day.count + day.nights - len(day.refused),
            "refused at night": len(day.refused),
            "slips": sum(map(len, self.slips)),
            "calls": kinds[Act.CALL],
            "recalls": kinds[Act.RECALL],
            "put back": kinds[Act.PUT_BACK],
            "transferred": kinds[Act.TRANSFER],
            "by the priority rule": replay.by_priority,
            "shown": len(day.display.heard),
            "reconnected": day.display.connections - 1,
            "power cuts": day.power_cuts,
            "signed in": sum(one.sign_ins for one in day.people.values()),
            "ledger away at a window": sum(one.away for one in day.people.values()),
        }


def _in_the_day(one: Standing) -> bool:
    """Who took a number at night did not stand there waiting."""
    issued = local(from_ms(one.issued_ms))
    return issued.date() == one.service_day and issued.hour >= OPENS


def _change(row: tuple[object, ...]) -> Change:
    position, at_ms, kind, ticket_id, label, line, window, priority = row
    return Change(
        position=int(str(position)),
        at_ms=int(str(at_ms)),
        kind=str(kind),
        ticket_id=str(ticket_id),
        label=str(label),
        line=str(line),
        window=str(window),
        priority=bool(priority),
    )


def _quantile(values: Sequence[int], share: float) -> int:
    """The smallest value that so large a share does not exceed."""
    return values[max(0, math.ceil(share * len(values)) - 1)] if values else 0


def lines(table: Sequence[Row]) -> list[str]:
    """The table as people read it."""
    head = (
        "series      issued = served + no-show + void + waiting | no slip  alone | wait s: 50%   90%  longest"
    )
    return [head, *map(_line, table)]


def _line(row: Row) -> str:
    became = f"{row.served:6} + {row.no_show:7} + {row.void:4} + {row.waiting:7} | {row.no_slip:7}"
    waited = f"{row.median_wait_s:11} {row.p90_wait_s:5} {row.longest_wait_s:8}"
    return f"{row.series:10} {row.issued:7} = {became} {row.alone:6} | {waited}"


def run(folder: Path, count: int, seed: int) -> Finding:
    """`count` citizens by day and a twentieth of them at night."""
    server = PostgresServer(durable=True)
    try:
        day = SharedDay(folder, server.socket, server.new_database(), seed, count)
        try:
            day.run()
            verdict = Judge(day).verdict()
        finally:
            day.close()
    finally:
        server.remove()
    print("\n".join(lines(verdict.table)), flush=True)  # noqa: T201 - the table that the day ends in
    told = {"seed": seed, "count": count, **msgspec.to_builtins(verdict)}
    (ROOT / "build" / "hall_day.json").write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n")
    return Finding(
        name="hall_day_shared", count=count, seed=seed, problems=verdict.problems, facts=verdict.facts
    )
