"""What both engines of the hall's ledger promise to terminals and windows."""

import threading
from collections.abc import Callable

import psycopg
import pytest
from msgspec.structs import replace

from kiosk.domain.calling import Act, Called, NobodyWaits, Refusal, Refused
from kiosk.domain.ledger import Full, Known, fallback_label, fallback_mark
from kiosk.domain.ticket import Ticket, TicketState
from kiosk.domain.time import from_ms
from kiosk.store.errors import LedgerAway
from kiosk.store.postgres import PgLedger
from tests.contract.ledgers.halls import ON_POSTGRES, Hall
from tests.postgres_server import PostgresServer


def fallback(hall: Hall, seat: int, number: int, ago_s: int = 0) -> Ticket:
    """A number that a terminal has given out while the ledger was away."""
    return Ticket(
        id=f"f{seat}-{number}",
        series="general",
        service_day=hall.clock.instant.date(),
        epoch_mark=fallback_mark(seat, 0),
        number=number,
        label=fallback_label("A", str(seat), number, 3, 0),
        priority=False,
        state=TicketState.WAITING,
        token=f"token-f{seat}-{number}",
        session="a session",
        issued=from_ms(hall.now_ms() - ago_s * 1000),
    )


def called(outcome: object) -> Called:
    assert isinstance(outcome, Called)
    return outcome


def in_threads(count: int, work: Callable[[int], None]) -> None:
    faults: list[BaseException] = []

    def run(n: int) -> None:
        try:
            work(n)
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_terminals_share_one_counter(hall: Hall) -> None:
    numbers = [hall.reserve(terminal=f"000{n % 3}") for n in range(6)]
    assert [one.label for one in numbers] == ["A001", "A002", "A003", "A004", "A005", "A006"]
    assert [one.ahead for one in numbers] == [0, 1, 2, 3, 4, 5]


def test_asked_twice_for_one_ticket_it_is_one_number(hall: Hall) -> None:
    """The answer got lost on the way; the terminal asks again."""
    wanted = hall.wanted()
    assert hall.ledger.reserve(wanted) == hall.ledger.reserve(wanted)
    assert hall.reserve().label == "A002"


def test_a_range_and_a_quota_end_for_all_terminals(hall: Hall) -> None:
    day = hall.clock.instant.date()
    for terminal in ("0001", "0002"):
        hall.reserve(terminal=terminal, quota=2, last=3)
    assert hall.full(quota=2, last=3) == Full(day, range_gone=False)
    hall.reserve(last=3)
    assert hall.full(last=3) == Full(day, range_gone=True)


def test_a_number_that_was_not_confirmed_is_called_as_unconfirmed(hall: Hall) -> None:
    reserved = hall.reserve(terminal="0002")
    [waiting] = hall.calling.waiting("1")
    assert (waiting.confirmed, waiting.terminal) == (False, "0002")
    hall.clock.advance(3600)  # time voids nothing
    assert hall.ledger.unconfirmed("0002") == [reserved.ticket_id]
    assert hall.ledger.unconfirmed("0001") == []
    assert not called(hall.calling.call_next("1", "1001")).confirmed
    hall.confirm(reserved.ticket_id, "0002")
    assert hall.ledger.unconfirmed("0002") == []
    now = hall.calling.window("1").now
    assert now is not None
    assert now.confirmed


def test_only_a_word_voids_it_and_it_is_said_once(hall: Hall) -> None:
    reserved = hall.reserve()
    assert hall.ledger.void(reserved.ticket_id, hall.now_ms())
    assert not hall.ledger.void(reserved.ticket_id, hall.now_ms())
    assert hall.ledger.unconfirmed("0001") == []
    assert hall.calling.call_next("1", "1001") == NobodyWaits("1")


def test_the_terminals_void_ends_a_call_that_nobody_answers(hall: Hall) -> None:
    reserved = hall.reserve()
    called(hall.calling.call_next("1", "1001"))
    hall.ledger.void(reserved.ticket_id, hall.now_ms())
    assert hall.calling.window("1").now is None
    outcome = hall.calling.finish("1", "1001", reserved.ticket_id)
    assert outcome == Refused(Refusal.NOTHING_HERE, "1")


def test_who_is_being_served_is_not_voided_from_afar(hall: Hall) -> None:
    reserved = hall.reserve()
    one = called(hall.calling.call_next("1", "1001"))
    hall.calling.start("1", "1001", one.ticket_id)
    assert not hall.ledger.void(reserved.ticket_id, hall.now_ms())
    assert hall.standing(reserved.ticket_id).state is TicketState.SERVING


def test_staff_void_it_and_its_slip_turns_up_after_all(hall: Hall) -> None:
    """No slip that nobody calls: the terminal's word that it exists outweighs that nobody came."""
    reserved = hall.reserve()
    hall.calling.void("1001", reserved.ticket_id)
    assert hall.calling.waiting("1") == ()
    hall.confirm(reserved.ticket_id)
    assert [one.label for one in hall.calling.waiting("1")] == ["A001"]


def test_a_confirmed_number_that_staff_voided_stays_void(hall: Hall) -> None:
    ticket_id = hall.issue()
    hall.calling.void("1001", ticket_id)
    hall.confirm(ticket_id)  # said twice
    assert hall.standing(ticket_id).state is TicketState.VOID


def test_fallback_numbers_are_merged_by_their_time_of_issue(hall: Hall) -> None:
    hall.issue()
    hall.clock.advance(600)
    hall.issue()
    ticket = fallback(hall, seat=2, number=1, ago_s=300)
    for _ in range(2):  # said twice, it is one ticket
        assert not hall.ledger.confirm("0002", ticket).twice
    assert [one.label for one in hall.calling.waiting_in("general")] == ["A001", "A2-001", "A002"]
    assert hall.reserve().label == "A003"


def test_seats_are_kept_and_never_shared(hall: Hall) -> None:
    day = hall.clock.instant.date()
    seats = [hall.ledger.register(name, None, (), day) for name in ("0001", "0002", "0001")]
    assert seats == [1, 2, 1]
    assert hall.ledger.register("0003", 7, (), day) == 7  # the ledger has lost it, the terminal has not
    assert hall.ledger.register("0004", 7, (), day) == 8
    assert hall.ledger.register("0005", None, (), day) == 9


def test_a_restored_ledger_begins_a_new_life_under_a_mark(hall: Hall) -> None:
    day = hall.clock.instant.date()
    hall.ledger.register("0001", None, (), day)
    hall.issue()
    before = hall.calling.lobby().position
    hall.identity = lambda: "another database"
    hall.ledger.register("0001", 1, (), day)
    assert hall.reserve().label == "A·2-001"
    changes = hall.calling.changes_since(before)
    assert changes.gap
    assert changes.events[0].kind is Act.RESTART
    hall.ledger.register("0001", 1, (), day)  # the same life
    assert hall.reserve().label == "A·2-002"


def test_a_ledger_that_knows_less_than_a_terminal_was_restored(hall: Hall) -> None:
    day = hall.clock.instant.date()
    hall.ledger.register("0001", None, (), day)
    hall.issue()
    hall.ledger.register("0002", None, (Known(day, "general", 0, 1),), day)
    assert hall.reserve().label == "A002"
    hall.ledger.register("0002", None, (Known(day, "general", 0, 40),), day)
    assert hall.reserve().label == "A·2-001"


def test_a_number_from_before_the_restore_is_taken_in_and_twice_is_seen(hall: Hall) -> None:
    lost = replace(fallback(hall, 0, 1), epoch_mark=0, label="A001")
    hall.clock.advance(1)
    hall.issue()  # A001 again, by a ledger that has forgotten the first
    assert hall.ledger.confirm("0002", lost).twice
    waiting = hall.calling.waiting_in("general")
    assert [(one.label, one.confirmed) for one in waiting] == [("A001", False), ("A001", True)]
    assert not hall.ledger.confirm("0002", fallback(hall, 3, 9)).twice


def test_many_terminals_at_once_never_get_the_same_number(hall: Hall) -> None:
    got: list[str] = []
    asked = [[hall.wanted(terminal=f"000{n}") for _ in range(25)] for n in range(4)]

    def terminal(n: int) -> None:
        for wanted in asked[n]:
            reserved = hall.ledger.reserve(wanted)
            assert not isinstance(reserved, Full)
            got.append(reserved.label)

    in_threads(4, terminal)
    assert sorted(got) == [f"A{n:03d}" for n in range(1, 101)]


def test_many_windows_at_once_never_call_the_same_person(hall: Hall) -> None:
    for _ in range(40):
        hall.issue()
    seen: list[str] = []

    def window(n: int) -> None:
        name = str(n + 1)
        while isinstance(one := hall.calling.call_next(name, "1001"), Called):
            seen.append(one.label)
            hall.calling.finish(name, "1001", one.ticket_id)

    in_threads(4, window)
    assert sorted(seen) == [f"A{n:03d}" for n in range(1, 41)]


def test_a_display_that_reads_while_all_write_misses_nothing(hall: Hall) -> None:
    asked = [[hall.wanted(terminal=f"000{n}") for _ in range(20)] for n in range(4)]
    seen: list[int] = []
    over = threading.Event()

    def display() -> None:
        position = 0
        while True:
            last_look = over.is_set()
            changes = hall.calling.changes_since(position)
            seen.extend(one.position for one in changes.events)
            position = changes.position
            if last_look and not changes.events:
                return

    reader = threading.Thread(target=display)
    reader.start()

    def terminal(n: int) -> None:
        for wanted in asked[n]:
            hall.ledger.reserve(wanted)

    in_threads(4, terminal)
    over.set()
    reader.join()
    assert seen == list(range(1, 81))


@ON_POSTGRES
class TestAway:
    """Only PostgreSQL can be away."""

    def test_a_stopped_server_is_said_and_a_started_one_is_used_again(
        self, pg_hall: Hall, postgres: PostgresServer
    ) -> None:
        ticket_id = pg_hall.issue()
        postgres.stop(immediate=True)
        try:
            for act in (
                lambda: pg_hall.reserve(),
                lambda: pg_hall.ledger.unconfirmed("0001"),
                lambda: pg_hall.calling.lobby(),
                lambda: pg_hall.calling.call_next("1", "1001"),
                lambda: pg_hall.ledger.register("0001", None, (), pg_hall.clock.instant.date()),
            ):
                with pytest.raises(LedgerAway):
                    act()
        finally:
            postgres.start()
        assert called(pg_hall.calling.call_next("1", "1001")).ticket_id == ticket_id

    def test_what_it_says_names_no_address(self) -> None:
        ledger = PgLedger("postgresql://somebody:secret@/hall?host=/no/such/folder")
        with pytest.raises(LedgerAway) as caught, ledger.begin():
            pass
        assert "secret" not in str(caught.value)
        assert "folder" not in str(caught.value)
        with pytest.raises(LedgerAway):
            ledger.prepare()
        with pytest.raises(LedgerAway):
            ledger.identity()

    def test_its_owner_needs_no_other_rights_and_who_has_none_is_told(self, postgres: PostgresServer) -> None:
        """PostgreSQL lets only a database's owner make tables in it; a technician forgets that once."""
        url = postgres.new_database()
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE ROLE clerk LOGIN")
        clerk = PgLedger(url.replace("postgres@", "clerk@"))
        with pytest.raises(LedgerAway, match="InsufficientPrivilege"):
            clerk.prepare()
        with pytest.raises(LedgerAway, match="UndefinedTable"), clerk.read() as work:
            work.changes.last()
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("GRANT CREATE ON SCHEMA public TO clerk")
        clerk.prepare()
        assert clerk.identity()
        clerk.close()

    def test_a_lock_that_is_not_given_in_time_is_away_too(self, pg_hall: Hall) -> None:
        # Another connection of the same pool holds the hall's lock.
        with pg_hall.engine.begin(), pytest.raises(LedgerAway):
            pg_hall.reserve()
        assert pg_hall.reserve().label == "A001"

    def test_a_fault_of_ours_keeps_its_name_and_leaves_nothing(self, pg_hall: Hall) -> None:
        def fail() -> None:
            with pg_hall.engine.begin() as work:
                work.tickets.next_number(pg_hall.clock.instant.date(), "general", 0)
                raise KeyError

        with pytest.raises(KeyError):
            fail()
        assert pg_hall.reserve().label == "A001"
