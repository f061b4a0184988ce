"""What a terminal installs, what it uses, and what is left when the power goes."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.catalogue import CatalogueFaulty
from kiosk.catalogue.installing import install, take_waiting
from kiosk.catalogue.package import head
from kiosk.catalogue.refusals import PackageRefused, Refusal
from kiosk.catalogue.shelf import Shelf
from tests.unit.catalogue_packages import UNEMPLOYMENT, change, new_key, opened, public, publish, small_folder

KEY, FOREIGN = new_key(), new_key()
Publish = Callable[..., Path]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shipped = small_folder(tmp_path / "shipped", "1")
    return Shelf(tmp_path / "state", shipped, frozenset({public(KEY)}))


@pytest.fixture
def published(tmp_path: Path) -> Publish:
    def make(version: str, key: object = KEY, name: str = "", **item: object) -> Path:
        folder = small_folder(tmp_path / "made" / (name or version), version)
        change(folder, UNEMPLOYMENT, **item)
        return publish(folder, folder.with_name(f"{name or version}.catalogue"), key)  # type: ignore[arg-type]

    return make


def version(shelf: Shelf) -> str:
    present = shelf.present()
    assert present is not None
    return head(present)[0].version


def refused(shelf: Shelf, file: Path) -> Refusal:
    with pytest.raises(PackageRefused) as fault:
        install(shelf, file)
    assert list(shelf.installed.glob(".*")) == []
    return fault.value.refusal


def test_versions_are_numbers_and_the_highest_is_used(shelf: Shelf, published: Publish) -> None:
    assert version(shelf) == "1"
    assert install(shelf, published("2026.11.2")) == version(shelf) == "2026.11.2"
    assert install(shelf, published("2026.11.10")) == version(shelf) == "2026.11.10"
    assert refused(shelf, published("2026.11.9")) is Refusal.DOWNGRADE
    assert version(shelf) == "2026.11.10"


def test_only_the_one_before_is_kept(shelf: Shelf, published: Publish) -> None:
    for number in range(2, 6):
        install(shelf, published(f"2026.11.{number}"))
    assert [path.stem for _, path in shelf.versions()] == ["2026.11.5", "2026.11.4"]


def test_withdrawing_is_the_old_content_under_a_higher_version(shelf: Shelf, published: Publish) -> None:
    install(shelf, published("2", number=50))
    install(shelf, published("3"))
    assert version(shelf) == "3"


def test_what_is_refused(shelf: Shelf, published: Publish) -> None:
    install(shelf, published("2"))
    assert refused(shelf, published("3", FOREIGN)) is Refusal.FOREIGN
    assert refused(shelf, published("1")) is Refusal.DOWNGRADE
    assert refused(shelf, published("2", name="other", number=50)) is Refusal.SAME_VERSION
    cut = published("4")
    cut.write_bytes(cut.read_bytes()[:-1])
    assert refused(shelf, cut) is Refusal.CUT_SHORT
    assert version(shelf) == "2"


def test_the_same_file_again_changes_nothing(shelf: Shelf, published: Publish) -> None:
    file = published("2")
    assert install(shelf, file) == install(shelf, file) == version(shelf) == "2"


def test_mistakes_in_a_signed_package_are_refused_with_the_first_of_them(
    shelf: Shelf, tmp_path: Path
) -> None:
    folder = small_folder(tmp_path / "bad", "2")
    change(folder, UNEMPLOYMENT, form="nowhere.json")
    file = publish(folder, tmp_path / "bad.catalogue", KEY)
    with pytest.raises(PackageRefused) as fault:
        install(shelf, file)
    assert fault.value.refusal is Refusal.CHECK_FAILED
    assert f"{UNEMPLOYMENT}#/form" in fault.value.words()[0].zh


def test_what_waits_is_taken_or_refused_and_does_not_wait_again(shelf: Shelf, published: Publish) -> None:
    shelf.stage("2", (published("2").read_bytes(),))
    assert take_waiting(shelf) == ("2",)
    shelf.stage("../3.catalogue", (published("3", FOREIGN).read_bytes(),))
    assert take_waiting(shelf) == ()
    last = shelf.last_refused()
    assert last is not None
    assert (last.file, last.refusal) == ("3.catalogue", Refusal.FOREIGN)
    assert shelf.waiting() == ()
    install(shelf, published("4"))
    assert shelf.last_refused() is None


def test_a_worn_disk_leaves_the_version_before(shelf: Shelf, published: Publish) -> None:
    for number in ("2", "3"):
        install(shelf, published(number))
    newest = shelf.versions()[0][1]
    newest.write_bytes(newest.read_bytes()[:500])
    assert version(shelf) == "2"
    assert "3.catalogue" in shelf.unusable
    assert install(shelf, published("3", name="again")) == version(shelf) == "3"  # repaired by installing it
    assert shelf.unusable == {}


def test_a_program_that_ships_a_higher_version_uses_that(
    shelf: Shelf, published: Publish, tmp_path: Path
) -> None:
    install(shelf, published("2026.11.2"))
    newer = Shelf(tmp_path / "state", small_folder(tmp_path / "newer", "2026.12"), shelf.publishers)
    assert version(newer) == "2026.12"
    assert [head(parts)[0].version for parts in newer.packages()] == ["2026.12", "2026.11.2"]


def test_a_broken_folder_does_not_stop_an_installed_package(
    shelf: Shelf, published: Publish, tmp_path: Path
) -> None:
    (tmp_path / "shipped" / "manifest.json").write_text("{")
    assert shelf.present() is None
    install(shelf, published("2"))
    assert version(shelf) == "2"
    with pytest.raises(CatalogueFaulty):
        list(shelf.packages())


def test_a_key_that_settings_no_longer_name_ends_its_packages(
    shelf: Shelf, published: Publish, tmp_path: Path
) -> None:
    install(shelf, published("2"))
    other = Shelf(tmp_path / "state", tmp_path / "shipped", frozenset({public(FOREIGN)}))
    assert version(other) == "1"
    assert "2.catalogue" in other.unusable


class PowerCut(BaseException):
    pass


def test_a_power_cut_at_any_step_leaves_a_good_catalogue(
    shelf: Shelf, published: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing happens any more after the cut: no cleaning up either."""
    install(shelf, published("2"))
    file = published("3")
    steps_left = 1000

    def until_the_cut(name: str, act: Callable[..., object]) -> Callable[..., object]:
        def step(*args: object, **options: object) -> object:
            nonlocal steps_left
            steps_left -= 1
            if steps_left < 0:
                raise PowerCut(name)
            return act(*args, **options)

        return step

    for owner, name in ((os, "fsync"), (Path, "replace"), (Path, "unlink"), (Path, "mkdir")):
        monkeypatch.setattr(owner, name, until_the_cut(name, getattr(owner, name)))
    seen = set()
    for cut_after in range(100):
        shelf.incoming.joinpath("3.catalogue").unlink(missing_ok=True)
        steps_left = 1000
        shelf.stage("3", (file.read_bytes(),))
        steps_left = cut_after
        try:
            take_waiting(shelf)
        except PowerCut:
            steps_left = 1000
            seen.add(version(shelf))
            for _, path in shelf.versions():
                opened(path)
            take_waiting(shelf)  # the next start
            assert version(shelf) == "3"
            for _, path in shelf.versions()[:1]:
                path.unlink()
            assert version(shelf) == "2"
            continue
        break
    assert seen == {"2", "3"}
    assert list(shelf.installed.glob(".*")) == list(shelf.incoming.glob(".*")) == []


def test_a_package_that_settings_name_and_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueFaulty, match=r"nowhere#: is not there; name a package in catalogue_dir"):
        list(Shelf(tmp_path, tmp_path / "nowhere", frozenset()).packages())
