"""Where the hall's ledger may be, and who needs one."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from kiosk.domain.text import Text
from kiosk.settings import HallSettings, Settings
from kiosk.toml_reading import Mistake

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def ledger(hall: HallSettings, file: str) -> Iterator[Mistake]:
    """Who could listen or pose as the ledger would give numbers to the whole hall."""
    if not hall.ledger:
        if hall.person_key_file:
            yield Mistake(
                file=file,
                key="person_key_file",
                what=Text(
                    "只有这一台终端（没有写 ledger），用不到大厅公用的密钥。",
                    "This terminal is the hall (no ledger): there is nobody to share a key with.",
                ),
                remedy=Text(
                    "请写上 ledger，或把 person_key_file 改为空。",
                    'Name a ledger, or set person_key_file = "".',
                ),
            )
        return
    try:
        url = urlsplit(hall.ledger)
        asked = dict(parse_qsl(url.query))
        host = asked.get("host") or url.hostname or ""
    except ValueError:
        host, asked = "", {}
    if not host:
        yield Mistake(
            file=file,
            key="ledger",
            what=Text("地址里没有主机。", "The address names no host."),
            remedy=Text("请写 postgresql://用户@主机/库名。", "Write postgresql://USER@HOST/DATABASE."),
        )
    elif asked.get("sslmode") != "verify-full" and any(
        # `hostaddr` is where libpq goes, whatever the host is called.
        not place.startswith("/") and place not in LOOPBACK
        for place in (host, *filter(None, [asked.get("hostaddr")]))
    ):
        yield Mistake(
            file=file,
            key="ledger",
            what=Text("到另一台机器必须加密并核对证书。", "To another machine it must be encrypted."),
            remedy=Text("请加上 ?sslmode=verify-full。", "Add ?sslmode=verify-full."),
        )


def own_machine(settings: Settings, file: str) -> Iterator[Mistake]:
    if settings.kiosk.desk.own_machine and not settings.hall.ledger:
        yield Mistake(
            file=file,
            key="desk.own_machine",
            what=Text(
                "单独的叫号电脑没有号码可叫：hall.toml 没有写 ledger。",
                "A desk on its own machine has no numbers to call: hall.toml names no ledger.",
            ),
            remedy=Text(
                "请把终端 hall.toml 的 ledger 抄到这里，或改回 own_machine = false。",
                "Copy ledger from the terminals' hall.toml, or set own_machine = false.",
            ),
        )
