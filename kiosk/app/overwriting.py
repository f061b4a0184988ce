"""Freed memory is overwritten at once, so that what a citizen typed ends with the last reference to it.

Nobody can zero a Python or QML string. But each of them is freed, and glibc overwrites what is freed if it
is told so before the process begins; Python must then take its small objects from glibc too. What was
measured over a whole application, and what stays, is in this room's README.
"""

import os
import platform
import sys
from collections.abc import Mapping

_TUNABLES = "GLIBC_TUNABLES"
_PYTHON = "PYTHONMALLOC"
# tcache_count=0: what lies in a thread's own cache of freed pieces is not overwritten.
_WORDS = ("glibc.malloc.perturb=165", "glibc.malloc.tcache_count=0")


def overwriting(environ: Mapping[str, str]) -> dict[str, str]:
    """`environ` with the words that a process must begin with."""
    others = [word for word in environ.get(_TUNABLES, "").split(":") if word and word not in _WORDS]
    return {**environ, _PYTHON: "malloc", _TUNABLES: ":".join([*others, *_WORDS])}


def not_overwriting(environ: Mapping[str, str]) -> dict[str, str]:
    """For children that never hold a plain answer: they need not pay for it."""
    plain = {name: value for name, value in environ.items() if name not in (_PYTHON, _TUNABLES)}
    others = [word for word in environ.get(_TUNABLES, "").split(":") if word and word not in _WORDS]
    return {**plain, _TUNABLES: ":".join(others)} if others else plain


def begins_overwriting() -> bool:
    """Whether this process began with the words."""
    return overwriting(os.environ) == dict(os.environ)


def overwrites_all() -> bool:
    """Whether everything freed here is overwritten. For the self-check.

    A bundle's Python takes no words from its environment: its small objects stay until their room is reused.
    """
    glibc = platform.libc_ver()[0] == "glibc"
    return glibc and begins_overwriting() and not getattr(sys, "frozen", False)


def begin_overwriting() -> None:
    """Begin this very command anew with the words, once. Called before anything large is imported."""
    if not begins_overwriting():
        from kiosk.app.process import command

        words = command(*sys.argv[1:])
        os.execve(words[0], words, overwriting(os.environ))  # noqa: S606 - this very program
