"""Looks for what a citizen gave in the memory, the files and the store of a terminal that runs."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from kiosk.store.engine import connect
from kiosk.store.key_file import read_key

ENCODINGS = ("utf-8", "utf-16-le", "utf-32-le")


class Found(msgspec.Struct, frozen=True):
    canary: str
    encoding: str
    where: str


class Canaries:
    """`texts`: name → text. Of a long number every `stretch` characters count: half of it is found."""

    def __init__(self, texts: Mapping[str, str], stretch: int = 9) -> None:
        self._meaning: dict[bytes, tuple[str, str]] = {}
        for name, text in texts.items():
            parts = (
                [text[start : start + stretch] for start in range(len(text) - stretch + 1)]
                if text.isascii() and len(text) > stretch
                else [text]
            )
            for part in parts:
                for encoding in ENCODINGS:
                    self._meaning.setdefault(part.encode(encoding), (name, encoding))
        longest_first = sorted(self._meaning, key=len, reverse=True)
        self._pattern = re.compile(b"|".join(re.escape(part) for part in longest_first))

    def in_(self, data: bytes, where: str) -> set[Found]:
        return {Found(*self._meaning[hit.group()], where) for hit in self._pattern.finditer(data)}

    def in_memory(self, pid: int) -> set[Found]:
        """Every mapping that the process can write to."""
        found: set[Found] = set()
        with Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
            for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
                place, rights, *rest = line.split(maxsplit=5)
                if "w" not in rights:
                    continue
                start, end = (int(edge, 16) for edge in place.split("-"))
                memory.seek(start)
                name = rest[3] if len(rest) > 3 else "anonymous"
                try:
                    data = memory.read(end - start)
                except OSError:  # a device's window, such as a GPU's: not memory of ours
                    continue
                found |= self.in_(data, f"{name} of {pid}")
        return found

    def in_files(self, folders: Iterable[Path]) -> set[Found]:
        """Every file below, its name and its content, the store's WAL among them."""
        found: set[Found] = set()
        for folder in folders:
            for path in folder.rglob("*"):
                found |= self.in_(str(path.relative_to(folder)).encode(), f"name of {path}")
                if path.is_file():
                    found |= self.in_(path.read_bytes(), str(path))
        return found

    def in_store(self, state_dir: Path, key: bytes | None = None) -> set[Found]:
        """Every value of every table, deciphered with `key` or the one in its file."""
        driver = connect(state_dir / "kiosk.db", key or read_key(state_dir / "store.key"))
        found: set[Found] = set()
        try:
            tables = [
                str(row[0])
                for row in driver.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
            ]
            for table in tables:
                for row in driver.execute(f'SELECT * FROM "{table}"').fetchall():
                    for value in row:
                        data = value if isinstance(value, bytes) else str(value).encode()
                        found |= self.in_(data, f"table {table}")
        finally:
            driver.close()
        return found


def family(pid: int) -> list[int]:
    """The process and all below it."""
    members = [pid]
    for member in members:
        for task in Path(f"/proc/{member}/task").iterdir():
            members += [int(child) for child in (task / "children").read_text().split()]
    return members
