"""The terminal's encrypted store. `open_store` gives a Store; `store.begin()` a transaction (README)."""

from kiosk.store.store import Store, open_store
from kiosk.store.unit_of_work import LedgerWork, UnitOfWork

__all__ = ["LedgerWork", "Store", "UnitOfWork", "open_store"]
