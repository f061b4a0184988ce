"""The health page, asked over HTTP."""

from collections.abc import Iterator

import pytest
from litestar.testing import TestClient

from kiosk.desk.pages import create_desk
from kiosk.domain.health import Check, Verdict
from kiosk.domain.text import Text
from kiosk.domain.ticket import SeriesStatus, SeriesView
from kiosk.services.status import Network, TerminalStatus

STATUS = TerminalStatus(
    terminal="0001",
    epoch=1,
    network=Network.OFFLINE,
    network_detail="",
    waiting_count=7,
    quarantined_count=1,
    printer=None,
    unsent_jobs=2,
    reader="ready",
    clock_fault=None,
    catalogue_version="1",
)
PAPER_OUT = Check("printer", Text("打印机"), Verdict.FAULT, Text("没有纸 <b>"), Text("装纸"))
GENERAL = SeriesView(
    id="general",
    prefix="A",
    name=Text("综合服务"),
    windows="1–4",
    waiting=3,
    status=SeriesStatus.OPEN,
    service_day=None,
)


@pytest.fixture
def client() -> Iterator[TestClient]:  # type: ignore[type-arg]
    with TestClient(create_desk(lambda: (PAPER_OUT,), lambda: STATUS, lambda: (GENERAL,))) as client:
        yield client


def test_the_page_says_what_is_wrong_and_what_to_do(client: TestClient) -> None:  # type: ignore[type-arg]
    page = client.get("/").text
    for words in ("待上传 7 件", "需处理 1 件", "✗ 故障", "装纸", "A 综合服务"):
        assert words in page


def test_words_from_elsewhere_are_escaped(client: TestClient) -> None:  # type: ignore[type-arg]
    page = client.get("/")
    assert "没有纸 &lt;b&gt;" in page.text
    assert "script" not in page.headers["content-security-policy"]


def test_programs_get_json(client: TestClient) -> None:  # type: ignore[type-arg]
    health = client.get("/health").json()
    assert health["status"]["waiting_count"] == 7
    assert health["checks"][0]["verdict"] == "fault"
