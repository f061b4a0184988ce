"""好差评 in the lobby in a real browser, by fingers and by a scanner that types."""

import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.rating import Level
from tests.chromium import Chromium, Page
from tests.desk_hall import DeskHall, served

pytestmark = pytest.mark.xdist_group("chromium")

PICTURES = os.environ.get("DESK_PICTURES")
SCREENS = [(800, 1280), (1280, 800), (1080, 1920), (1920, 1080)]
# What lies outside of the window, or is wider than its own box.
CUT = (
    "[...document.querySelectorAll('h1, p, button:not(.default), label, input, textarea')].filter((one) => {"
    " const box = one.getBoundingClientRect(); return one.checkVisibility() && (box.right > innerWidth + 1"
    " || box.bottom > innerHeight + 1 || one.scrollWidth > one.clientWidth + 1); })"
    ".map((one) => one.textContent)"
)


@pytest.fixture
def url(desk: DeskHall) -> Iterator[str]:
    with served(desk) as url:
        yield url


def _rated(desk: DeskHall) -> list[tuple[str, str]]:
    rows = desk.world.store.driver().execute("SELECT level, reasons FROM rating").fetchall()
    return [(str(level), str(reasons)) for level, reasons in rows]


def _served(desk: DeskHall) -> tuple[str, str]:
    label = desk.take()
    called: Any = desk.hall.calls.call_next("1", "x")
    desk.hall.calls.finish("1", "x", called.ticket_id)
    with desk.world.store.read() as work:
        ticket = work.tickets.get(called.ticket_id)
    assert ticket is not None
    return label, ticket.token


def _tablet(chromium: Chromium, url: str, width: int = 800, height: int = 1280) -> Page:
    page = chromium.page(width, height)
    page.touchable()
    page.open(f"{url}/rate")
    page.wait("document.activeElement.id === 'number'")
    return page


def _at(page: Page, kind: str) -> None:
    page.wait(f"document.body.className === '{kind}'")


def _look_at(page: Page, name: str) -> None:
    """Everything in sight, nothing cut, targets that a finger finds."""
    if PICTURES:
        page.picture(Path(PICTURES) / f"{name}.png")
    assert page.run(CUT) == [], name
    shorter = "Math.min(innerWidth, innerHeight)"
    heights = page.run(
        "[...document.querySelectorAll('button:not(.default), .reasons label, #number, textarea')]"
        f".map((one) => one.getBoundingClientRect().height / {shorter})"
    )
    # 15 mm of a tablet of ten inches, which is 136 mm wide.
    assert min(heights) > 0.11, name


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_every_page_fits_every_tablet(
    chromium: Chromium, desk: DeskHall, url: str, width: int, height: int
) -> None:
    label, _ = _served(desk)
    page = _tablet(chromium, url, width, height)
    size = f"{width}x{height}"
    _look_at(page, f"rate-number-{size}")
    for key in "A":
        page.tap(f"button[value='{key}']")
    for key in "777":
        page.tap(f".digits button[value='{key}']")
    page.tap(".entry .main")
    page.wait("document.querySelector('.alarm')")
    _look_at(page, f"rate-not-served-{size}")
    for _ in "777":
        page.tap("button[value='erase']")
    for key in label[1:]:
        page.tap(f".digits button[value='{key}']")
    assert page.run("document.querySelector('#number').value") == label
    page.tap(".entry .main")
    _at(page, "levels")
    _look_at(page, f"rate-levels-{size}")
    for level in (Level.SATISFIED, Level.VERY_DISSATISFIED):
        page.tap(f"button[value='{level.value}']")
        _at(page, "why")
        _look_at(page, f"rate-why-{level.value}-{size}")
        page.tap("button[value='change']")
        _at(page, "levels")
    page.tap("button[value='dissatisfied']")
    _at(page, "why")
    page.tap("label:has([name=stiff-manner])")
    page.tap("button[value='submit']")
    _at(page, "done")
    _look_at(page, f"rate-done-{size}")
    page.tap("button[value='over']")
    _at(page, "number")
    assert _rated(desk) == [("dissatisfied", "stiff-manner")]
    assert page.troubles() == []


def test_a_scanner_that_types_leads_from_one_slip_to_the_next(
    chromium: Chromium, desk: DeskHall, url: str
) -> None:
    (_, first), (label, second) = _served(desk), _served(desk)
    page = _tablet(chromium, url)
    page.type(f"{first}\n")
    _at(page, "levels")
    page.tap("button[value='very-satisfied']")
    _at(page, "why")
    page.tap("textarea")
    page.type("办得快")
    page.tap("button[value='submit']")
    _at(page, "done")
    page.type(f"{second}\n")  # the next one does not wait until the thanks have gone
    page.wait(f"document.querySelector('.what').textContent.includes('{label}')")
    assert _rated(desk) == [("very-satisfied", "")]


def test_what_nobody_touches_goes_back_and_leaves_nothing(
    chromium: Chromium, desk: DeskHall, url: str
) -> None:
    _, token = _served(desk)
    page = _tablet(chromium, url)
    page.type(f"{token}\n")
    _at(page, "levels")
    page.tap("button[value='satisfied']")
    _at(page, "why")
    page.tap("textarea")
    page.type("金丝雀")
    # The page's own minute, made short: the state after it is what is waited for.
    page.run("document.body.dataset.idle = '0.05'")
    page.tap("h1")
    _at(page, "number")
    assert "金丝雀" not in str(page.run("document.documentElement.outerHTML"))
    page.open(f"{url}/rate")
    _at(page, "number")
    assert _rated(desk) == []


def test_a_desk_that_is_away_keeps_what_was_chosen(chromium: Chromium, desk: DeskHall) -> None:
    _, token = _served(desk)
    with served(desk) as url:
        page = _tablet(chromium, url)
        page.type(f"{token}\n")
        _at(page, "levels")
    page.tap("button[value='satisfied']")
    page.wait("!document.querySelector('.away').hidden")
    if PICTURES:
        page.picture(Path(PICTURES) / "rate-away.png")
    assert page.run("document.querySelectorAll('.five button').length") == len(Level)


def test_levels_look_alike_and_none_is_chosen(chromium: Chromium, desk: DeskHall, url: str) -> None:
    _, token = _served(desk)
    page = _tablet(chromium, url)
    page.type(f"{token}\n")
    _at(page, "levels")
    looks = page.run(
        "[...document.querySelectorAll('.five button')].map((one) => { const s = getComputedStyle(one);"
        " const b = one.getBoundingClientRect();"
        " return [s.color, s.backgroundColor, s.borderColor, s.fontSize, b.height, b.width].join(); })"
    )
    assert all(one == other for one, other in pairwise(looks))
    assert page.run("document.querySelectorAll(':checked, .chosen').length") == 0
