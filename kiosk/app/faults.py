"""Which exceptions are the environment's, and the named state each puts the screen into. All others are bugs.

Imports the store and the catalogue, so it is imported only once something has gone wrong.
"""

from kiosk.catalogue import CatalogueFaulty
from kiosk.store import errors
from kiosk.store.key_file import KeyFileError
from kiosk.ui.shell import Fault


def fault_of(error: Exception) -> Fault | None:
    """The named state, or None for a bug."""
    match error:
        case errors.DiskFull():
            return Fault.DISK_FULL
        case errors.Damaged():
            return Fault.STORE_DAMAGED
        case errors.ReadOnly() | errors.DiskFault() | errors.Busy():
            return Fault.STORE_READ_ONLY
        case errors.WrongKey() | errors.TooNew() | KeyFileError():
            return Fault.STORE_KEY
        case CatalogueFaulty():
            return Fault.CATALOGUE
        case _:
            return None
