"""`kiosk desk` as a process on a machine of its own, in a hall of terminals; its clock is the hall's."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.app import visiting
from kiosk.app.process import command
from kiosk.services import Services
from kiosk.services.pairing import DeviceKind
from kiosk.services.staffing import Role
from kiosk.settings import load
from tests.certificates import Authority
from tests.unit.services.world import MONDAY_MORNING, SetClock

HOST = "desk.hall.test"
STAFF = "1001"


class OwnDesk:
    """A folder of settings, whom it knows, and the process while `runs` is open."""

    def __init__(self, folder: Path, ledger: str) -> None:
        self.folder = folder
        self.authority = Authority(folder)
        certificate, key = self.authority.sign(HOST)
        (folder / "kiosk.toml").write_text(
            '[terminal]\nid = "D1"\n'
            '[desk]\nlisten = "0.0.0.0"\nport = 0\nown_machine = true\nspoken = false\n'
            f'certificate_file = "{certificate.name}"\nkey_file = "{key.name}"\n'
        )
        (folder / "hall.toml").write_text(f'ledger = "{ledger}"\n')
        self.pin = ""
        self.port = 0

    @property
    def url(self) -> str:
        return f"https://{HOST}:{self.port}"

    def people(self) -> None:
        with self._visit() as services:
            self.pin = services.staffing.add(STAFF, "李测试", Role.STAFF)

    def code(self, kind: DeviceKind) -> str:
        with self._visit() as services:
            return services.pairing.offer("测试", kind)

    def command(self, *words: str) -> list[str]:
        faketime = shutil.which("faketime")
        assert faketime is not None, "make prepare-test brings it"
        at = f"@{MONDAY_MORNING:%Y-%m-%d %H:%M:%S}"
        return [faketime, "-f", at, *command(*words, "--config", str(self.folder))]

    @contextmanager
    def runs(self) -> Iterator["OwnDesk"]:
        # By its stdin, not by a signal: faketime waits for the desk, and would die alone.
        process = subprocess.Popen(
            self.command("desk", "--child"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "TZ": "Asia/Shanghai"},
        )
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            self.port = json.loads(process.stdout.readline())["port"]
            yield self
        finally:
            process.stdin.close()
            process.wait(60)
            process.stdout.close()

    @contextmanager
    def _visit(self) -> Iterator[Services]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(visiting, "SystemClock", SetClock)
            with visiting.visit(load(self.folder)) as services:
                yield services
