"""The letters that this hall's queue numbers begin with, as keys of which one is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.ui.viewmodel import State

if TYPE_CHECKING:
    from kiosk.domain.text import Language
    from kiosk.domain.ticket import SeriesView


class Prefix(State, frozen=True):
    series: str
    letter: str
    name: str
    chosen: bool


def derive_prefixes(series: Sequence[SeriesView], chosen: str, language: Language) -> tuple[Prefix, ...]:
    """`chosen`: a series' id, or nothing."""
    return tuple(
        Prefix(series=one.id, letter=one.prefix, name=one.name.in_(language), chosen=one.id == chosen)
        for one in series
    )


def letter_of(series: Sequence[SeriesView], chosen: str) -> str:
    return next((one.prefix for one in series if one.id == chosen), "")
