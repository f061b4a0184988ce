"""The terminal's encrypted store. `open_store` gives a Store; `store.begin()` a transaction (README)."""

from kiosk.store.store import Store, open_store
from kiosk.store.unit_of_work import UnitOfWork

__all__ = ["Store", "UnitOfWork", "open_store"]
