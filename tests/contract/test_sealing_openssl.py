"""The `openssl` command as a judge we did not write: it makes keys we read, and derives the key we derive."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiosk.records import keys, sealing

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the openssl command")


def openssl(*args: str, feed: bytes = b"") -> bytes:
    return subprocess.run(["openssl", *args], input=feed, capture_output=True, check=True).stdout


def test_openssl_makes_a_key_pair_that_we_use(tmp_path: Path) -> None:
    private, public = tmp_path / "k.pem", tmp_path / "p.pem"
    openssl("genpkey", "-algorithm", "X25519", "-out", str(private))
    openssl("pkey", "-in", str(private), "-pubout", "-out", str(public))
    private.chmod(0o600)
    opening, recipient = keys.read_opening_key(private), keys.read_recipient(public)
    assert opening.recipient == recipient
    assert sealing.open_envelope(sealing.seal(b"plain", recipient, b""), opening, b"") == b"plain"


def test_openssl_reads_the_keys_that_we_write(tmp_path: Path) -> None:
    private = tmp_path / "k.pem"
    key = keys.generate()
    keys.write_opening_key(private, key)
    assert openssl("pkey", "-in", str(private), "-pubout") == key.recipient.to_pem()


def test_an_envelope_opens_with_what_openssl_derives(tmp_path: Path) -> None:
    """Secret and key are openssl's work; its command line has no GCM, so only that step is ours."""
    private, peer = tmp_path / "k.pem", tmp_path / "peer.pem"
    key = keys.generate()
    keys.write_opening_key(private, key)
    envelope = sealing.seal("张测试".encode(), key.recipient, b"header")
    parts = sealing.parse(envelope)
    assert parts.key_id == hashlib.sha256(key.recipient.raw).digest()[:16]
    peer.write_bytes(keys.RecipientKey(parts.sealed_key).to_pem())
    secret = openssl("pkeyutl", "-derive", "-inkey", str(private), "-peerkey", str(peer))
    salt = parts.sealed_key + key.recipient.raw
    info = b"dazu-kiosk envelope 1 X25519-HKDF-SHA256-AES256GCM"
    options = {"digest": "SHA256", "hexkey": secret.hex(), "hexsalt": salt.hex(), "hexinfo": info.hex()}
    flags = [flag for name, value in options.items() for flag in ("-kdfopt", f"{name}:{value}")]
    derived = openssl("kdf", "-keylen", "32", *flags, "-binary", "HKDF")
    plain = AESGCM(derived).decrypt(parts.nonce, parts.ciphertext, parts.head + b"header")
    assert plain == "张测试".encode()
