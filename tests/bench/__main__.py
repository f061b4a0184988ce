"""`python -m tests.bench [part of a name …]`: measure, print the table, write build/bench.json.

Ends with 1 when a row is over its limit.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from kiosk.settings import ROOT
from tests.bench import away, call, catalogue, forms, history, keystroke, ledger, paper, race, start, ticket
from tests.bench.result import Row, table, write_json

MEASURES: dict[str, Callable[[Path], list[Row]]] = {
    "ticket.durable": ticket.measure,
    "ticket.ledger": ledger.measure,
    "ticket.away": away.measure,
    "ticket.race": race.measure,
    "ticket.to_printer": paper.measure,
    "pinyin.keystroke handwriting.stroke keyboard.rss": keystroke.measure,
    "call.to_display": call.measure,
    "start": start.measure,
    "catalogue.load search.keystroke": catalogue.measure,
    "history.growth": history.measure,
    "form.validate": forms.measure,
}


def main(wanted: list[str]) -> int:
    console = Console()
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    rows: list[Row] = []
    for name, measure in MEASURES.items():
        if wanted and not any(part in name for part in wanted):
            continue
        with console.status(f"measuring {name}"), tempfile.TemporaryDirectory(dir=build) as folder:
            rows += measure(Path(folder))
    write_json(rows, build / "bench.json")
    console.print(table(rows))
    return 0 if all(row.within for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
