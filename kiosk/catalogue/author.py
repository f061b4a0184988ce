"""`kiosk catalogue spell DIR`: write a package's pinyin.json.

An authoring step: it needs pypinyin (55 MB in memory), which the terminal must not load. The result is data
of the package, checked in and checked by `kiosk catalogue check`.
"""

from pathlib import Path

import msgspec

from kiosk.catalogue.package import load
from kiosk.catalogue.search import phrases
from kiosk.domain.item import Catalogue


def spelt(catalogue: Catalogue) -> dict[str, str]:
    """Every phrase that items are found by → its toneless syllables. Phrases decide between readings."""
    from pypinyin import Style, lazy_pinyin

    wanted = {phrase for item in catalogue.items for phrase in (*phrases(item), item.department.zh)}
    return {phrase: " ".join(lazy_pinyin(phrase, style=Style.NORMAL)).lower() for phrase in sorted(wanted)}


def spell(folder: Path) -> int:
    """Write `folder`'s pinyin.json; how many phrases. Raises CatalogueFaulty, OSError, ImportError."""
    table = spelt(load(folder))
    text = msgspec.json.format(msgspec.json.encode(table), indent=2)
    (folder / "pinyin.json").write_bytes(text + b"\n")
    return len(table)
