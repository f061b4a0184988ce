"""Which keys a terminal takes catalogues from, and how one key hands over to the next.

A terminal is told one or more publishers' keys by its settings. A key may name its successor, once; from then
on the successor stands in its place and the old key signs nothing more. The statements travel in the manifest
of every later package, so that a terminal that slept through ten versions follows the whole chain.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from kiosk.catalogue.refusals import PackageRefused, Refusal
from kiosk.catalogue.signatures import is_signed, public_key
from kiosk.catalogue.signed_file import SignedFile
from kiosk.domain.item import CatalogueInfo, KeyRotation, version_order

ROTATION = b"dazu-kiosk-catalogue key rotation 1\n"


class KeyUnusable(Exception):
    """A key file that cannot be read or holds another kind of key."""


def key_id(public: str) -> str:
    """What people compare over the telephone: sixteen digits of the key's SHA-256."""
    digest = hashlib.sha256(bytes.fromhex(public)).hexdigest()
    return "-".join(digest[at : at + 4] for at in range(0, 16, 4))


def read_publisher(path: Path) -> str:
    """The Ed25519 public key in a PEM file, as hexadecimal. Raises KeyUnusable."""
    try:
        raw = path.read_bytes()
    except OSError as fault:
        raise KeyUnusable(f"{path}: 读不到 · cannot be read ({fault.strerror})") from fault
    if b"PRIVATE KEY" in raw:
        raise KeyUnusable(
            f"{path}: 这是私钥，请换成 .pub.pem，并从终端删去它 · is the private key: take the .pub.pem"
        )
    try:
        return public_key(raw).hex()
    except ValueError as fault:
        raise KeyUnusable(f"{path}: 不是 Ed25519 公钥（PEM） · is no Ed25519 public key (PEM)") from fault


def successors(rotations: Iterable[KeyRotation], file: str) -> dict[str, str]:
    """Old key → new key. Raises PackageRefused for a statement that its old key did not sign, and for two
    that contradict each other."""
    following: dict[str, str] = {}
    for one in rotations:
        old, new = bytes.fromhex(one.old), bytes.fromhex(one.new)
        if not is_signed(old, bytes.fromhex(one.signature), ROTATION + old + new):
            raise PackageRefused(Refusal.BAD_ROTATION, file, key_id(one.old))
        if following.setdefault(one.old, one.new) != one.new:
            raise PackageRefused(Refusal.BAD_ROTATION, file, key_id(one.old))
    return following


def trusted(configured: Iterable[str], following: dict[str, str]) -> frozenset[str]:
    """The keys that may sign now: each configured one, or whoever stands at the end of its chain."""
    heads = set()
    for key in configured:
        passed = set()
        while key in following and key not in passed:
            passed.add(key)
            key = following[key]
        if key not in passed:  # a circle trusts nobody
            heads.add(key)
    return frozenset(heads)


def judge_signer(package: SignedFile, configured: frozenset[str]) -> None:
    """Raises PackageRefused when the file is signed by none of those this terminal trusts."""
    if not configured:
        raise PackageRefused(Refusal.NO_PUBLISHER, package.file, key_id(package.key))
    following = successors(package.manifest.rotations, package.file)
    if package.key not in trusted(configured, following):
        retired = package.key in following
        raise PackageRefused(
            Refusal.RETIRED_KEY if retired else Refusal.FOREIGN, package.file, key_id(package.key)
        )


def judge_succession(package: SignedFile, present: CatalogueInfo, configured: frozenset[str]) -> None:
    """Raises PackageRefused when the file may not follow the version in use. An equal version passes here."""
    following = successors(present.rotations, package.file)
    if package.key in following:
        raise PackageRefused(Refusal.RETIRED_KEY, package.file, key_id(package.key))
    # A chain that begins at a key of our settings would be forgotten, and its old keys would sign again.
    kept = successors((*present.rotations, *package.manifest.rotations), package.file)
    if trusted(configured, kept) != trusted(configured, successors(package.manifest.rotations, package.file)):
        raise PackageRefused(Refusal.ROTATION_DROPPED, package.file)
    if version_order(package.manifest.version) < version_order(present.version):
        raise PackageRefused(
            Refusal.DOWNGRADE, package.file, f"{package.manifest.version} < {present.version}"
        )
