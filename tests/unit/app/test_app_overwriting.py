"""With which words a process begins whose freed memory is overwritten."""

import os
import subprocess
import sys

import pytest

from kiosk.app.overwriting import not_overwriting, overwriting

WORDS = "glibc.malloc.perturb=165:glibc.malloc.tcache_count=0"


def test_the_words_are_added_once_and_others_stay() -> None:
    given = {"PATH": "/bin", "GLIBC_TUNABLES": "glibc.malloc.arena_max=2"}
    with_words = overwriting(given)
    assert with_words == {
        "PATH": "/bin",
        "PYTHONMALLOC": "malloc",
        "GLIBC_TUNABLES": f"glibc.malloc.arena_max=2:{WORDS}",
    }
    assert overwriting(with_words) == with_words
    assert not_overwriting(with_words) == given


def test_a_child_without_other_words_gets_none() -> None:
    assert not_overwriting(overwriting({"PATH": "/bin"})) == {"PATH": "/bin"}


@pytest.mark.parametrize("overwrites", [True, False])
def test_the_command_begins_anew_with_the_words(overwrites: bool) -> None:
    """`kiosk check` in a store-less folder ends in its own words; what counts is the environment it had."""
    code = (
        "import os, sys\n"
        "from kiosk.app import overwriting\n"
        "sys.argv = ['kiosk', '--version-that-is-none']\n"
        "os.execve = lambda path, words, environ: print(words[-1], environ['PYTHONMALLOC'])\n"
        "overwriting.begin_overwriting()\n"
    )
    environ = overwriting(os.environ) if overwrites else not_overwriting(os.environ)
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True, timeout=60
    )
    assert ran.stdout == ("" if overwrites else "--version-that-is-none malloc\n")
