"""From a setting to a driver, and the drivers that cannot answer."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.domain.printer import PrinterCondition as Is
from kiosk.settings import PrinterSettings
from printers.connect import DeviceNotUnderstoodError, driver_for
from printers.driver import AllSent, CannotAnswer, NothingSent
from tests.integration.printers.rig import Rig


class WallClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic_s(self) -> float:
        return time.monotonic()


def settings(device: str, status: str = "answers") -> PrinterSettings:
    silent = "silent" if status == "silent" else "answers"
    return PrinterSettings(device=device, timeout_s=0.4, status=silent)  # type: ignore[arg-type]


def test_tcp_and_serial_settings_reach_the_printer(rig: Rig) -> None:
    for device in (f"tcp://127.0.0.1:{rig.port}", f"serial://{rig.tty}"):
        driver = driver_for(settings(device), WallClock())
        assert driver.status().condition is Is.READY
        driver.release()
        driver.close()


def test_a_port_left_out_is_the_raw_port() -> None:
    driver = driver_for(settings("tcp://127.0.0.1"), WallClock())
    assert driver.status().condition is Is.OFFLINE  # nothing listens on 9100 here; nothing was raised


@pytest.mark.parametrize(
    "device", ["", "127.0.0.1:9100", "tcp://", "tcp://host:port", "http://host", "serial://COM3", "file://x"]
)
def test_what_is_no_address_is_refused_with_a_remedy(device: str) -> None:
    with pytest.raises(DeviceNotUnderstoodError):
        driver_for(settings(device), WallClock())


def test_a_missing_serial_port_is_offline_not_an_exception() -> None:
    driver = driver_for(settings("serial:///dev/ttyNONE"), WallClock())
    assert driver.status().condition is Is.OFFLINE
    assert isinstance(driver.send(b"x"), NothingSent)


@pytest.mark.parametrize("kind", ["tcp", "serial"])
def test_a_printer_that_cannot_answer_by_its_profile_is_not_asked(rig: Rig, kind: str) -> None:
    rig.become("mute")
    device = f"tcp://127.0.0.1:{rig.port}" if kind == "tcp" else f"serial://{rig.tty}"
    driver = driver_for(settings(device, status="silent"), WallClock())
    assert driver.status().condition is Is.READY
    assert driver.send(b"\x1b@\x1c&\xb4\xf3\n\x1bd\x07\x1dV\x01") == AllSent()
    assert driver.confirm() == CannotAnswer()
    driver.release()
    assert rig.slip(1).text == ("大",)
    driver.close()


def test_a_path_takes_bytes_and_proves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "slips.bin"
    driver = driver_for(settings(f"file://{path}"), WallClock())
    assert driver.status().condition is Is.READY
    assert driver.send(b"one") == AllSent()
    assert driver.send(b"two") == AllSent()
    assert driver.confirm() == CannotAnswer()
    assert path.read_bytes() == b"onetwo"


def test_a_path_that_cannot_be_written_is_offline(tmp_path: Path) -> None:
    driver = driver_for(settings(f"file://{tmp_path}/missing/slips.bin"), WallClock())
    assert driver.status().condition is Is.OFFLINE
    assert isinstance(driver.send(b"x"), NothingSent)


def test_a_device_that_takes_nothing_ends_in_time(tmp_path: Path) -> None:
    pipe = tmp_path / "lp0"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    driver = driver_for(settings(f"file://{pipe}"), WallClock())
    begun = time.monotonic()
    result = driver.send(b"x" * 200_000)  # a pipe holds 64 KB
    os.close(reader)
    assert time.monotonic() - begun < 5
    assert type(result).__name__ == "CutOff"
