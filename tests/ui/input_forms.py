"""A form with every input that is made for fingers: money, cards, plates, places, long lists."""

from typing import Any

import msgspec

from kiosk.catalogue.package import name_divisions
from kiosk.domain.item import Division
from kiosk.domain.text import Text
from tests.ui.form_stage import CATALOGUE, DIVISIONS, ITEM, FormStage, words

NUMBERS = "一二三四五六七八九十甲乙丙丁"
VILLAGES = tuple(
    Division(f"{town.code}{number:03}", Text(f"{name}社区", f"{name} community"))
    for town, names in ((DIVISIONS[0], ["北山", "龙岗", "翠屏"]), (DIVISIONS[1], [f"棠{n}" for n in NUMBERS]))
    for number, name in enumerate(names, start=1)
)  # fmt: skip
PEOPLES = (
    *("汉族", "蒙古族", "回族", "藏族", "维吾尔族", "苗族", "彝族", "壮族", "布依族", "朝鲜族"),
    *("满族", "侗族", "瑶族", "白族", "土家族", "哈尼族", "哈萨克族", "傣族", "黎族", "傈僳族"),
)


def _money(page: str, title: str, en: str, unit: tuple[str, str]) -> dict[str, Any]:
    more = words(page, en, widget="amount", unit={"zh": unit[0], "en": unit[1]})
    return {"title": title, "type": "number", "minimum": 0, "maximum": 10_000_000, "x-kiosk": more}


SCHEMA: dict[str, Any] = {
    "title": "各种填法",
    "type": "object",
    "x-kiosk": {
        "en": {"title": "Every way to enter"},
        "pages": [
            {"id": "money", "title": {"zh": "钱和账号", "en": "Money and account"}},
            {"id": "car", "title": {"zh": "车辆", "en": "Vehicle"}},
            {"id": "home", "title": {"zh": "住在哪个村、社区？", "en": "Which village?"}},
            {"id": "people", "title": {"zh": "民族", "en": "Ethnic group"}},
        ],
    },
    "properties": {
        "income": _money("money", "家庭月收入", "Monthly income", ("元", "yuan")),
        "capital": _money("money", "出资额", "Capital", ("万元", "× 10,000 yuan")),
        "card": {
            "title": "社保卡银行账号", "type": "string", "format": "bank-card",
            "x-kiosk": words("money", "Bank account"),
        },
        "plate": {
            "title": "车牌号", "type": "string", "format": "plate", "x-kiosk": words("car", "Number plate"),
        },
        "mileage": {"title": "行驶里程（公里）", "type": "integer", "x-kiosk": words("car", "Mileage in km")},
        "village": {
            "title": "村、社区", "type": "string", "format": "village", "x-kiosk": words("home", "Village"),
        },
        "people": {
            "title": "民族", "type": "string", "x-kiosk": words("people", "Ethnic group"),
            "oneOf": [{"const": f"{n:02}", "title": name} for n, name in enumerate(PEOPLES, start=1)],
        },
    },
    "required": ["income", "card", "plate", "village", "people"],
    "unevaluatedProperties": False,
}  # fmt: skip
name_divisions(SCHEMA, tuple(division.code for division in (*DIVISIONS, *VILLAGES)))

INPUTS = msgspec.structs.replace(
    CATALOGUE,
    items=(msgspec.structs.replace(ITEM, id="inputs", form="inputs.json"),),
    divisions=(*DIVISIONS, *VILLAGES),
    forms={"inputs.json": SCHEMA},
)


def at_page(stage: FormStage, page: str, **answers: object) -> None:
    stage.start("inputs")
    stage.draft.answers |= answers
    stage.start_page(page)
