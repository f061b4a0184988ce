"""Mistakes in a package: where, what, and what to do about each."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


class Problem(msgspec.Struct, frozen=True, order=True):
    """One mistake. `pointer` is an RFC 6901 JSON pointer into `file`; empty for the whole file."""

    file: str
    pointer: str
    what: str
    remedy: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.file}#{self.pointer}: {self.what}; {self.remedy}"


class CatalogueFaulty(Exception):
    """A package that cannot be used, with every mistake that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


def pointer(*parts: str | int) -> str:
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)
