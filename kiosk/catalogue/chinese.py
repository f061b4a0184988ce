"""The Chinese of what is said about a package (assets/catalogue-problems.toml).

Problems are made in English, in a hundred places that each know two words of the matter; authors in Dazu read
Chinese. A phrase is found by its English with the names in it left open.
"""

import re
import tomllib
from functools import cache

from kiosk.catalogue.problems import Problem
from kiosk.settings import ROOT

PHRASES = ROOT / "assets" / "catalogue-problems.toml"
_OPEN = re.compile(r"\{([a-d])\}")


def problem_in_chinese(problem: Problem) -> str:
    """What is wrong and what to do; empty where one of the two has no Chinese."""
    what, remedy = in_chinese(problem.what), in_chinese(problem.remedy)
    return f"{what}；{remedy}" if what and remedy else ""


def in_chinese(words: str) -> str:
    """The same in Chinese; empty for what the table does not know."""
    for pattern, chinese in _phrases():
        if found := pattern.fullmatch(words):
            return _OPEN.sub(lambda name: found[name[1]], chinese)
    return ""


@cache
def _phrases() -> list[tuple[re.Pattern[str], str]]:
    """The most particular first: the one with the most letters of its own."""
    table = tomllib.loads(PHRASES.read_text("utf-8"))
    known = sorted(table, key=lambda english: len(_OPEN.sub("", english)), reverse=True)
    return [(_pattern(english), table[english]) for english in known]


def _pattern(english: str) -> re.Pattern[str]:
    parts = _OPEN.split(english)  # text, name, text, name, text
    read = (f"(?P<{part}>.*)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
    return re.compile("".join(read), re.DOTALL)
