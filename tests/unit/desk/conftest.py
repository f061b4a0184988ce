from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient

from kiosk.desk.ports import Access
from tests.desk_hall import Browser, DeskHall
from tests.unit.services.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.close()


@pytest.fixture
def desk(world: World) -> DeskHall:
    """On this machine alone."""
    return DeskHall(world, Access(hosts=("testserver.local", "127.0.0.1")))


@pytest.fixture
def browser(desk: DeskHall) -> Iterator[Browser]:
    with TestClient(desk.app) as client:
        yield Browser(client)


@pytest.fixture
def lan(world: World) -> DeskHall:
    """Beyond this machine: only for browsers that were paired."""
    return DeskHall(world, Access(paired=True))


@pytest.fixture
def lan_browser(lan: DeskHall) -> Iterator[Browser]:
    with TestClient(lan.app, base_url="https://testserver.local") as client:
        yield Browser(client)
