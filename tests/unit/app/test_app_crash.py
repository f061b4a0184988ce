"""A crash in foreign code says where it happened, and nothing of what was being worked on."""

import signal
import subprocess
import sys

CRASH = """
import os, signal, sys
from kiosk.app.machine import forbid_core_dumps, tell_where_it_crashes
if sys.argv[1] == "closed":
    sys.__stderr__ = None
forbid_core_dumps()
tell_where_it_crashes()
def file_a_case(name):
    os.kill(os.getpid(), signal.SIGSEGV)
file_a_case("李样" + "本")
"""


def crash(stderr: str) -> "subprocess.CompletedProcess[str]":
    words = [sys.executable, "-c", CRASH, stderr]
    return subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)


def test_a_crash_says_where_and_not_what() -> None:
    ended = crash("open")
    assert ended.returncode == -signal.SIGSEGV
    assert "in file_a_case" in ended.stderr
    assert "李样本" not in ended.stderr


def test_a_closed_stderr_is_left_alone() -> None:
    ended = crash("closed")
    assert (ended.returncode, ended.stderr) == (-signal.SIGSEGV, "")
