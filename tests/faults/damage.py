"""A store for a judge to be tried on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.store.engine import Driver, connect
from tests.unit.services.world import KEY


@contextmanager
def to_be_damaged(path: Path) -> Iterator[Driver]:
    """What is damaged inside is put right after it."""
    opened = connect(path, KEY)
    opened.execute("BEGIN")
    yield opened
    opened.rollback()
    opened.close()
