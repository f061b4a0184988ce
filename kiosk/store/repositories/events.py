"""The audit trail: names and ids, no personal data; each event names the hash of the one before it."""

import hashlib
import json

import msgspec
from sqlalchemy import bindparam, insert, select

from kiosk.store.engine import Driver
from kiosk.store.hall_tables import event
from kiosk.store.statement import ONE, Statement, every_column

_e = event.c
_LAST = Statement(select(_e.seq, _e.hash).order_by(_e.seq.desc()).limit(ONE))
_APPEND = Statement(insert(event).values(every_column(event)))
_RECENT = Statement(select(event).order_by(_e.seq.desc()).limit(bindparam("max_count")))
_AFTER = Statement(
    select(event).where(_e.seq > bindparam("seen")).order_by(_e.seq).limit(bindparam("max_count"))
)

GENESIS = "0" * 64


class Event(msgspec.Struct, frozen=True):
    """`actor` is citizen, system or staff:<id>; `monotonic_ms` tells the order when the clock was wrong."""

    seq: int
    at_ms: int
    monotonic_ms: int
    session: str
    actor: str
    action: str
    object: str
    result: str
    prev_hash: str
    hash: str

    def computed_hash(self) -> str:
        """SHA-256 in hex over the JSON array of every field before `hash`, in the order declared."""
        fields = [getattr(self, name) for name in self.__struct_fields__ if name != "hash"]
        return hashlib.sha256(
            json.dumps(fields, ensure_ascii=True, separators=(",", ":")).encode()
        ).hexdigest()


class Events:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def append(
        self,
        *,
        at_ms: int,
        monotonic_ms: int,
        session: str,
        actor: str,
        action: str,
        object: str,  # noqa: A002 — the audit trail's own word (DOMAIN §7)
        result: str,
    ) -> Event:
        last = _LAST.one(self._driver)
        seq, prev_hash = (last[0] + 1, last[1]) if last else (1, GENESIS)
        unhashed = Event(seq, at_ms, monotonic_ms, session, actor, action, object, result, prev_hash, "")
        new = msgspec.structs.replace(unhashed, hash=unhashed.computed_hash())
        _APPEND.change(self._driver, **msgspec.structs.asdict(new))
        return new

    def recent(self, max_count: int) -> list[Event]:
        """The latest first."""
        return [Event(*row) for row in _RECENT.all(self._driver, max_count=max_count)]

    def after(self, seq: int, max_count: int) -> list[Event]:
        return [Event(*row) for row in _AFTER.all(self._driver, seen=seq, max_count=max_count)]
