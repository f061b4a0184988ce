"""Every driver at the end of its real link."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from printers.driver import Driver
from printers.escpos_driver import EscPosDriver
from printers.links.serial_port import SerialLink
from printers.links.tcp import TcpLink
from printers.profile import Profile
from tests.integration.printers.rig import Rig

TIMEOUT_S = 0.4


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    with Rig(tmp_path / "slips") as rig:
        yield rig


@pytest.fixture(params=["tcp", "serial"])
def driver(request: pytest.FixtureRequest, rig: Rig) -> Iterator[Driver]:
    link = (
        TcpLink("127.0.0.1", rig.port, TIMEOUT_S)
        if request.param == "tcp"
        else SerialLink(rig.tty, 115200, TIMEOUT_S)
    )
    driver = EscPosDriver(link, Profile(), time.monotonic, TIMEOUT_S, patience_s=5.0)
    yield driver
    driver.close()
