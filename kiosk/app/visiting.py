"""A command's visit to the terminal's services, whether the terminal is running or not."""

from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.app.clock import SystemClock
from kiosk.app.instance import AlreadyRunning, InstanceLock
from kiosk.app.opening import Opened, join_terminal, open_terminal
from kiosk.app.saying import UNUSABLE, say_unusable
from kiosk.services import Services
from kiosk.settings import Settings


@contextmanager
def visit(settings: Settings) -> Iterator[Services]:
    """The services while the block runs. What a person must mend is said on stderr; the command ends with 1.

    Only the holder of the instance lock may restore a damaged store, so beside a running terminal the store
    is opened as it is; and a visit, which may last as long as the desk, keeps no terminal from starting.
    """
    try:
        opened = _opened(settings)
        try:
            yield opened.services
        finally:
            if opened.services.ledger_link is not None:
                opened.services.ledger_link.close()
            opened.store.close()
    except UNUSABLE as error:
        raise SystemExit(say_unusable(error)) from error


def _opened(settings: Settings) -> Opened:
    lock = InstanceLock(settings.state_dir)
    try:
        return open_terminal(settings, SystemClock(), lock)
    except AlreadyRunning:
        return join_terminal(settings, SystemClock())
    finally:
        lock.release()
