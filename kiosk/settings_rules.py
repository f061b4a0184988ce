"""What must hold between settings, beyond what each may be for itself."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from ipaddress import ip_address
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from msgspec.structs import replace

from kiosk.domain.appointment import minute_of
from kiosk.domain.text import Text
from kiosk.settings import (
    SYSTEM_DIR,
    SYSTEM_STATE_DIR,
    DeskSettings,
    DistrictSettings,
    HallSettings,
    KioskSettings,
    PrintersSettings,
    ScannerSettings,
    Settings,
)
from kiosk.settings_hall import DAY_NAMES, HoursSettings, IntervalSettings, SeriesSettings
from kiosk.settings_ledger import LOOPBACK, ledger, own_machine
from kiosk.toml_reading import Mistake


def wrong_files(directory: Path, names: Sequence[str]) -> Iterator[Mistake]:
    """A folder that is missing or holds nothing for us, and files whose names are almost ours."""
    if not directory.is_dir():
        yield Mistake(
            file=str(directory),
            key="",
            what=Text("这不是文件夹。", "This is not a folder.")
            if directory.exists()
            else Text("没有这个配置文件夹。", "There is no such configuration folder."),
            remedy=Text(
                "请检查 --config 或 KIOSK_CONFIG 的路径。", "Check the path in --config or KIOSK_CONFIG."
            ),
        )
        return
    present = {path.name for path in directory.glob("*.toml")}
    if present.isdisjoint(names):
        listed = ", ".join(names)
        yield Mistake(
            file=str(directory),
            key="",
            what=Text(f"这里没有 {listed} 中的任何一个。", f"None of {listed} is here."),
            remedy=Text("请检查路径，或从 config/ 复制。", "Check the path, or copy them from config/."),
        )
    for name in sorted(present.difference(names)):
        near = get_close_matches(name, names, n=1, cutoff=0.4) or [names[0]]
        yield Mistake(
            file=str(directory / name),
            key="",
            what=Text("没有程序会读这个文件。", "Nothing reads this file."),
            remedy=Text(
                f"是不是 {near[0]}？请改名或移走。", f"Did you mean {near[0]}? Rename it or move it away."
            ),
        )


def anchored(kiosk: KioskSettings, directory: Path) -> KioskSettings:
    """The same with every path absolute, as meant from the folder of the settings."""
    folder = directory.absolute()

    def at(path: str) -> str:
        return str(folder / path) if path else ""

    terminal, district, desk = kiosk.terminal, kiosk.district, kiosk.desk
    state_dir = terminal.state_dir or (str(SYSTEM_STATE_DIR) if folder == SYSTEM_DIR else "var")
    return replace(
        kiosk,
        catalogue_dir=at(kiosk.catalogue_dir),
        publisher_key_files=tuple(map(at, kiosk.publisher_key_files)),
        terminal=replace(
            terminal,
            state_dir=at(state_dir),
            backup_dir=at(terminal.backup_dir),
            store_key_file=at(terminal.store_key_file),
        ),
        district=replace(
            district,
            recipient_key_file=at(district.recipient_key_file),
            token_file=at(district.token_file),
        ),
        desk=replace(desk, certificate_file=at(desk.certificate_file), key_file=at(desk.key_file)),
    )


def anchored_hall(hall: HallSettings, directory: Path) -> HallSettings:
    """The same for the hall's."""
    key = hall.person_key_file
    return replace(hall, person_key_file=str(directory.absolute() / key) if key else "")


def between_settings(settings: Settings, directory: Path) -> Iterator[Mistake]:
    return chain(
        own_machine(settings, str(directory / "kiosk.toml")),
        _scanner(settings.kiosk.scanner, str(directory / "kiosk.toml")),
        _district(settings.kiosk.district, str(directory / "kiosk.toml")),
        _desk(settings.kiosk.desk, str(directory / "kiosk.toml")),
        _hall(settings.hall, str(directory / "hall.toml")),
        _windows(settings.hall, str(directory / "hall.toml")),
        ledger(settings.hall, str(directory / "hall.toml")),
        _printers(settings.printers, str(directory / "printers.toml")),
        _ports(settings, directory),
    )


def _district(district: DistrictSettings, file: str) -> Iterator[Mistake]:
    if not district.url:
        return
    try:
        url = urlsplit(district.url)
        host, scheme = url.hostname, url.scheme
    except ValueError:
        host, scheme = None, ""
    if not host or scheme not in ("http", "https"):
        yield Mistake(
            file=file,
            key="district.url",
            what=Text(f"“{district.url}”不是网址。", f"“{district.url}” is no address."),
            remedy=Text("请写 https://主机名/…，或空着。", 'Write https://HOST/…, or "" for none.'),
        )
    elif scheme == "http" and host not in LOOPBACK:
        # The bearer token would travel in clear, and with it everything a terminal may do.
        yield Mistake(
            file=file,
            key="district.url",
            what=Text(
                "http:// 不加密，只能用于本机。", "http:// is not encrypted; it serves this machine only."
            ),
            remedy=Text("请改用 https://。", "Use https://."),
        )


def _desk(desk: DeskSettings, file: str) -> Iterator[Mistake]:
    try:
        here = ip_address(desk.listen).is_loopback
    except ValueError:
        yield Mistake(
            file=file,
            key="desk.listen",
            what=Text(f"“{desk.listen}”不是 IP 地址。", f"“{desk.listen}” is no IP address."),
            remedy=Text(
                "只供本机写 127.0.0.1，供局域网写 0.0.0.0。",
                "127.0.0.1 for this machine, 0.0.0.0 for the LAN.",
            ),
        )
        return
    if not here and not (desk.certificate_file and desk.key_file):
        # PINs and the right to call numbers would travel in clear through the hall's network.
        yield Mistake(
            file=file,
            key="desk.certificate_file" if not desk.certificate_file else "desk.key_file",
            what=Text("供局域网使用必须加密。", "On the LAN the pages must be encrypted."),
            remedy=Text(
                "请写上证书 certificate_file 和密钥 key_file，或把 listen 改回 127.0.0.1。",
                "Name certificate_file and key_file, or set listen back to 127.0.0.1.",
            ),
        )
    elif bool(desk.certificate_file) != bool(desk.key_file):
        yield Mistake(
            file=file,
            key="desk.key_file" if not desk.key_file else "desk.certificate_file",
            what=Text("证书和密钥只写了一个。", "Of certificate and key only one is named."),
            remedy=Text("两个都写，或都空着。", "Name both, or neither."),
        )


def _scanner(scanner: ScannerSettings, file: str) -> Iterator[Mistake]:
    if scanner.kind == "serial" and not scanner.port:
        yield Mistake(
            file=file,
            key="scanner.port",
            what=Text("串口扫码器没有写串口。", "A serial scanner without a port."),
            remedy=Text("请写串口，如 /dev/ttyUSB1。", 'Write its port, such as "/dev/ttyUSB1".'),
        )

    elif scanner.kind == "none" and scanner.port:
        yield Mistake(
            file=file,
            key="scanner.kind",
            what=Text("写了扫码器的串口，kind 却是 none，不会使用它。", "It has a port, and kind says none."),
            remedy=Text('请写 kind = "serial"，或删去 port。', 'Write kind = "serial", or remove the port.'),
        )


def _ports(settings: Settings, directory: Path) -> Iterator[Mistake]:
    """Two devices on one line take each other's answers: cards that never read, slips full of codes."""
    kiosk, printers = settings.kiosk, settings.printers.printer
    used = [("kiosk.toml", "reader.port", "" if kiosk.reader.library else kiosk.reader.port)]
    used += [("kiosk.toml", "scanner.port", kiosk.scanner.port if kiosk.scanner.kind == "serial" else "")]
    used += [
        ("printers.toml", f"printer[{n}].device", printer.device.removeprefix("serial://"))
        for n, printer in enumerate(printers, start=1)
    ]
    for n, (file, key, port) in enumerate(used):
        if port and port in [other for _, _, other in used[:n]]:
            yield _twice(str(directory / file), key, port)


def _hall(hall: HallSettings, file: str) -> Iterator[Mistake]:
    series = hall.series
    for n, one in enumerate(series, start=1):
        at = f"series[{n}]"
        before = series[: n - 1]
        if one.id in [other.id for other in before]:
            yield _twice(file, f"{at}.id", one.id)
        if one.prefix in [other.prefix for other in before]:
            # Two people with A001 in one hall.
            yield _twice(file, f"{at}.prefix", one.prefix)
        yield from _hours(one.hours, file, f"{at}.hours")
        yield from _appointments(one, file, f"{at}.appointments.slot_minutes")
        if one.night_quota > one.daily_quota > 0:
            yield Mistake(
                file=file,
                key=f"{at}.night_quota",
                what=Text("夜间号比一天的号还多。", "More numbers at night than the day has."),
                remedy=Text("不要超过 daily_quota。", "Let it be no more than daily_quota."),
            )
    for day in sorted(set(hall.closed_days).intersection(hall.open_days)):
        yield _twice(file, "open_days", day.isoformat())


def _appointments(series: SeriesSettings, file: str, key: str) -> Iterator[Mistake]:
    """A tile whose every day is empty helps nobody."""
    if series.appointments is None:
        return
    hours = series.hours
    days = [getattr(hours, name) or () for name in DAY_NAMES]
    intervals = [IntervalSettings(open=hours.open, close=hours.close), *chain.from_iterable(days)]
    longest = max(minute_of(one.close) - minute_of(one.open) for one in intervals)
    if 0 < longest < series.appointments.slot_minutes:
        yield Mistake(
            file=file,
            key=key,
            what=Text("一个时段比任何一段办理时间都长。", "A slot is longer than every time of serving."),
            remedy=Text(f"不要超过 {longest} 分钟。", f"Let it be no more than {longest} minutes."),
        )


def _hours(hours: HoursSettings, file: str, at: str) -> Iterator[Mistake]:
    """Each interval opens before it closes, and after the one before it has closed."""
    usual = IntervalSettings(open=hours.open, close=hours.close)
    days = {name: getattr(hours, name) or () for name in DAY_NAMES}
    for key, intervals in {at: (usual,), **{f"{at}.{name}": each for name, each in days.items()}}.items():
        for n, one in enumerate(intervals):
            if one.open >= one.close:
                yield Mistake(
                    file=file,
                    key=key,
                    what=Text("开始时间不早于结束时间。", "It opens no earlier than it closes."),
                    remedy=Text("open 要早于 close。", "Let open be earlier than close."),
                )
            if n and one.open < intervals[n - 1].close:
                yield Mistake(
                    file=file,
                    key=key,
                    what=Text("后一段在前一段结束前就开始。", "One begins before the last has ended."),
                    remedy=Text("请按先后写，互不重叠。", "Write them in order, without overlap."),
                )


def _windows(hall: HallSettings, file: str) -> Iterator[Mistake]:
    """A window without a series calls nobody; a series without a window is never called."""
    known = [series.id for series in hall.series]
    for n, one in enumerate(hall.window, start=1):
        at = f"window[{n}]"
        if one.id in [other.id for other in hall.window[: n - 1]]:
            yield _twice(file, f"{at}.id", one.id)
        if not one.series:
            yield Mistake(
                file=file,
                key=f"{at}.series",
                what=Text("这个窗口没有业务，叫不到人。", "This window serves nothing and calls nobody."),
                remedy=Text("请写业务代号，或删去这个窗口。", "Name series, or remove the window."),
            )
        strange = [name for name in one.series if name not in known]
        if strange:
            listed = ", ".join(known)
            yield Mistake(
                file=file,
                key=f"{at}.series",
                what=Text(f"没有业务“{strange[0]}”。", f"There is no series “{strange[0]}”."),
                remedy=Text(f"这里可以写：{listed}。", f"What can stand here: {listed}."),
            )
    served = {name for one in hall.window for name in one.series}
    for n, series in enumerate(hall.series, start=1):
        if hall.window and series.id not in served:
            yield Mistake(
                file=file,
                key=f"series[{n}].id",
                what=Text(
                    f"没有窗口办理“{series.id}”，取了号没有人叫。",
                    f"No window serves “{series.id}”: its numbers would never be called.",
                ),
                remedy=Text("请写进一个 [[window]] 的 series。", "Put it into the series of a [[window]]."),
            )


def _printers(printers: PrintersSettings, file: str) -> Iterator[Mistake]:
    roles = [printer.role for printer in printers.printer]
    for n, role in enumerate(roles, start=1):
        if role in roles[: n - 1]:
            yield _twice(file, f"printer[{n}].role", role)


def _twice(file: str, key: str, value: str) -> Mistake:
    return Mistake(
        file=file,
        key=key,
        what=Text(f"“{value}”前面已经用过。", f"“{value}” is used before."),
        remedy=Text("每一项要用不同的值。", "Give each its own."),
    )
