"""Both engines of the hall's ledger, each with nothing in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.ledgers.halls import ENGINES, Hall
from tests.postgres_server import PostgresServer


@pytest.fixture(scope="session", autouse=True)
def patience() -> Iterator[None]:
    """A busy machine is no dead ledger: what is tested here is what is said, not how fast."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kiosk.store.postgres.STATEMENT_MS", 5_000)
        yield


@pytest.fixture(scope="session")
def address(postgres: PostgresServer) -> str:
    """Of one database, emptied for each test."""
    return postgres.new_database()


@pytest.fixture(params=ENGINES)
def hall(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Hall]:
    on_postgres = request.param == "postgres"
    hall = Hall.on_postgres(request.getfixturevalue("address")) if on_postgres else Hall.on_sqlite(tmp_path)
    yield hall
    hall.close()


@pytest.fixture
def pg_hall(address: str) -> Iterator[Hall]:
    hall = Hall.on_postgres(address)
    yield hall
    hall.close()
