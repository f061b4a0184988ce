"""SIGKILL while windows call: nothing that was done is lost, and nobody stands at two windows or at none."""

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kiosk.store.engine import Driver, connect
from tests.faults.chains import events_are_one_chain, records_are_what_they_say
from tests.faults.finding import Finding
from tests.faults.judge import chain_has_no_gap, column, file_is_whole, pairs, rows
from tests.faults.lives import many_lives
from tests.unit.services.world import KEY

LONGEST_LIFE_S = 0.4
NOWHERE = "-"
Done = tuple[str, str, str]  # action, ticket, window

BECOMES = {
    "issued": "waiting",
    "called": "called",
    "recalled": "called",
    "started": "serving",
    "finished": "done",
    "no-show": "no-show",
    "put-back": "waiting",
    "transferred": "waiting",
    "voided": "void",
}


def run(folder: Path, count: int, seed: int) -> Finding:
    """Start the hall on one store `count` times; kill it at a random moment after its first act."""
    chance = random.Random(seed)
    lines, problems = many_lives("tests.faults.hall_caller", folder, count, LONGEST_LIFE_S, chance)
    said = [(action, ticket, window) for action, ticket, window in map(str.split, lines)]
    driver = connect(folder / "kiosk.db", KEY)
    problems += judge(driver, said, count)
    driver.close()
    facts = {"acts said": len(said), "of them calls": sum(action == "called" for action, _, _ in said)}
    return Finding(name="kill_hall", count=count, seed=seed, problems=tuple(problems), facts=facts)


def judge(driver: Driver, said: Sequence[Done], lives: int) -> list[str]:
    """Every promise that was broken, in words; empty when all held."""
    return [
        *file_is_whole(driver, "terminal"),
        *chain_has_no_gap(driver),
        *records_are_what_they_say(driver),
        *events_are_one_chain(driver),
        *_what_was_said_is_stored(driver, said, lives),
        *_windows_and_tickets_agree(driver),
        *_feed_tells_what_happened(driver),
        *_each_number_has_its_slip_and_record(driver),
    ]


def _what_was_said_is_stored(driver: Driver, said: Sequence[Done], lives: int) -> list[str]:
    """One event for each act. A life may end after it has stored one act and before it has said it."""
    stored = Counter(_acts(driver))
    stored.update(("issued", ticket, NOWHERE) for ticket in column(driver, "SELECT id FROM ticket"))
    problems = []
    if lost := Counter(said) - stored:
        problems.append(f"said and lost: {sorted(lost)[:3]}")
    unsaid = stored - Counter(said)
    if unsaid.total() > lives:
        problems.append(f"{unsaid.total()} acts that nobody said, in {lives} lives")
    return problems


def _windows_and_tickets_agree(driver: Driver) -> list[str]:
    held = Counter(column(driver, "SELECT ticket_id FROM window_state WHERE ticket_id IS NOT NULL"))
    problems = [f"ticket {ticket} stands at {n} windows" for ticket, n in held.items() if n > 1]
    at_window = set(rows(driver, "SELECT ticket_id, id FROM window_state WHERE ticket_id IS NOT NULL"))
    before = set(rows(driver, "SELECT id, window FROM ticket WHERE state IN ('called', 'serving')"))
    problems += [f"window {window} has {ticket}, which is not there" for ticket, window in at_window - before]
    problems += [
        f"{ticket} is called, and window {window} has it not" for ticket, window in before - at_window
    ]
    return problems


def _feed_tells_what_happened(driver: Driver) -> list[str]:
    """Row by row what the events say, as far back as the feed is kept; its last row is the ticket's state."""
    states = pairs(driver, "SELECT id, state FROM ticket")
    calls = pairs(driver, "SELECT id, calls FROM ticket")
    feed = rows(driver, "SELECT position, kind, ticket_id, window FROM call_change ORDER BY position")
    problems = []
    positions = [row[0] for row in feed]
    if positions != list(range(_number(positions[0]), _number(positions[0]) + len(positions))):
        problems.append("the feed has gaps")
    last = {str(ticket): str(kind) for _, kind, ticket, _ in feed}
    problems += [
        f"{ticket} is {states[ticket]}, and was last {kind}"
        for ticket, kind in last.items()
        if states[ticket] != BECOMES[kind]
    ]
    shown = [(str(kind), str(ticket), NOWHERE if kind == "voided" else str(window))
             for _, kind, ticket, window in feed if kind != "issued"]  # fmt: skip
    acts = _acts(driver)
    if shown != acts[len(acts) - len(shown) :]:
        problems.append("the feed and the events tell different stories")
    called = Counter(ticket for action, ticket, _ in acts if action in ("called", "recalled"))
    problems += [f"{ticket} was called {called[ticket]} times, and counts {n}"
                 for ticket, n in calls.items() if called[ticket] != int(n)]  # fmt: skip
    return problems


def _each_number_has_its_slip_and_record(driver: Driver) -> list[str]:
    tickets = rows(driver, "SELECT series, service_day, number, token FROM ticket")
    problems = []
    for line in {(series, day) for series, day, _, _ in tickets}:
        numbers = sorted(_number(number) for series, day, number, _ in tickets if (series, day) == line)
        if numbers != list(range(1, len(numbers) + 1)):
            problems.append(f"numbers of {line} have gaps")
    slips = column(driver, "SELECT token FROM print_job")
    if sorted(slips) != sorted(str(token) for *_, token in tickets):
        problems.append(f"{len(tickets)} numbers and {len(slips)} slips, which are not of one another")
    records = column(driver, "SELECT json_extract(body, '$.ticket_id') FROM record WHERE kind = 'ticket'")
    if sorted(records) != sorted(column(driver, "SELECT id FROM ticket")):
        problems.append(f"{len(tickets)} numbers and {len(records)} records, which are not of one another")
    return problems


def _acts(driver: Driver) -> list[Done]:
    """What the trail says was done to tickets, in order. Of a void it says why, and not where."""
    trail = rows(driver, "SELECT action, object, result FROM event ORDER BY seq")
    return [
        (str(action).removeprefix("ticket-"), str(ticket), _place(str(result)))
        for action, ticket, result in trail
        if str(action).startswith("ticket-")
    ]


def _place(result: str) -> str:
    return result.removeprefix("window:") if result.startswith("window:") else NOWHERE


def _number(value: object) -> int:
    return int(str(value))
