"""实施清单 exchange tables (DOMAIN §2.3): rows of `up_task_general_basic` and of the tables beside it.

Columns go by the tables' own names or by the standard's Chinese element names, in any case, with or without
underscores. Rows of the other tables belong to the item whose 事项唯一标识 or 实施编码 they carry.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kiosk.catalogue.imports.found import Found, FoundMaterial, joined, text

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]

# What a file's name ends in, or what stands between its name's underscores → which table it is.
KINDS = ("basic", "extend", "material", "fee", "question")

_BASIC: dict[str, tuple[str, ...]] = {
    "name": ("task_name", "事项名称"),
    "state": ("task_state", "事项状态"),
    "basic_code": ("catalog_code", "基本编码"),
    "type_code": ("task_type", "事项类型"),
    "level_code": ("use_level", "行使层级"),
    "department": ("dept_name", "实施主体"),
    "where": ("transact_addr", "办理地点"),
    "hours": ("transact_time", "办理时间"),
    "telephone": ("link_way", "咨询方式"),
    "supervision": ("supervise_way", "监督投诉方式"),
    "handling": ("project_type", "办件类型"),
    "limit_count": ("promise_day", "承诺办结时限"),
    "limit_unit": ("promise_type", "承诺办结时限单位"),
    "trips": ("limit_scene_num", "到办事现场次数"),
    "service_objects": ("server_type", "serve_type", "服务对象"),
    "charged": ("is_fee", "是否收费"),
}
_CODES = ("task_handle_item", "业务办理项编码"), ("task_code", "实施编码")
_OWN = ("row_guid", "记录唯一标识", "事项唯一标识")
_ITEMS = ("task_guid", "事项唯一标识")


def kind_of(name: str) -> str | None:
    """Which table a file or a key is, by its name; None for others."""
    words = name.lower().split("_")
    return next((kind for kind in KINDS if any(word.startswith(kind) for word in words)), None)


def found_in_tables(tables: Tables, place: str) -> Iterator[Found]:
    """`tables`: kind → rows."""
    rows = {kind: [_plain(row) for row in tables.get(kind, ())] for kind in KINDS}
    beside = {kind: _Beside(rows[kind]) for kind in KINDS if kind != "basic"}
    for position, row in enumerate(rows["basic"], start=1):
        mine = {kind: index.of(row) for kind, index in beside.items()}
        handling, task = (_of(row, names) for names in _CODES)
        extend = mine["extend"][0] if mine["extend"] else {}
        yield Found(
            place=f"{place} row {position}",
            key=handling or task or _of(row, _OWN),
            implementation_code=handling or task,
            charges=tuple(
                joined(
                    _of(fee, ("fee_name", "项目名称", "收费项目名称")),
                    _of(fee, ("fee_stand", "标准", "收费标准")),
                    by="：",
                )
                for fee in _in_order(mine["fee"])
            ),
            conditions=_several(_of(row, ("accept_condition", "受理条件"))),
            basis=_several(_of(row, ("by_law", "设定依据"))),
            steps=_several(_of(row, ("handle_flow", "办理流程"))),
            materials=tuple(
                FoundMaterial(
                    name=_of(material, ("material_name", "材料名称", "名称")),
                    need=_of(material, ("is_need", "材料必要性", "必要性")),
                    channel=_of(material, ("collect_type", "收取方式")),
                    note=joined(
                        _of(material, ("source_explain", "来源渠道说明")),
                        _of(material, ("fill_explain", "填报须知")),
                        by="；",
                    ),
                )
                for material in _in_order(mine["material"])
            ),
            result=_of(extend, ("result_name", "审批结果名称")),
            **{field: _of(row, names) for field, names in _BASIC.items()},
        )


def _plain(row: Row) -> dict[str, str]:
    return {_word(name): text(value) for name, value in row.items() if isinstance(name, str)}


def _word(name: str) -> str:
    return name.strip(" \t\ufeff*").replace("_", "").lower()


def _of(row: Mapping[str, str], names: Sequence[str]) -> str:
    return next((row[_word(name)] for name in names if row.get(_word(name))), "")


class _Beside:
    """The rows of one of the other tables, found by the item that they belong to."""

    def __init__(self, rows: Sequence[dict[str, str]]) -> None:
        self._by_guid: dict[str, list[dict[str, str]]] = {}
        self._by_code: dict[str, list[dict[str, str]]] = {}
        for row in rows:
            self._by_guid.setdefault(_of(row, _ITEMS), []).append(row)
            self._by_code.setdefault(_code(row), []).append(row)

    def of(self, item: dict[str, str]) -> list[dict[str, str]]:
        """By 事项唯一标识; rows that carry none, or of an item that has none, by code."""
        own, code = _of(item, _OWN), _code(item)
        by_code = self._by_code.get(code, []) if code else []
        if not own:
            return by_code
        return [*self._by_guid.get(own, ()), *(row for row in by_code if not _of(row, _ITEMS))]


def _code(row: dict[str, str]) -> str:
    return next((code for names in _CODES if (code := _of(row, names))), "")


def _in_order(rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    def order(row: dict[str, str]) -> int:
        number = _of(row, ("order_num", "排序"))
        return int(number) if number.isdecimal() else 0

    return sorted(rows, key=order)


def _several(words: str) -> tuple[str, ...]:
    """One column may list several, with semicolons between; numbering is kept, it is part of the text."""
    return tuple(part.strip() for part in words.replace(";", "；").split("；") if part.strip())
