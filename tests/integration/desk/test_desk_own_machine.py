"""A desk on its own machine, over TLS, in a hall of two terminals on PostgreSQL: all of it real."""

import http.client
import os
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.health import Check, Verdict
from kiosk.domain.text import Text
from kiosk.services.pairing import DeviceKind
from kiosk.services.shared_hall.hall_health import HealthTelling, OwnHealth
from kiosk.store.postgres import PgLedger
from tests.certificates import Authority
from tests.chromium import Chromium, Page
from tests.contract.ledgers.halls import HALL, Hall
from tests.contract.ledgers.terminals import HallTerminal
from tests.integration.desk.own_desk import HOST, STAFF, OwnDesk
from tests.postgres_server import PostgresServer

pytestmark = pytest.mark.xdist_group("postgres")
PICTURES = os.environ.get("DESK_PICTURES")
LIVE = "document.getElementById('link').textContent.includes('实时')"
AWAY = "document.getElementById('link').textContent.includes('连不上叫号库')"


@pytest.fixture(scope="module")
def desk(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnDesk]:
    """It comes to an empty database first: nobody else has made the hall's tables."""
    desk = OwnDesk(tmp_path_factory.mktemp("desk"), postgres.new_database())
    desk.people()
    with desk.runs():
        yield desk


@pytest.fixture(scope="module")
def browser(desk: OwnDesk) -> Iterator[Chromium]:
    """It trusts this test's authority and nothing else for the host; an address as in a hall."""
    with Chromium(
        f"--ignore-certificate-errors-spki-list={desk.authority.pin}",
        f"--host-resolver-rules=MAP {HOST} 127.0.0.1",
    ) as browser:
        yield browser


def _picture(page: Page, name: str) -> None:
    if PICTURES:
        page.picture(Path(PICTURES) / f"own-{name}.png")


def _paired(browser: Chromium, desk: OwnDesk, kind: DeviceKind) -> Page:
    page = browser.page()
    page.open(f"{desk.url}/lobby")
    page.wait("document.querySelector('#code')")
    page.fill(code=desk.code(kind))
    page.click("button.main")
    page.wait("location.pathname !== '/pair' && document.readyState === 'complete'")
    return page


def test_it_is_reached_by_tls_and_under_its_own_name(desk: OwnDesk, tmp_path: Path) -> None:
    trusts = ssl.create_default_context(cafile=str(desk.authority.file))
    foreign = ssl.create_default_context(cafile=str(Authority(tmp_path).file))

    def shake_hands(context: ssl.SSLContext, name: str) -> str:
        with (
            socket.create_connection(("127.0.0.1", desk.port), timeout=30) as wire,
            context.wrap_socket(wire, server_hostname=name) as encrypted,
        ):
            return str(encrypted.version())

    assert shake_hands(trusts, HOST) in ("TLSv1.2", "TLSv1.3")
    for context, name in ((trusts, "other.hall.test"), (foreign, HOST)):
        with pytest.raises(ssl.SSLCertVerificationError):
            shake_hands(context, name)
    plain = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=30)
    plain.request("GET", "/lobby")
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        plain.getresponse()
    plain.close()


def test_a_display_reads_the_lobby_and_nothing_else(browser: Chromium, desk: OwnDesk) -> None:
    display = _paired(browser, desk, DeviceKind.DISPLAY)
    display.wait(f"location.pathname === '/lobby' && {LIVE}")
    for path in (
        "/window",
        "/sign-in",
        "/health",
        "/health.json",
        "/void",
        "/follow-ups",
        "/report",
        "/report.csv",
    ):
        assert display.run(f"fetch('{path}').then((answer) => answer.status)") == 403, path


def test_its_folder_is_its_own(desk: OwnDesk) -> None:
    second = subprocess.run(desk.command("desk"), capture_output=True, text=True, timeout=120, check=False)
    assert second.returncode == 3
    assert "已在运行" in second.stderr


def test_a_hall_goes_on_whatever_becomes_of_the_ledger(
    browser: Chromium, desk: OwnDesk, postgres: PostgresServer, tmp_path: Path
) -> None:
    ledger = PgLedger((desk.folder / "hall.toml").read_text().split('"')[1])
    ledger.prepare()
    hall = Hall(ledger, ledger.identity)
    one, two = _terminal(hall, ledger, tmp_path, "0001"), _terminal(hall, ledger, tmp_path, "0002")
    try:
        for each in (one, two):
            each.turn()
        first, second = one.take("s1").ticket.label, two.take("s2").ticket.label
        one.turn()  # the second one's word is still owed: its terminal dies here

        window = _paired(browser, desk, DeviceKind.WINDOW)
        lobby = _paired(browser, desk, DeviceKind.DISPLAY)
        window.fill(number=STAFF, pin=desk.pin, window="1")
        window.click("button.main")
        window.wait(f"document.querySelector('#acts') && {LIVE}")
        assert f"{second}待确认 终端 0002" in window.text()
        window.key("1")
        window.wait(f"document.querySelector('#now .number').textContent.startsWith('{first}')")
        lobby.wait(f"document.querySelector('.number').textContent === '{first}'")
        _picture(window, "unconfirmed")

        postgres.stop(immediate=True)
        for page in (window, lobby):
            page.wait(f"document.body.classList.contains('old') && {AWAY}")
        assert first in window.text()
        assert first in lobby.text()
        window.key("4")
        window.wait("document.querySelector('#said').textContent.includes('不一定做成')")
        _picture(window, "away")
        _picture(lobby, "away-lobby")
        one.turn()
        alone = one.take("s3").ticket.label
        assert alone == "A1-001"

        postgres.start()
        for page in (window, lobby):
            page.wait(f"!document.body.classList.contains('old') && {LIVE}")
        one.turn()
        window.wait(f"document.querySelector('#line').textContent.includes('{alone}')")
        window.key("4")
        window.wait(f"document.querySelector('#said').textContent.includes('{first} 已办结')")
        window.key("1")
        window.wait(f"document.querySelector('#now .number').textContent.startsWith('{second}')")
        window.key("9")
        window.wait("location.pathname === '/void' && document.readyState === 'complete'")
        assert "终端 0002，已叫号，待确认" in window.text()
        window.key("4")
        window.wait(f"document.querySelector('#said')?.textContent.includes('{second} 已作废') && {LIVE}")
        window.key("1")
        lobby.wait(f"document.querySelector('.number').textContent === '{alone}'")

        window.open(f"{desk.url}/health")
        window.wait(f"{LIVE} && document.querySelectorAll('.hall tbody tr').length === 3")
        assert window.run("document.querySelector('.hall tbody th').textContent") == "0002"
        assert "没有纸" in window.text()
        assert window.run("document.documentElement.scrollWidth <= innerWidth")
        _picture(window, "health")
    finally:
        one.close()
        two.close()
        ledger.close()


def _terminal(hall: Hall, ledger: PgLedger, folder: Path, name: str) -> HallTerminal:
    """The second one is out of paper."""
    (folder / name).mkdir()
    terminal = HallTerminal(folder / name, hall.ledger, hall.clock, name, HALL, 30.0)
    services = terminal.world.services
    paper = Check("printer", Text("打印机", "Printer"), Verdict.FAULT, Text("没有纸", "Out of paper"))
    checks = tuple(one for one in services.selfcheck.run() if one.name != "printer")
    if name == "0001":
        paper = Check("printer", Text("打印机", "Printer"), Verdict.OK, Text("正常", "Ready"))
    checks = (paper, *(one for one in checks if one.verdict is not Verdict.FAULT))
    own = OwnHealth(
        name, lambda: checks, services.status.snapshot, services.ratings.counts, "dazu-kiosk 0.1.0"
    )
    telling = HealthTelling(ledger, own, ledger.now_ms, terminal.world.clock.monotonic_s, lambda: True)
    terminal.boot((telling,))
    return terminal
