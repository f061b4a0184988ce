"""The publisher's desk: keys, one file out of a folder, its signature. A terminal never loads this."""

import errno
import os
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
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

_NO_KEY = "不是 Ed25519 私钥（PEM） · is no Ed25519 private key (PEM)"
_WRONG_WORD = "密码不对 · the passphrase does not fit"


class PassphraseNeeded(KeyUnusable):
    """The private key is encrypted."""


def write_new_key(private: Path, passphrase: bytes | None) -> str:
    """Make a key pair: `private` (mode 0600) and beside it NAME.pub.pem. The public key; never overwrites."""
    if public_file(private).exists():
        raise FileExistsError(errno.EEXIST, "exists", str(public_file(private)))
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
        raw = path.read_bytes()
    except OSError as fault:
        raise KeyUnusable(f"{path}: 读不到 · cannot be read ({fault.strerror})") from fault
    if b"PUBLIC KEY" in raw:
        raise KeyUnusable(f"{path}: 这是公钥，签名要用私钥 · is the public key; the private one signs")
    try:
        key = load_pem_private_key(raw, passphrase)
    except TypeError as fault:
        raise PassphraseNeeded(f"{path}: {fault}") from fault
    except (ValueError, UnsupportedAlgorithm) as fault:
        raise KeyUnusable(f"{path}: {_WRONG_WORD if passphrase else _NO_KEY}") from fault
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyUnusable(f"{path}: {_NO_KEY}")
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
