"""The sync process: the store and the district, and nothing of the screen."""

import logging

from kiosk.app.answers import say
from kiosk.app.clock import SystemClock
from kiosk.app.machine import forbid_core_dumps, software
from kiosk.app.saying import say_unusable
from kiosk.settings import Settings
from kiosk.store import open_store
from kiosk.store.errors import StoreError
from kiosk.store.key_file import KeyFileError, read_key


def run_syncer(settings: Settings) -> int:
    """Deliver until told to stop; the exit code. The terminal, which made the store, starts this again."""
    from sync.run import run

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    forbid_core_dumps()
    try:
        store = open_store(settings.store_path, read_key(settings.store_key_path))
    except (StoreError, KeyFileError) as error:
        return say_unusable(error)
    try:
        run(store, settings.kiosk.district, SystemClock(), software(), child=False)
    except StoreError as error:
        return say_unusable(error)
    finally:
        store.close()
    return 0


def show_status(settings: Settings) -> int:
    """What waits, what arrived, what needs a person."""
    from sync.status import read_status, status_lines

    try:
        store = open_store(settings.store_path, read_key(settings.store_key_path))
    except (StoreError, KeyFileError) as error:
        return say_unusable(error)
    try:
        for line in status_lines(read_status(store)):
            say(line)
    finally:
        store.close()
    return 0
