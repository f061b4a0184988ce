"""The hall's ledger on PostgreSQL: the same repositories over another engine.

Every writing transaction takes one lock of the hall first, so that it sees what BEGIN IMMEDIATE shows on
SQLite: nobody else writes until it is over. A hall writes some numbers a minute; one lock is cheaper than a
rule for each pair of statements, and keeps the positions of the change feed in the order of commits.
"""

import threading
from types import TracebackType

import psycopg
from psycopg.abc import RV, PQGen

from kiosk.store import hall_schema
from kiosk.store.engine import Cursor
from kiosk.store.errors import LedgerAway, LedgerUnproven, Unproven
from kiosk.store.statement import Engine
from kiosk.store.unit_of_work import LedgerWork

STATEMENT_MS = 450  # a terminal waits 500 ms for a number (DESIGN §6)
CONNECT_S = 2  # libpq knows whole seconds, and makes one second two
ANSWER_S = 2.0  # until an answer: one that took the question and fell silent is not noticed by TCP
_LOCK = f"SELECT pg_advisory_xact_lock({0x4B10_5CAF})"  # any number, the same for all
_WRITING = f"BEGIN; {_LOCK}"
_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
_IDENTITY = """
SELECT (SELECT system_identifier FROM pg_control_system()),
       (SELECT timeline_id FROM pg_control_checkpoint()),
       (SELECT oid FROM pg_database WHERE datname = current_database())
"""
_NOW = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)"
# The environment's: gone, refused, too slow, shutting down, a standby, or tables and rights that are not what
# we need. A terminal goes on without it. A broken constraint is ours and keeps its name.
_AWAY = (
    psycopg.OperationalError,
    psycopg.InterfaceError,
    psycopg.errors.InsufficientPrivilege,
    psycopg.errors.ReadOnlySqlTransaction,
    psycopg.errors.UndefinedTable,
    psycopg.errors.UndefinedColumn,
)
# libpq gives a failed handshake no code. One that says it in other words is away like any other.
_UNPROVEN = {
    "certificate verify failed": Unproven.CERTIFICATE,
    "does not match host name": Unproven.NAME,
    "could not get server's host name": Unproven.NAME,
    "server does not support SSL": Unproven.PLAIN,
    "root certificate file": Unproven.AUTHORITY,
}


class PgDriver:
    """psycopg's connection in the words that a Statement and the repositories use."""

    engine: Engine = "postgresql"

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    @property
    def in_transaction(self) -> bool:
        return self._connection.info.transaction_status is not psycopg.pq.TransactionStatus.IDLE

    def execute(self, sql: str, parameters: object = ()) -> Cursor:
        return self._connection.execute(sql, parameters)  # type: ignore[call-overload, no-any-return]

    def commit(self) -> None:
        self._connection.commit()

    def rollback(self) -> None:
        self._connection.rollback()

    def close(self) -> None:
        self._connection.close()

    def backup(self, target: object, *, pages: int = 0, sleep: float = 0.0) -> None:
        raise NotImplementedError("the hall's ledger is backed up by its own tools")


class PgLedger:
    """Safe to share between threads. Raises LedgerAway for whatever keeps the server from answering."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._lock = threading.Lock()
        self._idle: list[psycopg.Connection] = []
        self._lent: set[psycopg.Connection] = set()  # since the last close

    def begin(self) -> "PgTransaction":
        """A writing transaction under the hall's lock."""
        return PgTransaction(self, _WRITING)

    def read(self) -> "PgTransaction":
        """A snapshot: everything read inside is of one instant."""
        return PgTransaction(self, _SNAPSHOT)

    def prepare(self) -> None:
        """Make the ledger, or raise an old one. Two terminals may do it at once. Raises LedgerNewer."""
        try:
            with _connect(self._url) as connection:
                connection.execute(_LOCK)
                connection.answer_s = hall_schema.RAISING_S
                hall_schema.raise_to_head(connection)
        except _AWAY as error:
            raise _away(error) from error

    def identity(self) -> str:
        """Of this database in this life: a copy restored elsewhere, or to an earlier instant, has another."""
        with self.read() as work:
            row = work.driver.execute(_IDENTITY).fetchone()
        return "-".join(map(str, row or ()))

    def now_ms(self) -> int:
        """By the server's clock, which is the hall's own: terminals' may be wrong."""
        with self.read() as work:
            row = work.driver.execute(_NOW).fetchone()
        return int(str(row[0])) if row else 0

    def close(self) -> None:
        """Hang up. What is lent now ends when it is given back; whoever asks later gets a new connection."""
        with self._lock:
            idle, self._idle = self._idle, []
            self._lent.clear()
        for connection in idle:
            connection.close()

    def lend(self) -> psycopg.Connection:
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        if connection is None:
            connection = _connect(self._url, autocommit=True)  # a transaction says its BEGIN itself
        with self._lock:
            self._lent.add(connection)
        return connection

    def give_back(self, connection: psycopg.Connection) -> None:
        with self._lock:
            if connection in self._lent:
                self._lent.remove(connection)
                self._idle.append(connection)
                return
        connection.close()  # hung up meanwhile: kept, it would be nobody's until the process ends

    def end(self, connection: psycopg.Connection) -> None:
        """It is broken, or what was said on it is in doubt."""
        with self._lock:
            self._lent.discard(connection)
        connection.close()


class PgTransaction:
    """BEGIN … COMMIT on a connection of its own."""

    def __init__(self, ledger: PgLedger, first: str) -> None:
        self._ledger = ledger
        self._first = first
        self._connection: psycopg.Connection | None = None

    def __enter__(self) -> LedgerWork:
        try:
            return self._begin()
        except LedgerAway:
            self._break_off()
            raise
        except _AWAY:
            # One that lay idle while the server was started anew: nothing was said on it yet.
            self._break_off()
            self._ledger.close()
        try:
            return self._begin()
        except _AWAY as error:
            self._break_off()
            raise _away(error) from error
        except LedgerAway:
            self._break_off()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        connection = self._connection
        if connection is None:
            return
        try:
            if kind is None:
                connection.commit()
            else:
                connection.rollback()
        except _AWAY as error:
            self._break_off()
            raise _away(error) from error
        self._connection = None
        self._ledger.give_back(connection)
        if isinstance(value, _AWAY):
            raise _away(value) from value

    def _begin(self) -> LedgerWork:
        self._connection = self._ledger.lend()
        # All in one message, the version after the lock: it sees who has raised the ledger since.
        answers = self._connection.execute(f"{self._first}; {hall_schema.VERSION}", prepare=False)
        while answers.nextset():
            pass
        row = answers.fetchone()
        hall_schema.check(None if row is None else str(row[0]))
        return LedgerWork(PgDriver(self._connection))

    def _break_off(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            self._ledger.end(connection)


class _Connection(psycopg.Connection):
    """Gives up with an OperationalError where psycopg would wait for ever."""

    answer_s = ANSWER_S

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        return super().wait(gen, interval, self.answer_s if timeout is None else timeout)


def _connect(url: str, *, autocommit: bool = False) -> _Connection:
    return _Connection.connect(
        url,
        autocommit=autocommit,
        connect_timeout=CONNECT_S,
        application_name="dazu-kiosk",
        # A dead network is noticed by TCP itself, not after two hours.
        tcp_user_timeout=STATEMENT_MS * 2,
        keepalives_idle=5,
        options=f"-c statement_timeout={STATEMENT_MS} -c lock_timeout={STATEMENT_MS}"
        " -c idle_in_transaction_session_timeout=5000 -c synchronous_commit=on",
    )


def _away(error: Exception) -> LedgerAway:
    said = str(error)
    for words, why in _UNPROVEN.items():
        if words in said and getattr(error, "sqlstate", None) is None:
            return LedgerUnproven(why)
    return LedgerAway(_said(error))


def _said(error: Exception) -> str:
    """What the server or the network said, without an address or a name in it."""
    return f"{type(error).__name__} {getattr(error, 'sqlstate', None) or ''}".strip()
