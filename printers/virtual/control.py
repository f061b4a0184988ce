"""The control port: a JSON object per line in, one out: `{"ok": true, …}` or `{"ok": false, "error": …}`."""

import asyncio
from typing import assert_never

import msgspec

from printers.virtual.faults import State
from printers.virtual.printer import VirtualPrinter


class SetState(msgspec.Struct, frozen=True, tag_field="do", tag="state", forbid_unknown_fields=True):
    """{"do": "state", "state": "paper-out-mid-slip", "after_dots": 200}"""

    state: State
    after_dots: int = 200
    after_bytes: int = 1


class ListSlips(msgspec.Struct, frozen=True, tag_field="do", tag="slips", forbid_unknown_fields=True):
    pass


class WaitForSlip(msgspec.Struct, frozen=True, tag_field="do", tag="wait", forbid_unknown_fields=True):
    """{"do": "wait", "n": 3, "timeout_s": 5}: the answer's `slip` is the third, or `ok` is false."""

    n: int
    timeout_s: float = 5.0


class Look(msgspec.Struct, frozen=True, tag_field="do", tag="look", forbid_unknown_fields=True):
    """What can be seen of the printer now: state, buffered bytes, whether uncut ink hangs out."""


Order = SetState | ListSlips | WaitForSlip | Look
_order = msgspec.json.Decoder(Order)


async def answer(printer: VirtualPrinter, line: bytes) -> bytes:
    try:
        said = await _obey(printer, _order.decode(line))
    except msgspec.MsgspecError as error:
        said = {"ok": False, "error": str(error)}
    return msgspec.json.encode(said) + b"\n"


async def _obey(printer: VirtualPrinter, order: Order) -> dict[str, object]:
    match order:
        case SetState():
            await printer.become(order.state, order.after_dots, max(1, order.after_bytes))
            return {"ok": True}
        case ListSlips():
            return {"ok": True, "slips": printer.tray.slips}
        case WaitForSlip():
            slip = await printer.tray.wait(order.n, order.timeout_s)
            if slip is None:
                fallen = len(printer.tray.slips)
                return {
                    "ok": False,
                    "error": f"no slip {order.n} in {order.timeout_s} s; {fallen} have fallen",
                }
            return {"ok": True, "slip": slip}
        case Look():
            machine = printer.machine
            return {
                "ok": True,
                "state": machine.state,
                "waiting": machine.waiting,
                "hanging": machine.hanging,
                "connections": printer.connections,
                "slips": len(printer.tray.slips),
            }
        case _:
            assert_never(order)


async def converse(
    printer: VirtualPrinter, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    try:
        while line := await reader.readline():
            writer.write(await answer(printer, line))
    except ConnectionError:
        pass  # whoever asked has gone
    finally:
        writer.close()
