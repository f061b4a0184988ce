"""A photo of a material, sealed as a file of its own that only the district can open (format: README).

STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015): chunks under one key, each nonce saying which chunk it is
and whether it is the last, so that none can be lost, doubled, exchanged or cut off unnoticed.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterator

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiosk.records import canonical
from kiosk.records.key_wrap import SealError, Suite, unwrap, wrap
from kiosk.records.keys import KEY_ID_BYTES, OpeningKey, RecipientKey

MAGIC = b"DZA1"
CHUNK_BYTES = 64 * 1024
TAG_BYTES = 16
PREFIX_BYTES = 7  # with 4 of the counter and 1 of the end: GCM's 12
MAX_HEADER_BYTES = 512
_PURPOSE = "attachment"
_FIXED = len(MAGIC) + 1 + KEY_ID_BYTES + 2


class AttachmentHeader(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What anyone may read of a sealed file: whose it is. Bound to every chunk.

    `case` is the record's id, `number` counts the attachments of a case from 1.
    """

    case: str
    number: int
    terminal: str

    def to_bytes(self) -> bytes:
        return canonical.dumps(msgspec.to_builtins(self))


class AttachedFile(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list inside a case: what was attached, and both hashes (SHA-256, hex) to hold it to."""

    number: int
    material: str
    media_type: str
    plain_sha256: str
    plain_size: int
    sealed_sha256: str  # also the file's name
    sealed_size: int


def seal_attachment(
    plain: bytes,
    recipient: RecipientKey,
    header: AttachmentHeader,
    random: Callable[[int], bytes] = secrets.token_bytes,
) -> bytes:
    """The header as one line of canonical JSON, a line feed, the head, the chunks."""
    wrapped = wrap(recipient, _PURPOSE, random)
    prefix = random(PREFIX_BYTES)
    length = len(wrapped.sealed_key).to_bytes(2)
    head = MAGIC + bytes([wrapped.suite]) + recipient.id + length + wrapped.sealed_key + prefix
    before = header.to_bytes() + b"\n" + head
    cipher = AESGCM(wrapped.key)
    chunks = [plain[at : at + CHUNK_BYTES] for at in range(0, len(plain), CHUNK_BYTES)] or [b""]
    sealed = [
        cipher.encrypt(_nonce(prefix, index, index == len(chunks) - 1), chunk, before)
        for index, chunk in enumerate(chunks)
    ]
    return before + b"".join(sealed)


def open_attachment(sealed: bytes, key: OpeningKey) -> bytes:
    """The plain bytes, all of them or none. Raises SealError."""
    line, _, envelope = sealed.partition(b"\n")
    read_header(sealed)
    if envelope[: len(MAGIC)] != MAGIC or len(envelope) < _FIXED:
        raise SealError("not an attachment")
    try:
        suite = Suite(envelope[len(MAGIC)])
    except ValueError:
        raise SealError(f"unknown suite {envelope[len(MAGIC)]}") from None
    if envelope[len(MAGIC) + 1 : _FIXED - 2] != key.recipient.id:
        raise SealError("sealed for another key")
    prefix_at = _FIXED + int.from_bytes(envelope[_FIXED - 2 : _FIXED])
    text_at = prefix_at + PREFIX_BYTES
    cipher = AESGCM(unwrap(suite, envelope[_FIXED:prefix_at], key, _PURPOSE))
    prefix, before = envelope[prefix_at:text_at], line + b"\n" + envelope[:text_at]
    if len(prefix) != PREFIX_BYTES:
        raise SealError("cut short")
    try:
        return b"".join(
            cipher.decrypt(_nonce(prefix, index, last), chunk, before)
            for index, chunk, last in _chunks(envelope[text_at:])
        )
    except InvalidTag:
        raise SealError("authentication failed") from None


def read_header(sealed: bytes) -> AttachmentHeader:
    """The readable line. Raises SealError when there is none."""
    line, feed, _ = sealed[: MAX_HEADER_BYTES + 1].partition(b"\n")
    try:
        header = msgspec.json.decode(line, type=AttachmentHeader)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise SealError("no header line") from None
    if not feed or header.to_bytes() != line:
        raise SealError("header line is not canonical")
    return header


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _chunks(text: bytes) -> Iterator[tuple[int, bytes, bool]]:
    size = CHUNK_BYTES + TAG_BYTES
    if len(text) < TAG_BYTES:
        raise SealError("cut short")
    for index, at in enumerate(range(0, len(text), size)):
        yield index, text[at : at + size], at + size >= len(text)


def _nonce(prefix: bytes, index: int, last: bool) -> bytes:
    return prefix + index.to_bytes(4) + bytes([last])
