"""What a source says of one item, in one shape whatever the source; empty where it says nothing."""

import msgspec


class FoundMaterial(msgspec.Struct, frozen=True):
    name: str
    need: str = ""  # 材料必要性 as written there: 1 必要 2 非必要 3 容缺后补
    channel: str = ""  # 收取方式, where a table has it: 5 证照库
    note: str = ""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One item. Texts are Chinese; codes are as written there. `place`: file and row, for the report."""

    place: str
    key: str = ""  # what the source itself tells its items apart by
    name: str = ""
    state: str = ""  # 事项状态: 1 在用 2 暂停 3 取消
    basic_code: str = ""
    implementation_code: str = ""
    type_code: str = ""
    level_code: str = ""
    department: str = ""
    where: str = ""
    hours: str = ""
    telephone: str = ""
    supervision: str = ""
    handling: str = ""  # 办件类型: 1 即办件 2 承诺件
    limit_count: str = ""  # 承诺办结时限
    limit_unit: str = ""
    trips: str = ""
    service_objects: str = ""
    charged: str = ""  # 是否收费
    charges: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    materials: tuple[FoundMaterial, ...] = ()
    result: str = ""


class Unreadable(Exception):
    """A source that is none of the kinds that can be imported, or is damaged."""


def text(value: object) -> str:
    """A value of a table or a guide as text: without the spaces around it, empty for null."""
    return "" if value is None else " ".join(str(value).replace("\0", "").split())


def joined(*values: str, by: str = " ") -> str:
    return by.join(value for value in values if value)
