"""A package file is what its publisher signed, to the byte, or it is refused by name."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue import forms, load, open_parts
from kiosk.catalogue.check import check
from kiosk.catalogue.publishing import build, sign
from kiosk.catalogue.refusals import WORDS, PackageRefused, Refusal
from kiosk.catalogue.signed_file import FORMAT, SignedFile
from tests.unit.catalogue_packages import UNEMPLOYMENT, change, forge, new_key, opened, publish, small_folder

KEY = new_key()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_folder(tmp_path_factory.mktemp("package") / "folder")


@pytest.fixture(scope="module")
def signed(folder: Path) -> Path:
    return publish(folder, folder.parent / "good.catalogue", KEY)


def refusal(path: Path) -> Refusal:
    with pytest.raises(PackageRefused) as refused:
        opened(path)
    assert refused.value.file == path.name
    assert path.name in str(refused.value)
    return refused.value.refusal


def test_the_file_is_the_folder(folder: Path, signed: Path) -> None:
    from_folder, from_file = load(folder), load(signed)
    assert from_file.items == from_folder.items
    assert (from_file.info, from_file.calendar) == (from_folder.info, from_folder.calendar)
    assert {name: forms.schema_hash(from_file.forms[name]) for name in from_file.forms} == {
        name: forms.schema_hash(from_folder.forms[name]) for name in from_folder.forms
    }
    assert check(signed) == []


def test_the_same_folder_gives_the_same_bytes(signed: Path, tmp_path: Path) -> None:
    again = small_folder(tmp_path / "elsewhere")
    (again / "README.md").write_text("notes belong to nobody")
    for path in again.rglob("*.json"):
        os.utime(path, (1, 1))
        path.chmod(0o600)
    assert publish(again, tmp_path / "other-name", KEY).read_bytes() == signed.read_bytes()
    # … and so does a file, built anew from what it holds.
    build(opened(signed), tmp_path / "rebuilt")
    sign(tmp_path / "rebuilt", KEY).close()
    assert (tmp_path / "rebuilt").read_bytes() == signed.read_bytes()


def test_any_other_byte_is_refused(signed: Path, tmp_path: Path) -> None:
    whole = signed.read_bytes()
    body = whole.index(b'"parts"')
    bad = tmp_path / "bad.catalogue"

    @given(
        st.lists(
            st.tuples(st.one_of(st.integers(0, body), st.integers(0, len(whole) - 1)), st.integers(1, 255)),
            min_size=1,
            max_size=4,
            unique_by=lambda flip: flip[0],
        )
    )
    def flipped(flips: list[tuple[int, int]]) -> None:
        changed = bytearray(whole)
        for at, bits in flips:
            changed[at] ^= bits
        bad.write_bytes(changed)
        refusal(bad)

    flipped()


def test_any_part_of_it_is_refused(signed: Path, tmp_path: Path) -> None:
    whole = signed.read_bytes()
    bad = tmp_path / "bad.catalogue"

    @given(st.one_of(st.integers(0, 400), st.integers(0, len(whole) - 1)))
    def cut(at: int) -> None:
        bad.write_bytes(whole[:at])
        assert refusal(bad) in (Refusal.NO_PACKAGE, Refusal.CUT_SHORT)

    cut()


@given(st.binary(max_size=300), st.booleans())
def test_garbage_is_refused(tmp_path_factory: pytest.TempPathFactory, garbage: bytes, headed: bool) -> None:
    bad = tmp_path_factory.getbasetemp() / "garbage.catalogue"
    bad.write_bytes(FORMAT * headed + garbage)
    refusal(bad)


def test_more_than_was_signed_is_refused(signed: Path, tmp_path: Path) -> None:
    longer = tmp_path / "longer.catalogue"
    longer.write_bytes(signed.read_bytes() + b"\n")
    assert refusal(longer) is Refusal.DAMAGED


def test_an_unsigned_file_is_for_the_publishers_desk(folder: Path, tmp_path: Path) -> None:
    built = tmp_path / "built.catalogue"
    build(open_parts(folder), built)
    assert refusal(built) is Refusal.UNSIGNED
    assert SignedFile(built, unsigned_too=True).key == ""


def part(name: str, size: int = 2, sha256: str = "0" * 64) -> dict[str, Any]:
    return {"name": name, "size": size, "sha256": sha256}


INFO = {"version": "1", "publisher": {"zh": "某区"}, "published": "2026-11-01", "stale_after": "2027-01-01"}


@pytest.mark.parametrize(
    ("manifest", "expected"),
    [
        (INFO | {"parts": [part("../../etc/passwd")]}, Refusal.UNSOUND),
        (INFO | {"parts": [part("/etc/passwd.json")]}, Refusal.UNSOUND),
        (INFO | {"parts": [part("items/../manifest.json")]}, Refusal.UNSOUND),
        (INFO | {"parts": [part("items/..\\x.json")]}, Refusal.UNSOUND),
        (INFO | {"parts": [part("items/.hidden.json")]}, Refusal.UNSOUND),
        (INFO | {"parts": [part("items/a\0.json")]}, Refusal.UNSOUND),
        (INFO | {"parts": [part("manifest.json")]}, Refusal.UNSOUND),
        (INFO | {"parts": [part("items/run.sh")]}, Refusal.UNSOUND),
        (INFO | {"parts": [part("items/a.json"), part("items/a.json")]}, Refusal.UNSOUND),  # there twice
        (INFO | {"parts": [part("items/b.json"), part("items/a.json")]}, Refusal.UNSOUND),
        (INFO | {"parts": [part("items/a.json", -1)]}, Refusal.UNSOUND),
        (INFO | {"parts": [part("items/a.json", 2**40)]}, Refusal.UNSOUND),  # a bomb
        (INFO | {"parts": [part(f"items/{n}.json", 2**25) for n in range(5)]}, Refusal.CUT_SHORT),
        (INFO | {"parts": [part("items/a.json", 2, "x" * 64)]}, Refusal.UNSOUND),
        (INFO | {"parts": [part("items/a.json")]}, Refusal.DAMAGED),
        (INFO | {"parts": [], "version": "../1"}, Refusal.UNSOUND),
        (INFO | {"parts": [], "version": "1.0\n"}, Refusal.UNSOUND),
        (INFO | {"parts": [], "surprise": 1}, Refusal.UNSOUND),
        ([1], Refusal.UNSOUND),
    ],
)
def test_a_signature_makes_no_nonsense_sound(tmp_path: Path, manifest: Any, expected: Refusal) -> None:
    line = json.dumps(manifest).encode() + b"\n"
    assert refusal(forge(tmp_path / "odd.catalogue", KEY, line, b"{}")) is expected


@pytest.mark.parametrize("line", [b"[" * 100_000 + b"\n", b"\xff\xfe\n", b"\n"])
def test_a_manifest_that_is_none(tmp_path: Path, line: bytes) -> None:
    assert refusal(forge(tmp_path / "odd.catalogue", KEY, line)) is Refusal.UNSOUND


def test_what_is_too_big_is_refused_before_it_is_read(
    tmp_path: Path, signed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = tmp_path / "huge.catalogue"
    with huge.open("wb") as file:
        file.truncate(600 * 1024 * 1024)  # a hole: takes no room on the disk
    assert refusal(huge) is Refusal.TOO_BIG
    monkeypatch.setattr("kiosk.catalogue.signed_file.MAX_MANIFEST_BYTES", 1000)
    assert refusal(signed) is Refusal.TOO_BIG


def test_a_form_in_hand_outlives_its_file(folder: Path, tmp_path: Path) -> None:
    file = publish(folder, tmp_path / "old.catalogue", KEY)
    catalogue = load(file)
    file.unlink()
    assert catalogue.forms["unemployment-registration.json"]["title"]


def test_damage_that_comes_after_loading_never_reaches_a_form(folder: Path, tmp_path: Path) -> None:
    file = publish(folder, tmp_path / "worn.catalogue", KEY)
    catalogue = load(file)
    with file.open("r+b") as worn:
        worn.seek(-4000, os.SEEK_END)
        worn.write(b"\0" * 4000)
    with pytest.raises(PackageRefused):
        [catalogue.forms[name] for name in catalogue.forms] + [check(file)]


def test_a_folder_that_changes_while_it_is_packed_is_not_packed(tmp_path: Path) -> None:
    mine = small_folder(tmp_path / "mine")
    parts = open_parts(mine)
    for name in parts.names():
        parts.read(name)
    change(mine, UNEMPLOYMENT, number=99)
    with pytest.raises(Exception, match="changed after it was loaded"):
        build(parts, tmp_path / "out.catalogue")
    assert list(tmp_path.glob("*out*")) == []


def test_every_refusal_has_words_in_both_languages() -> None:
    assert WORDS.keys() == set(Refusal)
    for finding, remedy in WORDS.values():
        assert all((finding.zh, finding.en, remedy.zh, remedy.en))
