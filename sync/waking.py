"""What ends the syncer's rest early: something was stored, or the network came back."""

import errno
import os
import select
import socket
import time
from collections.abc import Callable
from urllib.parse import urlsplit

# linux/rtnetlink.h; Python names neither the groups nor the family's protocol everywhere.
_RTMGRP_LINK = 0x1
_RTMGRP_IPV4_IFADDR = 0x10
_RTMGRP_IPV4_ROUTE = 0x40
_RTMGRP_IPV6_IFADDR = 0x100
_RTMGRP_IPV6_ROUTE = 0x400

PROBE_EVERY_S = 2.0
PROBE_TIMEOUT_S = 1.0


class NetworkWatch:
    """Hears the kernel when links, addresses or routes change; without netlink it stays silent."""

    def __init__(self) -> None:
        self._socket = _open_netlink()

    def changed(self, within_s: float) -> bool:
        """Wait up to `within_s` for a change; True when there was one."""
        if self._socket is None:
            time.sleep(within_s)
            return False
        ready, _, _ = select.select([self._socket], [], [], within_s)
        if ready:
            self._drain(self._socket)
        return bool(ready)

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()

    def _drain(self, watched: socket.socket) -> None:
        while True:
            try:
                watched.recv(65536)
            except BlockingIOError:
                return
            except OSError as error:
                if error.errno != errno.ENOBUFS:  # changes came faster than we read: still only "changed"
                    raise


def _open_netlink() -> socket.socket | None:
    if not hasattr(socket, "AF_NETLINK"):
        return None
    groups = (
        _RTMGRP_LINK | _RTMGRP_IPV4_IFADDR | _RTMGRP_IPV4_ROUTE | _RTMGRP_IPV6_IFADDR | _RTMGRP_IPV6_ROUTE
    )
    try:
        watched = socket.socket(
            socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_CLOEXEC, socket.NETLINK_ROUTE
        )
        watched.bind((0, groups))
    except OSError:
        return None  # forbidden in some sandboxes; the probe still finds the network
    watched.setblocking(False)
    return watched


def reachable(url: str) -> bool:
    """Whether the district's port can be connected to just now. Nothing is sent."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        socket.create_connection((parts.hostname or "", port), timeout=PROBE_TIMEOUT_S).close()
    except OSError:
        return False
    return True


class ReturnOfNetwork:
    """Tells the moment when an unreachable district can be connected to again.

    Only the step from unreachable to reachable counts: a portal that lets us connect and then says nonsense
    must meet the growing back-off, not a try every two seconds.
    """

    def __init__(self, probe: Callable[[], bool], monotonic_s: Callable[[], float]) -> None:
        self._probe = probe
        self._monotonic_s = monotonic_s
        self._was_unreachable = False
        self._due_s = 0.0

    def happened(self) -> bool:
        if self._monotonic_s() < self._due_s:
            return False
        came = self._probe()
        self._due_s = self._monotonic_s() + PROBE_EVERY_S
        returned = came and self._was_unreachable
        self._was_unreachable = not came
        return returned


def parent_changed(first_parent: int) -> bool:
    """Whether the process that started us has died (we were given to another one)."""
    return os.getppid() != first_parent
