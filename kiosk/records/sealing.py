"""Envelopes that only the holder of the district's private key can open (format: README).

X25519 with a fresh key per envelope, HKDF-SHA256, AES-256-GCM. The envelope's own head and the caller's
header are both associated data: no byte of either can change without the opening failing.
"""

import secrets
from collections.abc import Callable

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiosk.records.key_wrap import SealError, Suite, unwrap, wrap
from kiosk.records.keys import KEY_ID_BYTES, OpeningKey, RecipientKey

__all__ = ["Envelope", "SealError", "Suite", "open_envelope", "parse", "seal"]

MAGIC = b"DZE1"
NONCE_BYTES = 12
TAG_BYTES = 16
_PURPOSE = "envelope"
_KEY_ID_AT = len(MAGIC) + 1
_KEY_LENGTH_AT = _KEY_ID_AT + KEY_ID_BYTES
_KEY_AT = _KEY_LENGTH_AT + 2


class Envelope(msgspec.Struct, frozen=True):
    """An envelope taken apart, still sealed. `head` is every byte before `ciphertext`."""

    suite: Suite
    key_id: bytes
    sealed_key: bytes  # of suite 1: the ephemeral X25519 public key
    nonce: bytes
    head: bytes
    ciphertext: bytes  # with the 16-byte tag at its end


def seal(
    plain: bytes,
    recipient: RecipientKey,
    associated: bytes,
    random: Callable[[int], bytes] = secrets.token_bytes,
) -> bytes:
    """An envelope with `plain` for `recipient`, bound to `associated`, which the opener must know."""
    wrapped = wrap(recipient, _PURPOSE, random)
    nonce = random(NONCE_BYTES)
    length = len(wrapped.sealed_key).to_bytes(2)
    head = MAGIC + bytes([wrapped.suite]) + recipient.id + length + wrapped.sealed_key + nonce
    return head + AESGCM(wrapped.key).encrypt(nonce, plain, _bound(head, associated))


def parse(envelope: bytes) -> Envelope:
    """Raises SealError when the bytes are no envelope of a known suite."""
    if envelope[: len(MAGIC)] != MAGIC or len(envelope) < _KEY_AT:
        raise SealError("not an envelope")
    try:
        suite = Suite(envelope[len(MAGIC)])
    except ValueError:
        raise SealError(f"unknown suite {envelope[len(MAGIC)]}") from None
    nonce_at = _KEY_AT + int.from_bytes(envelope[_KEY_LENGTH_AT:_KEY_AT])
    text_at = nonce_at + NONCE_BYTES
    if len(envelope) < text_at + TAG_BYTES:
        raise SealError("cut short")
    return Envelope(
        suite,
        envelope[_KEY_ID_AT:_KEY_LENGTH_AT],
        envelope[_KEY_AT:nonce_at],
        envelope[nonce_at:text_at],
        envelope[:text_at],
        envelope[text_at:],
    )


def open_envelope(envelope: bytes, key: OpeningKey, associated: bytes) -> bytes:
    """The plain bytes. Raises SealError; it never returns a part of them."""
    parts = parse(envelope)
    if parts.key_id != key.recipient.id:
        raise SealError("sealed for another key")
    cipher = AESGCM(unwrap(parts.suite, parts.sealed_key, key, _PURPOSE))
    try:
        return cipher.decrypt(parts.nonce, parts.ciphertext, _bound(parts.head, associated))
    except InvalidTag:
        raise SealError("authentication failed") from None


def _bound(head: bytes, associated: bytes) -> bytes:
    # `head` says its own length, so the two cannot be cut apart in another place.
    return head + associated
