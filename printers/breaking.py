"""Line breaking by display columns, with the rules of Chinese typesetting (避头尾, GB/T 15834)."""

from itertools import pairwise

from printers.columns import clusters, columns

# Never at the start of a line / never at its end. ASCII forms too: forms are filled with both.
CLOSING = frozenset("，。、；：？！）》〉」』】〕〗］｝”’％‰℃·…—～,.;:?!)]}%")
OPENING = frozenset("（《〈「『【〔〖［｛“‘￥＃([{#")
# Two of these are one sign: —— and …….
_PAIRED = frozenset("—…─")


def break_lines(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns; at least one, which may be empty. "\\n" always breaks."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if columns(paragraph) <= width:
            lines.append(paragraph.rstrip(" "))
        else:
            lines.extend(_fill(_units(paragraph), width))
    return lines


def balanced_lines(text: str, width: int) -> list[str]:
    """As many lines as `break_lines` gives, evenly long: a centred title must not leave one orphan below."""
    lines = break_lines(text, width)
    if len(lines) == 1 or "\n" in text:
        return lines
    fits = [lines]
    for narrower in range(width - 1, columns(text) // len(lines) - 1, -1):
        tried = break_lines(text, narrower)
        if len(tried) > len(lines):
            break
        fits.append(tried)
    # At a sentence's end if one lies well, else as even as can be.
    return next((tried for tried in reversed(fits) if _at_pauses(tried)), fits[-1])


def _at_pauses(lines: list[str]) -> bool:
    ends = pairwise(lines)
    return all(end[-1:] in CLOSING or after[:1] in OPENING for end, after in ends)


def widest_unit(text: str) -> int:
    """Columns of the longest piece that must not be broken, a queue number for one."""
    return max((columns(unit) for line in text.split("\n") for unit in _units(line)), default=0)


def _units(text: str) -> list[str]:
    """Pieces between which a line may break. A run of spaces is a piece of its own."""
    units: list[str] = []
    before = ""
    for cluster in clusters(text):
        if units and not _may_break(before, cluster):
            units[-1] += cluster
        else:
            units.append(cluster)
        before = cluster
    return units


def _may_break(before: str, after: str) -> bool:
    if (before == " ") != (after == " "):
        return True
    if after in CLOSING or before in OPENING or (before == after and before in _PAIRED):
        return False
    # A·2-001 is one number.
    return not ((before.isascii() or before == "·") and after.isascii())


def _fill(units: list[str], width: int) -> list[str]:
    lines: list[str] = []
    line, used = "", 0
    for unit in units:
        size = columns(unit)
        if used + size > width and line:
            lines.append(line.rstrip(" "))
            line, used = "", 0
        if not line and unit.startswith(" ") and lines:
            continue  # the space at which the line was broken
        if size > width:
            *full, unit = _chop(unit, width)
            lines.extend(full)
            size = columns(unit)
        line += unit
        used += size
    lines.append(line.rstrip(" "))
    return lines


def _chop(unit: str, width: int) -> list[str]:
    """A piece wider than a whole line, cut anyway; its last character follows a closing mark downwards."""
    chunks: list[list[str]] = [[]]
    for cluster in clusters(unit):
        chunk = chunks[-1]
        if chunk and columns("".join(chunk)) + columns(cluster) > width:
            carried = [chunk.pop()] if cluster in CLOSING and len(chunk) > 1 else []
            chunks.append([*carried, cluster])
        else:
            chunk.append(cluster)
    return ["".join(chunk) for chunk in chunks]
