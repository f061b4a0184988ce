"""The two chains of a store, computed again with hashlib and json: no code that wrote them."""

import hashlib
import json

from kiosk.store.engine import Driver

RECORDS = """SELECT id, epoch, seq, kind, created_ms, sealed, prev_hash, body, hash FROM record
    ORDER BY epoch, seq"""
EVENTS = """SELECT seq, at_ms, monotonic_ms, session, actor, action, object, result, prev_hash, hash
    FROM event ORDER BY seq"""


def records_are_what_they_say(driver: Driver) -> list[str]:
    """SHA-256 over the canonical header, a line feed and the body; all names in it are ASCII."""
    terminal = driver.execute("SELECT id FROM terminal").fetchall()[0][0]
    problems = []
    for id_, epoch, seq, kind, created_ms, sealed, prev_hash, body, hash_ in driver.execute(
        RECORDS
    ).fetchall():
        header = {
            "created_ms": created_ms,
            "epoch": epoch,
            "id": id_,
            "kind": kind,
            "prev_hash": prev_hash,
            "sealed": bool(sealed),
            "seq": seq,
            "terminal": terminal,
        }
        assert isinstance(body, bytes)
        written = json.dumps(header, separators=(",", ":")).encode() + b"\n" + body
        if hashlib.sha256(written).hexdigest() != hash_:
            problems.append(f"record {epoch}/{seq} is not what its hash says")
    return problems


def events_are_one_chain(driver: Driver) -> list[str]:
    problems = []
    last_hash: object = "0" * 64
    for n, (*fields, hash_) in enumerate(driver.execute(EVENTS).fetchall(), start=1):
        seq, prev_hash = fields[0], fields[-1]
        if seq != n or prev_hash != last_hash:
            problems.append(f"event {seq} does not follow the one before it")
        if hashlib.sha256(json.dumps(fields, separators=(",", ":")).encode()).hexdigest() != hash_:
            problems.append(f"event {seq} is not what its hash says")
        last_hash = hash_
    return problems
