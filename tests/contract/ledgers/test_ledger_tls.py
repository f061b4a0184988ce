"""The ledger on another machine: TLS proves who answers before a word is said, or nothing is said."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.app.clock import SystemClock
from kiosk.app.instance import InstanceLock
from kiosk.app.opening import open_terminal
from kiosk.domain.health import Check, Verdict
from kiosk.services.number_outcomes import NumberTaken
from kiosk.settings import HallSettings, KioskSettings, Settings, TerminalSettings
from kiosk.settings_ledger import ledger as mistakes
from tests.certificates import Authority
from tests.contract.ledgers.halls import ON_POSTGRES
from tests.hall_line import HallLine
from tests.postgres_server import PostgresServer

pytestmark = ON_POSTGRES
HOST = "numbers.hall.test"
ASKS_FOR_TLS = (8).to_bytes(4, "big") + (80_877_103).to_bytes(4, "big")  # SSLRequest, PostgreSQL's protocol
TLS_RECORDS = range(20, 24)  # RFC 8446 §5.1: change_cipher_spec, alert, handshake, application_data
APPLICATION_DATA = 23


@dataclass
class Proven:
    """A server with a certificate for HOST, and who signed it."""

    authority: Authority
    address: str


@pytest.fixture(scope="module")
def proven(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proven]:
    authority = Authority(tmp_path_factory.mktemp("authority"))
    server = PostgresServer()
    try:
        address, port = server.speak_tls(*authority.sign(HOST))
        name = server.new_database().split("/")[3].split("?")[0]
        yield Proven(authority, f"postgresql://postgres@{HOST}:{port}/{name}?hostaddr={address}")
    finally:
        server.remove()


@pytest.fixture
def line(proven: Proven) -> Iterator[HallLine]:
    line = HallLine(proven.address)
    yield line
    line.close()


def told(line: HallLine, folder: Path, host: str, trusted: Path) -> tuple[str, Check]:
    """A real terminal with that address in hall.toml: the number it gives, and its self-check's word."""
    address = (
        f"postgresql://postgres@{host}:{line.port}/hall1"
        f"?hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert={trusted}"
    )
    hall = HallSettings(ledger=address)
    assert list(mistakes(hall, "hall.toml")) == []
    settings = Settings(
        kiosk=KioskSettings(terminal=TerminalSettings(id="0001", state_dir=str(folder))), hall=hall
    )
    lock = InstanceLock(folder)
    opened = open_terminal(settings, SystemClock(), lock)
    link = opened.services.ledger_link
    assert link is not None
    link.turn()
    taken = opened.services.queue.take_number("s1", "general")
    assert isinstance(taken, NumberTaken)
    link.turn()
    [check] = [one for one in opened.services.selfcheck.run() if one.name == "ledger"]
    link.close()
    opened.store.close()
    lock.release()
    return taken.ticket.label, check


def records(wire: bytes) -> Iterator[int]:
    """The kinds of the TLS records that one direction of a connection consists of; whoever hangs up may cut
    the last one short."""
    at = 0
    while at + 5 <= len(wire):
        assert (wire[at] in TLS_RECORDS, wire[at + 1]) == (True, 3), f"not TLS at byte {at}"
        yield wire[at]
        at += 5 + int.from_bytes(wire[at + 3 : at + 5], "big")


def test_the_hall_s_number_comes_over_tls_alone(line: HallLine, proven: Proven, tmp_path: Path) -> None:
    label, check = told(line, tmp_path, HOST, proven.authority.file)
    assert (label, check.verdict) == ("A001", Verdict.OK)
    heard = line.overheard()
    assert heard
    for said, answered in heard:
        assert (said[:8], answered[:1]) == (ASKS_FOR_TLS, b"S")
        for wire in (said[8:], answered[1:]):
            assert APPLICATION_DATA in records(wire)
            assert b"hall1" not in wire


def test_another_authority_s_certificate_is_told_nothing(line: HallLine, tmp_path: Path) -> None:
    label, check = told(line, tmp_path, HOST, Authority(tmp_path, "another").file)
    assert_nothing_was_said(line, label, check)
    assert "证书核对不上" in check.finding.zh
    assert "sslrootcert" in check.remedy.zh


def test_another_host_s_certificate_is_told_nothing(line: HallLine, proven: Proven, tmp_path: Path) -> None:
    label, check = told(line, tmp_path, "other.hall.test", proven.authority.file)
    assert_nothing_was_said(line, label, check)
    assert "主机名" in check.finding.zh


def test_a_server_without_tls_is_told_nothing(
    postgres: PostgresServer, proven: Proven, tmp_path: Path
) -> None:
    line = HallLine(postgres.new_database())  # by its socket, where PostgreSQL speaks no TLS
    label, check = told(line, tmp_path, HOST, proven.authority.file)
    assert (label, check.verdict) == ("A0001-001", Verdict.FAULT)
    assert {(said, answered) for said, answered in line.overheard()} == {(ASKS_FOR_TLS, b"N")}
    assert "ssl = on" in check.remedy.zh
    line.close()


def test_without_the_authority_s_file_nobody_is_called(line: HallLine, tmp_path: Path) -> None:
    label, check = told(line, tmp_path, HOST, tmp_path / "gone.pem")
    assert (label, check.verdict) == ("A0001-001", Verdict.FAULT)
    assert {said for said, _ in line.overheard()} <= {ASKS_FOR_TLS}
    assert "根证书" in check.finding.zh


def assert_nothing_was_said(line: HallLine, label: str, check: Check) -> None:
    """But TLS's own greeting."""
    assert (label, check.verdict) == ("A0001-001", Verdict.FAULT)
    for said, answered in line.overheard():
        assert (said[:8], answered[:1]) == (ASKS_FOR_TLS, b"S")
        assert list(records(said[8:]))
        for clear in (b"user", b"hall1", b"SELECT"):
            assert clear not in said
