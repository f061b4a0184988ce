"""What changes for citizens is said, in both languages, and nothing else is."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.catalogue import load
from kiosk.catalogue.changes import compare
from kiosk.catalogue.form_changes import form_changes
from tests.unit.catalogue_packages import UNEMPLOYMENT, change, small_folder
from tests.unit.catalogue_samples import PACKAGE


@pytest.fixture
def differ(tmp_path: Path) -> Callable[..., dict[str, list[tuple[str, str]]]]:
    """Thing → its changes in both languages, when `values` are put into `file`."""

    def compared(file: str, **values: Any) -> dict[str, list[tuple[str, str]]]:
        old, new = small_folder(tmp_path / "old"), small_folder(tmp_path / "new", "2")
        change(new, file, **values)
        found = compare(load(old), load(new))
        return {one.about.zh: [(text.zh, text.en) for text in one.changes] for one in found}

    return compared


@pytest.mark.parametrize(
    ("values", "zh", "en"),
    [
        ({"fee": {"text": {"zh": "10 元", "en": "10 yuan"}}}, "→ 10 元", "→ 10 yuan"),
        ({"time_limit": {"unit": "workday", "value": 7}}, "→ 7 个工作日", "→ 7 working days"),
        ({"trips": 2}, "跑动次数：无 → 2 次", "Visits: none → 2"),
        ({"department": {"zh": "某局", "en": "Some bureau"}}, "→ 某局", "→ Some bureau"),
        ({"conditions": []}, "去掉条件", "No longer a condition"),
        ({"by_agent": False}, "不能再请人代办", "Nobody may file it for you"),
        (
            {"materials": [{"name": {"zh": "户口簿", "en": "Household book"}, "need": "bring"}]},
            "增加材料“户口簿”（要带）",
            "Needs “Household book” as well (to be brought)",
        ),
        ({"materials": []}, "不再要材料", "No longer needs"),
    ],
)
def test_a_change_of_an_item_is_said(
    differ: Callable[..., dict[str, list[tuple[str, str]]]], values: dict[str, Any], zh: str, en: str
) -> None:
    found = differ(UNEMPLOYMENT, **values)
    (changes,) = found.values()
    assert any(zh in one and en in two for one, two in changes), found


def test_nothing_that_matters_says_nothing(differ: Callable[..., dict[str, list[tuple[str, str]]]]) -> None:
    assert differ(UNEMPLOYMENT, synonyms=["没工作"]) == {}


def test_items_that_come_and_go(tmp_path: Path) -> None:
    small = small_folder(tmp_path / "small", "2")
    fewer, more = compare(load(PACKAGE), load(small)), compare(load(small), load(PACKAGE))
    assert len(fewer) == len(more) == 20
    assert all("不再提供" in one.changes[0].zh and "No longer" in one.changes[0].en for one in fewer)
    assert all("新增事项" in one.changes[0].zh and "New" in one.changes[0].en for one in more)
    assert compare(load(PACKAGE), load(PACKAGE)) == ()


def test_the_calendar_and_the_towns(tmp_path: Path) -> None:
    old, new = small_folder(tmp_path / "old"), small_folder(tmp_path / "new", "2")
    change(new, "calendar.json", last="2027-12-31", makeup_workdays=[])
    (new / "divisions.json").write_text('[{"code": "500111999", "name": {"zh": "新镇", "en": "New Town"}}]')
    (whole,) = compare(load(old), load(new))
    said = "\n".join(text.en for text in whole.changes)
    assert "until 2027-12-31" in said
    assert "make-up days differ: 2026-" in said
    assert "New town New Town" in said
    assert "Town Longshui Town is gone" in said


def form(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


NAME = {"type": "string", "title": "姓名", "x-kiosk": {"en": {"title": "Name"}}}
KIND = {"oneOf": [{"const": "a", "title": "甲"}, {"const": "b", "title": "乙"}], "title": "种类"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (form(), form(name=NAME), ["Asks “Name” as well (optional)"]),
        (form(), form(name=NAME) | {"required": ["name"]}, ["Asks “Name” as well (required)"]),
        (form(name=NAME), form(), ["No longer asks “Name”"]),
        (form(name=NAME), form(name=NAME) | {"required": ["name"]}, ["“Name” must be answered now"]),
        (form(name=NAME) | {"required": ["name"]}, form(name=NAME), ["“Name” may be left out now"]),
        (form(name=NAME), form(name=NAME | {"title": "全名"}), ["“Name” now reads “Name”"]),
        (form(kind=KIND), form(kind=KIND | {"oneOf": KIND["oneOf"][:1]}), ["“种类” no longer offers “乙”"]),
        (form(), {"if": form(x={"const": 1}), "then": form(name=NAME)}, ["Asks “Name” as well (optional)"]),
        (
            form(rows={"type": "array", "items": form(name=NAME)}),
            form(rows={"type": "array", "items": form()}),
            ["No longer asks “Name”"],
        ),
        (form(name=NAME), form(name=NAME | {"maxLength": 9}), []),
    ],
)
def test_a_change_of_a_form_is_said(old: dict[str, Any], new: dict[str, Any], said: list[str]) -> None:
    assert [text.en for text in form_changes(old, new)] == said


def test_a_form_that_is_offered_no_longer(differ: Callable[..., dict[str, list[tuple[str, str]]]]) -> None:
    found = differ(UNEMPLOYMENT, kind="guide", form="")
    assert found == {"失业登记": [("不能再在终端填表", "Can no longer be filed at the terminal")]}


def test_a_bundle_that_does_less_together() -> None:
    whole = load(PACKAGE)
    first = whole.bundles[0]
    less = msgspec.structs.replace(first, children=first.children[1:], at_window=())
    fewer = msgspec.structs.replace(whole, bundles=(less, *whole.bundles[1:]))
    gone = whole.item(first.children[0].item)
    assert gone is not None
    (changed,) = compare(whole, fewer)
    assert changed.about == first.plain_name
    assert f"一起办：不再含“{gone.plain_name.zh}”" in [text.zh for text in changed.changes]
    (changed,) = compare(fewer, whole)
    assert any("as well" in text.en for text in changed.changes)


def test_a_bundle_whose_parts_are_filed_otherwise() -> None:
    """The questions are the same; when a part is filed, and what it is told, is not."""
    whole = load(PACKAGE)
    bundle = next(one for one in whole.bundles if one.id == "newborn")
    birth, insurance = bundle.children
    other = msgspec.structs.replace(
        insurance,
        when=None,
        take={**insurance.take, "sex": "baby_sex"},
        say={**insurance.say, "category": "x"},
    )
    changed = msgspec.structs.replace(bundle, children=(birth, other))
    bundles = tuple(changed if one is bundle else one for one in whole.bundles)
    (found,) = compare(whole, msgspec.structs.replace(whole, bundles=bundles))
    said = [text.en for text in found.changes]
    assert any("is filed in other situations" in one for one in said)
    assert any(one.endswith("is answered otherwise in: category, sex") for one in said)


def test_a_questionnaire_that_comes_or_goes() -> None:
    whole = load(PACKAGE)
    asked = next(item for item in whole.items if item.situation)
    unasked = msgspec.structs.replace(asked, situation="")
    items = tuple(unasked if item is asked else item for item in whole.items)
    (found,) = compare(whole, msgspec.structs.replace(whole, items=items))
    assert "不再先问情况" in [text.zh for text in found.changes]
    (back,) = compare(msgspec.structs.replace(whole, items=items), whole)
    assert "先问几个问题，再说要准备什么" in [text.zh for text in back.changes]
