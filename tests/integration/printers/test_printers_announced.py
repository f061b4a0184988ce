"""A printer that announces itself is found by name."""

import socket
from collections.abc import Iterator

import pytest
from zeroconf import ServiceInfo, Zeroconf

from printers.discovery.announced import RAW, announced
from printers.discovery.found import Found, Way

LOOPBACK = ["127.0.0.1"]


@pytest.fixture(autouse=True)
def printer() -> Iterator[None]:
    network = Zeroconf(interfaces=LOOPBACK)
    info = ServiceInfo(
        RAW,
        f"前台小票.{RAW}",
        addresses=[socket.inet_aton("127.0.0.1")],
        port=9100,
        properties={"ty": "XP-80 示例", "usb_MFG": "示例厂"},
        server="slip-printer.local.",
    )
    network.register_service(info)
    yield
    network.close()


def test_a_printer_that_announces_itself_is_found_with_its_own_words() -> None:
    assert list(announced(20.0, LOOPBACK, enough=1)) == [
        Found(
            way=Way.NETWORK,
            device="tcp://127.0.0.1:9100",
            name="XP-80 示例",
            vendor="示例厂",
            sure=True,
            detail="pdl-datastream",
        )
    ]
