"""Is the file whole? Asked of backups before they count, and of the store after the first frame."""

from kiosk.store.engine import Driver, DriverError
from kiosk.store.errors import Damaged, raise_translated


def quick_check(driver: Driver) -> None:
    """Raises Damaged with SQLite's own first words. Takes about 1.4 s at a million tickets.

    SQLCipher authenticates every page it reads, so changed bytes show here even where SQLite sees no fault.
    """
    try:
        rows = driver.execute("PRAGMA quick_check(1)").fetchall()
    except DriverError as error:
        raise_translated(error)
    if rows != [("ok",)]:
        raise Damaged(str(rows[0][0]) if rows else "quick_check said nothing")
