"""SIGKILL while people book, come, rate and complain: what was said is stored, once and whole."""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from kiosk.store.engine import Driver, connect
from tests.faults.chains import events_are_one_chain, records_are_what_they_say
from tests.faults.finding import Finding
from tests.faults.judge import chain_has_no_gap, column, file_is_whole, pairs, rows
from tests.faults.lives import many_lives
from tests.faults.visitor import CHANGING, PER_SLOT
from tests.unit.services.world import KEY

LONGEST_LIFE_S = 0.4
NOTHING = "-"
Done = tuple[str, str, str]  # action, whose or what, what it became or NOTHING

STORY = {
    "booked": ["booked"],
    "cancelled": ["booked", "cancelled"],
    "arrived": ["booked", "arrived"],
    "no-show": ["booked", "no-show"],
}


def run(folder: Path, count: int, seed: int) -> Finding:
    """Start the visitors on one store `count` times; kill them at a random moment after their first act."""
    chance = random.Random(seed)
    lines, problems = many_lives("tests.faults.visitor", folder, count, LONGEST_LIFE_S, chance)
    said = [(action, which, other) for action, which, other in map(str.split, lines)]
    driver = connect(folder / "kiosk.db", KEY)
    problems += judge(driver, said, count)
    driver.close()
    done = Counter(action for action, _, _ in said)
    facts = {
        name: done[name] for name in ("booked", "changed", "cancelled", "arrived", "rated", "complained")
    }
    return Finding(name="kill_visits", count=count, seed=seed, problems=tuple(problems), facts=facts)


def judge(driver: Driver, said: Sequence[Done], lives: int) -> list[str]:
    """Every promise that was broken, in words; empty when all held."""
    return [
        *file_is_whole(driver, "terminal"),
        *chain_has_no_gap(driver),
        *records_are_what_they_say(driver),
        *events_are_one_chain(driver),
        *_what_was_said_is_stored(driver, said, lives),
        *_slots_are_not_overbooked(driver),
        *_each_appointment_has_its_story(driver),
        *_ratings_are_whole(driver),
        *_complaints_are_whole(driver),
        *_slips_are_whole(driver),
    ]


def _what_was_said_is_stored(driver: Driver, said: Sequence[Done], lives: int) -> list[str]:
    """A life may end after it has stored one act and before it has said it."""
    stored = Counter(_stored(driver))
    # An appointment that takes the place of another is in no other way booked, the other not cancelled.
    changed = [(act, which, other) for act, which, other in stored if act == "changed"]
    stored.subtract(("cancelled", old, NOTHING) for _, old, _ in changed)
    stored.subtract(("booked", new, NOTHING) for _, _, new in changed)
    problems = [f"{act} {which} is half done" for (act, which, _), n in stored.items() if n < 0]
    began = rows(driver, "SELECT object, session FROM event WHERE action = 'appointment-cancelled'")
    moved = {old for _, old, _ in changed}
    problems += [
        f"appointment {old} was to be changed, and is gone"
        for old, session in began
        if str(session).startswith(CHANGING) and old not in moved
    ]
    if lost := Counter(said) - stored:
        problems.append(f"said and lost: {sorted(lost)[:3]}")
    if twice := [done for done, n in stored.items() if n > 1]:
        problems.append(f"done twice: {twice[:3]}")
    unsaid = stored - Counter(said)
    if unsaid.total() > lives:
        problems.append(f"{unsaid.total()} acts that nobody said, in {lives} lives")
    return problems


def _stored(driver: Driver) -> list[Done]:
    """Every act, as the tables of what it is about have it."""
    found: list[tuple[str, str]] = [
        ("booked", "SELECT id, '-' FROM appointment"),
        ("cancelled", "SELECT id, '-' FROM appointment WHERE state = 'cancelled'"),
        ("arrived", "SELECT id, ticket_id FROM appointment WHERE state = 'arrived'"),
        ("changed", "SELECT json_extract(body, '$.other'), json_extract(body, '$.appointment_id') FROM record"
            " WHERE kind = 'appointment' AND json_extract(body, '$.action') = 'booked'"
            " AND json_extract(body, '$.other') != ''"),
        ("called", "SELECT id, '-' FROM ticket WHERE calls = 1"),
        ("finished", "SELECT id, '-' FROM ticket WHERE state = 'done'"),
        ("rated", "SELECT id, service_id FROM rating"),
        ("followed", "SELECT id, follow_up FROM rating WHERE follow_up NOT IN ('none', 'open')"),
        ("complained", "SELECT id, local_number FROM complaint"),
    ]  # fmt: skip
    return [(act, str(which), str(other)) for act, sql in found for which, other in rows(driver, sql)]


def _slots_are_not_overbooked(driver: Driver) -> list[str]:
    taken = rows(
        driver,
        "SELECT service_day, start_minute, count(*) FROM appointment WHERE state != 'cancelled'"
        " GROUP BY service_day, start_minute",
    )
    return [f"{n} people at {day}, minute {start}" for day, start, n in taken if int(str(n)) > PER_SLOT]


def _each_appointment_has_its_story(driver: Driver) -> list[str]:
    events, records = defaultdict(list), defaultdict(list)
    for action, which in rows(driver, "SELECT action, object FROM event ORDER BY seq"):
        if str(action).startswith("appointment-"):
            events[which].append(str(action).removeprefix("appointment-"))
    for action, which in rows(
        driver,
        "SELECT json_extract(body, '$.action'), json_extract(body, '$.appointment_id') FROM record"
        " WHERE kind = 'appointment' ORDER BY epoch, seq",
    ):
        records[which].append(action)
    states = pairs(driver, "SELECT id, state FROM appointment")
    problems = [
        f"appointment {which} is {state}: events say {events[which]}, records {records[which]}"
        for which, state in states.items()
        if events[which] != STORY[state] or records[which] != STORY[state]
    ]
    if set(events) | set(records) != set(states):
        problems.append("there is a trail of an appointment that is not stored")
    came = column(driver, "SELECT ticket_id FROM appointment WHERE state = 'arrived'")
    if sorted(came) != sorted(column(driver, "SELECT id FROM ticket WHERE due_ms IS NOT NULL")):
        problems.append(f"{len(came)} people came, and their numbers are not theirs")
    told = column(driver, "SELECT json_extract(body, '$.ticket_id') FROM record WHERE kind = 'ticket'")
    if sorted(told) != sorted(column(driver, "SELECT id FROM ticket")):
        problems.append("numbers and their records are not of one another")
    return problems


def _ratings_are_whole(driver: Driver) -> list[str]:
    ratings = rows(driver, "SELECT id, service_kind, service_id, service_number FROM rating")
    problems = [
        f"{service} has {n} ratings" for service, n in Counter(row[1:] for row in ratings).items() if n > 1
    ]
    if sorted(column(driver, "SELECT id FROM rating")) != sorted(
        column(driver, "SELECT id FROM record WHERE kind = 'rating'")
    ):
        problems.append("ratings and their records are not of one another")
    trail = Counter(column(driver, "SELECT action FROM event"))
    if trail["rate"] != len(ratings):
        problems.append(f"{len(ratings)} ratings, and {trail['rate']} events of them")
    unserved = {str(row[2]) for row in ratings} - set(
        column(driver, "SELECT id FROM ticket WHERE state = 'done'")
    )
    if unserved:
        problems.append(f"{len(unserved)} ratings of numbers that nobody served")
    followed = rows(driver, "SELECT id, follow_up FROM rating WHERE follow_up NOT IN ('none', 'open')")
    noted = rows(driver, "SELECT object, result FROM event WHERE action = 'follow-up'")
    told = rows(
        driver,
        "SELECT json_extract(body, '$.rating'), json_extract(body, '$.outcome') FROM record"
        " WHERE kind = 'event' AND json_extract(body, '$.action') = 'follow-up'",
    )
    if not sorted(map(str, followed)) == sorted(map(str, noted)) == sorted(map(str, told)):
        problems.append(f"{len(followed)} follow-ups, {len(noted)} events and {len(told)} records of them")
    return problems


def _complaints_are_whole(driver: Driver) -> list[str]:
    filed = sorted(column(driver, "SELECT id FROM complaint"))
    problems = []
    if filed != sorted(column(driver, "SELECT id FROM record WHERE kind = 'complaint'")):
        problems.append("complaints and their records are not of one another")
    if filed != sorted(column(driver, "SELECT object FROM event WHERE action = 'file-complaint'")):
        problems.append("complaints and their events are not of one another")
    if len(filed) != len(column(driver, "SELECT seq FROM event WHERE action = 'privacy-consent'")):
        problems.append("there is a complaint without consent, or consent to none")
    counted = sorted(
        int(number.split("-")[3]) for number in column(driver, "SELECT local_number FROM complaint")
    )
    [last] = column(driver, "SELECT case_count FROM terminal")
    if counted != list(range(1, int(last) + 1)):
        problems.append(f"{len(counted)} complaints, and the count stands at {last}")
    return problems


def _slips_are_whole(driver: Driver) -> list[str]:
    slips = column(driver, "SELECT token FROM print_job")
    tokens = column(
        driver,
        "SELECT token FROM appointment UNION ALL SELECT token FROM ticket"
        " UNION ALL SELECT token FROM complaint",
    )
    return (
        [] if sorted(slips) == sorted(tokens) else [f"{len(tokens)} acts with a slip, and {len(slips)} slips"]
    )
