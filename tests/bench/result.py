"""One measured row, how it is judged, and how it is shown."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from rich.table import Table


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """`limit` bounds the ratio to the floor; where there is no floor it bounds the value itself."""

    name: str
    value: float
    unit: str
    floor: float | None = None
    limit: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.floor else None

    @property
    def within(self) -> bool:
        judged = self.value if self.floor is None else self.ratio
        return self.limit is None or (judged is not None and judged <= self.limit)

    def as_json(self) -> dict[str, str | float | None]:
        return {
            "name": self.name,
            "value": round(self.value, 4),
            "unit": self.unit,
            "floor": None if self.floor is None else round(self.floor, 4),
            "ratio": None if self.ratio is None else round(self.ratio, 3),
            "limit": self.limit,
        }


def percentile(samples: Sequence[float], percent: float) -> float:
    """The nearest-rank percentile: always a value that was really measured."""
    ordered = sorted(samples)
    rank = max(1, -(-len(ordered) * percent // 100))
    return ordered[int(rank) - 1]


def write_json(rows: Iterable[Row], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([row.as_json() for row in rows], indent=2) + "\n")


def table(rows: Iterable[Row]) -> Table:
    shown = Table(title="make bench")
    shown.add_column("measured")
    for heading in ("value", "floor", "ratio", "limit"):
        shown.add_column(heading, justify="right")
    shown.add_column("")
    for row in rows:
        shown.add_row(
            row.name,
            f"{row.value:.3g} {row.unit}",
            "" if row.floor is None else f"{row.floor:.3g} {row.unit}",
            "" if row.ratio is None else f"{row.ratio:.2f}×",
            "" if row.limit is None else f"{row.limit:g}{'×' if row.floor is not None else ' ' + row.unit}",
            "ok" if row.within else "OVER",
        )
    return shown
