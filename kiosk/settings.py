"""kiosk.toml, hall.toml and printers.toml as frozen settings.

Every mistake in every file is found at once and reported as file, key, what is wrong, and what to do.
Without any file the embedded defaults hold, which are what `make run` uses. Whether a path exists or a device
answers is the self-check's question: it can change while the terminal runs.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from msgspec import Meta

from kiosk.domain.text import Text
from kiosk.settings_hall import HallSettings as HallSettings
from kiosk.settings_hall import HoursSettings as HoursSettings
from kiosk.settings_hall import IntervalSettings as IntervalSettings
from kiosk.settings_hall import Section as _Section
from kiosk.settings_hall import SeriesSettings as SeriesSettings
from kiosk.settings_hall import WindowSettings as WindowSettings

if TYPE_CHECKING:
    from kiosk.toml_reading import Mistake

# In a PyInstaller bundle the data folders lie beside the unpacked code.
ROOT = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))


_TERMINAL_ID = Meta(
    pattern=r"^[0-9A-Z]{1,8}\Z",
    extra={"says": Text("1 到 8 位大写字母或数字", "1 to 8 digits or capital letters")},
)
_DIVISION = Meta(
    pattern=r"^[0-9]{6}([0-9]{3}|[0-9]{6})?\Z",
    extra={"says": Text("6、9 或 12 位区划代码", "a division code of 6, 9 or 12 digits")},
)
_TELEPHONE = Meta(
    pattern=r"^[0-9+ -]{3,20}\Z",
    extra={"says": Text("3 到 20 位电话号码", "a telephone number of 3 to 20 digits")},
)
_DEVICE = Meta(
    # What printers/connect.py understands; a network printer listens on 9100 when no port is given.
    pattern=r"^(tcp://[^/:\s]+(:[0-9]{1,5})?|serial:///\S+|file:///\S+)?\Z",
    extra={
        "says": Text(
            "“tcp://主机:端口”“serial:///dev/设备”“file:///路径”，或空着（没有打印机）",
            '"tcp://HOST:PORT", "serial:///dev/…", "file:///path", or "" for none',
        )
    },
)
_CAMERA = Meta(
    # What kiosk/ui/devices/camera.py understands.
    pattern=r"^(default|/dev/\S+|file:.+)?\Z",
    extra={
        "says": Text(
            "“default”“/dev/video0”“file:图片文件夹”，或空着（没有摄像头）",
            '"default", "/dev/video0", "file:FOLDER", or "" for none',
        )
    },
)
_ADDRESS = Meta(
    pattern=r"^[0-9A-Fa-f.:]{2,45}\Z",
    extra={
        "says": Text(
            "本机的 IP 地址：“127.0.0.1”只供本机，“0.0.0.0”供局域网",
            'an IP address of this machine: "127.0.0.1" for itself alone, "0.0.0.0" for the LAN',
        )
    },
)


class TerminalSettings(_Section, frozen=True, kw_only=True):
    id: Annotated[str, _TERMINAL_ID] = "0001"
    site: Text = Text("大足区 24小时自助服务区（示例）", "Dazu 24-hour self-service zone (example)")
    division: Annotated[str, _DIVISION] = "500111001"
    helper_phone: Annotated[str, _TELEPHONE] = "12345"
    state_dir: str = ""  # empty: /var/lib/dazu-kiosk when installed in /etc, else var beside the settings
    backup_dir: str = ""  # empty: <state_dir>/backup, and the self-check says that one disk holds both
    store_key_file: str = ""  # empty: <state_dir>/store.key, mode 0600


class ScreenSettings(_Section, frozen=True, kw_only=True):
    orientation: Literal["portrait", "landscape"] = "portrait"
    diagonal_inch: Annotated[float, Meta(ge=7, le=100)] = 32.0
    care_mode: bool = False
    language: Literal["zh", "en"] = "zh"


class SessionSettings(_Section, frozen=True, kw_only=True):
    idle_s: Annotated[int, Meta(ge=15, le=600)] = 60
    warning_s: Annotated[int, Meta(ge=10, le=120)] = 20
    care_factor: Annotated[float, Meta(ge=1, le=5)] = 2.0


class DistrictSettings(_Section, frozen=True, kw_only=True):
    url: str = ""  # empty: no district configured; everything waits, and the self-check says so
    recipient_key_file: str = ""  # X25519 public key of the district, PEM
    token_file: str = ""  # bearer token until enrolment gives a certificate
    timeout_s: Annotated[float, Meta(ge=1, le=120)] = 10.0
    poll_s: Annotated[float, Meta(ge=1, le=3600)] = 15.0


class ReaderSettings(_Section, frozen=True, kw_only=True):
    port: str = ""  # serial device of the ID-card reader; empty: none
    library: str = ""  # the maker's library instead, for readers without a serial port
    library_port: Annotated[int, Meta(ge=1, le=1016)] = 1001  # 1001–1016 USB, 1–16 serial ports
    baud: Literal[9600, 19200, 38400, 57600, 115200] = 115200


class ScannerSettings(_Section, frozen=True, kw_only=True):
    kind: Literal["none", "serial", "keyboard"] = "none"
    port: str = ""  # of a serial scanner
    baud: Literal[9600, 19200, 38400, 57600, 115200] = 9600
    gap_ms: Annotated[int, Meta(ge=5, le=100)] = 35  # strokes of a keyboard scanner follow each other faster
    prefix: Annotated[str, Meta(max_length=8)] = ""  # what a keyboard scanner is set to send before a code


class CameraSettings(_Section, frozen=True, kw_only=True):
    device: Annotated[str, _CAMERA] = ""  # for photos of materials; empty: none, they go to the window


class DeskSettings(_Section, frozen=True, kw_only=True):
    """The hall's web pages. Beyond this machine only with TLS, and for paired browsers (kiosk desk pair)."""

    listen: Annotated[str, _ADDRESS] = "127.0.0.1"
    port: Annotated[int, Meta(ge=0, le=65535)] = 8080  # 0: a free one
    # A machine without a terminal, with an id and a store of its own: the hall's ledger is all it shares.
    own_machine: bool = False
    certificate_file: str = ""  # PEM, with the chain
    key_file: str = ""  # PEM, without a passphrase
    signed_in_min: Annotated[int, Meta(ge=5, le=720)] = 60  # without a touch, then the PIN again
    spoken: bool = True  # calls are read aloud on the lobby's displays; false: the chime alone


class RatingSettings(_Section, frozen=True, kw_only=True):
    # No national number exists (DOMAIN §3): 5 working days is what a neighbouring district sets.
    follow_up_workdays: Annotated[int, Meta(ge=1, le=60)] = 5


class KioskSettings(_Section, frozen=True, kw_only=True):
    terminal: TerminalSettings = TerminalSettings()
    screen: ScreenSettings = ScreenSettings()
    session: SessionSettings = SessionSettings()
    district: DistrictSettings = DistrictSettings()
    reader: ReaderSettings = ReaderSettings()
    scanner: ScannerSettings = ScannerSettings()
    camera: CameraSettings = CameraSettings()
    desk: DeskSettings = DeskSettings()
    rating: RatingSettings = RatingSettings()
    catalogue_dir: str = ""  # empty: the one that came with the program
    publisher_key_files: tuple[str, ...] = ()  # Ed25519 public keys, PEM, of who may sign catalogues


class PrinterSettings(_Section, frozen=True, kw_only=True):
    """One printer. `profile` says what it can do; `device` where it is: tcp://HOST:PORT, serial:///dev/…"""

    role: Literal["slip"] = "slip"
    device: Annotated[str, _DEVICE] = ""
    width_mm: Literal[58, 80] = 80
    width_dots: Annotated[int, Meta(ge=200, le=1024)] = 576
    repertoire: Literal["gb2312", "gbk", "gb18030"] = "gbk"
    native_qr: bool = True
    status: Literal["answers", "silent"] = "answers"
    cutter: bool = True
    baud: Literal[9600, 19200, 38400, 57600, 115200] = 115200
    timeout_s: Annotated[float, Meta(ge=0.1, le=30)] = 2.0


class PrintersSettings(_Section, frozen=True, kw_only=True):
    printer: tuple[PrinterSettings, ...] = (PrinterSettings(),)
    # A slip that has waited longer for paper is given up, and printed again only by its holder's code.
    expire_min: Annotated[int, Meta(ge=1, le=1440)] = 120


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    kiosk: KioskSettings = KioskSettings()
    hall: HallSettings = HallSettings()
    printers: PrintersSettings = PrintersSettings()

    @property
    def state_dir(self) -> Path:
        return Path(self.kiosk.terminal.state_dir or "var")

    @property
    def backup_dir(self) -> Path:
        return Path(self.kiosk.terminal.backup_dir or self.state_dir / "backup")

    @property
    def store_path(self) -> Path:
        return self.state_dir / "kiosk.db"

    @property
    def store_key_path(self) -> Path:
        return Path(self.kiosk.terminal.store_key_file or self.state_dir / "store.key")

    @property
    def catalogue_dir(self) -> Path:
        return Path(self.kiosk.catalogue_dir or ROOT / "config" / "catalogue")

    @property
    def shelf_dir(self) -> Path:
        """Catalogue packages that were installed, and those that wait to be."""
        return self.state_dir / "catalogue"


SYSTEM_DIR = Path("/etc/dazu-kiosk")
SYSTEM_STATE_DIR = Path("/var/lib/dazu-kiosk")
_FILES = ("kiosk.toml", "hall.toml", "printers.toml")


class SettingsError(Exception):
    """Settings that cannot be used. Its text is the whole list of mistakes, for a console."""

    def __init__(self, mistakes: "tuple[Mistake, ...]") -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes


def config_dir(
    asked: Path | None, environ: Mapping[str, str] = os.environ, system_dir: Path = SYSTEM_DIR
) -> Path | None:
    """Where the settings are: what was asked for, $KIOSK_CONFIG, the system's folder; None: built-in ones."""
    if asked is not None:
        return asked
    if environ.get("KIOSK_CONFIG"):
        return Path(environ["KIOSK_CONFIG"])
    return system_dir if system_dir.is_dir() else None


def load(directory: Path | None) -> Settings:
    """The settings in `directory` (see `config_dir`). Raises SettingsError with all mistakes of all files.

    A file that is not there leaves the defaults; a folder with none of the three, or with a TOML file of
    another name, is a slip of the hand and said so. Paths in them are meant from `directory`: a terminal that
    looked from wherever it was started would one day find an empty store, and issue 001 again.
    """
    if directory is None:
        return Settings()
    # Every process imports the structs before its first frame; only this line needs the readers.
    from kiosk.settings_rules import anchored, anchored_hall, between_settings, wrong_files
    from kiosk.toml_reading import read

    mistakes = list(wrong_files(directory, _FILES))
    settings = Settings(
        kiosk=read(directory / "kiosk.toml", KioskSettings, mistakes),
        hall=read(directory / "hall.toml", HallSettings, mistakes),
        printers=read(directory / "printers.toml", PrintersSettings, mistakes),
    )
    mistakes += between_settings(settings, directory)
    if mistakes:
        raise SettingsError(tuple(mistakes))
    return msgspec.structs.replace(
        settings,
        kiosk=anchored(settings.kiosk, directory),
        hall=anchored_hall(settings.hall, directory),
    )
