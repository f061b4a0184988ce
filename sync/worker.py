"""One turn of the syncer: claim, send, settle; now and then a heartbeat and the feed.

No transaction spans an HTTP exchange, and each is small, because the screen writes to the same file.
"""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, assert_never

import msgspec

from kiosk.domain.record import Record
from kiosk.domain.time import Clock, to_ms
from kiosk.store import Store
from sync import wire
from sync.backoff import Backoff
from sync.delivery import LinkState, Row, Then, judge_failure, judge_receipt
from sync.inflow import Inflow
from sync.link import Link
from sync.replies import Failure, Parsed, Unreachable, Unreadable
from sync.settling import Settling
from sync.uploading import Broken, Nothing, Settled, TakesAttachments, Uploading

log = logging.getLogger(__name__)

MAX_RECORDS = 32
MAX_BYTES = 512 * 1024
CLAIM_S = 120.0  # longer than any exchange lasts; a claim that outlives its syncer blocks nothing for long
PAUSE_S = 60.0  # between tries while the district refuses this terminal
FEED_PAGES = 16  # in one turn
HURRY_S = 1.0  # the whole district's terminals get their network back at one instant


class District(TakesAttachments, Protocol):
    """The other end (client.DistrictClient)."""

    def send(self, records: Sequence[Record]) -> Parsed[wire.Receipt] | Failure: ...
    def feed(self, after: wire.FeedPosition, limit: int) -> Parsed[wire.FeedPage] | Failure: ...
    def heartbeat(self, message: wire.Heartbeat) -> Parsed[wire.HeartbeatAnswer] | Failure: ...


class Turn(msgspec.Struct, frozen=True):
    """How long nothing needs to be done unless something is stored; 0: there is more to do at once."""

    wait_s: float


class SyncWorker:
    """Drains the outbox of `store` into `district`. Several may run at once: claims keep them apart.

    `poll_s` is the time between heartbeats, and between looks at the feed.
    """

    def __init__(
        self,
        store: Store,
        district: District,
        clock: Clock,
        backoff: Backoff,
        poll_s: float,
        software: str,
    ) -> None:
        self._district = district
        self._clock = clock
        self._backoff = backoff
        self._poll_s = poll_s
        self._settling = Settling(store, backoff)
        self._uploading = Uploading(store, district, backoff)
        self._inflow = Inflow(store, software)
        self._link = Link(store)
        self._max_records = MAX_RECORDS
        self._quiet_until_s = 0.0
        self._poll_due_s = 0.0
        self.waits_for_network = False

    def run_once(self, now: datetime) -> Turn:
        """Send one batch; poll when it is time. Raises kiosk.store.errors, and nothing for a bad district."""
        now_ms = to_ms(now)
        if (rest_s := self._quiet_until_s - self._clock.monotonic_s()) > 0:
            return Turn(rest_s)
        progress = self._deliver(now_ms) or self._upload(now_ms)
        if self._clock.monotonic_s() >= max(self._poll_due_s, self._quiet_until_s):
            self._poll_due_s = self._clock.monotonic_s() + self._backoff.jitter(self._poll_s)
            self._poll(now_ms)
        if self._quiet_until_s > self._clock.monotonic_s():
            return Turn(self._quiet_until_s - self._clock.monotonic_s())
        return Turn(0.0 if progress else max(0.0, self._poll_due_s - self._clock.monotonic_s()))

    def is_quiet(self) -> bool:
        """Whether nothing would be sent now, whatever is stored."""
        return self._clock.monotonic_s() < self._quiet_until_s

    def hurry(self) -> None:
        """The network seems to be back: try within a second, unless it was the district that said to wait."""
        if self.waits_for_network:
            soon_s = self._clock.monotonic_s() + self._backoff.jitter(HURRY_S)
            self._quiet_until_s = min(self._quiet_until_s, soon_s)

    def _deliver(self, now_ms: int) -> bool:
        """Whether a batch was settled, so that the next may follow at once."""
        if not self._settling.anything_unsettled():
            return False
        batch = self._settling.claim(now_ms, now_ms + round(CLAIM_S * 1000), self._max_records, MAX_BYTES)
        if not batch:
            return False
        try:
            reply = self._district.send(batch)
        except BaseException:
            self._settling.release(batch, now_ms, "stopped while sending")
            raise
        match reply:
            case Parsed():
                self._settling.settle(judge_receipt(batch, reply), now_ms)
                self._answered(now_ms)
                self._max_records = min(MAX_RECORDS, self._max_records * 8)
                self._poll_due_s = 0.0  # the district's word about a new case is what the citizen asks for
                return True
            case failure:
                row = judge_failure(failure)
                if len(batch) == 1 and _may_be_the_records_fault(failure):
                    self._settling.postpone(batch[0], now_ms, row.when)
                else:
                    self._settling.release(batch, now_ms, row.when)
                # One record feels the way from now on: a portal sees little, and a poisoned one stands alone.
                self._max_records = 1
                self._failed(failure, row, now_ms)
                return False

    def _upload(self, now_ms: int) -> bool:
        """Photos after the cases. Whether one was settled, so that the next may follow at once."""
        if self.is_quiet():
            return False
        match self._uploading.run_once(now_ms):
            case Nothing():
                return False
            case Settled():
                return True
            case Broken(attachment, failure):
                row = judge_failure(failure)
                if isinstance(failure, Unreadable) and row.then is Then.RETRY:
                    # The link carries: one photo, or a district without photos, must not hold up its cases.
                    self._uploading.put_off(attachment, now_ms, f"{row.when} ({failure.detail})")
                else:
                    self._failed(failure, row, now_ms)
                return False
            case _ as never:
                assert_never(never)

    def _poll(self, now_ms: int) -> None:
        message = self._inflow.heartbeat(now_ms)
        if message is None:
            return  # no terminal has used this store yet
        reply = self._district.heartbeat(message)
        if isinstance(reply, Parsed):
            self._answered(now_ms)
            failure = self._read_feed(now_ms)
        else:
            failure = reply
        if failure is None:
            return
        row = judge_failure(failure)
        if isinstance(failure, Unreadable) and row.then is Then.RETRY:
            # The link carries; a district whose feed is ill must not hold up its cases.
            self._link.note(row.link, failure.detail, now_ms)
        else:
            self._failed(failure, row, now_ms)

    def _read_feed(self, now_ms: int) -> Failure | None:
        """Apply what is new, some pages at a time, so that a long feed holds up no case."""
        position = self._inflow.position()
        for _ in range(FEED_PAGES):
            reply = self._district.feed(position, wire.FEED_LIMIT)
            if not isinstance(reply, Parsed):
                return reply
            self._inflow.apply(reply.value, now_ms)
            if not reply.value.more:
                return None
            before, position = position, self._inflow.position()
            if position == before:
                return Unreadable(200, "the feed does not advance")
        self._poll_due_s = 0.0
        return None

    def _answered(self, now_ms: int) -> None:
        self._backoff.reset()
        self.waits_for_network = False
        self._link.note(LinkState.ONLINE, "", now_ms)

    def _failed(self, failure: Failure, row: Row, now_ms: int) -> None:
        match row.then:
            case Then.RETRY:
                wait_s = self._backoff.next_s()
            case Then.PAUSE:
                wait_s = self._backoff.jitter(PAUSE_S)
            case _ as never:
                assert_never(never)
        if isinstance(failure, Unreadable) and failure.retry_after_s is not None:
            wait_s = max(wait_s, failure.retry_after_s)
        self.waits_for_network = isinstance(failure, Unreachable)
        self._quiet_until_s = self._clock.monotonic_s() + wait_s
        self._link.note(row.link, failure.detail, now_ms)
        log.info("%s (%s); next try in %.1f s", row.when, failure.detail, wait_s)


def _may_be_the_records_fault(failure: Failure) -> bool:
    return isinstance(failure, Unreadable) and failure.status in (400, 413, 422, 500)
