"""A fresh key for one sealed thing, wrapped for the district: for envelopes and attachments alike."""

from collections.abc import Callable
from enum import IntEnum

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kiosk.records.keys import OpeningKey, RecipientKey


class Suite(IntEnum):
    """The fifth byte of what was sealed. A second suite (SM2 + SM4-GCM) takes the next number."""

    X25519_HKDF_SHA256_AES256GCM = 1


_NAME = {Suite.X25519_HKDF_SHA256_AES256GCM: "X25519-HKDF-SHA256-AES256GCM"}


class SealError(Exception):
    """It was not sealed for this key and this header, or a byte of it has changed."""


class Wrapped(msgspec.Struct, frozen=True):
    """`sealed_key` travels; `key` (32 bytes) seals and is forgotten."""

    suite: Suite
    sealed_key: bytes  # of suite 1: the ephemeral X25519 public key
    key: bytes

    def __repr__(self) -> str:
        return f"Wrapped({self.suite.name})"


def wrap(recipient: RecipientKey, purpose: str, random: Callable[[int], bytes]) -> Wrapped:
    """A new key under the newest suite. `purpose` keeps an envelope's key from opening anything else."""
    suite = Suite.X25519_HKDF_SHA256_AES256GCM
    ephemeral = X25519PrivateKey.from_private_bytes(random(32))
    public = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient.raw))
    return Wrapped(suite, public, _derive(suite, shared, public, recipient, purpose))


def unwrap(suite: Suite, sealed_key: bytes, key: OpeningKey, purpose: str) -> bytes:
    """The key that `wrap` made. Raises SealError when `sealed_key` is none."""
    try:
        public = X25519PublicKey.from_public_bytes(sealed_key)
        shared = X25519PrivateKey.from_private_bytes(key.raw).exchange(public)
    except ValueError:  # a key of another length, or a point of low order
        raise SealError("sealed key is no X25519 key") from None
    return _derive(suite, shared, sealed_key, key.recipient, purpose)


def _derive(suite: Suite, shared: bytes, public: bytes, recipient: RecipientKey, purpose: str) -> bytes:
    # Both public keys go in, so that the key belongs to this exchange and to no other with the same secret.
    info = f"dazu-kiosk {purpose} {suite.value} {_NAME[suite]}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=public + recipient.raw, info=info).derive(shared)
