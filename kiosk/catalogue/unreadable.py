"""Why a file is no JSON, at which line, and what its author has to mend there."""

import json

_MARK = b"\xef\xbb\xbf"  # what Windows' own editor puts before UTF-8
_FULL_WIDTH = "，：“”‘’｛｝［］【】；"


def why_unreadable(raw: bytes, fault: Exception) -> tuple[str, str]:
    """(what is wrong, remedy) of bytes that a decoder refused with `fault`."""
    if raw.startswith(_MARK):
        return "begins with a byte-order mark", "save the file as UTF-8 without BOM"
    try:
        words = raw.decode()
    except UnicodeDecodeError as wrong:
        line = raw.count(b"\n", 0, wrong.start) + 1
        return f"is not UTF-8 in line {line}", "save the file as UTF-8"
    try:
        json.loads(words)
    except json.JSONDecodeError as wrong:
        what = f"is not readable JSON (line {wrong.lineno}, column {wrong.colno})"
        if words[wrong.pos : wrong.pos + 1] in _FULL_WIDTH and words[wrong.pos :]:
            return what, f"{words[wrong.pos]!r} is a Chinese sign: write , : and straight quotes"
        if not words[wrong.pos :].strip():
            return what, "the file ends too early: close every bracket and quote, or restore the file"
        return (
            what,
            "look there: a comma between two entries, none after the last, quotes around text",
        )
    except (RecursionError, ValueError):
        return f"is not readable JSON ({fault})", "correct or restore the file"
    return f"is not readable JSON ({fault})", "correct or restore the file"


def keys_written_twice(raw: bytes) -> list[str]:
    """Keys that stand twice in one object: a reader keeps one value and drops the other unheard."""
    twice: list[str] = []

    def paired(pairs: list[tuple[str, object]]) -> dict[str, object]:
        kept: dict[str, object] = {}
        for key, value in pairs:
            if key in kept:
                twice.append(key)
            kept[key] = value
        return kept

    try:
        json.loads(raw, object_pairs_hook=paired)
    except (ValueError, RecursionError):
        return []  # told as unreadable
    return twice
