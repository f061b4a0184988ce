"""What stands around one terminal on one machine: district, printer, card reader, each its own process."""

import json
import socket
from pathlib import Path
from typing import Any

from kiosk.app.control import Control
from kiosk.app.process import Child
from kiosk.app.sample_papers import lay_papers
from kiosk.domain.card import IdCard

TERMINAL = "0001"


class Street:
    """`slips_dir` is where slips fall. The district exists from the start, and is not plugged in."""

    def __init__(self, folder: Path, slips_dir: Path) -> None:
        from kiosk.app.clock import SystemClock
        from kiosk.domain.time import to_ms
        from sync.district.provision import provision

        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.provisioned = provision(folder / "district", [TERMINAL], to_ms(SystemClock().now()))
        self._district_port = free_port()
        self._district: Child | None = None
        log = folder / "devices.log"
        self._printer_process = Child("printers", "virtual", "--out", str(slips_dir), log=log)
        # Always under one name, so that a reader that is unplugged and comes back is found again.
        self._tty = folder / "card-reader"
        self._reader_process = Child("devices", "simulate", "--link", str(self._tty), log=log)
        printer = self._printer_process.announced()
        self._printer_port = int(printer["port"])
        self.printer = Control(int(printer["control"]))
        self.reader = Control(int(self._reader_process.announced()["control"]))

    @property
    def district_url(self) -> str:
        return f"http://127.0.0.1:{self._district_port}"

    @property
    def staff_token(self) -> str:
        return self.provisioned.staff_token.read_text("ascii").strip()

    def plug_network(self) -> None:
        """The district becomes reachable."""
        if self._district is None:
            self._district = Child(
                "district", "run",
                "--folder", str(self._folder / "district"),
                "--port", str(self._district_port),
                log=self._folder / "district.log",
            )  # fmt: skip
            self._district.announced()

    def unplug_network(self) -> None:
        if self._district is not None:
            self._district.stop()
            self._district = None

    def slips(self) -> list[dict[str, Any]]:
        """Every slip on paper so far, as printers/virtual/tray.py describes one."""
        found: list[dict[str, Any]] = self.printer.ask("slips")["slips"]
        return found

    def lay_card(self, person: str) -> IdCard:
        """Put a sample person's card on the reader; what is printed on it."""
        from kiosk.devices.simulator.persons import PERSONS

        self.reader.ask("insert", person=person)
        return PERSONS[person]

    def lift_card(self) -> None:
        self.reader.ask("remove")

    def write_config(self, folder: Path, state_dir: Path) -> Path:
        """The embedded defaults with this street's addresses, as the files a technician would write."""
        folder.mkdir(parents=True, exist_ok=True)
        provisioned = self.provisioned
        papers = self._folder / "under-the-camera"
        lay_papers(papers)
        (folder / "kiosk.toml").write_text(
            f"""
[terminal]
id = "{TERMINAL}"
state_dir = {_toml(state_dir)}

[session]
idle_s = 15

[district]
url = "{self.district_url}"
recipient_key_file = {_toml(provisioned.recipient_key)}
token_file = {_toml(provisioned.terminal_tokens[TERMINAL])}
poll_s = 2.0

[reader]
port = {_toml(self._tty)}

[camera]
device = {_toml(papers, "file:")}
""",
            "utf-8",
        )
        (folder / "printers.toml").write_text(
            f"""
[[printer]]
device = "tcp://127.0.0.1:{self._printer_port}"
""",
            "utf-8",
        )
        return folder

    def close(self) -> None:
        self.unplug_network()
        for child in (self._printer_process, self._reader_process):
            child.stop()


def _toml(path: Path, scheme: str = "") -> str:
    """A path as a TOML string: JSON's escapes are TOML's."""
    return json.dumps(scheme + str(path.absolute()), ensure_ascii=False)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port
