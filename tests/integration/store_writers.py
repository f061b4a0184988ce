"""Processes that write to a store and can be killed: `python -m tests.integration.store_writers …`."""

import secrets
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import uuid_utils

from kiosk.domain.ticket import Ticket, TicketState
from kiosk.domain.time import from_ms
from kiosk.store import Store, open_store

KEY = bytes(range(32))
DAY = date(2026, 11, 23)


def add_ticket(store: Store, series: str = "general") -> int:
    with store.begin() as work:
        number = work.tickets.next_number(DAY, series, 0)
        work.tickets.add(
            Ticket(
                id=str(uuid_utils.uuid7()),
                series=series,
                service_day=DAY,
                epoch_mark=0,
                number=number,
                label=f"A{number:03d}",
                priority=False,
                state=TicketState.WAITING,
                token=secrets.token_urlsafe(16),
                session="s",
                issued=from_ms(0),
            )
        )
    return number


def say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def many(store: Store, count: int) -> None:
    """Say each number once it is committed."""
    for _ in range(count):
        say(add_ticket(store))


def for_ever(store: Store, _: int) -> None:
    many(store, 10**9)


def stuck(store: Store, _: int) -> None:
    """Do everything but commit, say so, and wait to be killed."""
    with store.begin() as work:
        work.terminal.bump_case_count()
        number = work.tickets.next_number(DAY, "general", 0)
        say(number)
        sys.stdin.read()


ACTS: dict[str, Callable[[Store, int], None]] = {"many": many, "for-ever": for_ever, "stuck": stuck}

if __name__ == "__main__":
    act, path, count = sys.argv[1:]
    ACTS[act](open_store(Path(path), KEY), int(count))
