"""What must hold on the terminal, at the district and on paper, whatever was killed in between.

Reads the two stores with the bare driver and the slips' pictures with zxing: no code that wrote them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec
import zxingcpp
from PIL import Image

from kiosk.store.engine import Driver, connect

REPRINT = re.compile(r"\s*补打 \d+")  # the line on every slip that is printed again


class Paper(msgspec.Struct, frozen=True):
    """One slip that fell: the token in its code, None where the slip was torn before the code."""

    token: str | None
    reprint: bool


def read_paper(folder: Path, texts: Sequence[Sequence[str]]) -> list[Paper]:
    """`texts`: the lines of each slip in the order they fell, as the virtual printer decoded them."""
    papers = []
    for n, lines in enumerate(texts, start=1):
        with Image.open(folder / f"{n:03}.png") as picture:
            codes = zxingcpp.read_barcodes(picture.convert("L"))
        papers.append(Paper(codes[0].text if codes else None, any(map(REPRINT.fullmatch, lines))))
    return papers


class Stores:
    """The terminal's store and the district's, opened for reading only."""

    def __init__(self, terminal: tuple[Path, bytes], district: tuple[Path, bytes]) -> None:
        self.terminal = connect(*terminal)
        self.district = connect(*district)

    def close(self) -> None:
        self.terminal.close()
        self.district.close()


def judge(stores: Stores, papers: Sequence[Paper]) -> list[str]:
    """Every promise that was broken, in words; empty when all held."""
    return [
        *file_is_whole(stores.terminal, "terminal"),
        *file_is_whole(stores.district, "district"),
        *_numbers_are_unique(stores.terminal),
        *chain_has_no_gap(stores.terminal),
        *_everything_arrived_once(stores),
        *_paper_is_accounted_for(stores.terminal, papers),
    ]


def facts(stores: Stores, papers: Sequence[Paper]) -> dict[str, int]:
    count = {
        name: len(column(stores.terminal, f'SELECT id FROM "{name}"'))
        for name in ("ticket", "case", "record")
    }
    torn = sum(paper.token is None for paper in papers)
    return {**count, "slips": len(papers), "torn": torn}


def file_is_whole(driver: Driver, whose: str) -> list[str]:
    found = column(driver, "PRAGMA quick_check")
    return [] if found == ["ok"] else [f"the {whose}'s store is damaged: {found[:3]}"]


def _numbers_are_unique(terminal: Driver) -> list[str]:
    labels = terminal.execute("SELECT service_day, label FROM ticket").fetchall()
    return [f"{label} of {day} was issued {n} times" for (day, label), n in Counter(labels).items() if n > 1]


def chain_has_no_gap(terminal: Driver) -> list[str]:
    problems = []
    last_epoch, last_seq, last_hash = 0, 0, ""
    links = terminal.execute("SELECT epoch, seq, prev_hash, hash FROM record ORDER BY epoch, seq").fetchall()
    for epoch, seq, prev_hash, hash_ in ((int(str(e)), int(str(s)), p, h) for e, s, p, h in links):
        begins = epoch > last_epoch and seq == 1
        follows = epoch == last_epoch and seq == last_seq + 1 and prev_hash == last_hash
        if not (begins or follows):
            problems.append(f"record {epoch}/{seq} does not follow the one before it")
        last_epoch, last_seq, last_hash = epoch, seq, str(hash_)
    return problems


def _everything_arrived_once(stores: Stores) -> list[str]:
    kept = Counter(rows(stores.terminal, "SELECT id, hash FROM record"))
    arrived = Counter(rows(stores.district, "SELECT id, hash FROM received WHERE rejected IS NULL"))
    problems = [f"record {id_} is at the district {n} times" for (id_, _), n in arrived.items() if n > 1]
    if lost := kept - arrived:
        problems.append(f"{len(lost)} records never arrived")
    if strange := arrived - kept:
        problems.append(f"the district has {len(strange)} records that the terminal does not know")
    filed = set(column(stores.terminal, 'SELECT id FROM "case"'))
    opened = column(stores.district, "SELECT id FROM received WHERE kind = 'case' AND opened IS NOT NULL")
    if filed != set(opened) or len(opened) != len(set(opened)):
        problems.append(f"{len(filed)} cases were filed and {len(opened)} opened at the district")
    undelivered = column(stores.terminal, "SELECT id FROM record WHERE state != 'delivered'")
    if undelivered:
        problems.append(f"{len(undelivered)} records are not known as delivered")
    if conflicts := column(stores.district, "SELECT id FROM conflict"):
        problems.append(f"{len(conflicts)} records conflict at the district")
    return problems


def _paper_is_accounted_for(terminal: Driver, papers: Sequence[Paper]) -> list[str]:
    jobs = [(str(token), str(state), int(str(copy))) for token, state, copy in rows(
        terminal, "SELECT token, state, copy FROM print_job")]  # fmt: skip
    tokens = set(column(terminal, 'SELECT token FROM ticket UNION SELECT token FROM "case"'))
    problems = [f"slip {n} bears a token nobody stored" for n, paper in enumerate(papers, start=1)
                if paper.token is not None and paper.token not in tokens]  # fmt: skip
    first_prints = Counter(paper.token for paper in papers if paper.token is not None and not paper.reprint)
    problems += [
        f"{token} was printed {n} times without a mark" for token, n in first_prints.items() if n > 1
    ]
    for token, state, copy in jobs:
        if copy == 0 and state == "printed" and not first_prints[token]:
            problems.append(f"{token} is called printed, and no slip bears it")
        if copy == 0 and state in ("queued", "blocked") and first_prints[token]:
            problems.append(f"{token} is on paper and waits to be printed")
    torn = sum(paper.token is None for paper in papers)
    doubtful = sum(state == "unknown" for _, state, _ in jobs)
    if torn > doubtful:
        problems.append(f"{torn} slips are torn, and only {doubtful} jobs are known as doubtful")
    return problems


def rows(driver: Driver, sql: str) -> list[tuple[object, ...]]:
    return driver.execute(sql).fetchall()


def column(driver: Driver, sql: str) -> list[str]:
    return [str(row[0]) for row in rows(driver, sql)]


def pairs(driver: Driver, sql: str) -> dict[str, str]:
    return {str(name): str(value) for name, value in rows(driver, sql)}
