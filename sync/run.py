"""The syncer put together. `kiosk sync run` opens the store and calls `run`."""

import os
import random
import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kiosk.domain.time import Clock, to_ms
from kiosk.settings import DistrictSettings
from kiosk.store import Store
from sync.backoff import Backoff
from sync.client import AddressError, BearerToken, DistrictClient
from sync.delivery import LinkState
from sync.link import Link
from sync.loop import Loop
from sync.settling import Settling
from sync.sole import only_syncer
from sync.stopping import Stop, StopRequested
from sync.waking import NetworkWatch, ReturnOfNetwork, parent_changed, reachable
from sync.worker import SyncWorker

FIRST_BACKOFF_S = 1.0
LONGEST_BACKOFF_S = 60.0
RECONFIGURE_S = 5.0


class SetupError(Exception):
    """What kiosk.toml says about the district cannot be used yet; the message is for staff."""


def run(store: Store, district: DistrictSettings, clock: Clock, software: str, *, child: bool) -> None:
    """Deliver until SIGTERM or SIGINT, or, as a `child`, until the parent has died.

    Must be called in the main thread. Raises the store's errors that no waiting can mend.
    """
    stop = Stop()
    stop.install()
    parent = os.getppid()

    def ended() -> bool:
        return stop.requested or (child and parent_changed(parent))

    # Not a secret: it only spreads the terminals' tries over time.
    backoff = Backoff(FIRST_BACKOFF_S, LONGEST_BACKOFF_S, random.random)
    watch = NetworkWatch()
    try:
        with only_syncer(store.path) as only:
            if only:
                Settling(store, backoff).release_stale(to_ms(clock.now()))
            client = _wait_for_setup(store, district, clock, stop, watch, ended)
            if client is None:
                return
            with client:
                worker = SyncWorker(store, client, clock, backoff, district.poll_s, software)
                network_return = ReturnOfNetwork(partial(reachable, district.url), clock.monotonic_s)
                Loop(store, worker, clock, stop, watch, network_return, ended).run()
    except StopRequested:
        pass  # every claim was given back on the way here
    finally:
        watch.close()


def _wait_for_setup(
    store: Store,
    district: DistrictSettings,
    clock: Clock,
    stop: Stop,
    watch: NetworkWatch,
    ended: Callable[[], bool],
) -> DistrictClient | None:
    """A client, or None when told to end first. The token may be put in its place while we wait."""
    link = Link(store)
    while not ended():
        try:
            return connect(district, stop)
        except SetupError as error:
            # No exit: a restart would find the same, and the supervisor would try for ever.
            link.note(LinkState.MISCONFIGURED, str(error), to_ms(clock.now()))
        with stop.interruptible():
            watch.changed(RECONFIGURE_S)
    return None


def connect(district: DistrictSettings, stop: Stop) -> DistrictClient:
    """A client for what the settings say. Raises SetupError."""
    if not district.url:
        raise SetupError("no district configured: district.url in kiosk.toml is empty")
    token = read_token(Path(district.token_file)) if district.token_file else ""
    if not token:
        raise SetupError("district.token_file in kiosk.toml names no token")
    try:
        return DistrictClient(district.url, BearerToken(token), district.timeout_s, stop.interruptible)
    except AddressError as error:
        raise SetupError(f"district.url in kiosk.toml: {error}") from error


def read_token(path: Path) -> str:
    """The token in a file that only its owner may read. Raises SetupError."""
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise SetupError(f"{path}: others may read this token; chmod 600 it")
        token = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(f"{path}: {error}") from error
    if not token.isprintable() or " " in token:
        raise SetupError(f"{path} holds no token")
    return token
