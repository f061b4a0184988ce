"""The desk process: the hall's pages over the terminal's store, in other people's browsers."""

import logging
import os
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from types import FrameType

import uvicorn
from anyio import to_thread
from litestar import Litestar

from kiosk.app.answers import refuse
from kiosk.app.clock import SystemClock
from kiosk.app.ids import new_token
from kiosk.app.instance import AlreadyRunning
from kiosk.app.machine import forbid_core_dumps
from kiosk.app.saying import UNUSABLE, say_unusable
from kiosk.app.simulators import announce
from kiosk.app.visiting import visit
from kiosk.desk.announcing import Announcing
from kiosk.desk.app import create_desk
from kiosk.desk.feed import Feed
from kiosk.desk.ports import Access, Hall
from kiosk.services import Services
from kiosk.settings import DeskSettings, Settings

log = logging.getLogger(__name__)
ALREADY_RUNNING = 3
OURS = 70  # exit code for a mistake of ours (kiosk/cli)
# Each thread that reads holds a connection to the store; the rest of the hall waits a millisecond.
THREADS = 6


def run_desk(settings: Settings, port: int | None, config: Path | None = None) -> int:
    """Serve until told to stop; the exit code. `port` None: the settings' own; `config`: their folder."""
    forbid_core_dumps()
    desk = settings.kiosk.desk
    local = ip_address(desk.listen).is_loopback
    trouble = "" if local else certificate_trouble(desk)
    if trouble:
        return refuse(trouble)
    clock = SystemClock()
    failed: list[BaseException] = []
    served: list[_Server] = []

    def broken(error: BaseException) -> None:
        log.critical("what the pages rest on broke", exc_info=error)
        failed.append(error)
        for server in served:
            server.should_exit = True

    with _services(settings, config, broken) as services:
        feed = Feed(services.calling, clock.monotonic_s)
        access = Access(paired=not local, signed_in_s=desk.signed_in_min * 60.0)
        app = create_desk(_hall(settings, services, clock), access, feed, broken)
        family = socket.AF_INET6 if ":" in desk.listen else socket.AF_INET
        with socket.create_server(
            (desk.listen, desk.port if port is None else port), family=family, backlog=256
        ) as listening:
            served.append(_Server(app, desk, not local, feed))
            _say_where(desk, not local, listening.getsockname()[1])
            if not failed:  # before there was anything to end
                served[0].run(sockets=[listening])
    return OURS if failed else 0


@contextmanager
def _services(
    settings: Settings, config: Path | None, broken: Callable[[BaseException], None]
) -> Iterator[Services]:
    """Beside a terminal its own; on a machine of its own a node that is kept alive here."""
    if not settings.kiosk.desk.own_machine:
        with visit(settings) as services:
            yield services
        return
    from kiosk.app.desk_machine import own_machine

    try:
        with own_machine(settings, config, broken) as services:
            yield services
    except AlreadyRunning as error:
        refuse(str(error))
        raise SystemExit(ALREADY_RUNNING) from error
    except UNUSABLE as error:
        raise SystemExit(say_unusable(error)) from error


def certificate_trouble(desk: DeskSettings) -> str:
    """What is wrong with certificate and key, in words; empty when TLS can be served with them."""
    for key, file in (("certificate_file", desk.certificate_file), ("key_file", desk.key_file)):
        if not os.access(file, os.R_OK):
            return f"desk.{key}：读不到 {file}。desk.{key}: {file} cannot be read."
    try:
        # An empty passphrase: one that is asked for on a console would keep the pages away at each start.
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(
            Path(desk.certificate_file), Path(desk.key_file), password=""
        )
    except (ssl.SSLError, OSError) as error:
        return (
            f"desk.certificate_file、desk.key_file 不是一对可用的证书和密钥：{error}。"
            f"desk.certificate_file and desk.key_file are no usable pair: {error}."
        )
    return ""


def _hall(settings: Settings, services: Services, clock: SystemClock) -> Hall:
    return Hall(
        site=settings.kiosk.terminal.site,
        windows={one.id: one.name for one in settings.hall.windows()},
        series={one.id: one.name for one in settings.hall.series},
        prefixes={one.id: one.prefix for one in settings.hall.series},
        calls=services.calling,
        staffing=services.staffing,
        devices=services.pairing,
        follow_ups=services.ratings,
        ratings=services.ratings,
        reports=services.hall_reports,
        health=services.hall_health.look,
        announcer=Announcing(settings.kiosk.desk.spoken),
        monotonic_s=clock.monotonic_s,
        tokens=new_token,
    )


def _say_where(desk: DeskSettings, encrypted: bool, port: int) -> None:
    """One line for people, and for whoever started us and waits for the port."""
    host = f"[{desk.listen}]" if ":" in desk.listen else desk.listen
    announce(f'{{"url": "{"https" if encrypted else "http"}://{host}:{port}", "port": {port}}}')


class _Server(uvicorn.Server):
    def __init__(self, app: Litestar, desk: DeskSettings, encrypted: bool, feed: Feed) -> None:
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            ws="none",
            server_header=False,
            timeout_graceful_shutdown=3,
            ssl_certfile=desk.certificate_file if encrypted else None,
            ssl_keyfile=desk.key_file if encrypted else None,
        )
        super().__init__(config)
        self._feed = feed

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        await super().startup(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Streams never end by themselves: they are sent home before the server waits for them."""
        self._feed.close()
        super().handle_exit(sig, frame)
