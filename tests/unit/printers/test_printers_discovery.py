"""What the machine says of its printers, from a made-up /sys, a made-up lpstat and real loopback sockets."""

import socket
from pathlib import Path

import pytest

from printers.discovery.cups import cups_queues
from printers.discovery.found import Found, Way
from printers.discovery.network import MOST_HOSTS, RangeNotUnderstoodError, hosts_in, listening
from printers.discovery.usb import usb_printers


def plug_in(sysfs: Path, name: str, words: dict[str, str], interface_class: str, lp: str = "") -> None:
    device = sysfs / "bus/usb/devices" / name
    interface = device.parent / f"{name}:1.0"
    interface.mkdir(parents=True)
    device.mkdir()
    for file, word in words.items():
        (device / file).write_text(word + "\n", "utf-8")
    (interface / "bInterfaceClass").write_text(interface_class + "\n")
    if lp:
        (interface / "usbmisc" / lp).mkdir(parents=True)


def test_usb_printers_are_told_by_their_class_and_their_own_words(tmp_path: Path) -> None:
    words = {
        "idVendor": "0416",
        "idProduct": "5011",
        "manufacturer": "STMicroelectronics",
        "product": "POS80 Printer",
    }
    plug_in(tmp_path / "sys", "1-2.3", words, "07", lp="lp0")
    plug_in(tmp_path / "sys", "1-4", {"idVendor": "046d", "idProduct": "c31c"}, "03")
    (tmp_path / "dev/usb").mkdir(parents=True)
    lp = tmp_path / "dev/usb/lp0"
    lp.touch()
    assert list(usb_printers(tmp_path / "sys", tmp_path / "dev")) == [
        Found(
            way=Way.USB,
            device=f"file://{lp}",
            name="POS80 Printer",
            vendor="STMicroelectronics",
            sure=True,
            detail="0416:5011",
        )
    ]


def test_a_usb_printer_without_device_file_or_right_says_what_to_do(tmp_path: Path) -> None:
    plug_in(tmp_path / "sys", "1-1", {"idVendor": "04b8", "idProduct": "0e15"}, "07")
    plug_in(tmp_path / "sys", "1-2", {"idVendor": "04b8", "idProduct": "0e15"}, "07", lp="lp1")
    first, second = usb_printers(tmp_path / "sys", tmp_path / "dev")
    assert (first.device, first.name) == ("usb://04b8:0e15", "")
    assert "usblp" in first.detail
    assert "group lp" in second.detail


def test_a_machine_without_usb_has_none(tmp_path: Path) -> None:
    assert list(usb_printers(tmp_path, tmp_path)) == []


@pytest.mark.parametrize(
    ("words", "first", "last", "count"),
    [
        ("192.0.2.0/29", "192.0.2.1", "192.0.2.6", 6),
        ("192.0.2.7", "192.0.2.7", "192.0.2.7", 1),
        (" 192.0.2.20-24 ", "192.0.2.20", "192.0.2.24", 5),
        ("192.0.2.250-192.0.3.2", "192.0.2.250", "192.0.3.2", 9),
        ("192.0.2.0/22", "192.0.0.1", "192.0.3.254", 1022),
    ],
)
def test_a_range_is_written_as_technicians_write_it(words: str, first: str, last: str, count: int) -> None:
    hosts = hosts_in(words)
    assert (hosts[0], hosts[-1], len(hosts)) == (first, last, count)


@pytest.mark.parametrize(
    "words", ["", "printer", "192.0.2.0/8", "192.0.2.9-3", "192.0.2.1-300", "::/64", "1-2-3"]
)
def test_what_is_no_range_is_refused_with_what_would_be(words: str) -> None:
    with pytest.raises(RangeNotUnderstoodError, match=r"write 192|at most|between 1 and"):
        hosts_in(words)
    assert MOST_HOSTS == 1024


def test_only_what_listens_is_found_and_nothing_is_sent_to_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        (found,) = listening(["127.0.0.1", "127.0.0.2"], port)
        assert found.device == f"tcp://127.0.0.1:{port}"
        line, _ = server.accept()
        with line:
            assert line.recv(16) == b""


def test_queues_are_told_as_cups_tells_them(tmp_path: Path) -> None:
    lpstat = tmp_path / "lpstat"
    lpstat.write_text(
        "#!/bin/sh\necho 'device for A4: ipp://192.0.2.9/ipp/print'\necho 'device for slip: socket://192.0.2.10:9100'\n"
    )
    lpstat.chmod(0o755)
    assert [(one.device, one.detail) for one in cups_queues(str(lpstat))] == [
        ("cups:///A4", "ipp://192.0.2.9/ipp/print"),
        ("cups:///slip", "socket://192.0.2.10:9100"),
    ]


def test_no_cups_is_no_fault(tmp_path: Path) -> None:
    assert list(cups_queues(str(tmp_path / "none"))) == []
