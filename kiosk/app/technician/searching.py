"""`kiosk printers discover`: what is connected, and what to write into printers.toml."""

import sys
from collections.abc import Iterator

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from kiosk.app.answers import refuse, say
from printers.discovery.announced import announced
from printers.discovery.cups import cups_queues
from printers.discovery.found import Found, Way
from printers.discovery.network import RangeNotUnderstoodError, hosts_in, listening
from printers.discovery.serial_ports import serial_ports
from printers.discovery.usb import usb_printers

_WAYS = {Way.USB: "USB", Way.SERIAL: "串口 serial", Way.NETWORK: "网口 network", Way.CUPS: "CUPS"}


def discover(range_words: str, listen_s: float, as_json: bool) -> int:
    """Print what was found, surest first; the exit code: 1 when nothing was."""
    try:
        hosts = hosts_in(range_words) if range_words else []
    except RangeNotUnderstoodError as error:
        return refuse(f"--range 写法不对：{error}。--range is not understood: {error}.")
    found = sorted(_everywhere(hosts, listen_s), key=lambda one: not one.sure)
    if as_json:
        say(msgspec.json.encode(found).decode())
    elif found:
        _table(found)
    if not found:
        return refuse(
            "没有找到打印机：检查电源和连线；网口打印机请加 --range，例如 --range 192.168.1.0/24。\n"
            "No printer was found: check power and cable; for one on the network add --range 192.168.1.0/24."
        )
    return 0


def _everywhere(hosts: list[str], listen_s: float) -> Iterator[Found]:
    yield from usb_printers()
    yield from serial_ports()
    yield from cups_queues()
    heard: set[str] = set()
    if listen_s > 0:
        try:
            for one in announced(listen_s):
                heard.add(one.device)
                yield one
        except OSError as error:  # no network at all: the other ways still count
            refuse(f"没有可用的网络 · no network to listen on: {error}")
    yield from (one for one in listening(hosts) if one.device not in heard)


def _table(found: list[Found]) -> None:
    table = Table("device（写进 printers.toml）", "方式 way", "型号 model", "厂商 vendor", "说明 note")
    for one in found:
        note = one.detail if one.sure else f"不一定是打印机 perhaps; {one.detail}"
        table.add_row(one.device, _WAYS[one.way], escape(one.name), escape(one.vendor), escape(note))
    Console(width=None if sys.stdout.isatty() else 160).print(table)
