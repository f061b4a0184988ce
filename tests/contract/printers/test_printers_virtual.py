"""The virtual printer itself: its process, its ports, and bytes that we did not make."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from printers.virtual.decoder import INCOMPLETE, Char, Cut, Ignored, Raster, next_command


class Process:
    def __init__(self, out: Path) -> None:
        command = [sys.executable, "-m", "printers.virtual", "--out", str(out), "--width-dots", "384"]
        self.child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.child.stdout is not None
        self.ports: dict[str, int] = json.loads(self.child.stdout.readline())

    def order(self, line: str) -> dict[str, Any]:
        with socket.create_connection(("127.0.0.1", self.ports["control"]), 10) as control:
            control.sendall(line.encode() + b"\n")
            said: dict[str, Any] = json.loads(control.makefile("rb").readline())
            return said

    def end(self) -> int:
        self.child.send_signal(signal.SIGTERM)
        code = self.child.wait(10)
        assert self.child.stdout is not None
        self.child.stdout.close()
        return code


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Process]:
    process = Process(tmp_path)
    yield process
    if process.child.poll() is None:
        process.end()


def test_python_escpos_prints_on_it_and_zxing_reads_the_code(process: Process, tmp_path: Path) -> None:
    """Bytes of a library that we did not write, in a process of its own: its import has side effects."""
    script = (
        "from escpos.printer import Network\n"
        f"p = Network('127.0.0.1', port={process.ports['port']}, timeout=10)\n"
        "p.set(align='center', width=2, height=2, custom_size=True)\n"
        "p.textln('A001'); p.qr('DAZU-TOKEN', size=6, native=True); p.ln(8); p.cut(); p.close()\n"
    )
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script], check=True, capture_output=True, timeout=60
    )
    slip = process.order('{"do": "wait", "n": 1, "timeout_s": 10}')["slip"]
    assert slip["text"] == ["A001"]
    assert slip["qr"] == ["DAZU-TOKEN"]
    assert 0 < slip["first_byte_ns"] <= slip["fell_ns"]
    with Image.open(tmp_path / slip["png"]) as image:
        assert image.size[0] == 384 + 80
        assert [code.text for code in zxingcpp.read_barcodes(image)] == ["DAZU-TOKEN"]
    assert b"A001" in (tmp_path / slip["bin"]).read_bytes()


def test_the_control_port_refuses_in_words_and_goes_on(process: Process) -> None:
    assert process.order('{"do": "state", "state": "on-fire"}')["ok"] is False
    assert "on-fire" in process.order('{"do": "state", "state": "on-fire"}')["error"]
    assert process.order("nonsense")["ok"] is False
    assert process.order('{"do": "slips"}') == {"ok": True, "slips": []}
    assert process.order('{"do": "wait", "n": 1, "timeout_s": 0.05}')["ok"] is False
    assert process.order('{"do": "state", "state": "off"}') == {"ok": True}
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", process.ports["port"]), 5)
    assert process.order('{"do": "state", "state": "ready"}') == {"ok": True}
    socket.create_connection(("127.0.0.1", process.ports["port"]), 5).close()


def test_it_ends_well_on_sigterm(process: Process) -> None:
    assert process.end() == 0


def test_commands_are_cut_where_they_end_however_they_arrive() -> None:
    data = b"\x1dv0\x00\x02\x00\x03\x00abcdef\x1dVB\x10\xb4\xf38"
    for length in range(1, 14):
        assert next_command(data[:length], kanji=True) is INCOMPLETE
    assert next_command(data, kanji=True) == (Raster(2, 3, b"abcdef"), 14)
    assert next_command(data[14:], kanji=True) == (Cut(16), 4)
    assert next_command(data[18:], kanji=True) == (Char(b"\xb4\xf3"), 2)
    assert next_command(data[18:], kanji=False) == (Char(b"\xb4"), 1)
    assert next_command(b"\x82\x30\xb7\x31", kanji=True) == (Char(b"\x82\x30\xb7\x31"), 4)
    assert next_command(b"\x00\x00\x00A", kanji=True) == (Ignored(b"\x00\x00\x00"), 3)
    assert next_command(b"\x1d(H\x06\x00001234", kanji=True) != INCOMPLETE
