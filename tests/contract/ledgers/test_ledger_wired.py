"""The address in hall.toml reaches the services of a real terminal, and of the desk beside it."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.app.clock import SystemClock
from kiosk.app.instance import InstanceLock
from kiosk.app.opening import Opened, join_terminal, open_terminal
from kiosk.domain.card import CardKind, IdCard
from kiosk.domain.health import Verdict
from kiosk.services.number_outcomes import NumberTaken, TakenElsewhere
from kiosk.settings import HallSettings, KioskSettings, Settings, TerminalSettings
from kiosk.store.errors import LedgerAway
from kiosk.store.key_file import create_key
from kiosk.store.postgres import PgLedger
from tests.contract.ledgers.halls import ON_POSTGRES, Hall

pytestmark = ON_POSTGRES


def settings(folder: Path, name: str, address: str) -> Settings:
    return Settings(
        kiosk=KioskSettings(terminal=TerminalSettings(id=name, state_dir=str(folder / name))),
        hall=HallSettings(ledger=address),
    )


def close(opened: Opened) -> None:
    assert opened.services.ledger_link is not None
    opened.services.ledger_link.close()
    opened.store.close()


def test_two_terminals_and_a_desk(pg_hall: Hall, address: str, tmp_path: Path) -> None:
    assert isinstance(pg_hall.engine, PgLedger)
    labels = []
    for name in ("0001", "0002"):
        (tmp_path / name).mkdir()
        lock = InstanceLock(tmp_path / name)
        opened = open_terminal(settings(tmp_path, name, address), SystemClock(), lock)
        link = opened.services.ledger_link
        assert link is not None
        link.turn()
        taken = opened.services.queue.take_number("s1", "general")
        assert isinstance(taken, NumberTaken)
        labels.append(taken.ticket.label)
        link.turn()
        day = taken.ticket.service_day
        close(opened)
        lock.release()
    assert labels == ["A001", "A002"]
    assert pg_hall.ledger.unconfirmed("0001") == pg_hall.ledger.unconfirmed("0002") == []
    assert pg_hall.ledger.waiting(day) == {"general": 2}
    desk = join_terminal(settings(tmp_path, "0001", address), SystemClock())
    assert desk.services.calling.lobby().position == pg_hall.calling.lobby().position == 2
    assert desk.services.hall_reports.month(day).whole.issued == 2  # of the hall, not of terminal 0001
    close(desk)


def test_one_person_at_two_terminals_that_share_the_halls_key(
    pg_hall: Hall, address: str, tmp_path: Path
) -> None:
    card = IdCard(kind=CardKind.RESIDENT, name="张测试", number="500111198912310015", birth="19891231")
    outcomes = []
    for name in ("0001", "0002"):
        (tmp_path / name).mkdir()
        key = tmp_path / name / "hall.key"
        create_key(key, bytes(range(32)))
        ordinary = settings(tmp_path, name, address)
        series = tuple(replace(one, one_per_person=True) for one in ordinary.hall.series)
        hall = replace(ordinary.hall, series=series, person_key_file=str(key))
        lock = InstanceLock(tmp_path / name)
        opened = open_terminal(replace(ordinary, hall=hall), SystemClock(), lock)
        assert opened.services.ledger_link is not None
        opened.services.ledger_link.turn()
        outcomes.append(opened.services.queue.take_number("s1", "general", card=card))
        [found] = [one for one in opened.services.selfcheck.run() if one.name == "person-key"]
        assert found.verdict is Verdict.OK
        close(opened)
        lock.release()
    taken, refused = outcomes
    assert isinstance(taken, NumberTaken)
    assert isinstance(refused, TakenElsewhere)
    assert refused.label == taken.ticket.label == "A001"
    assert pg_hall.ledger.waiting(taken.ticket.service_day) == {"general": 1}


def test_a_terminal_starts_and_issues_without_the_ledger(tmp_path: Path) -> None:
    (tmp_path / "0001").mkdir()
    lock = InstanceLock(tmp_path / "0001")
    nowhere = "postgresql:///hall?host=/no/such/folder"
    opened = open_terminal(settings(tmp_path, "0001", nowhere), SystemClock(), lock)
    assert opened.services.ledger_link is not None
    opened.services.ledger_link.turn()
    taken = opened.services.queue.take_number("s1", "general")
    assert isinstance(taken, NumberTaken)
    assert taken.ticket.label == "A0001-001"
    [check] = [one for one in opened.services.selfcheck.run() if one.name == "ledger"]
    assert "Away" in check.finding.en
    with pytest.raises(LedgerAway):
        opened.services.hall_reports.month(taken.ticket.service_day)
    opened.services.waiting_times.refresh()
    close(opened)
    lock.release()
