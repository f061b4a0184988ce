"""Appointments at the district: every change of one, exactly once, and nothing of whose it is."""

from pathlib import Path

import msgspec

from kiosk.domain.record import DeliveryState, RecordKind
from sync.district.console import fetch_terminal
from sync.district.judging import Accept, Neighbours, judge
from sync.district.views import TerminalView
from tests.integration.sync.conftest import MakeWorker, Platform
from tests.integration.sync.terminal import SetClock
from tests.unit.services.booking_world import PHONE, book, booked_hall, checked_in
from tests.unit.services.world import World

TERMINAL = "0035"


def test_booked_and_arrived_reach_the_district_once(
    platform: Platform, make_worker: MakeWorker, clock: SetClock, tmp_path: Path
) -> None:
    world = World(tmp_path / "state", hall=booked_hall(), terminal=TERMINAL, ids="appointment")
    view = book(world).view
    world.clock.advance(3600)
    checked_in(world, view)
    with world.store.read() as work:
        waiting = [record for record, _ in work.records.in_state(DeliveryState.WAITING, 99)]
    sent = [record for record in waiting if record.kind is RecordKind.APPOINTMENT]
    bodies = [msgspec.json.decode(record.body) for record in sent]
    assert [body["action"] for body in bodies] == ["booked", "arrived"]
    for record in sent:
        assert PHONE.number not in record.body.decode()
        assert view.appointment.token not in record.body.decode()
        assert view.appointment.person not in record.body.decode()
        assert isinstance(judge(record, TERMINAL, Neighbours(), None), Accept)

    clock.advance(7200)
    worker = make_worker(world, platform.url, platform.token(TERMINAL))
    for _ in range(2):
        while worker.run_once(clock.now()).wait_s == 0:
            pass
    with world.store.read() as work:
        assert {work.records.delivery(record.id)[0] for record in sent} == {DeliveryState.DELIVERED}  # type: ignore[index]
    seen = fetch_terminal(platform.url, platform.staff_token, TERMINAL)
    world.close()
    assert isinstance(seen, TerminalView)
    assert seen.epochs[0].received == len(waiting)
