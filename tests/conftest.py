"""How Hypothesis searches in this house."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.postgres_server import PostgresServer

settings.register_profile(
    "house",
    # A busy machine is no defect: nothing here is judged by the clock.
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    # CI judges each change by the same examples; at a desk every run looks for new ones and prints its seed.
    derandomize="CI" in os.environ,
    print_blob=True,
)
settings.load_profile("house")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One server for every test of a run that asks for it; they belong to the xdist group `postgres`."""
    server = PostgresServer()
    yield server
    server.remove()
