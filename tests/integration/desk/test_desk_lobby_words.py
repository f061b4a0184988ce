"""The lobby's display where names are long: before the first call, and with a call at every window."""

import os
from pathlib import Path

import pytest

from kiosk.domain.text import Text
from kiosk.settings import HallSettings, SeriesSettings, WindowSettings
from tests.chromium import Chromium, Page
from tests.desk_hall import DeskHall, served
from tests.unit.services.world import World

pytestmark = pytest.mark.xdist_group("chromium")

PICTURES = os.environ.get("DESK_PICTURES")
LIVE = "document.getElementById('link').textContent.includes('实时')"
SIZES = [(1366, 768), (1920, 1080), (3840, 2160)]
NAMES = (
    *("社会保险和医疗保障综合", "不动产登记和住房公积金", "户籍居住证出入境"),
    *("企业个体工商登记", "婚姻登记", "公安交管"),
)
HALL = HallSettings(
    series=tuple(
        SeriesSettings(id=f"line-{n}", prefix=prefix, name=Text(name, f"Business {prefix}"), windows=f"{n}")
        for n, (prefix, name) in enumerate(zip("ABCDEF", NAMES, strict=True), start=1)
    ),
    window=tuple(
        WindowSettings(
            id=str(n),
            name=Text(f"二楼{n}号综合服务窗口", f"Window {n}, second floor"),
            series=(f"line-{(n - 1) % 6 + 1}",),
        )
        for n in range(1, 9)
    ),
)


def test_long_names_are_whole_on_every_display(chromium: Chromium, tmp_path: Path) -> None:
    world = World(tmp_path, hall=HALL)
    desk = DeskHall(world)
    try:
        with served(desk) as url:
            for size in SIZES:
                _whole(_lobby(chromium, url, size), f"lobby-empty-{size[0]}")
            for window in range(1, 9):
                desk.take(f"line-{(window - 1) % 6 + 1}", priority=window % 3 == 0)
                desk.hall.calls.call_next(str(window), "x")
            for _ in range(112):
                desk.take("line-1")
            for paused in "678":
                desk.hall.calls.pause(paused, "x")
            desk.feed.poke()
            for size in SIZES:
                page = _lobby(chromium, url, size)
                page.wait("document.querySelectorAll('.last li').length === 5")
                _whole(page, f"lobby-long-{size[0]}")
    finally:
        world.close()


def _lobby(chromium: Chromium, url: str, size: tuple[int, int]) -> Page:
    page = chromium.page(*size)
    page.open(f"{url}/lobby")
    page.wait(LIVE)
    return page


def _whole(page: Page, name: str) -> None:
    if PICTURES:
        page.picture(Path(PICTURES) / f"{name}.png")
    assert page.run("document.documentElement.scrollHeight <= innerHeight")
    cut = page.run(
        "[...document.querySelectorAll("
        "'h1, h2, #clock, .number, .to, li, li span, .paused, .now, .last, .lines')]"
        ".filter((one) => { const box = one.getBoundingClientRect();"
        " return one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline'"
        " || box.right > innerWidth + 1 || box.bottom > innerHeight + 1; })"
        ".map((one) => one.className + ' ' + one.textContent)"
    )
    assert cut == []
    overlapping = page.run(
        "[...document.querySelectorAll('.last li')].filter((one) =>"
        " one.children[0].getBoundingClientRect().right > one.children[1].getBoundingClientRect().left + 1)"
        ".map((one) => one.textContent)"
    )
    assert overlapping == []
