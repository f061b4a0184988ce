"""The store: one encrypted file, one connection per thread, transactions as `with` blocks."""

import threading
from pathlib import Path

from kiosk.store import migrations, nameplate
from kiosk.store.engine import Driver, DriverError, connect
from kiosk.store.errors import Damaged, StoreError, WrongKey, raise_translated
from kiosk.store.unit_of_work import READING, WRITING, Transaction, UnitOfWork


class Store:
    """Safe to share between threads: each gets a connection of its own at its first transaction."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self._key = key
        self._mine = threading.local()
        self._lock = threading.Lock()
        self._connections: dict[threading.Thread, Driver] = {}

    def begin(self) -> Transaction:
        """A writing transaction. Blocks up to the busy timeout for the write lock, then raises Busy."""
        driver, work = self._thread()
        return Transaction(driver, work, WRITING)

    def read(self) -> Transaction:
        """A snapshot: everything read inside is of one instant, whoever writes meanwhile."""
        driver, work = self._thread()
        return Transaction(driver, work, READING)

    def last_seen_ms(self) -> int:
        """The latest instant that the terminal believed in, in a transaction of its own."""
        with self.read() as work:
            return work.terminal.get().last_seen_ms

    def data_version(self) -> int:
        """Changes when another connection (thread or process) has committed since this thread last asked."""
        driver, _ = self._thread()
        try:
            row = driver.execute("PRAGMA data_version").fetchone()
        except DriverError as error:
            raise_translated(error)
        if row is None or not isinstance(row[0], int):
            raise LookupError("PRAGMA data_version gave no number")
        return row[0]

    def driver(self) -> Driver:
        """This thread's connection, for backup and checks inside this room."""
        return self._thread()[0]

    def close(self) -> None:
        """Close every thread's connection; the last one to close folds the WAL into the file."""
        with self._lock:
            connections, self._connections = self._connections, {}
            self._mine = threading.local()
        for connection in connections.values():
            connection.close()

    def _thread(self) -> tuple[Driver, UnitOfWork]:
        try:
            found: tuple[Driver, UnitOfWork] = self._mine.found
        except AttributeError:
            found = self._mine.found = self._connect()
        return found

    def _connect(self) -> tuple[Driver, UnitOfWork]:
        try:
            driver = connect(self.path, self._key)
        except DriverError as error:
            raise_translated(error)
        with self._lock:
            gone = [thread for thread in self._connections if not thread.is_alive()]
            for thread in gone:
                self._connections.pop(thread).close()
            self._connections[threading.current_thread()] = driver
        return driver, UnitOfWork(driver)


def open_store(path: Path, key: bytes) -> Store:
    """Open the store at `path`, or make it; bring its schema up to date.

    Raises the errors of kiosk.store.errors. A file that is missing although its nameplate is there is
    Damaged: making an empty one in its place would hide the loss.
    """
    plate = nameplate.read(path)
    if plate is not None and plate.key_id != nameplate.key_id(key):
        raise WrongKey(f"{path.name} was made under another key")
    if plate is not None and not path.exists():
        raise Damaged(f"{path.name} is missing")
    store = Store(path, key)
    try:
        if plate is not None and migrations.current(store.driver()) is None:
            raise Damaged(f"{path.name} is empty")
        migrations.upgrade(store.driver(), path, key)
        if plate is None:
            with store.read() as work:
                terminal = work.terminal.find()
            epoch = terminal.epoch if terminal else 1
            nameplate.write(path, nameplate.Nameplate(nameplate.key_id(key), epoch))
    except Damaged as error:
        store.close()
        # Without a nameplate nothing tells a wrong key from a damaged first page; the key is the likelier.
        raise (error if plate is not None else WrongKey(str(error))) from error
    except (StoreError, DriverError, OSError) as error:
        store.close()
        raise_translated(error)
    return store
