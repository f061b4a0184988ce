"""Where an answer stands: `name`, or inside a nested object or a row of a list `members/0/name`.

A path is an RFC 6901 JSON pointer without its first slash: a plain property is called by its own name.
"""

from collections.abc import Iterable, Mapping
from typing import Any


def join(parts: Iterable[str | int]) -> str:
    return "/".join(str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def split(name: str) -> tuple[str, ...]:
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in name.split("/"))


def covers(outer: str, name: str) -> bool:
    """Whether `name` is `outer` or stands inside it."""
    return name == outer or name.startswith(outer + "/")


def look_up(answers: Mapping[str, Any], name: str) -> Any:
    """The answer at `name`; None when there is none."""
    value: Any = answers
    for part in split(name):
        if isinstance(value, Mapping):
            value = value.get(part)
        elif isinstance(value, list) and part.isdecimal() and int(part) < len(value):
            value = value[int(part)]
        else:
            return None
    return value


def changed(answers: Mapping[str, Any], name: str, value: Any) -> dict[str, Any]:
    """A copy of `answers` with `value` at `name`; None takes an answer back, and leaves a row empty.

    What is not on the way is shared with the original, which stays as it was.
    """
    new = _changed(answers, split(name), value)
    return new if isinstance(new, dict) else dict(answers)


def without_row(answers: Mapping[str, Any], name: str) -> dict[str, Any]:
    """A copy of `answers` without the row `name` (`members/1`); the rows after it move up."""
    *above, index = split(name)
    rows = look_up(answers, join(above))
    if not isinstance(rows, list) or not index.isdecimal():
        return dict(answers)
    return changed(answers, join(above), [row for i, row in enumerate(rows) if i != int(index)] or None)


def _changed(node: Any, path: tuple[str, ...], value: Any) -> Any:
    if not path:
        return value
    head, rest = path[0], path[1:]
    if isinstance(node, list):
        place = int(head)
        return [_changed(row, rest, value) if i == place else row for i, row in enumerate(node)]
    new = dict(node) if isinstance(node, Mapping) else {}
    below = _changed(new.get(head), rest, value)
    if below is None:
        new.pop(head, None)
    else:
        new[head] = below
    return new
