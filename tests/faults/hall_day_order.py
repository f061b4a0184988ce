"""Why each call was right: the ledger's own changes, replayed under the rule as the rooms' README says it.

Today's numbers only; who comes next is the one with the smallest place of the window's lines; every n-th
call of a window takes a priority number first. Written anew from the words: it shares no code with `calling`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from kiosk.domain.calling import Act, Standing
from kiosk.domain.time import from_ms, local
from kiosk.settings import HallSettings


class Change(msgspec.Struct, frozen=True):
    position: int
    at_ms: int
    kind: str
    ticket_id: str
    label: str
    line: str
    window: str
    priority: bool


class Replay:
    """`standings`: every ticket as it stands at the end; `place_of`: where its time of issue puts it."""

    def __init__(self, hall: HallSettings, standings: Mapping[str, Standing], own: Mapping[str, int]) -> None:
        self.problems: list[str] = []
        self.calls: list[Change] = []  # calls and recalls, as displays announce them
        self.first_call: dict[str, int] = {}  # ticket id → ms
        self.by_priority = 0  # calls that the n-th rule explains
        self._hall = hall
        self._standings = standings
        self._own = own
        self._lines = {one.id: one.series for one in hall.windows()}
        self._waiting: dict[str, tuple[str, int]] = {}  # ticket id → line, place
        self._since: dict[str, int] = defaultdict(int)
        self._moved: set[str] = set()

    def run(self, changes: Sequence[Change]) -> None:
        for one in changes:
            match one.kind:
                case Act.ISSUE:
                    self._waiting[one.ticket_id] = (one.line, self._own[one.ticket_id])
                case Act.CALL:
                    self._call(one)
                    self.calls.append(one)
                case Act.RECALL:
                    self.calls.append(one)
                case Act.VOID:
                    self._waiting.pop(one.ticket_id, None)
                case Act.PUT_BACK:
                    self._put_back(one)
                case Act.TRANSFER:
                    self._waiting[one.ticket_id] = (one.line, self._place(one.ticket_id))

    def waiting(self) -> int:
        return len(self._waiting)

    def _call(self, call: Change) -> None:
        self.first_call.setdefault(call.ticket_id, call.at_ms)
        today = local(from_ms(call.at_ms)).date()
        mine = [
            name
            for name, (line, _) in self._waiting.items()
            if line in self._lines[call.window] and self._day(name) == today
        ]
        first = min(mine, key=self._rank, default="")
        urgent = [one for one in mine if self._standings[one].priority]
        due = self._since[call.window] >= self._hall.priority_every - 1 and bool(urgent)
        wanted = min(urgent, key=self._rank) if due else first
        if call.ticket_id != wanted:
            self.problems.append(
                f"window {call.window} called {call.label}, and {self._label(wanted)} was due"
            )
        self.by_priority += due and wanted != first
        priority = self._standings[call.ticket_id].priority
        self._since[call.window] = 0 if priority else self._since[call.window] + 1
        self._waiting.pop(call.ticket_id, None)

    def _put_back(self, change: Change) -> None:
        """Behind as many others of this window's lines as the hall says, or behind all of them."""
        self._moved.add(change.ticket_id)
        place = self._place(change.ticket_id)
        day = self._day(change.ticket_id)
        others = [
            other
            for name, (line, other) in self._waiting.items()
            if line in self._lines[change.window] and self._day(name) == day
        ]
        before = sum(other < place for other in others)
        if others and before < min(self._hall.put_back_after, len(others)):
            self.problems.append(f"{change.label} was put back behind {before} of {len(others)}")
        self._waiting[change.ticket_id] = (change.line, place)

    def _place(self, ticket_id: str) -> int:
        moved = ticket_id in self._moved
        return self._standings[ticket_id].place if moved else self._own[ticket_id]

    def _rank(self, ticket_id: str) -> int:
        return self._waiting[ticket_id][1]

    def _day(self, ticket_id: str) -> date:
        return self._standings[ticket_id].service_day

    def _label(self, ticket_id: str) -> str:
        return self._standings[ticket_id].label if ticket_id else "nobody"
