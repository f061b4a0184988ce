"""`kiosk desk pair`, `devices`, `unpair`: which browsers may open the hall's pages on the LAN."""

import sys

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from kiosk.app.answers import refuse
from kiosk.app.people import LONGEST_NAME
from kiosk.app.visiting import visit
from kiosk.services.pairing import CODE_MIN, DeviceKind
from kiosk.settings import Settings

_KINDS = {
    DeviceKind.WINDOW: "窗口 window",
    DeviceKind.DISPLAY: "显示屏 display",
    DeviceKind.RATING: "评价 rating",
}


def pair(settings: Settings, name: str, *, display: bool, rating: bool) -> int:
    """Print a code for one browser; the exit code."""
    name = name.strip()
    if not (name.isprintable() and 0 < len(name) <= LONGEST_NAME):
        return refuse(
            f"--name 要写 1–{LONGEST_NAME} 个字，例如 三号窗口。"
            f"--name takes 1–{LONGEST_NAME} characters, such as the window."
        )
    if display and rating:
        return refuse("--display 和 --rating 只能写一个。Give --display or --rating, not both.")
    kind = DeviceKind.DISPLAY if display else DeviceKind.RATING if rating else DeviceKind.WINDOW
    with visit(settings) as services:
        code = services.pairing.offer(name, kind)
    Console().print(
        f"配对码（{CODE_MIN} 分钟内用一次）· code, once, for {CODE_MIN} minutes: "
        f"[bold]{code[:4]} {code[4:]}[/bold]\n"
        "在那台设备的浏览器里打开大厅网页，输入配对码。Open the desk's page in that browser and type it."
    )
    return 0


def show(settings: Settings) -> int:
    table = Table("编号 id", "名称 name", "用途 kind")
    with visit(settings) as services:
        for device in services.pairing.list():
            table.add_row(device.id, escape(device.name), _KINDS[device.kind])
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    return 0


def unpair(settings: Settings, device_id: str) -> int:
    with visit(settings) as services:
        gone = services.pairing.remove(device_id)
    if not gone:
        return refuse(
            f"没有编号 {device_id}；kiosk desk devices 查看。There is no {device_id}; see kiosk desk devices."
        )
    return 0
