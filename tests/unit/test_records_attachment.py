"""A sealed photo opens whole, for its key and its case; every other file is refused."""

import struct
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st

from kiosk.records import keys
from kiosk.records.attachment import (
    CHUNK_BYTES,
    TAG_BYTES,
    AttachmentHeader,
    open_attachment,
    read_header,
    seal_attachment,
)
from kiosk.records.key_wrap import SealError

KEY = keys.OpeningKey(bytes(range(32)))
OTHER = keys.OpeningKey(bytes(range(1, 33)))
HEADER = AttachmentHeader(case="019a-case", number=1, terminal="0001")
HEAD_BYTES = len(HEADER.to_bytes()) + 1 + 4 + 1 + 16 + 2 + 32 + 7
CHUNK = CHUNK_BYTES + TAG_BYTES
THREE = bytes(range(256)) * (CHUNK_BYTES // 128) + b"the third chunk"


def sealed(plain: bytes = THREE, header: AttachmentHeader = HEADER) -> bytes:
    return seal_attachment(plain, KEY.recipient, header)


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES])
def test_every_size_comes_back(size: int) -> None:
    plain = b"\x5a" * size
    file = sealed(plain)
    assert open_attachment(file, KEY) == plain
    assert len(file) == HEAD_BYTES + size + TAG_BYTES * max(1, -(-size // CHUNK_BYTES))


def test_the_header_can_be_read_by_anyone() -> None:
    assert read_header(sealed()) == HEADER


def test_another_key_does_not_open() -> None:
    with pytest.raises(SealError, match="another key"):
        open_attachment(sealed(), OTHER)


def test_a_file_that_was_cut_is_refused() -> None:
    file = sealed()
    ends = {*range(HEAD_BYTES + TAG_BYTES), HEAD_BYTES + CHUNK, HEAD_BYTES + 2 * CHUNK, len(file) - 1}
    for end in ends:
        with pytest.raises(SealError):
            open_attachment(file[:end], KEY)


def test_chunks_cannot_be_exchanged_doubled_or_left_out() -> None:
    file = sealed()
    head, rest = file[:HEAD_BYTES], file[HEAD_BYTES:]
    one, two, three = rest[:CHUNK], rest[CHUNK : 2 * CHUNK], rest[2 * CHUNK :]
    assert head + one + two + three == file
    for wrong in ([two, one, three], [one, one, two, three], [one, three], [two, three], [one, two]):
        with pytest.raises(SealError):
            open_attachment(head + b"".join(wrong), KEY)


def test_nothing_can_be_added() -> None:
    file = sealed()
    for more in (b"\0", bytes(TAG_BYTES), file[-CHUNK:]):
        with pytest.raises(SealError):
            open_attachment(file + more, KEY)


def test_a_photo_cannot_be_moved_to_another_case() -> None:
    file = sealed()
    for header in (
        AttachmentHeader(case="019a-other", number=1, terminal="0001"),
        AttachmentHeader(case="019a-case", number=2, terminal="0001"),
        AttachmentHeader(case="019a-case", number=1, terminal="0002"),
    ):
        moved = header.to_bytes() + file[len(HEADER.to_bytes()) :]
        assert read_header(moved) == header
        with pytest.raises(SealError):
            open_attachment(moved, KEY)


def test_no_bit_can_be_changed() -> None:
    file = sealed(b"a small photo")
    for at in range(len(file)):
        changed = file[:at] + bytes([file[at] ^ 0x01]) + file[at + 1 :]
        with pytest.raises(SealError):
            open_attachment(changed, KEY)


@given(junk=st.binary(max_size=400))
def test_junk_is_refused_and_nothing_else_happens(junk: bytes) -> None:
    for file in (junk, HEADER.to_bytes() + b"\n" + junk, HEADER.to_bytes() + b"\nDZA1" + junk):
        with pytest.raises(SealError):
            open_attachment(file, KEY)


def counting() -> Callable[[int], bytes]:
    given_out = iter(range(256))
    return lambda size: bytes(next(given_out) for _ in range(size))


def test_a_written_file_still_opens_and_is_written_the_same() -> None:
    """Made on 2026-11-24: a change of the format must not orphan what is already sealed."""
    file = seal_attachment("张测试的照片".encode(), KEY.recipient, HEADER, counting())
    assert file.hex() == VECTOR
    assert open_attachment(bytes.fromhex(VECTOR), KEY) == "张测试的照片".encode()


def test_it_is_written_as_the_readme_says() -> None:
    """Taken apart with nothing but the README and the cipher: two chunks."""
    plain = b"\x17" * (CHUNK_BYTES + 5)
    line, _, rest = sealed(plain).partition(b"\n")
    magic, suite, key_id, length = struct.unpack(">4sB16sH", rest[:23])
    assert (magic, suite, key_id, length) == (b"DZA1", 1, KEY.recipient.id, 32)
    public, prefix, text = rest[23:55], rest[55:62], rest[62:]
    secret = X25519PrivateKey.from_private_bytes(KEY.raw).exchange(X25519PublicKey.from_public_bytes(public))
    key = HKDF(
        SHA256(), 32, public + KEY.recipient.raw, b"dazu-kiosk attachment 1 X25519-HKDF-SHA256-AES256GCM"
    ).derive(secret)
    bound = line + b"\n" + rest[:62]
    first = AESGCM(key).decrypt(prefix + b"\0\0\0\0\0", text[:CHUNK], bound)
    last = AESGCM(key).decrypt(prefix + b"\0\0\0\1\1", text[CHUNK:], bound)
    assert first + last == plain


VECTOR = (
    "7b2263617365223a22303139612d63617365222c226e756d626572223a312c227465726d696e616c223a223030303122"
    "7d0a445a413101eedd883da0a9451593dc0a38e583fb7700208f40c5adb68f25624ae5b214ea767a6ec94d829d3d7b5e"
    "1ad1ba6f3e2138285f20212223242526cfaee68f5b621b92159ca3dea98b6e94bca1751d0196438b414832731552a26a"
    "437d"
)
