"""The reference platform's HTTP: who may ask, how it says no, and what it says of itself."""

from pathlib import Path

import msgspec
import pytest
import requests

from sync import wire
from tests.integration.sync.conftest import Platform, start_platform


def ask(
    platform: Platform, method: str, path: str, token: str | None, body: bytes = b""
) -> requests.Response:
    headers = {wire.OFFSET_HEADER: "0", wire.SIZE_HEADER: "1"}
    headers |= {} if token is None else {"Authorization": f"Bearer {token}"}
    return requests.request(method, platform.url + path, headers=headers, data=body, timeout=5)


ROUTES = [
    ("POST", wire.RECORDS_PATH, "terminal"),
    ("GET", wire.FEED_PATH, "terminal"),
    ("POST", wire.HEARTBEAT_PATH, "terminal"),
    ("GET", f"{wire.ATTACHMENTS_PATH}/{'a' * 64}", "terminal"),
    ("PATCH", f"{wire.ATTACHMENTS_PATH}/{'a' * 64}", "terminal"),
    ("GET", "/v1/cases/none", "staff"),
    ("GET", "/v1/ratings/none", "staff"),
    ("GET", "/v1/complaints/none", "staff"),
    ("POST", "/v1/complaints/none/answer", "staff"),
    ("GET", "/v1/terminals/0030", "staff"),
    ("POST", "/v1/terminals/0030/resume", "staff"),
]


@pytest.mark.parametrize(("method", "path", "who"), ROUTES)
def test_nobody_gets_in_with_no_token_or_anothers(
    platform: Platform, method: str, path: str, who: str
) -> None:
    wrong = platform.staff_token if who == "terminal" else platform.token("0030")
    message = wire.Heartbeat(
        terminal="0030", epoch=1, at_ms=1, software="t", waiting=0, quarantined=0, devices=()
    )
    body = msgspec.json.encode(message) if path == wire.HEARTBEAT_PATH else b""
    for token in (None, "", "wrong", wrong):
        answer = ask(platform, method, path, token, body)
        assert answer.status_code == 401
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/nothing", 404),
        ("DELETE", wire.FEED_PATH, 405),
        ("GET", wire.FEED_PATH + "?after=junk", 400),
        ("GET", wire.FEED_PATH + "?limit=0", 400),
        ("POST", wire.RECORDS_PATH, 400),
    ],
)
def test_every_no_is_a_problem(platform: Platform, method: str, path: str, status: int) -> None:
    answer = ask(platform, method, path, platform.token("0030"), b"junk")
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["title"]


def test_the_openapi_document_names_every_route_and_its_lock(platform: Platform) -> None:
    document = requests.get(platform.url + "/schema/openapi.json", timeout=5).json()
    for method, path, who in ROUTES:
        template = (
            path.replace("/none", "/{record_id}")
            .replace("/0030", "/{terminal_id}")
            .replace("a" * 64, "{name}")
        )
        operation = document["paths"][template][method.lower()]
        assert operation["security"] == [{who: []}], template
    take = document["paths"][wire.RECORDS_PATH]["post"]
    assert list(take["requestBody"]["content"]) == [wire.NDJSON]
    verdicts = document["components"]["schemas"]["Verdict"]["enum"]
    assert sorted(verdicts) == ["accepted", "conflict", "duplicate", "rejected"]


def test_a_second_start_finds_the_same_keys_and_tokens(tmp_path: Path) -> None:
    before: dict[str, bytes] = {}
    for _ in range(2):
        process, running = start_platform(tmp_path / "d")
        process.terminate()
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(10) == 0
        files = {
            f.name: f.read_bytes() for f in running.folder.iterdir() if f.suffix in (".pem", ".key", ".token")
        }
        assert before in ({}, files)
        before = files
    modes = {f.name: f.stat().st_mode & 0o777 for f in (tmp_path / "d").iterdir()}
    assert modes.pop("recipient.pem") == 0o644
    assert set(modes.values()) == {0o600}
