"""The judge of the kill rigs must see what it is there to see."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.district.provision import provision
from tests.bench.desk import KEY, Desk
from tests.faults.judge import Paper, Stores, judge

ARRIVE = """INSERT INTO received (terminal, epoch, seq, id, kind, created_ms, prev_hash, hash, sealed, body,
    opened, received_ms) VALUES ('0001', ?, ?, ?, ?, ?, ?, ?, 0, ?, NULL, 0)"""


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    """Three numbers taken, printed and delivered: nothing to complain of."""
    desk = Desk(tmp_path)
    for _ in range(3):
        desk.take()
    desk.close()
    made = provision(tmp_path / "district", ["0001"], now_ms=0)
    both = Stores((desk.path, KEY), (made.store, made.store_key.read_bytes()))
    sent = both.terminal.execute("SELECT epoch, seq, id, kind, created_ms, prev_hash, hash, body FROM record")
    for row in sent.fetchall():
        both.district.execute(ARRIVE, row)
    both.terminal.execute("UPDATE record SET state = 'delivered'")
    both.terminal.execute("UPDATE print_job SET state = 'printed'")
    yield both
    both.close()


@pytest.fixture
def papers(stores: Stores) -> list[Paper]:
    tokens = stores.terminal.execute("SELECT token FROM ticket").fetchall()
    return [Paper(str(token), reprint=False) for (token,) in tokens]


def test_nothing_to_complain_of(stores: Stores, papers: list[Paper]) -> None:
    assert judge(stores, papers) == []
    assert judge(stores, [*papers, Paper(papers[0].token, reprint=True)]) == []


@pytest.mark.parametrize(
    ("whose", "damage", "complaint"),
    [
        ("district", "DELETE FROM received WHERE seq = 2", "1 records never arrived"),
        ("district", "UPDATE received SET rejected = 'no' WHERE seq = 2", "1 records never arrived"),
        ("terminal", "DELETE FROM record WHERE seq = 2", "does not follow"),
        ("terminal", "DELETE FROM record WHERE seq = 3", "that the terminal does not know"),
        ("terminal", "UPDATE record SET state = 'waiting' WHERE seq = 1", "not known as delivered"),
        ("terminal", "UPDATE ticket SET label = 'A001'", "was issued 3 times"),
        ("district", "UPDATE received SET kind = 'case', opened = 'x' WHERE seq = 1", "1 opened"),
        ("terminal", "UPDATE print_job SET state = 'queued'", "waits to be printed"),
    ],
)
def test_a_broken_promise_is_seen(
    stores: Stores, papers: list[Paper], whose: str, damage: str, complaint: str
) -> None:
    (stores.district if whose == "district" else stores.terminal).execute(damage)
    assert any(complaint in problem for problem in judge(stores, papers))


def test_paper_that_should_not_be_there_or_should_is_seen(stores: Stores, papers: list[Paper]) -> None:
    assert any("no slip bears it" in problem for problem in judge(stores, papers[1:]))
    assert any("without a mark" in problem for problem in judge(stores, [*papers, papers[0]]))
    assert any(
        "nobody stored" in problem for problem in judge(stores, [*papers, Paper("stray", reprint=False)])
    )
    assert any("torn" in problem for problem in judge(stores, [*papers, Paper(None, reprint=False)]))
