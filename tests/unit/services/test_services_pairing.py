"""Pairing a browser: one code, one browser, ten minutes, few tries; nothing readable is kept."""

import pytest

from kiosk.services.pairing import FREE_TRIES, CodeRefused, DeviceKind, Paired
from tests.unit.services.world import World


def test_a_code_gives_one_browser_a_token(world: World) -> None:
    code = world.services.pairing.offer("三号窗口", DeviceKind.WINDOW)
    assert (len(code), code.isdigit()) == (8, True)
    paired = world.services.pairing.pair(code)
    assert isinstance(paired, Paired)
    assert world.services.pairing.device(paired.token) == paired.device
    assert (paired.device.name, paired.device.kind) == ("三号窗口", DeviceKind.WINDOW)
    assert world.services.pairing.pair(code) == CodeRefused()
    assert world.services.pairing.list() == (paired.device,)


def test_a_code_grows_old(world: World) -> None:
    code = world.services.pairing.offer("大厅左屏", DeviceKind.DISPLAY)
    world.clock.advance(10 * 60 + 1)
    assert world.services.pairing.pair(code) == CodeRefused()


def test_wrong_tries_end_every_code_on_offer(world: World) -> None:
    code = world.services.pairing.offer("大厅左屏", DeviceKind.DISPLAY)
    wrong = str((int(code) + 1) % 10**8).zfill(8)
    for _ in range(FREE_TRIES):
        assert world.services.pairing.pair(wrong) == CodeRefused()
    assert world.services.pairing.pair(code) == CodeRefused()


def test_what_was_taken_away_opens_nothing(world: World) -> None:
    paired = world.services.pairing.pair(world.services.pairing.offer("左屏", DeviceKind.DISPLAY))
    assert isinstance(paired, Paired)
    assert world.services.pairing.remove(paired.device.id)
    assert world.services.pairing.device(paired.token) is None
    assert not world.services.pairing.remove(paired.device.id)
    assert not world.services.pairing.remove("nobody's")


@pytest.mark.parametrize("garbage", ["", "0", "١٢٣٤٥٦٧٨", "x" * 100_000, "\x00", "' OR 1=1 --"])
def test_garbage_is_refused(world: World, garbage: str) -> None:
    world.services.pairing.offer("左屏", DeviceKind.DISPLAY)
    assert world.services.pairing.pair(garbage) == CodeRefused()
    assert world.services.pairing.device(garbage) is None


def test_neither_code_nor_token_is_stored_or_shown(world: World) -> None:
    code = world.services.pairing.offer("左屏", DeviceKind.DISPLAY)
    paired = world.services.pairing.pair(code)
    assert isinstance(paired, Paired)
    assert paired.token not in repr(paired)
    with world.store.read() as work:
        (row,) = work.desk_devices.all()
        told = " ".join(f"{event}" for event in work.events.recent(50))
    for secret in (code, paired.token):
        assert secret not in repr(row)
        assert secret not in told
