"""The month of a hall of several terminals: each number and each window once, and page and table agree."""

import csv
import io
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kiosk.app.reporting import report_hall
from kiosk.domain.calling import Called, Moved
from kiosk.settings import HallSettings, KioskSettings, Settings, TerminalSettings
from tests.contract.ledgers.halls import HALL, ON_POSTGRES, Hall
from tests.contract.ledgers.terminals import HallTerminal

pytestmark = ON_POSTGRES


@pytest.fixture
def hall_of_two(pg_hall: Hall, tmp_path: Path) -> Iterator[tuple[HallTerminal, HallTerminal]]:
    made = []
    for name in ("0001", "0002"):
        (tmp_path / name).mkdir()
        made.append(HallTerminal(tmp_path / name, pg_hall.ledger, pg_hall.clock, name, HALL, 30.0))
        made[-1].settle()
    yield made[0], made[1]
    for each in made:
        each.close()


class _Rows(HTMLParser):
    """The cells of every line of every table."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[list[str]] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._in_cell = tag == "td"
        if tag == "tr":
            self.found.append([])
        if tag == "td":
            self.found[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = self._in_cell and tag != "td"

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.found[-1][-1] += data


def rows(page: str) -> list[list[str]]:
    reader = _Rows()
    reader.feed(page)
    return [row for row in reader.found if row]  # a head has no such cells


def serve(hall: Hall, window: str, end: Callable[[str, str, str], object]) -> str:
    """The next one is called to that window, served for two minutes or not at all; their number."""
    called = hall.calling.call_next(window, "1001")
    assert isinstance(called, Called)
    hall.clock.advance(120)
    assert isinstance(end(window, "1001", called.ticket_id), Moved)
    return called.label


def test_every_number_and_window_is_counted_once(
    pg_hall: Hall, hall_of_two: tuple[HallTerminal, HallTerminal], address: str, tmp_path: Path
) -> None:
    one, two = hall_of_two
    day = one.take("s1").ticket.service_day
    two.take("s2")
    one.line.cut = True
    assert one.take("s3").ticket.label == "A1-001"  # away: in its own series, told to the ledger afterwards
    one.turn()
    one.line.cut = False
    given_back = two.take("s4").ticket
    for each in (one, two):
        each.settle()
    assert isinstance(pg_hall.calling.void("1001", given_back.id), Moved)

    def finish(window: str, staff: str, ticket: str) -> object:
        assert isinstance(pg_hall.calling.start(window, staff, ticket), Called)
        pg_hall.clock.advance(120)
        return pg_hall.calling.finish(window, staff, ticket)

    served = {serve(pg_hall, "1", finish), serve(pg_hall, "2", finish)}
    served.add(serve(pg_hall, "1", pg_hall.calling.no_show))
    assert served == {"A001", "A002", "A1-001"}
    for each in (one, two):
        each.settle()  # what became of the numbers stands in both stores now as well

    for name in ("0001", "D9"):  # from a terminal's place and from another machine's: one month
        settings = Settings(
            kiosk=KioskSettings(terminal=TerminalSettings(id=name, state_dir=str(tmp_path / f"at-{name}"))),
            hall=HallSettings(ledger=address),
        )
        out = tmp_path / f"month-{name}"
        assert report_hall(settings, day, out) == 0
        [page, table] = sorted(out.iterdir(), key=lambda file: file.suffix, reverse=True)
        text = table.read_text("utf-8").removeprefix("\ufeff")
        _, *lines = csv.reader(io.StringIO(text, newline=""))
        assert rows(page.read_text("utf-8")) == [line[2:] for line in lines]
        counts = {(line[0], line[1]): line[3:8] for line in lines}
        assert counts["whole", ""] == ["4", "2", "1", "1", "0"]
        assert counts["series", "general"] == ["4", "2", "1", "1", "0"]
        assert counts["day", day.isoformat()] == ["4", "2", "1", "1", "0"]
        windows = {key: line for (part, key), line in counts.items() if part == "window"}
        assert windows == {"1": ["2", "1", "1", "0", "0"], "2": ["1", "1", "0", "0", "0"]}
