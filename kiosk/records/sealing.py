"""Envelopes that only the holder of the district's private key can open (format: README).

X25519 with a fresh key per envelope, HKDF-SHA256, AES-256-GCM. The envelope's own head and the caller's
header are both associated data: no byte of either can change without the opening failing.
"""

import secrets
from collections.abc import Callable
from enum import IntEnum

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kiosk.records.keys import KEY_ID_BYTES, OpeningKey, RecipientKey

MAGIC = b"DZE1"
NONCE_BYTES = 12
TAG_BYTES = 16
_KEY_ID_AT = len(MAGIC) + 1
_KEY_LENGTH_AT = _KEY_ID_AT + KEY_ID_BYTES
_KEY_AT = _KEY_LENGTH_AT + 2


class Suite(IntEnum):
    """The envelope's fifth byte. A second suite (SM2 + SM4-GCM) takes the next number."""

    X25519_HKDF_SHA256_AES256GCM = 1


_INFO = {Suite.X25519_HKDF_SHA256_AES256GCM: b"dazu-kiosk envelope 1 X25519-HKDF-SHA256-AES256GCM"}


class SealError(Exception):
    """The envelope was not sealed for this key and this header, or a byte of it has changed."""


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
    suite = Suite.X25519_HKDF_SHA256_AES256GCM
    ephemeral = X25519PrivateKey.from_private_bytes(random(32))
    ephemeral_public = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient.raw))
    nonce = random(NONCE_BYTES)
    head = (
        MAGIC + bytes([suite]) + recipient.id + len(ephemeral_public).to_bytes(2) + ephemeral_public + nonce
    )
    cipher = AESGCM(_derive(suite, shared, ephemeral_public, recipient))
    return head + cipher.encrypt(nonce, plain, _bound(head, associated))


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
    try:
        ephemeral = X25519PublicKey.from_public_bytes(parts.sealed_key)
        shared = X25519PrivateKey.from_private_bytes(key.raw).exchange(ephemeral)
    except ValueError:  # a key of another length, or a point of low order
        raise SealError("sealed key is no X25519 key") from None
    cipher = AESGCM(_derive(parts.suite, shared, parts.sealed_key, key.recipient))
    try:
        return cipher.decrypt(parts.nonce, parts.ciphertext, _bound(parts.head, associated))
    except InvalidTag:
        raise SealError("authentication failed") from None


def _derive(suite: Suite, shared: bytes, ephemeral_public: bytes, recipient: RecipientKey) -> bytes:
    # Both public keys go in, so that the key belongs to this exchange and to no other with the same secret.
    salt = ephemeral_public + recipient.raw
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=_INFO[suite]).derive(shared)


def _bound(head: bytes, associated: bytes) -> bytes:
    # `head` says its own length, so the two cannot be cut apart in another place.
    return head + associated
