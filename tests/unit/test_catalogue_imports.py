"""What other systems publish becomes items; what they do not say is reported, and nothing is guessed."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue import load
from kiosk.catalogue.check import check
from kiosk.catalogue.imports.found import Unreadable
from kiosk.catalogue.imports.guides import found_in_guide
from kiosk.catalogue.imports.reading import read_source
from kiosk.catalogue.imports.tables import found_in_tables, kind_of
from kiosk.catalogue.imports.writing import Imported, write_items
from kiosk.catalogue.package import open_parts, read_items
from kiosk.catalogue.problems import Problem, Severity
from kiosk.domain.item import Fact, Item, ItemKind, Material, MaterialNeed, TimeLimit, TimeUnit
from tests.unit.catalogue_packages import small_folder

CODE = "11500109552015745B5502014001000"

GUIDE: dict[str, Any] = {
    "guidDetail": {
        "taskName": "生育服务证登记",
        "deptName": "某镇人民政府",
        "catalogCode": "502014001000",
        "taskCode": CODE,
        "taskType": "20",
        "serveType": "1,2",
        "useLevel": "5",
        "limitSceneNum": "1",
        "promiseDay": 3,
        "promiseState": "1",
        "linkWay": "000-00000000",
        "superviseWay": "12345",
        "isFee": "0",
        "resultName": "生育服务证",
    },
    "itemConditions": [{"conditionName": "符合条件", "conditionSituation": "本镇户籍"}],
    "itemMaterials": [
        {"materialName": "身份证", "need": "1", "source_explain": "公安部门核发"},
        {"materialName": "结婚证", "need": "2"},
        {"materialName": "承诺书", "need": "3"},
    ],
    "lobbys": [{"address": "某路1号", "time": "9:00-17:00"}, {"address": "某路2号", "time": None}],
    "byLaws": [{"lawName": "《人口与计划生育法》", "accordingNumber": "主席令", "termsNumber": "第十八条"}],
    "activitys": [{"orderNumber": "2", "activityName": "办结"}, {"orderNumber": "1", "activityName": "受理"}],
    "charges": [],
}

BASIC = {
    "ROW_GUID": "g1",
    "TASK_NAME": "食品经营许可",
    "CATALOG_CODE": "000131010000",
    "TASK_CODE": "113100000000000000",
    "TASK_TYPE": "1",
    "USE_LEVEL": "4",
    "TASK_STATE": "1",
    "DEPT_NAME": "某区市场监督管理局",
    "TRANSACT_ADDR": "政务中心",
    "TRANSACT_TIME": "工作日",
    "LINK_WAY": "1",
    "SUPERVISE_WAY": "2",
    "PROJECT_TYPE": "2",
    "PROMISE_DAY": "5",
    "PROMISE_TYPE": "1",
    "LIMIT_SCENE_NUM": "0",
    "SERVER_TYPE": "2",
    "IS_FEE": "1",
    "ACCEPT_CONDITION": "有场所；有人员",
    "BY_LAW": "《食品安全法》",
    "HANDLE_FLOW": "受理;审查",
}


def imported(tmp_path: Path, *files: tuple[str, Any]) -> tuple[Item, Imported]:
    """The one item that the files give, read back from a sound package."""
    source, folder = tmp_path / "source", small_folder(tmp_path / "package")
    source.mkdir()
    for name, content in files:
        write(source / name, content)
    made = write_items(read_source(source), folder)
    assert all(problem.severity is Severity.WARNING for problem in check(folder))
    (file,) = made.written
    number = json.loads((folder / file).read_text("utf-8"))["number"]
    return next(item for item in load(folder).items if item.number == number), made


def write(path: Path, content: Any) -> None:
    if path.suffix == ".json":
        path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        return
    with path.open("w", newline="", encoding="gb18030") as file:
        writer = csv.DictWriter(file, list(content[0]))
        writer.writeheader()
        writer.writerows(content)


def missing(made: Imported) -> set[str]:
    return {problem.pointer for problem in made.report}


def test_a_guide_becomes_an_item(tmp_path: Path) -> None:
    item, made = imported(tmp_path, ("guide.json", GUIDE))
    assert (item.kind, item.name.zh, item.type_code) == (ItemKind.GUIDE, "生育服务证登记", "20")
    assert (item.basic_code, item.implementation_code, item.level_code) == ("502014001000", CODE, "5")
    assert item.service_objects == ("1", "2")
    assert item.time_limit == TimeLimit(TimeUnit.WORKDAY, 3)
    assert (item.trips, item.fee.text.zh) == (1, "不收费")
    assert item.accepted_at.zh == "某路1号；某路2号；9:00-17:00"
    assert [step.text.zh for step in item.steps] == ["受理", "办结"]
    assert item.basis[0].text.zh == "《人口与计划生育法》（主席令）第十八条"
    assert item.conditions[0].text.zh == "符合条件：本镇户籍"
    needs = [(material.need, material.note.zh) for material in item.materials]
    assert needs == [
        (MaterialNeed.BRING, "公安部门核发"),
        (MaterialNeed.BRING, "非必要"),
        (MaterialNeed.MAY_FOLLOW, ""),
    ]
    facts: tuple[Fact | Material, ...] = (*item.conditions, *item.basis, *item.steps, *item.materials)
    facts = (*facts, item.fee, item.telephone, item.supervision)
    assert not any(fact.verified for fact in facts)
    assert all(fact.source == "guide.json" for fact in facts)
    assert missing(made) == {"/plain_name/zh", "/name/en", "/form", "/privacy_purpose", "/by_agent"}


def test_exchange_tables_become_an_item(tmp_path: Path) -> None:
    material = {"TASK_GUID": "g1", "ORDER_NUM": 2, "MATERIAL_NAME": "申请书", "IS_NEED": "1"}
    held = {"TASK_GUID": "g1", "ORDER_NUM": 1, "MATERIAL_NAME": "营业执照", "IS_NEED": "1", "收取方式": "5"}
    of_another = {"TASK_GUID": "g2", "ORDER_NUM": 1, "MATERIAL_NAME": "别的", "IS_NEED": "1"}
    fee = {"TASK_CODE": BASIC["TASK_CODE"], "FEE_NAME": "工本费", "FEE_STAND": "10 元"}
    item, made = imported(
        tmp_path,
        ("up_task_general_basic.csv", [BASIC]),
        ("up_task_general_material.json", [material, held, of_another]),
        ("up_task_general_fee_project.csv", [fee]),
        ("up_task_general_extend.json", [{"taskGuid": "g1", "resultName": "许可证"}]),
        ("up_task_general_questions.json", []),
    )
    assert (item.type_code, item.fee.text.zh, item.result.zh) == ("01", "工本费：10 元", "许可证")
    assert [(m.name.zh, m.need) for m in item.materials] == [
        ("营业执照", MaterialNeed.HELD_BY_STATE),
        ("申请书", MaterialNeed.BRING),
    ]
    assert [fact.text.zh for fact in item.conditions] == ["有场所", "有人员"]
    assert item.time_limit == TimeLimit(TimeUnit.WORKDAY, 5)
    assert "/result" not in missing(made)


def test_the_standards_chinese_names_are_columns_too(tmp_path: Path) -> None:
    row = {"*事项名称": "某事项", "基本编码": "1", "办件类型": "1", "事项类型": "20", "行使层级": "4"}
    item, _ = imported(tmp_path, ("basic.csv", [row]))
    assert (item.name.zh, item.basic_code) == ("某事项", "1")
    assert item.time_limit == TimeLimit(TimeUnit.INSTANT)


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"promiseState": "2"}, "/time_limit"),  # 自然日 in one list, 月 in another
        ({"promiseState": "G"}, "/time_limit"),
        ({"promiseDay": ""}, "/time_limit"),
        ({"isFee": None}, "/fee/text"),
        ({"isFee": "1"}, "/fee/text"),
        ({"useLevel": ""}, "/level_code"),
        ({"taskType": None}, "/type_code"),
        ({"deptName": " "}, "/department"),
        ({"limitSceneNum": "一次"}, "/trips"),
        ({"superviseWay": ""}, "/supervision"),
    ],
)
def test_what_a_source_does_not_say_is_reported(
    changed: dict[str, Any], pointer: str, tmp_path: Path
) -> None:
    guide = GUIDE | {"guidDetail": GUIDE["guidDetail"] | changed}
    made = write_items([found_in_guide(guide, "guide.json")], small_folder(tmp_path / "package"))
    assert pointer in missing(made)
    assert all(problem.remedy for problem in made.report)


def test_nothing_is_overwritten_and_nothing_out_of_use_is_taken(tmp_path: Path) -> None:
    folder = small_folder(tmp_path / "package")
    found = [found_in_guide(GUIDE, "a.json")]
    first = write_items(found, folder)
    before = (folder / first.written[0]).read_bytes()
    again = write_items([*found, found_in_guide({"guidDetail": {}}, "b.json")], folder)
    cancelled = write_items(found_in_tables({"basic": [BASIC | {"TASK_STATE": "3"}]}, "t"), folder)
    assert (folder / first.written[0]).read_bytes() == before
    assert (again.written, cancelled.written) == ((), ())
    assert "is there already" in again.report[0].what
    assert "has no 事项名称" in again.report[1].what
    assert "not in use" in cancelled.report[0].what


def test_an_empty_folder_is_told_what_else_a_package_needs(tmp_path: Path) -> None:
    made = write_items([found_in_guide(GUIDE, "a.json")], tmp_path / "new")
    assert {"manifest.json", "calendar.json", "divisions.json"} <= {problem.file for problem in made.report}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("guide.json", b"{"),
        ("guide.json", b"[1]"),
        ("guide.json", b"[" * 100_000),
        ("guide.json", b'{"guidDetail": 1}'),
        ("basic.csv", b"\xff\xff\x80\n"),
        ("basic.csv", b'a,b\n"x" y,2\n'),
        ("notes.txt", b""),
    ],
)
def test_other_files_are_refused_by_name(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Unreadable, match=name if name != "notes.txt" else "neither"):
        list(read_source(tmp_path / name))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(GUIDE)), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(GUIDE)), _JSON), st.dictionaries(st.text(max_size=5), _JSON))
def test_any_guide_is_survived(
    tmp_path_factory: pytest.TempPathFactory, guide: dict[str, Any], detail: dict[str, Any]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    named = guide | {"guidDetail": detail | {"taskName": "某事项"}}
    made = write_items([found_in_guide(named, "any.json")], folder)
    assert len(made.written) == 1
    mistakes: list[Problem] = []
    assert len(read_items(open_parts(folder), mistakes)) == 1
    assert mistakes == []


def test_tables_are_told_apart_by_name() -> None:
    names = ("UP_TASK_GENERAL_BASIC", "up_task_general_fee_project", "up_task_general_questions", "other")
    assert [kind_of(name) for name in names] == ["basic", "fee", "question", None]
