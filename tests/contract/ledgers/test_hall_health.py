"""How the hall's terminals are, as the desk reads it in the ledger: on both engines, with clocks that lie."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.health import Check, Verdict
from kiosk.domain.text import Text
from kiosk.services.shared_hall.hall_health import (
    LOOK_S,
    SILENT_S,
    TELL_S,
    HallHealth,
    HallHealthView,
    HealthTelling,
    OwnHealth,
    TerminalHealth,
    Told,
)
from kiosk.store.errors import LedgerAway
from kiosk.store.postgres import PgLedger
from tests.contract.ledgers.halls import Hall
from tests.unit.services.world import SetClock, World


class Terminal:
    """`checks` replaces what its self-check would say."""

    def __init__(self, hall: Hall, folder: Path, name: str, is_desk: bool = False) -> None:
        folder.mkdir()
        self.clock = SetClock()
        self.world = World(folder, self.clock, terminal=name)
        self.checks: tuple[Check, ...] = (check("disk", Verdict.OK),)
        self.ready = True
        services = self.world.services
        self.own = OwnHealth(
            name,
            lambda: self.checks,
            services.status.snapshot,
            services.ratings.counts,
            "dazu-kiosk 0.1.0",
            is_desk,
        )
        self.telling = HealthTelling(
            hall.engine, self.own, hall.now_ms, self.clock.monotonic_s, lambda: self.ready
        )
        self.view = HallHealthView(self.own, hall.engine, hall.now_ms)

    def tell(self, after_s: float = LOOK_S) -> None:
        self.clock.monotonic += after_s
        assert not self.telling.turn(self.clock.instant.date())


def check(name: str, verdict: Verdict, finding: str = "…") -> Check:
    return Check(name, Text(name), verdict, Text(finding))


Made = Callable[..., Terminal]


@pytest.fixture
def terminal(hall: Hall, tmp_path: Path) -> Iterator[Made]:
    made: list[Terminal] = []

    def make(name: str, *, seat: bool = True, is_desk: bool = False) -> Terminal:
        made.append(Terminal(hall, tmp_path / name, name, is_desk))
        if seat:
            hall.ledger.register(name, None, [], hall.clock.instant.date())
        return made[-1]

    yield make
    for one in made:
        one.world.close()


def shown(hall: HallHealth) -> list[tuple[str, Verdict, bool]]:
    return [(one.terminal, one.verdict, one.silent) for one in hall.terminals]


def heard(hall: Hall, terminal: str) -> int:
    with hall.engine.read() as work:
        return next(row.heard_ms for row in work.health.all() if row.terminal == terminal)


def test_every_terminal_is_there_worst_first(hall: Hall, terminal: Made) -> None:
    one, two, three = (terminal(name) for name in ("0001", "0002", "0003"))
    two.checks = (check("printer", Verdict.FAULT, "没有纸"), check("disk", Verdict.OK))
    three.checks = (check("printer", Verdict.WARNING),)
    for each in (one, two, three):
        each.tell()
    found = one.view.look()
    assert shown(found) == [
        ("0002", Verdict.FAULT, False),
        ("0003", Verdict.WARNING, False),
        ("0001", Verdict.OK, False),
    ]
    told = found.terminals[0].told
    assert told is not None
    assert (told.software, told.status.terminal, told.checks[0].finding.zh) == (
        "dazu-kiosk 0.1.0",
        "0002",
        "没有纸",
    )
    assert found.terminals[0].heard_ms == hall.now_ms()


def test_one_that_says_nothing_is_silent_since_then_and_comes_first(hall: Hall, terminal: Made) -> None:
    one, two = terminal("0001"), terminal("0002")
    one.tell()
    two.tell()
    since = hall.now_ms()
    one.checks = (check("printer", Verdict.FAULT),)
    hall.clock.advance(SILENT_S)
    one.tell()
    assert [silent for *_, silent in shown(one.view.look())] == [False, False]
    hall.clock.advance(1)
    one.tell(TELL_S)
    silent = one.view.look().terminals
    assert {each.terminal: each.silent for each in silent} == {"0001": False, "0002": True}
    assert next(each.heard_ms for each in silent if each.terminal == "0002") == since
    two.tell(TELL_S)
    assert [each.silent for each in one.view.look().terminals] == [False, False]


def test_no_terminal_s_clock_makes_it_silent_or_alive(hall: Hall, terminal: Made) -> None:
    one, wrong = terminal("0001"), terminal("0002")
    wrong.clock.set(wrong.clock.instant.replace(year=2052))
    one.tell()
    wrong.tell()
    assert heard(hall, "0002") == hall.now_ms()
    hall.clock.advance(SILENT_S + 1)
    one.tell(TELL_S)
    assert {each.terminal: each.silent for each in one.view.look().terminals} == {
        "0001": False,
        "0002": True,
    }


def test_what_changed_is_told_at_once_and_else_now_and_then(hall: Hall, terminal: Made) -> None:
    one = terminal("0001")
    one.tell()
    first = heard(hall, "0001")
    hall.clock.advance(5)
    one.tell(LOOK_S)
    assert heard(hall, "0001") == first
    one.checks = (check("printer", Verdict.FAULT),)
    one.tell(LOOK_S - 1)
    assert heard(hall, "0001") == first  # not yet looked
    one.tell(1)
    assert heard(hall, "0001") == hall.now_ms()
    hall.clock.advance(5)
    one.tell(TELL_S)
    assert heard(hall, "0001") == hall.now_ms()


def test_before_it_is_ready_nothing_is_asked(terminal: Made) -> None:
    one = terminal("0001")
    one.ready = False
    one.tell()
    [waiting] = one.view.look().terminals
    assert (waiting.told, waiting.silent, waiting.heard_ms) == (None, True, None)
    one.ready = True
    one.tell(0)
    assert shown(one.view.look()) == [("0001", Verdict.OK, False)]


def test_what_could_not_be_told_is_told_in_the_next_turn(hall: Hall, terminal: Made) -> None:
    one = terminal("0001")
    cut = True

    def now_ms() -> int:
        if cut:
            raise LedgerAway("cut")
        return hall.now_ms()

    telling = HealthTelling(hall.engine, one.own, now_ms, one.clock.monotonic_s, lambda: True)
    with pytest.raises(LedgerAway):
        telling.turn(one.clock.instant.date())
    cut = False
    telling.turn(one.clock.instant.date())
    assert heard(hall, "0001") == hall.now_ms()


def test_a_desk_on_its_own_machine_is_listed_beside_a_terminal_of_the_same_name(
    hall: Hall, terminal: Made, tmp_path: Path
) -> None:
    one = terminal("0001")
    one.tell()
    desk = Terminal(hall, tmp_path / "desk", "D1", is_desk=True)
    found = desk.view.look().terminals
    desk.world.close()
    assert [(each.terminal, each.is_desk, each.heard_ms is None) for each in found] == [
        ("0001", False, False),
        ("D1", True, True),
    ]


def test_words_of_another_version_are_read_as_far_as_they_go(hall: Hall, terminal: Made) -> None:
    one = terminal("0001")
    one.tell()
    later = msgspec.json.decode(msgspec.json.encode(one.own.told()))
    later["from_next_year"] = {"x": 1}
    for name, told in (
        ("0002", msgspec.json.encode(later).decode()),
        ("0003", '{"status": 5}'),
        ("0004", "not json"),
        ("0005", ""),
    ):
        with hall.engine.begin() as work:
            work.health.put(name, hall.now_ms(), told)
    found = {each.terminal: each for each in one.view.look().terminals}
    assert found["0002"].told == found["0001"].told
    for name in ("0003", "0004", "0005"):
        assert (found[name].told, found[name].verdict) == (None, Verdict.UNKNOWN)


def test_while_the_ledger_is_away_the_last_words_stand_there(hall: Hall, terminal: Made) -> None:
    one, two = terminal("0001"), terminal("0002")
    one.tell()
    two.tell()
    cut = False

    def now_ms() -> int:
        if cut:
            raise LedgerAway("cut")
        return hall.now_ms()

    view = HallHealthView(one.own, hall.engine, now_ms)
    assert not view.look().stale
    cut = True
    one.checks = (check("printer", Verdict.FAULT),)
    found = view.look()
    assert found.stale
    # This machine is asked itself; the other as it last said.
    assert [(each.terminal, each.verdict, each.heard_ms is None) for each in found.terminals] == [
        ("0001", Verdict.FAULT, True),
        ("0002", Verdict.OK, False),
    ]


def test_nothing_about_a_person_is_told() -> None:
    """The whole of what is written, by name: one more field is a question of privacy first."""
    assert set(Told.__struct_fields__) == {"status", "checks", "software", "follow_ups", "overdue"}
    assert set(TerminalHealth.__struct_fields__) == {"terminal", "told", "heard_ms", "silent", "is_desk"}


def test_the_ledger_s_clock_is_the_server_s(pg_hall: Hall) -> None:
    assert isinstance(pg_hall.engine, PgLedger)
    with pg_hall.engine.read() as work:
        row = work.driver.execute("SELECT extract(epoch FROM clock_timestamp()) * 1000").fetchone()
    assert row is not None
    assert pg_hall.engine.now_ms() >= int(float(str(row[0])))
