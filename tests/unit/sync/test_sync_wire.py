"""The words on the wire."""

import gzip

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.record import Record, RecordKind
from sync import wire

records = st.builds(
    Record,
    id=st.uuids().map(str),
    terminal=st.just("0001"),
    epoch=st.integers(1, 9),
    seq=st.integers(1, 2**40),
    kind=st.sampled_from(list(RecordKind)),
    created_ms=st.integers(0, 2**42),
    prev_hash=st.just("0" * 64),
    hash=st.just("1" * 64),
    sealed=st.booleans(),
    body=st.binary(max_size=200),
)


@given(st.lists(records, max_size=5))
def test_a_batch_reads_back_and_is_the_same_bytes_each_time(batch: list[Record]) -> None:
    packed = wire.encode_batch(batch)
    assert wire.encode_batch(batch) == packed
    lines = gzip.decompress(packed).splitlines()
    assert [msgspec.json.decode(line, type=Record) for line in lines] == batch


@given(st.text("0123456789abcdef", min_size=1), st.integers(0, 2**40))
def test_a_feed_position_reads_back(feed_epoch: str, position: int) -> None:
    there = wire.FeedPosition(feed_epoch, position)
    assert wire.FeedPosition.parse(str(there)) == there


@pytest.mark.parametrize("text", ["x", ":", "a:", "a:-1", "a:x", "a:٣"])
def test_what_is_no_feed_position_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="feed position"):
        wire.FeedPosition.parse(text)


def test_no_position_is_the_beginning() -> None:
    assert wire.FeedPosition.parse("") == wire.FeedPosition("", 0)
