"""Printers that announce themselves on the network (DNS-SD): model and maker in their own words."""

from collections.abc import Iterator, Sequence
from threading import Condition

from zeroconf import ServiceBrowser, ServiceInfo, ServiceListener, Zeroconf

from printers.discovery.found import Found, Way

# A raw port is what we print to; the other kinds at least tell a technician that a printer is there.
RAW = "_pdl-datastream._tcp.local."
KINDS = (RAW, "_printer._tcp.local.", "_ipp._tcp.local.")


class _Heard(ServiceListener):
    def __init__(self) -> None:
        self.services: dict[str, ServiceInfo] = {}
        self.came = Condition()

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        info = zc.get_service_info(type_, name)
        if info is not None:
            with self.came:
                self.services[name] = info
                self.came.notify()

    update_service = add_service

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        del zc, type_
        self.services.pop(name, None)


def announced(
    listen_s: float = 3.0, interfaces: Sequence[str] | None = None, enough: int | None = None
) -> Iterator[Found]:
    """Listens for `listen_s`, or until `enough` were heard. `interfaces`: own addresses; None: all of them.

    Raises OSError on a machine without any network.
    """
    network = Zeroconf() if interfaces is None else Zeroconf(interfaces=list(interfaces))
    heard = _Heard()
    try:
        ServiceBrowser(network, list(KINDS), heard)
        with heard.came:
            heard.came.wait_for(lambda: enough is not None and len(heard.services) >= enough, listen_s)
    finally:
        network.close()
    for name, info in sorted(heard.services.items()):
        yield from _found(name, info)


def _found(name: str, info: ServiceInfo) -> Iterator[Found]:
    raw = info.type == RAW
    for address in info.parsed_scoped_addresses():
        host = f"[{address}]" if ":" in address else address
        yield Found(
            way=Way.NETWORK,
            device=f"tcp://{host}:{info.port if raw else 9100}",
            name=_said(info, b"ty") or name.removesuffix("." + info.type),
            vendor=_said(info, b"usb_MFG"),
            sure=raw,
            detail=info.type.partition(".")[0].removeprefix("_"),
        )


def _said(info: ServiceInfo, key: bytes) -> str:
    return (info.properties.get(key) or b"").decode("utf-8", "replace")
