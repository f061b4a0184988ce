"""Bodies, records and their chain."""

import hashlib
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.record import Record, RecordKind
from kiosk.records import chain, keys, outbox, sealing

KEY = keys.OpeningKey(bytes(range(32)))
HEADER = outbox.SealedHeader(created_ms=1, item="residence-permit", record_id="r-1", terminal="0001")
CASE = outbox.FiledCase(
    record_id="r-1",
    item="residence-permit",
    local_number="DZ-0001-20261123-000001-5",
    catalogue_version="2026.11.1",
    schema_hash="0" * 64,
    filed_at="2026-11-23T09:00:00+08:00",
    answers={"name": "张测试", "area": 37.5},
)


def record(body: outbox.Body, seq: int = 1, prev_hash: str = chain.GENESIS) -> Record:
    return outbox.make_record(
        record_id="r-1",
        kind=RecordKind.CASE,
        terminal="0001",
        created_ms=1,
        body=body,
        epoch=1,
        seq=seq,
        prev_hash=prev_hash,
    )


def test_a_case_comes_out_at_the_district_as_it_went_in() -> None:
    sealed = record(outbox.sealed_body(CASE.to_bytes(), KEY.recipient, HEADER))
    assert sealed.sealed
    assert msgspec.json.decode(outbox.open_record(sealed, KEY), type=outbox.FiledCase) == CASE


def test_a_sealed_body_shows_its_header_and_nothing_of_the_answers() -> None:
    body = outbox.sealed_body(CASE.to_bytes(), KEY.recipient, HEADER).data
    assert outbox.sealed_header(body) == HEADER
    assert "张测试".encode() not in body
    assert CASE.local_number.encode() not in body


@pytest.mark.parametrize("field", ["id", "terminal", "created_ms"])
def test_a_body_does_not_open_in_another_record(field: str) -> None:
    sealed = record(outbox.sealed_body(CASE.to_bytes(), KEY.recipient, HEADER))
    moved = msgspec.structs.replace(sealed, **{field: 2 if field == "created_ms" else "other"})
    with pytest.raises(sealing.SealError, match="another record"):
        outbox.open_record(moved, KEY)


def test_the_routing_item_cannot_be_exchanged() -> None:
    sealed = record(outbox.sealed_body(CASE.to_bytes(), KEY.recipient, HEADER))
    rerouted = msgspec.structs.replace(
        sealed, body=sealed.body.replace(b"residence-permit", b"business-licence")
    )
    with pytest.raises(sealing.SealError, match="authentication"):
        outbox.open_record(rerouted, KEY)


@given(st.binary(max_size=200))
def test_junk_for_a_body_is_refused(junk: bytes) -> None:
    with pytest.raises(sealing.SealError):
        outbox.open_record(record(outbox.Body(junk, sealed=True)), KEY)


def test_unsealed_bodies_carry_sixteen_random_bytes() -> None:
    one, two = (json.loads(outbox.unsealed_body({"number": "A001"}).data) for _ in range(2))
    assert one["random"] != two["random"]
    assert len(one["random"]) == 22  # 16 bytes in base64 without padding
    assert one["number"] == "A001"
    with pytest.raises(ValueError, match="random"):
        outbox.unsealed_body({"random": "mine"})


def test_the_hash_is_sha256_over_header_line_feed_and_body() -> None:
    made = record(outbox.Body(b"body", sealed=False))
    header = (
        f'{{"created_ms":1,"epoch":1,"id":"r-1","kind":"case","prev_hash":"{chain.GENESIS}",'
        '"sealed":false,"seq":1,"terminal":"0001"}'
    )
    assert made.hash == hashlib.sha256(header.encode() + b"\nbody").hexdigest()
    assert chain.hash_of(made) == made.hash


@pytest.mark.parametrize(
    "change",
    [
        {"id": "r-2"},
        {"terminal": "0002"},
        {"epoch": 2},
        {"seq": 2},
        {"kind": RecordKind.TICKET},
        {"created_ms": 2},
        {"prev_hash": "1" * 64},
        {"sealed": True},
        {"body": b"Body"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_every_field_is_in_the_hash(change: dict[str, object]) -> None:
    made = record(outbox.Body(b"body", sealed=False))
    assert chain.hash_of(msgspec.structs.replace(made, **change)) != made.hash


def test_a_case_never_shows_its_answers() -> None:
    assert "张测试" not in repr(CASE)
