"""Calling numbers (叫号): who stands where and why, what may become of whom, what displays see."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

import msgspec

from kiosk.domain.text import Text
from kiosk.domain.ticket import PLACES_APART, TicketState


class Act(StrEnum):
    """What happens to a ticket; the word that displays, window pages and the audit trail read."""

    ISSUE = "issued"
    CALL = "called"
    RECALL = "recalled"
    START = "started"
    FINISH = "finished"
    NO_SHOW = "no-show"
    PUT_BACK = "put-back"
    TRANSFER = "transferred"
    VOID = "voided"
    PAUSE = "paused"  # of a window
    RESUME = "resumed"
    RESTART = "restarted"  # of the feed itself, after a restore: what was read before may be undone


_S = TicketState

# Every move there is. What is not here is refused by name (Refusal.NOT_NOW), never guessed.
MOVES: dict[tuple[TicketState, Act], TicketState] = {
    (_S.WAITING, Act.CALL): _S.CALLED,
    (_S.WAITING, Act.VOID): _S.VOID,
    (_S.CALLED, Act.RECALL): _S.CALLED,
    (_S.CALLED, Act.START): _S.SERVING,
    (_S.CALLED, Act.FINISH): _S.DONE,  # staff who never say that they begin
    (_S.CALLED, Act.NO_SHOW): _S.NO_SHOW,
    (_S.CALLED, Act.PUT_BACK): _S.WAITING,
    (_S.CALLED, Act.TRANSFER): _S.WAITING,
    (_S.CALLED, Act.VOID): _S.VOID,
    (_S.SERVING, Act.FINISH): _S.DONE,
    (_S.SERVING, Act.PUT_BACK): _S.WAITING,
    (_S.SERVING, Act.TRANSFER): _S.WAITING,
    (_S.NO_SHOW, Act.PUT_BACK): _S.WAITING,  # who comes late
}


class VoidReason(StrEnum):
    """Why staff say that a number is worth nothing; it stands in the event."""

    GIVEN_BACK = "given-back"
    NO_SLIP = "no-slip"  # its slip never came out
    TWICE = "twice"  # the same person has another number
    NOBODY = "nobody"  # 待确认, and nobody holds it
    OTHER = "other"


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket as calling sees it. Nothing in it is about a person."""

    ticket_id: str
    label: str
    series: str  # that it was issued in
    line: str  # the series in whose line it stands: another one after a transfer
    service_day: date
    epoch_mark: int
    number: int
    place: int
    priority: bool
    state: TicketState
    window: str
    calls: int
    issued_ms: int
    called_ms: int | None
    started_ms: int | None
    ended_ms: int | None
    terminal: str  # that issued it; empty: the one whose store this is
    confirmed: bool  # False: 待确认, reserved by a terminal that has not said that the slip exists
    same_person: bool = False  # its holder has another number of the series for that day

    @property
    def order(self) -> tuple[date, int, str, int, int]:
        """Service day, then place; the rest only where two places are the same."""
        return self.service_day, self.place, self.line, self.epoch_mark, self.number


class WindowState(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    ticket_id: str | None = None  # what it calls or serves
    paused: bool = False
    since_priority: int = 0  # calls since it last called a priority number


class Reason(StrEnum):
    """Why a ticket stands where it stands."""

    ISSUE = "issue"  # the order of issue
    PRIORITY = "priority"  # its turn by the priority rule
    PUT_BACK = "put-back"
    TRANSFER = "transferred"


class WaitingTicket(msgspec.Struct, frozen=True, kw_only=True):
    """One who waits; `turn` 1 is next."""

    turn: int
    ticket_id: str
    label: str
    line: str
    priority: bool
    reason: Reason
    calls: int
    issued_ms: int
    confirmed: bool
    terminal: str
    same_person: bool = False


class Called(msgspec.Struct, frozen=True, kw_only=True):
    """What a window calls or serves now. `ticket_id` goes with every act on it: a page may be old."""

    window: str
    ticket_id: str
    label: str
    line: str
    priority: bool
    state: TicketState
    calls: int
    issued_ms: int
    called_ms: int
    started_ms: int | None
    confirmed: bool
    terminal: str
    same_person: bool = False


class TicketView(msgspec.Struct, frozen=True, kw_only=True):
    """One number, whatever became of it: for a page that asks before it is voided."""

    ticket_id: str
    label: str
    line: str
    state: TicketState
    issued_ms: int
    confirmed: bool
    terminal: str
    same_person: bool = False


class NobodyWaits(msgspec.Struct, frozen=True):
    window: str


class Refusal(StrEnum):
    NOTHING_HERE = "nothing-here"  # the window calls nobody
    OTHER_TICKET = "other-ticket"  # the window has another ticket than the page thought
    NOT_NOW = "not-now"  # no such move from the state it is in
    BUSY = "busy"  # the window still has somebody
    PAUSED = "paused"
    SAME_LINE = "same-line"  # a transfer to where it stands
    UNKNOWN = "unknown"  # no such ticket
    ELSEWHERE = "elsewhere"  # another window has it


class Refused(msgspec.Struct, frozen=True):
    """Nothing was changed. `now` is what the window really has."""

    why: Refusal
    window: str
    now: Called | None = None


class Moved(msgspec.Struct, frozen=True):
    """The ticket left the window, or its line."""

    label: str
    state: TicketState


class WindowView(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    name: Text
    series: tuple[str, ...]
    paused: bool
    now: Called | None
    waiting: int


class CallEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One change, in the order of commits. A display needs no more, and gets no more."""

    position: int
    at_ms: int
    kind: Act
    label: str  # empty for a window's pause
    line: str
    window: str
    priority: bool


class Changes(msgspec.Struct, frozen=True):
    """`position` is where to go on. `gap`: what was asked for is gone; read the lobby anew."""

    position: int
    events: tuple[CallEvent, ...]
    gap: bool = False


class NowCalling(msgspec.Struct, frozen=True, kw_only=True):
    label: str
    window: str
    window_name: Text
    priority: bool
    serving: bool
    called_ms: int


class LineCount(msgspec.Struct, frozen=True, kw_only=True):
    series: str
    prefix: str
    name: Text
    waiting: int


class LobbyView(msgspec.Struct, frozen=True, kw_only=True):
    """What the hall may read: labels only. `position` is that of its last change."""

    position: int
    now_ms: int
    now: tuple[NowCalling, ...]  # the latest call first
    last: tuple[CallEvent, ...]  # the latest calls, first the newest, whatever became of them
    waiting: tuple[LineCount, ...]
    paused: tuple[str, ...]
    clock_suspect: bool


def next_of(waiting: Sequence[Standing], since_priority: int, priority_every: int) -> Standing | None:
    """Who comes next: the earliest service day, then place; every n-th call a priority number first.

    `priority_every` 1: always; 0: never. `waiting` needs no order.
    """
    if not waiting:
        return None
    day = min(one.service_day for one in waiting)
    today = [one for one in waiting if one.service_day == day]
    if priority_every and since_priority >= priority_every - 1:
        first = [one for one in today if one.priority]
        if first:
            return min(first, key=lambda one: one.order)
    return min(today, key=lambda one: one.order)


def since_priority_after(called: Standing, before: int) -> int:
    return 0 if called.priority else before + 1


def turns(waiting: Sequence[Standing], since_priority: int, priority_every: int) -> list[Standing]:
    """The order in which one window would call them all."""
    left, order = sorted(waiting, key=lambda one: one.order), []
    while (one := next_of(left, since_priority, priority_every)) is not None:
        order.append(one)
        left.remove(one)
        since_priority = since_priority_after(one, since_priority)
    return order


def place_after(places: Sequence[int], others: int) -> int:
    """A place behind the first `others` of these (ascending), or behind all when there are fewer.

    Where no room is left between two, it is behind the next one: later than asked, never earlier.
    """
    if others <= 0 and places:
        return places[0] - PLACES_APART
    for before, behind in zip(places[others - 1 :], places[others:], strict=False):
        if behind - before > 1:
            return (before + behind) // 2
    return places[-1] + PLACES_APART


def reason(standing: Standing, ahead_by_rule: bool) -> Reason:
    if ahead_by_rule:
        return Reason.PRIORITY
    if standing.line != standing.series:
        return Reason.TRANSFER
    return Reason.PUT_BACK if standing.calls else Reason.ISSUE
