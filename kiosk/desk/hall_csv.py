"""The hall's month for a spreadsheet."""

import csv
import io
from collections.abc import Sequence

from kiosk.desk.hall_table import COLUMNS, Part, cells

# Spreadsheet programs of this country take a file without it for GBK and show the Chinese as garbage.
_UTF8_MARK = "\ufeff"


def render_csv(parts: Sequence[Part]) -> str:
    """RFC 4180, one header line; `part` says of what a line speaks: whole, series, window, hour, day."""
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow(("part", "key", "名称 name", *COLUMNS))
    for part in parts:
        for name, row in part.rows:
            lines.writerow((part.name, row.key, _no_formula(name), *cells(row)))
    return _UTF8_MARK + text.getvalue()


def _no_formula(name: str) -> str:
    """A name from a settings file must not run as a formula where the file is opened."""
    return f"'{name}" if name[:1] in ("=", "+", "-", "@", "\t", "\r") else name
