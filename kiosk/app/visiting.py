"""A command's visit to the terminal's services, whether the terminal is running or not."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.app.clock import SystemClock
from kiosk.app.instance import AlreadyRunning, InstanceLock
from kiosk.app.opening import join_terminal, open_terminal
from kiosk.catalogue import CatalogueFaulty
from kiosk.services import Services
from kiosk.settings import Settings
from kiosk.store.errors import StoreError
from kiosk.store.key_file import KeyFileError


@contextmanager
def visit(settings: Settings) -> Iterator[Services]:
    """The services while the block runs. What a person must mend is said on stderr; the command ends with 1.

    Only the holder of the instance lock may restore a damaged store, so beside a running terminal the store
    is opened as it is.
    """
    try:
        try:
            with InstanceLock(settings.state_dir):
                opened = open_terminal(settings, SystemClock())
                try:
                    yield opened.services
                finally:
                    opened.store.close()
        except AlreadyRunning:
            opened = join_terminal(settings, SystemClock())
            try:
                yield opened.services
            finally:
                opened.store.close()
    except (StoreError, KeyFileError, CatalogueFaulty) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201 - the command's answer
        raise SystemExit(1) from error
