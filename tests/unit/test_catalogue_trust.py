"""Which signatures count, and how a key hands over to the next one."""

from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.publishing import (
    PassphraseNeeded,
    public_file,
    read_private,
    write_new_key,
)
from kiosk.catalogue.refusals import PackageRefused, Refusal
from kiosk.catalogue.signed_file import SignedFile
from kiosk.catalogue.trust import (
    KeyUnusable,
    judge_signer,
    judge_succession,
    key_id,
    read_publisher,
    successors,
    trusted,
)
from kiosk.domain.item import KeyRotation
from tests.unit.catalogue_packages import hand_over, new_key, public, publish, small_folder

FIRST, SECOND, THIRD, FOREIGN = (new_key() for _ in range(4))
ONE_TWO, TWO_THREE = hand_over(FIRST, SECOND), hand_over(SECOND, THIRD)


def package(
    tmp_path: Path, key: Ed25519PrivateKey, *rotations: KeyRotation, version: str = "2"
) -> SignedFile:
    folder = small_folder(tmp_path / f"folder-{version}-{public(key)[:8]}-{len(rotations)}", version)
    return SignedFile(publish(folder, folder.with_suffix(".catalogue"), key, rotations=rotations))


def told(*keys: Ed25519PrivateKey) -> frozenset[str]:
    return frozenset(public(key) for key in keys)


def test_only_a_publisher_of_the_settings_is_believed(tmp_path: Path) -> None:
    judge_signer(package(tmp_path, FIRST), told(FIRST, SECOND))
    for keys, expected in ((told(SECOND), Refusal.FOREIGN), (told(), Refusal.NO_PUBLISHER)):
        with pytest.raises(PackageRefused) as refused:
            judge_signer(package(tmp_path / expected, FIRST), keys)
        assert refused.value.refusal is expected
        assert key_id(public(FIRST)) in refused.value.words()[0].zh


def test_a_terminal_that_slept_follows_the_whole_chain(tmp_path: Path) -> None:
    judge_signer(package(tmp_path, THIRD, ONE_TWO, TWO_THREE), told(FIRST))
    judge_signer(package(tmp_path, THIRD, TWO_THREE), told(SECOND))


@pytest.mark.parametrize(
    ("signer", "rotations", "expected"),
    [
        (FIRST, (ONE_TWO,), Refusal.RETIRED_KEY),
        (THIRD, (TWO_THREE,), Refusal.FOREIGN),  # a gap in the chain
        (FOREIGN, (hand_over(FOREIGN, FIRST),), Refusal.RETIRED_KEY),
        (FOREIGN, (ONE_TWO, hand_over(SECOND, THIRD)), Refusal.FOREIGN),
        (FOREIGN, (msgspec.structs.replace(ONE_TWO, new=public(FOREIGN)),), Refusal.BAD_ROTATION),
        (FOREIGN, (ONE_TWO, hand_over(FIRST, FOREIGN)), Refusal.BAD_ROTATION),  # two successors
    ],
)
def test_whom_a_chain_does_not_lead_to(
    tmp_path: Path, signer: Ed25519PrivateKey, rotations: tuple[KeyRotation, ...], expected: Refusal
) -> None:
    with pytest.raises(PackageRefused) as refused:
        judge_signer(package(tmp_path, signer, *rotations), told(FIRST))
    assert refused.value.refusal is expected


def test_keys_in_a_circle_are_trusted_by_nobody() -> None:
    circle = successors((ONE_TWO, hand_over(SECOND, FIRST)), "x")
    assert trusted(told(FIRST, SECOND, THIRD), circle) == told(THIRD)


@pytest.mark.parametrize(
    ("signer", "rotations", "version", "expected"),
    [
        (SECOND, (ONE_TWO,), "3", None),
        (THIRD, (ONE_TWO, TWO_THREE), "3", None),
        (SECOND, (ONE_TWO,), "2", None),  # the same version: compared by content elsewhere
        (SECOND, (ONE_TWO,), "1.9", Refusal.DOWNGRADE),
        (FIRST, (), "3", Refusal.RETIRED_KEY),  # the stolen old key
        (SECOND, (), "3", Refusal.ROTATION_DROPPED),
        (FOREIGN, (hand_over(FIRST, FOREIGN),), "3", Refusal.BAD_ROTATION),
    ],
)
def test_what_may_follow_a_version_that_handed_over(
    tmp_path: Path,
    signer: Ed25519PrivateKey,
    rotations: tuple[KeyRotation, ...],
    version: str,
    expected: Refusal | None,
) -> None:
    present = package(tmp_path, SECOND, ONE_TWO).manifest.info()
    new = package(tmp_path / "new", signer, *rotations, version=version)
    if expected is None:
        judge_succession(new, present, told(FIRST))
        return
    with pytest.raises(PackageRefused) as refused:
        judge_succession(new, present, told(FIRST))
    assert refused.value.refusal is expected


def test_a_terminal_told_only_the_new_key_needs_no_chain(tmp_path: Path) -> None:
    present = package(tmp_path, SECOND, ONE_TWO).manifest.info()
    judge_succession(package(tmp_path, SECOND, version="3"), present, told(SECOND))


@given(st.integers(0, 191), st.integers(1, 15))
def test_a_changed_statement_is_none(at: int, bits: int) -> None:
    words = ONE_TWO.old + ONE_TWO.new + ONE_TWO.signature
    at = at % len(words)
    words = words[:at] + f"{int(words[at], 16) ^ bits:x}" + words[at + 1 :]
    with pytest.raises(PackageRefused):
        successors((KeyRotation(words[:64], words[64:128], words[128:]),), "x")


def test_keys_are_kept_privately_and_never_overwritten(tmp_path: Path) -> None:
    private = tmp_path / "publisher.pem"
    made = write_new_key(private, None)
    assert private.stat().st_mode & 0o777 == 0o600
    assert read_publisher(public_file(private)) == made == public(read_private(private))
    with pytest.raises(FileExistsError):
        write_new_key(private, None)


def test_an_encrypted_key_asks_for_its_passphrase(tmp_path: Path) -> None:
    private = tmp_path / "publisher.pem"
    made = write_new_key(private, b"correct horse")
    with pytest.raises(PassphraseNeeded):
        read_private(private)
    with pytest.raises(KeyUnusable):
        read_private(private, b"wrong")
    assert public(read_private(private, b"correct horse")) == made


@pytest.mark.parametrize("content", [None, b"", b"garbage"])
def test_a_file_without_a_key_is_said(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "some.pem"
    if content is not None:
        file.write_bytes(content)
    for read in (read_publisher, read_private):
        with pytest.raises(KeyUnusable, match=r"some\.pem"):
            read(file)
