"""Printers on the network that say nothing of themselves: whatever listens on port 9100 in a given range."""

import ipaddress
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from printers.discovery.found import Found, Way

RAW_PORT = 9100
MOST_HOSTS = 1024  # a /22: more is no hall
_AT_ONCE = 64


class RangeNotUnderstoodError(ValueError):
    """The message says what would be."""


def hosts_in(range_words: str) -> list[str]:
    """192.168.1.0/24, 192.168.1.20-40 or one address. Raises RangeNotUnderstoodError."""
    words = range_words.strip()
    try:
        if "-" in words:
            first, _, last = words.partition("-")
            begin = ipaddress.IPv4Address(first)
            end = ipaddress.IPv4Address(last if "." in last else f"{first.rpartition('.')[0]}.{last}")
            hosts = [str(ipaddress.IPv4Address(n)) for n in range(int(begin), int(end) + 1)][: MOST_HOSTS + 1]
        else:
            network = ipaddress.ip_network(words, strict=False)
            if network.num_addresses > MOST_HOSTS:
                raise RangeNotUnderstoodError(f"{words}: at most {MOST_HOSTS} addresses at once")
            hosts = [str(host) for host in network.hosts()] or [str(network.network_address)]
    except ValueError as error:
        if isinstance(error, RangeNotUnderstoodError):
            raise
        raise RangeNotUnderstoodError(
            f"{words!r}: write 192.168.1.0/24, 192.168.1.20-40 or 192.168.1.20"
        ) from error
    if not 0 < len(hosts) <= MOST_HOSTS:
        raise RangeNotUnderstoodError(f"{words}: between 1 and {MOST_HOSTS} addresses")
    return hosts


def listening(hosts: list[str], port: int = RAW_PORT, timeout_s: float = 0.5) -> Iterator[Found]:
    """Those that take a connection. Not a byte is sent: what listens there may be anything."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for host, answers in zip(
            hosts, pool.map(lambda one: _takes(one, port, timeout_s), hosts), strict=True
        ):
            if answers:
                yield Found(way=Way.NETWORK, device=f"tcp://{host}:{port}", detail=f"listens on {port}")


def _takes(host: str, port: int, timeout_s: float) -> bool:
    try:
        with socket.create_connection((host, port), timeout_s):
            return True
    except OSError:
        return False
