"""Vertical bars as SVG inside a page: two values for each name, told apart by lightness as well as colour.

Written here because pygal, the library for it, hooks itself into Python's import machinery when it is
imported, and matplotlib is larger than this program.
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

WIDTH, HEIGHT = 1100, 300
_LEFT, _TOP, _BOTTOM = 60, 34, 84
_GRID_LINES = 4


class Values(NamedTuple):
    title: str
    colour: str
    of: Sequence[float | None]  # one for each name; None: no bar


def bar_chart(names: Sequence[str], *series: Values) -> str:
    """An `<svg>` of WIDTH × HEIGHT. All values are ≥ 0."""
    top = _nice(max((value for one in series for value in one.of if value), default=1.0))
    floor = HEIGHT - _BOTTOM
    grid = "".join(_grid_line(top * n / _GRID_LINES, top, floor) for n in range(_GRID_LINES + 1))
    room = (WIDTH - _LEFT) / max(1, len(names))
    bar = room * 0.8 / len(series)
    bars = "".join(
        _bar(_LEFT + room * (n + 0.1) + bar * index, bar, value / top * (floor - _TOP), floor, one.colour)
        for index, one in enumerate(series)
        for n, value in enumerate(one.of)
        if value
    )
    labels = "".join(
        _label(name, _LEFT + room * (n + 0.5), floor, len(names)) for n, name in enumerate(names)
    )
    legend = "".join(_legend(one, _LEFT + 320 * index) for index, one in enumerate(series))
    described = escape("，".join(one.title for one in series))
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{described}" font-size="13">'
        f"{grid}{bars}{labels}{legend}</svg>"
    )


def _nice(top: float) -> float:
    """The next of 1, 2, 4, 8 × a power of ten: its quarters are numbers that people read at a glance."""
    power = 1.0
    while power * 10 <= top:
        power *= 10
    while power > top:
        power /= 10
    return next(step * power for step in (1, 2, 4, 8, 10) if step * power >= top)


def _grid_line(value: float, top: float, floor: int) -> str:
    y = floor - value / top * (floor - _TOP)
    return (
        f'<line x1="{_LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd5c5"/>'
        f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{value:g}</text>'
    )


def _bar(x: float, width: float, height: float, floor: int, colour: str) -> str:
    at = f'x="{x:.1f}" y="{floor - height:.1f}"'
    return f'<rect {at} width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'


def _label(name: str, x: float, floor: int, count: int) -> str:
    """Upright while they fit, else leaning."""
    if count <= 10:
        return f'<text x="{x:.1f}" y="{floor + 20}" text-anchor="middle">{escape(name)}</text>'
    at = f'x="{x:.1f}" y="{floor + 16}" transform="rotate(-40 {x:.1f} {floor + 16})"'
    return f'<text {at} text-anchor="end">{escape(name)}</text>'


def _legend(one: Values, x: float) -> str:
    return (
        f'<rect x="{x}" y="6" width="14" height="14" fill="{one.colour}"/>'
        f'<text x="{x + 20}" y="18">{escape(one.title)}</text>'
    )
