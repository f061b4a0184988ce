"""Small packages, signed by keys that exist for one test."""

import json
import shutil
from pathlib import Path
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.catalogue import open_parts
from kiosk.catalogue.publishing import build, rotation, sign
from kiosk.catalogue.signed_file import FORMAT, SignedFile
from kiosk.domain.item import KeyRotation
from tests.unit.catalogue_samples import PACKAGE

KEPT = ("unemployment-registration", "social-insurance-proof")
UNEMPLOYMENT = "items/12-unemployment-registration.json"


def small_folder(target: Path, version: str = "2026.11.1", **manifest: Any) -> Path:
    """The shipped package with two of its items, so that a check takes a moment."""
    folder = Path(shutil.copytree(PACKAGE, target))
    for path in (*folder.glob("items/*.json"), *folder.glob("forms/*.json")):
        if not path.stem.endswith(KEPT):
            path.unlink()
    shutil.rmtree(folder / "bundles")
    change(folder, "manifest.json", version=version, **manifest)
    return folder


def change(folder: Path, file: str, **values: Any) -> None:
    path = folder / file
    changed = json.loads(path.read_text("utf-8")) | values
    path.write_text(json.dumps(changed, ensure_ascii=False), "utf-8")


def new_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def public(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def publish(
    folder: Path, out: Path, key: Ed25519PrivateKey, *, rotations: tuple[KeyRotation, ...] | None = None
) -> Path:
    """The signed file at `out`. `rotations` are put into the folder's manifest."""
    if rotations is not None:
        change(folder, "manifest.json", rotations=msgspec.to_builtins(rotations))
    build(open_parts(folder), out)
    sign(out, key).close()
    return out


def hand_over(old: Ed25519PrivateKey, new: Ed25519PrivateKey) -> KeyRotation:
    return rotation(old, public(new))


def forge(out: Path, key: Ed25519PrivateKey, line: bytes, body: bytes = b"") -> Path:
    """A file with a good signature over whatever `line` says."""
    signature = key.sign(FORMAT + line).hex()
    out.write_bytes(FORMAT + f"ed25519 {public(key)} {signature}\n".encode() + line + body)
    return out


def opened(path: Path) -> SignedFile:
    """Whole, to its last byte."""
    package = SignedFile(path)
    package.verify()
    return package
