from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chromium import Chromium
from tests.desk_hall import DeskHall
from tests.unit.services.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.close()


@pytest.fixture
def desk(world: World) -> DeskHall:
    return DeskHall(world)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """One browser for all tests of a file; its pages have cookies of their own."""
    with Chromium() as chromium:
        yield chromium
