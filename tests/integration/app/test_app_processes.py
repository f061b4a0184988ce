"""Processes of this program: one terminal per state folder, children that end with their parent."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.app.instance import AlreadyRunning, InstanceLock
from kiosk.app.process import Child, NeverAnnounced, command
from kiosk.app.visiting import visit
from kiosk.settings import KioskSettings, Settings, TerminalSettings

PARENT = """
import sys, time
from kiosk.app.process import Child
child = Child("devices", "simulate")
child.announced()
print(child.pid, flush=True)
time.sleep(60)
"""


def test_a_second_terminal_on_the_same_folder_is_refused_by_name(tmp_path: Path) -> None:
    with InstanceLock(tmp_path):
        (tmp_path / "kiosk.toml").write_text(f'[terminal]\nstate_dir = "{tmp_path}"\n')
        second = subprocess.run(
            command("run", "--windowed", "--config", str(tmp_path)),
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert second.returncode == 3
    assert "本终端已在运行" in second.stderr
    assert str(os.getpid()) in second.stderr
    assert not (tmp_path / "kiosk.db").exists()


def test_the_lock_is_free_again_after_a_kill(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, pathlib, signal\n"
            "from kiosk.app.instance import InstanceLock\n"
            "with InstanceLock(pathlib.Path(sys.argv[1])):\n"
            "    print('held', flush=True)\n"
            "    signal.pause()",
            str(tmp_path),
        ],
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(AlreadyRunning, match=str(holder.pid)), InstanceLock(tmp_path):
        pass
    holder.kill()
    holder.wait()
    holder.stdout.close()
    with InstanceLock(tmp_path):
        pass


def test_a_child_ends_with_a_parent_that_is_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = os.pidfd_open(int(parent.stdout.readline()))
    try:
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        ended, _, _ = select.select([child], [], [], 30)
        assert ended, "the child outlived its parent"
    finally:
        os.close(child)
        parent.stdout.close()


def test_a_child_that_cannot_start_is_said(tmp_path: Path) -> None:
    # A file where the folder of slips should be.
    blocked = tmp_path / "slips"
    blocked.write_text("")
    child = Child("printers", "virtual", "--out", str(blocked), log=tmp_path / "log")
    with pytest.raises(NeverAnnounced, match="printers virtual"):
        child.announced()
    child.stop()
    assert "File exists" in (tmp_path / "log").read_text()


def test_stop_is_orderly() -> None:
    child = Child("devices", "simulate")
    child.announced()
    child.stop()
    assert child.exit_code() == 0


def test_a_visit_keeps_no_terminal_from_starting(tmp_path: Path) -> None:
    settings = Settings(kiosk=KioskSettings(terminal=TerminalSettings(state_dir=str(tmp_path))))
    with visit(settings) as services, InstanceLock(tmp_path):
        assert services.staffing.list() == ()
