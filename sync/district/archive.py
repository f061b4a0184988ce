"""The platform's records: taking them in, each answered, in one transaction per request."""

import hashlib
from collections.abc import Sequence
from typing import assert_never

import msgspec
from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.domain.case import CaseStage
from kiosk.domain.record import Record, RecordKind
from kiosk.domain.time import Clock, to_ms
from kiosk.records.keys import OpeningKey
from sync.district import tables
from sync.district.batch import Malformed
from sync.district.judging import Accept, Conflict, Duplicate, Held, Neighbours, Reject, judge
from sync.district.official import example_number
from sync.wire import FeedEntry, FeedKind, RecordAnswer, Verdict

_received = tables.received


class TerminalEntry(msgspec.Struct, frozen=True):
    id: str
    paused: str | None


def token_digest(token: str) -> str:
    """What is stored of a token. Tokens have 128 random bits, so a plain hash cannot be tried out."""
    return hashlib.sha256(token.encode()).hexdigest()


class Archive:
    """Not tied to a thread. `key` opens what was sealed for this platform; None leaves envelopes shut."""

    def __init__(self, engine: Engine, key: OpeningKey | None, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        self._key = key

    def terminal_of(self, token: str) -> TerminalEntry | None:
        query = select(tables.terminal.c.id, tables.terminal.c.paused).where(
            tables.terminal.c.token_sha256 == token_digest(token)
        )
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
        return None if row is None else TerminalEntry(row.id, row.paused)

    def staff_of(self, token: str) -> str | None:
        query = select(tables.staff_token.c.name).where(
            tables.staff_token.c.token_sha256 == token_digest(token)
        )
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
        return None if row is None else row.name

    def note_heartbeat(self, terminal: str, message: bytes) -> int:
        """Keep the newest; when it came, by our clock, in milliseconds."""
        now_ms = to_ms(self._clock.now())
        with self._engine.begin() as connection:
            connection.execute(
                update(tables.terminal)
                .where(tables.terminal.c.id == terminal)
                .values(seen_ms=now_ms, heartbeat=message)
            )
        return now_ms

    def answer(self, record_id: str, words: str) -> bool:
        """Tell the terminal what the unit answers to a complaint. False when no such complaint is here."""
        now_ms = to_ms(self._clock.now())
        query = select(_received.c.terminal).where(
            _received.c.id == record_id,
            _received.c.kind == RecordKind.COMPLAINT.value,
            _received.c.rejected.is_(None),
        )
        with self._engine.begin() as connection:
            row = connection.execute(query).first()
            if row is None:
                return False
            entry = FeedEntry(
                position=0, kind=FeedKind.ANSWERED, record_id=record_id, at_ms=now_ms, answer=words
            )
            _tell(connection, row.terminal, entry)
            return True

    def resume(self, terminal: str) -> None:
        """Serve a paused terminal again."""
        with self._engine.begin() as connection:
            connection.execute(
                update(tables.terminal).where(tables.terminal.c.id == terminal).values(paused=None)
            )

    def receive(self, terminal: str, lines: Sequence[Record | Malformed]) -> tuple[RecordAnswer, ...]:
        """One answer per line. What was answered with accepted is on disk when this returns."""
        now_ms = to_ms(self._clock.now())
        with self._engine.begin() as connection:
            return tuple(self._take(connection, terminal, line, now_ms) for line in lines)

    def _take(
        self, connection: Connection, terminal: str, line: Record | Malformed, now_ms: int
    ) -> RecordAnswer:
        if isinstance(line, Malformed):
            reason = "not a record of a shape known here"
            return RecordAnswer(id=line.id, hash=line.hash, verdict=Verdict.REJECTED, reason=reason)
        judgement = judge(line, terminal, _neighbours(connection, terminal, line), self._key)
        match judgement:
            case Accept(opened):
                _keep(connection, line, now_ms, opened)
                verdict, reason = Verdict.ACCEPTED, ""
            case Duplicate():
                verdict, reason = Verdict.DUPLICATE, ""
            case Reject(reason):
                _keep_rejected(connection, terminal, line, now_ms, reason)
                verdict = Verdict.REJECTED
            case Conflict(reason):
                _keep_conflict(connection, terminal, line, now_ms, reason)
                verdict = Verdict.CONFLICT
            case _ as never:
                assert_never(never)
        return RecordAnswer(id=line.id, hash=line.hash, verdict=verdict, reason=reason)


def reading(engine: Engine) -> Connection:
    """A snapshot to read from; it takes no write lock."""
    return engine.connect().execution_options(read_only=True)


def _neighbours(connection: Connection, terminal: str, record: Record) -> Neighbours:
    seqs = (record.seq - 1, record.seq, record.seq + 1)
    rows = connection.execute(
        select(_received.c.seq, _received.c.hash, _received.c.prev_hash, _received.c.rejected).where(
            _received.c.terminal == terminal, _received.c.epoch == record.epoch, _received.c.seq.in_(seqs)
        )
    )
    here = {seq: Held(digest, prev, rejected is not None) for seq, digest, prev, rejected in rows}
    same_id = connection.execute(
        select(_received.c.terminal, _received.c.epoch, _received.c.seq).where(_received.c.id == record.id)
    ).first()
    place = (terminal, record.epoch, record.seq)
    return Neighbours(
        same_place=here.get(record.seq),
        id_elsewhere=same_id is not None and tuple(same_id) != place,
        before=here.get(record.seq - 1),
        after=here.get(record.seq + 1),
    )


def _keep(connection: Connection, record: Record, now_ms: int, opened: bytes | None) -> None:
    official = _next_official_number(connection, now_ms) if record.kind is RecordKind.CASE else None
    row = {
        **_place(record.terminal, record),
        "kind": record.kind.value,
        "created_ms": record.created_ms,
        "sealed": record.sealed,
        "body": record.body,
        "rejected": None,
        "opened": opened,
        "official_number": official,
        "received_ms": now_ms,
    }
    # A place that was rejected before is filled now; judge() lets nothing else come here twice.
    connection.execute(
        upsert(_received).values(row).on_conflict_do_update(_received.primary_key.columns, set_=row)
    )
    if record.kind is RecordKind.CASE:
        _tell(
            connection,
            record.terminal,
            FeedEntry(
                position=0,
                kind=FeedKind.STATUS,
                record_id=record.id,
                at_ms=now_ms,
                stage=CaseStage.RECEIVED,
                official_number=official,
                official_number_is_example=True,
            ),
        )
    if opened is not None:
        _tell(
            connection,
            record.terminal,
            FeedEntry(position=0, kind=FeedKind.OPENED, record_id=record.id, at_ms=now_ms),
        )


def _keep_rejected(connection: Connection, terminal: str, record: Record, now_ms: int, reason: str) -> None:
    row = {
        **_place(terminal, record),
        "kind": record.kind.value,
        "created_ms": record.created_ms,
        "sealed": record.sealed,
        "body": None,
        "rejected": reason,
        "received_ms": now_ms,
    }
    connection.execute(upsert(_received).values(row).on_conflict_do_nothing())


def _keep_conflict(connection: Connection, terminal: str, record: Record, now_ms: int, reason: str) -> None:
    row = {
        "terminal": terminal,
        "epoch": record.epoch,
        "seq": record.seq,
        "hash": record.hash,
        "id": record.id,
        "reason": reason,
        "received_ms": now_ms,
    }
    connection.execute(upsert(tables.conflict).values(row).on_conflict_do_nothing())
    # Both claimants hold the same token: whoever speaks next is refused until people have looked.
    connection.execute(update(tables.terminal).where(tables.terminal.c.id == terminal).values(paused=reason))


def _place(terminal: str, record: Record) -> dict[str, str | int]:
    return {
        "terminal": terminal,
        "epoch": record.epoch,
        "seq": record.seq,
        "id": record.id,
        "hash": record.hash,
        "prev_hash": record.prev_hash,
    }


def _next_official_number(connection: Connection, now_ms: int) -> str:
    count = tables.platform.c.official_count
    taken = connection.execute(update(tables.platform).values(official_count=count + 1).returning(count))
    return example_number(now_ms, taken.scalar_one())


def _tell(connection: Connection, terminal: str, entry: FeedEntry) -> None:
    # The update holds the write lock, so positions of one terminal become visible in their own order.
    last = tables.terminal.c.last_position
    position = connection.execute(
        update(tables.terminal)
        .where(tables.terminal.c.id == terminal)
        .values(last_position=last + 1)
        .returning(last)
    ).scalar_one()
    entry = msgspec.structs.replace(entry, position=position)
    row = {
        "terminal": terminal,
        "position": position,
        "record_id": entry.record_id,
        "entry": msgspec.json.encode(entry),
    }
    connection.execute(insert(tables.feed).values(row))
