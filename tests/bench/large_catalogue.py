"""The catalogue grown to thousands of items: Dazu's own, again and again under other ids and names."""

import json
import shutil
from pathlib import Path

from kiosk.settings import ROOT

OURS = ROOT / "config" / "catalogue"


def write(folder: Path, items: int) -> Path:
    """A catalogue package with at least `items` items at `folder`, which is returned."""
    shutil.copytree(OURS, folder)
    originals = [json.loads(path.read_text()) for path in sorted((folder / "items").glob("*.json"))]
    for number in range(len(originals) + 1, items + 1):
        item = dict(originals[number % len(originals)])
        item |= {
            "id": f"{item['id']}-{number}",
            "number": number,
            "name": _numbered(item["name"], number),
            "plain_name": _numbered(item["plain_name"], number),
        }
        (folder / "items" / f"{number:04}-{item['id']}.json").write_text(json.dumps(item, ensure_ascii=False))
    return folder


def _numbered(name: dict[str, str], number: int) -> dict[str, str]:
    return {language: f"{text} {number}" for language, text in name.items()}
