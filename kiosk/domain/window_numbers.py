"""Which windows a series means when hall.toml says it in words (“1–4”, “5、6A”)."""

import re

_PARTS = re.compile(r"[,，、;；\s]+")
_RANGE = re.compile(r"(\d{1,3})\s*[-–—~～至到]\s*(\d{1,3})\Z")
_ONE = re.compile(r"[0-9A-Z]{1,4}\Z")
_LONGEST = 99


def window_numbers(words: str) -> tuple[str, ...]:
    """“1–4” → 1 2 3 4. Empty when the words name no numbers: 二楼东侧."""
    found: list[str] = []
    for part in filter(None, _PARTS.split(words.removesuffix("号窗口").removesuffix("窗口"))):
        if between := _RANGE.match(part):
            first, last = int(between[1]), int(between[2])
            if not first <= last < first + _LONGEST:
                return ()
            found += map(str, range(first, last + 1))
        elif _ONE.match(part):
            found.append(part)
        else:
            return ()
    return tuple(dict.fromkeys(found))
