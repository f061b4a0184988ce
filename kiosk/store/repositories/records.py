"""The outbox: a chain of records without gaps, and how far each has come (DESIGN §9).

waiting ─claim─▶ claimed ─delivered─▶ delivered      claimed ─retry, or its time runs out─▶ waiting
                    └────quarantine──▶ quarantined
"""

import msgspec

from kiosk.domain.record import DeliveryState, Record, RecordKind
from kiosk.store.engine import Driver
from kiosk.store.statement import Value
from kiosk.store.statements import records as sql

GENESIS = "0" * 64  # the hash before the very first record (kiosk/records/README.md)


class ChainEnd(msgspec.Struct, frozen=True):
    """Where the chain of the current epoch ends. Before its first record: seq 0, and the last known hash of
    the epoch before."""

    terminal: str
    epoch: int
    seq: int
    hash: str


class Records:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def end(self) -> ChainEnd:
        """To be asked inside the appending transaction. Raises LookupError in a store without a terminal."""
        row = sql.HEAD.one(self._driver)
        if row is None:
            raise LookupError("the store has no terminal row yet")
        name, epoch, last_epoch, last_seq, last_hash = row
        if last_epoch is None:
            return ChainEnd(name, epoch, 0, GENESIS)
        return ChainEnd(name, epoch, last_seq if last_epoch == epoch else 0, last_hash)

    def head(self) -> tuple[int, int, str]:
        """`end()` as (epoch, seq, hash)."""
        end = self.end()
        return end.epoch, end.seq, end.hash

    def last(self) -> tuple[int, int, str] | None:
        """(epoch, seq, hash) of the last link of any epoch; None in a store without records."""
        row = sql.LAST.one(self._driver)
        return None if row is None else (row[0], row[1], row[2])

    def append(self, new: Record, urgent: bool) -> None:
        """Add the link after `end()`, asked in this same transaction."""
        sql.APPEND.change(
            self._driver,
            epoch=new.epoch,
            seq=new.seq,
            id=new.id,
            kind=new.kind.value,
            created_ms=new.created_ms,
            prev_hash=new.prev_hash,
            hash=new.hash,
            sealed=int(new.sealed),
            body=new.body,
            urgent=int(urgent),
            state=DeliveryState.WAITING.value,
            attempts=0,
            reason="",
            next_try_ms=0,
            claimed_until_ms=None,
            settled_ms=None,
        )

    def claim(self, now_ms: int, until_ms: int, max_count: int, max_bytes: int) -> list[Record]:
        """The next records to send, cases first, oldest first; at least one, whatever its size.

        They stay claimed until `until_ms`; what was not settled by then (a crash) may be claimed again.
        """
        found: list[Record] = []
        for urgent in (1, 0):
            for state in (DeliveryState.CLAIMED, DeliveryState.WAITING):
                if len(found) < max_count:
                    rows = sql.CANDIDATES.all(
                        self._driver,
                        in_state=state.value,
                        is_urgent=urgent,
                        now_ms=now_ms,
                        max_count=max_count - len(found),
                    )
                    found += [_record(row) for row in rows]
        claimed = _first_bytes(found, max_bytes)
        for each in claimed:
            sql.CLAIM.change(
                self._driver,
                in_epoch=each.epoch,
                at_seq=each.seq,
                to=DeliveryState.CLAIMED.value,
                until_ms=until_ms,
            )
        return claimed

    def delivered(self, epoch: int, seq: int, now_ms: int) -> bool:
        """The acknowledgement is stored. True the first time."""
        return self._settle(epoch, seq, DeliveryState.DELIVERED, "", now_ms)

    def quarantine(self, epoch: int, seq: int, reason: str, now_ms: int) -> bool:
        """The district refused this record for good; staff see it. A delivered one stays delivered."""
        return self._settle(epoch, seq, DeliveryState.QUARANTINED, reason, now_ms)

    def retry(self, epoch: int, seq: int, next_try_ms: int, reason: str) -> bool:
        changed = sql.RETRY.change(
            self._driver,
            in_epoch=epoch,
            at_seq=seq,
            to=DeliveryState.WAITING.value,
            why=reason,
            at_ms=next_try_ms,
        )
        return changed == 1

    def counts(self) -> dict[DeliveryState, int]:
        """How many wait, are claimed, are quarantined. Delivered ones are not counted: they are the history,
        which grows for years while this is asked every few seconds."""
        return {
            state: self.count(state)
            for state in (DeliveryState.WAITING, DeliveryState.CLAIMED, DeliveryState.QUARANTINED)
        }

    def delivered_ms(self) -> int | None:
        """When the newest record that is at the district got there; None before the first."""
        rows = [
            sql.DELIVERED.one(self._driver, in_state=DeliveryState.DELIVERED.value, is_urgent=urgent)
            for urgent in (0, 1)
        ]
        return max((int(row[0]) for row in rows if row and row[0] is not None), default=None)

    def count(self, state: DeliveryState) -> int:
        row = sql.COUNT.one(self._driver, in_state=state.value)
        return int(row[0]) if row else 0

    def waiting_cases(self) -> int:
        """Applications that are not yet at the district: what citizens mean by “waiting to be sent”."""
        undelivered = (DeliveryState.WAITING, DeliveryState.CLAIMED)
        rows = [
            sql.COUNT_KIND.one(self._driver, in_state=state.value, of_kind=RecordKind.CASE.value)
            for state in undelivered
        ]
        return sum(int(row[0]) for row in rows if row)

    def get(self, record_id: str) -> Record | None:
        """An erased body reads as empty."""
        row = sql.GET.one(self._driver, record_id=record_id)
        return None if row is None else _record(row)

    def delivery(self, record_id: str) -> tuple[DeliveryState, int, str] | None:
        """(state, attempts, reason of the last refusal)."""
        row = sql.STATE.one(self._driver, record_id=record_id)
        return None if row is None else (DeliveryState(row[0]), row[1], row[2])

    def in_state(self, state: DeliveryState, max_count: int) -> list[tuple[Record, str]]:
        """Records with the reason of their last refusal, for staff."""
        rows = sql.IN_STATE.all(self._driver, in_state=state.value, max_count=max_count)
        return [(_record(row[:10]), row[10]) for row in rows]

    def erase_body(self, record_id: str) -> bool:
        """Only after delivery, and only when the district has opened it (DESIGN §9). The hash stays."""
        return (
            sql.ERASE.change(self._driver, record_id=record_id, in_state=DeliveryState.DELIVERED.value) == 1
        )

    def _settle(self, epoch: int, seq: int, state: DeliveryState, reason: str, now_ms: int) -> bool:
        changed = sql.SETTLE.change(
            self._driver, in_epoch=epoch, at_seq=seq, to=state.value, why=reason, now_ms=now_ms
        )
        return changed == 1


def _first_bytes(found: list[Record], max_bytes: int) -> list[Record]:
    total = 0
    for index, each in enumerate(found):
        total += len(each.body)
        if total > max_bytes and index > 0:
            return found[:index]
    return found


def _record(row: tuple[Value, ...]) -> Record:
    name, own_id, epoch, seq, kind, created_ms, prev_hash, digest, sealed, body = row
    return Record(
        id=name,
        terminal=own_id,
        epoch=epoch,
        seq=seq,
        kind=RecordKind(kind),
        created_ms=created_ms,
        prev_hash=prev_hash,
        hash=digest,
        sealed=bool(sealed),
        body=body or b"",
    )
