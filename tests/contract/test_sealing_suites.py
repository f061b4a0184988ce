"""What every sealing suite must do: open for one key and one header, and for nothing else."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.records import keys, sealing
from kiosk.records.sealing import SealError, Suite, open_envelope, parse, seal

KEY = keys.OpeningKey(bytes(range(32)))
OTHER = keys.OpeningKey(bytes(range(1, 33)))

pytestmark = pytest.mark.parametrize("suite", list(Suite))


@given(plain=st.binary(max_size=4096), header=st.binary(max_size=200))
def test_what_was_sealed_opens_with_the_key_and_the_header(suite: Suite, plain: bytes, header: bytes) -> None:
    envelope = seal(plain, KEY.recipient, header)
    assert parse(envelope).suite is suite
    assert open_envelope(envelope, KEY, header) == plain


@given(header=st.binary(max_size=64), other=st.binary(max_size=64))
def test_another_header_does_not_open(suite: Suite, header: bytes, other: bytes) -> None:  # noqa: ARG001
    if header == other:
        return
    envelope = seal(b"answers", KEY.recipient, header)
    with pytest.raises(SealError):
        open_envelope(envelope, KEY, other)


def test_another_key_does_not_open(suite: Suite) -> None:  # noqa: ARG001
    with pytest.raises(SealError, match="another key"):
        open_envelope(seal(b"answers", KEY.recipient, b"h"), OTHER, b"h")


def test_no_byte_can_be_changed(suite: Suite) -> None:  # noqa: ARG001
    envelope = seal("张测试".encode(), KEY.recipient, b"header")
    for at in range(len(envelope)):
        for flip in (0x01, 0x80):
            changed = envelope[:at] + bytes([envelope[at] ^ flip]) + envelope[at + 1 :]
            with pytest.raises(SealError):
                open_envelope(changed, KEY, b"header")


def test_no_byte_can_be_missing_or_added(suite: Suite) -> None:  # noqa: ARG001
    envelope = seal(b"answers", KEY.recipient, b"header")
    for end in range(len(envelope)):
        with pytest.raises(SealError):
            open_envelope(envelope[:end], KEY, b"header")
    with pytest.raises(SealError):
        open_envelope(envelope + b"\0", KEY, b"header")


@given(junk=st.binary(max_size=300))
def test_junk_is_refused_and_nothing_else_happens(suite: Suite, junk: bytes) -> None:  # noqa: ARG001
    with pytest.raises(SealError):
        open_envelope(sealing.MAGIC + junk, KEY, b"")


def test_the_plain_text_is_nowhere_in_the_envelope(suite: Suite) -> None:  # noqa: ARG001
    canary = b"CANARY-0123456789-CANARY"
    envelope = seal(canary * 20, KEY.recipient, b"header")
    assert not any(canary[at : at + 6] in envelope for at in range(len(canary) - 6))


def test_the_same_answers_sealed_twice_have_nothing_in_common(suite: Suite) -> None:  # noqa: ARG001
    one, two = (parse(seal(b"answers" * 9, KEY.recipient, b"h")) for _ in range(2))
    assert one.sealed_key != two.sealed_key
    assert one.nonce != two.nonce
    assert one.ciphertext != two.ciphertext


def test_a_point_of_low_order_is_refused(suite: Suite) -> None:  # noqa: ARG001
    # RFC 7748 §6.1: an all-zero shared secret would let anyone seal a "case" that opens.
    envelope = bytearray(seal(b"x", KEY.recipient, b""))
    start = len(sealing.MAGIC) + 1 + keys.KEY_ID_BYTES + 2
    envelope[start : start + 32] = bytes(32)
    with pytest.raises(SealError, match="no X25519 key"):
        open_envelope(bytes(envelope), KEY, b"")


def counting() -> Callable[[int], bytes]:
    """Known bytes instead of randomness: 00 01 02 … in the order in which they are asked for."""
    given = iter(range(256))
    return lambda size: bytes(next(given) for _ in range(size))


def test_a_written_envelope_still_opens(suite: Suite) -> None:
    """An envelope made on 2026-11-23: a change of the format must not orphan what is already sealed."""
    vector = VECTORS[suite]
    assert open_envelope(bytes.fromhex(vector), KEY, b"header") == "张测试".encode()
    assert seal("张测试".encode(), KEY.recipient, b"header", counting()).hex() == vector


VECTORS: dict[Suite, str] = {
    Suite.X25519_HKDF_SHA256_AES256GCM: (
        "445a453101eedd883da0a9451593dc0a38e583fb7700208f40c5adb68f25624ae5b214ea767a6ec94d829d3d7b5e1ad1"
        "ba6f3e2138285f202122232425262728292a2becf240631e83f0ffbafeb0c077591e46e376fd42edc75796ad"
    ),
}
