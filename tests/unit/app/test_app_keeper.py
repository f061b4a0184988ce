"""What the keeper's turn does beside the backup."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app.keeper import Keeper
from kiosk.domain.appointment import AppointmentState
from kiosk.services.backups import INTERVAL_S
from tests.unit.services.booking_world import book, booking_world
from tests.unit.services.world import World


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[World]:
    world = booking_world(tmp_path)
    yield world
    world.close()


def test_who_never_came_is_a_no_show_after_closing(hall: World) -> None:
    view = book(hall).view
    damaged: list[str] = []
    keeper = Keeper(hall.store, hall.services.backups, hall.services.checking_in, damaged.append)
    for hours, expected in ((0, AppointmentState.BOOKED), (9, AppointmentState.NO_SHOW)):
        hall.clock.advance(hours * 3600)
        assert keeper.turn() == INTERVAL_S
        with hall.store.read() as work:
            found = work.appointments.get(view.appointment.id)
        assert found is not None
        assert found.state is expected
    assert damaged == []
