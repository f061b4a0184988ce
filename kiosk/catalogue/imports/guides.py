"""渝快办 guide JSON as a public crawler saw it (DOMAIN §2.4): one object an item, or a list of them."""

from collections.abc import Iterator
from typing import Any

from kiosk.catalogue.imports.found import Found, FoundMaterial, joined, text

DETAIL = "guidDetail"  # spelt so there


def is_guide(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get(DETAIL), dict)


def found_in_guide(guide: dict[str, Any], place: str) -> Found:
    detail: dict[str, Any] = guide[DETAIL]

    def of(name: str) -> str:
        return text(detail.get(name))

    lobbies = list(_rows(guide, "lobbys"))
    return Found(
        place=place,
        key=of("taskCode") or of("catalogCode"),
        name=of("taskName"),
        basic_code=of("catalogCode"),
        implementation_code=of("taskCode"),
        type_code=of("taskType"),
        level_code=of("useLevel"),
        department=of("deptName"),
        where=joined(*(text(row.get("address")) for row in lobbies), by="；"),
        hours=joined(*(text(row.get("time")) for row in lobbies), by="；"),
        telephone=of("linkWay") or joined(*(text(row.get("tel")) for row in lobbies), by="；"),
        supervision=of("superviseWay"),
        limit_count=of("promiseDay"),
        limit_unit=of("promiseState"),
        trips=of("limitSceneNum"),
        service_objects=of("serveType"),
        charged=of("isFee"),
        charges=tuple(_charge(row) for row in _ordered(guide, "charges", "orderNum")),
        conditions=tuple(
            joined(text(row.get("conditionName")), text(row.get("conditionSituation")), by="：")
            for row in _rows(guide, "itemConditions")
        ),
        basis=tuple(_law(row) for row in _rows(guide, "byLaws")),
        steps=tuple(_step(row) for row in _ordered(guide, "activitys", "orderNumber")),
        materials=tuple(
            FoundMaterial(
                name=text(row.get("materialName")),
                need=text(row.get("need")),
                note=text(row.get("source_explain")),
            )
            for row in _rows(guide, "itemMaterials")
        ),
        result=of("resultName"),
    )


def _charge(row: dict[str, Any]) -> str:
    remark = text(row.get("remark"))
    said = joined(text(row.get("feeName")), text(row.get("feeStand")), by="：")
    return joined(said, f"（{remark}）" if remark else "", by="")


def _law(row: dict[str, Any]) -> str:
    number, terms = text(row.get("accordingNumber")), text(row.get("termsNumber"))
    return joined(text(row.get("lawName")), f"（{number}）" if number else "", terms, by="")


def _step(row: dict[str, Any]) -> str:
    limit = text(row.get("handleTimeLimit"))
    return joined(text(row.get("activityName")), f"（{limit}）" if limit else "", by="")


def _rows(guide: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    rows = guide.get(name)
    yield from (row for row in (rows if isinstance(rows, list) else ()) if isinstance(row, dict))


def _ordered(guide: dict[str, Any], name: str, by: str) -> list[dict[str, Any]]:
    def order(row: dict[str, Any]) -> int:
        number = text(row.get(by))
        return int(number) if number.isdecimal() else 0

    return sorted(_rows(guide, name), key=order)
