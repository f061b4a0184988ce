"""The package in use, what takes its place, and what happens to files that somebody puts down."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.app.restocking import JUDGE_AGAIN_S, LOOK_EVERY_S, Restocking
from kiosk.app.stock import Loaded, Stock
from kiosk.catalogue import CatalogueFaulty
from kiosk.catalogue.installing import install
from kiosk.catalogue.search import Index
from kiosk.catalogue.shelf import Shelf
from tests.unit.catalogue_packages import change, new_key, public, publish, small_folder

KEY = new_key()
Published = Callable[[str], Path]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shipped = small_folder(tmp_path / "shipped", "1")
    return Shelf(tmp_path / "state", shipped, frozenset({public(KEY)}))


@pytest.fixture
def published(tmp_path: Path) -> Published:
    def make(version: str) -> Path:
        folder = small_folder(tmp_path / "made" / version, version)
        change(folder, "calendar.json", source=f"version {version}")
        return publish(folder, folder.with_name(f"{version}.catalogue"), KEY)

    return make


def wear_out(file: Path) -> None:
    """The last part of the file rots; the manifest stays good."""
    with file.open("r+b") as worn:
        worn.seek(-1, os.SEEK_END)
        worn.write(b"\0")


def test_what_is_in_use_stays_until_it_is_switched(shelf: Shelf, published: Published) -> None:
    stock = Stock(shelf)
    first = stock()
    assert stock.newer() is None
    install(shelf, published("2"))
    assert (stock.info.version, stock.shelved().ready) == ("1", "2")
    newer = stock.newer()
    assert newer is not None
    assert stock() is first
    stock.switch(newer)
    assert (stock().info.version, stock.calendar.source) == ("2", "version 2")
    assert stock.shelved().signer == newer.signer != ""
    assert stock.newer() is None


def test_a_part_that_rots_gives_way_to_the_version_before(shelf: Shelf, published: Published) -> None:
    for version in ("2", "3"):
        install(shelf, published(version))
    wear_out(shelf.versions()[0][1])
    stock = Stock(shelf)
    assert stock.info.version == "3"  # its first parts are well
    assert (stock().info.version, stock.calendar.source) == ("2", "version 2")
    assert stock.shelved().unusable == ("3.catalogue",)
    assert stock.newer() is None


def test_a_newer_package_that_rots_is_not_switched_to(shelf: Shelf, published: Published) -> None:
    stock = Stock(shelf)
    install(shelf, published("2"))
    wear_out(shelf.versions()[0][1])
    assert stock.newer() is None
    assert (stock().info.version, stock.shelved().unusable) == ("1", ("2.catalogue",))


def test_without_any_package_it_says_which_part_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(CatalogueFaulty, match=r"manifest\.json"):
        Stock(Shelf(tmp_path / "state", tmp_path / "empty", frozenset()))


class Judge:
    """Ends when the test says so."""

    def __init__(self) -> None:
        self.started = 0
        self.running = False
        self.stopped = 0

    def __call__(self) -> "Judge":
        self.started += 1
        self.running = True
        return self

    def exit_code(self) -> int | None:
        return None if self.running else 0

    def stop(self) -> None:
        self.running = False
        self.stopped += 1


class Rig:
    def __init__(self, shelf: Shelf) -> None:
        self.judge = Judge()
        self.ready: list[Loaded] = []
        self.failures: list[Exception] = []
        self.now_s = 100.0
        self.restocking = Restocking(Stock(shelf), self.judge, self._keep, self.failures.append)

    def _keep(self, loaded: Loaded, index: Index) -> None:
        assert index.find("") != []
        self.ready.append(loaded)

    def look(self, later_s: float = LOOK_EVERY_S) -> None:
        self.now_s += later_s
        self.restocking.tick(self.now_s)
        if self.restocking._reading is not None:
            self.restocking._reading.join()


def test_a_file_is_judged_once_it_has_stopped_growing(shelf: Shelf, published: Published) -> None:
    rig = Rig(shelf)
    rig.look()
    waiting = shelf.stage("2", (published("2").read_bytes()[:100],))
    rig.look()
    with waiting.open("ab") as file:
        file.write(b"more")
    rig.look()
    assert rig.judge.started == 0
    rig.look(later_s=1.0)  # sooner than the next look
    assert rig.judge.started == 0
    rig.look()
    assert rig.judge.started == 1


def test_a_file_that_stays_is_judged_again_much_later(shelf: Shelf) -> None:
    """The disk was full, say, and may have room again."""
    rig = Rig(shelf)
    shelf.stage("2", (b"anything",))
    for _ in range(5):
        rig.look()
    assert rig.judge.started == 1  # one at a time
    rig.judge.running = False
    for _ in range(5):
        rig.look()
    assert rig.judge.started == 1
    rig.look(later_s=JUDGE_AGAIN_S)
    assert rig.judge.started == 2
    rig.restocking.stop()
    assert rig.judge.stopped == 2


def test_a_package_that_was_installed_beside_it_is_read_once(shelf: Shelf, published: Published) -> None:
    rig = Rig(shelf)
    rig.look()
    install(shelf, published("2"))
    for _ in range(3):
        rig.look()
    assert [loaded.catalogue.info.version for loaded in rig.ready] == ["2"]
    assert rig.failures == []
