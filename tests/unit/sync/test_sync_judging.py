"""What the reference platform thinks of a record, given what it holds."""

import gzip

import msgspec
import pytest

from kiosk.domain.record import Record, RecordKind
from kiosk.records import chain, keys, outbox
from sync.district.batch import BatchError, Malformed, read_batch
from sync.district.judging import Accept, Conflict, Duplicate, Held, Neighbours, Reject, judge
from sync.district.official import example_number
from sync.wire import MAX_BATCH_BYTES, MAX_BATCH_RECORDS, encode_batch

KEY = keys.OpeningKey(bytes(range(32)))
OTHER = keys.OpeningKey(bytes(range(1, 33)))


def ticket(seq: int = 2, prev_hash: str = "a" * 64) -> Record:
    return outbox.make_record(
        record_id=f"r-{seq}",
        kind=RecordKind.TICKET,
        terminal="0001",
        created_ms=1,
        body=outbox.Body(b"{}", sealed=False),
        epoch=1,
        seq=seq,
        prev_hash=prev_hash,
    )


def case(
    recipient: keys.RecipientKey = KEY.recipient, inside: str = "r", item: str = "permit", plain: bytes = b""
) -> Record:
    header = outbox.SealedHeader(created_ms=1, item="permit", record_id="r", terminal="0001")
    filed = outbox.FiledCase(
        record_id=inside,
        item=item,
        local_number="DZ",
        catalogue_version="1",
        schema_hash="0",
        filed_at="2026-11-23T09:00:00+08:00",
        answers={},
    )
    return outbox.make_record(
        record_id="r",
        kind=RecordKind.CASE,
        terminal="0001",
        created_ms=1,
        body=outbox.sealed_body(plain or filed.to_bytes(), recipient, header),
        epoch=1,
        seq=1,
        prev_hash=chain.GENESIS,
    )


NOTHING = Neighbours()
MINE = ticket()


def held(record: Record, rejected: bool = False) -> Held:
    return Held(record.hash, record.prev_hash, rejected)


@pytest.mark.parametrize(
    ("around", "wanted"),
    [
        (NOTHING, Accept),
        (Neighbours(same_place=held(MINE)), Duplicate),
        (Neighbours(same_place=held(MINE, rejected=True)), Accept),
        (Neighbours(same_place=held(ticket(prev_hash="b" * 64))), Conflict),
        (Neighbours(same_place=held(ticket(prev_hash="b" * 64), rejected=True)), Conflict),
        (Neighbours(id_elsewhere=True), Conflict),
        (Neighbours(before=Held("a" * 64, "0" * 64, False)), Accept),
        (Neighbours(before=Held("b" * 64, "0" * 64, False)), Conflict),
        (Neighbours(after=Held("c" * 64, MINE.hash, False)), Accept),
        (Neighbours(after=Held("c" * 64, "d" * 64, False)), Conflict),
    ],
)
def test_what_is_around_its_place_decides(around: Neighbours, wanted: type) -> None:
    assert isinstance(judge(MINE, "0001", around, None), wanted)


def test_another_terminals_record_is_rejected() -> None:
    assert isinstance(judge(MINE, "0002", NOTHING, None), Reject)


def test_a_record_whose_hash_is_not_its_own_is_rejected() -> None:
    changed = msgspec.structs.replace(MINE, body=b"{ }")
    assert isinstance(judge(changed, "0001", NOTHING, None), Reject)


def test_a_case_is_opened_where_the_key_is() -> None:
    opened = judge(case(), "0001", NOTHING, KEY)
    assert isinstance(opened, Accept)
    assert opened.opened is not None
    assert judge(case(), "0001", NOTHING, None) == Accept(None)


@pytest.mark.parametrize(
    "record",
    [case(recipient=OTHER.recipient), case(inside="other"), case(item="licence"), case(plain=b"no case")],
    ids=["another key", "another case inside", "another item inside", "no case inside"],
)
def test_a_case_that_is_not_what_it_says_is_rejected(record: Record) -> None:
    assert isinstance(judge(record, "0001", NOTHING, KEY), Reject)


def test_a_case_in_clear_is_rejected() -> None:
    plain = msgspec.structs.replace(MINE, kind=RecordKind.CASE)
    plain = msgspec.structs.replace(plain, hash=chain.hash_of(plain))
    assert isinstance(judge(plain, "0001", NOTHING, KEY), Reject)


def test_a_bad_line_is_answered_alone() -> None:
    body = gzip.compress(b'{"id":"x","hash":"y","kind":"unknown"}\n') + b""
    assert read_batch(body, "gzip") == [Malformed("x", "y")]
    assert read_batch(encode_batch([MINE]), "gzip") == [MINE]


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"", "gzip"),
        (b"{}", "gzip"),
        (encode_batch([MINE])[:-4], "gzip"),
        (encode_batch([MINE]) + b"x", "gzip"),
        (encode_batch([MINE]), ""),
        (gzip.compress(b"junk\n"), "gzip"),
        (gzip.compress(b'{"id":"x"}\n'), "gzip"),
        (gzip.compress(b"\n".join([b'{"id":"x","hash":"y"}'] * (MAX_BATCH_RECORDS + 1))), "gzip"),
        (gzip.compress(bytes(MAX_BATCH_BYTES + 1)), "gzip"),
    ],
    ids=["nothing", "plain", "cut", "more", "unnamed", "junk", "no-hash", "too-many", "too-large"],
)
def test_a_batch_that_cannot_be_read_is_refused_as_a_whole(body: bytes, encoding: str) -> None:
    with pytest.raises(BatchError):
        read_batch(body, encoding)


def test_example_numbers_have_chongqings_form_and_no_departments_code() -> None:
    number = example_number(1_795_430_400_000, 42)
    assert number == "5000000000XKCK20261123000000000042"
    assert len(number) == 34
