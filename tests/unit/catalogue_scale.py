"""A package of any size, made from the shipped one, for tests and benches."""

import shutil
from pathlib import Path
from typing import Any

import msgspec

_PLACES = ("窗口", "社区", "镇街", "园区", "学校", "医院", "银行", "车站", "市场", "企业")


def write_package(shipped: Path, target: Path, count: int) -> None:
    """Write `count` items, each with a form file of its own, into the new folder `target`."""
    shutil.copytree(shipped, target, ignore=shutil.ignore_patterns("items", "forms", "bundles"))
    items = [msgspec.json.decode(path.read_bytes()) for path in sorted((shipped / "items").glob("*.json"))]
    applications = [_alone(item) for item in items if item.get("form") and item["number"] < 16]
    forms = {path.name: path.read_bytes() for path in (shipped / "forms").glob("*.json")}
    spelt = msgspec.json.decode((shipped / "pinyin.json").read_bytes())
    (target / "items").mkdir()
    (target / "forms").mkdir()
    for number in range(1, count + 1):
        item = applications[number % len(applications)]
        place = _PLACES[number % len(_PLACES)]
        form = f"form-{number:05d}.json"
        copy = item | {"id": f"item-{number:05d}", "number": number, "form": form}
        for key in ("name", "plain_name"):
            zh = f"{item[key]['zh']}{place}{number}"
            copy[key] = {"zh": zh, "en": f"{item[key]['en']} {number}"}
            spelt[zh] = f"{spelt[item[key]['zh']]} chuang kou {number}"
        (target / "forms" / form).write_bytes(forms[item["form"]])
        (target / "items" / f"{number:05d}.json").write_bytes(msgspec.json.encode(copy))
    (target / "pinyin.json").write_bytes(msgspec.json.encode(spelt))


def _alone(item: dict[str, Any]) -> dict[str, Any]:
    """The item without its questionnaire, which refers to a form by its own name."""
    always = [{k: v for k, v in material.items() if k != "when"} for material in item["materials"]]
    return item | {"situation": "", "materials": always}
