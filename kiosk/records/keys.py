"""The district's sealing keys: the public half on every terminal, the private half at the district alone.

Files are PEM (SubjectPublicKeyInfo, PKCS #8), so that `openssl pkey` reads and makes them as well.
"""

import hashlib
import os
from pathlib import Path

import msgspec
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

KEY_ID_BYTES = 16


class KeyFileError(Exception):
    """A key file is missing, unreadable, or holds something else than an X25519 key of the wanted half."""


class RecipientKey(msgspec.Struct, frozen=True):
    """A public key to seal for. `raw` is the 32 bytes of RFC 7748."""

    raw: bytes

    @property
    def id(self) -> bytes:
        """The first 16 bytes of SHA-256 over the raw public key: names the key, reveals nothing."""
        return hashlib.sha256(self.raw).digest()[:KEY_ID_BYTES]

    def to_pem(self) -> bytes:
        return X25519PublicKey.from_public_bytes(self.raw).public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )


class OpeningKey(msgspec.Struct, frozen=True):
    """A private key to open with. Never on a terminal."""

    raw: bytes

    @property
    def recipient(self) -> RecipientKey:
        return RecipientKey(X25519PrivateKey.from_private_bytes(self.raw).public_key().public_bytes_raw())

    def to_pem(self) -> bytes:
        return X25519PrivateKey.from_private_bytes(self.raw).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )

    def __repr__(self) -> str:
        # A private key must never reach a log or a traceback.
        return f"OpeningKey({self.recipient.id.hex()})"


def generate() -> OpeningKey:
    return OpeningKey(X25519PrivateKey.generate().private_bytes_raw())


def read_recipient(path: Path) -> RecipientKey:
    """The public key in a PEM file. Raises KeyFileError."""
    try:
        key = serialization.load_pem_public_key(path.read_bytes())
    except (OSError, ValueError, UnsupportedAlgorithm) as error:
        raise KeyFileError(f"{path}: {error}") from error
    if not isinstance(key, X25519PublicKey):
        raise KeyFileError(f"{path}: not an X25519 public key")
    return RecipientKey(key.public_bytes_raw())


def read_opening_key(path: Path) -> OpeningKey:
    """The private key in a PEM file that only its owner may read. Raises KeyFileError."""
    try:
        if path.stat().st_mode & 0o077:
            raise KeyFileError(f"{path}: others may read this private key; chmod 600 it")
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyFileError(f"{path}: {error}") from error
    if not isinstance(key, X25519PrivateKey):
        raise KeyFileError(f"{path}: not an X25519 private key")
    return OpeningKey(key.private_bytes_raw())


def write_opening_key(path: Path, key: OpeningKey) -> None:
    """A new file, readable by its owner alone from its first instant; an existing one is left alone."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key.to_pem())
        file.flush()
        os.fsync(file.fileno())
