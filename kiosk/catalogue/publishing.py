"""The publisher's desk: keys, one file out of a folder, its signature. A terminal never loads this."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from kiosk.catalogue.durable_file import write_durably
from kiosk.catalogue.parts import Parts
from kiosk.catalogue.signed_file import FORMAT, SignedFile, packed
from kiosk.catalogue.trust import ROTATION, KeyUnusable
from kiosk.domain.item import KeyRotation


class PassphraseNeeded(KeyUnusable):
    """The private key is encrypted."""


def write_new_key(private: Path, passphrase: bytes | None) -> str:
    """Make a key pair: `private` (mode 0600) and beside it NAME.pub.pem. The public key; never overwrites."""
    key = Ed25519PrivateKey.generate()
    kept: KeySerializationEncryption = BestAvailableEncryption(passphrase) if passphrase else NoEncryption()
    raw = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, kept)
    with os.fdopen(os.open(private, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    public = key.public_key()
    public_file(private).write_bytes(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return public.public_bytes_raw().hex()


def public_file(private: Path) -> Path:
    return private.with_suffix(".pub.pem")


def read_private(path: Path, passphrase: bytes | None = None) -> Ed25519PrivateKey:
    """Raises KeyUnusable; PassphraseNeeded when one is asked for and none was given."""
    try:
        key = load_pem_private_key(path.read_bytes(), passphrase)
    except TypeError as fault:
        raise PassphraseNeeded(f"{path}: {fault}") from fault
    except (OSError, ValueError) as fault:
        raise KeyUnusable(f"{path}: {fault}") from fault
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyUnusable(f"{path}: is no Ed25519 private key")
    return key


def build(parts: Parts, out: Path) -> None:
    """The unsigned file. The same parts give the same bytes, on any machine, at any time."""
    write_durably(out, packed(parts))


def sign(file: Path, key: Ed25519PrivateKey) -> SignedFile:
    """Put a signature on the package at `file`, in the place of an earlier one; its parts are verified first.

    Raises PackageRefused, OSError. Gives the signed file, opened and verified again.
    """
    package = SignedFile(file, unsigned_too=True)
    try:
        signature = key.sign(FORMAT + package.line).hex()
        public = key.public_key().public_bytes_raw().hex()
        words = f"ed25519 {public} {signature}\n".encode()
        write_durably(file, (FORMAT, words, package.line, *package.body()))
    finally:
        package.close()
    return SignedFile(file)


def rotation(old: Ed25519PrivateKey, new: str) -> KeyRotation:
    """The statement by which `old` hands over to the public key `new`."""
    public = old.public_key().public_bytes_raw()
    return KeyRotation(public.hex(), new, old.sign(ROTATION + public + bytes.fromhex(new)).hex())
