"""The audit trail: names and ids, no personal data; each event names the hash of the one before it."""

import hashlib
import json

import msgspec

from kiosk.store.engine import Driver
from kiosk.store.statements import events as sql

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
        last = sql.LAST.one(self._driver)
        seq, prev_hash = (last[0] + 1, last[1]) if last else (1, GENESIS)
        unhashed = Event(seq, at_ms, monotonic_ms, session, actor, action, object, result, prev_hash, "")
        new = msgspec.structs.replace(unhashed, hash=unhashed.computed_hash())
        sql.APPEND.change(self._driver, **msgspec.structs.asdict(new))
        return new

    def recent(self, max_count: int) -> list[Event]:
        """The latest first."""
        return [Event(*row) for row in sql.RECENT.all(self._driver, max_count=max_count)]

    def after(self, seq: int, max_count: int) -> list[Event]:
        return [Event(*row) for row in sql.AFTER.all(self._driver, seen=seq, max_count=max_count)]
